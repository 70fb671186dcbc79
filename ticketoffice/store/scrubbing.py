"""After an erasure nothing of whom it was about stands in the file of a book, and nobody waits for that.

SQLite overwrites what is deleted (`secure_delete`). Two places keep it a while: the index of words, whose older parts have it until
they are merged into one, and the `-wal` beside the file. Both are cleaned in short transactions, between which anybody writes; how
far that is stands in the book, so that a program which ends meanwhile leaves nothing behind. On PostgreSQL its own vacuum does it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, select

from ticketoffice.store import tables
from ticketoffice.store.asking import ask
from ticketoffice.store.telling import update_one

DUE, MERGING, MERGED, FILES = "due", "merging", "merged", "files"
"""How far it is; `files`: the book is clean, what is kept beside it is asked next (`kept_files`)."""
PAGES = 16
"""Pages of the index that one step merges: about 5 ms."""
STEPS_AT_ONCE = 24
"""Steps for which whoever erased waits, some tenths of a second: a book of 20,000 orders takes 42."""

_SCRUB = select(tables.book.c.scrub)
_MERGE = "INSERT INTO search_words(search_words, rank) VALUES ('merge', ?)"


def is_due(connection: Connection) -> None:
    """This transaction takes somebody's data out of the book."""
    if connection.dialect.name == "sqlite":
        update_one(connection, tables.book, scrub=DUE)


def step(engine: Engine) -> bool:
    """One step; whether another one is due now. A reader that still sees what was there lets the last one wait for later."""
    if engine.dialect.name != "sqlite":
        return False
    with engine.begin() as connection:
        state = ask(connection, _SCRUB)[0][0]
        if state in (DUE, MERGING):
            is_merged = not _merged_on(connection, anew=state == DUE)
            update_one(connection, tables.book, scrub=MERGED if is_merged else MERGING)
            return True
    if state in (None, FILES) or not _nothing_beside(engine):
        return False
    with engine.begin() as connection:
        update_one(connection, tables.book, {"scrub": MERGED}, scrub=FILES)
        return bool(ask(connection, _SCRUB)[0][0] != FILES)


def files_are_due(connection: Connection) -> bool:
    """Whether the files that are kept beside the book were not asked since somebody's data left it."""
    return ask(connection, _SCRUB)[0][0] is not None


def files_are_clean(connection: Connection) -> None:
    """They were asked; where somebody was erased meanwhile, they are asked again."""
    update_one(connection, tables.book, {"scrub": FILES}, scrub=None)


def _merged_on(connection: Connection, *, anew: bool) -> bool:
    """Merges some pages of the index; whether there was anything to merge. `anew`: all that stands in it now."""
    raw: Any = connection.connection.driver_connection
    before = raw.total_changes
    connection.exec_driver_sql(_MERGE, (-PAGES if anew else PAGES,))
    return bool(raw.total_changes - before >= 2)  # https://sqlite.org/fts5.html#the_merge_command


def _nothing_beside(engine: Engine) -> bool:
    """Brings home what stands in the `-wal` and empties it, unless somebody reads there: nobody waits for them."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        raw: Any = connection.connection.driver_connection
        ((waits,),) = raw.execute("PRAGMA busy_timeout").fetchall()
        raw.execute("PRAGMA busy_timeout = 0").fetchall()
        try:
            ((busy, *_),) = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            raw.execute(f"PRAGMA busy_timeout = {waits}").fetchall()
    return not busy
