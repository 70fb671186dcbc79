"""A row of choices, one of them chosen: picked by mouse, arrows, or by its digits 1 to 9 where it shows them.

A row without digits lets them go on to whoever holds it: what is numbered on the screen is what a digit picks.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ticketoffice.ui.flow import FlowLayout
from ticketoffice.ui.labels import Label, set_tip
from ticketoffice.ui.theme import BUTTON_HEIGHT

HEADING_WIDTH, HEADING_GAP = 68, 4


class ChoiceRow(QWidget):
    """`chosen` carries the code; nothing is chosen until somebody does or `choose` is called. `first`: its
    title has the width that the titles of all lines have; a second row on a line needs none.
    """

    chosen = Signal(str)

    def __init__(
        self, *, name: str, title: str, numbered: bool = False, first: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("choices", True)
        self._numbered = numbered
        self._buttons: dict[str, QToolButton] = {}
        self.heading = Label(title)
        self.heading.setProperty("quiet", True)
        self.heading.setMinimumWidth(HEADING_WIDTH if first else 0)
        self.heading.setFixedHeight(BUTTON_HEIGHT)
        self._beside: QWidget | None = None
        self._choices = FlowLayout()
        self._choices.setSpacing(4)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(HEADING_GAP)
        row.addWidget(self.heading, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._choices, 1)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """(code, word) pairs, in order; forgets what was chosen."""
        for button in self._buttons.values():
            self._choices.removeWidget(button)
            button.deleteLater()
        self._buttons = {}
        if self._beside is not None:
            self._choices.removeWidget(self._beside)
        for number, (code, word) in enumerate(choices, start=1):
            button = QToolButton()
            button.setText(f"{number} {word}" if self._numbered else word)
            button.setAccessibleName(word)
            button.setCheckable(True)
            button.setAutoExclusive(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty("choice", True)
            button.setProperty("code", code)
            button.clicked.connect(self._on_button_clicked)
            self._choices.addWidget(button)
            self._buttons[code] = button
        if self._beside is not None:
            self._choices.addWidget(self._beside)

    def put_beside(self, widget: QWidget) -> None:
        """Something that belongs to the choice, after the last one; it has the rest of its line."""
        self._beside = widget
        self._choices.addWidget(widget)

    def value(self) -> str | None:
        """The chosen code, or None."""
        return next((code for code, button in self._buttons.items() if button.isChecked()), None)

    def choose(self, code: str | None) -> None:
        """Chooses without telling."""
        for name, button in self._buttons.items():
            button.setChecked(name == code)

    def enable(self, code: str, *, on: bool, why: str = "") -> None:
        """Makes one choice possible or not; `why` it is not."""
        if code in self._buttons:
            self._buttons[code].setEnabled(on)
            set_tip(self._buttons[code], why)

    def _on_button_clicked(self) -> None:
        sender = self.sender()
        code = str(sender.property("code")) if sender is not None else ""
        self._pick(code)

    def _pick(self, code: str) -> None:
        self.choose(code)
        self.setFocus()
        self.chosen.emit(code)

    def pick_digit(self, event: QKeyEvent) -> bool:
        """Picks what the digit of this key stands before; False where this row is not numbered or has no such choice."""
        digit = _digit(event)
        return self._numbered and digit is not None and self.pick_number(digit)

    def pick_number(self, digit: int) -> bool:
        """Picks the choice of this number, from 1, where it can be picked; False where there is none."""
        if not 1 <= digit <= len(self._buttons):
            return False
        code = list(self._buttons)[digit - 1]
        if self._buttons[code].isEnabled():
            self._pick(code)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits pick, arrows move; other keys go on."""
        codes = [code for code, button in self._buttons.items() if button.isEnabled()]
        if self.pick_digit(event):
            return
        if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left) and codes:
            value = self.value()
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            place = codes.index(value) + step if value in codes else 0
            self._pick(codes[place % len(codes)])
        else:
            super().keyPressEvent(event)


def align(*headings: Label) -> None:
    """What stands behind these headings, on lines below each other, begins in one column."""
    width = max(heading.sizeHint().width() for heading in headings)
    for heading in headings:
        heading.setMinimumWidth(max(width, HEADING_WIDTH))


_AZERTY = {"&": 1, "é": 2, '"': 3, "'": 4, "(": 5, "-": 6, "è": 7, "_": 8, "ç": 9}


def _digit(event: QKeyEvent) -> int | None:
    """The digit of a key: top row, keypad, or the unshifted top row of AZERTY."""
    text = event.text()
    return int(text) if text.isdigit() and len(text) == 1 else _AZERTY.get(text)
