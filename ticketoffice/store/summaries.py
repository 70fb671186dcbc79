"""What a result row needs of an order, in three short questions instead of the whole order."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from ticketoffice.store import tables


@dataclass(frozen=True, slots=True)
class TicketCount:
    """Tickets of one order that are alike; `replaced`: a successor took their place. `total` in minor units."""

    state: str
    performance: str
    replaced: bool
    count: int
    total: int


@dataclass(frozen=True, slots=True)
class OrderSummary:
    """One order in a line; `customer` holds the fields of its customer, nothing where there is none."""

    order: str
    number: str
    currency: str
    created_at: int | None
    expired: bool
    customer: Mapping[str, str]
    tickets: tuple[TicketCount, ...]


_o, _t, _p = tables.orders.c, tables.tickets.c, tables.person_records.c
_ORDERS = select(_o.id, _o.number, _o.currency, _o.created_at, _o.expired, _o.customer).where(
    _o.id.in_(bindparam("wanted", expanding=True))
)
_replaced = _t.successor.is_not(None)
_TICKETS = (
    select(_t.order, _t.state, _t.performance, _replaced, func.count(), func.sum(_t.price))
    .where(_t.order.in_(bindparam("wanted", expanding=True)))
    .group_by(_t.order, _t.state, _t.performance, _replaced)
)
_PEOPLE = (
    select(_p.person, _p.fields)
    .where(_p.person.in_(bindparam("wanted", expanding=True)))
    .order_by(_p.person, _p.revision)
)


_HOLDERS = (
    select(_t.order, _t.position, _p.fields)
    .join_from(tables.tickets, tables.person_records, _p.person == _t.holder)
    .where(_t.order.in_(bindparam("wanted", expanding=True)))
    .order_by(_t.order, _t.position, _p.revision)
)


def holders(connection: Connection, orders: Sequence[str]) -> dict[str, list[str]]:
    """The names on the tickets of these orders, by order."""
    if not orders:
        return {}
    newest: dict[tuple[str, int], str | None] = {}
    for order, position, fields in connection.execute(_HOLDERS, {"wanted": list(orders)}):
        newest[order, position] = fields
    found: dict[str, list[str]] = {}
    for (order, _), fields in newest.items():
        name = json.loads(fields or "{}").get("name")
        if name:
            found.setdefault(order, []).append(name)
    return found


def summaries(connection: Connection, orders: Sequence[str]) -> dict[str, OrderSummary]:
    """These orders, by id."""
    if not orders:
        return {}
    wanted = {"wanted": list(orders)}
    rows = connection.execute(_ORDERS, wanted).all()
    counts: dict[str, list[TicketCount]] = {}
    for order, state, performance, replaced, count, total in connection.execute(_TICKETS, wanted):
        counts.setdefault(order, []).append(TicketCount(state, performance, bool(replaced), count, int(total)))
    customers = [row[5] for row in rows if row[5] is not None]
    people = connection.execute(_PEOPLE, {"wanted": customers}) if customers else ()
    newest: dict[str, str | None] = {person: fields for person, fields in people}
    return {
        row[0]: OrderSummary(*row[:5], json.loads(newest.get(row[5]) or "{}"), tuple(counts.get(row[0], ())))
        for row in rows
    }
