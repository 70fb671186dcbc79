"""Starts what somebody asked for outside of an order; a "no" or "not now" is told in the window's notice."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.ui import messages
from ticketoffice.ui.notice_bar import NoticeBar
from ticketoffice.ui.tasks import Tasks

if TYPE_CHECKING:
    from ticketoffice.ui.book_thread import BookThread


class ToldTasks:
    """Tasks that somebody waits for: what stands in their way is told, not logged."""

    def __init__(self, notice: NoticeBar, *, books: BookThread, tasks: Tasks) -> None:
        self._notice, self._books, self._tasks = notice, books, tasks

    def spawn(self, work: Coroutine[Any, Any, None], *, name: str) -> None:
        """Starts it."""
        self._tasks.spawn(self.run(work), name=name)

    async def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Does it, and says what stood in the way."""
        try:
            await work
        except (RuleBroken, Unavailable) as problem:
            self._notice.say(await messages.told(problem, books=self._books), stays=True)
