"""The list of what needs attention shows a case a line: where the words are is the room, also in a small window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.conftest import lea
from tests.ui.conftest import Cashier
from tests.ui.sync_desk import Venue
from tests.ui.test_postman_in_the_window import settled
from tests.ui.test_sync_moves_nothing import many
from tests.ui.test_sync_page import Run, _no_clock, sent, ticket  # noqa: F401
from ticketoffice.desk import cancel
from ticketoffice.store.book import Book

CASES = 9


async def many_cases(cashier: Cashier, venue: Venue) -> None:
    """Both desks have cancelled the same tickets, one of them many at once; the list is open."""
    await settled(cashier)
    other, rounds = venue.other_desk()

    def both(book: Book) -> None:
        for number in range(CASES):
            chosen = [ticket(book, f"P{number:02}T{n}") for n in (1, 2)]
            cancel.cancel(book, chosen, who=lea(book), reason="duplicate", method="cash", inform="told", now=True)

    both(other)
    rounds()
    await cashier.window.books.write(both)
    await sent(cashier)
    await cashier.click("sync.chip")
    await cashier.idle()


def whole_rows(cashier: Cashier) -> int:
    table = cashier.find("sync.cases")
    boxes = [table.visualRect(table.model().index(row, 0)) for row in range(table.model().rowCount())]
    return sum(box.height() > 0 and box.top() >= 0 and box.bottom() < table.viewport().height() for box in boxes)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_six_cases_are_seen_in_the_smallest_window(at_venue: Run, language: str) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await many_cases(cashier, venue)
        table = cashier.find("sync.cases")
        for size in ((1280, 800), (1024, 700)):
            cashier.window.resize(*size)
            await cashier.idle()
            assert table.model().rowCount() >= CASES
            assert whole_rows(cashier) >= 6, size
            widths = [table.columnWidth(column) for column in range(table.model().columnCount())]
            assert max(widths) == widths[-1], "most of the width is where the words are"
            assert sum(widths) <= table.viewport().width()

    at_venue(journey, make=many, language=language)


def test_what_has_no_room_in_its_line_is_told_by_the_line_and_below(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await many_cases(cashier, venue)
        table = cashier.find("sync.cases")
        row = next(n for n in range(table.model().rowCount()) if table.model().index(n, 2).data() == "Handed out")
        table.selectRow(row)
        last = table.model().index(row, 4)
        why = last.data()
        assert why.startswith("CHF ")
        assert "Desk 1" not in why, "that is another column's"
        assert why in last.data(Qt.ItemDataRole.AccessibleTextRole)
        assert last.data(Qt.ItemDataRole.ToolTipRole) == why
        assert cashier.find("sync.what").text().startswith("Desk 1 · ")

    at_venue(journey, make=many)


def test_whoever_goes_there_sees_the_cases_where_nothing_waits(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await many_cases(cashier, venue)
        tabs, page = cashier.find("sync.tabs"), cashier.window.sync.page
        page.show_tab("queue")
        await sent(cashier)
        assert tabs.shown_tab() == "queue", "never by itself"
        await cashier.key(Qt.Key.Key_F4)
        await cashier.click("sync.chip")
        await cashier.until(lambda: tabs.shown_tab() == "cases")
        assert QApplication.focusWidget() is cashier.find("sync.cases")
        page.show_tab("done")
        await cashier.key(Qt.Key.Key_F4)
        await cashier.click("sync.chip")
        assert tabs.shown_tab() == "done", "the tab that somebody chose stays"

    at_venue(journey, make=many)
