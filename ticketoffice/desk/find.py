"""Finding: one field, any key, best first, and why each row matched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from ticketoffice.desk.reasons import reasons
from ticketoffice.desk.show import printed_state
from ticketoffice.desk.views import Found, FoundTicketView, FoundView
from ticketoffice.desk.words import method_words
from ticketoffice.domain import mixed
from ticketoffice.domain import order as orders
from ticketoffice.domain.calendar import day_of, is_over
from ticketoffice.domain.canonical import clean_text
from ticketoffice.domain.cross import glance
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.operation import PersonRecord
from ticketoffice.domain.order_words import Query
from ticketoffice.domain.seats import seat_query
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import LIVE_STATES, Event, Performance, Ticket, TicketState
from ticketoffice.domain.words import fold, phone_digits

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.reading import Reading
    from ticketoffice.store.search import Hit
    from ticketoffice.store.summaries import OrderSummary

RECENT = 20
LOOKED_AT = 100
SHORTEST_SAME = 7
"""Digits of a phone number that is somebody's own."""


def find(book: Book, text: str, *, limit: int = 50) -> Found:
    """The orders that match, best first; an empty query finds nothing."""
    query = clean_text(text) or ""
    if not query:
        return Found(text, (), None, None, 0)
    with book.read() as reading:
        hits = reading.search(query, readings=_readings(query), today=book.clock.now(), limit=limit)
        rows = _rows(reading, hits, text=query, now=book.clock.now())
        searched = 0 if hits else reading.count_orders()
    exact = next((hit for hit in hits if hit.exact), None)
    return Found(text, tuple(rows), exact.order if exact else None, exact.ticket if exact else None, searched)


def _readings(query: str) -> tuple[mixed.Reading, ...]:
    return mixed.readings(query, methods=method_words())


def recent(book: Book) -> Found:
    """The orders that this desk worked on last, newest first: what an empty field shows."""
    with book.read() as reading:
        rows = _rows(reading, _recent(reading), text="")
        searched = 0 if rows else reading.count_orders()
    return Found("", tuple(rows), None, None, searched)


def recent_tickets(book: Book) -> tuple[FoundTicketView, ...]:
    """The tickets of these orders."""
    with book.read() as reading:
        orders_of = [hit.order for hit in _recent(reading)]
        looked = _Looked(reading, orders_of, now=book.clock.now())
        return tuple(row for order in orders_of for row in looked.ticket_rows(order, only=None))


def others_of_customer(book: Book, order: str) -> tuple[FoundView, ...]:
    """Other orders with the e-mail address or the phone number of this order's customer, the nearest first."""
    with book.read() as reading:
        mine = reading.summaries.of([order])[order].customer
        email, phone = (mine.get("email") or "").casefold(), phone_digits(mine.get("phone") or "")
        hits: dict[str, Hit] = {}
        for asked in (email, phone if len(phone) >= SHORTEST_SAME else ""):
            if asked:
                hits |= {hit.order: hit for hit in reading.search(asked, today=book.clock.now(), limit=LOOKED_AT)}
        known = reading.summaries.of([name for name in hits if name != order])
        same = [
            hits[name]
            for name, summary in known.items()
            if (email and (summary.customer.get("email") or "").casefold() == email)
            or (phone and phone_digits(summary.customer.get("phone") or "") == phone)
        ]
        return tuple(_rows(reading, same[:RECENT], text=""))


def _recent(reading: Reading) -> list[Hit]:
    from ticketoffice.store.search import Hit

    return [Hit(order, None, None, False, "recent") for order in reading.history.worked_on(limit=RECENT)]


