"""The pages of the window at work: each has a button with its name and its keys, and is built as its entry says.

A page is built when it is first gone to, or by and by once the desk can be used: nobody waits for what he does not see.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QTabWidget, QToolButton, QWidget

from ticketoffice.ui.labels import set_tip
from ticketoffice.ui.page_list import PageEntry
from ticketoffice.ui.theme import GRID

if TYPE_CHECKING:
    from ticketoffice.ui.main_window import MainWindow

NARROW_GAP = 2
"""Pixels between the buttons of a small window."""


def set_narrow(button: QToolButton, narrow: bool) -> None:
    """A button of the navigation with less beside its word, or as usual."""
    if bool(button.property("narrow")) != narrow:
        button.setProperty("narrow", narrow)
        button.style().unpolish(button)
        button.style().polish(button)
        button.updateGeometry()


class _Page(Struct):
    entry: PageEntry
    button: QToolButton
    text: str
    listed: bool
    widget: QWidget | None = None


class Pages(QStackedWidget):
    """One page is shown; `buttons` is the row of their names. `built` carries a page that is there from now on."""

    built = Signal(QWidget)

    def __init__(self) -> None:
        super().__init__()
        self.buttons = QHBoxLayout()
        self._pages: dict[str, _Page] = {}

    def add(self, entry: PageEntry, *, window: MainWindow) -> None:
        """Adds a page: its button and its keys."""
        self._window = window
        button, text = QToolButton(), entry.text()
        button.setObjectName(entry.name)
        button.setText(text)
        button.setCheckable(True)
        button.setAutoExclusive(True)
        set_tip(button, text)
        self.buttons.addWidget(button)
        button.setVisible(entry.listed and entry.has_button)
        self._pages[entry.name] = _Page(entry, button, text, entry.listed)
        button.clicked.connect(partial(self.go_to, entry.name))
        for key in entry.keys:
            QShortcut(QKeySequence(key), window).activated.connect(partial(self.go_to, entry.name))

    def entry_of(self, widget: QWidget | None) -> PageEntry | None:
        """What a page is, where this is one."""
        return next((page.entry for page in self._pages.values() if page.widget is widget and widget is not None), None)

    def shows(self, name: str) -> bool:
        """Whether this page is the one that is shown."""
        widget = self._pages[name].widget
        return widget is not None and self.currentWidget() is widget

    def begin(self) -> None:
        """The keyboard is where one begins on the page that is shown."""
        shown = self.currentWidget()
        if (entry := self.entry_of(shown)) is not None:
            entry.begin(shown)

    @property
    def tabs(self) -> QTabBar | QTabWidget | None:
        """The tabs of the page that is shown, if it has some."""
        shown = self.currentWidget()
        entry = self.entry_of(shown)
        return entry.tabs(shown) if entry is not None else None

    def list_page(self, name: str, *, text: str) -> None:
        """From now on this page can be gone to; its button says `text`."""
        page = self._pages[name]
        page.listed, page.text = True, text
        page.button.setText(text)
        set_tip(page.button, text)
        page.button.show()

    def set_narrow(self, narrow: bool) -> None:
        """Where there is little room the buttons leave out their keys (the tooltip has them) and stand close: the notice needs it."""
        self.buttons.setSpacing(NARROW_GAP if narrow else GRID)
        for page in self._pages.values():
            short = page.text.partition("  ")[0] if page.entry.short is None else page.entry.short()
            page.button.setText(short if narrow else page.text)
            set_narrow(page.button, narrow)

    def go_to(self, name: str) -> None:
        """Shows a page, as by its button: what begins there can begin."""
        if self.isEnabled() and self._pages[name].listed:
            self.show_page(name)
            self.begin()

    def show_page(self, name: str) -> None:
        """Shows a page and moves no focus."""
        self.setCurrentWidget(self.build(name))
        self._pages[name].button.setChecked(True)

    def build_next(self) -> bool:
        """Builds one page that is not there yet; whether there was one."""
        missing = next((name for name, page in self._pages.items() if page.listed and page.widget is None), None)
        if missing is not None:
            self.build(missing)
        return missing is not None

    def build(self, name: str) -> QWidget:
        """The page, built where it was not there yet."""
        page = self._pages[name]
        if page.widget is None:
            page.widget = page.entry.build(self._window)
            self.addWidget(page.widget)
            self.built.emit(page.widget)
        return page.widget
