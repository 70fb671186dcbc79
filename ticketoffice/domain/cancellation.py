"""Cancelling, finishing, keeping, reinstating: what binds is one act of two effects, and money apart from it.

Cancelling makes a ticket invalid at the control point **and** frees its place; it never says anything about money.
Finish records reason and refund. Keep gives back the same ticket while nothing irreversible happened: nothing sent,
customer not mailed, money not handed out, place not sold again, performance not over. Afterwards Reinstate makes a new
ticket on the same place, and the old paper stays refused.

Worked example: order 7F3K9 with C-12 and C-13 at 30.00 each, paid cash. The cross on C-12: C-12 cancelled, its place
free, 30.00 credit. Finish (customer asked, cash 30.00): credit 0, refund of 30.00 promised. Handed out: paid, no Keep.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ticketoffice.domain import calendar, invoice, money, seating
from ticketoffice.domain.cross import already_cancelled, why_final, why_not, why_not_reinstated
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.identity import child_id
from ticketoffice.domain.operation import ACCEPTED, Operation, Touches, Verdict, refused
from ticketoffice.domain.people import NEEDS_SECOND_PERSON, lacks_second_person
from ticketoffice.domain.rules import VenueRules, check_method, check_reason
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import (
    Cancellation,
    Case,
    Performance,
    Refund,
    Row,
    Ticket,
    TicketCode,
    TicketState,
)
from ticketoffice.domain.still_open import is_promised


def touches_order(payload: Mapping[str, Any]) -> Touches:
    """The order named; a reinstatement also brings a new number."""
    code = (payload["code"],) if "code" in payload else ()
    return Touches(orders=(payload["order"],), codes=code)


def hold_until_after_click(*, at: int, performances: Iterable[Performance], rules: VenueRules) -> int:
    """Until when postman and mail wait for an unfinished click: 60 s, or 10 s while the doors of one are open."""
    doors = any(calendar.doors_are_open(p, at=at, before=rules.doors_before_start) for p in performances)
    return at + (rules.hold_after_finish if doors else rules.hold_after_click)


# --- the cross ---------------------------------------------------------------------------------------------------


def judge_cancelled(operation: Operation, situation: Situation) -> Verdict:
    """What the cross does (`domain.cross`); once it has begun a second person must stand beside."""
    dossier = situation.dossiers.get(operation.payload["order"])
    if dossier is None:
        return refused("not_found")
    chosen = [row["ticket"] for row in operation.payload["tickets"]]
    verdict = why_not(dossier, tickets=chosen, situation=situation)
    if verdict.reason == NEEDS_SECOND_PERSON.reason:
        return lacks_second_person(operation) or ACCEPTED
    return verdict


def apply_cancelled(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The tickets are invalid, their places free, and their price is the customer's credit."""
    dossier = situation.dossiers[operation.payload["order"]]
    rows: list[Row] = []
    before, after = [], []
    for row in operation.payload["tickets"]:
        ticket = dossier.ticket(row["ticket"])
        if ticket is None:
            continue
        gone = replace(ticket, state=TicketState.CANCELLED.value)
        before.append(ticket)
        after.append(gone)
        rows += [
            gone,
            _clicked(operation, ticket=ticket, cancellation=row["cancellation"]),
            money.taken_back(operation, ticket),
        ]
    return (*rows, *seating.quotas_after(situation, before=before, after=after))


def _clicked(operation: Operation, *, ticket: Ticket, cancellation: str) -> Cancellation:
    return Cancellation(
        id=cancellation,
        ticket=ticket.id,
        order=ticket.order,
        operation=operation.id,
        cancelled_at=operation.at,
        cancelled_by=operation.actor,
        was=ticket.state,
        hold_until=operation.payload["hold_until"],
        second_person=operation.second_person,
    )


# --- Finish ------------------------------------------------------------------------------------------------------


def _cancellation(dossier: Dossier, *, cancellation: str) -> Cancellation | None:
    return next((c for c in dossier.cancellations if c.id == cancellation), None)


