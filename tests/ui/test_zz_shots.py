from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order, an_invoice_order
import pytest


@pytest.mark.parametrize(("lang", "size"), [("fr", (1024, 700)), ("en", (1280, 800))])
def test_shots(desk, lang, size):
    async def j(c: Cashier):
        c.window.resize(*size)
        await an_invoice_order(c)
        c.window.grab().save(f"/tmp/shots/order_{lang}.png")
        for b, n in (("order.note", "note"), ("order.admit_unpaid", "admit"), ("order.pay", "pay")):
            await c.click(b)
            print(n, c.window.order.place.height(), c.find("tickets.table").viewport().height())
            c.window.grab().save(f"/tmp/shots/{n}_{lang}.png")

    desk(j, language=lang)
