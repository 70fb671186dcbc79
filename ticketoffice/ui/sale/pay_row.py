"""The money for a cart: by which method, how much was received, for whom; in one part or in several."""

from __future__ import annotations

from functools import partial

from msgspec import Struct
from PySide6.QtCore import QRegularExpression, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from ticketoffice.desk.tendering import Taking, amounts_at_hand, taking
from ticketoffice.desk.tenders import SALE_METHODS, Tender
from ticketoffice.domain.amounts import parse_amount
from ticketoffice.domain.rules import DESK_METHODS
from ticketoffice.domain.said import is_said, unsaid
from ticketoffice.domain.selling import FREE
from ticketoffice.ui import words
from ticketoffice.ui.choice_row import HEADING_GAP, ChoiceRow, align
from ticketoffice.ui.flow import FlowLayout
from ticketoffice.ui.labels import Label, set_tip
from ticketoffice.ui.order.money_page import AMOUNT_WIDTH
from ticketoffice.ui.order.page import ButtonRow, Page, field_label, page_button, page_layout
from ticketoffice.ui.order.second_person import Approval, SecondPerson
from ticketoffice.ui.sale.delivery import HERE, Delivery
from ticketoffice.ui.sale.tab_chain import put_after
from ticketoffice.ui.words import translate

CASH, INVOICE, EXCHANGE = "cash", "invoice", "exchange"
LEAST_WIDTH, BESIDE_TEXT = 72, 24
"""Pixels of a field: at least, and beside the words that say what belongs there."""


class Payment(Struct, frozen=True):
    """What somebody wishes to take: all tenders, the customer's fields, the note, who stands beside a lowered price, and how the
    customer gets the tickets (`delivery`).
    """

    tenders: tuple[Tender, ...]
    customer: dict[str, str]
    note: str | None
    approval: Approval | None
    delivery: str = HERE


