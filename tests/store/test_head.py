"""The head file beside the key: a witness that may be late, torn or gone, and only then speaks against the book."""

import json
from pathlib import Path

import pytest

from tests.conftest import FIRST_DAY, orders_files
from ticketoffice.desk.people import person_named
from ticketoffice.desk.practice import shift_to
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.journal import Line
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book


class Desk:
    """A practice book (its second epoch) that is opened again and again."""

    def __init__(self, folder: Path, clock: HandClock) -> None:
        self._folder, self._clock = folder, clock
        book = self.open()
        shift_to(book, orders_files("pretix-opera")[8:], first_day=FIRST_DAY)
        person_named(book, "Lea")
        self.lines, self.head = self.close(book)

    def open(self) -> Book:
        return open_book(self._folder / "book.db", clock=self._clock, secrets=FileSecrets(self._folder / "keys"))

    def close(self, book: Book) -> tuple[list[Line], Path]:
        with book.read() as reading:
            lines, desk = list(reading.history.lines()), reading.facts().desk
        book.close()
        return lines, self._folder / "keys" / f"{desk}.head"

    def reopened(self) -> list[Line]:
        """The journal after the program opened the book again."""
        book = self.open()
        assert book.read_only is None
        return self.close(book)[0]


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock) -> Desk:
    return Desk(tmp_path, clock)


def as_head(line: Line, *, digest: bytes | None = None) -> str:
    return json.dumps({"epoch": line.epoch, "seq": line.seq, "hash": (digest or line.hash).hex(), "at": line.at})


def test_a_late_head_is_no_restored_book(desk: Desk) -> None:
    assert len({line.epoch for line in desk.lines}) == 2
    for line in desk.lines:
        desk.head.write_text(as_head(line))
        assert desk.reopened() == desk.lines


@pytest.mark.parametrize("torn", ["", "\0" * 400, '{"epoch": "12'], ids=["empty", "zeros", "half"])
def test_a_torn_head_is_no_restored_book(desk: Desk, torn: str) -> None:
    desk.head.write_text(torn)
    assert desk.reopened() == desk.lines


def test_a_head_that_is_gone_is_no_restored_book(desk: Desk) -> None:
    desk.head.unlink()
    assert desk.reopened() == desk.lines


def test_an_older_book_begins_a_new_epoch_and_counts_what_is_missing(desk: Desk) -> None:
    last = desk.lines[-1]
    desk.head.write_text(json.dumps({"epoch": last.epoch, "seq": last.seq + 3, "hash": "00" * 32, "at": last.at}))
    *before, started = desk.reopened()
    assert before == desk.lines
    assert (started.kind, started.payload["missing"]) == ("book_started", 3)


def test_another_history_begins_a_new_epoch(desk: Desk) -> None:
    desk.head.write_text(as_head(desk.lines[-2], digest=bytes(32)))
    *before, started = desk.reopened()
    assert before == desk.lines
    assert started.kind == "book_started"


def test_a_head_that_cannot_be_written_costs_no_deed(desk: Desk) -> None:
    book = desk.open()
    desk.head.unlink()
    desk.head.mkdir()
    person_named(book, "Ada")
    assert len(desk.close(book)[0]) == len(desk.lines) + 1


def test_a_closed_book_is_one_file(file_book: Book, tmp_path: Path) -> None:
    person_named(file_book, "Lea")
    with file_book.read() as reading:
        assert reading.staff()
    file_book.close()
    assert sorted(path.name for path in tmp_path.glob("book.db*")) == ["book.db", "book.db.lock"]
