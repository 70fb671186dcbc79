"""Personal data and texts that travel beside operations: written beside them, and erased for good."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, delete, select, update

from ticketoffice.domain.canonical import canonical
from ticketoffice.domain.operation import Operation, PersonRecord
from ticketoffice.store import tables
from ticketoffice.store.telling import insert_many

MOST = 500
_RECORD = ("person", "revision", "fields", "salt")
_NOTE = ("note", "text", "salt")


def with_free_places(connection: Connection, operation: Operation) -> Operation:
    """The same operation, its records where there is room for them: what is here already stays as it is.

    Two desks that did not hear of each other give a person's next data the same revision; whoever comes later gets the next.
    """
    records: list[PersonRecord] = []
    p = tables.person_records.c
    for record in operation.records:
        rows = connection.execute(select(p.revision, p.salt).where(p.person == record.person)).all()
        known: dict[int, str | None] = {row[0]: row[1] for row in rows}
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
    n = tables.notes.c.note
    return set(connection.execute(select(n).where(n.in_(notes))).scalars()) if notes else set()


def erase(connection: Connection, *, people: Sequence[str] = (), notes: Sequence[str] = ()) -> None:
    """Takes the fields and salts of people, and texts, out of the book; the commitments in the journal then say nothing."""
    p, n, name = tables.person_records, tables.notes, bindparam("name", type_=tables.notes.c.note.type)
    if people:
        erased = update(p).where(p.c.person == name).values(fields=None, salt=None)
        connection.execute(erased, [{"name": person} for person in people])
    if notes:
        erased = update(n).where(n.c.note == name).values(text=None, salt=None)
        connection.execute(erased, [{"name": note} for note in notes])


def erased_people(connection: Connection, people: Sequence[str]) -> set[str]:
    """Those of whom only erased records stand here: what comes about them later is not kept (C22)."""
    p = tables.person_records.c
    kept: dict[str, bool] = {}
    for person, salt in connection.execute(select(p.person, p.salt).where(p.person.in_(list(people)))):
        kept[person] = kept.get(person, False) or salt is not None
    return {person for person, is_kept in kept.items() if not is_kept}


def orders_with(connection: Connection, people: Sequence[str]) -> set[str]:
    """The orders that these people bought, or hold a ticket of: what they are found by changes with them."""
    o, t = tables.orders.c, tables.tickets.c
    found: set[str] = set()
    for start in range(0, len(people), MOST):
        part = list(people[start : start + MOST])
        found |= set(connection.execute(select(o.id).where(o.customer.in_(part))).scalars())
        found |= set(connection.execute(select(t.order).where(t.holder.in_(part))).scalars())
    return found


def forget(connection: Connection, *, people: Sequence[str] = (), notes: Sequence[str] = ()) -> None:
    """Takes people and texts out of the book without a trace, so that they can come again."""
    p, n, name = tables.person_records, tables.notes, bindparam("name", type_=tables.notes.c.note.type)
    if people:
        connection.execute(delete(p).where(p.c.person == name), [{"name": person} for person in people])
    if notes:
        connection.execute(delete(n).where(n.c.note == name), [{"name": note} for note in notes])


def save(connection: Connection, operations: Sequence[Operation]) -> None:
    """Writes the personal data and texts that travel beside operations."""
    records = [
        (r.person, r.revision, canonical(dict(r.fields)).decode(), r.salt) for o in operations for r in o.records
    ]
    insert_many(connection, tables.person_records, _RECORD, records)
    insert_many(connection, tables.notes, _NOTE, [(n.note, n.text, n.salt) for o in operations for n in o.notes])
