"""Credit goes back: what was paid for an order beyond what it owes (too much, too late), out of the payments it came by.

Worked example: an invoice of 62.00 is paid with 150.00 and its order cancelled: 150.00 are credit. 150.00 go back, no
more; the credit of a ticket that was only clicked is not among it, Finish has that.
"""

from __future__ import annotations

from ticketoffice.domain import money
from ticketoffice.domain.finishing import beyond, refund_from
from ticketoffice.domain.operation import ACCEPTED, Operation, Verdict, refused
from ticketoffice.domain.order import clicked, is_late
from ticketoffice.domain.release import released
from ticketoffice.domain.rules import check_method, check_reason
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import Row


def credit(dossier: Dossier) -> int:
    """What the customer has with the venue beside this order; 0 where nothing."""
    return max(0, -dossier.balance - clicked(dossier))


def why(dossier: Dossier) -> str:
    """Where the credit of an order comes from: overpaid, released (paid in part before), late_payment (after it was given
    up) or cancelled_at_source (which named no refund).
    """
    if not is_late(dossier):
        return "overpaid"
    gone = released(dossier)
    if not gone:
        here = any(c.operation is not None for c in dossier.cancellations)
        return "overpaid" if here else "cancelled_at_source"
    last = max(c.cancelled_at or 0 for _, c in gone)
    return "late_payment" if any((p.paid_at or 0) > last for p in dossier.payments) else "released"


def judge(operation: Operation, situation: Situation) -> Verdict:
    """Something of the credit, never more than it, by methods that give something, for a reason."""
    payload = operation.payload
    dossier = situation.dossiers[payload["order"]]
    left = credit(dossier)
    if not left:
        return refused("no_credit", next=("show",), order=dossier.order.number)
    for refund in payload["refunds"]:
        check_method(refund["method"], rules=situation.rules)
    asked = sum(refund["amount"] for refund in payload["refunds"])
    if asked <= 0 or any(refund["amount"] <= 0 or refund["method"] == "nothing" for refund in payload["refunds"]):
        return refused("wrong_amount", amount=asked)
    check_reason(payload["reason"], rules=situation.rules, note=operation.note)
    return beyond(dossier, refunds=payload["refunds"], most=left) or ACCEPTED


def apply(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The refunds, of no ticket."""
    rows: list[Row] = []
    for row in operation.payload["refunds"]:
        refund = refund_from(operation, row=row, order=operation.payload["order"], cancellation=None)
        rows += [refund, money.given_back(operation, refund)]
    return tuple(rows)
