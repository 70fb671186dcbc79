"""What tickets can be exchanged for: the dates of their event, then the others, and on a date what is most like them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.desk.choosing import Wanted
from ticketoffice.desk.exchanging import Offer, exchangeable, offer
from ticketoffice.desk.find import very_order_of
from ticketoffice.desk.hand_out import given_at_once_by
from ticketoffice.desk.on_sale import ZoneOnSale, on_sale, performance_on_sale
from ticketoffice.desk.show import show
from ticketoffice.desk.views import TicketView
from ticketoffice.domain import money
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.exchange import Kind, most_alike
from ticketoffice.domain.rules import VenueRules

if TYPE_CHECKING:
    from ticketoffice.domain.situation import Dossier
    from ticketoffice.store.book import Book

MENDED_THERE = ("sold_out", "nothing_chosen", "places_unknown", "group_too_small", "companion_alone")
"""Why what is wanted cannot be had, where other groups of it can."""
AS_PAID = ""
"""In the place of a refund method: each part as it was paid."""


class DateOnSale(Struct, frozen=True):
    """A performance that a ticket may be exchanged for. `same`: it is one of the old tickets' event; `old`: it is their own."""

    id: str
    event: str
    starts_at: int
    timezone: str
    free: int | None
    same: bool
    old: bool


class Refunding(Struct, frozen=True):
    """How money is given back: the methods, the likely one, and those by which it is given at once."""

    methods: tuple[str, ...]
    method: str
    at_once: tuple[str, ...]


class Exchangeable(Struct, frozen=True):
    """Old tickets that may be exchanged: what they cost, what they may become, and how a difference is given back."""

    tickets: tuple[str, ...]
    worth: int
    currency: str
    dates: tuple[DateOnSale, ...]
    refunding: Refunding


class Group(Struct, frozen=True):
    """So many tickets of a zone (its id) and a tariff (its name)."""

    zone: str
    tariff: str
    count: int


class Proposal(Struct, frozen=True):
    """What is wanted on a date: the zones that it has, the groups, and what they come to; `problem` is why they cannot be had."""

    performance: str
    zones: tuple[ZoneOnSale, ...]
    groups: tuple[Group, ...]
    offer: Offer | None
    problem: RuleBroken | None = None


class ForCart(Struct, frozen=True):
    """What old tickets and a cart come to, and how a difference is given back."""

    offer: Offer
    refunding: Refunding


def old_ticket(book: Book, text: str, *, beside: Sequence[str] = ()) -> TicketView:
    """The ticket that a code, a short number or the number of an order with one live ticket means, if it may be exchanged now.

    `beside`: those that are given back already. Raises RuleBroken `not_found`, `given_back_twice`, `which_ticket`, and what
    `exchange` refuses.
    """
    order, ticket = very_order_of(book, text)
    view = show(book, order)
    if ticket is None:
        live = [one for one in view.tickets if one.state in ("valid", "held", "used") and one.ticket not in beside]
        if len(live) != 1:
            raise RuleBroken("which_ticket", data={"order": view.number})
        ticket = live[0].ticket
    if ticket in beside:
        raise RuleBroken("given_back_twice", data={"ticket": ticket})
    with book.read() as reading:
        exchangeable(reading, [ticket], at=book.clock.now())
    return next(one for one in view.tickets if one.ticket == ticket)


def for_cart(book: Book, tickets: Sequence[str], wanted: Sequence[Wanted]) -> ForCart:
    """What exchanging these tickets (ids) for a cart would be now. Raises RuleBroken as `exchange`."""
    found = offer(book, tickets, wanted)
    with book.read() as reading:
        old, rules = exchangeable(reading, tickets, at=book.clock.now()), reading.rules()
    dossiers = list({dossier.order.id: dossier for dossier, _ in old}.values())
    return ForCart(found, refunding(dossiers, rules))


