"""A page of the window is one entry of a list: its button, keys, tabs, where one begins, and its room follow from it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTabBar, QVBoxLayout, QWidget

from tests.conftest import lea
from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order
from ticketoffice.desk import notes
from ticketoffice.ui import main_window
from ticketoffice.ui.page_list import PAGES, PageEntry


class Shift(QWidget):
    """A page that nobody but its entry knows."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.tabs, self.looked = QLineEdit(self), QTabBar(self), 0
        self.tabs.addTab("a")
        self.tabs.addTab("b")
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs)
        layout.addWidget(self.field)

    def take_focus(self) -> None:
        self.field.setFocus()

    def look_again(self) -> None:
        self.looked += 1


NEW = PageEntry(
    "nav.shift",
    lambda: "Shift  F12",
    lambda window: Shift(),
    keys=("F12",),
    tabs=lambda page: page.tabs,
    room=lambda page, rooms: page,
)


def test_a_new_page_is_one_entry(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main_window, "PAGES", (*PAGES, NEW))

    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        button = c.find("nav.shift")
        assert (button.isVisible(), button.text()) == (True, "Shift  F12")
        QTest.keyClick(c.window, Qt.Key.Key_F12)
        page = c.window.pages.currentWidget()
        assert isinstance(page, Shift) and c.window.pages.shows("nav.shift")
        assert QApplication.focusWidget() is page.field, "one begins where the page says"
        QTest.keyClick(c.window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert page.tabs.currentIndex() == 1
        c.find("search.bar").setFocus()
        QTest.keyClick(c.window, Qt.Key.Key_F6)
        assert QApplication.focusWidget() is page.field
        before = page.looked
        await c.window.books.write(lambda book: notes.add_note(book, order.order, text="seen", who=lea(book)))
        await c.until(lambda: page.looked > before)
        await c.click("nav.orders")
        await c.click("nav.shift")
        assert c.window.pages.currentWidget() is page, "built once"

    desk(journey)


def test_every_page_has_a_name_of_its_own_and_no_two_share_a_key() -> None:
    names = [entry.name for entry in PAGES]
    keys = [key for entry in PAGES for key in entry.keys]
    assert len(set(names)) == len(names)
    assert len(set(keys)) == len(keys)
    assert "nav.shift" not in names
