"""Personal data and texts that travel beside operations: written beside them, and erased for good."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, or_, select

from ticketoffice.domain.canonical import canonical
from ticketoffice.domain.identity import references
from ticketoffice.domain.makings import OUT_OF_ANOTHER, Making
from ticketoffice.domain.operation import Operation, PersonRecord
from ticketoffice.store import kept_copies, scrubbing, tables
from ticketoffice.store.asking import About, ask
from ticketoffice.store.journal import UNREAD, making_in
from ticketoffice.store.received_bytes import is_id
from ticketoffice.store.telling import delete_many, insert_many, update_many

_p, _n, _o, _t = tables.person_records.c, tables.notes.c, tables.orders.c, tables.tickets.c
_REVISIONS = select(_p.revision, _p.salt).where(_p.person == bindparam("person"))
_SALTS = About(select(_p.person, _p.salt), _p.person)
_NOTES_HERE = About(select(_n.note), _n.note)
_BOUGHT = About(select(_o.id), _o.customer)
_HELD = About(select(_t.order), _t.holder)
_BUYER, _HOLDERS = About(select(_o.customer), _o.id), About(select(_t.holder), _t.order)
_j, _oo, _h, _ho = (
    table.c for table in (tables.operations, tables.operation_orders, tables.heard, tables.heard_orders)
)
_DONE = About(select(_j.body).join(tables.operation_orders, _oo.operation == _j.id).where(_j.kind != UNREAD), _oo.order)
_TOLD = About(select(_h.body).join(tables.heard_orders, _ho.operation == _h.id).where(_h.kind != UNREAD), _ho.order)
_MAKINGS = select(_j.kind, _j.body).join(tables.operation_orders, _oo.operation == _j.id)
_MAKINGS_DONE = About(_MAKINGS.where(or_(*(_j.kind == kind for kind in OUT_OF_ANOTHER))), _oo.order)
_MAKINGS_HEARD = select(_h.kind, _h.body).join(tables.heard_orders, _ho.operation == _h.id)
_MAKINGS_TOLD = About(_MAKINGS_HEARD.where(or_(*(_h.kind == kind for kind in OUT_OF_ANOTHER))), _ho.order)
_ORDERS_HERE = About(select(_o.id), _o.id)
_RECORD = ("person", "revision", "fields", "salt")
_NOTE = ("note", "text", "salt")


def with_free_places(connection: Connection, operation: Operation) -> Operation:
    """The same operation, its records where there is room for them: what is here already stays as it is.

    Two desks that did not hear of each other give a person's next data the same revision; whoever comes later gets the next.
    """
    records: list[PersonRecord] = []
    for record in operation.records:
        known: dict[int, str | None] = dict(ask(connection, _REVISIONS, person=record.person))
        if record.salt in known.values():
            continue
        taken = record.revision in known
        records.append(replace(record, revision=max(known) + 1) if taken else record)
    here = notes_here(connection, [note.note for note in operation.notes])
    return replace(
        operation, records=tuple(records), notes=tuple(note for note in operation.notes if note.note not in here)
    )


def notes_here(connection: Connection, notes: Sequence[str]) -> set[str]:
    """Which of these notes stand here."""
    return {row[0] for row in _NOTES_HERE.ask(connection, notes)}


def erase(connection: Connection, *, people: Sequence[str] = (), notes: Sequence[str] = ()) -> None:
    """Takes the fields and salts of people, and texts, out of the book; the commitments in the journal then say nothing.

    Of a person one record without anything stands afterwards, also where none was here: who was erased is known everywhere.
    """
    if people or notes:
        scrubbing.is_due(connection)
    delete_many(connection, tables.person_records, [(person,) for person in people], by=("person",))
    insert_many(connection, tables.person_records, _RECORD, [(person, 1, None, None) for person in people])
    gone = [(None, None, note) for note in notes]
    update_many(connection, tables.notes, ("text", "salt"), gone, by=("note",))
    if people or notes:
        kept_copies.forget(connection, people=set(people), notes=set(notes))


def erased_people(connection: Connection, people: Sequence[str]) -> set[str]:
    """Those who were erased, also where they were named again since: what had not heard of it is not kept (C22)."""
    return {person for person, salt in _SALTS.ask(connection, people) if salt is None}


def orders_with(connection: Connection, people: Sequence[str]) -> set[str]:
    """The orders that these people bought, or hold a ticket of: what they are found by changes with them."""
    bought = _BOUGHT.ask(connection, people)
    return {row[0] for row in (*bought, *_HELD.ask(connection, people))}


def people_of(connection: Connection, order: str) -> set[str]:
    """Who bought an order, and who holds its tickets."""
    rows = (*_BUYER.ask(connection, [order]), *_HOLDERS.ask(connection, [order]))
    return {row[0] for row in rows if row[0] is not None}


def one_with(
    connection: Connection,
    orders: Collection[str],
    *,
    on_the_way: Sequence[Making] = (),
    coming: Collection[str] = (),
) -> set[str]:
    """These orders, those that were to be made out of them and are not here, and those that such ones were to be made out of: who
    bought the one had to do with the other. `on_the_way`: what the operations before this one make, which are written with it;
    `coming`: orders that are written with it too.
    """
    found: set[str] = set()
    ahead = set(orders)
    while ahead:
        found |= ahead
        rows = (*_MAKINGS_DONE.ask(connection, sorted(ahead)), *_MAKINGS_TOLD.ask(connection, sorted(ahead)))
        told = [making for kind, body in rows if (making := making_in(kind, bytes(body))) is not None]
        makings = [*told, *(one for one in on_the_way if not ahead.isdisjoint({one.order, one.of}))]
        here = {row[0] for row in _ORDERS_HERE.ask(connection, sorted({making.order for making in makings}))}
        here |= set(coming)
        bound = {name for one in makings if one.order not in here for name in (one.order, one.of) if name is not None}
        ahead = bound - found
    return found


def texts_about(connection: Connection, orders: Collection[str], *, coming: Collection[str] = ()) -> set[str]:
    """The notes that operations about these orders, and those that are `one_with` them, brought: what somebody typed there may be
    about anybody.
    """
    wanted = sorted(one_with(connection, orders, coming=coming))
    bodies = (*_DONE.ask(connection, wanted), *_TOLD.ask(connection, wanted))
    named = (references(json.loads(bytes(body))["payload"]) for (body,) in bodies)
    return {reference["note"] for found in named for reference in found if is_id(reference.get("note"))}


def forget(connection: Connection, *, people: Sequence[str] = (), notes: Sequence[str] = ()) -> None:
    """Takes people and texts out of the book without a trace, so that they can come again."""
    scrubbing.is_due(connection)
    delete_many(connection, tables.person_records, [(person,) for person in people], by=("person",))
    delete_many(connection, tables.notes, [(note,) for note in notes], by=("note",))


def save(connection: Connection, operations: Sequence[Operation]) -> None:
    """Writes the personal data and texts that travel beside operations."""
    records = [
        (r.person, r.revision, canonical(dict(r.fields)).decode(), r.salt) for o in operations for r in o.records
    ]
    insert_many(connection, tables.person_records, _RECORD, records)
    insert_many(connection, tables.notes, _NOTE, [(n.note, n.text, n.salt) for o in operations for n in o.notes])
