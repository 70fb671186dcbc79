"""The real window on a real book, on the application's own loop."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from qasync import QEventLoop

from tests.conftest import NOW, orders_files, take_in
from tests.ui.card_machine import Machine
from ticketoffice import app, desktop
from ticketoffice.app import build
from ticketoffice.desk.find import find, order_of
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.settings import Settings
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.terminal.at_terminal import AtTerminal
from ticketoffice.terminal.notebook import Notebook
from ticketoffice.ui import scanner
from ticketoffice.ui.book_thread import BookThread
from ticketoffice.ui.words import set_language

QUIET, LOOK = 4, 0.002
"""Looks that find nothing to do, and seconds from one to the next."""


def orders_called(book: Book, text: str) -> list[str]:
    """The one order of a number, else those that a name finds."""
    try:
        return [order_of(book, text)[0]]
    except RuleBroken:
        return [row.order for row in find(book, text).orders]


class Cashier:
    """Acts on controls found by name, as a person with mouse, keyboard or scanner would."""

    def __init__(self, window: Any, clock: HandClock) -> None:
        self.window, self.clock = window, clock

    def find(self, name: str) -> Any:
        found = self.window.findChild(QWidget, name)
        assert found is not None, name
        return found

    async def until(self, true: Callable[[], object]) -> None:
        for _ in range(500):
            if true():
                return
            await asyncio.sleep(0.01)
        raise AssertionError("waited in vain")

    async def idle(self) -> None:
        """Until no key is held back any more (it could be a scan) and nothing runs, also a moment later."""
        quiet = 0
        for _ in range(5000):
            await asyncio.sleep(LOOK)
            busy = self.window.desktop._scans._held or not self.window.tasks.idle
            quiet = 0 if busy else quiet + 1
            if quiet == QUIET:
                return
        raise AssertionError("waited in vain")

    async def open(self, text: str) -> None:
        """Types a number or a name and presses Enter: the order of that number opens, or one that the name finds."""
        bar = self.find("search.bar")
        bar.setFocus()
        bar.setText(text)
        await self.idle()
        QTest.keyClick(bar, Qt.Key.Key_Return)
        await self.idle()
        wanted = await self.window.books.read(orders_called, text)
        await self.until(lambda: self.window.order.order is not None and self.window.order.order.order in wanted)

    async def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        await self.idle()

    async def click_cross(self, row: int = 0) -> None:
        table = self.find("tickets.table")
        box = table.visualRect(table.model().index(row, table.model().columnCount() - 1))
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
        await self.idle()

    async def click(self, name: str) -> None:
        button = self.find(name)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2))
        await self.idle()

    async def scan(self, code: str, *, ms: int = 3, enter_after: int | None = None, pause: float = 0) -> None:
        """Types a code as a scanner does, with Shift for each capital; the loop turns between the keys, never inside them.

        The keys bear stamps `ms` apart, as the platform's do, so that a busy machine does not slow the scanner down; Enter comes
        `enter_after` milliseconds after the last. `pause`: seconds that really pass between the keys.
        """
        target = QApplication.focusWidget() or self.window
        at = scanner._moment(QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier))
        shift, held = Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(scanner, "_moment", lambda event: at)
            for key in code:
                if key.isupper():
                    QTest.keyPress(target, shift)
                    QTest.keyClick(target, key, held)
                    QTest.keyRelease(target, shift)
                else:
                    QTest.keyClick(target, key)
                await asyncio.sleep(pause)
                at += ms
            at += 0 if enter_after is None else enter_after - ms
            QTest.keyClick(target, Qt.Key.Key_Return)
            await asyncio.sleep(0)


@pytest.fixture(autouse=True)
def built_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody types while the pages are built: a fifth of the pauses that leave room for it will do."""
    monkeypatch.setattr(desktop, "LOOK", LOOK)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        tmp_path / "book.db", tmp_path / "demo.db", tmp_path / "keys", "en", "light", None, tmp_path / "papers"
    )


