"""What there is to sell: performances, zones, quotas, and the venue's rules.

What changes rarely is asked once a transaction; one that changes any of it forgets what it knew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, and_, func, select

from ticketoffice.domain import state
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.rules import VenueRules, rules_from
from ticketoffice.store import tables
from ticketoffice.store.asking import ask
from ticketoffice.store.rows import fetch, select_of

KEPT = (state.Event, state.Performance, state.Zone, state.QuotaZone, state.HouseHold, state.HouseHoldSeat, state.Rule)


class Catalogue:
    """Answers from one connection and remembers them; lives as long as the transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.forget()

    def forget(self) -> None:
        """What was known may have changed."""
        self._rules: VenueRules | None = None
        self._performances: dict[str, state.Performance] = {}
        self._zones: dict[str, tuple[state.Zone, ...]] = {}
        self._draws: dict[str, tuple[state.QuotaZone, ...]] = {}
        self._holds: dict[str, tuple[state.HouseHold, ...]] = {}

    def look_at(self, rows: Iterable[state.Row]) -> None:
        """Forgets, if one of these rows, which the transaction has just written, is of the catalogue."""
        if any(isinstance(row, KEPT) for row in rows):
            self.forget()

    def rules(self) -> VenueRules:
        """The venue's rules as they stand."""
        if self._rules is None:
            self._rules = rules_from(state.Rule(*row) for row in ask(self._connection, select_of(state.Rule)))
        return self._rules

    def performances(self, ids: Iterable[str]) -> dict[str, state.Performance]:
        """Performances by id; unknown ones are left out."""
        wanted = sorted(set(ids))
        missing = [name for name in wanted if name not in self._performances]
        for row in fetch(self._connection, state.Performance, column="id", values=missing):
            self._performances[row.id] = row
        return {name: self._performances[name] for name in wanted if name in self._performances}

    def zones(self, performances: Iterable[str]) -> dict[str, state.Zone]:
        """The zones of these performances, by id."""
        wanted = sorted(set(performances))
        missing = [name for name in wanted if name not in self._zones]
        found: dict[str, list[state.Zone]] = {name: [] for name in missing}
        for row in fetch(self._connection, state.Zone, column="performance", values=missing):
            found[row.performance].append(row)
        self._zones |= {name: tuple(rows) for name, rows in found.items()}
        zones = sorted((zone for name in wanted for zone in self._zones[name]), key=lambda zone: zone.id)
        return {zone.id: zone for zone in zones}

    def house_holds(self, performances: Iterable[str], *, anew: bool = False) -> list[state.HouseHold]:
        """What the house keeps of these performances, or kept until it released it; `anew`: also where it is remembered, which may be
        from before the places were locked.
        """
        wanted = sorted(set(performances))
        missing = [name for name in wanted if anew or name not in self._holds]
        found: dict[str, list[state.HouseHold]] = {name: [] for name in missing}
        for row in fetch(self._connection, state.HouseHold, column="performance", values=missing):
            found[row.performance].append(row)
        self._holds |= {name: tuple(rows) for name, rows in found.items()}
        return [hold for name in wanted for hold in self._holds[name]]

    def quotas_of(self, quotas: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Which of these quotas a ticket of each zone takes a place from."""
        missing = [name for name in quotas if name not in self._draws]
        drawn: dict[str, list[state.QuotaZone]] = {name: [] for name in missing}
        for row in fetch(self._connection, state.QuotaZone, column="quota", values=missing):
            drawn[row.quota].append(row)
        self._draws |= {name: tuple(rows) for name, rows in drawn.items()}
        found: dict[str, tuple[str, ...]] = {}
        for name in sorted(set(quotas)):
            for row in self._draws[name]:
                found[row.zone] = (*found.get(row.zone, ()), name)
        return found

    # --- asked anew each time -------------------------------------------------------------------------------------

    def all_performances(self) -> list[state.Performance]:
        """Every performance, by start."""
        statement = select_of(state.Performance).order_by(tables.performances.c.starts_at)
        return [state.Performance(*row) for row in self._connection.execute(statement)]

    def performance_named(self, name: str) -> state.Performance:
        """The performance of this id or external name; raises RuleBroken `not_found`."""
        found = next((p for p in self.all_performances() if name in (p.id, p.external)), None)
        if found is None:
            raise RuleBroken("not_found", data={"performance": name[:80], "kind": "performance"})
        return found

    def events(self, ids: Sequence[str]) -> dict[str, state.Event]:
        """Events by id."""
        return {e.id: e for e in fetch(self._connection, state.Event, column="id", values=sorted(set(ids)))}

    def quotas(self, performance: str) -> list[state.Quota]:
        """The quotas of a performance, with what is taken of them."""
        return fetch(self._connection, state.Quota, column="performance", values=[performance])

    def tariffs(self, zones: Sequence[str]) -> list[state.Tariff]:
        """The tariffs of these zones, zone by zone as they are listed."""
        found = fetch(self._connection, state.Tariff, column="zone", values=sorted(set(zones)))
        return sorted(found, key=lambda tariff: (tariff.zone, tariff.rank, tariff.name))

    def categories(self, zone: str) -> frozenset[str]:
        """The categories of the plan whose seats are in this zone."""
        rows = fetch(self._connection, state.ZoneCategory, column="zone", values=[zone])
        return frozenset(row.category for row in rows)

    def plan_document(self, plan: str) -> str | None:
        """The file of a seating plan as canonical JSON; None where there is no such plan."""
        rows = fetch(self._connection, state.Plan, column="id", values=[plan])
        return rows[0].document if rows else None

    def live_counts(self, zones: Sequence[str]) -> dict[tuple[str, str], int]:
        """How many live tickets each zone has, by (zone, state)."""
        t = tables.tickets.c
        statement = (
            select(t.zone, t.state, func.count())
            .where(and_(t.zone.in_(list(zones)), t.state.in_(sorted(state.LIVE_STATES))))
            .group_by(t.zone, t.state)
        )
        return {(zone, name): int(count) for zone, name, count in self._connection.execute(statement)}
