"""A method that was recorded wrongly is corrected from the order, by keyboard alone."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Cashier
from tests.ui.test_deeds_on_a_ticket import opened, view, wish
from tests.ui.test_sale_page import told


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget is not None else ""


def test_a_card_that_was_cash_is_corrected_with_a_reason(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        sold = await opened(c)
        await wish(c, "correct")
        panel = c.window.order.correct
        await c.until(panel.isVisible)
        assert focused() == "correct.method" and panel.money.value() == sold.payments[0]["id"]
        assert panel.method.value() == "cash"
        await c.key(Qt.Key.Key_Return)
        assert told(c) == "Type what had gone wrong." and focused() == "correct.note"
        c.find("correct.note").setText("pressed the wrong one")
        await c.key(Qt.Key.Key_Return)
        assert told(c) == "Corrected: it was Cash."
        order = await view(c, sold)
        assert [payment.method for payment in order.payments] == ["cash"]
        assert order.history[0].note == "pressed the wrong one" and not panel.isVisible()

    stage(journey)


def test_an_order_without_money_of_a_desk_says_so(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.open("LHYFF")
        await wish(c, "correct")
        assert told(c).startswith("This order has no such money that a desk took or handed out.")
        assert not c.window.order.correct.isVisible()

    desk(journey)
