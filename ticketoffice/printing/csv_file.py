"""Tables as CSV for spreadsheets: UTF-8 with a byte-order mark, and no text of other people's becomes a formula."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
Cell = str | int | None


def safe(cell: Cell) -> str:
    """A cell as it is written. A spreadsheet computes what begins like a formula: an apostrophe before it keeps it a text.

    Also wide letters and what stands behind spaces count, since some programs make them plain. A number is a number, also
    below zero: only texts can be somebody's formula.
    """
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    text = cell.replace("\x00", "")
    plain = unicodedata.normalize("NFKC", text)
    return f"'{text}" if plain.startswith(FORMULA) or plain.lstrip().startswith(FORMULA) else text


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
