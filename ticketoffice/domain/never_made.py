"""What was done on an order whose making was refused: the money of it is booked on the order that stands.

A desk makes an order out of another one (a reissue, a split) and goes on working with it before the centre has said yes.
Where the centre says no there is no such order; but money that was taken for it is in the drawer, and money that was given
back has left. So each fact on such an order names what it was made of, and where the order is not here it is booked on the
nearest one of those that is.

Worked example: invoice order O of two at 30.00 is reissued without one of them as N, and 30.00 are paid for N in cash. At
another desk O had been cancelled before that: the reissue is refused, and there is no N. The 30.00 are a payment of O, its
credit, and a case; so are 20.00 of them that were given back for N: 10.00 are left.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from ticketoffice.domain.identity import child_id
from ticketoffice.domain.money import given_beyond_paid, no_coins
from ticketoffice.domain.operation import Operation
from ticketoffice.domain.payload_parts import MadeOf
from ticketoffice.domain.rules import in_coins
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import Case, MoneyLine, Order, Payment, Refund, Row

NEVER_MADE, GIVEN_NEVER_MADE = "order_never_made", "given_never_made"
"""The cases of money that was taken for an order that was never made, and of money that was given back for it."""


def said_of(order: Order, *, made_of: Sequence[str]) -> dict[str, MadeOf]:
    """What a fact on this order says of its making: `made_of` are the orders that count instead, the nearest first."""
    return {"made_of": {"number": order.number, "orders": list(made_of)}} if made_of else {}


def made_of(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """The orders that an operation names beside its own."""
    return tuple(payload["made_of"]["orders"]) if "made_of" in payload else ()


def number_of(payload: Mapping[str, Any]) -> str | None:
    """The number of the order that an operation is about, where it says of what that was made."""
    return payload["made_of"]["number"] if "made_of" in payload else None


def what_stands(payload: Mapping[str, Any], dossiers: Mapping[str, Dossier]) -> Dossier | None:
    """The order that counts instead of the one that an operation is about; None where that is here, or none of them is."""
    if payload.get("order") in dossiers:
        return None
    return next((dossiers[order] for order in made_of(payload) if order in dossiers), None)


def on(dossier: Dossier, operation: Operation) -> Operation:
    """The same operation about the order that stands; of tickets and payments it knows its own alone."""
    payload = {**operation.payload, "order": dossier.order.id}
    if "given" in payload:
        tickets, payments = {t.id for t in dossier.tickets}, {p.id for p in dossier.payments}
        payload["given"] = [
            row
            | {"ticket": row["ticket"] if row["ticket"] in tickets else None}
            | {"payment": row["payment"] if row["payment"] in payments else None}
            for row in payload["given"]
        ]
    return replace(operation, payload=payload)


def booked(operation: Operation, rows: Sequence[Row], *, dossier: Dossier) -> tuple[Row, ...]:
    """The rows that it made on the order that stands, and what a person must know: money came, or left, for an order that
    there is not. Where more has left than ever came, that says more.
    """
    found = _in_coins(operation, rows)
    beyond = given_beyond_paid(dossier.after(found))
    found = [replace(row, kind=GIVEN_NEVER_MADE) if isinstance(row, Case) and not beyond else row for row in found]
    if any(isinstance(row, Payment) for row in rows):
        name = child_id(operation.id, name="case")
        found.append(Case(name, NEVER_MADE, dossier.order.id, None, operation.id, operation.at))
    return tuple(found)


def _in_coins(operation: Operation, rows: Sequence[Row]) -> list[Row]:
    """What cash was rounded by left with the first cash refund."""
    more = operation.payload.get("rounding", 0) if "refunds" in operation.payload else 0
    first = next((row for row in rows if isinstance(row, Refund) and in_coins(row.method)), None)
    if not more or first is None:
        return list(rows)
    found: list[Row] = []
    for row in rows:
        if row is first or (isinstance(row, MoneyLine) and row.refund == first.id):
            row = replace(row, amount=row.amount + more)
        found.append(row)
    return [*found, no_coins(operation, first, amount=more)]
