"""A till in a process of its own: it has a card charged, sells for it and hands the ticket out, and dies before one of its steps.

A step is a statement to the book, a COMMIT, or a message to the terminal. `python -m tests.rigs.till` imports everything once and
forks a till for each plan that it reads.
"""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from sqlalchemy import event

from tests.rigs.forking import say, serve
from tests.terminal.conftest import SHORT
from tests.theatre import seats
from ticketoffice.desk import on_a_ticket
from ticketoffice.desk.people import person_named
from ticketoffice.desk.selling import sell
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.people import Who
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.terminal.line import Line
from ticketoffice.terminal.notebook import Notebook
from ticketoffice.terminal.payment_terminal import charged
from ticketoffice.terminal.zvt_terminal import ZvtTerminal

PRICE = 3000


@dataclass(frozen=True, slots=True)
class Plan:
    """Opens `folder`/book.db at `now`, has `reference` charged at `port`, and sells `seat` for it. `die_at`: the step before which it
    dies; None: it comes to its end.
    """

    folder: str
    port: int
    now: int
    reference: str
    seat: str
    die_at: int | None = None


class Steps:
    """Counts, and dies where the plan says so."""

    def __init__(self, die_at: int | None) -> None:
        self.done, self._die_at = 0, die_at

    def step(self, *_: object) -> None:
        """The next one is about to be taken."""
        if self.done == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.done += 1


def opened(plan: Plan) -> tuple[Book, FileSecrets]:
    """The book of this till, as the program opens it."""
    secrets = FileSecrets(Path(plan.folder) / "keys")
    return open_book(Path(plan.folder) / "book.db", clock=HandClock(plan.now), secrets=secrets), secrets


def terminal_of(book: Book, *, port: int) -> ZvtTerminal:
    """The terminal beside it."""
    return ZvtTerminal("127.0.0.1", port, notebook=Notebook(lambda work: work(book)), patience=SHORT)


def work(plan: Plan) -> None:
    """A card, a sale, a ticket in the customer's hand; says what is true when it is."""
    steps = Steps(plan.die_at)
    book, secrets = opened(plan)
    who = Who(person_named(book, "Lea"))
    event.listen(book.engine, "before_cursor_execute", steps.step)
    event.listen(book.engine, "commit", steps.step)
    send = Line.send

    def sends(line: Line, message: object) -> None:
        steps.step()
        send(line, message)  # type: ignore[arg-type]

    with patch.object(Line, "send", sends):
        charge = charged(terminal_of(book, port=plan.port).pay(PRICE, plan.reference))
        say("charged", charge.trace)
        sold = sell(book, seats(plan.seat), pay=[Tender("card", PRICE, charge.reference)], who=who)
        say("sold", sold.number)
        on_a_ticket.collect(book, list(sold.tickets), who=who)
    steps.step()
    say("handed out", sold.tickets[0])
    say("steps", steps.done)
    book.close()
    secrets.close()


if __name__ == "__main__":
    serve(lambda plan: work(Plan(**plan)))
