"""At a desk: who sits where somebody comes to sit, when orders are taken over one after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, select, text

from ticketoffice.domain.state import LIVE_STATES, Ticket
from ticketoffice.domain.travel import OrderCopy
from ticketoffice.store import tables
from ticketoffice.store.asking import About

_t = tables.tickets.c
_SITTING = About(
    select(_t.order, _t.seat).where(_t.performance == bindparam("performance"), text(tables.LIVE_SEAT)), _t.seat
)


def in_the_way(connection: Connection, coming: Mapping[str, OrderCopy | None]) -> set[str]:
    """The orders, not coming themselves, whose live tickets sit here where a coming one sits there."""
    found: set[str] = set()
    for performance, seats in _places(copy for copy in coming.values() if copy is not None).items():
        rows = _SITTING.ask(connection, seats, performance=performance)
        found |= {row[0] for row in rows}
    return found - set(coming)


def up_from(connection: Connection, copies: Sequence[OrderCopy], *, anew: Collection[str]) -> list[OrderCopy]:
    """These orders, the newest first; where the centre said long ago that one sits where another has come to sit since, that one
    stands: what became of it comes later. `anew`: the orders that are written anew, so that it counts nowhere where they sit here.
    """
    taken: dict[tuple[str, str], str] = {}
    for performance, seats in _places(copies).items():
        rows = _SITTING.ask(connection, seats, performance=performance)
        taken |= {(performance, seat): order for order, seat in rows if order not in anew}
    found = []
    for copy in copies:
        up = {
            one.id for one in _sitting(copy) if taken.setdefault((one.performance, one.seat or ""), copy.id) != copy.id
        }
        tickets = tuple(replace(one, seat=None) if one.id in up else one for one in copy.tickets)
        found.append(replace(copy, tickets=tickets) if up else copy)
    return found


def _places(copies: Iterable[OrderCopy]) -> dict[str, list[str]]:
    """Per performance the seats on which somebody sits in these orders."""
    found: dict[str, list[str]] = {}
    for copy in copies:
        for ticket in _sitting(copy):
            found.setdefault(ticket.performance, []).append(ticket.seat or "")
    return found


def _sitting(copy: OrderCopy) -> list[Ticket]:
    """Its tickets that have their seats."""
    return [one for one in copy.tickets if one.seat is not None and one.state in LIVE_STATES]
