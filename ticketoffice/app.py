"""The composition root of the desktop: builds, wires, runs, shuts down."""

from __future__ import annotations

import asyncio
import gc
import importlib
import logging
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.rounds import Rounds
from ticketoffice.settings import Settings, name_copies, read_settings, secrets_of, system_user

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ticketoffice.post import Post, Reach
    from ticketoffice.store.book import Book
    from ticketoffice.store.clock import Clock
    from ticketoffice.ui.book_thread import BookThread
    from ticketoffice.ui.desk_room import DeskRoom
    from ticketoffice.ui.main_window import MainWindow
    from ticketoffice.ui.scanner import ScanFilter
    from ticketoffice.ui.tasks import Tasks

log = logging.getLogger("ticketoffice")
DEMO_ORDERS = 300
QUIET = 3
"""Looks, a hundredth of a second apart, that find nothing to do."""


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
) -> MainWindow:
    """The wired main window on the book at this path; its tasks start on the running qasync loop. `reach` says how its
    centre is reached: over HTTP where nothing else is handed in.

    The loop itself is the caller's. `window.usable` is an event: the search field answers. `window.ready` is a task that ends
    once all pages are there; it raises Unavailable when the book cannot be opened, and the window says why.
    `await window.shut()` writes what is open and closes the book.
    """
    from PySide6.QtWidgets import QApplication

    gc.disable()  # what starting makes stays: it is not looked through again and again while it is made
    from ticketoffice.ui.book_thread import BookThread
    from ticketoffice.ui.desk_room import DeskRoom
    from ticketoffice.ui.main_window import MainWindow
    from ticketoffice.ui.scanner import ScanFilter
    from ticketoffice.ui.tasks import Tasks
    from ticketoffice.ui.theme import themed
    from ticketoffice.ui.words import set_language

    settings = settings or read_settings()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    set_language(app, language or settings.language)
    with themed(app, look=theme or settings.theme):
        window = MainWindow()
    tasks = Tasks(_on_error)
    place = book or (settings.demo_book if demo else settings.book)
    books = BookThread(lambda updating: _opened(place, settings=settings, demo=demo, clock=clock, updating=updating))
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
    )
    app.focusChanged.connect(room.focus_changed)
    desktop = Desktop(app, window, books=books, tasks=tasks, scans=scans, room=room, settings=settings, reach=reach)
    window.books = books  # type: ignore[attr-defined]
    window.room_person = room.person  # type: ignore[attr-defined]
    window.tasks = tasks  # type: ignore[attr-defined]
    window.desktop = desktop  # type: ignore[attr-defined]
    window.shut = desktop.shut  # type: ignore[attr-defined]
    window.usable = desktop.usable  # type: ignore[attr-defined]
    window.ready = tasks.spawn(desktop.start(), name="start")  # type: ignore[attr-defined]
    return window


