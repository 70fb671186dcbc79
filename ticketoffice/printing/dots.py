"""A picture of black and white dots, as printers take it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct


class Dots(Struct, frozen=True):
    """`width` × `height` dots, row by row; in `bits` each row begins on a whole byte, its first dot is the highest bit, 1 is black."""

    width: int
    height: int
    bits: bytes

    @property
    def stride(self) -> int:
        """Bytes of a row."""
        return (self.width + 7) // 8

    def rows(self) -> Iterator[bytes]:
        """The bytes of each row."""
        return (self.bits[start : start + self.stride] for start in range(0, len(self.bits), self.stride))

    def beside(self, left: int) -> Dots:
        """The same with so many white dots to its left."""
        width = self.width + left
        stride = (width + 7) // 8
        spare, wider = self.stride * 8 - self.width, stride * 8 - width
        moved = (int.from_bytes(row, "big") >> spare << wider for row in self.rows())
        return Dots(width, self.height, b"".join(row.to_bytes(stride, "big") for row in moved))


def scaled(rows: Sequence[Sequence[bool]], *, wide: int, tall: int, across: int, down: int) -> Dots:
    """Each module as `wide` × `tall` dots, all of them in the middle of `across` × `down` dots."""
    stride = (across + 7) // 8
    left, above = (across - len(rows[0]) * wide) // 2, (down - len(rows) * tall) // 2
    blank = bytes(stride)
    parts = [blank * above]
    for row in rows:
        signs = "0" * left + "".join(("1" if black else "0") * wide for black in row)
        parts.append(int(signs.ljust(stride * 8, "0"), 2).to_bytes(stride, "big") * tall)
    parts.append(blank * (down - above - len(rows) * tall))
    return Dots(across, down, b"".join(parts))


def bar(width: int, height: int) -> Dots:
    """Black all over."""
    return scaled([[True]], wide=width, tall=height, across=width, down=height)
