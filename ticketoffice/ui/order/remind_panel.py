"""The reminder of an invoice that is due: by e-mail, or on paper."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ticketoffice.desk.views import OrderView
from ticketoffice.ui import words
from ticketoffice.ui.labels import set_tip
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, page_button, page_layout, text_label
from ticketoffice.ui.words import translate


class RemindPanel(Page):
    """Enter sends it where it can be sent, else it writes the paper."""

    remind_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__("remind.panel")
        self.title, self.text = bold_label(), text_label()
        self.back = page_button(translate("panels", "Back  Esc"), name="remind.back")
        self.paper = page_button(translate("panels", "Reminder as PDF"), name="remind.print")
        self.email = page_button(translate("panels", "Send by e-mail"), name="remind.email")
        lines = page_layout(self)
        lines.setSpacing(8)
        lines.addWidget(self.title)
        lines.addWidget(self.text)
        lines.addStretch(1)
        lines.addWidget(ButtonRow(self.back, self.paper, self.email))
        self.back.clicked.connect(self.back_requested)
        self.paper.clicked.connect(lambda: self.remind_requested.emit("print"))
        self.email.clicked.connect(lambda: self.remind_requested.emit("email"))

    def show_for(self, order: OrderView, *, no_mail: str | None) -> None:
        """Which reminder, of what; `no_mail`: why nobody would send it, a code."""
        waits = order.waits
        if waits is None or waits.reminder is None:
            return
        text = translate("panels", "Reminder {number} of order {order}: {amount} is open, payable until {day}.")
        amount = words.money(order.balance, order.currency)
        day = words.day(waits.last_on)
        self.title.setText(text.format(number=waits.reminder, order=order.number, amount=amount, day=day))
        sent = [
            translate("panels", "Reminder {number} was sent or printed on {moment}.").format(
                number=each.number, moment=words.moment(each.reminded_at, timezone=waits.timezone, short=True)
            )
            for each in waits.reminders
            if each.reminded_at is not None
        ]
        why = ""
        if no_mail == "centre_mails_not":
            why = translate("panels", "The centre sends no e-mail: it goes on paper.")
        elif no_mail is not None:
            why = translate("panels", "No mail server is set up: it goes on paper.")
        elif not waits.email:
            why = translate("panels", "There is no e-mail address: it goes on paper.")
        else:
            sent.append(translate("panels", "By e-mail to {address}.").format(address=waits.email))
        self.text.setText(" ".join(part for part in (*sent, why) if part))
        self.email.setEnabled(not why)
        set_tip(self.email, why)
        self.primary = self.paper if why else self.email
        for button in (self.paper, self.email):
            button.setProperty("primary", button is self.primary)
            button.style().unpolish(button)
            button.style().polish(button)
