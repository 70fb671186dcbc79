"""Tickets by e-mail from the window: an address that is typed gets what was sold, and an order's tickets go again by Ctrl+E."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from tests.desk.test_mail import Box, serving
from tests.ui.conftest import Cashier
from tests.ui.test_sale_page import ALT, CTRL, focused, just_sold, on, paying, told
from ticketoffice.desk.find import find
from ticketoffice.desk.mail import send_due
from ticketoffice.desk.show import show
from ticketoffice.printing.e_tickets import attached
from ticketoffice.settings import Settings
from ticketoffice.store.book import Book


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def settings(settings: Settings, box: Box) -> Iterator[Settings]:
    with serving(box) as server:
        yield replace(settings, mail=server)


async def sent(c: Cashier, settings: Settings, box: Box) -> list[str]:
    """To whom what waits goes now, with how many papers each."""
    server = settings.mail
    assert server is not None

    def work(book: Book) -> int:
        return send_due(book, server=server, papers=attached)

    await c.window.books.background(work)
    return [f"{message['To']} {len(list(message.iter_attachments()))}" for message in box.taken]


def test_seven_actions_sell_two_by_card_to_an_address(desk: Any, settings: Settings, box: Box) -> None:
    """Task 7: F2, 2, F9, Alt+2, Ctrl+N, the address, Enter."""

    async def journey(c: Cashier) -> None:
        await paying(c)
        await c.key(Qt.Key.Key_2, ALT)
        await c.key(Qt.Key.Key_N, CTRL)
        on(c, "pay.name").setText("ann@example.org")
        await c.key(Qt.Key.Key_Return)
        order = await just_sold(c)
        assert (order.customer and order.customer.email, [p.method for p in order.payments]) == (
            "ann@example.org",
            ["card"],
        )
        assert told(c) == f"The tickets of order {order.number} go to the customer by e-mail."
        assert await sent(c, settings, box) == ["ann@example.org 1"]
        assert not on(c, "sell.email").isVisible()

    desk(journey)


def test_whoever_chooses_another_way_is_not_overruled(desk: Any, settings: Settings, box: Box) -> None:
    async def journey(c: Cashier) -> None:
        await paying(c)
        delivery = on(c, "pay.delivery")
        assert delivery.way == "here"
        delivery.setFocus()
        await c.key(Qt.Key.Key_Right)
        await c.key(Qt.Key.Key_Right)
        assert (delivery.way, focused()) == ("later", "pay.delivery")
        await c.key(Qt.Key.Key_N, CTRL)
        on(c, "pay.email").setText("ann@example.org")
        on(c, "pay.take").click()
        await c.until(lambda: on(c, "sell.sold").isVisible())
        await c.idle()
        assert await sent(c, settings, box) == []
        await c.key(Qt.Key.Key_E, CTRL)
        await c.until(lambda: not on(c, "sell.email").isVisible())
        assert await sent(c, settings, box) == ["ann@example.org 1"]

    desk(journey)


def paid_with_address(book: Book) -> tuple[str, str]:
    """An order whose tickets are valid, and where they can be sent."""
    for row in find(book, "example.org", limit=50).orders:
        order = show(book, row.order)
        if order.customer and order.customer.email and {ticket.state for ticket in order.tickets} == {"valid"}:
            return order.number, order.customer.email
    raise AssertionError("nobody has an address")


def test_an_orders_tickets_are_sent_by_key(desk: Any, settings: Settings, box: Box) -> None:
    async def journey(c: Cashier) -> None:
        number, address = await c.window.books.read(paid_with_address)
        await c.open(number)
        assert c.find("order.email").isVisible()
        await c.key(Qt.Key.Key_E, CTRL)
        assert told(c) == f"The tickets of order {number} go to the customer by e-mail."
        assert await sent(c, settings, box) == [f"{address} 1"]
        assert c.window.order.order.history[0].kind == "tickets_mailed"

    desk(journey)


@pytest.mark.parametrize("spoken", ["fr", "en"])
def test_who_has_no_language_is_told_in_that_of_the_screens(
    desk: Any, monkeypatch: pytest.MonkeyPatch, spoken: str
) -> None:
    told: list[str] = []

    async def noted(*_: Any, language: str, **__: Any) -> None:
        told.append(language)

    monkeypatch.setattr("ticketoffice.rounds.desk_rounds", noted)

    async def journey(c: Cashier) -> None:
        await c.until(lambda: bool(told))
        assert told == [spoken]

    desk(journey, language=spoken)
