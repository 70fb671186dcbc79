"""Sets places aside at the centre for the cart of a desk: all of them or none (0-decisions 17).

Whoever sells or sets aside in a performance at the same moment waits for its quotas; a seat is kept by its index.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from ticketoffice.domain.house_holds import keeps
from ticketoffice.domain.operation import Touches
from ticketoffice.domain.selling import is_ended
from ticketoffice.domain.situation import Situation
from ticketoffice.domain.travel import RESERVED_FOR, Place, Reserved
from ticketoffice.store import loading, reservations
from ticketoffice.store.catalogue import Catalogue

if TYPE_CHECKING:
    from ticketoffice.store.book import Book


def reserve(book: Book, *, desk: str, cart: str, places: Sequence[Place]) -> Reserved:
    """Sets these places aside for a cart, in place of what was before; no places: lets go. The same wish again has the same end.

    Raises Unavailable.
    """

    def work(connection: Connection) -> Reserved:
        at = book.clock.now()
        reservations.forget_the_old(connection, at=at)
        owner = reservations.desk_of(connection, cart)
        if owner is not None and owner != desk:
            return Reserved(at, tuple(places))
        reservations.end(connection, cart)
        if not places:
            return Reserved(at)
        wanted = tuple(sorted({place.performance for place in places}))
        seats = tuple((p.performance, p.seat) for p in places if p.seat is not None)
        touches = Touches(performances=wanted, seats=seats, sold_in=wanted, carts=(cart,))
        situation = loading.situation(
            connection, touches, catalogue=Catalogue(connection), at=at, lock=book.guards.lock_rows
        )
        taken = _not_to_be_had(places, situation)
        if taken:
            return Reserved(at, taken)
        until = at + RESERVED_FOR
        reservations.set_aside(connection, cart, places, desk=desk, until=until)
        return Reserved(until)

    return book.transact(work)


def _not_to_be_had(places: Sequence[Place], situation: Situation) -> tuple[Place, ...]:
    """Those of the places that are none, are taken, set aside or kept by the house, are sold no more, or are one too many."""
    seats = {(place.performance, place.seat) for place in places if place.seat is not None}
    numbered = sum(place.seat is not None for place in places)
    each_is_one = all(_is_one(place, situation) for place in places)
    if each_is_one and len(seats) == numbered and situation.has_room(places, aside=True):
        return ()
    had, seen, found = list[Place](), set[tuple[str, str]](), list[Place]()
    for place in places:
        twice = place.seat is not None and (place.performance, place.seat) in seen
        if twice or not _is_one(place, situation) or not situation.has_room([*had, place], aside=True):
            found.append(place)
            continue
        had.append(place)
        if place.seat is not None:
            seen.add((place.performance, place.seat))
    return tuple(found)


def _is_one(place: Place, situation: Situation) -> bool:
    performance, zone = situation.performances.get(place.performance), situation.zones.get(place.zone)
    if performance is None or zone is None or zone.performance != performance.id:
        return False
    if is_ended(performance, at=situation.at) or zone.numbered != (place.seat is not None):
        return False
    if place.house_hold is not None and not keeps(place, situation=situation):
        return False
    if place.seat is None:
        return bool(situation.quotas_of.get(place.zone, ()))
    here = (place.performance, place.seat)
    free = here not in situation.places and here not in situation.reserved_seats
    return free and situation.seats.get(here) == zone.id
