"""Files that the program itself keeps beside a book lose whom the book lost: broken books that a copy replaced, books as they were
before an update, second copies.

Each is copied, the copy is cleaned, and takes its place whole; nobody waits for that. It hears of each erasure as the book did, so
that it can still be restored. What was done in it and nobody has heard stays, at a desk that was put out with its data. One that
is damaged stays as it is, since it may alone have what nobody has heard, and is named.
"""

from __future__ import annotations

import json
import logging
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import SQLAlchemyError

from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.operation import FULL
from ticketoffice.domain.travel import Heard
from ticketoffice.store import (
    database,
    hearing,
    indexing,
    journal,
    membership,
    outbox,
    personal_data,
    put_out,
    scrubbing,
    tables,
)
from ticketoffice.store.backing_up import (
    PART,
    PARTS,
    backup,
    looked_at,
    next_to,
    no_rest,
    quoted,
    stamp_of,
    sync_file,
    sync_names,
)
from ticketoffice.store.opening import address_of

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

log = logging.getLogger(__name__)
CLEANING = ".cleaning"
ERASURE = "person_erased"
_o, _h = tables.operations.c, tables.heard.c
_HEARD = tuple(Heard.__struct_fields__)


class Lost(Struct, frozen=True):
    """Whom a book lost: the erasures that stand in it by their ids, and the centre that put it out with how far each epoch was
    answered there (None where it has its customers).
    """

    erasures: Mapping[str, Heard]
    centre: membership.Centre | None
    answered: Mapping[str, int]


def clean(
    book: Book, folder: Path | None = None, *, always: bool = False, rest: Callable[[], None] = no_rest
) -> list[Path]:
    """Cleans what is kept beside the book, and its second copies in `folder`, where somebody was erased since that was done
    last (`always`: asks each file). Returns the files that could not be cleaned. `rest` as in `backup`.
    """
    if book.read_only is not None or not book.cleaning.acquire(blocking=False):
        return []
    try:
        if not (always or _is_due(book)):
            return []
        if (place := _place(book)) is not None:
            _drop_half_made(place)
        left = [file for file in unclean(book, folder) if not _cleaned(book, file, rest=rest)]
        book.transact(scrubbing.files_are_clean)
    finally:
        book.cleaning.release()
    for file in left:
        log.warning("whoever was erased is still in %s", file)
    return left


def unclean(book: Book, folder: Path | None = None) -> list[Path]:
    """The files kept beside the book, and its second copies in `folder`, that have what the book lost."""
    place = _place(book)
    if place is None:
        return []
    lost = lost_by(book)
    return [file for file in _kept(book, place, folder) if _has_lost(file, lost)]


def lost_by(book: Book) -> Lost:
    """Whom this book lost."""
    with book.read() as reading:
        connection = reading.connection
        erasures = {
            row[0]: Heard(*row)
            for table in (tables.operations.c, tables.heard.c)
            for row in connection.execute(
                select(*(table[name] for name in _HEARD)).where(table.kind == ERASURE, table.effect == FULL)
            )
        }
        centre = membership.centre_of(connection)
        is_bare = centre is not None and centre.is_without_customers
        answered = (
            {epoch: outbox.answered(connection, epoch) for epoch in journal.epochs(connection)} if is_bare else {}
        )
    return Lost(erasures, centre if is_bare else None, answered)


def _is_due(book: Book) -> bool:
    with book.read() as reading:
        return scrubbing.files_are_due(reading.connection)


def _place(book: Book) -> Path | None:
    """The file of a book; None of one in memory or on a server."""
    with book.read() as reading:
        if reading.connection.dialect.name != "sqlite":
            return None
        file = reading.connection.exec_driver_sql("PRAGMA database_list").all()[0][2]
    return Path(file) if file else None


def _ours(place: Path) -> str:
    """What the files are called that the program makes of a book."""
    stem, suffix = re.escape(place.stem), re.escape(place.suffix)
    return rf"({stem}(-broken-\d{{8}}-\d{{6}}(-\d+)?|\.before-\d+){suffix}|{stem}-\d{{8}}-\d{{6}}\.db)"


def _kept(book: Book, place: Path, folder: Path | None) -> Iterator[Path]:
    """What the program has made and kept."""
    from ticketoffice.store.copies import copies_of

    ours = re.compile(_ours(place))
    yield from (file for file in sorted(place.parent.iterdir()) if ours.fullmatch(file.name) and file.is_file())
    if folder is not None and folder.is_dir() and not folder.samefile(place.parent):
        yield from (copy.file for copy in copies_of(book, folder))


def _drop_half_made(place: Path) -> None:
    """What a power cut left while such a file was made: the lock is ours, nobody is at it."""
    made = rf"({_ours(place)}({re.escape(CLEANING)}|{re.escape(PART)})|{re.escape(place.name)}\.restoring)"
    half = re.compile(made + rf"(-wal|-shm|-journal|{re.escape(PART)})?")
    for file in list(place.parent.iterdir()):
        if half.fullmatch(file.name):
            file.unlink(missing_ok=True)


