"""Where texts come to lie: each in its box, in as many lines as it may have; too long, smaller, and only then cut."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ticketoffice.printing.documents.page import Cell, Code, Page, Row, Rule, Text
from ticketoffice.printing.letters import Letters

CUT = "…"
ABOVE_THE_LINE = 0.8
"""How much of a line's height lies above that on which its letters stand."""
ROUNDED = 0.01
"""Millimetres that a sum of widths may be off."""


def fitted(
    text: str, *, width: float, size: float, bold: bool, lines: int, letters: Letters
) -> tuple[float, list[str]]:
    """The size and the lines of a text in a box: the largest size in which it is whole, else cut in the smallest.

    The box is `lines` lines of the wished size high; smaller ones may be more.
    """
    broken: list[str] = []
    for smaller in letters.sizes(size):
        broken = wrapped(text, width=width, size=smaller, bold=bold, letters=letters)
        if len(broken) <= _lines_in(lines, size=size, smaller=smaller):
            return smaller, broken
    smallest = letters.sizes(size)[-1]
    lines = _lines_in(lines, size=size, smaller=smallest)
    last = broken[lines - 1]
    while last and letters.width(last + CUT, size=smallest, bold=bold) > width + ROUNDED:
        last = last[:-1].rstrip()
    return smallest, [*broken[: lines - 1], last + CUT]


def _lines_in(lines: int, *, size: float, smaller: float) -> int:
    return max(lines, int(lines * size / smaller + ROUNDED))


def wrapped(text: str, *, width: float, size: float, bold: bool, letters: Letters) -> list[str]:
    """A text in lines, broken between words; a word that is wider than the box is broken anywhere."""
    found = [""]
    for word in text.split():
        for piece in _pieces(word, width=width, size=size, bold=bold, letters=letters):
            longer = f"{found[-1]} {piece}" if found[-1] else piece
            if letters.width(longer, size=size, bold=bold) <= width + ROUNDED:
                found[-1] = longer
            else:
                found.append(piece)
    return [line for line in found if line]


def _pieces(word: str, *, width: float, size: float, bold: bool, letters: Letters) -> list[str]:
    if letters.width(word, size=size, bold=bold) <= width + ROUNDED:
        return [word]
    pieces = [""]
    for letter in word:
        if pieces[-1] and letters.width(pieces[-1] + letter, size=size, bold=bold) > width + ROUNDED:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def texts_of(cell: Cell, *, y: float, width: float, letters: Letters) -> list[Text]:
    """A cell's lines one below the other, from `y` on; none where it says nothing."""
    box = width - cell.x if cell.width is None else cell.width
    if not cell.text.strip():
        return []
    size, lines = fitted(cell.text, width=box, size=cell.size, bold=cell.bold, lines=cell.lines, letters=letters)
    height = letters.line(size)
    return [
        Text(line, cell.x, y + number * height, box, height, size, cell.bold, cell.side)
        for number, line in enumerate(lines)
    ]


def on_one_line(cells: Sequence[Sequence[Text]]) -> list[Text]:
    """Texts beside each other, moved down so that all first lines stand on that of the largest letters."""
    first = max((texts[0].height for texts in cells), default=0.0)
    return [replace(text, y=text.y + (first - texts[0].height) * ABOVE_THE_LINE) for texts in cells for text in texts]


def flowed(
    rows: Sequence[Row], *, width: float, letters: Letters, margin: float = 0.0, most: float | None = None
) -> list[Page]:
    """Rows one after the other on a roll of this width, as long as they need; or on papers `most` millimetres high."""
    papers = _Papers(width, letters=letters, margin=margin, most=most)
    for row in rows:
        papers.add(row)
    return papers.done()


class _Papers:
    """Goes down a paper row by row, and begins another one where there is no room."""

    def __init__(self, width: float, *, letters: Letters, margin: float, most: float | None) -> None:
        self._width, self._letters, self._margin, self._most = width, letters, margin, most
        self._inner = width - 2 * margin
        self._pages: list[Page] = []
        self._begin()

    def _begin(self) -> None:
        self._texts: list[Text] = []
        self._codes: list[Code] = []
        self._rules: list[Rule] = []
        self._y = self._margin

    def add(self, row: Row) -> None:
        """The next row, `gap` below the last unless it is the first."""
        cells = [texts_of(cell, y=0, width=self._inner, letters=self._letters) for cell in row.cells]
        found = on_one_line([texts for texts in cells if texts])
        tall = max([row.height, row.rule, *(text.y + text.height for text in found)])
        if self._most is not None and self._y + row.gap + tall > self._most - self._margin and self._y > self._margin:
            self._end()
        y = self._y + (row.gap if self._y > self._margin else 0.0)
        self._texts += [replace(text, x=text.x + self._margin, y=text.y + y) for text in found]
        if row.code:
            left = self._margin + (self._inner - row.size) / 2
            self._codes.append(Code(row.code, row.kind, left, y, row.size, row.height))
        if row.rule:
            self._rules.append(Rule(self._margin, y, self._inner, row.rule))
        self._y = y + tall

    def _end(self) -> None:
        height = self._most or self._y + self._margin
        self._pages.append(Page(self._width, height, tuple(self._texts), tuple(self._codes), tuple(self._rules)))
        self._begin()

    def done(self) -> list[Page]:
        """The pages."""
        self._end()
        return self._pages
