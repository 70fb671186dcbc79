"""Money at the strip: "Handed out" marks what it asks for, and Ctrl+Z keeps what was cancelled last, not what waits."""

import asyncio
from typing import Any

from PySide6.QtCore import Qt

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order, an_invoice_order
from ticketoffice.desk import cancel, payment
from ticketoffice.desk.show import show
from ticketoffice.domain.people import Who
from ticketoffice.ui.order.tickets_model import TicketColumn

CTRL = Qt.KeyboardModifier.ControlModifier


def paid(c: Cashier) -> dict[str, bool]:
    """Whether the refunds of the open order were given, by method."""
    return {r.method: r.paid_at is not None for r in c.window.order.order.refunds}


def states(c: Cashier) -> list[str]:
    return [t.state for t in c.window.order.order.tickets]


async def finish(c: Cashier, row: int, *, method: str | None = None) -> None:
    """Cancels a row's ticket and finishes it."""
    await c.click_cross(row)
    if method is not None:
        c.find("strip.method")._pick(method)
    c.find("strip.reason")._pick("duplicate")
    await c.key(Qt.Key.Key_F9)


def test_handed_out_marks_the_cash_and_leaves_the_transfer_open(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order, who = await an_invoice_order(c), Who(c.window.room_person())
        for method, amount in (("bank_transfer", order.balance - 1000), ("cash", 1000)):
            await c.window.books.write(payment.pay, order.order, method=method, amount=amount, who=who)
            c.clock.advance(seconds=60)
        await c.open(order.number)
        await finish(c, 0)
        assert c.window.order.strip.hand_out.text() == "Hand out CHF 10.00"
        await c.click("strip.handed_out")
        assert paid(c) == {"cash": True, "bank_transfer": False}
        assert c.window.order.page is None
        state = c.find("tickets.table").model().index(0, TicketColumn.STATE)
        assert state.data(Qt.ItemDataRole.AccessibleTextRole).endswith("refund to pay")
        assert not c.find("refunds.open").isVisible()

    desk(journey)


def test_ctrl_z_keeps_what_was_cancelled_last_while_other_money_waits(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        await finish(c, 0)
        assert "Ctrl+Z" in c.find("strip.not_paid").text()
        await finish(c, 1, method="bank_transfer")
        assert c.window.order.strip.asks_for_money
        assert c.find("strip.not_paid").text() == "Not paid: keep ticket"
        await c.key(Qt.Key.Key_Z, CTRL)
        assert states(c)[:2] == ["cancelled", "valid"]
        assert c.window.order.strip.asks_for_money, "the money of the first one still waits"
        assert "Ctrl+Z" in c.find("strip.not_paid").text()
        await c.click("strip.not_paid")
        assert states(c)[:2] == ["valid", "valid"]

    desk(journey)


def test_handed_out_is_for_the_ticket_that_the_strip_names(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        await finish(c, 0)
        await finish(c, 1, method="bank_transfer")
        await c.click("strip.handed_out")
        assert paid(c) == {"cash": True, "bank_transfer": False}
        await c.key(Qt.Key.Key_Z, CTRL)
        assert states(c)[:2] == ["cancelled", "valid"], "the second can still be kept"

    desk(journey)


def test_money_that_waits_is_asked_again_behind_an_explanation(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        await finish(c, 0)
        c.find("tickets.table").setFocus()
        await c.key(Qt.Key.Key_Delete)
        assert c.find("used.panel").isVisible()
        await c.click("used.back")
        assert c.window.order.page is c.window.order.strip
        assert c.window.order.strip.asks_for_money

    desk(journey)


def test_an_order_that_was_read_before_another_look_is_not_shown_after_it(desk: Any) -> None:
    """Two looks at once, and the earlier one ends last: what it saw is of before."""

    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        who, first = Who(c.window.room_person()), order.tickets[0].ticket
        read, held, looks = c.window.books.read, asyncio.Event(), []

        async def reading(question: Any, *args: Any, **named: Any) -> Any:
            answer = await read(question, *args, **named)
            if question is show:
                looks.append(answer.balance)
                if len(looks) == 1:
                    await held.wait()
            return answer

        c.window.books.read = reading  # type: ignore[method-assign]
        await c.window.books.write(cancel.click, [first], who=who)
        await c.until(lambda: len(looks) == 1)
        await c.window.books.write(cancel.keep, [first], who=who)
        await c.until(lambda: len(looks) == 2)
        held.set()
        await c.idle()
        assert looks == [-order.tickets[0].price, 0]
        assert c.window.order.order.balance == 0

    desk(journey)


def test_what_a_reinstated_ticket_owes_can_be_taken(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        who = Who(c.window.room_person())
        first = order.tickets[0].ticket
        await c.window.books.write(cancel.cancel, [first], who=who, reason="duplicate", method="cash", now=True)
        await c.window.books.write(cancel.reinstate, first, who=who)
        await c.until(lambda: c.window.order.order.balance == order.tickets[0].price)
        await c.key(Qt.Key.Key_F9)
        assert c.window.order.page is c.window.order.pay
        await c.key(Qt.Key.Key_Return)
        assert c.window.order.order.balance == 0
        assert not c.find("order.pay").isVisible()

    desk(journey)
