"""The page of an exchange: old tickets on the left, what is had for them on the right, the difference and the deed below."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ticketoffice.desk.exchange_choices import Exchangeable, Group, Proposal
from ticketoffice.desk.views import OrderView, TicketView
from ticketoffice.domain.rules import PAPERS
from ticketoffice.ui import words
from ticketoffice.ui.choice_row import ChoiceRow
from ticketoffice.ui.exchange.dates import DateList
from ticketoffice.ui.exchange.groups import GroupLines
from ticketoffice.ui.exchange.lines import minus_row, plus_rows
from ticketoffice.ui.exchange.words import fee_text, paper_word, warning_text
from ticketoffice.ui.order.difference import DifferenceFields
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, page_button, text_label
from ticketoffice.ui.rows_model import RowsModel, rows_table
from ticketoffice.ui.theme import BUTTON_HEIGHT, GRID
from ticketoffice.ui.words import translate

GROUPS_HEIGHT = 112
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ExchangePage(Page):
    """`proposal_wished`: a date or other tickets are wanted, and what they come to is to be asked; `exchange_requested`: all of it
    is decided.
    """

    fills = True
    proposal_wished = Signal()
    exchange_requested = Signal()

    def __init__(self) -> None:
        super().__init__("exchange.page")
        self._found: Exchangeable | None = None
        self._asked_of: str | None = None
        self.proposal: Proposal | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.title, self.gives_back, self.gets = bold_label(), bold_label(), bold_label()
        for part in (self.gives_back, self.gets):
            part.setWordWrap(False)
            part.setFixedHeight(BUTTON_HEIGHT)
        self.title.setObjectName("exchange.title")
        titles = translate("exchange", "Ticket"), translate("tickets", "Price")
        self.minus, self.plus = RowsModel(titles, right=(1,)), RowsModel(titles, right=(1,))
        self._minus = rows_table(
            self.minus, name="exchange.minus", title=translate("exchange", "Tickets that are given back"), stretch=0
        )
        self._plus = rows_table(
            self.plus, name="exchange.plus", title=translate("exchange", "Tickets that are had for them"), stretch=0
        )
        for table in (self._minus, self._plus):
            table.horizontalHeader().hide()
            table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.dates = DateList(self)
        self.groups = GroupLines()
        self.paper = ChoiceRow(name="exchange.paper", title=translate("exchange", "Old paper"))
        self.paper.set_choices([(code, paper_word(code)) for code in PAPERS])
        self.warning, self.fee = bold_label(), text_label()
        self.warning.setObjectName("exchange.warning")
        self.fee.setObjectName("exchange.fee")
        self.difference = DifferenceFields("exchange", page=self)
        self.back = page_button(translate("panels", "Back  Esc"), name="exchange.back")
        self.finish = page_button("", name="exchange.finish", primary=True)
        self.primary = self.finish
        lines = QVBoxLayout(self)
        lines.setContentsMargins(GRID, 4, GRID, 4)
        lines.setSpacing(4)
        lines.addWidget(self.title)
        lines.addLayout(self._built_sides(), 1)
        lines.addWidget(self.warning)
        about = QHBoxLayout()
        about.setSpacing(2 * GRID)
        about.addWidget(self.fee, 1)
        about.addWidget(self.paper)
        lines.addLayout(about)
        lines.addWidget(self.difference)
        lines.addWidget(ButtonRow(self.back, self.finish))

    def _built_sides(self) -> QHBoxLayout:
        self._kinds = QScrollArea()
        self._kinds.setWidgetResizable(True)
        self._kinds.setFrameShape(QFrame.Shape.NoFrame)
        self._kinds.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._kinds.setWidget(self.groups)
        for part in (self._kinds.viewport(), self.groups):
            part.setAutoFillBackground(False)
        left, right, both = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        head = QHBoxLayout()
        head.addWidget(self.gets, 1)
        head.addWidget(self.dates.filter, 1)
        left.addWidget(self.gives_back)
        left.addWidget(self._minus, 1)
        right.addLayout(head)
        right.addWidget(self.dates.table, 3)
        right.addWidget(self._kinds)
        right.addWidget(self._plus, 2)
        for side in (left, right):
            side.setSpacing(4)
        both.setSpacing(2 * GRID)
        both.addLayout(left, 4)
        both.addLayout(right, 5)
        return both

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_requested)
        self.finish.clicked.connect(self._on_finish)
        self.groups.edited.connect(self.proposal_wished)
        self.difference.edited.connect(self._show_deed)
        self.dates.chosen.connect(self._on_date)
        self.dates.lost.connect(self.show_problem)

    # --- what is shown -------------------------------------------------------------------------------------------

    def show_for(
        self, order: OrderView, tickets: Sequence[TicketView], found: Exchangeable, *, paper: str | None
    ) -> None:
        """These tickets of an order, and the dates; their own date is current, so that Down is the next one."""
        self._found, self._asked_of, self.proposal = found, None, None
        self.difference.begin_anew()
        count = words.counted("exchange", "%n ticket(s)", len(tickets))
        text = translate("exchange", "GIVES BACK  {count}, {amount}")
        self.gives_back.setText(text.format(count=count, amount=words.money(found.worth, found.currency)))
        said = [order.number, (order.customer.name or order.customer.company or "") if order.customer else ""]
        text = translate("exchange", "Exchange tickets of order {order}")
        self.title.setText(text.format(order=", ".join(part for part in said if part)))
        self.minus.set_rows([minus_row(ticket) for ticket in tickets])
        self.paper.choose(paper)
        self.dates.show_dates(found.dates)
        self._kinds.hide()
        self._show_nothing()
        self.proposal_wished.emit()

    def take_focus(self) -> None:
        """The dates: one Down is the next one."""
        self.dates.table.setFocus()

    @property
    def found(self) -> Exchangeable | None:
        """The tickets that are exchanged."""
        return self._found

    @property
    def wanted(self) -> tuple[str, tuple[Group, ...] | None] | None:
        """The performance and the groups to be asked about; None as groups: what is most like the old tickets."""
        date = self.dates.date
        if date is None:
            return None
        return date.id, self.groups.groups if self._asked_of == date.id else None

    def show_proposal(self, proposal: Proposal, *, problem: str = "") -> None:
        """What was asked comes to this; `problem` says why it cannot be had."""
        date, found = self.dates.date, self._found
        if date is None or found is None or date.id != proposal.performance:
            return
        self._asked_of, self.proposal = date.id, proposal
        self.groups.show_groups(proposal.groups, zones=proposal.zones, currency=found.currency)
        self._kinds.setFixedHeight(min(self.groups.sizeHint().height(), GROUPS_HEIGHT))
        self._kinds.show()
        self._put_in_turn()
        offer = proposal.offer
        if offer is None:
            self._show_nothing(problem)
            return
        self.plus.set_rows(plus_rows(offer.new.lines, currency=found.currency))
        number = words.counted("exchange", "%n ticket(s)", len(offer.new.lines))
        text = translate("exchange", "GETS  {count}, {amount}")
        self.gets.setText(text.format(count=number, amount=words.money(offer.new.total, found.currency)))
        old = len(found.tickets)
        self.warning.setText(warning_text(old=old, new=len(offer.new.lines)))
        self.warning.setVisible(bool(self.warning.text()))
        self.fee.setText(fee_text(offer.fee, found.currency))
        self.difference.show_difference(offer.to_pay, currency=found.currency, refunding=found.refunding)
        self._show_deed()

    def _put_in_turn(self) -> None:
        """Tab goes down the left side, then down the right one, and then to the money."""
        money = self.difference
        sides = [self._minus, self.dates.filter, self.dates.table, *self.groups.fields, self._plus]
        for before, after in pairwise([*sides, self.paper, money.method, money.amount, self.back, self.finish]):
            QWidget.setTabOrder(before, after)

    def show_problem(self, problem: str = "") -> None:
        """What stands in the way of the date that is current."""
        self._asked_of, self.proposal = None, None
        self._kinds.hide()
        self._show_nothing(problem)

    def _show_nothing(self, problem: str = "") -> None:
        self.plus.set_rows([])
        self.gets.setText(translate("exchange", "GETS"))
        self.warning.setText(problem)
        self.warning.setVisible(bool(problem))
        self.fee.setText(translate("exchange", "Nothing is changed before this is finished."))
        self.difference.show_nothing()
        self._show_deed()

    def _show_deed(self) -> None:
        offered = self.proposal is not None and self.proposal.offer is not None
        text = (
            self.difference.button_text(
                translate("exchange", "Exchange and take {amount}  Enter"),
                translate("exchange", "Exchange and give back {amount}  Enter"),
                owe=translate("exchange", "Exchange, {amount} is owed  Enter"),
                even=translate("exchange", "Exchange at the same price  Enter"),
            )
            if offered
            else translate("exchange", "Exchange: choose a date")
        )
        self.finish.setText(text)
        self.look_again()

    # --- what somebody does ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter on a date takes it and goes on to what is left to decide; Down in the filter goes to the dates."""
        focused = self.focusWidget()
        if event.key() in ENTERS and focused in (self.dates.table, self.dates.filter):
            self._take_date()
        elif event.key() == Qt.Key.Key_Down and focused is self.dates.filter:
            self.dates.table.setFocus()
            self.dates.take_first()
        else:
            super().keyPressEvent(event)

    def _take_date(self) -> None:
        """What is to be paid comes next, else the deed."""
        self.dates.take_first()
        offer = self.proposal.offer if self.proposal is not None else None
        pays = offer is not None and offer.to_pay != 0
        (self.difference.method if pays else self.finish).setFocus()

    def _on_date(self) -> None:
        self._asked_of, self.proposal = None, None
        self.proposal_wished.emit()

    def lacks(self) -> tuple[QWidget, str] | None:
        """A date with what is had on it, and the money for it."""
        if self.proposal is None:
            return self.dates.table, translate("exchange", "Choose a date, and wait until its price is shown.")
        if self.proposal.offer is None:
            return self.dates.table, self.warning.text()
        return self.difference.lacks()

    def _on_finish(self) -> None:
        if self.is_complete():
            self.exchange_requested.emit()
