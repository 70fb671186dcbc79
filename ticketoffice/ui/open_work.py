"""What is still open, as the top bar counts it: refunds to finish, and orders of which something is due; one click goes to it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ticketoffice.desk.strip import open_work
from ticketoffice.desk.waiting import due_work
from ticketoffice.ui.main_window import MainWindow
from ticketoffice.ui.tasks import Again

if TYPE_CHECKING:
    from ticketoffice.ui.at_desk import AtDesk

EVERY = 60_000
"""Milliseconds after which it is asked again what has come due."""


class OpenWork(QObject):
    """`opens` shows an order with a ticket, or without one; `releases` shows the reservations of a performance in Today,
    where that lists it.
    """

    def __init__(
        self,
        window: MainWindow,
        *,
        desk: AtDesk,
        opens: Callable[[str, str | None], Awaitable[None]],
        releases: Callable[[str], Awaitable[bool]],
    ) -> None:
        super().__init__(window)
        self._window, self._books, self._told = window, desk.books, desk.told
        self._opens, self._releases = opens, releases
        self.look_again = Again(self.count, tasks=desk.tasks, name="count")
        self._clock = QTimer(self, interval=EVERY)
        self._clock.timeout.connect(self.look_again)
        self._clock.start()
        window.top.open_refunds_wished.connect(self._on_open_refunds)
        window.top.due_wished.connect(self._on_due)

    async def count(self) -> None:
        """Shows how many there are now."""
        self._window.top.show_open_refunds(len(await self._books.read(open_work)))
        self._window.top.show_due(len(await self._books.read(due_work)))

    def _on_open_refunds(self) -> None:
        self._told.spawn(self._open_oldest(), name="open")

    async def _open_oldest(self) -> None:
        waiting = await self._books.read(open_work)
        if waiting:
            self._window.notice.clear()
            await self._opens(waiting[0].order, waiting[0].ticket)

    def _on_due(self) -> None:
        self._told.spawn(self._open_due(), name="open")

    async def _open_due(self) -> None:
        """What has come due first; where that is open already, the next of them. Reservations are released in Today."""
        due = await self._books.read(due_work)
        if not due:
            return
        shown = self._window.order.order
        places = [view.order for view in due]
        here = places.index(shown.order) + 1 if shown is not None and shown.order in places else 0
        following = due[here % len(due)]
        self._window.notice.clear()
        if following.due == "release" and await self._releases(following.performance):
            self._window.show_today()
        else:
            await self._opens(following.order, None)
