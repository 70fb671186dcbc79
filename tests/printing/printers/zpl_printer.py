"""A label printer: Zebra's ZPL II, as far as labels with texts, boxes and graphics need it."""

from __future__ import annotations

import re

from PIL import Image, ImageDraw

from tests.printing.printers.paper import Paper, bits, font

COMMAND = re.compile(r"\^(XA|XZ|CI|LH|PW|LL|FO|A0|FB|FH|FD|FS|GB|GFA)([^^]*)")
TURNS = {"N": 0, "R": 270, "I": 180, "B": 90}


def labels(data: bytes) -> list[Paper]:
    """The labels that come out."""
    text = data.decode("utf-8")
    rest = COMMAND.sub("", text).strip()
    assert rest == "", rest[:80]
    return [_label(one) for one in re.findall(r"\^XA.*?\^XZ", text, re.DOTALL)]


def _label(text: str) -> Paper:
    found = [(name, words.rstrip("\n")) for name, words in COMMAND.findall(text)]
    size = dict(found)
    assert size["CI"] == "28", "UTF-8"
    paper = Paper.blank(int(size["PW"]), int(size["LL"]))
    at, look, block, escape = (0, 0), ("N", 10, 10), None, ""
    data = ""
    for name, words in found:
        values = words.split(",")
        if name == "FO":
            at = (int(values[0]), int(values[1]))
        elif name == "A0":
            look = (values[0], int(values[1]), int(values[2]))
        elif name == "FB":
            block = (int(values[0]), values[3])
            assert values[1:3] == ["1", "0"]
        elif name == "FH":
            escape = words or "_"
        elif name == "FD":
            data = words
        elif name == "GB":
            _box(paper, at, *(int(value) for value in values[:3]))
        elif name == "GFA":
            _graphic(paper, at, words)
        elif name == "FS" and data:
            _text(paper, at, _said(data, escape), look, block)
            data, block, escape = "", None, ""
    return paper


def _said(data: str, escape: str) -> str:
    if not escape:
        return data
    raw = re.sub(re.escape(escape) + "([0-9A-F]{2})", lambda found: chr(int(found[1], 16)), data)
    assert not re.search(r"(?<!\\)(?:\\\\)*\\(?!\\)", raw), "a lone backslash begins a command of a block"
    return raw.replace("\\\\", "\\")


def _text(
    paper: Paper, at: tuple[int, int], said: str, look: tuple[str, int, int], block: tuple[int, str] | None
) -> None:
    turn, tall, wide = look
    used = font(round(tall * 0.8), bold=wide == tall)
    length = round(used.getlength(said))
    room, side = block or (length, "L")
    assert length <= room * 1.02 + 2, (said, length, room)
    left = {"L": 0, "C": (room - length) // 2, "R": room - length}[side]
    picture = Image.new("L", (max(room, length), tall), 255)
    ImageDraw.Draw(picture).text((max(0, left), tall * 0.8), said, fill=0, font=used, anchor="ls")
    picture = picture.rotate(TURNS[turn], expand=True)
    paper.texts.append((said, *at))
    paper.dots(picture, *at)


def _box(paper: Paper, at: tuple[int, int], width: int, height: int, thick: int) -> None:
    assert thick == min(width, height), "a bar"
    paper.dots(Image.new("L", (width, height), 0), *at)


def _graphic(paper: Paper, at: tuple[int, int], words: str) -> None:
    sent, whole, stride, packed = words.removeprefix(",").split(",", 3)
    assert sent == whole
    rows: list[str] = []
    row, count = "", 0
    for sign in packed:
        if sign == ":":
            assert row == ""
            rows.append(rows[-1])
        elif sign in ",!":
            row = row.ljust(int(stride) * 2, "0" if sign == "," else "F")
        elif "G" <= sign <= "Y":
            count += ord(sign) - ord("F")
        elif "g" <= sign <= "z":
            count += (ord(sign) - ord("f")) * 20
        else:
            row += sign * max(1, count)
            count = 0
        if len(row) == int(stride) * 2:
            rows.append(row)
            row = ""
    assert row == "" and count == 0
    data = bytes.fromhex("".join(rows))
    assert len(data) == int(whole)
    picture = bits(data, stride=int(stride))
    right = min(picture.width, paper.image.width - at[0])
    paper.dots(picture.crop((0, 0, right, picture.height)), *at)
