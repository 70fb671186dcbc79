"""The window as its own process, for a real mouse: `python -m tests.ui.real_window BOOK SECRETS LANGUAGE`.

Prints where each cross is on the screen once an order is open, and again on each line that it reads, so that another
program can move the pointer there.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from pathlib import Path

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from ticketoffice.app import build
from ticketoffice.settings import Settings
from ticketoffice.ui.main_window import MainWindow


def main() -> None:
    """Runs until its input ends."""
    book, secrets, language = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    app = QApplication(sys.argv[:1])
    app.setQuitOnLastWindowClosed(False)
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    settings = Settings(book, book, secrets, language, "light", None, book.parent / "papers")
    with loop:
        loop.run_until_complete(_live(settings))


async def _live(settings: Settings) -> None:
    window = build(settings.book, settings=settings, act_as="Lea")
    window.move(0, 0)
    window.show()
    await window.ready
    lines: asyncio.Queue[str] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(lines.put_nowait, line)
        loop.call_soon_threadsafe(lines.put_nowait, "")

    threading.Thread(target=read, daemon=True).start()
    print(json.dumps({"ready": True}), flush=True)
    while await lines.get():
        table = window.order.table
        model = table.model()
        crosses = []
        for row in range(model.rowCount()):
            box = table.visualRect(model.index(row, model.columnCount() - 1))
            point = table.viewport().mapToGlobal(box.center())
            crosses.append([point.x(), point.y()])
        focus = QApplication.focusWidget()
        await _painted(window)
        told = {
            "active": window.isActiveWindow(),
            "focus": focus.objectName() if focus else "",
            "reason": window.order.strip.form.reason.value(),
            "notice": window.notice.text.text(),
        }
        print(json.dumps({"crosses": crosses, **told}), flush=True)
    await window.shut()
    window.closing = True
    window.close()


async def _painted(window: MainWindow) -> None:
    """Until what was asked to be painted has gone to the screen."""
    window.repaint()
    await asyncio.sleep(0)


if __name__ == "__main__":
    main()
