"""Takes the payment of an order that waits, whole or in part; for a reservation also of some tickets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ticketoffice.desk import payment
from ticketoffice.desk.payment import tendered
from ticketoffice.desk.views import OrderView, TicketView
from ticketoffice.domain.amounts import parse_amount
from ticketoffice.domain.rules import DESK_METHODS, in_coins
from ticketoffice.ui import words
from ticketoffice.ui.choice_row import ChoiceRow
from ticketoffice.ui.labels import Label
from ticketoffice.ui.order.page import ButtonRow, Page, field_label, page_button, page_layout, text_label
from ticketoffice.ui.theme import KEY_POINTS
from ticketoffice.ui.words import translate


class PayPanel(Page):
    """Enter takes the payment from anywhere on the page."""

    take_requested = Signal(str, object, list)

    def __init__(self) -> None:
        super().__init__("pay.panel")
        self._order: OrderView | None = None
        self._open = 0
        self._split: payment.SplitOffer | None = None
        self._tickets: list[str] = []
        self.title, self.text = Label(), text_label()
        font = self.title.font()
        font.setPointSize(KEY_POINTS)
        font.setBold(True)
        self.title.setFont(font)
        self.method = ChoiceRow(name="pay.method", title=translate("panels", "Method"), numbered=True)
        self.method.set_choices([(code, words.code_label(code)) for code in DESK_METHODS])
        self.currency = field_label("")
        self.amount = QLineEdit()
        self.amount.setObjectName("pay.amount")
        self.amount.setAccessibleName(translate("panels", "Amount received"))
        self.amount.setFixedWidth(112)
        self.change = Label()
        self.change.setObjectName("pay.change")
        bold = self.change.font()
        bold.setBold(True)
        bold.setPointSize(KEY_POINTS)
        self.change.setFont(bold)
        self.back = page_button(translate("panels", "Back  Esc"), name="pay.back")
        self.take = page_button("", name="pay.take", primary=True)
        self.primary, self.numbered = self.take, self.method
        row = QHBoxLayout()
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(8)
        row.addWidget(field_label(translate("panels", "Amount received")))
        row.addWidget(self.currency)
        row.addWidget(self.amount)
        row.addSpacing(16)
        row.addWidget(self.change)
        row.addStretch(1)
        lines = page_layout(self)
        lines.setSpacing(4)
        lines.addWidget(self.title)
        lines.addWidget(self.text)
        lines.addWidget(self.method)
        lines.addLayout(row)
        lines.addStretch(1)
        lines.addWidget(ButtonRow(self.back, self.take))
        self.back.clicked.connect(self.back_requested)
        self.take.clicked.connect(self._on_take)
        self.amount.textChanged.connect(self._on_changed)
        self.method.chosen.connect(self._on_changed)

    def show_for(
        self,
        order: OrderView,
        *,
        tickets: Sequence[TicketView] = (),
        offered: payment.SplitOffer | None = None,
    ) -> None:
        """The open balance, or what is `offered` for the chosen tickets of a reservation."""
        self._order = order
        self._tickets = [ticket.ticket for ticket in tickets]
        self._split = offered
        amount = order.to_pay if offered is None else offered.amount
        self._open = amount
        self.title.setText(words.money(amount, order.currency))
        if offered is not None:
            text = (
                translate(
                    "panels",
                    "{tickets} move to a new order that is paid, {moved} of it already; the rest of {order} stays reserved.",
                )
                if offered.moved
                else translate(
                    "panels", "{tickets} move to a new order that is paid; the rest of {order} stays reserved."
                )
            )
            moved = words.money(offered.moved, offered.currency)
            self.text.setText(text.format(tickets=", ".join(t.short for t in tickets), moved=moved, order=order.number))
        else:
            self.text.setText(_about(order).format(order=order.number))
        self.title.setVisible(not self._comes_too_late)
        self.currency.setText(order.currency)
        self.amount.setText("" if self._comes_too_late else words.plain_amount(amount))
        self.amount.setEnabled(not tickets)
        for code in DESK_METHODS:
            can = not self._is_paid_already and (code == payment.ARRIVES or not self._comes_too_late)
            self.method.enable(code, on=can)
        self.method.choose(payment.ARRIVES if self._comes_too_late else "cash")
        self._on_changed()

    def take_focus(self) -> None:
        """The method comes first; where there is no choice, the amount."""
        first = self.take if self._is_paid_already else self.amount if self._comes_too_late else self.method
        first.setFocus()

    @property
    def _comes_too_late(self) -> bool:
        """Whether nothing is open any more: only money that came by itself is booked."""
        return self._order is not None and self._open <= 0 and self._split is None

    @property
    def _is_paid_already(self) -> bool:
        """Whether the chosen tickets cost no more than what was paid before."""
        return self._split is not None and self._open <= 0

    def lacks(self) -> tuple[QWidget, str] | None:
        """An amount; only cash, and money that came too late by itself, may be more than is open."""
        if self._is_paid_already:
            return None
        if not parse_amount(self.amount.text()):
            return self.amount, translate("panels", "Type an amount like 30.00.")
        much = self._tendered()[2] and not in_coins(self.method.value()) and not self._comes_too_late
        if self._order is not None and much:
            most = words.money(self._open, self._order.currency)
            return self.amount, translate("strip", "Type an amount up to {most}, like 30.00.").format(most=most)
        return None

    def _tendered(self) -> tuple[int, int, int]:
        return tendered(
            self._open,
            amount=parse_amount(self.amount.text()) or 0,
            method=self.method.value() or "",
            currency=self._order.currency if self._order is not None else "",
        )

    def _on_changed(self, _chosen: str = "") -> None:
        """The button says what will be booked: cash is rounded, and what is too much of it is change."""
        if self._order is not None:
            taken, _, change = self._tendered()
            amount = words.money(taken + (change if self._comes_too_late else 0), self._order.currency)
            known = parse_amount(self.amount.text())
            text = (
                translate("panels", "Split off, paid already  Enter")
                if self._is_paid_already
                else translate("panels", "Take {amount}  Enter")
                if known
                else translate("panels", "Take: the amount is missing")
            )
            self.take.setText(text.format(amount=amount))
            shown = change > 0 and in_coins(self.method.value())
            text = translate("panels", "CHANGE {amount}").format(amount=words.money(change, self._order.currency))
            self.change.setText(text if shown else "")
        self.look_again()

    def _on_take(self) -> None:
        if self.is_complete():
            self.take_requested.emit(
                self.method.value() or "cash", parse_amount(self.amount.text()) or 0, self._tickets
            )


def _about(order: OrderView) -> str:
    """What the money is for."""
    if order.revives_for is not None:
        return translate("panels", "Order {order} was released; with this payment all its tickets are valid again.")
    if order.to_pay:
        return translate("panels", "Open balance of order {order}.")
    return translate(
        "panels",
        "Order {order} was released and cannot come back. Money that arrived all the same is booked, and stays as its credit.",
    )
