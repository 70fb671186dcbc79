"""A ticket that one desk cancels and another one scans: which was before decides, not which was heard first."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import alone, lea
from tests.desks import Desk, desk_book
from tests.sync.test_customer_at_two_desks import hears
from tests.sync.test_two_desks import state, ticket, waiting
from ticketoffice.desk import admit, cancel
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.domain.state import Admission, Case
from ticketoffice.store import tables
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.replay import replay
from ticketoffice.store.rows import fetch

SECOND = 1_000_000


@pytest.fixture
def gate_clock(clock: HandClock) -> HandClock:
    return HandClock(clock.now())


@pytest.fixture
def gate(a: Desk, centre: Book, tmp_path: Path, gate_clock: HandClock) -> Iterator[Desk]:
    """A second desk with a clock of its own, which has heard everything."""
    book = desk_book(clock=gate_clock, folder=tmp_path / "gate")
    desk = Desk(book, centre, name="Gate")
    assert desk.sync().cause is None
    yield desk
    book.close()


def wait(*clocks: HandClock, seconds: float) -> None:
    for clock in clocks:
        clock.advance(seconds=seconds)


def cancels(desk: Desk) -> None:
    cancel.cancel(desk.book, [ticket(desk, "PT1")], who=lea(desk.book), reason="duplicate", method="later", now=True)


def scans(desk: Desk) -> None:
    assert admit.admit(desk.book, "PT1", who=lea(desk.book)).answer == "GO"


def kinds(book: Book) -> list[str]:
    return sorted(case.kind for case in cases(book))


def cases(book: Book) -> list[Case]:
    with book.read() as reading:
        return list(reading.cases())


def admissions(book: Book) -> list[Admission]:
    order = order_of(book, "P")[0]
    with book.read() as reading:
        return fetch(reading.connection, Admission, column="order", values=[order])


def refunded(book: Book) -> list[int]:
    return [refund.amount for refund in show(book, order_of(book, "P")[0]).refunds]


def all_agree(a: Desk, gate: Desk, *, kind: str) -> None:
    """Cancelled with its refund and a free place, the scan beside it as a case; and the same book from the journal."""
    for desk in (a, gate, a, gate):
        assert desk.sync().cause is None
    for book in (a.book, gate.book, a.centre):
        assert (state(book, "P", 1), kinds(book), refunded(book)) == ("cancelled", [kind], [3000])
        assert [scan.undone_at for scan in admissions(book)] == [None]
        assert {t.used_at for t in show(book, order_of(book, "P")[0]).tickets} == {None}
        assert replay(book).equal
    assert free(a.book, "p") == free(gate.book, "p") == free(a.centre, "p")
    assert waiting(a).refused == waiting(gate).refused == 0


def both_orders(first: Desk, then: Desk) -> None:
    """What each of them did arrives at the centre in this order."""
    for desk in (first, then):
        assert desk.sync().cause is None


Arrive = Callable[[Desk, Desk], None]


def test_c06_a_cancellation_that_came_first_stands_although_the_scan_arrived_before_it(
    a: Desk, gate: Desk, clock: HandClock, gate_clock: HandClock
) -> None:
    cancels(a)
    wait(clock, gate_clock, seconds=61)
    scans(gate)
    gate.sync()
    assert state(a.centre, "P", 1) == "used"
    all_agree(a, gate, kind="admitted_on_cancelled")


def test_c06_the_same_where_the_cancellation_arrived_first(
    a: Desk, gate: Desk, clock: HandClock, gate_clock: HandClock
) -> None:
    cancels(a)
    a.sync()
    wait(clock, gate_clock, seconds=61)
    scans(gate)
    all_agree(a, gate, kind="admitted_on_cancelled")


def test_c05_a_scan_that_came_first_refuses_the_cancellation(
    a: Desk, gate: Desk, clock: HandClock, gate_clock: HandClock
) -> None:
    scans(gate)
    wait(clock, gate_clock, seconds=61)
    cancels(a)
    for desk in (gate, a, gate):
        desk.sync()
    for book in (a.book, gate.book, a.centre):
        assert (state(book, "P", 1), kinds(book), refunded(book)) == ("used", ["used"], [])
        assert replay(book).equal


def test_a_scan_that_came_first_is_told_where_the_cancellation_was_accepted_already(
    a: Desk, gate: Desk, clock: HandClock, gate_clock: HandClock
) -> None:
    scans(gate)
    wait(clock, gate_clock, seconds=61)
    cancels(a)
    a.sync()
    all_agree(a, gate, kind="admitted_before_cancelled")


def test_a_scan_that_has_not_left_yet_is_the_same_case_when_the_book_is_built_again(
    a: Desk, gate: Desk, clock: HandClock, gate_clock: HandClock
) -> None:
    """Whoever builds it has the journal beside it: which of the two came first stands there."""
    wait(gate_clock, seconds=3600)
    gate.sync()
    cancels(gate)
    wait(clock, gate_clock, seconds=61)
    scans(a)
    gate.sync()
    hears(a)
    assert kinds(a.book) == ["admitted_on_cancelled"], "its clock was an hour ahead, and it says so"
    assert replay(a.book).equal


@pytest.mark.parametrize("scan_first", [True, False], ids=["scan", "click"])
@pytest.mark.parametrize("arrives_first", ["gate", "a"])
def test_within_a_minute_nobody_can_tell_and_a_person_is_asked(
    a: Desk, gate: Desk, clock: HandClock, gate_clock: HandClock, *, scan_first: bool, arrives_first: str
) -> None:
    (scans if scan_first else cancels)(gate if scan_first else a)
    wait(clock, gate_clock, seconds=59)
    (cancels if scan_first else scans)(a if scan_first else gate)
    both_orders(*((gate, a) if arrives_first == "gate" else (a, gate)))
    all_agree(a, gate, kind="admitted_and_cancelled")


@pytest.mark.parametrize("ahead", [3600, -3600, 0])
def test_a_wrong_clock_is_corrected_by_what_was_measured(
    a: Desk, gate: Desk, clock: HandClock, gate_clock: HandClock, *, ahead: int
) -> None:
    """The gate's clock is an hour off, which its last round has measured; the scan comes 90 s after the click."""
    wait(gate_clock, seconds=ahead)
    gate.sync()
    cancels(a)
    wait(clock, gate_clock, seconds=90)
    scans(gate)
    gate.sync()
    all_agree(a, gate, kind="admitted_on_cancelled")


