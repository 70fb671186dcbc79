"""The head of an order: number, customer, state, what is valid, paid and open, and the deeds of the whole order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ticketoffice.desk.views import OrderView, TicketView
from ticketoffice.ui import words
from ticketoffice.ui.drawing import CASE_SHAPE, state_icon
from ticketoffice.ui.elided_label import ElidedLabel
from ticketoffice.ui.flow import FlowLayout
from ticketoffice.ui.labels import UNBROKEN, Label, set_tip
from ticketoffice.ui.order.case_lines import case_texts
from ticketoffice.ui.state_chip import StateChip
from ticketoffice.ui.theme import BUTTON_HEIGHT, KEY_POINTS, Tone
from ticketoffice.ui.words import translate

BESIDE = 48
WIDE = 800
"""Pixels from which two states or cases, the customer and the date stand beside each other."""
ROOMY = 800
"""Pixels from which on the way to the customer's address has room beside the notes."""


class OrderHeader(QWidget):
    """Shows what is; its buttons are there only when their deed is possible."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("order.header")
        self._build()

    def _build(self) -> None:
        self._build_facts()
        self._build_deeds()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(16, 4, 16, 2)
        rows.setSpacing(3)
        rows.addLayout(
            _row(self.number, self.state, self.badge, self.cases, self.customer, self.created, name=self.customer)
        )
        rows.addWidget(self.summary)
        rows.addLayout(self._placed_deeds())

    def _build_facts(self) -> None:
        """What the order is."""
        self._notes = ""
        self.number = Label()
        self.number.setObjectName("order.number")
        font = self.number.font()
        font.setPointSize(KEY_POINTS)
        font.setBold(True)
        self.number.setFont(font)
        self.customer = ElidedLabel()
        self.customer.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.created = Label()
        self.created.setProperty("quiet", True)
        self.summary = Label()
        self.summary.setWordWrap(True)
        self.beside = ElidedLabel()
        self.beside.setProperty("quiet", True)
        self.beside.setMinimumWidth(BESIDE)
        self.beside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.beside.setFixedHeight(BUTTON_HEIGHT)
        for label in (self.number, self.summary):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.state = StateChip("order.state")
        self.badge = StateChip("order.badge")

    def _build_deeds(self) -> None:
        """The buttons, and the way to a case."""
        self._can_mail = False
        self.cases = _button("order.open_case")
        self.cases.setIcon(state_icon(Tone.STOP, shape=CASE_SHAPE))
        self.cases.hide()
        self.pay = _button("order.pay", primary=True)
        self.split = _button("order.split")
        self.give_back = _button("order.give_back")
        self.cancel_ticked = _button("order.cancel_ticked")
        self.cancel = _button("order.cancel")
        self.invoice = _button("order.invoice")
        self.note, self.release = _button("order.note"), _button("order.release")
        self.mail_out = _button("order.email")
        self.mail_out.setText(translate("order", "E-mail  Ctrl+E"))
        set_tip(
            self.mail_out,
            translate("order", "Send the ticked tickets, else all of the order, to the customer (Ctrl+E)"),
        )
        self.admit, self.remind = _button("order.admit_unpaid"), _button("order.remind")
        self.note.setText(translate("order", "Note"))
        set_tip(self.note, translate("order", "Write a note on this order (Ctrl+Shift+N)"))
        self.release.setText(translate("order", "Release…"))
        self.remind.setText(translate("order", "Remind…"))
        self.invoice.setText(translate("order", "Invoice PDF"))
        self.split.setText(translate("order", "Pay some tickets…"))
        self.cancel.setText(translate("order", "Cancel whole order"))
        set_tip(self.cancel, translate("order", "Cancel whole order (Ctrl+Shift+Del)"))

    def _placed_deeds(self) -> FlowLayout:
        """In the order in which they are read; what is said beside them has the room that they leave."""
        placed = FlowLayout(from_right=True)
        placed.setSpacing(8)
        for part in (
            *(self.beside, self.pay, self.split, self.give_back, self.cancel_ticked, self.release),
            *(self.admit, self.remind, self.mail_out, self.note, self.invoice, self.cancel),
        ):
            placed.addWidget(part)
        return placed

    def show_order(self, order: OrderView) -> None:
        """Shows an order."""
        self.number.setText(order.number)
        who = order.customer
        self.customer.setText((who.name or who.company or who.email or "") if who else translate("order", "no name"))
        self.created.setText(words.moment(order.created_at, timezone=order.timezone))
        self.state.show_state(*words.order_state(order.state))
        self.summary.setText(_summary(order))
        self._show_cases(order)
        notes = [translate("order", "Note: {text}").format(text=note.text) for note in order.notes]
        self._notes = "   ".join(notes)
        keeps = self.cancel_ticked.sizePolicy()
        keeps.setRetainSizeWhenHidden(any(ticket.cross.can_cancel for ticket in order.tickets))
        self.cancel_ticked.setSizePolicy(keeps)
        self._show_waiting(order)
        self.split.setVisible(order.splittable)
        self.give_back.setVisible(order.credit > 0)
        text = translate("order", "Give back {amount}")
        self.give_back.setText(text.format(amount=words.money(order.credit, order.currency)))
        self.invoice.setVisible(bool(order.invoices))
        self.cancel.setVisible(bool(order.whole))
        opens = any(ticket.state == "valid" for ticket in order.tickets)
        self._can_mail = opens and who is not None and bool(who.email)
        self._fit_mail()

    def _show_cases(self, order: OrderView) -> None:
        """How many there are, whatever is open below, where they are told; the button leads to the first one."""
        count = len(order.cases)
        self.cases.setText(words.counted("order", "%n case(s)", count) if count else "")
        told = "\n".join(case_texts(order.cases))
        self.cases.setAccessibleName(f"{self.cases.text()}: {told}")
        set_tip(self.cases, translate("order", "{cases}\nClick to open the first one").format(cases=told))
        self.cases.setVisible(count > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a narrow window the customer's name comes before the date of the order."""
        super().resizeEvent(event)
        self._fit_created()
        self._fit_mail()

    def _fit_mail(self) -> None:
        """Where there is little room notes come before it: it is in the tickets' menu and on its key."""
        self.mail_out.setVisible(self._can_mail and self.width() >= ROOMY)

    def _fit_created(self) -> None:
        beside = self.badge.text() or self.cases.text()
        self.created.setVisible(not beside or self.width() >= WIDE)

    def _show_waiting(self, order: OrderView) -> None:
        """What can be taken, and what else may be done about an order that waits for it."""
        self.pay.setVisible(order.to_pay > 0 or order.is_late)
        text = translate("order", "Take payment {amount}  F9")
        if order.revives_for is not None:
            text = translate("order", "Take payment {amount}: tickets are valid again  F9")
        elif not order.to_pay:
            text = translate("order", "Book late payment…")
        self.pay.setText(text.format(amount=words.money(order.to_pay, order.currency)))
        self.pay.setProperty("primary", order.to_pay > 0)
        self.pay.style().unpolish(self.pay)
        self.pay.style().polish(self.pay)
        badge = translate("order", "May go in unpaid") if order.admit_unpaid and order.waits is not None else ""
        self.badge.show_state(badge, Tone.WAIT)
        self._fit_created()
        self.release.setVisible(order.can_release)
        self.admit.setVisible(order.can_admit_unpaid)
        self.admit.setText(
            translate("order", "No longer admit unpaid…") if order.admit_unpaid else translate("order", "Admit unpaid…")
        )
        self.remind.setVisible(order.waits is not None and order.waits.due == "remind")

    def show_ticks(self, tickets: Sequence[TicketView]) -> None:
        """Names what is ticked, with its button."""
        self.cancel_ticked.setVisible(bool(tickets))
        self.cancel_ticked.setText(words.counted("order", "Cancel %n ticked ticket(s)", max(len(tickets), 2)))
        if len(tickets) == 1:
            self.cancel_ticked.setText(words.counted("order", "Cancel %n ticked ticket(s)", 1))
        said = [self._notes] if self._notes else []
        if tickets:
            seats = words.places(tickets, most=5)
            said.insert(0, translate("order", "{seats} ticked").format(seats=seats))
        self.beside.setText("   ".join(said))


