"""The rows that one reading of a mixed query means (`domain.mixed`): of the performances it names, with its words."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from ticketoffice.domain.calendar import DAY, HOUR, day_of, to_datetime
from ticketoffice.domain.mixed import Reading
from ticketoffice.store.asking import ask
from ticketoffice.store.tables import performances
from ticketoffice.store.word_rows import Found, Words, at_performances, with_words

FEW_PERFORMANCES = 3
LOOKED_THROUGH = 300
"""Rows with the words that are looked through for those of the right performances, before each of these is asked."""
FURTHEST = 14 * HOUR
"""How far a zone's clocks are from UTC."""

_p = performances.c
_STARTS = select(_p.id, _p.starts_at, _p.timezone).order_by(_p.starts_at)


def rows_of(connection: Connection, reading: Reading, *, today: int, most: int) -> list[Found]:
    """So many rows at most, upcoming first; `today`: microseconds UTC."""
    words = Words(reading.exact, reading.words)
    if not reading.says_when:
        return with_words(connection, words, today=today, most=most) if words else []
    wanted = _performances(connection, reading, today=today)
    if words and len(wanted) > FEW_PERFORMANCES:
        known = {performance for performance, _ in wanted}
        rows = with_words(connection, words, today=today, most=LOOKED_THROUGH)
        if len(rows) < LOOKED_THROUGH:
            return [row for row in rows if row[1] in known][:most]
    return at_performances(connection, words, performances=wanted, most=most)


def _performances(connection: Connection, reading: Reading, *, today: int) -> Sequence[tuple[str, int]]:
    """(id, start) of those that are meant, by the clocks of their place: the next one first, then past ones, the latest first."""
    meant = []
    for performance, start, timezone in ask(connection, _STARTS):
        if _may_be(start, reading, today=today) and reading.is_then(
            to_datetime(start, timezone=timezone), today=day_of(today, timezone=timezone)
        ):
            meant.append((performance, start))
    first = today // DAY * DAY
    past = [one for one in meant if one[1] < first]
    return meant[len(past) :] + past[::-1]


def _may_be(start: int, reading: Reading, *, today: int) -> bool:
    """Whether that instant can be one of the days that are counted from today, in whatever zone: most are not."""
    return all(
        day.offset is None or abs(start - today - day.offset * DAY) <= DAY + 2 * FURTHEST for day in reading.days
    )
