"""Opening a book: lock, schema, the last operations against the head, a new epoch where one is due.

A book that is restored, cloned or without its key starts a new epoch with a new key and a new series letter; earlier
operations then count as posted. What the head file beside the key knows beyond the book is counted and said.
"""

from __future__ import annotations

import secrets as randomness
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, insert, inspect, select, update
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.operation import Operation
from ticketoffice.store import database, journal, search_tables, tables
from ticketoffice.store.book import Book, Guards, answering
from ticketoffice.store.clock import Clock
from ticketoffice.store.keys import Secrets
from ticketoffice.store.lock import BookLock

CHECKED_AT_START = 1000
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Kind:
    """What kind of book a new one becomes: live or demo; `shift_weeks` moves imported dates (a practice book)."""

    mode: str = "live"
    shift_weeks: int = 0


def open_book(path: Path, *, clock: Clock, secrets: Secrets, kind: Kind | None = None, make: bool = True) -> Book:
    """Opens the book at `path` for writing, making it if it is not there (unless `make` is false).

    Raises Unavailable with what is wrong.
    """
    with _reachable(path):
        if not make and (not path.exists() or path.stat().st_size == 0):
            raise Unavailable("no_book", data={"book": str(path)})
        _refuse_what_is_no_book(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = BookLock(path)
        lock.take()
    try:
        _refuse_what_is_foreign(path)
        book = open_url(_address(path), clock=clock, secrets=secrets, kind=kind, lock=lock, path=path)
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
) -> Book:
    """Opens a book by database address (PostgreSQL, or SQLite in memory for tests). Raises Unavailable."""
    try:
        engine = database.writing_engine(url)
    except (ArgumentError, ImportError) as problem:
        raise Unavailable("not_a_book", data={"book": str(url)}) from problem
    with answering():
        return _opened(engine, url=url, clock=clock, secrets=secrets, kind=kind, lock=lock, path=path, guards=guards)


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
) -> Book:
    try:
        fresh = _prepare_schema(engine, path=path)
        if fresh:
            _first_row(engine, kind=kind or Kind())
        in_memory = engine.dialect.name == "sqlite" and path is None
        readers = engine if in_memory else database.reading_engine(url)
        key = _key_of(engine, secrets=secrets)
        book = Book(engine=engine, readers=readers, clock=clock, secrets=secrets, key=key, lock=lock, guards=guards)
        if fresh or key is None or _is_behind(engine, secrets=secrets):
            start_epoch(book, secrets=secrets)
        book.read_only = _check_tail(book)
    except BaseException:
        engine.dispose()
        raise
    return book


def open_reader(path: Path, *, clock: Clock, secrets: Secrets, damaged_too: bool = False) -> Book:
    """Opens a book beside its writer: it answers questions, and writes and checkpoints nothing.

    Raises Unavailable; with `damaged_too` a damaged file is opened all the same, to be looked at.
    """
    with _reachable(path):
        if not path.exists():
            raise Unavailable("no_book", data={"book": str(path)})
        _refuse_what_is_no_book(path)
    readers = database.reading_engine(_address(path))
    book = Book(engine=readers, readers=readers, clock=clock, secrets=secrets, key=None)
    try:
        with answering(), readers.begin() as connection:
            if not inspect(connection).has_table("book"):
                raise Unavailable("not_a_book", data={"book": str(path)})
            _refuse_what_is_too_new(connection.execute(select(tables.book.c.schema)).scalar_one())
    except BaseException as problem:
        if damaged_too and isinstance(problem, Unavailable) and problem.code == "damaged":
            return book
        readers.dispose()
        raise
    return book


def _address(path: Path) -> URL:
    """Of a file with any name, also with ? or %."""
    return URL.create("sqlite", database=str(path))


@contextmanager
def _reachable(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else str(problem)
        raise Unavailable("cannot_open", data={"name": str(path), "why": why or "?"}) from problem


def _refuse_what_is_too_new(schema: int) -> None:
    if schema > tables.SCHEMA:
        raise Unavailable("book_too_new", data={"schema": schema, "known": tables.SCHEMA})


def _refuse_what_is_foreign(path: Path) -> None:
    """Looks before it touches: a writing connection changes the header of any SQLite file."""
    if not path.exists() or path.stat().st_size == 0:
        return
    looking = database.reading_engine(_address(path))
    try:
        with answering(), looking.begin() as connection:
            names = inspect(connection).get_table_names()
            if names and "book" not in names:
                raise Unavailable("not_a_book", data={"book": str(path)})
            if names:
                schema = connection.execute(select(tables.book.c.schema)).scalar_one_or_none()
                _refuse_what_is_too_new(schema or 0)
    finally:
        looking.dispose()


def _refuse_what_is_no_book(path: Path) -> None:
    if not path.exists():
        return
    if path.is_dir():
        raise Unavailable("not_a_book", data={"book": str(path)})
    if path.stat().st_size == 0:
        return
    with path.open("rb") as file:
        if file.read(16) != b"SQLite format 3\x00":
            raise Unavailable("not_a_book", data={"book": str(path)})


def _prepare_schema(engine: Engine, *, path: Path | None) -> bool:
    """Makes the tables of a new book, or brings an older one up to date after a backup; True for a new one."""
    with engine.begin() as connection:
        if not inspect(connection).has_table("book"):
            if inspect(connection).get_table_names():
                raise Unavailable("not_a_book", data={"book": str(path or engine.url)})
            tables.metadata.create_all(connection)
            search_tables.create(connection)
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA user_version = {tables.SCHEMA}")
            return True
        row = connection.execute(select(tables.book.c.schema)).scalar_one_or_none()
    if row is None:
        return True
    _refuse_what_is_too_new(row)
    if row < tables.SCHEMA:
        from ticketoffice.store.migrating import migrate

        migrate(engine, path=path, since=row)
    return False


def _first_row(engine: Engine, *, kind: Kind) -> None:
    with engine.begin() as connection:
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
                verified_seq=0,
            )
        )


