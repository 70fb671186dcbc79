"""What stands on an invoice or a credit note, read from the order it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketoffice.desk.show import Shown, load
from ticketoffice.desk.views import InvoiceLine, InvoicePaper
from ticketoffice.domain import calendar
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.operation import PersonRecord
from ticketoffice.domain.state import Invoice, Ticket

if TYPE_CHECKING:
    from ticketoffice.domain.situation import Dossier
    from ticketoffice.store.book import Book

RECIPIENT = ("company", "name", "email")


def paper(book: Book, order: str, *, number: str | None = None) -> InvoicePaper:
    """The order's invoice as it is printed, the newest unless a number is given; raises RuleBroken `not_found`.

    An invoice lists the tickets that were live when it was issued, so that a cancelled one reads as it was sent.
    """
    with book.read() as reading:
        shown = load(reading, order, now=book.clock.now())
    if number is None:
        check_has_paper(shown.dossier)
    papers = [row for row in shown.dossier.invoices if number in (None, row.number)]
    if not papers:
        raise RuleBroken("not_found", data={"text": str(number)[:80]})
    chosen = next((row for row in papers if row.id == _open(shown)), papers[-1])
    return _paper(shown, chosen)


def check_has_paper(dossier: Dossier) -> None:
    """Raises RuleBroken `not_found` for an order that never had an invoice."""
    if not dossier.invoices:
        raise RuleBroken("not_found", data={"text": dossier.order.number, "kind": "invoice"})


def _open(shown: Shown) -> str | None:
    current = shown.dossier.open_invoice
    return None if current is None else current.id


def _paper(shown: Shown, row: Invoice) -> InvoicePaper:
    order, rules = shown.dossier.order, shown.situation.rules
    customer = shown.people.get(order.customer or "")
    cancelled = next((other for other in shown.dossier.invoices if other.id == row.cancels), None)
    sign = -1 if row.kind == "credit_note" else 1
    lines = tuple(_line(shown, ticket, sign=sign) for ticket in _tickets(shown, cancelled or row))
    amount = sign * abs(row.amount)
    balance = shown.dossier.balance
    live = row.kind == "invoice" and row.cancelled_at is None
    return InvoicePaper(
        number=row.number,
        kind=row.kind,
        cancels=None if cancelled is None else cancelled.number,
        order_number=order.number,
        replaces=shown.numbers.get(order.predecessor or ""),
        issued_on=_day(row.issued_at, zone=rules.timezone),
        due_on=_day(order.due_at, zone=rules.timezone) if live else None,
        cancelled=row.kind == "invoice" and row.cancelled_at is not None,
        language=(customer.fields.get("language") if customer else None) or "en",
        letterhead=rules.letterhead,
        recipient=_recipient(customer),
        pay_to=rules.pay_to,
        lines=lines,
        other=amount - sum(line.price for line in lines),
        amount=amount,
        paid=max(0, amount - max(0, balance)) if live else 0,
        open=max(0, balance) if live else 0,
        currency=order.currency,
    )


def _tickets(shown: Shown, row: Invoice) -> list[Ticket]:
    gone = {
        c.ticket
        for c in shown.dossier.cancellations
        if c.kept_at is None
        and c.cancelled_at is not None
        and row.issued_at is not None
        and c.cancelled_at < row.issued_at
    }
    return [ticket for ticket in shown.dossier.tickets if ticket.id not in gone]


def _line(shown: Shown, ticket: Ticket, *, sign: int) -> InvoiceLine:
    performance = shown.performance(ticket)
    return InvoiceLine(
        event=shown.events[performance.event].name,
        starts_at=performance.starts_at,
        timezone=performance.timezone,
        place=ticket.seat_name or ticket.seat or shown.zones[ticket.zone].name,
        tariff=ticket.tariff,
        price=sign * ticket.price,
    )


def _recipient(customer: PersonRecord | None) -> tuple[str, ...]:
    if customer is None:
        return ()
    return tuple(text for text in (customer.fields.get(name) for name in RECIPIENT) if text)


def _day(at: int | None, *, zone: str) -> str | None:
    return None if at is None else calendar.day_of(at, timezone=zone).isoformat()
