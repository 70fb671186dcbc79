"""Exchange in the window: F7, the dates, what is proposed, the difference, and the new order after it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from tests.ui.conftest import Cashier
from tests.ui.stage import two_seats
from ticketoffice.desk.selling import Sold
from ticketoffice.desk.show import show

Key = Qt.Key


async def an_order(c: Cashier, **how: str) -> Sold:
    sold: Sold = await c.window.books.write(two_seats, **how)
    return sold


async def tickets_of(c: Cashier, sold: Sold) -> list[Any]:
    view = await c.window.books.read(show, sold.order)
    return list(view.tickets)


def test_another_date_at_an_even_price_in_five_actions(stage: Any) -> None:
    async def journey(c: Cashier) -> None:
        sold = await an_order(c)
        first = (await tickets_of(c, sold))[0]
        actions = 0
        await c.scan(first.number)
        await c.until(lambda: c.window.order.order is not None)
        await c.idle()
        actions += 1
        for key in (Key.Key_F7, Key.Key_Down, Key.Key_Return, Key.Key_F9):
            await c.key(key)
            actions += 1
        await c.until(lambda: c.window.order.order.number != sold.number)
        assert actions == 5
        order = c.window.order.order
        assert [(t.starts_at > first.starts_at, t.state, t.predecessor) for t in order.tickets] == [
            (True, "valid", first.short)
        ]
        old = await tickets_of(c, sold)
        assert [t.state for t in old] == ["exchanged", "valid", "valid"]
        said = c.find("notice.text").text()
        assert first.short in said and order.number in said
        assert c.window.order.page is None

    stage(journey)
