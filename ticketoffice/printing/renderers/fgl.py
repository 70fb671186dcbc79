"""Pages in FGL, the language of ticket printers: rows across the print head, columns along the ticket, both in dots.

Texts in the printer's resident fonts, which know ASCII everywhere, or drawn; barcodes as dots. Graphics are columns of eight
dots, the highest bit above. Commands as Boca's FGL46 programming guide has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ticketoffice.printing.barcodes import INCH, drawn
from ticketoffice.printing.documents.page import Page, Rule, Text
from ticketoffice.printing.dots import Dots
from ticketoffice.printing.letters import FGL_LETTERS, printable

LONGEST = 100
"""Columns that one command of graphics sends."""
BAND = 8


def fgl(pages: Sequence[Page], *, dpi: int, drawn_letters: bool = True) -> bytes:
    """The bytes of these tickets, each printed and cut. Raises RuleBroken `code_too_small`."""
    return b"".join(_ticket(page, dpi=dpi, drawn_letters=drawn_letters) for page in pages)


def _ticket(page: Page, *, dpi: int, drawn_letters: bool) -> bytes:
    parts = [b"<CB><NR><HW1,1>\n"]
    parts += [_rule(rule, dpi=dpi) for rule in page.rules]
    for text in page.texts:
        parts += _drawn(text, dpi=dpi) if drawn_letters else [_written(text, dpi=dpi)]
    for code in page.codes:
        made = drawn(code.text, code.kind, width=code.width, height=code.height, dpi=dpi).in_columns()
        parts += _graphics(made.dots(), x=_dots(code.x, dpi), y=_dots(code.y, dpi))
    return b"".join([*parts, b"<p>\n"])


def _dots(length: float, dpi: int) -> int:
    return round(length * dpi / INCH)


def _rule(rule: Rule, *, dpi: int) -> bytes:
    width, height = max(1, _dots(rule.width, dpi)), max(1, _dots(rule.height, dpi))
    thin, line = (height, f"HX{width}") if width >= height else (width, f"VX{height}")
    return f"<RC{_dots(rule.y, dpi)},{_dots(rule.x, dpi)}><LT{thin}><{line}>\n".encode("ascii")


def _written(text: Text, *, dpi: int) -> bytes:
    """In a resident font; what would begin a command is written in round brackets."""
    grid = FGL_LETTERS.grid(text.size)
    said = printable(text.text, charset="ascii").replace("<", "(").replace(">", ")")
    wide, box = len(said) * grid.across * grid.times, _dots(text.width, dpi)
    left = {"left": 0, "center": (box - wide) // 2, "right": box - wide}[text.side]
    row, column = _dots(text.y, dpi), _dots(text.x, dpi) + max(0, left)
    return f"<RC{row},{column}><{grid.name}><HW{grid.times},{grid.times}>{said}\n".encode("ascii")


def _drawn(text: Text, *, dpi: int) -> list[bytes]:
    from ticketoffice.printing.renderers.drawn import text_dots

    return list(_graphics(text_dots(text, dpi=dpi, in_columns=True), x=_dots(text.x, dpi), y=_dots(text.y, dpi)))


def _graphics(columns: Dots, *, x: int, y: int) -> Iterator[bytes]:
    """A picture whose columns are the rows of `columns`, in bands of eight dots, without the white around what is black."""
    for number in range(columns.stride):
        band = columns.bits[number :: columns.stride]
        for start in range(0, len(band), LONGEST):
            piece = band[start : start + LONGEST]
            bare = piece.lstrip(b"\x00")
            if bare:
                left, inked = x + start + len(piece) - len(bare), bare.rstrip(b"\x00")
                yield f"<RC{y + number * BAND},{left}><G{len(inked)}>".encode("ascii") + inked + b"\n"
