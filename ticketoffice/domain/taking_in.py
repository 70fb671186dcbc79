"""Orders taken in from another system: whose truth counts where.

A newer file of the same source adds what is new and updates what changed. A ticket never goes back (valid < used,
cancelled) and what was done at this desk stays so whatever the file says; absence removes nothing. A ticket that comes
in on a place that is live here is *displaced* and a case; a quota that the file exceeds is overbooked by as much.

Worked example: the file says KL3ZT-1 valid on A-3; here it was cancelled yesterday. It stays cancelled, its money
stays as it is, and the import names it under "kept here".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ticketoffice.domain import money, seating
from ticketoffice.domain.identity import child_id
from ticketoffice.domain.operation import ACCEPTED, Operation, Touches, Verdict, refused
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import (
    LIVE_STATES,
    Admission,
    Cancellation,
    Case,
    Invoice,
    Order,
    OrderNote,
    Payment,
    Refund,
    Row,
    Ticket,
    TicketCode,
    TicketState,
)

_UPDATED = ("tariff", "seat", "seat_name", "price", "performance", "zone", "holder", "position")


def touches(payload: Mapping[str, Any]) -> Touches:
    """The order as it may stand here already, the places it wants, its number and its tickets' codes."""
    places = tuple((row["performance"], row["seat"]) for row in payload["tickets"] if row["seat"] is not None)
    return Touches(
        orders=(payload["order"]["id"],),
        performances=tuple({row["performance"] for row in payload["tickets"]}),
        places=places,
        numbers=(payload["order"]["number"],),
        codes=tuple(row["number"] for row in payload["tickets"]),
    )


def judge(operation: Operation, situation: Situation) -> Verdict:
    """A fact, but for two things that no book can hold: an order number or a ticket number that another order has."""
    order = operation.payload["order"]
    holder = situation.numbers.get(order["number"])
    if holder is not None and holder[0] != order["id"]:
        return refused("number_taken", number=order["number"], source=holder[1])
    known = situation.dossiers.get(order["id"])
    if known is not None and known.order.currency != order["currency"]:
        return refused("currency_changed", number=order["number"], currency=order["currency"])
    own = {row["id"] for row in operation.payload["tickets"]}
    for row in operation.payload["tickets"]:
        other = situation.codes.get(row["number"])
        if other is not None and other not in own:
            return refused("ticket_number_taken", number=row["number"])
    return ACCEPTED


