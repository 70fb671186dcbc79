"""An order as a file of another system tells it: the one shape that every reader produces and `order_taken_in` takes.

Texts are NFC and bounded, instants are microseconds UTC, money is integer minor units. `external` numbers identify a
thing within its source; ids are made from (source, external) by `domain.identity.id_from`.
"""

from __future__ import annotations

from msgspec import Struct


class TakenPerson(Struct, frozen=True):
    """A customer or holder; `language` is an ISO 639-1 code."""

    name: str | None = None
    company: str | None = None
    email: str | None = None
    phone: str | None = None
    language: str | None = None


class TakenTariff(Struct, frozen=True):
    """A price inside a zone, in minor units; `least` and `companion_of` as in `state.Tariff`."""

    name: str
    price: int
    least: int | None = None
    companion_of: str | None = None


class TakenZone(Struct, frozen=True):
    """A zone of a performance; `capacity` is its seats in the plan, None where unknown; `categories` are those of the plan
    whose seats it has.
    """

    name: str
    numbered: bool
    capacity: int | None
    tariffs: tuple[TakenTariff, ...] = ()
    categories: tuple[str, ...] = ()


class TakenSeat(Struct, frozen=True):
    """A seat of a plan: `seat` as tickets call it, `name` as people read it."""

    seat: str
    name: str
    category: str


class TakenPlan(Struct, frozen=True):
    """A seating plan, known by (source, external); `document` as in `state.Plan`."""

    external: str
    name: str
    document: str
    seats: tuple[TakenSeat, ...]


class TakenQuota(Struct, frozen=True):
    """Places shared by the zones named; `capacity` None means unlimited or unknown."""

    external: str
    name: str
    capacity: int | None
    zones: tuple[str, ...]


class TakenPerformance(Struct, frozen=True):
    """A performance with its event, zones and quotas; `external` is what commands call it (`opera/4`)."""

    source: str
    external: str
    event_external: str
    event_name: str
    name: str
    starts_at: int
    ends_at: int | None
    timezone: str
    all_day: bool
    currency: str
    zones: tuple[TakenZone, ...]
    quotas: tuple[TakenQuota, ...]
    plan: TakenPlan | None = None
    online_until: int | None = None
    reseller_until: int | None = None
    desk_until: int | None = None


class TakenTicket(Struct, frozen=True):
    """A ticket; `performance` is a TakenPerformance.external; `state` is valid, used or cancelled."""

    external: str
    position: int
    number: str
    performance: str
    zone: str
    tariff: str
    seat: str | None
    seat_name: str | None
    price: int
    state: str
    holder: TakenPerson | None = None
    used_at: int | None = None
    reason: str | None = None


class TakenPayment(Struct, frozen=True):
    """A confirmed payment of more than zero."""

    external: str
    method: str
    amount: int
    paid_at: int | None


class TakenRefund(Struct, frozen=True):
    """Money given back; `payment` and `ticket` are externals where the source says which."""

    external: str
    payment: str | None
    ticket: str | None
    method: str
    amount: int
    paid_at: int | None
    reason: str | None


class TakenInvoice(Struct, frozen=True):
    """An invoice or credit note (`kind`) by its number."""

    number: str
    kind: str
    amount: int
    issued_at: int | None
    cancels: str | None = None


class TakenOrder(Struct, frozen=True):
    """A whole order; `state` is pending, paid, expired or cancelled; `lines` are its lines in the file (1 = first)."""

    source: str
    number: str
    state: str
    method: str
    currency: str
    created_at: int | None
    due_at: int | None
    customer: TakenPerson | None
    tickets: tuple[TakenTicket, ...]
    payments: tuple[TakenPayment, ...] = ()
    refunds: tuple[TakenRefund, ...] = ()
    invoices: tuple[TakenInvoice, ...] = ()
    note: str | None = None
    admit_unpaid: bool = False
    lines: tuple[int, ...] = ()
