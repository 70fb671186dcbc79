"""What is due now of the orders that wait, as a list that is worked off: reminders, releases, invoices not paid in time.

The rule may do it by itself (`rounds`); what it leaves to a person stands here, and each line is one deed of that person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketoffice.desk.due_views import DueRow, WorkedOff
from ticketoffice.desk.invoice_paper import paper
from ticketoffice.desk.mailing import can_mail
from ticketoffice.desk.release import release, remind
from ticketoffice.desk.waiting import WaitingView, due_of
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.person_data import is_address

if TYPE_CHECKING:
    from ticketoffice.domain.people import Who
    from ticketoffice.store.book import Book


def due_rows(book: Book, *, mails: bool) -> tuple[DueRow, ...]:
    """Longest due first. `mails`: this machine has a mail server; whom mail does not reach is reminded on paper."""
    with book.read() as reading:
        by_mail = can_mail(reading, server=mails)
        zone = reading.rules().timezone
        return tuple(_row(view, by_mail=by_mail, zone=zone) for view in due_of(reading, now=book.clock.now()))


def _row(view: WaitingView, *, by_mail: bool, zone: str) -> DueRow:
    reminds = view.due == "remind"
    way = ("email" if by_mail and is_address(view.email or "") else "print") if reminds else None
    return DueRow(
        order=view.order,
        number=view.number,
        customer=view.customer or "",
        what=view.due or "",
        since=view.due_since or 0,
        since_zone=zone,
        reminder=view.reminder,
        way=way,
        tickets=view.let_go,
        open=view.open,
        currency=view.currency,
        event=view.event,
        starts_at=view.starts_at,
        timezone=view.timezone,
    )


def work_off(book: Book, row: DueRow, *, who: Who) -> WorkedOff:
    """Does what the line says, as long as it is still due; raises RuleBroken. A reminder on paper is written down first, but
    only where there is an invoice to print.
    """
    if row.what == "remind":
        if row.way == "print":
            paper(book, row.order)
        done = remind(book, row.order, who=who, how=row.way or "print")
        return WorkedOff(row, done.operations[0], 0)
    if not any(_same(row, view) for view in _due_now(book)):
        raise RuleBroken("not_waiting", data={"order": row.number}, next=("show",))
    released = release(book, row.order, who=who, tickets=row.tickets)
    return WorkedOff(row, released.changes.operations[0], released.credit)


def _due_now(book: Book) -> tuple[WaitingView, ...]:
    with book.read() as reading:
        return due_of(reading, now=book.clock.now())


def _same(row: DueRow, view: WaitingView) -> bool:
    return (view.order, view.due) == (row.order, row.what)
