"""The window of the desk, and what runs behind it from its start to its end."""

from __future__ import annotations

import asyncio
import gc
import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.rounds import Rounds
from ticketoffice.settings import Settings, name_copies, secrets_of
from ticketoffice.ui.main_window import MainWindow
from ticketoffice.ui.words import counted, language, translate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from ticketoffice.post import Post
    from ticketoffice.store.book import Book
    from ticketoffice.sync.line import Reach
    from ticketoffice.ui.at_desk import AtDesk
    from ticketoffice.ui.book_thread import BookThread
    from ticketoffice.ui.desk_room import DeskRoom
    from ticketoffice.ui.scanner import ScanFilter
    from ticketoffice.ui.tasks import Tasks

T = TypeVar("T")
QUIET, LOOK = 3, 0.01
"""Looks that find nothing to do, and seconds from one to the next."""


class DeskWindow(MainWindow):
    """The window with its book. `ready` ends once all pages are there, `usable` is set once the search field answers."""

    books: BookThread
    tasks: Tasks
    desktop: Desktop
    ready: asyncio.Task[None]

    def begin(self, desktop: Desktop, *, books: BookThread, tasks: Tasks) -> None:
        """What runs behind it begins."""
        self.books, self.tasks, self.desktop = books, tasks, desktop
        self.ready = tasks.spawn(desktop.start(), name="start")

    @property
    def usable(self) -> asyncio.Event:
        """Set once the desk can be worked at."""
        return self.desktop.usable

    @property
    def at_desk(self) -> AtDesk:
        """What its rooms work with."""
        return self.desktop.at_desk

    def say_updating(self, percent: int) -> None:
        """An older book is brought up to date: until it is open nothing else can be done, and how far it is stands there."""
        self.warn(_sentence("book_updating", {"percent": percent}))

    def room_person(self) -> str:
        """The id of the person at the desk."""
        return self.desktop.person()

    async def shut(self) -> None:
        """Writes what is open and closes the book."""
        await self.desktop.shut()


class Desktop:
    """A wired window from its start to its end."""

    def __init__(
        self,
        app: QApplication,
        window: DeskWindow,
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
            books,
            tasks=tasks,
            server=settings.mail,
            language=language(),
            show_copy=window.top.show_copy,
            released=self._on_released,
            damaged=self._on_damaged,
        )
        self.usable = asyncio.Event()
        books.moved.connect(self._on_moved)
        window.top.copies_wished.connect(self._on_copies_wished)
        window.top.copy_wished.connect(lambda: self._rounds.copy_again(self._on_copy_tried))

    def person(self) -> str:
        """The id of the person at the desk."""
        return self._room.person()

    @property
    def at_desk(self) -> AtDesk:
        """What its rooms work with."""
        return self._room.desk

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
        await self._room.tell_of_drawer()
        await self._room.tell_of_papers()
        await self._room.tell_of_charges()
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
        from ticketoffice.post import Post
        from ticketoffice.sync.line import by_http
        from ticketoffice.ui.sync.centre_room import CentreRoom

        secrets = secrets_of(self._settings)
        post = self.post = Post(self._books, tasks=self._tasks, secrets=secrets, reach=self._reach or by_http)
        centre = self._room.pages.centre = CentreRoom(self._window, post=post, desk=self._room.desk)
        await centre.start()

    async def _build_pages(self) -> None:
        """What nobody sees yet, one thing after the other; whoever types meanwhile is answered first."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, importlib.import_module, "ticketoffice.ui.order.deeds")
        await self._quiet()
        self._unwatched(self._window.build_order)
        await self._quiet()
        while self._unwatched(self._window.pages.build_next):
            await self._quiet()

    def _unwatched(self, build: Callable[[], T]) -> T:
        """What is built sends thousands of events to itself; no key comes meanwhile, so the scanner's filter sees none of them."""
        self._app.removeEventFilter(self._scans)
        try:
            return build()
        finally:
            self._app.installEventFilter(self._scans)

    async def _quiet(self) -> None:
        """Waits until nothing has run for a moment, so that an answer is painted too."""
        quiet = 0
        while quiet < QUIET:
            await asyncio.sleep(LOOK)
            quiet = quiet + 1 if self._tasks.idle_but("start") else 0

    def _on_copies_wished(self) -> None:
        """Which folder or stick has the second copy; nothing else waits for the answer."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, translate("search", "Folder for the second copy"))
        dialog.setObjectName("copy.dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._on_copies_named)
        dialog.open()

    def _on_copy_tried(self) -> None:
        """Where there is still no copy, why; else that there is one."""
        why = self._window.top.why_no_copy
        self._window.notice.say(why or translate("search", "The book has its second copy again."), stays=bool(why))

    def _on_copies_named(self, folder: str) -> None:
        try:
            name_copies(Path(folder))
        except Unavailable as problem:
            self._window.notice.say(_told(problem), stays=True)
            return
        self._window.top.ask_for_copies(False)
        self._rounds.keep_copies(Path(folder))

    def _on_released(self, count: int) -> None:
        """What the clock did is said: nobody else was there."""
        text = counted(
            "search", "%n order(s) not paid or fetched in time let go of their places; Cancellations lists them.", count
        )
        self._window.notice.say(text, stays=True)

    def _on_damaged(self, damage: str) -> None:
        """The book can only be read from now on, and says so on every page."""
        self._window.warn(_told(Unavailable("read_only", data={"why": damage})))

    def _on_moved(self, problem: Unavailable) -> None:
        """The file has left its place: that stays true, on every page, until the program is started anew."""
        self._window.warn(_told(problem))

    async def shut(self) -> None:
        """Writes what is open and closes the book."""
        self._room.stop()
        self._rounds.stop()
        if self.post is not None:
            self.post.stop()
        await self._tasks.close()
        await self._room.printing.close()
        if self.post is not None:
            await self.post.close()
        await self._rounds.last_copy()
        self._app.removeEventFilter(self._scans)
        self._app.focusChanged.disconnect(self._room.focus_changed)
        loop, terminal = asyncio.get_running_loop(), self.at_desk.terminal
        if terminal is not None:
            await loop.run_in_executor(None, terminal.close)
        await loop.run_in_executor(None, self._books.close)


def _mode(book: Book) -> tuple[str, int]:
    with book.read() as reading:
        facts = reading.facts()
    return facts.mode, facts.shift_weeks


def _told(problem: RuleBroken | Unavailable) -> str:
    return _sentence(problem.code, problem.data)


def _sentence(code: str, data: Mapping[str, object]) -> str:
    from ticketoffice.desk.sentences import sentence

    return sentence(code, data=data, translate=lambda text: translate("sentences", text))
