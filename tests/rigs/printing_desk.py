"""A desk in a process of its own that prints an order's tickets at a printer in the network; somebody kills it meanwhile.

`python -m tests.rigs.printing_desk` imports everything once and forks a desk for each plan that it reads, as `rigs.desk` does. It
says each step before it is taken, and dies before the one that the plan names.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import lea
from tests.rigs.forking import say, serve
from ticketoffice.desk import spool
from ticketoffice.desk.find import order_of
from ticketoffice.domain.spool import TICKETS
from ticketoffice.printer_choice import PrinterChoice
from ticketoffice.printing.connections.answer import Answer
from ticketoffice.printing.printers import Way, way_to
from ticketoffice.printing.spooling import Spooler
from ticketoffice.printing.wishes import ask
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book

ASK, SEND, FIRST, TAKEN, END, DONE = "ask", "send", "first byte", "taken", "end", "done"
STEPS = (ASK, SEND, FIRST, TAKEN, END, DONE)
"""Before the job stands in the book; before it is `sending`; before the first byte; once the printer took all; before its end is
written down; after that.
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """Opens `folder`/book.db at `now` and prints `order` at `printer`. `die_at`: the step before which it dies; None: it is killed from
    outside. `hasty`: it sends before it writes down that it does, the mistake that must be found.
    """

    folder: str
    now: int
    order: str
    printer: str
    die_at: str | None = None
    hasty: bool = False


class Steps:
    """Says each step, and dies where the plan says so."""

    def __init__(self, die_at: str | None) -> None:
        self._die_at = die_at

    def step(self, name: str) -> None:
        say("step", name)
        if name == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)


def work(plan: Plan) -> None:
    steps, folder = Steps(plan.die_at), Path(plan.folder)
    secrets = FileSecrets(folder / "keys")
    book = open_book(folder / "book.db", clock=HandClock(plan.now), secrets=secrets)
    choice = PrinterChoice(plan.printer, "escpos")
    steps.step(ASK)
    order = order_of(book, plan.order)[0]
    job = ask(book, TICKETS, choice=choice, language="en", who=lea(book), order=order)
    say("job", job.id)
    _send(book, job.id, steps, hasty=plan.hasty)
    steps.step(DONE)
    book.close()


def _send(book: Book, job: str, steps: Steps, *, hasty: bool) -> None:
    begun: Callable[..., Any] = spool.begin
    ended: Callable[..., Any] = spool.end

    def begin(book: Book, job: str, *, copies: int) -> Any:
        steps.step(SEND)
        return begun(book, job, copies=copies)

    def end(book: Book, job: str, **how: Any) -> Any:
        steps.step(END)
        return ended(book, job, **how)

    spool.begin, spool.end = begin, end

    class Watched:
        def __init__(self, way: Way) -> None:
            self._way = way

        def send(self, data: bytes) -> Answer:
            steps.step(FIRST)
            answer = self._way.send(data)
            steps.step(TAKEN)
            return answer

    if hasty:
        from ticketoffice.printing.spooling import paper_of

        waiting = spool.job_view(book, job).job
        way_to(waiting.printer, form=waiting.form).send(paper_of(book, waiting).data)
        steps.step(FIRST)
    Spooler(
        step=lambda what: what(book),
        beside=lambda what: what(book),
        way=lambda printer, form: Watched(way_to(printer, form=form)),
    ).send(job)


if __name__ == "__main__":
    serve(lambda plan: work(Plan(**plan)))
