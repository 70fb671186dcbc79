"""The first load of a fresh desk, bytes and all, without a network: orders per second, memory, and two stops on the way."""

from __future__ import annotations

import resource
import subprocess
import sys
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


class Encoded(Line):
    """The first load as bytes, as a network would bring it; it breaks twice on the way."""

    def __init__(self, service: Centre) -> None:
        super().__init__(service)
        self.pages = self.breaks = 0

    def orders(self, after: str | None) -> LoadPage:
        self.pages += 1
        if self.pages in (3, 6):
            self.breaks += 1
            raise Unavailable("no_network")
        return msgspec.json.decode(msgspec.json.encode(super().orders(after)), type=LoadPage)


def measure_load(*, orders: int, folder: Path) -> list[Figure]:
    """A process of its own loads, so that its memory is its own."""
    url = f"sqlite:///{folder / 'centre.db'}"
    centre = centre_book(url, clock=HandClock(NOW), folder=folder / "keys")
    fill(centre, orders=orders, seed=1)
    centre.close()
    figures = []
    peaks: list[float] = []
    for share in (10, 1):
        ran = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.loading", str(folder), str(orders // share)],
            capture_output=True,
            text=True,
            check=True,
        )
        loaded, rate, peak, breaks = ran.stdout.split()
        peaks.append(float(peak))
        detail = f"{loaded} orders, resumed after {breaks} stops, peak {float(peak):.0f} MB"
        figures.append(Figure(f"first load of {loaded}", float(rate), "orders/s", detail, aim=5000, least=True))
    figures.append(Figure("first load, memory", peaks[1] / peaks[0], "x", "the whole ÷ a tenth of it", aim=1.2))
    return figures


def main(folder: Path, most: int) -> None:
    """Loads at least so many orders, timed without the centre's part of each page."""
    import time

    clock = HandClock(NOW)
    centre = centre_book(f"sqlite:///{folder / 'centre.db'}", clock=clock, folder=folder / "keys")
    book = open_book(folder / f"desk-{most}.db", clock=clock, secrets=FileSecrets(folder / f"desk-{most}"))
    desk = Desk(book, centre)
    line = Encoded(Centre(centre, token=desk.welcome.token))
    desk.postman._service = line
    asked = 0.0
    orders = line.orders

    def timed(after: str | None) -> LoadPage:
        nonlocal asked
        began = time.perf_counter()
        try:
            page = orders(after)
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
