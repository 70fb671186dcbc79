"""A waiting invoice's tickets let in before it is paid, or no longer: with a second person."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ticketoffice.desk.views import OrderView
from ticketoffice.ui import words
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, page_button, page_layout, text_label
from ticketoffice.ui.order.second_person import SecondPerson
from ticketoffice.ui.words import translate


class AdmitPanel(Page):
    """Enter does it from anywhere on the page, once a second person is named."""

    admit_requested = Signal(bool, object)

    def __init__(self) -> None:
        super().__init__("admit.panel")
        self._admit = True
        self.title, self.text = bold_label(), text_label()
        self.approval = SecondPerson("admit")
        self.back = page_button(translate("panels", "Back  Esc"), name="admit.back")
        self.confirm = page_button("", name="admit.confirm", primary=True)
        self.primary = self.confirm
        lines = page_layout(self)
        lines.setSpacing(8)
        lines.addWidget(self.title)
        lines.addWidget(self.text)
        lines.addWidget(self.approval)
        lines.addStretch(1)
        lines.addWidget(ButtonRow(self.back, self.confirm))
        self.back.clicked.connect(self.back_requested)
        self.confirm.clicked.connect(self._on_confirm)
        self.approval.changed.connect(self.look_again)

    def show_for(self, order: OrderView) -> None:
        """What would be from then on."""
        self._admit = not order.admit_unpaid
        self.approval.clear()
        amount = words.money(order.balance, order.currency)
        if self._admit:
            text = translate("panels", "Let the tickets of order {order} in before its {amount} are paid?")
            said = translate(
                "panels",
                "The control point says GO, with the badge “unpaid: invoice”. No rule cancels the order; the amount stays open.",
            )
            self.confirm.setText(translate("panels", "Admit unpaid  Enter"))
        else:
            text = translate("panels", "Let the tickets of order {order} in only once its {amount} are paid?")
            said = translate("panels", "The control point says STOP, not paid, from now on.")
            self.confirm.setText(translate("panels", "No longer admit unpaid  Enter"))
        self.title.setText(text.format(order=order.number, amount=amount))
        self.text.setText(said)

    def take_focus(self) -> None:
        """The colleague's name comes first."""
        self.approval.name.setFocus()

    def lacks(self) -> tuple[QWidget, str] | None:
        """A second person."""
        if self.approval.value() is not None:
            return None
        text = translate("panels", "This needs a colleague's name, or at least 10 characters why nobody else is here.")
        return self.approval.name, text

    def _on_confirm(self) -> None:
        if self.is_complete():
            self.admit_requested.emit(self._admit, self.approval.value())
