"""The cart: a line a tariff with its seats and price, the total, and what can be done with it; carts that are parked below."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ticketoffice.desk.cart import Cart, Choice
from ticketoffice.desk.choosing import Line, Quote
from ticketoffice.domain.seats import brief_seat
from ticketoffice.ui import words
from ticketoffice.ui.elided_label import ElidedLabel
from ticketoffice.ui.flow import FlowLayout
from ticketoffice.ui.labels import Label, set_tip
from ticketoffice.ui.order.page import page_button
from ticketoffice.ui.sale.cart_keys import CartKeys
from ticketoffice.ui.theme import BUTTON_HEIGHT, KEY_POINTS
from ticketoffice.ui.words import translate


class ParkedCart(Struct, frozen=True):
    """A cart that waits: how many tickets, what they cost (None: its places were let go), since when, in whole minutes."""

    cart: str
    count: int
    total: int | None
    currency: str
    minutes: int


class CartPane(QWidget):
    """`removed` carries the key of a line that somebody takes out, `back_wished` the id of a parked cart; `lower_wished` the key of
    a line whose price is to be lowered; `built`: some of its controls are other ones now; `left`: the line
    that had the keyboard is gone, and it was the last one.
    """

    removed = Signal(object)
    lower_wished = Signal(object)
    back_wished = Signal(str)
    pay_wished = Signal()
    park_wished = Signal()
    built = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self._why_not = ""
        self.title = _bold(translate("sale", "Cart"))
        self.lines = QScrollArea()
        self.lines.setObjectName("sell.cart")
        self.lines.setAccessibleName(translate("sale", "Cart"))
        self.lines.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lines.setWidgetResizable(True)
        self.lines.setFrameShape(QFrame.Shape.NoFrame)
        self.lines.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rounding = Label()
        self.rounding.setObjectName("sell.rounding")
        self.rounding.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.total = Label()
        self.total.setObjectName("sell.total")
        self.total.setAlignment(Qt.AlignmentFlag.AlignRight)
        font = self.total.font()
        font.setPointSize(KEY_POINTS)
        font.setBold(True)
        self.total.setFont(font)
        self.why_not = Label()
        self.why_not.setObjectName("sell.why_not")
        self.why_not.setWordWrap(True)
        self.why_not.hide()
        self.pay = page_button(translate("sale", "Pay  F9"), name="sell.pay", primary=True)
        self.park = page_button(translate("sale", "Park  Ctrl+G"), name="sell.park")
        self._keys = CartKeys(self.lines, below=(self.pay, self.park))
        self.pay.clicked.connect(self.pay_wished)
        self.park.clicked.connect(self.park_wished)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.pay, 1)
        buttons.addWidget(self.park)
        self._parked = FlowLayout()
        self._parked.setSpacing(4)
        self._parked_title = Label(translate("sale", "Parked"))
        self._parked_title.setProperty("quiet", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addWidget(self.lines, 1)
        for part in (self.total, self.rounding, self.why_not):
            layout.addWidget(part)
        layout.addLayout(buttons)
        layout.addWidget(self._parked_title)
        layout.addLayout(self._parked)
        self.show_cart(Cart(), None)
        self.show_parked(())

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_cart(self, cart: Cart, found: Quote | None) -> None:
        """The cart as it was quoted; without a quote the numbers alone."""
        told = cart.lines(found) if found is not None else [(choice, ()) for choice in cart.choices]
        if told != self._shown:
            self._shown = told
            self._show_lines(told)
        self.total.setText(words.money(found.total, found.currency) if found is not None else "")
        self._enable(found is not None and cart.count > 0, parks=cart.count > 0)

    def show_why_not(self, text: str) -> None:
        """Why nothing can be sold now, beside the button; empty: it can."""
        self._why_not = text
        self.why_not.setText(text)
        self.why_not.setVisible(bool(text))
        self._enable(self._can_pay, parks=self._can_park)

    def show_rounding(self, rounding: int, *, due: int, currency: str) -> None:
        """What the coins make of it, on a line of its own; nothing where they make nothing of it."""
        text = translate("sale", "Rounding {rounding}, to pay {due}")
        amounts = {"rounding": words.money(rounding, currency), "due": words.money(due, currency)}
        self.rounding.setText(text.format(**amounts) if rounding else "")
        self.rounding.setVisible(bool(rounding))

    def show_parked(self, carts: Sequence[ParkedCart]) -> None:
        """The carts that wait, the oldest first."""
        while (item := self._parked.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.setObjectName("")
                old.deleteLater()
        for n, parked in enumerate(carts, start=1):
            button = QPushButton(_parked_text(parked))
            button.setObjectName(f"sell.parked.{n}")
            button.clicked.connect(lambda _=False, cart=parked.cart: self.back_wished.emit(cart))
            self._parked.addWidget(button)
        self.built.emit()
        self._parked_title.setVisible(bool(carts))
        self._parked.invalidate()

    def controls(self) -> list[QAbstractButton]:
        """All that Tab goes through, in order; the lines are reached by Up."""
        return [self.pay, self.park, *self.findChildren(QPushButton, QRegularExpression(r"sell\.parked\."))]

    def _enable(self, can_pay: bool, *, parks: bool) -> None:
        self._can_pay, self._can_park = can_pay, parks
        self.pay.setEnabled(can_pay and not self._why_not)
        self.pay.setAccessibleDescription(self._why_not)
        set_tip(self.pay, self._why_not)
        self.park.setEnabled(parks)

    def _show_lines(self, told: Sequence[tuple[Choice, tuple[Line, ...]]]) -> None:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(8)
        several = len({choice.performance for choice, _ in told}) > 1
        for n, (choice, lines) in enumerate(told, start=1):
            layout.addWidget(self._line(choice, lines, number=n, several=several))
        if not told:
            empty = Label(translate("sale", "Nothing is chosen yet."))
            empty.setObjectName("sell.cart_empty")
            empty.setProperty("quiet", True)
            empty.setWordWrap(True)
            layout.addWidget(empty)
        layout.addStretch(1)
        focused = self.focusWidget()
        held = focused.objectName() if focused is not None and self.lines.isAncestorOf(focused) else ""
        self.lines.setWidget(inside)
        self._keys.follow()
        self.built.emit()
        if held and not self._keys.go_to(held):
            self.left.emit()

    def _line(self, choice: Choice, lines: tuple[Line, ...], *, number: int, several: bool) -> QWidget:
        """One tariff: how many, what they cost, where they sit; its price can be lowered, and it can be taken out."""
        part = QWidget()
        across = QHBoxLayout(part)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        what, where = line_texts(choice, lines, several=several)
        name = ElidedLabel(what)
        name.setObjectName(f"sell.line.{number}")
        texts.addWidget(name)
        if where:
            seats = Label(where)
            seats.setObjectName(f"sell.line.{number}.seats")
            seats.setProperty("quiet", True)
            seats.setWordWrap(True)
            texts.addWidget(seats)
        across.addLayout(texts, 1)
        cost = QPushButton(words.plain_amount(sum(line.price for line in lines)) if lines else "…")
        cost.setObjectName(f"sell.line.{number}.price")
        cost.setProperty("flat_price", True)
        cost.setAccessibleName(translate("sale", "Lower the price: {line}").format(line=what))
        set_tip(cost, _with_key(cost.accessibleName()))
        cost.clicked.connect(lambda _=False, key=choice.key: self.lower_wished.emit(key))
        across.addWidget(cost, 0, Qt.AlignmentFlag.AlignTop)
        away = QToolButton()
        away.setText("×")
        away.setObjectName(f"sell.line.{number}.remove")
        away.setAccessibleName(translate("sale", "Take out: {line}").format(line=what))
        set_tip(away, _with_key(away.accessibleName()))
        away.setFixedSize(BUTTON_HEIGHT, BUTTON_HEIGHT)
        away.clicked.connect(lambda _=False, key=choice.key: self.removed.emit(key))
        across.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        return part


def line_texts(choice: Choice, lines: Sequence[Line], *, several: bool = False) -> tuple[str, str]:
    """2 × Adult, Parterre; and the seats: C-12, C-13, with the performance where the cart has several."""
    if not lines:
        return words.counted("sale", "%n ticket(s)", choice.count), ""
    first = lines[0]
    where = ", ".join(brief_seat(line.seat_name) for line in lines if line.seat_name)
    if first.hold is not None:
        held = translate("sale", "from the house: {hold}").format(
            hold=words.hold_name(first.hold.kind, first.hold.name)
        )
        where = "\n".join(part for part in (where, held) if part)
    if several:
        when = words.moment(first.performance.starts_at, timezone=first.performance.timezone, short=True)
        where = "\n".join(part for part in (f"{first.event}, {when}", where) if part)
    return f"{len(lines)} × {first.tariff.name}, {first.zone.name}", where


def _with_key(text: str) -> str:
    return translate("sale", "{deed} (Up from Pay)").format(deed=text)


def _parked_text(parked: ParkedCart) -> str:
    count = words.counted("sale", "%n ticket(s)", parked.count)
    told = (
        words.money(parked.total, parked.currency) if parked.total is not None else translate("sale", "places let go")
    )
    return f"{count}, {told}, {words.counted('sale', '%n min', parked.minutes)}"


def _bold(text: str) -> Label:
    label = Label(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    label.setFixedHeight(BUTTON_HEIGHT)
    return label
