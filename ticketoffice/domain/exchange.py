"""Exchange: old tickets are given back and new ones issued in one operation, both or neither.

New tickets are chosen first; the old ones pay for them. What the old ones cost goes over to the new order; where the new ones,
with the fee, cost more, the difference is paid, where they cost less it is given back of the old order's payments. The old
tickets are replaced, each names the new one in its place, and their places are free with the same operation.

Worked example: a ticket at 30.00, paid in cash, for one at 35.00, with a fee of 2.00: 30.00 go over, 7.00 are paid. For one at
20.00: 22.00 go over, 8.00 are given back. One at 50.02, paid in cash with 50.00, for one at the same price: 50.00 go over, and
the 0.02 that coins rounded off with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.domain import calendar, house_holds, money, said, seating
from ticketoffice.domain.cross import already_cancelled, invoice_waits, out_of_goodwill
from ticketoffice.domain.identity import child_id
from ticketoffice.domain.operation import ACCEPTED, Operation, Touches, Verdict, refused
from ticketoffice.domain.order import is_pending_invoice
from ticketoffice.domain.payment import booked, not_received
from ticketoffice.domain.rules import EXCHANGED
from ticketoffice.domain.selling import carts_of, is_from_house, new_ticket, on_sale, seats_of, taken_numbers
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import (
    LIVE_STATES,
    Cancellation,
    Order,
    Refund,
    Row,
    Ticket,
    TicketCode,
    TicketState,
)


def touches(payload: Mapping[str, Any]) -> Touches:
    """The old orders and tickets, the new places; the new order's number and its tickets' codes must be new."""
    return Touches(
        orders=tuple(dict.fromkeys(row["order"] for row in payload["gives_back"])),
        tickets=tuple(row["ticket"] for row in payload["gives_back"]),
        performances=tuple(dict.fromkeys(row["performance"] for row in payload["tickets"])),
        seats=seats_of(payload["tickets"]),
        numbers=(payload["new"]["number"],),
        codes=tuple(row["code"] for row in payload["tickets"]),
        sold_in=tuple(dict.fromkeys(row["performance"] for row in payload["tickets"])),
        carts=carts_of(payload),
    )


def judge(operation: Operation, situation: Situation) -> Verdict:
    """Old tickets that are valid, paid and wholly the customer's; new places that are free, or are just being given back; and
    money that adds up.
    """
    payload = operation.payload
    if not payload["gives_back"] or not payload["tickets"]:
        return refused("nothing_chosen")
    old = old_tickets(payload, situation)
    if len({ticket.id for ticket in old}) != len(old):
        return refused("not_live")
    for ticket in old:
        no = why_not(situation.dossiers[ticket.order], ticket=ticket, situation=situation)
        if no is not None:
            return no
    no = taken_numbers(payload["new"]["number"], payload["tickets"], situation=situation)
    no = no or on_sale(payload["tickets"], currency=payload["new"]["currency"], situation=without(situation, old))
    from_house, is_said = is_from_house(payload["tickets"]), said.is_said_beside(operation)
    no = no or said.unsaid(free=False, lowered=False, from_house=from_house, said=is_said)
    return no or _wrong_money(payload, old=old, situation=situation) or ACCEPTED


def lowered(prices: Iterable[tuple[int, int]]) -> Verdict | None:
    """Refused where one of the new tickets, each as what it would cost and what its tariff says, was lowered by somebody, or its tariff
    was raised since it was offered: old tickets pay for what the tariffs say.
    """
    return refused("lowered_not_exchanged") if any(price < full for price, full in prices) else None


def holders(old: Sequence[Ticket], *, count: int, customer: str | None) -> tuple[str | None, ...]:
    """Who holds each of `count` new tickets: whoever held the old one that it stands for, else the order's customer."""
    held = [ticket.holder or customer for ticket in old[:count]]
    return (*held, *[customer] * (count - len(held)))


def old_tickets(payload: Mapping[str, Any], situation: Situation) -> list[Ticket]:
    """The tickets that are given back, as they stand."""
    return [situation.dossiers[row["order"]].own(row["ticket"]) for row in payload["gives_back"]]


