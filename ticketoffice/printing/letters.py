"""How wide and high letters are: what a text needs before anybody paints it.

A printer's own letters are of one width and come in a few sizes; drawn ones come in any (`renderers.drawn`).
"""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

POINT = 25.4 / 72
"""Millimetres of a point."""
LINE = 1.3
"""A line's height in sizes of its letters."""
STEPS = (1.0, 0.93, 0.86, 0.8, 0.74, 0.68, 0.62)
"""How much smaller a text may become, step by step, before it is cut."""
HALF, NEARLY = 0.48, 1.06
"""A printer's own sizes are few: what is taken for the wished size is up to a little larger, and down to half."""
SMALLEST = 5.2
"""Points below which nothing becomes smaller."""


class Letters(Protocol):
    """What a paper's letters need."""

    def sizes(self, size: float) -> tuple[float, ...]:
        """The sizes in points that there are up to a wished one, the largest first; at least one."""

    def width(self, text: str, *, size: float, bold: bool) -> float:
        """Millimetres that a text takes."""

    def line(self, size: float) -> float:
        """Millimetres of a line."""


class Grid(Struct, frozen=True):
    """One size of a printer's own letters: its name there, dots across and down, and how often it is enlarged."""

    name: str
    across: int
    down: int
    times: int = 1

    def points(self, dpi: int) -> float:
        """Its size in points."""
        return self.down * self.times * 72 / dpi


class PrinterLetters(Struct, frozen=True):
    """The letters of a printer with so many dots an inch: each as wide as the others."""

    grids: tuple[Grid, ...]
    dpi: int
    charset: str
    leading: float = 1.15

    def sizes(self, size: float) -> tuple[float, ...]:
        """Those that are not larger than the wished one, down to half of it; the smallest where there is none."""
        points = sorted((grid.points(self.dpi) for grid in self.grids), reverse=True)
        fitting = tuple(p for p in points if size * HALF <= p <= size * NEARLY)
        return fitting or (points[-1],)

    def width(self, text: str, *, size: float, bold: bool) -> float:
        """All letters have the same width, bold ones too."""
        grid = self.grid(size)
        return len(printable(text, charset=self.charset)) * grid.across * grid.times * 25.4 / self.dpi

    def line(self, size: float) -> float:
        """The letters' height and a little more."""
        grid = self.grid(size)
        return grid.down * grid.times * self.leading * 25.4 / self.dpi

    def grid(self, size: float) -> Grid:
        """The one of this size."""
        return min(self.grids, key=lambda grid: abs(grid.points(self.dpi) - size))


DPI = 203
ESCPOS_LETTERS = PrinterLetters(
    (Grid("B", 9, 17), Grid("A", 12, 24), Grid("A", 12, 24, 2), Grid("A", 12, 24, 3), Grid("A", 12, 24, 4)),
    DPI,
    "cp858",
)
"""Fonts A and B of a receipt printer: 48 and 64 letters on a roll of 80 mm."""
FGL_LETTERS = PrinterLetters(
    (Grid("F2", 10, 16), Grid("F9", 13, 20), Grid("F3", 20, 31), Grid("F6", 34, 52), Grid("F3", 20, 31, 2)),
    DPI,
    "ascii",
)
"""Resident fonts of a ticket printer, with the boxes that its letters stand in."""


def printable(text: str, *, charset: str) -> str:
    """A text in the letters of a character set: of what is not in it the nearest letter, else a question mark."""
    return "".join(letter if _is_in(letter, charset) else _nearest(letter, charset) for letter in text)


def _is_in(letter: str, charset: str) -> bool:
    try:
        letter.encode(charset)
    except UnicodeEncodeError:
        return False
    return letter.isprintable()


_ALIKE = {
    "’": "'",
    "‘": "'",
    "“": '"',
    "”": '"',
    "–": "-",
    "—": "-",
    "…": "...",
    "−": "-",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
} | {
    "Đ": "D",
    "œ": "oe",
    "Œ": "OE",
    "€": "EUR",
    "°": "o",
    "·": "-",
    "\N{NO-BREAK SPACE}": " ",
    "\N{NARROW NO-BREAK SPACE}": " ",
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "æ": "ae",
    "Æ": "AE",
    "«": '"',
    "»": '"',
}


def _nearest(letter: str, charset: str) -> str:
    import unicodedata

    alike = _ALIKE.get(letter) or "".join(
        part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part)
    )
    return alike if alike and all(_is_in(part, charset) for part in alike) else "?"
