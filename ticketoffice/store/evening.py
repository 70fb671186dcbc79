"""One performance as a house: who has which place, in a handful of questions however large the house is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Select, func, select, union

from ticketoffice.domain import state
from ticketoffice.domain.order import entered_unpaid
from ticketoffice.store import tables
from ticketoffice.store.rows import fetch

_o, _t, _p = tables.orders.c, tables.tickets.c, tables.person_records.c
_m = tables.money_lines.c
_n, _on = tables.notes.c, tables.order_notes.c
HERE = tuple(sorted((*state.LIVE_STATES, state.TicketState.DISPLACED)))
"""The states of the tickets that people come with; a displaced one has no place, and somebody will ask for it."""


class EveningTicket(Struct, frozen=True):
    """A ticket of the performance with what its line needs of its order."""

    order: str
    order_number: str
    customer: str | None
    method: str
    admit_unpaid: bool
    ticket: str
    position: int
    zone: str
    tariff: str
    seat: str | None
    seat_name: str | None
    price: int
    state: str
    holder: str | None
    used_at: int | None


class Evening:
    """Questions about a performance, which is asked for by its zones: tickets are found by those."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tickets(self, zones: Sequence[str]) -> list[EveningTicket]:
        """The tickets that people come with, order by order."""
        statement: Select[Any] = (
            select(
                _t.order,
                _o.number,
                _o.customer,
                _o.method,
                _o.admit_unpaid,
                _t.id,
                _t.position,
                _t.zone,
                _t.tariff,
                _t.seat,
                _t.seat_name,
                _t.price,
                _t.state,
                _t.holder,
                _t.used_at,
            )
            .join_from(tables.tickets, tables.orders, _o.id == _t.order)
            .where(_t.zone.in_(list(zones)), _t.state.in_(HERE))
            .order_by(_o.number, _t.position)
        )
        return [EveningTicket(*row) for row in self._connection.execute(statement).all()]

    def people(self, zones: Sequence[str]) -> dict[str, Mapping[str, str]]:
        """The customers and holders of those tickets: the newest fields of each, none of an erased one."""
        here = _t.zone.in_(list(zones)), _t.state.in_(HERE)
        customers = select(_o.customer).join_from(tables.tickets, tables.orders, _o.id == _t.order).where(*here)
        wanted = union(customers, select(_t.holder).where(*here)).subquery()
        statement = (
            select(_p.person, _p.fields).where(_p.person.in_(select(wanted.c[0]))).order_by(_p.person, _p.revision)
        )
        newest: dict[str, str | None] = {person: fields for person, fields in self._connection.execute(statement).all()}
        return {person: json.loads(fields or "{}") for person, fields in newest.items()}

    def notes(self, zones: Sequence[str]) -> dict[str, list[str]]:
        """The notes on the orders of those tickets, oldest first; erased ones are left out."""
        found: dict[str, list[str]] = {}
        statement = (
            select(_on.order, _n.text)
            .join_from(tables.order_notes, tables.notes, _n.note == _on.note)
            .where(_n.text.is_not(None), _on.order.in_(_orders_in(zones)))
            .order_by(_on.at, _on.note)
        )
        for order, text in self._connection.execute(statement).all():
            found.setdefault(order, []).append(text)
        return found

    def freed_seats(self, zones: Sequence[str]) -> list[tuple[str, str]]:
        """(zone, seat as people read it) of the numbered places that somebody had and nobody has now."""
        taken = select(_t.seat).where(_t.zone.in_(list(zones)), _t.state.in_(HERE), _t.seat.is_not(None))
        statement = (
            select(_t.zone, _t.seat_name, _t.seat)
            .where(_t.zone.in_(list(zones)), _t.seat.is_not(None), _t.seat.not_in(taken))
            .distinct()
        )
        return [(zone, name or seat) for zone, name, seat in self._connection.execute(statement).all()]

    def counts(self, zones: Sequence[str]) -> dict[tuple[str, str], int]:
        """How many such tickets there are, by (zone, state)."""
        statement = (
            select(_t.zone, _t.state, func.count())
            .where(_t.zone.in_(list(zones)), _t.state.in_(HERE))
            .group_by(_t.zone, _t.state)
        )
        return {(zone, name): int(count) for zone, name, count in self._connection.execute(statement).all()}

    def entered_unpaid(self, zones: Sequence[str]) -> dict[str, str]:
        """The used tickets there that are still to be paid (`domain.order`), and the zone of each."""
        used = select(_t.order).where(_t.zone.in_(list(zones)), _t.state == state.TicketState.USED.value)
        owing = select(_m.order, func.sum(_m.amount)).where(_m.order.in_(used)).group_by(_m.order)
        rows = self._connection.execute(owing.having(func.sum(_m.amount) > 0)).all()
        balances: dict[str, int] = {order: int(balance) for order, balance in rows}
        if not balances:
            return {}
        statement = (
            select(_t.order, _t.id, _t.zone, _t.state, _t.price)
            .where(_t.order.in_(list(balances)), _t.state.in_(HERE))
            .order_by(_t.order, _t.position)
        )
        of_order: dict[str, list[tuple[str, str, int]]] = {}
        zone_of: dict[str, str] = {}
        for order, ticket, zone, name, price in self._connection.execute(statement).all():
            of_order.setdefault(order, []).append((ticket, name, price))
            zone_of[ticket] = zone
        found = [t for order, live in of_order.items() for t in entered_unpaid(live, balance=balances[order])]
        return {ticket: zone_of[ticket] for ticket in found if zone_of[ticket] in zones}

    def quotas(self, performances: Sequence[str]) -> list[state.Quota]:
        """The quotas of these performances, with what is taken of them."""
        return fetch(self._connection, state.Quota, column="performance", values=performances)


def _orders_in(zones: Sequence[str]) -> Select[tuple[str]]:
    return select(_t.order).where(_t.zone.in_(list(zones)), _t.state.in_(HERE))
