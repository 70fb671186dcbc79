"""Papers on their way to a printer: from which state a job goes to which, how long one waits, and which count as papers.

No way to a printer answers more than "taken", so that between the first byte and that answer nobody knows whether there is a
paper. A job says so (`unknown`) and is never sent again by itself: whoever looked at the printer asks for another one, which
says DUPLICATA.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from ticketoffice.domain.state import Ticket

TICKETS, RECEIPT, SLIP, CLOSING, DRAWER_NOW, KICK, TEST = (
    *("tickets", "receipt", "slip", "closing", "drawer_now", "kick", "test"),
)
"""What is sent: papers of an order, a closing (Z), the drawer now (X), the pulse that opens the drawer, a trial."""
WHATS = (TICKETS, RECEIPT, SLIP, CLOSING, DRAWER_NOW, KICK, TEST)
OF_AN_ORDER = (TICKETS, RECEIPT, SLIP)

WAITING, SENDING, PRINTED, UNKNOWN, FAILED, EXPIRED = "waiting", "sending", "printed", "unknown", "failed", "expired"
ENDS = (PRINTED, UNKNOWN, FAILED, EXPIRED)
GOES_TO: dict[str, tuple[str, ...]] = {
    WAITING: (SENDING, FAILED, EXPIRED),
    SENDING: (PRINTED, UNKNOWN, FAILED),
    **{state: () for state in ENDS},
}
"""`sending` stands in the book before the first byte leaves; a job that ended stays as it ended."""
ON_PAPER = (PRINTED, UNKNOWN)
"""Where a paper is, or may be, in somebody's hands: the next one is a duplicate."""
OPEN_TO_A_PERSON = (UNKNOWN, FAILED, EXPIRED)
"""Somebody looks at the printer, and prints again or does not."""

LONGEST_WAIT = 10 * 60 * 1_000_000
"""Microseconds after which a job that waits is not sent any more: the customer is gone, and a paper that comes out hours later
lies in a printer for whoever takes it.
"""
LONGEST_WAIT_OF_A_KICK = 15 * 1_000_000
"""The same for the drawer, which never opens when nobody stands before it."""
KEPT = 30 * 24 * 3600 * 1_000_000
"""Microseconds for which it is known what became of a job; the journal knows for ever what was printed."""


class PrintJob(Struct, frozen=True):
    """A paper on its way (one of WHATS): what it is of, for which printer and in which of its languages, and how far it came.

    `actor`: the id of whoever asked. `language`: where the customer has none. `reason` with `data`: the sentence of what went wrong.
    `copies`: papers of it that were, or may have been, there before. Instants are microseconds UTC.
    """

    id: str
    epoch: str
    actor: str
    what: str
    order: str | None
    tickets: tuple[str, ...]
    closing: str | None
    printer: str
    form: str
    layout: str | None
    language: str
    state: str
    reason: str | None
    data: Mapping[str, object]
    copies: int
    asked_at: int
    ended_at: int | None


def may_go(state: str, to: str) -> bool:
    """Whether a job in this state can get into that one."""
    return to in GOES_TO[state]


def printed_payload(order: str, tickets: Sequence[Ticket]) -> dict[str, Any]:
    """The payload of printing these tickets of an order once more, as they stand. It names those whose first paper the customer was
    given and nobody printed here, so that the count goes on from it: the paper after this one is DUPLICATA 2.
    """
    payload: dict[str, Any] = {"order": order, "tickets": [ticket.id for ticket in tickets]}
    before = [ticket.id for ticket in tickets if papers_before(ticket) > (ticket.copies or 0)]
    return payload | ({"given_before": before} if before else {})


def papers_before(ticket: Ticket) -> int:
    """How many papers of a ticket, as it stands, there are already: those that were printed, and the one that the customer was
    given where none was printed from here (a roll printed ahead, another program). Above zero the next one is a duplicate.
    """
    return max(ticket.copies or 0, 0 if ticket.collected_at is None else 1)


def is_stale(what: str, *, asked_at: int, now: int) -> bool:
    """Whether a job that still waits has waited too long; a clock that was set back makes none younger."""
    longest = LONGEST_WAIT_OF_A_KICK if what == KICK else LONGEST_WAIT
    return not 0 <= now - asked_at <= longest


def found_at_start(what: str, state: str, *, asked_at: int, now: int, same_epoch: bool) -> str:
    """What a job is that the program finds when it begins: one in the middle may have come out; one that had not begun goes on,
    unless it is too old, or the book is an older copy, in which it may have been printed since.
    """
    if state == SENDING:
        return UNKNOWN
    if state == WAITING and (not same_epoch or what == KICK or is_stale(what, asked_at=asked_at, now=now)):
        return EXPIRED
    return state
