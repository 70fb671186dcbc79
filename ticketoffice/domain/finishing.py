"""Finish: reason and refund of cancelled tickets, once for each; then the money leaves and the customer is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ticketoffice.domain import invoice, money
from ticketoffice.domain.identity import child_id
from ticketoffice.domain.notes import note_of
from ticketoffice.domain.operation import ACCEPTED, PAID_MEANWHILE, Operation, Verdict, refused
from ticketoffice.domain.order import paid
from ticketoffice.domain.rules import check_inform, check_method, check_paper, check_reason, in_coins
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import (
    LIVE_STATES,
    Cancellation,
    Case,
    Refund,
    Row,
    Ticket,
)
from ticketoffice.domain.still_open import is_promised


def judge_finished(operation: Operation, situation: Situation) -> Verdict:
    """Once per ticket; a known reason; refunds within what the ticket, each payment line and the credit have left. Of what
    arrives from a desk only the tickets count that its click has cancelled (`cancellation`). Money that another desk had taken
    without its having heard of it is credit, with a case (C14).
    """
    dossier = situation.dossiers[operation.payload["order"]]
    operation = of_known(operation, dossier) if operation.made is not None else operation
    payload = operation.payload
    for name in payload["cancels"]:
        cancellation = dossier.cancellation(name)
        if cancellation is None or cancellation.kept_at is not None:
            return refused("not_cancelled", next=("cancel",))
        if cancellation.finished_at is not None:
            return refused("already_finished", ticket=cancellation.ticket, at=cancellation.finished_at)
    check_inform(payload["inform"])
    check_paper(payload["paper"])
    check_reason(payload["reason"], rules=situation.rules, note=operation.note)
    for refund in payload["refunds"]:
        check_method(refund["method"], rules=situation.rules)
    credit = money.credit_to_finish(dossier)
    if (no := beyond(dossier, refunds=payload["refunds"], most=credit)) is not None:
        return no
    came = paid(dossier) > payload.get("paid", paid(dossier))
    left = credit > sum(row["amount"] for row in (*payload["refunds"], *payload["fees"]))
    return Verdict(accepted=True, effect=PAID_MEANWHILE) if came and left else ACCEPTED


def beyond(dossier: Dossier, *, refunds: list[dict[str, Any]], most: int) -> Verdict | None:
    """A refusal if these refunds give more than `most` together, or than their ticket or their payment line has left."""
    asked: dict[tuple[str, str], int] = {}
    for refund in refunds:
        amount = refund["amount"]
        if amount < 0 or (refund["method"] == "nothing" and amount):
            return refused("wrong_amount", amount=amount)
        of_ticket = [("ticket", refund["ticket"])] if refund["ticket"] is not None else []
        for name in (("all", ""), *of_ticket, ("line", refund["payment"] or "")) if amount else ():
            asked[name] = asked.get(name, 0) + amount
    left = {("all", ""): most}
    left |= {("ticket", t.id): money.left_of_ticket(dossier, ticket=t) for t in dossier.tickets}
    left |= {("line", line): rest for line, rest in money.left_on_payments(dossier).items()}
    for name, amount in sorted(asked.items()):
        if amount > left.get(name, 0):
            return refused("over_payment", amount=amount, left=left.get(name, 0), currency=dossier.order.currency)
    return None


def of_known(operation: Operation, dossier: Dossier) -> Operation:
    """The same about those of its cancellations alone that are here, with what it gives back and keeps for them; as it is where
    none is.
    """
    payload = operation.payload
    known = [found for name in payload["cancels"] if (found := dossier.cancellation(name)) is not None]
    if len(known) in (0, len(payload["cancels"])):
        return operation
    tickets = {None, *(cancellation.ticket for cancellation in known)}
    rows = {
        name: [row for row in payload[name] if row["ticket"] in tickets]
        for name in ("refunds", "fees")
        if name in payload
    }
    return replace(operation, payload={**payload, **rows, "cancels": [cancellation.id for cancellation in known]})


def apply_finished(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """Reason, paper, note and how the customer is told stand with each ticket; refunds count, the rest is a fee kept."""
    dossier = situation.dossiers[operation.payload["order"]]
    operation = of_known(operation, dossier)
    payload = operation.payload
    rows: list[Row] = []
    for name in payload["cancels"]:
        cancellation = dossier.cancellation(name)
        if cancellation is not None:
            rows.append(_finished(operation, cancellation=cancellation))
            rows += _to_everybody(operation, dossier.ticket(cancellation.ticket))
    by_ticket = {c.ticket: c.id for c in dossier.cancellations if c.id in payload["cancels"]}
    for row in payload["refunds"]:
        rows += _promised(operation, row=row, order=dossier.order.id, cancellation=by_ticket.get(row["ticket"]))
    rows += [
        money.kept(operation, order=dossier.order.id, ticket=row["ticket"], amount=row["amount"])
        for row in payload["fees"]
        if row["amount"]
    ]
    if effect == PAID_MEANWHILE:
        name = child_id(operation.id, name="paid")
        rows.append(Case(name, "cancelled_paid", dossier.order.id, None, operation.id, operation.at))
    return (*rows, *invoice.credit_note(operation, dossier=dossier))


def _to_everybody(operation: Operation, ticket: Ticket | None) -> list[Row]:
    """Its place leaves the house hold that it came from, where somebody said so; else it is there again."""
    if not operation.payload.get("to_sale") or ticket is None or ticket.house_hold is None:
        return []
    return [] if ticket.state in LIVE_STATES else [replace(ticket, house_hold=None, left_hold=ticket.house_hold)]


def _finished(operation: Operation, *, cancellation: Cancellation) -> Cancellation:
    payload = operation.payload
    told = payload["inform"] == "told"
    return replace(
        cancellation,
        finished_at=operation.at,
        finished_by=operation.actor,
        finish=operation.id,
        reason=payload["reason"],
        note=note_of(payload),
        paper=payload["paper"],
        inform=payload["inform"],
        told_at=operation.at if told else None,
        told_by=operation.actor if told else None,
        told_how="told" if told else None,
        hold_until=payload["hold_until"],
        fee=sum(row["amount"] for row in payload["fees"] if row["ticket"] == cancellation.ticket),
    )


def _promised(operation: Operation, *, row: Mapping[str, Any], order: str, cancellation: str | None) -> list[Row]:
    refund = refund_from(operation, row=row, order=order, cancellation=cancellation)
    return [refund, money.given_back(operation, refund)] if refund.amount else [refund]


def refund_from(operation: Operation, *, row: Mapping[str, Any], order: str, cancellation: str | None) -> Refund:
    """The refund that a row of the payload promises."""
    return Refund(
        id=row["id"],
        order=order,
        ticket=row["ticket"],
        cancellation=cancellation,
        payment=row["payment"],
        method=row["method"],
        amount=row["amount"],
        promised_at=operation.at,
        reason=operation.payload["reason"],
    )


def apply_paid_out(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """Paid, and Keep is over; what was never promised here, withdrawn meanwhile or handed out before is a case, since it was
    given too much: the money that left is recorded all the same. What cash was rounded by was handed out with the first
    cash refund named.
    """
    dossier = situation.dossiers[operation.payload["order"]]
    refunds = {r.id: r for r in dossier.refunds}
    promised = {r.id: r for r in dossier.refunds if is_promised(r) and r.id not in operation.payload["refunds"]}
    rounding = operation.payload.get("rounding", 0)
    rows: list[Row] = []
    for name in operation.payload["refunds"]:
        refund = refunds.get(name)
        if refund is not None and is_promised(refund):
            more, rounding = (rounding, 0) if in_coins(refund.method) and refund.amount else (0, rounding)
            rows.append(replace(refund, paid_at=operation.at, amount=refund.amount + more))
            rows += money.rounded(operation, refund, amount=more) if more else []
        else:
            rows += _given_beside(operation, refund=refund, name=name, promised=promised)
    return tuple(rows)


def _given_beside(operation: Operation, *, refund: Refund | None, name: str, promised: dict[str, Refund]) -> list[Row]:
    """Money that was promised nowhere here. As far as somebody else had promised money for the same ticket it is that money:
    the promise is withdrawn, or becomes less (`promised`: those that nobody has handed out). A case says so in any case.
    """
    payload = operation.payload
    given = next((row for row in payload.get("given", ()) if row["id"] == name), None)
    ticket = refund.ticket if refund is not None else given["ticket"] if given is not None else None
    case = Case(child_id(operation.id, name=name), "over_refund", payload["order"], ticket, operation.id, operation.at)
    if given is None or not given["amount"]:
        return [case]
    of_ticket = (row for row in promised.values() if ticket is not None and row.ticket == ticket)
    kept = [row for row in of_ticket if is_promised(row) and not row.goodwill]
    rows, rest = list[Row](), given["amount"]
    for row in kept:
        part = min(rest, row.amount)
        less = replace(row, withdrawn_at=operation.at) if part == row.amount else replace(row, amount=row.amount - part)
        rows += [less, money.given_back(operation, row, amount=-part, name=f"{row.id}/{name}")] if part else []
        promised[row.id] = less
        rest -= part
    paid = Refund(
        id=child_id(operation.id, name=f"given {name}"),
        order=payload["order"],
        ticket=ticket,
        cancellation=None,
        payment=given["payment"],
        method=given["method"],
        amount=given["amount"],
        promised_at=operation.at,
        paid_at=operation.at,
    )
    return [case, *rows, paid, money.given_back(operation, paid)]


def apply_told(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """When, by whom and how the customer was told; a fact, also about a cancellation that was kept meanwhile."""
    dossier = situation.dossiers[operation.payload["order"]]
    named = set(operation.payload["cancels"])
    return tuple(
        replace(c, told_at=operation.at, told_by=operation.actor, told_how=operation.payload["how"])
        for c in dossier.cancellations
        if c.id in named and c.told_at is None
    )


def apply_not_told(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The notice could not be sent: somebody tells the customer. Who was told meanwhile stays so."""
    dossier = situation.dossiers[operation.payload["order"]]
    named = set(operation.payload["cancels"])
    return tuple(
        replace(c, told_how=operation.payload["why"])
        for c in dossier.cancellations
        if c.id in named and c.told_at is None and c.told_how != operation.payload["why"]
    )
