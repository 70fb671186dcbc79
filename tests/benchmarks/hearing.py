"""Many desks hear what one of them did: how many a second a process of the centre answers, over HTTPS and a PostgreSQL.

Each desk asks once for each operation, as it does when the centre's notice wakes it; they ask from threads of this process,
which shares the machine with centre and database.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import make_url, select

from tests.benchmarks.measure import Figure, at, median
from tests.conftest import lea
from tests.desks import Desk, desk_book
from tests.postgres import Postgres
from tests.processes import CentreProcess, Home
from ticketoffice.central.books import open_centre
from ticketoffice.desk import notes
from ticketoffice.desk.demo import fill
from ticketoffice.store import feed, tables
from ticketoffice.store.book import Book
from ticketoffice.store.clock import SystemClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.sync.http import client as http

ORDERS, ASKING = 2000, 8
"""Orders of the centre; lines on which the desks ask at the same time."""


def measure_hearing(*, desks: int, operations: int, folder: Path) -> list[Figure]:
    """All desks hear each operation before the next one is done."""
    server = Postgres(durable=True)
    home = Home(folder / "centre")
    served = CentreProcess(home, book=server.empty())
    try:
        return _measured(served, desks=desks, operations=operations, folder=folder)
    finally:
        served.stop()
        server.stop()


def _measured(served: CentreProcess, *, desks: int, operations: int, folder: Path) -> list[Figure]:
    clock = SystemClock()
    centre = open_centre(make_url(served.of_book[1]), clock=clock, secrets=FileSecrets(served.home.keys))
    writer = _joined(centre, folder / "writer", lambda book: fill(book, orders=ORDERS, seed=1))
    assert writer.sync().cause is None
    with writer.book.read() as reading:
        orders = list(reading.connection.execute(select(tables.orders.c.id).limit(operations)).scalars())
    tokens = [_joined(centre, folder / f"d{n}", lambda _: None).welcome.token for n in range(desks)]
    authority = http.authority_of(served.url)
    lines = [
        [http.HttpCentre(served.url, token=token, authority=authority) for token in tokens[n::ASKING]]
        for n in range(ASKING)
    ]
    waits: list[float] = []
    took: list[float] = []
    with ThreadPoolExecutor(ASKING) as pool:
        for n, order in enumerate(orders):
            with centre.read() as reading:
                after = feed.counter(reading.connection)
            notes.add_note(writer.book, order, text=f"note {n}", who=lea(writer.book))
            assert writer.sync().cause is None
            began = time.perf_counter()
            for waited in pool.map(lambda mine, after=after: _ask(mine, after=after), lines):
                waits += waited
            took.append(time.perf_counter() - began)
    for line in (one for mine in lines for one in mine):
        line.close()
    centre.close()
    writer.book.close()
    rate = desks / median(took[1:])
    detail = f"{desks} desks, {operations} operations, an answer within {median(waits) * 1000:.0f} ms (p99 {at(waits, 99) * 1000:.0f})"
    return [Figure("hearing", rate, "answers/s", detail)]


def _ask(lines: list[http.HttpCentre], *, after: int) -> list[float]:
    waits = []
    for line in lines:
        began = time.perf_counter()
        page = line.changes(after)
        waits.append(time.perf_counter() - began)
        assert len(page.items) == 1
    return waits


def _joined(centre: Book, folder: Path, filled: Callable[[Book], object]) -> Desk:
    book = desk_book(clock=SystemClock(), folder=folder)
    filled(book)
    return Desk(book, centre, name=folder.name)
