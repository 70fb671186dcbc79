"""Payments of waiting orders, whole or in part, and the split of an on-site reservation.

Money received is always booked; whether tickets are valid by it is `domain.order.settled`. Worked example: a
reservation of 4 tickets at 30.00; two are split off and paid 60.00 in cash: the new order is paid with 2 tickets, the
old one waits with 2 and an open balance of 60.00. Had 20.00 been paid before, they go over to the two: 40.00 are taken
now, and the old order's open balance is 60.00 all the same.

Money that comes after its order was released or cancelled is booked too. Worked example: an invoice over 60.00 was
cancelled on 1 December, and 60.00 arrive on the 2nd. Both places are still free: the tickets are reinstated, each under a
new number (the old one was given up, perhaps told of, and stays refused), with an invoice anew. One of them was sold
meanwhile, or only 50.00 came: the money is credit, and a case.

So is money that two desks without a line took for the same order. Worked example: 60.00 are open at both; A takes them in
cash and B by card. Whichever the centre hears of second was for nothing that was open: 60.00 are credit, and a case.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.domain import money
from ticketoffice.domain.identity import child_id
from ticketoffice.domain.keeping import reinstated
from ticketoffice.domain.never_made import made_of, what_stands
from ticketoffice.domain.operation import (
    ACCEPTED,
    FULL,
    MONEY_ONLY,
    REVIVED,
    TWICE,
    Operation,
    Touches,
    Verdict,
    refused,
)
from ticketoffice.domain.order import clicked, is_late, order_state
from ticketoffice.domain.release import brought_back, revivable
from ticketoffice.domain.rules import DESK_METHODS
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import LIVE_STATES, Case, Invoice, Order, Payment, Row, Ticket, TicketState
from ticketoffice.domain.waiting import waiting

CASES = {MONEY_ONLY: "paid_late", TWICE: "paid_twice"}
"""What a person must know of money that counts for nothing that the order owes."""


def touches(payload: Mapping[str, Any]) -> Touches:
    """The order that is paid, and what it was made of."""
    return Touches(orders=(payload["order"], *made_of(payload)))


def judge(operation: Operation, situation: Situation) -> Verdict:
    """A fact: money is booked even on an order that has meanwhile been cancelled, then as credit with a case, unless it
    brings back what was released, or is owed all the same: what was given back too much. What another desk had taken before
    it is credit too, with a case: whoever took it saw more open than is (`open`).

    What is no money, or came by a method that no desk takes any by, was not received.
    """
    payload = operation.payload
    dossier = situation.dossiers[payload["order"]]
    if (no := not_received(payload)) is not None:
        return no
    amount = payload["amount"] - payload["rounding"]
    if not is_late(dossier):
        return Verdict(accepted=True, effect=TWICE if _is_no_longer_open(payload, dossier, amount=amount) else FULL)
    if 0 < amount <= dossier.balance:
        return ACCEPTED
    back = revivable(dossier, amount=amount, situation=situation)
    wanted = payload.get("revives")
    revives = bool(back) and wanted is not None and _names_all(wanted, {c.id for _, c in back})
    return Verdict(accepted=True, effect=REVIVED if revives else MONEY_ONLY)


def _is_no_longer_open(payload: Mapping[str, Any], dossier: Dossier, *, amount: int) -> bool:
    """Whether less is open than whoever took it had seen, and less than came."""
    return dossier.balance < payload.get("open", dossier.balance) and amount > max(0, dossier.balance)


def _names_all(wanted: Mapping[str, Any], cancellations: set[str]) -> bool:
    """Whether just these are to come back, each once under a new number where there are new numbers."""
    again = wanted.get("again")
    once = again is None or sorted(row["cancellation"] for row in again) == sorted(cancellations)
    return set(wanted["cancels"]) == cancellations and once


def not_received(row: Mapping[str, Any]) -> Verdict | None:
    """Refused where a row of money is none, or came by a method that no desk takes any by."""
    if row["amount"] <= 0:
        return refused("wrong_amount", amount=row["amount"])
    if row["method"] not in DESK_METHODS:
        return refused("unknown_method", method=row["method"], methods=list(DESK_METHODS))
    return None


def apply(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The payment and its cash rounding; what it brings back, with a new invoice where the old one was cancelled.

    Nothing is brought back by a payment that names nothing: such an effect was written over.
    """
    payload = operation.payload
    if effect == REVIVED and "revives" not in payload:
        return ()
    dossier = situation.dossiers[payload["order"]]
    rows = [*booked(operation, order=dossier.order.id, row=payload)]
    if effect in CASES:
        name = child_id(operation.id, name="case")
        rows.append(Case(name, CASES[effect], dossier.order.id, None, operation.id, operation.at))
    if effect == REVIVED:
        back = payload["revives"]
        numbers = back.get("again")
        again = (
            brought_back(operation, dossier=dossier, cancellations=back["cancels"], situation=situation)
            if numbers is None
            else reinstated(operation, dossier=dossier, again=numbers, situation=situation)
        )
        rows += again
        if (paper := back["invoice"]) is not None:
            amount = sum(row.price for row in again if isinstance(row, Ticket) and row.state in LIVE_STATES)
            rows.append(Invoice(paper["id"], dossier.order.id, paper["number"], "invoice", amount, operation.at))
    return tuple(rows)


