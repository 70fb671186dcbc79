"""How tickets stand whose refund was to be finished here, after somebody else was first: the strip says it in their place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.desk.hand_out import Promise
from ticketoffice.desk.show import load, ticket_view
from ticketoffice.desk.views import TicketView

if TYPE_CHECKING:
    from ticketoffice.store.book import Book


class Settled(Struct, frozen=True):
    """A ticket, and who cancelled it elsewhere; None where that was done at this desk, or is not known."""

    ticket: TicketView
    elsewhere: Promise | None


def settled(book: Book, order: str, tickets: Sequence[str]) -> tuple[Settled, ...]:
    """These tickets of an order as they now stand, in the order of the order."""
    with book.read() as reading:
        shown = load(reading, order, now=book.clock.now())
        chosen = [t for t in shown.dossier.tickets if t.id in tickets]
        done = {t.id: c for t in chosen if (c := shown.dossier.cancellation_of(t.id)) is not None}
        last = {name: c.finish or c.operation or "" for name, c in done.items()}
        desks = reading.made_elsewhere(list(last.values()))
    first = {
        name: Promise(
            last[name],
            desks[last[name]],
            shown.staff.get(c.finished_by or c.cancelled_by or ""),
            c.finished_at or c.cancelled_at,
        )
        for name, c in done.items()
        if last[name] in desks
    }
    return tuple(Settled(ticket_view(shown, t), first.get(t.id)) for t in chosen)
