"""What the desk sells: performances that are on sale, their zones and tariffs, and which seats of them are free."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.desk.catalogue import free_in
from ticketoffice.desk.evening_views import TonightView
from ticketoffice.desk.today import in_numbers
from ticketoffice.domain.best_seats import left_alone
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.house_holds import is_in_force, seats_kept
from ticketoffice.domain.placing import is_ended
from ticketoffice.domain.seating_plan import SeatingPlan, read
from ticketoffice.domain.seats import brief_seat
from ticketoffice.domain.state import HouseHold, Performance, Tariff, Zone
from ticketoffice.domain.words import plain_form

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.known_seats import Seat
    from ticketoffice.store.reading import Reading

PLANS_KEPT = 8


class TariffOnSale(Struct, frozen=True):
    """A price inside a zone, in minor units; `least` and `companion_of` as in `state.Tariff`."""

    id: str
    name: str
    price: int
    least: int | None = None
    companion_of: str | None = None


class HoldOnSale(Struct, frozen=True):
    """Places that the house keeps, of which so many are left, until when; `name` is the venue's own word for them."""

    id: str
    kind: str
    name: str | None
    left: int
    until: int | None


class ZoneOnSale(Struct, frozen=True):
    """A zone with its tariffs; `free` places, None where that is not known, and what the house keeps beside them."""

    id: str
    name: str
    numbered: bool
    free: int | None
    tariffs: tuple[TariffOnSale, ...]
    holds: tuple[HoldOnSale, ...] = ()


class OnSale(Struct, frozen=True):
    """A performance as it is sold; `until`: when the desks' sale of it ends before it is over. `planned`: its seats are drawn."""

    id: str
    performance: str
    event: str
    name: str
    starts_at: int
    timezone: str
    currency: str
    until: int | None
    planned: bool
    zones: tuple[ZoneOnSale, ...]


class SeatOnSale(Struct, frozen=True):
    """A seat of a house: `seat` as tickets call it, `name` in the fewest words, its zone; `state` is free, sold, reserved or held: then
    `hold` is what keeps it.
    """

    seat: str
    name: str
    zone: str
    state: str
    hold: HouseHold | None = None


class HouseOnSale(Struct, frozen=True):
    """The seats of a performance by what tickets call them, and the plan that draws them; None where no plan is known."""

    plan: SeatingPlan | None
    seats: Mapping[str, SeatOnSale]


def on_sale(book: Book) -> tuple[TonightView, ...]:
    """The performances that this desk sells, the next one first, with their counts."""
    now = book.clock.now()
    with book.read() as reading:
        known = [p for p in reading.catalogue.all_performances() if not is_ended(p, at=now)]
        zones = reading.catalogue.zones([p.id for p in known])
        priced = {zones[tariff.zone].performance for tariff in reading.catalogue.tariffs(list(zones))}
        return tuple(in_numbers(reading, [p for p in known if p.id in priced], at=now))


def performance_on_sale(book: Book, performance: str) -> OnSale:
    """One performance by id or name, with what is free of it. Raises RuleBroken `not_found`, `several_performances`."""
    with book.read() as reading:
        found = performance_of(reading, performance, at=book.clock.now())
        zones = reading.catalogue.zones([found.id])
        tariffs = _by_zone(reading, zones)
        at = book.clock.now()
        free = free_in(reading, found, at=at)
        holds = _holds(reading, found, at=at)
        event = reading.catalogue.events([found.event])[found.event]
    return OnSale(
        found.id,
        found.external,
        event.name,
        found.name,
        found.starts_at,
        found.timezone,
        found.currency,
        found.desk_until,
        found.plan is not None,
        tuple(
            ZoneOnSale(
                zone.id,
                zone.name,
                zone.numbered,
                free[zone.id],
                tuple(TariffOnSale(t.id, t.name, t.price, t.least, t.companion_of) for t in tariffs.get(zone.id, ())),
                tuple(holds.get(zone.id, ())),
            )
            for zone in sorted(zones.values(), key=lambda zone: _dearest_first(zone, tariffs))
        ),
    )


def _holds(reading: Reading, performance: Performance, *, at: int) -> dict[str, list[HoldOnSale]]:
    """What the house keeps now, by zone."""
    found: dict[str, list[HoldOnSale]] = {}
    standings = [s for s in reading.house_holds([performance.id]) if is_in_force(s.hold, at=at)]
    for s in sorted(standings, key=lambda s: (s.hold.kind, s.hold.name or "", s.hold.id)):
        hold = HoldOnSale(s.hold.id, s.hold.kind, s.hold.name, s.rest, s.hold.until)
        found.setdefault(s.hold.zone, []).append(hold)
    return found


def _dearest_first(zone: Zone, tariffs: Mapping[str, list[Tariff]]) -> tuple[int, str]:
    return -max((tariff.price for tariff in tariffs.get(zone.id, ())), default=0), zone.name


def _by_zone(reading: Reading, zones: Mapping[str, Zone]) -> dict[str, list[Tariff]]:
    found: dict[str, list[Tariff]] = {}
    for tariff in reading.catalogue.tariffs(list(zones)):
        found.setdefault(tariff.zone, []).append(tariff)
    return found


