"""The fields of a difference: how it is taken or given back, how much was received, the change, and what the button says."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ticketoffice.desk.exchange_choices import AS_PAID, Refunding
from ticketoffice.desk.payment import tendered
from ticketoffice.domain.amounts import parse_amount
from ticketoffice.domain.money import in_hand
from ticketoffice.domain.rules import DESK_METHODS, in_coins
from ticketoffice.ui import words
from ticketoffice.ui.choice_row import ChoiceRow
from ticketoffice.ui.labels import Label
from ticketoffice.ui.order.page import field_label
from ticketoffice.ui.theme import KEY_POINTS
from ticketoffice.ui.words import translate

AMOUNT_WIDTH = 112
DIGITS = 7
"""Alt and one of so many digits picks a method from anywhere on the page."""


class DifferenceFields(QWidget):
    """`edited` follows each change by the cashier. Nothing is shown while there is no difference."""

    edited = Signal()

    def __init__(self, name: str, *, page: QWidget) -> None:
        super().__init__()
        self._to_pay, self._currency = 0, ""
        self._refunding = Refunding((), "", ())
        self._picked: dict[bool, str] = {}
        self.sum = Label()
        self.sum.setObjectName(f"{name}.sum")
        self.change = Label()
        self.change.setObjectName(f"{name}.change")
        for label in (self.sum, self.change):
            font = label.font()
            font.setPointSize(KEY_POINTS)
            font.setBold(True)
            label.setFont(font)
        self.method = ChoiceRow(name=f"{name}.method", title=translate("panels", "Method"), numbered=True)
        self.method.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.amount_label = field_label(translate("panels", "Amount received"))
        self.amount = QLineEdit()
        self.amount.setObjectName(f"{name}.amount")
        self.amount.setAccessibleName(translate("panels", "Amount received"))
        self.amount.setFixedWidth(AMOUNT_WIDTH)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        top, below = QHBoxLayout(), QHBoxLayout()
        top.setContentsMargins(4, 0, 4, 0)
        top.setSpacing(16)
        top.addWidget(self.sum)
        top.addWidget(self.change)
        top.addStretch(1)
        below.setSpacing(8)
        below.addWidget(self.method, 1)
        for field in (self.amount_label, self.amount):
            below.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addLayout(top)
        lines.addLayout(below)
        for digit in range(1, DIGITS + 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{digit}"), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setProperty("digit", digit)
            shortcut.activated.connect(self._on_digit)
        self.amount.textChanged.connect(self._on_edited)
        self.method.chosen.connect(self._on_edited)

    def begin_anew(self) -> None:
        """Somebody else's difference: no method is chosen for it yet."""
        self._picked = {}
        self.show_nothing()

    def show_difference(self, to_pay: int, *, currency: str, refunding: Refunding) -> None:
        """What is to be taken, below zero given back, in minor units; the method that was chosen stays where it still fits."""
        if self._to_pay and self.method.value():
            self._picked[self._to_pay > 0] = self.method.value() or ""
        turned = (to_pay > 0) != (self._to_pay > 0) or not self.method.value() or refunding != self._refunding
        self._to_pay, self._currency, self._refunding = to_pay, currency, refunding
        if turned:
            codes = DESK_METHODS if to_pay > 0 else refunding.methods
            self.method.set_choices([(code, _label(code)) for code in codes])
            before = self._picked.get(to_pay > 0)
            self.method.choose(before if before in codes else "cash" if to_pay > 0 else refunding.method)
        amount = words.money(abs(to_pay), currency)
        text = (
            translate("exchange", "TO PAY {amount}")
            if to_pay > 0
            else translate("exchange", "TO GIVE BACK {amount}")
            if to_pay < 0
            else translate("exchange", "Nothing to pay")
        )
        self.sum.setText(text.format(amount=amount))
        self.amount.setText(words.plain_amount(to_pay) if to_pay > 0 else "")
        for field in (self.amount_label, self.amount):
            field.setVisible(to_pay > 0)
        self.method.setVisible(to_pay != 0)
        self._on_edited()

    def show_nothing(self) -> None:
        """Nothing is offered, so there is no sum."""
        self.show_difference(0, currency=self._currency, refunding=self._refunding)
        self.sum.setText("")

    @property
    def tender(self) -> tuple[str, int] | None:
        """How a difference is paid and what was received; None where nothing is to be taken."""
        return (self.method.value() or "cash", self._typed or 0) if self._to_pay > 0 else None

    @property
    def currency(self) -> str:
        """That of the difference."""
        return self._currency

    @property
    def refund(self) -> str | None:
        """How it is given back; None: as it was paid."""
        return (self.method.value() or None) if self._to_pay < 0 else None

    def lacks(self) -> tuple[QWidget, str] | None:
        """An amount that is enough; only of cash more may be received."""
        if self._to_pay <= 0:
            return None
        taken, rounding, over = self._tendered()
        most = words.money(self._to_pay, self._currency)
        if not self._typed:
            return self.amount, translate("panels", "Type an amount like 30.00.")
        if over and not in_coins(self.method.value()):
            return self.amount, translate("strip", "Type an amount up to {most}, like 30.00.").format(most=most)
        if taken - rounding < self._to_pay:
            text = translate("exchange", "{most} are to be paid, all of it now. Type what was received.")
            return self.amount, text.format(most=most)
        return None

    def button_text(self, take: str, give: str, *, owe: str, even: str) -> str:
        """What the deed does, in one of four sentences with an {amount}."""
        if self._to_pay > 0:
            return take.format(amount=words.money(self._tendered()[0], self._currency))
        if self._to_pay == 0:
            return even
        method = self.method.value() or AS_PAID
        amount = in_hand(-self._to_pay, method=method, currency=self._currency)
        is_now = method == AS_PAID or method in self._refunding.at_once
        return (give if is_now else owe).format(amount=words.money(amount, self._currency))

    @property
    def _typed(self) -> int | None:
        return parse_amount(self.amount.text())

    def _tendered(self) -> tuple[int, int, int]:
        method = self.method.value() or ""
        return tendered(self._to_pay, amount=self._typed or 0, method=method, currency=self._currency)

    def _on_edited(self) -> None:
        change = self._tendered()[2] if self._to_pay > 0 and in_coins(self.method.value()) else 0
        text = translate("panels", "CHANGE {amount}").format(amount=words.money(change, self._currency))
        self.change.setText(text if change > 0 else "")
        self.edited.emit()

    def _on_digit(self) -> None:
        sender = self.sender()
        if sender is not None and self.method.isVisible():
            self.method.pick_number(int(sender.property("digit")))


def _label(code: str) -> str:
    return translate("exchange", "As it was paid") if code == AS_PAID else words.code_label(code)
