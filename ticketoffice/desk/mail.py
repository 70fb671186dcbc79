"""Notices to customers: one for each Finish, sent when Keep is over, at least once under one Message-ID; and those that
the clock sends about orders that wait: reminders, and that an unpaid invoice was cancelled.

An attempt is counted when the server has taken the address and just before the message is said, since from then on it
may arrive: its cancellation can no longer be kept. A server that is not reached, or refuses the address, has received
nothing. What is older than 24 hours leaves only when a person sends it. Without a mail
server nothing is ever queued; a demonstration book never sends. What a server refuses for good (an address it does not
know, one that is none) is recorded, shown with the ticket and not tried again before a person asks for it.
"""

from __future__ import annotations

import logging
import smtplib
import ssl
from collections.abc import Callable, Mapping
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import formatdate
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ticketoffice.desk.making import make
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.calendar import HOUR, MINUTE, SECOND, to_datetime
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.domain.person_data import is_address
from ticketoffice.domain.rules import NOT_PAID
from ticketoffice.domain.state import Cancellation, Performance, Reminder, Ticket
from ticketoffice.domain.still_open import stands
from ticketoffice.domain.waiting import dates, waiting
from ticketoffice.resources import path, read_text

if TYPE_CHECKING:
    from ticketoffice.domain.situation import Dossier
    from ticketoffice.settings import MailServer
    from ticketoffice.store.book import Book, Deed
    from ticketoffice.store.mail_box import WaitingMail
    from ticketoffice.store.reading import Reading

STALE = 24 * HOUR
FIRST_PAUSE, LONGEST_PAUSE = 5 * SECOND, 15 * MINUTE
TIMEOUT = 20
REFUSED_FOR_GOOD = 500
FAULTS = (OSError, smtplib.SMTPException, ValueError, OverflowError, MessageError)
log = logging.getLogger("ticketoffice")


class About(Struct, frozen=True):
    """What a notice says: cancellations that nobody has taken back, or a reminder of what is still open."""

    cancels: tuple[Cancellation, ...] = ()
    reminder: Reminder | None = None

    @property
    def template(self) -> str:
        """The text that says it."""
        unpaid = any(cancellation.reason == NOT_PAID for cancellation in self.cancels)
        return "reminder" if self.reminder is not None else NOT_PAID if unpaid else "cancelled"

    @property
    def since(self) -> int:
        """The instant that it is about."""
        return self.reminder.reminded_at if self.reminder else max(c.finished_at or 0 for c in self.cancels)


class Notice(Struct, frozen=True):
    """A message ready to leave."""

    operation: str
    order: str
    about: About
    address: str
    message: EmailMessage
    queued_at: int


class Problem(Struct, frozen=True):
    """Why a message was not taken: the kind of fault with the server's code, never its words, which may name somebody.

    `for_good`: trying the same again would be refused again.
    """

    what: str
    for_good: bool = False


def send_due(book: Book, *, server: MailServer, only: str | None = None) -> int:
    """Sends what may leave now (of one order, if `only` is its id); returns how many were taken by the server."""
    sent = 0
    with book.read() as reading:
        if reading.facts().mode != "live":
            return 0
        due = [m for m in reading.mail_box.due(book.clock.now()) if only is None or m.order == only]
    for mail in due:
        try:
            sent += _send(book, mail, server=server)
        except Unavailable as problem:
            log.warning("the notice of %s waits: %s", mail.operation, problem.code)
    return sent


def _send(book: Book, mail: WaitingMail, *, server: MailServer) -> bool:
    """Sends one notice and writes down what became of it; raises Unavailable when that could not be written."""
    notice = book.write(lambda deed: _prepared(deed, mail, sender=server.sender))
    if notice is None:
        return False
    try:
        problem = _sent(notice, server=server, leaves=lambda: book.write(lambda deed: _leaves(deed, notice)))
    except _NotAnyMore:
        return False
    book.write(lambda deed: _settled(deed, notice, problem=problem))
    return problem is None


class _NotAnyMore(Exception):
    """The cancellation was taken back while the line to the server was made."""


def _prepared(deed: Deed, mail: WaitingMail, *, sender: str) -> Notice | None:
    """The notice as it would leave, or None where nothing is to be said (any more)."""
    if deed.at - mail.queued_at > STALE:
        deed.mail_box.mark(mail.operation, order=mail.order, state="stale")
        return None
    dossier = deed.dossier(mail.order)
    about = _about(dossier, operation=mail.operation)
    person = deed.reading.persons([dossier.order.customer or ""]).get(dossier.order.customer or "")
    address = person.fields.get("email") if person is not None else None
    if about is None or address is None:
        deed.mail_box.mark(mail.operation, order=mail.order, state="withdrawn")
        return None
    if not is_address(address):
        deed.mail_box.mark(mail.operation, order=mail.order, state="refused", error="no_address")
        return None
    language = (person.fields.get("language") if person is not None else None) or "en"
    try:
        message = _message(deed.reading, dossier, about=about, language=language, address=address, sender=sender)
    except (ValueError, MessageError) as problem:
        _try_later(deed, mail.operation, order=mail.order, queued_at=mail.queued_at, error=_code(problem))
        return None
    message["Message-ID"] = f"<{mail.operation}@ticketoffice.invalid>"
    return Notice(mail.operation, mail.order, about, address, message, mail.queued_at)


