"""Who exchanges and moves tickets for the window: the desk's own book, or the centre where the desk has one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ticketoffice.desk import exchanging, on_a_ticket

if TYPE_CHECKING:
    from ticketoffice.desk.choosing import Wanted
    from ticketoffice.desk.exchanging import Exchanged
    from ticketoffice.desk.on_a_ticket import Done
    from ticketoffice.ui.book_thread import BookThread
    from ticketoffice.ui.sync.centre_room import CentreRoom


class PlaceCounter:
    """New places for tickets that are sold already. `centre` as in `PageRooms`."""

    def __init__(self, books: BookThread, *, centre: Callable[[], CentreRoom | None]) -> None:
        self._books, self._centre = books, centre

    async def exchange(self, tickets: Sequence[str], wanted: Sequence[Wanted], **how: Any) -> Exchanged:
        """As `desk.exchanging.exchange`; with a centre as `sync.selling.Counter.exchange`."""
        centre = self._paired()
        if centre is not None:
            return await centre.post.exchange(tickets, wanted, **how)
        return await self._books.write(exchanging.exchange, tickets, wanted, **how)

    async def move(self, ticket: str, **how: Any) -> Done:
        """As `desk.on_a_ticket.move`; with a centre as `sync.selling.Counter.move`."""
        centre = self._paired()
        if centre is not None:
            return await centre.post.move(ticket, **how)
        return await self._books.write(on_a_ticket.move, ticket, **how)

    def _paired(self) -> CentreRoom | None:
        centre = self._centre()
        return centre if centre is not None and centre.is_paired else None
