"""What a database answers instead of rows, as people understand it: damaged, without room, locked, not there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, OperationalError

from ticketoffice.domain.errors import Unavailable
from ticketoffice.store.database import is_damage

UNREADABLE = frozenset({"SQLITE_IOERR_READ", "SQLITE_IOERR_SHORT_READ", "SQLITE_IOERR_CORRUPTFS", "SQLITE_IOERR_DATA"})
"""What SQLite could not read of the file itself; what it could not lay beside it or write is a disk without room."""

UNWRITTEN = "SQLITE_IOERR_WRITE"
"""Also at COMMIT nothing was done: the last frame of a transaction counts only when it stands whole in the `-wal`."""


@contextmanager
def answering() -> Iterator[None]:
    """What a database answers instead of rows (damaged, locked, not there) is Unavailable; a wrong statement is a bug."""
    try:
        yield
    except DatabaseError as problem:
        told = unavailable(problem)
        if told is None:
            raise
        raise told from problem
    except sqlite3.DatabaseError as problem:  # asked without SQLAlchemy between
        told = _meaning(problem, says_no=isinstance(problem, sqlite3.OperationalError))
        if told is None:
            raise
        raise told from problem


def unavailable(problem: DatabaseError, *, committing: bool = False) -> Unavailable | None:
    """What this error of the database means for people; None where it is a bug."""
    return _meaning(problem.orig, says_no=isinstance(problem, OperationalError), committing=committing)


def _meaning(answer: BaseException | None, *, says_no: bool, committing: bool = False) -> Unavailable | None:
    text = str(answer).lower()
    told = getattr(answer, "sqlite_errorname", "")
    if is_damage(answer) or (told in UNREADABLE and not committing):
        return Unavailable("damaged", data={"why": str(answer)})
    if not says_no:
        return None
    if (
        "full" in text
        or "no space" in text
        or told == UNWRITTEN
        or (told.startswith("SQLITE_IOERR") and not committing)
    ):
        return Unavailable("disk_full")
    if "locked" in text or "busy" in text:
        return Unavailable("book_open_elsewhere")
    if "readonly" in text:
        return Unavailable("read_only", data={"why": "disk"})
    why = text.partition("\n")[0].strip()[:120]
    return Unavailable("unknown_outcome" if committing else "database", data={"why": why})
