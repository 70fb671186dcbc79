"""Papers are asked for, sent once, and what became of each is written down; what may be on paper is in the journal.

A job stands in the book before anything goes to a printer, and stands there as `sending` before the first byte leaves: whatever
happens, no paper is without a line that says so. Tickets of which a paper came out, or may have come out, are recorded as printed
in the transaction that ends their job, so that the next paper says DUPLICATA; of what surely did not come out nothing is recorded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.desk.making import make
from ticketoffice.domain import spool
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import Who
from ticketoffice.domain.spool import (
    ENDS,
    EXPIRED,
    FAILED,
    KEPT,
    KICK,
    ON_PAPER,
    SENDING,
    TICKETS,
    UNKNOWN,
    WAITING,
    PrintJob,
)
from ticketoffice.domain.state import TicketState

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed
    from ticketoffice.store.reading import Reading

INTERRUPTED = "print_interrupted"
"""Why a job is unknown of which the program saw no end."""
WAITED = "print_waited"
COUNTED = (TicketState.VALID, TicketState.USED, TicketState.PENDING)
"""Tickets whose paper is worth counting: of a cancelled one nobody prints another."""


class Wish(Struct, frozen=True):
    """What is to be printed, and by which printer: `what` of `domain.spool`, of an order (these tickets, else all that open the
    gate; of a slip else all that are cancelled) or a closing. `language`: where the customer has none.
    """

    what: str
    printer: str
    form: str
    language: str
    order: str | None = None
    tickets: tuple[str, ...] = ()
    closing: str | None = None
    layout: str | None = None


class JobView(Struct, frozen=True):
    """A job as it is shown: with the number of its order and the short numbers of its tickets."""

    job: PrintJob
    number: str | None
    shorts: tuple[str, ...]
    timezone: str


def ask(book: Book, wish: Wish, *, who: Who) -> PrintJob:
    """Puts a paper into the spool. That it can be made is known by then to whoever asks. Raises Unavailable."""
    actor = who.person
    assert actor is not None, "a paper is asked for by somebody"

    def work(deed: Deed) -> PrintJob:
        job = PrintJob(
            id=deed.new_id(),
            epoch=deed.reading.facts().epoch,
            actor=actor,
            what=wish.what,
            order=wish.order,
            tickets=wish.tickets,
            closing=wish.closing,
            printer=wish.printer,
            form=wish.form,
            layout=wish.layout,
            language=wish.language,
            state=WAITING,
            reason=None,
            data={},
            copies=0,
            asked_at=deed.at,
            ended_at=None,
        )
        deed.reading.spool.add(job)
        return job

    return book.write(work)


def copies_before(reading: Reading, job: PrintJob) -> int:
    """How many papers of a receipt, a slip, a closing were, or may have been, there before this one: its DUPLICATA says so. What is
    printed of tickets is counted ticket by ticket, in the journal.
    """
    if job.order is not None and job.what != TICKETS:
        others = reading.spool.of_order(job.order)
    elif job.closing is not None:
        others = reading.spool.of_closing(job.closing)
    else:
        return 0
    same = (other for other in others if other.what == job.what and other.tickets == job.tickets)
    return sum(other.state in ON_PAPER for other in same if other.id != job.id)


def begin(book: Book, job: str, *, copies: int) -> PrintJob:
    """The last line before the first byte: from now on it may be on paper. `copies`: how many there were before.

    Raises RuleBroken `print_job_taken` where it is sent already, or ended. One that has waited too long is given up instead: it
    comes back `expired`, and nothing may be sent.
    """

    def work(deed: Deed) -> PrintJob:
        found = deed.reading.spool.job(job)
        is_stale = spool.is_stale(found.what, asked_at=found.asked_at, now=deed.at)
        deed.reading.spool.count_copies(found, copies)
        if is_stale and found.state == WAITING:
            deed.reading.spool.move(found, EXPIRED, at=deed.at, reason=WAITED)
        else:
            deed.reading.spool.move(found, SENDING, at=deed.at)
        return deed.reading.spool.job(job)

    return book.write(work)


def end(
    book: Book, job: str, *, state: str, reason: str | None = None, data: Mapping[str, object] | None = None
) -> PrintJob:
    """What became of it: printed, unknown or failed. Tickets that are, or may be, on paper are recorded as printed with it.

    Raises RuleBroken `print_job_taken` where it has ended already.
    """

    def work(deed: Deed) -> PrintJob:
        _end(deed, deed.reading.spool.job(job), state=state, reason=reason, data=data)
        return deed.reading.spool.job(job)

    return book.write(work)


def recover(book: Book) -> list[PrintJob]:
    """What the program finds when it begins (`domain.spool.found_at_start`); the jobs that still wait, the first one first."""

    def work(deed: Deed) -> list[PrintJob]:
        here = deed.reading.facts().epoch
        deed.reading.spool.forget(before=deed.at - KEPT)
        for job in deed.reading.spool.not_ended():
            now = spool.found_at_start(
                job.what, job.state, asked_at=job.asked_at, now=deed.at, same_epoch=job.epoch == here
            )
            if now == EXPIRED:
                deed.reading.spool.move(job, EXPIRED, at=deed.at, reason=WAITED)
            elif now in ENDS:
                _end(
                    deed,
                    job,
                    state=UNKNOWN,
                    reason=INTERRUPTED,
                    data={"name": job.printer.partition(":")[2] or job.printer},
                )
        return deed.reading.spool.not_ended()

    return book.write(work)


def _end(
    deed: Deed, job: PrintJob, *, state: str, reason: str | None = None, data: Mapping[str, object] | None = None
) -> Changes | None:
    deed.reading.spool.move(job, state, at=deed.at, reason=reason, data=data)
    if job.what != TICKETS or state not in ON_PAPER or job.order is None:
        return None
    dossier = deed.dossier(job.order)
    named = [ticket for ticket in map(dossier.ticket, job.tickets) if ticket is not None]
    counted = [ticket for ticket in named if ticket.state in COUNTED]
    if not counted:
        return None
    payload = spool.printed_payload(job.order, counted)
    return changes(deed.record(make(deed, "printed", who=Who(job.actor), payload=payload)))


def give_up(book: Book, job: str, *, reason: str, data: Mapping[str, object]) -> PrintJob:
    """A paper that cannot be made (its layout is broken by now, its ticket cancelled): nothing was sent."""
    return end(book, job, state=FAILED, reason=reason, data=data)


def wish_again(book: Book, job: str) -> Wish:
    """The same paper once more, at the same printer. Raises RuleBroken `no_print_job`; of the drawer `kick_not_again`: it opens with
    cash, and otherwise by a deed that says why.
    """
    with book.read() as reading:
        found = reading.spool.job(job)
    if found.what == KICK:
        raise RuleBroken("kick_not_again")
    return Wish(
        what=found.what,
        printer=found.printer,
        form=found.form,
        language=found.language,
        order=found.order,
        tickets=found.tickets,
        closing=found.closing,
        layout=found.layout,
    )


def jobs(book: Book, *, count: int) -> tuple[JobView, ...]:
    """The last jobs of this machine, the last one first."""
    with book.read() as reading:
        found = reading.spool.last(count)
        return _views(reading, found)


def job_view(book: Book, job: str) -> JobView:
    """One of them. Raises RuleBroken `no_print_job`."""
    with book.read() as reading:
        return _views(reading, [reading.spool.job(job)])[0]


def _views(reading: Reading, found: Sequence[PrintJob]) -> tuple[JobView, ...]:
    numbers = reading.order_numbers([job.order for job in found if job.order is not None])
    tickets = reading.tickets([ticket for job in found for ticket in job.tickets])
    zone = reading.rules().timezone

    def view(job: PrintJob) -> JobView:
        number = numbers.get(job.order or "")
        named = [tickets[ticket] for ticket in job.tickets if ticket in tickets]
        return JobView(job, number, tuple(f"{number}-{ticket.position}" for ticket in named), zone)

    return tuple(view(job) for job in found)
