"""A ticket printer of Boca's: FGL46, as far as tickets with resident fonts, lines and graphics need it."""

from __future__ import annotations

import re

from PIL import Image

from tests.printing.printers.paper import Paper, bits

FONTS = {"F2": (10, 16), "F3": (20, 31), "F6": (34, 52), "F9": (13, 20)}
PAPERS = {"show": (1625, 656), "cinema": (812, 609)}
COMMAND = re.compile(rb"<([A-Za-z]+)([\d,]*)>")


def tickets(data: bytes, *, paper: str = "show") -> list[Paper]:
    """The tickets that come out, each printed and cut (`<p>`)."""
    size = PAPERS[paper]
    found, done = Paper.blank(*size), []
    x = y = 0
    grid, times, thick = (20, 31), (1, 1), 1
    at = 0
    while at < len(data):
        command = COMMAND.match(data, at)
        if command is None:
            end = data.index(b"\n", at)
            said = data[at:end].decode("ascii")
            if said:
                found.boxed_text(said, x, y, across=grid[0] * times[1], down=grid[1] * times[0])
            at = end + 1
            continue
        at = command.end()
        name = command[1].decode()
        numbers = [int(number) for number in command[2].split(b",") if number]
        if name == "RC":
            y, x = numbers
        elif name == "F":
            grid = FONTS[f"F{numbers[0]}"]
        elif name == "HW":
            times = (numbers[0], numbers[1])
        elif name == "LT":
            thick = numbers[0]
        elif name in ("HX", "VX"):
            across = (numbers[0], thick) if name == "HX" else (thick, numbers[0])
            found.dots(Image.new("L", across, 0), x, y)
        elif name == "G":
            _graphics(found, x, y, data[at : at + numbers[0]])
            at += numbers[0]
        elif name == "CB":
            found = Paper.blank(*size)
        elif name == "p":
            done.append(found)
            found = Paper.blank(*size)
        else:
            assert name == "NR", name
    return done


def _graphics(paper: Paper, x: int, y: int, columns: bytes) -> None:
    """Each byte is a column of eight dots, its highest bit above."""
    lying = bits(columns, stride=1)
    picture = lying.transpose(Image.Transpose.TRANSPOSE)
    high = min(8, paper.image.height - y)
    paper.dots(picture.crop((0, 0, picture.width, high)), x, y)
