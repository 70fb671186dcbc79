"""What a page that takes or gives money has in common: what it is about, how, how much, and the deed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from ticketoffice.domain.amounts import parse_amount
from ticketoffice.ui.choice_row import ChoiceRow
from ticketoffice.ui.labels import Label
from ticketoffice.ui.order.page import ButtonRow, Page, field_label, page_button, page_layout, text_label
from ticketoffice.ui.words import translate

AMOUNT_WIDTH = 112


class MoneyPage(Page):
    """Enter does the deed from anywhere on the page. `edited`: another method or amount; `done`: the deed is wished and
    nothing is missing for it.
    """

    edited = Signal()
    done = Signal()

    def __init__(
        self, name: str, *, title: Label, amount: str, deed: QPushButton, beside: QWidget | None = None
    ) -> None:
        """`name.panel` is what the page is called, `amount` what its amount is; `beside` stands beside that."""
        super().__init__(f"{name}.panel")
        self.title, self.text = title, text_label()
        self.method = ChoiceRow(name=f"{name}.method", title=translate("panels", "Method"), numbered=True)
        self.currency = field_label("")
        self.amount = QLineEdit()
        self.amount.setObjectName(f"{name}.amount")
        self.amount.setAccessibleName(amount)
        self.amount.setFixedWidth(AMOUNT_WIDTH)
        self.back = page_button(translate("panels", "Back  Esc"), name=f"{name}.back")
        self.primary, self.numbered = deed, self.method
        row = QHBoxLayout()
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(8)
        for field in (field_label(amount), self.currency, self.amount):
            row.addWidget(field)
        if beside is not None:
            row.addSpacing(16)
            row.addWidget(beside)
        row.addStretch(1)
        lines = page_layout(self)
        lines.setSpacing(4)
        for part in (self.title, self.text, self.method):
            lines.addWidget(part)
        lines.addLayout(row)
        lines.addStretch(1)
        lines.addWidget(ButtonRow(self.back, deed))
        self.back.clicked.connect(self.back_requested)
        deed.clicked.connect(self._on_deed)
        self.amount.textChanged.connect(self.edited)
        self.method.chosen.connect(self.edited)

    @property
    def typed(self) -> int | None:
        """The amount in minor units; None where what is typed is none."""
        return parse_amount(self.amount.text())

    def take_focus(self) -> None:
        """The method comes first."""
        self.method.setFocus()

    def _on_deed(self) -> None:
        if self.is_complete():
            self.done.emit()
