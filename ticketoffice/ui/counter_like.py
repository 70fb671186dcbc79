"""Where places are sold, exchanged and moved: at a desk alone by its own book, at a desk with a centre by what that keeps for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ticketoffice.desk.choosing import Quote, Wanted
    from ticketoffice.desk.exchanging import Exchanged
    from ticketoffice.desk.on_a_ticket import Done
    from ticketoffice.desk.selling import Sold
    from ticketoffice.desk.tenders import Tender
    from ticketoffice.domain.people import Who


class CounterLike(Protocol):
    """The counter, as the screens need it. Each of its deeds raises RuleBroken or Unavailable, and then nothing is to be handed
    out.
    """

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

    async def exchange(
        self,
        tickets: Sequence[str],
        wanted: Sequence[Wanted],
        *,
        who: Who,
        pay: Sequence[Tender],
        refund: str | None,
        paper: str | None,
        cart: str | None = None,
        note: str | None = None,
    ) -> Exchanged:
        """Exchanges tickets, as `desk.exchanging.exchange`; `cart`: for which a centre has set the places aside already."""

    async def move(self, ticket: str, *, who: Who, seat: str | None, zone: str) -> Done:
        """Moves a ticket to another place, as `desk.on_a_ticket.move`."""
