"""House holds: places of a performance that the house keeps for the press, the stage, wheelchairs or guests, until it releases them.

Nobody is offered a kept place: neither the best seats nor the plan give it, and it counts as not free. Who sells names the house
hold that it comes from; the ticket remembers it, and its place goes back there when it is given up, unless somebody says that it
is everybody's. At its release time a house hold ends by this rule alone, by the clock of each deed: nothing has to run for it.

Worked example: stalls of 80, 30 sold, 6 kept for the press: 44 free. Two are sold from the press: 32 sold, 4 kept, 44 free. One of
those is cancelled: 31 sold, 5 kept. At the release time: 49 free.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.domain.state import LIVE_STATES, HouseHold, Ticket

PRESS, TECHNICAL, WHEELCHAIR, HOUSE = "press", "technical", "wheelchair", "house"
HOLD_KINDS = (PRESS, TECHNICAL, WHEELCHAIR, HOUSE)
"""Whom the house keeps places for."""
LONGEST_NAME = 80


def is_in_force(hold: HouseHold, *, at: int) -> bool:
    """Whether it keeps its places at this instant."""
    return hold.until is None or at < hold.until


class Standing(Struct, frozen=True):
    """A house hold as it stands: all its `seats` (none where places are counted), and `drawn`: the tickets that have a place of it,
    or left it to everybody, each with its seat.
    """

    hold: HouseHold
    seats: frozenset[str] = frozenset()
    drawn: Mapping[str, str | None] = {}

    @property
    def left(self) -> frozenset[str]:
        """Its seats that nobody has."""
        return self.seats - {seat for seat in self.drawn.values() if seat is not None}

    @property
    def rest(self) -> int:
        """How many places it still keeps."""
        return len(self.left) if self.seats else max(0, self.hold.places - len(self.drawn))

    def after(self, ticket: Ticket) -> Standing:
        """The same once a ticket stands like this."""
        if self.has(ticket):
            return replace(self, drawn={**self.drawn, ticket.id: ticket.seat})
        if ticket.id in self.drawn:
            return replace(self, drawn={name: seat for name, seat in self.drawn.items() if name != ticket.id})
        return self

    def has(self, ticket: Ticket) -> bool:
        """Whether a ticket has one of its places, or has left it to everybody."""
        if ticket.left_hold == self.hold.id:
            return True
        here = ticket.performance == self.hold.performance and ticket.seat in self.seats
        return ticket.state in LIVE_STATES and (here or ticket.house_hold == self.hold.id)


def after(standings: Mapping[str, Standing], tickets: Iterable[Ticket]) -> dict[str, Standing]:
    """The house holds once these tickets stand as they are told."""
    found = dict(standings)
    for ticket in tickets if found else ():
        found = {name: standing.after(ticket) for name, standing in found.items()}
    return found


def seats_kept(standings: Iterable[Standing], *, at: int) -> dict[str, HouseHold]:
    """Which seats of a performance are kept now, and by which house hold."""
    return {seat: s.hold for s in standings if is_in_force(s.hold, at=at) for seat in s.left}
