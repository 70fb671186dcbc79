"""Who sells for the window: the centre where the desk has one, else its own book."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from ticketoffice.desk import choosing, exchanging, on_a_ticket, selling

if TYPE_CHECKING:
    from ticketoffice.desk.choosing import Quote, Wanted
    from ticketoffice.desk.exchanging import Exchanged
    from ticketoffice.desk.on_a_ticket import Done
    from ticketoffice.desk.selling import Sold
    from ticketoffice.desk.tenders import Tender
    from ticketoffice.domain.people import Who
    from ticketoffice.ui.book_thread import BookThread
    from ticketoffice.ui.counter_like import CounterLike
    from ticketoffice.ui.sync.centre_room import CentreRoom


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
        """Exchanges them."""
        return await self._books.write(
            exchanging.exchange, tickets, wanted, who=who, pay=pay, refund=refund, paper=paper, note=note
        )

    async def move(self, ticket: str, *, who: Who, seat: str | None, zone: str) -> Done:
        """Moves it."""
        return await self._books.write(on_a_ticket.move, ticket, who=who, seat=seat, zone=zone)


class Counters:
    """Which counter is to be used. `centre` as in `PageRooms`."""

    def __init__(self, books: BookThread, *, centre: Callable[[], CentreRoom | None]) -> None:
        self._own, self._centre = OwnCounter(books), centre

    @property
    def counter(self) -> CounterLike:
        """The one of this moment: a desk joins a centre while its window is open."""
        centre = self._centre()
        return centre.post if centre is not None and centre.is_paired else self._own

    @property
    def is_the_centres(self) -> bool:
        """Whether a centre keeps the places of a cart."""
        return self.counter is not self._own
