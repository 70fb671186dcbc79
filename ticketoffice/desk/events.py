"""A venue's own performances: made, changed and copied at a desk that is alone, or at the centre of all desks.

What a shop's files brought is changed there, and comes with its next file. Worked example: "Aida" on 6 November with the hall
by a plan and 20 standing places is `aida/2026-11-06`; copied to the 7th it is `aida/2026-11-07`, with all its prices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.desk.catalogue import change_catalogue, kept_in
from ticketoffice.desk.event_names import LONGEST_NAME, check_tariffs_differ, cleaned, cleaned_change
from ticketoffice.desk.house_holds import keep_alike, move_ends
from ticketoffice.desk.import_rows import catalogue_payload, performance_id
from ticketoffice.desk.on_sale import performance_of
from ticketoffice.desk.own_events import VENUE, own_performance, slug
from ticketoffice.desk.rules import name_organiser
from ticketoffice.domain.calendar import day_of, over_at_of, to_datetime, to_instant
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.outcome import Changes
from ticketoffice.domain.people import Who
from ticketoffice.domain.placing import is_ended
from ticketoffice.domain.taken_in import TakenPerformance, TakenPlan, TakenQuota, TakenTariff, TakenZone
from ticketoffice.domain.tariffs import LEAST_GROUP, MOST_GROUP, condition_of

if TYPE_CHECKING:
    from datetime import date

    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed
    from ticketoffice.store.reading import Reading

MOST_PLACES = 200_000


class ZoneWish(Struct, frozen=True):
    """A zone: so many places, or the seats of these categories of the plan; at least one price."""

    name: str
    tariffs: tuple[TakenTariff, ...]
    capacity: int | None = None
    categories: tuple[str, ...] = ()


class EventWish(Struct, frozen=True):
    """A performance to be made; instants in microseconds UTC. The sale ends of the desks, of resellers, online: None with itself."""

    event: str
    starts_at: int
    zones: tuple[ZoneWish, ...]
    currency: str = "CHF"
    ends_at: int | None = None
    plan: TakenPlan | None = None
    desk_until: int | None = None
    reseller_until: int | None = None
    online_until: int | None = None


class Change(Struct, frozen=True):
    """What becomes another one of a performance; None stays. `prices` by (zone, tariff), a new tariff is added; `capacities` of
    counted zones. `conditions` by (zone, tariff) as `tariffs.condition_of` reads them, an empty one takes it away. `sells_to_its_end`:
    the desks' sale ends with it again.
    """

    name: str | None = None
    starts_at: int | None = None
    desk_until: int | None = None
    sells_to_its_end: bool = False
    prices: Mapping[tuple[str, str], int] = {}
    capacities: Mapping[str, int] = {}
    conditions: Mapping[tuple[str, str], str] = {}


class Made(Struct, frozen=True):
    """The performances as commands call them; `ended` are those of them that the desks do not sell (any more)."""

    changes: Changes
    performances: tuple[str, ...]
    ended: tuple[str, ...] = ()


def make_event(book: Book, wishes: Sequence[EventWish], *, who: Who, organiser: str = "") -> Made:
    """Makes performances; the same one again (event and start) becomes what is wished now. `organiser`: whose name and address stand
    on tickets from now on, as `rules.name_organiser` reads it; empty: as before. Raises RuleBroken, and then changes nothing.
    """

    def work(deed: Deed) -> Made:
        _refuse_at_a_desk(book)
        made: list[TakenPerformance] = []
        names = {p.external for p in deed.reading.catalogue.all_performances()}
        for wish in wishes:
            found = _performance(deed, wish, names=names)
            names.add(found.external)
            made.append(found)
        change_catalogue(deed, catalogue_payload(made), who=who)
        name_organiser(deed, organiser, who=who)
        return _made(deed, made)

    return book.write(work)


def _made(deed: Deed, performances: Sequence[TakenPerformance]) -> Made:
    names = tuple(p.external for p in performances)
    now = {name: performance_of(deed.reading, name, at=deed.at) for name in names}
    return Made(deed.changed(), names, tuple(name for name in names if is_ended(now[name], at=deed.at)))


def _refuse_at_a_desk(book: Book) -> None:
    if book.paired:
        raise RuleBroken("catalogue_of_the_centre")


def _performance(deed: Deed, wish: EventWish, *, names: set[str]) -> TakenPerformance:
    """What is wished as it is taken in; raises RuleBroken for what could not be sold."""
    timezone = deed.reading.rules().timezone
    wish = cleaned(wish)
    _check(wish)
    known = _known(deed.reading, wish)
    external = known or _external(wish, timezone=timezone, names=names)
    seats = Counted(wish.plan)
    zones = tuple(
        TakenZone(z.name, bool(z.categories), seats.of(z.categories) if z.categories else None, z.tariffs, z.categories)
        for z in wish.zones
    )
    found = TakenPerformance(
        source=VENUE,
        external=external,
        event_external=slug(wish.event),
        event_name=wish.event,
        name=wish.event,
        starts_at=wish.starts_at,
        ends_at=wish.ends_at,
        timezone=timezone,
        all_day=False,
        currency=wish.currency,
        zones=zones,
        quotas=tuple(
            TakenQuota(slug(z.name), z.name, seats.of(z.categories) if z.categories else z.capacity, (z.name,))
            for z in wish.zones
        ),
        plan=wish.plan,
        desk_until=wish.desk_until,
        reseller_until=wish.reseller_until,
        online_until=wish.online_until,
    )
    check_conditions(found.zones)
    if known is None:
        _check_is_to_come(found, at=deed.at, field="day")
    _check_taken(deed.reading, found, at=deed.at)
    return found


def _check_is_to_come(wish: TakenPerformance, *, at: int, field: str) -> None:
    """What is over is put on sale no more; raises RuleBroken `event_over` with the `field` that says when it is."""
    if over_at_of(wish.starts_at, wish.ends_at, all_day=wish.all_day, timezone=wish.timezone) <= at:
        raise RuleBroken("event_over", data={"field": field})


class Counted:
    """How many seats of a plan each category has."""

    def __init__(self, plan: TakenPlan | None) -> None:
        self._seats = () if plan is None else plan.seats

    def of(self, categories: Sequence[str]) -> int:
        """The seats of these categories together."""
        return sum(seat.category in categories for seat in self._seats)


def _check(wish: EventWish) -> None:
    check_event_name(wish.event)
    if not wish.zones:
        raise RuleBroken("event_needs_zone")
    if len({zone.name for zone in wish.zones}) < len(wish.zones):
        raise RuleBroken("zone_twice")
    known = set() if wish.plan is None else {seat.category for seat in wish.plan.seats}
    for zone in wish.zones:
        if not zone.tariffs:
            raise RuleBroken("zone_needs_price", data={"zone": zone.name})
        check_tariffs_differ(zone.name, (tariff.name for tariff in zone.tariffs))
        unknown = next((category for category in zone.categories if category not in known), None)
        if unknown is not None:
            raise RuleBroken("no_category", data={"category": unknown, "names": ", ".join(sorted(known))})
        if not zone.categories and not 1 <= (zone.capacity or 0) <= MOST_PLACES:
            raise RuleBroken("zone_needs_places", data={"zone": zone.name, "most": MOST_PLACES})
    if wish.ends_at is not None and wish.ends_at <= wish.starts_at:
        raise RuleBroken("ends_before_it_starts")


def check_event_name(name: str) -> None:
    """Raises RuleBroken `event_needs_name`."""
    if not name.strip() or len(name.strip()) > LONGEST_NAME:
        raise RuleBroken("event_needs_name", data={"most": LONGEST_NAME})


def _check_taken(reading: Reading, wish: TakenPerformance, *, at: int) -> None:
    """Raises RuleBroken `capacity_below` where fewer places are wished than are taken, or kept by the house."""
    performance = performance_id(VENUE, wish.external)
    quotas = reading.catalogue.quotas(performance)
    kept = kept_in(reading, [performance], at=at)
    drawn = reading.catalogue.quotas_of([q.id for q in quotas])
    taken = {q.name: q.taken + sum(n for zone, n in kept.items() if q.id in drawn.get(zone, ())) for q in quotas}
    for quota in wish.quotas:
        if quota.capacity is not None and taken.get(quota.name, 0) > quota.capacity:
            raise RuleBroken("capacity_below", data={"zone": quota.name, "taken": taken[quota.name]})


def _known(reading: Reading, wish: EventWish) -> str | None:
    """The name of the performance that this is already: of the same event at the same time."""
    for performance in reading.catalogue.all_performances():
        if performance.source == VENUE and performance.starts_at == wish.starts_at:
            event = reading.catalogue.events([performance.event])[performance.event]
            if event.external == slug(wish.event):
                return performance.external
    return None


def _external(wish: EventWish, *, timezone: str, names: set[str]) -> str:
    first = f"{slug(wish.event)}/{day_of(wish.starts_at, timezone=timezone):%Y-%m-%d}"
    return next(name for n in range(1, len(names) + 3) if (name := first if n == 1 else f"{first}-{n}") not in names)


# --- what is there already ----------------------------------------------------------------------------------------------


def change_event(book: Book, performance: str, change: Change, *, who: Who) -> Made:
    """Changes one of the venue's own performances; what was sold keeps its price and its place. Raises RuleBroken."""

    def work(deed: Deed) -> Made:
        _refuse_at_a_desk(book)
        old = own_performance(deed.reading, performance, at=deed.at)
        wished = cleaned_change(change)
        new = replace(
            old,
            event_name=old.event_name if wished.name is None else wished.name,
            name=old.name if wished.name is None else wished.name,
            starts_at=wished.starts_at or old.starts_at,
            desk_until=None if wished.sells_to_its_end else wished.desk_until or old.desk_until,
            zones=tuple(_on_condition(_repriced(zone, wished.prices), wished.conditions) for zone in old.zones),
            quotas=tuple(_resized(quota, wished.capacities) for quota in old.quotas),
        )
        _check_names(old, wished)
        check_event_name(new.event_name)
        check_conditions(new.zones)
        if new.starts_at != old.starts_at:
            _check_is_to_come(new, at=deed.at, field="day")
        _check_taken(deed.reading, new, at=deed.at)
        change_catalogue(deed, catalogue_payload([new]), who=who)
        if new.starts_at != old.starts_at:
            moved = performance_of(deed.reading, new.external, at=deed.at)
            move_ends(deed, moved, by=new.starts_at - old.starts_at, who=who)
        return _made(deed, [new])

    return book.write(work)