def _rows(reading: Reading, hits: Sequence[Hit], *, text: str, now: int = 0) -> list[FoundView]:
    """The result rows, best first; no order is loaded whole for them. `now` says what day a mixed query means."""
    is_dated = any(hit.reading is not None and hit.reading.taken for hit in hits)
    today = day_of(now, timezone=reading.rules().timezone if is_dated else "UTC")
    known = reading.summaries.of([hit.order for hit in hits])
    performances = reading.catalogue.performances([t.performance for s in known.values() for t in s.tickets])
    events = reading.catalogue.events([p.event for p in performances.values()])
    names = {
        order: [events[performances[t.performance].event].name for t in summary.tickets]
        for order, summary in known.items()
    }
    why = reasons(reading, hits, known=known, events=names, performances=performances, text=text, today=today)
    rows = []
    for hit in sorted(hits, key=lambda hit: (hit.place, why[hit.order].rank, why[hit.order].apart)):
        summary, reason = known[hit.order], why[hit.order]
        shown = _shown_performance(summary, wanted=hit.performance, performances=performances)
        live = [t for t in summary.tickets if t.state in LIVE_STATES]
        rows.append(
            FoundView(
                order=hit.order,
                number=summary.number,
                state=orders.state_of(
                    expired=summary.expired, tickets=[(t.state, t.replaced) for t in summary.tickets]
                ),
                customer=summary.customer.get("name") or summary.customer.get("company"),
                email=summary.customer.get("email"),
                event=events[shown.event].name if shown else "",
                starts_at=shown.starts_at if shown else None,
                timezone=shown.timezone if shown else "UTC",
                tickets=sum(t.count for t in live or summary.tickets),
                total=sum(t.total for t in live),
                currency=summary.currency,
                created_at=summary.created_at,
                matched=reason.kind,
                match_text=reason.text,
                ticket=hit.ticket,
            )
        )
    return rows


def _shown_performance(
    summary: OrderSummary, *, wanted: str | None, performances: Mapping[str, Performance]
) -> Performance | None:
    if wanted in performances:
        return performances[str(wanted)]
    found = [performances[t.performance] for t in summary.tickets]
    return min(found, key=lambda p: p.starts_at) if found else None


def find_tickets(book: Book, text: str, *, limit: int = 50) -> tuple[FoundTicketView, ...]:
    """The same as a row a ticket: the ticket whose number was typed, or all of each found order. Those on the seat that
    was typed come first, and within its order the one whose holder was.
    """
    query = clean_text(text) or ""
    if not query:
        return ()
    with book.read() as reading:
        hits = reading.search(query, readings=_readings(query), today=book.clock.now(), limit=limit)
        looked = _Looked(reading, [hit.order for hit in hits], now=book.clock.now())
        found: list[tuple[tuple[bool, bool, bool], FoundTicketView]] = []
        for hit in hits:
            near = _nearness(hit, query=query, start=looked.start(hit.performance))
            rows = [(near(row), row) for row in looked.ticket_rows(hit.order, only=hit.ticket)]
            found += sorted(rows, key=itemgetter(0))
    found.sort(key=lambda one: one[0][0])
    return tuple(row for _, row in found[:limit])


def _nearness(hit: Hit, *, query: str, start: int | None) -> Callable[[FoundTicketView], tuple[bool, bool, bool]]:
    """How far one of the tickets of a found order is from what was meant: not on the seat that was named, then not at the
    performance (its start), then not held by who was typed.
    """
    meant, plain = hit.reading, seat_query(query)
    seats = meant.seats if meant is not None else (plain,) if plain is not None else ()
    asked = Query.of(query if meant is None else meant.text)

    def off(row: FoundTicketView) -> tuple[bool, bool, bool]:
        then = meant is None or not meant.says_when or row.starts_at == start
        sits = then and any(seat.is_at(row.seat or "") for seat in seats)
        return not sits, not then, not asked.is_all_of(fold(row.holder or ""))

    return off


def order_of(book: Book, text: str) -> tuple[str, str | None]:
    """(order, ticket) of an order number, ticket number or short number, to be looked at; what was printed for a change that
    the centre refused means the order that stands. Raises RuleBroken `not_found`.
    """
    wanted = text.strip()
    with book.read() as reading:
        found = _named(reading, wanted)
        never = reading.refused_paper(wanted) if found is None else None
    if found is not None:
        return found
    if never is None:
        raise RuleBroken("not_found", data={"text": wanted[:80]})
    return never[0], None


