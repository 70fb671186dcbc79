"""Whoever is erased stands in no file of the book soon after, and nobody waits while it is cleaned."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import event

from tests.conftest import lea
from tests.house import house, on, taken
from ticketoffice.desk.customer import erase_customer
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.notes import add_note
from ticketoffice.domain.taken_in import TakenPerson
from ticketoffice.store import database, scrubbing
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book

NAME = "Quirinius Holderbaum"
MANY = 1000


def filled(book: Book, *, orders: int = 1) -> str:
    """The first of these orders, whose customer has a name that nobody else has."""
    named = [
        replace(on(f"S{n}", number=f"N{n}"), customer=TakenPerson(name=f"Person{n:05d} Surname{n * 7919:09d}"))
        for n in range(1, orders)
    ]
    taken(book, house(), replace(on("H", number="HELD"), customer=TakenPerson(name=NAME)), *named)
    return order_of(book, "HELD")[0]


def stands_in(folder: Path) -> bool:
    found = b"".join(file.read_bytes() for file in sorted(folder.glob("book.db*"))).lower()
    return NAME.split()[1].lower().encode() in found


def others_may_write(place: Path) -> bool:
    with closing(sqlite3.connect(place, timeout=0, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    return True


def test_it_is_gone_at_once_from_a_small_book_and_the_rest_is_still_found(file_book: Book, tmp_path: Path) -> None:
    order = filled(file_book, orders=30)
    assert stands_in(tmp_path)
    erase_customer(file_book, order, who=lea(file_book))
    assert not stands_in(tmp_path)
    assert not find(file_book, "holderbaum").orders
    assert [found.number for found in find(file_book, "person00007").orders] == ["N7"]


def test_a_large_book_is_cleaned_in_small_steps_between_which_others_write(
    file_book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrubbing, "PAGES", 1)
    monkeypatch.setattr(scrubbing, "STEPS_AT_ONCE", 3)
    order = filled(file_book, orders=MANY)
    said: list[str] = []
    event.listen(file_book.engine, "before_cursor_execute", lambda *about: said.append(about[2]))
    erase_customer(file_book, order, who=lea(file_book))
    assert not any("VACUUM" in one.upper() or "rebuild" in one for one in said)
    steps = 0
    while file_book.scrub_on():
        steps += 1
        assert others_may_write(tmp_path / "book.db")
        if steps == 3:
            add_note(file_book, order_of(file_book, "N5")[0], text="meanwhile", who=lea(file_book))
    assert steps > 5
    assert not stands_in(tmp_path)
    assert not file_book.scrub_on(), "once is enough"
    assert [found.number for found in find(file_book, "person00907").orders] == ["N907"]
    assert [found.number for found in find(file_book, "meanwhile").orders] == ["N5"]
    with file_book.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)")


@pytest.mark.parametrize("later", ["closed", "opened"])
def test_a_program_that_ends_before_all_is_cleaned_leaves_it_to_the_next(
    tmp_path: Path, clock: HandClock, secrets: FileSecrets, monkeypatch: pytest.MonkeyPatch, later: str
) -> None:
    def opened() -> Book:
        return open_book(tmp_path / "book.db", clock=clock, secrets=secrets)

    book = opened()
    order = filled(book, orders=30)
    with monkeypatch.context() as dies:
        dies.setattr(Book, "scrub", lambda _: None)
        erase_customer(book, order, who=lea(book))
        if later == "opened":
            dies.setattr(Book, "_scrub_to_the_end", lambda _: None)
            book.close()
            assert stands_in(tmp_path)
            book = opened()
    book.close()
    assert not stands_in(tmp_path)


def test_a_reader_is_not_waited_for_and_what_it_may_see_goes_once_it_is_gone(file_book: Book, tmp_path: Path) -> None:
    order = filled(file_book)
    reader = database.reading_engine(file_book.engine.url)
    with reader.begin() as looking:
        looking.exec_driver_sql("SELECT count(*) FROM orders").all()
        waited: list[str] = []
        file_book.engine.dispose()
        event.listen(file_book.engine, "connect", _counting(waited))
        erase_customer(file_book, order, who=lea(file_book))
        assert not waited
        assert stands_in(tmp_path)
    reader.dispose()
    file_book.scrub()
    assert not stands_in(tmp_path)


def _counting(waited: list[str]) -> Callable[..., None]:
    """Each statement that asks SQLite to wait for others while it brings the `-wal` home."""

    def connected(connection: sqlite3.Connection, _: object) -> None:
        def look(statement: str) -> None:
            if "wal_checkpoint" in statement:
                patient = statement if _timeout(statements) else ""
                waited.extend([patient] if patient else [])
            statements.append(statement)

        statements: list[str] = []
        connection.set_trace_callback(look)

    return connected


def _timeout(statements: list[str]) -> bool:
    said = [one for one in statements if "busy_timeout =" in one]
    return not said or not said[-1].endswith("= 0")
