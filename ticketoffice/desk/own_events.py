"""A performance that a venue made itself, as it would be taken in once more."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ticketoffice.desk.on_sale import performance_of
from ticketoffice.desk.reading.pretix_plan import taken_plan
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.seating_plan import read
from ticketoffice.domain.state import Performance, Quota, Zone
from ticketoffice.domain.taken_in import TakenPerformance, TakenPlan, TakenQuota, TakenTariff, TakenZone
from ticketoffice.domain.words import plain_form

if TYPE_CHECKING:
    from ticketoffice.store.reading import Reading

VENUE = "venue"
"""The source of what a venue makes itself."""


def slug(text: str) -> str:
    """A name as the names that commands use have it: "Aïda" is `aida`."""
    return re.sub(r"[^a-z0-9]+", "-", plain_form(text.strip())).strip("-")[:60] or "event"


def own_performance(reading: Reading, text: str, *, at: int) -> TakenPerformance:
    """A performance of the venue itself as it was taken in. Raises RuleBroken `not_found`, `of_its_source`."""
    found = performance_of(reading, text, at=at)
    if found.source != VENUE:
        raise RuleBroken("of_its_source", data={"source": found.source, "performance": found.external})
    event = reading.catalogue.events([found.event])[found.event]
    zones = sorted(reading.catalogue.zones([found.id]).values(), key=lambda zone: zone.name)
    quotas = reading.catalogue.quotas(found.id)
    drawn = reading.catalogue.quotas_of([quota.id for quota in quotas])
    return TakenPerformance(
        source=found.source,
        external=found.external,
        event_external=event.external,
        event_name=event.name,
        name=found.name,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        timezone=found.timezone,
        all_day=found.all_day,
        currency=found.currency,
        zones=tuple(_zone(reading, zone) for zone in zones),
        quotas=tuple(_quota(quota, zones, drawn) for quota in quotas),
        plan=_plan(reading, found),
        online_until=found.online_until,
        reseller_until=found.reseller_until,
        desk_until=found.desk_until,
    )


def _zone(reading: Reading, zone: Zone) -> TakenZone:
    tariffs = tuple(TakenTariff(t.name, t.price, t.least, t.companion_of) for t in reading.catalogue.tariffs([zone.id]))
    categories = tuple(sorted(reading.catalogue.categories(zone.id)))
    return TakenZone(zone.name, zone.numbered, zone.capacity, tariffs, categories)


def _quota(quota: Quota, zones: Sequence[Zone], drawn: Mapping[str, tuple[str, ...]]) -> TakenQuota:
    own = tuple(zone.name for zone in zones if quota.id in drawn.get(zone.id, ()))
    return TakenQuota(slug(quota.name), quota.name, quota.capacity, own)


def _plan(reading: Reading, performance: Performance) -> TakenPlan | None:
    """The plan that it has already, as it would be taken in once more."""
    document = None if performance.plan is None else reading.catalogue.plan_document(performance.plan)
    if document is None:
        return None
    found = json.loads(document)
    drawn = read(found)
    return taken_plan(drawn, external=drawn.name, document=found)
