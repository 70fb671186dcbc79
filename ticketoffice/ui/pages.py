"""The pages of the window: each has a button with its name, its keys, and what it does when somebody arrives.

A page is built when it is first gone to, or by and by once the desk can be used: nobody waits for what he does not see.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QWidget

from ticketoffice.ui.labels import set_tip


class _Page(Struct):
    button: QToolButton
    text: str
    build: Callable[[], QWidget]
    arrive: Callable[[], None]
    listed: bool = True
    built: bool = False


class Pages(QStackedWidget):
    """One page is shown; `buttons` is the row of their names. `built` carries a page that is there from now on."""

    built = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = QHBoxLayout()
        self._pages: dict[str, _Page] = {}

    def add(
        self,
        name: str,
        *,
        text: str,
        keys: Sequence[str],
        window: QWidget,
        build: Callable[[], QWidget],
        arrive: Callable[[], None],
        listed: bool = True,
    ) -> None:
        """Adds a page; its button is called `name`. `arrive` is done when it is gone to by button or key. One that is not
        `listed` has neither until `list_page`.
        """
        button = QToolButton()
        button.setObjectName(name)
        button.setText(text)
        button.setCheckable(True)
        button.setAutoExclusive(True)
        set_tip(button, text)
        self.buttons.addWidget(button)
        button.setVisible(listed)
        self._pages[name] = _Page(button, text, build, arrive, listed)
        button.clicked.connect(partial(self.go_to, name))
        for key in keys:
            QShortcut(QKeySequence(key), window).activated.connect(partial(self.go_to, name))

    def list_page(self, name: str, *, text: str) -> None:
        """From now on this page can be gone to; its button says `text`."""
        page = self._pages[name]
        page.listed, page.text = True, text
        page.button.setText(text)
        set_tip(page.button, text)
        page.button.show()

    def set_narrow(self, narrow: bool) -> None:
        """Where there is little room the buttons leave out their keys (the tooltip has them): the notice needs it."""
        for page in self._pages.values():
            page.button.setText(page.text.partition("  ")[0] if narrow else page.text)

    def go_to(self, name: str) -> None:
        """Shows a page, as by its button: what begins there can begin."""
        if self.isEnabled() and self._pages[name].listed:
            self.show_page(name)
            self._pages[name].arrive()

    def show_page(self, name: str) -> None:
        """Shows a page and moves no focus."""
        self.setCurrentWidget(self.build(name))
        self._pages[name].button.setChecked(True)

    def build_next(self) -> bool:
        """Builds one page that is not there yet; whether there was one."""
        missing = next((name for name, page in self._pages.items() if page.listed and not page.built), None)
        if missing is not None:
            self.build(missing)
        return missing is not None

    def build(self, name: str) -> QWidget:
        """The page, built where it was not there yet."""
        page = self._pages[name]
        widget = page.build()
        if not page.built:
            page.built = True
            self.addWidget(widget)
            self.built.emit(widget)
        return widget
