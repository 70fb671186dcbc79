"""Tables as CSV for spreadsheets: UTF-8 with a byte-order mark, and a text stays the text it is.

What customers wrote (names, phones, notes, references) goes into these files, and a spreadsheet makes of a cell what it
looks like: = + - @ begin a formula, 0791234567 becomes a number and loses its zero, 1-2 a date. Such a text begins with an
apostrophe here. So does what would begin a cell where the machine's own separator is another one (a semicolon in French, a
tab), and what only looks like one until a program makes its letters plain. `unguarded` takes these apostrophes away again.

Amounts, counts and times are no texts: an int, a Decimal, a datetime is written so that a spreadsheet counts with it.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from ticketoffice.domain.calendar_words import CURRENCIES, MONTH_OF, WEEKDAY_OF

Cell = str | int | Decimal | datetime | date | None
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n")
VALUE_WORDS = {*MONTH_OF, *(day for day in WEEKDAY_OF if len(day) > 2), *CURRENCIES, *["am", "pm", "uhr", "utc"]}
"""With a number beside them they make a date, a time or a price of a text."""
WHOLE_WORDS = frozenset(
    [
        *["true", "false", "vrai", "faux", "wahr", "falsch", "vero", "falso", "verdadero"],
        *["#n/a", "#div/0!", "#name?", "#null!", "#num!", "#ref!", "#value!"],
    ]
)
_INNER = re.compile(r"(?<=[;,|\t\r\n])(?=['\s]*[=+\-@＝＋－＠]\S)")
_GUARDED_INNER = re.compile(r"(?<=[;,|\t\r\n])'(?=['\s]*[=+\-@＝＋－＠]\S)")
_AFTER_A_FIGURE = re.compile(r"(?<=[\d.])\s?[aehptz](?![^\W\d_])")
"""2E5 is a power of ten and 1 P an hour of the afternoon; E 5 is a seat."""
_LETTERS = re.compile(r"[^\W\d_]+")


def safe(cell: Cell) -> str:
    """A cell as it is written; nothing for None. A number is a number, also below zero: only texts can be somebody's formula."""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    text = _INNER.sub("'", cell.replace("\x00", ""))
    return f"'{text}" if _would_change(text) else text


def unguarded(cell: str) -> str:
    """The text that `safe` wrote so."""
    text = cell[1:] if cell.startswith("'") and _would_change(cell[1:]) else cell
    return _GUARDED_INNER.sub("", text)


def _would_change(text: str) -> bool:
    """Whether a spreadsheet, opening it, makes something else of a text; apostrophes of its own before it are looked past."""
    bare = text.lstrip("'")
    plain = unicodedata.normalize("NFKC", bare)
    return bare.startswith(BEGINNINGS) or plain.lstrip().startswith(BEGINNINGS) or _looks_like_a_value(plain.strip())


def _looks_like_a_value(plain: str) -> bool:
    """A number, date, time, percentage, price or truth: figures with nothing but signs and words of values around them."""
    if plain.casefold() in WHOLE_WORDS:
        return True
    if not any(letter.isdigit() for letter in plain) or plain.endswith((",-", ".-")):
        return False
    folded = "".join(one for one in unicodedata.normalize("NFKD", plain.casefold()) if not unicodedata.combining(one))
    return all(word in VALUE_WORDS for word in _LETTERS.findall(_AFTER_A_FIGURE.sub(" ", folded)))


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
