"""What the window does: searching as you type, scans, gate checks, who is at the desk, what waits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from ticketoffice.desk import admit as gate
from ticketoffice.desk.find import find, find_tickets, order_of
from ticketoffice.desk.people import person_named, staff
from ticketoffice.desk.strip import open_refunds
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
        self._after_strip: str | None = None
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
        self.deeds.strip_closed.connect(self._on_strip_closed)

    async def start(self) -> None:
        """Opens what the desk needs: the person, and what waits from before."""
        await self._name_person(self._act_as)
        await self._count_refunds()

    # --- search --------------------------------------------------------------------------------------------------

    def _on_text(self, text: str) -> None:
        """Each keystroke asks; only the newest answer is shown."""
        self._asked += 1
        if not text.strip():
            self._window.results.show_nothing_asked()
            return
        self._tasks.spawn(self._find(text, asked=self._asked), name="find")

    def _on_kind(self) -> None:
        self._on_text(self._window.top.search.text())

    async def _find(self, text: str, *, asked: int, again: bool = False) -> None:
        """`again`: after a deed, the same list with its states of now; nothing scrolls."""
        if asked != self._asked:
            return
        try:
            found = await self._books.read(find, text)
            rows = await self._books.read(find_tickets, text) if self._window.results.by_ticket else found.orders
        except Unavailable as problem:
            await self._tell(problem)
            return
        if asked == self._asked:
            self._window.results.show_found(found, rows, again=again)

    def _on_enter(self, text: str) -> None:
        if text.strip():
            self._tasks.spawn(self._open_text(text, asked=self._asked), name="open")

    async def _open_text(self, text: str, *, asked: int) -> None:
        """Enter: the order of exactly this code, else the first row."""
        try:
            order, ticket = await self._books.read(order_of, text)
        except RuleBroken:
            found = await self._books.read(find, text)
            if asked != self._asked:
                return
            self._window.results.show_found(found, found.orders)
            if not found.orders:
                return
            order, ticket = found.orders[0].order, found.orders[0].ticket
        await self._open(order, ticket=ticket)

    def _on_open(self, order: str, ticket: object) -> None:
        self._tasks.spawn(self._open(order, ticket=ticket if isinstance(ticket, str) else None), name="open")

    def _on_enter_order(self, number: str) -> None:
        self._window.show_orders()
        self._on_enter(number)

    async def _open(self, order: str, *, ticket: str | None, scanned: bool = False) -> None:
        self._window.show_orders()
        self._window.notice.clear()
        try:
            await self.deeds.open(order, ticket=ticket, scanned=scanned)
        except (RuleBroken, Unavailable) as problem:
            await self._tell(problem)

    # --- scans ---------------------------------------------------------------------------------------------------

    def on_scan(self, code: str) -> None:
        """The one place that says what a scan means here; it presses nothing."""
        if self._window.on_gate_page:
            self._on_check(code)
        else:
            self._tasks.spawn(self._scanned(code), name="scan")

    async def _scanned(self, code: str) -> None:
        try:
            order, ticket = await self._books.read(order_of, code)
        except RuleBroken:
            text = translate("search", "No ticket for {code}. Scan again or type the number.")
            self._window.notice.say(text.format(code=code[:24]), stays=True)
            return
        panel = self._window.order
        if panel.panel_open and panel.order is not None:
            if panel.order.order == order:
                panel.table.select_ticket(ticket)
                return
            waiting = panel.strip.view.tickets[0].short if panel.strip.view is not None else panel.order.number
            self._after_strip = code
            self._window.notice.say(
                translate("search", "Finish {ticket} first; the scan is opened next.").format(ticket=waiting),
                stays=True,
            )
            return
        await self._open(order, ticket=ticket, scanned=True)

    def _on_strip_closed(self) -> None:
        code, self._after_strip = self._after_strip, None
        if code is not None:
            self.on_scan(code)

    # --- gate ----------------------------------------------------------------------------------------------------

    def _on_check(self, code: str) -> None:
        self._tasks.spawn(self._check(code), name="check")

    async def _check(self, code: str) -> None:
        page = self._window.gate
        try:
            if page.checks_in:
                answer = await self._books.write(gate.admit, code, who=Who(self._person), performance=page.performance)
            else:
                answer = await self._books.read(gate.check, code, performance=page.performance)
        except (RuleBroken, Unavailable) as problem:
            await self._tell(problem)
            return
        page.show_answer(answer)
        await self._count_entered()

    def _on_gate_shown(self) -> None:
        self._tasks.spawn(self._count_entered(), name="gate")

    async def _count_entered(self) -> None:
        try:
            self._window.gate.show_entrances(await self._books.read(gate.entrances))
        except Unavailable as problem:
            await self._tell(problem)

    # --- keys and what waits -------------------------------------------------------------------------------------

    def _on_keep(self) -> None:
        if not self._window.on_gate_page:
            self.deeds.keep_last()

    def _on_finish(self) -> None:
        panel = self._window.order
        shown = panel.place.currentWidget()
        if shown is panel.strip:
            panel.strip.wish_finish()
        elif shown is panel.pay:
            panel.pay.wish_take()
        elif panel.header.pay.isVisible():
            panel.pay_wished.emit(False)

    def _on_whole(self) -> None:
        panel = self._window.order
        if panel.order is not None and panel.header.cancel.isVisible():
            panel.whole_wished.emit()

    def _on_person(self, name: str) -> None:
        self._tasks.spawn(self._name_person(name), name="person")

    async def _name_person(self, name: str) -> None:
        try:
            self._person = await self._books.write(person_named, name)
        except Unavailable as problem:
            await self._tell(problem)
            return
        people = dict(await self._books.read(staff))
        self._window.top.show_people(list(people.values()), current=people.get(self._person, name))

    def _on_open_refunds(self) -> None:
        self._tasks.spawn(self._open_oldest(), name="open")

    async def _open_oldest(self) -> None:
        waiting = await self._books.read(open_refunds)
        if waiting:
            await self._open(waiting[0].order, ticket=waiting[0].ticket)

    async def _count_refunds(self) -> None:
        self._window.top.show_open_refunds(len(await self._books.read(open_refunds)))

    def _on_deed_done(self) -> None:
        self._tasks.spawn(self._count_refunds(), name="count")
        text = self._window.top.search.text()
        if text.strip():
            self._asked += 1
            self._tasks.spawn(self._find(text, asked=self._asked, again=True), name="find")

    def _on_said(self, sentence: str, refusal: bool) -> None:
        self._window.notice.say(sentence, stays=refusal)

    def _on_written(self, sentence: str, file: Path) -> None:
        self._window.notice.say(sentence, action=translate("deeds", "Open PDF"), code=str(file), stays=True)

    def _on_open_file(self, file: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(file))

    def _on_import(self) -> None:
        self.imports.ask(self._window)

    async def _tell(self, problem: BaseException) -> None:
        self._window.notice.say(await messages.told(problem, books=self._books), stays=True)

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
