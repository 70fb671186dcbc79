"""The place below the tickets while nothing is open there: the order's cases and notes in whole, and what the cross does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from ticketoffice.desk.report_views import CaseLine
from ticketoffice.ui.labels import Label
from ticketoffice.ui.order.case_lines import CaseLines
from ticketoffice.ui.theme import GRID
from ticketoffice.ui.words import translate


class IdlePlace(QFrame):
    """Notes that are longer than the place are scrolled."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip.idle")
        self.cases = CaseLines()
        self.notes = Label()
        self.notes.setObjectName("strip.notes")
        self.notes.setWordWrap(True)
        self.notes.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.notes)
        self._scroll.setMinimumHeight(self.notes.fontMetrics().lineSpacing())
        for part in (self._scroll.viewport(), self.notes):
            part.setAutoFillBackground(False)
        self.sentence = Label(
            translate(
                "order", "The cross makes a ticket invalid at once and frees its place. Space ticks, Del cancels."
            )
        )
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setWordWrap(True)
        self.sentence.setProperty("quiet", True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        layout.addWidget(self.cases)
        layout.addWidget(self._scroll, 1)
        layout.addWidget(self.sentence)
        self.show_notes(())

    def show_notes(self, texts: Sequence[str], *, cases: Sequence[CaseLine] = ()) -> None:
        """Shows an order's cases and notes, each note in a paragraph of its own; without any, the sentence has the middle of the
        place, and beside both none.
        """
        self.cases.show_cases(cases)
        self.notes.setText("\n\n".join(translate("order", "Note: {text}").format(text=text) for text in texts))
        self._scroll.setVisible(bool(texts))
        self.sentence.setVisible(not texts or not cases)
