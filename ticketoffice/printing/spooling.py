"""A job of the spool on its way: the paper is made, written down as being sent, sent once, and what became of it is written down.

`Spooler` sends one job after the other on whatever thread it is called on; the book is asked by `step` and `beside`, so that a
window lends its book's own threads and a command its book. After what is unknown it stops: nothing is sent a second time by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from ticketoffice.desk import spool as jobs
from ticketoffice.domain import spool
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.printing.connections.answer import Answer, unknown
from ticketoffice.printing.drawer import kick_for
from ticketoffice.printing.printers import Way, way_to

if TYPE_CHECKING:
    from ticketoffice.domain.spool import PrintJob
    from ticketoffice.printing.tickets import Paper
    from ticketoffice.store.book import Book

log = logging.getLogger("ticketoffice")
Ways = Callable[[str, str], Way]


class Asks(Protocol):
    """How the book is asked."""

    def __call__(self, work: Callable[[Book], Any]) -> Any:
        """Runs it with the book."""


class Made:
    """The bytes of a paper, and how many there were of it before."""

    def __init__(self, data: bytes, copies: int) -> None:
        self.data, self.copies = data, copies


class Spooler:
    """Sends jobs. `step` runs what writes, `beside` what reads and draws; `way` finds the way to a printer that speaks a language."""

    def __init__(self, *, step: Asks, beside: Asks, way: Ways | None = None) -> None:
        self._step, self._beside = step, beside
        self._way: Ways = way or (lambda printer, form: way_to(printer, form=form))

    def send(self, job: str) -> PrintJob:
        """Sends a job that waits; returns it as it ended. Raises RuleBroken `print_job_taken`, `no_print_job`, or Unavailable."""
        waiting: PrintJob = self._beside(lambda book: jobs.job_view(book, job).job)
        try:
            made: Made = self._beside(lambda book: paper_of(book, waiting))
        except (RuleBroken, Unavailable) as no:
            why, data = no.code, no.data
            return self._ended(lambda book: jobs.give_up(book, job, reason=why, data=data))
        begun: PrintJob = self._step(lambda book: jobs.begin(book, job, copies=made.copies))
        if begun.state != spool.SENDING:
            return begun
        answer = self._sent(begun, made.data)
        return self._ended(lambda book: jobs.end(book, job, state=answer.state, reason=answer.code, data=answer.data))

    def _ended(self, work: Callable[[Book], PrintJob]) -> PrintJob:
        ended: PrintJob = self._step(work)
        return ended

    def _sent(self, job: PrintJob, data: bytes) -> Answer:
        """Whatever goes wrong on the way, a paper may have come out."""
        try:
            return self._way(job.printer, job.form).send(data)
        except Exception as problem:
            log.exception("a way to a printer failed")
            return unknown(job.printer, why=type(problem).__name__)


def paper_of(book: Book, job: PrintJob) -> Made:
    """The paper as it is to be now. Raises RuleBroken where it cannot be made, as `desk.papers` and the layouts say."""
    if job.what == spool.KICK:
        return Made(kick_for("cash"), 0)
    with book.read() as reading:
        copies = jobs.copies_before(reading, job)
    return Made(_bytes(book, job, copies=copies), _before(book, job, copies))


def _before(book: Book, job: PrintJob, copies: int) -> int:
    if job.what != spool.TICKETS:
        return copies
    with book.read() as reading:
        found = reading.tickets(job.tickets).values()
    return max(map(spool.papers_before, found), default=0)


def _bytes(book: Book, job: PrintJob, *, copies: int) -> bytes:
    if job.what in (spool.CLOSING, spool.DRAWER_NOW):
        from ticketoffice.printing.drawer_papers import drawer_bytes, drawer_paper

        drawer = drawer_paper(book, closing=job.closing)
        return drawer_bytes(drawer, form=job.form, language=job.language, copy=copies)
    from ticketoffice.printing.tickets import paper_bytes

    paper = _paper(book, job)
    language = paper.issued.language or job.language
    return paper_bytes(paper, form=job.form, layout=job.layout, language=language, copy=copies)


def _paper(book: Book, job: PrintJob) -> Paper:
    from ticketoffice.desk import papers

    if job.what == spool.TEST:
        from ticketoffice.printing.samples import sample_receipt, sample_tickets

        made = sample_receipt if job.layout is None else sample_tickets
        return made(language=job.language)
    assert job.order is not None
    if job.what == spool.TICKETS:
        return papers.tickets_paper(book, job.order, tickets=job.tickets)
    if job.what == spool.RECEIPT:
        return papers.receipt_paper(book, job.order)
    return papers.slip_paper(book, job.order, tickets=job.tickets)
