"""What the house keeps: each house hold with its seats, and the tickets that have places of it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, and_, select, text

from ticketoffice.domain.house_holds import Standing
from ticketoffice.domain.state import HouseHold
from ticketoffice.store import tables
from ticketoffice.store.asking import About

_s, _t = tables.house_hold_seats.c, tables.tickets.c
_SEATS = About(select(_s.house_hold, _s.seat), _s.house_hold)
_SOLD = About(
    select(_t.house_hold, _t.id, _t.seat).where(text(tables.FROM_HOLD), text(tables.LIVE)),
    _t.house_hold,
)
_LEFT = About(select(_t.left_hold, _t.id, _t.seat).where(text(tables.LEFT_HOLD)), _t.left_hold)
_SITTING = About(
    select(_s.house_hold, _t.id, _t.seat)
    .join(tables.tickets, and_(_t.performance == _s.performance, _t.seat == _s.seat))
    .where(text(f"tickets.seat IS NOT NULL AND {tables.LIVE}")),
    _s.house_hold,
)


def standings(connection: Connection, holds: Sequence[HouseHold]) -> dict[str, Standing]:
    """These house holds by id, as they stand."""
    if not holds:
        return {}
    ids = [hold.id for hold in holds]
    seats: dict[str, set[str]] = {name: set() for name in ids}
    for name, seat in _SEATS.ask(connection, ids):
        seats[name].add(seat)
    drawn: dict[str, dict[str, str | None]] = {name: {} for name in ids}
    for asked in (_SOLD, _LEFT, _SITTING):
        for name, ticket, seat in asked.ask(connection, ids):
            drawn[name][ticket] = seat
    return {hold.id: Standing(hold, frozenset(seats[hold.id]), drawn[hold.id]) for hold in holds}
