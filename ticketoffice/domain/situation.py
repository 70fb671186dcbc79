"""What a decision rests on: everything that `store` loads for one operation, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ticketoffice.domain.rules import VenueRules
from ticketoffice.domain.state import (
    LIVE_STATES,
    Admission,
    Cancellation,
    Invoice,
    Order,
    OrderNote,
    Payment,
    Performance,
    Quota,
    Refund,
    Ticket,
    Zone,
)


@dataclass(frozen=True, slots=True)
class Dossier:
    """One order with all that belongs to it; `balance` is the sum of its money lines (above zero: owed to us)."""

    order: Order
    tickets: tuple[Ticket, ...] = ()
    cancellations: tuple[Cancellation, ...] = ()
    payments: tuple[Payment, ...] = ()
    refunds: tuple[Refund, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    admissions: tuple[Admission, ...] = ()
    notes: tuple[OrderNote, ...] = ()
    balance: int = 0

    def ticket(self, ticket: str) -> Ticket | None:
        """The ticket with this id, or None."""
        return next((row for row in self.tickets if row.id == ticket), None)

    @property
    def live(self) -> tuple[Ticket, ...]:
        """The tickets that occupy a place, in order of position."""
        return tuple(row for row in self.tickets if row.state in LIVE_STATES)

    def cancellation_of(self, ticket: str) -> Cancellation | None:
        """The cancellation that stands for this ticket: the last one that was not kept."""
        found = [row for row in self.cancellations if row.ticket == ticket and row.kept_at is None]
        return found[-1] if found else None

    def refunds_of(self, cancellation: str) -> tuple[Refund, ...]:
        """The refunds of one cancellation that were not withdrawn."""
        return tuple(r for r in self.refunds if r.cancellation == cancellation and r.withdrawn_at is None)

    @property
    def open_invoice(self) -> Invoice | None:
        """The invoice that this order waits for, if it has a number."""
        open_ones = [row for row in self.invoices if row.kind == "invoice" and row.cancelled_at is None]
        return open_ones[-1] if open_ones else None


@dataclass(frozen=True, slots=True)
class Situation:
    """A frozen view for one decision, at the operation's own time `at` (microseconds UTC).

    `places` tells which live ticket has a (performance, seat); `numbers` which (order, source) has an order number;
    `final` names the cancellations that can no longer be kept and why (posted, mailed).
    """

    at: int
    rules: VenueRules = field(default_factory=VenueRules)
    dossiers: Mapping[str, Dossier] = field(default_factory=dict)
    performances: Mapping[str, Performance] = field(default_factory=dict)
    zones: Mapping[str, Zone] = field(default_factory=dict)
    quotas: Mapping[str, Quota] = field(default_factory=dict)
    quotas_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)
    numbers: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    final: Mapping[str, str] = field(default_factory=dict)
    staff: frozenset[str] = frozenset()

    def place_is_free(self, ticket: Ticket) -> bool:
        """Whether somebody new could have this ticket's place: its seat is not taken and each of its quotas has room."""
        return self._seat_is_free(ticket) and all(
            q.capacity is None or q.taken < q.capacity for q in self._quotas_of(ticket)
        )

    def place_is_kept(self, ticket: Ticket) -> bool:
        """Whether this very ticket could be live again: also where an import had filled its quota beyond capacity."""
        return self._seat_is_free(ticket) and all(
            q.capacity is None or q.taken < q.capacity + q.overbooked for q in self._quotas_of(ticket)
        )

    def _seat_is_free(self, ticket: Ticket) -> bool:
        return ticket.seat is None or self.places.get((ticket.performance, ticket.seat), ticket.id) == ticket.id

    def _quotas_of(self, ticket: Ticket) -> list[Quota]:
        return [self.quotas[name] for name in self.quotas_of.get(ticket.zone, ())]
