"""Money that arrives for an order that is paid already: F9 says so, and books it as credit, as the command does."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.conftest import lea
from tests.house import house, on, taken
from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order
from tests.ui.test_waiting_orders import notice, reserve
from ticketoffice.desk.find import order_of
from ticketoffice.desk.payment import Shown, pay
from ticketoffice.desk.release import release
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.people import Who
from ticketoffice.store.book import Book


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


def test_an_order_that_the_clock_let_go_of_meanwhile_is_shown_before_it_is_paid(desk: Any) -> None:
    """The paper of its customer is refused from now on, and a payment makes new numbers: nobody does that unseen."""

    async def journey(c: Cashier) -> None:
        [number, *_] = await reserve(c, 2)
        await c.open(number)
        order = c.window.order.order
        await c.key(Qt.Key.Key_F9)
        assert c.window.order.page is c.window.order.pay
        await c.window.books.write(release, order.order, who=Who(c.window.room_person()))
        await c.idle()
        await c.key(Qt.Key.Key_Return)
        assert "has changed since it was shown: it is expired now. Nothing was booked." in notice(c)
        assert (c.window.order.page, c.window.order.order.state, c.window.order.order.paid) == (None, "expired", 0)
        await c.key(Qt.Key.Key_F9)
        assert "under new numbers" in c.window.order.pay.text.text()
        await c.key(Qt.Key.Key_Return)
        assert c.window.order.order.state == "paid"

    desk(journey)


def test_the_refusal_is_a_rule_of_the_desk(file_book: Book) -> None:
    taken(file_book, house(), on("A-1", number="P"))
    with pytest.raises(RuleBroken) as no:
        pay(file_book, order_of(file_book, "P")[0], method="cash", who=lea(file_book), shown=Shown("pending", 3000))
    assert (no.value.code, no.value.data) == ("changed_meanwhile", {"order": "P", "state": ["paid"]})
