"""The order panel: head, tabs, and the reserved place below in which strip and panels open without moving anything."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ticketoffice.desk.views import OrderView
from ticketoffice.ui.exchange.page import ExchangePage
from ticketoffice.ui.labels import Label
from ticketoffice.ui.order.admit_panel import AdmitPanel
from ticketoffice.ui.order.correct_panel import CorrectPanel
from ticketoffice.ui.order.credit_panel import CreditPanel
from ticketoffice.ui.order.elsewhere_panel import ElsewherePanel
from ticketoffice.ui.order.explain_panel import ExplainPanel
from ticketoffice.ui.order.header import OrderHeader
from ticketoffice.ui.order.idle_place import IdlePlace
from ticketoffice.ui.order.invoice_panel import InvoicePanel
from ticketoffice.ui.order.move_panel import MovePanel
from ticketoffice.ui.order.note_panel import NotePanel
from ticketoffice.ui.order.page import Page
from ticketoffice.ui.order.pay_panel import PayPanel
from ticketoffice.ui.order.release_panel import ReleasePanel
from ticketoffice.ui.order.remind_panel import RemindPanel
from ticketoffice.ui.order.strip import RefundStrip
from ticketoffice.ui.order.tabs import OrderTabs
from ticketoffice.ui.order.ticket_menu import EXCHANGE, MAIL, PRINT, TicketMenu
from ticketoffice.ui.order.ticket_panels import RenamePanel, ReplacePanel, TariffPanel
from ticketoffice.ui.order.whole_panel import WholePanel
from ticketoffice.ui.terminal.panel import TerminalPanel
from ticketoffice.ui.theme import GRID
from ticketoffice.ui.words import translate

MOST_HEIGHT = 16777215
"""Qt's own limit: as high as there is room."""


