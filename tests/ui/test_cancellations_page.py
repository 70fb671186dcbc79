"""The page of cancellations: five tabs, filters, totals; each list ends line by line, and nothing moves under a pointer."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.conftest import lea
from tests.house import house, on, taken
from tests.ui.conftest import Cashier
from ticketoffice.desk import cancel, hand_out, payment, release
from ticketoffice.desk.find import order_of
from ticketoffice.desk.lists import lists
from ticketoffice.desk.owing import owing
from ticketoffice.desk.people import person_named
from ticketoffice.desk.report_views import Asked, CancelledLine, DueLine, Lists
from ticketoffice.domain.people import Who
from ticketoffice.domain.taken_in import TakenPerson
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.ui.cancellations.page import CancellationsPage
from ticketoffice.ui.cancellations.room import CancellationsRoom
from ticketoffice.ui.cancellations.rows import WIDE, Tab
from ticketoffice.ui.theme import themed

HOUR = 3600


def ticket(book: Book, code: str) -> str:
    return str(order_of(book, code)[1])


def evening(book: Book, clock: HandClock) -> None:
    """Two customers; what was promised to them by transfer is not paid, and one does not know yet."""
    who, marc = lea(book), Who(person_named(book, "Marc"))
    keller = TakenPerson("Zoë <b>Keller</b>", phone="+41 79 123 45 67")
    durand = TakenPerson("Paul Durand", email="paul@example.org")
    taken(book, house(), replace(on(*(f"A-{n}" for n in range(1, 5)), number="K"), customer=keller))
    taken(book, replace(on(*(f"B-{n}" for n in range(1, 5)), number="D"), customer=durand))
    for code, method, person, inform in (
        ("KT1", "bank_transfer", who, "later"),
        ("KT2", "bank_transfer", who, "later"),
        ("DT1", "card", marc, "told"),
        ("DT2", "bank_transfer", marc, "later"),
        ("KT3", "nothing", who, "told"),
    ):
        clock.advance(seconds=HOUR)
        cancel.cancel(book, [ticket(book, code)], who=person, reason="our_error", method=method, inform=inform)
    clock.advance(seconds=24 * HOUR)
    cancel.cancel(book, [ticket(book, "DT3")], who=who, reason="duplicate", method="twint", inform="told")


@pytest.fixture
def book(file_book: Book, clock: HandClock) -> Book:
    evening(file_book, clock)
    return file_book


@pytest.fixture
def page(qtbot: Any, qapp: QApplication) -> Iterator[CancellationsPage]:
    with themed(qapp):
        made = CancellationsPage()
    qtbot.addWidget(made)
    made.resize(1180, 560)
    made.show()
    yield made


def cells(page: CancellationsPage, column: int) -> list[str]:
    model = page.table.lines
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


TICKETS = {Tab.ALL: 4, Tab.PAY: 2, Tab.TELL: 2, Tab.REPEAT: 2, Tab.CASES: 2}


def tickets(page: CancellationsPage) -> list[str]:
    return cells(page, TICKETS[page.tab])


def shown(page: CancellationsPage, tab: Tab, found: Lists) -> list[str]:
    page.show_lists(found)
    page.show_tab(tab)
    return tickets(page)


def test_each_tab_has_its_lines_and_its_count(page: CancellationsPage, book: Book) -> None:
    found = lists(book)
    assert shown(page, Tab.ALL, found) == ["D-3", "K-3", "D-2", "D-1", "K-2", "K-1"]
    assert shown(page, Tab.PAY, found) == ["K-1", "K-2", "D-1", "D-2", "D-3"]
    assert shown(page, Tab.TELL, found) == ["K-1", "K-2", "D-2"]
    assert shown(page, Tab.REPEAT, found) == ["K-1", "K-2", "D-1", "D-2", "K-3", "D-3"]
    names = [page.tabs.tabText(n) for n in range(page.tabs.count())]
    assert names == [
        "All",
        "Refunds to pay (5)",
        "Customers to tell (3)",
        "To repeat at the source (6)",
        "Credits and cases",
    ]


def test_what_a_line_says(page: CancellationsPage, book: Book) -> None:
    page.show_lists(lists(book))
    model = page.table.lines
    titles = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(1, model.columnCount())]
    line = [model.index(2, n).data() for n in range(1, model.columnCount())]
    assert dict(zip(titles, line, strict=True)) == {
        "Time": "Tue 24 Nov 17:00",
        "Who": "Marc",
        "Performance": "Sun 6 Dec 01:46  Show  B-2",
        "Ticket": "D-2",
        "Amount": "CHF 30.00",
        "Method": "Bank transfer (paid: Card)",
        "Reason": "Our error",
        "Paper": "",
        "Told": "not yet",
    }
    assert cells(page, 6)[3] == "Card", "it went back as it had come"
    assert page.totals.text() == "Bank transfer CHF 90.00 (3)     Card CHF 30.00 (1)     TWINT CHF 30.00 (1)"
    page.show_tab(Tab.PAY)
    assert page.totals.text() == "Bank transfer CHF 90.00 (3)     Card CHF 30.00 (1)     TWINT CHF 30.00 (1)"
    assert cells(page, 3)[0] == "Zoë <b>Keller</b>"
    tip = model.index(0, 3).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip, "a name is no HTML"
    assert model.index(0, 4).data(Qt.ItemDataRole.AccessibleTextRole) == "Amount: CHF 30.00"
    page.show_tab(Tab.TELL)
    assert page.totals.text() == ""
    assert cells(page, 4) == ["+41 79 123 45 67", "+41 79 123 45 67", "paul@example.org"]


def test_filters_ask_for_other_lines(page: CancellationsPage, book: Book, qtbot: Any) -> None:
    page.show_lists(lists(book))
    assert page.filters == Asked(most=2000)
    with qtbot.waitSignal(page.asked):
        QTest.mouseClick(page.today, Qt.MouseButton.LeftButton)
    assert shown(page, Tab.ALL, lists(book, page.filters)) == ["D-3"]
    assert not page.ever.isChecked()
    page.who.setCurrentIndex(page.who.findData("Marc"))
    with qtbot.waitSignal(page.asked):
        page.who.activated.emit(page.who.currentIndex())
    page.method.setCurrentIndex(page.method.findData("bank_transfer"))
    assert page.filters == Asked(today=True, who="Marc", method="bank_transfer", most=2000)
    page.show_lists(lists(book, page.filters))
    assert page.who.currentText() == "Marc" and page.method.currentText() == "Bank transfer"
    assert page.empty.isVisible() and page.empty.text() == "Nothing here with these filters."
    assert not page.csv.isEnabled()
    assert shown(page, Tab.PAY, lists(book, page.filters)) == ["D-2"], "old work is work too"
    assert not page.today.isEnabled()


def test_an_empty_book_says_so_in_each_tab(page: CancellationsPage, file_book: Book) -> None:
    page.show_lists(lists(file_book))
    page.show_owing(owing(file_book))
    said = []
    for tab in Tab:
        page.show_tab(tab)
        said.append(page.empty.text())
        assert page.empty.isVisible() and not page.table.isVisible()
        assert not page.done.isEnabled()
    assert said == [
        "Nothing was cancelled here.",
        "Every refund that was promised is paid.",
        "Every customer knows.",
        "The shops know of every cancellation made here.",
        "Nobody has credit, and no case is open.",
    ]


def test_space_ticks_and_the_button_ends_what_is_ticked(page: CancellationsPage, book: Book, qtbot: Any) -> None:
    page.show_lists(lists(book))
    assert not page.done.isVisible(), "nothing is ended in the tab of all"
    for tab, signal, word in (
        (Tab.PAY, page.paid_wished, "Paid out"),
        (Tab.TELL, page.told_wished, "Told"),
        (Tab.REPEAT, page.repeated_wished, "Repeated"),
    ):
        page.show_tab(tab)
        page.table.setFocus()
        assert page.done.text() == word, "the line in hand"
        with qtbot.waitSignal(signal) as one:
            QTest.mouseClick(page.done, Qt.MouseButton.LeftButton)
        assert [line.where.short for line in one.args[0]] == ["K-1"]
        QTest.keyClick(page.table, Qt.Key.Key_Space)
        QTest.keyClick(page.table, Qt.Key.Key_Down)
        QTest.keyClick(page.table, Qt.Key.Key_Space)
        assert page.done.text() == f"{word} (2)"
        with qtbot.waitSignal(signal) as two:
            QTest.mouseClick(page.done, Qt.MouseButton.LeftButton)
        assert [line.where.short for line in two.args[0]] == ["K-1", "K-2"]
        assert all(isinstance(line, DueLine if tab is Tab.PAY else CancelledLine) for line in two.args[0])
        QTest.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        assert page.done.text() == f"{word} ({page.table.lines.rowCount()})"
        QTest.keyClick(page.table, Qt.Key.Key_Space)
        assert len(page.table.lines.ticked()) == page.table.lines.rowCount() - 1


def test_a_click_on_the_box_ticks(page: CancellationsPage, book: Book) -> None:
    page.show_lists(lists(book))
    page.show_tab(Tab.PAY)
    box = page.table.visualRect(page.table.lines.index(2, 0))
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert [row.line.where.short for row in page.table.lines.ticked()] == ["D-1"]
    state = page.table.lines.index(2, 0).data(Qt.ItemDataRole.CheckStateRole)
    assert state == Qt.CheckState.Checked


def test_enter_and_a_double_click_open_the_order(page: CancellationsPage, book: Book, qtbot: Any) -> None:
    page.show_lists(lists(book))
    for act in (
        lambda: QTest.keyClick(page.table, Qt.Key.Key_Return),
        lambda: page.table.doubleClicked.emit(page.table.currentIndex()),
    ):
        with qtbot.waitSignal(page.order_wished) as wished:
            act()
        assert wished.args == [*order_of(book, "DT3")]


def test_what_is_written_elsewhere_moves_nothing(page: CancellationsPage, book: Book, qtbot: Any) -> None:
    """The line in hand, its ticks and the scroll bar stay; where the line went, the next one is in hand."""
    page.resize(1180, 260)
    page.show_lists(lists(book))
    page.show_tab(Tab.REPEAT)
    table, bar = page.table, page.table.verticalScrollBar()
    table.setCurrentIndex(table.lines.index(3, 1))
    table.lines.toggle(3)
    bar.setValue(bar.maximum() // 2)
    before = (bar.value(), table.visualRect(table.currentIndex()).top())
    assert bar.maximum() > 0 and before[0] > 0
    resets: list[int] = []
    table.lines.modelReset.connect(lambda: resets.append(1))
    page.show_lists(lists(book))
    assert not resets, "the same lines are not made anew"
    cancel.cancel(book, [ticket(book, "KT4")], who=lea(book), reason="duplicate", method="card", inform="told")
    page.show_lists(lists(book))
    assert len(resets) == 1 and tickets(page)[-1] == "K-4"
    assert (bar.value(), table.visualRect(table.currentIndex()).top()) == before
    assert [row.line.where.short for row in table.lines.ticked()] == ["D-2"]
    page.show_tab(Tab.TELL)
    table.setCurrentIndex(table.lines.index(1, 1))
    cancel.inform(book, [ticket(book, "KT2")], who=lea(book), by="told")
    page.show_lists(lists(book))
    assert tickets(page) == ["K-1", "D-2"]
    current = table.current()
    assert current is not None and current.line.where.short == "D-2"


@pytest.mark.parametrize("width", [1280, 1000])
def test_nothing_is_cut_in_a_small_window(page: CancellationsPage, book: Book, width: int) -> None:
    page.resize(width, 560)
    for tab in Tab:
        page.show_lists(lists(book))
        page.show_tab(tab)
        header, bar = page.table.horizontalHeader(), page.tabs
        assert header.length() == page.table.viewport().width(), "the performance has what others leave"
        assert bar.tabRect(bar.count() - 1).right() < bar.width()
        for column in set(range(1, page.table.lines.columnCount())) - {WIDE[tab]}:
            assert page.table.columnWidth(column) >= page.table.sizeHintForColumn(column), (tab, column)


def test_only_the_newest_are_shown_and_it_is_said(page: CancellationsPage, book: Book) -> None:
    page.show_lists(lists(book, Asked(most=2)))
    assert tickets(page) == ["D-3", "K-3"]
    assert page.totals.text().startswith("Only the newest 2000 are shown; the CSV file has all of them.")


class Hung:
    """The page beside the real window's book, as a window would hang it up."""

    def __init__(self, c: Cashier) -> None:
        window = c.window
        self.page = CancellationsPage()
        self.said: list[str] = []
        self.room = CancellationsRoom(self.page, desk=window.at_desk)
        self.room.said.connect(self.said.append)
        window.books.changed.connect(lambda _: self.room.look_again())
        self.page.resize(1180, 560)
        self.page.show()


