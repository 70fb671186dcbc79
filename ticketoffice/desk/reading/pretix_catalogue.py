"""What lies beside pretix's orders: event, items, sub-events, quotas, seating plan and invoices.

An item is a zone, its variation the tariff; a sub-event, or the event itself, is a performance. A file that is broken
makes the orders unreadable: without its quotas a house would be oversold. A broken invoice costs its own order only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from msgspec import Struct

from ticketoffice.desk.reading.json_objects import Fields, read_json
from ticketoffice.desk.reading.parts import BadValue, Unreadable, read_currency, read_zone
from ticketoffice.desk.reading.pretix_items import Item, Overrides, read_item, read_overrides
from ticketoffice.desk.reading.pretix_money import Invoices, read_invoices
from ticketoffice.desk.reading.pretix_plan import read_plan
from ticketoffice.domain.taken_in import TakenPerformance, TakenPlan, TakenQuota, TakenZone

CATALOGUE_FILES = frozenset({"event", "items", "subevents", "quotas", "seatingplan", "invoices", "checkinlists"})


class FilesBeside(Protocol):
    """What lies beside the file; `name` is the file's own name without endings."""

    name: str

    def bytes_of(self, name: str) -> bytes | None:
        """The bytes of a file of that name, or None."""


class Catalogue(Struct, frozen=True):
    """What orders refer to by number."""

    slug: str
    currency: str
    zones: Mapping[int, str]
    tariffs: Mapping[int, str]
    performances: tuple[TakenPerformance, ...]
    invoices: Invoices

    @property
    def source(self) -> str:
        """Where these orders come from."""
        return f"pretix/{self.slug}"


def read_catalogue(beside: FilesBeside) -> Catalogue:
    """All of it; raises Unreadable with the name of the file that is missing or broken, and of its field."""
    with _named("event"):
        event = Fields(_file(beside, "event"), name="event")
        slug, currency = event.word("slug"), read_currency(event.value("currency"), name="currency")
        read_zone(event.value("timezone") or "UTC", name="timezone")
        parts_wanted = event.flag("has_subevents")
    with _named("items"):
        items = [read_item(row) for row in Fields.all_of(_file(beside, "items", default=[]), name="items")]
        zones = {item.number: item.name for item in items}
        tariffs = {
            price.variation: price.name for item in items for price in item.prices if price.variation is not None
        }
    with _named("quotas"):
        quotas = [_Quota(row) for row in Fields.all_of(_file(beside, "quotas", default=[]), name="quotas")]
    with _named("seatingplan"):
        plan = read_plan(Fields(_file(beside, "seatingplan", default={}), name="seatingplan"))
    with _named("subevents"):
        subevents = _file(beside, "subevents", default=None) if parts_wanted else None
        parts = [None] if subevents is None else Fields.all_of(subevents, name="subevents")
        whole = _Event(event, slug, currency, items, quotas, plan)
        if subevents is not None:
            performances = tuple(whole.performance(part) for part in parts)
    if subevents is None:
        with _named("event"):
            performances = (whole.performance(None),)
    with _named("invoices"):
        invoices = read_invoices(Fields.all_of(_file(beside, "invoices", default=[]), name="invoices"))
    return Catalogue(slug, currency, zones, tariffs, performances, invoices)


@contextmanager
def _named(name: str) -> Iterator[None]:
    try:
        yield
    except BadValue as bad:
        raise Unreadable("wrong_catalogue", name=f"{name}.json", **{"field": name, **bad.data}) from None


def _file(beside: FilesBeside, name: str, **default: Any) -> Any:
    data = beside.bytes_of(name)
    if data is not None:
        return read_json(data)
    if "default" not in default:
        raise Unreadable("missing_beside", name=f"{name}.json")
    return default["default"]


class _Quota:
    def __init__(self, row: Fields) -> None:
        self.external, self.name = str(row.number("id")), row.title("name")
        self.size, self.items = row.number_or_none("size"), row.numbers("items")
        self.part = row.number_or_none("subevent")


class _Event(Struct, frozen=True):
    """The event with what its performances are made from."""

    fields: Fields
    slug: str
    currency: str
    items: Sequence[Item]
    quotas: Sequence[_Quota]
    plan: TakenPlan | None

    def performance(self, part: Fields | None) -> TakenPerformance:
        """The performance of a sub-event, or of the event itself."""
        told = part or self.fields
        number = part.number("id") if part is not None else None
        mapping = told.numbers_by_name("seat_category_mapping")
        numbered = set(mapping.values())
        own = [quota for quota in self.quotas if quota.part == number]
        here = {item for quota in own for item in quota.items} | numbered or {item.number for item in self.items}
        starts = told.instant("date_from")
        if starts is None:
            raise BadValue("missing_value", field="date_from")
        names = {item.number: item.name for item in self.items}
        overrides = read_overrides(part)
        return TakenPerformance(
            source=f"pretix/{self.slug}",
            external=self.slug if number is None else f"{self.slug}/{number}",
            event_external=self.slug,
            event_name=self.fields.title("name"),
            name=told.title("name"),
            starts_at=starts,
            ends_at=told.instant("date_to"),
            timezone=read_zone(self.fields.value("timezone") or "UTC", name="timezone"),
            all_day=False,
            currency=self.currency,
            zones=tuple(
                self._zone(
                    item, categories=[c for c, number in mapping.items() if number == item.number], told=overrides
                )
                for item in self.items
                if item.number in here
            ),
            quotas=tuple(
                TakenQuota(q.external, q.name, q.size, tuple(names[i] for i in q.items if i in names)) for q in own
            ),
            plan=self.plan if mapping else None,
            online_until=told.instant("presale_end"),
        )

    def _zone(self, item: Item, *, categories: Sequence[str], told: Overrides) -> TakenZone:
        seats = () if self.plan is None else self.plan.seats
        capacity = sum(seat.category in categories for seat in seats)
        return TakenZone(item.name, bool(categories), capacity or None, item.tariffs(told), tuple(categories))
