"""Many desks come back at once: how fast their operations go into a PostgreSQL, and how long a live cancellation waits.

The baseline writes the same rows for each operation with executemany, the same number of operations per commit, into the
same server with fsync on, in the same run.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, create_engine, select, text

from tests.benchmarks.measure import Figure
from tests.conftest import NOW, lea
from tests.desks import Desk, centre_book, desk_book
from tests.postgres import Postgres
from ticketoffice.central.service import Centre
from ticketoffice.desk import cancel, notes
from ticketoffice.desk.demo import fill
from ticketoffice.domain.people import Who
from ticketoffice.domain.travel import PUSH_LIMIT, Answer, CatalogueCopy, LoadPage
from ticketoffice.store import adopting, feed, outbox, tables
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock, SystemClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_url
from ticketoffice.store.order_copies import catalogue_copy

PER_ORDER = 4
LIVE_EVERY, LIVE = 0.2, 300
"""Seconds between two live cancellations, and the most of them."""


class Journal(msgspec.Struct):
    """The operations of one desk that the centre has not heard, in batches, and what the desk shows to it."""

    token: str
    epoch: str
    batches: list[bytes]
    operations: int


def measure_storm(*, desks: int, operations: int, folder: Path, processes: int = 2) -> list[Figure]:
    """Drains all journals by so many processes; every so often a live desk cancels."""
    server = Postgres(durable=True)
    try:
        url = server.empty()
        orders = (desks * operations // PER_ORDER + 200) * 5
        centre = centre_book(url, clock=HandClock(NOW), folder=folder / "centre")
        fill(centre, orders=orders, seed=1)
        journals, live = _journals(centre, desks=desks, operations=operations, folder=folder)
        count = sum(journal.operations for journal in journals)
        with centre.read() as reading:
            before = _counts(reading.connection)
        waits: list[float] = []
        began = time.perf_counter()
        with ProcessPoolExecutor(processes) as pool:
            parts = [journals[n::processes] for n in range(processes)]
            draining = [pool.submit(drain, url, part, str(folder / "centre")) for part in parts]
            while not all(part.done() for part in draining):
                if live:
                    waits.append(_live(centre, live.pop()))
                time.sleep(LIVE_EVERY)
            for part in draining:
                part.result()
        seconds = time.perf_counter() - began
        raw = _raw(url, before, operations=count)
        centre.close()
        rate = count / seconds
        p99 = statistics.quantiles(waits, n=100)[98] * 1000 if len(waits) > 1 else 0.0
        detail = f"{desks} desks, {processes} processes, {count} operations in {seconds:.1f} s, raw {raw:.0f} ops/s"
        return [
            Figure("storm", rate, "ops/s", detail, aim=300, least=True),
            Figure("live cancellation p99", p99, "ms", f"{len(waits)} meanwhile", aim=100),
            Figure(
                "push ÷ raw", rate / raw, "", "same rows, same operations per commit, fsync on", aim=0.05, least=True
            ),
        ]
    finally:
        server.stop()


def drain(url: str, journals: Sequence[Journal], folder: str) -> None:
    """What one process of the centre does: takes the desks' batches in turn."""
    book = open_url(url, clock=SystemClock(), secrets=FileSecrets(Path(folder)))
    ahead = [(journal, list(journal.batches)) for journal in journals]
    while ahead:
        for journal, batches in ahead:
            batch = msgspec.json.decode(batches.pop(0), type=outbox.Batch)
            sent = batch.sent
            while sent:
                answers = Centre(book, token=journal.token).push(journal.epoch, sent)
                assert answers.stopped is None and answers.answers, answers
                sent = tuple(one for one in sent if one.seq > answers.received)
        ahead = [(journal, batches) for journal, batches in ahead if batches]
    book.close()


