"""What lies beside the journal (personal data, texts) against what its operations committed to.

An operation holds SHA-256(salt ‖ fields) of each record that travelled with it (0: C). A record that differs was changed
by somebody else; one without fields must have been erased by an operation.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from ticketoffice.domain.identity import commitment
from ticketoffice.store import tables
from ticketoffice.store.asking import ask_about
from ticketoffice.store.journal import Line, lines

AT_ONCE = 500
CHANGED_RECORD = "a person's data beside it was changed"
CHANGED_TEXT = "a text beside it was changed"
FAULTS = (CHANGED_RECORD, CHANGED_TEXT)

_p, _n = tables.person_records.c, tables.notes.c
_PERSONS = select(_p.person, _p.revision, _p.fields, _p.salt)
_PERSON = _PERSONS.where(_p.person == bindparam("wanted"))
_PERSONS = _PERSONS.where(_p.person.in_(bindparam("wanted", expanding=True)))
_TEXTS = select(_n.note, _n.text, _n.salt)
_TEXT = _TEXTS.where(_n.note == bindparam("wanted"))
_TEXTS = _TEXTS.where(_n.note.in_(bindparam("wanted", expanding=True)))


def first_difference(connection: Connection) -> str | None:
    """The first operation whose records are not those that it committed to ("epoch/seq: what"), or None."""
    erased = _erased(connection)
    part: list[Line] = []
    for line in lines(connection):
        part.append(line)
        if len(part) == AT_ONCE:
            if (fault := _difference(connection, part, erased=erased)) is not None:
                return fault
            part = []
    return _difference(connection, part, erased=erased)


def _difference(connection: Connection, part: Sequence[Line], *, erased: frozenset[str]) -> str | None:
    references = [(line, reference) for line in part for reference in _references(line.payload)]
    persons = sorted({r["person"] for _, r in references if "person" in r})
    texts = sorted({r["note"] for _, r in references if "note" in r})
    records = {(row[0], row[1]): row[2:] for row in ask_about(connection, persons, one=_PERSON, many=_PERSONS)}
    known = {row[0]: row[1:] for row in ask_about(connection, texts, one=_TEXT, many=_TEXTS)}
    for line, reference in references:
        is_text = "note" in reference
        name = reference["note"] if is_text else reference["person"]
        kept, salt = (known.get(name) if is_text else records.get((name, reference["revision"]))) or (None, None)
        gone = kept is None or salt is None
        same = name in erased if gone else _committed(kept, salt=salt, is_text=is_text) == reference["commitment"]
        if not same:
            return f"{line.epoch[:8]}/{line.seq}: {CHANGED_TEXT if is_text else CHANGED_RECORD}"
    return None


def _committed(kept: Any, *, salt: Any, is_text: bool) -> str | None:
    """The commitment to what is kept, or None where that is no record at all."""
    try:
        return commitment(salt=salt, fields={"text": kept} if is_text else json.loads(kept))
    except (ValueError, TypeError):
        return None


def _references(value: Any) -> Iterator[Mapping[str, Any]]:
    """The references to records in a payload, at any depth."""
    if isinstance(value, dict):
        if "commitment" in value and ("note" in value or "person" in value):
            yield value
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


def _erased(connection: Connection) -> frozenset[str]:
    o = tables.operations.c
    statement = select(*(o[name] for name in Line.__struct_fields__)).where(o.kind == "person_erased")
    found: set[str] = set()
    for row in connection.execute(statement):
        payload = Line(*row).payload
        found |= {payload["person"], *payload.get("notes", ())}
    return frozenset(found)
