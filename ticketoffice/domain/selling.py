"""A sale: an order with its tickets on places that are free, and the money or the paper that it is sold for.

Places are taken when the operation is committed, and only then is anything printed or shown as sold. What the tickets cost is
what the desk's catalogue said: a sale at a price that somebody changed meanwhile stands (C17). A numbered place is one of the
seats that the book knows in its zone; a counted one is one of a quota.

Worked example: two adults at 30.00 on C-12 and C-13, paid 60.00 in cash: order, two valid tickets, a payment of 60.00, and
the quota of the hall has two places fewer. As a reservation (`on_site`) there is no payment and both tickets wait.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ticketoffice.domain import money, placing, said, seating
from ticketoffice.domain.operation import ACCEPTED, Operation, Touches, Verdict, refused
from ticketoffice.domain.payment import booked, not_received
from ticketoffice.domain.people import lacks_second_person
from ticketoffice.domain.situation import Situation
from ticketoffice.domain.state import Invoice, Order, Row, Ticket, TicketCode, TicketState
from ticketoffice.domain.taking_in import MOST_TICKETS

UNPAID = ("invoice", "on_site")
"""Methods of a sale that is paid later: its tickets wait."""
FREE = "free"
"""The method of a sale that costs nothing: an invitation."""
MOST_PLACES = MOST_TICKETS


def touches(payload: Mapping[str, Any]) -> Touches:
    """The places that are wanted, with their performances; the order's number and the tickets' codes must be new."""
    return Touches(
        performances=tuple(dict.fromkeys(row["performance"] for row in payload["tickets"])),
        seats=seats_of(payload["tickets"]),
        numbers=(payload["order"]["number"],),
        codes=tuple(row["code"] for row in payload["tickets"]),
        sold_in=tuple(dict.fromkeys(row["performance"] for row in payload["tickets"])),
        carts=carts_of(payload),
    )


def carts_of(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """The cart for which the places of a deed were set aside at the centre, if they were."""
    return (payload["reservation"],) if "reservation" in payload else ()


def seats_of(rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, str], ...]:
    """The numbered places of new tickets, as (performance, seat)."""
    return tuple((row["performance"], row["seat"]) for row in rows if row["seat"] is not None)


def judge(operation: Operation, situation: Situation) -> Verdict:
    """All places together or none: known, on sale, free, each named once; and just what they cost, or what is paid later."""
    payload = operation.payload
    rows = payload["tickets"]
    if not rows:
        return refused("nothing_chosen")
    if len(rows) > MOST_PLACES:
        return refused("too_many_tickets", number=payload["order"]["number"], most=MOST_PLACES, sale=True)
    no = taken_numbers(payload["order"]["number"], rows, situation=situation)
    no = no or on_sale(rows, currency=payload["order"]["currency"], situation=situation)
    return no or _unsaid(operation) or _lowered(operation) or _paid(payload) or ACCEPTED


def taken_numbers(number: str, rows: Sequence[Mapping[str, Any]], *, situation: Situation) -> Verdict | None:
    """Refused where the order's number, or a ticket's, is somebody else's."""
    if number in situation.numbers:
        return refused("number_taken", number=number)
    codes = [row["code"] for row in rows]
    taken = next((code for n, code in enumerate(codes) if code in situation.codes or code in codes[:n]), None)
    return None if taken is None else refused("ticket_number_taken", number=taken)


def on_sale(rows: Sequence[Mapping[str, Any]], *, currency: str, situation: Situation) -> Verdict | None:
    """Refused where one of the places cannot be had, there are too few (`placing.why_not`), or one costs another currency."""
    tickets = [new_ticket(row, order="") for row in rows]
    no = placing.why_not(tickets, situation=situation)
    if no is not None:
        return no
    others = (situation.performances[ticket.performance].currency for ticket in tickets)
    other = next((name for name in others if name != currency), None)
    return None if other is None else refused("several_currencies", currency=currency, other=other)


def _unsaid(operation: Operation) -> Verdict | None:
    payload = operation.payload
    return said.unsaid(
        free=payload["order"]["method"] == FREE,
        lowered=bool(payload.get("lowered")),
        from_house=is_from_house(payload["tickets"]),
        said=said.is_said_beside(operation),
    )


def is_from_house(rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether one of the new tickets has a place that the house keeps."""
    return any("house_hold" in row for row in rows)


def _lowered(operation: Operation) -> Verdict | None:
    """Refused where a price was lowered by nobody but the one who sells, or the ticket costs as much as it did."""
    lowered = operation.payload.get("lowered", ())
    prices = {row["id"]: row["price"] for row in operation.payload["tickets"]}
    if any(prices.get(row["ticket"], row["full"]) >= row["full"] for row in lowered):
        return refused("wrong_amount", amount=min(row["full"] for row in lowered))
    return lacks_second_person(operation) if lowered else None


def _paid(payload: Mapping[str, Any]) -> Verdict | None:
    """Refused where the money is not what the tickets cost."""
    method, total = payload["order"]["method"], sum(row["price"] for row in payload["tickets"])
    for row in payload["payments"]:
        if (no := not_received(row)) is not None:
            return no
    received = sum(row["amount"] - row["rounding"] for row in payload["payments"])
    if method == "invoice" and (payload["invoice"] is None or payload["order"]["customer"] is None):
        return refused("invoice_needs_customer")
    if received != (0 if method in UNPAID else total):
        return refused("wrong_amount", amount=received)
    return None


def new_ticket(row: Mapping[str, Any], *, order: str, state: str = TicketState.VALID.value) -> Ticket:
    """The ticket that a row of a sale becomes."""
    return Ticket(
        id=row["id"],
        order=order,
        position=row["position"],
        number=row["code"],
        performance=row["performance"],
        zone=row["zone"],
        tariff=row["tariff"],
        seat=row["seat"],
        seat_name=row["seat_name"],
        price=row["price"],
        commission=row["commission"],
        state=state,
        holder=row["holder"],
        used_at=None,
        house_hold=row.get("house_hold"),
    )


def apply(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The order with its tickets, what they cost and what was paid; of an invoice its numbered paper."""
    payload = operation.payload
    told = payload["order"]
    order = Order(
        id=told["id"],
        number=told["number"],
        source=None,
        method=told["method"],
        currency=told["currency"],
        created_at=operation.at,
        due_at=told["due_at"],
        customer=told["customer"],
    )
    waits = told["method"] in UNPAID and any(row["price"] for row in payload["tickets"])
    state = TicketState.PENDING.value if waits else TicketState.VALID.value
    tickets = [new_ticket(row, order=order.id, state=state) for row in payload["tickets"]]
    rows: list[Row] = [order]
    for ticket in tickets:
        rows += [ticket, TicketCode(ticket.number, ticket.id, operation.at, "made"), money.charged(operation, ticket)]
    for row in payload["payments"]:
        rows += booked(operation, order=order.id, row=row)
    if (paper := payload["invoice"]) is not None:
        amount = sum(ticket.price for ticket in tickets)
        rows.append(Invoice(paper["id"], order.id, paper["number"], "invoice", amount, operation.at))
    return (*rows, *seating.quotas_after(situation, before=(), after=tickets))
