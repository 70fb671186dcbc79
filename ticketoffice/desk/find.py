"""Finding: one field, any key, best first, and why each row matched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ticketoffice.desk.show import blocked, printed_state
from ticketoffice.desk.views import Found, FoundTicketView, FoundView
from ticketoffice.domain import order as orders
from ticketoffice.domain.canonical import clean_text
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.operation import PersonRecord
from ticketoffice.domain.order_words import Query, why_matched
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import LIVE_STATES, Event, Performance, Ticket
from ticketoffice.domain.words import fold

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.reading import Reading
    from ticketoffice.store.search import Hit
    from ticketoffice.store.summaries import OrderSummary

SHOWN = ("tickets", "notes", "invoices")
RANK = ("number", "ticket", "invoice", "phone", "name", "holder", "company", "email", "seat", "note", "event")


def find(book: Book, text: str, *, limit: int = 50) -> Found:
    """The orders that match, best first; an empty query finds nothing."""
    query = clean_text(text) or ""
    if not query:
        return Found(text, (), None, None, 0)
    with book.read() as reading:
        hits = reading.search(query, today=book.clock.now(), limit=limit)
        rows = _rows(reading, hits, query=Query.of(query))
        searched = 0 if hits else reading.count_orders()
    rows.sort(key=lambda row: RANK.index(row.matched))
    exact = next((hit for hit in hits if hit.exact), None)
    return Found(text, tuple(rows), exact.order if exact else None, exact.ticket if exact else None, searched)


def _rows(reading: Reading, hits: Sequence[Hit], *, query: Query) -> list[FoundView]:
    """The result rows; only what the number, phone or name does not explain is looked at whole."""
    known = reading.summaries([hit.order for hit in hits])
    why = _reasons(reading, hits, known=known, query=query)
    performances = reading.performances_by_id([t.performance for s in known.values() for t in s.tickets])
    events = reading.events([p.event for p in performances.values()])
    rows = []
    for hit in hits:
        summary = known[hit.order]
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
                matched=why[hit.order][0],
                match_text=why[hit.order][1],
                ticket=hit.ticket,
            )
        )
    return rows


def _reasons(
    reading: Reading, hits: Sequence[Hit], *, known: Mapping[str, OrderSummary], query: Query
) -> dict[str, tuple[str, str | None]]:
    """Why each order matched. Its number, phone or name say so at once; holders, and then all else, are asked only if not."""
    why: dict[str, tuple[str, str | None]] = {}
    for hit in hits:
        summary, name = known[hit.order], known[hit.order].customer.get("name")
        if hit.kind == "number":
            why[hit.order] = "number", summary.number
        elif hit.kind == "phone":
            why[hit.order] = "phone", summary.customer.get("phone")
        elif hit.kind is None and name and query.is_all_of(fold(name)):
            why[hit.order] = "name", name
    unnamed = [hit.order for hit in hits if hit.kind is None and hit.order not in why]
    held = reading.holders(unnamed)
    for order in unnamed:
        fields = known[order].customer
        values = [("holder", name) for name in held.get(order, ())]
        values += [(field, fields[field]) for field in ("company", "email") if fields.get(field)]
        found = next(((kind, value) for kind, value in values if query.is_all_of(fold(value))), None)
        if found is not None:
            why[order] = found
    rest = [hit.order for hit in hits if hit.order not in why]
    if rest:
        looked = _Looked(reading, rest)
        why |= {order: looked.reason(order, query=query) for order in rest}
    return why


def _shown_performance(
    summary: OrderSummary, *, wanted: str | None, performances: Mapping[str, Performance]
) -> Performance | None:
    if wanted in performances:
        return performances[str(wanted)]
    found = [performances[t.performance] for t in summary.tickets]
    return min(found, key=lambda p: p.starts_at) if found else None


def find_tickets(book: Book, text: str, *, limit: int = 50) -> tuple[FoundTicketView, ...]:
    """The same as a row a ticket: those tickets of each found order that match, or all of it."""
    query = clean_text(text) or ""
    if not query:
        return ()
    with book.read() as reading:
        hits = reading.search(query, today=book.clock.now(), limit=limit)
        looked = _Looked(reading, [hit.order for hit in hits])
    found = [row for hit in hits for row in looked.ticket_rows(hit.order, only=hit.ticket, now=book.clock.now())]
    return tuple(found[:limit])


def order_of(book: Book, text: str) -> tuple[str, str | None]:
    """(order, ticket) of an order number, ticket number or short number; raises RuleBroken `not_found`."""
    wanted = text.strip()
    with book.read() as reading:
        by_code = reading.ticket_of_code(wanted)
        if by_code is not None:
            return by_code
        order = reading.order_id(wanted)
        if order is not None:
            return order, None
        number, dash, position = wanted.rpartition("-")
        order = reading.order_id(number) if dash and position.isdigit() else None
        if order is not None:
            for ticket in reading.dossiers([order])[order].tickets:
                if ticket.position == int(position):
                    return order, ticket.id
    raise RuleBroken("not_found", data={"text": wanted[:80]})


class _Looked:
    """Found orders with all that a reason or a ticket's row may name."""

    def __init__(self, reading: Reading, ids: Iterable[str]) -> None:
        self._dossiers: Mapping[str, Dossier] = reading.dossiers(list(ids), only=SHOWN)
        tickets = [t for d in self._dossiers.values() for t in d.tickets]
        self._performances: Mapping[str, Performance] = reading.performances_by_id([t.performance for t in tickets])
        self._events: Mapping[str, Event] = reading.events([p.event for p in self._performances.values()])
        people = [d.order.customer for d in self._dossiers.values()] + [t.holder for t in tickets]
        self._people: Mapping[str, PersonRecord] = reading.persons([p for p in people if p])
        self._texts = reading.texts([n.note for d in self._dossiers.values() for n in d.notes])

    def reason(self, order: str, *, query: Query) -> tuple[str, str | None]:
        """Why an order matched, by all that is known of it."""
        dossier = self._dossiers[order]
        record = self._people.get(dossier.order.customer or "")
        return why_matched(
            query,
            number=dossier.order.number,
            customer=dict(record.fields) if record is not None else {},
            holders=[self._holder(t) or "" for t in dossier.tickets],
            seats=[t.seat_name for t in dossier.tickets if t.seat_name],
            events=[self._events[self._performances[t.performance].event].name for t in dossier.tickets],
            notes=[self._texts[n.note] for n in dossier.notes if n.note in self._texts],
            tickets=[t.number for t in dossier.tickets],
            invoices=[i.number for i in dossier.invoices],
        )

    def _holder(self, ticket: Ticket) -> str | None:
        record = self._people.get(ticket.holder or "")
        return record.fields.get("name") if record else None

    def ticket_rows(self, order: str, *, only: str | None, now: int) -> list[FoundTicketView]:
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
                    state=printed_state(ticket),
                    price=ticket.price,
                    currency=dossier.order.currency,
                    blocked=blocked(dossier, ticket=ticket, performance=performance, now=now),
                )
            )
        return rows
