"""The desk's standing with its centre: chip and strip show it on every page, F5 asks for a round.

All of it is shown and nothing decided: how things stand is `desk.sync_views`'s word, when a round is gone the postman's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut

from ticketoffice.ui.counter_like import CounterLike
from ticketoffice.ui.page_list import SYNC
from ticketoffice.ui.search.results import OrdersFrom
from ticketoffice.ui.sync.words import AWAY, PostState, said, shape_of, strip_texts
from ticketoffice.ui.tasks import Again
from ticketoffice.ui.words import clock_time, translate

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from ticketoffice.desk.sync_views import SyncView
    from ticketoffice.store.book import Book
    from ticketoffice.store.membership import Centre
    from ticketoffice.ui.at_desk import AtDesk
    from ticketoffice.ui.main_window import MainWindow


class PostLike(CounterLike, Protocol):
    """The postman of the window, as the screens need him; what is sold is kept and confirmed on his line."""

    moved: SignalInstance

    def state(self) -> PostState:
        """What only he knows."""

    def start(self) -> None:
        """From now on rounds are gone."""

    def wish(self) -> None:
        """A round now."""

    def halt(self) -> None:
        """No round more."""

    async def pair(self, *, url: str, code: str, name: str) -> Centre:
        """Joins a centre."""


class CentreRoom(QObject):
    """`looked`: how things stand, as it was just asked (a SyncView and a PostState). Nothing of it once the desk has no centre."""

    looked = Signal(object, object)

    def __init__(self, window: MainWindow, *, post: PostLike, desk: AtDesk) -> None:
        super().__init__(window)
        self.post, self.is_paired = post, False
        self._window, self._books = window, desk.books
        self._was_away = False
        self._attention = 0
        self.look_again = Again(self._look, tasks=desk.tasks, name="sync")
        window.top.sync.clicked.connect(self.go)
        window.notices.strip.details_wished.connect(self.go)

    async def start(self) -> None:
        """A desk with a centre shows how it stands and sends its postman; another one has a way to join."""
        if await self._books.read(view_of) is None:
            self._window.pages.list_page(SYNC, text=translate("window", "Join a centre…"))
            self._window.results.tell_source(OrdersFrom.EITHER)
        else:
            self.begin()

    def begin(self) -> None:
        """From now on the desk has a centre."""
        self.is_paired = True
        self._window.pages.list_page(SYNC, text=translate("window", "Sync"))
        self._window.results.tell_source(OrdersFrom.CENTRE)
        self._books.changed.connect(lambda _: self.look_again())
        self.post.moved.connect(self.look_again)
        self._window.pages.currentChanged.connect(self._on_page_changed)
        self._on_page_changed()
        self._window.top.calm_copies()
        QShortcut(QKeySequence("F5"), self._window).activated.connect(self.post.wish)
        self.post.start()
        self.look_again()

    def go(self) -> None:
        """The sync page."""
        self._window.pages.go_to(SYNC)

    def _on_page_changed(self) -> None:
        """The sync page tells itself what the strip would tell above it."""
        self._window.notices.leave_it_to_page(self._window.pages.shows(SYNC))

    async def _look(self) -> None:
        view = await self._books.read(view_of)
        if view is None:
            return
        post = self.post.state()
        found = said(view, post)
        self._window.top.show_sync(found)
        self._window.notices.show_offline(strip_texts(view, post), shape=shape_of(view, post))
        if view.attention > self._attention:
            self._say_aloud(found.word)
        self._attention = view.attention
        self._tell_return(view, post)
        self.looked.emit(view, post)

    def _say_aloud(self, word: str) -> None:
        """Something more needs somebody: whoever does not see the chip hears it at once."""
        spoken = QAccessibleAnnouncementEvent(self._window, word)
        spoken.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(spoken)

    def _tell_return(self, view: SyncView, post: PostState) -> None:
        """Once, when all that waited for the line has gone; a sentence that stands there is left alone. A desk whose access has
        ended has not come back.
        """
        if view.state in AWAY:
            self._was_away = True
        elif view.state == "ended":
            self._was_away = False
        elif self._was_away and post.asked and not post.on_way and not view.unsent:
            self._was_away = False
            if not self._window.notice.speaks:
                time = clock_time(view.now, timezone=view.timezone)
                self._window.notice.say(translate("sync", "All sent {time}.").format(time=time))


def view_of(book: Book) -> SyncView | None:
    """How the desk stands with its centre; None where it has none."""
    from ticketoffice.desk.syncing import sync_view

    return sync_view(book)
