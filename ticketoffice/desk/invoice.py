"""Reissue: cancel a waiting invoice order and make its successor without some tickets, in one operation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ticketoffice.desk.making import make, numbered_paper
from ticketoffice.domain import calendar
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.identity import order_number, ticket_number
from ticketoffice.domain.order import is_pending_invoice
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import Who
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import Ticket

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed
    from ticketoffice.store.reading import Reading


class Reissued(Struct, frozen=True):
    """The two orders and their papers (numbers, as people read them)."""

    changes: Changes
    cancelled_order: str
    order: str
    order_number: str
    invoice: str
    credit_note: str | None
    tickets: tuple[str, ...]


class ReissuePreview(Struct, frozen=True):
    """What a reissue would make: tickets left, their sum in minor units, the due date and the next invoice's number."""

    tickets: int
    total: int
    due_on: str
    invoice: str


def preview_reissue(book: Book, order: str, *, without: Sequence[str]) -> ReissuePreview:
    """What the invoice panel says before anything happens."""
    with book.read() as reading:
        dossier = reading.dossiers([order]).get(order)
        if dossier is None:
            raise RuleBroken("not_found", data={"order": order})
        left = [ticket for ticket in dossier.live if ticket.id not in without]
        facts = reading.facts()
        due = _due(reading, left or list(dossier.live), now=book.clock.now())
        zone = reading.rules().timezone
        number = facts.invoice_number(after=1 if dossier.open_invoice is not None else 0)
    return ReissuePreview(
        len(left),
        sum(t.price for t in left),
        calendar.day_of(due, timezone=zone).isoformat(),
        number,
    )


def reissue(book: Book, order: str, *, without: Sequence[str], who: Who) -> Reissued:
    """Both or neither; raises RuleBroken (`not_invoice_pending`, `nothing_left`, `not_live`, …) and then changes nothing."""

    def work(deed: Deed) -> Reissued:
        dossier = deed.dossier(order)
        if not is_pending_invoice(dossier):
            raise RuleBroken("not_invoice_pending", data={"order": dossier.order.number}, next=("cancel",))
        payload = _payload(deed, dossier, without=without)
        outcome = deed.record(make(deed, "order_reissued", who=who, payload=payload))
        return Reissued(
            changes=changes(outcome),
            cancelled_order=dossier.order.number,
            order=payload["new"]["id"],
            order_number=payload["new"]["number"],
            invoice=payload["invoice"]["number"],
            credit_note=payload["credit_note"]["number"] if payload["credit_note"] else None,
            tickets=tuple(f"{payload['new']['number']}-{row['position']}" for row in payload["tickets"]),
        )

    return book.write(work)


def _payload(deed: Deed, dossier: Dossier, *, without: Sequence[str]) -> dict[str, Any]:
    left = [ticket for ticket in dossier.live if ticket.id not in without]
    due = _due(deed.reading, left or list(dossier.live), now=deed.at)
    return {
        "order": dossier.order.id,
        "without": list(dict.fromkeys(without)),
        "new": {"id": deed.new_id(), "number": order_number(deed.random(7)), "due_at": due},
        "tickets": [
            {"ticket": t.id, "id": deed.new_id(), "code": ticket_number(deed.random(16)), "position": position}
            for position, t in enumerate(left, start=1)
        ],
        "credit_note": numbered_paper(deed) if dossier.open_invoice else None,
        "invoice": numbered_paper(deed),
        "moved": [
            {"out": deed.new_id(), "in": deed.new_id(), "method": p.method, "amount": p.amount}
            for p in dossier.payments
            if p.amount > 0
        ],
    }


def _due(reading: Reading, tickets: Sequence[Ticket], *, now: int) -> int:
    """A new deadline counts from today and is never later than 2 days before the performance."""
    rules = reading.rules()
    performances = reading.catalogue.performances([t.performance for t in tickets])
    due, _ = calendar.invoice_dates(
        ordered_at=now,
        first_start=calendar.first_start(performances.values()),
        days=rules.invoice_days,
        reminders=rules.invoice_reminders,
        timezone=rules.timezone,
    )
    return calendar.end_of_day(due, timezone=rules.timezone)
