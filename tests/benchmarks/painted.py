"""When the real window has painted its answer; a room of its own, since a cold start pays for what is imported here."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent


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
