"""A consistent copy of a book while it is in use, by SQLite's own backup; the key is never part of it.

It is taken of one snapshot: what is written meanwhile neither changes it nor makes it begin again.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from ticketoffice.domain.errors import Unavailable
from ticketoffice.store.database import is_damage
from ticketoffice.store.privacy import make_private

PART = ".part"
PARTS = ("", "-wal", "-shm", "-journal")
"""The file of a book and what SQLite lays beside it: none of it may stay beside another file."""
SQLITE = b"SQLite format 3\x00"
PAGES = 500
"""Pages of 4096 bytes that are copied at once: 2 MB, which a slow stick takes in less than a second."""
STEPS = 100_000
"""Steps of SQLite's machine between two rests while a copy is looked through."""

Head = tuple[bytes, int, bytes]
"""(epoch, seq, hash) of the last operation, as the file has them."""


class Stopped(Exception):
    """A copy that was given up before it was whole; nothing of it stays."""


def no_rest() -> None:
    """Goes on at once."""
    return None


def backup(book: Path, copy: Path, *, rest: Callable[[], None] = no_rest) -> None:
    """Copies the book at `book` to `copy`; the copy appears whole or not at all. Raises Unavailable.

    An earlier backup of that name is replaced; a folder, any other file, and a book in use are not. `rest` is called
    after every few pages; what it raises (`Stopped`) ends the copy.
    """
    if not book.exists():
        raise Unavailable("no_book", data={"book": str(book)})
    try:
        _refuse_what_would_be_lost(book, copy)
        _copy(book, copy, rest=rest)
    except OSError as problem:
        raise Unavailable("cannot_write", data={"name": str(copy), "why": problem.strerror}) from problem
    except (ValueError, sqlite3.Error) as problem:
        if is_damage(problem):
            raise Unavailable("damaged", data={"why": str(problem)}) from problem
        raise Unavailable("cannot_write", data={"name": str(copy), "detail": str(problem)}) from problem


def _refuse_what_would_be_lost(book: Path, copy: Path) -> None:
    own = {next_to(book.resolve(), suffix) for suffix in ("", "-wal", "-shm", ".lock")}
    if copy.resolve() in own or (copy.exists() and copy.samefile(book)):
        raise Unavailable("backup_onto_itself", data={"name": str(copy)})
    if not copy.parent.is_dir():  # a stick that is not plugged in is not replaced by a folder of its name
        raise Unavailable("no_folder", data={"name": str(copy.parent)})
    if copy.is_dir() or not copy.name:
        raise Unavailable("backup_onto_something", data={"name": str(copy)})
    wal = next_to(copy, "-wal")
    if wal.exists() and wal.stat().st_size:
        raise Unavailable("backup_onto_something", data={"name": str(copy)})
    if copy.exists() and copy.stat().st_size:
        with copy.open("rb") as file:
            if file.read(len(SQLITE)) != SQLITE:
                raise Unavailable("backup_onto_something", data={"name": str(copy)})


def _copy(book: Path, copy: Path, *, rest: Callable[[], None]) -> None:
    part = next_to(copy, PART)
    try:
        head = _written(book, part, rest=rest)
        with looked_at(part) as made:
            fault = _checked(made, rest=rest)
            same = fault == "ok" and _head(made) == head
        if not same:
            raise Unavailable("damaged", data={"why": fault if fault != "ok" else "its copy differs"})
        part.replace(copy)
        sync_names(copy.parent)
    finally:
        for left in (part, next_to(part, "-journal")):
            left.unlink(missing_ok=True)


def _written(book: Path, part: Path, *, rest: Callable[[], None]) -> Head | None:
    """Copies page after page, each few of them down to the disk, so that its end does not wait for all of it."""
    make_private(part)
    source = sqlite3.connect(f"file:{quoted(book)}?mode=ro", uri=True, isolation_level=None)
    target = sqlite3.connect(part)
    handle = os.open(part, os.O_RDWR)
    try:
        source.execute("BEGIN")
        head = _head(source)

        def on_part(*_: int) -> None:
            os.fsync(handle)
            rest()

        source.backup(target, pages=PAGES, progress=on_part)
        target.close()
        os.fsync(handle)
    finally:
        target.close()
        source.close()
        os.close(handle)
    return head


def _checked(made: sqlite3.Connection, *, rest: Callable[[], None]) -> str:
    """What SQLite says of a copy: `ok`, or what is wrong."""
    made.set_progress_handler(rest, STEPS)
    try:
        return str(made.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.OperationalError:
        rest()  # says why it was interrupted, if it was
        raise


@contextmanager
def looked_at(file: Path) -> Iterator[sqlite3.Connection]:
    """A file that nobody writes; SQLite lays nothing beside it."""
    connection = sqlite3.connect(f"file:{quoted(file)}?immutable=1", uri=True)
    try:
        yield connection
    finally:
        connection.close()


def _head(connection: sqlite3.Connection) -> Head | None:
    """None of a book that never began, or of another database."""
    try:
        row = connection.execute("SELECT epoch, seq, hash FROM book").fetchone()
    except sqlite3.OperationalError:
        return None
    return None if row is None else (bytes(row[0]), row[1], bytes(row[2]))


class Stamp(Struct, frozen=True):
    """Whose copy a file is (the desk's id), and how far it goes: operation `seq` of `epoch`."""

    desk: str
    epoch: str
    seq: int


def stamp_of(file: Path) -> Stamp | None:
    """What a copy says of itself; None where it is no book that can be read."""
    try:
        with looked_at(file) as connection:
            row = connection.execute("SELECT desk, epoch, seq FROM book").fetchone()
    except (sqlite3.Error, OSError):
        return None
    return None if row is None else Stamp(bytes(row[0]).hex(), bytes(row[1]).hex(), int(row[2]))


def letter_of(file: Path) -> str:
    """The letter of the numbers that a book's file has given out last, as far as it can still be read; else nothing."""
    try:
        with looked_at(file) as connection:
            row = connection.execute("SELECT letter FROM book").fetchone()
    except (sqlite3.Error, OSError):
        return ""
    return str(row[0]) if row is not None else ""


def quoted(file: Path) -> str:
    """A file's name within an address."""
    return str(file).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def sync_file(file: Path) -> None:
    """Brings all of a file down to the disk."""
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_names(folder: Path) -> None:
    """Makes the names in a folder durable, where the system and the disk know how."""
    if sys.platform == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        return  # a network folder that cannot: the file itself is written
    finally:
        os.close(handle)


def next_to(file: Path, suffix: str) -> Path:
    """What lies beside a file under its name and this suffix."""
    return file.with_name(file.name + suffix) if file.name else file
