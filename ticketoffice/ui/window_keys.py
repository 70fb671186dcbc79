"""The keys that hold everywhere in the window: to the next pane, through the tabs of the page that is shown, and its deeds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ticketoffice.ui.order.page import Page

if TYPE_CHECKING:
    from ticketoffice.ui.main_window import MainWindow


class WindowKeys(QObject):
    """Of one window; the keys of its pages are `ui.pages`'."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        for keys, slot in (
            ("F6", self._to_next_pane),
            ("F7", window.exchange_wished),
            ("F9", window.finish_wished),
            ("Ctrl+P", window.print_wished),
            ("Ctrl+E", window.mail_wished),
            ("Ctrl+Z", window.keep_wished),
            ("Ctrl+Shift+Del", window.whole_wished),
            ("Ctrl+Shift+N", window.note_wished),
            ("Ctrl+PgDown", partial(self._turn_tabs, 1)),
            ("Ctrl+PgUp", partial(self._turn_tabs, -1)),
            ("Ctrl+Q", window.close),
        ):
            QShortcut(QKeySequence(keys), window).activated.connect(slot)

    def _to_next_pane(self) -> None:
        panes, focused = self._panes(), self._window.focusWidget()
        within = [focused is not None and (pane is focused or pane.isAncestorOf(focused)) for pane in panes]
        here = within.index(True) if True in within else -1
        following = panes[(here + 1) % len(panes)]
        if following is self._window.pages.currentWidget():
            self._window.pages.begin()
        elif isinstance(following, Page):
            following.take_focus()
        else:
            following.setFocus()

    def _panes(self) -> list[QWidget]:
        """What F6 goes through on the page that is shown."""
        window, page = self._window, self._window.pages.currentWidget()
        if page is not None and not window.on_orders_page:
            return [window.top.search, page]
        order = window.order
        panes: list[QWidget] = [window.top.search, window.results.list, order.tabs.currentWidget() or order.table]
        return panes if order.page is None else [*panes, order.page]

    def _turn_tabs(self, by: int) -> None:
        """The tabs of the page that is shown."""
        tabs = self._window.pages.tabs
        if tabs is not None:
            tabs.setCurrentIndex((tabs.currentIndex() + by) % tabs.count())
