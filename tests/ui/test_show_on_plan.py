"""From an order to the seat plan of its evening: the seat is marked, the order's others with it."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order
from tests.ui.test_layout import SMALL, cut
from tests.ui.test_pages_of_an_order import let_it_start


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_seat_of_the_current_ticket_is_marked_on_todays_plan(desk: Any, language: str) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*SMALL)
        order = await a_cash_order(c)
        c.window.order.table.select_ticket(order.tickets[1].ticket)
        assert cut(c.window) == []
        await c.click("order.plan")
        page = c.window.today
        await c.until(lambda: page.plan.seats.seat_at(page.plan.currentIndex()) is not None)
        await c.idle()
        assert page.isVisible() and page.on_plan
        assert page.performances.current.performance == order.tickets[1].performance
        marked = page.plan.seats.seat_at(page.plan.currentIndex())
        assert (marked.seat, marked.ticket) == (order.tickets[1].seat, order.tickets[1].ticket)
        assert page.plan.seats.bright == {order.order}
        box = page.plan.visualRect(page.plan.currentIndex())
        assert page.plan.viewport().rect().contains(box)
        assert page.plan.hasFocus()
        await c.key(Qt.Key.Key_Return)
        assert c.window.on_orders_page
        assert c.window.order.order.order == order.order
        assert c.window.order.table.current_ticket().ticket == order.tickets[1].ticket, "and back to the same ticket"

    desk(journey, language=language)


def test_by_keyboard_and_whatever_today_was_narrowed_to(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.key(Qt.Key.Key_F4)
        page = c.window.today
        await c.until(page.orders.rows.rowCount)
        page.filter.choose("unpaid")
        page.text.setText("nobody at all")
        page.performances.choose(page.performances.rows.rows[-1].id)
        await c.key(Qt.Key.Key_F3)
        order = await a_cash_order(c)
        c.find("order.plan").setFocus()
        await c.key(Qt.Key.Key_Space)
        await c.until(page.plan.hasFocus)
        await c.idle()
        assert page.plan.seats.seat_at(page.plan.currentIndex()).seat == order.tickets[0].seat
        assert page.performances.current.performance == order.tickets[0].performance

    desk(journey)


def test_tickets_without_a_number_have_no_seat_to_show(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        from msgspec.structs import replace

        order = await a_cash_order(c)
        panel = c.window.order
        assert panel.plan.isVisible()
        panel.show_order(replace(order, tickets=tuple(replace(t, seat=None) for t in order.tickets)))
        assert not panel.plan.isVisible()

    desk(journey)


def test_an_evening_that_today_does_not_list_is_said(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        let_it_start(c)
        c.clock.advance(seconds=3 * 86_400)
        await c.click("order.plan")
        await c.until(lambda: "does not list" in c.find("notice.text").text())
        assert c.window.on_orders_page

    desk(partial(journey))