def test_at_the_book_every_list_is_worked_off(desk: Any, tmp_path: Path) -> None:
    async def journey(c: Cashier) -> None:
        await c.window.books.write(evening, c.clock)
        hung = Hung(c)
        page = hung.page
        await c.until(lambda: len(tickets(page)) == 6)
        page.show_tab(Tab.PAY)
        page.table.lines.tick_all()
        QTest.mouseClick(page.done, Qt.MouseButton.LeftButton)
        await c.until(lambda: page.tabs.tabText(1) == "Refunds to pay")
        assert hung.said == ["Paid out: CHF 150.00."]
        assert page.empty.isVisible()
        page.show_tab(Tab.TELL)
        page.table.lines.tick_all()
        QTest.mouseClick(page.done, Qt.MouseButton.LeftButton)
        await c.until(lambda: page.tabs.tabText(2) == "Customers to tell")
        assert hung.said[-1] == "Told: Zoë <b>Keller</b>, Paul Durand."
        await c.idle()
        assert await c.window.books.read(_written_by) == {"refund_paid_out": 4, "customer_told": 2}
        page.close()

    desk(journey)


def _written_by(book: Book) -> dict[str, int]:
    with book.read() as reading:
        kinds = [line.kind for line in reading.history.lines()]
    return {kind: kinds.count(kind) for kind in ("refund_paid_out", "customer_told")}


