"""What a till says while money is taken for a cart: what is still to pay, the coins' rounding, the change, amounts at hand."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from ticketoffice.desk.payment import tendered
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain import money
from ticketoffice.domain.rules import DESK_METHODS, in_coins

STEPS = (1_000, 5_000, 10_000, 20_000)
"""What customers hand over is the next multiple of one of these, in minor units."""


class Taking(Struct, frozen=True):
    """Of the last tender: what is `taken`, with the `rounding` that is in it, the `change`; what is `left` to pay after it. `due`:
    what was to be paid before it, in its coins; `too_much`: more than that, by a method that gives none back.
    """

    due: int
    taken: int
    rounding: int
    change: int
    left: int
    too_much: bool

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to pay."""
        return self.left == 0


def taking(total: int, tenders: Sequence[Tender], *, currency: str) -> Taking:
    """What the last of these tenders takes, after the others; `too_much` where any of them finds less to pay than it is. A method that
    pays later, or nothing, takes nothing.
    """
    left, found, beyond = total, Taking(0, 0, 0, 0, total, too_much=False), False
    for tender in tenders:
        if tender.method not in DESK_METHODS:
            return Taking(0, 0, 0, 0, 0, too_much=False)
        due = left + (money.cash_rounding(left, currency=currency) if in_coins(tender.method) else 0)
        taken, rounding, change = tendered(left, amount=tender.amount, method=tender.method, currency=currency)
        is_more = change > 0 and not in_coins(tender.method)
        beyond = beyond or is_more or (left == 0 and tender.amount is not None)
        left -= taken - rounding
        found = Taking(due, taken, rounding, change, left, too_much=beyond)
    return found


def amounts_at_hand(due: int) -> tuple[int, ...]:
    """Just what is due, and what customers hand over for it, the smallest first."""
    return tuple(sorted({due, *(due - due % step + step for step in STEPS)})) if due > 0 else ()
