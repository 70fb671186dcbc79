"""The customer of an order, editable in place; the old value stays in History."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPushButton, QWidget

from ticketoffice.desk.views import PersonView
from ticketoffice.ui.labels import Label
from ticketoffice.ui.words import translate

FIELDS = ("name", "company", "email", "phone", "language")


class CustomerPanel(QWidget):
    """Fields with one Save button that is there once something differs."""

    change_requested = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("customer.panel")
        self._known: dict[str, str] = {}
        titles = {
            "name": translate("customer", "Name"),
            "company": translate("customer", "Company"),
            "email": translate("customer", "E-mail"),
            "phone": translate("customer", "Phone"),
            "language": translate("customer", "Language"),
        }
        form = QFormLayout(self)
        form.setContentsMargins(16, 16, 16, 16)
        form.setSpacing(8)
        self._fields: dict[str, QLineEdit] = {}
        for name in FIELDS:
            field = QLineEdit()
            field.setObjectName(f"customer.{name}")
            field.setMaximumWidth(420)
            field.textChanged.connect(self._on_text)
            label = Label(titles[name])
            label.setBuddy(field)
            form.addRow(label, field)
            self._fields[name] = field
        self.save = QPushButton(translate("customer", "Save customer"))
        self.save.setObjectName("customer.save")
        self.save.setProperty("primary", True)
        self.save.setMaximumWidth(200)
        self.save.clicked.connect(self._on_save)
        form.addRow("", self.save)

    def show_person(self, person: PersonView | None) -> None:
        """Shows a customer; what somebody is typing stays."""
        known = {name: (getattr(person, name) or "") if person else "" for name in FIELDS}
        if known == self._known:
            return
        self._known = known
        for name, field in self._fields.items():
            field.setText(known[name])
        self._on_text()

    def _on_text(self) -> None:
        self.save.setEnabled(any(field.text() != self._known.get(name, "") for name, field in self._fields.items()))

    def _on_save(self) -> None:
        changed = {
            name: field.text() for name, field in self._fields.items() if field.text() != self._known.get(name, "")
        }
        self.change_requested.emit(changed)
