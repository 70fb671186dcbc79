"""Letters that we draw ourselves: what they need, and as dots for printers whose own lack most of the world's."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QTransform

from ticketoffice.printing.documents.page import Text
from ticketoffice.printing.dots import Dots
from ticketoffice.printing.letters import LINE, POINT, SMALLEST, STEPS
from ticketoffice.printing.renderers.pages import FAMILY, application, with_fonts

LARGE = 1000
"""Pixels of the letters that are measured: at this size nothing is rounded."""
INCH = 25.4


class DrawnLetters:
    """The letters that come with the program, in any size."""

    def __init__(self) -> None:
        self._application = application()
        with_fonts()
        self._advance = lru_cache(maxsize=8192)(self._measured)
        self._metrics = [QFontMetricsF(_font(LARGE, bold=bold)) for bold in (False, True)]

    def sizes(self, size: float) -> tuple[float, ...]:
        """The wished one and smaller ones, down to two thirds."""
        return tuple(size * step for step in STEPS if step == 1 or size * step >= SMALLEST)

    def width(self, text: str, *, size: float, bold: bool) -> float:
        """Millimetres that a text takes."""
        return self._advance(text, bold) * size

    def _measured(self, text: str, bold: bool) -> float:
        return self._metrics[bold].horizontalAdvance(text) / LARGE * POINT

    def line(self, size: float) -> float:
        """Millimetres of a line."""
        return size * POINT * LINE


def _font(pixels: float, *, bold: bool) -> QFont:
    made = QFont(FAMILY)
    made.setPixelSize(max(1, round(pixels)))
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


SIDES = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


def text_dots(text: Text, *, dpi: int, turned: bool = False, in_columns: bool = False) -> Dots:
    """A text as black and white dots, as large as its box; letters have no grey edges, which no printer has.

    `turned`: a quarter to the right; `in_columns`: its columns as rows.
    """
    alive = application()
    with_fonts()
    width, height = (max(1, round(length * dpi / INCH)) for length in (text.width, text.height))
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(_font(text.size * dpi / 72, bold=text.bold))
    side = SIDES[text.side] | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
    painter.drawText(QRectF(0, 0, width, height), side, text.text)
    painter.end()
    del alive
    if turned:
        image = image.transformed(QTransform().rotate(90))
    return _packed(image.transformed(QTransform(0, 1, 1, 0, 0, 0)) if in_columns else image)


def _packed(image: QImage) -> Dots:
    """Darker than the middle is black."""
    mono = image.convertToFormat(
        QImage.Format.Format_Mono, Qt.ImageConversionFlag.MonoOnly | Qt.ImageConversionFlag.ThresholdDither
    )
    if mono.color(0) & 0xFF < mono.color(1) & 0xFF:
        mono.invertPixels()
    width, height, line = mono.width(), mono.height(), mono.bytesPerLine()
    stride, spare = (width + 7) // 8, -width % 8
    bits, keep = bytes(mono.constBits()), 0xFF << spare & 0xFF
    rows = (bits[y * line : y * line + stride] for y in range(height))
    return Dots(width, height, b"".join(row[:-1] + bytes([row[-1] & keep]) for row in rows))
