"""The pages below the tickets: a refusal leaves them usable, a deed clears what it was about, a scan waits for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order, an_invoice_order
from ticketoffice.desk import cancel, find, payment, strip
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.people import Who

OTHER_TICKET, OTHER_ORDER = "hzhu5evvnp5ehhhjgcbakypsm49qx28w", "KL3ZT"
CTRL = Qt.KeyboardModifier.ControlModifier
MINUTE = 60


def let_it_start(c: Cashier) -> None:
    """The clock goes on until the open order's first performance has run for a minute."""
    first = min(t.starts_at for t in c.window.order.order.tickets)
    c.clock.advance(seconds=(first - c.clock.now()) / 1_000_000 + MINUTE)


def unavailable(c: Cashier, *asked: Callable[..., Any]) -> None:
    """From now on these deeds and questions are answered by a full disk."""
    books = c.window.books

    def refusing(ask: Callable[..., Any]) -> Callable[..., Any]:
        async def refused(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
            if work in asked:
                raise Unavailable("disk_full")
            return await ask(work, *args, **kwargs)

        return refused

    books.read, books.write = refusing(books.read), refusing(books.write)


# --- a refusal leaves the page usable ----------------------------------------------------------------------------


def test_a_whole_order_that_has_started_goes_with_a_reason_for_acting_alone(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        let_it_start(c)
        await c.click("order.cancel")
        assert c.find("whole.alone").isVisible()
        c.find("whole.reason")._pick("duplicate")
        await c.click("whole.confirm")
        assert QApplication.focusWidget() is c.find("whole.second")
        assert "second person" in c.find("notice.text").text()
        c.find("whole.alone").setText("nobody else is here today")
        await c.click("whole.confirm")
        view = c.window.order.order
        assert view.state == "cancelled"
        assert [line.second_person for line in view.history if line.kind == "tickets_cancelled"] == ["none_by_rule"]

    desk(journey)


def test_a_whole_order_that_starts_meanwhile_asks_for_the_second_person_and_goes_on(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        await c.click("order.cancel")
        assert not c.find("whole.alone").isVisible()
        let_it_start(c)
        c.find("whole.reason")._pick("our_error")
        await c.click("whole.confirm")
        assert "second person" in c.find("notice.text").text()
        assert c.find("whole.reason").value() == "our_error"
        c.find("whole.second").setText("Marc")
        await c.click("whole.confirm")
        view = c.window.order.order
        assert view.state == "cancelled"
        assert [line.second_person for line in view.history if line.kind == "tickets_cancelled"] == ["Marc"]

    desk(journey)


def test_the_cross_after_the_start_takes_the_second_person_too(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        let_it_start(c)
        await c.click_cross(0)
        c.find("used.second").setText("Lea")
        await c.click("used.alone_confirm")
        assert "own act" in c.find("notice.text").text()
        c.find("used.second").setText("Marc")
        await c.click("used.alone_confirm")
        assert c.window.order.order.tickets[0].state == "cancelled"
        assert c.find("strip.finish").isVisible()

    desk(journey)


def test_a_refused_payment_leaves_its_button_alive(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await an_invoice_order(c)
        await c.click("order.pay")
        write = c.window.books.write
        unavailable(c, payment.pay)
        await c.click("pay.take")
        assert "disk is full" in c.find("notice.text").text()
        assert c.find("pay.take").isVisible()
        assert c.find("pay.take").isEnabled()
        assert QApplication.focusWidget() is c.find("pay.take")
        c.window.books.write = write
        await c.click("pay.take")
        assert (await c.window.books.read(show, order.order)).state == "paid"

    desk(journey)


def test_a_refused_reissue_leaves_its_button_alive(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await an_invoice_order(c)
        await c.click_cross(0)
        who = Who(c.window.room_person())
        await c.window.books.write(payment.pay, order.order, method="cash", who=who)
        await c.click("invoice.reissue")
        assert c.find("notice.text").text()
        assert c.find("invoice.reissue").isEnabled()

    desk(journey)


# --- after a deed ------------------------------------------------------------------------------------------------


def test_ticks_go_with_the_order_that_was_cancelled_whole(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        for row in (0, 1):
            c.find("tickets.table").tickets.toggle(row)
        assert c.find("order.cancel_ticked").isVisible()
        await c.click("order.cancel")
        await c.key(Qt.Key.Key_1)
        await c.click("whole.confirm")
        assert c.window.order.order.state == "cancelled"
        assert not c.find("order.cancel_ticked").isVisible()
        assert c.find("tickets.table").tickets.ticked() == []

    desk(journey)


def test_a_tick_goes_with_its_cross(desk: Any) -> None:
    """The ticket was cancelled meanwhile: nothing stays ticked that could not be cancelled."""

    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        for row in (0, 1):
            c.find("tickets.table").tickets.toggle(row)
        await c.window.books.write(cancel.click, [order.tickets[0].ticket], who=Who(c.window.room_person()))
        await c.open(order.number)
        assert [t.ticket for t in c.find("tickets.table").tickets.ticked()] == [order.tickets[1].ticket]
        assert c.find("order.cancel_ticked").text() == "Cancel 1 ticked ticket"

    desk(journey)


def test_enter_on_the_tickets_tab_keeps_ticket_rows(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        name = order.customer.name
        results = c.window.results
        results.kinds.setCurrentIndex(1)
        bar = c.find("search.bar")
        bar.setText(name)
        await c.idle()
        rows = results.model.rowCount()
        assert rows >= len(order.tickets)
        bar.setFocus()
        QTest.keyClick(bar, Qt.Key.Key_Return)
        await c.idle()
        assert results.model.rowCount() == rows
        first = results.model.index(0)
        assert c.window.order.table.current_ticket().ticket == first.data(results.model.Role.TICKET)

    desk(journey)


def test_two_crosses_in_quick_succession_cancel_both_rows(desk: Any) -> None:
    """A second click on the same cross is ignored; on another one it is meant."""

    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        table = c.find("tickets.table")
        for row in (0, 0, 2):
            box = table.visualRect(table.model().index(row, table.model().columnCount() - 1))
            QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
        await c.idle()
        assert [t.state for t in c.window.order.order.tickets][:3] == ["cancelled", "valid", "cancelled"]
        assert len(c.window.order.strip.view.tickets) == 2

    desk(journey)


# --- a scan waits for the page -----------------------------------------------------------------------------------


def test_a_scan_waits_for_the_payment_and_is_opened_after_it(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await an_invoice_order(c)
        await c.click("order.pay")
        await c.scan(OTHER_TICKET)
        await c.idle()
        assert c.window.order.order.number == order.number
        await c.click("pay.take")
        await c.until(lambda: c.window.order.order.number == OTHER_ORDER)
        assert (await c.window.books.read(show, order.order)).state == "paid"

    desk(journey)


def test_a_scan_waits_for_a_panel_and_is_opened_when_it_closes(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        await c.click("order.cancel")
        await c.scan(OTHER_TICKET)
        await c.idle()
        await c.key(Qt.Key.Key_Escape)
        await c.until(lambda: c.window.order.order.number == OTHER_ORDER)
        assert c.find("notice.text").text() == ""

    desk(journey)


def test_a_scan_that_waited_is_forgotten_once_another_order_was_opened(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        await c.click("order.cancel")
        await c.scan(OTHER_TICKET)
        await c.idle()
        invoice = await an_invoice_order(c)
        assert c.window.order.order.number == invoice.number
        await c.open(order.number)
        await c.click_cross(0)
        await c.key(Qt.Key.Key_Escape)
        assert c.window.order.order.number == order.number

    desk(journey)


def test_kept_by_esc_is_still_said_when_the_scan_that_waited_opens(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        await c.click_cross(0)
        await c.scan(OTHER_TICKET)
        await c.idle()
        await c.key(Qt.Key.Key_Escape)
        await c.until(lambda: c.window.order.order.number == OTHER_ORDER)
        assert "still valid" in c.find("notice.text").text()

    desk(journey)


# --- what is not available is said -------------------------------------------------------------------------------


def test_a_full_disk_is_told_on_a_scan_on_enter_and_when_refunds_are_counted(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        notice = c.find("notice.text")
        unavailable(c, find.order_of)
        await c.scan(OTHER_TICKET)
        await c.idle()
        assert "disk is full" in notice.text()
        c.window.notice.clear()
        bar = c.find("search.bar")
        bar.setText(OTHER_ORDER)
        bar.setFocus()
        QTest.keyClick(bar, Qt.Key.Key_Return)
        await c.idle()
        assert "disk is full" in notice.text()
        c.window.notice.clear()
        unavailable(c, strip.open_work)
        c.window.top.open_refunds_wished.emit()
        await c.idle()
        assert "disk is full" in notice.text()

    desk(journey)


# --- what was said goes when it is no longer so ------------------------------------------------------------------


def test_after_finish_nobody_is_asked_for_a_reason_any_more(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        await c.click_cross(0)
        notice = c.find("notice.text")
        assert "Choose a reason" in notice.text()
        await c.key(Qt.Key.Key_1)
        await c.key(Qt.Key.Key_Return)
        assert c.window.order.strip.asks_for_money
        assert "Choose a reason" not in notice.text()
        assert "recorded" in notice.text()

    desk(journey)


def test_after_later_nobody_is_asked_for_a_reason_any_more(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        await c.click_cross(0)
        await c.click("strip.later")
        assert "Choose a reason" not in c.find("notice.text").text()
        assert "refund open" in c.find("refunds.open").text()

    desk(journey)


def test_a_refused_amount_is_no_longer_complained_about_once_it_is_right(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        await c.click_cross(0)
        await c.key(Qt.Key.Key_1)
        amount, notice = c.find("strip.amount"), c.find("notice.text")
        right = amount.text()
        amount.setText("99999")
        await c.key(Qt.Key.Key_F9)
        assert "Type an amount" in notice.text()
        amount.setText("88888")
        assert "Type an amount" in notice.text()
        amount.setText(right)
        assert notice.text() == ""

    desk(journey)
