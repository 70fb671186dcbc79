"""The rooms of the pages beside the orders: each is wired when its page is built, and looks again when something was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ticketoffice.ui.page_list import CANCELLATIONS, CASH, GATE, SELL, SYNC, TODAY, Room
from ticketoffice.ui.sale.public_names import give_names

if TYPE_CHECKING:
    from ticketoffice.desk.spool import JobView
    from ticketoffice.ui.at_desk import AtDesk
    from ticketoffice.ui.cancellations.page import CancellationsPage
    from ticketoffice.ui.cash.page import CashPage
    from ticketoffice.ui.gate.room import GateRoom
    from ticketoffice.ui.main_window import MainWindow
    from ticketoffice.ui.sale.page import SalePage
    from ticketoffice.ui.sale.room import SaleRoom
    from ticketoffice.ui.sync.centre_room import CentreRoom
    from ticketoffice.ui.sync.home import SyncHome
    from ticketoffice.ui.today.room import TodayRoom


class PageRooms(QObject):
    """`opened` carries an order's id and that of its ticket or None, `credit` the order whose credit goes back, `kept` an order
    with the ids and short numbers of the tickets to be kept, `entered` an order's number; `said` what was done, `answered` that
    and whether it was refused (`unsaid` takes it back), `written` that with a file, `printed` a file to be opened; `left`:
    somebody goes back to the orders. `taken_in` carries what became of a list in a sentence and lines; `made`: there are events
    now; `events`, `printers`: their page is wanted. `centre` is set where the desk may have one.
    """

    opened = Signal(str, object)
    credit = Signal(str)
    kept = Signal(str, object, str)
    entered = Signal(str)
    said = Signal(str)
    answered = Signal(str, bool)
    unsaid = Signal(str)
    left = Signal()
    written = Signal(str, object)
    printed = Signal(str)
    taken_in = Signal(str, object)
    made = Signal()
    events = Signal()
    printers = Signal()

    def __init__(self, window: MainWindow, *, desk: AtDesk) -> None:
        super().__init__(window)
        self.desk = desk
        self.centre: CentreRoom | None = None
        self._pages = window.pages
        self._rooms: dict[str, Room] = {}
        window.pages.built.connect(self._on_built)

    async def open_release(self, performance: str) -> bool:
        """Today's page with the waiting orders of a performance; whether there are any."""
        return await cast("TodayRoom", self._room(TODAY)).open_release(performance)

    async def show_seat(self, performance: str, seat: str, *, order: str) -> bool:
        """Today's seat plan with this seat of an order; whether Today lists the performance."""
        return await cast("TodayRoom", self._room(TODAY)).show_seat(performance, seat, order=order)

    def show_case(self, key: str) -> None:
        """The case of this key in hand where it is settled: on the sync page, of a desk alone among the lists to work off."""
        name = SYNC if self.centre is not None and self.centre.is_paired else CANCELLATIONS
        self._pages.go_to(name)
        cast("SyncHome | CancellationsPage", self._pages.build(name)).show_case(key)

    def check(self, code: str) -> None:
        """A scan on the gate page."""
        cast("GateRoom", self._room(GATE)).check(code)

    def pay(self) -> None:
        """The money of the cart on the Sell page."""
        cast("SalePage", self._pages.build(SELL)).wish_pay()

    def exchange(self) -> None:
        """F7 on the Sell page: its cart is to be paid with old tickets."""
        if self._pages.shows(SELL):
            cast("SalePage", self._pages.build(SELL)).wish_exchange()

    def exchange_scan(self, code: str) -> bool:
        """A scan while old tickets are named for the cart on the Sell page; whether it was one."""
        if not self._pages.shows(SELL) or SELL not in self._rooms:
            return False
        exchanging = cast("SaleRoom", self._rooms[SELL]).exchanging
        if exchanging.is_open:
            exchanging.add(code, scanned=True)
        return exchanging.is_open

    def mail_out(self) -> None:
        """The tickets of what was just sold on the Sell page go by e-mail."""
        if SELL in self._rooms:
            cast("SalePage", self._pages.build(SELL)).wish_mail()

    def print_out(self) -> None:
        """The tickets of what was just sold on the Sell page, where something was; the closing that is shown on the Cash page."""
        if SELL in self._rooms:
            cast("SalePage", self._pages.build(SELL)).wish_print()
        if CASH in self._rooms:
            cast("CashPage", self._pages.build(CASH)).wish_print()

    def tells_of(self, view: JobView) -> bool:
        """Whether what became of a paper stands on the Sell page, for all to see."""
        return SELL in self._rooms and cast("SalePage", self._pages.build(SELL)).sold.tells_of(view)

    def look_again(self) -> None:
        """Something was written."""
        for room in self._rooms.values():
            room.look_again()

    def name_pay_row(self, *, public: bool) -> None:
        """Whether the row that takes a cart's money has the public names."""
        if SELL in self._rooms:
            give_names(cast("SalePage", self._pages.build(SELL)).below, public=public)

    def stop(self) -> None:
        """The window closes: what waits for somebody at the desk ends."""
        if SELL in self._rooms:
            cast("SaleRoom", self._rooms[SELL]).stop()

    def _room(self, name: str) -> Room:
        """What is done with a page; the page is built where it was not there yet."""
        self._pages.build(name)
        return self._rooms[name]

    def _on_built(self, page: QWidget) -> None:
        entry = self._pages.entry_of(page)
        if entry is not None and entry.room is not None:
            self._rooms[entry.name] = entry.room(page, self)
