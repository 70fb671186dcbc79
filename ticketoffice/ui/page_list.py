"""The pages of the window, each one entry: its name, its keys, how it is built, where one begins on it, and its room.

A new page is one more entry here, and nothing else. What an entry builds and wires is imported when its page is built.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from msgspec import Struct

from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget

    from ticketoffice.ui.main_window import MainWindow
    from ticketoffice.ui.page_rooms import PageRooms


class Room(Protocol):
    """What is done with a page."""

    def look_again(self) -> None:
        """Something was written: the page shows how things stand now."""


def _begin(page: Any) -> None:
    page.take_focus()


def _no_tabs(page: Any) -> None:
    return None


class PageEntry(Struct, frozen=True):
    """A page. Its button is called `name` and says `text`, in a small window `short`; `keys` go to it. `begin` puts the keyboard
    where one begins on it, `tabs` are those that Ctrl+PgDown turns. `room` wires it; what is not `listed` has no button until the
    book says so; one without `has_button` is gone to by its keys and from other pages.
    """

    name: str
    text: Callable[[], str]
    build: Callable[[MainWindow], QWidget]
    keys: tuple[str, ...] = ()
    begin: Callable[[Any], None] = _begin
    tabs: Callable[[Any], QTabBar | QTabWidget | None] = _no_tabs
    room: Callable[[Any, PageRooms], Room] | None = None
    listed: bool = True
    has_button: bool = True
    short: Callable[[], str] | None = None


# --- what the entries build and wire ---------------------------------------------------------------------------------


def _sale(window: MainWindow) -> QWidget:
    from ticketoffice.ui.sale.page import SalePage

    return SalePage()


def _sale_room(page: Any, rooms: PageRooms) -> Room:
    from ticketoffice.domain.spool import TICKETS
    from ticketoffice.ui.sale.room import SaleRoom

    printing, delivery = rooms.desk.printing, page.pay_row.delivery
    page.performances.events_wished.connect(rooms.events)
    page.shown.connect(lambda: delivery.show_printer(printing.of(TICKETS) is not None))
    room = SaleRoom(page, desk=rooms.desk, centre=lambda: rooms.centre)
    room.said.connect(rooms.answered)
    room.unsaid.connect(rooms.unsaid)
    room.opened.connect(rooms.opened)
    room.papers.written.connect(rooms.written)
    room.papers.printed.connect(rooms.printed)
    return room


def _today(window: MainWindow) -> QWidget:
    from ticketoffice.ui.today.page import TodayPage

    return TodayPage()


def _today_room(page: Any, rooms: PageRooms) -> Room:
    from ticketoffice.ui.today.room import TodayRoom

    room = TodayRoom(page, desk=rooms.desk)
    room.said.connect(rooms.answered)
    room.unsaid.connect(rooms.unsaid)
    room.written.connect(rooms.written)
    page.order_wished.connect(rooms.opened)
    page.events_wished.connect(rooms.events)
    return room


def _gate(window: MainWindow) -> QWidget:
    from ticketoffice.ui.gate.page import GatePage

    return GatePage()


def _gate_room(page: Any, rooms: PageRooms) -> Room:
    from ticketoffice.ui.gate.room import GateRoom

    page.order_wished.connect(rooms.entered)
    return GateRoom(page, desk=rooms.desk)


def _cancellations(window: MainWindow) -> QWidget:
    from ticketoffice.ui.cancellations.page import CancellationsPage

    return CancellationsPage()


def _cancellations_room(page: Any, rooms: PageRooms) -> Room:
    from ticketoffice.ui.cancellations.room import CancellationsRoom

    room = CancellationsRoom(page, desk=rooms.desk)
    room.said.connect(rooms.said)
    page.order_wished.connect(rooms.opened)
    page.credit_wished.connect(rooms.credit)
    return room


def _cash(window: MainWindow) -> QWidget:
    from ticketoffice.ui.cash.page import CashPage

    return CashPage()


def _cash_room(page: Any, rooms: PageRooms) -> Room:
    from ticketoffice.ui.cash.room import CashRoom

    room = CashRoom(page, desk=rooms.desk)
    room.written.connect(rooms.written)
    room.printed.connect(rooms.printed)
    page.printers_wished.connect(rooms.printers)
    room.said.connect(rooms.answered)
    room.unsaid.connect(rooms.unsaid)
    return room


def _events(window: MainWindow) -> QWidget:
    from ticketoffice.ui.events.page import EventsPage

    return EventsPage()


def _events_room(page: Any, rooms: PageRooms) -> Room:
    from ticketoffice.ui.events.room import EventsRoom

    room = EventsRoom(page, desk=rooms.desk)
    room.said.connect(rooms.said)
    room.taken_in.connect(rooms.taken_in)
    room.made.connect(rooms.made)
    return room


def _printers(window: MainWindow) -> QWidget:
    from ticketoffice.ui.printing.page import PrintersPage

    return PrintersPage()


def _printers_room(page: Any, rooms: PageRooms) -> Room:
    from ticketoffice.ui.printing.room import PrintersRoom

    room = PrintersRoom(page, desk=rooms.desk)
    room.said.connect(rooms.answered)
    return room


def _sync(window: MainWindow) -> QWidget:
    from ticketoffice.ui.sync.home import SyncHome

    return SyncHome()


def _sync_room(page: Any, rooms: PageRooms) -> Room:
    from ticketoffice.ui.sync.room import SyncRoom

    assert rooms.centre is not None, "the page is listed by the centre's room"
    room = SyncRoom(page, centre=rooms.centre, desk=rooms.desk)
    room.said.connect(rooms.said)
    room.left.connect(rooms.left)
    page.page.tabs.order_wished.connect(lambda order: rooms.opened.emit(order, None))
    page.page.tabs.keep_wished.connect(rooms.kept)
    return room


ORDERS, SELL, TODAY, GATE = "nav.orders", "nav.sell", "nav.today", "nav.gate"
CANCELLATIONS, CASH, EVENTS, SYNC = "nav.cancellations", "nav.cash", "nav.events", "nav.sync"
PRINTERS = "nav.printers"
PAGES = (
    PageEntry(
        ORDERS,
        lambda: translate("window", "Orders  F3"),
        lambda window: window.orders,
        keys=("F3", "Ctrl+F"),
        begin=lambda page: page.window().begin_search(),
        tabs=lambda page: page.window().order.tabs,
    ),
    PageEntry(SELL, lambda: translate("window", "Sell  F2"), _sale, keys=("F2",), room=_sale_room),
    PageEntry(TODAY, lambda: translate("window", "Today  F4"), _today, keys=("F4",), room=_today_room),
    PageEntry(
        GATE,
        lambda: translate("window", "Gate check  F8"),
        _gate,
        keys=("F8",),
        room=_gate_room,
        short=lambda: translate("window", "Gate"),
    ),
    PageEntry(
        CANCELLATIONS,
        lambda: translate("window", "Cancellations"),
        _cancellations,
        tabs=lambda page: page.tabs,
        room=_cancellations_room,
    ),
    PageEntry(CASH, lambda: translate("window", "Cash"), _cash, keys=("Ctrl+Shift+K",), room=_cash_room),
    PageEntry(
        EVENTS,
        lambda: translate("window", "Events"),
        _events,
        keys=("Ctrl+Shift+P",),
        room=_events_room,
        has_button=False,
    ),
    PageEntry(
        PRINTERS,
        lambda: translate("window", "Printers"),
        _printers,
        keys=("Ctrl+,",),
        room=_printers_room,
        has_button=False,
    ),
    PageEntry(
        SYNC,
        lambda: translate("window", "Sync"),
        _sync,
        keys=("Ctrl+Shift+Y",),
        tabs=lambda page: page.page.tabs if page.is_paired else None,
        room=_sync_room,
        listed=False,
    ),
)
"""In the order of their buttons; the window begins on the first one."""
