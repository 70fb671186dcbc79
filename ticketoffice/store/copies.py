"""The second copy by itself: a whole copy of the book each hour and at closing, in a folder that the venue named.

Copies are called `<book>-YYYYMMDD-HHMMSS.db` (UTC), the newest `KEPT` of this desk's stay. One from days to come (the clock
was ahead, or is behind) is not the newest, and does not count among those kept. Nothing else in that folder is touched, also
not another desk's copies of the same name; and a folder that is not there (a stick that is not plugged in) is
told and never made.
"""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.domain.calendar import DAY, MINUTE, to_datetime, to_instant
from ticketoffice.domain.errors import Unavailable
from ticketoffice.store.backing_up import PART, Stamp, Stopped, backup, no_rest, stamp_of
from ticketoffice.store.kept_files import clean
from ticketoffice.store.opening import NO_ROOM

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

log = logging.getLogger(__name__)
KEPT = 14
EVERY = 60 * MINUTE
_STAMP = "%Y%m%d-%H%M%S"


class CopyCare(StrEnum):
    """How the second copy stands."""

    FRESH = "fresh"
    OLD = "old"
    MISSING = "missing"
    UNNAMED = "unnamed"
    NOT_NEEDED = "not_needed"


class Hindrance(StrEnum):
    """Why no copy can be made in a folder that is there."""

    READ_ONLY = "read_only"
    FULL = "full"


class CopyState(Struct, frozen=True):
    """How the second copy stands: `old`: none for more than a day; `missing`: the folder is not there; `unnamed`: no folder
    is named; `not_needed`: a demonstration, or a server that its operator keeps copies of. `last_at` is the newest copy.
    """

    care: CopyCare
    last_at: int | None = None
    folder: Path | None = None

    @property
    def waits(self) -> bool:
        """Whether somebody must do something about it."""
        return self.care in (CopyCare.OLD, CopyCare.MISSING)


class Copy(Struct, frozen=True):
    """One copy of this desk's in the folder."""

    file: Path
    at: int
    stamp: Stamp


def copy_state(book: Book, folder: Path | None) -> CopyState:
    """How the second copy of this book in this folder stands now."""
    if _place(book) is None:
        return CopyState(CopyCare.NOT_NEEDED, folder=folder)
    if folder is None:
        return CopyState(CopyCare.UNNAMED)
    if not folder.is_dir():
        return CopyState(CopyCare.MISSING, folder=folder)
    last = _newest(book, folder)
    fresh = last is not None and book.clock.now() - last.at <= DAY
    return CopyState(CopyCare.FRESH if fresh else CopyCare.OLD, last.at if last is not None else None, folder)


def hindrance(book: Book, folder: Path) -> Hindrance | None:
    """What stands in the way of a copy of this book in this folder now; nothing is left there by asking."""
    place = _place(book)
    try:
        with TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as problem:
        return Hindrance.FULL if problem.errno in NO_ROOM else Hindrance.READ_ONLY
    return Hindrance.FULL if place is not None and free < place.stat().st_size else None


def copy_where_due(book: Book, folder: Path | None, *, rest: Callable[[], None] = no_rest) -> CopyState:
    """A copy where the last one is an hour old; how the copies stand then. What hinders it is logged and stays told.

    Raises `backing_up.Stopped` as `rest` does.
    """
    return _copied(book, folder, rest=rest, due=lambda last, now, _: last is None or now - last.at >= EVERY)


def copy_at_closing(book: Book, folder: Path | None, *, rest: Callable[[], None] = no_rest) -> CopyState:
    """A copy where anything was written since the last one; else like `copy_where_due`."""
    return _copied(book, folder, rest=rest, due=lambda last, _, head: last is None or last.stamp != head)


def rests(stopped: Event, *, pause: float = 0) -> Callable[[], None]:
    """A rest of so many seconds between the parts of a copy, which ends the copy once it is `stopped`."""

    def rest() -> None:
        if stopped.wait(pause) if pause else stopped.is_set():
            raise Stopped

    return rest


def copies_of(book: Book, folder: Path) -> list[Copy]:
    """This desk's copies in the folder, oldest first; what is not its own or cannot be read is not among them."""
    place = _place(book)
    desk = _head(book).desk
    found = []
    for file in _called_like(place, folder) if place is not None else ():
        stamp = stamp_of(file)
        if stamp is not None and stamp.desk == desk:
            found.append(Copy(file, _at(file), stamp))
    return sorted(found, key=lambda copy: (copy.at, copy.file.name))


def _copied(
    book: Book, folder: Path | None, *, rest: Callable[[], None], due: Callable[[Copy | None, int, Stamp], bool]
) -> CopyState:
    place = _place(book)
    if folder is not None and place is not None and folder.is_dir():
        try:
            if due(_newest(book, folder), book.clock.now(), _head(book)):
                file = _free_name(place, folder, at=book.clock.now())
                backup(place, file, rest=rest)
                _let_go(book, folder, newest=file)
                clean(book, folder, always=True, rest=rest)
        except (Unavailable, OSError):
            log.warning("the second copy could not be made", exc_info=True)
    return copy_state(book, folder)


def _until_now(book: Book, folder: Path) -> list[Copy]:
    """This desk's copies without those from days to come, oldest first."""
    latest = book.clock.now() + MINUTE
    return [copy for copy in copies_of(book, folder) if copy.at <= latest]


def _newest(book: Book, folder: Path) -> Copy | None:
    return next(reversed(_until_now(book, folder)), None)


def _place(book: Book) -> Path | None:
    """The file of a book of which copies are kept; None of a demonstration and of a server's book."""
    with book.read() as reading:
        if reading.connection.dialect.name != "sqlite" or reading.facts().mode == "demo":
            return None
        file = reading.connection.exec_driver_sql("PRAGMA database_list").all()[0][2]
    return Path(file) if file else None


def _head(book: Book) -> Stamp:
    with book.read() as reading:
        facts = reading.facts()
    return Stamp(facts.desk, facts.epoch, facts.seq)


def _called_like(place: Path, folder: Path, *, ending: str = "") -> list[Path]:
    name = re.compile(re.escape(place.stem) + r"-\d{8}-\d{6}\.db" + re.escape(ending))
    try:
        return [file for file in folder.iterdir() if name.fullmatch(file.name) and file.is_file()]
    except OSError:
        return []


def _at(file: Path) -> int:
    """When a copy was made, by its name; 0 where the digits are no time."""
    try:
        return to_instant(datetime.strptime(file.stem[-15:], _STAMP).replace(tzinfo=UTC))
    except ValueError:
        return 0


def _free_name(place: Path, folder: Path, *, at: int) -> Path:
    """The name of now; a second further where another desk has that name already."""
    moment = to_datetime(at)
    while (file := folder / f"{place.stem}-{moment:{_STAMP}}.db").exists():
        moment += timedelta(seconds=1)
    return file


def _let_go(book: Book, folder: Path, *, newest: Path) -> None:
    """The oldest copies beyond those kept; never the one just made, also where the clock was set back."""
    for left in _called_like(_place(book) or newest, folder, ending=PART):
        if _at(left.with_suffix("")) < book.clock.now() - DAY:  # a power cut left it half made
            left.unlink(missing_ok=True)
    others = [copy.file for copy in _until_now(book, folder) if copy.file != newest]
    for file in others[: max(0, len(others) - (KEPT - 1))]:
        file.unlink(missing_ok=True)
