"""Opening a book: lock, schema, the last operations against the head, a new epoch where one is due (`store.epochs`)."""

from __future__ import annotations

import errno
import secrets as randomness
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct
from sqlalchemy import Engine, delete, insert, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from ticketoffice.domain.errors import Unavailable
from ticketoffice.store import chain, database, epochs, feed, journal, membership, search_tables, tables
from ticketoffice.store.book import Book, Guards
from ticketoffice.store.clock import Clock
from ticketoffice.store.database_errors import answering
from ticketoffice.store.former import former_place
from ticketoffice.store.keys import Secrets
from ticketoffice.store.lock import BookLock, has_two_names, real_place
from ticketoffice.store.making import make_tables
from ticketoffice.store.privacy import make_private

CHECKED_AT_START = 1000
NO_ROOM = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))


Updating = Callable[[int], None]
Place: TypeAlias = Path | URL
"""Where a book is: a file, or the address of a server."""


class Kind(Struct, frozen=True):
    """What kind of book a new one becomes: live, demo or centre; `shift_weeks` moves imported dates (a practice book).

    `keys_are_shared`: several machines may work on one server's database, so that one without its keys begins no epoch.
    """

    mode: str = "live"
    shift_weeks: int = 0
    keys_are_shared: bool = False


def open_book(
    path: Path,
    *,
    clock: Clock,
    secrets: Secrets,
    kind: Kind | None = None,
    make: bool = True,
    updating: Updating | None = None,
) -> Book:
    """Opens the book at `path` for writing, making it if it is not there (unless `make` is false).

    `updating` is told how far (in per cent) an older book is brought up to date. Raises Unavailable with what is wrong.
    """
    with _reachable(path):
        if not make and (not path.exists() or path.stat().st_size == 0):
            raise Unavailable("no_book", data={"book": str(path)})
        path = real_place(path)
        _refuse_what_is_no_book(path)
        _refuse_what_has_two_names(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        make_private(path)
        lock = BookLock(path)
        lock.take()
    try:
        _refuse_what_is_foreign(path)
        book = open_url(
            address_of(path), clock=clock, secrets=secrets, kind=kind, lock=lock, path=path, updating=updating
        )
        if book.read_only is None:
            book.former = former_place(book, path, secrets=secrets)
    except BaseException:
        lock.release()
        raise
    return book


def open_url(
    url: str | URL,
    *,
    clock: Clock,
    secrets: Secrets,
    kind: Kind | None = None,
    lock: BookLock | None = None,
    path: Path | None = None,
    guards: Guards | None = None,
    restored: Sequence[str] | None = None,
    updating: Updating | None = None,
) -> Book:
    """Opens a book by database address (PostgreSQL, or SQLite in memory for tests). Raises Unavailable.

    One that is `restored` from a copy begins a new epoch, whatever the head file says; these letters of numbers are used.
    """
    engine = _engine(url, make=database.writing_engine)
    with answering(), database.one_opener(engine):
        return _opened(
            engine,
            url=url,
            clock=clock,
            secrets=secrets,
            kind=kind,
            lock=lock,
            path=path,
            guards=guards,
            restored=restored,
            updating=updating,
        )


def _opened(
    engine: Engine,
    *,
    url: str | URL,
    clock: Clock,
    secrets: Secrets,
    kind: Kind | None,
    lock: BookLock | None,
    path: Path | None,
    guards: Guards | None,
    restored: Sequence[str] | None,
    updating: Updating | None,
) -> Book:
    try:
        _prepare_schema(engine, path=path, updating=updating)
        fresh = _is_unbegun(engine)
        if fresh:
            _first_row(engine, kind=kind or Kind())
        mode = _mode_of(engine)
        in_memory = engine.dialect.name == "sqlite" and path is None
        readers = engine if in_memory else database.reading_engine(url)
        key = epochs.key_of(engine, secrets=secrets)
        if key is None and not fresh and kind is not None and kind.keys_are_shared:
            raise Unavailable("keys_elsewhere")
        book = Book(engine=engine, readers=readers, clock=clock, secrets=secrets, key=key, lock=lock, guards=guards)
        book.mode = mode
        book.paired = _is_paired(engine)
        book.read_only = None if fresh else _check_tail(book)
        if book.read_only is None:
            epochs.begin_where_due(book, fresh=fresh, keyless=key is None, restored=restored, secrets=secrets)
    except BaseException:
        engine.dispose()
        raise
    return book


def place_of(text: str) -> Place:
    """Where a book is: a file, also when it is given as `sqlite:///file`, or a server's address. Raises Unavailable."""
    if "://" not in text:
        return Path(text)
    try:
        address = make_url(text)
    except ArgumentError as problem:
        raise Unavailable("not_a_book", data={"book": text}) from problem
    if address.get_backend_name() == "sqlite" and address.database:
        return Path(address.database)
    return address


def open_reader(place: Place, *, clock: Clock, secrets: Secrets, damaged_too: bool = False) -> Book:
    """Opens a book beside its writer: it answers questions, and writes and checkpoints nothing.

    Raises Unavailable; with `damaged_too` a damaged file is opened all the same, to be looked at.
    """
    if isinstance(place, Path):
        with _reachable(place):
            if not place.exists():
                raise Unavailable("no_book", data={"book": str(place)})
            place = real_place(place)
            _refuse_what_is_no_book(place)
            if not _is_written_here(place):
                _refuse_what_has_two_names(place)
        readers = _engine(address_of(place), make=database.reading_engine)
    else:
        readers = _engine(place, make=database.reading_engine)
    book = Book(engine=readers, readers=readers, clock=clock, secrets=secrets, key=None)
    try:
        with answering(), readers.begin() as connection:
            if not inspect(connection).has_table("book"):
                raise Unavailable("not_a_book", data={"book": told_place(place)})
            schema = connection.execute(select(tables.book.c.schema)).scalar_one_or_none()
        if schema is None:
            raise Unavailable("not_a_book", data={"book": told_place(place)})  # it is being made
        refuse_what_is_too_new(schema)
        if schema < tables.SCHEMA:
            raise Unavailable("book_too_old", data={"schema": schema})
        book.mode, book.paired = _mode_of(readers), _is_paired(readers)
    except BaseException as problem:
        if damaged_too and isinstance(problem, Unavailable) and problem.code == "damaged":
            return book
        readers.dispose()
        raise
    return book


def open_writer_beside(place: Place, *, clock: Clock, secrets: Secrets) -> Book:
    """Opens a book beside the process that has its lock, for transactions alone: it has no key and records no operation.

    Raises Unavailable.
    """
    reader = open_reader(place, clock=clock, secrets=secrets)
    address = address_of(real_place(place)) if isinstance(place, Path) else place
    try:
        engine = _engine(address, make=database.writing_engine)
    except BaseException:
        reader.close()
        raise
    return Book(engine=engine, readers=reader.readers, clock=clock, secrets=secrets, key=None)


def _engine(url: str | URL, *, make: Callable[[str | URL], Engine]) -> Engine:
    try:
        return make(url)
    except (ArgumentError, ImportError) as problem:
        raise Unavailable("not_a_book", data={"book": str(url)}) from problem


def told_place(place: Place) -> str:
    """A place as people are told of it, without a password."""
    return str(place) if isinstance(place, Path) else place.render_as_string(hide_password=True)


def address_of(path: Path) -> URL:
    """Of a file with any name, also with ? or %."""
    return URL.create("sqlite", database=str(path))


@contextmanager
def _reachable(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as problem:
        if isinstance(problem, OSError) and problem.errno in NO_ROOM:
            raise Unavailable("disk_full") from problem
        told = {"why": problem.strerror} if isinstance(problem, OSError) else {"detail": str(problem)}
        raise Unavailable("cannot_open", data={"name": str(path), **told}) from problem


def refuse_what_is_too_new(schema: int) -> None:
    """Raises Unavailable `book_too_new`."""
    if schema > tables.SCHEMA:
        raise Unavailable("book_too_new", data={"schema": schema, "known": tables.SCHEMA})


def _refuse_what_is_foreign(path: Path) -> None:
    """Looks before it touches: a writing connection changes the header of any SQLite file."""
    if not path.exists() or path.stat().st_size == 0 or _is_half_made(path):
        return
    looking = database.reading_engine(address_of(path))
    try:
        with answering(), looking.begin() as connection:
            names = inspect(connection).get_table_names()
            if names and "book" not in names:
                raise Unavailable("not_a_book", data={"book": str(path)})
            if names:
                schema = connection.execute(select(tables.book.c.schema)).scalar_one_or_none()
                refuse_what_is_too_new(schema or 0)
    finally:
        looking.dispose()


def _is_half_made(path: Path) -> bool:
    """Whether a power cut came while the book was made: its journal lies beside it, and SQLite mends it."""
    return path.with_name(f"{path.name}-journal").exists()


def _refuse_what_is_no_book(path: Path) -> None:
    if not path.exists():
        return
    if path.is_dir():
        raise Unavailable("not_a_book", data={"book": str(path)})
    if path.stat().st_size == 0 or _is_half_made(path):
        return
    with path.open("rb") as file:
        if file.read(16) != b"SQLite format 3\x00":
            raise Unavailable("not_a_book", data={"book": str(path)})


def _is_written_here(path: Path) -> bool:
    """Whether its writer writes under this very name: its last operations stand beside it (a reader's `-wal` is empty)."""
    wal = path.with_name(f"{path.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _refuse_what_has_two_names(path: Path) -> None:
    """By the other name somebody else may write it, or have written what still stands in a `-wal` there."""
    if has_two_names(path):
        raise Unavailable("book_two_names", data={"book": str(path)})


def _prepare_schema(engine: Engine, *, path: Path | None, updating: Updating | None) -> None:
    """Makes the tables of a new book, or brings an older one up to date after a backup."""
    with engine.begin() as connection:
        if not inspect(connection).has_table("book"):
            if inspect(connection).get_table_names():
                raise Unavailable("not_a_book", data={"book": str(path or engine.url)})
            make_tables(connection)
            search_tables.create(connection)
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA user_version = {tables.SCHEMA}")
            return
        row = connection.execute(select(tables.book.c.schema)).scalar_one_or_none()
    if row is None:
        return
    refuse_what_is_too_new(row)
    if row < tables.SCHEMA:
        from ticketoffice.store.migrating import migrate

        migrate(engine, path=path, since=row, updating=updating or _nobody_asks)


def _nobody_asks(_: int) -> None:
    """Nobody waits to be told how far it is."""


def _is_unbegun(engine: Engine) -> bool:
    """Whether the book is new, or a power cut came before its first operation: then it is begun again."""
    with engine.begin() as connection:
        return not connection.execute(select(tables.book.c.seq)).scalar_one_or_none()


def _is_paired(engine: Engine) -> bool:
    with engine.begin() as connection:
        return membership.centre_of(connection) is not None


def _mode_of(engine: Engine) -> str:
    with engine.begin() as connection:
        return str(connection.execute(select(tables.book.c.mode)).scalar_one())


def _first_row(engine: Engine, *, kind: Kind) -> None:
    with engine.begin() as connection:
        connection.execute(delete(tables.book))  # one that never began
        connection.execute(delete(tables.feed_counter))
        connection.execute(delete(tables.feed_epochs))
        connection.execute(
            insert(tables.book).values(
                one=1,
                schema=tables.SCHEMA,
                desk=randomness.token_hex(16),
                epoch="00" * 16,
                seq=0,
                hash=journal.GENESIS,
                hlc="0.0",
                letter="",
                mode=kind.mode,
                shift_weeks=kind.shift_weeks,
                posted_through=0,
                next_invoice=1,
            )
        )
        if kind.mode == chain.CENTRE:
            feed.begin(connection)


def _check_tail(book: Book) -> str | None:
    """The last operations against the stored head: what is broken, or None."""
    with book.engine.begin() as connection:
        return chain.tail_break(connection, count=CHECKED_AT_START)


def sqlite_version() -> str:
    """The SQLite that this Python carries."""
    return sqlite3.sqlite_version
