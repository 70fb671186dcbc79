"""The case that somebody writes a note for is closed at another desk: field, text and focus stay, and it is said in their place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.conftest import lea
from tests.ui.conftest import Cashier
from tests.ui.sync_desk import Venue
from tests.ui.test_postman_in_the_window import settled
from tests.ui.test_sync_page import Run, _no_clock, sent, ticket  # noqa: F401
from ticketoffice.desk import cancel
from ticketoffice.desk.cases import close_case
from ticketoffice.store.book import Book


async def settling_and_closed_elsewhere(cashier: Cashier, venue: Venue, *, cases: int = 1) -> None:
    """A note half typed, then another desk closes that case."""
    await settled(cashier)
    other, rounds = venue.other_desk()
    names = [f"PT{n + 1}" for n in range(cases)]
    for name in names:
        cancel.click(other, [ticket(other, name)], who=lea(other), now=True)
    rounds()

    def mine(book: Book) -> None:
        for name in names:
            cancel.click(book, [ticket(book, name)], who=lea(book), now=True)

    await cashier.window.books.write(mine)
    await sent(cashier)
    await cashier.click("sync.chip")
    cashier.window.sync.page.show_tab("cases")
    await cashier.idle()
    await cashier.click("sync.settle")
    note = cashier.find("sync.note")
    note.setText("my note")
    note.setCursorPosition(2)
    rounds()
    with other.read() as reading:
        [case, *_] = [c.id for c in reading.cases() if c.id == cashier.window.sync.page.tabs.case.case.case]
    venue.clock.advance(seconds=300)
    close_case(other, case, who=lea(other), note="closed at the other desk")
    rounds()
    await sent(cashier)
    await cashier.until(lambda: cashier.find("sync.cases").model().rowCount() == cases - 1)
    await cashier.until(lambda: not cashier.find("sync.ended").isHidden())


SAID = (
    "Desk 2 (Lea) closed this case, Tue 24 Nov 13:05. Noted there: “closed at the other desk”. "
    "Your note is not recorded; Esc leads back."
)


def test_the_note_stays_and_says_by_whom_it_was_closed(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settling_and_closed_elsewhere(cashier, venue)
        note = cashier.find("sync.note")
        for _ in range(2):
            assert QApplication.focusWidget() is note
            assert (note.text(), note.cursorPosition(), note.isVisible()) == ("my note", 2, True)
            assert cashier.find("sync.ended").text() == SAID
            assert not cashier.find("sync.close").isEnabled()
            await sent(cashier)
        note.setText("my note and more")
        await cashier.key(Qt.Key.Key_Return)
        assert (note.text(), cashier.find("notice.text").text()) == ("my note and more", "")
        await cashier.key(Qt.Key.Key_Escape)
        assert QApplication.focusWidget() is cashier.find("sync.cases")
        assert not cashier.find("sync.case").isVisible(), "nothing needs attention"

    at_venue(journey)


def test_from_there_another_case_is_taken_up(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settling_and_closed_elsewhere(cashier, venue, cases=2)
        panel = cashier.window.sync.page.tabs.case
        gone, still = panel.case, cashier.window.sync.page.tabs.current_case()
        assert gone.operation != still.operation
        await cashier.key(Qt.Key.Key_Escape)
        assert panel.case == still
        assert cashier.find("sync.ended").isHidden()
        await cashier.click("sync.settle")
        assert cashier.find("sync.note").text() == ""
        cashier.find("sync.note").setText("the customer knows")
        await cashier.key(Qt.Key.Key_Return)
        await cashier.until(lambda: cashier.find("sync.cases").model().rowCount() == 0)
        assert QApplication.focusWidget() is cashier.find("sync.cases")

    at_venue(journey)
