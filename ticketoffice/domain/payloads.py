"""What the payload of each kind holds: a field that stands here is always there, those of `Noted` where they were given.

Ids are texts of 32 hexadecimal digits, instants microseconds UTC, amounts minor units of the order's currency. Names,
addresses and free texts never stand here: a payload has references to the records beside it.
"""

from __future__ import annotations

from typing import TypedDict


class PersonReference(TypedDict):
    """A revision of a person's data, which lies beside the journal."""

    person: str
    revision: int
    commitment: str


class NoteReference(TypedDict):
    """A text that lies beside the journal."""

    note: str
    commitment: str


class Noted(TypedDict, total=False):
    """What any deed of a person may have: a note, and why nobody else was there (`none_by_rule`)."""

    note: NoteReference
    alone: NoteReference


class BookStarted(TypedDict):
    """The first operation of an epoch; the previous one is named where there was one.

    `missing` counts the operations after the copy that was opened; None: not known.
    """

    desk: str
    epoch: str
    letter: str
    mode: str
    shift_weeks: int
    public_key: str
    previous_epoch: str | None
    previous_hash: str | None
    previous_seq: int
    missing: int | None


class PersonChanged(Noted):
    """Somebody who acts at the desk."""

    person: PersonReference


class RulesChanged(Noted):
    """Values by the names of `rules.VenueRules`; those that are not named stay."""

    rules: dict[str, int | str | list[str] | None]


class CatalogueEvent(TypedDict):
    """A show."""

    id: str
    source: str
    external: str
    name: str
    currency: str


class CataloguePerformance(TypedDict):
    """One dated showing of it."""

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


class CatalogueZone(TypedDict):
    """A priced area."""

    id: str
    performance: str
    name: str
    numbered: bool
    capacity: int | None


class CatalogueQuota(TypedDict):
    """A number of places; what of it is taken is counted here."""

    id: str
    performance: str
    name: str
    capacity: int | None


class CatalogueQuotaZone(TypedDict):
    """A zone whose tickets take from a quota."""

    quota: str
    zone: str


class CatalogueChanged(Noted):
    """Performances with all that belongs to them."""

    events: list[CatalogueEvent]
    performances: list[CataloguePerformance]
    zones: list[CatalogueZone]
    quotas: list[CatalogueQuota]
    quota_zones: list[CatalogueQuotaZone]


class TakenInOrder(TypedDict):
    """An order as its source has it."""

    id: str
    number: str
    source: str
    method: str
    currency: str
    created_at: int | None
    due_at: int | None
    customer: str | None
    admit_unpaid: bool
    expired: bool


class TakenInTicket(TypedDict):
    """A ticket as its source has it; `reason` is that of its cancellation."""

    id: str
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
    reason: str | None


class TakenInPayment(TypedDict):
    """Money that the source received."""

    id: str
    method: str
    amount: int
    paid_at: int | None


class TakenInRefund(TypedDict):
    """Money that the source gave back."""

    id: str
    payment: str | None
    ticket: str | None
    method: str
    amount: int
    paid_at: int | None
    reason: str | None


class TakenInInvoice(TypedDict):
    """A numbered paper of the source."""

    id: str
    number: str
    kind: str
    amount: int
    issued_at: int | None
    cancels: str | None
    cancelled_at: int | None


class TakenInNote(NoteReference):
    """What the source has written about the order."""

    at: int | None


class OrderTakenIn(Noted):
    """An order with all that its source says of it, so that one that is not here can be made."""

    order: TakenInOrder
    tickets: list[TakenInTicket]
    persons: list[PersonReference]
    notes: list[TakenInNote]
    payments: list[TakenInPayment]
    refunds: list[TakenInRefund]
    invoices: list[TakenInInvoice]


class Clicked(TypedDict):
    """A ticket and the id of its cancellation."""

    ticket: str
    cancellation: str


