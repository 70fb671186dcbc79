"""The frozen rows that the desk shows: what queries return and screens and the command line print.

Nothing here computes. Money is integer minor units beside a currency; instants are microseconds UTC; codes (states,
methods, reasons) are the stable words of the commands, which each face translates.
"""

from __future__ import annotations

from msgspec import Struct

from ticketoffice.desk.report_views import CaseLine
from ticketoffice.desk.waiting import WaitingView
from ticketoffice.domain.cross import Cross
from ticketoffice.domain.money import RefundShare


class PersonView(Struct, frozen=True):
    """A customer: only what is known; `revision` counts changes."""

    person: str
    name: str | None
    company: str | None
    email: str | None
    phone: str | None
    language: str | None
    revision: int


class RefundView(Struct, frozen=True):
    """One refund line. `is_owed`: the money has not left yet; withdrawn refunds are not shown.

    A refund before the import is not owed, also where nobody knows when it was paid.
    """

    refund: str
    ticket: str | None
    payment: str | None
    method: str
    amount: int
    promised_at: int | None
    paid_at: int | None
    reason: str | None
    goodwill: bool
    is_owed: bool


class CancelledView(Struct, frozen=True):
    """How a ticket was cancelled. `final`: Keep is over, only Reinstate remains. Unknown (before the import): None.

    `open` is what comes next, or None: unfinished (reason and refund are to be said), hand_out (its money is to be given
    here), keep (it can still be kept), tell (the customer does not know), pay (somebody else must send the money).
    `notice` is what became of the mail about it: None, queued, sent, withdrawn, stale (a person must send it) or
    refused (by the mail server; `notice_error` says how). Of one that the centre sends: all but withdrawn.
    Its times are read in `timezone`, the venue's.
    """

    at: int | None
    by: str | None
    reason: str | None
    note: str | None
    paper: str | None
    inform: str | None
    told_at: int | None
    refunds: tuple[RefundView, ...]
    finished: bool
    final: bool
    hold_until: int | None
    open: str | None
    notice: str | None = None
    notice_error: str | None = None
    timezone: str = "UTC"


class HeldAs(Struct, frozen=True):
    """What the house keeps places as: a kind, and perhaps a name of its own."""

    kind: str
    name: str | None


class TicketView(Struct, frozen=True):
    """A row of the tickets table, with what its cross does. `state`: valid, held, used, cancelled, exchanged,
    displaced. `copies`: how many papers of it there are as it stands; `collected_at`: when that was given out.

    `sync`: how far the last word of this desk on it has come (local, sent, accepted, refused, contested); `sync_open`: the
    same where the desk has a centre and that is still open. `held_as`: its place comes from what the house keeps now, and would go back.
    """

    ticket: str
    number: str
    short: str
    holder: str | None
    performance: str
    event: str
    starts_at: int
    timezone: str
    zone: str
    tariff: str
    seat: str | None
    price: int
    currency: str
    state: str
    cross: Cross
    used_at: int | None
    cancelled: CancelledView | None
    predecessor: str | None
    successor: str | None
    commission: int | None
    sync: str
    sync_open: str | None
    reinstated: bool = False
    copies: int = 0
    collected_at: int | None = None
    held_as: HeldAs | None = None


class PaymentView(Struct, frozen=True):
    """A payment; below zero when it was moved to another order (`counterpart`, an order number)."""

    payment: str
    method: str
    amount: int
    paid_at: int | None
    refunded: int
    counterpart: str | None
    taken_in: bool


class InvoiceView(Struct, frozen=True):
    """A paper of the order: kind invoice or credit_note."""

    number: str
    kind: str
    amount: int
    issued_at: int | None
    cancelled_at: int | None


class InvoiceLine(Struct, frozen=True):
    """One ticket on an invoice; the price in minor units of the invoice's currency."""

    event: str
    starts_at: int
    timezone: str
    place: str
    tariff: str
    price: int


