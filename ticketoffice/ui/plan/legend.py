"""What the marks of a plan mean, and how many seats have each."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ticketoffice.ui.flow import FlowLayout
from ticketoffice.ui.plan.faces import SeatState, state_word
from ticketoffice.ui.plan.marks import paint_mark
from ticketoffice.ui.theme import GRID, tokens

MARK = 20
HEIGHT = 26


class LegendMark(QWidget):
    """One mark with its word and how many there are."""

    def __init__(self, state: SeatState) -> None:
        super().__init__()
        self.setObjectName(f"sell.plan.legend.{state}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._state, self._text = state, ""

    def show_count(self, count: int) -> None:
        """Says how many; a state that no seat is in is left out."""
        text = f"{state_word(self._state)} {count}"
        if text == self._text:
            return
        before, self._text = self.sizeHint(), text
        self.setAccessibleName(self._text)
        self.setVisible(bool(count))
        if self.sizeHint() != before:
            self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word and the count."""
        return self._text

    def sizeHint(self) -> QSize:
        """Qt: mark and word."""
        return QSize(MARK + 6 + self.fontMetrics().horizontalAdvance(self._text) + GRID, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the mark as on the plan, beside it the word."""
        painter = QPainter(self)
        painter.save()
        paint_mark(painter, QRectF(0, (self.height() - MARK) / 2, MARK, MARK), state=self._state)
        painter.restore()
        painter.setPen(QColor(tokens().text))
        place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect().adjusted(MARK + 6, 0, 0, 0), place, self._text)
        painter.end()


class Legend(QWidget):
    """The marks that occur, in a fixed order."""

    def __init__(self) -> None:
        super().__init__()
        self._marks = {state: LegendMark(state) for state in SeatState}
        layout = FlowLayout()
        layout.setSpacing(GRID)
        for mark in self._marks.values():
            layout.addWidget(mark)
        self.setLayout(layout)

    def show_counts(self, counts: Mapping[SeatState, int]) -> None:
        """So many seats have each."""
        for state, mark in self._marks.items():
            mark.show_count(counts.get(state, 0))
