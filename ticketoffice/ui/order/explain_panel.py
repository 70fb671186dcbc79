"""What is not cancelled here, and what may be done about it with a second person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ticketoffice.desk.strip import Choices
from ticketoffice.desk.views import TicketView
from ticketoffice.domain.amounts import parse_amount
from ticketoffice.domain.money import in_hand
from ticketoffice.ui import words
from ticketoffice.ui.choice_row import ChoiceRow
from ticketoffice.ui.labels import set_tip
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, field_label, page_button, page_layout, text_label
from ticketoffice.ui.order.second_person import SecondPerson
from ticketoffice.ui.words import translate

RISKY = ("goodwill", "undo-entry", "alone")
"""The deeds that need a second person."""


class ExplainPanel(Page):
    """A button for each deed that would help (`next` of a refusal); without any only the way back."""

    goodwill_requested = Signal(str, str, object, object)
    undo_requested = Signal(str, object)
    alone_requested = Signal(list, object)
    reinstate_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__("used.panel")
        self._tickets: list[TicketView] = []
        self._next: tuple[str, ...] = ()
        self.title = bold_label()
        self.method = ChoiceRow(name="used.method", title=translate("strip", "Refund"))
        self.currency = field_label("")
        self.amount = QLineEdit()
        self.amount.setObjectName("used.amount")
        self.amount.setAccessibleName(translate("strip", "Amount to give back"))
        self.amount.setFixedWidth(104)
        self.approval = SecondPerson("used")
        self.needs = text_label()
        self.needs.setProperty("quiet", True)
        self.needs.setText(
            translate(
                "panels", "The buttons need a colleague's name, or at least 10 characters why nobody else is here."
            )
        )
        self.back = page_button(translate("panels", "Back  Esc"), name="used.back")
        self.undo = page_button(translate("panels", "Scan was a mistake"), name="used.undo")
        self.goodwill = page_button("", name="used.goodwill")
        self.cancel_alone = page_button("", name="used.alone_confirm")
        self.reinstate = page_button(translate("panels", "Reinstate with a new number"), name="used.reinstate")
        self.primary = self.back
        self._place()
        self._connect()

    def _place(self) -> None:
        self._money = QWidget()
        row = QHBoxLayout(self._money)
        row.setContentsMargins(0, 0, 4, 0)
        row.addWidget(self.method, 1)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.currency, 0, top)
        row.addWidget(self.amount, 0, top)
        lines = page_layout(self)
        lines.setSpacing(4)
        lines.addWidget(self.title)
        lines.addWidget(self._money)
        lines.addWidget(self.approval)
        lines.addWidget(self.needs)
        lines.addStretch(1)
        lines.addWidget(ButtonRow(self.back, self.undo, self.goodwill, self.cancel_alone, self.reinstate))

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_requested)
        self.goodwill.clicked.connect(self._on_goodwill)
        self.undo.clicked.connect(self._on_undo)
        self.cancel_alone.clicked.connect(self._on_alone)
        self.reinstate.clicked.connect(self._on_reinstate)
        self.approval.changed.connect(self._on_changed)
        self.amount.textChanged.connect(self._on_changed)
        self.method.chosen.connect(self._on_changed)

    def show_for(
        self,
        tickets: Sequence[TicketView],
        *,
        sentence: str,
        next: tuple[str, ...],
        choices: Choices,
        left: int,
        enter: str | None = None,
    ) -> None:
        """Says why not, and offers what would help; Enter does the deed `enter` where that is offered, else it goes back."""
        self._tickets, self._next = list(tickets), next
        first = tickets[0]
        again = translate(
            "panels",
            "Reinstating gives it a new number on the same place, if that is free; the old paper stays refused.",
        )
        gone, money = "reinstate" in next, "goodwill" in next
        self.title.setText(f"{sentence} {again}" if gone else sentence)
        self.reinstate.setVisible(gone)
        self.primary = self.reinstate if gone and enter == "reinstate" else self.back
        self._money.setVisible(money)
        self.method.set_choices([(code, words.code_label(code)) for code in choices.methods])
        self.method.choose(choices.method)
        self.currency.setText(first.currency)
        self.amount.setText(words.plain_amount(left))
        self.approval.clear()
        self.approval.setVisible(self._is_risky)
        self.goodwill.setVisible(money)
        self.undo.setVisible("undo-entry" in next)
        self.cancel_alone.setVisible("alone" in next)
        self.cancel_alone.setText(words.counted("panels", "Cancel %n ticket(s)", len(tickets)))
        self._on_changed()

    @property
    def _is_risky(self) -> bool:
        return any(deed in RISKY for deed in self._next)

    def lacks(self) -> tuple[QWidget, str] | None:
        """An amount, where money is given back."""
        if "goodwill" in self._next and not parse_amount(self.amount.text()):
            return self.amount, translate("panels", "Type an amount like 30.00.")
        return None

    def _on_changed(self, _chosen: str = "") -> None:
        enough = self.approval.value() is not None
        for button in (self.goodwill, self.undo, self.cancel_alone):
            button.setEnabled(enough)
            set_tip(button, "" if enough else self.needs.text())
            button.setAccessibleDescription("" if enough else self.needs.text())
        self.needs.setVisible(self._is_risky and not enough)
        if self._tickets:
            currency = self._tickets[0].currency
            typed = parse_amount(self.amount.text()) or 0
            amount = words.money(in_hand(typed, method=self.method.value(), currency=currency), currency)
            text = {
                "cash": translate("panels", "Goodwill: hand out {amount}"),
                "card": translate("panels", "Goodwill: put {amount} back on the card"),
            }.get(self.method.value() or "", translate("panels", "Goodwill: {amount} is owed"))
            self.goodwill.setText(text.format(amount=amount))
        self.look_again()

    def _on_goodwill(self) -> None:
        if self.is_complete():
            amount = parse_amount(self.amount.text())
            ticket = self._tickets[0].ticket
            self.goodwill_requested.emit(ticket, self.method.value() or "", amount, self.approval.value())

    def _on_undo(self) -> None:
        self.undo_requested.emit(self._tickets[0].ticket, self.approval.value())

    def _on_reinstate(self) -> None:
        self.reinstate_requested.emit(self._tickets[0].ticket)

    def _on_alone(self) -> None:
        self.alone_requested.emit([ticket.ticket for ticket in self._tickets], self.approval.value())
