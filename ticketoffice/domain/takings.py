"""Which money an operation moved at the desk where it was made: what came in and what went out, by method.

Money that is only promised, moved from order to order, or was taken where an order came from, moves nothing here. What an operation
did to its order says nothing either: money that came is in the drawer also where the centre refuses the deed.

Worked example: 60.00 are taken in cash for a reservation: +60.00 cash. One of its tickets is cancelled and 30.00 promised: nothing
moves; they are handed out: −30.00 cash. A card's 30.00 that are put back are −30.00 card, and never touch the drawer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct

from ticketoffice.domain.rules import in_coins


class Moved(Struct, frozen=True):
    """So many minor units came in (above zero) or went out by this method."""

    method: str
    amount: int


def _payment(payload: Mapping[str, Any]) -> list[Moved]:
    return [Moved(payload["method"], payload["amount"])]


def _with_payment(payload: Mapping[str, Any]) -> list[Moved]:
    return _payment(payload["payment"]) if payload["payment"] else []


def _with_payments(payload: Mapping[str, Any]) -> list[Moved]:
    return [Moved(row["method"], row["amount"]) for row in payload["payments"]]


def _went_back(payload: Mapping[str, Any]) -> list[Moved]:
    return [Moved(row["method"], -row["amount"]) for row in payload["refunds"]]


def _handed_out(payload: Mapping[str, Any]) -> list[Moved]:
    """What cash was rounded by left the drawer with it."""
    found, rounding = list[Moved](), payload.get("rounding", 0)
    for row in payload.get("given", ()):
        more, rounding = (rounding, 0) if in_coins(row["method"]) and row["amount"] else (0, rounding)
        found.append(Moved(row["method"], -row["amount"] - more))
    return found


def _corrected(payload: Mapping[str, Any]) -> list[Moved]:
    """From one method to the other; of a refund the other way round."""
    amount = payload["amount"] if payload["payment"] is not None else -payload["amount"]
    return [Moved(payload["was"], -amount), Moved(payload["method"], amount)]


MOVES: dict[str, Callable[[Mapping[str, Any]], list[Moved]]] = {
    "payment_recorded": _payment,
    "order_sold": _with_payments,
    "sale_aborted": _went_back,
    "order_exchanged": _with_payments,
    "tariff_changed": _with_payment,
    "order_split": _with_payment,
    "refund_paid_out": _handed_out,
    "payment_corrected": _corrected,
}
"""The kinds by which money comes in or goes out at a desk."""


def moved(kind: str, payload: Mapping[str, Any]) -> tuple[Moved, ...]:
    """What an operation moved; nothing for a kind that moves none."""
    return tuple(row for row in MOVES[kind](payload) if row.amount) if kind in MOVES else ()


class Flow(Struct, frozen=True):
    """One movement with where, when (microseconds UTC) and by whom it was made."""

    desk: str
    actor: str | None
    at: int
    method: str
    currency: str
    amount: int


class Taking(Struct, frozen=True):
    """What came in and went out by one method in one currency, and how often; both amounts are at least 0."""

    desk: str | None
    actor: str | None
    method: str
    currency: str
    taken: int = 0
    given: int = 0
    count: int = 0

    @property
    def sum(self) -> int:
        """What is left of it."""
        return self.taken - self.given


def summed(flows: Iterable[Flow], *, by_desk: bool = False, by_person: bool = False) -> tuple[Taking, ...]:
    """The takings per currency and method, and where asked per desk and person; never over two currencies."""
    found: dict[tuple[str, str, str, str], Taking] = {}
    for flow in flows:
        desk, actor = flow.desk if by_desk else None, flow.actor if by_person else None
        key = (flow.currency, desk or "", actor or "", flow.method)
        one = found.get(key) or Taking(desk, actor, flow.method, flow.currency)
        found[key] = Taking(
            desk,
            actor,
            flow.method,
            flow.currency,
            one.taken + max(0, flow.amount),
            one.given + max(0, -flow.amount),
            one.count + 1,
        )
    return tuple(found[key] for key in sorted(found))