class Desktop:
    """A wired window from its start to its end."""

    def __init__(
        self,
        app: QApplication,
        window: MainWindow,
        *,
        books: BookThread,
        tasks: Tasks,
        scans: ScanFilter,
        room: DeskRoom,
        settings: Settings,
        reach: Callable[[], Reach] | None,
    ) -> None:
        self._settings, self._reach = settings, reach
        self.post: Post | None = None
        self._app, self._window, self._books, self._tasks = app, window, books, tasks
        self._scans, self._room, self._copies = scans, room, settings.copies
        self._rounds = Rounds(
            books, tasks=tasks, server=settings.mail, show_copy=window.top.show_copy, damaged=self._on_damaged
        )
        self.usable = asyncio.Event()
        books.moved.connect(self._on_moved)
        window.top.copies_wished.connect(self._on_copies_wished)
        books.updating.connect(self._on_updating)

    async def start(self) -> None:
        """Ends once all is there; raises Unavailable when the book cannot be opened."""
        try:
            await self._open()
        except (RuleBroken, Unavailable) as problem:
            self._window.say_closed(_told(problem))
            raise
        finally:
            gc.freeze()
            gc.enable()

    async def _open(self) -> None:
        from ticketoffice.desk.opened import opened_sentence
        from ticketoffice.ui.words import translate

        try:
            await self._books.ready()
        finally:
            self._window.warn("")
        mode, shifted = await self._books.read(_mode)
        if mode == "demo":
            self._window.show_banner(translate("window", "DEMONSTRATION - nothing here is real, nothing is sent"))
        elif shifted:
            self._window.show_banner(translate("window", "PRACTICE - the dates of this book were moved"))
        await self._room.start()
        self.usable.set()
        await asyncio.sleep(0)
        await self._room.show_what_waits()
        told = await self._books.read(opened_sentence, translate=lambda text: translate("sentences", text))
        if told is not None:
            self._window.warn(told)
        if mode == "live":
            self._rounds.work_off()
        if mode == "live" and self._copies is not None:
            self._rounds.keep_copies(self._copies)
        elif mode == "live":
            self._window.top.ask_for_copies(True)
        if mode == "live":
            await self._send_post()
        await self._build_pages()
        self._rounds.look_through()

    async def _send_post(self) -> None:
        """A desk with a centre has a postman from now on, another one a way to join."""
        from ticketoffice.post import Post, by_http
        from ticketoffice.ui.sync.room import SyncRoom

        secrets = secrets_of(self._settings)
        post = self.post = Post(self._books, tasks=self._tasks, secrets=secrets, reach=self._reach or by_http)
        room = SyncRoom(self._window, post=post, books=self._books, tasks=self._tasks, who=self._room.person)
        room.opened.connect(self._room.pages.opened)
        await room.start()

    async def _build_pages(self) -> None:
        """What nobody sees yet, one thing after the other; whoever types meanwhile is answered first."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, importlib.import_module, "ticketoffice.ui.order.deeds")
        await self._quiet()
        self._window.build_order()
        await self._quiet()
        while self._window.pages.build_next():
            await self._quiet()

    async def _quiet(self) -> None:
        """Waits until nothing has run for a moment, so that an answer is painted too."""
        quiet = 0
        while quiet < QUIET:
            await asyncio.sleep(0.01)
            quiet = quiet + 1 if self._tasks.idle_but("start") else 0

    def _on_copies_wished(self) -> None:
        """Which folder or stick has the second copy; nothing else waits for the answer."""
        from PySide6.QtWidgets import QFileDialog

        from ticketoffice.ui.words import translate

        dialog = QFileDialog(self._window, translate("search", "Folder for the second copy"))
        dialog.setObjectName("copy.dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._on_copies_named)
        dialog.open()

    def _on_copies_named(self, folder: str) -> None:
        try:
            name_copies(Path(folder))
        except Unavailable as problem:
            self._window.notice.say(_told(problem), stays=True)
            return
        self._window.top.ask_for_copies(False)
        self._rounds.keep_copies(Path(folder))

    def _on_damaged(self, damage: str) -> None:
        """The book can only be read from now on, and says so on every page."""
        self._window.warn(_told(Unavailable("read_only", data={"why": damage})))

    def _on_updating(self, percent: int) -> None:
        """An older book is brought up to date: until it is open nothing else can be done, and how far it is stands there."""
        self._window.warn(_sentence("book_updating", {"percent": percent}))

    def _on_moved(self, problem: Unavailable) -> None:
        """The file has left its place: that stays true, on every page, until the program is started anew."""
        self._window.warn(_told(problem))

    async def shut(self) -> None:
        """Writes what is open and closes the book."""
        self._room.imports.stop()
        self._rounds.stop()
        if self.post is not None:
            self.post.stop()
        await self._tasks.close()
        if self.post is not None:
            await self.post.close()
        await self._rounds.last_copy()
        self._app.removeEventFilter(self._scans)
        self._app.focusChanged.disconnect(self._room.focus_changed)
        await asyncio.get_running_loop().run_in_executor(None, self._books.close)


def _mode(book: Book) -> tuple[str, int]:
    with book.read() as reading:
        facts = reading.facts()
    return facts.mode, facts.shift_weeks


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


def _told(problem: RuleBroken | Unavailable) -> str:
    return _sentence(problem.code, problem.data)


def _sentence(code: str, data: Mapping[str, object]) -> str:
    from ticketoffice.desk.sentences import sentence
    from ticketoffice.ui.words import translate

    return sentence(code, data=data, translate=lambda text: translate("sentences", text))


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
        await window.ready  # type: ignore[attr-defined]
    except (RuleBroken, Unavailable):
        log.info("nothing is open; the window says why until it is closed")
    code = await closed
    await window.shut()  # type: ignore[attr-defined]
    window.closing = True
    window.close()
    return int(code)
