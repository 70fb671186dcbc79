"""The first load of a fresh desk, bytes and all, without a network: orders per second, memory, and two stops on the way.

The baseline writes the same rows with executemany into an empty file of the same tables and indexes, as many orders per
commit; the words of the search are left out there.
"""

from __future__ import annotations

import resource
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import msgspec

from tests.benchmarks.measure import Figure
from tests.conftest import NOW
from tests.desks import Desk, Line, centre_book
from ticketoffice.central.service import Centre
from ticketoffice.desk.demo import fill
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.travel import LoadPage
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book

PAGE = 500
"""Orders of a page, and of a commit."""


class Encoded(Line):
    """The first load as bytes, as a network would bring it; it breaks twice on the way."""

    def __init__(self, service: Centre) -> None:
        super().__init__(service)
        self.pages = self.breaks = 0

    def orders(self, after: str | None, *, heard: int | None = None) -> LoadPage:
        self.pages += 1
        if self.pages in (3, 6):
            self.breaks += 1
            raise Unavailable("no_network")
        return msgspec.json.decode(msgspec.json.encode(super().orders(after, heard=heard)), type=LoadPage)


def measure_load(*, orders: int, folder: Path) -> list[Figure]:
    """A process of its own loads, so that its memory is its own."""
    url = f"sqlite:///{folder / 'centre.db'}"
    centre = centre_book(url, clock=HandClock(NOW), folder=folder / "keys")
    fill(centre, orders=orders, seed=1)
    centre.close()
    figures = []
    peaks: list[float] = []
    rates: list[float] = []
    for share in (10, 1):
        ran = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.loading", str(folder), str(orders // share)],
            capture_output=True,
            text=True,
            check=True,
        )
        loaded, rate, peak, breaks = ran.stdout.split()
        peaks.append(float(peak))
        rates.append(float(rate))
        detail = f"{loaded} orders, resumed after {breaks} stops, peak {float(peak):.0f} MB"
        figures.append(Figure(f"first load of {loaded}", float(rate), "orders/s", detail, aim=5000, least=True))
    raw = orders / _raw(folder / f"desk-{orders}.db", folder / "raw.db", commits=-(-orders // PAGE))
    figures.append(Figure("first load ÷ raw", rates[1] / raw, "", f"the same rows by executemany: {raw:.0f} orders/s"))
    figures.append(Figure("first load, memory", peaks[1] / peaks[0], "x", "the whole ÷ a tenth of it", aim=1.2))
    return figures


def _raw(loaded: Path, empty: Path, *, commits: int) -> float:
    """Seconds that it takes to write all rows of a loaded desk into an empty file, each table in the order in which it grew."""
    source, target = sqlite3.connect(loaded), sqlite3.connect(empty, isolation_level=None)
    target.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;")
    made = source.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC"
    ).fetchall()
    made = [one for one in made if not one[1].startswith(("sqlite_", "search_words"))]
    for _, _, sql in made:
        target.execute(sql)
    tables = [name for kind, name, _ in made if kind == "table"]
    seconds = 0.0
    for commit in range(commits):
        parts = {}
        for name in tables:
            most = source.execute(f'SELECT coalesce(max(rowid), 0) FROM "{name}"').fetchone()[0]
            span = (most * commit // commits, most * (commit + 1) // commits)
            parts[name] = source.execute(f'SELECT * FROM "{name}" WHERE rowid > ? AND rowid <= ?', span).fetchall()
        began = time.perf_counter()
        target.execute("BEGIN IMMEDIATE")
        for name, rows in parts.items():
            if rows:
                target.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows)
        target.execute("COMMIT")
        seconds += time.perf_counter() - began
    source.close()
    target.close()
    return seconds


def main(folder: Path, most: int) -> None:
    """Loads at least so many orders, timed without the centre's part of each page."""
    clock = HandClock(NOW)
    centre = centre_book(f"sqlite:///{folder / 'centre.db'}", clock=clock, folder=folder / "keys")
    book = open_book(folder / f"desk-{most}.db", clock=clock, secrets=FileSecrets(folder / f"desk-{most}"))
    desk = Desk(book, centre)
    line = Encoded(Centre(centre, token=desk.welcome.token))
    desk.postman._service = line
    asked = 0.0
    orders = line.orders

    def timed(after: str | None, *, heard: int | None = None) -> LoadPage:
        nonlocal asked
        began = time.perf_counter()
        try:
            page = orders(after, heard=heard)
        finally:
            asked += time.perf_counter() - began
        with book.read() as reading:
            if reading.count_orders() >= most:
                raise KeyboardInterrupt
        return page

    line.orders = timed  # type: ignore[method-assign]
    began = time.perf_counter()
    try:
        while desk.sync().cause is not None:
            clock.advance(seconds=300)
    except KeyboardInterrupt:
        pass
    seconds = time.perf_counter() - began - asked
    with book.read() as reading:
        count = reading.count_orders()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(count, count / seconds, peak, line.breaks)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
