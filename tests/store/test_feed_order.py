"""The order of the feed is the order of the commits, whoever began first; one seat has one winner; a commit counts once."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy import Connection, select, text, update

from tests.conftest import NOW, lea
from tests.desks import Desk, centre_book, desk_book
from tests.house import house, on, taken
from tests.postgres import Postgres
from tests.sync.test_two_desks import filled
from ticketoffice.central.service import Centre
from ticketoffice.desk import cancel, notes
from ticketoffice.desk.find import order_of
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.store import feed, outbox, receiving, tables
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_url

ROUNDS, LONG_ROUNDS, WRITERS = 12, 1000, 32


@pytest.fixture
def centre(postgres: Postgres, tmp_path: Path) -> Iterator[Book]:
    book = centre_book(postgres.fresh(), clock=HandClock(NOW), folder=tmp_path / "centre")
    yield book
    book.close()


def desk_of(centre: Book, folder: Path, *, fill: bool = False) -> Desk:
    book = desk_book(clock=HandClock(NOW), folder=folder)
    if fill:
        filled(book)
    desk = Desk(book, centre)
    desk.sync()
    return desk


def two_that_cross(centre: Book, desks: tuple[Desk, Desk]) -> tuple[set[str], set[str]]:
    """The first desk's transaction begins before the second's and is committed after it, with a reader in between.

    Returns the operations that were sent, and those that the reader heard.
    """
    for desk, number in zip(desks, ("P", "I"), strict=True):
        assert desk.sync().cause is None
        notes.add_note(desk.book, order_of(desk.book, number)[0], text="x", who=lea(desk.book))
    everything = {name for desk in desks for name in unanswered(desk)}
    waits, goes_on = threading.Event(), threading.Event()
    announce = feed.announce

    def held(connection: Connection, changes: list[feed.Change], *, at: int) -> list[int]:
        if threading.current_thread().name.startswith("slow"):
            waits.set()
            assert goes_on.wait(20)
        return announce(connection, changes, at=at)

    heard: set[str] = set()
    with centre.read() as reading:
        cursor = feed.counter(reading.connection)
    with patch.object(feed, "announce", held), ThreadPoolExecutor(1, thread_name_prefix="slow") as pool:
        first = pool.submit(push, desks[0])
        assert waits.wait(20) or first.result(timeout=0)
        push(desks[1])
        cursor = listen(centre, cursor, heard)
        goes_on.set()
        first.result(timeout=20)
    listen(centre, cursor, heard)
    return everything, heard


def push(desk: Desk) -> None:
    with desk.book.read() as reading:
        batch = outbox.next_batch(reading.connection, at=NOW)
    assert batch is not None
    Centre(desk.centre, token=desk.welcome.token).push(batch.epoch, batch.sent)


def unanswered(desk: Desk) -> list[str]:
    with desk.book.read() as reading:
        batch = outbox.next_batch(reading.connection, at=NOW)
    return [one.id for one in batch.sent] if batch is not None else []


def listen(centre: Book, after: int, heard: set[str]) -> int:
    with centre.read() as reading:
        page = feed.page(reading.connection, after=after, now=0)
    heard |= {one.id for item in page.items for one in item.heard} | {one.id for one in page.general}
    return page.through


def test_f30_transactions_that_cross_are_both_heard(centre: Book, tmp_path: Path) -> None:
    desks = (desk_of(centre, tmp_path / "a", fill=True), desk_of(centre, tmp_path / "b"))
    everything, heard = two_that_cross(centre, desks)
    assert everything and everything <= heard


@contextmanager
def numbers_from_a_sequence(centre: Book) -> Iterator[None]:
    """The broken way: a number is taken when the work begins, and may be committed after a higher one."""
    with centre.engine.begin() as connection:
        start = feed.counter(connection) + 1
        connection.execute(text(f"CREATE SEQUENCE numbers START {start}"))
    drawn = threading.local()

    def early(connection: Connection, changes: list[feed.Change], *, at: int) -> list[int]:
        numbers = drawn.numbers
        rows = [(numbers.pop(0), change.line.id, order) for change in changes for order in change.orders or (None,)]
        feed.insert_many(connection, tables.feed, ("change", "operation", "order"), rows)
        f = tables.feed_counter
        connection.execute(update(f).where(f.c.change < rows[-1][0]).values(change=rows[-1][0]))
        return [row[0] for row in rows]

    take = receiving._Receiver.take

    def taking(self: receiving._Receiver, sent: object) -> object:
        drawn.numbers = [self._connection.execute(text("SELECT nextval('numbers')")).scalar_one() for _ in range(40)]
        return take(self, sent)  # type: ignore[arg-type]

    with patch.object(feed, "announce", early), patch.object(receiving._Receiver, "take", taking):
        yield


def test_f30_numbers_that_are_taken_early_are_skipped(centre: Book, tmp_path: Path) -> None:
    """The broken variant, seen failing: what test_f30 above would find."""
    desks = (desk_of(centre, tmp_path / "a", fill=True), desk_of(centre, tmp_path / "b"))
    with numbers_from_a_sequence(centre):
        everything, heard = two_that_cross(centre, desks)
    assert everything - heard, "a reader between two commits missed the one that began first"


@pytest.mark.timeout(1800)
def test_32_connections_want_one_seat_and_one_gets_it(
    postgres: Postgres, tmp_path: Path, long_run: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    url, rounds = postgres.fresh(), LONG_ROUNDS if long_run else ROUNDS
    secrets = FileSecrets(tmp_path / "keys")
    books = [open_url(url, clock=HandClock(NOW), secrets=secrets) for _ in range(WRITERS)]
    taken(books[0], house(), on("A-1", number="P"))
    who = Who(lea(books[0]).person)
    current = str(order_of(books[0], "PT1")[1])
    barrier = threading.Barrier(WRITERS)

    def wants(book: Book) -> str | None:
        barrier.wait()
        try:
            return cancel.reinstate(book, current, who=who)[1]
        except (RuleBroken, Unavailable):
            return None

    won = []
    with ThreadPoolExecutor(WRITERS) as pool:
        for _ in range(rounds):
            cancel.click(books[0], [current], who=who, now=True)
            winners = [ticket for ticket in pool.map(wants, books) if ticket is not None]
            won.append(len(winners))
            current = winners[0]
    with books[0].read() as reading:
        live = reading.connection.execute(text(f"SELECT count(*) FROM tickets WHERE {tables.LIVE_SEAT}")).scalar_one()
    assert (set(won), live) == ({1}, 1)
    with capsys.disabled():
        print(f"\n{WRITERS} connections for one seat, {rounds} rounds: one winner each")
    for book in books:
        book.close()


def test_f48_a_connection_that_ends_at_commit_counts_once(centre: Book, tmp_path: Path) -> None:
    desk = desk_of(centre, tmp_path / "a", fill=True)
    order = order_of(desk.book, "P")[0]
    name = notes.add_note(desk.book, order, text="once", who=lea(desk.book)).operations[0]
    announce = feed.announce

    def cut(connection: Connection, changes: list[feed.Change], *, at: int) -> list[int]:
        numbers = announce(connection, changes, at=at)
        pid = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with centre.engine.connect() as other:
            other.execute(text(f"SELECT pg_terminate_backend({pid})"))
        return numbers

    with patch.object(feed, "announce", cut):
        assert desk.sync().cause is not None
    assert desk.sync().cause is None
    with centre.read() as reading:
        o = tables.operations.c
        found = reading.connection.execute(select(o.seq).where(o.id == name)).all()
    assert len(found) == 1
    with desk.book.read() as reading:
        a = tables.answers.c
        assert reading.connection.execute(select(a.answer).where(a.operation == name)).scalar_one() == "accepted"
