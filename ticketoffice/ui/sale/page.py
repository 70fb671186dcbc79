"""The Sell page: what is on sale on the left, what is chosen of it in the middle, the cart on the right, the money below them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ticketoffice.desk.cart import Cart, FromHold, Key
from ticketoffice.desk.choosing import Quote
from ticketoffice.desk.on_sale import HouseOnSale, OnSale
from ticketoffice.desk.selling import Sold
from ticketoffice.desk.tendering import Taking
from ticketoffice.ui.sale.below import MoneyPlace
from ticketoffice.ui.sale.cart_pane import CartPane
from ticketoffice.ui.sale.charge_notice import ChargeNotice
from ticketoffice.ui.sale.choosing_pane import ChoosingPane
from ticketoffice.ui.sale.performances import PerformanceList
from ticketoffice.ui.sale.public_names import give_names
from ticketoffice.ui.sale.tab_chain import put_after
from ticketoffice.ui.words import translate

LEFT, RIGHT, NARROW_LEFT, NARROW_RIGHT, NARROW = 264, 320, 224, 272, 1200
LOW = 640
"""Pixels of height below which what was sold is said on one line while a plan is worked on."""


class SalePage(QWidget):
    """`shown` and `left`: the page is seen, or no longer; `mode_changed`: seats are chosen otherwise now; `refused` carries a sentence;
    `exchange_wished`: old tickets are to pay for the cart.
    """

    shown = Signal()
    left = Signal()
    mode_changed = Signal()
    refused = Signal(str)
    exchange_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sell.page")
        self._opener: QWidget | None = None
        self._asked_in: QWidget | None = None
        self._pay_wished = self._focus_wished = False
        self._build()
        self._connect()

    # --- building -------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.performances, self.choosing, self.cart = PerformanceList(), ChoosingPane(), CartPane()
        self.tariffs, self.plan = self.choosing.tariffs, self.choosing.plan
        self.below, self.charge = MoneyPlace(), ChargeNotice()
        self.pay_row, self.terminal, self.sold = self.below.pay, self.below.terminal, self.below.sold
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self.performances)
        columns.addWidget(self.choosing, 1)
        columns.addWidget(self.cart)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(self.charge)
        layout.addLayout(columns, 1)
        layout.addWidget(self.below)
        give_names(self.below, public=False)

    def _connect(self) -> None:
        self.tariffs.built.connect(self._chain)
        self.cart.built.connect(self._chain)
        self.performances.entered.connect(self.take_focus)
        self.choosing.mode_changed.connect(self._on_mode)
        self.choosing.plan_shown.connect(self._make_room)
        self.cart.pay_wished.connect(self.wish_pay)
        self.cart.left.connect(self.take_focus)
        self.below.lowering.back_requested.connect(self.close_below)
        self.below.exchange.back_requested.connect(self.close_below)
        self.below.exchange.refused.connect(self.refused)
        self.below.lowering.refused.connect(self.refused)
        self.pay_row.back_requested.connect(self._on_pay_back)
        self.pay_row.shown_taking.connect(self._on_taking)
        self.pay_row.refused.connect(self.refused)
        for keys, slot in (
            ("Alt+B", self._toggle_mode),
            ("Alt+H", self._next_hold),
            ("Ctrl+G", self.cart.park.click),
            ("Ctrl+N", self._wish_customer),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # --- what is on sale ------------------------------------------------------------------------------------------

    def show_performance(self, on_sale: OnSale, *, hold: FromHold | None = None) -> None:
        """The performance that is looked at, as it is now; `hold`: what the house keeps and the cart is sold from."""
        typing = self.tariffs.isAncestorOf(self.focusWidget() or self)
        self.choosing.show_performance(on_sale, hold=hold)
        lost = typing and not self.tariffs.isAncestorOf(self.focusWidget() or self)
        if (self._focus_wished or lost) and self.isVisible():
            self.take_focus()

    @property
    def on_sale(self) -> OnSale | None:
        """The performance that is looked at, once it is known."""
        return self.choosing.on_sale

    @property
    def house(self) -> HouseOnSale | None:
        """Its seats, once they are known."""
        return self.choosing.house

    # --- the cart -------------------------------------------------------------------------------------------------

    def show_cart(self, cart: Cart, found: Quote | None) -> None:
        """The cart as it was quoted, or without a price as yet; who wished to pay meanwhile pays now."""
        if cart.count:
            self._show_below(self.below.part if self.paying or self.exchanging else None)
        elif self.paying or self.exchanging:
            self.close_below()
        self.cart.show_cart(cart, found)
        if self.on_sale is not None:
            counts: Mapping[Key, int] = {choice.key: choice.count for choice in cart.choices}
            self.tariffs.show_counts(counts)
        if found is None:
            self.pay_row.take.setEnabled(False)
            self.cart.show_rounding(0, due=0, currency="")
            return
        self.pay_row.take.setEnabled(True)
        lowered = any(line.price < line.full for line in found.lines)
        is_kept = any(line.hold is not None for line in found.lines)
        self.pay_row.show_for(found.total, found.currency, lowered=lowered, is_kept=is_kept)
        self._found_currency = found.currency
        if self._pay_wished:
            self.wish_pay()

    # --- paying ---------------------------------------------------------------------------------------------------

    @property
    def paying(self) -> bool:
        """Whether the money is asked for, here or at the terminal."""
        return self.below.part in (self.pay_row, self.terminal)

    @property
    def exchanging(self) -> bool:
        """Whether old tickets are named that pay for the cart."""
        return self.below.part is self.below.exchange

    @property
    def at_terminal(self) -> bool:
        """Whether a card is paid with at this moment."""
        return self.below.part is self.terminal

    def wish_pay(self) -> None:
        """F9: asks for the money; where nothing can be paid it is said why."""
        self._pay_wished = False
        if self.at_terminal:
            return
        if self.paying:
            self.pay_row.take_focus()
        elif self.exchanging:
            self.below.exchange.press()
        elif self.cart.pay.isEnabled():
            self._opener = self.focusWidget()
            self._show_below(self.pay_row)
            self.pay_row.choose_method(self.pay_row.method_code)
            self.pay_row.take_focus()
        elif self.cart.why_not.text():
            self.refused.emit(self.cart.why_not.text())
        elif self.choosing.problem.text():
            self.refused.emit(self.choosing.problem.text())
        elif self.cart.park.isEnabled():
            self._pay_wished = True
        else:
            self.refused.emit(translate("sale", "Choose a ticket first: type how many."))

    def wish_exchange(self) -> None:
        """F7: the cart is to be paid with old tickets; where it cannot be it is said why."""
        if self.at_terminal or self.exchanging:
            return
        if self.cart.pay.isEnabled():
            self.exchange_wished.emit()
        else:
            self.wish_pay()
            self._pay_wished = False

    def show_exchange(self) -> None:
        """Old tickets are asked for."""
        self._show_below(self.below.exchange)
        self.below.exchange.take_focus()

    def show_lower(self, key: Key, *, line: str, price: int, full: int, currency: str) -> None:
        """A line's price is to be lowered."""
        self.below.lowering.show_for(key, line=line, price=price, full=full, currency=currency)
        self._show_below(self.below.lowering)
        self.below.lowering.take_focus()

    def close_below(self) -> None:
        """The money is not asked for any more; what was typed stays until it is another customer's."""
        for part in (self.pay_row, self.below.lowering, self.below.exchange):
            part.forget_complaint()
        had_focus = self.below.isAncestorOf(self.focusWidget() or self)
        self._show_below(None)
        if had_focus:
            self.take_focus()

    def show_exchanged(self, order: str, text: str, *, change: int, currency: str) -> None:
        """The old tickets are given back and the cart is an order: as what was sold."""
        self.pay_row.begin_anew()
        self.below.exchange.begin_anew()
        self.sold.show_text(order, text)
        self._show_below(self.sold)
        self.below.show_change(change, currency)
        self.take_focus()
        self.below.keep_change()

    def show_sold(self, sold: Sold) -> None:
        """It is sold: the change stands there until the next key, and the page is ready for the next customer."""
        self.pay_row.begin_anew()
        self.sold.show_sold(sold)
        self._show_below(self.sold)
        self.below.show_change(sold.change, sold.currency)
        self.take_focus()
        self.below.keep_change()

    def wish_print(self) -> None:
        """Ctrl+P: the tickets of what was just sold are to be printed."""
        if self.isVisible() and self.below.part is self.sold and self.sold.print_out.isVisible():
            self.sold.print_out.click()

    def wish_mail(self) -> None:
        """Ctrl+E: they are to go by e-mail."""
        if self.isVisible() and self.below.part is self.sold and self.sold.mail_out.isVisible():
            self.sold.mail_out.click()

    def show_terminal(self) -> None:
        """A card is paid with: nothing else is done meanwhile."""
        if not self.at_terminal:
            self._asked_in = self.below.part
            self._show_below(self.terminal)

    def leave_terminal(self) -> None:
        """The money is asked for again, where it was before."""
        asked_in = self.below.exchange if self._asked_in is self.below.exchange else self.pay_row
        self._show_below(asked_in)
        asked_in.take_focus()

    def _show_below(self, part: QWidget | None) -> None:
        self.below.show_part(part)
        for pane in (self.performances, self.choosing, self.cart):
            pane.setEnabled(part is not self.terminal)
        if part is not self.pay_row:
            self.cart.show_rounding(0, due=0, currency="")
        self.choosing.give_way(self.paying or self.exchanging)

    def _on_taking(self, found: Taking | None) -> None:
        if not self.paying:
            return
        if found is None or found.too_much:
            self.below.show_change(0, "")
            self.cart.show_rounding(0, due=0, currency="")
            return
        self.below.show_change(found.change, self._found_currency)
        self.cart.show_rounding(found.rounding, due=found.due, currency=self._found_currency)

    def _on_pay_back(self) -> None:
        opener = self._opener
        self.close_below()
        if opener is not None and opener.isVisible() and opener.isEnabled():
            opener.setFocus()

    def _wish_customer(self) -> None:
        if not self.paying:
            self.wish_pay()
        if self.paying:
            self.pay_row.name.setFocus()

    # --- focus and room -------------------------------------------------------------------------------------------

    def _toggle_mode(self) -> None:
        if not self.paying:
            self.choosing.toggle_mode()

    def _next_hold(self) -> None:
        if not self.paying:
            self.choosing.next_hold()

    def _on_mode(self) -> None:
        self.mode_changed.emit()
        if self.choosing.on_plan:
            self.plan.take_focus()
        else:
            self.take_focus()

    def _chain(self) -> None:
        """What was made anew stands in Tab's way where it stands on the page."""
        choosing = self.choosing
        put_after(self.performances.list, [*self.tariffs.fields.values(), choosing.house_row, choosing.seats])
        put_after(self.plan.list, self.cart.controls())

    def take_focus(self) -> None:
        """The first quantity; the performances while there is none."""
        if self.paying or self.exchanging:
            (self.pay_row if self.paying else self.below.exchange).take_focus()
            return
        self._focus_wished = not self.tariffs.take_focus()
        if self._focus_wished:
            self.performances.take_focus()

    def _make_room(self) -> None:
        self.sold.stand_close(self.height() < LOW and not self.plan.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a small window gives what it has to the middle."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        self.performances.setFixedWidth(NARROW_LEFT if narrow else LEFT)
        self.cart.setFixedWidth(NARROW_RIGHT if narrow else RIGHT)
        self._make_room()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: asks for what is on sale now."""
        super().showEvent(event)
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: another page is looked at."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.left.emit()
