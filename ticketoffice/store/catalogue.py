"""What changes rarely (performances, zones, which quota a zone draws from, the venue's rules), asked once a transaction.

A transaction that changes any of it forgets what it knew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from ticketoffice.domain import state
from ticketoffice.domain.rules import VenueRules, rules_from
from ticketoffice.store.asking import ask
from ticketoffice.store.rows import fetch, select_of

KEPT = (state.Event, state.Performance, state.Zone, state.QuotaZone, state.Rule)


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
