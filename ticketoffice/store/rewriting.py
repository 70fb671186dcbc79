"""Rows that become others without an operation of this desk: what the centre says stands instead of what stood here.

Used by the postman's door alone (`store.adopting`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, select, update

from ticketoffice.domain.state import LIVE_STATES, Order, Quota, Row, Ticket
from ticketoffice.store import tables
from ticketoffice.store.asking import About, ask
from ticketoffice.store.catalogue import Catalogue
from ticketoffice.store.rows import fetch, insert_rows, key_of, select_of, update_rows
from ticketoffice.store.telling import delete_many, tell_each, update_many

Place = tuple[Any, tuple[Any, ...]]


def rewrite(connection: Connection, *, before: Iterable[Row], after: Iterable[Row]) -> list[Row]:
    """`before` is what stands here, `after` what is to stand in its place; returns the rows that are new or differ.

    Everybody gets up from the seats first: the index of live seats looks at each row by itself.
    """
    old: dict[Place, Row] = {(type(row), key_of(row)): row for row in before}
    if not old:
        return _insert(connection, after)
    new: dict[Place, Row] = {(type(row), key_of(row)): row for row in after}
    differing = [row for place, row in new.items() if place in old and old[place] != row]
    gone = [row for place, row in old.items() if place not in new]
    added = [row for place, row in new.items() if place not in old]
    staying = {row for row in new.values() if isinstance(row, Ticket)}
    sitting = [row for row in old.values() if isinstance(row, Ticket) and _sits(row) and row not in staying]
    stood = [(ticket, replace(ticket, seat=None)) for ticket in sitting]
    update_rows(connection, stood)
    standing: dict[Place, Row] = {(Ticket, key_of(up)): up for _, up in stood}
    _delete(connection, gone)
    for row_class, rows in _by_class(differing).items():
        places = [(row_class, key_of(row)) for row in rows]
        update_rows(connection, [(standing.get(p, old[p]), new[p]) for p in places])
    _insert(connection, added)
    _raise_versions(connection, [row.id for row in old.values() if isinstance(row, Order)])
    return [*differing, *added]


def _insert(connection: Connection, rows: Iterable[Row]) -> list[Row]:
    added = list(rows)
    for row_class, new in _by_class(added).items():
        insert_rows(connection, new, version=1 if row_class is Order else None)
    return added


def leave_seats(connection: Connection, orders: Sequence[str]) -> list[Ticket]:
    """The live tickets of these orders give up their seats: somebody else has them, and we have not heard why yet."""
    sitting = [t for t in fetch(connection, Ticket, column="order", values=sorted(orders)) if _sits(t)]
    update_rows(connection, [(ticket, replace(ticket, seat=None)) for ticket in sitting])
    return sitting


def count_places(connection: Connection, *, before: Iterable[Ticket], after: Iterable[Ticket]) -> None:
    """Quotas follow the tickets; where the centre let in more than a quota has, that much more is overbooked."""
    change: dict[str, int] = {}
    performances: set[str] = set()
    for tickets, by in ((before, -1), (after, 1)):
        for ticket in tickets:
            if ticket.state in LIVE_STATES:
                change[ticket.zone] = change.get(ticket.zone, 0) + by
                performances.add(ticket.performance)
    moved = {zone for zone, by in change.items() if by}
    if not moved:
        return
    quotas = fetch(connection, Quota, column="performance", values=sorted(performances))
    drawn = Catalogue(connection).quotas_of([quota.id for quota in quotas])
    sums: dict[str, int] = {}
    for zone in moved:
        for quota in drawn.get(zone, ()):
            sums[quota] = sums.get(quota, 0) + change[zone]
    update_rows(connection, [(quota, counted(quota, by=sums[quota.id])) for quota in quotas if sums.get(quota.id)])


def counted(quota: Quota, *, by: int) -> Quota:
    """A quota of which `by` more places are taken, whatever its capacity."""
    taken = quota.taken + by
    beyond = 0 if quota.capacity is None else max(0, taken - quota.capacity)
    return replace(quota, taken=taken, overbooked=max(quota.overbooked, beyond))


def overbooked_otherwise(connection: Connection, performance: str, *, told: Mapping[str, int]) -> list[tuple[Row, Row]]:
    """The quotas of a performance that count as exceeded otherwise than is told of them, by id, each with what it is to be."""
    quotas = fetch(connection, Quota, column="performance", values=[performance])
    pairs = [(quota, counted(replace(quota, overbooked=told.get(quota.id, 0)), by=0)) for quota in quotas]
    return [(before, after) for before, after in pairs if before != after]


def overbook_as(connection: Connection, performance: str, *, told: Mapping[str, int]) -> None:
    """They count as exceeded as is told; what is more at this moment stays as long as it is."""
    update_rows(connection, overbooked_otherwise(connection, performance, told=told))


def set_versions(connection: Connection, versions: Sequence[Any]) -> None:
    """(order, version): a version counts the writes of one book alone, and nothing is built from it."""
    rows = [(version, order) for order, version in versions]
    update_many(connection, tables.orders, ("version",), rows, by=("id",))


def all_rows(connection: Connection, row_class: Any) -> list[Any]:
    """Every row of a small table."""
    return [row_class(*row) for row in ask(connection, select_of(row_class))]


def _sits(ticket: Ticket) -> bool:
    return ticket.seat is not None and ticket.state in LIVE_STATES


def _by_class(rows: Iterable[Row]) -> dict[type, list[Row]]:
    found: dict[type, list[Row]] = {}
    for row in rows:
        found.setdefault(type(row), []).append(row)
    return {kind: found[kind] for kind in tables.ROW_TABLES if kind in found}


def _delete(connection: Connection, rows: Sequence[Row]) -> None:
    for row_class, gone in _by_class(rows).items():
        table, keys = tables.ROW_TABLES[row_class], tables.KEYS[row_class]
        delete_many(connection, table, [key_of(row) for row in gone], by=keys)


_o = tables.orders.c
_RAISE = update(tables.orders).values(version=_o.version + 1).where(_o.id == bindparam("wanted"))


def _raise_versions(connection: Connection, orders: Sequence[str]) -> None:
    tell_each(connection, _RAISE, [(order,) for order in orders], ("wanted",))


def known(connection: Connection, column: Any, values: Sequence[Any]) -> set[Any]:
    """Which of these values stand in a column."""
    return {row[0] for row in _question_of(column).ask(connection, values)}


@cache
def _question_of(column: Any) -> About:
    return About(select(column), column)
