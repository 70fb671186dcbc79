"""The words of a filter that mean a day: 8.12, 8/12, 8 dec, 8 déc; they find that day, and no hour or number that is written alike."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct
from PySide6.QtCore import QLocale

from ticketoffice.domain.words import plain_form
from ticketoffice.ui import words

_NUMBERS = re.compile(r"(?<!\S)(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2})?)?(?!\S)")
_NAMED = re.compile(r"(?<!\S)(\d{1,2})\.?\s+([^\W\d]{3,})\.?(?:\s+(\d{4}))?(?!\S)")


class Asked(Struct, frozen=True):
    """What a filter asks for: words that stand somewhere, and days as (day, month, year or None)."""

    words: tuple[str, ...]
    days: tuple[tuple[int, int, int | None], ...]

    def finds(self, text: str, on: date) -> bool:
        """Whether a performance on this day, of this text in its plain form, is meant."""
        meant = all(on.day == d and on.month == m and year in (None, on.year) for d, m, year in self.days)
        return meant and all(word in text for word in self.words)


def asked(filter_text: str) -> Asked:
    """What a text of the filter asks for, in the language of the screens, where month names of English are known too."""
    days: list[tuple[int, int, int | None]] = []

    def numbers(found: re.Match[str]) -> str:
        return _taken(days, found, int(found[2]))

    def named(found: re.Match[str]) -> str:
        return _taken(days, found, _month(found[2]))

    left = _NAMED.sub(named, _NUMBERS.sub(numbers, plain_form(filter_text)))
    return Asked(tuple(left.split()), tuple(days))


def _taken(days: list[tuple[int, int, int | None]], found: re.Match[str], month: int | None) -> str:
    """Takes a day out of the text, where it is one."""
    if month is None or not 1 <= month <= 12 or not 1 <= int(found[1]) <= 31:
        return found[0]
    year = int(found[3]) if found[3] else None
    days.append((int(found[1]), month, year + 2000 if year is not None and year < 100 else year))
    return " "


def _month(name: str) -> int | None:
    """The month that begins so, in one of the languages that are spoken here; None: none, or several."""
    spoken = (QLocale(words.language()), QLocale("en"), QLocale("fr"))
    found = {n for locale in spoken for n in range(1, 13) if plain_form(locale.monthName(n)).startswith(name)}
    return found.pop() if len(found) == 1 else None
