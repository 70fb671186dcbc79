"""How the seats of a house stand for whoever sells: as the plan shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ticketoffice.desk.on_sale import OnSale, SeatOnSale
from ticketoffice.ui import words
from ticketoffice.ui.plan.faces import SeatFace, SeatState
from ticketoffice.ui.words import translate


def faces_of(on_sale: OnSale, seats: Iterable[SeatOnSale], *, mine: Collection[str]) -> dict[str, SeatFace]:
    """Each seat's face; `mine` are those in the cart. A seat whose zone has no tariff is not for sale."""
    zones = {zone.id: zone for zone in on_sale.zones}
    prices = {zone.id: words.money(zone.tariffs[0].price, on_sale.currency) for zone in on_sale.zones if zone.tariffs}
    why_not = translate("sale", "It has no price.")
    found = {}
    for seat in seats:
        state = SeatState.MINE if seat.seat in mine else SeatState(seat.state)
        zone = zones.get(seat.zone)
        price = prices.get(seat.zone, "")
        found[seat.seat] = SeatFace(state, zone.name if zone is not None else "", price, "" if price else why_not)
    return found
