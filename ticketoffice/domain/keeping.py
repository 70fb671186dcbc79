"""Keep and Reinstate: a cancelled ticket comes back.

Keep gives back the same ticket while nothing irreversible happened: nothing sent, customer not mailed, money not handed
out, place not sold again, performance not over. Reinstate makes a new number, and the old paper stays refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from ticketoffice.domain import money, placing, seating
from ticketoffice.domain.cross import why_final, why_not_reinstated
from ticketoffice.domain.finishing import of_known
from ticketoffice.domain.operation import ACCEPTED, Operation, Verdict, refused
from ticketoffice.domain.payload_parts import NewNumber
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import (
    Cancellation,
    Refund,
    Row,
    Ticket,
    TicketCode,
    TicketState,
)
from ticketoffice.domain.still_open import is_promised


def judge_kept(operation: Operation, situation: Situation) -> Verdict:
    """Each cancellation must still stand and nothing irreversible have happened; of what arrives from a desk, each that its click
    has made (`cancellation`).
    """
    dossier = situation.dossiers[operation.payload["order"]]
    operation = of_known(operation, dossier) if operation.made is not None else operation
    coming: list[Ticket] = []
    for name in operation.payload["cancels"]:
        cancellation = dossier.cancellation(name)
        if cancellation is None or cancellation.kept_at is not None:
            return refused("not_cancelled")
        why = why_final(dossier, cancellation=cancellation, situation=situation)
        if why is not None:
            return refused("final", next=("reinstate",), why=why, ticket=cancellation.ticket)
        ticket = dossier.ticket(cancellation.ticket)
        coming += [] if ticket is None else [ticket]
    can_return = placing.can_return(coming, situation=situation, beyond=True)
    return ACCEPTED if can_return else refused("final", next=("reinstate",), why="place_taken")


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
        live = replace(
            ticket,
            state=cancellation.was,
            used_at=_entered_at(dossier, cancellation),
            house_hold=ticket.house_hold or ticket.left_hold,
            left_hold=None,
        )
        before.append(ticket)
        after.append(live)
        rows += [live, replace(cancellation, kept_at=operation.at, kept_by=operation.actor)]
        rows += _reversed_money(operation, dossier=dossier, ticket=ticket, cancellation=cancellation)
    return (*rows, *seating.quotas_after(situation, before=before, after=after))


def _entered_at(dossier: Dossier, cancellation: Cancellation) -> int | None:
    """When somebody entered with a ticket that was used before it was cancelled."""
    scans = [a.admitted_at for a in dossier.admissions if a.ticket == cancellation.ticket and a.undone_at is None]
    return scans[-1] if scans and cancellation.was == TicketState.USED else None


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
    """What the cross of a gone ticket offers (`domain.cross`)."""
    dossier = situation.dossiers[operation.payload["order"]]
    return why_not_reinstated(dossier, ticket=dossier.own(operation.payload["ticket"]), situation=situation)


def apply_reinstated(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """A new number on the same place; a refund that was only promised is withdrawn, one that was paid leaves a balance.

    The ticket waits unless it was valid when it was cancelled here (`domain.order.settled` has the last word).
    """
    payload = operation.payload
    dossier = situation.dossiers[payload["order"]]
    old = dossier.own(payload["ticket"])
    cancellation = dossier.cancellation_of(old.id)
    was_valid = (
        cancellation is not None
        and cancellation.operation is not None
        and (cancellation.was == TicketState.VALID or _entered_paid(dossier, cancellation))
    )
    new = _renewed(old, row=payload, state=TicketState.VALID if was_valid else TicketState.PENDING)
    rows: list[Row] = [replace(dossier.order, expired=False)] if dossier.order.expired else []
    rows += _in_its_place(operation, old=old, new=new)
    if cancellation is not None:
        unpaid = tuple(r for r in dossier.refunds_of(cancellation.id) if is_promised(r))
        rows += _withdrawn(operation, refunds=unpaid)
    if payload["fee"]:
        rows.append(money.kept(operation, order=old.order, ticket=old.id, amount=-payload["fee"]))
        if cancellation is not None:
            rows.append(replace(cancellation, fee=cancellation.fee - payload["fee"]))
    return (*rows, *seating.quotas_after(situation, before=[old], after=[new]))


def _entered_paid(dossier: Dossier, cancellation: Cancellation) -> bool:
    return cancellation.was == TicketState.USED and not dossier.order.admit_unpaid


def reinstated(
    operation: Operation, *, dossier: Dossier, again: Sequence[NewNumber], situation: Situation
) -> list[Row]:
    """The same for tickets whose money was never given back: they wait until it is clear that they are paid."""
    rows: list[Row] = [replace(dossier.order, expired=False)] if dossier.order.expired else []
    before, after = [], []
    for row in again:
        cancellation = dossier.cancellation(row["cancellation"])
        if cancellation is None:
            continue
        old = dossier.own(cancellation.ticket)
        new = _renewed(old, row=row, state=TicketState.PENDING)
        before.append(old)
        after.append(new)
        rows += _in_its_place(operation, old=old, new=new)
    return [*rows, *seating.quotas_after(situation, before=before, after=after)]


def _renewed(old: Ticket, *, row: Mapping[str, Any] | NewNumber, state: TicketState) -> Ticket:
    """The same place at the same price under a new number."""
    return replace(
        old,
        id=row["new"],
        number=row["code"],
        position=row["position"],
        state=state.value,
        commission=None,
        predecessor=old.id,
        successor=None,
        used_at=None,
        left_hold=None,
    )


def _in_its_place(operation: Operation, *, old: Ticket, new: Ticket) -> list[Row]:
    code = TicketCode(new.number, new.id, operation.at, "made")
    return [replace(old, successor=new.id), new, code, money.charged(operation, new)]
