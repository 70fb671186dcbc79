"""The row below who comes: the door list in its forms, what is due, releasing what is unpaid, and the way to the seat plan."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from ticketoffice.desk.evening_views import TonightView
from ticketoffice.ui.choice_row import ChoiceRow
from ticketoffice.ui.words import translate


class DeedsRow(QWidget):
    """`door_list_wished` carries name or seat, and pdf or csv. Releasing is offered only after `set_release(True)`."""

    door_list_wished = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.door_list = QPushButton(translate("today", "Print door list"))
        self.door_list.setObjectName("today.door_list")
        self.door_table = QPushButton(translate("today", "Door list as table (CSV)"))
        self.door_table.setObjectName("today.door_table")
        self.door_by = ChoiceRow(name="today.door_by", title=translate("today", "Sorted"), first=False)
        self.door_by.set_choices([("name", translate("today", "by name")), ("seat", translate("today", "by seat"))])
        self.door_by.choose("name")
        self.release = QPushButton(translate("today", "Release unpaid…"))
        self.release.setObjectName("today.release")
        self.release.hide()
        self.due = QPushButton()
        self.due.setObjectName("today.due")
        self.due.hide()
        self.plan_button = QToolButton()
        self.plan_button.setText(translate("today", "Seat plan"))
        self.plan_button.setObjectName("today.plan")
        self.plan_button.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.door_list)
        row.addWidget(self.door_table)
        row.addWidget(self.door_by, 1)
        row.addWidget(self.due)
        row.addWidget(self.release)
        row.addWidget(self.plan_button)
        self.door_list.clicked.connect(lambda: self._wish("pdf"))
        self.door_table.clicked.connect(lambda: self._wish("csv"))

    def set_release(self, on: bool) -> None:
        """Whether unpaid places can be released here."""
        self.release.setVisible(on)

    def show_due(self, count: int) -> None:
        """How many orders of all performances something is due of."""
        self.due.setText(translate("today", "What is due… {count}").format(count=count))
        self.due.setVisible(count > 0)

    def show_for(self, performance: TonightView | None) -> None:
        """What can be done about the performance that is looked at, if there is one."""
        for button in (self.door_list, self.door_table, self.plan_button):
            button.setEnabled(performance is not None)
        self.release.setEnabled(performance is not None and performance.unpaid > 0)

    def _wish(self, form: str) -> None:
        self.door_list_wished.emit(self.door_by.value() or "name", form)
