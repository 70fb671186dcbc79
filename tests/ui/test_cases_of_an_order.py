"""What needs somebody about an order is read there, in the tone of attention with its picture, and leads to where it is settled."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.conftest import lea
from tests.sync.test_two_desks import filled
from tests.ui.conftest import Cashier
from tests.ui.sync_desk import Venue
from tests.ui.test_postman_in_the_window import settled
from tests.ui.test_sync_page import Run, _no_clock, sent, ticket  # noqa: F401
from ticketoffice.desk import cancel, payment, release
from ticketoffice.desk.find import order_of
from ticketoffice.desk.notes import add_note
from ticketoffice.store.book import Book
from ticketoffice.ui.sync.lists import Tab

WHY = "P-{} · Desk 1 · Cancelled · It had been cancelled elsewhere."


async def contradicted(cashier: Cashier, venue: Venue, count: int) -> None:
    """Both desks have cancelled so many tickets of an order, each for itself; it is open here."""
    await settled(cashier)
    other, rounds = venue.other_desk()

    def cancelled(book: Book, method: str) -> None:
        for number in range(1, count + 1):
            chosen = [ticket(book, f"PT{number}")]
            cancel.cancel(book, chosen, who=lea(book), reason="duplicate", method=method, inform="told", now=True)

    cancelled(other, "card")
    rounds()
    await cashier.window.books.write(cancelled, "nothing")
    await sent(cashier)
    await cashier.open("P")
    await cashier.until(lambda: len(cashier.window.order.order.cases) == count)


def noted_twice(book: Book) -> None:
    for text in ("Walks with crutches, a place at the end of a row", "Comes late"):
        add_note(book, order_of(book, "P")[0], text=text, who=lea(book))


def lines(cashier: Cashier) -> list[Any]:
    return [line for line in cashier.window.order.idle.cases.lines if line.text.isVisible()]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("noted", [False, True])
@pytest.mark.parametrize("count", [1, 3])
def test_two_cases_are_read_whole_and_how_many_more_there_are(
    at_venue: Run, language: str, count: int, noted: bool
) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await contradicted(cashier, venue, count)
        if noted:
            await cashier.window.books.write(noted_twice)
            await cashier.until(lambda: len(cashier.window.order.order.notes) == 2)
        for size in ((1280, 800), (1024, 700)):
            cashier.window.resize(*size)
            await cashier.idle()
            shown = lines(cashier)
            assert len(shown) == min(count, 2)
            for line in shown:
                assert line.text.height() >= line.text.heightForWidth(line.text.width()), "nothing of it is cut"
                assert line.open.isVisible() and line.open.width() >= line.open.sizeHint().width()
                assert (line.chip.text(), line.chip._tone, line.chip._shape) == (
                    {"fr": "Cas"}.get(language, "Case"),
                    "stop",
                    "refused",
                )
                assert line.text.geometry().right() < line.open.geometry().left()
            more = cashier.find("order.more_cases")
            assert (more.isVisible(), more.text()) == (
                (True, {"en": "and 1 more", "fr": "et 1 autre"}[language]) if count > 2 else (False, "")
            )
            place = cashier.window.order.idle
            assert all(upper.open.geometry().bottom() < lower.open.geometry().top() for upper, lower in pairwise(shown))
            assert not noted or place._scroll.height() >= place.notes.fontMetrics().lineSpacing()
            assert place.cases.geometry().bottom() < place.height()
            button = cashier.find("order.open_case")
            assert button.isVisible() and button.width() >= button.sizeHint().width()
            assert button.text().startswith(f"{count} ")

    at_venue(journey, language=language)


def test_what_comes_while_the_order_is_open_moves_no_row(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        await cashier.open("P")
        table = cashier.find("tickets.table")
        before = table.mapTo(cashier.window, table.rect().topLeft()), table.height()
        await contradicted(cashier, venue, 3)
        assert lines(cashier)
        assert (table.mapTo(cashier.window, table.rect().topLeft()), table.height()) == before

    at_venue(journey)


def test_a_case_leads_to_itself_on_the_sync_page_by_mouse_and_by_keys(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await contradicted(cashier, venue, 3)
        tabs = cashier.window.sync.page.tabs
        cases = cashier.window.order.order.cases
        told = {WHY.format(n) for n in (1, 2, 3)}
        assert len(told & {line.text.text()[: len(WHY) - 1] for line in lines(cashier)}) == 2, "each names its ticket"
        await cashier.click("order.open_case_2")
        assert tabs.isVisible() and tabs.shown_tab() is Tab.CASES
        assert tabs.current_case().case == cases[1].case
        assert cashier.find("sync.case").isVisible() and cashier.find("sync.settle").isVisible()
        assert QApplication.focusWidget() is tabs.tables[Tab.CASES]
        cashier.window.show_orders()
        await cashier.idle()
        cashier.find("order.open_case").setFocus()
        await cashier.key(Qt.Key.Key_Space)
        assert tabs.isVisible() and tabs.current_case().case == cases[0].case
        cashier.window.show_orders()
        cashier.find("tickets.table").setFocus()
        seen = []
        for _ in range(12):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            seen.append(QApplication.focusWidget().objectName())
        assert {"order.open_case_1", "order.open_case_2"} <= set(seen)

    at_venue(journey)


def test_a_case_stays_known_while_something_is_open_below(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await contradicted(cashier, venue, 2)
        await cashier.click("order.note")
        assert not lines(cashier)
        button = cashier.find("order.open_case")
        assert (button.isVisible(), button.text()) == (True, "2 cases")
        assert all(WHY.format(n) in button.accessibleName() for n in (1, 2))
        assert all(WHY.format(n) in button.toolTip() for n in (1, 2))

    at_venue(journey)


def part_paid_and_released(book: Book) -> None:
    filled(book)
    order = order_of(book, "I")[0]
    payment.pay(book, order, method="card", amount=1000, who=lea(book))
    release.release(book, order, who=lea(book))


def test_a_desk_alone_is_led_to_its_list_of_cases(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await cashier.idle()
        await cashier.open("I")
        [case] = cashier.window.order.order.cases
        await cashier.click("order.open_case")
        page = cashier.window.cancellations
        assert page.isVisible() and page.table.current().key == case.key
        assert cashier.find("cancellations.how").isVisible()

    at_venue(journey, joins=False, make=part_paid_and_released)
