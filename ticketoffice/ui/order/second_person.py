"""Who stands beside a risky deed: a colleague's name, or the reason why nobody could."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ticketoffice.domain.people import SHORTEST_ALONE
from ticketoffice.ui.choice_row import HEADING_GAP
from ticketoffice.ui.order.page import field_label
from ticketoffice.ui.words import translate


class Approval(Struct, frozen=True):
    """What was typed: the colleague's `name`, or the reason for acting `alone`."""

    name: str | None = None
    alone: str | None = None


class SecondPerson(QWidget):
    """Two fields, one of which is enough."""

    changed = Signal()

    def __init__(self, prefix: str) -> None:
        super().__init__()
        self.name, self.alone = QLineEdit(), QLineEdit()
        self.name.setObjectName(f"{prefix}.second")
        self.name.setAccessibleName(translate("panels", "Second person"))
        self.name.setPlaceholderText(translate("panels", "Name"))
        self.name.setMinimumWidth(96)
        self.alone.setObjectName(f"{prefix}.alone")
        self.alone.setAccessibleName(translate("panels", "Reason for acting without a second person"))
        self.alone.setPlaceholderText(translate("panels", "why nobody else is here (10 characters or more)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(8)
        self.heading = field_label(translate("panels", "Second person"))
        row.addWidget(self.heading)
        row.addSpacing(HEADING_GAP - 8)
        row.addWidget(self.name, 1)
        row.addWidget(field_label(translate("panels", "or alone because")))
        row.addWidget(self.alone, 2)
        for field in (self.name, self.alone):
            field.textChanged.connect(self.changed)

    def clear(self) -> None:
        """Nobody, no reason."""
        self.name.clear()
        self.alone.clear()

    def value(self) -> Approval | None:
        """What was typed, or None while it is not enough."""
        name, alone = self.name.text().strip(), self.alone.text().strip()
        if name:
            return Approval(name=name)
        return Approval(alone=alone) if len(alone) >= SHORTEST_ALONE else None