def why_not(dossier: Dossier, *, ticket: Ticket, situation: Situation) -> Verdict | None:
    """What stands in the way of exchanging a ticket: as for its cross, and that somebody still has to pay it."""
    no = not_changeable(dossier, ticket=ticket, situation=situation)
    if no is not None:
        return no
    if is_pending_invoice(dossier):
        return invoice_waits(dossier)
    if ticket.state != TicketState.VALID:
        return refused("unpaid_exchange", next=("pay",), order=dossier.order.number)
    if money.left_of_ticket(dossier, ticket=ticket) != ticket.price:
        return refused("refunded_already", ticket=ticket.id)
    return None


def not_changeable(dossier: Dossier, *, ticket: Ticket, situation: Situation) -> Verdict | None:
    """What stands in the way of any change to a ticket: it is gone, used, without its place, or its performance is over."""
    if ticket.state == TicketState.USED:
        next_ones = (*out_of_goodwill(dossier, ticket), "undo-entry")
        return refused("used", next=next_ones, ticket=ticket.id, at=ticket.used_at)
    if ticket.state not in LIVE_STATES:
        return already_cancelled(dossier, ticket=ticket)
    performance = situation.performances[ticket.performance]
    if calendar.is_over(performance, at=situation.at):
        over = calendar.over_at(performance)
        return refused("performance_over", next=out_of_goodwill(dossier, ticket), ticket=ticket.id, at=over)
    return None


def without(situation: Situation, tickets: Sequence[Ticket]) -> Situation:
    """The same situation once these live tickets have given their places back."""
    gone = {ticket.id for ticket in tickets}
    quotas = dict(situation.quotas)
    quotas |= {quota.id: quota for quota in seating.quotas_after(situation, before=tickets, after=())}
    places = {place: ticket for place, ticket in situation.places.items() if ticket not in gone}
    given_up = [replace(ticket, state=TicketState.REPLACED.value) for ticket in tickets]
    kept = house_holds.after(situation.house_holds, given_up)
    return replace(situation, quotas=quotas, places=places, house_holds=kept)


class Kind(Struct, frozen=True):
    """What a ticket can be: its zone and tariff by name, the price in minor units, and how many there are; None: not known."""

    zone: str
    tariff: str
    price: int
    free: int | None = None


def most_alike(kinds: Sequence[Kind], old: Kind) -> Kind:
    """Of what is on sale the kind that comes nearest to an old ticket: of what is not sold out the same tariff, then the same
    zone, then the nearest price. `kinds` is not empty.

    Worked example: for an Adult of the stalls at 30.00 it is the Adult of the stalls, whatever that costs now; where the stalls
    are sold out, the Adult of the balcony rather than the Child there.
    """
    return min(
        kinds,
        key=lambda one: (
            one.free is not None and one.free < 1,
            one.tariff != old.tariff,
            one.zone != old.zone,
            abs(one.price - old.price),
        ),
    )


def _wrong_money(payload: Mapping[str, Any], *, old: Sequence[Ticket], situation: Situation) -> Verdict | None:
    for row in payload["payments"]:
        if (no := not_received(row)) is not None:
            return no
    wanted = sum(row["price"] for row in payload["tickets"]) + payload["fee"]
    paid = sum(row["amount"] - row["rounding"] for row in payload["payments"])
    over = sum(row["amount"] for row in payload["moved"])
    back = sum(row["amount"] for row in payload["refunds"])
    short = -sum(row["amount"] for row in rounded_down(payload))
    worth = sum(ticket.price for ticket in old)
    if payload["fee"] < 0 or wanted != over + paid + short or over + back + short != worth:
        return refused("wrong_amount", amount=paid)
    return next((no for order in situation.dossiers.values() if (no := _not_there(payload, order, old=old))), None)


