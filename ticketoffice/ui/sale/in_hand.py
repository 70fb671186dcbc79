"""The cart in hand: what is being chosen for the customer who stands there, under its id, and what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketoffice.desk.cart import Cart, Choice, Key
from ticketoffice.desk.choosing import Line, Quote
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.seats import brief_seat

if TYPE_CHECKING:
    from ticketoffice.desk.on_sale import HouseOnSale
    from ticketoffice.ui.counters import Counters
    from ticketoffice.ui.sale.parking import Parked


class CartInHand:
    """One at a time. `id` is empty before something was offered for it; `found` is what it comes to, None while nobody knows."""

    def __init__(self) -> None:
        self.id, self.cart = "", Cart()
        self.found: Quote | None = None
        self._names: dict[tuple[str, str | None], str | None] = {}

    # --- which one -----------------------------------------------------------------------------------------------

    def begin_anew(self) -> Cart:
        """The next customer's, empty; returns the one that was in hand."""
        before, self.cart, self.found, self.id = self.cart, Cart(), None, ""
        return before

    def take_back(self, parked: Parked) -> None:
        """One that waited is in hand again, under its own id; it is offered anew."""
        self.id = parked.id

    def change(self, cart: Cart) -> Cart:
        """Something else is chosen, which has no price as yet; returns what was before."""
        before, self.cart, self.found = self.cart, cart, None
        return before

    # --- what it comes to ----------------------------------------------------------------------------------------

    def offer(self, found: Quote, *, on_plan: str | None) -> None:
        """It comes to this. `on_plan`: the id of the performance whose seats are chosen on the plan: those that are offered are."""
        if on_plan is not None:
            self.cart = self.cart.settled(found, on_plan)
        self.found = found
        self._names |= {(line.performance.id, line.seat): line.seat_name for line in found.lines}

    def settle(self, performance: str) -> None:
        """The seats that are offered for a performance are chosen."""
        if self.found is not None:
            self.cart = self.cart.settled(self.found, performance)

    def line_of(self, key: Key) -> tuple[Choice, tuple[Line, ...]] | None:
        """What is offered for one choice, where it has a price that can be lowered."""
        lines = self.cart.lines(self.found) if self.found is not None else []
        return next(((choice, its) for choice, its in lines if choice.key == key and its and its[0].full), None)

    def give_up(self, seat_name: str, *, house: HouseOnSale | None) -> bool:
        """Nobody can have the seat of this name any more: as many tickets, with another one. Whether it was chosen."""
        before = self.cart
        for choice in before.choices:
            for seat in choice.seats:
                known = house.seats.get(seat) if house is not None else None
                called = {seat, self._names.get((choice.performance, seat)), known.name if known is not None else None}
                if {seat_name, brief_seat(seat_name)} & called:
                    self.cart = self.cart.without_choice_of(choice.performance, seat)
        return self.cart != before


async def let_go(cart: str, *, counters: Counters) -> None:
    """What a centre keeps for a cart (its id) is everybody's again."""
    try:
        await counters.counter.let_go(cart)
    except Unavailable:
        return  # the centre lets go by itself after some minutes
