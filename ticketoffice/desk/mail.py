"""Notices to customers: one for each Finish, sent when Keep is over, at least once under one Message-ID; and those about
orders that wait: reminders, and that an unpaid invoice was cancelled. A desk alone sends its own, a centre those of its desks.

An attempt is counted when the server has taken the address and just before the message is said, since from then on it
may arrive: its cancellation can no longer be kept. A server that is not reached, or refuses the address, has received
nothing. What is older than 24 hours leaves only when a person sends it. Without a mail
server nothing is ever queued; a demonstration book never sends. What a server refuses for good (an address it does not
know, one that is none) is recorded, shown with the ticket and not tried again before a person asks for it.

Many processes may serve one centre: whoever sends a notice claims it for a while, and the others leave it alone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from email.errors import MessageError
from email.message import EmailMessage
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.desk.mail_line import Problem, code_of_fault, hand_over
from ticketoffice.desk.mail_message import About, message_of
from ticketoffice.desk.mailing import is_real
from ticketoffice.desk.making import make
from ticketoffice.domain.calendar import HOUR, MINUTE, SECOND
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.domain.person_data import is_address
from ticketoffice.domain.state import TicketState
from ticketoffice.domain.still_open import stands
from ticketoffice.domain.waiting import waiting
from ticketoffice.store.chain import CENTRE

if TYPE_CHECKING:
    from ticketoffice.domain.situation import Dossier
    from ticketoffice.settings import MailServer
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed
    from ticketoffice.store.mail_box import WaitingMail
    from ticketoffice.store.reading import Reading

MAILED = "tickets_mailed"
STALE = 24 * HOUR
FIRST_PAUSE, LONGEST_PAUSE = 5 * SECOND, 15 * MINUTE
LONGEST_CLAIM = 5 * MINUTE
"""Longer than a mail server may take; after a crash between sending and writing it down the notice leaves again by then."""
log = logging.getLogger("ticketoffice")


class Notice(Struct, frozen=True):
    """A message ready to leave; at a centre it is claimed until an instant."""

    operation: str
    order: str
    about: About
    address: str
    message: EmailMessage
    queued_at: int
    claimed_until: int | None
    language: str = "en"
    number: str = ""


Papers = Callable[["Book", str, Sequence[str], str], bytes]
"""Makes the PDF of these tickets of an order, in this language where the customer has none."""


def send_due(
    book: Book,
    *,
    server: MailServer,
    papers: Papers | None = None,
    only: str | None = None,
    enough: Callable[[], bool] = lambda: False,
    language: str = "en",
) -> int:
    """Sends what may leave now (of one order, if `only` is its id) until there is `enough`; returns how many the server took. Without
    `papers` tickets are not sent from here: they wait. `language`: in which a customer is told who has none.

    At a centre only by who can write down that the customer was told: nobody is told again and again.
    """
    sent = 0
    with book.read() as reading:
        is_centre = reading.facts().mode == CENTRE
        if (is_centre and book.signing_key(reading.connection) is None) or not (is_centre or is_real(reading)):
            return 0
        due = [m for m in reading.mail_box.due(book.clock.now()) if only is None or m.order == only]
    for mail in due:
        if enough():
            break
        try:
            sent += _send(book, mail, server=server, papers=papers, language=language)
        except (Unavailable, RuleBroken) as problem:
            log.warning("the notice of %s waits: %s", mail.operation, problem.code)
    return sent


def _send(book: Book, mail: WaitingMail, *, server: MailServer, papers: Papers | None, language: str) -> bool:
    """Sends one notice and writes down what became of it; raises Unavailable when that could not be written."""
    many = book.mode == CENTRE
    attaches = papers is not None
    notice = book.write(
        lambda deed: _prepared(deed, mail, sender=server.sender, claims=many, attaches=attaches, otherwise=language)
    )
    if notice is None:
        return False
    if notice.about.sent and papers is not None:
        _attach(book, notice, papers=papers)

    def leaves() -> None:
        book.write(lambda deed: _leaves(deed, notice))

    try:
        problem = hand_over(notice.message, to=notice.address, server=server, leaves=leaves)
    except _NotAnyMore:
        book.write(lambda deed: _let_go(deed, notice))
        return False
    book.write(lambda deed: _settled(deed, notice, problem=problem))
    return problem is None


def _attach(book: Book, notice: Notice, *, papers: Papers) -> None:
    """The tickets as one PDF; it is made outside of any transaction, since it takes a tenth of a second."""
    made = papers(book, notice.order, notice.about.sent, notice.language)
    notice.message.add_attachment(made, maintype="application", subtype="pdf", filename=f"{notice.number}.pdf")


class _NotAnyMore(Exception):
    """The cancellation was taken back while the line to the server was made, or somebody else sends the notice."""


def _prepared(
    deed: Deed, mail: WaitingMail, *, sender: str, claims: bool, attaches: bool, otherwise: str
) -> Notice | None:
    """The notice as it would leave, or None where nothing is to be said (any more), or somebody else says it; `attaches`: tickets
    can be made here; `otherwise`: the language where the customer has none.

    The order first, then its notice: as a centre locks them that is told of the order meanwhile.
    """
    dossier = deed.dossier(mail.order)
    until = deed.at + LONGEST_CLAIM if claims else None
    if until is not None and not deed.mail_box.claim(mail.operation, at=deed.at, until=until):
        return None
    about = _about(deed.reading, dossier, operation=mail.operation)
    if about is not None and about.sent and not attaches:
        _try_later(deed, mail.operation, order=mail.order, queued_at=mail.queued_at, error="no_papers")
        return None
    if deed.at - mail.queued_at > STALE:
        _given_up(deed, mail.operation, about, order=mail.order, state="stale")
        return None
    person = deed.reading.persons([dossier.order.customer or ""]).get(dossier.order.customer or "")
    address = person.fields.get("email") if person is not None else None
    if about is None or address is None:
        deed.mail_box.mark(mail.operation, order=mail.order, state="withdrawn")
        return None
    if not is_address(address):
        _given_up(deed, mail.operation, about, order=mail.order, state="refused", error="no_address")
        return None
    language = (person.fields.get("language") if person is not None else None) or otherwise
    try:
        message = message_of(deed.reading, dossier, about=about, language=language, address=address, sender=sender)
    except (ValueError, MessageError) as problem:
        _try_later(deed, mail.operation, order=mail.order, queued_at=mail.queued_at, error=code_of_fault(problem))
        return None
    message["Message-ID"] = f"<{mail.operation}@ticketoffice.invalid>"
    number = dossier.order.number
    return Notice(mail.operation, mail.order, about, address, message, mail.queued_at, until, language, number)


def _about(reading: Reading, dossier: Dossier, *, operation: str) -> About | None:
    """What is to be said because of an operation, as long as it is true: of a Finish what nobody has taken back, of a
    reminder what is still to be paid, of tickets that were to be sent those that still open the gate.
    """
    sending = next((x for x in reading.history.of(dossier.order.id) if x.id == operation and x.kind == MAILED), None)
    if sending is not None:
        admitted = dossier.order.admit_unpaid
        opening = (TicketState.VALID, TicketState.PENDING) if admitted else (TicketState.VALID,)
        named = [ticket for name in sending.payload["tickets"] if (ticket := dossier.ticket(name)) is not None]
        sent = tuple(ticket.id for ticket in named if ticket.state in opening)
        return About(sent=sent, sent_at=sending.at) if sent else None
    reminder = next((r for r in dossier.reminders if r.operation == operation), None)
    if reminder is not None:
        return About(reminder=reminder) if waiting(dossier) and dossier.balance > 0 else None
    standing = (c for c in dossier.cancellations if c.finish == operation and stands(c, dossier.ticket(c.ticket)))
    cancels = tuple(standing)
    return About(cancels) if cancels else None


def _leaves(deed: Deed, notice: Notice) -> None:
    """The message is said now: the attempt is counted. Raises _NotAnyMore if something was taken back meanwhile, or the
    claim is somebody else's by now.
    """
    if _about(deed.reading, deed.dossier(notice.order), operation=notice.operation) != notice.about:
        raise _NotAnyMore
    if notice.claimed_until is not None and not deed.mail_box.claim(
        notice.operation, held=notice.claimed_until, at=deed.at, until=deed.at + LONGEST_CLAIM
    ):
        raise _NotAnyMore
    deed.mail_box.attempt(notice.operation, order=notice.order)


def _let_go(deed: Deed, notice: Notice) -> None:
    """What of it still stands may be said at once."""
    if notice.claimed_until is not None:
        deed.mail_box.claim(notice.operation, held=notice.claimed_until, at=deed.at, until=deed.at)


def _settled(deed: Deed, notice: Notice, *, problem: Problem | None) -> None:
    deed.dossier(notice.order)
    if problem is not None and problem.for_good:
        _given_up(deed, notice.operation, notice.about, order=notice.order, state="refused", error=problem.what)
        return
    if problem is not None:
        _try_later(deed, notice.operation, order=notice.order, queued_at=notice.queued_at, error=problem.what)
        return
    is_news = deed.mail_box.mark(notice.operation, order=notice.order, state="sent", sent_at=deed.at)
    cancels = notice.about.cancels
    if cancels and is_news:
        payload = {"order": notice.order, "cancels": [c.id for c in cancels], "how": "email"}
        deed.record(make(deed, "customer_told", who=Who(cancels[0].finished_by), payload=payload))


def _given_up(
    deed: Deed, operation: str, about: About | None, *, order: str, state: str, error: str | None = None
) -> None:
    """It leaves only when a person sends it; a centre says so to its desks, where somebody tells the customer."""
    is_news = deed.mail_box.mark(operation, order=order, state=state, error=error)
    cancels = () if about is None else about.cancels
    if is_news and cancels and deed.reading.facts().mode == CENTRE:
        payload = {"order": order, "cancels": [c.id for c in cancels], "why": state}
        deed.record(make(deed, "customer_not_told", who=Who(cancels[0].finished_by), payload=payload))


def _try_later(deed: Deed, operation: str, *, order: str, queued_at: int, error: str) -> None:
    """It waits as long again as it has waited: the pauses double."""
    pause = min(LONGEST_PAUSE, max(FIRST_PAUSE, deed.at - queued_at))
    deed.mail_box.mark(operation, order=order, state="queued", not_before=deed.at + pause, error=error)