@pytest.mark.parametrize("ahead", [3600, -3600])
def test_a_wrong_clock_makes_no_later_scan_an_earlier_one(
    a: Desk, gate: Desk, clock: HandClock, gate_clock: HandClock, *, ahead: int
) -> None:
    wait(gate_clock, seconds=ahead)
    gate.sync()
    scans(gate)
    wait(clock, gate_clock, seconds=90)
    cancels(a)
    for desk in (gate, a):
        desk.sync()
    assert (state(a.centre, "P", 1), kinds(a.centre)) == ("used", ["used"])


def test_who_has_heard_of_the_cancellation_comes_after_it_whatever_its_clock_says(
    a: Desk, gate: Desk, gate_clock: HandClock
) -> None:
    """A clock that was put back since it was measured: what the desk had heard counts."""
    cancels(a)
    a.sync()
    gate.sync()
    wait(gate_clock, seconds=-3600)
    who = lea(gate.book)
    payload = {"order": order_of(gate.book, "P")[0], "ticket": ticket(gate, "PT1"), "admission": gate.book.new_id()}
    gate.book.write(lambda deed: deed.record(admit.make(deed, "admitted", who=who, payload=payload)))
    assert kinds(gate.book) == ["admitted_on_cancelled"]
    all_agree(a, gate, kind="admitted_on_cancelled")


def test_how_far_a_desk_had_heard_the_centre_stands_in_the_bytes_of_what_it_does(
    a: Desk, gate: Desk, gate_clock: HandClock
) -> None:
    scans(gate)
    gate.sync()
    wait(gate_clock, seconds=300)
    gate.sync()
    admit.undo_entry(gate.book, ticket(gate, "PT1"), who=alone(gate.book))
    with gate.book.read() as reading:
        told = reading.connection.execute(select(tables.centre.c.cursor, tables.centre.c.skew)).one()
        header = json.loads(list(reading.history.lines())[-1].body)["header"]
    assert header["kind"] == "entry_undone"
    assert (header["heard"], header["skew"]) == tuple(told)
    assert header["skew"] == 300 * SECOND
    assert header["heard"] > 0
    gate.sync()
    a.sync()
    cancels(a)
    all_agree_that_it_is_gone(a, gate)


def all_agree_that_it_is_gone(a: Desk, gate: Desk) -> None:
    """A scan that was undone stands in nobody's way, and is nobody's case."""
    for desk in (a, gate):
        assert desk.sync().cause is None
    for book in (a.book, gate.book, a.centre):
        assert (state(book, "P", 1), kinds(book)) == ("cancelled", [])


def test_the_desk_decides_as_the_centre_will(a: Desk, gate: Desk, clock: HandClock, gate_clock: HandClock) -> None:
    """An own click on the copy in which somebody entered later stands, before the centre has answered it."""
    cancel.click(a.book, [ticket(a, "PT1")], who=lea(a.book))
    wait(gate_clock, seconds=61)
    scans(gate)
    gate.sync()
    assert a.sync().cause is None
    assert waiting(a).held == 1
    assert waiting(a).contested == 0
    assert (state(a.book, "P", 1), kinds(a.book)) == ("cancelled", ["admitted_on_cancelled"])
    assert replay(a.book).equal
    cancel.keep(a.book, [ticket(a, "PT1")], who=lea(a.book))
    for desk in (a, gate):
        assert desk.sync().cause is None
    for book in (a.book, gate.book, a.centre):
        assert state(book, "P", 1) == "used", "what was kept gives back the ticket as it was"
        assert {t.used_at is None for t in show(book, order_of(book, "P")[0]).tickets} == {True, False}
        assert replay(book).equal
