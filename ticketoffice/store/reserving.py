"""Sets places aside at the centre for the cart of a desk: all of them or none (0-decisions 17).

Whoever sells or sets aside in a performance at the same moment waits for its quotas; a seat is kept by its index.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from ticketoffice.domain import placing
from ticketoffice.domain.operation import Touches
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
        taken = placing.not_to_be_had(places, situation=situation)
        if taken:
            return Reserved(at, taken)
        until = at + RESERVED_FOR
        reservations.set_aside(connection, cart, places, desk=desk, until=until)
        return Reserved(until)

    return book.transact(work)
