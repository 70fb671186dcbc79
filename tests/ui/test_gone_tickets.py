"""A ticket that is cancelled for good: it is said how it went, and a new number is never one key away."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order
from ticketoffice.desk import cancel
from ticketoffice.domain.people import Who
from ticketoffice.store.book import Book


async def gone(c: Cashier) -> Any:
    """Opens an order whose first ticket was cancelled for good."""
    order = await a_cash_order(c)
    who = Who(c.window.room_person())
    await c.window.books.write(cancel.cancel, [order.tickets[0].ticket], who=who, reason="duplicate", now=True)
    await c.open(order.number)
    c.find("tickets.table").select_ticket(order.tickets[0].ticket)
    c.find("tickets.table").setFocus()
    return order


def tickets(c: Cashier) -> list[str]:
    return [t.state for t in c.window.order.order.tickets]


def test_ctrl_z_offers_and_enter_reinstates(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        before = await gone(c)
        await c.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert c.find("used.panel").isVisible()
        assert len(tickets(c)) == len(before.tickets), "nothing is done yet"
        assert "already cancelled" in c.window.order.explain.title.text()
        await c.key(Qt.Key.Key_Return)
        assert len(tickets(c)) == len(before.tickets) + 1
        assert not c.find("used.panel").isVisible()

    desk(journey)


def test_del_says_how_it_went_and_enter_goes_back(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        before = await gone(c)
        await c.key(Qt.Key.Key_Delete)
        assert "already cancelled" in c.window.order.explain.title.text()
        assert c.find("used.reinstate").isVisible()
        await c.key(Qt.Key.Key_Return)
        assert not c.find("used.panel").isVisible()
        assert len(tickets(c)) == len(before.tickets)

    desk(journey)


def test_a_ticket_with_a_successor_is_only_explained(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        before = await gone(c)
        await c.window.books.write(cancel.reinstate, before.tickets[0].ticket, who=Who(c.window.room_person()))
        await c.open(before.number)
        c.find("tickets.table").select_ticket(before.tickets[0].ticket)
        c.find("tickets.table").setFocus()
        await c.key(Qt.Key.Key_Delete)
        assert c.find("used.panel").isVisible()
        assert not c.find("used.reinstate").isVisible()

    desk(journey)


def kept_unheard(book: Book, ticket: str, *, who: Who) -> None:
    """Kept while the window hears nothing, as if its refresh were still on its way."""
    listener, book._listener = book._listener, lambda _: None
    try:
        cancel.keep(book, [ticket], who=who)
    finally:
        book._listener = listener


def test_a_look_at_a_ticket_that_was_kept_meanwhile_cancels_nothing(desk: Any) -> None:
    """The row still says cancelled; its ticket is valid again, and stays so."""

    async def journey(c: Cashier) -> None:
        order, who = await a_cash_order(c), Who(c.window.room_person())
        first = order.tickets[0].ticket
        await c.window.books.write(cancel.cancel, [first], who=who, reason="duplicate", method="later")
        await c.open(order.number)
        c.find("tickets.table").select_ticket(first)
        c.find("tickets.table").setFocus()
        await c.window.books.write(kept_unheard, first, who=who)
        assert tickets(c)[0] == "cancelled", "nobody has looked again"
        await c.key(Qt.Key.Key_Delete)
        assert tickets(c)[0] == "valid"
        assert not c.find("used.panel").isVisible()
        kinds = [line.kind for line in c.window.order.order.history]
        assert kinds.count("tickets_cancelled") == 1

    desk(journey)
