"""Tickets by e-mail: they go to the customer's address with a PDF of each, from the desk, or from its centre where it has one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ticketoffice.desk.mailing import record, why_no_mail
from ticketoffice.desk.papers import tickets_paper
from ticketoffice.desk.refund import check_has_address
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.notices import EMAIL
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import Who

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed


def mail_tickets(book: Book, order: str, *, tickets: Sequence[str] = (), who: Who, server: bool) -> Changes:
    """Puts these tickets of an order (ids), else all that open the gate, on their way; `server`: this machine has a mail server.

    Raises RuleBroken `no_address` without an address that can be one, why nothing is mailed from here (`mailing`), or as
    `desk.papers.tickets_paper` of a ticket that would not open the gate; then nothing was sent, and nothing is recorded.
    """
    paper = tickets_paper(book, order, tickets=tickets)
    sent = [ticket.ticket for ticket in paper.tickets]

    def work(deed: Deed) -> Changes:
        why_not = why_no_mail(deed.reading, server=server)
        if why_not is not None:
            raise RuleBroken(why_not)
        dossier = deed.dossier(order)
        check_has_address(deed, dossier)
        payload = {"order": order, "tickets": sent, "how": EMAIL}
        return changes(record(deed, "tickets_mailed", who=who, payload=payload, by_mail=True, not_before=deed.at))

    return book.write(work)
