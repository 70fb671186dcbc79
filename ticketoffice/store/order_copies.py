"""An order whole, as it travels from the centre to the desks: read from the rows of a book, and made rows again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from ticketoffice.domain import state
from ticketoffice.domain.operation import NoteText, PersonRecord
from ticketoffice.domain.situation import ORDERING, Dossier
from ticketoffice.domain.state import Row
from ticketoffice.domain.travel import CatalogueCopy, OrderCopy
from ticketoffice.store import tables
from ticketoffice.store.rows import fetch, select_of

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
    "quotas": state.Quota,
    "quota_zones": state.QuotaZone,
    "staff": state.Staff,
    "rules": state.Rule,
}


def order_copies(connection: Connection, orders: Sequence[str]) -> dict[str, OrderCopy]:
    """These orders by id; of an unknown one the cases that are about it, and where there are none it is left out."""
    ids = sorted(set(orders))
    o = tables.orders.c
    found = {row.id: row for row in fetch(connection, state.Order, column="id", values=ids)}
    unknown = _only_cases(connection, [name for name in ids if name not in found])
    if not found:
        return unknown
    present = sorted(found)
    versions: dict[str, int] = {}
    for start in range(0, len(present), 500):
        asked = select(o.id, o.version).where(o.id.in_(present[start : start + 500]))
        versions |= {row[0]: row[1] for row in connection.execute(asked)}
    parts = {name: _by_order(connection, row, present) for name, row in OF_AN_ORDER.items()}
    owner = {ticket.id: ticket.order for tickets in parts["tickets"].values() for ticket in tickets}
    codes: dict[str, list[state.TicketCode]] = {}
    for code in fetch(connection, state.TicketCode, column="ticket", values=sorted(owner)):
        codes.setdefault(owner[code.ticket], []).append(code)
    records = _records(connection, {p for order in present for p in _people(found[order], parts["tickets"].get(order))})
    texts = _texts(connection, {n for order in present for n in _notes(parts, order)})
    return unknown | {
        order: OrderCopy(
            id=order,
            order=found[order],
            version=versions[order],
            codes=tuple(codes.get(order, ())),
            records=tuple(
                record
                for person in sorted(_people(found[order], parts["tickets"].get(order)))
                for record in records.get(person, ())
            ),
            texts=tuple(texts[note] for note in sorted(_notes(parts, order)) if note in texts),
            **{name: tuple(grouped.get(order, ())) for name, grouped in parts.items()},
        )
        for order in present
    }


def _only_cases(connection: Connection, orders: Sequence[str]) -> dict[str, OrderCopy]:
    found = _by_order(connection, state.Case, orders)
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
        name: tuple(row(*found) for found in connection.execute(select_of(row)))
        for name, row in OF_THE_CATALOGUE.items()
    }
    records = _records(connection, {one.person for one in parts["staff"]})
    return CatalogueCopy(records=tuple(r for person in sorted(records) for r in records[person]), **parts)


def catalogue_rows(copy: CatalogueCopy) -> list[Row]:
    """Its rows; the staff's names travel beside."""
    return [row for name in OF_THE_CATALOGUE for row in getattr(copy, name)]


def _by_order(connection: Connection, row: Any, orders: Sequence[str]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = {}
    for item in fetch(connection, row, column="order", values=orders):
        grouped.setdefault(item.order, []).append(item)
    return grouped


def _people(order: state.Order, tickets: Iterable[state.Ticket] | None) -> set[str]:
    return {p for p in (order.customer, *(t.holder for t in tickets or ())) if p is not None}


def _notes(parts: dict[str, dict[str, list[Any]]], order: str) -> set[str]:
    said = {row.note for row in parts["notes"].get(order, ())}
    return said | {row.note for row in parts["cancellations"].get(order, ()) if row.note is not None}


def _records(connection: Connection, persons: set[str]) -> dict[str, list[PersonRecord]]:
    """All revisions of these people's data; an erased one has no fields and no salt."""
    p = tables.person_records.c
    found: dict[str, list[PersonRecord]] = {}
    wanted = sorted(persons)
    for start in range(0, len(wanted), 500):
        asked = select(p.person, p.revision, p.fields, p.salt).where(p.person.in_(wanted[start : start + 500]))
        for person, revision, fields, salt in connection.execute(asked.order_by(p.person, p.revision)):
            record = PersonRecord(person, revision, json.loads(fields) if fields else {}, salt or "")
            found.setdefault(person, []).append(record)
    return found


def _texts(connection: Connection, notes: set[str]) -> dict[str, NoteText]:
    """These texts; an erased one is empty and has no salt."""
    n = tables.notes.c
    found: dict[str, NoteText] = {}
    wanted = sorted(notes)
    for start in range(0, len(wanted), 500):
        asked = select(n.note, n.text, n.salt).where(n.note.in_(wanted[start : start + 500]))
        found |= {row[0]: NoteText(row[0], row[1] or "", row[2] or "") for row in connection.execute(asked)}
    return found
