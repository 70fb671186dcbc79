"""Cases are settled by a person, never by themselves (0-decisions 50)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.desk.making import make
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.notes import note_of
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import Who
from ticketoffice.domain.said import whole_note

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed

SHORT = 8
"""Digits of a case's id that a list prints."""
DIGITS = re.compile(r"[0-9a-f]{1,32}")


def case_of(book: Book, text: str) -> str:
    """The case with this id, or with an id that begins so; raises RuleBroken `not_found`, or `several_cases`."""
    digits = text.strip().casefold()
    with book.read() as reading:
        found = reading.cases_beginning(digits) if DIGITS.fullmatch(digits) else []
    if not found:
        raise RuleBroken("not_found", data={"text": text.strip()[:80], "kind": "case"}, next=("report cases",))
    if len(found) > 1:
        raise RuleBroken("several_cases", data={"text": digits}, next=("report cases",))
    return found[0]


def close_case(book: Book, case: str, *, who: Who, note: str) -> Changes:
    """A case is settled; `note` says how. Raises RuleBroken `not_found`, `case_closed`, `note_missing` or
    `note_too_long`."""

    def work(deed: Deed) -> Changes:
        found = deed.reading.case(case)
        if whole_note(note) is None:
            raise RuleBroken("note_missing")
        payload = {"order": found.order, "case": case}
        return changes(deed.record(make(deed, "case_closed", who=who, payload=payload, note=note)))

    return book.write(work)


class Closed(Struct, frozen=True):
    """How a case was settled, and when (microseconds UTC). `desk`: the other desk that did it, None where it was this one or is
    not known; `by` and `note` are None where nobody here knows them.
    """

    at: int
    desk: str | None
    by: str | None
    note: str | None
    timezone: str


def how_closed(book: Book, case: str) -> Closed | None:
    """The same of a case with this id, or None while it is open."""
    with book.read() as reading:
        found = reading.case(case)
        if found.closed_at is None:
            return None
        lines = reading.history.of(found.order)
        line = next((e for e in lines if e.kind == "case_closed" and e.payload.get("case") == case), None)
        note = note_of(line.payload) if line is not None else None
        return Closed(
            found.closed_at,
            reading.made_elsewhere([line.id]).get(line.id) if line is not None else None,
            reading.staff().get(found.closed_by or ""),
            reading.texts([note]).get(note) if note is not None else None,
            reading.rules().timezone,
        )