def _has_lost(file: Path, lost: Lost) -> bool:
    """Whether a file has what its book lost, or cannot be asked."""
    try:
        with _read(file) as asked:
            schema, scrub = asked.execute("SELECT schema, scrub FROM book").fetchone()
            if schema != tables.SCHEMA or scrub not in (None, scrubbing.FILES):
                return True
            known = "SELECT 1 FROM operations WHERE id = ?1 UNION ALL SELECT 1 FROM heard WHERE id = ?1"
            if any(asked.execute(known, (bytes.fromhex(name),)).fetchone() is None for name in lost.erasures):
                return True
            if lost.centre is None:
                return False
            row = asked.execute("SELECT put_out_at, paired_at FROM centre").fetchone()
            return row is None or row[0] is None or row[0] < row[1]
    except (sqlite3.Error, OSError, TypeError):
        return True


@contextmanager
def _read(file: Path) -> Iterator[sqlite3.Connection]:
    """A file that nobody writes, with what still stands in its `-wal`."""
    wal = next_to(file, "-wal")
    if wal.exists() and wal.stat().st_size:
        with closing(sqlite3.connect(f"file:{quoted(file)}?mode=ro", uri=True)) as connection:
            yield connection
    else:
        with looked_at(file) as connection:
            yield connection


def _cleaned(book: Book, file: Path, *, rest: Callable[[], None]) -> bool:
    """Whether nothing of whom the book lost is in this file any more."""
    new = next_to(file, CLEANING)
    try:
        if _is_older(file) and _is_within(book, file):
            _remove(file)
            return True
        _bring_home(file)
        backup(file, new, rest=rest)
        _clean(new, lost_by(book), at=book.clock.now(), rest=rest)
        sync_file(new)
        new.replace(file)
        sync_names(file.parent)
    except (Unavailable, OSError, sqlite3.Error, SQLAlchemyError) as problem:
        log.warning("%s could not be cleaned: %s", file, problem)
        return False
    finally:
        for part in PARTS:
            next_to(new, part).unlink(missing_ok=True)
    return True


def _is_older(file: Path) -> bool:
    """Whether it was written by an older version of the program, which alone could still use it."""
    with _read(file) as asked:
        return bool(asked.execute("SELECT schema FROM book").fetchone()[0] < tables.SCHEMA)


def _is_within(book: Book, file: Path) -> bool:
    """Whether all that was done in a file stands in the book too: its last operation does, and the chain leads there."""
    stamp = stamp_of(file)
    if stamp is None:
        return False
    with _read(file) as asked:
        digest = bytes(asked.execute("SELECT hash FROM book").fetchone()[0])
    with book.read() as reading:
        found = reading.connection.execute(select(_o.hash).where(_o.epoch == stamp.epoch, _o.seq == stamp.seq))
        return [bytes(one) for one in found.scalars()] == [digest]


def _remove(file: Path) -> None:
    for part in PARTS:
        next_to(file, part).unlink(missing_ok=True)
    sync_names(file.parent)


def _bring_home(file: Path) -> None:
    """What stands in its `-wal` comes into the file."""
    if next_to(file, "-wal").exists():
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _clean(new: Path, lost: Lost, *, at: int, rest: Callable[[], None]) -> None:
    engine = database.writing_engine(address_of(new))
    try:
        with engine.begin() as connection:
            schema = connection.execute(select(tables.book.c.schema)).scalar_one()
        if schema < tables.SCHEMA:
            from ticketoffice.store.migrating import migrate

            migrate(engine, path=None, since=schema, updating=lambda _: rest())
        with engine.begin() as connection:
            _hear(connection, lost.erasures)
            if lost.centre is not None:
                put_out.take_out(connection, centre=lost.centre, answered=lost.answered, at=at)
            scrubbing.is_due(connection)
        _scrub(engine, rest=rest)
    finally:
        engine.dispose()


def _hear(connection: Connection, erasures: Mapping[str, Heard]) -> None:
    """A file hears of erasures as a desk does, and what was typed in it had not heard of them."""
    for heard in hearing.of_no_order(connection, list(erasures.values())):
        payload = json.loads(heard.body)["payload"]
        theirs = personal_data.orders_with(connection, [payload["person"]])
        notes = {*payload.get("notes", ()), *personal_data.texts_about(connection, theirs)}
        personal_data.erase(connection, people=[payload["person"]], notes=sorted(notes))
        indexing.refresh(connection, sorted(theirs), known={})


def _scrub(engine: Engine, *, rest: Callable[[], None]) -> None:
    while scrubbing.step(engine):
        rest()
    with engine.begin() as connection:
        scrubbing.files_are_clean(connection)
