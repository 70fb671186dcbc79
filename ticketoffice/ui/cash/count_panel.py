"""Step 1 of 3: the drawer is counted, piece by piece, and what is expected is not shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ticketoffice.desk.cash_views import TillView
from ticketoffice.domain.drawer import DENOMINATIONS, MOST_PIECES
from ticketoffice.ui import words
from ticketoffice.ui.labels import Label
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, page_button, page_layout
from ticketoffice.ui.theme import BUTTON_HEIGHT, KEY_POINTS
from ticketoffice.ui.words import translate

FIELD_WIDTH, VALUE_WIDTH, SUM_WIDTH = 56, 64, 72
NOTES_FROM = {"CHF": 1_000, "EUR": 500}
"""The smallest note of each currency, in minor units."""


class PieceField(QLineEdit):
    """How many of one value; Enter goes on like Tab, and from the last one ends the count; Up and Down go to the neighbours."""

    is_last = False

    def __init__(self, currency: str, value: int) -> None:
        super().__init__()
        self.value = value
        self.setObjectName(f"cash.pieces.{currency.lower()}.{value}")
        self.setAccessibleName(translate("cash", "How many of {amount}").format(amount=words.money(value, currency)))
        self.setValidator(QIntValidator(0, MOST_PIECES, self))
        self.setFixedWidth(FIELD_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    @property
    def pieces(self) -> int:
        """The number that stands there; nothing is none."""
        return int(self.text()) if self.text().isdecimal() else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter, Up and Down."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_last:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)


class CurrencyCount(QWidget):
    """The notes and coins of one currency, in two columns, and what they come to."""

    changed = Signal()

    def __init__(self, currency: str) -> None:
        super().__init__()
        self.currency = currency
        self.fields = {value: PieceField(currency, value) for value in DENOMINATIONS[currency]}
        self._sums = {value: Label() for value in self.fields}
        self.total = Label()
        self.total.setObjectName(f"cash.total.{currency.lower()}")
        self.total.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        big = self.total.font()
        big.setPointSize(KEY_POINTS)
        big.setBold(True)
        self.total.setFont(big)
        notes = [value for value in self.fields if value >= NOTES_FROM[currency]]
        columns = QHBoxLayout()
        columns.setSpacing(16)
        for values in (notes, [value for value in self.fields if value not in notes]):
            columns.addLayout(self._column(values))
        columns.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.total)
        layout.addLayout(columns)
        self._on_changed()

    def _column(self, values: Sequence[int]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, value in enumerate(values):
            name, field, amount = Label(words.plain_amount(value)), self.fields[value], self._sums[value]
            name.setFixedSize(VALUE_WIDTH, BUTTON_HEIGHT)
            name.setAlignment(right)
            amount.setFixedSize(SUM_WIDTH, BUTTON_HEIGHT)
            amount.setAlignment(right)
            amount.setProperty("quiet", True)
            field.textChanged.connect(self._on_changed)
            for column, part in enumerate((name, Label("×"), field, amount)):
                grid.addWidget(part, row, column)
        grid.setRowStretch(len(values), 1)
        return grid

    @property
    def counted(self) -> dict[int, int]:
        """How many of each value, where there are any."""
        return {value: field.pieces for value, field in self.fields.items() if field.pieces}

    def clear(self) -> None:
        """Nothing is counted yet."""
        for field in self.fields.values():
            field.clear()

    def _on_changed(self) -> None:
        total = 0
        for value, field in self.fields.items():
            total += value * field.pieces
            amount = words.plain_amount(value * field.pieces) if field.pieces else ""
            self._sums[value].setText(amount)
        self.total.setText(words.money(total, self.currency))
        self.changed.emit()


class CountPanel(Page):
    """`count_requested` carries how many of each value there are, by currency."""

    count_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__("cash.count")
        self.title = bold_label()
        self.counts = {currency: CurrencyCount(currency) for currency in DENOMINATIONS}
        self._shown: tuple[str, ...] = ()
        blocks = QHBoxLayout()
        blocks.setSpacing(24)
        for block in self.counts.values():
            blocks.addWidget(block)
        blocks.addStretch(1)
        self.back = page_button(translate("panels", "Back  Esc"), name="cash.count_back")
        self.counted = page_button(translate("cash", "Counted: show the difference"), name="cash.counted", primary=True)
        self.primary = self.counted
        self.back.clicked.connect(self.back_requested)
        self.counted.clicked.connect(self._on_counted)
        lines = page_layout(self)
        lines.setContentsMargins(16, 16, 16, 16)
        lines.setSpacing(16)
        lines.addWidget(self.title)
        lines.addLayout(blocks)
        lines.addWidget(ButtonRow(self.back, self.counted))
        lines.addStretch(1)

    def show_for(self, view: TillView, *, again: bool) -> None:
        """The sets of what lies in the drawer, empty; what is expected stays hidden. `again`: it is the second count."""
        self.title.setText(
            translate("cash", "Step 1 of 3: count once more. This count stands.")
            if again
            else translate("cash", "Step 1 of 3: count what lies in the drawer. What is expected is shown afterwards.")
        )
        shown = {one.currency for one in view.currencies} or {view.currency}
        self._shown = tuple(currency for currency in self.counts if currency in shown)
        for currency, block in self.counts.items():
            block.setVisible(currency in shown)
            block.clear()
            for field in block.fields.values():
                field.is_last = False
        list(self.counts[self._shown[-1]].fields.values())[-1].is_last = True

    def take_focus(self) -> None:
        """The largest note."""
        self._largest().setFocus()

    def type_first(self, digit: str) -> None:
        """How many of the largest note there are begins with this digit."""
        self._largest().insert(digit)

    def _largest(self) -> PieceField:
        return next(iter(self.counts[self._shown[0]].fields.values()))

    def _on_counted(self) -> None:
        self.count_requested.emit({currency: self.counts[currency].counted for currency in self._shown})
