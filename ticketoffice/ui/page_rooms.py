"""The rooms of the pages beside the orders: each is wired when its page is built, and looks again when something was written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ticketoffice.ui.page_list import GATE, TODAY, Room

if TYPE_CHECKING:
    from ticketoffice.ui.book_thread import BookThread
    from ticketoffice.ui.gate.room import GateRoom
    from ticketoffice.ui.main_window import MainWindow
    from ticketoffice.ui.tasks import Tasks
    from ticketoffice.ui.today.room import TodayRoom
    from ticketoffice.ui.told_tasks import ToldTasks


class PageRooms(QObject):
    """`opened` carries an order's id and that of its ticket or None, `credit` the order whose credit goes back, `entered` an
    order's number; `said` what was done, `answered` that and whether it was refused (`unsaid` takes it back), `written` that
    with a file.
    """

    opened = Signal(str, object)
    credit = Signal(str)
    entered = Signal(str)
    said = Signal(str)
    answered = Signal(str, bool)
    unsaid = Signal(str)
    written = Signal(str, object)

    def __init__(
        self,
        window: MainWindow,
        *,
        books: BookThread,
        tasks: Tasks,
        told: ToldTasks,
        who: Callable[[], str],
        papers: Path,
        mail: bool,
    ) -> None:
        super().__init__(window)
        self.books, self.tasks, self.told = books, tasks, told
        self.who, self.papers, self.mail = who, papers, mail
        self._pages = window.pages
        self._rooms: dict[str, Room] = {}
        window.pages.built.connect(self._on_built)

    async def open_release(self, performance: str) -> bool:
        """Today's page with the waiting orders of a performance; whether there are any."""
        return await cast("TodayRoom", self._room(TODAY)).open_release(performance)

    async def show_seat(self, performance: str, seat: str, *, order: str) -> bool:
        """Today's seat plan with this seat of an order; whether Today lists the performance."""
        return await cast("TodayRoom", self._room(TODAY)).show_seat(performance, seat, order=order)

    def check(self, code: str) -> None:
        """A scan on the gate page."""
        cast("GateRoom", self._room(GATE)).check(code)

    def look_again(self) -> None:
        """Something was written."""
        for room in self._rooms.values():
            room.look_again()

    def _room(self, name: str) -> Room:
        """What is done with a page; the page is built where it was not there yet."""
        self._pages.build(name)
        return self._rooms[name]

    def _on_built(self, page: QWidget) -> None:
        entry = self._pages.entry_of(page)
        if entry is not None and entry.room is not None:
            self._rooms[entry.name] = entry.room(page, self)
