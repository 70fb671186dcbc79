"""Places that are set aside at the centre for the carts of its desks, for some minutes: who has which, and until when."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, and_, delete, not_, select

from ticketoffice.domain.travel import Place
from ticketoffice.store import tables
from ticketoffice.store.telling import insert_many

_r = tables.reservations.c
COLUMNS = ("cart", "position", "desk", "performance", "zone", "seat", "until")


def of_others(connection: Connection, performances: Sequence[str], *, carts: Sequence[str], at: int) -> list[Place]:
    """The places of these performances that are set aside at this instant for other carts than these."""
    statement = select(_r.performance, _r.zone, _r.seat).where(
        and_(_r.performance.in_(sorted(set(performances))), _r.until > at)
    )
    if carts:
        statement = statement.where(not_(_r.cart.in_(list(carts))))
    return [Place(*row) for row in connection.execute(statement)]


def desk_of(connection: Connection, cart: str) -> str | None:
    """The desk that has places set aside for this cart; None where nothing is."""
    return connection.execute(select(_r.desk).where(_r.cart == cart).limit(1)).scalar()


def set_aside(connection: Connection, cart: str, places: Sequence[Place], *, desk: str, until: int) -> None:
    """Writes them down; the index of seats lets nobody else have one of them."""
    rows = [(cart, n, desk, p.performance, p.zone, p.seat, until) for n, p in enumerate(places)]
    insert_many(connection, tables.reservations, COLUMNS, rows)


def end(connection: Connection, cart: str) -> None:
    """Nothing is set aside for this cart any more."""
    connection.execute(delete(tables.reservations).where(_r.cart == cart))


def forget_the_old(connection: Connection, *, at: int) -> None:
    """What was set aside until now is free."""
    connection.execute(delete(tables.reservations).where(_r.until <= at))