def _key_of(engine: Engine, *, secrets: Secrets) -> Ed25519PrivateKey | None:
    with engine.begin() as connection:
        epoch = connection.execute(select(tables.book.c.epoch)).scalar_one()
    found = secrets.get(f"book-{epoch}")
    return Ed25519PrivateKey.from_private_bytes(found) if found else None


def _is_behind(engine: Engine, *, secrets: Secrets) -> bool:
    """Whether the head file knows of operations that this book has not (it was restored), or knows another history."""
    with engine.begin() as connection:
        b = tables.book.c
        desk, epoch, seq, digest = connection.execute(select(b.desk, b.epoch, b.seq, b.hash)).one()
    head = secrets.head(desk)
    if head is None:
        return False
    if head.get("epoch") != epoch:
        return True
    known = head.get("seq")
    return isinstance(known, int) and (known > seq or (known == seq and head.get("hash") != bytes(digest).hex()))


def start_epoch(book: Book, *, secrets: Secrets, shift_weeks: int | None = None) -> None:
    """Starts a new epoch: a new key, a new series letter, operation 1; what came before counts as posted."""
    with book.engine.begin() as connection:
        b = tables.book.c
        row = connection.execute(select(b.desk, b.epoch, b.seq, b.hash, b.letter, b.mode, b.shift_weeks)).one()
    desk, old, seq, digest, letter, mode, shift = row
    known = secrets.head(desk) or {}
    epoch = randomness.token_hex(16)
    key = Ed25519PrivateKey.generate()
    secrets.put(f"book-{epoch}", key.private_bytes_raw())
    if shift_weeks is not None:
        shift = shift_weeks
    next_letter = LETTERS[(LETTERS.index(letter) + 1) % len(LETTERS)] if letter else LETTERS[0]
    payload = {
        "desk": desk,
        "epoch": epoch,
        "letter": next_letter,
        "mode": mode,
        "shift_weeks": shift,
        "public_key": key.public_key().public_bytes_raw().hex(),
        "previous_epoch": old if seq else None,
        "previous_hash": bytes(digest).hex() if seq else None,
        "previous_seq": seq,
        "missing": _missing(known, epoch=old, seq=seq),
    }
    operation = Operation(id=book.new_id(), kind="book_started", at=book.clock.now(), actor=None, payload=payload)
    line, head = journal.sealed(journal.Head(desk, epoch, 0, journal.GENESIS, "0.0"), operation, effect="full", key=key)
    with book.engine.begin() as connection:
        journal.append(connection, [(line, frozenset())])
        connection.execute(
            update(tables.book).values(
                epoch=epoch,
                seq=1,
                hash=head.hash,
                hlc=head.hlc,
                letter=next_letter,
                shift_weeks=shift,
                posted_through=0,
                next_invoice=1,
                verified_seq=0,
            )
        )
    secrets.put_head(desk, {"epoch": epoch, "seq": 1, "hash": head.hash.hex(), "at": book.clock.now()})
    book.use_key(key)


def _missing(head: dict[str, object], *, epoch: str, seq: int) -> int | None:
    """How many operations the head file knows that this book has not; None where that is not known."""
    known = head.get("seq")
    if head.get("epoch") != epoch or not isinstance(known, int):
        return None if head else 0
    return max(0, known - seq)


def _check_tail(book: Book) -> str | None:
    """The last operations against the stored head: what is broken, or None."""
    with book.engine.begin() as connection:
        b = tables.book.c
        epoch, seq = connection.execute(select(b.epoch, b.seq)).one()
        after = max(0, seq - CHECKED_AT_START)
        before = None
        if after:
            o = tables.operations.c
            before = connection.execute(select(o.hash).where(o.epoch == epoch, o.seq == after)).scalar_one_or_none()
            if before is None:
                return f"{epoch}/{after}: operation {after} is missing"
        return journal.first_break(connection, epoch=epoch, after=after, after_hash=bytes(before) if before else None)


def sqlite_version() -> str:
    """The SQLite that this Python carries."""
    return sqlite3.sqlite_version
