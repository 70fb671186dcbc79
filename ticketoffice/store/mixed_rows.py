"""The rows that one reading of a mixed query means (`domain.mixed`): of the performances it names, with its words."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Connection, select

from ticketoffice.domain.calendar import DAY, day_of, to_datetime
from ticketoffice.domain.mixed import Day, Reading
from ticketoffice.store.asking import ask
from ticketoffice.store.tables import performances
from ticketoffice.store.word_rows import Found, Words, at_performances, on_days, with_words

FEW_PERFORMANCES = 3
LOOKED_THROUGH = (400, 3000)
"""Rows with the words that are looked through for those of the right days, before each performance is asked."""

_p = performances.c
_STARTS = select(_p.id, _p.starts_at, _p.timezone).order_by(_p.starts_at)
_local = lru_cache(maxsize=8192)(to_datetime)


class Meant:
    """Answers for the readings of one query; the performances are asked once. `today`: microseconds UTC, whose day is
    that of `timezone` where money was taken.
    """

    def __init__(self, connection: Connection, *, today: int, timezone: str) -> None:
        self._connection, self._today, self._timezone = connection, today, timezone
        self._starts: list[tuple[str, int, str]] | None = None
        self._known: dict[tuple[tuple[Day, ...], tuple[int, ...]], list[tuple[str, int]]] = {}

    def rows(self, reading: Reading, *, most: int) -> list[Found]:
        """So many rows at most, upcoming first."""
        if reading.taken:
            return self._taken(reading, most=most)
        words = Words(reading.exact, reading.words)
        if not reading.says_when:
            return with_words(self._connection, words, today=self._today, most=most) if words else []
        when = reading.days, reading.times
        if when not in self._known:
            self._known[when] = self._performances(reading)
        wanted = self._known[when]
        if words and len(wanted) > FEW_PERFORMANCES:
            for look in LOOKED_THROUGH:
                found, all_seen = on_days(
                    self._connection, words, performances=dict(wanted), today=self._today, look=look, most=most
                )
                if all_seen or len(found) == most:
                    return found
        return at_performances(self._connection, words, performances=wanted, most=most)

    def _taken(self, reading: Reading, *, most: int) -> list[Found]:
        day = reading.taken_on(day_of(self._today, timezone=self._timezone))
        if day is None:
            return []
        words = Words(reading.taken_marks(day), reading.words)
        return with_words(self._connection, words, today=self._today, most=most)

    def _performances(self, reading: Reading) -> list[tuple[str, int]]:
        """(id, start) of those that are meant, by the clocks of their place: the next one first, then past ones, the
        latest first.
        """
        if self._starts is None:
            self._starts = [(row[0], row[1], row[2]) for row in ask(self._connection, _STARTS)]
        today = {zone: day_of(self._today, timezone=zone) for zone in {zone for _, _, zone in self._starts}}
        meant = [
            (performance, start)
            for performance, start, zone in self._starts
            if reading.is_then(_local(start, timezone=zone), today=today[zone])
        ]
        past = [one for one in meant if one[1] < self._today // DAY * DAY]
        return meant[len(past) :] + past[::-1]
