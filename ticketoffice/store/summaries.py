"""What a result row needs of an order, in three short questions instead of the whole order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, func, select

from ticketoffice.store import tables
from ticketoffice.store.asking import About


class TicketCount(Struct, frozen=True):
    """Tickets of one order that are alike; `replaced`: a successor took their place. `total` in minor units."""

    state: str
    performance: str
    replaced: bool
    count: int
    total: int


class OrderSummary(Struct, frozen=True):
    """One order in a line; `customer` holds the fields of its customer, nothing where there is none."""

    order: str
    number: str
    currency: str
    created_at: int | None
    expired: bool
    customer: Mapping[str, str]
    tickets: tuple[TicketCount, ...]


_o, _t, _p = tables.orders.c, tables.tickets.c, tables.person_records.c
_n, _on, _i = tables.notes.c, tables.order_notes.c, tables.invoices.c
_replaced = _t.successor.is_not(None)


_ORDERS = About(select(_o.id, _o.number, _o.currency, _o.created_at, _o.expired, _o.customer), _o.id)
_TICKETS = About(
    select(_t.order, _t.state, _t.performance, _replaced, func.count(), func.sum(_t.price)).group_by(
        _t.order, _t.state, _t.performance, _replaced
    ),
    _t.order,
)
_PEOPLE = About(select(_p.person, _p.fields).order_by(_p.person, _p.revision), _p.person)
_HOLDERS = About(
    select(_t.order, _t.position, _p.fields)
    .join_from(tables.tickets, tables.person_records, _p.person == _t.holder)
    .order_by(_t.order, _t.position, _p.revision),
    _t.order,
)
_SEATS = About(
    select(_t.order, _t.seat_name).where(_t.seat_name.is_not(None)).order_by(_t.order, _t.position), _t.order
)
_SEATS_AT = About(
    select(_t.order, _t.performance, _t.seat_name).where(_t.seat_name.is_not(None)).order_by(_t.order, _t.position),
    _t.order,
)
_INVOICES = About(select(_i.order, _i.number).order_by(_i.order, _i.number), _i.order)
_NOTES = About(
    select(_on.order, _n.text)
    .join_from(tables.order_notes, tables.notes, _n.note == _on.note)
    .where(_n.text.is_not(None))
    .order_by(_on.order, _on.at),
    _on.order,
)


class Summaries:
    """What rows need of the orders that are named, in a few questions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, orders: Sequence[str]) -> dict[str, OrderSummary]:
        """These orders, by id."""
        rows = _ORDERS.ask(self._connection, orders)
        counts: dict[str, list[TicketCount]] = {}
        for order, state, performance, replaced, count, total in _TICKETS.ask(self._connection, orders):
            counts.setdefault(order, []).append(TicketCount(state, performance, bool(replaced), count, int(total)))
        customers = list(dict.fromkeys(row[5] for row in rows if row[5] is not None))
        newest: dict[str, str | None] = {person: fields for person, fields in _PEOPLE.ask(self._connection, customers)}
        found = {}
        for order, number, currency, created_at, expired, customer in rows:
            fields = json.loads(newest.get(customer) or "{}")
            tickets = tuple(counts.get(order, ()))
            found[order] = OrderSummary(order, number, currency, created_at, bool(expired), fields, tickets)
        return found

    def holders(self, orders: Sequence[str]) -> dict[str, list[str]]:
        """The names on the tickets of these orders, by order."""
        newest = {(order, position): fields for order, position, fields in _HOLDERS.ask(self._connection, orders)}
        named = ((order, json.loads(fields or "{}").get("name")) for (order, _), fields in newest.items())
        return _gathered((order, name) for order, name in named if name)

    def seats(self, orders: Sequence[str]) -> dict[str, list[str]]:
        """The names of the seats of these orders, by order."""
        return _gathered(_SEATS.ask(self._connection, orders))

    def seats_at(self, orders: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
        """(performance, name of the seat) of these orders, by order."""
        rows = _SEATS_AT.ask(self._connection, orders)
        return _gathered((order, (performance, seat)) for order, performance, seat in rows)

    def invoice_numbers(self, orders: Sequence[str]) -> dict[str, list[str]]:
        """The numbers of invoices and credit notes of these orders, by order."""
        return _gathered(_INVOICES.ask(self._connection, orders))

    def notes(self, orders: Sequence[str]) -> dict[str, list[str]]:
        """The texts of the notes of these orders, by order; erased ones are left out."""
        return _gathered(_NOTES.ask(self._connection, orders))


def _gathered(pairs: Iterable[tuple[Any, ...]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for order, value in pairs:
        found.setdefault(order, []).append(value)
    return found
