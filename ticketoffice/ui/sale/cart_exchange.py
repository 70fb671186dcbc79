"""Old tickets pay for a cart: what is given back on the left, scanned or typed; what the cart gets on the right; below, the difference."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRegularExpression, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ticketoffice.desk.choosing import Quote
from ticketoffice.desk.exchange_choices import ForCart
from ticketoffice.desk.views import TicketView
from ticketoffice.domain.rules import PAPERS
from ticketoffice.ui import words
from ticketoffice.ui.choice_row import ChoiceRow
from ticketoffice.ui.exchange.lines import MINUS, PLUS, minus_row
from ticketoffice.ui.exchange.words import fee_text, paper_word, warning_text
from ticketoffice.ui.flow import FlowLayout
from ticketoffice.ui.labels import set_tip
from ticketoffice.ui.order.difference import DifferenceFields
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, page_button, page_layout, text_label
from ticketoffice.ui.sale.tab_chain import put_after
from ticketoffice.ui.theme import BUTTON_HEIGHT
from ticketoffice.ui.words import translate

NAME = "sell.exchange"
MOST_HEIGHT = 2 * BUTTON_HEIGHT + 12


class CartExchange(Page):
    """`ticket_named` carries what was typed of an old ticket, `dropped` the id of one that is not given back after all;
    `exchange_requested`: all of it is decided.
    """

    ticket_named = Signal(str)
    dropped = Signal(str)
    exchange_requested = Signal()

    def __init__(self) -> None:
        super().__init__(NAME)
        self.found: ForCart | None = None
        self.tickets: tuple[TicketView, ...] = ()
        self.gives_back, self.gets, self.plus = bold_label(), bold_label(), text_label()
        self.gives_back.setObjectName(f"{NAME}.gives_back")
        self.gets.setObjectName(f"{NAME}.gets")
        self.plus.setObjectName(f"{NAME}.plus")
        self.ticket = QLineEdit()
        self.ticket.setObjectName(f"{NAME}.ticket")
        self.ticket.setAccessibleName(translate("exchange", "Old ticket"))
        self.ticket.setPlaceholderText(translate("exchange", "Old ticket: scan it, or type its number"))
        self.add = page_button(translate("exchange", "Add"), name=f"{NAME}.add")
        self._minus = QWidget()
        chips = FlowLayout()
        chips.setContentsMargins(0, 0, 0, 0)
        chips.setSpacing(4)
        self._minus.setLayout(chips)
        self._scrolled = QScrollArea()
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scrolled.setWidgetResizable(True)
        self._scrolled.setWidget(self._minus)
        for part in (self._scrolled.viewport(), self._minus):
            part.setAutoFillBackground(False)
        self.warning, self.fee = bold_label(), text_label()
        self.warning.setObjectName(f"{NAME}.warning")
        self.fee.setObjectName(f"{NAME}.fee")
        self.note = QLineEdit()
        self.note.setObjectName(f"{NAME}.note")
        self.note.setAccessibleName(translate("sale", "Note"))
        self.note.setPlaceholderText(translate("sale", "Note: who invites, or why"))
        self.paper = ChoiceRow(name=f"{NAME}.paper", title=translate("exchange", "Old paper"), first=False)
        self.paper.set_choices([(code, paper_word(code)) for code in PAPERS])
        self.difference = DifferenceFields(NAME, page=self)
        self.back = page_button(translate("panels", "Back  Esc"), name=f"{NAME}.back")
        self.finish = page_button("", name=f"{NAME}.finish", primary=True)
        self.primary = self.finish
        self._place()
        self.back.clicked.connect(self.back_requested)
        self.finish.clicked.connect(self._on_finish)
        self.add.clicked.connect(self._on_add)
        self.ticket.textChanged.connect(self.look_again)
        self.difference.edited.connect(self._show_deed)
        self.begin_anew()

    def _place(self) -> None:
        typed, about, sides = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        left, right = QVBoxLayout(), QVBoxLayout()
        typed.setSpacing(8)
        typed.addWidget(self.ticket, 1)
        typed.addWidget(self.add)
        left.addWidget(self.gives_back)
        left.addLayout(typed)
        right.addWidget(self.gets)
        right.addWidget(self.plus)
        right.addWidget(self.fee)
        for side in (left, right):
            side.setSpacing(4)
            side.addStretch(1)
        sides.setSpacing(16)
        sides.addLayout(left, 1)
        sides.addLayout(right, 1)
        about.setSpacing(16)
        about.addWidget(self.note, 1)
        about.addWidget(self.paper)
        lines = page_layout(self)
        lines.setContentsMargins(8, 8, 8, 8)
        lines.setSpacing(4)
        lines.addLayout(sides)
        lines.addWidget(self._scrolled)
        lines.addWidget(self.warning)
        lines.addLayout(about)
        lines.addWidget(self.difference)
        lines.addWidget(ButtonRow(self.back, self.finish))

    # --- what is shown -------------------------------------------------------------------------------------------

    def begin_anew(self) -> None:
        """No old ticket is named."""
        self.forget_complaint()
        self.ticket.clear()
        self.note.clear()
        self.paper.choose(None)
        self.found, self.tickets = None, ()
        self._show_minus()
        self.difference.begin_anew()
        self._show_sides(None)

    def take_focus(self) -> None:
        """The old ticket comes first."""
        self.ticket.setFocus()
        self.ticket.selectAll()

    def show_offer(self, found: ForCart | None, *, tickets: Sequence[TicketView]) -> None:
        """What these old tickets and the cart come to; None: it is being asked."""
        self.found, self.tickets = found, tuple(tickets)
        self._show_minus()
        if found is None:
            self.difference.show_nothing()
        else:
            offer = found.offer
            self.difference.show_difference(offer.to_pay, currency=offer.new.currency, refunding=found.refunding)
        self._show_sides(found)

    def _show_sides(self, found: ForCart | None) -> None:
        worth, count = sum(ticket.price for ticket in self.tickets), len(self.tickets)
        text = translate("exchange", "GIVES BACK  {count}, {amount}")
        currency = self.tickets[0].currency if self.tickets else ""
        told = text.format(
            count=words.counted("exchange", "%n ticket(s)", count), amount=words.money(worth, currency) if count else ""
        )
        self.gives_back.setText(told if count else translate("exchange", "GIVES BACK"))
        if found is None:
            self.gets.setText(translate("exchange", "GETS"))
            self.plus.setText("")
            self.fee.setText(translate("exchange", "Nothing is changed before this is finished."))
            self.warning.setText("")
        else:
            offer = found.offer
            number = words.counted("exchange", "%n ticket(s)", len(offer.new.lines))
            text = translate("exchange", "GETS  {count}, {amount}")
            self.gets.setText(text.format(count=number, amount=words.money(offer.new.total, offer.new.currency)))
            self.plus.setText("\n".join(_plus_lines(offer.new)))
            self.fee.setText(fee_text(offer.fee, offer.new.currency))
            self.warning.setText(warning_text(old=count, new=len(offer.new.lines)))
        for part in (self.warning, self.plus):
            part.setVisible(bool(part.text()))
        self._show_deed()

    def _show_minus(self) -> None:
        """Each old ticket, with a press to take it out again."""
        layout = self._minus.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.setObjectName("")
                old.deleteLater()
        for n, ticket in enumerate(self.tickets, start=1):
            what, price = minus_row(ticket)
            brief = f"{MINUS} {ticket.short}  {words.place(ticket)}  {price}"
            button = QToolButton(self._minus)
            button.setObjectName(f"{NAME}.minus.{n}")
            button.setText(f"{brief}  ×")
            button.setAccessibleName(translate("sale", "Take out: {line}").format(line=f"{what}  {price}"))
            set_tip(button, button.accessibleName())
            button.clicked.connect(partial(self.dropped.emit, ticket.ticket))
            layout.addWidget(button)
            button.show()
        put_after(self.add, self._minus.findChildren(QToolButton, QRegularExpression(r"sell\.exchange\.minus\.")))
        self._scrolled.setVisible(bool(self.tickets))
        self._fit()

    def _fit(self) -> None:
        """As high as the old tickets need, up to two lines of them; more are scrolled to."""
        layout = self._minus.layout()
        assert layout is not None
        layout.invalidate()
        self._scrolled.setFixedHeight(min(layout.heightForWidth(self._scrolled.viewport().width()), MOST_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in another width they stand on other lines."""
        super().resizeEvent(event)
        self._fit()

    def _show_deed(self) -> None:
        text = (
            self.difference.button_text(
                translate("exchange", "Exchange and take {amount}  Enter"),
                translate("exchange", "Exchange and give back {amount}  Enter"),
                owe=translate("exchange", "Exchange, {amount} is owed  Enter"),
                even=translate("exchange", "Exchange at the same price  Enter"),
            )
            if self.found is not None
            else translate("exchange", "Exchange: name an old ticket")
        )
        self.finish.setText(text)
        self.look_again()

    # --- what somebody does ---------------------------------------------------------------------------------------

    def lacks(self) -> tuple[QWidget, str] | None:
        """An old ticket, what it comes to, and the money for the difference."""
        if self.found is None or self.ticket.text().strip():
            return self.ticket, translate("exchange", "Scan an old ticket, or type its number and press Enter.")
        return self.difference.lacks()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter on a typed number adds that ticket."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.focusWidget() is self.ticket and self.ticket.text().strip():
            self._on_add()
        else:
            super().keyPressEvent(event)

    def complain(self, field: QWidget, text: str) -> None:
        """A refusal that this field mends: the focus goes there."""
        field.setFocus()
        self.refused.emit(text)

    def _on_add(self) -> None:
        typed = self.ticket.text().strip()
        if typed:
            self.ticket_named.emit(typed)
        else:
            self.is_complete()

    def _on_finish(self) -> None:
        if self.is_complete():
            self.exchange_requested.emit()


def _plus_lines(found: Quote) -> list[str]:
    """What the cart gets, a line a tariff: the cart beside it names the seats."""
    groups: dict[tuple[str, str, str], list[int]] = {}
    for line in found.lines:
        when = words.moment(line.performance.starts_at, timezone=line.performance.timezone, short=True)
        groups.setdefault((f"{line.event}, {when}", line.zone.name, line.tariff.name), []).append(line.price)
    return [
        f"{PLUS} {len(prices)} × {tariff}, {zone}  {words.money(sum(prices), found.currency)}  {what}"
        for (what, zone, tariff), prices in groups.items()
    ]
