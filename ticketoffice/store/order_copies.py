"""An order whole, as it travels from the centre to the desks: read from the rows of a book, and made rows again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, select

from ticketoffice.domain import state
from ticketoffice.domain.notes import note_of
from ticketoffice.domain.situation import ORDERING, Dossier
from ticketoffice.domain.state import Row
from ticketoffice.domain.travel import CatalogueCopy, OrderCopy
from ticketoffice.store import tables
from ticketoffice.store.asking import About, ask
from ticketoffice.store.records_beside import records, texts
from ticketoffice.store.rows import fetch, fetch_parts, select_of

OF_AN_ORDER: dict[str, Any] = {
    "tickets": state.Ticket,
    "cancellations": state.Cancellation,
    "payments": state.Payment,
    "refunds": state.Refund,
    "money": state.MoneyLine,
    "invoices": state.Invoice,
    "notes": state.OrderNote,
    "reminders": state.Reminder,
    "admissions": state.Admission,
    "cases": state.Case,
}
"""The rows that name their order; codes name their ticket."""

OF_THE_CATALOGUE: dict[str, Any] = {
    "events": state.Event,
    "performances": state.Performance,
    "zones": state.Zone,
    "tariffs": state.Tariff,
    "plans": state.Plan,
    "plan_seats": state.PlanSeat,
    "zone_categories": state.ZoneCategory,
    "quotas": state.Quota,
    "quota_zones": state.QuotaZone,
    "house_holds": state.HouseHold,
    "house_hold_seats": state.HouseHoldSeat,
    "staff": state.Staff,
    "rules": state.Rule,
}


_o, _op, _oo = tables.orders.c, tables.operations.c, tables.operation_orders.c
_VERSIONS = About(select(_o.id, _o.version), _o.id)
_CLOSING = About(
    select(_oo.order, _op.body).join(tables.operations, _op.id == _oo.operation).where(_op.kind == "case_closed"),
    _oo.order,
)


def order_copies(connection: Connection, orders: Sequence[str], *, beside: bool = True) -> dict[str, OrderCopy]:
    """These orders by id; of an unknown one the cases that are about it, and where there are none it is left out.

    Not `beside`: their rows alone, without the people's data and texts that travel with them.
    """
    ids = sorted(set(orders))
    found = {row.id: row for row in fetch(connection, state.Order, column="id", values=ids)}
    unknown = _only_cases(connection, [name for name in ids if name not in found])
    if not found:
        return unknown
    present = sorted(found)
    versions: dict[str, int] = dict(_VERSIONS.ask(connection, present))
    by_class = fetch_parts(connection, tuple(OF_AN_ORDER.values()), orders=present)
    parts = {name: by_class[row] for name, row in OF_AN_ORDER.items()}
    owner = {ticket.id: ticket.order for tickets in parts["tickets"].values() for ticket in tickets}
    codes: dict[str, list[state.TicketCode]] = {}
    for code in sorted(fetch(connection, state.TicketCode, column="ticket", values=sorted(owner)), key=_by_code):
        codes.setdefault(owner[code.ticket], []).append(code)
    asked = present if beside else ()
    people = records(connection, {p for order in asked for p in _people(found[order], parts["tickets"].get(order))})
    closed = _notes_of_closing(connection, [o for o in asked if any(c.closed_at for c in parts["cases"].get(o, ()))])
    notes = {order: _notes(parts, order) | closed.get(order, set()) for order in asked}
    said = texts(connection, set().union(*notes.values()))
    return unknown | {
        order: OrderCopy(
            id=order,
            order=found[order],
            version=versions[order],
            codes=tuple(codes.get(order, ())),
            records=tuple(
                record
                for person in sorted(_people(found[order], parts["tickets"].get(order)))
                for record in people.get(person, ())
            ),
            texts=tuple(said[note] for note in sorted(notes.get(order, ())) if note in said),
            **{name: tuple(grouped.get(order, ())) for name, grouped in parts.items()},
        )
        for order in present
    }


def _only_cases(connection: Connection, orders: Sequence[str]) -> dict[str, OrderCopy]:
    found: dict[str, list[state.Case]] = {}
    for case in fetch(connection, state.Case, column="order", values=orders):
        found.setdefault(str(case.order), []).append(case)
    return {order: OrderCopy(id=order, order=None, version=0, cases=tuple(cases)) for order, cases in found.items()}


def rows_of(copy: OrderCopy) -> list[Row]:
    """The rows of an order as the centre has it."""
    rows: list[Row] = [*copy.codes] if copy.order is None else [copy.order, *copy.codes]
    for name in OF_AN_ORDER:
        rows += getattr(copy, name)
    return rows


def dossier_of(copy: OrderCopy) -> Dossier:
    """The same order as decisions know it."""
    assert copy.order is not None
    parts = {name: tuple(sorted(getattr(copy, name), key=ordering)) for name, ordering in ORDERING.items()}
    return Dossier(copy.order, balance=sum(line.amount for line in copy.money), **parts)


def catalogue_copy(connection: Connection) -> CatalogueCopy:
    """Everything that there is to sell, the people at the desks, and the rules."""
    parts = {
        name: tuple(row(*found) for found in ask(connection, select_of(row))) for name, row in OF_THE_CATALOGUE.items()
    }
    names = records(connection, {one.person for one in parts["staff"]})
    return CatalogueCopy(records=tuple(r for person in sorted(names) for r in names[person]), **parts)


def catalogue_rows(copy: CatalogueCopy) -> list[Row]:
    """Its rows; the staff's names travel beside."""
    return [row for name in OF_THE_CATALOGUE for row in getattr(copy, name)]


_by_code = attrgetter("code")


def _people(order: state.Order, tickets: Iterable[state.Ticket] | None) -> set[str]:
    return {p for p in (order.customer, *(t.holder for t in tickets or ())) if p is not None}


def _notes(parts: dict[str, dict[str, list[Any]]], order: str) -> set[str]:
    said = {row.note for row in parts["notes"].get(order, ())}
    return said | {row.note for row in parts["cancellations"].get(order, ()) if row.note is not None}


def _notes_of_closing(connection: Connection, orders: Sequence[str]) -> dict[str, set[str]]:
    """How their cases were settled, as each who did it said."""
    found: dict[str, set[str]] = {}
    for order, body in _CLOSING.ask(connection, orders):
        if (note := note_of(json.loads(bytes(body))["payload"])) is not None:
            found.setdefault(order, set()).add(note)
    return found