def very_order_of(book: Book, text: str) -> tuple[str, str | None]:
    """The same, to be worked on: raises RuleBroken `change_refused` where it was never made, else `not_found`."""
    wanted = text.strip()
    with book.read() as reading:
        found = _named(reading, wanted)
        never = reading.refused_paper(wanted) if found is None else None
        number = reading.order_numbers([never[0]])[never[0]] if never is not None else None
    if number is not None:
        raise RuleBroken("change_refused", data={"text": wanted[:80], "order": number}, next=(f"show {number}",))
    if found is None:
        raise RuleBroken("not_found", data={"text": wanted[:80]})
    return found


def _named(reading: Reading, wanted: str) -> tuple[str, str | None] | None:
    """As it was typed comes before another case: an order's very number, then a ticket's, then either with other letters."""
    order = reading.order_id(wanted, as_typed=True)
    if order is not None:
        return order, None
    ticket = reading.ticket_of_code(wanted)
    if ticket is not None:
        return ticket
    order = reading.order_id(wanted)
    return (order, None) if order is not None else reading.ticket_of_short(wanted)


def ticket_of(book: Book, text: str) -> str | None:
    """The ticket that is meant where only a ticket can be: also one whose short number is some order's number."""
    wanted = text.strip()
    with book.read() as reading:
        found = reading.ticket_of_code(wanted) or reading.ticket_of_short(wanted)
    return found[1] if found is not None else very_order_of(book, wanted)[1]


class _Looked:
    """Found orders with all that a ticket's row names; of those that goodwill may be offered for, their money too."""

    def __init__(self, reading: Reading, ids: Iterable[str], *, now: int) -> None:
        self._now = now
        self._dossiers: dict[str, Dossier] = reading.dossiers(list(ids), only=("tickets",))
        tickets = [t for d in self._dossiers.values() for t in d.tickets]
        self._performances: Mapping[str, Performance] = reading.catalogue.performances([t.performance for t in tickets])
        asks = [order for order, dossier in self._dossiers.items() if any(map(self._is_past, dossier.tickets))]
        self._dossiers |= reading.dossiers(asks, only=("tickets", "payments", "refunds"))
        self._events: Mapping[str, Event] = reading.catalogue.events([p.event for p in self._performances.values()])
        self._people: Mapping[str, PersonRecord] = reading.persons([t.holder for t in tickets if t.holder])

    def _is_past(self, ticket: Ticket) -> bool:
        return ticket.state == TicketState.USED or is_over(self._performances[ticket.performance], at=self._now)

    def _holder(self, ticket: Ticket) -> str | None:
        record = self._people.get(ticket.holder or "")
        return record.fields.get("name") if record else None

    def start(self, performance: str | None) -> int | None:
        """When a performance of a found order starts."""
        known = self._performances.get(performance or "")
        return known.starts_at if known else None

    def ticket_rows(self, order: str, *, only: str | None) -> list[FoundTicketView]:
        """A row for each ticket of an order, or for the one that was asked for."""
        dossier = self._dossiers[order]
        rows = []
        for ticket in dossier.tickets:
            if only is not None and ticket.id != only:
                continue
            performance = self._performances[ticket.performance]
            rows.append(
                FoundTicketView(
                    order=order,
                    order_number=dossier.order.number,
                    ticket=ticket.id,
                    number=ticket.number,
                    short=f"{dossier.order.number}-{ticket.position}",
                    holder=self._holder(ticket),
                    event=self._events[performance.event].name,
                    starts_at=performance.starts_at,
                    timezone=performance.timezone,
                    seat=ticket.seat_name or ticket.seat,
                    state=printed_state(ticket, dossier.cancellation_of(ticket.id)),
                    price=ticket.price,
                    currency=dossier.order.currency,
                    cross=glance(dossier, ticket=ticket, performance=performance, at=self._now),
                )
            )
        return rows
