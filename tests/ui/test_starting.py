"""A book that does not open: the window says why, in the language of the screens; what starting costs unseen."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from tests.conftest import NOW
from tests.older_books import WITHOUT_A_CENTRE
from tests.ui.conftest import Cashier
from ticketoffice import app as desktop
from ticketoffice.desk.sentences import sentence
from ticketoffice.domain.errors import Unavailable
from ticketoffice.settings import Settings
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.lock import BookLock
from ticketoffice.store.opening import open_book
from ticketoffice.ui.book_thread import BookThread
from ticketoffice.ui.main_window import MainWindow
from ticketoffice.ui.pages import Pages
from ticketoffice.ui.scanner import ScanFilter
from ticketoffice.ui.words import set_language

ALONE = """
import linecache, sys
import ticketoffice.ui.desk_room
kept = [name for name in linecache.cache if "ticketoffice" in name or "sqlalchemy" in name]
print(len(kept), len([name for name in sys.modules if name.startswith("ticketoffice")]))
"""


def test_a_book_that_is_open_elsewhere_is_told_in_french(qapp: QApplication, settings: Settings) -> None:
    secrets = FileSecrets(settings.secrets)
    book = open_book(settings.book, clock=HandClock(NOW), secrets=secrets)
    qapp.setQuitOnLastWindowClosed(False)
    loop = QEventLoop(qapp)
    asyncio.set_event_loop(loop)

    async def live() -> str:
        running = asyncio.ensure_future(
            desktop._live(qapp, settings, place=None, demo=False, language="fr", act_as="Lea")
        )
        window: Any = None
        for _ in range(500):
            window = next((w for w in qapp.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()), None)
            if window is not None and window.notice.text.text():
                break
            await asyncio.sleep(0.01)
        said = window.notice.text.text()
        window.close()
        assert await running == 0
        window.deleteLater()
        return str(said)

    try:
        assert loop.run_until_complete(live()).startswith("Le livre est ouvert dans un autre programme")
    finally:
        book.close()
        secrets.close()
        loop.close()
        asyncio.set_event_loop(None)
        set_language(qapp, "en")


def test_a_built_window_says_itself_that_its_book_cannot_be_opened(
    qapp: QApplication, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    """An ordinary refusal: a sentence in the window and one line in the log, no trace of the program."""
    lock = BookLock(settings.book)
    lock.take()
    qapp.setQuitOnLastWindowClosed(False)
    loop = QEventLoop(qapp)
    asyncio.set_event_loop(loop)

    async def live() -> None:
        window: Any = desktop.build(settings.book, settings=settings, act_as="Lea")
        assert window.height() <= max(700, window.screen().availableGeometry().height()), "no larger than the screen"
        with pytest.raises(Unavailable):
            await window.ready
        assert window.notice.text.text().startswith("The book is open in another program")
        window.show_gate()
        assert window.notice.text.text(), "it stays to be read"
        assert not any(pane.isEnabled() for pane in (window.top, window.pages, window.import_button))
        await window.shut()
        window.closing = True
        window.close()
        window.deleteLater()

    try:
        loop.run_until_complete(live())
    finally:
        lock.release()
        loop.close()
        asyncio.set_event_loop(None)
    assert [(r.levelname, r.exc_info) for r in caplog.records if r.name == "ticketoffice"] == [("WARNING", None)]
    assert "open in another program" in caplog.text


def test_an_older_book_says_how_far_it_is_brought_up_to_date(
    qapp: QApplication, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the window on every page until it is open, then no more."""
    secrets = FileSecrets(settings.secrets)
    open_book(settings.book, clock=HandClock(NOW), secrets=secrets).close()
    secrets.close()
    with sqlite3.connect(settings.book) as older:
        for statement in (*WITHOUT_A_CENTRE, "UPDATE book SET schema = 2"):
            older.execute(statement)
    older.close()
    said: list[str] = []
    warn = MainWindow.warn
    monkeypatch.setattr(MainWindow, "warn", lambda window, text: (said.append(text), warn(window, text)))
    qapp.setQuitOnLastWindowClosed(False)
    loop = QEventLoop(qapp)
    asyncio.set_event_loop(loop)

    async def live() -> None:
        window: Any = desktop.build(settings.book, settings=settings, act_as="Lea")
        await window.ready
        assert not window.warning.isVisibleTo(window)
        await window.shut()
        window.closing = True
        window.close()
        window.deleteLater()

    try:
        loop.run_until_complete(live())
    finally:
        loop.close()
        asyncio.set_event_loop(None)
    assert said == [sentence("book_updating", data={"percent": 0}), ""]


def test_what_is_built_unseen_is_not_looked_at_by_the_scanner(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """New widgets send thousands of events to themselves, and whoever types meanwhile waits for each look at them."""
    building: list[str] = []
    seen: list[QEvent.Type] = []
    look = ScanFilter.eventFilter

    def looked(self: ScanFilter, watched: QObject, event: QEvent) -> bool:
        if building:
            seen.append(event.type())
        return look(self, watched, event)

    def count(owner: type, name: str) -> None:
        build = getattr(owner, name)

        def built(self: object) -> object:
            building.append(name)
            try:
                return build(self)
            finally:
                building.pop()

        monkeypatch.setattr(owner, name, built)

    monkeypatch.setattr(ScanFilter, "eventFilter", looked)
    count(MainWindow, "build_order")
    count(Pages, "build_next")

    async def journey(c: Cashier) -> None:
        assert seen == []
        received: list[str] = []
        c.window.findChild(ScanFilter).scanned.connect(received.append)
        await c.scan("2G7FV4B6T77TG7X6DB")
        assert received == ["2G7FV4B6T77TG7X6DB"], "afterwards it looks at everything again"

    desk(journey)


class Dressed(QObject):
    """Counts how often anything gets a style."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.StyleChange
        return False


def test_what_is_built_later_is_dressed_once(qapp: QApplication, desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not anew for each parent that its parents get: that was most of what a page took, and the desk stood still meanwhile."""
    found: list[tuple[int, int]] = []
    build = MainWindow.build_order

    def built(window: MainWindow) -> QWidget:
        dressed = Dressed()
        qapp.installEventFilter(dressed)
        panel = build(window)
        qapp.removeEventFilter(dressed)
        found.append((dressed.count, len(panel.findChildren(QWidget)) + 1))
        return panel

    monkeypatch.setattr(MainWindow, "build_order", built)
    desk(Cashier.idle)
    [(count, widgets)] = found
    assert 0 < count <= 2 * widgets, (count, widgets)


def test_qt_reads_no_sources() -> None:
    """Its search for `__feature__` read and kept every line of every module."""
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True, timeout=60)
    kept, imported = map(int, done.stdout.split())
    assert imported > 50 > 0 == kept


def test_how_far_an_older_book_is_is_heard_from_the_first_word_on(qtbot: QtBot) -> None:
    """The thread begins at once, and a window that is still being built must not miss what it says."""
    heard: list[int] = []

    def opening(told: Callable[[int], None]) -> Book:
        told(0)
        raise Unavailable("not_a_book")

    books = BookThread(opening, updating=heard.append)
    qtbot.waitUntil(lambda: heard == [0])
    books.close()
