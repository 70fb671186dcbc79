"""Arrows in the cart. Tab goes from what is chosen to Pay, which comes next; Up from there goes through the lines, where a price is
lowered or a line taken out.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRegularExpression, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QScrollArea

ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
OF_A_LINE = r"^sell\.line\.\d+\.(price|remove)$"


class CartKeys(QObject):
    """`below` are the buttons under the lines, the first of them that can be pressed is where Down from the last line goes."""

    def __init__(self, lines: QScrollArea, *, below: tuple[QPushButton, ...]) -> None:
        super().__init__(lines)
        self._lines, self._below = lines, below
        for button in below:
            button.installEventFilter(self)

    def follow(self) -> None:
        """The lines are other ones: their buttons are reached by arrows and by the pointer."""
        for button in self._buttons():
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.installEventFilter(self)

    def go_to(self, name: str) -> bool:
        """The keyboard is on this button, or where it is gone on the last line; whether there is one."""
        buttons = self._buttons()
        found = next((button for button in buttons if button.objectName() == name), None)
        if found is None and buttons:
            found = buttons[-2]
        return self._focus(found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a key of one of these buttons."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.key() not in ARROWS:
            return False
        buttons = self._buttons()
        if watched in self._below:
            return event.key() == Qt.Key.Key_Up and bool(buttons) and self._focus(buttons[-2])
        place = buttons.index(watched) if watched in buttons else None
        if place is None:
            return False
        line, column = divmod(place, 2)
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return self._focus(buttons[2 * line + (event.key() == Qt.Key.Key_Right)])
        line += 1 if event.key() == Qt.Key.Key_Down else -1
        if 2 * line >= len(buttons):
            return self._focus(next((button for button in self._below if button.isEnabled()), None))
        return self._focus(buttons[max(0, 2 * line) + column])

    def _focus(self, button: QAbstractButton | None) -> bool:
        if button is not None:
            button.setFocus()
            self._lines.ensureWidgetVisible(button)
        return button is not None

    def _buttons(self) -> list[QAbstractButton]:
        """Two a line: its price, and the one that takes it out."""
        inside = self._lines.widget()
        return inside.findChildren(QAbstractButton, QRegularExpression(OF_A_LINE)) if inside is not None else []