class PayRow(Page):
    """`take_requested` carries a Payment that pays all, `part_requested` the tender of a part; `shown_taking` a Taking or None;
    `exchange_requested`: old tickets are to pay.
    """

    take_requested = Signal(object)
    exchange_requested = Signal()
    part_requested = Signal(object)
    shown_taking = Signal(object)

    def __init__(self) -> None:
        super().__init__("sell.pay_row")
        self._total, self._currency, self._lowered, self._is_kept = 0, "", False, False
        self.parts: tuple[Tender, ...] = ()
        self._build()
        self._lay_out()
        self._connect()

    def _build(self) -> None:
        self.method = ChoiceRow(name="pay.method", title=translate("panels", "Method"), numbered=True)
        self.method.set_choices(
            [*((code, words.code_label(code)) for code in SALE_METHODS), (EXCHANGE, _exchange_word())]
        )
        self.amount = _field("pay.amount", translate("sale", "Received"))
        self.amount.setFixedWidth(AMOUNT_WIDTH)
        self.name = _field("pay.name", translate("sale", "Customer's name"), hint=translate("sale", "Name"))
        self.email = _field("pay.email", translate("sale", "Customer's e-mail"), hint=translate("sale", "E-mail"))
        self.phone = _field("pay.phone", translate("sale", "Customer's phone"), hint=translate("sale", "Phone"))
        self.note = _field("pay.note", translate("sale", "Note"), hint=translate("sale", "Note: who invites, or why"))
        self.second = SecondPerson("pay")
        self.delivery = Delivery()
        self.take = page_button("", name="pay.take", primary=True)
        self.back = page_button(translate("panels", "Back  Esc"), name="pay.back")
        self.primary, self.numbered = self.take, self.method
        self._at_hand, self._parts = QWidget(), QWidget()
        self._received = field_label(translate("sale", "Received"))
        for part in (self._at_hand, self._parts):
            inside = FlowLayout() if part is self._parts else QHBoxLayout()
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(4)
            part.setLayout(inside)

    def _lay_out(self) -> None:
        taken, customer = field_label(translate("sale", "Taken")), field_label(translate("sale", "Customer  Ctrl+N"))
        self._headings = (self.method.heading, self._received, taken, customer, self.delivery.heading)
        money = _line(self._received, self.amount, self._at_hand)
        money.addStretch(1)
        person = _line(customer)
        self._taken = QWidget()
        parts = _line(taken)
        parts.addWidget(self._parts, 1)
        self._taken.setLayout(parts)
        for widget, wide in ((self.name, 3), (self.email, 4), (self.phone, 2), (self.note, 4)):
            person.addWidget(widget, wide)
        lines = page_layout(self)
        lines.setContentsMargins(8, 8, 8, 8)
        lines.setSpacing(4)
        lines.addWidget(self.method)
        lines.addLayout(money)
        lines.addWidget(self._taken)
        lines.addLayout(person)
        lines.addWidget(self.second)
        end = QHBoxLayout()
        end.addWidget(self.delivery)
        deeds = ButtonRow(self.back, self.take)
        deeds.setContentsMargins(0, 2, 0, 2)
        end.addWidget(deeds, 1)
        lines.addLayout(end)

    def _connect(self) -> None:
        self.method.chosen.connect(self._on_method)
        for field in (self.amount, self.name, self.note):
            field.textChanged.connect(self._show_taking)
        self.name.editingFinished.connect(self._on_name)
        self.email.textChanged.connect(self.delivery.suggest)
        self.second.changed.connect(self.look_again)
        self.back.clicked.connect(self.back_requested)
        self.take.clicked.connect(self._on_take)
        for digit, code in enumerate((*SALE_METHODS, EXCHANGE), start=1):
            shortcut = QShortcut(QKeySequence(f"Alt+{digit}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.choose_method, code))

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_for(self, total: int, currency: str, *, lowered: bool, is_kept: bool = False) -> None:
        """What is to be paid now; what was typed stays. `lowered`: one of the prices is not its tariff's; `is_kept`: one of the places
        is what the house keeps.
        """
        self._total, self._currency, self._lowered, self._is_kept = total, currency, lowered, is_kept
        self.second.setVisible(lowered)
        align(*self._headings, *((self.second.heading,) if lowered else ()))
        if self.method.value() is None:
            self.method.choose(CASH)
        self._show_parts()
        self._show_taking()

    def begin_anew(self) -> None:
        """The next customer: nothing is typed."""
        self.forget_complaint()
        self.parts = ()
        self.delivery.begin_anew()
        with QSignalBlocker(self):
            for field in (self.amount, self.name, self.email, self.phone, self.note):
                field.clear()
            self.second.clear()
            self.method.choose(CASH)

    def take_focus(self) -> None:
        """The amount: who types one without a method means cash. A place that the house keeps asks first who invites."""
        if self._is_kept and not self.note.text().strip():
            self.note.setFocus()
            return
        (self.amount if self.amount.isEnabled() else self.take).setFocus()
        self.amount.selectAll()

    def choose_method(self, code: str) -> None:
        """A method, as by its button; the amount comes next, or what it needs. Exchange has a page of its own."""
        self.method.choose(code)
        self._on_method()
        if code == EXCHANGE:
            return
        needs = {FREE: self.note, INVOICE: self.name}.get(code, self.note if self._is_kept else None)
        if needs is not None and not needs.text().strip():
            needs.setFocus()
        else:
            self.take_focus()

    def add_part(self, tender: Tender) -> None:
        """A part that was taken; what is left is received next, in cash until somebody says otherwise."""
        self.parts = (*self.parts, tender)
        self.amount.clear()
        self.method.choose(CASH)
        self._show_parts()
        self._show_taking()
        self.take_focus()

    def forget_parts(self) -> None:
        """What was taken is given back: nothing is paid of it any more."""
        self.parts = ()
        self._show_parts()
        self._show_taking()

    def _show_parts(self) -> None:
        """What was taken already; a part is taken out again, but for one that a card was charged with."""
        layout = self._parts.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.setObjectName("")
                old.deleteLater()
        for n, part in enumerate(self.parts, start=1):
            amount = words.money(part.amount or 0, self._currency)
            told = f"{words.code_label(part.method)} {amount}"
            button = QToolButton()
            button.setObjectName(f"pay.part.{n}")
            button.setText(told if part.charge else f"{told}  ×")
            button.setAccessibleName(translate("sale", "Take out: {line}").format(line=told))
            button.setEnabled(not part.charge)
            set_tip(button, translate("sale", "The card was charged.") if part.charge else "")
            button.clicked.connect(partial(self._drop_part, part))
            layout.addWidget(button)
        put_after(self.amount, self._parts.findChildren(QToolButton, QRegularExpression(r"pay\.part\.")))
        self._taken.setVisible(bool(self.parts))

    def _drop_part(self, part: Tender) -> None:
        self.parts = tuple(one for one in self.parts if one is not part)
        self._show_parts()
        self._show_taking()
        self.take_focus()

    @property
    def was_charged(self) -> bool:
        """Whether a card was charged for what is not sold yet."""
        return any(part.charge for part in self.parts)

    @property
    def method_code(self) -> str:
        """The chosen method."""
        return self.method.value() or CASH

    @property
    def typed(self) -> int | None:
        """What was received, in minor units; None: nothing is typed, or nothing that is an amount."""
        return parse_amount(self.amount.text()) if self._takes_now else None

    @property
    def _takes_now(self) -> bool:
        return self.method_code in DESK_METHODS

    @property
    def tender(self) -> Tender:
        """What Take takes: without an amount all that is left."""
        return Tender(self.method_code, self.typed)

    def left_of(self, total: int) -> int:
        """What is left of a total after the parts that were taken, in minor units."""
        return taking(total, self.parts, currency=self._currency).left if self.parts else total

    def taking(self) -> Taking:
        """What it would come to."""
        return taking(self._total, (*self.parts, self.tender), currency=self._currency)

    def _on_method(self) -> None:
        """Exchange is no money: its page opens, and this row is as it was."""
        if self.method_code != EXCHANGE:
            self._show_taking()
            return
        self.method.choose(CASH)
        self._show_taking()
        if self.parts:
            self.refused.emit(translate("sale", "A part was taken already: take the rest, or take that part out."))
        else:
            self.exchange_requested.emit()

    def _show_taking(self) -> None:
        """The button says what will be taken."""
        found = self.taking()
        self.amount.setEnabled(self._takes_now)
        self._received.setEnabled(self._takes_now)
        self._show_at_hand(found)
        amount, left = words.money(found.taken, self._currency), words.money(found.left, self._currency)
        if not self._takes_now:
            text = {
                INVOICE: translate("sale", "Sell on invoice  Enter"),
                FREE: translate("sale", "Give for free  Enter"),
            }.get(self.method_code, translate("sale", "Reserve, paid on site  Enter"))
        elif found.is_whole:
            text = translate("sale", "Take {amount}  Enter")
        else:
            text = translate("sale", "Take {amount}, then {left}  Enter")
        self.take.setText(text.format(amount=amount, left=left))
        self.shown_taking.emit(found if self._takes_now else None)
        self.look_again()

    def _show_at_hand(self, found: Taking) -> None:
        """What customers hand over for what is due, a button each; only of cash there is more than is due."""
        layout = self._at_hand.layout()
        assert layout is not None
        amounts = amounts_at_hand(found.due) if self.method_code == CASH else ()
        if [button.property("amount") for button in self._hands()] == list(amounts):
            return
        for old in self._hands():
            layout.removeWidget(old)
            old.hide()
            old.setParent(None)
            old.deleteLater()
        for amount in amounts:
            button = QToolButton()
            button.setObjectName(f"pay.hand.{amount}")
            button.setProperty("amount", amount)
            button.setText(words.plain_amount(amount))
            button.setAccessibleName(
                translate("sale", "Received {amount}").format(amount=words.money(amount, self._currency))
            )
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(partial(self._receive, amount))
            layout.addWidget(button)

    def _hands(self) -> list[QToolButton]:
        return self._at_hand.findChildren(QToolButton)

    def _on_name(self) -> None:
        """An e-mail address that was typed first stands where it belongs."""
        if "@" in self.name.text() and not self.email.text():
            self.email.setText(self.name.text().strip())
            self.name.clear()

    def _receive(self, amount: int) -> None:
        self.amount.setText(words.plain_amount(amount))
        self.amount.setFocus()

    # --- what somebody does ---------------------------------------------------------------------------------------

    def lacks(self) -> tuple[QWidget, str] | None:
        """An amount that is none or too much; the customer of an invoice; the note of what is given, or sold for less."""
        typed, code = self.amount.text().strip(), self.method_code
        if self.parts and not self._takes_now:
            return self.method, translate("sale", "A part was taken already: take the rest, or take that part out.")
        if self._takes_now and typed and not self.typed:
            return self.amount, translate("sale", "Type an amount like 30.00, or leave it empty: just what is due.")
        if self._takes_now and (found := self.taking()).too_much:
            most = words.money(found.due, self._currency)
            return self.amount, translate("strip", "Type an amount up to {most}, like 30.00.").format(most=most)
        if code == INVOICE and not self.name.text().strip():
            return self.name, translate("sale", "An invoice needs the customer's name.")
        lowered, is_free = self._lowered and code != FREE, code == FREE
        no = unsaid(free=is_free, lowered=lowered, from_house=self._is_kept, said=is_said(self.note.text()))
        if no is not None and no.reason == "lowered_needs_note":
            return self.note, translate("sale", "Type why a price is lowered.")
        if no is not None:
            return self.note, translate("sale", "Type who invites.")
        if lowered and self.second.value() is None:
            return self.second.name, translate("sale", "A lowered price needs a second person.")
        return None

    def complain(self, field: QWidget, text: str) -> None:
        """A refusal that this field mends: the focus goes there."""
        field.setFocus()
        self.refused.emit(text)

    def _on_take(self) -> None:
        self._on_name()
        if not self.is_complete():
            return
        found = self.taking()
        if self._takes_now and not found.is_whole:
            self.part_requested.emit(Tender(self.method_code, found.taken))
            return
        fields = {"name": self.name, "email": self.email, "phone": self.phone}
        customer = {name: text for name, field in fields.items() if (text := field.text().strip())}
        note = self.note.text().strip() or None
        approval = self.second.value() if self._lowered else None
        wished = Payment((*self.parts, self.tender), customer, note, approval, self.delivery.way)
        self.take_requested.emit(wished)


def _exchange_word() -> str:
    return translate("sale", "Exchange")


def _field(name: str, aloud: str, *, hint: str = "") -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setAccessibleName(aloud)
    field.setPlaceholderText(hint)
    field.setMinimumWidth(max(LEAST_WIDTH, field.fontMetrics().horizontalAdvance(hint) + BESIDE_TEXT))
    return field


def _line(heading: Label, *fields: QWidget) -> QHBoxLayout:
    """Fields behind a heading, as far from it as the choices of a row."""
    row = QHBoxLayout()
    row.setContentsMargins(4, 2, 4, 2)
    row.setSpacing(8)
    row.addWidget(heading)
    row.addSpacing(HEADING_GAP - 8)
    for field in fields:
        row.addWidget(field)
    return row
