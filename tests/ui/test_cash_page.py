"""The drawer's page: by keyboard from its float to its closing; blind while one counts; what is missing is said."""

from __future__ import annotations

import json
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget

from tests.conftest import lea
from tests.desk.test_cash import reserved
from tests.house import house, taken
from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order
from tests.ui.test_sale_page import on, paying, press, type_in
from ticketoffice.desk import cash, payment
from ticketoffice.desk.find import order_of
from ticketoffice.desk.sentences import SENTENCES
from ticketoffice.domain.drawer import DENOMINATIONS
from ticketoffice.store.book import Book
from ticketoffice.ui.words import set_language

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def fill(book: Book) -> None:
    taken(book, house(), reserved("A-1", "A-2", number="ONE"), reserved("B-1", number="TWO"))


def paid(book: Book, number: str, method: str = "cash") -> None:
    payment.pay(book, order_of(book, number)[0], method=method, who=lea(book))


async def on_page(c: Cashier) -> None:
    await c.key(Qt.Key.Key_K, CTRL | SHIFT)
    assert c.window.pages.shows("nav.cash")


async def opened(c: Cashier, francs: str = "200") -> None:
    await on_page(c)
    QTest.keyClicks(QApplication.focusWidget(), francs)
    await c.key(Qt.Key.Key_Return)
    assert (await c.window.books.read(cash.till)).session is not None


def shown(c: Cashier) -> list[str]:
    """All that stands on the page now."""
    page = c.find("cash.page")
    found = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    for table in page.findChildren(QTableView):
        if table.isVisible():
            model = table.model()
            found += [model.index(r, col).data() for r in range(model.rowCount()) for col in range(model.columnCount())]
    return found


def counts(c: Cashier, **pieces: str) -> None:
    for value, text in pieces.items():
        c.find(f"cash.pieces.chf.{value.removeprefix('v')}").setText(text)


def test_an_evening_by_keyboard(desk: Any) -> None:
    """From the open drawer to its report: the key of the page, Enter, the counts, Enter."""

    async def journey(c: Cashier) -> None:
        await c.window.books.write(fill)
        await opened(c)
        await c.window.books.write(paid, "ONE")
        await c.window.books.write(paid, "TWO", "card")
        await c.click("nav.orders")
        actions = 0
        await on_page(c)
        actions += 1
        await c.key(Qt.Key.Key_Return)
        actions += 1
        assert QApplication.focusWidget() is c.find("cash.pieces.chf.100000")
        typed = ("", "1", "", "1", "", "1", *[""] * 7)
        for number, text in enumerate(typed):
            QTest.keyClicks(QApplication.focusWidget(), text)
            if number < len(typed) - 1:
                await c.key(Qt.Key.Key_Return)
        assert c.find("cash.total.chf").text() == "CHF 260.00"
        await c.key(Qt.Key.Key_Return)
        assert c.find("cash.difference.chf").text() == "CHF 0.00"
        assert not c.find("cash.why_differs").isVisible()
        await c.key(Qt.Key.Key_Return)
        actions += 1
        [z] = await c.window.books.read(cash.closings)
        assert z.number in c.find("cash.z_number").text() and actions <= 3
        assert [(t.method, t.sum) for t in z.takings] == [("card", 3000), ("cash", 6000)]
        assert "CHF 260.00" in shown(c)
        await c.key(Qt.Key.Key_Escape)
        assert c.find("cash.open").isVisible() and c.find("cash.float.chf").text() == "200.00"
        assert z.number in shown(c), "it stands in the list"

    desk(journey)


async def closed(c: Cashier) -> None:
    """A drawer with CHF 200.00 in it is counted and closed."""
    await opened(c)
    await c.click("cash.begin_count")
    counts(c, v20000="1")
    await c.click("cash.counted")
    await c.click("cash.close_it")
    assert c.find("cash.z").isVisible()


async def is_open(c: Cashier) -> bool:
    return (await c.window.books.read(cash.till)).session is not None


