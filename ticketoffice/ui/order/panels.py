"""Panels in the strip's place: the waiting invoice, the whole order, a payment, and what cannot be cancelled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ticketoffice.desk.payment import tendered
from ticketoffice.desk.views import OrderView, TicketView
from ticketoffice.domain.amounts import parse_amount
from ticketoffice.ui import words
from ticketoffice.ui.choice_row import ChoiceRow
from ticketoffice.ui.theme import KEY_POINTS
from ticketoffice.ui.words import translate


class Panel(QWidget):
    """A short decision in a fixed place: a text, fields, and buttons, the safe one first. Esc goes back."""

    back_requested = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = QLabel()
        self.title.setWordWrap(True)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.back = QPushButton(translate("panels", "Back  Esc"))
        self.back.setObjectName(f"{name.split('.')[0]}.back")
        self.back.clicked.connect(self.back_requested)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(12, 8, 12, 8)
        self.body.setSpacing(4)
        self.body.addWidget(self.title)
        self.body.addWidget(self.text)
        self.buttons = QHBoxLayout()
        self.buttons.addWidget(self.back)
        self.buttons.addStretch(1)

    def finish_layout(self) -> None:
        """Buttons come last, at the bottom."""
        self.body.addStretch(1)
        self.body.addLayout(self.buttons)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back, Enter presses the focused button."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and isinstance(focused, QPushButton)
            and focused.isEnabled()
        ):
            focused.click()
        else:
            super().keyPressEvent(event)


def _button(text: str, *, name: str, primary: bool = False) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setProperty("primary", primary)
    return button


class InvoicePanel(Panel):
    """A ticket of an order that waits for its invoice: never alone; the order is re-issued without it."""

    reissue_requested = Signal(list)
    whole_requested = Signal()

    def __init__(self) -> None:
        super().__init__("invoice.panel")
        self._without: list[str] = []
        self.reissue = _button("", name="invoice.reissue", primary=True)
        self.whole = _button(translate("panels", "Cancel whole order…"), name="invoice.whole")
        self.buttons.addWidget(self.whole)
        self.buttons.addWidget(self.reissue)
        self.reissue.clicked.connect(self._on_reissue)
        self.whole.clicked.connect(self.whole_requested)
        self.finish_layout()

    def show_for(
        self, order: OrderView, tickets: Sequence[TicketView], *, left: int, total: int, due: str, number: str
    ) -> None:
        """Says why, and what the re-issued order would be."""
        self._without = [ticket.ticket for ticket in tickets]
        named = ", ".join(ticket.short for ticket in tickets)
        text = translate(
            "panels",
            "Ticket {ticket} cannot be cancelled alone: order {order} waits for payment of invoice {invoice}, {amount}. "
            "Removing one ticket would make it wrong.",
        )
        self.title.setText(
            text.format(
                ticket=named,
                order=order.number,
                invoice=order.invoice or "-",
                amount=words.money(order.balance, order.currency),
            )
        )
        if left:
            after = words.counted(
                "panels", "Without it: %n ticket(s), {amount}, due {due}. Their places are held throughout.", left
            )
            self.text.setText(after.format(amount=words.money(total, order.currency), due=words.day(due)))
        else:
            self.text.setText(translate("panels", "Nothing would be left: cancel the whole order."))
        self.reissue.setText(translate("panels", "Cancel order and make invoice {number}").format(number=number))
        self.reissue.setEnabled(left > 0)
        self.reissue.setVisible(left > 0)
        (self.reissue if left else self.whole).setFocus()

    def _on_reissue(self) -> None:
        self.reissue.setEnabled(False)
        self.reissue_requested.emit(self._without)


class WholePanel(Panel):
    """The whole order: what becomes invalid, reason and refund, one act."""

    confirm_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__("whole.panel")
        self.reason = ChoiceRow(name="whole.reason", title=translate("strip", "Reason"), numbered=True)
        self.method = ChoiceRow(name="whole.method", title=translate("strip", "Refund"))
        self.note = QLineEdit()
        self.note.setObjectName("whole.note")
        self.note.setAccessibleName(translate("strip", "Note"))
        self.note.setPlaceholderText(translate("strip", "Note"))
        self.body.addWidget(self.reason)
        self.body.addWidget(self.method)
        self.back.setText(translate("panels", "Keep order  Esc"))
        self.confirm = _button("", name="whole.confirm", primary=True)
        self.buttons.insertWidget(1, self.note)
        self.buttons.addWidget(self.confirm)
        self.confirm.clicked.connect(self._on_confirm)
        self.finish_layout()

    def show_for(self, order: OrderView, *, reasons: Sequence[str], methods: Sequence[str], method: str) -> None:
        """Names what would happen."""
        live = [t for t in order.tickets if t.state in ("valid", "held", "displaced")]
        gone = sum(t.state == "cancelled" for t in order.tickets)
        used = sum(t.state == "used" for t in order.tickets)
        self.title.setText(translate("panels", "Cancel whole order {order}?").format(order=order.number))
        text = words.counted(
            "panels",
            "%n ticket(s) become invalid: {seats}. Already cancelled: {gone}. Used: {used}, stay.",
            len(live),
        )
        seats = ", ".join(words.place(t) for t in live[:8])
        self.text.setText(
            text.format(seats=seats, gone=gone, used=used)
            + "  "
            + translate("strip", "This records the refund. It does not send money.")
        )
        self.reason.set_choices([(code, words.code_label(code)) for code in reasons])
        self.method.set_choices([(code, words.code_label(code)) for code in methods])
        self.method.choose(method)
        self.note.clear()
        self.confirm.setText(words.counted("panels", "Cancel %n ticket(s)", len(live)))
        self.confirm.setEnabled(bool(live))
        self.reason.setFocus()

    def _on_confirm(self) -> None:
        reason = self.reason.value()
        if reason is None or (reason == "other" and len(self.note.text().strip()) < 3):
            (self.reason if reason is None else self.note).setFocus()
            return
        self.confirm.setEnabled(False)
        self.confirm_requested.emit((reason, self.method.value(), self.note.text().strip() or None))


class ExplainPanel(Panel):
    """What is not cancelled here, and the two things a second person may do about it."""

    goodwill_requested = Signal(str, int, str)
    undo_requested = Signal(str, str)
    alone_requested = Signal(list, str)

    def __init__(self) -> None:
        super().__init__("used.panel")
        self._tickets: list[str] = []
        fields = QHBoxLayout()
        self.amount = QLineEdit()
        self.amount.setObjectName("used.amount")
        self.amount.setAccessibleName(translate("strip", "Amount to give back"))
        self.amount.setMaximumWidth(112)
        self.alone = QLineEdit()
        self.alone.setObjectName("used.alone")
        self.alone.setAccessibleName(translate("panels", "Reason for acting without a second person"))
        self.alone.setPlaceholderText(
            translate("panels", "Reason for acting without a second person, at least 10 characters")
        )
        fields.addWidget(self.amount)
        fields.addWidget(self.alone, 1)
        self.body.addLayout(fields)
        self.goodwill = _button(translate("panels", "Goodwill refund"), name="used.goodwill")
        self.undo = _button(translate("panels", "Scan was a mistake"), name="used.undo")
        self.cancel_alone = _button(
            translate("panels", "Cancel ticket without second person"), name="used.alone_confirm"
        )
        for button in (self.goodwill, self.undo, self.cancel_alone):
            self.buttons.addWidget(button)
        self.goodwill.clicked.connect(self._on_goodwill)
        self.undo.clicked.connect(self._on_undo)
        self.cancel_alone.clicked.connect(self._on_alone)
        self.alone.textChanged.connect(self._on_text)
        self.finish_layout()

    def show_for(self, tickets: Sequence[TicketView], *, sentence: str, kind: str) -> None:
        """`kind`: used, performance_over, needs_second_person, or a plain refusal with nothing but Back."""
        self._tickets = [ticket.ticket for ticket in tickets]
        self.title.setText(sentence)
        self.text.setText("")
        money = kind in ("used", "performance_over")
        self.amount.setVisible(money)
        self.amount.setText(words.plain_amount(tickets[0].price) if tickets else "")
        self.alone.clear()
        self.alone.setVisible(money or kind == "needs_second_person")
        self.goodwill.setVisible(money)
        self.undo.setVisible(kind == "used")
        self.cancel_alone.setVisible(kind == "needs_second_person")
        self._on_text()
        self.back.setFocus()

    def _on_text(self) -> None:
        enough = len(self.alone.text().strip()) >= 10
        for button in (self.goodwill, self.undo, self.cancel_alone):
            button.setEnabled(enough)

    def _on_goodwill(self) -> None:
        amount = parse_amount(self.amount.text())
        if amount:
            self.goodwill_requested.emit(self._tickets[0], amount, self.alone.text().strip())
        else:
            self.amount.setFocus()

    def _on_undo(self) -> None:
        self.undo_requested.emit(self._tickets[0], self.alone.text().strip())

    def _on_alone(self) -> None:
        self.alone_requested.emit(self._tickets, self.alone.text().strip())


class PayPanel(Panel):
    """Takes the payment of an order that waits, whole or in part; for a reservation also of some tickets."""

    take_requested = Signal(str, object, list)

    def __init__(self) -> None:
        super().__init__("pay.panel")
        self._order: OrderView | None = None
        self._open = 0
        self._tickets: list[str] = []
        font = self.title.font()
        font.setPointSize(KEY_POINTS)
        self.title.setFont(font)
        self.method = ChoiceRow(name="pay.method", title=translate("panels", "Method"), numbered=True)
        self.method.set_choices([(code, words.code_label(code)) for code in ("cash", "card", "twint", "bank_transfer")])
        self.amount = QLineEdit()
        self.amount.setObjectName("pay.amount")
        self.amount.setAccessibleName(translate("panels", "Amount received"))
        self.amount.setMaximumWidth(112)
        self.body.addWidget(self.method)
        row = QHBoxLayout()
        row.addWidget(QLabel(translate("panels", "Amount received")))
        row.addWidget(self.amount)
        row.addStretch(1)
        self.body.addLayout(row)
        self.take = _button("", name="pay.take", primary=True)
        self.buttons.addWidget(self.take)
        self.take.clicked.connect(self._on_take)
        self.amount.returnPressed.connect(self._on_take)
        self.amount.textChanged.connect(self._name_take)
        self.method.chosen.connect(self._name_take)
        self.finish_layout()

    def show_for(self, order: OrderView, *, tickets: Sequence[TicketView] = ()) -> None:
        """The open balance, or the chosen tickets of a reservation."""
        self._order = order
        self._tickets = [ticket.ticket for ticket in tickets]
        amount = sum(ticket.price for ticket in tickets) if tickets else max(order.balance, 0)
        self._open = amount
        self.title.setText(words.money(amount, order.currency))
        if tickets:
            text = translate(
                "panels", "{tickets} move to a new order that is paid; the rest of {order} stays reserved."
            )
            self.text.setText(text.format(tickets=", ".join(t.short for t in tickets), order=order.number))
        else:
            self.text.setText(translate("panels", "Open balance of order {order}.").format(order=order.number))
        self.amount.setText(words.plain_amount(amount))
        self.amount.setEnabled(not tickets)
        self.method.choose("cash")
        self.take.setEnabled(True)
        self._name_take()
        self.method.setFocus()

    def _name_take(self) -> None:
        """The button says what will be booked: cash is rounded."""
        if self._order is None:
            return
        taken, _ = tendered(
            self._open,
            amount=parse_amount(self.amount.text()) or 0,
            method=self.method.value() or "",
            currency=self._order.currency,
        )
        amount = words.money(taken, self._order.currency)
        self.take.setText(translate("panels", "Take {amount}  Enter").format(amount=amount))

    def _on_take(self) -> None:
        amount = parse_amount(self.amount.text())
        method = self.method.value()
        if not amount or method is None:
            self.amount.setFocus()
            return
        self.take.setEnabled(False)
        self.take_requested.emit(method, amount, self._tickets)

    def wish_take(self) -> None:
        """F9."""
        if self.take.isEnabled():
            self._on_take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the payment from anywhere in the panel."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.back.hasFocus():
            self.wish_take()
        else:
            super().keyPressEvent(event)
