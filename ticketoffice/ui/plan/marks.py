"""The marks of seats, each a shape of its own: free a ring, chosen a full square with a tick, sold a cross, reserved an
hourglass on a plate, held by the house a lozenge, not for sale a ring with a bar. Near, the seat's number stands above the mark.

A mark is drawn once in each size and kept as a picture: a plan shows thousands of them.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF

from ticketoffice.ui.plan.faces import SeatState
from ticketoffice.ui.theme import FAMILY, Tone, tokens

DOTS = 9
"""Pixels between two seats below which marks are dots of different sizes."""
NUMBERS = 24
"""Pixels between two seats from which numbers are seen."""
FILLED = 0.86
"""How much of the room between two seats a seat takes."""
SMALLEST_LETTERS = 9


class Marks:
    """Pictures of marks by state, size in pixels and number, for one look and one fineness of the screen."""

    def __init__(self, *, fine: float) -> None:
        self.fine = fine
        self._pictures: dict[tuple[SeatState, int, str], QPixmap] = {}

    def picture(self, state: SeatState, size: int, number: str = "") -> QPixmap:
        """The mark in a square of so many pixels; with its number where there is one."""
        key = (state, size, number)
        found = self._pictures.get(key)
        if found is None:
            found = QPixmap(round(size * self.fine), round(size * self.fine))
            found.setDevicePixelRatio(self.fine)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            paint_mark(painter, QRectF(0, 0, size, size), state=state, number=number)
            painter.end()
            self._pictures[key] = found
        return found


def side_of(apart: float) -> int:
    """The side of a mark where seats are so many pixels apart."""
    return max(2, round(apart * FILLED))


def paint_mark(painter: QPainter, box: QRectF, *, state: SeatState, number: str = "") -> None:
    """A mark in a box."""
    if box.width() < DOTS * FILLED:
        _dot(painter, box, state=state)
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _ground(painter, box, state=state)
    ink = QColor(_ink(state))
    if not number:
        _sign(painter, box.center(), side=box.width() * 0.5, state=state, ink=ink)
        return
    has_sign = state != SeatState.FREE
    upper = box.adjusted(1, box.height() * 0.08, -1, -box.height() * 0.36) if has_sign else box.adjusted(1, 0, -1, 0)
    painter.setFont(_letters(number, upper, bold=state in (SeatState.FREE, SeatState.MINE)))
    painter.setPen(ink)
    painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, number)
    if has_sign:
        low = QPointF(box.center().x(), box.top() + box.height() * 0.76)
        _sign(painter, low, side=box.height() * 0.26, state=state, ink=ink)


def _dot(painter: QPainter, box: QRectF, *, state: SeatState) -> None:
    """Far away: free fills its place, chosen stands out dark and whole, what is taken is small; not for sale is a frame."""
    look, side = tokens(), box.width()
    colours = {
        SeatState.FREE: look.accent,
        SeatState.MINE: look.text,
        SeatState.RESERVED: look.tones[Tone.WAIT].outline,
    }
    colour = QColor(colours.get(state, look.quiet))
    if state == SeatState.BARRED and side >= 4:
        painter.setPen(QPen(colour, 1))
        painter.drawRect(QRectF(0.5, 0.5, side - 2, side - 2))
        return
    less = {SeatState.FREE: side * 0.1, SeatState.MINE: 0.0, SeatState.RESERVED: side * 0.25}.get(state, side * 0.33)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, side >= 4)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    dot = box.adjusted(less, less, -less, -less)
    if state == SeatState.FREE:
        painter.drawEllipse(dot)
    else:
        painter.drawRect(dot)


def _ground(painter: QPainter, box: QRectF, *, state: SeatState) -> None:
    look, thick = tokens(), max(1.2, box.width() * 0.05)
    inner = box.adjusted(thick / 2 + 0.5, thick / 2 + 0.5, -thick / 2 - 0.5, -thick / 2 - 0.5)
    painter.setBrush(QColor(look.field))
    if state == SeatState.FREE:
        painter.setPen(QPen(QColor(look.accent), thick))
        painter.drawEllipse(inner)
    elif state == SeatState.BARRED:
        painter.setPen(QPen(QColor(look.quiet), 1.2, Qt.PenStyle.DotLine))
        painter.drawEllipse(inner)
    elif state == SeatState.MINE:
        painter.setPen(QPen(QColor(look.text), thick))
        painter.setBrush(QColor(look.accent))
        painter.drawRect(inner)
    elif state == SeatState.RESERVED:
        wait = look.tones[Tone.WAIT]
        painter.setPen(QPen(QColor(wait.outline), 1))
        painter.setBrush(QColor(wait.fill))
        painter.drawRoundedRect(inner, box.width() * 0.2, box.width() * 0.2)
    elif state == SeatState.HELD:
        painter.setPen(QPen(QColor(look.quiet), 1.2, Qt.PenStyle.DashLine))
        painter.drawRect(inner)


def _ink(state: SeatState) -> str:
    look = tokens()
    inks = {
        SeatState.FREE: look.text,
        SeatState.MINE: look.on_accent,
        SeatState.RESERVED: look.tones[Tone.WAIT].text,
        SeatState.HELD: look.text,
    }
    return inks.get(state, look.quiet)


def _sign(painter: QPainter, centre: QPointF, *, side: float, state: SeatState, ink: QColor) -> None:
    """The sign of a state in a square around a point; a free seat has none."""
    half = side / 2
    pen = QPen(ink, max(1.2, side * 0.16), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)

    def at(right: float, down: float) -> QPointF:
        return centre + QPointF(right * half, down * half)

    if state == SeatState.MINE:
        painter.drawPolyline([at(-1, 0), at(-0.3, 0.8), at(1, -0.8)])
    elif state == SeatState.SOLD:
        painter.drawLine(at(-1, -1), at(1, 1))
        painter.drawLine(at(-1, 1), at(1, -1))
    elif state == SeatState.RESERVED:
        painter.drawPolygon(QPolygonF([at(-0.8, -1), at(0.8, -1), at(-0.8, 1), at(0.8, 1)]))
    elif state == SeatState.HELD:
        painter.drawPolygon(QPolygonF([at(0, -1), at(1, 0), at(0, 1), at(-1, 0)]))
    elif state == SeatState.BARRED:
        painter.drawLine(at(-0.9, 0.9), at(0.9, -0.9))


def _letters(text: str, box: QRectF, *, bold: bool) -> QFont:
    """The largest letters up to 13 pixels in which a text fits into a box."""
    font = QFont(FAMILY)
    font.setBold(bold)
    for pixels in range(min(13, int(box.height())), SMALLEST_LETTERS - 2, -1):
        font.setPixelSize(pixels)
        if QFontMetricsF(font).horizontalAdvance(text) <= box.width() - 4:
            break
    return font
