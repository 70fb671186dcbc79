"""Notices to customers: one for each Finish, sent when Keep is over, at least once under one Message-ID.

An attempt is counted before the first byte leaves, since a notice whose sending was attempted may have arrived: from
then on its cancellation cannot be kept. What is older than 24 hours leaves only when a person sends it. Without a mail
server nothing is ever queued; a demonstration book never sends. What a server refuses for good (an address it does not
know, one that is none) is recorded, shown with the ticket and not tried again before a person asks for it.
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import formatdate
from typing import TYPE_CHECKING

from ticketoffice.desk.making import make
from ticketoffice.domain.calendar import HOUR, MINUTE, SECOND, to_datetime
from ticketoffice.domain.people import Who
from ticketoffice.domain.state import Cancellation, Ticket
from ticketoffice.resources import path, read_text

if TYPE_CHECKING:
    from ticketoffice.domain.situation import Dossier
    from ticketoffice.settings import MailServer
    from ticketoffice.store.book import Book, Deed
    from ticketoffice.store.reading import Reading, WaitingMail

STALE = 24 * HOUR
FIRST_PAUSE, LONGEST_PAUSE = 5 * SECOND, 15 * MINUTE
TIMEOUT = 20
REFUSED_FOR_GOOD = 500
_ADDRESS = re.compile(r"[^\s@<>()\[\]\\,;:\"]+@[^\s@<>()\[\]\\,;:\"]+")


@dataclass(frozen=True, slots=True)
class Notice:
    """A message ready to leave."""

    operation: str
    order: str
    cancels: tuple[str, ...]
    actor: str | None
    address: str
    message: EmailMessage


@dataclass(frozen=True, slots=True)
class Problem:
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
        due = [m for m in reading.mails(waiting_at=book.clock.now()) if only is None or m.order == only]
    for mail in due:
        notice = book.write(lambda deed, mail=mail: _prepared(deed, mail, sender=server.sender))  # type: ignore[misc]
        if notice is None:
            continue
        problem = _sent(notice, server=server)
        book.write(lambda deed, n=notice, p=problem, m=mail: _settled(deed, n, problem=p, attempts=m.attempts + 1))  # type: ignore[misc]
        sent += problem is None
    return sent


def _prepared(deed: Deed, mail: WaitingMail, *, sender: str) -> Notice | None:
    """The notice with its attempt counted, or None where nothing is to be said any more."""
    if deed.at - mail.queued_at > STALE:
        deed.mark_mail(mail.operation, state="stale")
        return None
    dossier = deed.dossier(mail.order)
    standing = [
        c
        for c in dossier.cancellations
        if c.finish == mail.operation and c.kept_at is None and not _replaced(dossier, c)
    ]
    person = deed.reading.persons([dossier.order.customer or ""]).get(dossier.order.customer or "")
    address = person.fields.get("email") if person is not None else None
    if not standing or address is None:
        deed.mark_mail(mail.operation, state="withdrawn")
        return None
    if not is_address(address):
        deed.mark_mail(mail.operation, state="refused", error="no_address")
        return None
    language = (person.fields.get("language") if person is not None else None) or "en"
    message = _message(deed.reading, dossier, standing=standing, language=language, address=address, sender=sender)
    message["Message-ID"] = f"<{mail.operation}@ticketoffice.invalid>"
    deed.mark_mail(mail.operation, state="queued", attempt=True)
    actor = standing[0].finished_by
    return Notice(mail.operation, mail.order, tuple(c.id for c in standing), actor, address, message)


def is_address(text: str) -> bool:
    """Whether a text is one plain address (somebody@somewhere): no name, no list, nothing that starts a header."""
    return len(text) <= 254 and text.isprintable() and _ADDRESS.fullmatch(text) is not None


def _replaced(dossier: Dossier, cancellation: Cancellation) -> bool:
    ticket = dossier.ticket(cancellation.ticket)
    return ticket is None or ticket.successor is not None


def _settled(deed: Deed, notice: Notice, *, problem: Problem | None, attempts: int) -> None:
    if problem is not None and problem.for_good:
        deed.mark_mail(notice.operation, state="refused", error=problem.what)
        return
    if problem is not None:
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(attempts, 12))
        deed.mark_mail(notice.operation, state="queued", not_before=deed.at + pause, error=problem.what)
        return
    deed.mark_mail(notice.operation, state="sent")
    payload = {"order": notice.order, "cancels": list(notice.cancels), "how": "email"}
    deed.record(make(deed, "customer_told", who=Who(notice.actor or ""), payload=payload))


def _sent(notice: Notice, *, server: MailServer) -> Problem | None:
    """Hands the message over; None when the server took it. Without the encryption asked for nothing leaves."""
    try:
        if server.security == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=TIMEOUT, context=ssl.create_default_context()
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
        with connection:
            if server.security == "starttls":
                connection.starttls(context=ssl.create_default_context())
            if server.user and server.password:
                connection.login(server.user, server.password)
            return _handed_over(connection, notice)
    except (OSError, smtplib.SMTPException) as problem:
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
    reading: Reading, dossier: Dossier, *, standing: Sequence[Cancellation], language: str, address: str, sender: str
) -> EmailMessage:
    code = language[:2].lower()
    code = code if code.isalpha() and path(f"mail/cancelled_{code}.txt").exists() else "en"
    subject, _, body = read_text(f"mail/cancelled_{code}.txt").partition("\n\n")
    tickets = [t for c in standing if (t := dossier.ticket(c.ticket)) is not None]
    performances = reading.performances_by_id([t.performance for t in tickets])
    events = reading.events([p.event for p in performances.values()])
    lines = []
    for ticket in tickets:
        performance = performances[ticket.performance]
        when = to_datetime(performance.starts_at, timezone=performance.timezone)
        lines.append(
            f"  {events[performance.event].name}, {when:%d.%m.%Y %H:%M}, {_place(ticket)}  ({dossier.order.number}-{ticket.position})"
        )
    message = EmailMessage()
    message["Subject"] = subject.format(order=dossier.order.number)
    message["From"] = sender
    message["To"] = address
    message["Date"] = formatdate(max(c.finished_at or 0 for c in standing) / SECOND)
    message.set_content(body.format(order=dossier.order.number, tickets="\n".join(lines)))
    message["Content-Language"] = code
    return message


def _place(ticket: Ticket) -> str:
    return ticket.seat_name or ticket.seat or ticket.tariff
