"""By which method money really came or went: one of an order's payments and refunds, the right method, and what had gone wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ticketoffice.desk.correcting import Correctable
from ticketoffice.desk.views import OrderView
from ticketoffice.domain.rules import DESK_METHODS
from ticketoffice.domain.said import is_said
from ticketoffice.ui import words
from ticketoffice.ui.choice_row import ChoiceRow
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, field_label, page_button, page_layout, text_label
from ticketoffice.ui.words import translate


class CorrectPanel(Page):
    """`correct_requested` carries the order, the money (ids), the method and the note."""

    correct_requested = Signal(str, str, str, str)

    def __init__(self) -> None:
        super().__init__("correct.panel")
        self._order: OrderView | None = None
        self._money: dict[str, Correctable] = {}
        self.title, self.text = bold_label(), text_label()
        self.text.setText(
            translate(
                "panels", "The drawer and the takings follow. The ticket, the amount and the customer's account stay."
            )
        )
        self.money = ChoiceRow(name="correct.money", title=translate("panels", "Recorded"))
        self.method = ChoiceRow(name="correct.method", title=translate("panels", "Really"))
        self.note = QLineEdit()
        self.note.setObjectName("correct.note")
        self.note.setAccessibleName(translate("panels", "What had gone wrong"))
        self.back = page_button(translate("panels", "Back  Esc"), name="correct.back")
        self.deed = page_button(translate("panels", "Correct it  Enter"), name="correct.deed", primary=True)
        self.primary = self.deed
        row = QHBoxLayout()
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(8)
        row.addWidget(field_label(translate("panels", "What had gone wrong")))
        row.addWidget(self.note, 1)
        lines = page_layout(self)
        lines.setSpacing(4)
        for part in (self.title, self.text, self.money, self.method):
            lines.addWidget(part)
        lines.addLayout(row)
        lines.addStretch(1)
        lines.addWidget(ButtonRow(self.back, self.deed))
        self.money.chosen.connect(self._offer_methods)
        self.method.chosen.connect(self.look_again)
        self.note.textChanged.connect(self.look_again)
        self.back.clicked.connect(self.back_requested)
        self.deed.clicked.connect(self._on_deed)

    def show_for(self, order: OrderView, money: Sequence[Correctable]) -> None:
        """The newest money first, and another method than its own."""
        self._order, self._money = order, {one.id: one for one in money}
        text = translate("panels", "By which method was order {order} really paid?")
        self.title.setText(text.format(order=order.number))
        self.money.set_choices([(one.id, _said(one)) for one in money])
        self.money.choose(money[0].id)
        self.note.clear()
        self._offer_methods()

    def take_focus(self) -> None:
        """What is chosen first: which money, where there is more than one."""
        (self.money if len(self._money) > 1 else self.method).setFocus()

    def lacks(self) -> tuple[QWidget, str] | None:
        """A method, and what had gone wrong."""
        if self.method.value() is None:
            return self.method, translate("panels", "Choose the method by which it really came.")
        if not is_said(self.note.text()):
            return self.note, translate("panels", "Type what had gone wrong.")
        return None

    def _offer_methods(self) -> None:
        known = self._money.get(self.money.value() or "")
        others = [code for code in DESK_METHODS if known is None or code != known.method]
        self.method.set_choices([(code, words.code_label(code)) for code in others])
        self.method.choose(others[0])
        self.look_again()

    def _on_deed(self) -> None:
        money, method = self.money.value(), self.method.value()
        if self._order is not None and money is not None and method is not None and self.is_complete():
            self.correct_requested.emit(self._order.order, money, method, self.note.text().strip())


def _said(money: Correctable) -> str:
    """Its method and amount; what was given back says so."""
    text = f"{words.code_label(money.method)} {words.money(money.amount, money.currency)}"
    return translate("panels", "Given back: {money}").format(money=text) if money.is_refund else text
