"""What a desk alone does by itself when its time has come: reminders, releases, unpaid invoices, and the mail that waits.

Each is one operation in a transaction of its own, decided again there, so that it happens at most once. What had come
due before this book knew of the order was somebody's decision, not the clock's: it is only listed. So is a cancellation for
one of the next two days that came due more than 24 hours ago, when no desk was open: nobody could tell its customers in time,
and they may be at the door. No mail leaves by itself that is older than 24 hours, and none from a book that is not live.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.desk.mail import STALE, Papers, send_due
from ticketoffice.desk.release import record_release
from ticketoffice.desk.reminding import reached_by_mail, record_reminder
from ticketoffice.desk.waiting import WaitingView, due_of, views_of
from ticketoffice.domain.calendar import MINUTE
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.state import Ticket

if TYPE_CHECKING:
    from ticketoffice.domain.outcome import Outcome
    from ticketoffice.settings import MailServer
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed
    from ticketoffice.store.reading import Reading

WAITING_EVERY = MINUTE
log = logging.getLogger("ticketoffice")


class Rounds:
    """The timed work of one book, by its own clock; whoever drives it calls `go` every few seconds.

    `server` None: nothing is mailed from here, and nothing is put into the box. `papers` and `language` as in
    `mail.send_due`.
    """

    def __init__(self, server: MailServer | None, *, papers: Papers | None = None, language: str = "en") -> None:
        self._server, self._papers, self._language = server, papers, language
        self._next_waiting = 0

    def go(self, book: Book) -> int:
        """Does what has come due; returns how many orders lost tickets by it. Raises Unavailable; what was not done then is
        done by the next call.
        """
        released = 0
        now = book.clock.now()
        if now >= self._next_waiting:
            done = _done(book, mails=self._server is not None)
            released = sum(any(isinstance(row, Ticket) for row in outcome.rows) for outcome in done)
            self._next_waiting = now + WAITING_EVERY
        if self._server is not None:
            send_due(book, server=self._server, papers=self._papers, language=self._language)
        return released


def _done(book: Book, *, mails: bool) -> list[Outcome]:
    """What the rules say about orders that wait, at the clock's time. `mails`: this machine has a mail server."""
    with book.read() as reading:
        now = book.clock.now()
        due = [v for v in due_of(reading, now=now) if _wish(reading, v, now=now, mails=mails) is not None]
    outcomes: list[Outcome] = []
    for view in due:
        try:
            done = book.write(lambda deed, order=view.order: _by_rule(deed, order, mails=mails))  # type: ignore[misc]
        except RuleBroken as no:
            log.warning("the clock leaves order %s alone: %s", view.number, no.code)
            continue
        if done is not None:
            outcomes.append(done)
    return outcomes


class _Wish(Struct, frozen=True):
    """What the clock does about an order: it is reminded (number `reminder`), or these tickets are released."""

    reminder: int | None
    tickets: tuple[str, ...]
    inform: str | None


def _wish(reading: Reading, view: WaitingView, *, now: int, mails: bool) -> _Wish | None:
    """What a rule makes of an order of which something is due, or None: then a person does it."""
    since = view.due_since
    if since is None or not view.by_clock:
        return None
    known_since = reading.history.known_since(view.order)
    if known_since is None or known_since > since:
        return None
    by_mail = now - since <= STALE and reached_by_mail(reading, view, server=mails)
    if view.due == "remind":
        return _Wish(view.reminder, (), "email") if by_mail else None
    inform = ("email" if by_mail else "later") if view.due == "cancel" else None
    return _Wish(None, view.let_go, inform)


def _by_rule(deed: Deed, order: str, *, mails: bool) -> Outcome | None:
    """The one operation that a rule makes about an order, or None where it has changed meanwhile."""
    dossier = deed.dossier(order)
    views = views_of(deed.reading, [order], now=deed.at)
    wish = _wish(deed.reading, views[0], now=deed.at, mails=mails) if views else None
    if wish is None:
        return None
    if wish.reminder is not None:
        return record_reminder(deed, order, number=wish.reminder, who=None, how="email")
    return record_release(deed, dossier, tickets=wish.tickets, who=None, inform=wish.inform, by_rule=True)
