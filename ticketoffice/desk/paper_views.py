"""What papers of an order are made from, as frozen rows: its tickets, its receipt, the slip of what was cancelled.

Money is integer minor units of the order's currency, instants are microseconds UTC; nothing here is said in a language.
"""

from __future__ import annotations

from msgspec import Struct


class IssuedBy(Struct, frozen=True):
    """Who issues a paper, for which order, and when.

    `organiser`: the lines of the venue's letterhead. `sold_at`: the desk that made the order, or the shop it came from; None
    where no desk has a name, and then `letter` is this desk's. `operation` numbers the operation that made the order; None where
    this book does not have it. `mark`: demo or practice, where nothing is worth anything. `language`: the customer's.
    """

    order: str
    organiser: tuple[str, ...]
    sold_at: str | None
    letter: str
    operation: str | None
    sold_on: int | None
    issued_on: int
    timezone: str
    currency: str
    language: str | None
    mark: str | None


class PaperTicket(Struct, frozen=True):
    """A ticket as its paper needs it. `code` is what the barcode holds; `seat` None: any place of the zone.

    `unpaid`: its order may go in unpaid and still owes. `copies`: papers of it, as it stands, that there are already.
    """

    ticket: str
    code: str
    number: str
    short: str
    event: str
    performance: str
    starts_at: int
    timezone: str
    all_day: bool
    zone: str
    tariff: str
    seat: str | None
    price: int
    holder: str | None
    unpaid: bool
    copies: int = 0


class OrderTickets(Struct, frozen=True):
    """The tickets of one order that are printed, by position."""

    issued: IssuedBy
    tickets: tuple[PaperTicket, ...]


class ReceiptLine(Struct, frozen=True):
    """So many tickets of one performance, zone and tariff at one price each."""

    event: str
    starts_at: int
    timezone: str
    zone: str
    tariff: str
    price: int
    count: int
    seats: tuple[str, ...]


class ReceiptMoney(Struct, frozen=True):
    """A payment or refund: by which method, how much (below zero: it left), when."""

    method: str
    amount: int
    at: int | None


class ReceiptPaper(Struct, frozen=True):
    """What an order cost and how it was paid. `total` = prices + `fees` (not given back, or of an import) + `rounding`.

    total − moneys = `open` − `credit`, of which one is 0.
    """

    issued: IssuedBy
    lines: tuple[ReceiptLine, ...]
    fees: int
    rounding: int
    total: int
    moneys: tuple[ReceiptMoney, ...]
    open: int
    credit: int


class SlipLine(Struct, frozen=True):
    """A cancelled ticket: what came back for it and why. `paid_at` None: not given yet."""

    short: str
    event: str
    starts_at: int
    timezone: str
    place: str
    tariff: str
    price: int
    cancelled_at: int | None
    by: str | None
    reason: str | None
    refunds: tuple[ReceiptMoney, ...]


class SlipPaper(Struct, frozen=True):
    """The cancelled tickets of one order; `fee`: what of their price is not given back; `refunded`: what is, or will be."""

    issued: IssuedBy
    lines: tuple[SlipLine, ...]
    fee: int
    refunded: int
