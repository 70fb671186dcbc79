"""Cash that was taken for a cart which is not sold yet: it lies in the drawer, and no book knows of it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class InHand(Struct, frozen=True):
    """So much in minor units."""

    amount: int
    currency: str


class MoneyInHand:
    """What the page that sells says of it, asked before the drawer is closed; None: nothing was taken."""

    def __init__(self) -> None:
        self.of: Callable[[], InHand | None] = lambda: None
