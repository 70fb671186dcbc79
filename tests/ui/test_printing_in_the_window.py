"""Papers by themselves after a sale, at a printer that may fail: the window is never kept, and a printer undoes no sale."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QToolButton

from tests.printing.orders import came_out
from tests.printing.printers.listening import Listening, listening
from tests.ui.conftest import Cashier
from tests.ui.test_sale_page import CTRL, focused, just_sold, on, press, told, type_in
from tests.ui.test_sold_papers import sold_for_cash
from ticketoffice.desk import spool
from ticketoffice.desk.spool import JobView
from ticketoffice.domain import spool as rules
from ticketoffice.printer_choice import PrinterChoice
from ticketoffice.printing.renderers.escpos import drawer_kick
from ticketoffice.settings import Settings

NOBODY = "127.0.0.1:1"


@pytest.fixture
def printer() -> Iterator[Listening]:
    with listening() as found:
        yield found


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were opened for the cashier."""
    seen: list[Path] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: seen.append(Path(url.toLocalFile())))
    return seen


def choose(c: Cashier, where: str, *, purpose: str = "tickets", **how: Any) -> None:
    how = {"automatic": True} | how
    c.window.at_desk.printing.printers.choose({purpose: PrinterChoice(f"tcp:{where}", "escpos", **how)})


async def jobs(c: Cashier) -> tuple[JobView, ...]:
    found: tuple[JobView, ...] = await c.window.books.read(spool.jobs, count=20)
    return found


async def ended(c: Cashier, count: int = 1) -> tuple[JobView, ...]:
    """The jobs, once so many have ended."""
    for _ in range(500):
        found = await jobs(c)
        if sum(view.job.state in rules.ENDS for view in found) >= count:
            await c.idle()
            return found
        await asyncio.sleep(0.02)
    raise AssertionError("waited in vain")


def words_of(printer: Listening) -> list[str]:
    return [words for data in printer.papers for _, words in came_out(data, "escpos")]


def test_what_was_sold_comes_out_by_itself_and_the_next_customer_is_served(desk: Any, printer: Listening) -> None:
    async def journey(c: Cashier) -> None:
        choose(c, printer.address)
        await sold_for_cash(c)
        order = await just_sold(c)
        at = focused()
        (view,) = await ended(c)
        assert (view.job.state, view.number, len(view.shorts)) == (rules.PRINTED, order.number, 2)
        assert told(c) == f"Order {order.number} printed."
        assert focused() == at and c.window.pages.shows("nav.sell")
        assert [ticket.copies for ticket in (await just_sold(c)).tickets] == [1, 1]
        assert len(words_of(printer)) == 2 and "DUPLICATA" not in "".join(words_of(printer))
        assert on(c, "sell.print").text() == "Print again  Ctrl+P"
        await c.key(Qt.Key.Key_P, CTRL)
        await ended(c, 2)
        assert told(c) == f"Order {order.number}: printed as DUPLICATA 1."
        assert [ticket.copies for ticket in (await just_sold(c)).tickets] == [2, 2]

    desk(journey)


def test_print_here_prints_also_where_nothing_prints_by_itself(desk: Any, printer: Listening) -> None:
    async def journey(c: Cashier) -> None:
        choose(c, printer.address, automatic=False)
        await sold_for_cash(c)
        assert c.find("sell.page").pay_row.delivery.findChildren(QToolButton)[0].text() == "Print here"
        order = await just_sold(c)
        (view,) = await ended(c)
        assert (view.job.state, view.number) == (rules.PRINTED, order.number)
        assert len(words_of(printer)) == 2 and not on(c, "sell.print_problem").isVisible()
        await type_in(c, "1")
        await c.key(Qt.Key.Key_F9)
        c.find("sell.page").pay_row.delivery.choose("later")
        await c.key(Qt.Key.Key_Return)
        await c.until(lambda: on(c, "sell.sold").isVisible())
        await c.idle()
        assert len(await jobs(c)) == 1

    desk(journey)


def test_a_printer_that_cannot_be_reached_undoes_no_sale_and_the_next_paper_is_no_duplicate(
    desk: Any, printer: Listening, files: list[Path]
) -> None:
    async def journey(c: Cashier) -> None:
        choose(c, NOBODY)
        await sold_for_cash(c)
        (view,) = await ended(c)
        order = await just_sold(c)
        assert (order.state, view.job.state, [t.copies for t in order.tickets]) == ("paid", rules.FAILED, [0, 0])
        assert on(c, "sell.sold_text").text().startswith(f"Order {order.number} is sold.")
        assert on(c, "sell.print_problem").text().startswith(f"The printer {NOBODY} cannot be reached")
        assert told(c) == "", "it stands beside what was sold"
        choose(c, printer.address)
        await press(c, "sell.print")
        await ended(c, 2)
        assert not on(c, "sell.print_problem").isVisible()
        assert "DUPLICATA" not in "".join(words_of(printer))
        choose(c, NOBODY)
        await press(c, "sell.print")
        await ended(c, 3)
        await press(c, "sell.print_file")
        await c.until(lambda: len(files) == 1)
        assert [ticket.copies for ticket in (await just_sold(c)).tickets] == [2, 2]

    desk(journey)


