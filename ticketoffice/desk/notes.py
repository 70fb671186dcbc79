"""What is only written down about an order: a note, and that its shop was told of a cancellation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ticketoffice.desk.making import make
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import Who
from ticketoffice.domain.said import whole_note
from ticketoffice.domain.still_open import is_to_repeat

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed


def add_note(book: Book, order: str, *, text: str, who: Who) -> Changes:
    """A note on an order, found by its words from now on; raises RuleBroken `note_missing`
    for a text that says nothing, `note_too_long` for one that cannot be kept whole."""

    def work(deed: Deed) -> Changes:
        deed.dossier(order)
        if whole_note(text) is None:
            raise RuleBroken("note_missing")
        payload = {"order": order}
        return changes(deed.record(make(deed, "note_added", who=Who(who.person), payload=payload, note=text)))

    return book.write(work)


def repeated_at_source(book: Book, order: str, *, who: Who, tickets: Sequence[str] | None = None) -> Changes:
    """The shop that an order came from was told to cancel these tickets too (None: all that are open there).

    Raises RuleBroken `nothing_to_repeat`.
    """

    def work(deed: Deed) -> Changes:
        dossier = deed.dossier(order)
        open_ones = [
            c.id
            for c in dossier.cancellations
            if is_to_repeat(dossier.order, c, dossier.ticket(c.ticket)) and (tickets is None or c.ticket in tickets)
        ]
        if not open_ones:
            raise RuleBroken("nothing_to_repeat", data={"order": dossier.order.number})
        payload = {"order": order, "cancels": open_ones}
        return changes(deed.record(make(deed, "repeated_at_source", who=who, payload=payload)))

    return book.write(work)
