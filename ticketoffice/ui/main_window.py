"""The one window: top bar; the pages (orders: search results left, the order right; today; gate check; cancellations); one notice line
beside the pages' names, which has its fixed place, so that nothing moves when it speaks.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ticketoffice.ui.importing.bar import ImportBar
from ticketoffice.ui.labels import Label
from ticketoffice.ui.notice_bar import NoticeBar
from ticketoffice.ui.page_list import CANCELLATIONS, GATE, ORDERS, PAGES, SYNC, TODAY
from ticketoffice.ui.pages import Pages, set_narrow
from ticketoffice.ui.search.results import ResultsPane
from ticketoffice.ui.sync.strip import NoticePlace
from ticketoffice.ui.theme import NARROW_RESULTS, RESULTS_WIDTH
from ticketoffice.ui.top_bar import TopBar
from ticketoffice.ui.window_keys import WindowKeys
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.ui.cancellations.page import CancellationsPage
    from ticketoffice.ui.gate.page import GatePage
    from ticketoffice.ui.order.panel import OrderPanel
    from ticketoffice.ui.sync.home import SyncHome
    from ticketoffice.ui.today.page import TodayPage

WIDTH, HEIGHT = 1280, 800
LEAST_WIDTH, LEAST_HEIGHT = 1024, 700


class MainWindow(QMainWindow):
    """Builds and places the panes; what they do is `ui.desk_room`'s."""

    close_wished = Signal()
    keep_wished = Signal()
    finish_wished = Signal()
    whole_wished = Signal()
    note_wished = Signal()
    exchange_wished = Signal()
    print_wished = Signal()
    mail_wished = Signal()
    files_dropped = Signal(list)
    order_built = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("main.window")
        self.setWindowTitle(translate("window", "Ticket office"))
        self.closing = False
        self.setAcceptDrops(True)
        self._build()
        self._keys = WindowKeys(self)
        self.pages.currentChanged.connect(self._on_page_changed)
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
        room = self.screen().availableGeometry()
        self.resize(min(WIDTH, room.width()), min(HEIGHT, room.height()))
        self.top.search.setFocus()
        desktop = QApplication.instance()
        assert isinstance(desktop, QApplication)
        desktop.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        """What is done and cannot be pressed any more leaves the focus to the search, never to the name of who acts: the next
        name that is typed would act.
        """
        person = self.top.person
        if before is None or now is None or not isValid(before) or not (now is person or person.isAncestorOf(now)):
            return
        if not before.isEnabled() or not before.isVisibleTo(self):
            self.top.search.setFocus()

    def _build(self) -> None:
        self.banner = Label()
        self.banner.setObjectName("demo.banner")
        self.banner.hide()
        self.warning = Label()
        self.warning.setObjectName("book.banner")
        self.warning.setWordWrap(True)
        self.warning.hide()
        self.top = TopBar()
        self.top.search.textEdited.connect(self._on_searched)
        self.results = ResultsPane()
        self.notice = NoticeBar()
        self.notices = NoticePlace(self.notice)
        self.import_button = QToolButton()
        self.import_button.setObjectName("nav.import")
        self.import_button.setText(translate("window", "Import…"))
        self.imports = ImportBar()
        self.imports.left.connect(lambda: self.top.search.setFocus())
        self._build_orders()
        self._add_pages()
        navigation = QHBoxLayout()
        navigation.setContentsMargins(16, 0, 16, 0)
        navigation.addLayout(self.pages.buttons)
        navigation.addWidget(self.import_button)
        navigation.addWidget(self.notices, 1)
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.banner)
        layout.addWidget(self.warning)
        layout.addWidget(self.top)
        layout.addLayout(navigation)
        layout.addWidget(self.pages, 1)
        bottom = QHBoxLayout()
        bottom.setContentsMargins(16, 0, 16, 8)
        bottom.addWidget(self.imports)
        layout.addLayout(bottom)
        self.setCentralWidget(central)

    def _build_orders(self) -> None:
        """The orders page: what was found, and beside it the order that is open."""
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.results)
        self._place = QFrame()
        self._place.setObjectName("order.place")
        self.splitter.addWidget(self._place)
        self.splitter.setSizes([RESULTS_WIDTH, WIDTH - RESULTS_WIDTH])
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(8)
        self.results.setMinimumWidth(NARROW_RESULTS)
        self.orders: QWidget = QWidget()
        inside = QHBoxLayout(self.orders)
        inside.setContentsMargins(16, 0, 16, 0)
        inside.addWidget(self.splitter)

    def _add_pages(self) -> None:
        self.pages = Pages()
        for entry in PAGES:
            self.pages.add(entry, window=self)
        self.pages.show_page(ORDERS)

    @cached_property
    def order(self) -> OrderPanel:
        """The order that is open, in its place beside what was found; built like the pages."""
        from ticketoffice.ui.order.panel import OrderPanel

        panel, sizes = OrderPanel(), self.splitter.sizes()
        self.splitter.replaceWidget(1, panel)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes(sizes)
        self._place.deleteLater()
        self.order_built.emit(panel)
        return panel

    def build_order(self) -> OrderPanel:
        """Builds the place of the open order, if nobody has yet."""
        return self.order

    @property
    def today(self) -> TodayPage:
        """Who comes tonight."""
        return cast("TodayPage", self.pages.build(TODAY))

    @property
    def gate(self) -> GatePage:
        """The control point."""
        return cast("GatePage", self.pages.build(GATE))

    @property
    def cancellations(self) -> CancellationsPage:
        """What was cancelled, and the lists to work off."""
        return cast("CancellationsPage", self.pages.build(CANCELLATIONS))

    @property
    def sync(self) -> SyncHome:
        """How the desk stands with its centre, or the way to one."""
        return cast("SyncHome", self.pages.build(SYNC))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a small window gives what it has to the order and to the notice."""
        super().resizeEvent(event)
        narrow = event.size().width() < WIDTH
        self.pages.set_narrow(narrow)
        set_narrow(self.import_button, narrow)
        if narrow:
            self.splitter.setSizes([NARROW_RESULTS, event.size().width() - NARROW_RESULTS])

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: at start the keys are this window's, also where no window manager gives them to it."""
        super().showEvent(event)
        if not event.spontaneous():
            self.activateWindow()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: files may be dropped anywhere on the window."""
        if event.mimeData().hasUrls() and all(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: dropped files are orders to take in."""
        self.files_dropped.emit([url.toLocalFile() for url in event.mimeData().urls()])

    def show_banner(self, text: str) -> None:
        """A line on every page: this is no real book."""
        self.banner.setText(text)
        self.banner.setVisible(bool(text))

    def warn(self, text: str) -> None:
        """What stays true of this book as long as it is open, on every page: an older copy, a damage, a wrong clock."""
        self.warning.setText(text)
        self.warning.setVisible(bool(text))
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def say_closed(self, text: str) -> None:
        """The book could not be opened: why, and nothing else can be done here."""
        self.notice.say(text, stays=True)
        self.top.setEnabled(False)
        self.pages.setEnabled(False)
        self.import_button.setEnabled(False)
        self.setAcceptDrops(False)

    def show_orders(self) -> None:
        """The orders page; the focus stays where it is."""
        self.pages.show_page(ORDERS)

    def show_today(self) -> None:
        """Today, ready for what is open there."""
        self.pages.go_to(TODAY)

    def show_gate(self) -> None:
        """The gate check page, ready for a scan."""
        self.pages.go_to(GATE)

    @property
    def on_orders_page(self) -> bool:
        """Whether the orders page is shown."""
        return self.pages.shows(ORDERS)

    def _on_searched(self, text: str) -> None:
        """Who types a search sees what it finds, wherever it was begun."""
        if text.strip() and not self.on_orders_page:
            self.show_orders()

    def begin_search(self) -> None:
        """The keyboard is in the search field, what stands there is typed over."""
        self.top.search.setFocus()
        self.top.search.selectAll()

    def _on_page_changed(self) -> None:
        """What was said belonged to the page that was left; why nothing is open stays."""
        if self.pages.isEnabled():
            self.notice.clear()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: the window closes once everything is written."""
        if self.closing:
            event.accept()
            return
        event.ignore()
        self.close_wished.emit()
