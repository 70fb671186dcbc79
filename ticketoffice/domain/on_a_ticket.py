"""Deeds on a ticket that are no cancellations: a new number, another place, another tariff, another holder, its paper.

All keep the order. *Replaced*: the number is lost, a new one stands for it on the same place at the same price, and the old
one is refused. *Moved*: another place of the same performance at the same price; the number stays. *Another tariff*: the
difference is paid or given back. *Collected* and *printed* say what became of the paper: `copies` counts it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ticketoffice.domain import money, seating
from ticketoffice.domain.cross import invoice_waits
from ticketoffice.domain.exchange import gone_for, not_changeable, without
from ticketoffice.domain.operation import ACCEPTED, Operation, Touches, Verdict, refused
from ticketoffice.domain.order import is_pending_invoice
from ticketoffice.domain.payment import booked, not_received
from ticketoffice.domain.rules import LOST
from ticketoffice.domain.selling import carts_of, on_sale
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import Refund, Row, Ticket, TicketCode, TicketState


def _ticket(operation: Operation, situation: Situation) -> tuple[Dossier, Ticket]:
    dossier = situation.dossiers[operation.payload["order"]]
    return dossier, dossier.own(operation.payload["ticket"])


# --- a new number -----------------------------------------------------------------------------------------------------


def judge_replaced(operation: Operation, situation: Situation) -> Verdict:
    """A live ticket that nobody entered with, whose performance is not over; the new number is nobody's."""
    dossier, ticket = _ticket(operation, situation)
    code = operation.payload["code"]
    no = not_changeable(dossier, ticket=ticket, situation=situation)
    if no is None and code in situation.codes:
        return refused("ticket_number_taken", number=code)
    return no or ACCEPTED


