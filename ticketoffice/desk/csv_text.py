"""Tables as CSV for spreadsheets: UTF-8 with a byte-order mark, and no text of other people's becomes a formula.

What customers wrote (names, notes, references) goes into these files, and a cell that begins with = + - @ is a formula to a
spreadsheet: such a cell begins with an apostrophe here. So does what would begin a cell where the machine's own separator
is another one (a semicolon in French, a tab), and what only looks like one until a program makes its letters plain.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence

Cell = str | int | None
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n")
_FORMULA = re.compile(r"\A(?=\s*[=+\-@＝＋－＠]|[\t\r\n])|(?<=[;,|\t\r\n])(?=[ \t]*[=+\-@＝＋－＠]\S)")


def safe(cell: Cell) -> str:
    """A cell as it is written; nothing for None. A number is a number, also below zero: only texts can be somebody's formula."""
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    text = _FORMULA.sub("'", cell.replace("\x00", ""))
    plain = unicodedata.normalize("NFKC", text)
    return f"'{text}" if plain.startswith(BEGINNINGS) or plain.lstrip().startswith(BEGINNINGS) else text


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Cell]], *, delimiter: str = ",") -> bytes:
    """The file; each row has a cell for each column."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([safe(name) for name in columns])
    for row in rows:
        assert len(row) == len(columns), row
        writer.writerow([safe(cell) for cell in row])
    return file.getvalue().encode("utf-8-sig", "replace")


def delimiter_of(language: str) -> str:
    """What a spreadsheet of a language takes for the end of a cell: a semicolon where the comma is in the numbers."""
    return "," if language[:2] == "en" else ";"
