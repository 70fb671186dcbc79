"""The venue's web shop in a seed: to the centre one more machine that sells, whose customers fill carts, think it over for
minutes, pay, walk away and give back what they bought.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.simulation.picking import person_of, tickets_in
from tests.simulation.selling_deeds import counter_of, wanted_at
from tests.simulation.template import who
from tests.simulation.world import Desk
from ticketoffice.desk import cancel
from ticketoffice.desk.choosing import named
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.errors import RuleBroken

MOST_CARTS = 6


def _fill(desk: Desk) -> None:
    """The centre keeps the places for some minutes."""
    if len(desk.carts) >= MOST_CARTS:
        raise RuleBroken("nothing_here")
    cart = desk.book.new_id()
    found = counter_of(desk).set_aside(cart, wanted_at(desk, most=4))
    desk.carts[cart] = named(found.lines)


def _pay(desk: Desk) -> None:
    """In time or long after it: whoever was faster then has the places."""
    cart, typed = _some(desk), desk.world.new_address()
    wanted, counter = desk.carts.pop(cart), counter_of(desk)
    customer = {"name": "Customer of the shop", "email": typed}
    sold = desk.do(
        lambda: counter.sell(wanted, pay=[Tender("card")], who=who(desk.image), customer=customer, cart=cart)
    )
    desk.world.typed[typed] = person_of(desk, sold.order)


def _walk_away(desk: Desk) -> None:
    """With a word, or without."""
    cart = _some(desk)
    del desk.carts[cart]
    if desk.world.draw.random() < 0.5:
        counter_of(desk).let_go(cart)


def _give_back(desk: Desk) -> None:
    tickets = tickets_in(desk, "'valid'", most=1)
    desk.do(lambda: cancel.cancel(desk.book, tickets, who=who(desk.image), reason="duplicate", method="card", now=True))


def _some(desk: Desk) -> str:
    if not desk.carts:
        raise RuleBroken("nothing_here")
    return desk.world.draw.choice(list(desk.carts))


DEEDS: dict[str, tuple[int, Callable[[Desk], None]]] = {
    "shop: fill a cart": (10, _fill),
    "shop: pay": (8, _pay),
    "shop: walk away": (2, _walk_away),
    "shop: give back": (2, _give_back),
}
