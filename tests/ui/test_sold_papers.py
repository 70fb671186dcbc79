"""What was just sold is printed from the Sell page, by key or button, and only what has a paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QToolButton

from tests.ui.conftest import Cashier
from tests.ui.test_sale_page import CTRL, focused, just_sold, on, on_page, press, told, type_in
from ticketoffice.settings import Settings


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were opened for the cashier."""
    seen: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(Path(url.toLocalFile())))
    return seen


async def sold_for_cash(c: Cashier) -> None:
    await on_page(c)
    await type_in(c, "2")
    await c.key(Qt.Key.Key_F9)
    await c.key(Qt.Key.Key_Return)
    await c.until(lambda: on(c, "sell.sold").isVisible())


def test_what_was_just_sold_is_printed_and_the_next_customer_goes_on(desk: Any, files: list[Path]) -> None:
    async def journey(c: Cashier) -> None:
        await sold_for_cash(c)
        at = focused()
        await c.key(Qt.Key.Key_P, CTRL)
        await c.until(lambda: len(files) == 1)
        order = await just_sold(c)
        assert files[0].name == f"{order.number}.pdf" and files[0].read_bytes()[:4] == b"%PDF"
        assert [ticket.copies for ticket in order.tickets] == [1, 1]
        assert told(c) == f"2 tickets printed: {order.number}.pdf in {files[0].parent}"
        assert (c.window.pages.shows("nav.sell"), focused()) == (True, at)
        await press(c, "sell.print")
        await c.until(lambda: len(files) == 2)
        assert "DUPLICATA" in told(c)
        assert [ticket.copies for ticket in (await just_sold(c)).tickets] == [2, 2]

    desk(journey)


def test_without_a_printer_it_is_said_that_nothing_is_printed_and_what_prints(desk: Any, files: list[Path]) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c)
        await type_in(c, "2")
        await c.key(Qt.Key.Key_F9)
        assert here(c) == "Here, with Ctrl+P"
        await c.key(Qt.Key.Key_Return)
        await c.until(lambda: on(c, "sell.sold").isVisible())
        problem = on(c, "sell.print_problem")
        assert problem.isVisible() and problem.text() == (
            "Nothing is printed yet: no printer is chosen here. Ctrl+P opens the tickets as PDF."
        )
        await c.key(Qt.Key.Key_P, CTRL)
        await c.until(lambda: len(files) == 1)
        assert not problem.isVisible()

    desk(journey)


def test_tickets_that_are_handed_out_later_are_not_spoken_of(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c)
        await type_in(c, "2")
        await c.key(Qt.Key.Key_F9)
        c.find("sell.page").pay_row.delivery.choose("later")
        await c.key(Qt.Key.Key_Return)
        await c.until(lambda: on(c, "sell.sold").isVisible())
        assert not on(c, "sell.print_problem").isVisible()

    desk(journey)


def here(c: Cashier) -> str:
    """The word of the first way to the tickets."""
    return str(c.find("sell.page").pay_row.delivery.findChildren(QToolButton)[0].text())


def test_the_key_prints_nothing_before_something_is_sold(desk: Any, files: list[Path]) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c)
        await type_in(c, "2")
        await c.key(Qt.Key.Key_P, CTRL)
        await c.idle()
        assert files == []

    desk(journey)


def test_a_folder_that_takes_no_file_is_named_and_the_sale_stays(
    desk: Any, files: list[Path], settings: Settings
) -> None:
    async def journey(c: Cashier) -> None:
        await sold_for_cash(c)
        settings.papers.write_text("a file in its way", "utf-8")
        await c.key(Qt.Key.Key_P, CTRL)
        await c.until(lambda: str(settings.papers) in told(c))
        assert files == [] and (await just_sold(c)).state == "paid"

    desk(journey)
