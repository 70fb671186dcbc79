"""Nothing that tells rows or columns apart is cut in the smallest window, in French, whose words are longer."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from tests.house import house, on, taken
from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order, an_invoice_order
from tests.ui.test_layout import SMALL
from ticketoffice.ui.search.results_model import ResultsModel
from ticketoffice.ui.search.row_painting import Pen, ResultDelegate
from ticketoffice.ui.search.row_texts import row_texts, value_alone
from ticketoffice.ui.search.words import matched as word_of_match


def test_the_titles_of_the_ticket_columns_are_whole(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*SMALL)
        number = "FESTIVAL-2026-RS029"
        await c.window.books.write(lambda book: taken(book, house(), on("A-1", "A-2", number=number)))
        for wanted in (number, (await an_invoice_order(c)).number):
            await c.open(wanted)
            table = c.find("tickets.table")
            font = table.horizontalHeader().fontMetrics()
            shown = [n for n in range(table.model().columnCount()) if not table.isColumnHidden(n)]
            for column in shown:
                title = table.model().headerData(column, Qt.Orientation.Horizontal) or ""
                assert font.horizontalAdvance(title) <= table.columnWidth(column) - 18 or not title, title
            assert sum(table.columnWidth(n) for n in shown) <= table.viewport().width()

    desk(journey, language="fr")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("matched", "text"), [("payment", "2026-11-23"), ("date", "2026-12-20 20:00"), ("amount", "60"), ("method", "cash")]
)
def test_a_narrow_row_keeps_the_word_that_says_why(
    desk: Any, monkeypatch: Any, language: str, matched: str, text: str
) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*SMALL)
        order = await a_cash_order(c)
        bar = c.find("search.bar")
        bar.setText(order.number)
        await c.idle()
        listed = c.find("results.list")
        model = listed.model()
        row = replace(model.index(0).data(ResultsModel.Role.VIEW), matched=matched, match_text=text)
        model.set_rows([row], query=text)
        written: list[str] = []

        def run(painter: QPainter, at: QPointF, shown: str) -> None:
            written.append(shown)

        monkeypatch.setattr(QPainter, "drawText", run)
        image = QImage(600, 90, QImage.Format.Format_ARGB32)
        painter = QPainter(image)
        option = QStyleOptionViewItem()
        option.rect = QRectF(0, 0, listed.viewport().width(), 80).toRect()
        ResultDelegate(listed).paint(painter, option, model.index(0))
        painter.end()
        assert any(part.startswith(word_of_match(matched)) for part in written), written

    desk(journey, language=language)


def test_a_row_that_has_no_room_for_the_word_says_what_matched(desk: Any, monkeypatch: Any) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*SMALL)
        order = await a_cash_order(c)
        bar = c.find("search.bar")
        bar.setText(order.number)
        await c.idle()
        index = c.find("results.list").model().index(0)
        row = index.data(ResultsModel.Role.VIEW)
        whole = row_texts(row)[2]
        value, bold = value_alone(row, whole, [(len(whole) - len(order.number), len(whole))])
        assert (value, bold) == (order.number, [(0, len(order.number))])
        written: list[str] = []
        real = Pen.line

        def line(pen: Pen, painter: QPainter, box: QRectF, text: str, **how: Any) -> None:
            written.append(text)
            real(pen, painter, box, text, **how)

        monkeypatch.setattr(Pen, "line", line)
        image = QImage(600, 90, QImage.Format.Format_ARGB32)
        painter = QPainter(image)
        small = QFont(QApplication.font())
        small.setPointSizeF(small.pointSizeF() - 2)
        for width in (600, 150 + QFontMetrics(small).horizontalAdvance(order.number)):
            option = QStyleOptionViewItem()
            option.rect = QRectF(0, 0, width, 80).toRect()
            ResultDelegate(c.find("results.list")).paint(painter, option, index)
        painter.end()
        assert written[2::3] == [whole, order.number]

    desk(journey, language="fr")
