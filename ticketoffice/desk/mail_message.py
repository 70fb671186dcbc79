"""What a notice says: its text in the customer's language, about the tickets that are gone or the money that is open."""

from __future__ import annotations

from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formatdate
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.calendar import SECOND, to_datetime
from ticketoffice.domain.rules import NOT_PAID
from ticketoffice.domain.state import Cancellation, Performance, Reminder, Ticket
from ticketoffice.domain.waiting import dates, waiting
from ticketoffice.resources import path, read_text

if TYPE_CHECKING:
    from ticketoffice.domain.situation import Dossier
    from ticketoffice.store.reading import Reading


class About(Struct, frozen=True):
    """What a notice says: cancellations that nobody has taken back, a reminder of what is still open, or tickets (ids) that go with it."""

    cancels: tuple[Cancellation, ...] = ()
    reminder: Reminder | None = None
    sent: tuple[str, ...] = ()
    sent_at: int = 0

    @property
    def template(self) -> str:
        """The text that says it."""
        if self.sent:
            return "tickets"
        unpaid = any(cancellation.reason == NOT_PAID for cancellation in self.cancels)
        return "reminder" if self.reminder is not None else NOT_PAID if unpaid else "cancelled"

    @property
    def since(self) -> int:
        """The instant that it is about."""
        if self.sent:
            return self.sent_at
        return self.reminder.reminded_at if self.reminder else max(c.finished_at or 0 for c in self.cancels)


def message_of(
    reading: Reading, dossier: Dossier, *, about: About, language: str, address: str, sender: str
) -> EmailMessage:
    """The whole message; raises ValueError or MessageError where an address or a subject cannot stand in one."""
    code = language[:2].lower()
    template = about.template
    if about.reminder is not None and dossier.open_invoice is None:
        template = "reminder_unnumbered"
    code = code if code.isalpha() and path(f"mail/{template}_{code}.txt").exists() else "en"
    subject, _, body = read_text(f"mail/{template}_{code}.txt").partition("\n\n")
    named = list(about.sent) or [c.ticket for c in about.cancels] or [t.id for t in waiting(dossier)]
    tickets = [t for name in named if (t := dossier.ticket(name)) is not None]
    performances = reading.catalogue.performances([t.performance for t in (*tickets, *dossier.live)])
    events = reading.catalogue.events([p.event for p in performances.values()])
    lines = []
    for ticket in tickets:
        performance = performances[ticket.performance]
        when = to_datetime(performance.starts_at, timezone=performance.timezone)
        lines.append(
            f"  {events[performance.event].name}, {when:%d.%m.%Y %H:%M}, {_place(ticket)}  ({dossier.order.number}-{ticket.position})"
        )
    words = {"order": dossier.order.number, "tickets": "\n".join(lines)}
    words |= (
        _open_words(reading, dossier, performances=performances, now=about.since) if about.reminder is not None else {}
    )
    message = EmailMessage()
    message["Subject"] = subject.format(**words)
    message["From"] = sender
    message["To"] = address
    message["Date"] = formatdate(about.since / SECOND)
    message.set_content(body.format(**words))
    message["Content-Language"] = code
    return message


def _open_words(
    reading: Reading, dossier: Dossier, *, performances: Mapping[str, Performance], now: int
) -> dict[str, str]:
    """What a reminder says of an invoice: its number if it has one, what is open, until when and whereto."""
    rules, order = reading.rules(), dossier.order
    last = dates(dossier, performances=performances, rules=rules, now=now).last
    return {
        "invoice": dossier.open_invoice.number if dossier.open_invoice is not None else "",
        "amount": amount_text(dossier.balance, order.currency),
        "last": f"{last:%d.%m.%Y}" if last is not None else "",
        "pay_to": "".join(f"\n  {line}" for line in rules.pay_to) + "\n",
    }


def _place(ticket: Ticket) -> str:
    return ticket.seat_name or ticket.seat or ticket.tariff
