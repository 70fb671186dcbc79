"""A paper that came out: its picture, and the texts that were sent as texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from ticketoffice import resources


@cache
def font(pixels: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(resources.path(f"fonts/NotoSans-{'Bold' if bold else 'Regular'}.ttf")), pixels)


@dataclass
class Paper:
    """`texts` with the place of each: left, top, width and height in dots; `width` 0: as wide as it is drawn."""

    image: Image.Image
    texts: list[tuple[str, int, int]] = field(default_factory=list)

    @classmethod
    def blank(cls, width: int, height: int) -> Paper:
        return cls(Image.new("L", (width, height), 255))

    @property
    def words(self) -> list[str]:
        return [text for text, _, _ in self.texts]

    def boxed_text(self, text: str, x: int, y: int, *, across: int, down: int, bold: bool = False) -> None:
        """Letters of one width, each in its box."""
        self.texts.append((text, x, y))
        for number, letter in enumerate(text):
            box = Image.new("L", (across, down), 255)
            used = font(max(4, int(down * 0.86)), bold=bold)
            wide = used.getlength(letter)
            ImageDraw.Draw(box).text(((across - wide) / 2, down * 0.8), letter, fill=0, font=used, anchor="ls")
            self.dots(box, x + number * across, y)

    def dots(self, picture: Image.Image, x: int, y: int) -> None:
        """Black on it is black here."""
        assert x >= 0 and y >= 0, (x, y)
        assert x + picture.width <= self.image.width and y + picture.height <= self.image.height, (
            (x, y, picture.size),
            self.image.size,
        )
        black = picture.point(lambda value: 255 if value < 128 else 0)
        self.image.paste(0, (x, y), black)

    def codes(self) -> list[str]:
        """What a scanner reads on it, from top to bottom."""
        return codes_in(self.image)


def codes_in(image: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(image.convert("L"))
    assert all(code.valid for code in found)
    return [code.text for code in sorted(found, key=lambda code: (code.position.top_left.y, code.position.top_left.x))]


def bits(data: bytes, *, stride: int) -> Image.Image:
    """A picture of packed rows, 1 is black."""
    height = len(data) // stride
    return Image.frombytes("1", (stride * 8, height), bytes(255 - value for value in data)).convert("L")
