"""What is half written waits with its order while another one is opened, and is there again with it."""

from typing import Any

from PySide6.QtCore import Qt

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order, an_invoice_order
from tests.ui.test_waiting_orders import notice


def test_a_half_written_note_is_there_again_with_its_order(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        other = await an_invoice_order(c)
        mine = await a_cash_order(c)
        await c.click("order.note")
        c.find("note.text").setText("Walks with")
        await c.open(other.number)
        assert c.window.order.page is None
        await c.click("order.note")
        assert c.find("note.text").text() == "", "another order's note is another one"
        await c.key(Qt.Key.Key_Escape)
        await c.open(mine.number)
        assert (c.window.order.page, c.find("note.text").text()) == (c.window.order.note, "Walks with")
        c.find("note.text").setText("Walks with crutches")
        await c.key(Qt.Key.Key_Return)
        assert notice(c) == "Noted."
        await c.open(other.number)
        await c.open(mine.number)
        assert c.window.order.page is None

    desk(journey)


def test_an_unsaved_customer_field_is_there_again_with_its_order(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        other = await an_invoice_order(c)
        mine = await a_cash_order(c)
        name = c.find("customer.name")
        name.setText("Amélie Half")
        await c.open(other.number)
        assert (name.text(), c.find("customer.save").isEnabled()) == (other.customer.name or "", False)
        await c.open(mine.number)
        assert (name.text(), c.find("customer.save").isEnabled()) == ("Amélie Half", True)
        c.window.order.tabs.setCurrentIndex(2)
        await c.click("customer.save")
        assert c.window.order.order.customer.name == "Amélie Half"
        assert not c.find("customer.save").isEnabled()
        await c.open(other.number)
        await c.open(mine.number)
        assert (name.text(), c.find("customer.save").isEnabled()) == ("Amélie Half", False)

    desk(journey)