def refunding(dossiers: Sequence[Dossier], rules: VenueRules) -> Refunding:
    """The refund methods of the venue that give something. The likely one is how the orders were paid: where they were paid in
    several ways, each part goes back as it came (`AS_PAID`).
    """
    methods = tuple(method for method in rules.methods if method != "nothing") or rules.methods
    ways = {money.refund_method(p.method, rules=rules) for d in dossiers for p in d.payments if p.amount > 0}
    if len(ways) > 1:
        methods = (AS_PAID, *methods)
    likely = ways.pop() if len(ways) == 1 else AS_PAID
    return Refunding(methods, likely if likely in methods else methods[0], given_at_once_by(methods))


def exchangeable_for(book: Book, tickets: Sequence[str]) -> Exchangeable:
    """What these tickets (ids) may be exchanged for, the dates of their own events first. Raises RuleBroken as `exchange`, and
    `nothing_on_sale` where no performance has prices in their currency.
    """
    sold = on_sale(book)
    with book.read() as reading:
        old = exchangeable(reading, tickets, at=book.clock.now())
        known = reading.catalogue.performances([p.id for p in sold] + [t.performance for _, t in old])
        rules = reading.rules()
    own = {ticket.performance for _, ticket in old}
    events = {known[name].event for name in own}
    currency = old[0][0].order.currency
    dates = [
        DateOnSale(p.id, p.event, p.starts_at, p.timezone, p.free, known[p.id].event in events, p.id in own)
        for p in sold
        if known[p.id].currency == currency
    ]
    if not dates:
        raise RuleBroken("nothing_on_sale")
    dossiers = list({dossier.order.id: dossier for dossier, _ in old}.values())
    worth = sum(ticket.price for _, ticket in old)
    return Exchangeable(tuple(t.id for _, t in old), worth, currency, in_turn(dates), refunding(dossiers, rules))


def in_turn(dates: Sequence[DateOnSale]) -> tuple[DateOnSale, ...]:
    """The same event first, then the others; of each what is soonest after the old tickets' own date, then what was before that. An old
    date of the same event stands before all: 18 November, given back, then 25 November, 11 November, and others from the 18th on.
    """
    own = min((date.starts_at for date in dates if date.old), default=0)
    return tuple(sorted(dates, key=lambda date: (not date.same, date.starts_at < own, not date.old, date.starts_at)))


def proposal(
    book: Book, tickets: Sequence[str], *, performance: str, groups: Sequence[Group] | None = None
) -> Proposal:
    """What these tickets would become on a date: the `groups`, or as many as there are of what is most like them, on the best
    seats. Holds nothing. Raises RuleBroken where the old tickets cannot be exchanged.
    """
    found = performance_on_sale(book, performance)
    wished = tuple(groups) if groups is not None else _alike(book, tickets, found.zones)
    wanted = [Wanted(performance, g.zone, g.tariff) for g in wished for _ in range(g.count)]
    try:
        return Proposal(performance, found.zones, wished, offer(book, tickets, wanted))
    except RuleBroken as no:
        if no.code not in MENDED_THERE:
            raise
        return Proposal(performance, found.zones, wished, None, no)


def _alike(book: Book, tickets: Sequence[str], zones: Sequence[ZoneOnSale]) -> tuple[Group, ...]:
    with book.read() as reading:
        old = list(reading.tickets(tickets).values())
        names = {zone.id: zone.name for zone in reading.catalogue.zones([t.performance for t in old]).values()}
    ids = {zone.name: zone.id for zone in zones}
    left = Counter(ticket.zone for ticket in old)
    kinds = [
        Kind(zone.name, tariff.name, tariff.price, None if zone.free is None else zone.free + left[zone.id])
        for zone in zones
        for tariff in zone.tariffs
    ]
    counts = Counter[tuple[str, str]]()
    for ticket in sorted(old, key=lambda ticket: ticket.position):
        kind = most_alike(kinds, Kind(names[ticket.zone], ticket.tariff, ticket.price))
        counts[ids[kind.zone], kind.tariff] += 1
    return tuple(Group(zone, tariff, count) for (zone, tariff), count in counts.items())


def as_offered(offered: Offer) -> list[Wanted]:
    """What was offered, as it is to be sold now: on those very seats."""
    return [
        Wanted(line.performance.id, line.zone.id, line.tariff.name, line.seat, line.price) for line in offered.new.lines
    ]
