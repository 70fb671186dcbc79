"""A sale that its desk takes back because the centre did not confirm it in time: nothing was handed out, and the money went back.

A desk with a centre sells what the centre keeps for its cart, and says "sold" once the centre has accepted it. Where the answer
is no, or none comes, the cashier hands out nothing and gives back what was taken; this operation says so. It follows the sale
in the journal, so that the centre knows both whatever it made of the first.

Worked example: two tickets for 60.00 in cash, and the line fails before the answer. The desk records the sale and that it was
aborted: both tickets are gone, 60.00 went back, the drawer is as before. If the centre had refused the sale there is no order,
and the case of that refusal is closed by this.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ticketoffice.domain import money, seating
from ticketoffice.domain.calendar import MINUTE
from ticketoffice.domain.exchange import gone_for
from ticketoffice.domain.identity import child_id
from ticketoffice.domain.operation import ACCEPTED, FULL, RECORDED_ONLY, Operation, Touches, Verdict, refused
from ticketoffice.domain.situation import Situation
from ticketoffice.domain.state import LIVE_STATES, Refund, Row, TicketState

ABORTED = "sale_aborted"
"""Why the tickets of such a sale are gone."""
LATEST = 15 * MINUTE
"""How long after its sale an abort counts: the cashier waits for the answer of the centre, no longer."""


def touches(payload: Mapping[str, Any]) -> Touches:
    """The order of the sale, which may never have been made, and the case of its refusal."""
    return Touches(orders=(payload["order"],), closes=(case_of(payload),))


def case_of(payload: Mapping[str, Any]) -> str:
    """The case that the centre opened where it refused the sale (`cases.case_of_refusal`)."""
    return child_id(payload["sale"], name="refused")


def judge(operation: Operation, situation: Situation) -> Verdict:
    """A sale of a moment ago of which nothing was used, cancelled or given back; one that was never made was not either."""
    dossier = situation.dossiers.get(operation.payload["order"])
    if dossier is None:
        return Verdict(accepted=True, effect=RECORDED_ONLY)
    order = dossier.order
    is_new = order.source is None and order.created_at is not None and operation.at - order.created_at <= LATEST
    untouched = all(t.state in (TicketState.VALID, TicketState.PENDING) for t in dossier.tickets)
    given = {row["payment"]: row["amount"] for row in operation.payload["refunds"]}
    paid = {payment.id: payment.amount for payment in dossier.payments}
    if not is_new or not untouched or dossier.refunds or dossier.cancellations or given != paid:
        return refused("sale_stands", order=order.number)
    return ACCEPTED


def apply(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The tickets gone, the money back; of a sale that was refused its case is closed."""
    payload = operation.payload
    case = situation.cases.get(case_of(payload))
    closed = () if case is None else (replace(case, closed_at=operation.at, closed_by=operation.actor),)
    dossier = situation.dossiers.get(payload["order"])
    if dossier is None or effect != FULL:
        return closed if effect == RECORDED_ONLY else ()
    rows: list[Row] = []
    before = [ticket for ticket in dossier.tickets if ticket.state in LIVE_STATES]
    for ticket in before:
        rows += [
            replace(ticket, state=TicketState.CANCELLED.value),
            gone_for(operation, ticket, reason=ABORTED),
            money.taken_back(operation, ticket),
        ]
    for row in payload["refunds"]:
        refund = Refund(
            id=row["id"],
            order=dossier.order.id,
            ticket=None,
            cancellation=None,
            payment=row["payment"],
            method=row["method"],
            amount=row["amount"],
            promised_at=operation.at,
            paid_at=operation.at,
            reason=ABORTED,
        )
        rows += [refund, money.given_back(operation, refund)]
        if row["rounding"]:
            rows.append(money.no_coins(operation, refund, amount=row["rounding"]))
    return (*rows, *closed, *seating.quotas_after(situation, before=before, after=()))
