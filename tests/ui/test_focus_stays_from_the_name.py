"""What is done takes no focus to the field of who acts: the next name that somebody types would act."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order


def test_a_saved_customer_leaves_the_focus_to_the_search(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        c.window.order.tabs.setCurrentIndex(2)
        c.find("customer.name").setText("Amélie Later")
        save = c.find("customer.save")
        save.setFocus()
        assert QApplication.focusWidget() is save
        await c.key(Qt.Key.Key_Space)
        await c.idle()
        assert not save.isEnabled()
        assert QApplication.focusWidget() is c.find("search.bar")

    desk(journey)


def test_tab_and_mouse_still_reach_it(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        c.find("search.bar").setFocus()
        await c.key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        assert c.window.top.person.isAncestorOf(QApplication.focusWidget()) or (
            QApplication.focusWidget() is c.window.top.person
        )
        c.find("search.bar").setFocus()
        c.window.top.person.setFocus(Qt.FocusReason.MouseFocusReason)
        assert QApplication.focusWidget() is c.window.top.person

    desk(journey)


def test_days_of_the_cancellations_stay_where_tab_finds_them(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        c.window.pages.go_to("nav.cancellations")
        await c.idle()
        page = c.window.pages.currentWidget()
        for button, other in ((page.today, page.ever), (page.ever, page.today), (page.ever, page.today)):
            await c.click(button.objectName())
            assert (button.isChecked(), other.isChecked()) == (True, False)
            assert button.focusPolicy() == Qt.FocusPolicy.StrongFocus
        page.ever.setFocus()
        await c.key(Qt.Key.Key_Left)
        assert (page.today.isChecked(), QApplication.focusWidget()) == (True, page.today)

    desk(journey)
