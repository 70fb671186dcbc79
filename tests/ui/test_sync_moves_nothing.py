"""What the postman takes over never moves focus, selection, scroll or rows, and waits while a strip is open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.conftest import lea
from tests.house import house, on, taken
from tests.ui.conftest import Cashier
from tests.ui.sync_desk import Venue
from tests.ui.test_postman_in_the_window import settled
from ticketoffice import post
from ticketoffice.desk import cancel, notes
from ticketoffice.desk.find import order_of
from ticketoffice.store.book import Book

Run = Callable[..., None]
ORDERS = 30
PAGES = 100


@pytest.fixture(autouse=True)
def _no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(post, "EVERY", 3600.0)


def many(book: Book) -> None:
    orders = [on(f"A-{2 * n + 1}", f"A-{2 * n + 2}", number=f"P{n:02}") for n in range(ORDERS)]
    taken(book, house(), *orders)


def where_things_are(cashier: Cashier) -> tuple[object, ...]:
    """Everything that a person at the desk would see move."""
    window = cashier.window
    results, table = window.results.list, window.order.table
    rows = [table.visualRect(table.model().index(row, 0)).getRect() for row in range(table.model().rowCount())]
    return (
        window.top.search.cursorPosition(),
        results.verticalScrollBar().value(),
        results.currentIndex().row(),
        results.model().rowCount(),
        table.verticalScrollBar().value(),
        table.currentIndex().row(),
        tuple(rows),
        window.notices.geometry().getRect(),
        window.order.geometry().getRect(),
        window.pages.geometry().getRect(),
    )


async def taken_over(cashier: Cashier) -> None:
    """One round, until it has been taken over and shown."""
    there = cashier.window.desktop.post
    before = there._ended_at
    there.wish()
    await cashier.until(lambda: there._ended_at != before and not there.on_way)
    await asyncio.sleep(0)


def test_a_hundred_pages_while_somebody_types(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        other, rounds = venue.other_desk()
        await cashier.open("P07")
        bar = cashier.find("search.bar")
        bar.setFocus()
        bar.clear()
        QTest.keyClicks(bar, "Zo")
        await cashier.idle()
        results = cashier.window.results.list
        results.setCurrentIndex(results.model().index(12, 0))
        results.verticalScrollBar().setValue(results.verticalScrollBar().maximum() // 2)
        there = where_things_are(cashier)
        order = order_of(other, "P07")[0]
        for page in range(PAGES):
            notes.add_note(other, order, text=f"page {page}", who=lea(other))
            rounds()
            await taken_over(cashier)
            assert QApplication.focusWidget() is bar, page
            if page == PAGES // 2:
                QTest.keyClicks(bar, "e")
                await cashier.idle()
                assert bar.text() == "Zoe"
                results.setCurrentIndex(results.model().index(12, 0))
                results.verticalScrollBar().setValue(results.verticalScrollBar().maximum() // 2)
                there = where_things_are(cashier)
            assert where_things_are(cashier) == there, page
        await cashier.idle()
        assert where_things_are(cashier) == there
        assert len(cashier.window.order.order.notes) == PAGES, "and it was shown"

    at_venue(journey, make=many)


def test_pages_under_an_open_strip_wait_until_it_is_closed(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        other, rounds = venue.other_desk()
        await cashier.open("P07")
        await cashier.click_cross(0)
        focus, there = QApplication.focusWidget(), where_things_are(cashier)
        assert focus is not None
        cashier.find("strip.note").setText("typed so far")
        order = order_of(other, "P07")[0]
        cancel.cancel(
            other, [str(order_of(other, "P07T2")[1])], who=lea(other), reason="duplicate", method="card", now=True
        )
        for page in range(PAGES):
            notes.add_note(other, order, text=f"page {page}", who=lea(other))
            rounds()
            await taken_over(cashier)
            assert QApplication.focusWidget() is focus, page
            assert where_things_are(cashier) == there, page
        assert cashier.find("strip.note").text() == "typed so far"
        assert [ticket.state for ticket in cashier.window.order.order.tickets] == ["cancelled", "valid"]
        await cashier.key(Qt.Key.Key_Escape)
        await cashier.until(lambda: cashier.window.order.order.tickets[1].state == "cancelled")
        assert len(cashier.window.order.order.notes) == PAGES

    at_venue(journey, make=many)


def test_a_line_that_goes_and_comes_moves_nothing(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        from ticketoffice.domain.errors import Unavailable

        await settled(cashier)
        await cashier.open("P07")
        bar = cashier.find("search.bar")
        bar.setFocus()
        await cashier.idle()
        there = where_things_are(cashier)

        def away(_: str) -> None:
            raise Unavailable("no_network")

        for before in (away, lambda _: None, away, lambda _: None):
            venue.before = before
            await taken_over(cashier)
            await cashier.idle()
            assert where_things_are(cashier) == there
            assert QApplication.focusWidget() is bar

    at_venue(journey, make=many)
