"""What the window does: searching as you type, scans, gate checks, who is at the desk, what waits."""

from __future__ import annotations

from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from ticketoffice.desk import admit as gate
from ticketoffice.desk.find import find, find_tickets, order_of
from ticketoffice.desk.people import person_named, staff
from ticketoffice.desk.strip import open_work
from ticketoffice.desk.views import Found, FoundTicketView, FoundView
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.ui import messages
from ticketoffice.ui.importing.room import ImportRoom
from ticketoffice.ui.main_window import MainWindow
from ticketoffice.ui.order.deeds import OrderDeeds
from ticketoffice.ui.scanner import ScanFilter
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.ui.book_thread import BookThread
    from ticketoffice.ui.tasks import Tasks


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
        self._window, self._books, self._tasks = window, books, tasks
        self._act_as = act_as
        self._person = ""
        self._asked = 0
        self._next_scan: tuple[str, str] | None = None
        self.deeds = OrderDeeds(window.order, books=books, tasks=tasks, who=self.person, mail=mail, papers=papers)
        self.imports = ImportRoom(window.imports, books=books, tasks=tasks, who=self.person)
        self._connect(scans)

    def person(self) -> str:
        """The id of the person at the desk."""
        return self._person

    def _connect(self, scans: ScanFilter) -> None:
        window = self._window
        search = window.top.search
        search.textChanged.connect(self._on_text)
        search.enter_pressed.connect(self._on_enter)
        search.down_pressed.connect(window.results.step_into)
        window.results.open_wished.connect(self._on_open)
        window.results.cross_wished.connect(self._on_cross)
        window.results.kind_changed.connect(self._on_kind)
        window.top.person_named.connect(self._on_person)
        window.top.open_refunds_wished.connect(self._on_open_refunds)
        window.gate.check_wished.connect(self._on_check)
        window.gate.shown.connect(self._on_gate_shown)
        window.gate.order_wished.connect(self._on_enter_order)
        window.keep_wished.connect(self._on_keep)
        window.finish_wished.connect(self._on_finish)
        window.whole_wished.connect(self._on_whole)
        scans.scanned.connect(self.on_scan)
        window.import_button.clicked.connect(self._on_import)
        window.files_dropped.connect(self.imports.take_in)
        window.notice.action_wished.connect(self._on_open_file)
        self.imports.done.connect(self._on_deed_done)
        self.deeds.said.connect(self._on_said)
        self.deeds.written.connect(self._on_written)
        self.deeds.done.connect(self._on_deed_done)
        self.deeds.unsaid.connect(window.notice.withdraw)
        self.deeds.page_closed.connect(self._on_page_closed)

    def _spawn(self, work: Coroutine[Any, Any, None], *, name: str) -> None:
        """Starts what somebody asked for; a "no" or "not now" is told where it was asked."""
        self._tasks.spawn(self._told(work), name=name)

    async def _told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except (RuleBroken, Unavailable) as problem:
            self._window.notice.say(await messages.told(problem, books=self._books), stays=True)

    async def start(self) -> None:
        """Opens what the desk needs: the person, and what waits from before."""
        await self._told(self._name_person(self._act_as))
        await self._told(self._count_refunds())

    # --- search --------------------------------------------------------------------------------------------------

    def _on_text(self, text: str) -> None:
        """Each keystroke asks; only the newest answer is shown."""
        self._asked += 1
        if not text.strip():
            self._window.results.show_nothing_asked()
            return
        self._spawn(self._find(text, asked=self._asked), name="find")

    def _on_kind(self) -> None:
        self._on_text(self._window.top.search.text())

    async def _find(self, text: str, *, asked: int, again: bool = False) -> None:
        """`again`: after a deed, the same list with its states of now; nothing scrolls."""
        if asked != self._asked:
            return
        found, rows = await self._found(text)
        if asked == self._asked:
            self._window.results.show_found(found, rows, again=again)

    async def _found(self, text: str) -> tuple[Found, Sequence[FoundView | FoundTicketView]]:
        """What matches, and the rows of the tab that is shown: orders or tickets."""
        found = await self._books.read(find, text)
        rows = await self._books.read(find_tickets, text) if self._window.results.by_ticket else found.orders
        return found, rows

    def _on_enter(self, text: str) -> None:
        if text.strip():
            self._spawn(self._open_text(text, asked=self._asked), name="open")

    async def _open_text(self, text: str, *, asked: int) -> None:
        """Enter: the order of exactly this code, else the first row."""
        try:
            order, ticket = await self._books.read(order_of, text)
        except RuleBroken:
            found, rows = await self._found(text)
            if asked != self._asked:
                return
            self._window.results.show_found(found, rows)
            if not rows:
                return
            order, ticket = rows[0].order, rows[0].ticket
        self._window.notice.clear()
        await self._open(order, ticket=ticket)

    def _on_open(self, order: str, ticket: object) -> None:
        self._window.notice.clear()
        self._spawn(self._open(order, ticket=ticket if isinstance(ticket, str) else None), name="open")

    def _on_cross(self, order: str, ticket: str) -> None:
        self._spawn(self._cross(order, ticket=ticket), name="cross")

    async def _cross(self, order: str, *, ticket: str) -> None:
        """The cross of a found ticket: its order opens, and it is cancelled there."""
        await self._open(order, ticket=ticket)
        table = self._window.order.table
        current = table.current_ticket()
        if current is not None and current.ticket == ticket:
            table.cancel_wished.emit([ticket])

    def _on_enter_order(self, number: str) -> None:
        self._window.show_orders()
        self._on_enter(number)

    async def _open(self, order: str, *, ticket: str | None, scanned: bool = False) -> None:
        """The orders page with this order; a scan that waited for the page before is forgotten."""
        self._next_scan = None
        self._window.show_orders()
        await self.deeds.open(order, ticket=ticket, scanned=scanned)

    # --- scans ---------------------------------------------------------------------------------------------------

    def on_scan(self, code: str) -> None:
        """The one place that says what a scan means here; it presses nothing."""
        if self._window.on_gate_page:
            self._on_check(code)
        else:
            self._spawn(self._scanned(code), name="scan")

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
            waiting = panel.strip.view.tickets[0].short if panel.strip.view is not None else panel.order.number
            text = translate("search", "Finish {ticket} first; the scan is opened next.").format(ticket=waiting)
            self._next_scan = (code, text)
            self._window.notice.say(text, stays=True)

    def _on_page_closed(self) -> None:
        """The scan that waited for this page; what the page's deed has just said stays to be read."""
        waited, self._next_scan = self._next_scan, None
        if waited is not None:
            code, told = waited
            self._window.notice.withdraw(told)
            self._spawn(self._open_next(code), name="scan")

    async def _open_next(self, code: str) -> None:
        order, ticket = await self._books.read(order_of, code)
        await self._open(order, ticket=ticket, scanned=True)

    # --- gate ----------------------------------------------------------------------------------------------------

    def _on_check(self, code: str) -> None:
        self._spawn(self._check(code), name="check")

    async def _check(self, code: str) -> None:
        page = self._window.gate
        if page.checks_in:
            answer = await self._books.write(gate.admit, code, who=Who(self._person), performance=page.performance)
        else:
            answer = await self._books.read(gate.check, code, performance=page.performance)
        page.show_answer(answer)
        await self._count_entered()

    def _on_gate_shown(self) -> None:
        self._spawn(self._count_entered(), name="gate")

    async def _count_entered(self) -> None:
        self._window.gate.show_entrances(await self._books.read(gate.entrances))

    # --- keys and what waits -------------------------------------------------------------------------------------

    def _on_keep(self) -> None:
        if not self._window.on_gate_page:
            self.deeds.cancelling.keep_last()

    def _on_finish(self) -> None:
        panel = self._window.order
        page = panel.page
        if page is panel.strip or page is panel.pay:
            page.press()
        elif panel.header.pay.isVisible():
            panel.pay_wished.emit(False)

    def _on_whole(self) -> None:
        panel = self._window.order
        if panel.order is not None and panel.header.cancel.isVisible():
            panel.whole_wished.emit()

    def _on_person(self, name: str) -> None:
        self._spawn(self._name_person(name), name="person")

    async def _name_person(self, name: str) -> None:
        self._person = await self._books.write(person_named, name)
        people = dict(await self._books.read(staff))
        self._window.top.show_people(list(people.values()), current=people.get(self._person, name))

    def _on_open_refunds(self) -> None:
        self._spawn(self._open_oldest(), name="open")

    async def _open_oldest(self) -> None:
        waiting = await self._books.read(open_work)
        if waiting:
            self._window.notice.clear()
            await self._open(waiting[0].order, ticket=waiting[0].ticket)

    async def _count_refunds(self) -> None:
        self._window.top.show_open_refunds(len(await self._books.read(open_work)))

    def _on_deed_done(self) -> None:
        self._spawn(self._count_refunds(), name="count")
        text = self._window.top.search.text()
        if text.strip():
            self._asked += 1
            self._spawn(self._find(text, asked=self._asked, again=True), name="find")

    def _on_said(self, sentence: str, refusal: bool) -> None:
        self._window.notice.say(sentence, stays=refusal)

    def _on_written(self, sentence: str, file: Path) -> None:
        self._window.notice.say(sentence, action=translate("deeds", "Open PDF"), code=str(file), stays=True)

    def _on_open_file(self, file: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(file))

    def _on_import(self) -> None:
        self.imports.ask(self._window)

    def focus_changed(self, old: object, new: object) -> None:
        """The strip learns when the focus was elsewhere: Esc then no longer keeps."""
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
