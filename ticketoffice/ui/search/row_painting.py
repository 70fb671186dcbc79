"""How a result row is painted: three lines, a chip, and a ticket's cross. Rows are painted with every letter that is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ticketoffice.desk.views import FoundTicketView, FoundView
from ticketoffice.ui import words
from ticketoffice.ui.drawing import paint_chip, paint_mark
from ticketoffice.ui.search.results_model import Index, ResultsModel
from ticketoffice.ui.search.row_texts import bold_parts, row_texts, shorter
from ticketoffice.ui.theme import CROSS, GRID, tokens

LINE = 24
LEAST_CHIP = 100
"""Pixels that an order's state keeps where why it matched needs the room: its picture and the beginning of its word."""


def has_cross(row: FoundView | FoundTicketView) -> bool:
    """Whether this row is a ticket with a cross (that cancels it, or explains why not)."""
    return isinstance(row, FoundTicketView) and row.cross.is_cross


def cross_box(row: QRect) -> QRectF:
    """Where in a row the cross is, and is clicked."""
    return QRectF(row.right() - CROSS, row.top(), CROSS, row.height())


class ResultDelegate(QStyledItemDelegate):
    """Three lines and a chip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pens: tuple[Pen, Pen] | None = None

    def _pens_of(self, font: QFont) -> tuple[Pen, Pen]:
        """For the lines, and for what stands beside the chip."""
        if self._pens is None or self._pens[0].plain != font:
            small = QFont(font)
            small.setPointSizeF(font.pointSizeF() - 2)
            self._pens = Pen(font), Pen(small)
        return self._pens

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt: rows of one height, so that nothing jumps."""
        return QSize(240, 3 * LINE + GRID)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: one row."""
        row = index.data(ResultsModel.Role.VIEW)
        first, second, third, word = texts = row_texts(row)
        bold_first, bold_third = bold_parts(row, texts, asked=index.data(ResultsModel.Role.ASKED))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        if option.state & option.state.State_Selected:
            painter.fillRect(box, QColor(tokens().selected))
        is_order = isinstance(row, FoundView)
        _, tone, shape = words.order_state(row.state) if is_order else (*words.state_word(row.state), "")
        usual, small = self._pens_of(painter.font())
        crossed = has_cross(row)
        if crossed:
            paint_mark(painter, cross_box(option.rect).center(), mark=row.cross.mark)
        line = QRectF(box.left() + 12, box.top() + 4, box.width() - 24 - (CROSS if crossed else 0), LINE)
        painter.setPen(QColor(tokens().text))
        usual.line(painter, line, first, bold=bold_first)
        usual.line(painter, line.translated(0, LINE), second)
        painter.setFont(small.plain)
        width = small.metrics.horizontalAdvance(word) + 34
        last = line.translated(0, 2 * LINE)
        if is_order and small.width(third) > last.width() - width - GRID:
            third, bold_third = shorter(row, third, bold_third)
            width = max(min(width, LEAST_CHIP), min(width, int(last.width()) - GRID - small.width(third)))
        paint_chip(painter, QRectF(last.left(), last.top() + 2, width, 20), word=word, tone=tone, shape=shape)
        painter.setPen(QColor(tokens().quiet))
        beside = last.adjusted(width + GRID, 0, 0, 0)
        small.line(painter, beside, third, bold=bold_third)
        painter.setPen(QColor(tokens().line))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.restore()


class Pen:
    """Writes lines of one size, plain and bold; made once, since rows are painted with every letter that is typed."""

    def __init__(self, font: QFont) -> None:
        self.plain, self.strong = QFont(font), QFont(font)
        self.strong.setBold(True)
        self.metrics, self._strong_metrics = QFontMetrics(self.plain), QFontMetrics(self.strong)
        self._dots = self._strong_metrics.horizontalAdvance("…")

    def width(self, text: str) -> int:
        """The pixels in which a text is whole, whatever of it is bold."""
        return self._strong_metrics.horizontalAdvance(text)

    def line(self, painter: QPainter, box: QRectF, text: str, *, bold: Sequence[tuple[int, int]] = ()) -> None:
        """One line, with these parts bold; what does not fit ends in dots."""
        x, right = box.left(), box.right()
        y = box.center().y() + (self.metrics.ascent() - self.metrics.descent()) / 2
        for start, end, strong in _runs(len(text), bold):
            metrics = self._strong_metrics if strong else self.metrics
            shown = text[start:end]
            width = metrics.horizontalAdvance(shown)
            fits = width <= right - x - (self._dots if end < len(text) else 0)
            if not fits:
                shown = metrics.elidedText(text[start:], Qt.TextElideMode.ElideRight, int(right - x))
            painter.setFont(self.strong if strong else self.plain)
            painter.drawText(QPointF(x, y), shown)
            if not fits:
                return
            x += width


def _runs(length: int, bold: Sequence[tuple[int, int]]) -> list[tuple[int, int, bool]]:
    """A text of this length in pieces (start, end, whether it is bold); the bold parts come in order."""
    runs, done = [], 0
    for start, end in bold:
        if start > done:
            runs.append((done, start, False))
        runs.append((start, end, True))
        done = end
    if done < length:
        runs.append((done, length, False))
    return runs
