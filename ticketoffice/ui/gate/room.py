"""The gate check page at the book: what a code answers, who is let in, how many have entered."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ticketoffice.desk import admit as gate
from ticketoffice.domain.people import Who
from ticketoffice.ui.gate.page import GatePage
from ticketoffice.ui.tasks import Again

if TYPE_CHECKING:
    from ticketoffice.desk.views import CheckView
    from ticketoffice.store.book import Book
    from ticketoffice.ui.at_desk import AtDesk

SAME_SCAN = 3
"""Seconds within which a ticket that was let in is the same scan: held under the scanner it is no second visitor."""


class GateRoom(QObject):
    """Wires the page; codes are answered one after the other, as the visitors come."""

    def __init__(self, page: GatePage, *, desk: AtDesk) -> None:
        super().__init__(page)
        self._page, self._books, self._told, self._who = page, desk.books, desk.told, desk.who
        self._count = Again(self._count_entered, tasks=desk.tasks, name="gate")
        self._turn = asyncio.Lock()
        self._last: tuple[str, str | None] | None = None
        self._last_at = 0
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
        async with self._turn:
            if page.checks_in:
                answer = await self._let_in(code.strip(), performance=page.performance)
            else:
                answer = await self._books.read(gate.check, code, performance=page.performance)
            if answer is not None:
                page.show_answer(answer)

    async def _let_in(self, code: str, *, performance: str | None) -> CheckView | None:
        """The answer; None for the scan of a visitor who has just been let in. A STOP is always asked anew: it may be paid."""
        asked = (code, performance)
        if asked == self._last and 0 <= await self._books.read(_now) - self._last_at < SAME_SCAN * 1_000_000:
            return None
        answer = await self._books.write(gate.admit, code, who=Who(self._who()), performance=performance)
        self._last, self._last_at = asked if answer.answer == "GO" else None, answer.at
        return answer

    async def _count_entered(self) -> None:
        self._page.show_entrances(await self._books.read(gate.entrances))


def _now(book: Book) -> int:
    return book.clock.now()
