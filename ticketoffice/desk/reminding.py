"""Reminders of unpaid invoices: who is reached by mail and who on paper, and the deed that writes it down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketoffice.desk import mailing
from ticketoffice.desk.invoice_paper import check_has_paper
from ticketoffice.desk.refund import check_has_address
from ticketoffice.desk.waiting import WaitingView, views_of
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.notices import EMAIL
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import Who
from ticketoffice.domain.person_data import is_address
from ticketoffice.domain.waiting import REMIND

if TYPE_CHECKING:
    from ticketoffice.domain.outcome import Outcome
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed
    from ticketoffice.store.reading import Reading

PRINT = "print"


def reached_by_mail(reading: Reading, view: WaitingView, *, server: bool) -> bool:
    """Whether somebody mails and the customer has an address; `server`: this machine has a mail server."""
    return mailing.can_mail(reading, server=server) and is_address(view.email or "")


def remind(book: Book, order: str, *, who: Who, how: str, prints: bool = False) -> Changes:
    """A person sends (`how` "email") or has on paper ("print") the reminder that is due; raises RuleBroken `no_reminder`.

    On paper it is written down first, so that no paper leaves that the book does not know. Whoever `prints` ours afterwards
    needs an invoice to print: without one nothing is written down (`not_found`).
    """

    def work(deed: Deed) -> Changes:
        dossier = deed.dossier(order)
        view = next((v for v in views_of(deed.reading, [order], now=deed.at) if v.due == REMIND), None)
        if view is None or view.reminder is None:
            raise RuleBroken("no_reminder", data={"order": dossier.order.number})
        if how == EMAIL:
            if not mailing.is_real(deed.reading):
                raise RuleBroken("demo_never_mails")
            check_has_address(deed, dossier)
        elif how != PRINT:
            raise RuleBroken("unknown_inform", data={"by": how})
        if prints:
            check_has_paper(dossier)
        return changes(record_reminder(deed, order, number=view.reminder, who=who, how=how))

    return book.write(work)


def record_reminder(deed: Deed, order: str, *, number: int, who: Who | None, how: str) -> Outcome:
    """Inside a transaction: the reminder counts from now on, and its mail waits in the box, or at the centre."""
    payload = {"order": order, "number": number, "how": how}
    return mailing.record(deed, "customer_reminded", who=who, payload=payload, by_mail=how == EMAIL, not_before=deed.at)
