"""Which seats there are: those of a performance's plan, by zone; without a plan those that tickets of it ever had.

A house whose source tells no plan is known by its tickets alone: what one of them had and nobody has is a free place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from sqlalchemy import Connection, bindparam, select, text

from ticketoffice.domain.state import Performance
from ticketoffice.store import tables
from ticketoffice.store.asking import About, ask

_s, _zc, _z, _t = tables.plan_seats.c, tables.zone_categories.c, tables.zones.c, tables.tickets.c
_PLANNED = (
    select(_s.seat, _zc.zone)
    .join(tables.zone_categories, _zc.category == _s.category)
    .join(tables.zones, _z.id == _zc.zone)
    .where(
        _s.plan == bindparam("plan", type_=_s.plan.type), _z.performance == bindparam("of", type_=_z.performance.type)
    )
)
_OF_A_PLAN = About(_PLANNED, _s.seat)
_EVER_SOLD = (
    select(_t.seat, _t.zone)
    .join(tables.zones, _z.id == _t.zone)
    .where(_z.performance == bindparam("of", type_=_z.performance.type), _t.seat.is_not(None))
)
_OF_TICKETS = About(_EVER_SOLD, _t.seat)
_ALL_PLANNED = (
    select(_s.seat, _s.name, _zc.zone)
    .join(tables.zone_categories, _zc.category == _s.category)
    .join(tables.zones, _z.id == _zc.zone)
    .where(
        _s.plan == bindparam("plan", type_=_s.plan.type), _z.performance == bindparam("of", type_=_z.performance.type)
    )
)
_ALL_SOLD = (
    select(_t.seat, _t.seat_name, _t.zone)
    .join(tables.zones, _z.id == _t.zone)
    .where(_z.performance == bindparam("of", type_=_z.performance.type), _t.seat.is_not(None))
    .distinct()
)


_TAKEN = select(_t.seat).where(_t.performance == bindparam("of", type_=_t.performance.type), text(tables.LIVE_SEAT))


class Seat(Struct, frozen=True, gc=False):
    """A seat of a performance: `seat` as tickets call it, `name` as people read it."""

    seat: str
    name: str
    zone: str


def zones_of(
    connection: Connection, places: Iterable[tuple[str, str]], *, performances: Mapping[str, Performance]
) -> dict[tuple[str, str], str]:
    """In which zone each of these (performance, seat) is; those that nobody knows are left out."""
    wanted: dict[str, list[str]] = {}
    for name, seat in places:
        wanted.setdefault(name, []).append(seat)
    found: dict[tuple[str, str], str] = {}
    for name, seats in sorted(wanted.items()):
        performance = performances.get(name)
        if performance is None:
            continue
        if performance.plan is None:
            rows = _OF_TICKETS.ask(connection, sorted(set(seats)), of=name)
        else:
            rows = _OF_A_PLAN.ask(connection, sorted(set(seats)), of=name, plan=performance.plan)
        found.update({(name, seat): zone for seat, zone in rows})
    return found


def all_seats(connection: Connection, performance: Performance) -> list[Seat]:
    """Every seat that is known of a performance."""
    if performance.plan is None:
        rows = ask(connection, _ALL_SOLD, of=performance.id)
        return sorted((Seat(seat, name or seat, zone) for seat, name, zone in rows), key=lambda s: s.seat)
    return [Seat(*row) for row in ask(connection, _ALL_PLANNED, of=performance.id, plan=performance.plan)]


def taken_seats(connection: Connection, performance: str) -> set[str]:
    """The seats of a performance (its id) that a live ticket has."""
    return {row[0] for row in ask(connection, _TAKEN, of=performance)}
