"""The pages of the window: each has a button with its name, its keys, and what it does when somebody arrives."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QWidget

from ticketoffice.ui.labels import set_tip


class Pages(QStackedWidget):
    """One page is shown; `buttons` is the row of their names."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons = QHBoxLayout()
        self._arrive: dict[QWidget, Callable[[], None]] = {}
        self._buttons: dict[QWidget, QToolButton] = {}
        self._texts: dict[QWidget, str] = {}

    def add(
        self, page: QWidget, *, name: str, text: str, keys: Sequence[str], window: QWidget, arrive: Callable[[], None]
    ) -> None:
        """Adds a page; its button is called `name`. `arrive` is done when it is gone to by button or key."""
        button = QToolButton()
        button.setObjectName(name)
        button.setText(text)
        button.setCheckable(True)
        button.setAutoExclusive(True)
        button.setChecked(not self._buttons)
        self.buttons.addWidget(button)
        self.addWidget(page)
        self._arrive[page], self._buttons[page], self._texts[page] = arrive, button, text
        set_tip(button, text)
        button.clicked.connect(lambda: self.go_to(page))
        for key in keys:
            QShortcut(QKeySequence(key), window).activated.connect(lambda: self.go_to(page))

    def set_narrow(self, narrow: bool) -> None:
        """Where there is little room the buttons leave out their keys (the tooltip has them): the notice needs it."""
        for page, button in self._buttons.items():
            button.setText(self._texts[page].partition("  ")[0] if narrow else self._texts[page])

    def go_to(self, page: QWidget) -> None:
        """Shows a page, as by its button: what begins there can begin."""
        if self.isEnabled():
            self.show_page(page)
            self._arrive[page]()

    def show_page(self, page: QWidget) -> None:
        """Shows a page and moves no focus."""
        self.setCurrentWidget(page)
        self._buttons[page].setChecked(True)
