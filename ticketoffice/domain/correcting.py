"""Money that was recorded under the wrong method: a counter-entry that names the first says the right one (1-domain 5b).

The ticket, the amount and the customer's account stay as they are; the drawer and the takings move from one method to the other.
So no line of the order's money is written: what coins had rounded of it stays rounded, also where it came by a card, for the
amount is what was counted and nobody owes the rest of it any more; and money for which there are no coins cannot have been cash
(`no_coins_for`), so none is rounded anew. `payments − refunds = prices + fees + cash rounding + credit − open balance` holds with
the same figures before and after.

Worked example: 60.00 were paid by card and recorded as cash. Corrected: -60.00 cash, +60.00 card, and the payment is a card's from
then on, so that a refund goes back to the card. What was given back already says by which method it came, and is not moved under it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ticketoffice.domain.money import cash_rounding, left_on_payments
from ticketoffice.domain.operation import ACCEPTED, Operation, Touches, Verdict, refused
from ticketoffice.domain.rules import DESK_METHODS, in_coins
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import Payment, Refund, Row

Money = Payment | Refund


def touches(payload: Mapping[str, Any]) -> Touches:
    """The order whose money it is."""
    return Touches(orders=(payload["order"],))


def judge(operation: Operation, situation: Situation) -> Verdict:
    """The money is there, as it was seen, and nothing rests on how it came."""
    payload = operation.payload
    dossier = situation.dossiers[payload["order"]]
    money = money_of(dossier, payment=payload["payment"], refund=payload["refund"])
    if money is None or (money.method, money.amount) != (payload["was"], payload["amount"]):
        return refused("money_changed", order=dossier.order.number)
    return why_not(dossier, money, method=payload["method"]) or ACCEPTED


def money_of(dossier: Dossier, *, payment: str | None, refund: str | None) -> Money | None:
    """The payment or the refund that is named; None where there is none, or both are."""
    if payment is not None and refund is None:
        return next((one for one in dossier.payments if one.id == payment), None)
    return next((one for one in dossier.refunds if one.id == refund), None) if payment is None else None


def why_not(dossier: Dossier, money: Money, *, method: str) -> Verdict | None:
    """What stands in the way of saying that this money came, or went, by that method."""
    currency = dossier.order.currency
    if method not in DESK_METHODS:
        return refused("unknown_method", method=method, methods=list(DESK_METHODS))
    if not is_ours(money):
        return refused("not_taken_here", order=dossier.order.number)
    if method == money.method:
        return refused("same_method", method=method)
    if in_coins(method) and cash_rounding(money.amount, currency=currency):
        return refused("no_coins_for", amount=money.amount, currency=currency)
    if isinstance(money, Payment) and left_on_payments(dossier).get(money.id) != money.amount:
        return refused("given_back_of_it", order=dossier.order.number)
    return None


def is_ours(money: Money) -> bool:
    """Whether a desk took it or handed it out: not what a file says, what moved between orders, or what is still promised."""
    if isinstance(money, Payment):
        return not money.taken_in and money.counterpart is None and money.amount > 0 and money.method in DESK_METHODS
    return money.paid_at is not None and money.withdrawn_at is None and money.method in DESK_METHODS


def apply(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The same money by the other method; an order that is called by the method of its money is called by that."""
    payload = operation.payload
    dossier = situation.dossiers[payload["order"]]
    money = money_of(dossier, payment=payload["payment"], refund=payload["refund"])
    if money is None:
        return ()
    rows: list[Row] = [replace(money, method=payload["method"])]
    others = {one.method for one in dossier.payments if one.id != payload["payment"]}
    if isinstance(money, Payment) and dossier.order.method == payload["was"] and payload["was"] not in others:
        rows.append(replace(dossier.order, method=payload["method"]))
    return tuple(rows)
