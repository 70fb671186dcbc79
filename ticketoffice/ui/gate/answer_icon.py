"""GO, LOOK or STOP as a picture, for those who do not read the word: large on the card, small in the list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from ticketoffice.ui.drawing import FINE, paint_answer_icon
from ticketoffice.ui.theme import Tone, tokens

TONES = {"GO": Tone.OK, "LOOK": Tone.WAIT, "STOP": Tone.STOP}
LARGE, SMALL = 64, 24


class AnswerIcon(QWidget):
    """The picture of the last answer; the word beside it says the same, so it has no name of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("gate.icon")
        self.setFixedSize(LARGE, LARGE)
        self._answer = ""

    def show_answer(self, answer: str) -> None:
        """Shows this answer from now on; nothing for an empty one."""
        self._answer = answer
        self.setVisible(bool(answer))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the picture, in the colour of the card's text."""
        if self._answer:
            painter = QPainter(self)
            colour = tokens().tones[TONES[self._answer]].text
            paint_answer_icon(painter, QRectF(self.rect()), answer=self._answer, colour=colour)
            painter.end()


def small_icon(answer: str) -> QIcon:
    """The picture on its tone, for a row of a list."""
    colours = tokens().tones[TONES[answer]]
    dots = QPixmap(SMALL * FINE, SMALL * FINE)
    dots.setDevicePixelRatio(FINE)
    dots.fill(Qt.GlobalColor.transparent)
    painter = QPainter(dots)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(colours.outline))
    painter.setBrush(QColor(colours.fill))
    painter.drawRoundedRect(QRectF(0.5, 0.5, SMALL - 1, SMALL - 1), 4, 4)
    paint_answer_icon(painter, QRectF(3, 3, SMALL - 6, SMALL - 6), answer=answer, colour=colours.text)
    painter.end()
    return QIcon(dots)
