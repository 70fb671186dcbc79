"""The customer of an order, editable in place; the old value stays in History."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QWidget

from ticketoffice.desk.views import FoundView, PersonView
from ticketoffice.ui import words
from ticketoffice.ui.flow import FlowLayout
from ticketoffice.ui.labels import Label
from ticketoffice.ui.order.history_words import customer_field
from ticketoffice.ui.words import translate

FIELDS = ("name", "company", "email", "phone", "language")


class CustomerPanel(QWidget):
    """Fields with one Save button that is there once something differs; Enter in a field saves too."""

    change_requested = Signal(dict)
    order_wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("customer.panel")
        self._known: dict[str, str] = {}
        self._order = ""
        self._drafts: dict[str, dict[str, str]] = {}
        form = QFormLayout(self)
        form.setContentsMargins(16, 16, 16, 16)
        form.setSpacing(8)
        self._fields: dict[str, QLineEdit] = {}
        for name in FIELDS:
            field = QLineEdit()
            field.setObjectName(f"customer.{name}")
            field.setMaximumWidth(420)
            field.textChanged.connect(self._on_text)
            field.returnPressed.connect(self._on_save)
            label = Label(customer_field(name))
            label.setBuddy(field)
            form.addRow(label, field)
            self._fields[name] = field
        self.save = QPushButton(translate("customer", "Save customer"))
        self.save.setObjectName("customer.save")
        self.save.setProperty("primary", True)
        self.save.setMaximumWidth(200)
        self.save.clicked.connect(self._on_save)
        form.addRow("", self.save)
        self.others_title = Label()
        self.others = QWidget()
        self.others.setObjectName("customer.others")
        self._others = FlowLayout()
        self._others.setContentsMargins(0, 0, 0, 0)
        self._others.setSpacing(8)
        self.others.setLayout(self._others)
        form.addRow(self.others_title)
        form.addRow(self.others)
        self.show_others(())

    def show_person(self, person: PersonView | None, *, order: str) -> None:
        """Shows the customer of an order; what somebody is typing stays, also while another order is shown meanwhile."""
        if order != self._order:
            if self._typed():
                self._drafts[self._order] = self._typed()
            self._order, self._known = order, {}
        known = {name: (getattr(person, name) or "") if person else "" for name in FIELDS}
        if known == self._known:
            return
        self._known = known
        typed = self._drafts.pop(order, {})
        for name, field in self._fields.items():
            field.setText(typed.get(name, known[name]))
        self._on_text()

    def show_others(self, orders: Sequence[FoundView]) -> None:
        """Other orders of the same e-mail address or phone number: a button opens each."""
        while (item := self._others.takeAt(0)) is not None:
            if (button := item.widget()) is not None:
                button.deleteLater()
        for row in orders:
            when = words.moment(row.starts_at, timezone=row.timezone, short=True) if row.starts_at is not None else ""
            state = words.order_state(row.state)[0]
            other = QPushButton("  ".join(part for part in (row.number, row.event, when, state) if part))
            other.setObjectName(f"customer.other.{row.number}")
            other.clicked.connect(partial(self.order_wished.emit, row.number))
            self._others.addWidget(other)
        self.others_title.setText(words.counted("customer", "Same e-mail or phone: %n other order(s)", len(orders)))
        self.others_title.setVisible(bool(orders))
        self.others.setVisible(bool(orders))

    def _on_text(self) -> None:
        self.save.setEnabled(bool(self._typed()))

    def _typed(self) -> dict[str, str]:
        """The fields that differ from what is known."""
        return {n: field.text() for n, field in self._fields.items() if field.text() != self._known.get(n, "")}

    def _on_save(self) -> None:
        if not self._typed():
            return
        self.change_requested.emit(self._typed())
