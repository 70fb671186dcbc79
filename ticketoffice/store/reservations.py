"""Places that are set aside at the centre for the carts of its desks, for some minutes: who has which, and until when."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, select

from ticketoffice.domain.travel import Place
from ticketoffice.store import tables
from ticketoffice.store.asking import About
from ticketoffice.store.telling import insert_many

_r = tables.reservations.c
_SET_ASIDE = About(
    select(_r.performance, _r.zone, _r.seat, _r.house_hold, _r.cart).where(
        _r.until > bindparam("at", type_=_r.until.type)
    ),
    _r.performance,
)
COLUMNS = ("cart", "position", "desk", "performance", "zone", "seat", "until", "house_hold")


def of_others(connection: Connection, performances: Sequence[str], *, carts: Sequence[str], at: int) -> list[Place]:
    """The places of these performances that are set aside at this instant for other carts than these."""
    rows = _SET_ASIDE.ask(connection, sorted(set(performances)), at=at)
    return [Place(*place) for *place, cart in rows if cart not in carts]


def desk_of(connection: Connection, cart: str) -> str | None:
    """The desk that has places set aside for this cart; None where nothing is."""
    return connection.execute(select(_r.desk).where(_r.cart == cart).limit(1)).scalar()


def set_aside(connection: Connection, cart: str, places: Sequence[Place], *, desk: str, until: int) -> None:
    """Writes them down; the index of seats lets nobody else have one of them."""
    rows = [(cart, n, desk, p.performance, p.zone, p.seat, until, p.house_hold) for n, p in enumerate(places)]
    insert_many(connection, tables.reservations, COLUMNS, rows)


def end(connection: Connection, cart: str) -> None:
    """Nothing is set aside for this cart any more."""
    connection.execute(delete(tables.reservations).where(_r.cart == cart))


def forget_the_old(connection: Connection, *, at: int) -> None:
    """What was set aside until now is free."""
    connection.execute(delete(tables.reservations).where(_r.until <= at))
