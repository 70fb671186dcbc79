"""The customer's tab: what else the same customer has is one click away."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order, an_invoice_order
from ticketoffice.desk.customer import change_customer
from ticketoffice.desk.show import show
from ticketoffice.domain.people import Who


def test_the_other_order_of_the_same_address_opens(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        first = await an_invoice_order(c)
        assert c.find("customer.others").isHidden(), "nothing is promised where there is nothing"
        order = await a_cash_order(c)
        fields, who = {"email": first.customer.email}, Who(c.window.room_person())
        await c.window.books.write(change_customer, order.order, fields=fields, who=who)
        await c.idle()
        c.find("order.tabs").setCurrentIndex(2)
        [other] = c.find("customer.others").findChildren(QPushButton)
        assert other.text().startswith(first.number)
        await c.click(other.objectName())
        await c.until(lambda: c.window.order.order.order == first.order)

    desk(journey)


def test_enter_in_a_field_saves_what_was_typed_and_nothing_twice(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        c.find("order.tabs").setCurrentIndex(2)
        field = c.find("customer.phone")
        field.setFocus()
        field.setText("+41 79 123 45 67")
        for _ in range(2):
            QTest.keyClick(field, Qt.Key.Key_Return)
            await c.idle()
        shown = await c.window.books.read(show, order.order)
        assert shown.customer.phone == "+41 79 123 45 67"
        assert [line.kind for line in shown.history].count("customer_changed") == 1

    desk(journey)
