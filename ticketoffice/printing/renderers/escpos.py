"""Pages in ESC/POS, the language of receipt printers: line by line down the roll, then cut.

The code page is chosen, never left to the printer; units are those of its dots. Commands as Epson's reference has them.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ticketoffice.printing.barcodes import INCH, drawn
from ticketoffice.printing.documents.page import Code, Page, Rule, Text
from ticketoffice.printing.dots import Dots, bar
from ticketoffice.printing.letters import ESCPOS_LETTERS, printable

ESC, GS, FS = b"\x1b", b"\x1d", b"\x1c"
CODE_PAGES = {"cp858": 19, "cp1252": 16}
"""The character sets with accents and the euro, with their numbers at the printer (`ESC t`)."""
FEED_MOST = 255
TALLEST = 1024
"""Rows of one picture: more is sent as several."""
FED = 12
"""Dots that are fed beyond the cutter before it cuts."""


def escpos(pages: Sequence[Page], *, dpi: int, charset: str = "cp858") -> bytes:
    """The bytes of these papers, each cut. Raises RuleBroken `code_too_small`."""
    return b"".join(_paper(page, dpi=dpi, charset=charset) for page in pages)


def drawer_kick() -> bytes:
    """Opens the drawer that hangs at the printer: a pulse of 100 ms on its first pin."""
    return ESC + b"p\x00\x32\x32"


QUESTIONS = (b"\x10\x04\x02", b"\x10\x04\x04")
"""What a printer answers at once, whatever it is doing, with a byte each: why it is offline, and its paper (`DLE EOT`)."""
_IS_ANSWER, _ANSWER = 0x93, 0x12
_COVER, _PAPER_STOP, _PAPER_END = 0x04, 0x20, 0x60


def trouble_in(answers: bytes) -> str | None:
    """The sentence of why nothing can be printed now, from the answers to all `QUESTIONS`; None where all is well, or where they are
    no answers: many who take papers on a port never answer.
    """
    if len(answers) != len(QUESTIONS) or any(answer & _IS_ANSWER != _ANSWER for answer in answers):
        return None
    offline, paper = answers
    if paper & _PAPER_END or offline & _PAPER_STOP:
        return "printer_no_paper"
    return "printer_open" if offline & _COVER else None


class _Row(Struct):
    """What is printed from one height on."""

    top: int
    texts: list[Text]
    picture: Dots | None = None


def _paper(page: Page, *, dpi: int, charset: str) -> bytes:
    begin = ESC + b"@" + FS + b"." + ESC + b"t" + bytes([CODE_PAGES[charset]]) + GS + b"P" + bytes([dpi, dpi])
    parts, at = [begin], 0
    for row in _rows(page, dpi=dpi):
        parts.append(_fed(row.top - at))
        at = max(at, row.top)
        if row.picture is not None:
            parts.append(_picture(row.picture))
            at += row.picture.height
            continue
        height = max(_dots(text.height, dpi) for text in row.texts)
        parts += [_text(text, dpi=dpi, charset=charset) for text in sorted(row.texts, key=lambda text: text.x)]
        parts.append(ESC + b"3" + bytes([min(FEED_MOST, height)]) + b"\n")
        at += height
    return b"".join([*parts, GS + b"VB" + bytes([FED])])


def _dots(length: float, dpi: int) -> int:
    return round(length * dpi / INCH)


def _rows(page: Page, *, dpi: int) -> list[_Row]:
    """What stands beside each other is one line: the printer sets its letters on it, whatever their size."""
    found: list[_Row] = []
    bottom = 0.0
    for text in sorted(page.texts, key=lambda text: text.y):
        if not found or text.y + text.height / 2 > bottom:
            found.append(_Row(_dots(text.y, dpi), []))
            bottom = text.y + text.height
        found[-1].texts.append(text)
        bottom = max(bottom, text.y + text.height)
    found += [_Row(_dots(code.y, dpi), [], _barcode(code, dpi=dpi)) for code in page.codes]
    found += [_Row(_dots(rule.y, dpi), [], _bar(rule, dpi=dpi)) for rule in page.rules]
    return sorted(found, key=lambda row: row.top)


def _barcode(code: Code, *, dpi: int) -> Dots:
    made = drawn(code.text, code.kind, width=code.width, height=code.height, dpi=dpi)
    return made.dots().beside(_dots(code.x, dpi))


def _bar(rule: Rule, *, dpi: int) -> Dots:
    return bar(max(1, _dots(rule.width, dpi)), max(1, _dots(rule.height, dpi))).beside(_dots(rule.x, dpi))


def _fed(dots: int) -> bytes:
    whole, rest = divmod(max(0, dots), FEED_MOST)
    return (ESC + b"J" + bytes([FEED_MOST])) * whole + (ESC + b"J" + bytes([rest]) if rest else b"")


def _text(text: Text, *, dpi: int, charset: str) -> bytes:
    """At its place in the line, in one of the printer's sizes."""
    grid = ESCPOS_LETTERS.grid(text.size)
    said = printable(text.text, charset=charset)
    wide, box = len(said) * grid.across * grid.times, _dots(text.width, dpi)
    left = {"left": 0, "center": (box - wide) // 2, "right": box - wide}[text.side]
    at = _dots(text.x, dpi) + max(0, left)
    look = ESC + b"M" + bytes([grid.name == "B"]) + GS + b"!" + bytes([(grid.times - 1) * 0x11])
    look += ESC + b"E" + bytes([text.bold])
    return ESC + b"$" + at.to_bytes(2, "little") + look + said.encode(charset)


def _picture(dots: Dots) -> bytes:
    """`GS v 0`, in pieces that every printer has room for."""
    rows, parts = list(dots.rows()), []
    for start in range(0, dots.height, TALLEST):
        piece = rows[start : start + TALLEST]
        size = dots.stride.to_bytes(2, "little") + len(piece).to_bytes(2, "little")
        parts.append(GS + b"v0\x00" + size + b"".join(piece))
    return b"".join(parts)
