"""What the payload of each kind holds: a field that stands here is always there, those of `Noted` where they were given.

Ids are texts of 32 hexadecimal digits, instants microseconds UTC, amounts minor units of the order's currency. Names,
addresses and free texts never stand here: a payload has references to the records beside it.
"""

from __future__ import annotations

from ticketoffice.domain.payload_parts import (
    AbortedPayment,
    Amount,
    CatalogueEvent,
    CataloguePerformance,
    CatalogueQuota,
    CatalogueQuotaZone,
    CatalogueZone,
    Clicked,
    ClosedDeeds,
    ClosedMoney,
    ClosedTaking,
    CountedCurrency,
    DrawerAmount,
    ExchangedOrder,
    FeeRow,
    GivenBack,
    MovedOut,
    MovedPayment,
    Noted,
    NoteReference,
    NumberedPaper,
    PersonReference,
    Place,
    Received,
    RefundRow,
    ReissuedOrder,
    ReissuedTicket,
    SoldOrder,
    SoldTicket,
    SplitOrder,
    SplitTicket,
    TakenInInvoice,
    TakenInNote,
    TakenInOrder,
    TakenInPayment,
    TakenInRefund,
    TakenInTicket,
    WithCreditNote,
    WithGiven,
    WithHouseHold,
    WithHouseHolds,
    WithLowered,
    WithMachine,
    WithMadeOf,
    WithMovedMoney,
    WithNotice,
    WithOpen,
    WithPaid,
    WithPapersBefore,
    WithPrices,
    WithReservation,
    WithRevival,
    WithRoundedDown,
    WithRounding,
    WithToSale,
)


class BookStarted(WithMachine):
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


class CatalogueChanged(Noted, WithPrices, WithHouseHolds):
    """Performances with all that belongs to them, and what the house keeps of their places."""

    events: list[CatalogueEvent]
    performances: list[CataloguePerformance]
    zones: list[CatalogueZone]
    quotas: list[CatalogueQuota]
    quota_zones: list[CatalogueQuotaZone]


class OrderTakenIn(Noted):
    """An order with all that its source says of it, so that one that is not here can be made."""

    order: TakenInOrder
    tickets: list[TakenInTicket]
    persons: list[PersonReference]
    notes: list[TakenInNote]
    payments: list[TakenInPayment]
    refunds: list[TakenInRefund]
    invoices: list[TakenInInvoice]


class OrderSold(Noted, WithLowered, WithReservation):
    """A sale with all that was taken for it; `persons` are new ones, an `invoice` is what it is paid by later."""

    order: SoldOrder
    tickets: list[SoldTicket]
    persons: list[PersonReference]
    payments: list[Received]
    invoice: NumberedPaper | None


class SaleAborted(Noted):
    """A sale, by its order and its operation, that was taken back before anything was handed out."""

    order: str
    sale: str
    refunds: list[AbortedPayment]


class TicketsCancelled(Noted):
    """The cross: ticket and place, never money."""

    order: str
    hold_until: int
    tickets: list[Clicked]


class CancellationFinished(Noted, WithCreditNote, WithNotice, WithPaid, WithToSale):
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


class RefundPaidOut(Noted, WithRounding, WithGiven, WithMadeOf):
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


class CreditRefunded(Noted):
    """What was paid beyond what is owed, given back."""

    order: str
    refunds: list[RefundRow]
    reason: str


class CustomerTold(Noted):
    """How the customer heard of cancellations."""

    order: str
    cancels: list[str]
    how: str


class CustomerNotTold(Noted):
    """The e-mail about cancellations that the centre could not send: `why` is `refused` (by the mail server) or `stale`."""

    order: str
    cancels: list[str]
    why: str


class CustomerChanged(Noted):
    """The new record of an order's customer, and the names of the fields that were typed."""

    order: str
    person: PersonReference
    changed: list[str]


class PersonErased(Noted):
    """Whose data, and which notes, are gone."""

    person: str
    notes: list[str]


class PaymentRecorded(Noted, Received, WithRevival, WithMadeOf, WithOpen):
    """Money received for an order."""

    order: str


