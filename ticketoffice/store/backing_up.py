"""A consistent copy of a book while it is in use, by SQLite's own backup; the key is never part of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ticketoffice.domain.errors import Unavailable
from ticketoffice.store.privacy import make_private

SQLITE = b"SQLite format 3\x00"


def backup(book: Path, copy: Path) -> None:
    """Copies the book at `book` to `copy`; the copy appears whole or not at all. Raises Unavailable.

    An earlier backup of that name is replaced; a folder, any other file, and a book in use are not.
    """
    if not book.exists():
        raise Unavailable("no_book", data={"book": str(book)})
    try:
        _refuse_what_would_be_lost(book, copy)
        _copy(book, copy)
    except (OSError, ValueError, sqlite3.Error) as problem:
        why = problem.strerror if isinstance(problem, OSError) else str(problem)
        raise Unavailable("cannot_write", data={"name": str(copy), "why": why}) from problem


def _refuse_what_would_be_lost(book: Path, copy: Path) -> None:
    own = {_beside(book.resolve(), suffix) for suffix in ("", "-wal", "-shm", ".lock")}
    if copy.resolve() in own or (copy.exists() and copy.samefile(book)):
        raise Unavailable("backup_onto_itself", data={"name": str(copy)})
    if not copy.parent.is_dir():  # a stick that is not plugged in is not replaced by a folder of its name
        raise Unavailable("no_folder", data={"name": str(copy.parent)})
    if copy.is_dir() or not copy.name:
        raise Unavailable("backup_onto_something", data={"name": str(copy)})
    wal = _beside(copy, "-wal")
    if wal.exists() and wal.stat().st_size:
        raise Unavailable("backup_onto_something", data={"name": str(copy)})
    if copy.exists() and copy.stat().st_size:
        with copy.open("rb") as file:
            if file.read(len(SQLITE)) != SQLITE:
                raise Unavailable("backup_onto_something", data={"name": str(copy)})


def _copy(book: Path, copy: Path) -> None:
    part = _beside(copy, ".part")
    try:
        source = sqlite3.connect(
            f"file:{str(book).replace('%', '%25').replace('?', '%3f').replace('#', '%23')}?mode=ro", uri=True
        )
        make_private(part)
        target = sqlite3.connect(part)
        try:
            source.backup(target, pages=2000)
            fault = target.execute("PRAGMA quick_check").fetchone()[0]
        finally:
            target.close()
            source.close()
        if fault != "ok":
            raise Unavailable("damaged", data={"why": str(fault)[:80]})
        part.replace(copy)
    finally:
        if part.exists():
            part.unlink()


def _beside(file: Path, suffix: str) -> Path:
    return file.with_name(file.name + suffix) if file.name else file