class InvoicePaper(Struct, frozen=True):
    """An invoice or credit note as it is printed. Amounts in minor units; `issued_on` and `due_on` are "YYYY-MM-DD".

    `kind`: invoice or credit_note; `cancels`: the invoice that a credit note takes back; `other`: what the amount holds
    beside the tickets (fees of an imported invoice); `open`: what is still to be paid on its order.
    """

    number: str
    kind: str
    cancels: str | None
    order_number: str
    replaces: str | None
    issued_on: str | None
    due_on: str | None
    cancelled: bool
    language: str
    letterhead: tuple[str, ...]
    recipient: tuple[str, ...]
    pay_to: tuple[str, ...]
    lines: tuple[InvoiceLine, ...]
    other: int
    amount: int
    paid: int
    open: int
    currency: str


class NoteView(Struct, frozen=True):
    """A note: who (a name, or None before the import) and when."""

    text: str
    at: int | None
    by: str | None


class ValueChange(Struct, frozen=True):
    """One field of a customer before and after a change; both None where the data was erased since."""

    field: str
    old: str | None
    new: str | None


class HistoryView(Struct, frozen=True):
    """One line of an order's history, newest first: an operation's kind and what a reader wants to know of it.

    `details` are pairs of code and value (ticket short numbers, reason, method, amount text-free codes). `sync`: how far
    an operation of this desk has come at its centre; None for others' and for a desk alone. `refused`: why it changed nothing
    (`case_words.words_of`), whoever did it. `values`: what a change of the customer changed. `note`: what was written beside it.
    `operation` None: what was done is not here, and the order's own rows say it (`copied_history`).
    """

    operation: str | None
    kind: str
    at: int | None
    by: str | None
    second_person: str | None
    tickets: tuple[str, ...]
    details: tuple[tuple[str, str | int], ...]
    sync: str | None
    refused: str | None
    values: tuple[ValueChange, ...] = ()
    note: str | None = None


class OrderView(Struct, frozen=True):
    """An order as the panel shows it. `state`: paid, pending, partly_cancelled, cancelled, expired. `methods`: all by which it is called.

    `balance` is what the customer owes (below zero: credit). `due_on` and `expires_on` are dates "YYYY-MM-DD" in the venue's
    zone. `source` None: made here. `splittable`: a pending on-site order. `whole`: the tickets that cancelling the whole order
    takes. `credit`: what of it can be given back now. `revives_for`: it was released or cancelled unpaid, and this amount would
    bring it back. `to_pay`: what a payment takes that names no amount (`desk.payment.open_of`). `was_open`: what was open when it
    was given up, less what came since. `is_late`: it was given up, so money that still comes is booked whatever it is. `waits` says
    until when it waits, and what is due of it; `can_release` and `can_admit_unpaid` whether a person may release it, or let it in
    unpaid (or no longer), at all. `cases`: what needs somebody. `timezone`: the venue's, in which deeds are read; a performance's
    own times are read in its own.
    """

    order: str
    number: str
    state: str
    method: str
    methods: tuple[str, ...]
    currency: str
    customer: PersonView | None
    created_at: int | None
    due_on: str | None
    expires_on: str | None
    overdue: bool
    total: int
    paid: int
    refunded: int
    balance: int
    credit: int
    commission: int | None
    live_tickets: int
    invoice: str | None
    invoices: tuple[InvoiceView, ...]
    source: str | None
    splittable: bool
    admit_unpaid: bool
    notes: tuple[NoteView, ...]
    tickets: tuple[TicketView, ...]
    whole: tuple[str, ...]
    payments: tuple[PaymentView, ...]
    refunds: tuple[RefundView, ...]
    history: tuple[HistoryView, ...]
    predecessor: str | None
    successor: str | None
    revives_for: int | None = None
    to_pay: int = 0
    was_open: int = 0
    is_late: bool = False
    waits: WaitingView | None = None
    can_release: bool = False
    can_admit_unpaid: bool = False
    cases: tuple[CaseLine, ...] = ()
    timezone: str = "UTC"


