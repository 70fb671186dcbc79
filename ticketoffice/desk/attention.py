"""What needs somebody: cases that are open, what this desk did and is contested, refusals whose case has not come yet.

One list, counted once, whoever shows it: the chip, the lists, the commands.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from ticketoffice.desk.case_words import NOTHING_LEFT, OF_CREDIT, SETTLED, USED_NO_MORE
from ticketoffice.domain.credit import credit
from ticketoffice.domain.cross import out_of_goodwill
from ticketoffice.domain.state import TicketState
from ticketoffice.domain.travel import REFUSED
from ticketoffice.store import sync_lists

if TYPE_CHECKING:
    from ticketoffice.domain.situation import Dossier
    from ticketoffice.store.book import Book
    from ticketoffice.store.reading import Reading


USED, OVER = "used", "performance_over"


class Open(Struct, frozen=True):
    """One thing to look at. `case` None: only this desk knows of it, and nothing can be closed yet; `contested`: the centre
    has not answered yet.
    """

    case: str | None
    operation: str
    kind: str
    contested: bool
    at: int
    order: str | None
    ticket: str | None

    @property
    def key(self) -> str:
        """Its own for as long as it is there."""
        return self.case or self.operation


def needs_attention(reading: Reading, *, orders: Collection[str] | None = None) -> tuple[Open, ...]:
    """All of it, or that of these orders, each operation once: cases, the oldest first, then what only this desk knows of."""
    connection = reading.connection
    found = [
        Open(case.id, case.operation, case.kind, False, case.opened_at, case.order, case.ticket)
        for case in sync_lists.open_cases(connection, orders=orders)
    ]
    known = {row.operation for row in found}
    found += [
        Open(None, row.operation, row.reason, True, row.since, row.order, _ticket_in(row.data))
        for row in sync_lists.contested(connection)
        if row.operation not in known and row.reason != "not_cancelled"
    ]
    known |= {row.operation for row in found}
    found += [
        Open(None, row.line.id, row.reason or REFUSED, False, row.answered_at, row.order, None)
        for row in sync_lists.refused_without_case(connection)
        if row.line.id not in known
    ]
    return tuple(row for row in found if orders is None or row.order in orders)


def count_by_kind(found: Iterable[Open]) -> dict[str, int]:
    """How many of each kind."""
    return dict(sorted(Counter(row.kind for row in found).items()))


def attention(book: Book) -> dict[str, int]:
    """How many things of each kind need somebody now."""
    with book.read() as reading:
        return count_by_kind(needs_attention(reading))


def why_of(row: Open, dossier: Dossier | None, *, tickets: Collection[str] = ()) -> str:
    """What it is called as things stand: of a case whose credit is gone nothing is owed any more; goodwill is offered where
    one of its `tickets` would be given it, an entry is undone where there is one.
    """
    if dossier is None:
        return row.kind
    if row.kind in OF_CREDIT and not credit(dossier):
        return row.kind + SETTLED
    known = [dossier.own(ticket) for ticket in tickets]
    if row.kind == USED and known and not any(ticket.state == TicketState.USED for ticket in known):
        return USED_NO_MORE
    if row.kind in (USED, OVER) and known and not any(out_of_goodwill(dossier, ticket) for ticket in known):
        return row.kind + NOTHING_LEFT
    return row.kind


def _ticket_in(data: str | None) -> str | None:
    found = msgspec.json.decode(data).get("ticket") if data else None
    return found if isinstance(found, str) else None
