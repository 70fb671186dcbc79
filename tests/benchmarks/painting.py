"""From a letter in the search field to the painted list, in the real window."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from tests.benchmarks.measure import Figure, at, median
from tests.benchmarks.painted import Painted
from ticketoffice.app import build
from ticketoffice.settings import Settings


def measure(path: Path, secrets: Path, *, terms: Sequence[str], label: str) -> Figure:
    """Types each term letter by letter."""
    app = QApplication.instance() or QApplication([])
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    times: list[float] = []

    async def typing() -> None:
        settings = Settings(path, path, secrets, "en", "light", None, path.parent)
        window = build(path, settings=settings, act_as="Lea")
        window.resize(1280, 800)
        window.show()
        await window.ready
        painted = Painted(window)
        for term in terms:
            window.top.search.clear()
            for letter in term:
                times.append(await painted.after(letter))
        await window.shut()
        window.closing = True
        window.close()

    with loop:
        loop.run_until_complete(typing())
    asyncio.set_event_loop(None)
    detail = f"p50 {median(times):.1f} ms, p99 {at(times, 99):.1f} ms, {len(times)} keystrokes"
    return Figure(f"keystroke to painted p95 ({label})", at(times, 95), "ms", detail, aim=33)
