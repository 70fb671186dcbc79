"""What payloads are made of: references to what lies beside the journal, rows of lists, and what several kinds share.

Ids are texts of 32 hexadecimal digits, instants microseconds UTC, amounts minor units of the order's currency.
"""

from __future__ import annotations

from typing import Annotated, TypedDict

from msgspec import Meta

Amount = Annotated[int, Meta(ge=0, le=10**12)]
"""Money that changes hands, in minor units: never below zero, and not more than any house ever saw."""


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


class CatalogueEvent(TypedDict):
    """A show."""

    id: str
    source: str
    external: str
    name: str
    currency: str


class OnSale(TypedDict, total=False):
    """Where a performance has a seating plan, or its sale ends before it does; older desks say neither."""

    plan: str | None
    online_until: int | None
    reseller_until: int | None
    desk_until: int | None


class CataloguePerformance(OnSale):
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


class WithCondition(TypedDict, total=False):
    """Where a tariff is not everybody's: from how many tickets on, or with which other tariff it goes."""

    least: int
    companion_of: str


class CatalogueTariff(WithCondition):
    """A price inside a zone, in minor units of the performance's currency."""

    id: str
    zone: str
    name: str
    price: Amount
    rank: int


class CataloguePlan(TypedDict):
    """A seating plan, as its file says it."""

    id: str
    name: str
    document: str


class CatalogueSeat(TypedDict):
    """A seat of a plan."""

    plan: str
    seat: str
    name: str
    category: str


class CatalogueZoneCategory(TypedDict):
    """The seats of this category of the plan are in this zone."""

    zone: str
    category: str


class WithPrices(TypedDict, total=False):
    """What is sold, and on which seats; older desks do not say."""

    tariffs: list[CatalogueTariff]
    plans: list[CataloguePlan]
    seats: list[CatalogueSeat]
    zone_categories: list[CatalogueZoneCategory]


class CatalogueHouseHold(TypedDict):
    """Places of a zone that the house keeps; `name` is the venue's own word for them, `made_by` who keeps them."""

    id: str
    performance: str
    zone: str
    kind: str
    name: str | None
    places: Annotated[int, Meta(ge=1, le=200_000)]
    until: int | None
    made_by: str | None


class CatalogueHouseHoldSeat(TypedDict):
    """A seat that a house hold keeps."""

    performance: str
    seat: str
    house_hold: str


class WithHouseHolds(TypedDict, total=False):
    """What the house keeps; older books say nothing of it."""

    house_holds: list[CatalogueHouseHold]
    house_hold_seats: list[CatalogueHouseHoldSeat]


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


class Clicked(TypedDict):
    """A ticket and the id of its cancellation."""

    ticket: str
    cancellation: str


class RefundRow(TypedDict):
    """An amount of a payment that goes back by a method; 0 by `nothing` is a row too. Of credit it names no ticket."""

    id: str
    ticket: str | None
    payment: str | None
    method: str
    amount: Amount


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


class WithPapersBefore(TypedDict, total=False):
    """Those of the tickets whose first paper had been given out and was not printed from here; older desks do not say."""

    given_before: list[str]


class WithMachine(TypedDict, total=False):
    """Where a second machine with one desk's journal goes on as a desk of its own: the id of the desk that both were (C24)."""

    parted_from: str


class WithNotice(TypedDict, total=False):
    """Where the customer is told by e-mail by the centre: the desk that made the operation had one."""

    centre_mails: bool


class NewNumber(TypedDict):
    """The ticket `new` that stands in the place of what a cancellation took, with its number."""

    cancellation: str
    new: str
    code: str
    position: int


class WithNewNumbers(TypedDict, total=False):
    """Each ticket comes back under a new number; without it under its old one, as versions before 2 had it."""

    again: list[NewNumber]


class Revival(WithNewNumbers):
    """What late money brings back: cancellations of a release, and the invoice it is paid by (None: there was none)."""

    cancels: list[str]
    invoice: NumberedPaper | None


class WithRevival(TypedDict, total=False):
    """Where it came too late, and all places were still free."""

    revives: Revival


class WithOpen(TypedDict, total=False):
    """What was open of the order when its money was taken, in minor units (below 0: its credit); older desks do not say."""

    open: int


class WithPaid(TypedDict, total=False):
    """What had been paid for the order when its cancellation was finished, in minor units; older desks do not say."""

    paid: int


class MadeOf(TypedDict):
    """The number of an order that was made of others, and those by id, the nearest first."""

    number: str
    orders: list[str]


class WithMadeOf(TypedDict, total=False):
    """Where the centre had not told of the order yet: what it was made of, if its making should be refused."""

    made_of: MadeOf


