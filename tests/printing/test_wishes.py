"""What is asked for: only what has a paper, only a drawer whose money is real, and each at the printer of its purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import lea
from tests.house import house, on, taken
from ticketoffice.desk import spool
from ticketoffice.desk.demo import fill
from ticketoffice.desk.find import order_of
from ticketoffice.domain import spool as rules
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.printer_choice import PrinterChoice
from ticketoffice.printing.wishes import PURPOSE, ask, ask_for_drawer
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import Kind, open_book

ROLL = PrinterChoice("tcp:192.0.2.9", "escpos", "roll-80", drawer=True)


def test_what_opens_no_gate_is_not_asked_for(file_book: Book) -> None:
    taken(file_book, house(), on("A-1", number="WAITS", waiting=True), on("B-1", "B-2", number="PAID"))
    order = order_of(file_book, "WAITS")[0]
    with pytest.raises(RuleBroken, match="unpaid_not_printed"):
        ask(file_book, rules.TICKETS, choice=ROLL, language="en", who=lea(file_book), order=order)
    order = order_of(file_book, "PAID")[0]
    with pytest.raises(RuleBroken, match="nothing_cancelled"):
        ask(file_book, rules.SLIP, choice=ROLL, language="en", who=lea(file_book), order=order)
    assert spool.jobs(file_book, count=5) == ()
    job = ask(file_book, rules.TICKETS, choice=ROLL, language="en", who=lea(file_book), order=order)
    assert (len(job.tickets), job.layout) == (2, "roll-80"), "those that open the gate now, whatever comes later"
    job = ask(file_book, rules.RECEIPT, choice=ROLL, language="en", who=lea(file_book), order=order)
    assert (job.tickets, job.layout) == ((), None)


def test_the_drawer_opens_for_cash_where_one_hangs(file_book: Book) -> None:
    def asked(methods: list[str], choice: PrinterChoice | None) -> bool:
        return ask_for_drawer(file_book, methods, choice=choice, language="en", who=lea(file_book)) is not None

    queue = PrinterChoice("system:Foyer", "pdf-a4", drawer=True)
    assert [asked(["card", "cash"], ROLL), asked(["card"], ROLL), asked([], ROLL)] == [True, False, False]
    assert [asked(["cash"], None), asked(["cash"], queue)] == [False, False]


def test_the_drawer_stays_shut_in_practice_and_in_a_demonstration(
    file_book: Book, tmp_path: Path, clock: HandClock, secrets: FileSecrets
) -> None:
    demo = open_book(tmp_path / "demo.db", clock=clock, secrets=secrets, kind=Kind("demo"))
    fill(demo, orders=3, seed=1)
    file_book.start_practice(4)
    with file_book.read() as reading:
        assert reading.facts().shift_weeks
    for book in (demo, file_book):
        assert ask_for_drawer(book, ["cash"], choice=ROLL, language="en", who=lea(book)) is None
    demo.close()


def test_every_paper_has_its_printer() -> None:
    assert set(PURPOSE) == set(rules.WHATS) - {rules.KICK, rules.TEST}
