"""A consistent copy of a book while it is in use, by SQLite's own backup; the key is never part of it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ticketoffice.domain.errors import Unavailable


def backup(book: Path, copy: Path) -> None:
    """Copies the book at `book` to `copy`; the copy appears whole or not at all. Raises Unavailable."""
    if not book.exists():
        raise Unavailable("no_book", data={"book": str(book)})
    if copy.resolve() == book.resolve():
        raise Unavailable("not_a_book", data={"book": str(copy)})
    part = copy.with_name(copy.name + ".part")
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        source = sqlite3.connect(
            f"file:{str(book).replace('%', '%25').replace('?', '%3f').replace('#', '%23')}?mode=ro", uri=True
        )
        target = sqlite3.connect(part)
        try:
            source.backup(target, pages=2000)
            fault = target.execute("PRAGMA quick_check").fetchone()[0]
        finally:
            target.close()
            source.close()
        if fault != "ok":
            raise Unavailable("database", data={"why": str(fault)[:80]})
        part.replace(copy)
    except (OSError, sqlite3.Error) as problem:
        raise Unavailable("cannot_open", data={"name": str(copy), "why": str(problem)}) from problem
    finally:
        if part.exists():
            part.unlink()
