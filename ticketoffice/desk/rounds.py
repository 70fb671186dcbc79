"""What a desk alone does by itself when its time has come: reminders, releases, unpaid invoices, and the mail that waits.

Each is one operation in a transaction of its own, decided again there, so that it happens at most once. What had come
due before this book knew of the order was somebody's decision, not the clock's: it is only listed. No mail leaves by
itself that is older than 24 hours, and none from a book that is not live.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ticketoffice.desk.mail import STALE, send_due
from ticketoffice.desk.release import record_release, record_reminder
from ticketoffice.desk.waiting import WaitingView, due_work, views_of
from ticketoffice.domain.calendar import MINUTE
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.person_data import is_address

if TYPE_CHECKING:
    from ticketoffice.domain.outcome import Outcome
    from ticketoffice.domain.rules import VenueRules
    from ticketoffice.settings import MailServer
    from ticketoffice.store.book import Book, Deed

WAITING_EVERY = MINUTE
log = logging.getLogger("ticketoffice")


class Rounds:
    """The timed work of one book, by its own clock; whoever drives it calls `go` every few seconds.

    `server` None: nothing is mailed, and nothing is put into the box.
    """

    def __init__(self, server: MailServer | None) -> None:
        self._server = server
        self._next_waiting = 0

    def go(self, book: Book) -> None:
        """Does what has come due. Raises Unavailable; what was not done then is done by the next call."""
        now = book.clock.now()
        if now >= self._next_waiting:
            waiting_round(book, mails=self._server is not None)
            self._next_waiting = now + WAITING_EVERY
        if self._server is not None:
            send_due(book, server=self._server)


def waiting_round(book: Book, *, mails: bool) -> Changes:
    """What the rules say about orders that wait, at the clock's time. `mails`: there is a mail server. Raises Unavailable."""
    outcomes: list[Outcome] = []
    for view in due_work(book):
        try:
            done = book.write(lambda deed, view=view: _by_rule(deed, view.order, mails=mails))  # type: ignore[misc]
        except RuleBroken as no:
            log.warning("the clock leaves order %s alone: %s", view.number, no.code)
            continue
        if done is not None:
            outcomes.append(done)
    return changes(*outcomes)


def _by_rule(deed: Deed, order: str, *, mails: bool) -> Outcome | None:
    """The one operation that a rule makes about an order now, or None."""
    dossier = deed.dossier(order)
    found = views_of(deed.reading, [order], now=deed.at)
    view = next((v for v in found if v.due is not None), None)
    if view is None or view.due_since is None or not _rule_says(view, rules=deed.reading.rules()):
        return None
    known_since = deed.reading.history.known_since(order)
    if known_since is None or known_since > view.due_since:
        return None
    may_mail = mails and deed.reading.facts().mode == "live" and is_address(view.email or "")
    by_mail = may_mail and deed.at - view.due_since <= STALE
    if view.due == "remind" and view.reminder is not None:
        return record_reminder(deed, order, number=view.reminder, who=None, how="email") if by_mail else None
    inform = ("email" if by_mail else "later") if view.due == "cancel" else None
    tickets = view.releases if view.due == "release" else view.tickets
    return record_release(deed, dossier, tickets=tickets, who=None, inform=inform, by_rule=True)


def _rule_says(view: WaitingView, *, rules: VenueRules) -> bool:
    """Whether the venue leaves this to the clock; an order that may go in unpaid is always left to a person."""
    if view.due == "remind":
        return True
    wanted = rules.release_by_rule if view.due == "release" else rules.cancel_unpaid_by_rule
    return bool(wanted) and not view.admit_unpaid
