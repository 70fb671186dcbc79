"""`python -m tests.benchmarks.sale_page [--performances N] [--rounds N]`: the Sell page with a season on sale.

From F2 until a quantity can be typed, and from a digit until its price stands in the cart. The baseline is a bare Qt list with as
many lines that is made and painted in the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget
from qasync import QEventLoop

from tests.benchmarks.measure import Figure, at, median, timed
from tests.conftest import NOW
from tests.house import taken
from tests.theatre import evening, theatre
from ticketoffice.app import build
from ticketoffice.desktop import DeskWindow
from ticketoffice.domain.calendar import DAY
from ticketoffice.settings import Settings
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.ui.sale.page import SalePage

SIZE = (1280, 800)
LONGEST = 60.0
"""Seconds after which what is waited for will not come."""


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.sale_page", description=__doc__)
    parser.add_argument("--performances", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=9, help="times that each thing is done")
    args = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    bare = median([timed(lambda: _bare_list(app, args.performances)) for _ in range(args.rounds)])
    with tempfile.TemporaryDirectory() as name:
        path, keys = Path(name) / "book.db", Path(name) / "keys"
        _fill(path, keys, performances=args.performances)
        opened, typed = _in_the_window(app, path, keys, rounds=args.rounds)
    label = f"{args.performances} performances"
    for figure in (
        Figure(
            f"F2 to the first quantity ({label})",
            median(opened),
            "ms",
            f"{median(opened) / bare:.2f} x a bare list ({bare:.1f} ms), p95 {at(opened, 95):.1f} ms",
        ),
        Figure(
            f"a digit to its price in the cart ({label})",
            median(typed),
            "ms",
            f"{median(typed) / bare:.2f} x a bare list, p95 {at(typed, 95):.1f} ms",
            aim=100,
        ),
    ):
        print(figure.line(), flush=True)


def _bare_list(app: QApplication, lines: int) -> None:
    view = QListWidget()
    view.resize(264, 600)
    view.addItems([f"Fri {n} Nov 20:00  Show {n}  48 free" for n in range(lines)])
    view.show()
    app.processEvents()
    view.repaint()
    view.close()


def _fill(path: Path, keys: Path, *, performances: int) -> None:
    secrets = FileSecrets(keys)
    book = open_book(path, clock=HandClock(NOW), secrets=secrets)
    season = [evening(f"p{n}", starts_at=NOW + (n + 1) * DAY // 2, event=f"Show {n % 40}") for n in range(performances)]
    taken(book, theatre(*(replace(one, event_external=one.event_name) for one in season)))
    book.close()
    secrets.close()


def _in_the_window(app: QApplication, path: Path, keys: Path, *, rounds: int) -> tuple[list[float], list[float]]:
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    opened, typed = list[float](), list[float]()

    async def work() -> None:
        settings = Settings(path, path, keys, "en", "light", None, path.parent)
        window = build(path, settings=settings, act_as="Lea", clock=HandClock(NOW))
        window.resize(*SIZE)
        window.show()
        await window.ready
        for _ in range(rounds):
            opened.append(await _until(window, Qt.Key.Key_F2, _can_type))
            typed.append(await _until(window, Qt.Key.Key_2, _has_price))
            await _until(window, Qt.Key.Key_0, lambda page: not page.cart.pay.isEnabled())
            QTest.keyClick(window, Qt.Key.Key_F3)
        await window.shut()
        window.closing = True
        window.close()

    with loop:
        loop.run_until_complete(work())
    asyncio.set_event_loop(None)
    return opened, typed


async def _until(window: DeskWindow, key: Qt.Key, done: Callable[[SalePage], bool]) -> float:
    """Milliseconds from a key until it is so and painted."""
    began = perf_counter()
    QTest.keyClick(QApplication.focusWidget() or window, key)
    while perf_counter() - began < LONGEST:
        page = window.findChild(SalePage)
        if isinstance(page, SalePage) and page.isVisible() and done(page):
            page.repaint()
            return (perf_counter() - began) * 1000
        await asyncio.sleep(0)
    raise TimeoutError(f"{key} has no end")


def _can_type(page: SalePage) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and page.tariffs.isAncestorOf(focused)


def _has_price(page: SalePage) -> bool:
    return page.cart.pay.isEnabled()


if __name__ == "__main__":
    main()
