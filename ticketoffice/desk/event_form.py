"""A venue's performance as somebody types it: a form is read here, and what it says is made or changed.

Worked example: name "Aida", day "6.11.2026", time "20", one zone "Hall" with places "80" and the tariff "Adult" for "25" is all that
a venue needs to sell.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec import Struct

from ticketoffice.desk.evening_views import TonightView
from ticketoffice.desk.event_names import check_tariffs_differ
from ticketoffice.desk.events import (
    Change,
    EventWish,
    Made,
    ZoneWish,
    change_event,
    check_event_name,
    conditioned,
    copy_event,
    make_event,
)
from ticketoffice.desk.own_events import VENUE, own_performance
from ticketoffice.desk.today import in_numbers
from ticketoffice.domain.amounts import parse_amount, plain_amount
from ticketoffice.domain.calendar import is_over, to_datetime, to_instant
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.people import Who
from ticketoffice.domain.taken_in import TakenPlan, TakenQuota, TakenTariff, TakenZone
from ticketoffice.domain.tariffs import condition_text
from ticketoffice.domain.typed_times import parse_day, parse_time

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

SHOWN = 80
MOST_DIGITS = 9


class ZoneForm(Struct, frozen=True):
    """A zone as it is typed: `places` counted, or the seats of the plan's `categories`; (tariff, price) as texts. `conditions`: for
    whom tariffs are, "Group: 10, Companion: Wheelchair".
    """

    name: str = ""
    places: str = ""
    categories: tuple[str, ...] = ()
    tariffs: tuple[tuple[str, str], ...] = ()
    conditions: str = ""


class EventForm(Struct, frozen=True):
    """A performance as it is typed; `sale_end`: day and time or a time of that day, empty with the performance. `organiser`: whose
    name, then the lines of whose address, with commas between, stand on tickets; empty: as it is.
    """

    name: str = ""
    day: str = ""
    time: str = ""
    sale_end: str = ""
    currency: str = "CHF"
    zones: tuple[ZoneForm, ...] = (ZoneForm(),)
    plan: TakenPlan | None = None
    organiser: str = ""


class OwnEvents(Struct, frozen=True):
    """The venue's own performances, the next one first and those that are over last; `may_change`: they are made here.
    `names_organiser`: tickets carry one.
    """

    may_change: bool
    events: tuple[TonightView, ...]
    names_organiser: bool = True


def own_events(book: Book) -> OwnEvents:
    """What the venue itself has put on sale; at a desk with a centre nothing is made."""
    now = book.clock.now()
    with book.read() as reading:
        own = [p for p in reading.catalogue.all_performances() if p.source == VENUE]
        own.sort(key=lambda p: (is_over(p, at=now), p.starts_at))
        named = bool(reading.rules().letterhead)
        return OwnEvents(not book.paired, tuple(in_numbers(reading, own, at=now)), named)


def has_events(book: Book) -> bool:
    """Whether the book knows any performance, or has a centre that tells it of them."""
    with book.read() as reading:
        return book.paired or bool(reading.catalogue.all_performances())


def form_of(book: Book, performance: str) -> EventForm:
    """One of the venue's own performances (id or external name) as it is typed. Raises RuleBroken `not_found`, `of_its_source`."""
    with book.read() as reading:
        found = own_performance(reading, performance, at=book.clock.now())
    starts = to_datetime(found.starts_at, timezone=found.timezone)
    ends = None if found.desk_until is None else to_datetime(found.desk_until, timezone=found.timezone)
    places = {quota.name: quota for quota in found.quotas}
    return EventForm(
        found.name,
        f"{starts:%Y-%m-%d}",
        f"{starts:%H:%M}",
        "" if ends is None else f"{ends:%H:%M}" if ends.date() == starts.date() else f"{ends:%Y-%m-%d %H:%M}",
        found.currency,
        tuple(_zone_form(zone, places.get(zone.name)) for zone in found.zones),
        found.plan,
    )


def _zone_form(zone: TakenZone, quota: TakenQuota | None) -> ZoneForm:
    capacity = quota.capacity if quota is not None and quota.capacity is not None else zone.capacity
    tariffs = tuple((tariff.name, plain_amount(tariff.price)) for tariff in zone.tariffs)
    conditions = ", ".join(f"{t.name}: {text}" for t in zone.tariffs if (text := condition_text(t)))
    return ZoneForm(zone.name, "" if capacity is None else str(capacity), zone.categories, tariffs, conditions)


