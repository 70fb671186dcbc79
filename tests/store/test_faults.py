"""A full disk, a busy row, a connection that breaks: the deed is done whole or not at all, and the sentence says which."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from tests.conftest import lea
from tests.house import house, on, taken
from tests.postgres import Postgres
from tests.statements import before_each_statement
from ticketoffice.desk import cancel
from ticketoffice.desk.find import order_of
from ticketoffice.desk.people import person_named
from ticketoffice.desk.sentences import sentence
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.store import saving
from ticketoffice.store.book import TRIES, Book
from ticketoffice.store.checking import quick_check, verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.deed import Deed
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_url
from ticketoffice.store.replay import replay

STATEMENTS = 24


def filled(book: Book) -> str:
    """The ticket of a paid order."""
    taken(book, house(), on("A-1", "A-2", number="N1"))
    return str(order_of(book, "N1T1")[1])


def seq(book: Book) -> int:
    with book.read() as reading:
        return reading.facts().seq


def sound(book: Book) -> bool:
    return verify(book) is None and quick_check(book) is None and replay(book).equal


def most_pages(book: Book, pages: int) -> None:
    with book.engine.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")


def pages_of(book: Book) -> int:
    with book.engine.connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())


def test_a_full_disk_refuses_the_deed_and_keeps_what_was_there(file_book: Book) -> None:
    """The book may not grow: orders go in until the disk is full, in the middle of whatever statement that is."""
    ticket = filled(file_book)
    who = lea(file_book)
    for spare in range(8):
        most_pages(file_book, pages_of(file_book) + spare)
        for n in range(200):
            before = seq(file_book)
            try:
                taken(file_book, on(number=f"F{spare}x{n}"))
            except Unavailable as no:
                assert no.code == "disk_full"
                assert "Nothing of this was written" in sentence(no.code, data=no.data)
                break
        else:
            raise AssertionError("the disk was never full")
        assert seq(file_book) == before
        with pytest.raises(RuleBroken):
            order_of(file_book, f"F{spare}x{n}")
        assert sound(file_book)
        most_pages(file_book, 2**30)
        cancel.click(file_book, [ticket], who=who)
        cancel.keep(file_book, [ticket], who=who)
    assert sound(file_book)


def test_a_row_that_others_keep_changing_is_given_up_after_three_tries(book: Book) -> None:
    tried = 0

    def work(deed: Deed) -> None:
        nonlocal tried
        tried += 1
        raise saving.Conflict("order")

    before = seq(book)
    with pytest.raises(Unavailable) as no:
        book.write(work)
    assert (no.value.code, tried, seq(book)) == ("busy", TRIES, before)


@contextmanager
def reply_lost(book: Book, *, committed: bool) -> Iterator[None]:
    """The connection breaks at the next COMMIT: before the database has done it, or after, with its answer lost."""
    dialect = book.engine.dialect
    do_commit = dialect.do_commit

    def broken(connection: Any) -> None:
        if committed:
            do_commit(connection)
        connection.dbapi_connection.close()
        raise dialect.dbapi.OperationalError("server closed the connection unexpectedly")  # type: ignore[union-attr]

    dialect.do_commit = broken  # type: ignore[method-assign]
    try:
        yield
    finally:
        dialect.do_commit = do_commit  # type: ignore[method-assign]


@pytest.mark.parametrize("committed", [False, True])
def test_a_connection_lost_at_commit_and_the_deed_repeated_is_one_deed(book: Book, committed: bool) -> None:
    """F48, F04: whoever repeats it finds it done once, whether the first time counted or not."""
    ticket = filled(book)
    who = lea(book)
    with reply_lost(book, committed=committed), pytest.raises(Unavailable) as no:
        cancel.cancel(book, [ticket], who=who, reason="duplicate")
    assert no.value.code == "unknown_outcome"
    assert "whole or not at all" in sentence(no.value.code, data=no.value.data)
    answers = []
    for _ in range(20):
        try:
            cancel.cancel(book, [ticket], who=who, reason="duplicate")
            answers.append("done")
        except RuleBroken as refused:
            answers.append(refused.code)
    assert answers[0] == ("already_cancelled" if committed else "done")
    assert set(answers[1:]) == {"already_cancelled"}
    view = show(book, order_of(book, "N1T1")[0])
    assert [r.amount for r in view.refunds] == [3000]
    assert [line.kind for line in view.history] == ["cancellation_finished", "tickets_cancelled", "order_taken_in"]
    assert sound(book)


@pytest.mark.parametrize("at", range(1, STATEMENTS, 4))
def test_a_server_that_ends_the_connection_at_any_statement_leaves_nothing_half(
    postgres: Postgres, clock: HandClock, secrets: FileSecrets, at: int
) -> None:
    url = postgres.fresh()
    book = open_url(url, clock=clock, secrets=secrets)
    ticket = filled(book)
    who, before = lea(book), seq(book)
    killer = create_engine(url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    end = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid() AND state = 'idle in transaction'"
    )

    def cut(number: int) -> None:
        if number == at:
            with killer.connect() as connection:
                assert connection.execute(end).all() or at == 1, "somebody was cut off"

    with before_each_statement(book, cut):
        try:
            cancel.cancel(book, [ticket], who=who, reason="duplicate")
            written = True
        except Unavailable as no:
            assert no.code == "database"
            assert isinstance(no.__cause__, OperationalError)
            written = False
    assert written == (at == 1), "at the first statement there is nothing to cut"
    assert seq(book) == before + (2 if written else 0)
    if not written:
        cancel.cancel(book, [ticket], who=who, reason="duplicate")
    assert len(show(book, order_of(book, "N1T1")[0]).refunds) == 1
    assert sound(book)
    killer.dispose()
    book.close()


def test_after_the_server_was_restarted_the_first_question_and_the_first_deed_go_through(
    postgres: Postgres, tmp_path: Path, clock: HandClock
) -> None:
    """The lines that lay ready are dead: nothing was asked on them yet."""
    book = open_url(postgres.fresh(), clock=clock, secrets=FileSecrets(tmp_path / "keys"))
    assert person_named(book, "Lea")
    with book.read() as reading:
        reading.facts()
    ends = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    outside = create_engine(book.engine.url, poolclass=NullPool)
    with outside.connect() as connection:
        assert len(connection.execute(ends).all()) >= 2
    with book.read() as reading:
        assert reading.facts().mode == "live"
    assert person_named(book, "Zoé")
    book.close()