@pytest.fixture(scope="session")
def opera(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a book of real orders and its keys, made once: each window works on a copy."""
    folder = tmp_path_factory.mktemp("opera")
    secrets = FileSecrets(folder / "keys")
    book = open_book(folder / "book.db", clock=HandClock(NOW), secrets=secrets)
    take_in(book, *orders_files("pretix-opera")[:2])
    book.close()
    secrets.close()
    return folder


@pytest.fixture(scope="session")
def theatre_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a small theatre that sells, before its first sale."""
    from tests.ui.stage import theatre_in

    folder = tmp_path_factory.mktemp("theatre")
    secrets = FileSecrets(folder / "keys")
    book = open_book(folder / "book.db", clock=HandClock(NOW), secrets=secrets)
    theatre_in(book)
    book.close()
    secrets.close()
    return folder


@pytest.fixture
def desk(
    qapp: QApplication, settings: Settings, opera: Path
) -> Iterator[Callable[[Callable[[Cashier], Coroutine[Any, Any, None]]], None]]:
    """Runs a coroutine with the window of a book of real orders, each time a fresh copy at the same hour."""
    yield from _windows(qapp, settings, opera)


@pytest.fixture
def stage(
    qapp: QApplication, settings: Settings, theatre_book: Path
) -> Iterator[Callable[[Callable[[Cashier], Coroutine[Any, Any, None]]], None]]:
    """The same with a small theatre that sells."""
    yield from _windows(qapp, settings, theatre_book)


def _windows(
    qapp: QApplication, settings: Settings, folder: Path
) -> Iterator[Callable[[Callable[[Cashier], Coroutine[Any, Any, None]]], None]]:
    clock = HandClock(NOW)
    qapp.setQuitOnLastWindowClosed(False)
    loop = QEventLoop(qapp)
    asyncio.set_event_loop(loop)

    def run(journey: Callable[[Cashier], Coroutine[Any, Any, None]], *, behind: int = 0, **how: Any) -> None:
        shutil.copytree(folder, settings.book.parent, dirs_exist_ok=True)
        clock.advance(seconds=(NOW - clock.now()) / 1_000_000 - behind)

        async def whole() -> None:
            window = build(settings.book, settings=settings, clock=clock, act_as="Lea", **how)
            window.resize(1280, 800)
            window.show()
            try:
                await window.ready
                await journey(Cashier(window, clock))
            finally:
                await window.shut()
                window.closing = True
                window.close()
                window.deleteLater()

        loop.run_until_complete(whole())

    yield run
    loop.close()
    asyncio.set_event_loop(None)
    set_language(qapp, "en")


@pytest.fixture
def venue(settings: Settings, tmp_path: Path, clock: HandClock) -> Iterator[Any]:
    """A centre, and the way to it, for the window of `at_venue`."""
    from tests.ui.sync_desk import Venue

    made = Venue(tmp_path, settings=settings, clock=clock)
    yield made
    made.close()


@pytest.fixture
def at_venue(qapp: QApplication, settings: Settings, venue: Any) -> Iterator[Callable[..., None]]:
    """Runs a coroutine with the window of a desk that has joined the centre of `venue` (or has not: `joins=False`)."""
    from tests.sync.test_two_desks import filled
    from tests.ui.sync_desk import in_window

    qapp.setQuitOnLastWindowClosed(False)
    loop = QEventLoop(qapp)
    asyncio.set_event_loop(loop)

    def run(journey: Any, *, joins: bool = True, make: Any = filled, **how: Any) -> None:
        venue.fill(make, joins=joins)
        loop.run_until_complete(in_window(venue, settings, journey, **how))

    yield run
    loop.close()
    asyncio.set_event_loop(None)
    set_language(qapp, "en")


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Machine]]:
    """Puts such a terminal at the desk."""

    def put(*answers: type) -> Machine:
        made = Machine(*answers)

        def terminal(settings: Settings, books: BookThread) -> AtTerminal:
            made.notebook = Notebook(books.step)
            return AtTerminal(made)

        monkeypatch.setattr(app, "_terminal", terminal)
        return made

    return put
