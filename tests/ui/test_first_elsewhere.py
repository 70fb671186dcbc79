"""Somebody else was first with what an open page is about: the page stays, with its focus and its text, and says so in its place."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.conftest import lea
from tests.ui.conftest import Cashier
from tests.ui.sync_desk import Venue
from tests.ui.test_postman_in_the_window import settled
from tests.ui.test_sync_moves_nothing import _no_clock, taken_over  # noqa: F401
from tests.ui.test_sync_page import Run
from ticketoffice.desk import admit, cancel, hand_out
from ticketoffice.desk.find import order_of
from ticketoffice.desk.settled import settled as settled_elsewhere
from ticketoffice.store.book import Book
from ticketoffice.ui.words import ticket_state

CLOSE = "Close, nothing more to give  Enter"
NOTHING = "Nothing was recorded at this desk."
Elsewhere = Callable[[Book], object]


def ticket(book: Book, name: str) -> str:
    return str(order_of(book, name)[1])


def gives_back(book: Book, *, method: str = "cash") -> None:
    cancel.cancel(
        book,
        [ticket(book, "PT1")],
        who=lea(book),
        reason="duplicate",
        method=method,
        inform="told",
        now=method == "cash",
    )


async def a_strip_and(cashier: Cashier, venue: Venue, elsewhere: Elsewhere, *rows: int, typed: str = "abc def") -> None:
    """Crosses, a note half typed, and then another desk's deed is heard of."""
    await settled(cashier)
    other, rounds = venue.other_desk()
    await cashier.open("P")
    for row in rows:
        await cashier.click_cross(row)
    note = cashier.find("strip.note")
    note.setFocus()
    note.setText(typed)
    note.setCursorPosition(3)
    elsewhere(other)
    venue.clock.advance(seconds=11)
    rounds()
    await taken_over(cashier)
    await cashier.until(lambda: cashier.find("strip.settled").text())


def nothing_moved(cashier: Cashier) -> None:
    note = cashier.find("strip.note")
    assert QApplication.focusWidget() is note
    assert (note.text(), note.cursorPosition()) == ("abc def", 3)
    assert cashier.window.order.page is cashier.window.order.strip


@pytest.mark.parametrize(
    ("elsewhere", "said"),
    [
        (
            gives_back,
            "CHF 30.00 was given back for P-1 (Cash). Desk 2 (Lea) has cancelled it, Tue 24 Nov 13:00. "
            "Give nothing back here.",
        ),
        (
            lambda book: gives_back(book, method="bank_transfer"),
            "CHF 30.00 is given back for P-1 (Bank transfer). Desk 2 (Lea) has cancelled it, Tue 24 Nov 13:00. "
            "Give nothing back here.",
        ),
    ],
)
def test_the_open_strip_says_who_was_first_and_gives_nothing_out(
    at_venue: Run, elsewhere: Elsewhere, said: str
) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await a_strip_and(cashier, venue, elsewhere, 0)
        nothing_moved(cashier)
        assert cashier.find("strip.settled").text() == said
        assert cashier.find("strip.settled").isVisible()
        assert cashier.find("notice.text").text() == said, "not any more to choose a reason, and said aloud"
        assert cashier.find("strip.finish").text() == CLOSE
        assert not cashier.find("strip.keep").isEnabled()
        await cashier.until(lambda: ticket_state(cashier.window.order.order.tickets[0])[2] != "refund to finish")
        nothing_moved(cashier)

        await cashier.click("strip.finish")
        assert cashier.window.order.page is None
        assert cashier.find("notice.text").text() == NOTHING
        assert cashier.window.order.strip.view is None
        assert cashier.window.order.order.cases != ()
        assert not cashier.window.top.refunds.isVisible()

    at_venue(journey)


def test_a_ticket_that_had_gone_in_before_the_click_is_named_so(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        other, rounds = venue.other_desk()
        await cashier.open("P")
        admit.admit(other, "PT1", who=lea(other))
        venue.clock.advance(seconds=120)
        await cashier.click_cross(0)
        rounds()
        await taken_over(cashier)
        await cashier.until(lambda: cashier.find("strip.settled").text())
        said = "P-1 was changed elsewhere, now: Used 24 Nov, 12:00. Give nothing back here."
        assert cashier.find("strip.settled").text() == said

    at_venue(journey)


@pytest.mark.parametrize("leave", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_F9])
def test_every_way_out_of_such_a_strip_only_closes_it(at_venue: Run, leave: Qt.Key) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await a_strip_and(cashier, venue, gives_back, 0)
        await cashier.key(leave)
        assert cashier.window.order.page is None
        assert [t.state for t in cashier.window.order.order.tickets] == ["cancelled", "valid", "valid"]
        assert cashier.find("notice.text").text() == NOTHING
        await cashier.click_cross(1)
        assert cashier.find("strip.settled").isHidden(), "the next one is about another ticket"

    at_venue(journey)


