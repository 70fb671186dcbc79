"""What may become of one ticket before anything is done to it: free places of its price, tariffs of its zone, or why nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.desk.exchange_choices import Refunding, refunding
from ticketoffice.desk.on_sale import HouseOnSale, SeatOnSale, ZoneOnSale, house_on_sale, performance_on_sale
from ticketoffice.domain.cross import invoice_waits
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.exchange import not_changeable
from ticketoffice.domain.lists import SeatKey, seat_key
from ticketoffice.domain.operation import Touches, Verdict, broken
from ticketoffice.domain.order import is_pending_invoice
from ticketoffice.domain.state import Ticket, TicketState

if TYPE_CHECKING:
    from ticketoffice.domain.situation import Dossier, Situation
    from ticketoffice.store.book import Book

FREE = "free"


class Place(Struct, frozen=True):
    """A free place: its zone, and its seat as tickets call it with the `name` that people read; without numbers both are None."""

    zone: str
    zone_name: str
    seat: str | None
    name: str | None


class MoveOffer(Struct, frozen=True):
    """The free places that cost what the ticket cost, and the house in which they are."""

    ticket: str
    price: int
    currency: str
    places: tuple[Place, ...]
    house: HouseOnSale


class TariffChoice(Struct, frozen=True):
    """A tariff of the ticket's zone; `to_pay` is the difference that is taken, below zero given back."""

    name: str
    price: int
    to_pay: int


class TariffOffer(Struct, frozen=True):
    """The other tariffs of the ticket's zone, and how a difference is given back."""

    ticket: str
    tariff: str
    price: int
    currency: str
    tariffs: tuple[TariffChoice, ...]
    refunding: Refunding


def changeable(book: Book, ticket: str) -> None:
    """Raises RuleBroken with what stands in the way of replacing or renaming a ticket (its id), as the deed would."""
    _own(book, ticket)


def _own(book: Book, ticket: str) -> tuple[Dossier, Ticket, Situation]:
    with book.read() as reading:
        order = reading.order_of_ticket(ticket)
        if order is None:
            raise RuleBroken("not_found", data={"ticket": ticket})
        situation = reading.situation(Touches(orders=(order,)), at=book.clock.now())
    dossier = situation.dossiers[order]
    _refuse(not_changeable(dossier, ticket=dossier.own(ticket), situation=situation))
    return dossier, dossier.own(ticket), situation


def _refuse(no: Verdict | None) -> None:
    if no is not None:
        raise broken(no)


def moving(book: Book, ticket: str) -> MoveOffer:
    """Where a ticket may move to. Raises RuleBroken as `move`, or `no_other_place` where none of its price is free."""
    dossier, own, _ = _own(book, ticket)
    found, house = performance_on_sale(book, own.performance), house_on_sale(book, own.performance)
    zones = [zone for zone in found.zones if zone.id == own.zone or _costs_the_same(zone, own)]
    places = tuple(place for zone in zones for place in _places(zone, house, own))
    if not places:
        raise RuleBroken("no_other_place", data={"ticket": ticket})
    return MoveOffer(ticket, own.price, dossier.order.currency, places, house)


def _costs_the_same(zone: ZoneOnSale, own: Ticket) -> bool:
    return any(tariff.name == own.tariff and tariff.price == own.price for tariff in zone.tariffs) or not own.price


def _places(zone: ZoneOnSale, house: HouseOnSale, own: Ticket) -> list[Place]:
    if not zone.numbered:
        is_free = zone.free is None or zone.free > 0
        return [Place(zone.id, zone.name, None, None)] if is_free and zone.id != own.zone else []
    seats = [seat for seat in house.seats.values() if seat.zone == zone.id and seat.state == FREE]
    return [Place(zone.id, zone.name, seat.seat, seat.name) for seat in sorted(seats, key=_where)]


def _where(seat: SeatOnSale) -> SeatKey:
    return seat_key(seat.name)


def tariffs_of(book: Book, ticket: str) -> TariffOffer:
    """The other tariffs that a ticket may have. Raises RuleBroken as `change_tariff`, or `no_other_tariff` where there is none."""
    dossier, own, situation = _own(book, ticket)
    if is_pending_invoice(dossier):
        _refuse(invoice_waits(dossier))
    zone = next((z for z in performance_on_sale(book, own.performance).zones if z.id == own.zone), None)
    is_paid = own.state == TicketState.VALID
    found = tuple(
        TariffChoice(tariff.name, tariff.price, tariff.price - own.price if is_paid else 0)
        for tariff in (() if zone is None else zone.tariffs)
        if tariff.name != own.tariff
    )
    if not found:
        raise RuleBroken("no_other_tariff", data={"ticket": ticket})
    how = refunding([dossier], situation.rules)
    return TariffOffer(ticket, own.tariff, own.price, dossier.order.currency, found, how)
