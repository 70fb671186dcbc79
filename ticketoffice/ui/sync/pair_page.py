"""Joining a centre: its address, the code that it gave, and what this desk is called there.

What was typed stays when the page is left. A book that never joins has no way to it (`ui.sync.centre_room`).
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ticketoffice.ui.labels import Label
from ticketoffice.ui.theme import GRID, KEY_POINTS
from ticketoffice.ui.words import translate

WIDTH = 560
LONGEST = 200


class PairPage(QWidget):
    """`pair_wished` carries address, code and name; `left`: somebody goes back to the orders."""

    pair_wished = Signal(str, str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pair.page")
        self._is_waiting = False
        self._needed = ""
        self.address = _field("pair.address", example="https://centre.example.org:8443")
        self.code = _field("pair.code", example="7F3K-9B2C-4D5G-6H8J-2L3N-9P4R")
        self.name = _field("pair.name", example=translate("pair", "Desk 1"))
        self.told = Label()
        self.told.setObjectName("pair.told")
        self.told.setWordWrap(True)
        self.told.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.back = QPushButton(translate("pair", "Back  Esc"))
        self.back.setObjectName("pair.back")
        self.pair = QPushButton(translate("pair", "Pair  Enter"))
        self.pair.setObjectName("pair.pair")
        self.pair.setProperty("primary", True)
        inside = QWidget()
        inside.setMaximumWidth(WIDTH)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        for line in _headline():
            column.addWidget(line)
        column.addLayout(self._form())
        column.addWidget(self.told)
        column.addLayout(self._buttons())
        column.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 16)
        layout.addWidget(inside, 1)
        layout.addStretch(1)
        self._look_again()

    def _form(self) -> QGridLayout:
        """The three fields with their names; Enter in any of them pairs."""
        form = QGridLayout()
        form.setVerticalSpacing(GRID)
        form.setHorizontalSpacing(2 * GRID)
        form.setColumnStretch(1, 1)
        texts = (
            (translate("pair", "Address of the centre"), self.address),
            (translate("pair", "Code"), self.code),
            (translate("pair", "Name of this desk"), self.name),
        )
        for line, (text, field) in enumerate(texts):
            form.addWidget(Label(text), line, 0)
            form.addWidget(field, line, 1)
            field.setAccessibleName(text)
            field.textChanged.connect(self._look_again)
            field.returnPressed.connect(self._on_pair)
        return form

    def _buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.pair)
        self.back.clicked.connect(self.left)
        self.pair.clicked.connect(self._on_pair)
        return buttons

    def take_focus(self) -> None:
        """The first field that is empty."""
        next((field for field in self._fields if not field.text()), self.code).setFocus()

    def say(self, text: str) -> None:
        """What came of it, or what goes on; what was typed stays."""
        self.told.setText(text)
        self.told.setAccessibleName(text)

    def ask_again(self, *, code: bool) -> None:
        """The `code`, or else the address, is to be typed again: what stands there is written over."""
        field = self.code if code else self.address
        if self.isVisible():
            field.setFocus()
            field.selectAll()

    def set_waiting(self, on: bool) -> None:
        """While the centre is asked nothing is typed or asked again."""
        self._is_waiting = on
        for field in self._fields:
            field.setReadOnly(on)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @property
    def _fields(self) -> tuple[QLineEdit, ...]:
        return self.address, self.code, self.name

    @property
    def _is_complete(self) -> bool:
        return all(field.text().strip() for field in self._fields)

    def _look_again(self) -> None:
        """Where something is still needed the button says nothing, but the line above it does; an answer is left alone."""
        self.pair.setEnabled(self._is_complete)
        if self.told.text() in ("", self._needed):
            self._needed = self._still_needed()
            self.say(self._needed)

    def _still_needed(self) -> str:
        names = [field.accessibleName() for field in self._fields if not field.text().strip()]
        return translate("pair", "Still needed: {names}.").format(names=", ".join(names)) if names else ""

    def _on_pair(self) -> None:
        if self._is_complete and not self._is_waiting:
            self.pair_wished.emit(self.address.text().strip(), self.code.text().strip(), self.name.text().strip())


def _headline() -> tuple[Label, Label]:
    """What the page is for, and what somebody needs for it."""
    title = Label(translate("pair", "Join a centre"))
    font = title.font()
    font.setPointSize(KEY_POINTS)
    title.setFont(font)
    why = Label(
        translate(
            "pair",
            "With a centre, several desks work on the same orders. Whoever runs it gives you an address and "
            "a code; the code counts once, for ten minutes.",
        )
    )
    why.setWordWrap(True)
    return title, why


def _field(name: str, *, example: str) -> QLineEdit:
    field = QLineEdit()
    field.setObjectName(name)
    field.setPlaceholderText(example)
    field.setMaxLength(LONGEST)
    return field
