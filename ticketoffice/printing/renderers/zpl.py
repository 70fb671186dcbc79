"""Pages in ZPL, the language of label printers: UTF-8 texts in the printer's font 0 or drawn, barcodes as dots.

Commands as Zebra's ZPL II programming guide has them; none of it is kept in the printer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from ticketoffice.printing.barcodes import INCH, drawn
from ticketoffice.printing.documents.page import Page, Text
from ticketoffice.printing.dots import Dots

SIDES = {"left": "L", "center": "C", "right": "R"}
NARROW = 0.9
"""How wide letters that are not bold are, in widths of bold ones."""
COUNTS = "GHIJKLMNOPQRSTUVWXY"
TENS = "ghijklmnopqrstuvwxyz"


def zpl(pages: Sequence[Page], *, dpi: int, turned: bool = False, drawn_letters: bool = False) -> bytes:
    """The bytes of these labels. `turned`: what is the page's left side leaves the printer first.

    Raises RuleBroken `code_too_small`.
    """
    return b"".join(_label(page, _Paper(dpi, turned, page.height), drawn_letters=drawn_letters) for page in pages)


class _Paper(Struct, frozen=True):
    """Where things of a page come to lie in dots; turned a quarter to the right where the printer needs it."""

    dpi: int
    turned: bool
    height: float

    def dots(self, length: float) -> int:
        return round(length * self.dpi / INCH)

    def at(self, x: float, y: float, *, height: float) -> str:
        """`^FO` of a box."""
        left, top = (self.height - y - height, x) if self.turned else (x, y)
        return f"^FO{max(0, self.dots(left))},{max(0, self.dots(top))}"


def _label(page: Page, paper: _Paper, *, drawn_letters: bool) -> bytes:
    across, down = (page.height, page.width) if paper.turned else (page.width, page.height)
    lines = [f"^XA^CI28^LH0,0^PW{paper.dots(across)}^LL{paper.dots(down)}"]
    for rule in page.rules:
        width, height = max(1, paper.dots(rule.width)), max(1, paper.dots(rule.height))
        if paper.turned:
            width, height = height, width
        thin = min(width, height)
        lines.append(f"{paper.at(rule.x, rule.y, height=rule.height)}^GB{width},{height},{thin}^FS")
    for text in page.texts:
        lines.append(_drawn(text, paper) if drawn_letters else _written(text, paper))
    for code in page.codes:
        made = drawn(code.text, code.kind, width=code.width, height=code.height, dpi=paper.dpi)
        dots = (made.turned() if paper.turned else made).dots()
        lines.append(paper.at(code.x, code.y, height=code.height) + _graphic(dots))
    return "\n".join([*lines, "^XZ\n"]).encode()


def _written(text: Text, paper: _Paper) -> str:
    """In the printer's scalable font."""
    tall = paper.dots(text.size * INCH / 72)
    wide = tall if text.bold else round(tall * NARROW)
    height = tall * INCH / paper.dpi
    at = paper.at(text.x, text.y + (text.height - height) / 2, height=height)
    block = f"^FB{paper.dots(text.width)},1,0,{SIDES[text.side]}"
    return f"{at}^A0{'R' if paper.turned else 'N'},{tall},{wide}{block}^FH_^FD{_escaped(text.text)}^FS"


def _escaped(text: str) -> str:
    """The signs that would be commands, and `_`, which begins a code, as codes; in a block a backslash is written twice."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text).replace("\\", "\\\\")
    return "".join(f"_{ord(letter):02X}" if letter in "^~_\\" else letter for letter in plain)


def _drawn(text: Text, paper: _Paper) -> str:
    from ticketoffice.printing.renderers.drawn import text_dots

    dots = text_dots(text, dpi=paper.dpi, turned=paper.turned)
    return paper.at(text.x, text.y, height=text.height) + _graphic(dots)


def _graphic(dots: Dots) -> str:
    """`^GFA` with the rows packed as ZPL packs them: a repeated figure once, a repeated row as a colon."""
    whole = dots.stride * dots.height
    packed, last = [], b""
    for row in dots.rows():
        packed.append(":" if row == last else "".join(_runs(row.hex().upper())))
        last = row
    return f"^GFA,{whole},{whole},{dots.stride},{''.join(packed)}^FS"


def _runs(figures: str) -> Iterator[str]:
    bare = figures.rstrip("0")
    short = bare if len(bare) < len(figures) else figures
    for figure, same in groupby(short):
        yield from _counted(figure, sum(1 for _ in same))
    if short != figures:
        yield ","


def _counted(figure: str, count: int) -> Iterator[str]:
    while count > 1:
        tens, rest = min(count // 20, 20), count % 20
        if tens:
            yield TENS[tens - 1]
            count -= tens * 20
            if count >= 20:
                yield figure
                continue
        if rest and count:
            yield COUNTS[rest - 1]
        yield figure
        return
    if count:
        yield figure