def booked(operation: Operation, *, order: str, row: Mapping[str, Any]) -> list[Row]:
    """The payment that a row (`payload_parts.Received`) is, with what cash rounded of it."""
    payment = Payment(id=row["id"], order=order, method=row["method"], amount=row["amount"], paid_at=operation.at)
    return [payment, *money.received(operation, payment, rounding=row["rounding"])]


def touches_split(payload: Mapping[str, Any]) -> Touches:
    """The reservation, and what it was made of; the new order's number must be new."""
    return Touches(orders=(payload["order"], *made_of(payload)), numbers=(payload["new"]["number"],))


def judge_split(operation: Operation, situation: Situation) -> Verdict:
    """Only a pending on-site reservation, some but not all of its waiting tickets."""
    dossier = situation.dossiers[operation.payload["order"]]
    if not is_splittable(dossier):
        return refused("not_on_site", next=("pay",), order=dossier.order.number)
    waiting = {t.id for t in dossier.tickets if t.state == TicketState.PENDING}
    chosen = {row["ticket"] for row in operation.payload["tickets"]}
    if not chosen or not chosen <= waiting:
        return refused("not_live")
    if chosen == waiting:
        return refused("nothing_left", next=("pay",))
    if operation.payload["new"]["number"] in situation.numbers:
        return refused("number_taken", number=operation.payload["new"]["number"])
    moved = [row["amount"] for row in operation.payload.get("moved", ())]
    if moved and (min(moved) <= 0 or sum(moved) > sum(part.amount for part in _paid_so_far(dossier))):
        return refused("wrong_amount", amount=sum(moved))
    return (not_received(paid) if (paid := operation.payload["payment"]) else None) or ACCEPTED


def booked_of_split(operation: Operation, situation: Situation) -> list[Row]:
    """What was taken for a split that is refused is booked on the reservation, once: it pays that, or is its credit. Where
    there is no such reservation it is booked on the order that stands (`domain.never_made`).
    """
    payload = operation.payload
    dossier = situation.dossiers.get(payload["order"]) or what_stands(payload, situation.dossiers)
    paid = payload["payment"]
    if dossier is None or paid is None or not_received(paid) is not None:
        return []
    if any(payment.id == paid["id"] for payment in dossier.payments):
        return []
    return booked(operation, order=dossier.order.id, row=paid)


class Part(Struct, frozen=True):
    """So much of what was paid for an order, by this method."""

    method: str
    amount: int


def goes_over(dossier: Dossier, *, tickets: Collection[str], pays_now: bool) -> tuple[Part, ...]:
    """What of the money paid so far goes with these tickets to their new order, the newest payment first.

    They are paid now: as much as they cost. They only leave: nothing but what the tickets that stay do not cost.
    """
    chosen, staying = 0, 0
    for ticket in waiting(dossier):
        chosen += ticket.price if ticket.id in tickets else 0
        staying += ticket.price if ticket.id not in tickets else 0
    parts = _paid_so_far(dossier)
    rest = min(chosen, sum(part.amount for part in parts) - (0 if pays_now else staying))
    over: list[Part] = []
    for part in parts:
        if (amount := min(rest, part.amount)) > 0:
            over.append(Part(part.method, amount))
            rest -= amount
    return tuple(over)


def _paid_so_far(dossier: Dossier) -> tuple[Part, ...]:
    """What was paid for the tickets that wait and is still on its payments; a click's credit is not among it."""
    rest = max(0, sum(ticket.price for ticket in waiting(dossier)) - dossier.balance - clicked(dossier))
    methods, parts = {p.id: p.method for p in dossier.payments}, []
    for payment, left in money.left_on_payments(dossier).items():
        if (amount := min(rest, left)) > 0:
            parts.append(Part(methods[payment], amount))
            rest -= amount
    return tuple(parts)


def is_splittable(dossier: Dossier) -> bool:
    """Whether some tickets may be paid alone: an on-site reservation that waits."""
    return dossier.order.method == "on_site" and order_state(dossier) == "pending"


def apply_split(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The chosen tickets, number and place unchanged, belong to the new order, with what was paid for them before and now."""
    payload = operation.payload
    dossier = situation.dossiers[payload["order"]]
    new = Order(
        id=payload["new"]["id"],
        number=payload["new"]["number"],
        source=None,
        method=payload["new"]["method"],
        currency=dossier.order.currency,
        created_at=operation.at,
        due_at=dossier.order.due_at,
        customer=dossier.order.customer,
        predecessor=dossier.order.id,
    )
    rows: list[Row] = [new]
    for row in payload["tickets"]:
        ticket = dossier.ticket(row["ticket"])
        if ticket is None:
            continue
        rows.append(replace(ticket, order=new.id, position=row["position"]))
        rows.append(money.taken_back(operation, ticket, name=f"{ticket.id}/old"))
        rows.append(money.charged(operation, ticket, order=new.id, name=f"{ticket.id}/new"))
    rows += money.moved_over(operation, payload.get("moved", ()), old=dossier.order.id, new=new.id)
    if payload.get("payment"):
        rows += booked(operation, order=new.id, row=payload["payment"])
    return tuple(rows)
