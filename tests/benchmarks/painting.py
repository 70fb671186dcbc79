"""From a letter in the search field to the painted list, in the real window."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from tests.benchmarks.measure import Figure, at, median
from ticketoffice.app import build
from ticketoffice.settings import Settings


class Painted(QObject):
    """Knows when the list, or the sentence in its place, was painted after an answer."""

    def __init__(self, window: Any) -> None:
        super().__init__(window)
        self._window = window
        self._answered = False
        self._seen = asyncio.Event()
        for widget in (window.results.list.viewport(), window.results.empty):
            widget.installEventFilter(self)
        shown = window.results.show_found

        def show_found(found: Any, rows: Any, **how: Any) -> None:
            shown(found, rows, **how)
            self._answered = found.query == window.top.search.text()
            window.results.list.viewport().update()
            window.results.empty.update()

        window.results.show_found = show_found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: sees paint events and lets them through."""
        if event.type() == QEvent.Type.Paint and self._answered:
            asyncio.get_running_loop().call_soon(self._seen.set)
        return False

    async def after(self, letter: str) -> float:
        """Milliseconds from handing the letter to the field to the painted answer."""
        self._answered = False
        self._seen.clear()
        started = time.perf_counter()
        self._window.top.search.keyPressEvent(
            QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        )
        await asyncio.wait_for(self._seen.wait(), 30)
        return (time.perf_counter() - started) * 1000


def measure(path: Path, secrets: Path, *, terms: Sequence[str], label: str) -> Figure:
    """Types each term letter by letter."""
    app = QApplication.instance() or QApplication([])
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    times: list[float] = []

    async def typing() -> None:
        settings = Settings(path, path, secrets, "en", "light", None, path.parent)
        window = build(path, settings=settings, act_as="Lea")
        window.show()
        await window.ready  # type: ignore[attr-defined]
        painted = Painted(window)
        for term in terms:
            window.top.search.clear()
            for letter in term:
                times.append(await painted.after(letter))
        await window.shut()  # type: ignore[attr-defined]
        window.closing = True
        window.close()

    with loop:
        loop.run_until_complete(typing())
    asyncio.set_event_loop(None)
    detail = f"p50 {median(times):.1f} ms, p99 {at(times, 99):.1f} ms, {len(times)} keystrokes"
    return Figure(f"keystroke to painted p95 ({label})", at(times, 95), "ms", detail, aim=33)
