"""Step 3 of 3: the Z report of a closing on screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from ticketoffice.desk.cash_views import ClosingView
from ticketoffice.ui import words
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, page_button, page_layout, text_label
from ticketoffice.ui.rows_model import RowsModel, rows_table
from ticketoffice.ui.words import translate

WIDTH = 720
"""Pixels within which a name and its amount are read as one line."""


class ZPanel(Page):
    """A closing, line by line; `print_requested` carries its number."""

    print_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__("cash.z")
        self._number = ""
        self.title, self.text = bold_label(), text_label()
        self.title.setObjectName("cash.z_number")
        self.rows = RowsModel((translate("cash", "Closing"), translate("cash", "Amount")), right=(1,))
        table = rows_table(self.rows, name="cash.z_rows", title=translate("cash", "Closing (Z)"), stretch=0)
        table.setMaximumWidth(WIDTH)
        self.back = page_button(translate("panels", "Back  Esc"), name="cash.z_back", primary=True)
        self.primary = self.back
        self.print_out = page_button(translate("cash", "Print  Ctrl+P"), name="cash.z_print")
        self.print_out.clicked.connect(lambda: self.print_requested.emit(self._number))
        self.back.clicked.connect(self.back_requested)
        lines = page_layout(self)
        lines.setContentsMargins(16, 16, 16, 16)
        lines.setSpacing(8)
        for part in (self.title, self.text):
            lines.addWidget(part)
        lines.addWidget(table, 1)
        lines.addWidget(ButtonRow(self.print_out, self.back))

    def show_for(self, z: ClosingView, *, rows: Sequence[tuple[str, str]]) -> None:
        """This one."""
        self._number = z.number
        self.title.setText(
            translate("cash", "Closing {number} of {day}").format(number=z.number, day=words.day(z.day.isoformat()))
        )
        opened, closed = (words.moment(at, timezone=z.timezone, short=True) for at in (z.opened_at, z.closed_at))
        text = translate("cash", "Open from {opened} to {closed}, closed by {by}.")
        self.text.setText(text.format(opened=opened, closed=closed, by=z.closed_by))
        self.rows.set_rows(list(rows))