def test_what_is_left_of_several_tickets_is_finished_here(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await a_strip_and(cashier, venue, gives_back, 0, 1)
        nothing_moved(cashier)
        assert cashier.find("strip.settled").text().endswith("The rest is still to be finished here.")
        assert cashier.find("strip.amount").text() == "30.00"
        cashier.find("strip.reason")._pick("duplicate")
        await cashier.click("strip.finish")
        states = [t.cancelled.finished for t in cashier.window.order.order.tickets if t.cancelled]
        assert states == [True, True]

    at_venue(journey)


def test_a_finish_that_came_too_late_leaves_the_strip_and_the_reason_why(at_venue: Run) -> None:
    """Pressed before what the other desk did was shown here."""

    async def journey(cashier: Cashier, venue: Venue) -> None:

        await settled(cashier)
        other, rounds = venue.other_desk()
        await cashier.open("P")
        await cashier.click_cross(0)
        cashier.find("strip.reason")._pick("duplicate")
        gives_back(other)
        venue.clock.advance(seconds=11)
        rounds()
        runner = cashier.window.findChild(_runner())
        runner._heard_too.clear()
        await taken_over(cashier)
        await cashier.click("strip.finish")
        assert cashier.window.order.page is cashier.window.order.strip
        assert "Desk 2 (Lea) has cancelled it" in cashier.find("strip.settled").text()

    at_venue(journey)


def _runner() -> Any:
    from ticketoffice.ui.order.deeds import OrderDeeds

    return OrderDeeds


def test_money_that_is_asked_for_here_was_given_elsewhere(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        other, rounds = venue.other_desk()
        await cashier.open("P")
        await cashier.click_cross(0)
        for key in (Qt.Key.Key_1, Qt.Key.Key_Return):
            await cashier.key(key)
        strip = cashier.window.order.strip
        assert strip.hand_out.text() == "Put CHF 30.00 back on the card"
        venue.clock.advance(seconds=61)
        await taken_over(cashier)
        rounds()
        who = cancel.Who(lea(other).person, alone="Desk 1 is closed since noon")
        hand_out.paid_out(other, [ticket(other, "PT1")], who=who)
        rounds()
        focus = QApplication.focusWidget()
        await taken_over(cashier)
        await cashier.until(lambda: strip.settled)
        assert QApplication.focusWidget() is focus
        assert strip.hand_out.text().startswith("CHF 30.00 was given back for P-1 (Card).")
        assert strip.handed_out.text() == CLOSE
        await cashier.key(Qt.Key.Key_Return)
        assert cashier.window.order.page is None
        assert cashier.find("notice.text").text() == NOTHING

    at_venue(journey)


def test_a_click_at_another_desk_takes_nobodys_keyboard(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        other, rounds = venue.other_desk()
        await cashier.open("P")
        bar = cashier.find("search.bar")
        bar.setFocus()
        cancel.click(other, [ticket(other, "PT1")], who=lea(other), now=True)
        rounds()
        await taken_over(cashier)
        await cashier.until(lambda: cashier.window.order.order.tickets[0].state == "cancelled")
        await cashier.idle()
        assert QApplication.focusWidget() is bar

    at_venue(journey)


def test_what_another_desk_clicks_meanwhile_is_not_finished_here_by_the_same_key(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        def both(book: Book) -> None:
            gives_back(book)
            cancel.click(book, [ticket(book, "PT3")], who=lea(book), now=True)

        await a_strip_and(cashier, venue, both, 0, 1)
        nothing_moved(cashier)
        assert [t.short for t in cashier.window.order.strip.view.tickets] == ["P-2"]
        await cashier.idle()
        cashier.find("strip.reason")._pick("duplicate")
        await cashier.click("strip.finish")
        done = {t.short: t.cancelled.finished for t in cashier.window.order.order.tickets if t.cancelled}
        assert done == {"P-1": True, "P-2": True, "P-3": False}

    at_venue(journey)


def test_what_was_read_while_it_was_asked_once_more_is_not_said_again(
    at_venue: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The centre's next page comes while the strip is being closed."""

    async def journey(cashier: Cashier, venue: Venue) -> None:
        runner, asked, answer = cashier.window.findChild(_runner()), asyncio.Event(), asyncio.Event()
        look = runner.look

        async def slow(question: Any, *args: object, **how: object) -> Any:
            found = await look(question, *args, **how)
            if question is settled_elsewhere and not asked.is_set():
                asked.set()
                await answer.wait()
            return found

        await settled(cashier)
        other, rounds = venue.other_desk()
        await cashier.open("P")
        await cashier.click_cross(0)
        gives_back(other)
        venue.clock.advance(seconds=11)
        rounds()
        monkeypatch.setattr(runner, "look", slow)
        first = asyncio.ensure_future(taken_over(cashier))
        await asked.wait()
        await runner.cancelling._hear(cashier.window.order.order.order)
        assert cashier.find("strip.settled").text()
        cashier.find("strip.finish").click()
        assert cashier.find("notice.text").text() == NOTHING
        answer.set()
        await first
        await cashier.idle()
        assert cashier.find("notice.text").text() == NOTHING

    at_venue(journey)