def judge_finished(operation: Operation, situation: Situation) -> Verdict:
    """Once per ticket; a known reason; refunds within what each payment line and the order's credit have left."""
    payload = operation.payload
    dossier = situation.dossiers.get(payload["order"])
    if dossier is None:
        return refused("not_found")
    for name in payload["cancels"]:
        cancellation = _cancellation(dossier, cancellation=name)
        if cancellation is None or cancellation.kept_at is not None:
            return refused("not_cancelled", next=("cancel",))
        if cancellation.finished_at is not None:
            return refused("already_finished", ticket=cancellation.ticket, at=cancellation.finished_at)
    try:
        check_reason(payload["reason"], rules=situation.rules, has_note=payload.get("note") is not None)
        for refund in payload["refunds"]:
            check_method(refund["method"], rules=situation.rules)
    except RuleBroken as no:
        return Verdict(accepted=False, effect="none", reason=no.code, data=no.data)
    return _beyond(dossier, refunds=payload["refunds"], most=max(0, -dossier.balance)) or ACCEPTED


def _beyond(dossier: Dossier, *, refunds: list[dict[str, Any]], most: int) -> Verdict | None:
    """A refusal if these refunds give more than `most` together, or more than their payment line has left."""
    left = money.left_on_payments(dossier)
    for refund in refunds:
        amount = refund["amount"]
        if amount < 0 or (refund["method"] == "nothing" and amount):
            return refused("wrong_amount", amount=amount)
        if not amount:
            continue
        rest = left.get(refund["payment"] or "", 0)
        if amount > rest or amount > most:
            return refused("over_payment", amount=amount, left=min(rest, most), currency=dossier.order.currency)
        left[refund["payment"]] -= amount
        most -= amount
    return None