class TicketsCancelled(Noted):
    """The cross: ticket and place, never money."""

    order: str
    hold_until: int
    tickets: list[Clicked]


class RefundRow(TypedDict):
    """An amount of a payment that goes back by a method; 0 by `nothing` is a row too."""

    id: str
    ticket: str
    payment: str | None
    method: str
    amount: int


class FeeRow(TypedDict):
    """What of a ticket's price is not given back."""

    ticket: str
    amount: int


class NumberedPaper(TypedDict):
    """An invoice or credit note of the desk's own series."""

    id: str
    number: str


class WithCreditNote(TypedDict, total=False):
    """The credit note of an order per invoice that is now wholly cancelled."""

    credit_note: NumberedPaper


class CancellationFinished(Noted, WithCreditNote):
    """Finish, once for each cancellation: reason and refund."""

    order: str
    cancels: list[str]
    reason: str
    paper: str | None
    inform: str
    hold_until: int
    refunds: list[RefundRow]
    fees: list[FeeRow]


class CancellationKept(Noted):
    """What is undone, and the fees that Finish had kept."""

    order: str
    cancels: list[str]
    by_esc: bool
    fees: list[FeeRow]


class WithRounding(TypedDict, total=False):
    """Where cash was counted out: by how much it was more, or below zero less, than was promised."""

    rounding: int


class RefundPaidOut(Noted, WithRounding):
    """Refunds whose money has left."""

    order: str
    refunds: list[str]


class TicketReinstated(Noted):
    """A cancelled ticket and the `new` one on its place, with its number; `fee` had been kept of the old one."""

    order: str
    ticket: str
    new: str
    code: str
    position: int
    fee: int


class GoodwillRefunded(Noted):
    """Money back for a ticket that stays as it is."""

    order: str
    ticket: str
    refunds: list[RefundRow]
    reason: str


class CustomerTold(Noted):
    """How the customer heard of cancellations."""

    order: str
    cancels: list[str]
    how: str


class CustomerChanged(Noted):
    """The new record of an order's customer, and the names of the fields that were typed."""

    order: str
    person: PersonReference
    changed: list[str]


class PersonErased(Noted):
    """Whose data, and which notes, are gone."""

    person: str
    notes: list[str]


class Received(TypedDict):
    """Money taken at the desk: in cash `amount` is what was owed plus `rounding`."""

    id: str
    method: str
    amount: int
    rounding: int


class PaymentRecorded(Noted, Received):
    """Money received for an order."""

    order: str


class SplitOrder(TypedDict):
    """The order that takes tickets over."""

    id: str
    number: str
    method: str


class SplitTicket(TypedDict):
    """A ticket and its position in the new order."""

    ticket: str
    position: int


class OrderSplit(Noted):
    """Tickets that leave a reservation, and what was paid for them."""

    order: str
    new: SplitOrder
    tickets: list[SplitTicket]
    payment: Received | None


class ReissuedOrder(TypedDict):
    """The order that replaces the one that waited."""

    id: str
    number: str
    due_at: int


class ReissuedTicket(TypedDict):
    """An old ticket, and the new one on its place."""

    ticket: str
    id: str
    code: str
    position: int


MovedPayment = TypedDict("MovedPayment", {"out": str, "in": str, "method": str, "amount": int})
"""A partial payment that goes over: its line in the old order and in the new one."""


class OrderReissued(Noted):
    """The whole exchange of an order per invoice."""

    order: str
    without: list[str]
    new: ReissuedOrder
    tickets: list[ReissuedTicket]
    credit_note: NumberedPaper | None
    invoice: NumberedPaper
    moved: list[MovedPayment]


class Admitted(Noted):
    """Somebody went in."""

    order: str
    ticket: str
    admission: str


class EntryUndone(Noted):
    """The scan was a mistake; `unpaid`: the ticket waits for its money again."""

    order: str
    ticket: str
    unpaid: bool