class PaymentCorrected(Noted):
    """A `payment` or a `refund` of this `amount` that was recorded by a method that it `was` not; the note says why."""

    order: str
    payment: str | None
    refund: str | None
    was: str
    method: str
    amount: Amount


class OrderSplit(Noted, WithMovedMoney, WithMadeOf):
    """Tickets that leave a reservation, and what was paid for them: before, and with this."""

    order: str
    new: SplitOrder
    tickets: list[SplitTicket]
    payment: Received | None


class OrderReissued(Noted):
    """The whole exchange of an order per invoice."""

    order: str
    without: list[str]
    new: ReissuedOrder
    tickets: list[ReissuedTicket]
    credit_note: NumberedPaper | None
    invoice: NumberedPaper
    moved: list[MovedPayment]


class OrderExchanged(Noted, WithReservation, WithRoundedDown):
    """Old tickets for new ones; `order` is the first old one's. `fee` in minor units; `paper`: where the old paper is."""

    order: str
    new: ExchangedOrder
    gives_back: list[GivenBack]
    tickets: list[SoldTicket]
    moved: list[MovedOut]
    fee: Amount
    payments: list[Received]
    refunds: list[RefundRow]
    paper: str | None


class TicketReplaced(Noted):
    """A ticket whose number is lost, and the `new` one on its place with its number."""

    order: str
    ticket: str
    new: str
    code: str
    position: int


class TicketMoved(Noted, WithReservation, WithHouseHold):
    """A ticket, and its new place."""

    order: str
    ticket: str
    performance: str
    zone: str
    seat: str | None
    seat_name: str | None


class TariffChanged(Noted):
    """A ticket with its new tariff and price, and the difference that came in or goes back."""

    order: str
    ticket: str
    tariff: str
    price: Amount
    payment: Received | None
    refunds: list[RefundRow]


class HolderChanged(Noted):
    """A ticket, and whom it names now."""

    order: str
    ticket: str
    person: PersonReference


class Collected(Noted):
    """The papers of these tickets were given to the customer."""

    order: str
    tickets: list[str]


class TicketsMailed(Noted, WithNotice):
    """These tickets go to the customer by e-mail, as papers to print or to show."""

    order: str
    tickets: list[str]
    how: str


class Printed(Noted, WithPapersBefore):
    """These tickets were printed once more."""

    order: str
    tickets: list[str]


class OrderReleased(Noted, WithCreditNote, WithNotice):
    """Waiting tickets that are given up; `by_rule`: the clock did it. `inform` None: nobody is to be told."""

    order: str
    reason: str
    by_rule: bool
    inform: str | None
    tickets: list[Clicked]


class UnpaidAdmitted(Noted):
    """Whether an invoice's tickets let in before it is paid."""

    order: str
    admit: bool


class CustomerReminded(Noted, WithNotice):
    """Reminder number `number`, from 1; `how`: email or print."""

    order: str
    number: int
    how: str


class NoteAdded(WithMadeOf):
    """A note on an order."""

    order: str
    note: NoteReference


class RepeatedAtSource(Noted):
    """Cancellations that were made at the shop too."""

    order: str
    cancels: list[str]


class CaseClosed(Noted):
    """A person has settled a case; how stands in the note. `order` is the case's."""

    order: str
    case: str


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


class DrawerMoved(Noted):
    """A drawer is opened with its float, or money is put in, taken out or dropped; `what` as `drawer.OPENED` and `drawer.MOVES`."""

    session: str
    what: str
    amounts: list[DrawerAmount]


class Counted(Noted):
    """What lies in a drawer, piece by piece."""

    session: str
    counts: list[CountedCurrency]


class Closed(Noted):
    """The end of a session: its number, which has no gap before it, and all figures of what was done from `first` to `last`.

    `day`: the business day that it was opened on. `waiting`: so many of these operations the centre had not answered yet; None: there
    is no centre.
    """

    session: str
    number: str
    day: str
    opened_at: int
    first: Place
    last: Place
    money: list[ClosedMoney]
    takings: list[ClosedTaking]
    deeds: list[ClosedDeeds]
    no_sales: int
    waiting: int | None
