"""The results: orders, or a row a ticket with its cross; each says why it matched."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QElapsedTimer, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QListView, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ticketoffice.desk.views import Found, FoundTicketView, FoundView
from ticketoffice.ui.labels import Label
from ticketoffice.ui.order.page import page_button
from ticketoffice.ui.search.results_model import ResultsModel
from ticketoffice.ui.search.row_painting import ResultDelegate, cross_box, has_cross
from ticketoffice.ui.theme import DOUBLE_CLICK
from ticketoffice.ui.words import translate


class ResultsList(QListView):
    """Enter or a click opens a row; a click on a ticket's cross, or Del, cancels it."""

    open_wished = Signal(str, object)
    cross_wished = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("results.list")
        self.setAccessibleName(translate("results", "Results"))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setItemDelegate(ResultDelegate(self))
        self._crossed = QElapsedTimer()
        self._crossed_ticket = ""

    def _open(self, index: QModelIndex) -> None:
        self.open_wished.emit(index.data(ResultsModel.Role.ORDER), index.data(ResultsModel.Role.TICKET))

    def _cross(self, index: QModelIndex) -> None:
        """One wish, also for a double click."""
        ticket = index.data(ResultsModel.Role.TICKET)
        if ticket == self._crossed_ticket and self._crossed.elapsed() < DOUBLE_CLICK:
            return
        self._crossed_ticket = ticket
        self._crossed.start()
        self.cross_wished.emit(index.data(ResultsModel.Role.ORDER), ticket)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: one left click on a cross cancels, anywhere else it opens."""
        super().mouseReleaseEvent(event)
        place = event.position()
        index = self.indexAt(place.toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if has_cross(index.data(ResultsModel.Role.VIEW)) and cross_box(self.visualRect(index)).contains(place):
            self._cross(index)
        else:
            self._open(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter opens, Del cancels a ticket."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._open(index)
        elif event.key() == Qt.Key.Key_Delete and index.isValid() and not event.isAutoRepeat():
            if has_cross(index.data(ResultsModel.Role.VIEW)):
                self._cross(index)
        else:
            super().keyPressEvent(event)


class OrdersFrom(StrEnum):
    """Where the orders of an empty book come from: files, the centre, or as somebody chooses while it has joined none."""

    FILES = "files"
    EITHER = "either"
    CENTRE = "centre"


class ResultsPane(QFrame):
    """Orders | Tickets above the list, or a sentence where there is nothing to show. `more_wished`: its end was reached;
    `event_wished`: the venue makes its first one.
    """

    open_wished = Signal(str, object)
    cross_wished = Signal(str, str)
    kind_changed = Signal()
    more_wished = Signal()
    event_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results.pane")
        self.model = ResultsModel()
        self.list = ResultsList()
        self.list.setModel(self.model)
        self.kinds = QTabBar()
        self.kinds.setObjectName("results.kinds")
        self.kinds.setAccessibleName(translate("results", "Orders or tickets"))
        self.kinds.addTab(translate("results", "Orders"))
        self.kinds.addTab(translate("results", "Tickets"))
        self.kinds.setDrawBase(False)
        self.empty = Label()
        self.empty.setObjectName("results.empty")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(24)
        self._pages = QStackedWidget()
        self.first_event = page_button(translate("results", "Make your first event"), name="results.first_event")
        self.first_event.hide()
        beginning = QWidget()
        inside = QVBoxLayout(beginning)
        inside.setContentsMargins(0, 0, 0, 24)
        inside.addStretch(1)
        inside.addWidget(self.empty)
        inside.addWidget(self.first_event, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(1)
        self._pages.addWidget(beginning)
        self._pages.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        layout.addWidget(self.kinds)
        layout.addWidget(self._pages, 1)
        self.list.open_wished.connect(self.open_wished)
        self.list.cross_wished.connect(self.cross_wished)
        self.list.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.kinds.currentChanged.connect(self._on_kind)
        self.first_event.clicked.connect(self.event_wished)
        self._has_no_event = False
        self._is_fresh, self._source = False, OrdersFrom.FILES
        self.show_nothing_asked()

    @property
    def by_ticket(self) -> bool:
        """Whether a row is a ticket."""
        return self.kinds.currentIndex() == 1

    def _on_kind(self) -> None:
        self.kind_changed.emit()

    def _on_scrolled(self, value: int) -> None:
        if 0 < value == self.list.verticalScrollBar().maximum():
            self.more_wished.emit()

    def show_nothing_asked(self, *, fresh: bool = False) -> None:
        """The field is empty; `fresh`: the book is too."""
        self.model.set_rows(())
        self.kinds.setTabText(0, translate("results", "Orders"))
        self._is_fresh = fresh
        self._offer()
        text = translate("results", "Scan a ticket or type a name.")
        self.empty.setText(self._beginning() if fresh else text)
        self._pages.setCurrentIndex(0)

    def tell_source(self, source: OrdersFrom) -> None:
        """An empty book says how orders come into it."""
        self._source = source
        self._offer()
        if self._is_fresh:
            self.empty.setText(self._beginning())

    def offer_event(self, on: bool) -> None:
        """Whether an empty book has no event yet, and may have its own."""
        self._has_no_event = on
        self._offer()

    def _offer(self) -> None:
        self.first_event.setVisible(self._is_fresh and self._has_no_event and self._source != OrdersFrom.CENTRE)

    def _beginning(self) -> str:
        """The ways in, in the order of sense: a book with orders of its own joins no centre that is in use."""
        own = translate("results", "No orders here yet. Press Import…, or drop files with orders on this window.")
        return {
            OrdersFrom.FILES: own,
            OrdersFrom.CENTRE: translate("results", "No orders here yet. They come from the centre."),
            OrdersFrom.EITHER: translate(
                "results",
                "No orders here yet.\n\nDo other desks work here already? Then join their centre first: Join a centre… above. "
                "A book that has orders of its own cannot join it any more.\n\nDo you begin with a book of your own? Press "
                "Import…, or drop files with orders on this window.",
            ),
        }[self._source]

    def show_found(self, found: Found, rows: Sequence[FoundView | FoundTicketView], *, again: bool = False) -> None:
        """Shows the rows of an answer, or that there are none; `again`: the same question, so nothing scrolls."""
        self.model.set_rows(rows, query=found.query, in_place=again and bool(found.query))
        last = bool(rows) and not found.query
        self.kinds.setTabText(0, translate("results", "Last orders") if last else translate("results", "Orders"))
        if rows:
            self._pages.setCurrentIndex(1)
            if not again:
                self.list.scrollToTop()
            return
        if not found.query:
            self.show_nothing_asked(fresh=found.searched == 0)
            return
        text = translate("results", "No order here for '{query}'. {count} orders searched.")
        self._is_fresh = False
        self._offer()
        self.empty.setText(text.format(query=found.query, count=f"{found.searched:,}".replace(",", "'")))
        self._pages.setCurrentIndex(0)

    def step_into(self) -> None:
        """Down from the search bar: the first row is current."""
        if self.model.rowCount():
            self.list.setFocus()
            self.list.setCurrentIndex(self.model.index(0))
