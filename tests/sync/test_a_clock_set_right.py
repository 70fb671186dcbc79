"""What `doctor` says of the clock, where operations are dated later than now."""

from pathlib import Path

from tests.conftest import lea
from tests.desks import Desk
from ticketoffice.desk.find import order_of
from ticketoffice.desk.notes import add_note
from ticketoffice.store.book import Book
from ticketoffice.store.checking import Finding, examine
from ticketoffice.store.clock import HandClock

HALF_A_YEAR = 182 * 86_400


def clock_of(book: Book, folder: Path) -> Finding:
    return next(found for found in examine(book, path=folder / "book.db") if found.check == "clock")


def was_ahead(desk: Desk, clock: HandClock) -> None:
    """A note while the clock was half a year ahead; then it is set right."""
    clock.advance(seconds=HALF_A_YEAR)
    add_note(desk.book, order_of(desk.book, "P")[0], text="wheelchair", who=lea(desk.book))
    clock.advance(seconds=-HALF_A_YEAR)


def test_a_clock_that_was_ahead_is_no_fault_once_the_centre_knows_that_it_is_right(
    a: Desk, clock: HandClock, tmp_path: Path
) -> None:
    was_ahead(a, clock)
    clock.advance(seconds=-60)
    found = clock_of(a.book, tmp_path)
    assert (found.ok, found.detail) == (False, "182 days behind an operation"), "the last round was a minute from now"
    clock.advance(seconds=120)
    assert a.sync().cause is None
    found = clock_of(a.book, tmp_path)
    assert found.ok
    assert found.detail == "right by the centre's clock; it was ahead once: an operation is dated 182 days from now"
    clock.advance(seconds=-3600)
    assert not clock_of(a.book, tmp_path).ok, "set back since"


def test_what_a_desk_dated_wrongly_is_no_fault_of_the_centres_clock(
    a: Desk, centre: Book, clock: HandClock, tmp_path: Path
) -> None:
    was_ahead(a, clock)
    assert a.sync().cause is None
    assert clock_of(centre, tmp_path).ok
    assert clock_of(centre, tmp_path).detail == "not behind the journal"


def test_a_desk_alone_is_told_as_long_as_its_clock_is_behind(book: Book, clock: HandClock, tmp_path: Path) -> None:
    lea(book)
    clock.advance(seconds=-HALF_A_YEAR)
    assert not clock_of(book, tmp_path).ok