def _about(dossier: Dossier, *, operation: str) -> About | None:
    """What is to be said because of an operation, as long as it is true: of a Finish what nobody has taken back, of a
    reminder what is still to be paid.
    """
    reminder = next((r for r in dossier.reminders if r.operation == operation), None)
    if reminder is not None:
        return About(reminder=reminder) if waiting(dossier) and dossier.balance > 0 else None
    standing = (c for c in dossier.cancellations if c.finish == operation and stands(c, dossier.ticket(c.ticket)))
    cancels = tuple(standing)
    return About(cancels) if cancels else None


def _leaves(deed: Deed, notice: Notice) -> None:
    """The message is said now: the attempt is counted. Raises _NotAnyMore if something was taken back meanwhile."""
    if _about(deed.dossier(notice.order), operation=notice.operation) != notice.about:
        raise _NotAnyMore
    deed.mail_box.attempt(notice.operation, order=notice.order)


def _settled(deed: Deed, notice: Notice, *, problem: Problem | None) -> None:
    if problem is not None and problem.for_good:
        deed.mail_box.mark(notice.operation, order=notice.order, state="refused", error=problem.what)
        return
    if problem is not None:
        _try_later(deed, notice.operation, order=notice.order, queued_at=notice.queued_at, error=problem.what)
        return
    deed.mail_box.mark(notice.operation, order=notice.order, state="sent", sent_at=deed.at)
    cancels = notice.about.cancels
    if cancels:
        payload = {"order": notice.order, "cancels": [c.id for c in cancels], "how": "email"}
        deed.record(make(deed, "customer_told", who=Who(cancels[0].finished_by), payload=payload))


def _try_later(deed: Deed, operation: str, *, order: str, queued_at: int, error: str) -> None:
    """It waits as long again as it has waited: the pauses double."""
    pause = min(LONGEST_PAUSE, max(FIRST_PAUSE, deed.at - queued_at))
    deed.mail_box.mark(operation, order=order, state="queued", not_before=deed.at + pause, error=error)


class _Line(smtplib.SMTP):
    """A line to a server; `leaves` is called when all is agreed and the message is said next."""

    leaves: Callable[[], object]

    def data(self, msg: Any) -> tuple[int, bytes]:
        """The message itself."""
        self.leaves()
        return super().data(msg)


class _EncryptedLine(_Line, smtplib.SMTP_SSL):
    """The same, encrypted from its beginning."""


def _sent(notice: Notice, *, server: MailServer, leaves: Callable[[], object]) -> Problem | None:
    """Hands the message over; None when the server took it. Without the encryption asked for nothing leaves."""
    try:
        if server.security == "tls":
            context = ssl.create_default_context()
            line: _Line = _EncryptedLine(server.host, server.port, timeout=TIMEOUT, context=context)
        else:
            line = _Line(server.host, server.port, timeout=TIMEOUT)
        line.leaves = leaves
        with line:
            if server.security == "starttls":
                line.starttls(context=ssl.create_default_context())
            if server.user and server.password:
                line.login(server.user, server.password)
            return _handed_over(line, notice)
    except FAULTS as problem:
        return Problem(_code(problem))


def _handed_over(connection: smtplib.SMTP, notice: Notice) -> Problem | None:
    try:
        connection.send_message(notice.message, to_addrs=[notice.address])
    except smtplib.SMTPRecipientsRefused as no:
        codes = [code for code, _ in no.recipients.values()]
        return Problem(f"SMTPRecipientsRefused {min(codes)}", for_good=min(codes) >= REFUSED_FOR_GOOD)
    except smtplib.SMTPNotSupportedError as no:
        return Problem(_code(no), for_good=True)
    except smtplib.SMTPDataError as no:
        return Problem(_code(no), for_good=no.smtp_code >= REFUSED_FOR_GOOD)
    return None


def _code(problem: Exception) -> str:
    code = getattr(problem, "smtp_code", None)
    return type(problem).__name__ if code is None else f"{type(problem).__name__} {code}"


def _message(
    reading: Reading, dossier: Dossier, *, about: About, language: str, address: str, sender: str
) -> EmailMessage:
    code = language[:2].lower()
    template = about.template
    if about.reminder is not None and dossier.open_invoice is None:
        template = "reminder_unnumbered"
    code = code if code.isalpha() and path(f"mail/{template}_{code}.txt").exists() else "en"
    subject, _, body = read_text(f"mail/{template}_{code}.txt").partition("\n\n")
    named = [c.ticket for c in about.cancels] if about.cancels else [t.id for t in waiting(dossier)]
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
