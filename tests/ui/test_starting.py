"""A book that does not open: the window says why, in the language of the screens; what starting costs unseen."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import Any

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from tests.conftest import NOW
from ticketoffice import app as desktop
from ticketoffice.settings import Settings
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.ui.main_window import MainWindow
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


def test_qt_reads_no_sources() -> None:
    """Its search for `__feature__` read and kept every line of every module."""
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True, timeout=60)
    kept, imported = map(int, done.stdout.split())
    assert imported > 50 > 0 == kept
