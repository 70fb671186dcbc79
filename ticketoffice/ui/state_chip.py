"""A state as a label: the tone's fill, icon and word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ticketoffice.ui.drawing import paint_chip
from ticketoffice.ui.theme import Tone


class StateChip(QWidget):
    """Shows one state; its accessible name is the word."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._word = ""
        self._tone = Tone.DONE
        self._shape = ""

    def show_state(self, word: str, tone: Tone, shape: str = "") -> None:
        """Says this state from now on."""
        self._word, self._tone, self._shape = word, tone, shape
        self.setAccessibleName(word)
        self.setVisible(bool(word))
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word."""
        return self._word

    def sizeHint(self) -> QSize:
        """Qt: as wide as the word."""
        return QSize(self.fontMetrics().horizontalAdvance(self._word) + 38, 26)

    def minimumSizeHint(self) -> QSize:
        """Qt: never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        paint_chip(painter, box, word=self._word, tone=self._tone, shape=self._shape)
        painter.end()
