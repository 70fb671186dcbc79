"""What the window does as a whole: who is at the desk, what opens an order, what the keys mean.

Searching, scans, what is still open, files and the other pages have rooms of their own, an order has its deeds; here they
are wired to each other.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ticketoffice.desk.people import person_named, staff
from ticketoffice.domain.outcome import Changes
from ticketoffice.ui.at_desk import AtDesk
from ticketoffice.ui.importing.room import ImportRoom
from ticketoffice.ui.main_window import MainWindow
from ticketoffice.ui.open_work import OpenWork
from ticketoffice.ui.page_list import CASH, EVENTS, ORDERS, PRINTERS, SELL, SYNC
from ticketoffice.ui.page_rooms import PageRooms
from ticketoffice.ui.printed_words import is_fault, said_of_job
from ticketoffice.ui.printing.printing import Printing
from ticketoffice.ui.sale.public_names import give_names
from ticketoffice.ui.scanner import ScanFilter
from ticketoffice.ui.scans import Scans
from ticketoffice.ui.search.room import SearchRoom
from ticketoffice.ui.tasks import Tasks
from ticketoffice.ui.told_tasks import ToldTasks
from ticketoffice.ui.words import of_the_desk, translate

if TYPE_CHECKING:
    from ticketoffice.desk.spool import JobView
    from ticketoffice.desk.views import TicketView
    from ticketoffice.printing.printers import Printers
    from ticketoffice.terminal.at_terminal import AtTerminal
    from ticketoffice.ui.book_thread import BookThread
    from ticketoffice.ui.order.deeds import OrderDeeds
    from ticketoffice.ui.order.panel import OrderPanel


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
        printers: Printers,
        terminal: AtTerminal | None = None,
    ) -> None:
        super().__init__(window)
        self._window, self._books = window, books
        self._act_as = act_as
        self._person = self._paper_fault = ""
        self._told = ToldTasks(window.notice, books=books, tasks=tasks)
        self.printing = Printing(books, told=self._told, who=self.person, printers=printers, parent=self)
        desk = self.desk = AtDesk(
            books,
            tasks,
            self._told,
            who=self.person,
            papers=papers,
            mail=mail,
            printing=self.printing,
            terminal=terminal,
        )
        self.search = SearchRoom(window.top.search, window.results, desk=desk)
        self.pages = PageRooms(window, desk=desk)
        self._scans = Scans(
            window, desk=desk, opens=self._open_scanned, checks=self.pages.check, exchanges=self.pages.exchange_scan
        )
        self._work = OpenWork(window, desk=desk, opens=self._open, releases=self.pages.open_release)
        self._deeds: OrderDeeds | None = None
        self._pay: QWidget | None = None
        self.imports = ImportRoom(window.imports, desk=desk)
        self._connect(scans)

    def person(self) -> str:
        """The id of the person at the desk."""
        return self._person

    def _connect(self, scans: ScanFilter) -> None:
        window = self._window
        self._books.changed.connect(self._on_changed)
        self.printing.ended.connect(self._on_printed)
        self.search.opened.connect(self._on_open)
        self.pages.opened.connect(self._on_open)
        self.pages.credit.connect(self._on_credit)
        self.pages.kept.connect(self._on_kept)
        self.pages.entered.connect(self._on_enter_order)
        self.pages.said.connect(window.notice.say)
        self.pages.written.connect(self._on_written)
        self.pages.printed.connect(self._open_file)
        window.print_wished.connect(self.pages.print_out)
        window.mail_wished.connect(self.pages.mail_out)
        window.exchange_wished.connect(self.pages.exchange)
        self.pages.answered.connect(self._on_said)
        self.pages.unsaid.connect(window.notice.withdraw)
        self.pages.taken_in.connect(window.imports.show_result)
        self.pages.made.connect(self.search.look_again)
        self.pages.events.connect(lambda: window.pages.go_to(EVENTS))
        self.pages.printers.connect(lambda: window.pages.go_to(PRINTERS))
        window.results.event_wished.connect(self.pages.events)
        self.pages.left.connect(lambda: window.pages.go_to(ORDERS))
        window.results.cross_wished.connect(self._on_cross)
        window.top.person_named.connect(self._on_person)
        window.order_built.connect(self._on_order_built)
        window.pages.currentChanged.connect(self._name_pay_rows)
        window.keep_wished.connect(self._on_keep)
        scans.scanned.connect(self._scans.scan)
        scans.enter_refused.connect(self._on_enter_refused)
        window.import_button.clicked.connect(self._on_import)
        window.files_dropped.connect(self.imports.take_in)
        window.notice.action_wished.connect(self._on_notice_action)

    def _on_order_built(self, panel: OrderPanel) -> None:
        """The order's place is filled: what is wished there becomes deeds."""
        from ticketoffice.ui.order.deeds import OrderDeeds

        window = self._window
        deeds = self._deeds = OrderDeeds(panel, desk=self.desk, centre=lambda: self.pages.centre)
        panel.customer.order_wished.connect(self._on_enter_order)
        panel.plan_wished.connect(self._on_plan)
        panel.case_wished.connect(self.pages.show_case)
        window.finish_wished.connect(self._on_finish)
        window.whole_wished.connect(panel.wish_whole)
        window.note_wished.connect(panel.wish_note)
        window.exchange_wished.connect(panel.wish_exchange)
        window.print_wished.connect(panel.wish_print)
        window.mail_wished.connect(panel.wish_mail)
        deeds.said.connect(self._on_said)
        deeds.written.connect(self._on_written)
        deeds.printed.connect(self._open_file)
        deeds.unsaid.connect(window.notice.withdraw)
        deeds.page_closed.connect(self._scans.open_waiting)
        self._pay = panel.pay
        self._name_pay_rows()

    @property
    def deeds(self) -> OrderDeeds:
        """What is done with the order that is open."""
        self._window.build_order()
        assert self._deeds is not None, "made as soon as the order is built"
        return self._deeds

    def stop(self) -> None:
        """The window closes: what waits for somebody at the desk ends."""
        self.imports.stop()
        self.pages.stop()
        if self._deeds is not None:
            self._deeds.card.stop()

    async def start(self) -> None:
        """Opens what the desk cannot do without: the person."""
        await self._told.run(self._name_person(self._act_as))

    async def show_what_waits(self) -> None:
        """What is open from before, and this desk's last orders."""
        await self._told.run(self._work.count())
        self.search.ask()

    async def tell_of_drawer(self) -> None:
        """That the drawer of an earlier day was not closed, with the way there."""
        from ticketoffice.desk.cash import forgotten_sentence

        told = await self._books.read(forgotten_sentence, translate=of_the_desk)
        if told is not None:
            self._window.notice.say(told, action=translate("cash", "To the drawer"), code=CASH, stays=True)

    async def tell_of_charges(self) -> None:
        """That a card was charged, or perhaps was, and nothing was sold for it, with the way there."""
        from ticketoffice.desk.card_charges import in_doubt, unsold

        if await self._books.read(in_doubt) or await self._books.read(unsold):
            told = translate("sale", "A card payment of this desk has no sale yet. Look at it on the Sell page.")
            self._window.notice.say(told, action=translate("sale", "To the Sell page"), code=SELL, stays=True)

    async def tell_of_papers(self) -> None:
        """That a paper may have come out when the program ended, with the way to the list of papers."""
        await self._told.run(self._tell_of_papers())

    async def _tell_of_papers(self) -> None:
        left = await self.printing.recover()
        if left is not None:
            self._on_printed(left)

    def _on_printed(self, view: JobView) -> None:
        """How a paper ended; what somebody is to look at stays, with the way to the list of papers, and a paper that came out does not
        take its place.
        """
        said, notice = said_of_job(view), self._window.notice
        if not said or (is_fault(view) and self.pages.tells_of(view)):
            return
        if is_fault(view):
            self._paper_fault = said
            notice.say(said, action=translate("papers", "Printers"), code=PRINTERS, stays=True)
        elif notice.text.text() != self._paper_fault or not notice.speaks:
            notice.say(said)

    def _on_changed(self, changes: Changes) -> None:
        """Something was written, here, by an import or by the post: what is shown is looked at again."""
        if changes.orders:
            self._work.look_again()
            self.search.look_again()
            self.pages.look_again()
            if self._deeds is not None:
                self._deeds.look_again(changes)

    # --- opening -------------------------------------------------------------------------------------------------

    def _on_open(self, order: str, ticket: object) -> None:
        self._window.notice.clear()
        self._told.spawn(self._open(order, ticket if isinstance(ticket, str) else None), name="open")

    def _on_cross(self, order: str, ticket: str) -> None:
        self._told.spawn(self._cross(order, ticket=ticket), name="cross")

    async def _cross(self, order: str, *, ticket: str) -> None:
        """The cross of a found ticket: its order opens, and it is cancelled there."""
        await self._open(order, ticket)
        self._window.order.table.press_cross(ticket)

    def _on_credit(self, order: str) -> None:
        self._told.spawn(self._give_back(order), name="credit")

    async def _give_back(self, order: str) -> None:
        """An order opens, and how its credit is given back is asked there."""
        await self._open(order, ticket=None)
        if self._window.order.order is not None and self._window.order.order.order == order:
            self._window.order.credit_wished.emit()

    def _on_enter_order(self, number: str) -> None:
        self._window.show_orders()
        self.search.open_text(number)

    async def _open(self, order: str, ticket: str | None) -> None:
        """The orders page with this order; a scan that waited for the page before is forgotten."""
        self._scans.forget()
        self._window.show_orders()
        await self.deeds.open(order, ticket=ticket)

    async def _open_scanned(self, order: str, ticket: str | None) -> None:
        """The same by a scan: the paper that was scanned is at the desk."""
        self._scans.forget()
        self._window.show_orders()
        await self.deeds.open(order, ticket=ticket, scanned=True)

    def _name_pay_rows(self) -> None:
        """While somebody sells, the row that takes a cart's money has the public names; else that of an order."""
        window = self._window
        if window.closing:
            return
        selling = window.pages.shows(SELL)
        if self._pay is not None:
            give_names(self._pay, public=not selling)
        self.pages.name_pay_row(public=selling)

    def _on_finish(self) -> None:
        """F9: the money of a cart where somebody sells; else the deed of the page below the tickets."""
        if self._window.pages.shows(SELL):
            self.pages.pay()
        else:
            self._window.order.press()

    # --- keys, people, places ------------------------------------------------------------------------------------

    def _on_enter_refused(self) -> None:
        text = translate(
            "search", "That Enter came right after a code, so it pressed nothing. Look, then press it again."
        )
        self._window.notice.say(text, stays=True)

    def _on_keep(self) -> None:
        if self._window.on_orders_page:
            self.deeds.cancelling.keep_last()
        elif self._window.pages.shows(SYNC):
            self._window.sync.wish_keep()

    def _on_kept(self, order: str, tickets: tuple[str, ...], shorts: str) -> None:
        self.deeds.cancelling.keep_of(order, tickets, shorts=shorts)

    def _on_person(self, name: str) -> None:
        self._told.spawn(self._name_person(name), name="person")

    async def _name_person(self, name: str) -> None:
        self._person = await self._books.write(person_named, name)
        people = dict(await self._books.read(staff))
        self._window.top.show_people(list(people.values()), current=people.get(self._person, name))

    def _on_plan(self, ticket: TicketView) -> None:
        self._told.spawn(self._show_seat(ticket), name="plan")

    async def _show_seat(self, ticket: TicketView) -> None:
        """The seat of a ticket on Today's plan; where Today does not list its performance, that is said."""
        order = self._window.order.order
        assert order is not None and ticket.seat is not None
        if await self.pages.show_seat(ticket.performance, ticket.seat, order=order.number):
            self._window.show_today()
            self._window.today.step_into()
        else:
            text = translate("search", "Today does not list this performance: it is over, or still far away.")
            self._window.notice.say(text, stays=True)

    def _on_said(self, sentence: str, refusal: bool) -> None:
        self._window.notice.say(sentence, stays=refusal)

    def _on_written(self, sentence: str, file: Path) -> None:
        self._window.notice.say(sentence, action=translate("deeds", "Open file"), code=str(file), stays=True)

    def _on_notice_action(self, code: str) -> None:
        """A page, or a file that was written."""
        if code in (CASH, PRINTERS, SELL):
            self._window.pages.go_to(code)
        else:
            self._open_file(code)

    def _open_file(self, file: str) -> None:
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
