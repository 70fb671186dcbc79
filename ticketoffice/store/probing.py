"""Whether a book can be written now, asked without leaving anything in it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from sqlalchemy import insert

from ticketoffice.domain.errors import Unavailable
from ticketoffice.store import tables
from ticketoffice.store.database_errors import answering
from ticketoffice.store.opening import NO_ROOM

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

ROOM = 1 << 20
"""Bytes that are written beside a file and taken back: what a few pushes need."""
PROBE = "0" * 65_536


class _TakenBack(Exception):
    """The probe went through, and nothing of it stays."""


def refuse_unless_writable(book: Book) -> None:
    """Raises Unavailable `disk_full`, `read_only` or `database` where an operation that came now could not be written."""
    if book.read_only is not None:
        raise Unavailable("read_only", data={"why": book.read_only})
    if book.engine.dialect.name == "sqlite" and book.engine.url.database not in (None, "", ":memory:"):
        _refuse_without_room(Path(str(book.engine.url.database)).parent)
    try:
        with answering(), book.engine.begin() as connection:
            connection.execute(insert(tables.alarms).values(id=book.new_id(), at=0, kind=PROBE))
            raise _TakenBack
    except _TakenBack:
        return


def _refuse_without_room(folder: Path) -> None:
    try:
        with TemporaryFile(dir=folder) as file:
            file.write(bytes(ROOM))
    except OSError as problem:
        if problem.errno in NO_ROOM:
            raise Unavailable("disk_full") from problem
        raise Unavailable("read_only", data={"why": "disk"}) from problem