def apply_replaced(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The old ticket refused, the new one in its place; what it costs goes with it."""
    payload, (_, old) = operation.payload, _ticket(operation, situation)
    new = replace(
        old,
        id=payload["new"],
        number=payload["code"],
        position=payload["position"],
        predecessor=old.id,
        collected_at=None,
        copies=None,
    )
    return (
        replace(old, state=TicketState.REPLACED.value, successor=new.id),
        gone_for(operation, old, reason=LOST),
        new,
        TicketCode(new.number, new.id, operation.at, "made"),
        money.taken_back(operation, old),
        money.charged(operation, new),
    )


# --- another place ----------------------------------------------------------------------------------------------------


def touches_moved(payload: Mapping[str, Any]) -> Touches:
    """The ticket, and the place that it moves to."""
    seats = ((payload["performance"], payload["seat"]),) if payload["seat"] is not None else ()
    return Touches(
        orders=(payload["order"],),
        tickets=(payload["ticket"],),
        seats=seats,
        sold_in=(payload["performance"],),
        carts=carts_of(payload),
    )


def judge_moved(operation: Operation, situation: Situation) -> Verdict:
    """A live ticket, and a place of the same performance that is free or just being left."""
    dossier, ticket = _ticket(operation, situation)
    payload = operation.payload
    no = not_changeable(dossier, ticket=ticket, situation=situation)
    if no is not None:
        return no
    if payload["performance"] != ticket.performance:
        return refused("other_performance", next=("exchange",), ticket=ticket.id)
    if (payload["zone"], payload["seat"]) == (ticket.zone, ticket.seat):
        return refused("same_place", ticket=ticket.id)
    row = {name: payload[name] for name in ("performance", "zone", "seat", "seat_name")}
    row |= {name: getattr(ticket, name) for name in ("id", "position", "tariff", "price", "commission", "holder")}
    row["code"] = ticket.number
    row |= {"house_hold": payload["house_hold"]} if "house_hold" in payload else {}
    return on_sale([row], currency=dossier.order.currency, situation=without(situation, [ticket])) or ACCEPTED


def apply_moved(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The same ticket on its new place; its paper says another one, so that none counts as given out."""
    payload, (_, old) = operation.payload, _ticket(operation, situation)
    new = replace(
        old,
        zone=payload["zone"],
        seat=payload["seat"],
        seat_name=payload["seat_name"],
        collected_at=None,
        copies=None,
        house_hold=payload.get("house_hold"),
    )
    return (new, *seating.quotas_after(situation, before=[old], after=[new]))


# --- another tariff ---------------------------------------------------------------------------------------------------


def judge_tariff(operation: Operation, situation: Situation) -> Verdict:
    """A live ticket; of one that is paid just the difference comes in, or goes back of what its order's payments have left."""
    dossier, ticket = _ticket(operation, situation)
    payload = operation.payload
    no = not_changeable(dossier, ticket=ticket, situation=situation)
    if no is not None:
        return no
    if is_pending_invoice(dossier):
        return invoice_waits(dossier)
    if payload["tariff"] == ticket.tariff:
        return refused("same_tariff", ticket=ticket.id)
    paid, difference = payload["payment"], payload["price"] - ticket.price
    if paid is not None and (no := not_received(paid)) is not None:
        return no
    comes = 0 if paid is None else paid["amount"] - paid["rounding"]
    goes = sum(row["amount"] for row in payload["refunds"])
    due = difference if ticket.state == TicketState.VALID else 0
    left = money.left_on_payments(dossier)
    beyond = any(not 0 < row["amount"] <= left.get(row["payment"], 0) for row in payload["refunds"])
    return refused("wrong_amount", amount=comes) if comes - goes != due or beyond or (comes and goes) else ACCEPTED


def apply_tariff(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The ticket at its new price, and the difference."""
    payload, (dossier, old) = operation.payload, _ticket(operation, situation)
    new = replace(old, tariff=payload["tariff"], price=payload["price"], collected_at=None, copies=None)
    rows: list[Row] = [new, money.charged(operation, new, name=f"{new.id}/tariff", amount=new.price - old.price)]
    if payload["payment"] is not None:
        rows += booked(operation, order=dossier.order.id, row=payload["payment"])
    for row in payload["refunds"]:
        refund = Refund(**row, order=dossier.order.id, cancellation=None, promised_at=operation.at, reason=LESS)
        rows += [refund, money.given_back(operation, refund)]
    return tuple(rows)


LESS = "tariff_changed"
"""Why money is given back of a ticket that costs less now."""


def booked_of_tariff(operation: Operation, situation: Situation) -> list[Row]:
    """What was taken for another tariff that is refused is booked on the order, once."""
    paid, dossier = operation.payload["payment"], situation.dossiers.get(operation.payload["order"])
    if paid is None or dossier is None or not_received(paid) is not None:
        return []
    known = any(payment.id == paid["id"] for payment in dossier.payments)
    return [] if known else booked(operation, order=dossier.order.id, row=paid)


# --- another holder ---------------------------------------------------------------------------------------------------


def judge_holder(operation: Operation, situation: Situation) -> Verdict:
    """A live ticket; who holds it travels beside the operation."""
    dossier, ticket = _ticket(operation, situation)
    return not_changeable(dossier, ticket=ticket, situation=situation) or ACCEPTED


def apply_holder(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The ticket names somebody else; its paper does not yet."""
    _, old = _ticket(operation, situation)
    return (replace(old, holder=operation.payload["person"]["person"], collected_at=None, copies=None),)


# --- its paper --------------------------------------------------------------------------------------------------------


def touches_papers(payload: Mapping[str, Any]) -> Touches:
    """The order and the tickets whose paper it is."""
    return Touches(orders=(payload["order"],), tickets=tuple(payload["tickets"]))


def apply_collected(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The first time that somebody took a paper counts."""
    dossier = situation.dossiers[operation.payload["order"]]
    named = [dossier.own(name) for name in operation.payload["tickets"]]
    return tuple(replace(ticket, collected_at=operation.at) for ticket in named if ticket.collected_at is None)


def apply_printed(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """One more copy of each; a first one that was given out and not printed here counts before it."""
    dossier, before = situation.dossiers[operation.payload["order"]], operation.payload.get("given_before", ())
    named = map(dossier.own, operation.payload["tickets"])
    return tuple(replace(t, copies=max(t.copies or 0, int(t.id in before)) + 1) for t in named)