class WithGiven(TypedDict, total=False):
    """What each refund was, so that money that left is recorded also where the promise of it was refused."""

    given: list[RefundRow]


class WithRounding(TypedDict, total=False):
    """Where cash was counted out: by how much it was more, or below zero less, than was promised."""

    rounding: int


class TerminalBooking(TypedDict):
    """What the card terminal calls a payment: its own name, the trace and the receipt's number."""

    name: str | None
    trace: int | None
    receipt: int | None


class WithTerminal(TypedDict, total=False):
    """Where a card was charged by the terminal of the desk: what it calls that."""

    terminal: TerminalBooking


class Received(WithTerminal):
    """Money taken at the desk: in cash `amount` is what was owed plus `rounding`."""

    id: str
    method: str
    amount: Amount
    rounding: int


class SoldOrder(TypedDict):
    """The order of a sale; `method` is that of its largest payment, or how it is paid later."""

    id: str
    number: str
    method: str
    currency: str
    due_at: int | None
    customer: str | None


class WithHouseHold(TypedDict, total=False):
    """Where the place comes from what the house keeps: from which house hold."""

    house_hold: str


class WithToSale(TypedDict, total=False):
    """Where places that came from a house hold do not go back to it: everybody may have them."""

    to_sale: bool


class SoldTicket(WithHouseHold):
    """A new ticket; `code` is its number. `commission` is fixed here, None where the venue has no rule for it."""

    id: str
    position: int
    code: str
    performance: str
    zone: str
    tariff: str
    seat: str | None
    seat_name: str | None
    price: Amount
    commission: int | None
    holder: str | None


class LoweredPrice(TypedDict):
    """A ticket that costs less than its tariff says: that was `full`."""

    ticket: str
    full: Amount


class WithLowered(TypedDict, total=False):
    """Where somebody lowered a price; why stands in the note."""

    lowered: list[LoweredPrice]


class ExchangedOrder(TypedDict):
    """The order that has the new tickets; its customer is that of the first old one."""

    id: str
    number: str
    currency: str
    customer: str | None


class GivenBack(TypedDict):
    """A ticket that is exchanged, and the new one that stands in its place."""

    order: str
    ticket: str
    successor: str


MovedOut = TypedDict("MovedOut", {"order": str, "out": str, "in": str, "method": str, "amount": Amount})
"""Money of an old `order` that pays for the new tickets: its line there and in the new order."""


class RoundedDown(TypedDict):
    """By how much coins made less of what an old `order` was paid with than its tickets cost; below zero."""

    order: str
    amount: Annotated[int, Meta(ge=-(10**12), lt=0)]


class WithRoundedDown(TypedDict, total=False):
    """Where coins made less of what the old tickets were paid with: that goes over with their money."""

    rounded: list[RoundedDown]


class WithReservation(TypedDict, total=False):
    """Where its places were set aside at the centre: for which cart."""

    reservation: str


class AbortedPayment(TypedDict):
    """A payment that went back as it came; `rounding` was that of the payment."""

    id: str
    payment: str
    method: str
    amount: Amount
    rounding: int


class SplitOrder(TypedDict):
    """The order that takes tickets over."""

    id: str
    number: str
    method: str


class SplitTicket(TypedDict):
    """A ticket and its position in the new order."""

    ticket: str
    position: int


class WithMovedMoney(TypedDict, total=False):
    """Where something had been paid already, and goes over with the tickets."""

    moved: list[MovedPayment]


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


class DrawerAmount(TypedDict):
    """Cash in one currency."""

    currency: str
    amount: Amount


class CountedPieces(TypedDict):
    """So many notes or coins of one value."""

    value: Amount
    pieces: Annotated[int, Meta(ge=0, le=100_000)]


class CountedCurrency(TypedDict):
    """The notes and coins of one currency."""

    currency: str
    pieces: list[CountedPieces]


class Place(TypedDict):
    """Where in a journal an operation stands."""

    epoch: str
    seq: int


class ClosedMoney(TypedDict):
    """One currency's drawer at its closing: what moved it, what was counted, and what is left in it. `taken_ever` and `given_ever`: all
    cash over all closings of this desk, this one included.
    """

    currency: str
    float: int
    earlier: int
    payments: int
    refunds: int
    put_in: int
    taken_out: int
    dropped: int
    expected: int
    counted: int
    left: int
    taken_ever: int
    given_ever: int


class ClosedTaking(TypedDict):
    """What came in and went out by one method in one currency."""

    method: str
    currency: str
    taken: int
    given: int
    count: int


class ClosedDeeds(TypedDict):
    """How many operations of one kind there were."""

    kind: str
    count: int
