"""Whether a book is as it was written, and what is wrong with this installation."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError

from ticketoffice import __version__
from ticketoffice.domain.calendar import to_datetime
from ticketoffice.domain.errors import Unavailable
from ticketoffice.store import beside, chain, tables
from ticketoffice.store.copies import CopyCare, copy_state
from ticketoffice.store.opening import sqlite_version
from ticketoffice.store.privacy import is_private

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

LITTLE_DISK = 0.10
OPEN_TO_OTHERS = "other users of this machine may read the customers' data: chmod 600"
AT_ONCE = 20
"""Operations of the journal that are checked before a rest."""
REST = 0.05
"""Seconds."""


class Finding(Struct, frozen=True):
    """One thing that was looked at."""

    check: str
    ok: bool
    detail: str


def verify(book: Book) -> str | None:
    """Where the chain or a signature of the whole journal does not hold, or what lies beside it was changed, or None."""
    with book.read() as reading:
        return chain.first_break(reading.connection) or beside.first_difference(reading.connection)


def quick_check(book: Book, *, stopped: Callable[[], bool] | None = None) -> str | None:
    """What SQLite finds wrong with the file, or None; also None once it is `stopped`."""
    with book.read() as reading:
        if reading.connection.dialect.name != "sqlite":
            return None
        raw: Any = reading.connection.connection.driver_connection
        raw.set_progress_handler(stopped, 10_000)
        try:
            found = reading.connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        except DatabaseError as problem:
            return None if stopped is not None and stopped() else str(problem.orig)
        finally:
            raw.set_progress_handler(None, 10_000)
    return None if found == "ok" else str(found)


def look_through(book: Book, *, stopped: Event) -> str | None:
    """The whole file, then the journal from where it was last found whole, beside the desk's work; what is damaged.

    It reads a few operations and rests, so that typing does not wait, and ends once it is `stopped`. Where something
    is damaged the book can only be read from then on.
    """
    damage = quick_check(book, stopped=stopped.is_set) or _journal_looked_through(book, stopped=stopped)
    if damage is not None:
        book.read_only = damage
    return damage


def _journal_looked_through(book: Book, *, stopped: Event) -> str | None:
    with book.read() as reading:
        mark = chain.mark_of(reading.connection, book.found_whole())
    while not stopped.wait(REST):
        with book.read() as reading:
            damage, further = chain.next_break(reading.connection, mark, count=AT_ONCE)
        if damage is not None or further is None:
            return damage
        mark = further
        book.keep_found_whole(mark.as_witness())
    return None


def clock_behind(book: Book, *, last: int | None = None) -> int:
    """How many minutes the clock is behind the newest operation (of the `last` ones, or of all); 0 up to one minute."""
    o = tables.operations.c
    statement = select(func.max(o.at))
    with book.read() as reading:
        if last is not None:
            facts = reading.facts()
            statement = statement.where(o.epoch == facts.epoch, o.seq > facts.seq - last)
        newest = reading.connection.execute(statement).scalar_one() or 0
    minutes = (newest - book.clock.now()) // 60_000_000
    return int(max(0, minutes))


def examine(book: Book, *, path: Path, copies: Path | None = None) -> list[Finding]:
    """What `doctor` looks at: version, SQLite, disk, file, chain, clock, the second copy in the folder `copies`."""
    damage = _told(quick_check, book)
    fault = _told(verify, book)
    disk = shutil.disk_usage(path.parent if path.parent.exists() else Path("."))
    share = disk.free / disk.total
    count, behind = (0, 0) if damage or fault else (_operations(book), clock_behind(book))
    return [
        Finding("program", True, f"ticketoffice {__version__}, Python {sys.version.split()[0]}"),
        Finding("SQLite", True, sqlite_version()),
        Finding("disk", share >= LITTLE_DISK, f"{share:.0%} free"),
        Finding("file", damage is None, damage or "the file is sound"),
        Finding("privacy", is_private(path), "only its owner may read it" if is_private(path) else OPEN_TO_OTHERS),
        Finding(
            "journal", fault is None, fault or f"{count} operations, chain, signatures and the records beside them hold"
        ),
        Finding("clock", behind == 0, f"{behind} min behind an operation" if behind else "not behind the journal"),
        Finding("second copy", False, "not known: the book cannot be read") if damage else _second_copy(book, copies),
    ]


def _second_copy(book: Book, folder: Path | None) -> Finding:
    """How the second copy stands, and what to do where there is none."""
    state = copy_state(book, folder)
    last = (
        "none yet" if state.last_at is None else f"the last one is of {to_datetime(state.last_at):%Y-%m-%d %H:%M} UTC"
    )
    told = {
        CopyCare.FRESH: f"{last}, in {folder}",
        CopyCare.OLD: f"none for more than a day in {folder} ({last}): keep the window open until one is made there",
        CopyCare.MISSING: f"the folder {folder} is not there: plug the disk in, or name another folder in the settings",
        CopyCare.UNNAMED: "no folder is named: name one on another disk in the settings ([copies] folder)",
        CopyCare.NOT_NEEDED: "none is kept of this book",
    }
    return Finding("second copy", not state.waits, told[state.care])


def _told(look: Callable[[Book], str | None], book: Book) -> str | None:
    """What a look at the book finds; a file too damaged to be looked at is a finding too."""
    try:
        return look(book)
    except Unavailable as problem:
        return str(problem.data.get("why", problem.code))


def _operations(book: Book) -> int:
    with book.read() as reading:
        return reading.facts().seq
