"""Carts that wait while somebody else is served. What a centre set aside for one of them it keeps for minutes only."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.desk.cart import Cart, is_let_go
from ticketoffice.desk.choosing import Quote
from ticketoffice.domain.calendar import MINUTE
from ticketoffice.ui.sale.cart_pane import ParkedCart


class Parked(Struct, frozen=True):
    """A cart under its id, as it was quoted, since `at`; `gone`: its places were let go."""

    id: str
    cart: Cart
    found: Quote
    at: int
    gone: bool = False


class Parking:
    """The parked carts of one window, the oldest first."""

    def __init__(self) -> None:
        self._carts: list[Parked] = []

    def __bool__(self) -> bool:
        return bool(self._carts)

    def put(self, parked: Parked) -> None:
        """One more."""
        self._carts.append(parked)

    def take(self, id: str) -> Parked:
        """Takes it back."""
        found = next(parked for parked in self._carts if parked.id == id)
        self._carts.remove(found)
        return found

    def let_go(self, *, at: int) -> list[Parked]:
        """Those that have waited too long to keep places at a centre: from now on they keep none."""
        due = [parked for parked in self._carts if not parked.gone and is_let_go(since=parked.at, at=at)]
        self._carts = [replace(parked, gone=True) if parked in due else parked for parked in self._carts]
        return due

    def shown(self, *, at: int) -> list[ParkedCart]:
        """As the page lists them."""
        return [
            ParkedCart(
                parked.id,
                parked.cart.count,
                None if parked.gone else parked.found.total,
                parked.found.currency,
                max(0, at - parked.at) // MINUTE,
            )
            for parked in self._carts
        ]
