"""What is still open: the one answer to "must somebody still do something about this?".

A cancellation is clicked, finished, told and (where its order came from a shop) repeated there; its refund is promised
and given. What was taken in from a file happened before the import: it is nobody's work here, also where the file does
not say when. `store.open_lists` says the same in SQL, under the same names.
"""

from __future__ import annotations

from ticketoffice.domain.rules import BY_HAND, EXCHANGED, NOT_COLLECTED
from ticketoffice.domain.state import Cancellation, Case, Order, Refund, Ticket


def stands(cancellation: Cancellation, ticket: Ticket | None) -> bool:
    """Whether nobody has taken this cancellation back: its ticket was neither kept nor reinstated."""
    return cancellation.kept_at is None and ticket is not None and ticket.successor is None


def is_unfinished(cancellation: Cancellation, ticket: Ticket | None) -> bool:
    """Whether it was only clicked: reason and refund are still to be said."""
    return stands(cancellation, ticket) and cancellation.finished_at is None


def is_promised(refund: Refund) -> bool:
    """Whether this was promised here and can still be withdrawn: no money has left. A promise of nothing is one too."""
    return refund.promised_at is not None and refund.paid_at is None and refund.withdrawn_at is None


def is_owed(refund: Refund) -> bool:
    """Whether this money was promised here and has not left yet."""
    return is_promised(refund) and refund.amount > 0


def is_to_hand_out(refund: Refund) -> bool:
    """Whether the desk itself still owes it, from the drawer or at the terminal."""
    return is_owed(refund) and refund.method in BY_HAND


def is_open_case(case: Case) -> bool:
    """Whether nobody has settled this yet: a case is closed by a person alone."""
    return case.closed_at is None


def is_to_tell(cancellation: Cancellation, ticket: Ticket | None) -> bool:
    """Whether the customer does not know yet what was cancelled here and finished.

    Who did not collect a reservation knows; that is told only where somebody asked for it.
    """
    made_here = cancellation.operation is not None and cancellation.finished_at is not None
    is_asked = cancellation.reason != NOT_COLLECTED or cancellation.inform is not None
    return made_here and is_asked and stands(cancellation, ticket) and cancellation.told_at is None


def is_to_repeat(order: Order, cancellation: Cancellation, ticket: Ticket | None) -> bool:
    """Whether the shop that an order came from must still be told to cancel it too."""
    made_here = cancellation.operation is not None and cancellation.repeated_at is None
    gone = stands(cancellation, ticket) or (cancellation.kept_at is None and cancellation.reason == EXCHANGED)
    return made_here and order.source is not None and gone
