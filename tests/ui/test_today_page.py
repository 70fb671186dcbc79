"""The Today page on a real book: figures, list, plan, door list; what is asked again moves nothing."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from tests.conftest import orders_files
from tests.reservations import take_reservations
from tests.ui.conftest import Cashier
from tests.ui.test_layout import cut, seen_whole
from ticketoffice.desk import admit, cancel, today
from ticketoffice.desk.evening_views import (
    EveningOrder,
    EveningView,
    SeatBlock,
    SeatPlan,
    SeatRow,
    SeatView,
    TonightView,
)
from ticketoffice.desk.show import show
from ticketoffice.domain.people import Who
from ticketoffice.ui.today.keyed_model import KEY, KeyedModel
from ticketoffice.ui.today.page import TodayPage
from ticketoffice.ui.today.plan import Plan, paint_seat, said
from ticketoffice.ui.today.plan_pane import LEGEND
from ticketoffice.ui.today.room import TodayRoom

Journey = Callable[[Cashier, TodayPage, TodayRoom], Coroutine[Any, Any, None]]


@pytest.fixture
def evening(desk: Any, tmp_path: Path) -> Callable[[Journey], None]:
    """Runs a journey on the page, in the window of the opera."""

    def run(journey: Journey, **how: Any) -> None:
        async def whole(c: Cashier) -> None:
            page = c.window.today
            room = page.findChild(TodayRoom)
            await c.key(Qt.Key.Key_F4)
            await c.until(lambda: page.orders.rows.rowCount())
            await c.idle()
            await journey(c, page, room)

        desk(whole, **how)

    return run


def shown(page: TodayPage) -> list[str]:
    return [row.number for row in page.orders.rows.rows]


async def asked(c: Cashier, page: TodayPage, *, filter: str = "all", text: str = "") -> list[str]:
    page.filter.choose(filter)
    page.text.setText(text)
    page.asked.emit()
    await c.idle()
    return shown(page)


def test_the_next_performance_is_looked_at_and_its_numbers_are_the_books(evening: Any) -> None:
    async def journey(c: Cashier, page: TodayPage, room: TodayRoom) -> None:
        views = await c.window.books.read(today.performances)
        model = page.performances.rows
        cells = [[model.index(n, k).data() for k in range(7)] for n in range(model.rowCount())]
        assert cells == [
            [f"{day} Dec 20:00", "Aida", "396", str(v.sold), str(v.unpaid), str(v.free), str(v.entered)]
            for day, v in zip(("Fri 18", "Sat 19", "Sun 20"), views, strict=True)
        ]
        assert (page.performances.currentIndex().row(), page.performance) == (0, views[0].id)
        found = await c.window.books.read(today.evening, views[0].id)
        assert shown(page) == [row.number for row in found.orders]
        assert page.as_of.text() == "data of 13:00"
        page.performances.setFocus()
        await c.key(Qt.Key.Key_Down)
        other = await c.window.books.read(today.evening, views[1].id)
        assert shown(page) == [row.number for row in other.orders] != [row.number for row in found.orders]
        await c.key(Qt.Key.Key_Return)
        assert page.orders.hasFocus()
        assert page.orders.currentIndex().row() == 0

    evening(journey)


def test_filters_and_a_text_narrow_the_list(evening: Any) -> None:
    async def journey(c: Cashier, page: TodayPage, room: TodayRoom) -> None:
        everybody = len(shown(page))
        for code in today.FILTERS:
            found = await c.window.books.read(today.evening, page.performance, filter=code)
            assert await asked(c, page, filter=code) == [row.number for row in found.orders], code
        unpaid = await asked(c, page, filter="unpaid")
        assert 0 < len(unpaid) < everybody
        assert page.count.text() == f"{len(unpaid)} of {everybody} orders"
        name = page.orders.rows.rows[0].names[0]
        await asked(c, page)
        page.text.setFocus()
        QTest.keyClicks(page.text, name)
        await c.idle()
        assert unpaid[0] in shown(page)
        assert len(shown(page)) < everybody
        assert await asked(c, page, text="nobody at all") == []
        assert page.empty.isVisible()
        assert page.empty.text() == "No order here is like that. Show all, or empty the field."

    evening(journey)


async def cancelled(c: Cashier, row: EveningOrder, *, tickets: int) -> None:
    who = Who(await c.window.books.write(_lea))
    order = await c.window.books.read(_tickets_of, row.order)
    await c.window.books.write(cancel.click, order[:tickets], who=who)


def _lea(book: Any) -> str:
    from ticketoffice.desk.people import person_named

    return person_named(book, "Lea")


def _tickets_of(book: Any, order: str) -> list[str]:
    from ticketoffice.desk.show import show

    return [ticket.ticket for ticket in show(book, order).tickets if ticket.state == "valid"]


def test_what_is_written_changes_numbers_and_moves_nothing(evening: Any) -> None:
    async def journey(c: Cashier, page: TodayPage, room: TodayRoom) -> None:
        view = page.orders
        paid = [row for row in view.rows.rows if row.state == "paid" and not row.entered]
        many = next(row for row in paid if row.tickets > 1)
        whole = next(row for row in paid if row.tickets == 1)
        view.setFocus()
        view.selectRow(30)
        view.verticalScrollBar().setValue(25)
        selected, top = view.currentIndex().data(KEY), view.indexAt(QPoint(1, 1)).data(KEY)
        assert view.rows.place_of(whole.order) < 25, "a row above what is seen"
        count, sold = view.rows.rowCount(), page.performances.current.sold
        c.window.books.changed.connect(room.look_again)
        await cancelled(c, whole, tickets=1)
        await cancelled(c, many, tickets=1)
        await c.until(lambda: page.performances.current.sold == sold - 2)
        await c.until(lambda: view.rows.rowCount() == count - 1)
        await c.until(lambda: view.rows.rows[view.rows.place_of(many.order)].tickets == many.tickets - 1)
        assert (view.currentIndex().data(KEY), view.indexAt(QPoint(1, 1)).data(KEY)) == (selected, top)
        assert view.selectionModel().selectedRows()[0].data(KEY) == selected
        assert view.hasFocus()

    evening(journey)


def test_a_page_that_is_not_seen_asks_nothing(evening: Any) -> None:
    async def journey(c: Cashier, page: TodayPage, room: TodayRoom) -> None:
        c.window.pages.setCurrentIndex(0)
        sold = page.performances.current.sold
        row = next(row for row in page.orders.rows.rows if row.state == "paid" and not row.entered)
        await cancelled(c, row, tickets=1)
        room.look_again()
        await c.idle()
        assert page.performances.current.sold == sold
        c.window.pages.setCurrentWidget(page)
        await c.until(lambda: page.performances.current.sold == sold - 1)

    evening(journey)


def test_enter_or_a_click_opens_the_order(evening: Any) -> None:
    async def journey(c: Cashier, page: TodayPage, room: TodayRoom) -> None:
        opened: list[tuple[str, Any]] = []
        page.order_wished.connect(lambda order, ticket: opened.append((order, ticket)))
        page.take_focus()
        await c.key(Qt.Key.Key_Down)
        await c.key(Qt.Key.Key_Down)
        await c.key(Qt.Key.Key_Return)
        rows = page.orders.rows.rows
        assert opened == [(rows[1].order, None)]
        box = page.orders.visualRect(page.orders.rows.index(3, 1))
        QTest.mouseClick(page.orders.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
        assert opened[1:] == [(rows[3].order, None)]
        await asked(c, page, text=rows[5].number)
        page.text.setFocus()
        await c.key(Qt.Key.Key_Return)
        assert opened[2:] == [(rows[5].order, None)]

    evening(journey)


def test_the_plan_shows_who_sits_where(evening: Any) -> None:
    async def journey(c: Cashier, page: TodayPage, room: TodayRoom) -> None:
        await c.click("today.plan")
        await c.until(lambda: page.plan.isVisible())
        plan = await c.window.books.read(today.seats, page.performance)
        seats = [seat for block in plan.blocks for row in block.rows for seat in row.seats]
        model = page.plan.seats
        drawn = [model.seat_at(model.index(n, k)) for n in range(model.rowCount()) for k in range(model.columnCount())]
        assert [seat for seat in drawn if seat is not None] == seats
        sold = next(seat for seat in seats if seat.state == "sold")
        index = model.place_of(sold.seat)
        assert model.data(index, Qt.ItemDataRole.ToolTipRole) == said(sold)
        assert str(sold.holder) in said(sold) and "Valid" in said(sold)
        opened: list[tuple[str, str]] = []
        page.order_wished.connect(lambda order, ticket: opened.append((order, ticket)))
        QTest.mouseClick(page.plan.viewport(), Qt.MouseButton.LeftButton, pos=page.plan.visualRect(index).center())
        assert opened == [(sold.order, sold.ticket)]
        await c.key(Qt.Key.Key_Return)
        assert opened == [(sold.order, sold.ticket)] * 2
        told = {state: c.find(f"today.legend.{state}").text() for state in LEGEND}
        assert told["sold"] == f"Valid {sum(seat.state == 'sold' for seat in seats)}"
        assert told["displaced"] == ""
        await asked(c, page, filter="unpaid")
        bright = {seat.order for seat in seats if seat.order in (page.plan.seats.bright or ())}
        assert bright == {seat.order for seat in seats if seat.state == "unpaid"}
        await c.click("nav.today")
        await asked(c, page, filter="all")
        page.text.setFocus()
        opened.clear()
        page.text.setText("a")
        await c.idle()
        await c.key(Qt.Key.Key_Return)
        assert (page.plan.isVisible(), opened) == (True, []), "no order is the first of a plan"
        number = (await c.window.books.read(show, sold.order)).number
        page.text.setText(number)
        await c.idle()
        await c.key(Qt.Key.Key_Return)
        assert opened == [(sold.order, None)]

    evening(journey)


def test_the_plan_stays_where_it_is_when_somebody_comes_in(evening: Any) -> None:
    async def journey(c: Cashier, page: TodayPage, room: TodayRoom) -> None:
        starts = page.performances.current.starts_at
        c.clock.advance(seconds=(starts - c.clock.now()) / 1_000_000 - 900)
        await c.click("today.plan")
        await c.until(lambda: page.plan.isVisible())
        before = page.plan.seats
        seat = next(
            s
            for n in range(before.rowCount())
            for k in range(22)
            if (s := before.seat_at(before.index(n, k))) and s.state == "sold"
        )
        page.plan.setFocus()
        page.plan.setCurrentIndex(before.place_of(seat.seat))
        page.plan.verticalScrollBar().setValue(40)
        code = await c.window.books.read(_short_of, seat.ticket)
        await c.window.books.write(admit.admit, code, who=Who(await c.window.books.write(_lea)))
        room.look_again()
        await c.until(lambda: before.seat_at(before.place_of(seat.seat)).state == "used")
        assert page.plan.currentIndex() == before.place_of(seat.seat)
        assert page.plan.verticalScrollBar().value() == 40

    evening(journey)


def _short_of(book: Any, ticket: str) -> str:
    with book.read() as reading:
        row = reading.tickets([ticket])[ticket]
        return f"{reading.order_numbers([row.order])[row.order]}-{row.position}"


@pytest.mark.parametrize(("button", "form"), [("today.door_list", "pdf"), ("today.door_table", "csv")])
def test_the_door_list_is_written(evening: Any, tmp_path: Path, button: str, form: str) -> None:
    async def journey(c: Cashier, page: TodayPage, room: TodayRoom) -> None:
        said: list[tuple[str, Path]] = []
        room.written.connect(lambda sentence, file: said.append((sentence, file)))
        page.door_by.choose("seat")
        await c.click(button)
        await c.until(lambda: said)
        [file] = (tmp_path / "papers").iterdir()
        assert said == [(f"The door list is in {file.name}.", file)]
        assert file.name == f"door-list-opera_4-2026-12-18-2000-seat.{form}"
        assert file.read_bytes()[:4] in (b"%PDF", b"\xef\xbb\xbfP")

    evening(journey)


def test_where_no_door_list_can_be_written_it_is_said(evening: Any, tmp_path: Path) -> None:
    async def journey(c: Cashier, page: TodayPage, room: TodayRoom) -> None:
        (tmp_path / "papers").write_text("a file where the folder should be")
        await c.click("today.door_list")
        await c.until(lambda: c.find("notice.text").text())
        assert "cannot be written" in c.find("notice.text").text()

    evening(journey)


def test_release_is_offered_only_where_it_can_be_done(evening: Any) -> None:
    async def journey(c: Cashier, page: TodayPage, room: TodayRoom) -> None:
        wished: list[str] = []
        page.release_wished.connect(wished.append)
        assert not c.find("today.release").isVisible()
        page.set_release(True)
        assert c.find("today.release").isVisible()
        await c.click("today.release")
        assert wished == [page.performance]

    evening(journey)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_everything_has_a_name_and_nothing_hangs_over(evening: Any, size: tuple[int, int]) -> None:
    async def journey(c: Cashier, page: TodayPage, room: TodayRoom) -> None:
        c.window.resize(*size)
        page.set_release(True)
        for plan in (False, True):
            page.plan_button.setChecked(plan)
            await c.idle()
            parts = [
                w for w in page.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus
            ]
            nameless = [
                w.objectName() for w in parts if not QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name)
            ]
            assert nameless == []
            names = [w.objectName() for w in parts]
            assert len(set(names)) == len(names)
            assert (c.window.width(), c.window.height()) == size
            assert [w.objectName() for w in parts if w.mapTo(page, QPoint(w.width(), 0)).x() > page.width()] == []
        assert not page.plan.horizontalScrollBar().isVisible(), "22 seats fit"

    evening(journey)


# --- the page alone --------------------------------------------------------------------------------------------------

TONIGHT = TonightView("p", "p/1", "Gala", "Gala", 1797620400000000, "UTC", False, None, 2, 0, None, 0, 0, 1)


def order(name: str, *, key: str = "") -> EveningOrder:
    key = key or name
    return EveningOrder(key, key, name, (name,), ("C-9",), (), 1, 0, "paid", False, ())


def seat(number: str, *, state: str = "sold", holder: str | None = "N", second: str | None = None) -> SeatView:
    return SeatView(f"C-{number}", number, state, holder, "o" + number, "O" + number, "t" + number, second)


def test_without_performances_the_page_says_what_to_do(qtbot: Any) -> None:
    page = TodayPage()
    qtbot.addWidget(page)
    page.show()
    assert page.empty.text() == "No performance is coming. Import orders, and it stands here."
    assert not any(button.isEnabled() for button in (page.door_list, page.door_table, page.plan_button))
    page.show_performances((TONIGHT,))
    page.show_evening(EveningView(TONIGHT, (), 0, 0), None, question=page.question)
    assert page.empty.text() == "Nobody has a ticket for this performance yet."
    assert page.performances.rows.index(0, 2).data() == "not known"
    assert page.performances.rows.index(0, 1).data() == "Gala   1 without its place"
    page.filter.choose("not_in")
    page.show_evening(EveningView(TONIGHT, (), 3, 0), None, question=page.question)
    assert page.empty.text() == "Everybody is in."


def test_the_performance_that_is_looked_at_stays_when_another_one_is_over(qtbot: Any) -> None:
    page = TodayPage()
    qtbot.addWidget(page)
    first, second, third = (replace(TONIGHT, id=name) for name in "abc")
    page.show_performances((first, second, third))
    assert page.performance == "a"
    page.performances.choose("b")
    asked: list[bool] = []
    page.asked.connect(lambda: asked.append(True))
    page.show_performances((second, third, replace(first, is_over=True)))
    assert page.performance == "b"
    assert [index.row() for index in page.performances.selectionModel().selectedRows()] == [0]
    page.show_performances((third,))
    assert (page.performance, asked) == ("c", [])


def test_what_is_typed_while_the_book_is_read_counts(evening: Any) -> None:
    async def journey(c: Cashier, page: TodayPage, room: TodayRoom) -> None:
        number = shown(page)[7]
        room.look_again()
        page.text.setText(number)
        assert shown(page) == [number], "at once"
        await c.idle()
        assert shown(page) == [number]
        page.text.setText("")
        assert len(shown(page)) > 7

    evening(journey)


def test_other_peoples_texts_are_plain(qtbot: Any) -> None:
    page = TodayPage()
    qtbot.addWidget(page)
    page.show_performances((TONIGHT,))
    row = order("<b>GO</b>")
    page.show_evening(EveningView(TONIGHT, (row,), 1, 0), None, question=page.question)
    tip = page.orders.rows.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "<p>&lt;b&gt;GO&lt;/b&gt;</p>"
    plan = SeatPlan(TONIGHT, (SeatBlock("Hall", "", (SeatRow("C", (seat("9", holder="<b>GO</b>"),)),)),), (), 0)
    page.show_evening(EveningView(TONIGHT, (row,), 1, 0), plan, question=page.question)
    tip = page.plan.seats.place_of("C-9").data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;GO" in tip


def test_each_state_of_a_seat_is_seen_without_colour(qapp: Any) -> None:
    pictures = []
    for state in LEGEND:
        image = QImage(48, 32, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint_seat(painter, QRectF(0, 0, 48, 32), seat("9", state=state))
        painter.end()
        ink = image.convertToFormat(QImage.Format.Format_Grayscale8)
        pictures.append(bytes(ink.constBits()))
    assert len(set(pictures)) == len(LEGEND)
    icons = [picture[n * 48 + 30 : n * 48 + 45] for picture in pictures for n in (16,)]
    assert len(set(icons)) == len(LEGEND), "the marks differ too"


def test_arrows_reach_every_seat_and_skip_gaps(qtbot: Any) -> None:
    rows = (SeatRow("A", (seat("1"), seat("2"), seat("5"))), SeatRow("B", (seat("12", state="freed", holder=None),)))
    view = Plan()
    qtbot.addWidget(view)
    view.resize(800, 400)
    view.show()
    view.show_plan(SeatPlan(TONIGHT, (SeatBlock("Hall", "", rows),), (), 0), bright=None)
    view.setFocus()
    view.setCurrentIndex(view.seats.place_of("C-1"))
    reached = []
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Right)
        reached.append(view.seats.seat_at(view.currentIndex()).number)
    assert reached == ["2", "5"]
    wished: list[str] = []
    view.wished.connect(lambda order, ticket: wished.append(order))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert wished == ["o5"]


@pytest.mark.parametrize(
    ("numbers", "width"), [(["1", "22"], 42), (["101", "1050"], 60), (["Loge centre", "Loge " * 40], 132)]
)
def test_a_seat_is_as_wide_as_its_number(qtbot: Any, numbers: list[str], width: int) -> None:
    view = Plan()
    qtbot.addWidget(view)
    rows = (SeatRow("A", tuple(seat(number) for number in numbers)),)
    view.show_plan(SeatPlan(TONIGHT, (SeatBlock("Hall", "", rows),), (), 0), bright=None)
    places = {view.columnWidth(n) for n in range(view.seats.columnCount())}
    assert len(places) == 1
    assert abs(places.pop() - width) <= 12


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("abc", "abc"),
        ("abc", "ac"),
        ("ac", "abc"),
        ("abcde", "edcba"),
        ("abcde", "xbdyz"),
        ("abc", ""),
        ("", "abc"),
        ("abcdef", "fbxa"),
    ],
)
def test_rows_that_stay_keep_their_index(qtbot: Any, qtmodeltester: Any, before: str, after: str) -> None:
    from PySide6.QtCore import QPersistentModelIndex

    model = KeyedModel[EveningOrder]((("Name", lambda row: str(row.name)),), key=lambda row: row.order)
    model.set_rows([order(key) for key in before])
    kept = {key: QPersistentModelIndex(model.index(n, 0)) for n, key in enumerate(before)}
    model.change_rows([order(key.upper(), key=key) for key in after])
    assert [model.index(n, 0).data() for n in range(model.rowCount())] == list(after.upper())
    for key, index in kept.items():
        assert index.isValid() == (key in after)
        assert not index.isValid() or index.row() == after.index(key)
    qtmodeltester.check(model)


@pytest.mark.parametrize(("language", "one", "many"), [("fr", "Impayé", "Impayés"), ("en", "Unpaid", "Unpaid")])
def test_each_order_is_read_whole_in_a_small_window(evening: Any, language: str, one: str, many: str) -> None:
    async def journey(c: Cashier, page: TodayPage, room: TodayRoom) -> None:
        c.window.resize(1024, 700)
        await c.idle()
        assert any(row.notes for row in page.orders.rows.rows)
        assert seen_whole(page.orders) == []
        widths = [page.orders.columnWidth(n) for n in range(5)]
        assert len(await asked(c, page, filter="unpaid")) > 0
        assert {page.orders.rows.index(n, 3).data() for n in range(len(shown(page)))} == {one}
        assert many in [button.text() for button in page.filter.findChildren(QAbstractButton)]
        assert page.performances.rows.headerData(4, Qt.Orientation.Horizontal) == many
        assert [page.orders.columnWidth(n) for n in range(5)] == widths, "as one types and filters nothing moves"

    evening(journey, language=language)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_is_cut_where_places_can_be_released(evening: Any, language: str) -> None:
    async def journey(c: Cashier, page: TodayPage, room: TodayRoom) -> None:
        c.window.resize(1024, 700)
        await c.window.books.write(take_reservations, *orders_files("pretix-opera")[2:4])
        await c.until(page.release.isVisible)
        c.window.top.show_due(23)
        c.window.top.show_open_refunds(12)
        await c.idle()
        assert cut(c.window) == []
        await c.click("today.release")
        assert page.is_releasing
        assert cut(c.window) == []
        page.performances.setFocus()
        await c.key(Qt.Key.Key_Down)
        assert not page.is_releasing, "what was to be released was the former evening's"

    evening(journey, language=language)