def rounded_down(payload: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """What coins made less of the old orders' money, by order: it goes over with that."""
    return tuple(payload.get("rounded", ()))


def _not_there(payload: Mapping[str, Any], dossier: Dossier, *, old: Sequence[Ticket]) -> Verdict | None:
    """Refused where more leaves an order than its tickets cost, or a payment gives back more than it has left; what coins rounded
    off may be missing, and only that.
    """
    own = {ticket.id: ticket.price for ticket in old if ticket.order == dossier.order.id}
    moved = [row["amount"] for row in payload["moved"] if row["order"] == dossier.order.id]
    refunds = [row for row in payload["refunds"] if row["ticket"] in own]
    amounts = [*moved, *(row["amount"] for row in refunds)]
    short = -sum(row["amount"] for row in rounded_down(payload) if row["order"] == dossier.order.id)
    left = money.left_on_payments(dossier)
    by_payment: dict[str, int] = {}
    for row in refunds:
        by_payment[row["payment"]] = by_payment.get(row["payment"], 0) + row["amount"]
    beyond = any(amount > left.get(payment, 0) for payment, amount in by_payment.items())
    beyond = beyond or short not in (0, money.short_by_coins(dossier, price=sum(own.values())))
    if beyond or sum(amounts) + short != sum(own.values()) or any(amount <= 0 for amount in amounts):
        return refused("wrong_amount", amount=sum(amounts))
    return refused("wrong_amount", amount=sum(amounts)) if sum(amounts) > sum(left.values()) else None


def apply(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The old tickets replaced, the new order with its own, and the money that goes over, comes in and goes back."""
    payload = operation.payload
    old, told = old_tickets(payload, situation), payload["new"]
    new = Order(
        id=told["id"],
        number=told["number"],
        source=None,
        method=EXCHANGED,
        currency=told["currency"],
        created_at=operation.at,
        due_at=None,
        customer=told["customer"],
        predecessor=payload["order"],
    )
    came_from = {row["successor"]: row["ticket"] for row in reversed(payload["gives_back"]) if row["successor"]}
    tickets = [
        replace(new_ticket(row, order=new.id), predecessor=came_from.get(row["id"])) for row in payload["tickets"]
    ]
    rows: list[Row] = [new, *_given_up(operation, old=old)]
    for order in situation.dossiers.values():
        if {t.id for t in order.live} <= {t.id for t in old}:
            rows.append(replace(order.order, successor=new.id))
    for ticket in tickets:
        rows += [ticket, TicketCode(ticket.number, ticket.id, operation.at, "made"), money.charged(operation, ticket)]
    for row in payload["moved"]:
        rows += money.moved_over(operation, [row], old=row["order"], new=new.id)
    for row in rounded_down(payload):
        rows += money.rounding_over(operation, old=row["order"], new=new.id, amount=row["amount"])
    for row in payload["payments"]:
        rows += booked(operation, order=new.id, row=row)
    if payload["fee"]:
        rows.append(money.kept(operation, order=new.id, ticket=None, amount=payload["fee"]))
    return (*rows, *seating.quotas_after(situation, before=old, after=tickets))


def _given_up(operation: Operation, *, old: Iterable[Ticket]) -> list[Row]:
    """The old tickets, and what is given back for them: each is gone for good at once."""
    payload, rows = operation.payload, list[Row]()
    successors = {row["ticket"]: row["successor"] for row in payload["gives_back"]}
    for ticket in old:
        gone = gone_for(operation, ticket, reason=EXCHANGED, paper=payload["paper"])
        rows += [
            replace(ticket, state=TicketState.REPLACED.value, successor=successors[ticket.id]),
            gone,
            money.taken_back(operation, ticket),
        ]
        for row in payload["refunds"]:
            if row["ticket"] == ticket.id:
                refund = Refund(
                    **row, order=ticket.order, cancellation=gone.id, promised_at=operation.at, reason=EXCHANGED
                )
                rows += [refund, money.given_back(operation, refund)]
    return rows


def gone_for(operation: Operation, ticket: Ticket, *, reason: str, paper: str | None = None) -> Cancellation:
    """That a ticket is gone because another one stands for it: said at once and for good, so that control point and desk know
    when and by whom.
    """
    return Cancellation(
        id=child_id(operation.id, name=ticket.id),
        ticket=ticket.id,
        order=ticket.order,
        operation=operation.id,
        cancelled_at=operation.at,
        cancelled_by=operation.actor,
        was=ticket.state,
        finished_at=operation.at,
        finished_by=operation.actor,
        finish=operation.id,
        reason=reason,
        paper=paper,
        second_person=operation.second_person,
    )


def booked_of_exchange(operation: Operation, situation: Situation) -> list[Row]:
    """What was taken for an exchange that is refused is booked once on the order whose tickets were to be given back."""
    payload = operation.payload
    dossier = situation.dossiers.get(payload["order"])
    known = set() if dossier is None else {payment.id for payment in dossier.payments}
    wanted = [row for row in payload["payments"] if row["id"] not in known and not_received(row) is None]
    return [] if dossier is None else [r for row in wanted for r in booked(operation, order=dossier.order.id, row=row)]
