"""The counter of a desk alone: a cart is offered and sold by its own book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ticketoffice.desk import choosing, selling

if TYPE_CHECKING:
    from ticketoffice.desk.choosing import Quote, Wanted
    from ticketoffice.desk.selling import Sold, Tender
    from ticketoffice.domain.people import Who
    from ticketoffice.ui.book_thread import BookThread


class OwnCounter:
    """The counter of a desk alone: nothing is set aside, and what its book has it sells."""

    def __init__(self, books: BookThread) -> None:
        self._books = books

    async def offer(self, cart: str, wanted: Sequence[Wanted]) -> Quote:
        """What it would be now."""
        return await self._books.read(choosing.quote, wanted)

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
        """Sells it."""
        return await self._books.write(selling.sell, wanted, pay=pay, who=who, customer=customer, note=note)

    async def let_go(self, cart: str) -> None:
        """Nothing was set aside."""
