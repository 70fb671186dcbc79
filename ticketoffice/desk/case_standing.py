"""What had been before a case's deed, and what stands now: who had cancelled it where and when, what replaced it since, and
whether money for it went out twice.

It is read from the order as it stands: the same at every desk and at the centre, but for the name of a desk whose deed was
before a first load.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.desk.case_families import BEFORE_SOMEBODY, GIVEN_BESIDE, PAID_TWICE, REPLACED_SINCE
from ticketoffice.domain.cross import CANCELLED_BEFORE, GONE
from ticketoffice.domain.money import too_much
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import LIVE_STATES, Cancellation, Ticket
from ticketoffice.store.sync_lists import lines_of

if TYPE_CHECKING:
    from ticketoffice.desk.attention import Open
    from ticketoffice.store.reading import Reading


class Before(Struct, frozen=True):
    """Of a ticket that had been cancelled before: at what instant (microseconds UTC), by whom and at which desk, as far as
    that is known. `tickets`: which they were, by id.

    `given`: what was handed out for them without a promise that stands (twice: as far as it was too much), `given_first`: what was handed
    out for the cancellation that stands; minor units. `successors`: the live tickets that have their places now, by id.
    """

    tickets: tuple[str, ...]
    at: int | None
    by: str | None
    desk: str | None
    given: int
    given_first: int
    successors: tuple[Ticket, ...] = ()

    @property
    def why(self) -> str:
        """What the case is called."""
        if self.given:
            return PAID_TWICE if self.given_first else GIVEN_BESIDE
        if self.successors:
            return REPLACED_SINCE
        return BEFORE_SOMEBODY if self.at is not None else CANCELLED_BEFORE


def before(
    reading: Reading,
    found: Sequence[tuple[Open, Dossier, Collection[str]]],
    *,
    desks: Mapping[str, str],
    staff: Mapping[str, str],
) -> dict[str, Before]:
    """By the key of each case that says so: (case, its order, the tickets that it names)."""
    asked = {row.key: _gone(row, dossier, tickets) for row, dossier, tickets in found if row.kind == CANCELLED_BEFORE}
    clicks = lines_of(reading.connection, [c.operation for gone in asked.values() for c in gone if c.operation])
    told = {}
    for row, dossier, _ in found:
        if gone := asked.get(row.key):
            first = gone[0]
            click = clicks.get(first.operation or "")
            tickets = tuple(c.ticket for c in gone)
            given, given_first = _handed_out(dossier, tickets)
            told[row.key] = Before(
                tickets=tickets,
                at=first.cancelled_at,
                by=staff.get(first.cancelled_by or ""),
                desk=desks.get((click.desk if click is not None else None) or ""),
                given=given,
                given_first=given_first,
                successors=_successors(reading, dossier, tickets),
            )
    return told


def _gone(row: Open, dossier: Dossier, tickets: Collection[str]) -> list[Cancellation]:
    """The cancellations that stood already, of those tickets that are gone."""
    found = [dossier.cancellation_of(ticket) for ticket in tickets if dossier.own(ticket).state in GONE]
    known = [c for c in found if c is not None and c.operation != row.operation]
    return sorted(known, key=lambda c: (c.cancelled_at or 0, c.id))


def _handed_out(dossier: Dossier, tickets: Collection[str]) -> tuple[int, int]:
    """What was handed out beside the cancellations that stand (twice: as far as it was too much), and for them."""
    out = [r for r in dossier.refunds if r.ticket in tickets and r.paid_at is not None and r.withdrawn_at is None]
    paid = [r for r in out if not r.goodwill]
    first = sum(r.amount for r in paid if r.cancellation is not None)
    beyond = too_much(dossier)
    given = sum(beyond.get(t, 0) for t in tickets) if first else sum(r.amount for r in paid if r.cancellation is None)
    return given, first


def _successors(reading: Reading, dossier: Dossier, tickets: Collection[str]) -> tuple[Ticket, ...]:
    """The live tickets that have come into the place of these, each the last one of its chain."""
    found: list[Ticket] = []
    ahead = [t.successor for t in dossier.tickets if t.id in tickets and t.successor is not None]
    while ahead:
        known = reading.tickets(ahead)
        found += [known[name] for name in ahead if name in known and known[name].state in LIVE_STATES]
        ahead = [t.successor for t in known.values() if t.successor is not None]
    return tuple(found)
