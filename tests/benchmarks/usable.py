"""The window in a process of its own, until a typed letter has its rows on the screen: `python -m tests.benchmarks.usable BOOK SECRETS`."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

from tests.benchmarks.peak import peak_kb
from ticketoffice.app import build
from ticketoffice.settings import Settings


def main() -> None:
    """Prints one line once search is usable, then ends."""
    from PySide6.QtWidgets import QApplication
    from qasync import QEventLoop

    app = QApplication(sys.argv[:1])
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        loop.run_until_complete(_usable(Path(sys.argv[1]), Path(sys.argv[2])))


async def _usable(book: Path, secrets: Path) -> None:
    from tests.benchmarks.painted import Painted

    settings = Settings(book, book, secrets, "en", "light", None, book.parent)
    window = build(book, settings=settings, act_as="Lea")
    window.resize(1280, 800)
    window.show()
    painted = Painted(window)
    await window.usable.wait()
    await painted.after("m")
    print(json.dumps({"peak_kb": peak_kb()}), flush=True)
    await window.shut()
    window.closing = True
    window.close()


if __name__ == "__main__":
    main()
