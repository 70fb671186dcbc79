"""What an order's state is: computed from its tickets and payments, never stored as a second truth.

By precedence: cancelled (no live ticket), expired, pending (somebody still has to pay), partly_cancelled, paid.
Worked example: of three tickets one is cancelled and two are valid: partly_cancelled; the last two cancelled: cancelled.

Which tickets wait is one rule (`settled`), asked after every operation: the tickets of a covered order are valid. Worked
example: a reservation of two at 30.00, of which 30.00 are paid, waits; one is cancelled, and the other is valid. If the
cancelled one is kept, it waits again, for its own 30.00.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from ticketoffice.domain.rules import PAYMENT_METHODS
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import LIVE_STATES, Ticket, TicketState
from ticketoffice.domain.still_open import is_unfinished


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


def is_late(dossier: Dossier) -> bool:
    """Whether money comes when nothing is left that it would pay."""
    return order_state(dossier) in ("cancelled", "expired")


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


def ways(dossier: Dossier) -> tuple[str, ...]:
    """The methods by which an order is called, that of the most money first: one that is called by the method of its money, by each
    method of it. Worked example: 20.00 in cash and 40.00 by card: card and cash; an invoice that was paid: invoice.
    """
    sums: Counter[str] = Counter()
    for payment in dossier.payments:
        sums[payment.method] += payment.amount
    found = [method for method in dict.fromkeys((*PAYMENT_METHODS, *sums)) if sums[method] > 0]
    if dossier.order.method not in found:
        return (dossier.order.method,)
    return tuple(sorted(found, key=lambda method: -sums[method]))


def refunded(dossier: Dossier) -> int:
    """All money given back or promised."""
    return sum(refund.amount for refund in dossier.refunds if refund.withdrawn_at is None)


def is_covered(dossier: Dossier, *, keep_ended: bool = False) -> bool:
    """Whether nothing is owed, and would not be if every open click were kept (unless Keep has ended)."""
    return dossier.balance + (0 if keep_ended else clicked(dossier)) <= 0


def clicked(dossier: Dossier) -> int:
    """The price of tickets that were paid for and clicked: until Finish their credit is theirs, and covers nobody else."""
    found = ((t, dossier.cancellation_of(t.id)) for t in dossier.tickets)
    return sum(t.price for t, c in found if c is not None and is_unfinished(c, t) and c.was != TicketState.PENDING)


def entered_unpaid(tickets: Iterable[tuple[str, str, int]], *, balance: int) -> list[str]:
    """Which of an order's tickets (id, state, price; by position) are used and still to be paid: their order was let in
    before its money came.

    What waits is owed first, and what was paid is of those who are in. Worked example: of two at 30.00 one is in, 60.00
    are owed: both are unpaid. 30.00 come: the one that is in is paid, the other one waits.
    """
    known = list(tickets)
    beyond = balance - sum(price for _, state, price in known if state == TicketState.PENDING)
    found: list[str] = []
    for name, state, price in reversed(known):
        if beyond > 0 and state == TicketState.USED and price:
            found.append(name)
            beyond -= price
    return found


def settled(before: Dossier, after: Dossier, *, keep_ended: bool, from_file: bool) -> tuple[Ticket, ...]:
    """The tickets that are valid, or wait, because of what an operation did to the money or the tickets of an order.

    A waiting ticket of a covered order is valid. In one that still owes, a ticket that comes back (kept, reinstated)
    waits where what was ever paid lets others in already; a click that is kept before Finish restores exactly. What a
    file says is valid stands, and so does what it holds although nothing was ever paid: that waits for its source.
    """
    if is_covered(after, keep_ended=keep_ended):
        if from_file and not paid(after):
            return ()
        return tuple(replace(t, state=TicketState.VALID.value) for t in after.tickets if t.state == TicketState.PENDING)
    if from_file or not (keep_ended or is_covered(before)):
        return ()
    lets_in = [t for t in after.tickets if t.state in (TicketState.VALID, TicketState.USED)]
    beyond = sum(t.price for t in lets_in) - paid(after)
    live_before = {t.id for t in before.live}
    waiting: list[Ticket] = []
    for ticket in reversed(lets_in):
        if beyond > 0 and ticket.id not in live_before:
            waiting.append(replace(ticket, state=TicketState.PENDING.value))
            beyond -= ticket.price
    return tuple(waiting)
