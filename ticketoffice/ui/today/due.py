"""What is due now, of every performance: who is reminded, what is released or cancelled; the ticked lines are worked off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ticketoffice.desk.due_views import DueRow
from ticketoffice.ui import words
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, page_button, text_label
from ticketoffice.ui.order.page import page_layout as lines_of
from ticketoffice.ui.today.ticked import TickedModel, TickedTable
from ticketoffice.ui.words import translate

PERFORMANCE = 4


def what_of(row: DueRow) -> str:
    """What is done when this line is worked off."""
    if row.what == "remind" and row.way == "email":
        return translate("today", "Reminder {number} by e-mail").format(number=row.reminder)
    if row.what == "remind":
        return translate("today", "Reminder {number} on paper").format(number=row.reminder)
    if row.what == "release":
        return words.counted("today", "Release %n ticket(s)", len(row.tickets))
    return words.counted("today", "Cancel %n ticket(s), not paid", len(row.tickets))


def _since(row: DueRow) -> str:
    """An invoice has a day, a reservation an hour."""
    when = words.moment(row.since, timezone=row.since_zone, short=True)
    return when if row.what == "release" else when.removesuffix(" 00:00")


def _due() -> TickedModel[DueRow]:
    return TickedModel[DueRow](
        (
            (translate("today", "Due since"), _since),
            (translate("today", "Order"), lambda row: row.number),
            (translate("today", "Name"), lambda row: row.customer or translate("today", "no name")),
            (
                translate("today", "Performance"),
                lambda row: f"{words.moment(row.starts_at, timezone=row.timezone, short=True)}  {row.event}",
            ),
            (translate("today", "Open"), lambda row: words.money(row.open, row.currency)),
            (translate("today", "What is due"), what_of),
        ),
        key=lambda row: row.order,
        spoken=lambda row: ", ".join((row.number, row.customer, what_of(row))),
        right=(5,),
    )


class Due(Page):
    """Enter works off what is ticked: `work_requested` carries those lines; `order_wished` an order to look at first."""

    work_requested = Signal(list)
    order_wished = Signal(str)

    def __init__(self) -> None:
        super().__init__("today.due_page")
        self.title, self.text = bold_label(), text_label()
        self.title.setText(
            translate("today", "Due now: reminders, reservations past their time, invoices not paid in time.")
        )
        self.text.setText(
            translate("today", "Tick with Space, all with Ctrl+A. What was paid of a released order stays as credit.")
        )
        title = translate("today", "What is due")
        self.table = TickedTable(_due(), name="today.due_table", title=title, rest=PERFORMANCE)
        self.back = page_button(translate("panels", "Back  Esc"), name="today.due_back")
        self.look = page_button(translate("today", "Open order"), name="today.due_open")
        self.confirm = page_button("", name="today.due_confirm", primary=True)
        self.primary = self.confirm
        lines = lines_of(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        for part in (self.title, self.text):
            lines.addWidget(part)
        lines.addWidget(self.table, 1)
        lines.addWidget(ButtonRow(self.back, self.look, self.confirm))
        self.back.clicked.connect(self.back_requested)
        self.look.clicked.connect(self._on_look)
        self.confirm.clicked.connect(self._on_confirm)
        self.table.rows.ticks_changed.connect(self._on_ticks)
        self.table.doubleClicked.connect(self._on_look)
        self._on_ticks()

    def show_rows(self, rows: Sequence[DueRow], *, again: bool) -> None:
        """What is due; of the same list `again` ticks stay and nothing moves."""
        if again:
            self.table.rows.keep_ticked(rows)
        else:
            self.table.rows.set_ticked(rows, ())
        self.table.fit()

    def take_focus(self) -> None:
        """On the first row."""
        self.table.begin()

    def lacks(self) -> tuple[QWidget, str] | None:
        """A tick."""
        text = translate("today", "Tick what is done now: Space ticks a line, Ctrl+A all of them.")
        return None if self.table.rows.ticked() else (self.table, text)

    def _on_ticks(self) -> None:
        count = len(self.table.rows.ticked())
        text = (
            words.counted("today", "Do it for %n order(s)  Enter", count)
            if count
            else translate("today", "Do it  Enter")
        )
        self.confirm.setText(text)
        self.look_again()

    def _on_confirm(self) -> None:
        if self.is_complete():
            self.work_requested.emit(self.table.rows.ticked())

    def _on_look(self) -> None:
        place = self.table.currentIndex().row()
        if 0 <= place < len(self.table.rows.rows):
            self.order_wished.emit(self.table.rows.rows[place].order)
