"""Barcodes as whole dots: every module the same number of them, so that no scanner meets a thin one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from msgspec import Struct
from zxingcpp import BarcodeFormat, create_barcode

from ticketoffice.domain.errors import RuleBroken
from ticketoffice.printing.dots import Dots, scaled

if TYPE_CHECKING:
    from typing_extensions import Buffer

FORMATS = {
    "qr": BarcodeFormat.QRCode,
    "aztec": BarcodeFormat.Aztec,
    "datamatrix": BarcodeFormat.DataMatrix,
    "pdf417": BarcodeFormat.PDF417,
    "code128": BarcodeFormat.Code128,
}
KINDS = tuple(FORMATS)
LINEAR = ("code128",)
QUIET = {"pdf417": 2, "code128": 10}
"""Modules of white at each side; 4 around all others."""
USUAL_QUIET = 4
THINNEST = 0.24
"""Millimetres of the thinnest module that scanners at doors read well: two dots of a printer with 203 dots an inch."""
INCH = 25.4
Modules = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=256)
def modules(text: str, kind: str) -> Modules:
    """The barcode of a text in rows of black (True) and white modules; of a linear one a single row.

    Raises RuleBroken `code_not_of_kind` where this kind has no signs for it.
    """
    options = {"ec_level": "M"} if kind == "qr" else {}
    try:
        image = create_barcode(text, FORMATS[kind], **options).to_image(scale=1, add_quiet_zones=False)
    except ValueError as problem:
        raise RuleBroken("code_not_of_kind", data={"code": text[:80], "kind": kind}) from problem
    height, width = image.shape
    pixels = bytes(memoryview(cast("Buffer", image)))
    rows = tuple(tuple(not pixel for pixel in pixels[y * width : (y + 1) * width]) for y in range(height))
    return rows[:1] if kind in LINEAR else rows


class Drawing(Struct, frozen=True):
    """A barcode in a box of `across` × `down` dots, in its middle: each module is `wide` × `tall` of them."""

    rows: Modules
    wide: int
    tall: int
    across: int
    down: int

    def dots(self) -> Dots:
        """As dots."""
        return scaled(self.rows, wide=self.wide, tall=self.tall, across=self.across, down=self.down)

    def turned(self) -> Drawing:
        """A quarter to the right: what was at the left is at the top."""
        return Drawing(tuple(zip(*self.rows[::-1], strict=True)), self.tall, self.wide, self.down, self.across)

    def in_columns(self) -> Drawing:
        """Its columns as rows."""
        return Drawing(tuple(zip(*self.rows, strict=True)), self.tall, self.wide, self.down, self.across)

    def bars(self) -> Iterator[tuple[int, int, int, int]]:
        """Each black run of a row as left, top, width and height in dots."""
        left = (self.across - len(self.rows[0]) * self.wide) // 2
        top = (self.down - len(self.rows) * self.tall) // 2
        for number, row in enumerate(self.rows):
            x = 0
            while x < len(row):
                end = next((n for n in range(x + 1, len(row)) if row[n] != row[x]), len(row))
                if row[x]:
                    yield left + x * self.wide, top + number * self.tall, (end - x) * self.wide, self.tall
                x = end


def drawn(text: str, kind: str, *, width: float, height: float, dpi: int) -> Drawing:
    """The barcode as large as it can be in a box (millimetres, its quiet zone included) at so many dots an inch.

    Raises RuleBroken `code_too_small` where its modules would be thinner than a scanner reads, `code_not_of_kind`.
    """
    found, quiet = modules(text, kind), QUIET.get(kind, USUAL_QUIET)
    across, down = int(width * dpi / INCH), int(height * dpi / INCH)
    each = across // (len(found[0]) + 2 * quiet)
    if kind not in LINEAR:
        each = min(each, down // (len(found) + 2 * quiet))
    if each < 1 or each * INCH / dpi < THINNEST:
        least = (len(found[0]) + 2 * quiet) * _whole(THINNEST, dpi=dpi) * INCH / dpi
        raise RuleBroken("code_too_small", data={"size": f"{width:g}", "least": f"{least + 0.05:.1f}"})
    return Drawing(found, each, down if kind in LINEAR else each, across, down)


def _whole(length: float, *, dpi: int) -> int:
    """The dots that are at least so long."""
    return -int(-length * dpi // INCH)