def apply_finished(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """Reason, paper, note and how the customer is told stand with each ticket; refunds count, the rest is a fee kept."""
    payload = operation.payload
    dossier = situation.dossiers[payload["order"]]
    rows: list[Row] = []
    for name in payload["cancels"]:
        cancellation = _cancellation(dossier, cancellation=name)
        if cancellation is not None:
            rows.append(_finished(operation, cancellation=cancellation))
    by_ticket = {c.ticket: c.id for c in dossier.cancellations if c.id in payload["cancels"]}
    for row in payload["refunds"]:
        rows += _promised(operation, row=row, order=dossier.order.id, cancellation=by_ticket.get(row["ticket"]))
    rows += [
        money.kept(operation, order=dossier.order.id, ticket=row["ticket"], amount=row["amount"])
        for row in payload["fees"]
        if row["amount"]
    ]
    return (*rows, *invoice.credit_note(operation, dossier=dossier))


def _finished(operation: Operation, *, cancellation: Cancellation) -> Cancellation:
    payload = operation.payload
    told = payload["inform"] == "told"
    return replace(
        cancellation,
        finished_at=operation.at,
        finished_by=operation.actor,
        finish=operation.id,
        reason=payload["reason"],
        note=(payload.get("note") or {}).get("note"),
        paper=payload["paper"],
        inform=payload["inform"],
        told_at=operation.at if told else None,
        told_by=operation.actor if told else None,
        told_how="told" if told else None,
        hold_until=payload["hold_until"],
        fee=sum(row["amount"] for row in payload["fees"] if row["ticket"] == cancellation.ticket),
    )


def _promised(operation: Operation, *, row: Mapping[str, Any], order: str, cancellation: str | None) -> list[Row]:
    refund = _refund(operation, row=row, order=order, cancellation=cancellation)
    return [refund, money.given_back(operation, refund)] if refund.amount else [refund]


def _refund(operation: Operation, *, row: Mapping[str, Any], order: str, cancellation: str | None) -> Refund:
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


def judge_paid_out(operation: Operation, situation: Situation) -> Verdict:
    """A fact: the money has left. Only an order that is not here is refused."""
    return ACCEPTED if operation.payload["order"] in situation.dossiers else refused("not_found")


def apply_paid_out(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """Paid, and Keep is over; what was withdrawn meanwhile, or given before, is a case, since it was too much."""
    dossier = situation.dossiers[operation.payload["order"]]
    refunds = {r.id: r for r in dossier.refunds}
    rows: list[Row] = []
    for name in operation.payload["refunds"]:
        refund = refunds.get(name)
        if refund is not None and is_promised(refund):
            rows.append(replace(refund, paid_at=operation.at))
        else:
            ticket = refund.ticket if refund is not None else None
            case = child_id(operation.id, name=name)
            rows.append(Case(case, "over_refund", dossier.order.id, ticket, operation.id, operation.at))
    return tuple(rows)


# --- Keep --------------------------------------------------------------------------------------------------------


def judge_kept(operation: Operation, situation: Situation) -> Verdict:
    """Each cancellation must still stand and nothing irreversible have happened."""
    dossier = situation.dossiers.get(operation.payload["order"])
    if dossier is None:
        return refused("not_found")
    wanted: dict[str, int] = {}
    for name in operation.payload["cancels"]:
        cancellation = _cancellation(dossier, cancellation=name)
        if cancellation is None or cancellation.kept_at is not None:
            return refused("not_cancelled")
        why = why_final(dossier, cancellation=cancellation, situation=situation)
        if why is not None:
            return refused("final", next=("reinstate",), why=why, ticket=cancellation.ticket)
        ticket = dossier.ticket(cancellation.ticket)
        for quota in situation.quotas_of.get(ticket.zone if ticket else "", ()):
            wanted[quota] = wanted.get(quota, 0) + 1
    return _room_for(wanted, situation=situation) or ACCEPTED


def _room_for(wanted: Mapping[str, int], *, situation: Situation) -> Verdict | None:
    for name, places in wanted.items():
        quota = situation.quotas[name]
        if quota.capacity is not None and quota.taken + places > quota.capacity + quota.overbooked:
            return refused("final", next=("reinstate",), why="place_taken")
    return None


def apply_kept(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """All as before the click: same number, same place, refund withdrawn, every money line of it reversed."""
    dossier = situation.dossiers[operation.payload["order"]]
    rows: list[Row] = []
    before, after = [], []
    for name in operation.payload["cancels"]:
        cancellation = _cancellation(dossier, cancellation=name)
        ticket = dossier.ticket(cancellation.ticket) if cancellation else None
        if cancellation is None or ticket is None:
            continue
        live = replace(ticket, state=cancellation.was)
        before.append(ticket)
        after.append(live)
        rows += [live, replace(cancellation, kept_at=operation.at, kept_by=operation.actor)]
        rows += _reversed_money(operation, dossier=dossier, ticket=ticket, cancellation=cancellation)
    return (*rows, *seating.quotas_after(situation, before=before, after=after))


def _reversed_money(operation: Operation, *, dossier: Dossier, ticket: Ticket, cancellation: Cancellation) -> list[Row]:
    rows: list[Row] = [money.charged(operation, ticket)]
    rows += _withdrawn(operation, refunds=dossier.refunds_of(cancellation.id))
    fee = next((f["amount"] for f in operation.payload["fees"] if f["ticket"] == ticket.id), 0)
    if fee:
        rows.append(money.kept(operation, order=ticket.order, ticket=ticket.id, amount=-fee))
    return rows


def _withdrawn(operation: Operation, *, refunds: tuple[Refund, ...]) -> list[Row]:
    rows: list[Row] = []
    for refund in refunds:
        rows.append(replace(refund, withdrawn_at=operation.at))
        if refund.amount:
            rows.append(money.given_back(operation, refund, amount=-refund.amount))
    return rows


# --- Reinstate, goodwill, told -----------------------------------------------------------------------------------


def judge_reinstated(operation: Operation, situation: Situation) -> Verdict:
    """What the cross of a gone ticket offers (`domain.cross`)."""
    dossier = situation.dossiers.get(operation.payload["order"])
    ticket = dossier.ticket(operation.payload["ticket"]) if dossier else None
    if dossier is None or ticket is None:
        return refused("not_found")
    return why_not_reinstated(dossier, ticket=ticket, situation=situation)


def apply_reinstated(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """A new number on the same place; a refund that was only promised is withdrawn, one that was paid leaves a balance.

    The ticket waits unless it was valid when it was cancelled here (`domain.order.settled` has the last word).
    """
    payload = operation.payload
    dossier = situation.dossiers[payload["order"]]
    old = dossier.ticket(payload["ticket"])
    if old is None:
        return ()
    cancellation = dossier.cancellation_of(old.id)
    was_valid = (
        cancellation is not None and cancellation.operation is not None and cancellation.was == TicketState.VALID
    )
    new = replace(
        old,
        id=payload["new"],
        number=payload["code"],
        position=payload["position"],
        state=(TicketState.VALID if was_valid else TicketState.PENDING).value,
        commission=None,
        predecessor=old.id,
        successor=None,
        used_at=None,
    )
    rows: list[Row] = [replace(old, successor=new.id), new, TicketCode(payload["code"], new.id, operation.at, "made")]
    rows.append(money.charged(operation, new))
    if cancellation is not None:
        unpaid = tuple(r for r in dossier.refunds_of(cancellation.id) if is_promised(r))
        rows += _withdrawn(operation, refunds=unpaid)
    if payload["fee"]:
        rows.append(money.kept(operation, order=old.order, ticket=old.id, amount=-payload["fee"]))
    return (*rows, *seating.quotas_after(situation, before=[old], after=[new]))


def judge_goodwill(operation: Operation, situation: Situation) -> Verdict:
    """For used tickets, or when it is over: a second person, and never more than the payment has left."""
    payload = operation.payload
    dossier = situation.dossiers.get(payload["order"])
    ticket = dossier.ticket(payload["ticket"]) if dossier else None
    if dossier is None or ticket is None:
        return refused("not_found")
    if ticket.state in (TicketState.CANCELLED, TicketState.REPLACED):
        return already_cancelled(dossier, ticket=ticket)
    if ticket.state != TicketState.USED and not calendar.is_over(
        situation.performances[ticket.performance], at=operation.at
    ):
        return refused("not_used", next=("cancel",), ticket=ticket.id)
    given = sum(r.amount for r in dossier.refunds if r.ticket == ticket.id and r.withdrawn_at is None)
    try:
        for refund in payload["refunds"]:
            check_method(refund["method"], rules=situation.rules)
    except RuleBroken as no:
        return Verdict(accepted=False, effect="none", reason=no.code, data=no.data)
    asked = sum(refund["amount"] for refund in payload["refunds"])
    if asked <= 0 or any(refund["amount"] <= 0 or refund["method"] == "nothing" for refund in payload["refunds"]):
        return refused("wrong_amount", amount=asked)
    rest = ticket.price - given
    if asked > rest:
        return refused("over_payment", amount=asked, left=rest, currency=dossier.order.currency)
    return _beyond(dossier, refunds=payload["refunds"], most=rest) or lacks_second_person(operation) or ACCEPTED


def apply_goodwill(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """Money is given back, the ticket stays as it is and its place is not freed."""
    payload = operation.payload
    rows: list[Row] = []
    for row in payload["refunds"]:
        refund = replace(_refund(operation, row=row, order=payload["order"], cancellation=None), goodwill=True)
        rows += [
            refund,
            money.given_back(operation, refund),
            money.kept(operation, order=refund.order, ticket=refund.ticket, amount=-refund.amount, name=refund.id),
        ]
    return tuple(rows)


def apply_told(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """When, by whom and how the customer was told; a fact, also about a cancellation that was kept meanwhile."""
    dossier = situation.dossiers[operation.payload["order"]]
    named = set(operation.payload["cancels"])
    return tuple(
        replace(c, told_at=operation.at, told_by=operation.actor, told_how=operation.payload["how"])
        for c in dossier.cancellations
        if c.id in named and c.told_at is None
    )
