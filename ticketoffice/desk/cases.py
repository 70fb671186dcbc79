"""Cases are settled by a person, never by themselves (0-decisions 50)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketoffice.desk.making import LONGEST_NOTE, make
from ticketoffice.domain.canonical import clean_text
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import Who

if TYPE_CHECKING:
    from ticketoffice.store.book import Book, Deed


def close_case(book: Book, case: str, *, who: Who, note: str) -> Changes:
    """A case is settled; `note` says how. Raises RuleBroken `not_found`, `case_closed` or `note_missing`."""

    def work(deed: Deed) -> Changes:
        found = deed.reading.case(case)
        if clean_text(note, longest=LONGEST_NOTE) is None:
            raise RuleBroken("note_missing")
        payload = {"order": found.order, "case": case}
        return changes(deed.record(make(deed, "case_closed", who=who, payload=payload, note=note)))

    return book.write(work)
