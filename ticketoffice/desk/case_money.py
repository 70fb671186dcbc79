"""What was handed out too much, said once: by the case of the hand-out itself, as far as it is still owed to the venue.

The case of the refused wish that led to it (a cancellation, a goodwill, a credit given back) names no money beside it. It is
read from rows that all hold: the same at every desk and at the centre, also after one of the two cases was closed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ticketoffice.desk.case_words import SETTLED
from ticketoffice.domain.identity import child_id
from ticketoffice.domain.money import too_much
from ticketoffice.domain.order import clicked, whole
from ticketoffice.domain.state import Case, Refund

if TYPE_CHECKING:
    from ticketoffice.desk.attention import Open
    from ticketoffice.domain.situation import Dossier
    from ticketoffice.store.journal import Line
    from ticketoffice.store.reading import Reading

OVER_REFUND = "over_refund"
NOT_CANCELLED_YET = "over_refund_not_cancelled"
INSTEAD = "over_refund_instead"
"""What it is called that money was handed out which somebody else had promised: that promise is withdrawn."""
WISHES = ("tickets_cancelled", "cancellation_finished", "goodwill_refunded", "credit_refunded")


class HandOut(Struct, frozen=True):
    """What a case says of a hand-out: the money that is really too much (minor units, 0 for none) and, where it is called
    otherwise than its kind, `why`.
    """

    amount: int
    why: str | None = None


def hand_outs(
    reading: Reading, found: Sequence[Open], dossiers: Mapping[str, Dossier], lines: Mapping[str, Line]
) -> dict[str, HandOut]:
    """By the key of each case that is about a hand-out, or about the wish that led to one; the oldest first."""
    known = [row for row in found if row.order in dossiers and row.operation in lines]
    over: dict[str, list[Case]] = {}
    for case in reading.cases_of(sorted({row.order for row in known if row.order is not None})):
        if case.kind == OVER_REFUND:
            over.setdefault(case.order, []).append(case)
    left = {order: _Left(dossiers[order]) for order in over}
    said: dict[str, HandOut] = {}
    for row in known:
        line = lines[row.operation]
        if row.order not in over or not line.is_read:
            continue
        if row.kind == OVER_REFUND and line.kind == "refund_paid_out":
            refund = _beside(row, line.payload, dossiers[row.order])
            if refund is not None:
                said[row.key] = left[row.order].take(refund)
        elif line.kind in WISHES and _led_to(line, over[row.order]):
            said[row.key] = HandOut(0)
    return said


class _Left:
    """What of an order is too much and not said yet."""

    def __init__(self, dossier: Dossier) -> None:
        self.of_ticket = too_much(dossier)
        self.owed = max(0, dossier.balance + clicked(dossier))
        self.live = {ticket.id for ticket in whole(dossier)}
        self.out_of_goodwill = {refund.ticket for refund in dossier.refunds if refund.goodwill}
        self.withdrawn_for: Counter[tuple[str | None, int | None]] = Counter()
        for gone in dossier.refunds:
            if gone.withdrawn_at is not None and gone.paid_at is None:
                self.withdrawn_for[gone.ticket, gone.withdrawn_at] += gone.amount

    def take(self, refund: Refund) -> HandOut:
        """What this hand-out gave too much; nothing for a ticket that can still be cancelled, or once it was brought back."""
        if refund.amount == self.withdrawn_for.get((refund.ticket, refund.promised_at)):
            return HandOut(0, INSTEAD)
        if refund.ticket in self.live and refund.ticket not in self.out_of_goodwill:
            return HandOut(0, NOT_CANCELLED_YET)
        beyond = refund.amount if refund.ticket is None else self.of_ticket.get(refund.ticket, 0)
        amount = min(refund.amount, beyond, self.owed)
        self.owed -= amount
        if refund.ticket is not None:
            self.of_ticket[refund.ticket] = beyond - amount
        return HandOut(amount, None if amount else OVER_REFUND + SETTLED)


def _beside(row: Open, payload: Mapping[str, Any], dossier: Dossier) -> Refund | None:
    """The refund that this hand-out opened its case for; None where it was booked otherwise (`domain.finishing`)."""
    given = {
        child_id(row.operation, name=f"given {n}") for n in payload["refunds"] if _is_of(row.case, row.operation, n)
    }
    return next((refund for refund in dossier.refunds if refund.id in given), None)


def _is_of(case: str | None, operation: str, refund: str) -> bool:
    return case == child_id(operation, name=refund)


def _led_to(line: Line, over: Sequence[Case]) -> bool:
    """Whether what this wish promised was handed out, which has its own case."""
    if line.kind == "tickets_cancelled":
        return any(case.ticket == row["ticket"] for case in over for row in line.payload["tickets"])
    return any(_is_of(case.id, case.operation, row["id"]) for case in over for row in line.payload["refunds"])
