"""Step 3 of 3: the Z report of a closing on screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent

from ticketoffice.desk.cash_views import ClosingView
from ticketoffice.ui import words
from ticketoffice.ui.cash.open_panel import typed_digit
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, page_button, page_layout, text_label
from ticketoffice.ui.rows_model import RowsModel, rows_table
from ticketoffice.ui.words import translate

WIDTH = 720
"""Pixels within which a name and its amount are read as one line."""


class ZPanel(Page):
    """A closing, line by line; `print_requested` carries its number, `typed` a digit that somebody went on with. Enter does nothing
    here: whoever presses it once too often would open the drawer again.
    """

    print_requested = Signal(str)
    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__("cash.z")
        self._number = ""
        self.title, self.text = bold_label(), text_label()
        self.title.setObjectName("cash.z_number")
        self.rows = RowsModel((translate("cash", "Closing"), translate("cash", "Amount")), right=(1,))
        self._table = table = rows_table(
            self.rows, name="cash.z_rows", title=translate("cash", "Closing (Z)"), stretch=0
        )
        table.setMaximumWidth(WIDTH)
        table.installEventFilter(self)
        self.back = page_button(translate("panels", "Back  Esc"), name="cash.z_back")
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

    def take_focus(self) -> None:
        """What is read."""
        self._table.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: in the table a digit is no search: it is the next drawer's float."""
        is_digit = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and typed_digit(event) != ""
        if is_digit:
            self.keyPressEvent(event)  # type: ignore[arg-type]
        return is_digit

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: a digit is the next drawer's float."""
        if digit := typed_digit(event):
            self.typed.emit(digit)
        else:
            super().keyPressEvent(event)

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
