"""Cases are settled by a person, never by themselves (0-decisions 50)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ticketoffice.desk.making import make, whole_note
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import Who

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
