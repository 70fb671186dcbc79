"""What every page below the tickets has in common: a way back, a primary deed, and one way to say what is missing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ticketoffice.ui.choice_row import ChoiceRow
from ticketoffice.ui.flow import FlowLayout
from ticketoffice.ui.labels import Label
from ticketoffice.ui.scanner import DECIDES
from ticketoffice.ui.theme import BUTTON_HEIGHT


class Page(QWidget):
    """A short decision in the reserved place. Esc goes back; Enter presses the focused button, else the primary one;
    a digit picks from the `numbered` row, wherever on the page the focus is.

    `refused` carries the sentence of what is missing before a deed, `mended` the same once it no longer holds. A page that
    `fills` has the room of the tickets too: what it is about stands on it.
    """

    fills = False

    back_requested = Signal()
    refused = Signal(str)
    mended = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty(DECIDES, True)
        self.primary: QPushButton | None = None
        self.numbered: ChoiceRow | None = None
        self._waiting = False
        self._complaint = ""

    def take_focus(self) -> None:
        """The page has just opened: the keyboard is where the decision begins."""
        if self.primary is not None:
            self.primary.setFocus()

    def height_at(self, width: int) -> int:
        """The height that shows the whole page at this width."""
        return self.heightForWidth(width)

    def set_waiting(self, on: bool) -> None:
        """Whether a deed is being written: nothing is pressed meanwhile, and the focus stays where it is."""
        self._waiting = on
        if on:
            self.setCursor(Qt.CursorShape.BusyCursor)
        else:
            self.unsetCursor()

    def press(self) -> None:
        """The primary deed, as by its button."""
        if self.primary is not None and self.primary.isEnabled() and not self._waiting:
            self.primary.click()

    def go_back(self) -> None:
        """Esc."""
        self.back_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc, Enter and digits."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.numbered is None or not self.numbered.isVisible() or not self.numbered.pick_digit(event):
                super().keyPressEvent(event)
        elif isinstance(focused, QPushButton) and focused.isVisible() and focused is not self.primary:
            focused.click()
        else:
            self.press()

    # --- what is missing -----------------------------------------------------------------------------------------

    def lacks(self) -> tuple[QWidget, str] | None:
        """The first thing that is missing before the primary deed: where, and the sentence that says it."""
        return None

    def is_complete(self) -> bool:
        """Whether nothing is missing; otherwise it is said, and the focus goes there."""
        missing = self.lacks()
        if missing is None:
            return True
        self.forget_complaint()
        field, self._complaint = missing
        field.setFocus()
        self.refused.emit(self._complaint)
        return False

    def look_again(self) -> None:
        """Something was typed or chosen: what was missing may be there now."""
        missing = self.lacks()
        if missing is None or missing[1] != self._complaint:
            self.forget_complaint()

    def forget_complaint(self) -> None:
        """Nothing is complained about any more (also when the page is left)."""
        said, self._complaint = self._complaint, ""
        if said:
            self.mended.emit(said)


class ButtonRow(QWidget):
    """The buttons of a page, to the right; what does not fit goes to the next line and is never cut."""

    def __init__(self, *buttons: QPushButton) -> None:
        super().__init__()
        row = FlowLayout(from_right=True)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.setLayout(row)
        for each in buttons:
            row.addWidget(each)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


def page_button(text: str, *, name: str, primary: bool = False) -> QPushButton:
    """A button of a page; the primary one stands out."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.setProperty("primary", primary)
    return button


def bold_label() -> Label:
    """The sentence that a page begins with."""
    label = Label()
    label.setWordWrap(True)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def text_label() -> Label:
    """What a page says besides."""
    label = Label()
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def field_label(text: str) -> Label:
    """The name of a field, on its line."""
    label = Label(text)
    label.setProperty("quiet", True)
    label.setFixedHeight(BUTTON_HEIGHT)
    return label


def page_layout(page: QWidget) -> QVBoxLayout:
    """The lines of a page, close together."""
    lines = QVBoxLayout(page)
    lines.setContentsMargins(8, 4, 8, 4)
    lines.setSpacing(0)
    return lines
