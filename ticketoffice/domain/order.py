"""What an order's state is: computed from its tickets and payments, never stored as a second truth.

By precedence: cancelled (no live ticket), expired, pending (somebody still has to pay), partly_cancelled, paid.
Worked example: of three tickets one is cancelled and two are valid: partly_cancelled; the last two cancelled: cancelled.
"""

from __future__ import annotations

from collections.abc import Iterable

from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import LIVE_STATES, Ticket, TicketState


def state_of(*, expired: bool, tickets: Iterable[tuple[str, bool]]) -> str:
    """The order's state from its tickets: (state, whether a successor replaced it); the successor counts instead."""
    known = list(tickets)
    states = {state for state, replaced in known if not replaced} or {state for state, _ in known}
    if not states & LIVE_STATES and TicketState.DISPLACED not in states:
        return "expired" if expired else "cancelled"
    if expired:
        return "expired"
    if TicketState.PENDING in states:
        return "pending"
    if TicketState.CANCELLED in states:
        return "partly_cancelled"
    return "paid"


def order_state(dossier: Dossier) -> str:
    """The state of a whole dossier."""
    return state_of(
        expired=dossier.order.expired, tickets=[(t.state, t.successor is not None) for t in dossier.tickets]
    )


def is_pending_invoice(dossier: Dossier) -> bool:
    """Whether single tickets cannot be cancelled, because an invoice waits for payment that would become wrong."""
    return dossier.order.method == "invoice" and any(t.state == TicketState.PENDING for t in dossier.tickets)


def whole(dossier: Dossier) -> tuple[Ticket, ...]:
    """The tickets that cancelling the whole order takes: all that are valid, waiting or without their place; used ones stay."""
    taken = (TicketState.VALID, TicketState.PENDING, TicketState.DISPLACED)
    return tuple(ticket for ticket in dossier.tickets if ticket.state in taken)


def total(dossier: Dossier) -> int:
    """The price of the live tickets."""
    return sum(ticket.price for ticket in dossier.live)


def paid(dossier: Dossier) -> int:
    """All money received, less what was moved to another order."""
    return sum(payment.amount for payment in dossier.payments)


def refunded(dossier: Dossier) -> int:
    """All money given back or promised."""
    return sum(refund.amount for refund in dossier.refunds if refund.withdrawn_at is None)