def _summary(order: OrderView) -> str:
    count = len(order.tickets)
    used = sum(ticket.state == "used" for ticket in order.tickets)
    live = (
        words.counted("order", "{live} of %n ticket(s) held", count)
        if order.state == "pending"
        else words.counted("order", "{live} of %n ticket(s) valid", count)
    ).format(live=order.live_tickets - used)
    if used:
        live = f"{live}, {words.counted('order', '%n used', used)}"
    parts = [
        live,
        translate("order", "paid {amount}").format(amount=words.money(order.paid, order.currency)),
    ]
    if order.refunded:
        parts.append(translate("order", "refunded {amount}").format(amount=words.money(order.refunded, order.currency)))
    if order.balance > 0:
        parts.append(translate("order", "open {amount}").format(amount=words.money(order.balance, order.currency)))
    if order.balance < 0:
        parts.append(translate("order", "credit {amount}").format(amount=words.money(-order.balance, order.currency)))
    if order.invoice:
        parts.append(translate("order", "invoice {number}").format(number=order.invoice))
    if order.due_on:
        text = translate("order", "overdue since {day}") if order.overdue else translate("order", "due {day}")
        parts.append(text.format(day=words.day(order.due_on)))
    waits = order.waits
    if waits is not None and waits.release_at is not None:
        text = (
            translate("order", "to be released since {moment}")
            if waits.due == "release"
            else translate("order", "to be released {moment}")
        )
        parts.append(text.format(moment=words.moment(waits.release_at, timezone=waits.timezone, short=True)))
    if waits is not None and waits.due == "remind":
        parts.append(translate("order", "reminder {number} is due").format(number=waits.reminder))
    if order.expires_on:
        parts.append(translate("order", "to be cancelled after {day}").format(day=words.day(order.expires_on)))
    for number, text in (
        (order.predecessor, translate("order", "replaces {number}")),
        (order.successor, translate("order", "replaced by {number}")),
    ):
        if number:
            parts.append(text.format(number=number))
    return "   ".join(part.replace(" ", UNBROKEN) for part in parts)  # a line ends between two facts, never inside one


def _button(name: str, *, primary: bool = False) -> QPushButton:
    button = QPushButton()
    button.setObjectName(name)
    button.setProperty("primary", primary)
    button.setAutoDefault(False)
    return button


def _row(*parts: QWidget, name: QWidget) -> QHBoxLayout:
    """The customer's name has the room that the others leave."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for part in parts:
        row.addWidget(part, 1 if part is name else 0)
    return row
