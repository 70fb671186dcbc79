"""How many places of a performance are free, and how a catalogue comes to be another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ticketoffice.desk.making import make
from ticketoffice.desk.views import FreeView, QuotaFree, ZoneFree
from ticketoffice.domain.house_holds import Standing, is_in_force
from ticketoffice.domain.people import Who
from ticketoffice.domain.seating import free_places
from ticketoffice.domain.state import Performance

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed
    from ticketoffice.store.reading import Reading


def free(book: Book, performance: str) -> FreeView:
    """The places of one performance (its external name or id); raises RuleBroken `not_found`."""
    with book.read() as reading:
        return _free(reading, reading.catalogue.performance_named(performance), at=book.clock.now())


def free_in(reading: Reading, performance: Performance, *, at: int) -> dict[str, int | None]:
    """The free places of each zone of a performance, by the zone's id; None where that is not known."""
    zones = reading.catalogue.zones([performance.id])
    by_name = {view.zone: view.free for view in _free(reading, performance, at=at).zones}
    return {zone.id: by_name[zone.name] for zone in zones.values()}


def kept_in(reading: Reading, performances: Sequence[str], *, at: int) -> Counter[str]:
    """How many places of each zone of these performances (ids) the house keeps now."""
    return by_zone(in_force(reading, performances, at=at))


def in_force(reading: Reading, performances: Sequence[str], *, at: int) -> list[Standing]:
    """What the house keeps of these performances (ids) now."""
    return [standing for standing in reading.house_holds(performances) if is_in_force(standing.hold, at=at)]


def by_zone(standings: Iterable[Standing]) -> Counter[str]:
    """How many places of each zone they keep."""
    kept = Counter[str]()
    for standing in standings:
        kept[standing.hold.zone] += standing.rest
    return kept


def _free(reading: Reading, performance: Performance, *, at: int) -> FreeView:
    zones = reading.catalogue.zones([performance.id])
    quotas = {q.id: q for q in reading.catalogue.quotas(performance.id)}
    drawn = reading.catalogue.quotas_of(list(quotas))
    counts = reading.catalogue.live_counts(list(zones))
    unpaid = Counter(reading.evening.entered_unpaid(list(zones)).values())
    kept = kept_in(reading, [performance.id], at=at)
    held_of = Counter({q: sum(n for zone, n in kept.items() if q in drawn.get(zone, ())) for q in quotas})
    rest = {q.id: None if q.capacity is None else max(0, q.capacity - q.taken - held_of[q.id]) for q in quotas.values()}
    views = []
    for zone in sorted(zones.values(), key=lambda z: z.name):
        held = counts.get((zone.id, "pending"), 0) + unpaid[zone.id]
        sold = counts.get((zone.id, "valid"), 0) + counts.get((zone.id, "used"), 0) - unpaid[zone.id]
        free_here = free_places(
            capacity=zone.capacity,
            taken=sold + held + kept[zone.id],
            quota_rests=(rest[q] for q in drawn.get(zone.id, ())),
        )
        views.append(ZoneFree(zone.name, zone.capacity, sold, held, free_here, kept[zone.id]))
    return FreeView(
        performance=performance.external,
        event=reading.catalogue.events([performance.event])[performance.event].name,
        starts_at=performance.starts_at,
        zones=tuple(views),
        quotas=tuple(QuotaFree(q.name, q.capacity, rest[q.id]) for q in sorted(quotas.values(), key=lambda q: q.name)),
    )


def change_catalogue(deed: Deed, payload: Mapping[str, Any], *, who: Who) -> bool:
    """Records what differs of a catalogue (`payloads.CatalogueChanged`) from the book's own; whether anything does."""
    events = deed.reading.catalogue.events([row["id"] for row in payload["events"]])
    operation = make(deed, "catalogue_changed", who=who, payload=payload)
    if not deed.would_change(operation):
        return False
    deed.record(operation)
    for row in payload["events"]:
        if row["id"] in events and events[row["id"]].name != row["name"]:
            deed.reindex_event(row["id"])
    return True
