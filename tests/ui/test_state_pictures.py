"""Each state of a ticket is known by its picture too, also where all colours are grey."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from ticketoffice.ui.drawing import paint_state_icon
from ticketoffice.ui.theme import Tone

STATES = (
    (Tone.OK, ""),
    (Tone.WAIT, ""),
    (Tone.STOP, ""),
    (Tone.STOP, "refused"),
    (Tone.STOP, "contested"),
    (Tone.DONE, ""),
    (Tone.DONE, "dot"),
    (Tone.DONE, "half"),
)


def picture(tone: Tone, shape: str) -> QImage:
    image = QImage(16, 16, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_state_icon(painter, QPointF(8, 8), tone=tone, colour="black", shape=shape)
    painter.end()
    return image


def test_no_two_states_have_the_same_picture(qapp: QApplication) -> None:
    pictures = {state: picture(*state) for state in STATES}
    for one, other in combinations(STATES, 2):
        assert pictures[one] != pictures[other], (one, other)
