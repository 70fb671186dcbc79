"""Whether a book is as it was written, and what is wrong with this installation."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DatabaseError

from ticketoffice import __version__
from ticketoffice.domain.calendar import MINUTE, rough_span, to_datetime
from ticketoffice.domain.errors import Unavailable
from ticketoffice.store import beside, chain, membership, tables
from ticketoffice.store.copies import CopyCare, Hindrance, copy_state, hindrance
from ticketoffice.store.kept_files import unclean
from ticketoffice.store.opening import CHECKED_AT_START, sqlite_version
from ticketoffice.store.privacy import is_private

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

LITTLE_DISK = 0.10
AT_ONCE = 20
"""Operations of the journal that are checked before a rest."""
REST = 0.05
"""Seconds."""


class Finding(Struct, frozen=True):
    """One thing that was looked at: what is found, as a text whose places `data` fills, and what a database or the journal
    said about it in its own words.
    """

    check: str
    ok: bool
    text: str
    data: Mapping[str, object] = {}
    unspoken: str | None = None

    @property
    def detail(self) -> str:
        """All of it in English, as a script wants it."""
        return self.unspoken or self.said(str)

    def said(self, translate: Callable[[str], str]) -> str:
        """What people are told; what its places are filled with may be such texts too."""
        data = {
            name: translate(value).format_map(self.data) if isinstance(value, str) and value in PHRASES else value
            for name, value in self.data.items()
        }
        if "fault" in data:
            data["fault"] = chain.fault_said(str(data["fault"]), translate=translate)
        return translate(self.text).format_map(data)


def verify(book: Book) -> str | None:
    """Where the chain or a signature of the whole journal does not hold, or what lies beside it was changed, or None."""
    with book.read() as reading:
        return chain.first_break(reading.connection) or beside.first_difference(reading.connection)


def why_only_read(book: Book, place: Path, *, holder: str | None) -> Unavailable | None:
    """Why nobody could write into this book from here now, as far as a glance tells; `holder`: the process that writes it."""
    with book.read() as reading:
        damage = chain.tail_break(reading.connection, count=CHECKED_AT_START)
    if damage is not None:
        return Unavailable("read_only", data={"why": damage})
    if not all(os.access(where, os.W_OK) for where in (place, place.parent)):
        return Unavailable("read_only", data={"why": "disk"})
    return None if holder is None else Unavailable("book_open_elsewhere", data={"process": holder, "looking": True})


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
        return what_is_gone(reading.connection) if found == "ok" else str(found)


def what_is_gone(connection: Connection) -> str | None:
    """A table or a column that a book has and this file has not: SQLite itself misses nothing."""
    for table in tables.metadata.sorted_tables:
        known = {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table.name})")}
        gone = [column.name for column in table.columns if column.name not in known]
        if gone:
            return f"no such column: {table.name}.{gone[0]}" if known else f"no such table: {table.name}"
    return None


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
    """How many minutes the clock is behind the newest operation (of the `last` ones, or of all); 0 up to one minute. What a centre
    took from desks says nothing about its own clock.
    """
    o = tables.operations.c
    statement = select(func.max(o.at))
    with book.read() as reading:
        facts = reading.facts()
        if last is not None or book.mode == chain.CENTRE:
            statement = statement.where(o.epoch == facts.epoch)
        if last is not None:
            statement = statement.where(o.seq > facts.seq - last)
        newest = reading.connection.execute(statement).scalar_one() or 0
    minutes = (newest - book.clock.now()) // 60_000_000
    return int(max(0, minutes))


def clock_is_right(book: Book) -> bool:
    """Whether the centre's clock has said that this one is right: less than a minute off when the last round went through, and
    not set back since.
    """
    with book.read() as reading:
        centre = membership.centre_of(reading.connection)
    if centre is None or centre.completed_at is None:
        return False
    return abs(centre.skew) < MINUTE and centre.completed_at <= book.clock.now()


CHECKS = ("program", "SQLite", "disk", "file", "privacy", "journal", "clock", "kept files", "second copy")
PROGRAM, VERSION = "ticketoffice {version}, Python {python}", "{version}"
DISK = "{share} free"
FILE = {
    True: "the file is sound",
    False: "the file is damaged: put the newest copy in its place with `ticketoffice restore COPY`",
}
PRIVACY = {
    True: "only its owner may read it",
    False: "other users of this machine may read the customers' data: chmod 600",
}
JOURNAL = {
    True: "{count} operations, chain, signatures and the records beside them hold",
    False: "it is not as it was written: {fault}",
}
JOURNAL_OF_ONE = "1 operation, chain, signatures and the records beside it hold"
CLOCK = {
    None: "not behind the journal",
    "min": "{count} min behind an operation",
    "h": "{count} h behind an operation",
    "days": "{count} days behind an operation",
}
WAS_AHEAD = {
    "min": "right by the centre's clock; it was ahead once: an operation is dated {count} min from now",
    "h": "right by the centre's clock; it was ahead once: an operation is dated {count} h from now",
    "days": "right by the centre's clock; it was ahead once: an operation is dated {count} days from now",
}
UNREAD = "not known: the book cannot be read"
LAST_COPY = {True: "the last one is of {when} UTC", False: "none yet"}
COPIES = {
    CopyCare.FRESH: "{last}, in {folder}",
    CopyCare.OLD: "none for more than a day in {folder} ({last}): keep the window open until one is made there",
    CopyCare.MISSING: "the folder {folder} is not there: plug the disk in, or name another folder in the settings",
    CopyCare.UNNAMED: "no folder is named: name one on another disk in the settings ([copies] folder)",
    CopyCare.NOT_NEEDED: "none is kept of this book",
}
HINDERED = {
    Hindrance.READ_ONLY: "nothing can be written into {folder} ({last}): allow it, or name another folder in the settings "
    "([copies] folder)",
    Hindrance.FULL: "the disk of {folder} is full ({last}): make room on it, or name another folder in the settings "
    "([copies] folder)",
}
KEPT_FILES = {
    True: "nobody who was erased stands in the files that the program keeps",
    False: "people who were erased still stand in {files}: what cannot be cleaned is damaged; delete it once nothing in it is "
    "needed any more",
}
PHRASES = (
    *CHECKS,
    *(PROGRAM, DISK, UNREAD, JOURNAL_OF_ONE),
    *(text for both in (FILE, PRIVACY, JOURNAL, CLOCK, WAS_AHEAD, LAST_COPY, KEPT_FILES) for text in both.values()),
    *COPIES.values(),
    *HINDERED.values(),
    *chain.FAULTS,
    *beside.FAULTS,
)
"""What `doctor` says, for those who translate it."""


def examine(book: Book, *, path: Path, copies: Path | None = None) -> list[Finding]:
    """What `doctor` looks at: version, SQLite, disk, file, chain, clock, the second copies in the folder `copies`, and what else
    is kept beside the book.
    """
    damage, _ = _looked(quick_check, book)
    fault, unread = _looked(verify, book)
    disk = shutil.disk_usage(path.parent if path.parent.exists() else Path("."))
    share = disk.free / disk.total
    count, behind = (0, 0) if damage or fault else (_operations(book), clock_behind(book))
    span, unit = rough_span(behind)
    right = behind == 0 or clock_is_right(book)
    clock = CLOCK[unit if behind else None] if behind == 0 or not right else WAS_AHEAD[unit]
    journal = UNREAD if unread else JOURNAL_OF_ONE if count == 1 else JOURNAL[fault is None]
    private = is_private(path)
    return [
        Finding("program", True, PROGRAM, {"version": __version__, "python": sys.version.split()[0]}),
        Finding("SQLite", True, VERSION, {"version": sqlite_version()}),
        Finding("disk", share >= LITTLE_DISK, DISK, {"share": f"{share:.0%}"}),
        Finding("file", damage is None, FILE[damage is None], unspoken=damage),
        Finding("privacy", private, PRIVACY[private]),
        Finding(
            "journal", fault is None, journal, {"count": count, "fault": fault}, unspoken=fault if unread else None
        ),
        Finding("clock", right, clock, {"count": span}),
        Finding("kept files", False, UNREAD) if damage else _kept_files(book, copies),
        Finding("second copy", False, UNREAD) if damage else _second_copy(book, copies),
    ]


def _second_copy(book: Book, folder: Path | None) -> Finding:
    """How the second copy stands, and what to do where there is none; `last` in it is a text of its own."""
    state = copy_state(book, folder)
    when = "" if state.last_at is None else f"{to_datetime(state.last_at):%Y-%m-%d %H:%M}"
    data = {"last": LAST_COPY[state.last_at is not None], "folder": str(folder), "when": when}
    why = hindrance(book, folder) if state.care is CopyCare.OLD and folder is not None else None
    return Finding("second copy", not state.waits, COPIES[state.care] if why is None else HINDERED[why], data)


def _kept_files(book: Book, folder: Path | None) -> Finding:
    """Whether somebody who was erased still stands in a file that the program keeps."""
    left = unclean(book, folder)
    return Finding("kept files", not left, KEPT_FILES[not left], {"files": ", ".join(str(file) for file in left)})


def _looked(look: Callable[[Book], str | None], book: Book) -> tuple[str | None, bool]:
    """What a look at the book finds, and whether the file is too damaged to be looked at: that is a finding too."""
    try:
        return look(book), False
    except Unavailable as problem:
        return str(problem.data.get("why", problem.code)), True


def _operations(book: Book) -> int:
    """Of all its epochs."""
    with book.read() as reading:
        return reading.connection.execute(select(func.count()).select_from(tables.operations)).scalar_one()
