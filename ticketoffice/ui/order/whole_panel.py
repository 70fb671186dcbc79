"""The whole order: what becomes invalid, and the same choices as in the strip, as one act."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from ticketoffice.desk.views import OrderView, StripView
from ticketoffice.ui import words
from ticketoffice.ui.order.page import Page, page_button
from ticketoffice.ui.order.refund_form import RefundForm
from ticketoffice.ui.words import translate


class WholePanel(Page):
    """Nothing happens before the button; it is no primary one for Enter: this costs most and is asked least."""

    confirm_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__("whole.panel")
        self.back = page_button(translate("panels", "Keep order  Esc"), name="whole.back")
        self.confirm = page_button("", name="whole.confirm", primary=True)
        self.form = RefundForm("whole", self.back, self.confirm)
        self.numbered = self.form.reason
        lines = QStackedLayout(self)
        lines.addWidget(self.form)
        self.back.clicked.connect(self.back_requested)
        self.confirm.clicked.connect(self._on_confirm)
        self.form.changed.connect(self.look_again)

    def show_for(self, order: OrderView, view: StripView) -> None:
        """Names what would happen."""
        self.form.clear()
        self.form.fill(view)
        self.form.approval.setVisible(view.needs_second_person)
        count = len(view.tickets)
        text = words.counted("panels", "Cancel whole order {order}? %n ticket(s) become invalid.", count)
        parts = [text.format(order=order.number)]
        gone = sum(ticket.state == "cancelled" for ticket in order.tickets)
        used = sum(ticket.state == "used" for ticket in order.tickets)
        if gone:
            parts.append(words.counted("panels", "Already cancelled: %n.", gone))
        if used:
            parts.append(words.counted("panels", "Used: %n, stays.", used))
        parts.append(" " + words.places(view.tickets))
        self.form.title.setText(" ".join(parts))
        self.confirm.setText(words.counted("panels", "Cancel %n ticket(s)", count))

    def ask_second_person(self) -> None:
        """The performance has started meanwhile: the fields for a second person are there from now on."""
        self.form.approval.show()
        self.form.approval.name.setFocus()

    def take_focus(self) -> None:
        """The reason comes first."""
        self.form.reason.setFocus()

    def lacks(self) -> tuple[QWidget, str] | None:
        """What is missing in the form."""
        return self.form.lacks()

    def _on_confirm(self) -> None:
        if self.is_complete():
            self.confirm_requested.emit(self.form.wish())
