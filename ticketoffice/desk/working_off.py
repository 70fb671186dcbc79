"""What is due now of the orders that wait, as a list that is worked off: reminders, releases, invoices not paid in time.

The rule may do it by itself (`rounds`); what it leaves to a person stands here, and each line is one deed of that person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketoffice.desk.due_views import DueRow, WorkedOff
from ticketoffice.desk.release import release
from ticketoffice.desk.reminding import PRINT, reached_by_mail, remind
from ticketoffice.desk.waiting import WaitingView, due_of
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.notices import EMAIL
from ticketoffice.domain.waiting import REMIND

if TYPE_CHECKING:
    from ticketoffice.domain.people import Who
    from ticketoffice.store.book import Book
    from ticketoffice.store.reading import Reading


def due_rows(book: Book, *, mails: bool) -> tuple[DueRow, ...]:
    """Longest due first. `mails`: this machine has a mail server; whom mail does not reach is reminded on paper."""
    with book.read() as reading:
        due = due_of(reading, now=book.clock.now())
        zone = reading.rules().timezone
        return tuple(_row(view, way=_way(reading, view, mails=mails), zone=zone) for view in due)


def _way(reading: Reading, view: WaitingView, *, mails: bool) -> str | None:
    """How a reminder goes out; None of what is no reminder."""
    if view.due != REMIND:
        return None
    return EMAIL if reached_by_mail(reading, view, server=mails) else PRINT


def _row(view: WaitingView, *, way: str | None, zone: str) -> DueRow:
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
    """Does what the line says, as long as it is still due; raises RuleBroken."""
    if row.what == REMIND:
        done = remind(book, row.order, who=who, how=row.way or PRINT, prints=row.way == PRINT)
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
