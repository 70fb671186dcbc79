"""The rooms of the pages beside the orders: each is wired when its page is built, and looks again when something was written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

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
        self._window, self._books, self._tasks, self._told = window, books, tasks, told
        self._who, self._papers, self._mail = who, papers, mail
        self._look_again: list[Callable[[], None]] = []
        self._gate: GateRoom | None = None
        self._today: TodayRoom | None = None
        window.pages.built.connect(self._on_built)

    async def open_release(self, performance: str) -> bool:
        """Today's page with the waiting orders of a performance; whether there are any."""
        self._window.pages.build("nav.today")
        return self._today is not None and await self._today.open_release(performance)

    async def show_seat(self, performance: str, seat: str, *, order: str) -> bool:
        """Today's seat plan with this seat of an order; whether Today lists the performance."""
        self._window.pages.build("nav.today")
        return self._today is not None and await self._today.show_seat(performance, seat, order=order)

    def check(self, code: str) -> None:
        """A scan on the gate page."""
        if self._gate is not None:
            self._gate.check(code)

    def look_again(self) -> None:
        """Something was written."""
        for look in self._look_again:
            look()

    def _on_built(self, page: QWidget) -> None:
        name = page.objectName()
        if name == "gate.page":
            self._wire_gate()
        elif name == "today.page":
            self._wire_today()
        elif name == "cancellations.page":
            self._wire_cancellations()

    def _wire_gate(self) -> None:
        from ticketoffice.ui.gate.room import GateRoom

        page = self._window.gate
        self._gate = GateRoom(page, books=self._books, tasks=self._tasks, told=self._told, who=self._who)
        page.order_wished.connect(self.entered)
        self._look_again.append(self._gate.look_again)

    def _wire_today(self) -> None:
        from ticketoffice.ui.today.room import TodayRoom

        page = self._window.today
        room = TodayRoom(
            page,
            books=self._books,
            tasks=self._tasks,
            told=self._told,
            papers=self._papers,
            who=self._who,
            mail=self._mail,
        )
        room.said.connect(self.answered)
        room.unsaid.connect(self.unsaid)
        page.order_wished.connect(self.opened)
        room.written.connect(self.written)
        self._today = room
        self._look_again.append(room.look_again)

    def _wire_cancellations(self) -> None:
        from ticketoffice.ui.cancellations.room import CancellationsRoom

        page = self._window.cancellations
        room = CancellationsRoom(page, books=self._books, tasks=self._tasks, told=self._told, who=self._who)
        page.order_wished.connect(self.opened)
        page.credit_wished.connect(self.credit)
        room.said.connect(self.said)
        self._look_again.append(room.look_again)
