"""Step 2 of 3: what was counted beside what is expected; the reason of a difference, who stands beside, what stays in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from ticketoffice.desk.cash_views import TillView
from ticketoffice.domain.amounts import parse_amount
from ticketoffice.domain.said import is_said
from ticketoffice.ui import words
from ticketoffice.ui.cash.open_panel import FIELD_WIDTH
from ticketoffice.ui.cash.rows import difference
from ticketoffice.ui.labels import Label
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, field_label, page_button, page_layout, text_label
from ticketoffice.ui.order.second_person import SecondPerson
from ticketoffice.ui.theme import KEY_POINTS
from ticketoffice.ui.words import translate


class ClosePanel(Page):
    """`close_requested` carries the reason or None, what stays in the drawer by currency, and the approval or None; `recount_requested`
    counts once more.
    """

    close_requested = Signal(object, object, object)
    recount_requested = Signal()

    def __init__(self) -> None:
        super().__init__("cash.close")
        self._view: TillView | None = None
        self.title, self.text = bold_label(), text_label()
        self.title.setText(translate("cash", "Step 2 of 3: the difference"))
        self._figures, self._left = QGridLayout(), dict[str, QLineEdit]()
        self._figures.setHorizontalSpacing(24)
        self._figures.setVerticalSpacing(8)
        self.why, self.second = QLineEdit(), SecondPerson("cash")
        self.why.setObjectName("cash.why_differs")
        self.why.setAccessibleName(translate("cash", "Reason of the difference"))
        self._reason = QWidget()
        row = QHBoxLayout(self._reason)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(field_label(translate("cash", "Reason of the difference")))
        row.addWidget(self.why, 1)
        self.recount = page_button(translate("cash", "Count once more"), name="cash.recount")
        self.back = page_button(translate("panels", "Back  Esc"), name="cash.close_back")
        self.close_it = page_button(translate("cash", "Close the drawer  Enter"), name="cash.close_it", primary=True)
        self.primary = self.close_it
        self.back.clicked.connect(self.back_requested)
        self.recount.clicked.connect(self.recount_requested)
        self.close_it.clicked.connect(self._on_close)
        self.why.textChanged.connect(self.look_again)
        self.second.changed.connect(self.look_again)
        lines = page_layout(self)
        lines.setContentsMargins(16, 16, 16, 16)
        lines.setSpacing(12)
        for part in (self.title, self.text):
            lines.addWidget(part)
        lines.addLayout(self._figures)
        lines.addWidget(self._reason)
        lines.addWidget(self.second)
        lines.addWidget(ButtonRow(self.recount, self.back, self.close_it))
        lines.addStretch(1)

    def show_for(self, view: TillView) -> None:
        """The counted drawer; the same one again leaves what is being typed."""
        if self._view is None or self._view.session != view.session:
            self.why.clear()
            self.second.clear()
        if self._view is None or self._view.currencies != view.currencies:
            self._show_figures(view)
        self._view = view
        said = [_refunds(view.refunds_open)] if view.refunds_open else []
        if view.needs_second:
            said.append(translate("cash", "So large a difference is closed with a reason and a second person."))
        elif view.needs_reason:
            said.append(translate("cash", "Say why it differs, then close it."))
        self.text.setText(" ".join(said))
        self.text.setVisible(bool(said))
        self._reason.setVisible(view.needs_reason)
        self.second.setVisible(view.needs_second)
        self.recount.setVisible(view.may_count)

    def _show_figures(self, view: TillView) -> None:
        while (item := self._figures.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._left = {}
        titles = (
            *(translate("cash", "Counted"), translate("cash", "Expected"), translate("cash", "Difference")),
            translate("cash", "Stays in the drawer"),
        )
        for column, title in enumerate(titles):
            label = Label(title)
            label.setProperty("quiet", True)
            self._figures.addWidget(label, 0, column)
        for row, one in enumerate(view.currencies, start=1):
            left = self._left[one.currency] = QLineEdit(words.plain_amount(one.left))
            left.setObjectName(f"cash.left.{one.currency.lower()}")
            left.setAccessibleName(translate("cash", "Stays in the drawer, {currency}").format(currency=one.currency))
            left.setFixedWidth(FIELD_WIDTH)
            left.textChanged.connect(self.look_again)
            differs = _figure(difference(one), big=True)
            differs.setObjectName(f"cash.difference.{one.currency.lower()}")
            parts: tuple[QWidget, ...] = (
                _figure(words.money(one.counted or 0, one.currency)),
                _figure(words.money(one.expected, one.currency)),
                differs,
                left,
            )
            for column, part in enumerate(parts):
                self._figures.addWidget(part, row, column)
        self._figures.setColumnStretch(len(titles), 1)

    def take_focus(self) -> None:
        """What is missing; else the deed."""
        if self._view is not None and self._view.needs_reason:
            self.why.setFocus()
        else:
            self.close_it.setFocus()

    def lacks(self) -> tuple[QWidget, str] | None:
        """A reason and a second person where the difference needs them; amounts that can stay."""
        view = self._view
        if view is None:
            return None
        for one in view.currencies:
            field = self._left[one.currency]
            amount = parse_amount(field.text() or "0")
            if amount is None or amount > (one.counted or 0):
                most = words.money(one.counted or 0, one.currency)
                return field, translate("cash", "Type an amount up to {most}.").format(most=most)
        if view.needs_reason and not is_said(self.why.text()):
            return self.why, translate("cash", "Type a reason.")
        if view.needs_second and self.second.value() is None:
            return self.second.name, translate(
                "cash", "So large a difference is closed with a reason and a second person."
            )
        return None

    def _on_close(self) -> None:
        if self.is_complete():
            left = {currency: parse_amount(field.text() or "0") for currency, field in self._left.items()}
            self.close_requested.emit(self.why.text().strip() or None, left, self.second.value())


def _figure(text: str, *, big: bool = False) -> Label:
    label = Label(text)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    font = label.font()
    if big:
        font.setPointSize(KEY_POINTS)
        font.setBold(True)
    label.setFont(font)
    return label


def _refunds(count: int) -> str:
    return words.counted("cash", "%n refund(s) of this desk must be finished first: see Orders.", count)
