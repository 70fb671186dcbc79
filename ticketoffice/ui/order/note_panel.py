"""A note on an order: what was noted so far, and a line for one more."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from ticketoffice.desk.views import NoteView, OrderView
from ticketoffice.ui import words
from ticketoffice.ui.elided_label import ElidedLabel
from ticketoffice.ui.order.page import ButtonRow, Page, bold_label, field_label, page_button, page_layout
from ticketoffice.ui.scanner import DECIDES
from ticketoffice.ui.words import translate

SEEN = 3
"""Notes that are read here; the head of the order has them all."""


class NotePanel(Page):
    """Enter writes it down from anywhere on the page; what is half written waits with its order, until Esc leaves it. Where the
    customer was erased since it was begun, it is said, and only the button still writes it down.
    """

    save_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__("note.panel")
        self.setProperty(DECIDES, False)
        self._order: str | None = None
        self._drafts: dict[str, str] = {}
        self._named: dict[str, bool] = {}
        self.erased = bold_label()
        self.erased.setObjectName("note.erased")
        self.title = bold_label()
        self.before = [ElidedLabel() for _ in range(SEEN)]
        self.text = QLineEdit()
        self.text.setObjectName("note.text")
        self.text.setAccessibleName(translate("panels", "Note"))
        self.back = page_button(translate("panels", "Back  Esc"), name="note.back")
        self.save = page_button(translate("panels", "Write it down  Enter"), name="note.save", primary=True)
        self.primary = self.save
        row = QHBoxLayout()
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(8)
        row.addWidget(field_label(translate("panels", "Note")))
        row.addWidget(self.text, 1)
        lines = page_layout(self)
        lines.setSpacing(4)
        lines.addWidget(self.title)
        for line in self.before:
            line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            lines.addWidget(line)
        lines.addWidget(self.erased)
        lines.addLayout(row)
        lines.addStretch(1)
        lines.addWidget(ButtonRow(self.back, self.save))
        self.back.clicked.connect(self.back_requested)
        self.save.clicked.connect(self._on_save)
        self.text.textChanged.connect(self._on_text)
        self.back_requested.connect(self._on_back)

    def show_for(self, order: OrderView) -> None:
        """The newest notes of the order, and a line: empty, or with what was half written on it before."""
        if order.order not in self._drafts:
            self._named[order.order] = order.customer is not None
        self._order = None
        self.text.setText(self._drafts.get(order.order, ""))
        self._order = order.order
        self.show_again(order)

    def show_again(self, order: OrderView) -> None:
        """The same order as it now stands, around what is being typed."""
        text = translate(
            "panels",
            "A note on order {order}: it is seen here, in Today and on the door list, and erased with its customer.",
        )
        self.title.setText(text.format(order=order.number))
        said = [_said(note, timezone=order.timezone) for note in reversed(order.notes)]
        for line, note in zip(self.before, (*said[:SEEN], *[""] * SEEN), strict=False):
            line.setText(note)
            line.setVisible(bool(note))
        is_erased = self._named[order.order] and order.customer is None
        text = translate(
            "panels", "The customer was erased meanwhile. A note that names them brings their data back to every desk."
        )
        self.erased.setText(text if is_erased else "")
        self.erased.setVisible(is_erased)
        self.save.setText(
            translate("panels", "Write it down all the same")
            if is_erased
            else translate("panels", "Write it down  Enter")
        )
        self.primary = None if is_erased else self.save

    def press(self) -> None:
        """Enter: of a customer who was erased nothing is written down by it."""
        if self.primary is None:
            self.refused.emit(translate("panels", "Nothing was noted: read your note first, the customer was erased."))
        super().press()

    def has_draft(self, order: str) -> bool:
        """Whether a note on this order is half written."""
        return order in self._drafts

    def forget(self, order: str) -> None:
        """What was typed for this order is written down, or given up."""
        self._drafts.pop(order, None)
        self._named.pop(order, None)
        if self._order == order:
            self._order = None
            self.text.clear()

    def take_focus(self) -> None:
        """One types at once."""
        self.text.setFocus()

    def lacks(self) -> tuple[QWidget, str] | None:
        """A text."""
        return None if self.text.text().strip() else (self.text, translate("panels", "Type the note."))

    def _on_text(self, text: str) -> None:
        if self._order is not None and text.strip():
            self._drafts[self._order] = text
        elif self._order is not None:
            self._drafts.pop(self._order, None)
        self.look_again()

    def _on_back(self) -> None:
        if self._order is not None:
            self.forget(self._order)

    def _on_save(self) -> None:
        if self.is_complete():
            self.save_requested.emit(self.text.text())


def _said(note: NoteView, *, timezone: str) -> str:
    """A note with its time and who wrote it, where that is known."""
    told = [words.moment(note.at, timezone=timezone, short=True), note.by or "", " ".join(note.text.split())]
    return "   ".join(part for part in told if part)
