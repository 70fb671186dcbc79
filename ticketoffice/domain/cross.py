"""What the cross of a ticket does: one rule, for the judge of a cancellation, the tickets table and the results.

A live ticket is cancelled, or it is said why not; a gone one is kept while that is possible, else reinstated if its place
is free. Worked example: of an order that waits for its invoice, each cross is a lock; the evening begins, and the cross of
another order asks for a second person; a ticket is scanned, and its cross explains that used tickets are not cancelled.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from msgspec import Struct

from ticketoffice.domain import calendar, money, placing
from ticketoffice.domain.before import Came, Made
from ticketoffice.domain.operation import ACCEPTED, Verdict, refused
from ticketoffice.domain.order import is_pending_invoice
from ticketoffice.domain.people import NEEDS_SECOND_PERSON
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import LIVE_STATES, Cancellation, Performance, Ticket, TicketState
from ticketoffice.domain.still_open import is_unfinished, stands

GONE = (TicketState.CANCELLED, TicketState.REPLACED)
CANCELLED_BEFORE = "already_cancelled"
"""Why a ticket that is gone is not cancelled, and what the case of it is called."""


class Cross(Struct, frozen=True):
    """`mark`: cancels, explains (a press says why not), lock (the invoice that waits says why not), keep, reinstate, none.

    `why` is the refusal that stands in the way, `next` the deeds that would help.
    """

    mark: str
    why: str | None = None
    next: tuple[str, ...] = ()

    @property
    def is_cross(self) -> bool:
        """Whether it is about cancelling at all, be it that it only explains."""
        return self.mark in ("cancels", "explains", "lock")

    @property
    def can_cancel(self) -> bool:
        """Whether the ticket can go, alone or approved by a second person: then it can be ticked."""
        return self.mark == "cancels" or "alone" in self.next


# --- what a press does -------------------------------------------------------------------------------------------


def cross(dossier: Dossier, *, ticket: Ticket, situation: Situation) -> Cross:
    """What the cross of one ticket does at the time of this situation."""
    if ticket.state not in GONE:
        return glance(dossier, ticket=ticket, performance=situation.performances[ticket.performance], at=situation.at)
    cancellation = dossier.cancellation_of(ticket.id)
    if cancellation is not None and stands(cancellation, ticket):
        if why_final(dossier, cancellation=cancellation, situation=situation) is None:
            return Cross("keep", "already_cancelled", ("keep",))
        if why_not_reinstated(dossier, ticket=ticket, situation=situation).accepted:
            return Cross("reinstate", "already_cancelled", ("reinstate",))
    return Cross("none", "already_cancelled", already_cancelled(dossier, ticket=ticket).next)


def glance(dossier: Dossier, *, ticket: Ticket, performance: Performance, at: int) -> Cross:
    """The same for a row that knows the order's tickets, and of one that is used or over its money: one that is gone has no mark there.

    The last ticket of a waiting invoice has its lock too: to cancel it is to cancel the whole order, which is asked.
    """
    if ticket.state in GONE:
        return Cross("none", "already_cancelled")
    verdict = _why_not(dossier, ticket=ticket, performance=performance, at=at)
    if verdict.reason in (None, NEEDS_SECOND_PERSON.reason) and is_pending_invoice(dossier):
        verdict = invoice_waits(dossier)
    if verdict.reason is None:
        return Cross("cancels")
    return Cross("lock" if verdict.reason == "invoice_pending" else "explains", verdict.reason, verdict.next)


# --- cancelling --------------------------------------------------------------------------------------------------


def why_not(dossier: Dossier, *, tickets: Collection[str], situation: Situation, made: Made | None = None) -> Verdict:
    """What stands in the way of cancelling these tickets together, or ACCEPTED; a second person is asked for last.

    Each must be live (or displaced), not used before the cancellation was `made` (`domain.before`), not over; of a waiting
    invoice all go or none.
    """
    verdicts = [_why_not_named(dossier, name=name, situation=situation, made=made) for name in tickets]
    for verdict in verdicts:
        if verdict.reason not in (None, NEEDS_SECOND_PERSON.reason):
            return verdict
    if is_pending_invoice(dossier) and any(t.id not in tickets for t in dossier.live):
        return invoice_waits(dossier)
    return next((verdict for verdict in verdicts if not verdict.accepted), ACCEPTED)


def _why_not_named(dossier: Dossier, *, name: str, situation: Situation, made: Made | None) -> Verdict:
    ticket = dossier.own(name)
    performance = situation.performances[ticket.performance]
    entered = ticket.state == TicketState.USED and situation.came(name, than=made) == Came.BEFORE
    return _why_not(dossier, ticket=ticket, performance=performance, at=situation.at, entered=entered)


def _why_not(
    dossier: Dossier, *, ticket: Ticket, performance: Performance, at: int, entered: bool | None = None
) -> Verdict:
    """The same for one ticket, whatever its invoice says."""
    if ticket.state in GONE:
        return already_cancelled(dossier, ticket=ticket)
    if ticket.state == TicketState.USED if entered is None else entered:
        return refused(
            "used", next=(*out_of_goodwill(dossier, ticket), "undo-entry"), ticket=ticket.id, at=ticket.used_at
        )
    if calendar.is_over(performance, at=at):
        over = calendar.over_at(performance)
        return refused("performance_over", next=out_of_goodwill(dossier, ticket), ticket=ticket.id, at=over)
    return NEEDS_SECOND_PERSON if calendar.has_started(performance, at=at) else ACCEPTED


def out_of_goodwill(dossier: Dossier, ticket: Ticket) -> tuple[str, ...]:
    """The deed that gives money back for a ticket that is used, or over: offered where it would be accepted (`goodwill`)."""
    left = 0 if ticket.state in GONE else money.left_for_goodwill(dossier, ticket=ticket)
    return ("goodwill",) if left else ()


def invoice_waits(dossier: Dossier) -> Verdict:
    """A waiting invoice goes whole or not at all; beside somebody who is in already, not at all: its ticket must be paid."""
    used = [t for t in dossier.live if t.state == TicketState.USED]
    if used:
        last = max(used, key=lambda t: t.used_at or 0)
        return refused("invoice_entered", next=("pay",), ticket=last.id, at=last.used_at, order=dossier.order.number)
    waiting = dossier.open_invoice
    data: dict[str, Any] = {
        "invoice": waiting.number if waiting else None,
        "amount": max(dossier.balance, 0),
        "order": dossier.order.number,
    }
    return refused("invoice_pending", next=("reissue", "cancel-order"), **data)


def already_cancelled(dossier: Dossier, *, ticket: Ticket) -> Verdict:
    """The refusal that answers when, by whom, and what stands in its place: never a second refund."""
    cancellation = dossier.cancellation_of(ticket.id)
    unfinished = cancellation is not None and is_unfinished(cancellation, ticket)
    return refused(
        CANCELLED_BEFORE,
        next=("cancel successor",) if ticket.successor is not None else ("finish",) if unfinished else ("show",),
        unfinished=unfinished,
        ticket=ticket.id,
        at=cancellation.cancelled_at if cancellation else None,
        by=cancellation.cancelled_by if cancellation else None,
        successor=ticket.successor,
    )


# --- taking it back ----------------------------------------------------------------------------------------------


def why_final(dossier: Dossier, *, cancellation: Cancellation, situation: Situation) -> str | None:
    """Why this cancellation can no longer be kept, or None while it can (domain rule 3.7)."""
    ticket = dossier.ticket(cancellation.ticket)
    if ticket is None or ticket.state != TicketState.CANCELLED or cancellation.operation is None:
        return "not_cancelled_here"
    if ticket.successor is not None:
        return "reinstated"
    if cancellation.id in situation.final:
        return situation.final[cancellation.id]
    if any(r.paid_at is not None for r in dossier.refunds_of(cancellation.id)):
        return "paid_out"
    if cancellation.was == TicketState.PENDING and any(i.kind == "credit_note" for i in dossier.invoices):
        return "invoice_cancelled"
    if calendar.is_over(situation.performances[ticket.performance], at=situation.at):
        return "performance_over"
    return None if placing.can_return([ticket], situation=situation, beyond=True) else "place_taken"


def _is_paid(dossier: Dossier, ticket: Ticket) -> bool:
    """Whether a gone ticket was valid before it was cancelled here, or money that came since covers it."""
    gone = dossier.cancellation_of(ticket.id)
    was_valid = gone is not None and gone.operation is not None and gone.was != TicketState.PENDING
    return was_valid or -dossier.balance >= ticket.price


def why_not_reinstated(dossier: Dossier, *, ticket: Ticket, situation: Situation) -> Verdict:
    """A cancelled ticket without successor, whose place is free and whose performance is not over, or why not."""
    if ticket.state in LIVE_STATES:
        return refused("not_cancelled", ticket=ticket.id)
    if ticket.successor is not None and ticket.state == TicketState.CANCELLED:
        return refused("already_reinstated", next=("show",), ticket=ticket.id, successor=ticket.successor)
    if ticket.state != TicketState.CANCELLED:
        return already_cancelled(dossier, ticket=ticket)
    if calendar.is_over(situation.performances[ticket.performance], at=situation.at):
        return refused("performance_over", next=out_of_goodwill(dossier, ticket), ticket=ticket.id)
    if dossier.order.method == "invoice" and not _is_paid(dossier, ticket):
        return refused("invoice_cancelled", next=("show",), ticket=ticket.id)
    if not placing.can_return([ticket], situation=situation):
        return refused("place_taken", ticket=ticket.id, seat=ticket.seat_name)
    return ACCEPTED
