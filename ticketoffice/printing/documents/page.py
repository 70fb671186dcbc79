"""What lies where on a paper, whoever paints it: texts, a barcode, rules. Millimetres from the top left corner; sizes in points."""

from __future__ import annotations

from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace


class Text(Struct, frozen=True):
    """One line of text in a box of `width` × `height`; `side`: left, center or right. It fits; nothing cuts it any more."""

    text: str
    x: float
    y: float
    width: float
    height: float
    size: float
    bold: bool = False
    side: str = "left"


class Code(Struct, frozen=True):
    """A barcode of a kind (`printing.barcodes`) in a box that holds its quiet zone too."""

    text: str
    kind: str
    x: float
    y: float
    width: float
    height: float


class Rule(Struct, frozen=True):
    """A black bar: a rule where it is thin."""

    x: float
    y: float
    width: float
    height: float


class Page(Struct, frozen=True):
    """One paper."""

    width: float
    height: float
    texts: tuple[Text, ...] = ()
    codes: tuple[Code, ...] = ()
    rules: tuple[Rule, ...] = ()

    def moved(self, *, down: float, page: Page) -> Page:
        """Another page with all of this one on it, so many millimetres further down."""
        return Page(
            page.width,
            page.height,
            page.texts + tuple(_down(text, down) for text in self.texts),
            page.codes + tuple(_down(code, down) for code in self.codes),
            page.rules + tuple(_down(rule, down) for rule in self.rules),
        )


T = TypeVar("T", Text, Code, Rule)


def _down(thing: T, by: float) -> T:
    return replace(thing, y=thing.y + by)


class Cell(Struct, frozen=True):
    """A text in a row of a roll: in a column from `x`, of at most `lines` lines; no `width`: as far as the paper goes."""

    text: str
    x: float = 0.0
    width: float | None = None
    size: float = 9.0
    bold: bool = False
    side: str = "left"
    lines: int = 1


class Row(Struct, frozen=True):
    """What follows on a roll, `gap` millimetres below the last: cells beside each other, or a barcode of `size`, or a rule."""

    cells: tuple[Cell, ...] = ()
    code: str = ""
    kind: str = ""
    size: float = 0.0
    height: float = 0.0
    rule: float = 0.0
    gap: float = 0.0
