"""What needs somebody about the order that is shown, told where it is read whole, with the way to where it is closed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QSizePolicy

from ticketoffice.desk.case_words import said
from ticketoffice.desk.report_views import CaseLine
from ticketoffice.ui import words
from ticketoffice.ui.drawing import CASE_SHAPE
from ticketoffice.ui.labels import Label, set_tip
from ticketoffice.ui.state_chip import StateChip
from ticketoffice.ui.theme import Tone
from ticketoffice.ui.words import translate

MOST = 2
"""Cases that are told; how many more there are is said below them."""


class _Line(Struct):
    """A case: its picture with the word, what is said of it, and the way to it."""

    chip: StateChip
    text: Label
    open: QPushButton
    key: str = ""


class CaseLines(QFrame):
    """`case_wished` carries the key of the case that is to be opened (`CaseLine.key`)."""

    case_wished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("order.cases")
        layout = QGridLayout(self)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(4)
        layout.setColumnStretch(1, 1)
        self.lines = tuple(self._line(row, layout) for row in range(MOST))
        self.more = Label()
        self.more.setObjectName("order.more_cases")
        layout.addWidget(self.more, MOST, 1)
        self.show_cases(())

    def _line(self, row: int, layout: QGridLayout) -> _Line:
        line = _Line(StateChip(f"order.case_{row + 1}"), Label(), QPushButton(translate("order", "Open case")))
        line.text.setWordWrap(True)
        line.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.open.setObjectName(f"order.open_case_{row + 1}")
        line.open.setAutoDefault(False)
        line.open.clicked.connect(partial(self._on_open, row))
        for column, part in enumerate((line.chip, line.text, line.open)):
            layout.addWidget(part, row, column, Qt.AlignmentFlag.AlignVCenter if column != 1 else Qt.AlignmentFlag(0))
        line.chip.show_state(translate("order", "Case"), Tone.STOP, CASE_SHAPE)
        return line

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: at any width as high as what it tells."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(max(0, layout.totalHeightForWidth(self.width())))

    def show_cases(self, cases: Sequence[CaseLine]) -> None:
        """Tells these, as many as have room."""
        texts = case_texts(cases)
        for number, line in enumerate(self.lines):
            there = number < len(cases)
            for part in (line.chip, line.text, line.open):
                part.setVisible(there)
            line.key = cases[number].key if there else ""
            line.text.setText(texts[number] if there else "")
            line.open.setAccessibleName(translate("order", "Open case: {text}").format(text=line.text.text()))
        left = len(cases) - MOST
        self.more.setText(words.counted("order", "and %n more", left) if left > 0 else "")
        set_tip(self.more, "\n".join(texts[MOST:]))
        self.more.setVisible(left > 0)
        self.setVisible(bool(cases))
        self._fit()

    def _on_open(self, row: int) -> None:
        self.case_wished.emit(self.lines[row].key)


def case_texts(cases: Sequence[CaseLine]) -> list[str]:
    """What is said of each, behind the tickets that it is about."""
    told = [(case.where.short, said(case, translate=words.of_the_desk, when=words.when_it_was)[0]) for case in cases]
    return [f"{short} · {text}" if short else text for short, text in told]