def test_a_file_of_each_tab(desk: Any, tmp_path: Path) -> None:
    async def journey(c: Cashier) -> None:
        await c.window.books.write(evening, c.clock)
        hung = Hung(c)
        await c.until(lambda: len(tickets(hung.page)) == 6)
        owed_lines = (await c.window.books.read(owing)).lines
        for tab, count in ((Tab.ALL, 6), (Tab.PAY, 5), (Tab.TELL, 3), (Tab.REPEAT, 6), (Tab.CASES, None)):
            file = tmp_path / f"{tab}.csv"
            hung.room.write_csv(str(file), tab=tab)
            await c.idle()
            assert hung.said[-1] == f"Saved as {file}."
            rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
            assert len(rows) == 1 + (len(owed_lines) if count is None else count)
        phones = {row[8] for row in csv.reader((tmp_path / "pay.csv").read_text("utf-8-sig").splitlines())}
        assert "'+41 79 123 45 67" in phones
        hung.room.write_csv(str(tmp_path / "gone" / "x.csv"), tab=Tab.ALL)
        await c.idle()
        assert "There is no folder" in c.window.notice.text.text()
        QTest.mouseClick(hung.page.csv, Qt.MouseButton.LeftButton)
        dialog = hung.page.findChild(QFileDialog, "cancellations.dialog")
        assert dialog is not None and dialog.selectedFiles()[0].endswith("cancellations.csv")
        dialog.close()
        hung.page.close()

    desk(journey)


