"""Seats as texts: their row and number, their shortest name, and what a query that names one asks for.

No two seats of a house have one short name: what is neither row nor number stays in it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from ticketoffice.domain.words import fold, plain_form, query_words

_ROW_WORDS = "row|rang|reihe|fila|rangée"
_NUMBER_WORDS = "seat|platz|siège|place|posto|asiento"
_SEAT_PART = re.compile(
    rf"\b(?P<word>{_ROW_WORDS}|{_NUMBER_WORDS})\s+(?!(?:{_ROW_WORDS}|{_NUMBER_WORDS})\b)(?P<value>\w+)", re.I
)
_SHORT_SEAT = re.compile(r"(?:.*[\s,;/])?([^\W\d_]{1,3})[\s-]*(\d{1,4})\s*", re.S)
_BETWEEN_PARTS = " \t\r\n\xa0,;/"
_TIER_OR_ROW = "rang"
_SAID_IN_FRENCH = ("place", "siège")


class _Apart(Struct, frozen=True):
    """A seat taken apart: `area` is all that is neither row nor number; a `tier` may be no row, and `named` has words."""

    area: str
    row: str
    number: str
    tier: str = ""
    named: bool = False


def brief_seat(seat: str) -> str:
    """A seat in the fewest words that name it alone: "Parterre, Row A, Seat 3" is Parterre A-3.

    Whatever is neither row nor number stays ("Rang 2, Reihe 5, Platz 12" is Rang 2 5-12); so does what is not understood.
    """
    apart = _taken_apart(seat)
    if apart is None or not apart.named or apart.tier:
        return seat
    return f"{apart.area} {apart.row}-{apart.number}".strip()


def seat_place(seat: str) -> tuple[str, str, str] | None:
    """(area, row, number) of a seat: "Parterre, Row A, Seat 3" is Parterre, A, 3; None where it is not understood. The
    area is all that is neither row nor number: no two seats are one place.
    """
    apart = _taken_apart(seat)
    return None if apart is None else (f"{apart.area} {apart.tier}".strip(), apart.row, apart.number)


@lru_cache(maxsize=4096)
def _taken_apart(seat: str) -> _Apart | None:
    """ "Rang" is a row in French and a tier in German: beside another word for the row it belongs to the area."""
    found = list(_SEAT_PART.finditer(seat))
    numbers = [part for part in found if part["word"].casefold() in _NUMBER_WORDS.split("|")]
    rows = [part for part in found if part not in numbers]
    if len(rows) > 1:
        rows = [part for part in rows if part["word"].casefold() != _TIER_OR_ROW]
    if len(rows) == len(numbers) == 1:
        [row], [number] = rows, numbers
        first, second = sorted((row, number), key=re.Match.start)
        between = (seat[: first.start()], seat[first.end() : second.start()], seat[second.end() :])
        area = " ".join(part for text in between if (part := text.strip(_BETWEEN_PARTS)))
        is_row = row["word"].casefold() != _TIER_OR_ROW or number["word"].casefold() in _SAID_IN_FRENCH
        return _Apart(area, row["value"], number["value"], tier="" if is_row else row["word"], named=True)
    short = _SHORT_SEAT.fullmatch(seat)
    if short is None:
        return None
    return _Apart(seat[: short.start(1)].rstrip(_BETWEEN_PARTS), short.group(1), short.group(2))


@lru_cache(maxsize=4096)
def seat_words(seat: str) -> tuple[str, ...]:
    """The words of a seat: as read, and row and number together ("Parterre, Row A, Seat 3" is also a3, "F-12" f12)."""
    words = dict.fromkeys(fold(seat))
    place = _folded_place(seat)
    if place is not None:
        row, number = place
        words |= dict.fromkeys((row, number) if row.isdigit() else (row + number, row, number))
    return tuple(words)


class SeatQuery(Struct, frozen=True):
    """A query that names a seat: `exact` words whoever sits there has, `begun` ones begin some word of the order."""

    place: tuple[str, str]
    exact: tuple[str, ...]
    begun: tuple[str, ...]

    def is_at(self, seat: str) -> bool:
        """Whether a seat is in that row and has that number."""
        return _folded_place(seat) == self.place


def seat_query(text: str) -> SeatQuery | None:
    """What a query asks for if it names a row and a seat, else None.

    Worked example: "Parterre, Row C, Seat 9" and "Parterre C-9" ask for exactly c9, and for parterre….
    """
    place, apart = _folded_place(text), _taken_apart(text)
    if place is None or apart is None:
        return None
    row, number = place
    return SeatQuery(place, place if row.isdigit() else (row + number,), query_words(apart.area))


def _folded_place(seat: str) -> tuple[str, str] | None:
    apart = _taken_apart(seat)
    return None if apart is None else (plain_form(apart.row), plain_form(apart.number))
