"""Money is put into the open drawer, taken out, or dropped into the safe; or it is opened without a sale."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from ticketoffice.domain.amounts import parse_amount
from ticketoffice.domain.drawer import DENOMINATIONS, DROPPED, NO_SALE, PUT_IN, TAKEN_OUT, WITH_REASON
from ticketoffice.domain.said import is_said
from ticketoffice.ui.cash.open_panel import FIELD_WIDTH
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, field_label, page_button, page_layout
from ticketoffice.ui.theme import BUTTON_HEIGHT
from ticketoffice.ui.words import translate


class MovePanel(Page):
    """`move_requested` carries what is done, the amounts by currency, and the reason or None."""

    move_requested = Signal(str, object, object)

    def __init__(self) -> None:
        super().__init__("cash.move")
        self._what = PUT_IN
        self.title = bold_label()
        self.amount, self.why, self.currency = QLineEdit(), QLineEdit(), QComboBox()
        self.amount.setObjectName("cash.amount")
        self.amount.setAccessibleName(translate("cash", "Amount"))
        self.amount.setFixedWidth(FIELD_WIDTH)
        self.currency.setObjectName("cash.currency")
        self.currency.setAccessibleName(translate("cash", "Currency"))
        self.currency.addItems(list(DENOMINATIONS))
        self.why.setObjectName("cash.why")
        self.why.setAccessibleName(translate("cash", "Reason"))
        self.currency.setFixedHeight(BUTTON_HEIGHT)
        named = field_label(translate("cash", "Amount"))
        self._money = (named, self.amount, self.currency)
        fields = QGridLayout()
        fields.setContentsMargins(0, 8, 0, 8)
        fields.setHorizontalSpacing(8)
        for column, part in enumerate(self._money):
            fields.addWidget(part, 0, column)
        fields.addWidget(field_label(translate("cash", "Reason")), 1, 0)
        fields.addWidget(self.why, 1, 1, 1, 3)
        fields.setColumnStretch(3, 1)
        self.back = page_button(translate("panels", "Back  Esc"), name="cash.move_back")
        self.move_it = page_button("", name="cash.move_it", primary=True)
        self.primary = self.move_it
        self.back.clicked.connect(self.back_requested)
        self.move_it.clicked.connect(self._on_move)
        for field in (self.amount, self.why):
            field.textChanged.connect(self.look_again)
        lines = page_layout(self)
        lines.setContentsMargins(16, 16, 16, 16)
        lines.setSpacing(8)
        lines.addWidget(self.title)
        lines.addLayout(fields)
        lines.addWidget(ButtonRow(self.back, self.move_it))
        lines.addStretch(1)
        self.setTabOrder(self.currency, self.amount)
        self.setTabOrder(self.amount, self.why)

    def show_for(self, what: str, *, currency: str) -> None:
        """An empty page for one of `drawer.MOVES`."""
        self._what = what
        titles = {
            PUT_IN: translate("cash", "Put money into the drawer"),
            TAKEN_OUT: translate("cash", "Take money out of the drawer"),
            DROPPED: translate("cash", "Drop money into the safe"),
            NO_SALE: translate("cash", "Open the drawer without a sale"),
        }
        deeds = {
            PUT_IN: translate("cash", "Put in  Enter"),
            TAKEN_OUT: translate("cash", "Take out  Enter"),
            DROPPED: translate("cash", "Drop  Enter"),
            NO_SALE: translate("cash", "Open it  Enter"),
        }
        self.title.setText(titles[what])
        self.move_it.setText(deeds[what])
        for part in self._money:
            part.setVisible(what != NO_SALE)
        self.amount.clear()
        self.why.clear()
        self.why.setPlaceholderText("" if what in WITH_REASON else translate("cash", "not needed"))
        self.currency.setCurrentText(currency)

    def take_focus(self) -> None:
        """The amount, where there is one."""
        (self.why if self._what == NO_SALE else self.amount).setFocus()

    def lacks(self) -> tuple[QWidget, str] | None:
        """An amount and, but for the safe, a reason."""
        if self._what != NO_SALE and not parse_amount(self.amount.text()):
            return self.amount, translate("cash", "Type an amount like 200.00.")
        if self._what in WITH_REASON and not is_said(self.why.text()):
            return self.why, translate("cash", "Type a reason.")
        return None

    def _on_move(self) -> None:
        if self.is_complete():
            amount = parse_amount(self.amount.text()) or 0
            amounts = {} if self._what == NO_SALE else {self.currency.currentText(): amount}
            self.move_requested.emit(self._what, amounts, self.why.text().strip() or None)