class OrderPanel(QFrame):
    """Shows one order; `whole_wished` and the like say what the cashier wants, `page_closed` that nothing is open below;
    `plan_wished` carries the ticket whose place is wanted, `case_wished` the key of a case that is to be settled.
    """

    page_closed = Signal()
    whole_wished = Signal()
    pay_wished = Signal(bool)
    credit_wished = Signal()
    invoice_wished = Signal()
    note_wished = Signal()
    release_wished = Signal()
    admit_wished = Signal()
    remind_wished = Signal()
    plan_wished = Signal(object)
    case_wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("order.panel")
        self.order: OrderView | None = None
        self._build()
        self._connect()
        self._show_initial()

    def _build(self) -> None:
        self.header = OrderHeader()
        self._empty = Label(translate("order", "Scan a ticket or type a name."))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("quiet", True)
        self._whole_page = QWidget()
        bottom = QVBoxLayout()
        bottom.setContentsMargins(8, 0, 8, 8)
        whole = QVBoxLayout(self._whole_page)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addWidget(self.header)
        self.tabs = OrderTabs()
        self.table, self.customer, self.plan = self.tabs.table, self.tabs.customer, self.tabs.plan
        whole.addWidget(self.tabs, 1)
        whole.addLayout(bottom)
        bottom.addWidget(self._built_place())
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._whole_page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.menu = TicketMenu(self.table)
        self.tabs.more.setMenu(self.menu)

    def _built_place(self) -> QStackedWidget:
        """The place below the tickets: the notes while nothing is open there, else one of the pages."""
        self.strip, self.invoice, self.whole = RefundStrip(), InvoicePanel(), WholePanel()
        self.explain, self.pay, self.credit, self.correct = ExplainPanel(), PayPanel(), CreditPanel(), CorrectPanel()
        self.note, self.release, self.admit, self.remind = NotePanel(), ReleasePanel(), AdmitPanel(), RemindPanel()
        self.elsewhere, self.exchange = ElsewherePanel(), ExchangePage()
        self.replace, self.rename, self.tariff, self.move_ticket = (
            *(ReplacePanel(), RenamePanel()),
            *(TariffPanel(), MovePanel()),
        )
        self.terminal = TerminalPanel("order")
        self._asked_in: Page | None = None
        self.pages: tuple[Page, ...] = (
            *(self.strip, self.invoice, self.whole, self.explain, self.pay, self.credit, self.correct),
            *(self.note, self.release, self.admit, self.remind, self.elsewhere, self.exchange),
            *(self.replace, self.rename, self.tariff, self.move_ticket),
        )
        self.idle = IdlePlace()
        self.place = QStackedWidget()
        self.place.addWidget(self.idle)
        for page in (*self.pages, self.terminal):
            self.place.addWidget(page)
        return self.place

    def _connect(self) -> None:
        self.table.tickets.ticks_changed.connect(self._on_ticks_changed)
        self.header.cancel_ticked.clicked.connect(self.table.wish_by_key)
        self.header.cancel.clicked.connect(self.whole_wished)
        self.header.pay.clicked.connect(self._on_pay_clicked)
        self.header.give_back.clicked.connect(self.credit_wished)
        self.header.invoice.clicked.connect(self.invoice_wished)
        self.header.split.clicked.connect(self._on_split_clicked)
        self.header.note.clicked.connect(self.note_wished)
        self.header.release.clicked.connect(self.release_wished)
        self.header.admit.clicked.connect(self.admit_wished)
        self.header.remind.clicked.connect(self.remind_wished)
        self.tabs.exchange.clicked.connect(self.wish_exchange)
        self.tabs.print_out.clicked.connect(self.wish_print)
        self.header.mail_out.clicked.connect(self.wish_mail)
        self.header.cases.clicked.connect(self._on_case_clicked)
        self.idle.cases.case_wished.connect(self.case_wished)
        for page in self.pages[1:]:
            page.back_requested.connect(self.close_page)
        self.tabs.plan_wished.connect(self.plan_wished)
        self.tabs.currentChanged.connect(self._on_tab)
        for form in (self.strip.form, self.whole.form):
            form.changed.connect(self.fit_place)

    def _show_initial(self) -> None:
        self.header.show_ticks(())
        self.show_idle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: the place below follows the width."""
        super().resizeEvent(event)
        self.fit_place()

    def fit_place(self) -> None:
        """The place below is as high as the strip will be, before it opens: no row moves under the pointer. A page that
        needs more has it, and one that fills all of it; where there are no crosses and nothing is open, the tab has the room.
        """
        page, width = self.page, self.width() - 2 * GRID
        wanted = [self.strip.height_at(width), page.height_at(width) if page is not None else 0]
        fills = page is not None and page.fills
        self.place.setVisible(page is not None or self.tabs.currentIndex() == 0)
        for part in (self.header, self.tabs):
            part.setVisible(not fills)
        self.place.setMinimumHeight(0 if fills else max(wanted))
        self.place.setMaximumHeight(MOST_HEIGHT if fills else max(wanted))

    def _on_tab(self) -> None:
        self.fit_place()

    # --- showing -------------------------------------------------------------------------------------------------

    def show_order(self, order: OrderView, *, ticket: str | None = None, focus: bool = False) -> None:
        """Shows an order; the same order again moves neither selection nor focus."""
        fresh = self.order is None or self.order.order != order.order
        self.order = order
        self.header.show_order(order)
        if fresh:
            self.table.tickets.clear_ticks()
            self.tabs.setCurrentIndex(0)
        self.tabs.show_order(order)
        self.idle.show_notes([note.text for note in order.notes], cases=order.cases)
        self._on_ticks_changed()
        self._pages.setCurrentIndex(1)
        if fresh or ticket is not None:
            self.table.select_ticket(ticket)
        if focus:
            self.tabs.setCurrentIndex(0)
            self.table.setFocus()

    def clear(self) -> None:
        """Shows no order."""
        self.order = None
        self._pages.setCurrentIndex(0)
        self.show_idle()

    # --- keys ----------------------------------------------------------------------------------------------------

    @property
    def in_hand(self) -> str:
        """What is worked on: the ticket of the open strip, else the order, by number; nothing: no order is shown."""
        if self.strip.view is not None:
            return self.strip.view.tickets[0].short
        return self.order.number if self.order is not None else ""

    def press(self) -> None:
        """F9: what the open page offers, be it the strip, a payment, an exchange or a deed on a ticket; where none is, the payment
        of what is owed opens, and where nothing is, that of money that arrived all the same. What nobody sees is not pressed.
        """
        if not self.isVisible():
            return
        page = self.page
        if page is self.terminal:
            return
        if page in (self.strip, self.pay, self.exchange, self.replace, self.rename, self.tariff, self.move_ticket):
            assert page is not None
            page.press()
        elif self.order is not None and (self.order.to_pay > 0 or self.page is None):
            self.pay_wished.emit(False)

    def wish_whole(self) -> None:
        """The whole order is to be cancelled, where there is something to cancel."""
        if self.isVisible() and self.order is not None and self.order.whole:
            self.whole_wished.emit()

    def wish_exchange(self) -> None:
        """F7: the ticked tickets, or the current one, are to be exchanged."""
        if self.isVisible() and self.order is not None and self.page is not self.exchange:
            self.menu.wish(EXCHANGE)

    def wish_print(self) -> None:
        """Ctrl+P: the tickets are to be printed."""
        if self.isVisible() and self.order is not None:
            self.menu.wish(PRINT)

    def wish_mail(self) -> None:
        """Ctrl+E: the tickets are to be sent by e-mail."""
        if self.isVisible() and self.order is not None:
            self.menu.wish(MAIL)

    def wish_note(self) -> None:
        """A note is to be written on the order that is shown."""
        if self.isVisible() and self.order is not None:
            self.note_wished.emit()

    # --- the place below -----------------------------------------------------------------------------------------

    @property
    def page(self) -> Page | None:
        """The page that is open below the tickets, or None."""
        shown = self.place.currentWidget()
        return shown if isinstance(shown, Page) else None

    def open(self, page: Page, *, quiet: bool = False) -> None:
        """Shows a page, with the keyboard where its decision begins; nobody's keyboard is taken from another page of the window.
        `quiet`: the page opens by itself, and the keyboard stays where it is.
        """
        if self.page is not None and self.page is not page:
            self.page.forget_complaint()
        self.place.setCurrentWidget(page)
        self.fit_place()
        if self.isVisible() and not quiet:
            page.take_focus()

    def show_terminal(self) -> None:
        """A card is paid with for what is open: that page is there again afterwards."""
        if self.page is not self.terminal:
            self._asked_in = self.page
            self.open(self.terminal, quiet=self._asked_in is None)

    def leave_terminal(self) -> None:
        """The terminal has answered; where somebody has gone on meanwhile nothing moves."""
        if self.page is not self.terminal:
            return
        if self._asked_in is None:
            self.show_idle()
        else:
            self.open(self._asked_in)

    def show_idle(self) -> None:
        """Nothing is open below the tickets."""
        page = self.page
        self.strip.close_strip()
        self.place.setCurrentWidget(self.idle)
        self.fit_place()
        if page is not None:
            page.forget_complaint()
            self.page_closed.emit()

    def close_page(self) -> None:
        """Back: the page closes, the focus returns to the rows; a strip that waits behind it is shown again."""
        if self.strip.tickets and self.page is not self.strip:
            self.open(self.strip)
            return
        self.show_idle()
        self.focus_rows()

    def focus_rows(self) -> None:
        """The keyboard is on the tickets, or on what the tab shows instead; on another page it stays where it is."""
        if self.isVisible():
            (self.tabs.currentWidget() or self.table).setFocus()

    def _on_ticks_changed(self) -> None:
        self.header.show_ticks(self.table.tickets.ticked())

    def _on_pay_clicked(self) -> None:
        self.pay_wished.emit(False)

    def _on_split_clicked(self) -> None:
        self.pay_wished.emit(True)

    def _on_case_clicked(self) -> None:
        if self.order is not None and self.order.cases:
            self.case_wished.emit(self.order.cases[0].key)
