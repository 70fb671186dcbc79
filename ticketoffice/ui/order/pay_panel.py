"""Takes the payment of an order that waits, whole or in part; for a reservation also of some tickets."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ticketoffice.desk import payment
from ticketoffice.desk.payment import tendered
from ticketoffice.desk.views import OrderView, TicketView
from ticketoffice.domain.money import nearest_coins
from ticketoffice.domain.rules import DESK_METHODS, in_coins
from ticketoffice.ui import words
from ticketoffice.ui.labels import Label
from ticketoffice.ui.order.money_page import MoneyPage
from ticketoffice.ui.order.page import page_button
from ticketoffice.ui.theme import KEY_POINTS
from ticketoffice.ui.words import translate


class PayPanel(MoneyPage):
    """`take_requested` carries the method, the amount and the ids of the tickets that are split off."""

    take_requested = Signal(str, object, list)

    def __init__(self) -> None:
        change, take = _key_label(), page_button("", name="pay.take", primary=True)
        change.setObjectName("pay.change")
        amount = translate("panels", "Amount received")
        super().__init__("pay", title=_key_label(), amount=amount, deed=take, beside=change)
        self.change, self.take = change, take
        self._order: OrderView | None = None
        self._open = 0
        self._split: payment.SplitOffer | None = None
        self._tickets: list[str] = []
        self.method.set_choices([(code, words.code_label(code)) for code in DESK_METHODS])
        self.edited.connect(self._on_changed)
        self.done.connect(self._on_take)

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
                    "A new order takes {tickets} and is paid, {moved} of it already; the rest of {order} stays reserved.",
                )
                if offered.moved
                else translate("panels", "A new order takes {tickets} and is paid; the rest of {order} stays reserved.")
            )
            moved = words.money(offered.moved, offered.currency)
            self.text.setText(text.format(tickets=", ".join(t.short for t in tickets), moved=moved, order=order.number))
        else:
            self.text.setText(_about(order).format(order=order.number))
        self.title.setVisible(not self._comes_too_late)
        self.currency.setText(order.currency)
        arrives = order.was_open if self._comes_too_late else amount
        self.amount.setText("" if self._comes_too_late and not arrives else words.plain_amount(arrives))
        self.amount.setEnabled(not tickets)
        for code in DESK_METHODS:
            can = not self._is_paid_already and (code == payment.ARRIVES or not self._comes_too_late)
            self.method.enable(code, on=can)
        self.method.choose(payment.ARRIVES if self._comes_too_late else "cash")
        self._on_changed()

    def take_focus(self) -> None:
        """The method comes first, so that a digit picks one and never becomes an amount; the deed where nothing is taken."""
        (self.take if self._is_paid_already else self.method).setFocus()

    @property
    def order(self) -> OrderView | None:
        """What is paid, as it was when the panel opened."""
        return self._order

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
        if not self.typed:
            return self.amount, translate("panels", "Type an amount like 30.00.")
        if (coins := self._coins_beside()) is not None:
            return self.amount, translate("panels", "There are no coins for this. Type {below} or {above}.").format(
                below=words.plain_amount(coins[0]), above=words.plain_amount(coins[1])
            )
        much = self._tendered()[2] and not in_coins(self.method.value()) and not self._comes_too_late
        if self._order is not None and much:
            most = words.money(self._open, self._order.currency)
            return self.amount, translate("strip", "Type an amount up to {most}, like 30.00.").format(most=most)
        return None

    def _coins_beside(self) -> tuple[int, int] | None:
        """What could be typed instead of cash that there are no coins for; all that is open is rounded by itself."""
        typed, order = self.typed or 0, self._order
        if order is None or self._split is not None or not in_coins(self.method.value()) or typed == self._open:
            return None
        below, above = nearest_coins(typed, currency=order.currency)
        return (below, above) if below != above else None

    def _tendered(self) -> tuple[int, int, int]:
        return tendered(
            self._open,
            amount=self.typed or 0,
            method=self.method.value() or "",
            currency=self._order.currency if self._order is not None else "",
        )

    def _on_changed(self) -> None:
        """The button says what will be booked: cash is rounded, and what is too much of it is change."""
        if self._order is not None:
            taken, _, change = self._tendered()
            amount = words.money(taken + (change if self._comes_too_late else 0), self._order.currency)
            text = (
                translate("panels", "Split off, paid already  Enter")
                if self._is_paid_already
                else translate("panels", "Take {amount}  Enter")
                if self.typed
                else translate("panels", "Take: the amount is missing")
            )
            self.take.setText(text.format(amount=amount))
            shown = change > 0 and in_coins(self.method.value())
            text = translate("panels", "CHANGE {amount}").format(amount=words.money(change, self._order.currency))
            self.change.setText(text if shown else "")
        self.look_again()

    def _on_take(self) -> None:
        self.take_requested.emit(self.method.value() or "cash", self.typed or 0, self._tickets)


def _key_label() -> Label:
    """A figure that is read from where the customer stands."""
    label = Label()
    font = label.font()
    font.setPointSize(KEY_POINTS)
    font.setBold(True)
    label.setFont(font)
    return label


def _about(order: OrderView) -> str:
    """What the money is for."""
    if order.revives_for is not None:
        return translate(
            "panels",
            "Order {order} was released; with this payment all its tickets are valid again, under new numbers.",
        )
    if order.to_pay:
        return translate("panels", "Open balance of order {order}.")
    if not order.is_late:
        return translate(
            "panels",
            "Nothing is open of order {order}. A bank transfer that arrived all the same is booked, and stays as its credit.",
        )
    return translate(
        "panels",
        "Order {order} was released and cannot come back. Money that arrived all the same is booked, and stays as its credit.",
    )
