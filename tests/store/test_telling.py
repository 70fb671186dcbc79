"""What a transaction tells a database through the driver: the same rows, counts, errors and listeners as through SQLAlchemy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, event, select, update
from sqlalchemy.exc import IntegrityError, OperationalError

from tests.conftest import lea
from ticketoffice.store import tables
from ticketoffice.store.asking import About
from ticketoffice.store.book import Book
from ticketoffice.store.telling import (
    delete_many,
    insert_many,
    insert_one,
    savepoint,
    tell,
    tell_each,
    update_many,
    update_one,
)

DESKS = ("desk", "name", "form", "token", "enrolled_at")
A, B, C = ("0a" * 16, "0b" * 16, "0c" * 16)
_d = tables.desks.c


@pytest.fixture
def three(book: Book) -> Iterator[Connection]:
    with book.engine.begin() as connection:
        insert_many(connection, tables.desks, DESKS, [(desk, desk[:2], "fresh", desk, 1) for desk in (A, B, C)])
        yield connection


def rows(connection: Connection, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(select(*(_d[name] for name in columns)).order_by(_d.desk))]


def test_rows_are_told_by_their_columns_and_counted(three: Connection) -> None:
    changed = update_many(three, tables.desks, ("name", "seen_at"), [("one", 5, A), ("two", None, B)], by=("desk",))
    assert changed == 2
    assert update_one(three, tables.desks, {"desk": C, "name": "nobody's"}, seen_at=7) == 0
    assert update_one(three, tables.desks, {"desk": C, "name": "0c"}, seen_at=7) == 1
    assert rows(three, "desk", "name", "seen_at") == [(A, "one", 5), (B, "two", None), (C, "0c", 7)]
    assert update_one(three, tables.desks, stopped="all") == 3
    assert delete_many(three, tables.desks, [(A,), (C,), ("0d" * 16,)], by=("desk",)) == 2
    assert rows(three, "desk", "stopped") == [(B, "all")]
    insert_one(three, tables.desks, token="t", desk=A, enrolled_at=2, name="later", form="fresh")
    assert rows(three, "desk", "name", "seen_at") == [(A, "later", None), (B, "two", None)]


def test_a_statement_may_count_on_and_hold_values_of_its_own(three: Connection) -> None:
    later = update(tables.desks).values(enrolled_at=_d.enrolled_at + bindparam("by") + 100)
    later = later.where(_d.desk == bindparam("of"), _d.form == "fresh")
    assert tell(three, later, by=1, of=A) == 1
    assert tell_each(three, later, [(2, A), (3, B)], ("by", "of")) == 2
    assert tell_each(three, later, [], ("by", "of")) == 0
    assert rows(three, "enrolled_at") == [(204,), (104,), (1,)]


def test_what_the_driver_refuses_is_raised_as_sqlalchemy_raises_it(three: Connection) -> None:
    with pytest.raises(IntegrityError) as no, three.begin_nested():
        insert_one(three, tables.desks, desk=A, name="again", form="fresh", token="x", enrolled_at=1)
    assert no.value.orig is no.value.__cause__


def test_what_is_done_in_a_savepoint_is_undone_where_it_raises_and_the_transaction_goes_on(three: Connection) -> None:
    with pytest.raises(IntegrityError), savepoint(three):
        update_one(three, tables.desks, {"desk": A}, name="gone")
        with savepoint(three):
            update_one(three, tables.desks, {"desk": B}, name="gone too")
        insert_one(three, tables.desks, desk=A, name="again", form="fresh", token="x", enrolled_at=1)
    with savepoint(three):
        update_one(three, tables.desks, {"desk": C}, name="stays")
    assert rows(three, "name") == [("0a",), ("0b",), ("stays",)]


@pytest.mark.parametrize(
    "first", [KeyboardInterrupt(), OperationalError("SELECT 1", {}, Exception("the line is gone"))]
)
def test_where_the_connection_is_gone_the_first_fault_is_told(file_book: Book, first: BaseException) -> None:
    """A crash in the middle of a push was answered as an operation that could not be judged (seed 13001545)."""
    with pytest.raises(type(first)) as told, file_book.engine.begin() as connection, savepoint(connection):
        connection.invalidate()
        raise first
    assert told.value is first


def test_whoever_listens_to_the_engine_hears_what_is_told(book: Book) -> None:
    before: list[str] = []
    after: list[str] = []
    event.listen(book.engine, "before_cursor_execute", lambda c, cursor, sql, *rest: before.append(sql))
    event.listen(book.engine, "after_cursor_execute", lambda c, cursor, sql, *rest: after.append(sql))
    with book.engine.begin() as connection:
        insert_one(connection, tables.desks, desk=A, name="a", form="fresh", token="x", enrolled_at=1)
        update_one(connection, tables.desks, {"desk": A}, name="b")
        delete_many(connection, tables.desks, [(A,)], by=("desk",))
    told = [sql.split()[0] for sql in before if "desks" in sql]
    assert told == [sql.split()[0] for sql in after if "desks" in sql] == ["INSERT", "UPDATE", "DELETE"]


def test_nothing_is_told_outside_a_transaction(book: Book) -> None:
    with book.engine.connect() as connection, pytest.raises(AssertionError):
        update_one(connection, tables.book, letter="Z")
    assert lea(book).person is not None


@pytest.mark.parametrize("count", [0, 1, 2, 9, 600])
def test_a_question_about_many_with_another_parameter_is_one_question(book: Book, count: int) -> None:
    ids = [f"{number:032x}" for number in range(count)]
    asked = About(select(_d.desk).where(_d.enrolled_at > bindparam("since")), _d.desk)
    with book.engine.begin() as connection:
        insert_many(connection, tables.desks, DESKS, [(n, n, "fresh", n, at % 2) for at, n in enumerate(ids)])
        found = asked.ask(connection, ids, since=0)
    assert sorted(row[0] for row in found) == ids[1::2]