def test_a_refund_that_somebody_else_paid_meanwhile_is_told(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.window.books.write(evening, c.clock)
        hung = Hung(c)
        await c.until(lambda: len(tickets(hung.page)) == 6)
        found = await c.window.books.read(lists)
        await c.window.books.write(lambda book: hand_out.paid_out(book, [ticket(book, "KT1")], who=lea(book)))
        hung.page.paid_wished.emit(found.due.lines[:1])
        await c.idle()
        assert "already" in c.window.notice.text.text().lower()
        assert hung.said == []
        hung.page.close()

    desk(journey)


def test_one_that_is_refused_stands_in_the_way_of_none_after_it(desk: Any) -> None:
    """What was done is said, and why one was not; that one is left on the list."""

    async def journey(c: Cashier) -> None:
        await c.window.books.write(evening, c.clock)
        hung = Hung(c)
        await c.until(lambda: len(tickets(hung.page)) == 6)
        found = await c.window.books.read(lists)
        first, *others = found.due.lines
        orders = {line.where.order for line in others}
        assert orders - {first.where.order}
        gone = [str(line.where.ticket) for line in found.due.lines if line.where.order == first.where.order]
        await c.window.books.write(lambda book: hand_out.paid_out(book, gone, who=lea(book)))
        hung.page.paid_wished.emit(found.due.lines)
        await c.idle()
        assert "already" in c.window.notice.text.text().lower()
        assert len(hung.said) == 1 and hung.said[0].startswith("Paid out: ")
        assert not (await c.window.books.read(lists)).due.lines
        hung.page.close()

    desk(journey)


# --- credits and cases --------------------------------------------------------------------------------------------------


def owed(book: Book) -> None:
    """One order that was paid too much, one that was paid in part and released."""
    who = lea(book)
    taken(book, house(), *(replace(on(f"{n}-7", number=n, waiting=True), method="on_site", invoices=()) for n in "XY"))
    payment.pay(book, order_of(book, "X")[0], method="bank_transfer", amount=3700, who=who)
    payment.pay(book, order_of(book, "Y")[0], method="card", amount=1000, who=who)
    release.release(book, order_of(book, "Y")[0], who=who)


def test_credits_and_cases_say_what_to_do(page: CancellationsPage, file_book: Book) -> None:
    owed(file_book)
    page.show_lists(lists(file_book))
    page.show_owing(owing(file_book))
    assert page.tabs.tabText(4) == "Credits and cases (2 + 1)"
    page.show_tab(Tab.CASES)
    assert sorted(cells(page, 2)) == ["X", "Y", "Y"]
    assert page.totals.text() == "Credit CHF 17.00 (2)"
    line = {cells(page, 2)[n]: [cells(page, c)[n] for c in (3, 4, 5, 6)] for n in range(2)}
    assert line["X"] == ["Zoë Test", "CHF 7.00", "More was paid than is owed.", "Give it back to the customer."]
    assert not (page.method.isVisible() or page.who.isVisible())


def test_credit_goes_back_in_its_order_and_a_case_is_settled_with_a_note(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.window.books.write(owed)
        await c.click("nav.cancellations")
        page = c.window.cancellations
        page.show_tab(Tab.CASES)
        await c.until(lambda: "X" in tickets(page))
        page.table.setCurrentIndex(page.table.lines.index(tickets(page).index("X"), 1))
        assert (page.done.text(), page.done.isEnabled(), page.how.isVisible()) == ("Give back…", True, False)
        await c.click("cancellations.done")
        await c.until(lambda: c.window.order.page is c.window.order.credit)
        await c.key(Qt.Key.Key_Return)
        await c.until(lambda: c.window.order.order.credit == 0)
        await c.click("nav.cancellations")
        await c.until(lambda: "X" not in tickets(page))
        case = next(n for n in range(page.table.lines.rowCount()) if page.table.lines.row(n).ticks)
        page.table.setCurrentIndex(page.table.lines.index(case, 1))
        assert (page.done.text(), page.done.isEnabled(), page.how.isVisible()) == ("Settled", False, True)
        page.how.setText("She was called")
        await c.click("cancellations.done")
        await c.until(lambda: page.table.lines.rowCount() == 1)
        assert c.find("notice.text").text() == "1 case settled."
        assert page.how.text() == ""

    desk(journey)


def test_every_control_is_reached_by_keyboard(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.window.books.write(evening, c.clock)
        await c.click("nav.cancellations")
        page = c.window.cancellations
        await c.until(lambda: len(tickets(page)) == 6)
        await c.key(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert page.tab is Tab.PAY
        await c.key(Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
        assert page.tab is Tab.ALL
        await c.key(Qt.Key.Key_F6)
        assert c.find("search.bar").hasFocus()
        await c.key(Qt.Key.Key_F6)
        assert page.table.hasFocus()
        page.tabs.setFocus()
        reached = []
        for _ in range(5):
            await c.key(Qt.Key.Key_Tab)
            reached.append(QApplication.focusWidget().objectName().removeprefix("cancellations."))
        assert reached == ["ever", "method", "who", "csv", "table"], "the chosen day; arrows go to the other"

    desk(journey)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_tab_is_whole_in_the_smallest_window(desk: Any, language: str) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(1024, 700)
        await c.window.books.write(evening, c.clock)
        await c.click("nav.cancellations")
        page = c.window.cancellations
        await c.until(lambda: len(tickets(page)) == 6)
        for number in range(page.tabs.count()):
            page.tabs.setTabText(number, f"{page.tabs.tabText(number).partition(' (')[0]} (188)")
        page.resize(page.width() - 1, page.height())
        await c.idle()
        assert page.tabs.tabRect(page.tabs.count() - 1).right() < page.tabs.width()
        c.window.resize(1600, 900)
        await c.idle()
        assert page.title.isVisible()

    desk(journey, language=language)