def test_an_enter_too_many_does_not_open_the_closed_drawer_again(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await closed(c)
        for _ in range(3):
            await c.key(Qt.Key.Key_Return)
        assert c.find("cash.z").isVisible() and not await is_open(c), "what is read stays"
        await c.key(Qt.Key.Key_Escape)
        await c.key(Qt.Key.Key_Return)
        assert c.find("cash.open").isVisible() and not await is_open(c)
        await c.key(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is c.find("cash.float.chf")
        await c.key(Qt.Key.Key_Return)
        assert await is_open(c)

    desk(journey)


@pytest.mark.parametrize("back", [True, False])
def test_a_digit_after_a_closing_is_the_float_of_the_next_drawer(desk: Any, back: bool) -> None:
    async def journey(c: Cashier) -> None:
        await closed(c)
        if back:
            await c.key(Qt.Key.Key_Escape)
        for digit in (Qt.Key.Key_9, Qt.Key.Key_0):
            await c.key(digit)
        assert c.find("cash.float.chf").text() == "90"
        await c.key(Qt.Key.Key_Return)
        view = await c.window.books.read(cash.till)
        assert view.session is not None and view.currencies[0].float == 9000

    desk(journey)


def test_thirteen_denominations_are_counted_and_closed_in_three_actions(desk: Any) -> None:
    """The key of the page, the counts, Enter, Enter: the first digit begins the count."""

    async def journey(c: Cashier) -> None:
        await c.window.books.write(fill)
        await opened(c)
        await c.window.books.write(paid, "ONE")
        await c.window.books.write(paid, "TWO", "card")
        await c.key(Qt.Key.Key_F3)
        assert c.window.pages.shows("nav.orders")
        actions = 0
        await on_page(c)
        actions += 1
        pieces = (0, 0, 1, 1, 3, 2, 3, 2, 8, 4, 3, 3, 2)
        for number, value in enumerate(DENOMINATIONS["CHF"]):
            if number:
                await c.key(Qt.Key.Key_Tab)
            QTest.keyClicks(QApplication.focusWidget(), str(pieces[number]))
            await c.idle()
            field = c.find(f"cash.pieces.chf.{value}")
            assert (QApplication.focusWidget(), field.text()) == (field, str(pieces[number]))
        assert c.find("cash.total.chf").text() == "CHF 260.00"
        for _ in range(2):
            await c.key(Qt.Key.Key_Return)
            actions += 1
        [z] = await c.window.books.read(cash.closings)
        assert (z.currencies[0].counted, z.currencies[0].difference, actions) == (26000, 0, 3)
        assert len(pieces) == 13
        assert z.number in c.find("cash.z_number").text()

    desk(journey)


def test_a_digit_changes_no_count_that_was_made(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await opened(c)
        QTest.keyClicks(QApplication.focusWidget(), "12")
        await c.idle()
        first = c.find("cash.pieces.chf.100000")
        assert (QApplication.focusWidget(), first.text()) == (first, "12"), "a number of two digits too"
        await c.click("cash.counted")
        await c.key(Qt.Key.Key_Escape)
        assert c.find("cash.drawer").isVisible()
        QTest.keyClicks(QApplication.focusWidget(), "3")
        await c.idle()
        assert c.find("cash.drawer").isVisible() and not c.find("cash.count").isVisible()
        await c.key(Qt.Key.Key_Return)
        assert c.find("cash.difference.chf").text() == "CHF 11'800.00  too much"

    desk(journey)


def test_whoever_counts_does_not_see_what_must_lie_there(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.window.books.write(fill)
        await opened(c)
        await c.window.books.write(paid, "ONE")
        await c.idle()
        assert not any("260.00" in text for text in shown(c)), "not until somebody asks"
        await c.click("cash.x")
        assert any("260.00" in text for text in shown(c))
        await c.click("cash.begin_count")
        assert not any("260.00" in text for text in shown(c))
        await c.window.books.write(paid, "TWO")
        await c.idle()
        assert c.find("cash.count").isVisible() and not any("290.00" in text for text in shown(c))
        await c.click("cash.counted")
        assert any("290.00" in text for text in shown(c)), "money that came while one counted is expected too"

    desk(journey)


def test_the_takings_of_today_are_shown_by_desk_person_and_method(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.window.books.write(fill)
        await c.window.books.write(paid, "ONE")
        await c.window.books.write(paid, "TWO", "card")
        await opened(c)
        await c.click("cash.of_today")
        assert c.find("cash.takings").isVisible()
        model = c.find("cash.takings").model()
        rows = [tuple(model.index(r, col).data() for col in range(6)) for r in range(model.rowCount())]
        assert rows == [
            ("–", "Lea", "Card", "CHF 30.00", "CHF 0.00", "CHF 30.00"),
            ("–", "Lea", "Cash", "CHF 60.00", "CHF 0.00", "CHF 60.00"),
            ("All", "", "Card", "CHF 30.00", "CHF 0.00", "CHF 30.00"),
            ("All", "", "Cash", "CHF 60.00", "CHF 0.00", "CHF 60.00"),
        ]
        await c.click("cash.x")
        assert not c.find("cash.takings").isVisible() and c.find("cash.figures").isVisible()
        await c.click("cash.of_today")
        await c.click("cash.begin_count")
        assert not c.find("cash.takings").isVisible() and not c.find("cash.of_today").isVisible()

    desk(journey)


def test_a_difference_is_closed_with_a_reason_and_counted_once_more(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await opened(c)
        await c.click("cash.begin_count")
        counts(c, v10000="1", v5000="1", v2000="2", v500="1")
        await c.click("cash.counted")
        assert c.find("cash.difference.chf").text() == "CHF −5.00  missing"
        assert QApplication.focusWidget() is c.find("cash.why_differs")
        await c.key(Qt.Key.Key_Return)
        assert c.find("notice.text").text() == "Type a reason."
        await c.click("cash.recount")
        assert c.find("cash.pieces.chf.10000").text() == ""
        counts(c, v10000="1", v5000="1", v2000="2", v200="1")
        await c.click("cash.counted")
        assert c.find("cash.difference.chf").text() == "CHF −8.00  missing"
        assert not c.find("cash.recount").isVisible()
        QTest.keyClicks(c.find("cash.why_differs"), "lost")
        c.find("cash.left.chf").setText("999")
        await c.key(Qt.Key.Key_Return)
        assert "up to CHF 192.00" in c.find("notice.text").text()
        c.find("cash.left.chf").setText("100")
        await c.click("cash.close_it")
        [z] = await c.window.books.read(cash.closings)
        assert (z.why, z.currencies[0].difference, z.currencies[0].left) == ("lost", -800, 10000)

    desk(journey)


def test_a_large_difference_needs_somebody_beside(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await opened(c)
        await c.click("cash.begin_count")
        counts(c, v10000="1")
        await c.click("cash.counted")
        QTest.keyClicks(c.find("cash.why_differs"), "stolen")
        await c.key(Qt.Key.Key_Return)
        assert "second person" in c.find("notice.text").text()
        assert QApplication.focusWidget() is c.find("cash.second")
        QTest.keyClicks(c.find("cash.second"), "Marc")
        await c.key(Qt.Key.Key_Return)
        [z] = await c.window.books.read(cash.closings)
        assert (z.second, z.why) == ("Marc", "stolen")

    desk(journey)


def test_money_is_moved_and_a_drawer_opened_without_a_sale(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await opened(c)
        await c.click("cash.put_in")
        await c.key(Qt.Key.Key_Return)
        assert c.find("notice.text").text() == "Type an amount like 200.00."
        QTest.keyClicks(c.find("cash.amount"), "20")
        await c.key(Qt.Key.Key_Return)
        assert c.find("notice.text").text() == "Type a reason."
        QTest.keyClicks(c.find("cash.why"), "coins")
        await c.key(Qt.Key.Key_Return)
        assert c.find("notice.text").text() == "CHF 20.00 was put into the drawer."
        await c.key(Qt.Key.Key_D, CTRL)
        assert not c.find("cash.amount").isVisible()
        QTest.keyClicks(QApplication.focusWidget(), "change for a note")
        await c.key(Qt.Key.Key_Return)
        await c.click("cash.drop")
        await c.key(Qt.Key.Key_Escape)
        assert c.find("cash.drawer").isVisible()
        view = await c.window.books.read(cash.till)
        assert (view.currencies[0].expected, view.no_sales) == (22000, 1)

    desk(journey)


def test_from_the_amount_tab_leads_to_the_reason(desk: Any) -> None:
    """It may be given of what is dropped into the safe too, and is written down."""

    async def journey(c: Cashier) -> None:
        await opened(c)
        await c.click("cash.drop")
        assert c.find("cash.why").placeholderText() == "not needed"
        QTest.keyClicks(c.find("cash.amount"), "20")
        await c.key(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is c.find("cash.why")
        QTest.keyClicks(c.find("cash.why"), "for the night")
        await c.key(Qt.Key.Key_Tab, SHIFT)
        assert QApplication.focusWidget() is c.find("cash.amount")
        await c.key(Qt.Key.Key_Return)
        assert c.find("notice.text").text() == "CHF 20.00 was dropped into the safe."
        assert await c.window.books.read(_why_of_the_last_move) == "for the night"
        await c.click("cash.put_in")
        assert c.find("cash.why").placeholderText() == ""

    desk(journey)


def _why_of_the_last_move(book: Book) -> str:
    with book.read() as reading:
        last = json.loads([line.body for line in reading.history.lines()][-1])
        note = last["payload"]["note"]["note"]
        return reading.texts([note])[note]


def test_two_presses_are_one_deed(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await opened(c)
        await c.click("cash.drop")
        c.find("cash.amount").setText("20")
        button = c.find("cash.move_it")
        for _ in range(2):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        await c.idle()
        assert (await c.window.books.read(cash.till)).currencies[0].dropped == 2000

    desk(journey)


def test_what_is_refused_is_said_and_the_page_stays(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        await c.click_cross(0)
        await opened(c)
        assert any("must be finished first" in text for text in shown(c))
        await c.click("cash.begin_count")
        counts(c, v20000="1")
        await c.click("cash.counted")
        await c.click("cash.close_it")
        assert "to be finished" in c.find("notice.text").text()
        assert c.find("cash.close").isVisible()

    desk(journey)


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800)], ids=["small", "usual"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_is_cut_and_everything_has_a_name(desk: Any, size: tuple[int, int], language: str) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*size)
        await opened(c)
        steps = ("cash.begin_count", "cash.counted")
        for step in ("", *steps):
            if step:
                await c.click(step)
            page = c.find("cash.page")
            area = page.rect()
            for widget in page.findChildren(QWidget):
                if not widget.isVisible() or widget.objectName().startswith("qt_"):
                    continue
                inside = widget.mapTo(page, widget.rect().bottomRight())
                assert area.contains(inside), (step, widget.objectName(), inside)
                if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.objectName().startswith("cash."):
                    named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
                    assert named, widget.objectName()
                hint = widget.sizeHint()
                if (
                    type(widget).__name__ in ("QPushButton", "Label")
                    and not getattr(widget, "wordWrap", lambda: False)()
                ):
                    assert widget.width() >= min(hint.width(), widget.maximumWidth()), (step, widget.text())

    desk(journey, language=language)
    set_language(QApplication.instance(), "en")


def test_cash_of_a_cart_that_is_not_sold_keeps_the_drawer_open(desk: Any) -> None:
    """It lies in the drawer, and no book knows of it: the Z would be wrong."""

    async def journey(c: Cashier) -> None:
        await opened(c)
        await paying(c)
        await type_in(c, "20")
        await c.key(Qt.Key.Key_Return)
        assert on(c, "pay.part.1").isVisible()
        await on_page(c)
        await c.click("cash.begin_count")
        c.find("cash.pieces.chf.10000").setText("2")
        await c.key(Qt.Key.Key_Return)
        await c.click("cash.close_it")
        assert c.find("notice.text").text() == SENTENCES["taken_not_sold"].format(amount="CHF 20.00")
        assert (await c.window.books.read(cash.till)).session is not None
        await c.key(Qt.Key.Key_F2)
        await press(c, "pay.part.1")
        assert c.window.desktop.at_desk.in_hand.of() is None, "given back: it says no more"

    desk(journey)
