"""What the window does as a whole: who is at the desk, where a scan goes, what the keys mean, what waits.

Searching, files and the other pages have rooms of their own, an order has its deeds; here they are wired to each other.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices

from ticketoffice.desk.find import order_of
from ticketoffice.desk.people import person_named, staff
from ticketoffice.desk.strip import open_work
from ticketoffice.desk.waiting import due_work
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.outcome import Changes
from ticketoffice.ui.importing.room import ImportRoom
from ticketoffice.ui.main_window import MainWindow
from ticketoffice.ui.page_rooms import PageRooms
from ticketoffice.ui.scanner import ScanFilter
from ticketoffice.ui.search.room import SearchRoom
from ticketoffice.ui.tasks import Again, Tasks
from ticketoffice.ui.told_tasks import ToldTasks
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.ui.book_thread import BookThread
    from ticketoffice.ui.order.deeds import OrderDeeds
    from ticketoffice.ui.order.panel import OrderPanel


MINUTE = 60_000
"""Milliseconds after which it is asked again what has come due."""


class DeskRoom(QObject):
    """Wires a window to a book."""

    def __init__(
        self,
        window: MainWindow,
        *,
        books: BookThread,
        tasks: Tasks,
        act_as: str,
        mail: bool,
        papers: Path,
        scans: ScanFilter,
    ) -> None:
        super().__init__(window)
        self._window, self._books = window, books
        self._act_as = act_as
        self._person = ""
        self._next_scan: tuple[str, str] | None = None
        self._told = ToldTasks(window.notice, books=books, tasks=tasks)
        self._count = Again(self._count_open, tasks=tasks, name="count")
        self._clock = QTimer(self, interval=MINUTE)
        self._clock.start()
        self.search = SearchRoom(window.top.search, window.results, books=books, tasks=tasks, told=self._told)
        self.pages = PageRooms(window, books=books, tasks=tasks, told=self._told, who=self.person, papers=papers)
        self._deeds: OrderDeeds | None = None
        self._tasks, self._mail, self._papers = tasks, mail, papers
        self.imports = ImportRoom(window.imports, books=books, tasks=tasks, who=self.person)
        self._connect(scans)

    def person(self) -> str:
        """The id of the person at the desk."""
        return self._person

    def _connect(self, scans: ScanFilter) -> None:
        window = self._window
        self._books.changed.connect(self._on_changed)
        self.search.opened.connect(self._on_open)
        self.pages.opened.connect(self._on_open)
        self.pages.credit.connect(self._on_credit)
        self.pages.entered.connect(self._on_enter_order)
        self.pages.said.connect(window.notice.say)
        self.pages.written.connect(self._on_written)
        self.pages.answered.connect(self._on_said)
        self.pages.unsaid.connect(window.notice.withdraw)
        window.results.cross_wished.connect(self._on_cross)
        window.top.person_named.connect(self._on_person)
        window.top.open_refunds_wished.connect(self._on_open_refunds)
        window.top.due_wished.connect(self._on_due)
        self._clock.timeout.connect(self._count)
        window.order_built.connect(self._on_order_built)
        window.keep_wished.connect(self._on_keep)
        scans.scanned.connect(self.on_scan)
        window.import_button.clicked.connect(self._on_import)
        window.files_dropped.connect(self.imports.take_in)
        window.notice.action_wished.connect(self._on_open_file)

    def _on_order_built(self, panel: OrderPanel) -> None:
        """The order's place is filled: what is wished there becomes deeds."""
        from ticketoffice.ui.order.deeds import OrderDeeds

        window = self._window
        deeds = self._deeds = OrderDeeds(
            panel, books=self._books, tasks=self._tasks, who=self.person, mail=self._mail, papers=self._papers
        )
        panel.customer.order_wished.connect(self._on_enter_order)
        window.finish_wished.connect(panel.press)
        window.whole_wished.connect(panel.wish_whole)
        window.note_wished.connect(panel.wish_note)
        deeds.said.connect(self._on_said)
        deeds.written.connect(self._on_written)
        deeds.unsaid.connect(window.notice.withdraw)
        deeds.page_closed.connect(self._on_page_closed)

    @property
    def deeds(self) -> OrderDeeds:
        """What is done with the order that is open."""
        assert self._window.order is not None and self._deeds is not None
        return self._deeds

    async def start(self) -> None:
        """Opens what the desk cannot do without: the person."""
        await self._told.run(self._name_person(self._act_as))

    async def show_what_waits(self) -> None:
        """What is open from before, and this desk's last orders."""
        await self._told.run(self._count_open())
        self.search.ask()

    def _on_changed(self, changes: Changes) -> None:
        """Something was written, here, by an import or by the post: what is shown is looked at again."""
        if changes.orders:
            self._count()
            self.search.look_again()
            self.pages.look_again()
            if self._deeds is not None:
                self._deeds.look_again(changes)

    # --- opening -------------------------------------------------------------------------------------------------

    def _on_open(self, order: str, ticket: object) -> None:
        self._window.notice.clear()
        self._told.spawn(self._open(order, ticket=ticket if isinstance(ticket, str) else None), name="open")

    def _on_cross(self, order: str, ticket: str) -> None:
        self._told.spawn(self._cross(order, ticket=ticket), name="cross")

    async def _cross(self, order: str, *, ticket: str) -> None:
        """The cross of a found ticket: its order opens, and it is cancelled there."""
        await self._open(order, ticket=ticket)
        self._window.order.table.press_cross(ticket)

    def _on_credit(self, order: str) -> None:
        self._told.spawn(self._give_back(order), name="credit")

    async def _give_back(self, order: str) -> None:
        """An order opens, and how its credit is given back is asked there."""
        await self._open(order, ticket=None)
        self._window.order.credit_wished.emit()

    def _on_enter_order(self, number: str) -> None:
        self._window.show_orders()
        self.search.open_text(number)

    async def _open(self, order: str, *, ticket: str | None, scanned: bool = False) -> None:
        """The orders page with this order; a scan that waited for the page before is forgotten."""
        self._next_scan = None
        self._window.show_orders()
        await self.deeds.open(order, ticket=ticket, scanned=scanned)

    # --- scans ---------------------------------------------------------------------------------------------------

    def on_scan(self, code: str) -> None:
        """The one place that says what a scan means here; it presses nothing."""
        if self._window.on_gate_page:
            self.pages.check(code)
        else:
            self._told.spawn(self._scanned(code), name="scan")

    async def _scanned(self, code: str) -> None:
        try:
            order, ticket = await self._books.read(order_of, code)
        except RuleBroken:
            text = translate("search", "No ticket for {code}. Scan again or type the number.")
            self._window.notice.say(text.format(code=code[:24]), stays=True)
            return
        panel = self._window.order
        if panel.page is None or panel.order is None:
            self._window.notice.clear()
            await self._open(order, ticket=ticket, scanned=True)
        elif panel.order.order == order:
            panel.table.select_ticket(ticket)
        else:
            text = translate("search", "Finish {ticket} first; the scan is opened next.").format(ticket=panel.in_hand)
            self._next_scan = (code, text)
            self._window.notice.say(text, stays=True)

    def _on_page_closed(self) -> None:
        """The scan that waited for this page; what the page's deed has just said stays to be read."""
        waited, self._next_scan = self._next_scan, None
        if waited is not None:
            code, told = waited
            self._window.notice.withdraw(told)
            self._told.spawn(self._open_next(code), name="scan")

    async def _open_next(self, code: str) -> None:
        order, ticket = await self._books.read(order_of, code)
        await self._open(order, ticket=ticket, scanned=True)

    # --- keys and what waits -------------------------------------------------------------------------------------

    def _on_keep(self) -> None:
        if self._window.on_orders_page:
            self.deeds.cancelling.keep_last()

    def _on_person(self, name: str) -> None:
        self._told.spawn(self._name_person(name), name="person")

    async def _name_person(self, name: str) -> None:
        self._person = await self._books.write(person_named, name)
        people = dict(await self._books.read(staff))
        self._window.top.show_people(list(people.values()), current=people.get(self._person, name))

    def _on_open_refunds(self) -> None:
        self._told.spawn(self._open_oldest(), name="open")

    async def _open_oldest(self) -> None:
        waiting = await self._books.read(open_work)
        if waiting:
            self._window.notice.clear()
            await self._open(waiting[0].order, ticket=waiting[0].ticket)

    async def _count_open(self) -> None:
        self._window.top.show_open_refunds(len(await self._books.read(open_work)))
        self._window.top.show_due(len(await self._books.read(due_work)))

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
        if following.due == "release" and await self.pages.open_release(following.performance):
            self._window.show_today()
        else:
            await self._open(following.order, ticket=None)

    def _on_said(self, sentence: str, refusal: bool) -> None:
        self._window.notice.say(sentence, stays=refusal)

    def _on_written(self, sentence: str, file: Path) -> None:
        self._window.notice.say(sentence, action=translate("deeds", "Open file"), code=str(file), stays=True)

    def _on_open_file(self, file: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(file))

    def _on_import(self) -> None:
        self.imports.ask(self._window)

    def focus_changed(self, old: object, new: object) -> None:
        """The strip learns when the focus was elsewhere: Esc then no longer keeps."""
        if self._deeds is None:
            return
        strip = self._window.order.strip
        if strip.view is not None and isinstance(new, QObject) and not _within(new, strip):
            strip.focus_left()


def _within(child: QObject, parent: QObject) -> bool:
    here: QObject | None = child
    while here is not None:
        if here is parent:
            return True
        here = here.parent()
    return False
