"""What a decision rests on: everything that `store` loads for one operation, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from ticketoffice.domain.before import Came, Made, came
from ticketoffice.domain.calendar import day_number, day_of
from ticketoffice.domain.house_holds import Standing
from ticketoffice.domain.marks import money_marks, taken_marks
from ticketoffice.domain.rules import VenueRules
from ticketoffice.domain.state import (
    LIVE_STATES,
    Admission,
    Cancellation,
    Case,
    Invoice,
    MoneyLine,
    Order,
    OrderNote,
    Payment,
    Performance,
    Quota,
    Refund,
    Reminder,
    Row,
    Ticket,
    Zone,
)


class Dossier(Struct, frozen=True):
    """One order with all that belongs to it; `balance` is the sum of its money lines (above zero: owed to us)."""

    order: Order
    tickets: tuple[Ticket, ...] = ()
    cancellations: tuple[Cancellation, ...] = ()
    payments: tuple[Payment, ...] = ()
    refunds: tuple[Refund, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    admissions: tuple[Admission, ...] = ()
    notes: tuple[OrderNote, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    balance: int = 0

    def after(self, rows: Iterable[Row]) -> Dossier:
        """The same order once an operation has made or changed these rows; those of other orders say nothing here."""
        order, balance = self.order, self.balance
        moved: dict[str, dict[str, Any]] = {}
        for row in rows:
            if isinstance(row, Order):
                order = row if row.id == order.id else order
            elif isinstance(row, MoneyLine):
                balance += row.amount if row.order == order.id else 0
            elif type(row) in PARTS:
                name = PARTS[type(row)][0]
                known = moved.setdefault(name, {_key(part): part for part in getattr(self, name)})
                known.pop(_key(row), None)
                if row.order == order.id:  # type: ignore[union-attr]
                    known[_key(row)] = row
        sorted_parts = {name: tuple(sorted(part.values(), key=ORDERING[name])) for name, part in moved.items()}
        return replace(self, order=order, balance=balance, **sorted_parts)

    def ticket(self, ticket: str) -> Ticket | None:
        """The ticket with this id, or None."""
        return next((row for row in self.tickets if row.id == ticket), None)

    def own(self, ticket: str) -> Ticket:
        """The ticket with this id, which an operation names (`Touches.tickets`): the door has seen that it is here."""
        return next(row for row in self.tickets if row.id == ticket)

    @property
    def live(self) -> tuple[Ticket, ...]:
        """The tickets that occupy a place, in order of position."""
        return tuple(row for row in self.tickets if row.state in LIVE_STATES)

    def cancellation(self, cancellation: str) -> Cancellation | None:
        """The cancellation with this id, or None."""
        return next((row for row in self.cancellations if row.id == cancellation), None)

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


PARTS: dict[type, tuple[str, Callable[[Any], Any]]] = {
    Ticket: ("tickets", lambda row: (row.position, row.id)),
    Cancellation: ("cancellations", lambda row: (row.cancelled_at or 0, row.id)),
    Payment: ("payments", lambda row: (row.paid_at or 0, row.id)),
    Refund: ("refunds", lambda row: (row.promised_at or 0, row.id)),
    Invoice: ("invoices", lambda row: (row.issued_at or 0, row.id)),
    Admission: ("admissions", lambda row: (row.admitted_at, row.id)),
    OrderNote: ("notes", lambda row: (row.at or 0, row.note)),
    Reminder: ("reminders", lambda row: (row.number, row.id)),
}
"""The rows of an order: the part of a dossier that holds them, and what they are sorted by there."""

ORDERING = dict(PARTS.values())


def marks_of(dossier: Dossier) -> tuple[str, ...]:
    """What the index holds of an order's money."""
    return money_marks(
        method=dossier.order.method,
        prices=[t.price for t in dossier.tickets],
        payments=[(p.method, p.amount) for p in dossier.payments],
        refunds=[(r.method, r.amount, r.withdrawn_at) for r in dossier.refunds],
    )


def taken_marks_of(dossier: Dossier, *, timezone: str) -> tuple[str, ...]:
    """What the index holds of the money that a desk took for an order: not what a source took, nor what only moved over."""
    taken = [p for p in dossier.payments if p.paid_at is not None and not p.taken_in and p.counterpart is None]
    return taken_marks((day_number(day_of(p.paid_at or 0, timezone=timezone)), p.method, p.amount) for p in taken)


def _key(row: Any) -> str:
    return str(row.note if isinstance(row, OrderNote) else row.id)


class Situation(Struct, frozen=True):
    """A frozen view for one decision, at the operation's own time `at` (microseconds UTC).

    `places` tells which live ticket has a (performance, seat); `seats` in which zone each of the seats is that are asked for,
    as far as they are known; `numbers` which (order, source) has an order number;
    `final` names the cancellations that can no longer be kept and why (posted, mailed); `cases` are those of the
    cases asked for that stand here, by id. `others`: by ticket what another machine did to it, a scan or a cancellation,
    of which the operation need not have heard. `reserved_seats` are set aside for the carts of others, `reserved_in` tells how
    many places of a quota are, `reserved_from` how many of a house hold. `house_holds`: what the house keeps of these
    performances, by id, also what it has released. `nameless`: its order's customer was erased, and it had not heard of that.
    """

    at: int
    rules: VenueRules = field(default_factory=VenueRules)
    dossiers: Mapping[str, Dossier] = field(default_factory=dict)
    performances: Mapping[str, Performance] = field(default_factory=dict)
    zones: Mapping[str, Zone] = field(default_factory=dict)
    quotas: Mapping[str, Quota] = field(default_factory=dict)
    quotas_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    places: Mapping[tuple[str, str], str] = field(default_factory=dict)
    seats: Mapping[tuple[str, str], str] = field(default_factory=dict)
    reserved_seats: frozenset[tuple[str, str]] = frozenset()
    reserved_in: Mapping[str, int] = field(default_factory=dict)
    reserved_from: Mapping[str, int] = field(default_factory=dict)
    house_holds: Mapping[str, Standing] = field(default_factory=dict)
    numbers: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    final: Mapping[str, str] = field(default_factory=dict)
    cases: Mapping[str, Case] = field(default_factory=dict)
    others: Mapping[str, Made] = field(default_factory=dict)
    nameless: bool = False

    def came(self, ticket: str, *, than: Made | None) -> Came:
        """When a ticket was used or cancelled, compared with an operation (`domain.before`): before, where nothing says
        that it was another machine; `than` None is what is being done now.
        """
        other = self.others.get(ticket)
        return Came.BEFORE if other is None or than is None else came(other, than=than)

    def holder_of_place(self, ticket: Ticket) -> str | None:
        """The live ticket that has this ticket's seat; None where it is free, or no seat at all."""
        return None if ticket.seat is None else self.places.get((ticket.performance, ticket.seat))
