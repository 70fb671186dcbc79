"""Which part of PERFORMANCE:ZONE:TARIFF[:SEAT] is which, where a name has a colon of its own: `csv/Aida/2026-12-18T20:00`.

What one command prints another one takes. Worked example: of `csv/Aida/2026-12-18T20:00:Zone A:Adult` the longest beginning that is
a performance is taken as that, then the longest zone of it, then the longest tariff; what is left is a seat.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.desk.on_sale import performance_of, tariff_of, zone_of
from ticketoffice.domain.errors import RuleBroken

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.reading import Reading

LEAST = 3
"""Performance, zone, tariff."""


class Parts(Struct, frozen=True):
    """A ticket that is wanted as names; `seat` None: any, or the best one."""

    performance: str
    zone: str
    tariff: str
    seat: str | None = None


def told_apart(book: Book, parts: Sequence[str]) -> Parts:
    """What stood between the colons (at least LEAST texts) as names. What fits nothing that there is stays as it stands, so that
    whoever looks it up says what is missing.
    """
    if len(parts) == LEAST:
        return Parts(*map(str.strip, parts))
    with book.read() as reading:
        first = _longest(parts, least=LEAST - 1, known=lambda text: _is_performance(reading, text, at=book.clock.now()))
        if not first:
            named = parts if len(parts) == LEAST + 1 else (_joined(parts[:-2]), *parts[-2:])
            return Parts(*map(str.strip, named))
        performance, rest = _joined(parts[:first]), parts[first:]
        found = performance_of(reading, performance, at=book.clock.now())
        second = _longest(rest, least=1, known=lambda text: _is(lambda: zone_of(reading, found, text))) or 1
        zone, rest = _joined(rest[:second]), rest[second:]
        third = (
            _longest(
                rest, least=0, known=lambda text: _is(lambda: tariff_of(reading, zone_of(reading, found, zone), text))
            )
            or 1
        )
    return Parts(performance, zone, _joined(rest[:third]), _joined(rest[third:]) or None)


def performance_and_zone(book: Book, parts: Sequence[str]) -> tuple[str, str]:
    """The same of PERFORMANCE:ZONE, at least two texts."""
    with book.read() as reading:
        first = _longest(parts, least=1, known=lambda text: _is_performance(reading, text, at=book.clock.now()))
    first = first or len(parts) - 1
    return _joined(parts[:first]), _joined(parts[first:])


def _longest(parts: Sequence[str], *, least: int, known: Callable[[str], bool]) -> int:
    """How many of the first parts together are a name that is known, the more the better; `least` of them stay. 0: none are."""
    return next((n for n in range(len(parts) - least, 0, -1) if known(_joined(parts[:n]))), 0)


def _joined(parts: Sequence[str]) -> str:
    return ":".join(parts).strip()


def _is_performance(reading: Reading, text: str, *, at: int) -> bool:
    return _is(lambda: performance_of(reading, text, at=at))


def _is(look_up: Callable[[], object]) -> bool:
    try:
        look_up()
    except RuleBroken:
        return False
    return True
