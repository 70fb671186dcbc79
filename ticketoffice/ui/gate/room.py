"""The gate check page at the book: what a code answers, who is let in, how many have entered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ticketoffice.desk import admit as gate
from ticketoffice.domain.people import Who
from ticketoffice.ui.gate.page import GatePage
from ticketoffice.ui.tasks import Again, Tasks

if TYPE_CHECKING:
    from ticketoffice.ui.book_thread import BookThread
    from ticketoffice.ui.told import Told


class GateRoom(QObject):
    """Wires the page."""

    def __init__(self, page: GatePage, *, books: BookThread, tasks: Tasks, told: Told, who: Callable[[], str]) -> None:
        super().__init__(page)
        self._page, self._books, self._told, self._who = page, books, told, who
        self._count = Again(self._count_entered, tasks=tasks, name="gate")
        page.check_wished.connect(self.check)
        page.shown.connect(self._count)

    def check(self, code: str) -> None:
        """The control point's answer; with "let in" a GO is an entry."""
        self._told.spawn(self._check(code), name="check")

    def look_again(self) -> None:
        """Something was written: the numbers of a page that is seen are those of now."""
        if self._page.isVisible():
            self._count()

    async def _check(self, code: str) -> None:
        page = self._page
        if page.checks_in:
            answer = await self._books.write(gate.admit, code, who=Who(self._who()), performance=page.performance)
        else:
            answer = await self._books.read(gate.check, code, performance=page.performance)
        page.show_answer(answer)

    async def _count_entered(self) -> None:
        self._page.show_entrances(await self._books.read(gate.entrances))
