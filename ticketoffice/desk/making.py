"""How a deed makes an operation: its id and time, its people, and the texts that travel beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.identity import commitment
from ticketoffice.domain.operation import INSTEAD, NoteText, Operation, PersonRecord
from ticketoffice.domain.operations import KINDS
from ticketoffice.domain.people import NONE_BY_RULE, SHORTEST_ALONE, Who
from ticketoffice.domain.said import whole_note

if TYPE_CHECKING:
    from ticketoffice.store.deed import Deed


def make(
    deed: Deed,
    kind: str,
    *,
    who: Who | None,
    payload: Mapping[str, Any],
    note: str | None = None,
    records: tuple[PersonRecord, ...] = (),
    notes: tuple[NoteText, ...] = (),
    id: str | None = None,
) -> Operation:
    """An operation of `who` at the deed's time (None: the clock's, by a rule). A `note` goes beside it, its commitment
    into the payload; a fact about an order of which the centre has not told yet says what that was made of. Raises
    RuleBroken `note_too_long`, `short_alone`.
    """
    who = who or Who(None)
    payload = dict(payload)
    if INSTEAD in KINDS[kind].effects:
        payload |= deed.stands_on(payload["order"])
    text = whole_note(note)
    if text is not None:
        reference, record = note_beside(deed, text)
        payload["note"] = reference
        notes = (*notes, record)
    second = who.second
    if second is None and who.alone is not None:
        second = NONE_BY_RULE
        typed = whole_note(who.alone) or ""
        if len(typed) < SHORTEST_ALONE:
            raise RuleBroken("short_alone", data={"least": SHORTEST_ALONE})
        payload["alone"], record = note_beside(deed, typed)
        notes = (*notes, record)
    return Operation(
        id=id or deed.new_id(),
        kind=kind,
        at=deed.at,
        actor=who.person,
        payload=payload,
        second_person=second,
        records=records,
        notes=notes,
    )


def numbered_paper(deed: Deed) -> dict[str, str]:
    """An invoice or a credit note that an operation brings: its id, and the next number of this desk's own series."""
    return {"id": deed.new_id(), "number": deed.invoice_number()}


def note_beside(deed: Deed, text: str) -> tuple[dict[str, str], NoteText]:
    """A text as it travels: its reference for the payload and the record that holds it."""
    salt = deed.random(16).hex()
    note = NoteText(note=deed.new_id(), text=text, salt=salt)
    return {"note": note.note, "commitment": commitment(salt=salt, fields={"text": text})}, note


def person_beside(
    deed: Deed, *, person: str, revision: int, fields: Mapping[str, str]
) -> tuple[dict[str, Any], PersonRecord]:
    """A person's data as it travels: reference with commitment, and the record."""
    salt = deed.random(16).hex()
    record = PersonRecord(person, revision, dict(fields), salt)
    reference = {"person": person, "revision": revision, "commitment": commitment(salt=salt, fields=record.fields)}
    return reference, record
