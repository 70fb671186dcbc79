"""Money that arrives for an order that is paid already: F9 says so, and books it as credit, as the command does."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order
from tests.ui.test_waiting_orders import notice


def test_a_second_transfer_for_a_paid_order_is_booked_as_credit_by_f9(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        assert (order.to_pay, order.credit) == (0, 0)
        await c.key(Qt.Key.Key_F9)
        page = c.window.order.pay
        assert c.window.order.page is page
        assert page.text.text().startswith(f"Nothing is open of order {order.number}.")
        assert (page.method.value(), QApplication.focusWidget()) == ("bank_transfer", page.method)
        await c.key(Qt.Key.Key_4)
        assert (page.method.value(), page.amount.text()) == ("bank_transfer", ""), "a digit picks, and is no amount"
        await c.key(Qt.Key.Key_Return)
        assert notice(c) == "Type an amount like 30.00."
        page.amount.setText("25")
        await c.key(Qt.Key.Key_Return)
        assert (c.window.order.order.credit, c.window.order.page) == (2500, None)
        assert c.find("order.give_back").isVisible()

    desk(journey)
