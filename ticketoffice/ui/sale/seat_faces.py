"""How the seats of a house stand for whoever sells: as the plan shows them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ticketoffice.desk.cart import FromHold
from ticketoffice.desk.on_sale import OnSale, SeatOnSale
from ticketoffice.ui import words
from ticketoffice.ui.plan.faces import SeatFace, SeatState
from ticketoffice.ui.words import translate


def faces_of(
    on_sale: OnSale, seats: Iterable[SeatOnSale], *, mine: Collection[str], hold: FromHold | None = None
) -> dict[str, SeatFace]:
    """Each seat's face; `mine` are those in the cart. A seat whose zone has no tariff is not for sale; of a zone from which `hold` is
    sold only what that keeps.
    """
    zones = {zone.id: zone for zone in on_sale.zones}
    prices = {zone.id: words.money(zone.tariffs[0].price, on_sale.currency) for zone in on_sale.zones if zone.tariffs}
    no_price = translate("sale", "It has no price.")
    not_kept = translate("sale", "Places that the house keeps are chosen now.")
    found = {}
    for seat in seats:
        state = SeatState.MINE if seat.seat in mine else SeatState(seat.state)
        zone = zones.get(seat.zone)
        price = prices.get(seat.zone, "")
        name, others = zone.name if zone is not None else "", hold is not None and hold.zone == seat.zone
        why_not = "" if price and not (others and state == SeatState.FREE) else no_price if not price else not_kept
        kept_as = "" if seat.hold is None else words.hold_name(seat.hold.kind, seat.hold.name)
        offered = seat.hold is not None and hold is not None and seat.hold.id == hold.hold
        found[seat.seat] = SeatFace(state, name, price, why_not, kept_as, offered)
    return found
