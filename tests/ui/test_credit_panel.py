"""Credit is seen in the header and goes back on a page of its own, by keyboard alone."""

from typing import Any

from PySide6.QtCore import Qt

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import an_invoice_order
from ticketoffice.desk.payment import pay
from ticketoffice.domain.people import Who


def test_credit_goes_back_by_keyboard(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await an_invoice_order(c)
        assert not c.find("order.give_back").isVisible()
        too_much, who = order.balance + 1500, Who(c.window.room_person())
        await c.window.books.write(pay, order.order, method="bank_transfer", amount=too_much, who=who)
        await c.until(lambda: c.find("order.give_back").isVisible())
        assert c.find("order.give_back").text().endswith("15.00")
        await c.click("order.give_back")
        assert c.find("credit.panel").isVisible()
        c.find("credit.amount").setText("15.01")
        await c.key(Qt.Key.Key_Return)
        assert "up to" in c.find("notice.text").text(), "never more than the credit"
        c.find("credit.amount").setText("15.00")
        c.find("credit.method").choose("cash")
        await c.key(Qt.Key.Key_Return)
        view = c.window.order.order
        assert (view.credit, view.refunded) == (0, 1500)
        assert not c.find("order.give_back").isVisible()
        assert not c.find("credit.panel").isVisible()
        assert "15.00" in c.find("notice.text").text()

    desk(journey)
