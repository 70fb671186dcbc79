"""What can be done about the line in hand: its order opens, its ticket is kept while that is possible, its case is told."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy

from ticketoffice.desk.sync_views import SyncLine
from ticketoffice.desk.views import TicketView
from ticketoffice.ui.elided_label import ElidedLabel
from ticketoffice.ui.order.history_words import kind_word
from ticketoffice.ui.sync.words import line_state
from ticketoffice.ui.theme import BUTTON_HEIGHT, GRID
from ticketoffice.ui.words import translate


class LinePanel(QFrame):
    """Below one of the lists, as high whatever it offers. `order_wished` and `case_wished` carry the line, `keep_wished` its
    order, and the ids and short numbers of the tickets that are kept. `emptied`: the button that had the focus is gone.
    """

    order_wished = Signal(object)
    case_wished = Signal(object)
    keep_wished = Signal(str, object, str)
    emptied = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"sync.{name}.line")
        self.line: SyncLine | None = None
        self._kept: tuple[TicketView, ...] = ()
        self.text = ElidedLabel()
        self.text.setObjectName(f"sync.{name}.about")
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.case = _button(translate("sync", "Open case"), f"sync.{name}.case")
        self.keep = _button("", f"sync.{name}.keep")
        self.open = _button("", f"sync.{name}.open")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, GRID, 0, 0)
        layout.addWidget(self.text, 1)
        for button in (self.case, self.keep, self.open):
            layout.addWidget(button)
        self.case.clicked.connect(lambda: self.case_wished.emit(self.line))
        self.keep.clicked.connect(self.wish_keep)
        self.open.clicked.connect(lambda: self.order_wished.emit(self.line))
        self.setFixedHeight(GRID + BUTTON_HEIGHT)
        self.show_line(None)

    def show_line(self, line: SyncLine | None, *, has_case: bool = False) -> None:
        """Is about this line from now on; the same one again keeps what is offered."""
        same = line is not None and self.line is not None and line.operation == self.line.operation
        self.line = line
        if line is None or not same:
            self.text.setText("" if line is None else _about(line))
        self._offer(self.case, line is not None and has_case)
        self._offer(self.open, line is not None and line.number is not None)
        if line is not None and line.number is not None:
            self.open.setText(translate("sync", "Open order {number}  Enter").format(number=line.number))
        if not same:
            self._kept = ()
            self._offer(self.keep, False)

    def offer_keep(self, tickets: Sequence[TicketView]) -> None:
        """Of the line in hand these can be kept now."""
        self._kept = tuple(tickets)
        if self.line is not None:
            self.text.setText(_about(self.line, kept=bool(tickets)))
        shorts = self._shorts()
        self.keep.setText(translate("sync", "Keep ticket {ticket}  Ctrl+Z").format(ticket=shorts))
        self._offer(self.keep, bool(self._kept))

    def wish_keep(self) -> None:
        """Keeps what can be kept of the line in hand, if there is something."""
        if self._kept and self.line is not None and self.line.order is not None:
            self.keep_wished.emit(self.line.order, tuple(ticket.ticket for ticket in self._kept), self._shorts())

    def _shorts(self) -> str:
        return ", ".join(ticket.short for ticket in self._kept)

    def _offer(self, button: QPushButton, on: bool) -> None:
        """A button that goes with the focus in it gives it back to the list."""
        had_focus = button.hasFocus()
        button.setVisible(on)
        if had_focus and not on:
            self.emptied.emit()


def _about(line: SyncLine, *, kept: bool | None = None) -> str:
    """What was done with what, and how far it has come; of what may not leave yet, once that is known, whether it can be `kept`."""
    about = ", ".join(line.tickets) or line.number or translate("sync", "about no order")
    state = line_state(line)
    if line.state == "held" and kept is not None:
        waits = translate("sync", "waits behind what can still be kept")
        state = translate("sync", "can still be kept") if kept else waits
    return " · ".join(part for part in (kind_word(line.kind), about, state) if part)


def _button(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button
