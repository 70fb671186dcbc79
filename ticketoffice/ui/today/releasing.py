"""What is reserved at a performance and not paid, with a box to tick: the ticked ones are given up together."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ticketoffice.desk.evening_views import ReservedOrder, ReservedView
from ticketoffice.domain.lists import places_text
from ticketoffice.ui import words
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, page_button, text_label
from ticketoffice.ui.order.page import page_layout as lines_of
from ticketoffice.ui.today.ticked import TickedModel, TickedTable
from ticketoffice.ui.words import translate

NAME = 1
FEW = 3


def places_of(row: ReservedOrder, *, most: int | None = None) -> str:
    """Where an order's reserved places are."""
    others = [zone if count == 1 else f"{count} × {zone}" for zone, count in row.others]
    return ", ".join(part for part in (places_text(row.seats, most=most), *others) if part)


def _reserved() -> TickedModel[ReservedOrder]:
    """The reservations, by name."""
    return TickedModel[ReservedOrder](
        (
            (translate("today", "Name"), lambda row: row.name or translate("today", "no name")),
            (translate("today", "Places"), lambda row: places_of(row, most=FEW)),
            (translate("today", "Order"), lambda row: row.number),
            (translate("today", "Open"), lambda row: words.money(row.open, row.currency)),
            (translate("today", "Paid"), lambda row: words.money(row.paid, row.currency) if row.paid else ""),
        ),
        key=lambda row: row.order,
        spoken=lambda row: ", ".join(part for part in (row.number, row.name, places_of(row)) if part),
        right=(4, 5),
    )


class Releasing(Page):
    """Enter releases what is ticked: `release_requested` carries the performance's external name and the orders."""

    release_requested = Signal(str, list)

    def __init__(self) -> None:
        super().__init__("today.releasing")
        self._performance = ""
        self.title, self.text = bold_label(), text_label()
        title = translate("today", "Reserved and not paid")
        self.table = TickedTable(_reserved(), name="today.waiting", title=title, rest=NAME)
        self.back = page_button(translate("panels", "Back  Esc"), name="today.release_back")
        self.confirm = page_button("", name="today.release_confirm", primary=True)
        self.primary = self.confirm
        lines = lines_of(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        for part in (self.title, self.text):
            lines.addWidget(part)
        lines.addWidget(self.table, 1)
        lines.addWidget(ButtonRow(self.back, self.confirm))
        self.back.clicked.connect(self.back_requested)
        self.confirm.clicked.connect(self._on_confirm)
        self.table.rows.ticks_changed.connect(self._on_ticks)

    def show_reserved(self, view: ReservedView, *, again: bool) -> None:
        """What is reserved there; of the same list `again` ticks stay and nothing moves."""
        evening = view.performance
        self._performance = evening.performance
        when = words.moment(evening.starts_at, timezone=evening.timezone, short=True)
        text = translate("today", "Reserved for {event}, {when}, and not paid. What is ticked is released.")
        self.title.setText(text.format(event=evening.event, when=when))
        due = words.moment(view.release_at, timezone=evening.timezone, short=True)
        text = translate(
            "today",
            "The tickets become invalid, their places are free; what was paid stays as credit. Release time: {due}.",
        )
        self.text.setText(text.format(due=due))
        if again:
            self.table.rows.keep_ticked(view.orders)
        else:
            self.table.rows.set_ticked(view.orders, (row.order for row in view.orders if row.is_due))
        self.table.fit()

    def take_focus(self) -> None:
        """On the first row."""
        self.table.begin()

    def lacks(self) -> tuple[QWidget, str] | None:
        """A tick."""
        text = translate("today", "Tick the reservations that are released (Space).")
        return None if self.table.rows.ticked() else (self.table, text)

    def _on_ticks(self) -> None:
        count = len(self.table.rows.ticked())
        self.confirm.setText(words.counted("today", "Release %n reservation(s)  Enter", count))
        self.look_again()

    def _on_confirm(self) -> None:
        if self.is_complete():
            self.release_requested.emit(self._performance, [row.order for row in self.table.rows.ticked()])