class FoundView(Struct, frozen=True):
    """A result row: one order. `matched` says why: name, holder, company, email, number, ticket, phone, seat,
    invoice, note, event, date, payment (taken at this desk on that day), amount, method.

    `match_text` is the value that matched (a day as 2026-11-06, an amount as 60.00, a method by its code); `ticket` is
    set when the query was exactly one ticket's number.
    """

    order: str
    number: str
    state: str
    customer: str | None
    email: str | None
    event: str
    starts_at: int | None
    timezone: str
    tickets: int
    total: int
    currency: str
    created_at: int | None
    matched: str
    match_text: str | None
    ticket: str | None


class FoundTicketView(Struct, frozen=True):
    """A result row of the Tickets list: one ticket, with what its cross does as far as a row can know."""

    order: str
    order_number: str
    ticket: str
    number: str
    short: str
    holder: str | None
    event: str
    starts_at: int
    timezone: str
    seat: str | None
    state: str
    price: int
    currency: str
    cross: Cross


class Found(Struct, frozen=True):
    """The answer to one query; `exact` is the order to open on Enter or scan, `exact_ticket` the row to select there.

    `searched` is how many orders were looked at, counted only where nothing was found.
    """

    query: str
    orders: tuple[FoundView, ...]
    exact: str | None
    exact_ticket: str | None
    searched: int


class StripView(Struct, frozen=True):
    """What the strip shows for the open cancellations of one order, or a panel for tickets that would be cancelled.

    `keepable`: Keep is possible for all; `reasons` and `methods` are the codes in the venue's order;
    `inform` is the preset (told, email, later); `no_email`: why the customer cannot be
    mailed, a code; `sent_in` is None where nothing would be sent.
    """

    order: str
    order_number: str
    tickets: tuple[TicketView, ...]
    proposals: tuple[RefundShare, ...]
    amount: int
    paid: int
    currency: str
    method: str
    reasons: tuple[str, ...]
    methods: tuple[str, ...]
    inform: str
    can_email: bool
    no_email: str | None
    commission_due: int | None
    keepable: bool
    source: str | None
    needs_second_person: bool


class CheckView(Struct, frozen=True):
    """The control point's answer: GO, LOOK or STOP with its reason; `by` is a person's or desk's name.

    `at` is when it was given; times are read in `timezone`, for an unknown ticket the venue's.
    """

    answer: str
    badge: str | None
    reason: str
    ticket: str | None
    number: str
    short: str | None
    order: str | None
    holder: str | None
    event: str | None
    starts_at: int | None
    timezone: str
    seat: str | None
    since: int | None
    by: str | None
    at: int


class EntranceView(Struct, frozen=True):
    """A performance at the control point: how many are in, of how many tickets; `today`: people come for it now."""

    performance: str
    event: str
    starts_at: int
    timezone: str
    entered: int
    tickets: int
    today: bool


class ZoneFree(Struct, frozen=True):
    """Places of one zone; None where the capacity is unknown. `held` wait for their money, `kept` are the house's own."""

    zone: str
    capacity: int | None
    sold: int
    held: int
    free: int | None
    kept: int = 0


class QuotaFree(Struct, frozen=True):
    """Places of one quota."""

    name: str
    capacity: int | None
    free: int | None


class FreeView(Struct, frozen=True):
    """The free places of a performance."""

    performance: str
    event: str
    starts_at: int
    zones: tuple[ZoneFree, ...]
    quotas: tuple[QuotaFree, ...]


class OpenWork(Struct, frozen=True):
    """A ticket that waits for this desk. `stage`: unfinished (only clicked), hand_out (its money is still to be given)."""

    order: str
    ticket: str
    stage: str
