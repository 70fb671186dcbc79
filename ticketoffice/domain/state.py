"""What a book holds, as frozen rows: the state that operations change.

Every class here is one table of the book, field for column. Ids are 32 lower-case hexadecimal digits (128 bits),
instants are integer microseconds UTC, money is integer minor units of the order's currency. `None` means "unknown"
or "not yet", never zero.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class TicketState(StrEnum):
    """The stored states of a ticket; a live ticket is one of the first three and occupies its place."""

    PENDING = "pending"
    VALID = "valid"
    USED = "used"
    CANCELLED = "cancelled"
    REPLACED = "replaced"
    DISPLACED = "displaced"


LIVE_STATES = frozenset({TicketState.PENDING, TicketState.VALID, TicketState.USED})


class Event(Struct, frozen=True, gc=False):
    """A show; `external` is its name at its source (a pretix slug)."""

    id: str
    source: str
    external: str
    name: str
    currency: str


class Performance(Struct, frozen=True, gc=False):
    """One dated showing; `external` is what commands call it (`slug` or `slug/subevent`).

    Its sale ends at three instants of their own: online, at resellers, at the desks; None: with the performance itself.
    """

    id: str
    event: str
    source: str
    external: str
    name: str
    starts_at: int
    ends_at: int | None
    timezone: str
    all_day: bool
    currency: str
    plan: str | None = None
    online_until: int | None = None
    reseller_until: int | None = None
    desk_until: int | None = None


class Zone(Struct, frozen=True, gc=False):
    """A priced area of one performance; `capacity` is its seats in the plan, or None where unknown."""

    id: str
    performance: str
    name: str
    numbered: bool
    capacity: int | None


class Tariff(Struct, frozen=True, gc=False):
    """A price inside a zone (adult, child); `rank` is its place in the list, from 0.

    `least`: from so many tickets of an order on; `companion_of`: one for each ticket of that tariff (`tariffs.check_together`).
    """

    id: str
    zone: str
    name: str
    price: int
    rank: int
    least: int | None = None
    companion_of: str | None = None


class Plan(Struct, frozen=True, gc=False):
    """The seating plan of a house; `document` is its file as canonical JSON, which `seating_plan.read` draws from."""

    id: str
    name: str
    document: str


class PlanSeat(Struct, frozen=True, gc=False):
    """A seat of a plan: `seat` is what tickets call it, `name` what people read. A performance has the seats of a `category` in
    one of its zones (`ZoneCategory`).
    """

    plan: str
    seat: str
    name: str
    category: str


class ZoneCategory(Struct, frozen=True, gc=False):
    """The seats of a category of the performance's plan are in this zone of it."""

    zone: str
    category: str


class Quota(Struct, frozen=True, gc=False):
    """A number of places shared by zones; `taken` may exceed `capacity` only by `overbooked`, the most an import did."""

    id: str
    performance: str
    name: str
    capacity: int | None
    taken: int
    overbooked: int


class QuotaZone(Struct, frozen=True, gc=False):
    """A ticket in `zone` takes one place from `quota`."""

    quota: str
    zone: str


class HouseHold(Struct, frozen=True, gc=False):
    """Places of a zone that the house keeps (`house_holds.KINDS`, perhaps with a name of its own) until an instant; None: for good.

    `places`: how many, seats or counted ones. `made_by`: who keeps them.
    """

    id: str
    performance: str
    zone: str
    kind: str
    name: str | None
    places: int
    until: int | None
    made_by: str | None


class HouseHoldSeat(Struct, frozen=True, gc=False):
    """A seat of a performance that is, or was last, kept by this house hold: it is in one at most."""

    performance: str
    seat: str
    house_hold: str


class Order(Struct, frozen=True, gc=False):
    """What one customer took in one act. Its state is computed (`domain.order.state_of`), never stored."""

    id: str
    number: str
    source: str | None
    method: str
    currency: str
    created_at: int | None
    due_at: int | None
    customer: str | None
    admit_unpaid: bool = False
    expired: bool = False
    predecessor: str | None = None
    successor: str | None = None


class Ticket(Struct, frozen=True, gc=False):
    """One place at one performance. `position` with the order's number is the short number (KL3ZT-2).

    `collected_at`: its paper was given to the customer; `copies`: how many papers of it there are as it stands, None: none yet.
    `house_hold`: its place comes from there and goes back to it; `left_hold`: its place came from there and is everybody's now.
    """

    id: str
    order: str
    position: int
    number: str
    performance: str
    zone: str
    tariff: str
    seat: str | None
    seat_name: str | None
    price: int
    commission: int | None
    state: str
    holder: str | None
    used_at: int | None
    predecessor: str | None = None
    successor: str | None = None
    collected_at: int | None = None
    copies: int | None = None
    house_hold: str | None = None
    left_hold: str | None = None


