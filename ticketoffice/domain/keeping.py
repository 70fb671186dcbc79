"""Keep and Reinstate: a cancelled ticket comes back.

Keep gives back the same ticket while nothing irreversible happened: nothing sent, customer not mailed, money not handed
out, place not sold again, performance not over. Reinstate makes a new number, and the old paper stays refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ticketoffice.domain import calendar, money, seating
from ticketoffice.domain.cancellation import already_cancelled
from ticketoffice.domain.operation import ACCEPTED, Operation, Verdict, refused
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import (
    LIVE_STATES,
    Cancellation,
    Refund,
    Row,
    Ticket,
    TicketCode,
    TicketState,
)


def why_final(dossier: Dossier, *, cancellation: Cancellation, situation: Situation, at: int) -> str | None:
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
    if calendar.is_over(situation.performances[ticket.performance], at=at):
        return "performance_over"
    return None if situation.place_is_kept(ticket) else "place_taken"


def judge_kept(operation: Operation, situation: Situation) -> Verdict:
    """Each cancellation must still stand and nothing irreversible have happened."""
    dossier = situation.dossiers[operation.payload["order"]]
    wanted: dict[str, int] = {}
    for name in operation.payload["cancels"]:
        cancellation = dossier.cancellation(name)
        if cancellation is None or cancellation.kept_at is not None:
            return refused("not_cancelled")
        why = why_final(dossier, cancellation=cancellation, situation=situation, at=operation.at)
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
        cancellation = dossier.cancellation(name)
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


def judge_reinstated(operation: Operation, situation: Situation) -> Verdict:
    """A cancelled ticket without successor, whose place is free and whose performance is not over."""
    dossier = situation.dossiers[operation.payload["order"]]
    ticket = dossier.own(operation.payload["ticket"])
    if ticket.state in LIVE_STATES:
        return refused("not_cancelled", ticket=ticket.id)
    if ticket.successor is not None or ticket.state != TicketState.CANCELLED:
        return already_cancelled(dossier, ticket=ticket)
    if calendar.is_over(situation.performances[ticket.performance], at=operation.at):
        return refused("performance_over", next=("goodwill",), ticket=ticket.id)
    if dossier.order.method == "invoice" and not any(p.amount > 0 for p in dossier.payments) and ticket.price:
        return refused("invoice_cancelled", next=("show",), ticket=ticket.id)
    if not situation.place_is_free(ticket):
        return refused("place_taken", ticket=ticket.id, seat=ticket.seat_name)
    return ACCEPTED


def apply_reinstated(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """A new number on the same place; a refund that was only promised is withdrawn, one that was paid leaves a balance.

    The ticket waits unless it was valid when it was cancelled here (`domain.order.settled` has the last word).
    """
    payload = operation.payload
    dossier = situation.dossiers[payload["order"]]
    old = dossier.own(payload["ticket"])
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
        unpaid = tuple(r for r in dossier.refunds_of(cancellation.id) if r.paid_at is None)
        rows += _withdrawn(operation, refunds=unpaid)
    if payload["fee"]:
        rows.append(money.kept(operation, order=old.order, ticket=old.id, amount=-payload["fee"]))
    return (*rows, *seating.quotas_after(situation, before=[old], after=[new]))
