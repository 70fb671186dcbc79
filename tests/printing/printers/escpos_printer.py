"""A receipt printer of 576 dots: Epson's ESC/POS reference, as far as papers and drawers need it."""

from __future__ import annotations

from PIL import Image

from tests.printing.printers.paper import Paper, bits

WIDTH = 576
FONTS = {0: (12, 24), 1: (9, 17)}
CODE_PAGES = {0: "cp437", 2: "cp850", 16: "cp1252", 19: "cp858"}
ALIGN = {0: 0.0, 1: 0.5, 2: 1.0}


class EscposPrinter:
    """Prints; `papers` are those that were cut, `kicks` counts how often the drawer was opened."""

    def __init__(self) -> None:
        self.papers: list[Paper] = []
        self.kicks: list[tuple[int, int, int]] = []
        self.charset: str | None = None
        self._reset()
        self._strip = Paper.blank(WIDTH, 6_000)
        self._y = 0

    def _reset(self) -> None:
        self._font, self._wide, self._tall, self._bold, self._align, self._spacing = 0, 1, 1, False, 0.0, 30
        self._x: int | None = None
        self._line: list[tuple[str, int | None, tuple[int, int], bool]] = []

    def print(self, data: bytes) -> list[Paper]:
        self._data, self._at = data, 0
        while self._at < len(data):
            first = self._take(1)[0]
            if first == 0x1B:
                self._escape()
            elif first == 0x1D:
                self._group()
            elif first == 0x1C:
                assert self._take(1) == b"."
            elif first == 0x0A:
                self._end_line()
            else:
                assert first >= 0x20, hex(first)
                self._letters(first)
        assert not self._line, "a line that was never ended"
        return self.papers

    def _take(self, count: int) -> bytes:
        found = self._data[self._at : self._at + count]
        assert len(found) == count, "the data end within a command"
        self._at += count
        return found

    def _letters(self, first: int) -> None:
        start = self._at - 1
        while self._at < len(self._data) and self._data[self._at] >= 0x20:
            self._at += 1
        assert self.charset is not None or max(self._data[start : self._at]) < 0x80, "no code page was chosen"
        across, down = FONTS[self._font]
        text = self._data[start : self._at].decode(self.charset or "ascii")
        self._line.append((text, self._x, (across * self._wide, down * self._tall), self._bold))
        self._x = None

    def _escape(self) -> None:
        name = self._take(1)
        if name == b"@":
            self._reset()
        elif name == b"t":
            self.charset = CODE_PAGES[self._take(1)[0]]
        elif name == b"J":
            self._end_line(self._take(1)[0])
        elif name == b"d":
            self._end_line(0)
            self._y += self._take(1)[0] * self._spacing
        elif name == b"3":
            self._spacing = self._take(1)[0]
        elif name == b"2":
            self._spacing = 30
        elif name == b"$":
            self._x = int.from_bytes(self._take(2), "little")
        elif name == b"M":
            self._font = self._take(1)[0] & 1
        elif name == b"E":
            self._bold = bool(self._take(1)[0] & 1)
        elif name == b"a":
            self._align = ALIGN[self._take(1)[0] % 48]
        elif name == b"p":
            pin, on, off = self._take(3)
            self.kicks.append((pin, on, off))
        elif name == b"!":
            mode = self._take(1)[0]
            self._font, self._bold = mode & 1, bool(mode & 8)
            self._tall, self._wide = 1 + bool(mode & 16), 1 + bool(mode & 32)
        elif name in (b"-", b"{", b"V"):
            assert self._take(1)[0] in (0, 48), name
        else:
            raise AssertionError(name)

    def _group(self) -> None:
        name = self._take(1)
        if name == b"!":
            size = self._take(1)[0]
            self._wide, self._tall = (size >> 4) + 1, (size & 7) + 1
        elif name == b"P":
            assert self._take(2) == bytes([203, 203])
        elif name == b"B" or name == b"b":
            assert self._take(1) == b"\x00"
        elif name == b"v":
            assert self._take(2) == b"0\x00"
            stride, height = (int.from_bytes(self._take(2), "little") for _ in range(2))
            picture = bits(self._take(stride * height), stride=stride)
            assert not self._line
            room = max(0, WIDTH - picture.width)
            if picture.width > WIDTH:
                assert min(picture.crop((WIDTH, 0, picture.width, height)).tobytes()) == 255
                picture = picture.crop((0, 0, WIDTH, height))
            self._strip.dots(picture, int(room * self._align), self._y)
            self._y += height
        elif name == b"V":
            mode = self._take(1)[0]
            self._y += self._take(1)[0] if mode in (65, 66) else 0
            assert mode in (0, 1, 48, 49, 65, 66)
            self._cut()
        else:
            raise AssertionError(name)

    def _end_line(self, feed: int | None = None) -> None:
        x = 0
        if self._line and self._line[0][1] is None:
            x = int((WIDTH - sum(len(text) * size[0] for text, _, size, _ in self._line)) * self._align)
        tallest = max((size[1] for _, _, size, _ in self._line), default=0)
        for text, at, (across, down), bold in self._line:
            x = x if at is None else at
            self._strip.boxed_text(text, x, self._y + tallest - down, across=across, down=down, bold=bold)
            x += len(text) * across
        self._y += max(tallest, self._spacing if feed is None else feed)
        self._line = []

    def _cut(self) -> None:
        assert not self._line
        cut = Paper(self._strip.image.crop((0, 0, WIDTH, max(1, self._y))), self._strip.texts)
        self.papers.append(cut)
        self._strip, self._y = Paper(Image.new("L", (WIDTH, 6_000), 255)), 0
