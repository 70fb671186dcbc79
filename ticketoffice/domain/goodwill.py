"""Money back for a ticket that was used, or whose performance is over: it stays, and its place is not freed."""

from __future__ import annotations

from msgspec.structs import replace

from ticketoffice.domain import calendar, money
from ticketoffice.domain.cross import already_cancelled
from ticketoffice.domain.finishing import beyond, refund_from
from ticketoffice.domain.operation import ACCEPTED, Operation, Verdict, refused
from ticketoffice.domain.people import lacks_second_person
from ticketoffice.domain.rules import check_method, check_reason
from ticketoffice.domain.situation import Situation
from ticketoffice.domain.state import (
    Row,
    TicketState,
)


def judge_goodwill(operation: Operation, situation: Situation) -> Verdict:
    """For used tickets, or when it is over: a second person, a reason, and never more than the payment has left."""
    payload = operation.payload
    dossier = situation.dossiers[payload["order"]]
    ticket = dossier.own(payload["ticket"])
    if ticket.state in (TicketState.CANCELLED, TicketState.REPLACED):
        return already_cancelled(dossier, ticket=ticket)
    if ticket.state != TicketState.USED and not calendar.is_over(
        situation.performances[ticket.performance], at=operation.at
    ):
        return refused("not_used", next=("cancel",), ticket=ticket.id)
    for refund in payload["refunds"]:
        check_method(refund["method"], rules=situation.rules)
    asked = sum(refund["amount"] for refund in payload["refunds"])
    if asked <= 0 or any(refund["amount"] <= 0 or refund["method"] == "nothing" for refund in payload["refunds"]):
        return refused("wrong_amount", amount=asked)
    rest = money.left_for_goodwill(dossier, ticket=ticket)
    no = beyond(dossier, refunds=payload["refunds"], most=rest) or lacks_second_person(operation)
    if no is None:
        check_reason(payload["reason"], rules=situation.rules, note=operation.note)
    return no or ACCEPTED


def apply_goodwill(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """Money is given back, the ticket stays as it is and its place is not freed."""
    payload = operation.payload
    rows: list[Row] = []
    for row in payload["refunds"]:
        refund = replace(refund_from(operation, row=row, order=payload["order"], cancellation=None), goodwill=True)
        rows += [
            refund,
            money.given_back(operation, refund),
            money.kept(operation, order=refund.order, ticket=refund.ticket, amount=-refund.amount, name=refund.id),
        ]
    return tuple(rows)
