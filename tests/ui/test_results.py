"""The results beside the order: a row a ticket has the same cross."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import an_invoice_order
from ticketoffice.desk import admit, cancel
from ticketoffice.desk.find import order_of, recent
from ticketoffice.desk.views import Found
from ticketoffice.domain.people import Who
from ticketoffice.store.book import Book
from ticketoffice.ui.search.results import ResultsPane
from ticketoffice.ui.search.results_model import ResultsModel
from ticketoffice.ui.search.row_painting import Pen, cross_box
from ticketoffice.ui.search.row_texts import bold_parts, row_texts


async def tickets_of(c: Cashier, text: str) -> Any:
    c.find("results.kinds").setCurrentIndex(1)
    bar = c.find("search.bar")
    bar.setFocus()
    bar.setText(text)
    await c.idle()
    return c.find("results.list")


def clicked(listed: Any, row: int, *, times: int = 1) -> str:
    index = listed.model().index(row)
    listed.scrollTo(index)
    place = cross_box(listed.visualRect(index)).center().toPoint()
    for _ in range(times):
        QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    return str(index.data(ResultsModel.Role.TICKET))


def row_in(listed: Any, *states: str) -> int:
    model = listed.model()
    return next(r for r in range(model.rowCount()) if model.index(r).data(ResultsModel.Role.VIEW).state in states)


def test_the_cross_of_a_found_ticket_cancels_that_ticket_once(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        listed = await tickets_of(c, "KL3ZT")
        ticket = clicked(listed, row_in(listed, "valid"), times=2)
        await c.idle()
        view = next(t for t in c.window.order.order.tickets if t.ticket == ticket)
        assert view.state == "cancelled"
        assert (await c.window.books.read(admit.check, view.number)).reason == "cancelled"
        assert [line.kind for line in c.window.order.order.history].count("tickets_cancelled") == 1
        assert c.find("strip").isVisible(), "it asks for the reason"
        rows = [listed.model().index(r).data(ResultsModel.Role.VIEW) for r in range(listed.model().rowCount())]
        assert next(r.state for r in rows if r.ticket == ticket) == "cancelled"

    desk(journey)


def test_a_row_without_a_cross_only_opens(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        _, ticket = await c.window.books.read(order_of, "KL3ZT-1")
        who = Who(c.window.room_person())
        await c.window.books.write(cancel.cancel, [ticket], who=who, reason="duplicate", method="nothing")
        listed = await tickets_of(c, "KL3ZT")
        before = len((await open_row(c, listed)).history)
        listed.setFocus()
        QTest.keyClick(listed, Qt.Key.Key_Delete)
        await c.idle()
        assert len(c.window.order.order.history) == before

    async def open_row(c: Cashier, listed: Any) -> Any:
        row = row_in(listed, "cancelled")
        listed.setCurrentIndex(listed.model().index(row))
        clicked(listed, row)
        await c.idle()
        return c.window.order.order

    desk(journey)


def test_an_empty_field_shows_what_this_desk_worked_on_last(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        assert c.find("results.empty").isVisible()
        for number in ("KL3ZT", "THTZX"):
            await c.open(number)
            await c.click_cross(0)
            await c.key(Qt.Key.Key_Escape)
        c.find("search.bar").clear()
        await c.idle()
        rows = c.find("results.list").model()
        texts = [str(rows.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for n in range(rows.rowCount())]
        assert [text.split()[0] for text in texts] == ["THTZX", "KL3ZT"]
        c.find("search.bar").setText("zzzz")
        await c.idle()
        c.find("search.bar").clear()
        await c.idle()
        assert rows.rowCount() == 2

    desk(journey)


async def rows_of(c: Cashier, text: str, *, kind: int = 0) -> list[tuple[list[str], list[str], str]]:
    """Of each row what is bold in the first and in the third line, and the third line."""
    c.find("results.kinds").setCurrentIndex(kind)
    c.find("search.bar").setText(text)
    await c.idle()
    model, found = c.find("results.list").model(), []
    for n in range(model.rowCount()):
        view = model.index(n).data(ResultsModel.Role.VIEW)
        texts = row_texts(view)
        first, third = bold_parts(view, texts, asked=model.index(n).data(ResultsModel.Role.ASKED))
        found.append(([texts[0][a:b] for a, b in first], [texts[2][a:b] for a, b in third], texts[2]))
    return found


def test_what_was_typed_is_bold_and_a_name_says_no_more(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        [row, *_] = [row for row in await rows_of(c, "koch") if "Koch" in row[0]]
        assert (row[0][1:], row[1:]) == (["Koch"], ([], "")), "the name says why by itself"
        [row] = await rows_of(c, "kl3z")
        assert (row[0], row[1], row[2]) == (["KL3ZT"], ["KL3Z"], "order number: KL3ZT")
        [row, *_] = await rows_of(c, "Parterre R-12")
        assert (row[1], row[2]) == (["Parterre, Row R, Seat 12"], "seat: Parterre, Row R, Seat 12")
        [row, *_] = await rows_of(c, "r12", kind=1)
        assert (row[1], row[2]) == (["Parterre R-12"], "Parterre R-12")

    desk(journey)


def test_a_mixed_query_says_why_in_the_words_of_the_screen(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        [row] = await rows_of(c, "20.12 helen robson")
        assert row == (["KL3ZT", "Helen", "Robson"], ["Sun 20 Dec 2026"], "date: Sun 20 Dec 2026")
        [row] = await rows_of(c, "robson hel 20:00")
        assert row == (["KL3ZT", "Hel", "Robson"], ["Sun 20 Dec 2026 20:00"], "date: Sun 20 Dec 2026 20:00")
        [row, *_] = await rows_of(c, "robson a 3 20.12")
        assert (row[0], row[2]) == (["KL3ZT", "Robson"], "seat: Parterre, Row A, Seat 3")
        assert row[1] == ["Parterre, Row A, Seat 3"]

    desk(journey)


def test_the_cross_of_a_used_ticket_explains_as_its_row_in_the_table_does(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.open("KL3ZT")
        used = c.window.order.order.tickets[0]
        await c.window.books.write(admit.admit, used.number, who=Who(c.window.room_person()))
        listed = await tickets_of(c, "KL3ZT")
        assert clicked(listed, row_in(listed, "used")) == used.ticket
        await c.idle()
        assert c.find("used.panel").isVisible()
        assert c.find("used.undo").isVisible()
        assert c.window.order.order.tickets[0].state == "used"

    desk(journey)


def test_the_bold_part_is_painted_so(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await rows_of(c, "koch")
        listed = c.find("results.list")
        typed = listed.viewport().grab().toImage()
        model = listed.model()
        model.set_rows([model.index(n).data(ResultsModel.Role.VIEW) for n in range(model.rowCount())], query="x")
        await c.idle()
        assert listed.viewport().grab().toImage() != typed

    desk(journey)


def test_a_waiting_invoice_has_its_lock_in_the_results_too(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await an_invoice_order(c)
        listed = await tickets_of(c, order.number)
        row = row_in(listed, "held")
        assert listed.model().index(row).data(ResultsModel.Role.VIEW).cross.mark == "lock"
        clicked(listed, row)
        await c.idle()
        assert c.find("invoice.panel").isVisible()
        assert [line.kind for line in c.window.order.order.history] == ["order_taken_in"]

    desk(journey)


@pytest.mark.parametrize("width", range(20, 140, 7))
def test_a_line_that_is_cut_ends_in_dots(qapp: QApplication, width: int) -> None:
    """Wherever the cut falls: in the bold part, in the rest, or between them."""
    said: list[str] = []

    class Painter(QPainter):
        def drawText(self, *args: Any) -> None:
            said.append(args[-1])

    image = QImage(400, 40, QImage.Format.Format_RGB32)
    painter = Painter(image)
    text = "Y7FXJ  Federica Koch"
    whole = painter.fontMetrics().horizontalAdvance(text) * 1.2
    for box, cut in ((QRectF(0, 0, width, 24), True), (QRectF(0, 0, whole, 24), False)):
        said.clear()
        Pen(painter.font()).line(painter, box, text, bold=[(0, 5), (16, 18)])
        assert "".join(said).endswith("…") == cut, said
        assert cut or "".join(said) == text
    painter.end()


def test_the_end_of_the_list_brings_more(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        c.find("search.bar").setText("a")
        await c.idle()
        listed = c.find("results.list")
        assert listed.model().rowCount() == 50
        first = [listed.model().index(n).data(ResultsModel.Role.ORDER) for n in range(50)]
        bar = listed.verticalScrollBar()
        bar.setValue(bar.maximum())
        await c.idle()
        rows = listed.model().rowCount()
        assert rows > 50
        assert set(first) <= {listed.model().index(n).data(ResultsModel.Role.ORDER) for n in range(rows)}
        c.find("search.bar").setText("ai")
        await c.idle()
        assert listed.model().rowCount() <= 50

    desk(journey)


def test_an_empty_book_says_how_orders_come_in(qapp: QApplication, book: Book) -> None:
    pane = ResultsPane()
    pane.show_found(recent(book), ())
    assert "Import…" in pane.empty.text()
    pane.show_found(Found("", (), None, None, 1037), ())
    assert pane.empty.text() == "Scan a ticket or type a name."


@pytest.mark.parametrize("key", [Qt.Key.Key_F4, Qt.Key.Key_F8])
def test_who_types_a_search_on_another_page_sees_what_it_finds(desk: Any, key: Qt.Key) -> None:
    async def journey(c: Cashier) -> None:
        await c.key(key)
        assert not c.window.on_orders_page
        bar = c.find("search.bar")
        await c.click("search.bar")
        assert QApplication.focusWidget() is bar
        assert not c.window.on_orders_page, "a click in the field alone changes nothing"
        QTest.keyClicks(bar, "m")
        await c.idle()
        await c.until(lambda: c.find("results.list").model().rowCount())
        assert c.window.on_orders_page and c.find("results.list").isVisible()
        assert (QApplication.focusWidget(), bar.text()) == (bar, "m"), "the keyboard stays where it types"

    desk(journey)