def test_a_printer_without_paper_says_so_and_prints_once_it_has_some(desk: Any, printer: Listening) -> None:
    async def journey(c: Cashier) -> None:
        printer.status = b"\x32\x7e"
        choose(c, printer.address)
        await sold_for_cash(c)
        await ended(c)
        order = await just_sold(c)
        assert on(c, "sell.sold_text").text().startswith(f"Order {order.number} is sold.")
        assert on(c, "sell.print_problem").text().startswith(f"The printer {printer.address} has no paper.")
        printer.status = b"\x12\x12"
        await press(c, "sell.print")
        await ended(c, 2)
        assert len(words_of(printer)) == 2 and "DUPLICATA" not in "".join(words_of(printer))

    desk(journey)


def test_nobody_waits_for_a_slow_printer_and_closing_leaves_word_of_it(
    desk: Any, printer: Listening, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ticketoffice.ui.printing import printing

    monkeypatch.setattr(printing, "LONGEST_LAST_PRINT", 0.2)
    printer.free.clear()

    async def journey(c: Cashier) -> None:
        choose(c, printer.address, layout=None)
        await sold_for_cash(c)
        await c.until(printer.begun.is_set)
        assert (await jobs(c))[0].job.state == rules.SENDING
        await type_in(c, "1")
        await c.key(Qt.Key.Key_F9)
        await c.key(Qt.Key.Key_Return)
        await c.until(lambda: on(c, "sell.sold").isVisible())
        assert [view.job.state for view in await jobs(c)] == [rules.WAITING, rules.SENDING]

    async def a_minute_later(c: Cashier) -> None:
        found = await ended(c, 2)
        assert [view.job.state for view in found] == [rules.FAILED, rules.UNKNOWN], "what had not begun goes on"
        await c.until(lambda: "Nothing was printed" in told(c))
        await c.click("notice.action")
        assert c.window.pages.shows("nav.printers")
        rows = c.find("settings.jobs").model()
        await c.until(lambda: rows.rowCount() == 2)
        said = [rows.data(rows.index(row, 3)) for row in range(2)]
        assert said[0].startswith("Not printed: ") and said[1].startswith("May have come out: ")

    desk(journey)
    printer.end()
    _reopened(settings, a_minute_later)


def _reopened(settings: Settings, journey: Any) -> None:
    """The window on the same book, as it was left."""
    from tests.conftest import NOW
    from ticketoffice.app import build
    from ticketoffice.store.clock import HandClock

    async def whole() -> None:
        clock = HandClock(NOW + 60_000_000)
        window = build(settings.book, settings=settings, clock=clock, act_as="Lea")
        window.show()
        try:
            await window.ready
            await journey(Cashier(window, clock))
        finally:
            await window.shut()
            window.closing = True
            window.close()
            window.deleteLater()

    asyncio.get_event_loop().run_until_complete(whole())


def test_the_drawer_opens_for_cash_alone(desk: Any, printer: Listening) -> None:
    async def journey(c: Cashier) -> None:
        choose(c, printer.address, purpose="receipts", automatic=False, drawer=True)
        await sold_for_cash(c)
        await ended(c)
        assert printer.papers == [drawer_kick()] and told(c) == ""
        await type_in(c, "1")
        await c.key(Qt.Key.Key_F9)
        await c.key(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
        await c.key(Qt.Key.Key_Return)
        await c.until(lambda: "Card" in on(c, "sell.sold_text").text())
        await c.idle()
        assert len(await jobs(c)) == 1 and len(printer.papers) == 1

    desk(journey)


def test_a_receipt_is_printed_by_its_own_button_and_by_itself(desk: Any, printer: Listening) -> None:
    async def journey(c: Cashier) -> None:
        choose(c, printer.address, purpose="receipts", automatic=True)
        await sold_for_cash(c)
        order = await just_sold(c)
        await ended(c)
        assert told(c) == f"Receipt of order {order.number} printed."
        await press(c, "sell.receipt")
        await ended(c, 2)
        first, second = words_of(printer)
        assert "DUPLICATA" not in first and "DUPLICATA1" in second
        assert [ticket.copies for ticket in (await just_sold(c)).tickets] == [0, 0]

    desk(journey)


def test_what_stands_in_the_way_of_a_receipt_is_whole_beside_what_was_sold(desk: Any, printer: Listening) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(1024, 700)
        choose(c, NOBODY, purpose="receipts", automatic=True)
        await sold_for_cash(c)
        order = await just_sold(c)
        await ended(c)
        problem = on(c, "sell.print_problem")
        assert problem.text().startswith(f"Receipt of order {order.number}: The printer {NOBODY} cannot be reached")
        assert problem.isVisible() and problem.heightForWidth(problem.width()) <= problem.height()
        assert told(c) == "" and not on(c, "sell.print_file").isVisible(), "the tickets have no fault"
        choose(c, printer.address, purpose="receipts", automatic=True)
        await press(c, "sell.receipt")
        await ended(c, 2)
        assert problem.text().startswith("Nothing is printed yet: no printer is chosen here."), "of the tickets alone"

    desk(journey)


def test_an_orders_tickets_go_to_the_printer_and_it_is_said(desk: Any, printer: Listening) -> None:
    async def journey(c: Cashier) -> None:
        from tests.ui.test_cancelling_in_the_window import a_cash_order

        order = await a_cash_order(c)
        choose(c, printer.address)
        await c.click("order.print")
        (view,) = await ended(c)
        assert view.job.state == rules.PRINTED
        assert told(c) == f"Order {view.number} printed."
        assert len(words_of(printer)) == len(view.shorts) > 0
        assert order is not None
        choose(c, NOBODY)
        await c.click("order.print")
        await ended(c, 2)
        assert told(c).startswith(f"Order {view.number}: The printer {NOBODY} cannot be reached")
        assert c.find("notice.action").text() == "Printers"

    desk(journey)
