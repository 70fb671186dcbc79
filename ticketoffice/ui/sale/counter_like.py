"""Where a cart is offered and sold: at a desk alone by its own book, at a desk with a centre by what that keeps for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ticketoffice.desk.choosing import Quote, Wanted
    from ticketoffice.desk.selling import Sold, Tender
    from ticketoffice.domain.people import Who


class CounterLike(Protocol):
    """The counter, as the Sell page needs it. Each of its deeds raises RuleBroken or Unavailable, and then nothing is sold."""

    async def offer(self, cart: str, wanted: Sequence[Wanted]) -> Quote:
        """Which places it would be, at what price; set aside for this cart where a centre keeps them."""

    async def sell(
        self,
        cart: str,
        wanted: Sequence[Wanted],
        *,
        pay: Sequence[Tender],
        who: Who,
        customer: Mapping[str, str | None],
        note: str | None,
    ) -> Sold:
        """Sells them; on disk, and confirmed where there is a centre, when this returns."""

    async def let_go(self, cart: str) -> None:
        """Nothing is set aside for this cart any more."""
