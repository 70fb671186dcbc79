"""Replay: fills an empty book from the journal and its records, and compares it with the book, table by table.

A desk alone: its journal; a centre: what it received, in the order of its changes; a paired desk: what the centre told
it, and its own operations that are not answered. It applies the stored effects and never judges; where they contradict
each other (two live tickets on a seat) no table is equal. Equal digests of every business table prove that nothing was changed
beside the door and that the state is a function of the operations.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct
from sqlalchemy import Connection, Dialect, Table, select
from sqlalchemy.exc import IntegrityError

from ticketoffice.domain.operation import REFUSED, Operation
from ticketoffice.domain.operations import KINDS
from ticketoffice.domain.rules import VenueRules
from ticketoffice.store import database, feed, journal, rebasing, saving, tables, unit
from ticketoffice.store.catalogue import Catalogue
from ticketoffice.store.chain import is_a_centre
from ticketoffice.store.making import make_tables

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.reading import Reading

IN_MEMORY = "sqlite://"
BATCH = 200
AT_ONCE = 5000
_WHOLE: dict[tuple[str, str], str] = {}
COMPARED: tuple[Table, ...] = tuple(tables.ROW_TABLES.values())


class Replayed(Struct, frozen=True):
    """Which tables are equal; `operations` per `seconds` is the speed."""

    equal: bool
    tables: dict[str, bool]
    operations: int
    seconds: float


def replay(book: Book, *, into: str = IN_MEMORY) -> Replayed:
    """Replays a book's journal into an empty one (in memory, or at a database address) and compares."""
    started = time.perf_counter()
    engine = database.writing_engine(into)
    try:
        with engine.begin() as target:
            if into != IN_MEMORY:
                tables.metadata.drop_all(target)
            make_tables(target)
        count = 0
        with book.read() as reading, engine.begin() as target:
            try:
                count = _fill(reading, target, paired=book.paired)
            except IntegrityError:
                seconds = time.perf_counter() - started
                return Replayed(False, {table.name: False for table in COMPARED}, count, seconds)
            seconds = time.perf_counter() - started
            same = {table.name: digest(reading.connection, table) == digest(target, table) for table in COMPARED}
    finally:
        engine.dispose()
    return Replayed(all(same.values()), same, count, seconds)


def _fill(reading: Reading, target: Connection, *, paired: bool) -> int:
    return rebasing.rebuild(reading.connection, target) if paired else _apply_all(target, _lines(reading))


def _lines(reading: Reading) -> Iterator[journal.Line]:
    return feed.lines(reading.connection) if is_a_centre(reading.connection) else reading.history.lines()


def _apply_all(target: Connection, lines: Iterator[journal.Line]) -> int:
    catalogue, count = Catalogue(target), 0
    for batch in _batches(lines):
        _apply(target, batch, catalogue=catalogue)
        count += len(batch)
    return count


def _batches(lines: Iterator[journal.Line]) -> Iterator[list[tuple[Operation, str]]]:
    """Operations one by one, but orders taken in together, as long as none of them is named twice."""
    batch: list[tuple[Operation, str]] = []
    seen: set[str] = set()
    for line in lines:
        operation, is_refused = line.operation(), line.effect.startswith(REFUSED)
        known = not is_refused and KINDS[line.kind].from_source
        order = operation.payload["order"]["id"] if known else None
        if batch and (order is None or order in seen or len(batch) == BATCH):
            yield batch
            batch, seen = [], set()
        if order is None:
            yield [(operation, line.effect)]
            continue
        seen.add(order)
        batch.append((operation, line.effect))
    if batch:
        yield batch


def _apply(target: Connection, batch: list[tuple[Operation, str]], *, catalogue: Catalogue) -> None:
    outcomes, situation, versions = unit.apply_stored(target, batch, catalogue=catalogue, rules=VenueRules())
    saving.save(target, outcomes, situation=situation, versions=versions, personal=False)
    for outcome in outcomes:
        catalogue.look_at(outcome.rows)


def digest(connection: Connection, table: Table) -> str:
    """A digest of all rows of a table in the order of its key, of the values as they are stored; in constant memory."""
    found = hashlib.sha256()
    for part in _stored(connection, _whole(table, connection.dialect)):
        found.update(("\n".join(map(repr, part)) + "\n").encode())
    return found.hexdigest()


def _whole(table: Table, dialect: Dialect) -> str:
    """Asks for all rows of a table in the order of its key."""
    said = (dialect.name, table.name)
    if said not in _WHOLE:
        _WHOLE[said] = str(select(table).order_by(*table.primary_key.columns).compile(dialect=dialect))
    return _WHOLE[said]


def _stored(connection: Connection, sql: str) -> Iterator[list[tuple[Any, ...]]]:
    """Rows as the driver gives them, in parts whose length is the driver's own."""
    if connection.dialect.name == "sqlite":
        cursor = connection.connection.cursor()
        cursor.execute(sql)
        while part := cast(list[tuple[Any, ...]], cursor.fetchmany(AT_ONCE)):
            yield part
        cursor.close()
    else:
        result = connection.execution_options(yield_per=AT_ONCE).exec_driver_sql(sql)
        for rows in result.partitions():
            yield [tuple(map(_plain, row)) for row in rows]


def _plain(value: Any) -> Any:
    """As SQLite stores it."""
    if isinstance(value, bool):
        return int(value)
    return bytes(value) if isinstance(value, memoryview) else value