def _check_names(old: TakenPerformance, change: Change) -> None:
    zones = {zone.name: zone for zone in old.zones}
    names = ", ".join(sorted(zones))
    for name in (*(zone for zone, _ in (*change.prices, *change.conditions)), *change.capacities):
        if name not in zones:
            raise RuleBroken("no_zone", data={"zone": name, "names": names})
    for name, capacity in change.capacities.items():
        if zones[name].numbered or not 1 <= capacity <= MOST_PLACES:
            raise RuleBroken("zone_needs_places", data={"zone": name, "most": MOST_PLACES})


def _repriced(zone: TakenZone, prices: Mapping[tuple[str, str], int]) -> TakenZone:
    told = {tariff: price for (name, tariff), price in prices.items() if name == zone.name}
    known = [replace(t, price=told.pop(t.name, t.price)) for t in zone.tariffs]
    return replace(zone, tariffs=(*known, *(TakenTariff(name, price) for name, price in told.items())))


def _on_condition(zone: TakenZone, conditions: Mapping[tuple[str, str], str]) -> TakenZone:
    return replace(zone, tariffs=on_condition(zone.name, zone.tariffs, conditions))


def on_condition(
    zone: str, tariffs: Sequence[TakenTariff], conditions: Mapping[tuple[str, str], str]
) -> tuple[TakenTariff, ...]:
    """The tariffs of a zone on these conditions, by (zone, tariff); the others stay. Raises RuleBroken `no_tariff`."""
    told = {tariff: text for (name, tariff), text in conditions.items() if name == zone}
    known = {tariff.name for tariff in tariffs}
    missing = next((tariff for tariff in told if tariff not in known), None)
    if missing is not None:
        raise RuleBroken("no_tariff", data={"tariff": missing, "zone": zone, "names": ", ".join(sorted(known))})
    return tuple(conditioned(t, told[t.name]) if t.name in told else t for t in tariffs)


