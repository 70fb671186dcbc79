"""What a result row says, and which of its letters are bold: the number, and what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ticketoffice.desk.views import FoundTicketView, FoundView
from ticketoffice.desk.words import method_words
from ticketoffice.domain.amounts import parse_amount
from ticketoffice.domain.mixed import readings
from ticketoffice.domain.order_words import Query
from ticketoffice.domain.seats import SeatQuery, brief_seat, seat_query
from ticketoffice.ui import words
from ticketoffice.ui.search.words import matched

WHOLE = ("date", "payment", "amount", "method")
"""Reasons of which all is bold: they are written otherwise than they were typed."""
Parts = list[tuple[int, int]]
"""(start, end) of the letters that are bold."""


class Asked(Struct, frozen=True):
    """What was typed, taken apart once for all rows."""

    words: Query
    seats: tuple[SeatQuery, ...]

    @classmethod
    def of(cls, query: str) -> Asked:
        """From the text of the search field; a seat may stand anywhere among other words."""
        plain = seat_query(query)
        meant = [seat for reading in readings(query, methods=method_words()) for seat in reading.seats]
        return cls(Query.of(query), tuple(dict.fromkeys([*([plain] if plain else []), *meant])))


def row_texts(row: FoundView | FoundTicketView) -> tuple[str, str, str, str]:
    """First line, second line, third line, state."""
    if isinstance(row, FoundView):
        when = words.moment(row.starts_at, timezone=row.timezone, short=True) if row.starts_at is not None else ""
        count = words.counted("results", "%n tick.", row.tickets)
        why = (
            words.labelled(matched(row.matched), _match_text(row))
            if row.match_text and row.match_text != row.customer
            else ""
        )
        return (
            f"{row.number}  {row.customer or ''}",
            f"{when}  {row.event}  {count}",
            why,
            words.order_state(row.state)[0],
        )
    when = words.moment(row.starts_at, timezone=row.timezone, short=True)
    return (
        f"{row.short}  {row.holder or ''}",
        f"{when}  {row.event}",
        brief_seat(row.seat or ""),
        words.state_word(row.state)[0],
    )


def _match_text(row: FoundView, *, brief: bool = False) -> str:
    """What matched, as screens say it; `brief`: a day without its weekday."""
    text = row.match_text or ""
    if row.matched in ("date", "payment"):
        day, _, time = text.partition(" ")
        return f"{words.day(day, weekday=not brief)} {time}".strip()
    if row.matched == "amount":
        return words.money(parse_amount(text) or 0, row.currency)
    return words.code_label(text) if row.matched == "method" else text


def bold_parts(row: FoundView | FoundTicketView, texts: Sequence[str], *, asked: Asked) -> tuple[Parts, Parts]:
    """What is bold of the first and of the third line: the number, and what was typed of the rest."""
    number, who = (row.number, row.customer) if isinstance(row, FoundView) else (row.short, row.holder)
    first = [(0, len(number)), *_moved(asked.words.places_in(who or ""), by=len(texts[0]) - len(who or ""))]
    third = texts[2]
    if not third:
        return first, []
    place = (row.match_text if isinstance(row, FoundView) else row.seat) or ""
    value = _match_text(row) if isinstance(row, FoundView) else third
    parts, whole = asked.words.places_in(value), [(0, len(value))]
    if (isinstance(row, FoundView) and (row.matched in WHOLE or not parts)) or any(
        seat.is_at(place) for seat in asked.seats
    ):
        parts = whole
    return first, _moved(parts, by=len(third) - len(value))


def shorter(row: FoundView, third: str, bold: Parts) -> tuple[str, Parts]:
    """The third line where it has no room for all. What says nothing without its word (a day, an amount, a method) keeps it,
    and a day leaves out what a row can spare; anything else is what matched, without the word for it.
    """
    if row.matched not in WHOLE:
        return value_alone(row, third, bold)
    value = _match_text(row, brief=True)
    text = words.labelled(matched(row.matched), value)
    return text, [(len(text) - len(value), len(text))]


def value_alone(row: FoundView, third: str, bold: Parts) -> tuple[str, Parts]:
    """The third line where it has no room for all: what matched, without the word for it."""
    value = _match_text(row)
    before = len(third) - len(value) if value and third.endswith(value) else 0
    return third[before:], _moved(bold, by=-before)


def _moved(parts: Parts, *, by: int) -> Parts:
    return [(start + by, end + by) for start, end in parts]
