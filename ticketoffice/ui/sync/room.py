"""The desk's standing with its centre at the book: chip, strip and page show it, F5 and the page's deeds change it.

All of it is shown and nothing decided: how things stand is `desk.sync_views`'s word, when a round is gone the postman's.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.ui import messages
from ticketoffice.ui.sync.words import PostState, said, strip_texts
from ticketoffice.ui.tasks import Again, Tasks
from ticketoffice.ui.told_tasks import ToldTasks
from ticketoffice.ui.words import clock_time, counted, translate

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from ticketoffice.desk.sync_views import CaseView, SyncLists, SyncView
    from ticketoffice.domain.travel import Welcome
    from ticketoffice.store.book import Book
    from ticketoffice.ui.book_thread import BookThread
    from ticketoffice.ui.main_window import MainWindow
    from ticketoffice.ui.sync.home import SyncHome

OF_THE_ADDRESS = frozenset({"wrong_address", "nobody_there", "no_centre_there"})
AWAY = frozenset({"offline", "no_answer", "wrong_certificate", "too_old"})


class PostLike(Protocol):
    """The postman of the window, as the screens need him."""

    moved: SignalInstance

    def state(self) -> PostState:
        """What only he knows."""

    def start(self) -> None:
        """From now on rounds are gone."""

    def wish(self) -> None:
        """A round now."""

    def halt(self) -> None:
        """No round more."""

    async def pair(self, *, url: str, code: str, name: str) -> Welcome:
        """Joins a centre."""


class SyncRoom(QObject):
    """`opened` carries the id of an order, and None."""

    opened = Signal(str, object)

    def __init__(
        self, window: MainWindow, *, post: PostLike, books: BookThread, tasks: Tasks, who: Callable[[], str]
    ) -> None:
        super().__init__(window)
        self._window, self._post, self._books, self._who = window, post, books, who
        self._told = ToldTasks(window.notice, books=books, tasks=tasks)
        self._home: SyncHome | None = None
        self._is_paired = self._was_away = False
        self._attention = 0
        self.look_again = Again(self._look, tasks=tasks, name="sync")
        window.top.sync.clicked.connect(self._go)
        window.notices.strip.details_wished.connect(self._go)
        window.pages.built.connect(self._on_built)

    async def start(self) -> None:
        """A desk with a centre shows how it stands and sends its postman; another one has a way to join."""
        view = await self._books.read(_view)
        if view is None:
            self._window.pages.list_page("nav.sync", text=translate("window", "Join a centre…"))
        else:
            self._begin()

    def _begin(self) -> None:
        self._is_paired = True
        self._window.pages.list_page("nav.sync", text=translate("window", "Sync"))
        if self._home is not None:
            self._home.show_paired()
        self._books.changed.connect(self._on_changed)
        self._post.moved.connect(self.look_again)
        QShortcut(QKeySequence("F5"), self._window).activated.connect(self._post.wish)
        self._post.start()
        self.look_again()

    def _on_built(self, page: QWidget) -> None:
        if page.objectName() != "sync.home":
            return
        home = self._home = self._window.sync
        if self._is_paired:
            home.show_paired()
        home.page.shown.connect(self.look_again)
        home.page.now_wished.connect(self._post.wish)
        home.page.stop_wished.connect(self._post.halt)
        home.page.file_wished.connect(self._on_file)
        home.page.close_wished.connect(self._on_close)
        home.page.order_wished.connect(lambda order: self.opened.emit(order, None))
        home.pair.pair_wished.connect(self._on_pair)
        home.page.join_wished.connect(self._on_join)
        home.pair.left.connect(self._on_left)

    def _go(self) -> None:
        self._window.pages.go_to("nav.sync")

    def _on_changed(self, changes: object) -> None:
        """Something was written, here or by the post."""
        self.look_again()

    # --- showing --------------------------------------------------------------------------------------------------

    async def _look(self) -> None:
        view = await self._books.read(_view)
        if view is None:
            return
        post = self._post.state()
        found = said(view, post)
        self._window.top.show_sync(found)
        self._window.notices.show_offline(strip_texts(view), shape=found.shape if not view.attention else "unplugged")
        if view.attention > self._attention:
            self._say_aloud(found.word)
        self._attention = view.attention
        self._tell_return(view, post)
        if self._home is not None:
            self._home.page.show_view(view, post)
            if self._home.page.isVisible():
                self._home.page.show_lists(await self._books.read(_lists, _translated))

    def _say_aloud(self, word: str) -> None:
        """Something more needs somebody: whoever does not see the chip hears it at once."""
        spoken = QAccessibleAnnouncementEvent(self._window, word)
        spoken.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(spoken)

    def _tell_return(self, view: SyncView, post: PostState) -> None:
        """Once, when all that waited for the line has gone; a sentence that stands there is left alone."""
        if view.state in AWAY:
            self._was_away = True
        elif self._was_away and post.asked and not post.on_way and not view.unsent:
            self._was_away = False
            if not self._window.notice.speaks:
                time = clock_time(view.now, timezone=view.timezone)
                self._window.notice.say(translate("sync", "All sent {time}.").format(time=time))

    # --- deeds ----------------------------------------------------------------------------------------------------

    def _on_close(self, case: CaseView, note: str) -> None:
        self._told.spawn(self._close(case, note), name="case")

    async def _close(self, case: CaseView, note: str) -> None:
        assert case.case is not None
        await self._books.write(_closed, case.case, who=Who(self._who()), note=note)
        self._window.notice.say(translate("sync", "Case closed."))
        if self._home is not None:
            self._home.page.show_lists(await self._books.read(_lists, _translated))
            self._home.page.take_focus()
        self.look_again()

    def _on_file(self) -> None:
        dialog = QFileDialog(self._window, translate("sync", "Save queue to file"))
        dialog.setObjectName("sync.dialog")
        dialog.setLabelText(QFileDialog.DialogLabel.Reject, translate("dialog", "Back"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.setNameFilter("JSON (*.json)")
        dialog.selectFile("ticketoffice-queue.json")
        dialog.fileSelected.connect(self.save_queue)
        dialog.open()

    def save_queue(self, file: str) -> None:
        """Writes what waits into this file."""
        self._told.spawn(self._save(Path(file)), name="queue")

    async def _save(self, file: Path) -> None:
        count = await self._books.background(_saved, file)
        text = counted("sync", "%n operation(s) saved", count)
        self._window.notice.say(translate("sync", "{count} as {file}.").format(count=text, file=file))
        self.look_again()

    # --- joining --------------------------------------------------------------------------------------------------

    def _on_join(self) -> None:
        self._told.spawn(self._join(), name="join")

    async def _join(self) -> None:
        view = await self._books.read(_view)
        if view is not None and self._home is not None:
            self._home.show_pairing(address=view.url)

    def _on_left(self) -> None:
        if self._is_paired and self._home is not None:
            self._home.show_paired()
            self._home.take_focus()
        else:
            self._window.pages.go_to("nav.orders")

    def _on_pair(self, address: str, code: str, name: str) -> None:
        self._told.spawn(self._pair(address, code, name), name="pair")

    async def _pair(self, address: str, code: str, name: str) -> None:
        """A no stays beside the fields, which keep what was typed."""
        page = self._window.sync.pair
        page.set_waiting(True)
        page.say(translate("pair", "Asking the centre…"))
        try:
            welcome = await self._post.pair(url=address, code=code, name=name)
        except (RuleBroken, Unavailable) as problem:
            page.say(await messages.told(problem, books=self._books))
            page.ask_again(code=problem.code not in OF_THE_ADDRESS)
            return
        finally:
            page.set_waiting(False)
        page.say("")
        page.code.clear()
        had_focus = page.isVisible()
        if self._is_paired:
            self._window.sync.show_paired()
            self.look_again()
        else:
            self._begin()
        if had_focus:
            self._window.sync.take_focus()
        text = {
            "history": translate("pair", "Joined. What was done here so far is being sent; go on working."),
            "fresh": translate(
                "pair", "Joined. The centre's orders are being loaded; those that are here can be worked on."
            ),
            "branch": translate(
                "pair",
                "Joined as a desk of its own: another machine works with this book's key. What was done here is being sent.",
            ),
            "again": translate("pair", "Joined again. What waits here is being sent."),
        }
        self._window.notice.say(text[welcome.form])


def _translated(text: str) -> str:
    return translate("sentences", text)


def _view(book: Book) -> SyncView | None:
    from ticketoffice.desk.syncing import sync_view

    return sync_view(book)


def _lists(book: Book, translated: Callable[[str], str]) -> SyncLists:
    from ticketoffice.desk.syncing import sync_lists_of

    return sync_lists_of(book, translate=translated)


def _closed(book: Book, case: str, *, who: Who, note: str) -> None:
    from ticketoffice.desk.cases import close_case

    close_case(book, case, who=who, note=note)


def _saved(book: Book, file: Path) -> int:
    """Raises Unavailable `cannot_write` or `no_folder`."""
    from ticketoffice.desk.queue_file import saved_queue
    from ticketoffice.printing.whole_file import export

    content, count = saved_queue(book)
    export(content, file)
    return count
