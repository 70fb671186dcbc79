"""The acceptance examples of the desk, through the real window."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Cashier
from ticketoffice.desk import admit
from ticketoffice.desk.find import find
from ticketoffice.desk.show import show
from ticketoffice.domain.people import Who
from ticketoffice.store.book import Book
from ticketoffice.ui.order.tickets_model import TicketsModel


async def a_cash_order(c: Cashier) -> Any:
    """Opens an order that was paid in cash and has valid tickets."""

    def found(book: Any) -> str:
        with book.read() as reading:
            for line in reading.history.lines():
                if line.kind == "order_taken_in" and line.payload["order"]["method"] == "cash":
                    view = show(book, line.payload["order"]["id"])
                    if (
                        view.state == "paid"
                        and len(view.tickets) >= 3
                        and all(t.state == "valid" for t in view.tickets)
                    ):
                        return view.number
        raise AssertionError

    number = await c.window.books.read(found)
    await c.open(number)
    return c.window.order.order


async def an_invoice_order(c: Cashier) -> Any:
    """Opens an order of at least two tickets that waits for the payment of its invoice."""

    def found(book: Any) -> str:
        with book.read() as reading:
            for line in reading.history.lines():
                if line.kind == "order_taken_in" and line.payload["order"]["method"] == "invoice":
                    view = show(book, line.payload["order"]["id"])
                    if view.state == "pending" and len(view.tickets) >= 2 and view.invoice:
                        return view.number
        raise AssertionError

    await c.open(await c.window.books.read(found))
    return c.window.order.order


def test_one_click_on_the_cross_cancels_and_the_strip_asks_for_the_reason(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        await c.click_cross(1)
        table = c.find("tickets.table")
        rows = [
            table.model().index(r, 0).data(TicketsModel.Role.TICKET_NUMBER) for r in range(table.model().rowCount())
        ]
        assert rows == [t.number for t in order.tickets]
        assert (await c.window.books.read(admit.check, rows[1])).reason == "cancelled"
        assert (await c.window.books.read(admit.check, rows[0])).answer == "GO"
        assert QApplication.focusWidget() is c.find("strip.reason")
        assert QApplication.activeModalWidget() is None
        await c.key(Qt.Key.Key_1)
        assert c.find("strip.reason").value() == "customer_asked"
        assert "hand out" in c.find("strip.finish").text()
        await c.key(Qt.Key.Key_Return)
        assert "Hand out CHF" in c.window.order.strip.hand_out.text()
        assert c.find("refunds.open").isVisible()
        await c.key(Qt.Key.Key_Return)
        view = c.window.order.order
        assert view.refunds[0].paid_at is not None
        assert view.refunds[0].method == "cash"
        assert not c.find("refunds.open").isVisible()
        assert [line.by for line in view.history][:3] == ["Lea"] * 3

    desk(journey)


def test_esc_at_once_keeps_the_same_number(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        await c.click_cross(0)
        await c.key(Qt.Key.Key_Escape)
        view = c.window.order.order
        assert [t.state for t in view.tickets] == ["valid"] * len(order.tickets)
        assert [line.kind for line in view.history][:2] == ["cancellation_kept", "tickets_cancelled"]
        assert "kept" in c.find("notice.text").text()

    desk(journey)


def test_esc_after_the_focus_was_elsewhere_finishes_later(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        await c.click_cross(0)
        c.find("search.bar").setFocus()
        await c.idle()
        c.find("strip.reason").setFocus()
        await c.key(Qt.Key.Key_Escape)
        assert c.window.order.order.tickets[0].state == "cancelled"
        assert c.find("refunds.open").text() == "1 refund open"

    desk(journey)


def test_esc_in_a_strip_that_was_left_and_opened_again_finishes_later(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        await c.click_cross(0)
        assert "Esc" in c.find("strip.keep").text()
        other = next(n for n in await c.window.books.read(_numbers) if n != order.number)
        await c.open(other)
        await c.open(order.number)
        assert c.find("strip.reason").isVisible()
        assert "Esc" not in c.find("strip.keep").text(), "what Esc does not do is not promised"
        await c.key(Qt.Key.Key_Escape)
        assert c.window.order.order.tickets[0].state == "cancelled"
        assert c.find("refunds.open").text() == "1 refund open"

    desk(journey)


def _numbers(book: Book) -> list[str]:
    return [row.number for row in find(book, "a").orders]


def test_ctrl_z_after_a_finish_without_cash_keeps(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        await c.click_cross(0)
        c.find("strip.method")._pick("later")
        await c.key(Qt.Key.Key_1)
        c.find("strip.reason")._pick("duplicate")
        await c.key(Qt.Key.Key_F9)
        assert c.window.order.order.tickets[0].cancelled.finished
        c.clock.advance(seconds=5)
        await c.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        view = c.window.order.order
        assert (view.tickets[0].state, view.refunds, view.balance) == ("valid", (), 0)

    desk(journey)


def test_two_clicks_on_one_spot_are_one_cancellation(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        table = c.find("tickets.table")
        box = table.visualRect(table.model().index(0, table.model().columnCount() - 1))
        for _ in range(2):
            QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
        await c.idle()
        view = c.window.order.order
        assert [t.state for t in view.tickets].count("cancelled") == 1
        assert [line.kind for line in view.history].count("tickets_cancelled") == 1

    desk(journey)


def test_a_click_cancels_its_own_row_whatever_is_ticked(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        table = c.find("tickets.table")
        table.tickets.toggle(0)
        table.tickets.toggle(1)
        assert c.find("order.cancel_ticked").text() == "Cancel 2 ticked tickets"
        await c.click_cross(2)
        assert [t.state for t in c.window.order.order.tickets][:3] == ["valid", "valid", "cancelled"]

    desk(journey)


def test_ticked_rows_are_cancelled_together_by_del(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        c.find("tickets.table").setFocus()
        await c.key(Qt.Key.Key_Space)
        await c.key(Qt.Key.Key_Down)
        await c.key(Qt.Key.Key_Space)
        await c.key(Qt.Key.Key_Delete)
        assert [t.state for t in c.window.order.order.tickets].count("cancelled") == 2
        assert not c.find("order.cancel_ticked").isVisible()

    desk(journey)


def test_a_scan_with_the_strip_open_presses_nothing_and_is_opened_next(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        await c.click_cross(0)
        await c.scan("hzhu5evvnp5ehhhjgcbakypsm49qx28w")
        await c.idle()
        assert c.find("strip.reason").value() is None
        assert c.window.order.order.number == order.number
        assert "first" in c.find("notice.text").text()
        await c.key(Qt.Key.Key_Escape)
        await c.until(lambda: c.window.order.order.number == "KL3ZT")

    desk(journey)


def test_a_scan_opens_its_ticket_from_any_focus(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        for name in ("search.bar", "results.list", "desk.person"):
            c.window.order.clear()
            c.find(name).setFocus()
            await c.scan("hzhu5evvnp5ehhhjgcbakypsm49qx28w")
            await c.until(lambda: c.window.order.order is not None)
            await c.idle()
            assert c.window.order.table.current_ticket().number == "hzhu5evvnp5ehhhjgcbakypsm49qx28w"
            assert c.find("search.bar").text() == ""

    desk(journey)


def test_a_waiting_invoice_is_explained_and_reissued(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await an_invoice_order(c)
        await c.click_cross(0)
        assert c.find("invoice.panel").isVisible()
        assert "cannot be cancelled alone" in c.window.order.invoice.title.text()
        assert [line.kind for line in c.window.order.order.history] == ["order_taken_in"]
        await c.click("invoice.reissue")
        new = c.window.order.order
        assert new.predecessor == order.number
        assert [t.seat for t in new.tickets] == [t.seat for t in order.tickets[1:]]
        await c.click("order.pay")
        assert c.find("pay.amount").text()
        await c.key(Qt.Key.Key_Return)
        assert c.window.order.order.state == "paid"

    desk(journey)


def test_a_used_ticket_is_explained_with_what_a_second_person_may_do(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        who = Who(c.window.room_person())
        await c.window.books.write(admit.admit, order.tickets[0].number, who=who)
        await c.open(order.number)
        await c.click_cross(0)
        assert c.find("used.panel").isVisible()
        assert not c.find("used.undo").isEnabled()
        c.find("used.alone").setText("scanned the wrong ticket")
        await c.click("used.undo")
        assert c.window.order.order.tickets[0].state == "valid"

    desk(journey)


def test_the_gate_page_says_stop_and_go(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        await c.click_cross(1)
        await c.key(Qt.Key.Key_F8)
        await c.scan(order.tickets[1].number)
        await c.until(lambda: "STOP - CANCELLED" in c.find("gate.result").text())
        await c.scan(order.tickets[0].number)
        await c.until(lambda: c.find("gate.result").text() == "GO")

    desk(journey)


def test_the_whole_order_goes_in_one_act(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        await c.key(Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        assert c.find("whole.panel").isVisible()
        await c.key(Qt.Key.Key_1)
        await c.click("whole.confirm")
        view = c.window.order.order
        assert view.state == "cancelled"
        assert c.window.order.strip.asks_for_money

    desk(journey)


def test_a_stale_answer_never_overwrites_a_newer_one(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        bar = c.find("search.bar")
        for text in ("h", "he", "hel", "helen r"):
            bar.setText(text)
        bar.setText("zzzz")
        await c.idle()
        assert c.window.results.model.rowCount() == 0
        assert "zzzz" in c.find("results.empty").text()

    desk(journey)
