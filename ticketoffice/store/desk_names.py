"""What the desks of a centre are called: there as they joined, at each desk as it was told last."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from ticketoffice.store import tables

_d = tables.desks.c


def desk_names(connection: Connection) -> dict[str, str]:
    """Desk id → name; a desk alone knows none."""
    return {row[0]: row[1] for row in connection.execute(select(_d.desk, _d.name).order_by(_d.desk))}


def keep(connection: Connection, told: Mapping[str, str]) -> None:
    """At a desk: what the centre said. An older centre says nothing, and then nothing changes."""
    if not told or told == desk_names(connection):
        return
    connection.execute(delete(tables.desks))
    rows = [{"desk": desk, "name": name, "form": "told", "token": "", "enrolled_at": 0} for desk, name in told.items()]
    connection.execute(insert(tables.desks), rows)
