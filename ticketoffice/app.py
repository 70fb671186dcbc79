"""The composition root of the desktop: builds, wires, runs, shuts down."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.settings import Settings, read_settings, secrets_of, system_user

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ticketoffice.desktop import DeskWindow
    from ticketoffice.store.book import Book
    from ticketoffice.store.clock import Clock
    from ticketoffice.sync.line import Reach
    from ticketoffice.terminal.at_terminal import AtTerminal
    from ticketoffice.ui.book_thread import BookThread

log = logging.getLogger("ticketoffice")
DEMO_ORDERS = 300


def build(
    book: Path | None = None,
    *,
    settings: Settings | None = None,
    demo: bool = False,
    clock: Clock | None = None,
    language: str | None = None,
    theme: str | None = None,
    act_as: str | None = None,
    reach: Callable[[], Reach] | None = None,
) -> DeskWindow:
    """The wired main window on the book at this path; its tasks start on the running qasync loop. `reach` says how its
    centre is reached: over HTTP where nothing else is handed in.

    The loop itself is the caller's. `window.usable` is an event: the search field answers. `window.ready` is a task that ends
    once all pages are there; it raises Unavailable when the book cannot be opened, and the window says why.
    `await window.shut()` writes what is open and closes the book.
    """
    from PySide6.QtWidgets import QApplication

    gc.disable()  # what starting makes stays: it is not looked through again and again while it is made
    from ticketoffice.desktop import Desktop, DeskWindow
    from ticketoffice.printing.printers import Printers
    from ticketoffice.ui.book_thread import BookThread
    from ticketoffice.ui.desk_room import DeskRoom
    from ticketoffice.ui.scanner import ScanFilter
    from ticketoffice.ui.tasks import Tasks
    from ticketoffice.ui.theme import themed
    from ticketoffice.ui.words import set_language

    settings = settings or read_settings()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    set_language(app, language or settings.language)
    with themed(app, look=theme or settings.theme):
        window = DeskWindow()
    tasks = Tasks(_on_error)
    place = book or (settings.demo_book if demo else settings.book)
    books = BookThread(
        lambda updating: _opened(place, settings=settings, demo=demo, clock=clock, updating=updating),
        updating=window.say_updating,
    )
    scans = ScanFilter(parent=window)
    app.installEventFilter(scans)
    room = DeskRoom(
        window,
        books=books,
        tasks=tasks,
        act_as=act_as or system_user(),
        mail=settings.mail is not None,
        papers=settings.papers,
        scans=scans,
        printers=Printers(settings.printers),
        terminal=None if demo else _terminal(settings, books),
    )
    app.focusChanged.connect(room.focus_changed)
    desktop = Desktop(app, window, books=books, tasks=tasks, scans=scans, room=room, settings=settings, reach=reach)
    window.begin(desktop, books=books, tasks=tasks)
    return window


def _terminal(settings: Settings, books: BookThread) -> AtTerminal | None:
    """The card terminal of this desk; what is noted of its payments stands in the book."""
    if settings.terminal is None:
        return None
    from ticketoffice.terminal.at_terminal import AtTerminal
    from ticketoffice.terminal.notebook import Notebook
    from ticketoffice.terminal.zvt_terminal import ZvtTerminal

    told = settings.terminal
    notebook = Notebook(books.step)
    return AtTerminal(ZvtTerminal(told.host, told.port, notebook=notebook, password=told.password))


def _opened(
    place: Path, *, settings: Settings, demo: bool, clock: Clock | None, updating: Callable[[int], None]
) -> Book:
    from ticketoffice.store.clock import SystemClock
    from ticketoffice.store.opening import Kind, open_book

    fresh = demo and not place.exists()
    book = open_book(
        place,
        clock=clock or SystemClock(),
        secrets=secrets_of(settings),
        kind=Kind("demo" if demo else "live"),
        updating=updating,
    )
    if fresh:
        from ticketoffice.desk.demo import fill

        fill(book, orders=DEMO_ORDERS, seed=1)
    return book


def _on_error(problem: BaseException) -> None:
    """A refusal is no failure of the program: it is one line, in English as all the log."""
    if isinstance(problem, RuleBroken | Unavailable):
        from ticketoffice.desk.sentences import detail, sentence

        log.warning("refused: %s", sentence(problem.code, data=problem.data))
        if (unspoken := detail(problem)) is not None:
            log.error("%s: %s", problem.code, unspoken)
    else:
        log.error("a task failed", exc_info=problem)


def _excepthook(kind: type[BaseException], problem: BaseException, trace: TracebackType | None) -> None:
    log.error("unexpected", exc_info=(kind, problem, trace))


def run(settings: Settings, *, book: str | None, demo: bool, language: str | None, act_as: str | None) -> int:
    """The whole desktop program; returns its exit code."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    sys.excepthook = _excepthook
    from ticketoffice.system_libraries import missing_libraries

    missing = missing_libraries()
    if missing:
        print(missing, file=sys.stderr)  # noqa: T201
        return 5
    from PySide6.QtWidgets import QApplication
    from qasync import QEventLoop

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("ticketoffice")
    app.setQuitOnLastWindowClosed(False)
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    place = Path(book) if book else None
    if demo and place is None:
        settings.demo_book.parent.mkdir(parents=True, exist_ok=True)
        _fresh_demo(settings.demo_book)
    with loop:
        return int(
            loop.run_until_complete(_live(app, settings, place=place, demo=demo, language=language, act_as=act_as))
        )


def _fresh_demo(place: Path) -> None:
    """A demonstration starts anew each time, unless it is open in another window."""
    from ticketoffice.store.lock import BookLock

    lock = BookLock(place)
    try:
        lock.take()
    except Unavailable:
        return
    for suffix in ("", "-wal", "-shm"):
        place.with_name(place.name + suffix).unlink(missing_ok=True)
    lock.release()


async def _live(
    app: QApplication, settings: Settings, *, place: Path | None, demo: bool, language: str | None, act_as: str | None
) -> int:
    window = build(place, settings=settings, demo=demo, language=language, act_as=act_as)
    closed = asyncio.get_running_loop().create_future()

    def close_asked() -> None:
        if not closed.done():
            closed.set_result(0)

    window.close_wished.connect(close_asked)
    window.show()
    try:
        await window.ready
    except (RuleBroken, Unavailable):
        log.info("nothing is open; the window says why until it is closed")
    code = await closed
    await window.shut()
    window.closing = True
    window.close()
    return int(code)