# --- what is done -------------------------------------------------------------------------------------------------------


def save_event(book: Book, form: EventForm, *, performance: str | None = None, who: Who) -> Made:
    """Makes what is typed, or changes that performance to it. Raises RuleBroken with what is missing; nothing is made then."""
    with book.read() as reading:
        timezone = reading.rules().timezone
    check_event_name(form.name)
    if not form.day.strip() or not form.time.strip():
        raise RuleBroken("event_needs_time")
    starts_at = instant_of(f"{form.day} {form.time}", timezone=timezone, field="day")
    until = None if not form.sale_end.strip() else _sale_end(form, timezone=timezone)
    zones = tuple(_zone(zone) for zone in form.zones if _is_typed(zone))
    if performance is None:
        wish = EventWish(form.name.strip(), starts_at, zones, form.currency, plan=form.plan, desk_until=until)
        return make_event(book, [wish], who=who, organiser=form.organiser)
    change = Change(
        name=form.name.strip(),
        starts_at=starts_at,
        desk_until=until,
        sells_to_its_end=until is None,
        prices={(zone.name, tariff.name): tariff.price for zone in zones for tariff in zone.tariffs},
        conditions={(zone.name, t.name): condition_text(t) for zone in zones for t in zone.tariffs},
        capacities={zone.name: zone.capacity or 0 for zone in zones if not zone.categories},
    )
    return change_event(book, performance, change, who=who)


def copy_to(book: Book, performance: str, *, day: str, who: Who) -> Made:
    """The performance once more on the day that is typed. Raises RuleBroken `no_time`, and what `copy_event` refuses."""
    found = parse_day(day)
    if found is None:
        raise RuleBroken("no_time", data={"text": day[:SHOWN], "field": "copy"})
    return copy_event(book, performance, to=[found], who=who)


def instant_of(text: str, *, timezone: str, field: str) -> int:
    """A day and a time of the venue in microseconds UTC; raises RuleBroken `no_time` with the field that it stands in."""
    first, _, then = " ".join(text.split()).partition(" ")
    day, time = parse_day(first), parse_time(then)
    if day is None or time is None:
        raise RuleBroken("no_time", data={"text": text.strip()[:SHOWN], "field": field})
    return to_instant(datetime.combine(day, time, tzinfo=ZoneInfo(timezone)))


def _sale_end(form: EventForm, *, timezone: str) -> int:
    text = form.sale_end.strip()
    return instant_of(text if " " in text else f"{form.day} {text}", timezone=timezone, field="sale_end")


def _is_typed(zone: ZoneForm) -> bool:
    return bool(zone.name.strip() or zone.places.strip() or zone.categories or any(map("".join, zone.tariffs)))


def _zone(zone: ZoneForm) -> ZoneWish:
    name, places = zone.name.strip(), zone.places.strip()
    if not name:
        raise RuleBroken("zone_needs_name")
    typed: list[TakenTariff] = []
    for tariff, price in ((tariff.strip(), price.strip()) for tariff, price in zone.tariffs):
        if not tariff and not price:
            continue
        amount = parse_amount(price)
        if not tariff:
            raise RuleBroken("price_needs_tariff", data={"zone": name, "price": price[:SHOWN]})
        if amount is None:
            raise RuleBroken("tariff_needs_price", data={"zone": name, "tariff": tariff[:SHOWN]})
        typed.append(TakenTariff(tariff, amount))
    check_tariffs_differ(name, (tariff.name for tariff in typed))
    tariffs = {tariff.name: tariff for tariff in typed}
    for tariff, text in _conditions(zone, names=tuple(tariffs)):
        tariffs[tariff] = conditioned(tariffs[tariff], text)
    counts = places.isascii() and places.isdecimal() and len(places) <= MOST_DIGITS and not zone.categories
    return ZoneWish(name, tuple(tariffs.values()), int(places) if counts else None, zone.categories)


def _conditions(zone: ZoneForm, *, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Tariff and condition, as they are typed. Raises RuleBroken `condition_needs_tariff`."""
    found = []
    for part in (one.strip() for one in zone.conditions.split(",")):
        tariff, colon, text = (piece.strip() for piece in part.partition(":"))
        if not part:
            continue
        if not colon or not text or tariff not in names:
            raise RuleBroken("condition_needs_tariff", data={"text": part[:SHOWN], "zone": zone.name.strip()})
        found.append((tariff, text))
    return found
