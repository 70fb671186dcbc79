"""The pictures of the sync states; each shape differs from every other, so that none is known by its colour alone."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from ticketoffice.ui.drawing import FINE, ICON

BESIDE = 5
"""Points between the picture and the word."""
LINES: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "plug": (((2, 8), (5, 8)), ((5, 4), (5, 12)), ((5, 4), (9, 4), (11, 8), (9, 12), (5, 12)), ((11, 8), (14, 8))),
    "unplugged": (((1, 8), (4, 8)), ((4, 5), (4, 11)), ((12, 5), (12, 11)), ((12, 8), (15, 8)), ((10, 2), (6, 14))),
    "up": (((8, 14), (8, 3)), ((3.5, 7.5), (8, 3), (12.5, 7.5))),
    "down": (((8, 2), (8, 11)), ((3.5, 6.5), (8, 11), (12.5, 6.5)), ((3, 14), (13, 14))),
    "clock": (((8, 4.5), (8, 8), (10.5, 9.5)),),
    "cloud": (((2, 14), (14, 14)),),
    "stranger": (((5.5, 6.5), (6, 4.8), (8, 4), (10, 4.8), (10.3, 6.8), (8, 8.6), (8, 9.6)), ((8, 12), (8, 12.2))),
    "attention": (
        ((5, 1.5), (11, 1.5), (14.5, 5), (14.5, 11), (11, 14.5), (5, 14.5), (1.5, 11), (1.5, 5), (5, 1.5)),
        ((8, 4.5), (8, 8.5)),
        ((8, 11), (8, 11.4)),
    ),
}
"""Strokes on a square of 16 points."""


def sync_icon(*shapes: str, colour: str) -> QIcon:
    """The picture of a state in this colour, or several beside each other."""
    dots = QPixmap((ICON + BESIDE) * FINE * len(shapes), ICON * FINE)
    dots.setDevicePixelRatio(FINE)
    dots.fill(Qt.GlobalColor.transparent)
    painter = QPainter(dots)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(QColor(colour), 1.8, Qt.PenStyle.SolidLine, cap, join))
    for shape in shapes:
        _draw(painter, shape)
        painter.translate(ICON + BESIDE, 0)
    painter.end()
    return QIcon(dots)


def _draw(painter: QPainter, shape: str) -> None:
    for points in LINES[shape]:
        painter.drawPolyline([QPointF(x, y) for x, y in points])
    if shape in ("clock", "stranger"):
        painter.drawEllipse(QPointF(8, 8), 6.2, 6.2)
    elif shape == "cloud":
        path = QPainterPath(QPointF(4.5, 11))
        path.arcTo(QRectF(1.5, 6, 5, 5), 270, -180)
        path.arcTo(QRectF(4, 2, 7, 7), 180, -160)
        path.arcTo(QRectF(9, 5, 6, 6), 110, -200)
        path.closeSubpath()
        painter.drawPath(path)