def conditioned(tariff: TakenTariff, text: str) -> TakenTariff:
    """The same tariff on the condition that a text says."""
    least, companion_of = condition_of(text)
    return replace(tariff, least=least, companion_of=companion_of)


def check_conditions(zones: Sequence[TakenZone]) -> None:
    """A group has a size, and who comes along goes with another tariff that there is. Raises RuleBroken `wrong_condition`."""
    names = {tariff.name for zone in zones for tariff in zone.tariffs}
    for zone, tariff in [(one, tariff) for one in zones for tariff in one.tariffs]:
        is_group = tariff.least is None or LEAST_GROUP <= tariff.least <= MOST_GROUP
        if not is_group or (tariff.companion_of is not None and tariff.companion_of not in names - {tariff.name}):
            said = tariff.companion_of if is_group else str(tariff.least)
            told = {"tariff": tariff.name, "zone": zone.name, "said": said}
            raise RuleBroken("wrong_condition", data={**told, "least": LEAST_GROUP, "most": MOST_GROUP})


def _resized(quota: TakenQuota, capacities: Mapping[str, int]) -> TakenQuota:
    return replace(quota, capacity=capacities.get(quota.name, quota.capacity))


def copy_event(book: Book, performance: str, *, to: Sequence[date], who: Who) -> Made:
    """The same performance on other days, at the same time of day, with its prices and places, all of them free but for what the house
    keeps. Raises RuleBroken.
    """

    def work(deed: Deed) -> Made:
        _refuse_at_a_desk(book)
        old = own_performance(deed.reading, performance, at=deed.at)
        names = {p.external for p in deed.reading.catalogue.all_performances()}
        made = []
        for day in to:
            new = _on(old, day)
            _check_is_to_come(new, at=deed.at, field="copy")
            wish = EventWish(new.event_name, new.starts_at, ())
            known = _known(deed.reading, wish)
            if known is not None:
                raise RuleBroken("event_is_there", data={"performance": known})
            made.append(replace(new, external=_external(wish, timezone=old.timezone, names=names)))
            names.add(made[-1].external)
        change_catalogue(deed, catalogue_payload(made), who=who)
        first = performance_of(deed.reading, old.external, at=deed.at)
        for day, one in zip(to, made, strict=True):
            there = performance_of(deed.reading, one.external, at=deed.at)
            keep_alike(deed, first, there, moved=_to_day(old, day), who=who)
        return _made(deed, made)

    return book.write(work)


def _to_day(old: TakenPerformance, day: date) -> Callable[[int], int]:
    """An instant as far from the new day as it was from the old one, by the clock on the wall."""
    apart = day - day_of(old.starts_at, timezone=old.timezone)

    def moved(instant: int) -> int:
        wall = to_datetime(instant, timezone=old.timezone)
        return to_instant((wall.replace(tzinfo=None) + apart).replace(tzinfo=wall.tzinfo))

    return moved


def _on(old: TakenPerformance, day: date) -> TakenPerformance:
    """All its instants on the new day."""
    moved = _to_day(old, day)
    ends = {name: getattr(old, name) for name in ("ends_at", "desk_until", "reseller_until", "online_until")}
    ends = {name: None if instant is None else moved(instant) for name, instant in ends.items()}
    return replace(old, starts_at=moved(old.starts_at), **ends)
