"""Rows as the text of a CSV file that a spreadsheet opens without running anything in it.

What customers wrote (names, notes, references) goes into these files, and a cell that begins with = + - @ is a formula to a
spreadsheet: such a cell begins with an apostrophe here. So does what would begin a cell where the machine's own separator
is another one (a semicolon in French, a tab).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

BOM = "\ufeff"
"""Without it Excel reads UTF-8 as the old code page of the machine."""

_FORMULA = re.compile(r"\A(?=\s*[=+\-@＝＋－＠]|[\t\r\n])|(?<=[;,|\t\r\n])(?=[ \t]*[=+\-@＝＋－＠]\S)")


def csv_text(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A whole CSV file, beginning with the byte order mark; write it as UTF-8 and with `newline=""`."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([_harmless(title) for title in titles])
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return BOM + file.getvalue()


def _harmless(cell: str) -> str:
    return _FORMULA.sub("'", cell.replace("\x00", ""))
