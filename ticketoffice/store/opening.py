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
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Engine, delete, insert, inspect, select, update
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.operation import Operation
from ticketoffice.store import chain, database, journal, search_tables, tables
from ticketoffice.store.book import Book, Guards, NewEpoch, answering, witness
from ticketoffice.store.clock import Clock
from ticketoffice.store.keys import Secrets
from ticketoffice.store.lock import BookLock

CHECKED_AT_START = 1000
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
KEY_BYTES = 32


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
        _prepare_schema(engine, path=path)
        fresh = _is_unbegun(engine)
        if fresh:
            _first_row(engine, kind=kind or Kind())
        in_memory = engine.dialect.name == "sqlite" and path is None
        readers = engine if in_memory else database.reading_engine(url)
        key = _key_of(engine, secrets=secrets)
        book = Book(engine=engine, readers=readers, clock=clock, secrets=secrets, key=key, lock=lock, guards=guards)
        book.read_only = None if fresh else _check_tail(book)
        if book.read_only is None:
            _begin_where_due(book, fresh=fresh, keyless=key is None, secrets=secrets)
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
            schema = connection.execute(select(tables.book.c.schema)).scalar_one_or_none()
        _refuse_what_is_too_new(schema or 0)
        if schema is not None and schema < tables.SCHEMA:
            raise Unavailable("book_too_old", data={"schema": schema})
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
    if not path.exists() or path.stat().st_size == 0 or _is_half_made(path):
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


def _refuse_other_versions(readers: Engine, *, path: Path) -> None:
    with readers.begin() as connection:
        if not inspect(connection).has_table("book"):
            raise Unavailable("not_a_book", data={"book": str(path)})
        schema = connection.execute(select(tables.book.c.schema)).scalar_one_or_none()
    if schema is not None and schema != tables.SCHEMA:
        raise Unavailable("book_too_new" if schema > tables.SCHEMA else "book_too_old", data={"schema": schema})


def _prepare_schema(engine: Engine, *, path: Path | None) -> None:
    """Makes the tables of a new book, or brings an older one up to date after a backup."""
    with engine.begin() as connection:
        if not inspect(connection).has_table("book"):
            if inspect(connection).get_table_names():
                raise Unavailable("not_a_book", data={"book": str(path or engine.url)})
            tables.metadata.create_all(connection)
            search_tables.create(connection)
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA user_version = {tables.SCHEMA}")
            return
        row = connection.execute(select(tables.book.c.schema)).scalar_one_or_none()
    if row is None:
        return
    _refuse_what_is_too_new(row)
    if row < tables.SCHEMA:
        from ticketoffice.store.migrating import migrate

        migrate(engine, path=path, since=row)


def _is_unbegun(engine: Engine) -> bool:
    """Whether the book is new, or a power cut came before its first operation: then it is begun again."""
    with engine.begin() as connection:
        return not connection.execute(select(tables.book.c.seq)).scalar_one_or_none()


def _first_row(engine: Engine, *, kind: Kind) -> None:
    with engine.begin() as connection:
        connection.execute(delete(tables.book))  # one that never began
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
    """The key of the book's epoch; one that is torn or belongs to something else is no key."""
    with engine.begin() as connection:
        epoch = connection.execute(select(tables.book.c.epoch)).scalar_one()
        public = chain.public_key(connection, epoch)
    found = secrets.get(f"book-{epoch}")
    if found is None or public is None or len(found) != KEY_BYTES:
        return None
    key = Ed25519PrivateKey.from_private_bytes(found)
    return key if key.public_key().public_bytes_raw() == public.public_bytes_raw() else None


def _begin_where_due(book: Book, *, fresh: bool, keyless: bool, secrets: Secrets) -> None:
    with book.engine.begin() as connection:
        b, o = tables.book.c, tables.operations.c
        desk, epoch, seq = connection.execute(select(b.desk, b.epoch, b.seq)).one()
        last_at = connection.execute(select(o.at).where(o.epoch == epoch, o.seq == seq)).scalar_one_or_none()
        head = secrets.head(desk)
        behind = head is not None and not _knows(connection, head)
    if not (fresh or keyless or behind):
        return
    payload = start_epoch(book, secrets=secrets)
    if not fresh:
        why = "restored" if behind else "keyless"
        book.begun = NewEpoch(why, missing=payload["missing"], last_at=last_at or 0, letter=payload["letter"])


def _knows(connection: Connection, head: dict[str, object]) -> bool:
    """Whether the newest operation of the head file stands in this book; else it is an older copy or another history."""
    epoch, seq = head.get("epoch"), head.get("seq")
    if not isinstance(epoch, str) or not isinstance(seq, int):
        return True
    return _hash_at(connection, epoch=epoch, seq=seq) == head.get("hash")


def _hash_at(connection: Connection, *, epoch: str, seq: int) -> str | None:
    o = tables.operations.c
    found = connection.execute(select(o.hash).where(o.epoch == epoch, o.seq == seq)).scalar_one_or_none()
    return None if found is None else bytes(found).hex()


def start_epoch(book: Book, *, secrets: Secrets, shift_weeks: int | None = None) -> dict[str, Any]:
    """Starts a new epoch and returns what its first operation says.

    A new key and a new series letter, operation 1; what came before counts as posted.
    """
    with book.engine.begin() as connection:
        b = tables.book.c
        row = connection.execute(select(b.desk, b.epoch, b.seq, b.hash, b.letter, b.mode, b.shift_weeks)).one()
        desk, old, seq, digest, letter, mode, shift = row
        known = secrets.head(desk)
        missing = _missing(connection, known, epoch=old, seq=seq)
    epoch = randomness.token_hex(16)
    key = Ed25519PrivateKey.generate()
    secrets.put(f"book-{epoch}", key.private_bytes_raw())
    if shift_weeks is not None:
        shift = shift_weeks
    next_letter = letter_after(letter, str((known or {}).get("letter") or ""))
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
        "missing": missing,
    }
    operation = Operation(id=book.new_id(), kind="book_started", at=book.clock.now(), actor=None, payload=payload)
    start = journal.Head(desk, epoch, 0, journal.GENESIS, "0.0", next_letter)
    line, head = journal.sealed(start, operation, effect="full", key=key)
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
    secrets.put_head(desk, witness(head, at=book.clock.now()))
    book.use_key(key)
    return payload


def letter_after(*used: str) -> str:
    """The series letter after the last of those used: A to Z (without I and O), then AA, AB and so on."""
    last = max((letter for letter in used if letter and set(letter) <= set(LETTERS)), key=_rank, default="")
    number, text = _rank(last) + 1, ""
    while number:
        number, place = divmod(number - 1, len(LETTERS))
        text = LETTERS[place] + text
    return text


def _rank(letter: str) -> int:
    rank = 0
    for one in letter:
        rank = rank * len(LETTERS) + LETTERS.index(one) + 1
    return rank


def _missing(connection: Connection, head: dict[str, object] | None, *, epoch: str, seq: int) -> int | None:
    """How many operations the head file knows that this book has not; None where that is not known."""
    if not seq:
        return 0
    known = (head or {}).get("seq")
    if head is None or not isinstance(known, int):
        return None
    if _knows(connection, head):
        return 0
    return known - seq if head.get("epoch") == epoch and known > seq else None


def _check_tail(book: Book) -> str | None:
    """The last operations against the stored head: what is broken, or None."""
    with book.engine.begin() as connection:
        return chain.tail_break(connection, count=CHECKED_AT_START)


def sqlite_version() -> str:
    """The SQLite that this Python carries."""
    return sqlite3.sqlite_version
