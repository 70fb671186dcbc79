"""Finding: one field, any key, best first, and why each row matched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ticketoffice.desk.show import blocked, printed_state
from ticketoffice.desk.views import Found, FoundTicketView, FoundView
from ticketoffice.domain import order as orders
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.operation import PersonRecord
from ticketoffice.domain.order_words import why_matched
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import Event, Performance, Ticket

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.reading import Reading

RANK = ("number", "ticket", "invoice", "phone", "name", "holder", "company", "email", "seat", "note", "event")


def find(book: Book, text: str, *, limit: int = 50) -> Found:
    """The orders that match, best first; an empty query finds nothing."""
    query = text.strip()
    with book.read() as reading:
        if not query:
            return Found(text, (), None, None, 0)
        hits = reading.search(query, today=book.clock.now(), limit=limit)
        searched = 0 if hits else reading.count_orders()
        looked = _Looked(reading, [hit.order for hit in hits])
    rows = [looked.row(hit.order, query=query, ticket=hit.ticket, performance=hit.performance) for hit in hits]
    rows.sort(key=lambda row: RANK.index(row.matched) if row.matched in RANK else len(RANK))
    exact = next((hit for hit in hits if hit.exact), None)
    return Found(text, tuple(rows), exact.order if exact else None, exact.ticket if exact else None, searched)


def find_tickets(book: Book, text: str, *, limit: int = 50) -> tuple[FoundTicketView, ...]:
    """The same as a row a ticket: those tickets of each found order that match, or all of it."""
    query = text.strip()
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
    """The found orders with what their rows show."""

    def __init__(self, reading: Reading, ids: Iterable[str]) -> None:
        self._dossiers: Mapping[str, Dossier] = reading.dossiers(list(ids))
        tickets = [t for d in self._dossiers.values() for t in d.tickets]
        self._performances: Mapping[str, Performance] = reading.performances_by_id([t.performance for t in tickets])
        self._events: Mapping[str, Event] = reading.events([p.event for p in self._performances.values()])
        people = [d.order.customer for d in self._dossiers.values()] + [t.holder for t in tickets]
        self._people: Mapping[str, PersonRecord] = reading.persons([p for p in people if p])
        self._texts = reading.texts([n.note for d in self._dossiers.values() for n in d.notes])

    def row(self, order: str, *, query: str, ticket: str | None, performance: str | None) -> FoundView:
        """One result row; its date is that of the performance that was found."""
        dossier = self._dossiers[order]
        record = self._people.get(dossier.order.customer or "")
        customer = dict(record.fields) if record is not None else {}
        matched, text = why_matched(
            query,
            number=dossier.order.number,
            customer=customer,
            holders=[self._holder(t) or "" for t in dossier.tickets],
            seats=[t.seat_name for t in dossier.tickets if t.seat_name],
            events=[self._events[self._performances[t.performance].event].name for t in dossier.tickets],
            notes=[self._texts[n.note] for n in dossier.notes if n.note in self._texts],
            tickets=[t.number for t in dossier.tickets],
            invoices=[i.number for i in dossier.invoices],
        )
        shown = self._shown_performance(dossier, performance)
        return FoundView(
            order=order,
            number=dossier.order.number,
            state=orders.order_state(dossier),
            customer=customer.get("name") or customer.get("company"),
            email=customer.get("email"),
            event=self._events[shown.event].name if shown else "",
            starts_at=shown.starts_at if shown else None,
            timezone=shown.timezone if shown else "UTC",
            tickets=len(dossier.live) or len(dossier.tickets),
            total=orders.total(dossier),
            currency=dossier.order.currency,
            created_at=dossier.order.created_at,
            matched=matched,
            match_text=text,
            ticket=ticket,
        )

    def _shown_performance(self, dossier: Dossier, performance: str | None) -> Performance | None:
        if performance in self._performances:
            return self._performances[str(performance)]
        found = [self._performances[t.performance] for t in dossier.tickets]
        return min(found, key=lambda p: p.starts_at) if found else None

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