def house_on_sale(book: Book, performance: str) -> HouseOnSale:
    """Every seat of a performance (its id), and who may still have it."""
    with book.read() as reading:
        found = reading.catalogue.performance_named(performance)
        seats = reading.seats(found)
        taken = {t.seat: t.state for t in reading.evening.tickets(list(reading.catalogue.zones([found.id])))}
        plan, at = plan_of(reading, found), book.clock.now()
        kept = seats_kept(reading.house_holds([found.id]), at=at)
    return HouseOnSale(plan, {s.seat: _seat(s, taken.get(s.seat), kept.get(s.seat)) for s in seats})


def _seat(seat: Seat, ticket: str | None, hold: HouseHold | None) -> SeatOnSale:
    state = _state(ticket)
    keeper = hold if state == "free" else None
    return SeatOnSale(seat.seat, brief_seat(seat.name), seat.zone, state if keeper is None else "held", keeper)


def would_stay_alone(house: HouseOnSale, chosen: Collection[str]) -> tuple[SeatOnSale, ...]:
    """The free seats that nobody would sit beside if these were taken; said to whoever chooses by hand, who may go on."""
    if house.plan is None or not chosen:
        return ()
    free = {seat.seat for seat in house.seats.values() if seat.state == "free"}
    return tuple(house.seats[seat] for seat in left_alone(house.plan, free=free, chosen=chosen))


def _state(ticket: str | None) -> str:
    return {None: "free", "pending": "reserved", "displaced": "free"}.get(ticket, "sold")


def plan_of(reading: Reading, performance: Performance) -> SeatingPlan | None:
    """The drawn plan of a performance; read from its file once."""
    if performance.plan is None:
        return None
    document = reading.catalogue.plan_document(performance.plan)
    return None if document is None else _drawn(document)


@lru_cache(maxsize=PLANS_KEPT)
def _drawn(document: str) -> SeatingPlan:
    return read(json.loads(document))


# --- names ------------------------------------------------------------------------------------------------------------


def performance_of(reading: Reading, text: str, *, at: int) -> Performance:
    """The performance that a text names: id, external name, or the event's where one alone is on sale.

    Raises RuleBroken `not_found`, `several_performances`.
    """
    known = reading.catalogue.all_performances()
    exact = next((p for p in known if text in (p.id, p.external)), None)
    if exact is not None:
        return exact
    events = reading.catalogue.events([p.event for p in known])
    wanted = plain_form(text.strip())
    named = [p for p in known if wanted in (plain_form(p.name), plain_form(events[p.event].name))]
    left = [p for p in named if not is_ended(p, at=at)] or named[:1]
    if not left:
        raise RuleBroken("not_found", data={"performance": text[:80], "kind": "performance"})
    if len(left) > 1:
        names = ", ".join(p.external for p in left[:5])
        raise RuleBroken("several_performances", data={"name": text[:80], "names": names})
    return left[0]


def zone_of(reading: Reading, performance: Performance, text: str) -> Zone:
    """The zone of a performance by id or name; raises RuleBroken `no_zone`."""
    zones = reading.catalogue.zones([performance.id])
    wanted = plain_form(text.strip())
    found = next((z for z in zones.values() if z.id == text or plain_form(z.name) == wanted), None)
    if found is None:
        names = ", ".join(sorted(z.name for z in zones.values()))
        raise RuleBroken("no_zone", data={"zone": text[:80], "names": names})
    return found


def tariff_of(reading: Reading, zone: Zone, text: str) -> Tariff:
    """The tariff of a zone by id or name; raises RuleBroken `no_tariff`."""
    tariffs = reading.catalogue.tariffs([zone.id])
    wanted = plain_form(text.strip())
    found = next((t for t in tariffs if t.id == text or plain_form(t.name) == wanted), None)
    if found is None:
        names = ", ".join(t.name for t in tariffs)
        raise RuleBroken("no_tariff", data={"tariff": text[:80], "zone": zone.name, "names": names})
    return found


class ZoneSeats(Struct, frozen=True):
    """The seats of a zone: their names by what tickets call them, and the plan that says which are neighbours, if one is known."""

    names: Mapping[str, str]
    plan: SeatingPlan | None


def seats_of_zone(reading: Reading, performance: Performance, zone: Zone) -> ZoneSeats:
    """All seats of a zone of a performance."""
    if performance.plan is None:
        return ZoneSeats({seat.seat: seat.name for seat in reading.seats(performance) if seat.zone == zone.id}, None)
    document = reading.catalogue.plan_document(performance.plan)
    return ZoneSeats({}, None) if document is None else _planned(document, reading.catalogue.categories(zone.id))


@lru_cache(maxsize=4 * PLANS_KEPT)
def _planned(document: str, categories: frozenset[str]) -> ZoneSeats:
    plan = _drawn(document)
    names = {guid: plan.name_of(seat) for guid, seat in plan.by_guid.items() if seat.category in categories}
    return ZoneSeats(names, plan)


def seat_of(names: Mapping[str, str], zone: Zone, text: str) -> str:
    """The seat of a zone that a text names: as tickets call it, or as people read it. Raises RuleBroken `unknown_place`."""
    if text in names:
        return text
    wanted = plain_form(text.strip())
    for seat, name in names.items():
        if wanted in (plain_form(said) for said in (seat, name, brief_seat(name))):
            return seat
    raise RuleBroken("unknown_place", data={"seat": text[:80], "zone": zone.name})
