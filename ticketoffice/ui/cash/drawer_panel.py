"""The drawer is open: since when, what must be said of it, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from ticketoffice.desk.cash_views import TillView
from ticketoffice.domain.drawer import DROPPED, NO_SALE, PUT_IN, TAKEN_OUT
from ticketoffice.ui import words
from ticketoffice.ui.cash.open_panel import earlier, typed_digit
from ticketoffice.ui.labels import set_tip
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, page_button, page_layout, text_label
from ticketoffice.ui.words import translate


class DrawerPanel(Page):
    """`count_wished`: it is to be counted and closed; `typed`: the same with the digit that begins the first number;
    `move_wished` carries one of `drawer.MOVES`; `print_requested`: its figures are to be on paper.
    """

    count_wished = Signal()
    typed = Signal(str)
    move_wished = Signal(str)
    print_requested = Signal()

    def __init__(self) -> None:
        super().__init__("cash.drawer")
        self.title, self.text = bold_label(), text_label()
        self.title.setObjectName("cash.state")
        self.text.setObjectName("cash.told")
        self.count = page_button(translate("cash", "Count and close…  Enter"), name="cash.begin_count", primary=True)
        set_tip(self.count, translate("cash", "Enter, or type at once how many of the largest note there are."))
        self.primary = self.count
        self.figures = QPushButton(translate("cash", "Show the figures (X)"))
        self.figures.setObjectName("cash.x")
        self.figures.setCheckable(True)
        self.figures.toggled.connect(self._on_toggled)
        self.print_out = page_button(translate("cash", "Print the figures (X)"), name="cash.x_print")
        self.print_out.clicked.connect(self.print_requested)
        moves = {
            PUT_IN: page_button(translate("cash", "Put in…"), name="cash.put_in"),
            TAKEN_OUT: page_button(translate("cash", "Take out…"), name="cash.take_out"),
            DROPPED: page_button(translate("cash", "Into the safe…"), name="cash.drop"),
            NO_SALE: page_button(translate("cash", "Open without a sale…  Ctrl+D"), name="cash.no_sale"),
        }
        for what, button in moves.items():
            button.clicked.connect(lambda _=False, what=what: self.move_wished.emit(what))
        self.count.clicked.connect(self.count_wished)
        lines = page_layout(self)
        lines.setContentsMargins(16, 16, 16, 16)
        lines.setSpacing(12)
        for part in (self.title, self.text):
            lines.addWidget(part)
        lines.addWidget(ButtonRow(*moves.values()))
        lines.addWidget(ButtonRow(self.print_out, self.figures, self.count))
        lines.addStretch(1)

    def show_for(self, view: TillView) -> None:
        """An open drawer; no sum of it."""
        since = words.moment(view.opened_at or 0, timezone=view.timezone)
        text = translate("cash", "The drawer is open since {when} ({by}).")
        self.title.setText(text.format(when=since, by=view.opened_by))
        said = []
        if view.forgotten:
            said.append(translate("cash", "It was opened on an earlier day and not closed. Count and close it."))
        said += [earlier(one.earlier, one.currency) for one in view.currencies if one.earlier]
        if view.refunds_open:
            said.append(
                words.counted(
                    "cash", "%n refund(s) of this desk must be finished first: see Orders.", view.refunds_open
                )
            )
        self.text.setText("\n".join(said))
        self.text.setVisible(bool(said))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: whoever types a digit counts already."""
        if digit := typed_digit(event):
            self.typed.emit(digit)
        else:
            super().keyPressEvent(event)

    def _on_toggled(self, shown: bool) -> None:
        self.figures.setText(
            translate("cash", "Hide the figures (X)") if shown else translate("cash", "Show the figures (X)")
        )
