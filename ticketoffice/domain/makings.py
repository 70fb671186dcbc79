"""Which operations make an order, and what money is taken with it.

An order comes from a file of its source, is sold here, or is made here out of others (a reissue, a split, an exchange). Whoever asks
what an operation makes asks by its kind and payload alone, also of one that was refused: then there is no such order, but its
number may be on paper, and the money that was taken with it is in the drawer.

Worked example: reservation O of two at 30.00 is split: one ticket becomes order N, paid with 30.00 in cash. The split makes
N out of O, and its money is those 30.00. Where it is refused there is no N, and the 30.00 are booked on O.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    from ticketoffice.domain.payload_parts import Received

OUT_OF_ANOTHER = ("order_reissued", "order_split", "order_exchanged")
"""The kinds that make an order out of another one."""
MAKING_KINDS = ("order_taken_in", "order_sold", *OUT_OF_ANOTHER)
"""The kinds that make an order."""


NAMELESS_CASE = "made_nameless"
"""The case of an order made of another one whose customer had been erased: nobody's name stands on it."""


class Making(Struct, frozen=True):
    """The order that an operation makes, by id, its number, and the order that it is made out of; None where it is of none."""

    order: str
    number: str
    of: str | None


def making_of(kind: str, payload: Mapping[str, Any]) -> Making | None:
    """The order that an operation makes, or was to make; None for one that makes none."""
    if kind in OUT_OF_ANOTHER:
        return Making(payload["new"]["id"], payload["new"]["number"], payload["order"])
    if kind in MAKING_KINDS:
        return Making(payload["order"]["id"], payload["order"]["number"], None)
    return None


TAKING_KINDS = ("order_split", "order_exchanged", "tariff_changed")
"""The kinds that take money for what they make or change."""


def money_of(kind: str, payload: Mapping[str, Any]) -> tuple[Received, ...]:
    """The money that was taken with what an operation makes or changes: also where that is refused it is in the drawer."""
    if kind not in TAKING_KINDS:
        return ()
    alone: Received | None = payload.get("payment")
    return tuple(payload.get("payments", ())) if alone is None else (alone,)
