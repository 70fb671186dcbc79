"""What lies beside the journal (personal data, texts) against what its operations committed to.

An operation holds SHA-256(salt ‖ fields) of each record that travelled with it (0: C). A record that differs was changed
by somebody else; one without fields must have been erased by an operation. What is missing may also have been lost: a desk was
put out, and its centre put back to before it had those data.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from ticketoffice.domain import travel
from ticketoffice.domain.identity import commitment, references
from ticketoffice.domain.never_made import made_of
from ticketoffice.domain.operation import FULL, REFUSED, NoteText, PersonRecord
from ticketoffice.store import personal_data, tables
from ticketoffice.store.asking import About
from ticketoffice.store.journal import UNREAD, Line, lines

AT_ONCE = 500
CHANGED_RECORD = "a person's data beside it is missing or was changed"
CHANGED_TEXT = "a text beside it is missing or was changed"
FAULTS = (CHANGED_RECORD, CHANGED_TEXT)

_p, _n = tables.person_records.c, tables.notes.c
_PERSONS = About(select(_p.person, _p.revision, _p.fields, _p.salt), _p.person)
_TEXTS = About(select(_n.note, _n.text, _n.salt), _n.note)


def first_difference(connection: Connection) -> str | None:
    """The first operation whose records are not those that it committed to ("epoch/seq: what"), or None."""
    was_put_out = connection.execute(select(tables.centre.c.put_out_at)).scalar_one_or_none() is not None
    erased = None if was_put_out else _erased(connection)
    part: list[Line] = []
    for line in lines(connection):
        part.append(line)
        if len(part) == AT_ONCE:
            if (fault := _difference(connection, part, erased=erased)) is not None:
                return fault
            part = []
    return _difference(connection, part, erased=erased)


def _difference(connection: Connection, part: Sequence[Line], *, erased: frozenset[str] | None) -> str | None:
    """`erased`: those whom an operation erased; None: everybody may be (`put_out`)."""
    readable = [line for line in part if line.kind != UNREAD]
    named = [(line, reference) for line in readable for reference in references(line.payload)]
    persons = sorted({r["person"] for _, r in named if "person" in r})
    texts = sorted({r["note"] for _, r in named if "note" in r})
    kept = _by_name(_PERSONS.ask(connection, persons), skip=1)
    kept |= _by_name(_TEXTS.ask(connection, texts), skip=0)
    of_erased: set[str] | None = None
    for line, reference in named:
        is_text = "note" in reference
        name = reference["note"] if is_text else reference["person"]
        found = kept.get(name, [])
        same = any(_committed(what, salt=salt, is_text=is_text) == reference["commitment"] for what, salt in found)
        if same or ((erased is None or name in erased) and _is_gone(found)):
            continue
        if not is_text and _was_refused(connection, line):
            continue
        if is_text and erased and _is_gone(found):
            of_erased = _orders_of(connection, erased) if of_erased is None else of_erased
            if not of_erased.isdisjoint((_order_of(line.payload), *made_of(line.payload))):
                continue
        return f"{line.epoch[:8]}/{line.seq}: {CHANGED_TEXT if is_text else CHANGED_RECORD}"
    return None


def _order_of(payload: Mapping[str, Any]) -> str | None:
    """The order that an operation is about, or makes: a sale names its own with all that it is."""
    told = payload.get("order")
    return told.get("id") if isinstance(told, Mapping) else told


def _orders_of(connection: Connection, erased: frozenset[str]) -> set[str]:
    return personal_data.one_with(connection, personal_data.orders_with(connection, sorted(erased)))


def _was_refused(connection: Connection, line: Line) -> bool:
    """Whether the centre refused it, or this book did as a centre: what it said of people is kept nowhere."""
    a = tables.answers.c
    answer = connection.execute(select(a.answer).where(a.operation == line.id)).scalar_one_or_none()
    return answer == travel.REFUSED or line.effect.startswith(REFUSED)


def _is_gone(found: Sequence[tuple[Any, Any]]) -> bool:
    return not found or any(salt is None for _, salt in found)


def _by_name(rows: Sequence[tuple[Any, ...]], *, skip: int) -> dict[str, list[tuple[Any, Any]]]:
    """What is kept of each person, in any revision (two desks may have meant the same one), or as a text."""
    found: dict[str, list[tuple[Any, Any]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append((row[1 + skip], row[2 + skip]))
    return found


def _committed(kept: Any, *, salt: Any, is_text: bool) -> str | None:
    """The commitment to what is kept, or None where that is no record at all."""
    if kept is None or salt is None:
        return None
    try:
        fields = {"text": kept} if is_text else json.loads(kept) if isinstance(kept, str) else dict(kept)
        return commitment(salt=salt, fields=fields)
    except (ValueError, TypeError):
        return None


def are_committed(payload: Mapping[str, Any], *, records: Sequence[PersonRecord], notes: Sequence[NoteText]) -> bool:
    """Whether each of these records is one that the payload committed to."""
    persons = {(r["person"], r["revision"]): r["commitment"] for r in references(payload) if "person" in r}
    texts = {r["note"]: r["commitment"] for r in references(payload) if "note" in r}
    return all(
        persons.get((r.person, r.revision)) == _committed(r.fields, salt=r.salt, is_text=False) for r in records
    ) and all(texts.get(n.note) == _committed(n.text, salt=n.salt, is_text=True) for n in notes)


def _erased(connection: Connection) -> frozenset[str]:
    """Whom, and which notes, an operation erased: of this book, or of another desk, heard from the centre."""
    o, h = tables.operations.c, tables.heard.c
    found: set[str] = set()
    for asked in (
        select(o.body).where(o.kind == "person_erased", o.effect == FULL),
        select(h.body).where(h.kind == "person_erased", h.effect == FULL),
    ):
        for body in connection.execute(asked).scalars():
            payload = json.loads(bytes(body))["payload"]
            found |= {payload["person"], *payload.get("notes", ())}
    return frozenset(found)
