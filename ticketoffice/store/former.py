"""Whether another book was at this place before: the heads beside the key say so, when a new and empty one begins there.

A note per place says which desk's book is there; that desk's head says that something had been done in it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import exists, select

from ticketoffice.store import tables
from ticketoffice.store.keys import Secrets

if TYPE_CHECKING:
    from ticketoffice.store.book import Book


def former_place(book: Book, path: Path, *, secrets: Secrets) -> Path | None:
    """The place of this book where it is empty and another, in which something had been done, was there before; else None,
    and it is noted that this one is there. A demonstration comes and goes as it likes.
    """
    with book.read() as reading:
        desk, mode = reading.facts().desk, reading.facts().mode
        taken_in = reading.connection.execute(select(exists(select(tables.orders.c.id)))).scalar_one()
    if mode == "demo":
        return None
    name = f"{hashlib.sha256(str(path).encode()).hexdigest()[:16]}-place"
    noted = (secrets.head(name) or {}).get("desk")
    if isinstance(noted, str) and noted != desk and not taken_in and _was_used(secrets.head(noted)):
        return path
    if noted != desk:
        secrets.put_head(name, {"desk": desk})
    return None


def _was_used(head: dict[str, object] | None) -> bool:
    """Whether more was done in a book than to begin it."""
    return head is not None and (head.get("seq") != 1 or head.get("letter") != "A")
