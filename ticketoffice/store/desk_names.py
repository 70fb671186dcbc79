"""What the desks of a centre are called: there as they joined, at each desk as it was told last."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, select

from ticketoffice.store import tables
from ticketoffice.store.asking import ask
from ticketoffice.store.telling import insert_many, tell

_d = tables.desks.c
_ALL_GONE = delete(tables.desks)
_NAMES = select(_d.desk, _d.name).order_by(_d.desk)


def desk_names(connection: Connection) -> dict[str, str]:
    """Desk id → name; a desk alone knows none."""
    return dict(ask(connection, _NAMES))


def free_name(connection: Connection, wanted: str, *, drawn: str, desk: str) -> str:
    """At the centre: what a desk is called that joins. The name that it wished, else the one it has, since old cases name it so, else
    the one that was `drawn` with its code; with a number behind where another desk was ever called so: Bar, Bar 2.
    """
    known = desk_names(connection)
    wished = wanted or known.pop(desk, drawn)
    others = {name.casefold() for other, name in known.items() if other != desk}
    names = (wished, *(f"{wished} {n}" for n in range(2, len(others) + 2)))
    return next(name for name in names if name.casefold() not in others)


def keep(connection: Connection, told: Mapping[str, str]) -> None:
    """At a desk: what the centre said. An older centre says nothing, and then nothing changes."""
    if not told or told == desk_names(connection):
        return
    tell(connection, _ALL_GONE)
    rows = [(desk, name, "told", "", 0) for desk, name in told.items()]
    insert_many(connection, tables.desks, ("desk", "name", "form", "token", "enrolled_at"), rows)
