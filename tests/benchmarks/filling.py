"""How fast orders are taken in by `demo`, and how fast a journal is replayed."""

from __future__ import annotations

import time

from tests.benchmarks.measure import Figure
from ticketoffice.desk.demo import fill
from ticketoffice.store.book import Book
from ticketoffice.store.replay import replay


def measure_fill(book: Book, *, orders: int) -> Figure:
    """Fills an empty book."""
    started = time.perf_counter()
    done = fill(book, orders=orders, seed=1)
    rate = done.orders / (time.perf_counter() - started)
    return Figure("demo", rate, "orders/s", f"{done.orders} orders, {done.tickets} tickets", aim=1000, least=True)


def measure_replay(book: Book) -> Figure:
    """Replays the whole journal into an empty book and compares every table."""
    started = time.perf_counter()
    done = replay(book)
    whole = time.perf_counter() - started
    assert done.equal, done.tables
    detail = f"{done.operations} operations in {done.seconds:.1f} s, with the comparison {whole:.1f} s, equal"
    return Figure("replay", done.operations / done.seconds, "ops/s", detail, aim=1500, least=True)
