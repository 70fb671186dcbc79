"""What a payment at the desk is made of: tenders, and what is received by them for a sale, an exchange or another tariff."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ticketoffice.desk.card_charges import booked
from ticketoffice.desk.payment import tendered
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.rules import DESK_METHODS, in_coins
from ticketoffice.domain.selling import FREE, UNPAID

if TYPE_CHECKING:
    from ticketoffice.store.deed import Deed

SALE_METHODS = (*DESK_METHODS, *UNPAID, FREE)
"""How a sale is paid: at once, later, or not at all."""


class Tender(Struct, frozen=True):
    """Money received by a method; `amount` None: all that is left to pay. `charge`: the reference of the payment at the card terminal
    that it is.
    """

    method: str
    amount: int | None = None
    charge: str | None = None


class Received(Struct, frozen=True):
    """What was received, in minor units: the `rows` of the operation, what cash `rounding` is in them, and the `change` to give."""

    rows: tuple[dict[str, Any], ...] = ()
    rounding: int = 0
    change: int = 0

    @property
    def by_method(self) -> tuple[tuple[str, int], ...]:
        """Each part as (method, amount)."""
        return tuple((row["method"], row["amount"]) for row in self.rows)


def check_tenders(pay: Sequence[Tender], *, methods: Sequence[str] = SALE_METHODS) -> None:
    """Raises RuleBroken `unknown_method`, `pays_alone` or `nothing_paid` for what is no way to pay by these methods."""
    named = [tender.method for tender in pay]
    strange = next((method for method in named if method not in methods), None)
    if strange is not None:
        raise RuleBroken("unknown_method", data={"method": strange[:80], "methods": list(methods)})
    if not named:
        raise RuleBroken("nothing_paid")
    alone = next((method for method in named if method not in DESK_METHODS), None)
    if alone is not None and len(named) > 1:
        raise RuleBroken("pays_alone", data={"method": alone})


def received(deed: Deed, pay: Sequence[Tender], *, total: int, currency: str) -> Received:
    """What is received for `total`. Raises RuleBroken `nothing_left_to_pay` (no money is passed over), `over_open`,
    `wrong_amount`, `still_to_pay`.
    """
    rows: list[dict[str, Any]] = []
    rest, rounded, change = total, 0, 0
    for tender in pay:
        if tender.method not in DESK_METHODS:
            continue
        if not rest and (tender.charge is not None or (rows and tender.amount is not None)):
            data: dict[str, object] = {"method": tender.method, "amount": tender.amount, "currency": currency}
            raise RuleBroken("nothing_left_to_pay", data=data)
        if not rest:
            continue
        taken, rounding, back = tendered(rest, amount=tender.amount, method=tender.method, currency=currency)
        if back and not in_coins(tender.method):
            raise RuleBroken("over_open", data={"amount": tender.amount, "left": rest, "currency": currency})
        if taken <= 0:
            raise RuleBroken("wrong_amount", data={"amount": tender.amount, "currency": currency})
        row = {"id": deed.new_id(), "method": tender.method, "amount": taken, "rounding": rounding}
        rows.append(row | booked(deed.reading, tender.charge, amount=tender.amount))
        rest, rounded, change = rest - (taken - rounding), rounded + rounding, change + back
    if rest:
        raise RuleBroken("still_to_pay", data={"left": rest, "total": total, "currency": currency})
    return Received(tuple(rows), rounded, change)
