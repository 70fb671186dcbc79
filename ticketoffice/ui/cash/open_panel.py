"""The drawer is closed: it opens with its float."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from ticketoffice.desk.cash_views import TillView
from ticketoffice.domain.amounts import parse_amount
from ticketoffice.domain.drawer import DENOMINATIONS
from ticketoffice.ui import words
from ticketoffice.ui.labels import Label
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, field_label, page_button, page_layout, text_label
from ticketoffice.ui.words import translate

FIELD_WIDTH = 120


class OpenPanel(Page):
    """`open_requested` carries the float by currency, in minor units."""

    open_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__("cash.open")
        self.title, self.text = bold_label(), text_label()
        self.title.setText(translate("cash", "The drawer is closed."))
        self.floats = {currency: QLineEdit() for currency in DENOMINATIONS}
        self._shown: tuple[str, ...] = ()
        fields = QGridLayout()
        fields.setContentsMargins(0, 8, 0, 8)
        fields.setHorizontalSpacing(8)
        for row, (currency, field) in enumerate(self.floats.items()):
            field.setObjectName(f"cash.float.{currency.lower()}")
            field.setAccessibleName(translate("cash", "Float in {currency}").format(currency=currency))
            field.setFixedWidth(FIELD_WIDTH)
            field.textChanged.connect(self.look_again)
            fields.addWidget(field_label(translate("cash", "Float")) if row == 0 else Label(), row, 0)
            fields.addWidget(field, row, 1)
            fields.addWidget(field_label(currency), row, 2)
        fields.setColumnStretch(3, 1)
        self.open_it = page_button(translate("cash", "Open the drawer  Enter"), name="cash.open_it", primary=True)
        self.primary = self.open_it
        self.open_it.clicked.connect(self._on_open)
        lines = page_layout(self)
        lines.setContentsMargins(16, 16, 16, 16)
        lines.setSpacing(8)
        for part in (self.title, self.text):
            lines.addWidget(part)
        lines.addLayout(fields)
        lines.addWidget(ButtonRow(self.open_it))
        lines.addStretch(1)

    def show_for(self, view: TillView) -> None:
        """What was left in it is the float that is proposed; what is being typed stays."""
        said = [
            translate("cash", "{amount} was left in it.").format(amount=words.money(amount, currency))
            for currency, amount in view.left_before
            if amount
        ]
        said += [earlier(one.earlier, one.currency) for one in view.currencies if one.earlier]
        self.text.setText("\n".join(said))
        self.text.setVisible(bool(said))
        for currency, field in self.floats.items():
            left = dict(view.left_before).get(currency, 0)
            if not field.isModified():
                field.setText(words.plain_amount(left) if left else "")

    def forget(self) -> None:
        """What was typed was done."""
        for field in self.floats.values():
            field.clear()
            field.setModified(False)

    def take_focus(self) -> None:
        """The house's first currency."""
        first = next(iter(self.floats.values()))
        first.setFocus()
        first.selectAll()

    def rest(self) -> None:
        """The drawer was closed just now: the keyboard is on the page, and a digit or Tab begins the next one's float."""
        self.setFocus()

    def type_first(self, digit: str) -> None:
        """The float begins with this digit."""
        self.take_focus()
        next(iter(self.floats.values())).insert(digit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: on a page that rests Enter does nothing."""
        digit, enter = typed_digit(event), event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.hasFocus() and digit:
            self.type_first(digit)
        elif not (self.hasFocus() and enter):
            super().keyPressEvent(event)

    def lacks(self) -> tuple[QWidget, str] | None:
        """Amounts, where something is typed; a drawer may be opened empty."""
        for field in self.floats.values():
            if field.text().strip() and parse_amount(field.text()) is None:
                return field, translate("cash", "Type an amount like 200.00.")
        return None

    def _on_open(self) -> None:
        if self.is_complete():
            typed = {currency: parse_amount(field.text()) for currency, field in self.floats.items()}
            self.open_requested.emit({currency: amount for currency, amount in typed.items() if amount is not None})


def typed_digit(event: QKeyEvent) -> str:
    """The digit of a key that is one; else nothing."""
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    return event.text() if plain and event.text().isdecimal() else ""


def earlier(amount: int, currency: str) -> str:
    """That cash came while no drawer was open."""
    text = translate("cash", "{amount} of cash came while it was closed: it is in the drawer, and counted in.")
    return text.format(amount=words.money(amount, currency))