class TicketCode(Struct, frozen=True, gc=False):
    """A text that a barcode of this ticket holds; unguessable, never reused."""

    code: str
    ticket: str
    made_at: int | None
    kind: str


class Cancellation(Struct, frozen=True, gc=False):
    """One cancelled ticket: from the click (`cancelled_at`) over Finish (`finished_at`) to kept or final.

    `operation` is the operation that cancelled (None: taken in, before the import). `hold_until` is the instant until
    which postman and mail wait. `kept_at` set means that it was undone. `was` is the state that Keep restores,
    `fee` what Finish did not give back. `repeated_at`: the shop that the order came from was told to cancel it too. `told_how`
    without `told_at`: why the notice could not be sent.
    """

    id: str
    ticket: str
    order: str
    operation: str | None
    cancelled_at: int | None
    cancelled_by: str | None
    was: str
    finished_at: int | None = None
    finished_by: str | None = None
    finish: str | None = None
    reason: str | None = None
    note: str | None = None
    paper: str | None = None
    inform: str | None = None
    told_at: int | None = None
    told_by: str | None = None
    told_how: str | None = None
    hold_until: int | None = None
    kept_at: int | None = None
    kept_by: str | None = None
    second_person: str | None = None
    fee: int = 0
    repeated_at: int | None = None
    repeated_by: str | None = None


class Payment(Struct, frozen=True, gc=False):
    """Money received for an order. `amount` below zero is money moved to `counterpart` (an order), above it from there."""

    id: str
    order: str
    method: str
    amount: int
    paid_at: int | None
    taken_in: bool = False
    counterpart: str | None = None


class Refund(Struct, frozen=True, gc=False):
    """Money given back or promised. `paid_at` None: not handed out yet; `withdrawn_at` set: its cancellation was kept."""

    id: str
    order: str
    ticket: str | None
    cancellation: str | None
    payment: str | None
    method: str
    amount: int
    promised_at: int | None
    paid_at: int | None = None
    withdrawn_at: int | None = None
    reason: str | None = None
    goodwill: bool = False


class MoneyLine(Struct, frozen=True, gc=False):
    """One signed amount that an operation wrote; an order's balance (what is owed by the customer) is their sum.

    Kinds: price +, price_back −, fee_kept +, rounding ±, payment −, refund +.
    """

    id: str
    order: str
    operation: str
    kind: str
    amount: int
    ticket: str | None = None
    payment: str | None = None
    refund: str | None = None


class Invoice(Struct, frozen=True, gc=False):
    """A numbered paper of an order: `kind` is invoice or credit_note; a credit note names what it cancels."""

    id: str
    order: str
    number: str
    kind: str
    amount: int
    issued_at: int | None
    cancels: str | None = None
    cancelled_at: int | None = None


class OrderNote(Struct, frozen=True, gc=False):
    """A note on an order; its text lies beside the journal in `notes`."""

    note: str
    order: str
    at: int | None
    actor: str | None


class Reminder(Struct, frozen=True, gc=False):
    """Reminder number `number` (from 1) of an order per invoice; `how`: email or print. A mail has the operation's id."""

    id: str
    order: str
    number: int
    operation: str
    reminded_at: int
    reminded_by: str | None
    how: str


class Admission(Struct, frozen=True, gc=False):
    """One scan that let somebody in (`undone_at`: the scan was a mistake)."""

    id: str
    ticket: str
    order: str
    admitted_at: int
    admitted_by: str | None
    undone_at: int | None = None


class Case(Struct, frozen=True, gc=False):
    """Something that a person must settle; closed only by a person's operation."""

    id: str
    kind: str
    order: str
    ticket: str | None
    operation: str
    opened_at: int
    closed_at: int | None = None
    closed_by: str | None = None


class Staff(Struct, frozen=True, gc=False):
    """A person who acts at the desk; the name is a personal record."""

    person: str
    since: int


class Rule(Struct, frozen=True, gc=False):
    """One venue rule as it stands: `value` is canonical JSON."""

    name: str
    value: str


Row = (
    Event
    | Performance
    | Zone
    | Tariff
    | Plan
    | PlanSeat
    | ZoneCategory
    | Quota
    | QuotaZone
    | HouseHold
    | HouseHoldSeat
    | Order
    | Ticket
    | TicketCode
    | Cancellation
    | Payment
    | Refund
    | MoneyLine
    | Invoice
    | OrderNote
    | Reminder
    | Admission
    | Case
    | Staff
    | Rule
)