def _journals(
    centre: Book, *, desks: int, operations: int, folder: Path
) -> tuple[list[Journal], list[tuple[Centre, str, bytes]]]:
    with centre.read() as reading:
        catalogue = catalogue_copy(reading.connection)
        t = tables.tickets.c
        p, o = tables.performances.c, tables.orders.c
        asked = (
            select(t.order)
            .join(tables.performances, p.id == t.performance)
            .join(tables.orders, o.id == t.order)
            .where(t.state == "valid", p.starts_at > NOW + 86_400_000_000, o.method.in_(("card", "cash", "twint")))
            .group_by(t.order)
            .order_by(t.order)
        )
        names = list(reading.connection.execute(asked).scalars())
    each, first = operations // PER_ORDER, LIVE
    journals = [
        _journal(centre, names[first + n * each : first + (n + 1) * each], catalogue=catalogue, folder=folder / f"d{n}")
        for n in range(desks)
    ]
    rest = _journal(centre, names[:LIVE], catalogue=catalogue, folder=folder / "live", single=True)
    service = Centre(centre, token=rest.token)
    return journals, [(service, rest.epoch, batch) for batch in reversed(rest.batches)]


def _journal(
    centre: Book, orders: Sequence[str], *, catalogue: CatalogueCopy, folder: Path, single: bool = False
) -> Journal:
    book = desk_book(clock=HandClock(NOW), folder=folder)
    desk = Desk(book, centre)
    with centre.read() as reading:
        items = feed.order_copies(reading.connection, orders)
        page = LoadPage(tuple(items.values()), feed.counter(reading.connection), more=False, now=NOW)
    adopting.load(book, page, catalogue=catalogue)
    who = Who(lea(book).person)
    upcoming = {p.id for p in catalogue.performances if p.starts_at > NOW + 86_400_000_000}
    valid = [t for copy in page.orders for t in copy.tickets if t.state == "valid"]
    open_ones = {t.id for t in valid if t.performance in upcoming}
    for copy in page.orders:
        ticket = next(t.id for t in copy.tickets if t.id in open_ones)
        cancel.cancel(book, [ticket], who=who, reason="duplicate", now=True)
        if not single:
            notes.add_note(book, copy.id, text="came by", who=who)
            cancel.inform(book, [ticket], who=who, by="told")
    batches, count, epoch = [], 0, ""
    while (batch := _next(book, most=1 if single else 20)) is not None:
        batches.append(msgspec.json.encode(batch))
        count, epoch = count + len(batch.sent), batch.epoch
    book.close()
    return Journal(desk.welcome.token, epoch, batches, count)


def _next(book: Book, *, most: int) -> outbox.Batch | None:
    """The next operations of a journal that nobody has answered; they count as answered from now on."""
    with book.read() as reading:
        batch = outbox.next_batch(reading.connection, at=NOW)
    if batch is None:
        return None
    batch = replace(batch, sent=batch.sent[:most])
    outbox.keep_answers(book, batch.epoch, [Answer(one.seq, one.id, "accepted", one.seq) for one in batch.sent])
    return batch


def _live(centre: Book, deed: tuple[Centre, str, bytes]) -> float:
    service, epoch, batch = deed
    began = time.perf_counter()
    service.push(epoch, msgspec.json.decode(batch, type=outbox.Batch).sent)
    return time.perf_counter() - began


def _raw(url: str, before: dict[str, int], *, operations: int) -> float:
    """The rows that so many operations wrote, written again by executemany into tables of the same shape."""
    engine = create_engine(url)
    with engine.begin() as connection:
        grown = {name: count - before[name] for name, count in _counts(connection).items() if count > before[name]}
        rows = {
            name: [
                tuple(row)
                for row in connection.execute(text(f'SELECT * FROM "{name}" ORDER BY ctid DESC LIMIT {count}'))
            ]
            for name, count in grown.items()
        }
        for name in grown:
            connection.execute(text(f'CREATE TABLE "raw_{name}" (LIKE "{name}" INCLUDING ALL)'))
    chunks = -(-operations // PUSH_LIMIT)
    began = time.perf_counter()
    raw = engine.raw_connection()
    for chunk in range(chunks):
        with raw.cursor() as cursor:
            for name, whole in rows.items():
                part = whole[len(whole) * chunk // chunks : len(whole) * (chunk + 1) // chunks]
                if part:
                    places = ", ".join(["%s"] * len(part[0]))
                    cursor.executemany(f'INSERT INTO "raw_{name}" VALUES ({places})', part)
        raw.commit()
    seconds = time.perf_counter() - began
    raw.close()
    engine.dispose()
    return operations / seconds


def _counts(connection: Connection) -> dict[str, int]:
    names = [table.name for table in tables.metadata.sorted_tables if table.name != "search_rows"]
    return {name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one() for name in names}
