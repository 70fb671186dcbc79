"""Personal data and texts that travel beside operations and orders: what is here of them, and what the centre tells, which
stands beside what is here; what it erased is erased here.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, select

from ticketoffice.domain.canonical import canonical
from ticketoffice.domain.identity import commitment, references
from ticketoffice.domain.operation import NoteText, PersonRecord
from ticketoffice.store import customer_fields, personal_data, tables
from ticketoffice.store.asking import About
from ticketoffice.store.telling import delete_many, insert_many

_p, _n = tables.person_records.c, tables.notes.c
_RECORDS = About(select(_p.person, _p.revision, _p.fields, _p.salt).order_by(_p.person, _p.revision), _p.person)
_TEXTS = About(select(_n.note, _n.text, _n.salt), _n.note)
_COLUMNS = ("person", "revision", "fields", "salt")
_Row = tuple[int, str | None, str | None]


def records(connection: Connection, people: Iterable[str]) -> dict[str, list[PersonRecord]]:
    """All revisions of these people's data, oldest first; an erased one has no fields and no salt."""
    found: dict[str, list[PersonRecord]] = {}
    for person, revision, fields, salt in _RECORDS.ask(connection, sorted(set(people))):
        record = PersonRecord(person, revision, json.loads(fields) if fields else {}, salt or "")
        found.setdefault(person, []).append(record)
    return found


def texts(connection: Connection, notes: Iterable[str]) -> dict[str, NoteText]:
    """These texts; an erased one is empty and has no salt."""
    rows = _TEXTS.ask(connection, sorted(set(notes)))
    return {note: NoteText(note, text or "", salt or "") for note, text, salt in rows}


def save(connection: Connection, told: Sequence[PersonRecord], notes: Sequence[NoteText]) -> None:
    """The centre's revisions of each person count; one of this desk of which it has not told comes after them, and what was
    made of both here is made anew (`customer_fields.on_top`).
    """
    by_person: dict[str, list[PersonRecord]] = {}
    for record in {(one.person, one.revision): one for one in told}.values():
        by_person.setdefault(record.person, []).append(record)
    people = sorted(by_person)
    here: dict[str, list[_Row]] = {}
    for person, revision, fields, salt in sorted(_RECORDS.ask(connection, people), key=itemgetter(1)):
        here.setdefault(person, []).append((revision, fields, salt))
    rows: list[tuple[str, int, str | None, str | None]] = []
    replaced: list[str] = []
    changed_here: list[str] = []
    for person, revisions in by_person.items():
        stands = [
            (r.revision, canonical(dict(r.fields)).decode() if r.salt else None, r.salt or None) for r in revisions
        ]
        if stands == here.get(person):
            continue
        ours = _ours(connection, person, here.get(person, []), told={salt for _, _, salt in stands})
        if ours:
            changed_here.append(person)
        last = max(revision for revision, _, _ in stands)
        stands += [(last + place, fields, salt) for place, (_, fields, salt) in enumerate(ours, start=1)]
        rows += [(person, *row) for row in stands]
        if person in here:
            replaced.append(person)
    delete_many(connection, tables.person_records, [(person,) for person in replaced], by=("person",))
    insert_many(connection, tables.person_records, _COLUMNS, rows)
    if changed_here:
        _save_on_top(connection, changed_here)
    _save_texts(connection, notes)


def _ours(connection: Connection, person: str, here: Sequence[_Row], *, told: Collection[str | None]) -> list[_Row]:
    """What of a person stays here beside what the centre has `told` (by its salts): what own operations committed to of which it has
    not told. Of whoever was erased, and named again since, only what was said here by somebody who had heard of that.
    """
    had_heard = any(salt is None for _, _, salt in here)
    if None in told and not (had_heard and any(told)):
        return []
    kept = [row for row in here if customer_fields.is_committed(row[2]) and row[2] not in told]
    waits = _committed(connection, person) if kept else set()
    return [row for row in kept if commitment(salt=row[2] or "", fields=json.loads(row[1] or "{}")) in waits]


def _committed(connection: Connection, person: str) -> set[str]:
    """What own operations of which the centre has not told committed to of a person."""
    bodies = connection.execute(customer_fields.own_not_told()).scalars()
    named = (one for body in bodies for one in references(json.loads(body)["payload"]))
    return {one["commitment"] for one in named if one.get("person") == person}


def take_back(connection: Connection, references: Sequence[Mapping[str, Any]]) -> set[str]:
    """What the centre refused to know of people is not known here either; what stood on top of it is made anew. Returns the orders
    that are found by it.
    """
    refused = {(one["person"], one["commitment"]) for one in references}
    people = sorted({person for person, _ in refused})
    gone = [
        (record.person, record.revision)
        for found in records(connection, people).values()
        for record in found
        if record.salt.startswith(customer_fields.ON_TOP)
        or (record.person, commitment(salt=record.salt, fields=record.fields)) in refused
    ]
    delete_many(connection, tables.person_records, gone, by=("person", "revision"))
    _save_on_top(connection, people)
    return personal_data.orders_with(connection, people)


def _save_on_top(connection: Connection, people: Sequence[str]) -> None:
    made = customer_fields.on_top(connection, people)
    rows = [(one.person, one.revision, canonical(dict(one.fields)).decode(), one.salt) for one in made]
    insert_many(connection, tables.person_records, _COLUMNS, rows)


def _save_texts(connection: Connection, notes: Sequence[NoteText]) -> None:
    told = {note.note: note for note in notes}
    here = set(texts(connection, told))
    new = [(note.note, note.text, note.salt) for name, note in told.items() if name not in here and note.salt]
    insert_many(connection, tables.notes, ("note", "text", "salt"), new)
    erased = sorted(name for name in here if not told[name].salt)
    personal_data.erase(connection, notes=erased)
