"""What another desk hands out is told in the order, without the keyboard; giving it here needs somebody beside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.conftest import lea
from tests.ui.conftest import Cashier
from tests.ui.sync_desk import Venue
from tests.ui.test_postman_in_the_window import settled
from tests.ui.test_sync_page import Run, _no_clock, heard, refused_here, sent  # noqa: F401
from ticketoffice.desk import cancel
from ticketoffice.desk.find import order_of
from ticketoffice.desk.reports import refunds_due
from ticketoffice.desk.show import show
from ticketoffice.store.book import Book
from ticketoffice.ui.cancellations.rows import _due
from ticketoffice.ui.words import ticket_state


def given(book: Book) -> list[int]:
    return [r.amount for r in show(book, order_of(book, "P")[0]).refunds if r.paid_at is not None]


async def promised_elsewhere(cashier: Cashier, venue: Venue, *, method: str = "cash") -> None:
    """Desk 2 has finished a cancellation, and this desk has heard of it."""
    await settled(cashier)
    other, rounds = venue.other_desk()
    cancel.cancel(other, [str(order_of(other, "PT1")[1])], who=lea(other), reason="duplicate", method=method)
    venue.clock.advance(seconds=61)
    rounds()
    await sent(cashier)
    await cashier.open("P")


def test_it_is_read_and_neither_counted_nor_one_key_away(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await promised_elsewhere(cashier, venue)
        window = cashier.window
        panel = window.order.elsewhere
        assert window.order.page is panel
        assert panel.title.text() == "Desk 2 (Lea) hands out CHF 30.00, since Tue 24 Nov 13:00."
        assert not window.top.refunds.isVisible()
        [row, *_] = window.order.order.tickets if window.order.order is not None else ()
        assert ticket_state(row)[0] == "Cancelled 13:00", "the same hour as in the sentence below, in the venue's zone"
        focus = QApplication.focusWidget()
        assert focus is not None
        assert not panel.isAncestorOf(focus)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_F9):
            await cashier.key(key)
        assert await window.books.read(given) == []
        await cashier.click("elsewhere.back")
        assert window.order.page is None
        await sent(cashier)
        assert window.order.page is None, "it was read"

    at_venue(journey)


def test_the_list_of_what_is_due_names_the_desk(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await promised_elsewhere(cashier, venue)
        [line] = (await cashier.window.books.read(refunds_due)).lines
        assert (line.by, line.desk) == ("Lea", "Desk 2")
        assert _due(line, "UTC")[-1] == "Lea, Desk 2"

    at_venue(journey)


def test_giving_it_here_needs_a_second_look_and_somebody_beside(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await promised_elsewhere(cashier, venue)
        panel = cashier.window.order.elsewhere
        await cashier.click("elsewhere.instead")
        assert panel.approval.name.hasFocus()
        assert not panel.given.isEnabled()
        await cashier.click("elsewhere.given")
        assert await cashier.window.books.read(given) == []
        panel.approval.alone.setText("Desk 2 is closed since noon")
        await cashier.click("elsewhere.given")
        assert await cashier.window.books.read(given) == [3000]
        assert cashier.window.order.page is None

    at_venue(journey)


def test_what_goes_back_on_the_card_at_another_desk_is_told_as_that(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await promised_elsewhere(cashier, venue, method="card")
        assert cashier.window.order.elsewhere.title.text().startswith("Desk 2 (Lea) puts CHF 30.00 back on the card")
        assert cashier.find("elsewhere.instead").text() == "Put back here instead…"

    at_venue(journey)


def test_of_a_cancellation_that_the_centre_refused_the_money_is_not_asked_for_here(at_venue: Run) -> None:
    """Its case says that it is refunded once only; it is the other desk that gives it."""

    async def journey(cashier: Cashier, venue: Venue) -> None:
        await refused_here(cashier, venue)
        await cashier.open("P")
        await heard(cashier, venue)
        window = cashier.window
        await cashier.until(lambda: window.order.page is window.order.elsewhere)
        assert window.order.elsewhere.title.text().startswith("Desk 2 (Lea) puts CHF 30.00 back on the card")
        assert window.order.strip.owed is None
        assert not window.top.refunds.isVisible()

    at_venue(journey)
