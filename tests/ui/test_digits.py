"""A digit picks what it stands before on the screen, and never the method of a refund or how the customer is told."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order


@pytest.mark.parametrize("page", ["strip", "whole"])
@pytest.mark.parametrize(("row", "choice"), [("method", "bank_transfer"), ("inform", "later"), ("paper", "missing")])
def test_a_digit_picks_a_reason_wherever_the_focus_is(desk: Any, page: str, row: str, choice: str) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        if page == "strip":
            await c.click_cross(0)
        else:
            await c.click("order.cancel")
        rows = {name: c.find(f"{page}.{name}") for name in ("reason", "method", "paper", "inform")}
        rows[row].choose(choice)
        rows[row].setFocus()
        before = {name: each.value() for name, each in rows.items() if name != "reason"}
        await c.key(Qt.Key.Key_1)
        assert rows["reason"].value() == "customer_asked"
        assert {name: each.value() for name, each in rows.items() if name != "reason"} == before

    desk(journey)
