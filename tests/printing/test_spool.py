"""The spool: a line in the book before the first byte, one sending a job, and what may be on paper is printed as DUPLICATA next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.conftest import lea
from tests.printing.orders import came_out, mixed, sold
from ticketoffice.desk import cancel, spool
from ticketoffice.desk.making import make
from ticketoffice.desk.on_a_ticket import collect
from ticketoffice.desk.papers import tickets_paper
from ticketoffice.desk.sentences import sentence
from ticketoffice.desk.spool import Wish
from ticketoffice.domain import spool as rules
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.spool import EXPIRED, FAILED, LONGEST_WAIT, PRINTED, SENDING, UNKNOWN, WAITING, PrintJob
from ticketoffice.printing.connections.answer import Answer, failed, printed, unknown
from ticketoffice.printing.printers import Way
from ticketoffice.printing.spooling import Spooler
from ticketoffice.store import tables
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.store.replay import replay
from ticketoffice.store.restoring import restore

MINUTE = 60


class Printer:
    """A printer that keeps what it got and answers as it is told; `meanwhile` happens while it is being sent."""

    def __init__(self, answer: Answer | None = None, meanwhile: Callable[[], object] = lambda: None) -> None:
        self.got: list[bytes] = []
        self.answer, self.meanwhile = answer or printed(), meanwhile

    def way(self, printer: str, form: str) -> Way:
        return self

    def send(self, data: bytes) -> Answer:
        self.got.append(data)
        self.meanwhile()
        return self.answer

    def words(self) -> list[str]:
        """What stands on the papers that came out."""
        return [words for data in self.got for _, words in came_out(data, "escpos")]


def spooler(book: Book, printer: Printer) -> Spooler:
    return Spooler(step=lambda work: work(book), beside=lambda work: work(book), way=printer.way)


def wish(book: Book, order: str, what: str = rules.TICKETS, **how: object) -> Wish:
    named = tuple(t.ticket for t in tickets_paper(book, order).tickets) if what == rules.TICKETS else ()
    return Wish(what, "tcp:192.0.2.9", "escpos", "en", order=order, tickets=named, **how)  # type: ignore[arg-type]


def asked(book: Book, order: str, what: str = rules.TICKETS) -> PrintJob:
    return spool.ask(book, wish(book, order, what), who=lea(book))


def state(book: Book, job: PrintJob) -> str:
    return spool.job_view(book, job.id).job.state


def copies(book: Book, order: str) -> set[int | None]:
    with book.read() as reading:
        return {ticket.copies for ticket in reading.dossiers([order])[order].tickets}


def test_a_job_stands_in_the_book_before_the_first_byte_and_is_recorded_with_its_end(book: Book) -> None:
    (order,) = sold(book, mixed())
    job = asked(book, order)
    assert (job.state, job.copies, copies(book, order)) == (WAITING, 0, {None})
    seen: list[tuple[str, set[int | None]]] = []
    printer = Printer(meanwhile=lambda: seen.append((state(book, job), copies(book, order))))
    ended = spooler(book, printer).send(job.id)
    assert seen == [(SENDING, {None})]
    assert (ended.state, ended.reason, copies(book, order)) == (PRINTED, None, {1})
    assert len(printer.words()) == 4 and "DUPLICATA" not in "".join(printer.words())
    assert replay(book).equal


def test_what_failed_is_recorded_nowhere_and_what_may_be_on_paper_is(book: Book) -> None:
    (order,) = sold(book, mixed())
    none = Printer(failed("printer_unreachable", "tcp:192.0.2.9", why="No route to host"))
    ended = spooler(book, none).send(asked(book, order).id)
    assert (ended.state, copies(book, order)) == (FAILED, {None})
    assert "No route to host" in sentence(str(ended.reason), data=ended.data)
    half = Printer(unknown("tcp:192.0.2.9", why="Connection reset by peer"))
    ended = spooler(book, half).send(asked(book, order).id)
    assert (ended.state, ended.copies, copies(book, order)) == (UNKNOWN, 0, {1})
    assert "DUPLICATA" not in "".join(half.words()), "the one before surely did not come out"
    whole = Printer()
    ended = spooler(book, whole).send(asked(book, order).id)
    assert (ended.state, ended.copies, copies(book, order)) == (PRINTED, 1, {2})
    assert all("DUPLICATA1" in words for words in whole.words())


def test_whoever_was_given_a_paper_gets_a_duplicate_next_whoever_printed_the_first(book: Book) -> None:
    (order,) = sold(book, mixed())
    collect(book, [ticket.ticket for ticket in tickets_paper(book, order).tickets], who=lea(book))
    assert copies(book, order) == {None}, "no paper came out here"
    printer = Printer()
    ended = spooler(book, printer).send(asked(book, order).id)
    assert (ended.state, ended.copies, copies(book, order)) == (PRINTED, 1, {2}), "with the one that was given out"
    assert all("DUPLICATA1" in words for words in printer.words())
    assert replay(book).equal


def test_a_job_is_sent_once_whoever_asks(book: Book) -> None:
    (order,) = sold(book, mixed())
    job, printer = asked(book, order), Printer()
    taken: list[str] = []

    def somebody_else() -> None:
        with pytest.raises(RuleBroken) as no:
            spooler(book, Printer()).send(job.id)
        taken.append(no.value.code)

    printer.meanwhile = somebody_else
    assert spooler(book, printer).send(job.id).state == PRINTED
    with pytest.raises(RuleBroken) as no:
        spooler(book, printer).send(job.id)
    assert (taken, no.value.code, len(printer.got)) == (["print_job_taken"], "print_job_taken", 1)
    with pytest.raises(RuleBroken) as no:
        spool.end(book, job.id, state=FAILED)
    assert no.value.code == "print_job_taken" and state(book, job) == PRINTED
    with pytest.raises(RuleBroken) as no:
        spool.job_view(book, book.new_id())
    assert no.value.code == "no_print_job"
    assert "not sent a second time" in sentence("print_job_taken", data={})
    assert "Print it from its order" in sentence("no_print_job", data={})


def test_a_way_that_breaks_in_its_own_manner_is_unknown(book: Book) -> None:
    (order,) = sold(book, mixed())

    def breaks() -> None:
        raise ZeroDivisionError

    ended = spooler(book, Printer(meanwhile=breaks)).send(asked(book, order).id)
    assert (ended.state, ended.reason, copies(book, order)) == (UNKNOWN, "print_unknown", {1})


def test_what_cannot_be_printed_any_more_fails_and_nothing_is_sent(book: Book) -> None:
    (order,) = sold(book, mixed())
    job, printer = asked(book, order), Printer()
    cancel.cancel(book, [job.tickets[0]], who=lea(book), reason="duplicate")
    ended = spooler(book, printer).send(job.id)
    assert (ended.state, ended.reason, printer.got) == (FAILED, "cancelled_not_printed", [])


def test_what_waits_too_long_expires_instead_of_coming_out_hours_later(book: Book, clock: HandClock) -> None:
    (order,) = sold(book, mixed())
    early, late, printer = asked(book, order), asked(book, order), Printer()
    clock.advance(seconds=LONGEST_WAIT / 1e6)
    assert spooler(book, printer).send(early.id).state == PRINTED
    clock.advance(seconds=1)
    ended = spooler(book, printer).send(late.id)
    assert (ended.state, ended.reason, len(printer.got)) == (EXPIRED, "print_waited", 1)
    assert "given up" in sentence("print_waited", data={})


def test_the_drawer_does_not_open_when_nobody_stands_before_it(book: Book, clock: HandClock) -> None:
    kick = spool.ask(book, Wish(rules.KICK, "tcp:192.0.2.9", "escpos", "en"), who=lea(book))
    clock.advance(seconds=16)
    printer = Printer()
    assert spooler(book, printer).send(kick.id).state == EXPIRED
    assert printer.got == []
    with pytest.raises(RuleBroken) as no:
        spool.wish_again(book, kick.id)
    assert no.value.code == "kick_not_again"
    kick = spool.ask(book, Wish(rules.KICK, "tcp:192.0.2.9", "escpos", "en"), who=lea(book))
    assert spooler(book, printer).send(kick.id).state == PRINTED
    assert printer.got == [b"\x1bp\x002" + b"2"]


def test_a_program_that_was_killed_finds_what_may_have_come_out_and_sends_nothing_again(
    book: Book, clock: HandClock
) -> None:
    (order,) = sold(book, mixed())
    waits, sent, old = asked(book, order), asked(book, order), asked(book, order)
    spool.begin(book, sent.id, copies=0)
    clock.advance(seconds=9 * MINUTE)
    young = asked(book, order)
    clock.advance(seconds=2 * MINUTE)
    assert [job.id for job in spool.recover(book)] == [young.id], "what had not begun and is young goes on"
    assert [state(book, job) for job in (waits, sent, old)] == [EXPIRED, UNKNOWN, EXPIRED]
    view = spool.job_view(book, sent.id)
    assert view.job.reason == "print_interrupted"
    assert "may have come out" in sentence("print_interrupted", data=view.job.data)
    assert copies(book, order) == {1}, "the next paper says DUPLICATA"
    assert spool.recover(book)[0].id == young.id and copies(book, order) == {1}, "once"
    assert replay(book).equal


def test_an_older_copy_of_a_book_prints_nothing_that_came_out_since(
    tmp_path: Path, clock: HandClock, secrets: FileSecrets
) -> None:
    place, copy = tmp_path / "book.db", tmp_path / "copy.db"
    book = open_book(place, clock=clock, secrets=secrets)
    (order,) = sold(book, mixed())
    job = asked(book, order)
    from ticketoffice.store.backing_up import backup

    backup(place, copy)
    assert spooler(book, Printer()).send(job.id).state == PRINTED
    book.close()
    clock.advance(seconds=MINUTE)
    restore(copy, place, clock=clock, secrets=secrets, replace=True)
    again = open_book(place, clock=clock, secrets=secrets)
    assert state(again, job) == WAITING
    assert spool.recover(again) == [] and state(again, job) == EXPIRED
    again.close()


def test_receipts_and_slips_say_duplicata_too(book: Book) -> None:
    (order,) = sold(book, mixed())
    printer = Printer()
    for _ in range(2):
        spooler(book, printer).send(asked(book, order, rules.RECEIPT).id)
    assert ["DUPLICATA1" in words for words in printer.words()] == [False, True]
    gone = tickets_paper(book, order).tickets[0].ticket
    cancel.cancel(book, [gone], who=lea(book), reason="duplicate")
    printer.got.clear()
    for answer in (failed("no_printer", "x"), printed(), printed()):
        printer.answer = answer
        spooler(book, printer).send(asked(book, order, rules.SLIP).id)
    assert ["DUPLICATA" in words for words in printer.words()] == [False, False, True]


def test_the_spool_names_no_customer_and_forgets_what_is_long_over(book: Book, clock: HandClock) -> None:
    (order,) = sold(book, mixed())
    job = asked(book, order)
    spooler(book, Printer(unknown("tcp:192.0.2.9", why="timed out"))).send(job.id)
    with book.read() as reading:
        rows = reading.connection.execute(text("SELECT * FROM print_jobs")).all()
    assert not any(name in repr(rows) for name in ("Müller", "Zoé", "Anne-Sophie"))
    clock.advance(seconds=rules.KEPT / 1e6 + 1)
    spool.recover(book)
    assert spool.jobs(book, count=10) == ()
    assert copies(book, order) == {1}, "the journal knows for ever"


def test_the_same_once_more_is_a_job_of_its_own(book: Book) -> None:
    (order,) = sold(book, mixed())
    first = asked(book, order)
    spooler(book, Printer(failed("no_printer", "x"))).send(first.id)
    again = spool.ask(book, spool.wish_again(book, first.id), who=lea(book))
    assert (again.tickets, again.printer, again.state) == (first.tickets, first.printer, WAITING)
    views = spool.jobs(book, count=10)
    assert [view.job.id for view in views] == [again.id, first.id]
    assert views[0].number == "KL3ZT" and views[0].shorts == ("KL3ZT-1", "KL3ZT-2", "KL3ZT-3", "KL3ZT-4")


def test_every_state_goes_somewhere_and_no_end_goes_on() -> None:
    states = {WAITING, SENDING, *rules.ENDS}
    assert set(rules.GOES_TO) == states
    for one in states:
        assert all(rules.may_go(one, to) == (to in rules.GOES_TO[one]) for to in states)
    assert not any(rules.may_go(end, to) for end in rules.ENDS for to in states)
    assert rules.is_stale(rules.TICKETS, asked_at=100, now=99), "a clock that was set back makes none younger"


def test_the_tables_hold_what_a_job_is(book: Book) -> None:
    assert [column.name for column in tables.print_jobs.columns if column.name not in PrintJob.__struct_fields__] == []


def test_what_was_given_out_before_is_counted_by_the_spool_too(book: Book) -> None:
    """A roll printed ahead: the first paper from here is DUPLICATA 1, the next one DUPLICATA 2."""
    (order,) = sold(book, mixed())
    tickets = [ticket.ticket for ticket in tickets_paper(book, order).tickets]
    collect(book, tickets, who=lea(book))
    numbers = []
    for _ in range(3):
        printer = Printer()
        spooler(book, printer).send(asked(book, order).id)
        numbers.append({words.partition("DUPLICATA")[2][:1] for words in printer.words()})
    assert numbers == [{"1"}, {"2"}, {"3"}]
    assert copies(book, order) == {4}, "with the one that was given out"
    with book.read() as reading:
        named = [line.payload.get("given_before") for line in reading.history.lines() if line.kind == "printed"]
    assert sorted(named[0] or ()) == sorted(tickets) and named[1:] == [None, None], "said once"
    assert replay(book).equal


def test_a_paper_of_an_older_desk_counts_as_it_did(book: Book) -> None:
    """What is in a journal from before it was said builds the same book again."""
    (order,) = sold(book, mixed())
    tickets = [ticket.ticket for ticket in tickets_paper(book, order).tickets]
    collect(book, tickets, who=lea(book))
    payload = {"order": order, "tickets": tickets}
    book.write(lambda deed: deed.record(make(deed, "printed", who=lea(book), payload=payload)))
    assert copies(book, order) == {1}
    assert replay(book).equal
