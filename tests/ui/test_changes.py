"""What is written by somebody else than the deed on the screen (an import, the post, a scan) is seen at once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from tests.ui.conftest import Cashier
from ticketoffice.desk import admit, cancel
from ticketoffice.domain.people import Who


def states(c: Cashier) -> list[str]:
    return [ticket.state for ticket in c.window.order.order.tickets]


def test_an_open_order_says_what_was_cancelled_elsewhere(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.open("KL3ZT")
        first = c.window.order.order.tickets[0].ticket
        before = states(c)
        await c.window.books.background(cancel.click, [first], who=Who(c.window.room_person()))
        await c.idle()
        assert (before[0], states(c)[0], states(c)[1:]) == ("valid", "cancelled", before[1:])
        assert c.find("order.state").text() != "Paid"
        chips = c.find("results.list").model()
        assert "Paid" not in str(chips.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))

    desk(journey)


def test_under_an_open_page_nothing_moves_until_it_is_closed(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.open("KL3ZT")
        await c.click_cross(0)
        assert c.window.order.page is c.window.order.strip
        c.find("strip.note").setText("half a sentence")
        second = c.window.order.order.tickets[1].ticket
        await c.window.books.background(cancel.click, [second], who=Who(c.window.room_person()))
        await c.idle()
        assert states(c)[:2] == ["cancelled", "valid"]
        assert c.window.order.page is c.window.order.strip
        assert c.find("strip.note").text() == "half a sentence"
        await c.key(Qt.Key.Key_Escape)
        assert states(c)[:2] == ["valid", "cancelled"]

    desk(journey)


def test_the_gate_counts_who_was_let_in_elsewhere(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.open("KL3ZT")
        code = c.window.order.order.tickets[0].number
        name = c.window.order.order.tickets[0].performance
        await c.key(Qt.Key.Key_F8)
        box = c.find("gate.performances")
        box.setCurrentIndex(next(n for n in range(1, box.count()) if box.itemData(n).performance == name))
        before = box.currentData().entered
        await c.window.books.background(admit.admit, code, who=Who(c.window.room_person()))
        await c.idle()
        assert box.currentData().entered == before + 1

    desk(journey)
