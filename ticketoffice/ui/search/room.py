"""Searching as you type: each keystroke asks, only the newest answer is shown; after a change the same list as of now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ticketoffice.desk.find import find, find_tickets, order_of, recent, recent_tickets
from ticketoffice.desk.views import Found, FoundTicketView, FoundView
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.ui.search.results import ResultsPane
from ticketoffice.ui.tasks import Again
from ticketoffice.ui.top_bar import SearchBar

if TYPE_CHECKING:
    from ticketoffice.ui.at_desk import AtDesk

AT_ONCE = 50
"""Orders that are asked for at first, and once more each time the end of the list is reached."""


class SearchRoom(QObject):
    """`opened` carries what was chosen: the order's id and that of its ticket, or None."""

    opened = Signal(str, object)

    def __init__(self, field: SearchBar, results: ResultsPane, *, desk: AtDesk) -> None:
        super().__init__(results)
        self._field, self._results, self._books, self._told = field, results, desk.books, desk.told
        self._asked = 0
        self._limit, self._is_all = AT_ONCE, True
        self.look_again = Again(self._look_again, tasks=desk.tasks, name="find")
        field.textChanged.connect(self._on_text)
        field.enter_pressed.connect(self.open_text)
        field.down_pressed.connect(results.step_into)
        results.open_wished.connect(self.opened)
        results.kind_changed.connect(self.ask)
        results.more_wished.connect(self._on_more)

    def open_text(self, text: str) -> None:
        """Enter: the order of exactly this code, else the first row."""
        if text.strip():
            self._told.spawn(self._open_text(text, asked=self._asked), name="open")

    def ask(self) -> None:
        """Asks what stands in the field; nothing: what this desk worked on last."""
        self._on_text(self._field.text())

    def _on_text(self, text: str) -> None:
        self._asked += 1
        self._limit = AT_ONCE
        self._told.spawn(self._find(text, asked=self._asked), name="find")

    def _on_more(self) -> None:
        if not self._is_all:
            self._limit += AT_ONCE
            self.look_again()

    async def _find(self, text: str, *, asked: int, again: bool = False) -> None:
        """`again`: the same list with its states of now; nothing scrolls."""
        if asked != self._asked:
            return
        found, rows = await self._found(text)
        if not found.query and found.searched == 0:
            from ticketoffice.desk.event_form import has_events

            self._results.offer_event(not await self._books.read(has_events))
        if asked == self._asked:
            self._is_all = len(found.orders) < self._limit
            self._results.show_found(found, rows, again=again)

    async def _look_again(self) -> None:
        self._asked += 1
        await self._find(self._field.text(), asked=self._asked, again=True)

    async def _found(self, text: str) -> tuple[Found, Sequence[FoundView | FoundTicketView]]:
        """What matches (nothing asked: what was worked on last), and the rows of the tab: orders or tickets."""
        if not text.strip():
            done = await self._books.read(recent)
            return done, await self._books.read(recent_tickets) if self._results.by_ticket else done.orders
        found = await self._books.read(find, text, limit=self._limit)
        if not self._results.by_ticket:
            return found, found.orders
        return found, await self._books.read(find_tickets, text, limit=self._limit)

    async def _open_text(self, text: str, *, asked: int) -> None:
        try:
            order, ticket = await self._books.read(order_of, text)
        except RuleBroken:
            found, rows = await self._found(text)
            if asked != self._asked:
                return
            self._results.show_found(found, rows)
            if not rows:
                return
            order, ticket = rows[0].order, rows[0].ticket
        self.opened.emit(order, ticket)
