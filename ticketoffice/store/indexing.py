"""Keeps the search index in step: each order that a transaction touched gets its words and codes anew, inside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import Connection, select

from ticketoffice.domain.calendar import DAY
from ticketoffice.domain.marks import day_marks
from ticketoffice.domain.order_words import order_words
from ticketoffice.domain.outcome import Outcome
from ticketoffice.domain.situation import Dossier, Situation, marks_of, taken_marks_of
from ticketoffice.domain.state import Invoice, Order, OrderNote, Payment, Refund, Ticket, TicketCode
from ticketoffice.store import refused_papers, search, tables
from ticketoffice.store.reading import Reading

INDEXED = ("tickets", "notes", "invoices", "payments", "refunds")
NOTHING: Mapping[str, Dossier] = MappingProxyType({})


def refresh(connection: Connection, orders: Sequence[str], *, known: Mapping[str, Dossier]) -> None:
    """Indexes these orders as they now stand, or no longer do; `known`: those that the transaction holds as they stand."""
    items = list(_items(Reading(connection), orders, known=known))
    there = {item.order for item in items}
    gone = [order for order in orders if order not in there]
    instead = refused_papers.that_stand_for(connection, gone) - there
    items += _items(Reading(connection), sorted(instead), known=known)
    search.index_orders(connection, items, gone=gone)


def rebuild(connection: Connection) -> int:
    """Builds the whole index again from the book's rows; returns the number of orders."""
    ids = [row[0] for row in connection.execute(select(tables.orders.c.id))]
    search.rebuild(connection, _all(connection, ids))
    return len(ids)


def _all(connection: Connection, ids: Sequence[str]) -> Iterator[search.IndexItem]:
    for start in range(0, len(ids), 500):
        yield from _items(Reading(connection), ids[start : start + 500])


def _items(
    reading: Reading, orders: Sequence[str], *, known: Mapping[str, Dossier] = NOTHING
) -> Iterator[search.IndexItem]:
    dossiers = {order: known[order] for order in orders if order in known}
    dossiers |= reading.dossiers([order for order in orders if order not in known], only=INDEXED)
    performances = reading.catalogue.performances([t.performance for d in dossiers.values() for t in d.tickets])
    events = reading.catalogue.events([p.event for p in performances.values()])
    people = reading.persons([p for d in dossiers.values() for p in _people(d)])
    texts = reading.texts([n.note for d in dossiers.values() for n in d.notes])
    here = any(not p.taken_in for d in dossiers.values() for p in d.payments)
    zone = reading.rules().timezone if here else "UTC"
    papers = reading.refused_papers({order: dossier.order.number for order, dossier in dossiers.items()})
    for order, dossier in dossiers.items():
        customer = dict(people[dossier.order.customer].fields) if dossier.order.customer in people else {}
        holders = [people[t.holder].fields.get("name", "") for t in dossier.tickets if t.holder in people]
        at = sorted({(performances[t.performance].starts_at, t.performance) for t in dossier.tickets})
        names = sorted({events[performances[t.performance].event].name for t in dossier.tickets})
        words, codes = order_words(
            number=dossier.order.number,
            customer=customer,
            holders=holders,
            seats=[t.seat_name for t in dossier.tickets if t.seat_name],
            events=names,
            notes=[texts[n.note] for n in dossier.notes if n.note in texts],
            tickets=[(t.number, t.id) for t in dossier.tickets],
            invoices=[i.number for i in dossier.invoices],
            papers=[(paper.number, paper.kind) for paper in papers.get(order, ())],
            marks=(*marks_of(dossier), *taken_marks_of(dossier, timezone=zone), *day_marks(s // DAY for s, _ in at)),
        )
        yield search.IndexItem(order=order, performances=tuple(at), words=words, codes=tuple(codes))


def _people(dossier: Dossier) -> list[str]:
    return [p for p in (dossier.order.customer, *(t.holder for t in dossier.tickets)) if p is not None]


def words_change(outcome: Outcome, situation: Situation) -> bool:
    """Whether an operation may change what its orders are found by: a state that changes does not, money that moves does."""
    if outcome.operation.records or outcome.operation.notes:
        return True
    known = {t.id: _found_by(t) for dossier in situation.dossiers.values() for t in dossier.tickets}
    owners = {d.order.id: (d.order.customer, d.order.method) for d in situation.dossiers.values()}
    given_back = {r.id: _marked_by(r) for dossier in situation.dossiers.values() for r in dossier.refunds}
    for row in outcome.rows:
        if isinstance(row, Ticket):
            if known.get(row.id) != _found_by(row):
                return True
        elif isinstance(row, Order):
            if owners.get(row.id) != (row.customer, row.method):
                return True
        elif isinstance(row, Refund):
            if given_back.get(row.id) != _marked_by(row):
                return True
        elif isinstance(row, Invoice | OrderNote | TicketCode | Payment):
            return True
    return False


def _found_by(ticket: Ticket) -> tuple[str | int | None, ...]:
    return (ticket.order, ticket.number, ticket.performance, ticket.seat_name, ticket.holder, ticket.price)


def _marked_by(refund: Refund) -> tuple[str, int, int | None]:
    return (refund.method, refund.amount, refund.withdrawn_at)