def apply(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The new order, or what a newer file changes in the known one."""
    known = situation.dossiers.get(operation.payload["order"]["id"])
    if known is None:
        return _new(operation, situation=situation)
    return _merged(operation, known=known, situation=situation)


def _new(operation: Operation, *, situation: Situation) -> tuple[Row, ...]:
    payload = operation.payload
    order = Order(predecessor=None, successor=None, **payload["order"])
    rows: list[Row] = [order]
    taken: set[tuple[str, str]] = set()
    tickets: list[Ticket] = []
    for row in payload["tickets"]:
        ticket = _ticket(row, order=order)
        tickets.append(_placed(ticket, taken=taken, situation=situation))
        rows += _ticket_rows(operation, row=row, ticket=tickets[-1])
    rows += [OrderNote(row["note"], order.id, row["at"], None) for row in payload["notes"]]
    for row in payload["payments"]:
        rows += _payment_rows(operation, row=row, order=order.id)
    for row in payload["refunds"]:
        rows += _refund_rows(operation, row=row, order=order.id)
    rows += [Invoice(order=order.id, **row) for row in payload["invoices"]]
    return (*rows, *seating.quotas_after(situation, before=(), after=tickets, may_overbook=True))


def _ticket(row: Mapping[str, Any], *, order: Order) -> Ticket:
    return Ticket(
        id=row["id"],
        order=order.id,
        position=row["position"],
        number=row["number"],
        performance=row["performance"],
        zone=row["zone"],
        tariff=row["tariff"],
        seat=row["seat"],
        seat_name=row["seat_name"],
        price=row["price"],
        commission=row["commission"],
        state=row["state"],
        holder=row["holder"],
        used_at=row["used_at"],
        predecessor=None,
        successor=None,
    )


def _placed(ticket: Ticket, *, taken: set[tuple[str, str]], situation: Situation) -> Ticket:
    """The ticket on its place, or displaced where another live ticket has it."""
    if ticket.state not in LIVE_STATES or ticket.seat is None:
        return ticket
    place = (ticket.performance, ticket.seat)
    if place in taken or situation.places.get(place, ticket.id) != ticket.id:
        return replace(ticket, state=TicketState.DISPLACED.value)
    taken.add(place)
    return ticket


def _ticket_rows(operation: Operation, *, row: Mapping[str, Any], ticket: Ticket) -> list[Row]:
    rows: list[Row] = [
        ticket,
        TicketCode(ticket.number, ticket.id, None, "taken_in"),
        money.line(operation, name=ticket.id, order=ticket.order, kind="price", amount=ticket.price, ticket=ticket.id),
    ]
    if ticket.state == TicketState.USED:
        rows.append(
            Admission(child_id(ticket.id, name="admission"), ticket.id, ticket.order, ticket.used_at or 0, None, None)
        )
    if ticket.state == TicketState.CANCELLED:
        rows += _cancelled_before(operation, ticket=ticket, reason=row["reason"])
    if ticket.state == TicketState.DISPLACED:
        rows.append(
            Case(
                child_id(operation.id, name=ticket.id), "displaced", ticket.order, ticket.id, operation.id, operation.at
            )
        )
    return rows


def _cancelled_before(operation: Operation, *, ticket: Ticket, reason: str | None) -> list[Row]:
    cancellation = Cancellation(
        id=child_id(ticket.id, name="cancelled"),
        ticket=ticket.id,
        order=ticket.order,
        operation=None,
        cancelled_at=None,
        cancelled_by=None,
        was=TicketState.VALID.value,
        finished_at=operation.at,
        finished_by=None,
        finish=None,
        reason=reason,
        note=None,
        paper=None,
        inform=None,
        told_at=None,
        told_by=None,
        told_how=None,
        hold_until=None,
        kept_at=None,
        kept_by=None,
        second_person=None,
        fee=0,
    )
    return [
        cancellation,
        money.line(
            operation, name=ticket.id, order=ticket.order, kind="price_back", amount=-ticket.price, ticket=ticket.id
        ),
    ]


def _payment_rows(operation: Operation, *, row: Mapping[str, Any], order: str) -> list[Row]:
    payment = Payment(
        id=row["id"],
        order=order,
        method=row["method"],
        amount=row["amount"],
        paid_at=row["paid_at"],
        taken_in=True,
        counterpart=None,
    )
    return [
        payment,
        money.line(operation, name=payment.id, order=order, kind="payment", amount=-payment.amount, payment=payment.id),
    ]


def _refund_rows(operation: Operation, *, row: Mapping[str, Any], order: str) -> list[Row]:
    cancellation = child_id(row["ticket"], name="cancelled") if row["ticket"] is not None else None
    refund = Refund(
        id=row["id"],
        order=order,
        ticket=row["ticket"],
        cancellation=cancellation,
        payment=row["payment"],
        method=row["method"],
        amount=row["amount"],
        promised_at=row["paid_at"],
        paid_at=row["paid_at"],
        withdrawn_at=None,
        reason=row["reason"],
        goodwill=False,
    )
    line = money.line(
        operation,
        name=refund.id,
        order=order,
        kind="refund",
        amount=refund.amount,
        ticket=refund.ticket,
        payment=refund.payment,
        refund=refund.id,
    )
    return [refund, line]


# --- a newer file --------------------------------------------------------------------------------------------------


def _merged(operation: Operation, *, known: Dossier, situation: Situation) -> tuple[Row, ...]:
    payload = operation.payload
    rows: list[Row] = []
    order = _newer_order(known.order, row=payload["order"])
    if order != known.order:
        rows.append(order)
    before: list[Ticket] = []
    after: list[Ticket] = []
    taken: set[tuple[str, str]] = set()
    for row in payload["tickets"]:
        old = known.ticket(row["id"])
        new = _placed(_ticket(row, order=order), taken=taken, situation=situation)
        if old is None:
            after.append(new)
            rows += _ticket_rows(operation, row=row, ticket=new)
            continue
        merged = _newer_ticket(old, new=new, known=known)
        if merged != old:
            before.append(old)
            after.append(merged)
            rows += _changed_rows(operation, row=row, old=old, new=merged)
    rows += _new_papers_and_money(operation, known=known)
    return (*rows, *seating.quotas_after(situation, before=before, after=after, may_overbook=True))


def _newer_order(old: Order, *, row: Mapping[str, Any]) -> Order:
    if old.successor is not None:
        return old
    return replace(
        old,
        due_at=row["due_at"],
        admit_unpaid=old.admit_unpaid or row["admit_unpaid"],
        expired=old.expired or row["expired"],
        method=row["method"],
        customer=row["customer"] or old.customer,
    )


def touched_here(known: Dossier, *, ticket: str) -> bool:
    """Whether something was done to this ticket at this desk: then the file does not decide about it any more."""
    return (
        any(c.ticket == ticket and c.operation is not None for c in known.cancellations)
        or any(a.ticket == ticket and (a.undone_at is not None or a.admitted_by is not None) for a in known.admissions)
        or any(t.id == ticket and t.successor is not None for t in known.tickets)
    )


def _newer_ticket(old: Ticket, *, new: Ticket, known: Dossier) -> Ticket:
    """The ticket after a newer file: facts are updated, the state only goes forward, local deeds win."""
    if (
        old.order != new.order
        or old.successor is not None
        or old.state in (TicketState.CANCELLED, TicketState.REPLACED)
    ):
        return old
    state = new.state
    if touched_here(known, ticket=old.id) and state != TicketState.CANCELLED:
        state = old.state
    if old.state == TicketState.USED:
        state = old.state
    if old.state == TicketState.VALID and state == TicketState.PENDING:
        state = old.state
    moved = {name: getattr(new, name) for name in _UPDATED}
    if moved["holder"] is None:
        moved["holder"] = old.holder
    return replace(
        old,
        state=state,
        used_at=new.used_at if state == TicketState.USED and old.used_at is None else old.used_at,
        **moved,
    )


def _changed_rows(operation: Operation, *, row: Mapping[str, Any], old: Ticket, new: Ticket) -> list[Row]:
    rows: list[Row] = [new]
    if new.price != old.price:
        rows.append(
            money.line(
                operation,
                name=f"{new.id}/change",
                order=new.order,
                kind="price",
                amount=new.price - old.price,
                ticket=new.id,
            )
        )
    if new.state == old.state:
        return rows
    if new.state == TicketState.CANCELLED:
        rows += _cancelled_before(operation, ticket=new, reason=row["reason"])
    if new.state == TicketState.USED:
        rows.append(Admission(child_id(new.id, name="admission"), new.id, new.order, new.used_at or 0, None, None))
    if new.state == TicketState.DISPLACED:
        rows.append(
            Case(child_id(operation.id, name=new.id), "displaced", new.order, new.id, operation.id, operation.at)
        )
    return rows


def _new_papers_and_money(operation: Operation, *, known: Dossier) -> list[Row]:
    payload, order = operation.payload, known.order.id
    rows: list[Row] = []
    payments = {p.id for p in known.payments}
    refunds = {r.id for r in known.refunds}
    invoices = {i.id for i in known.invoices}
    notes = {n.note for n in known.notes}
    for row in payload["payments"]:
        if row["id"] not in payments:
            rows += _payment_rows(operation, row=row, order=order)
    for row in payload["refunds"]:
        if row["id"] not in refunds:
            rows += _refund_rows(operation, row=row, order=order)
    rows += [Invoice(order=order, **row) for row in payload["invoices"] if row["id"] not in invoices]
    rows += [OrderNote(row["note"], order, row["at"], None) for row in payload["notes"] if row["note"] not in notes]
    return rows


def differences(known: Dossier, *, payload: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    """What the file says otherwise and this desk keeps: (ticket id, state here, state in the file)."""
    named: list[tuple[str, str, str]] = []
    for row in payload["tickets"]:
        old = known.ticket(row["id"])
        if old is None:
            continue
        live_there = row["state"] in (TicketState.VALID, TicketState.PENDING)
        if (
            (old.state in (TicketState.CANCELLED, TicketState.REPLACED, TicketState.USED) and live_there)
            or (old.state in (TicketState.CANCELLED, TicketState.REPLACED) and row["state"] == TicketState.USED)
            or (
                old.state in (TicketState.VALID, TicketState.PENDING)
                and row["state"] == TicketState.USED
                and touched_here(known, ticket=old.id)
            )
        ):
            named.append((old.id, old.state, row["state"]))
    return tuple(named)
