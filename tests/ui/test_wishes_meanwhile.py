"""What is pressed while a deed is being written is done when its turn comes, or said; nothing vanishes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order, an_invoice_order
from tests.ui.test_gone_on_meanwhile import Held, _room
from tests.ui.test_waiting_orders import notice, reserve
from ticketoffice.desk.show import show

Key = Qt.Key


def press(c: Cashier, name: str) -> None:
    """A click that waits for nothing."""
    button = c.find(name)
    assert button.isVisible() and button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2))


async def go_to(c: Cashier, number: str) -> None:
    """Opens an order while something is on its way."""
    bar = c.find("search.bar")
    bar.setFocus()
    bar.setText(number)
    QTest.keyClick(bar, Key.Key_Return)
    await c.until(lambda: c.window.order.order.number == number)


def begin_a_deed(c: Cashier) -> None:
    """A note on the order that is shown: its deed stays on its way while the writer stands still."""
    press(c, "order.note")
    c.find("note.text").setText("the first wish")
    press(c, "note.save")
    assert _room(c).deeds.busy


def kinds(c: Cashier) -> list[str]:
    return [line.kind for line in c.window.order.order.history]


async def _note(c: Cashier) -> None:
    press(c, "order.note")
    c.find("note.text").setText("the second wish")
    press(c, "note.save")


async def _noted(c: Cashier) -> None:
    assert "the second wish" in [note.text for note in c.window.order.order.notes]


async def _pay(c: Cashier) -> None:
    QTest.keyClick(c.window, Key.Key_F9)
    press(c, "pay.take")


async def _paid(c: Cashier) -> None:
    assert c.window.order.order.to_pay == 0


async def _admit(c: Cashier) -> None:
    press(c, "order.admit_unpaid")
    c.find("admit.second").setText("Marc")
    press(c, "admit.confirm")


async def _admitted(c: Cashier) -> None:
    assert "unpaid_admitted" in kinds(c), kinds(c)


async def _release(c: Cashier) -> None:
    press(c, "order.release")


async def _release_open(c: Cashier) -> None:
    assert c.window.order.page is c.window.order.release


async def _whole(c: Cashier) -> None:
    press(c, "order.cancel")


async def _whole_open(c: Cashier) -> None:
    assert c.window.order.page is c.window.order.whole


async def _cross(c: Cashier) -> None:
    c.find("tickets.table").setFocus()
    QTest.keyClick(c.find("tickets.table"), Key.Key_Delete)


async def _cancelled(c: Cashier) -> None:
    assert c.window.order.order.tickets[0].state == "cancelled"
    assert c.window.order.page is c.window.order.strip


async def _customer(c: Cashier) -> None:
    c.window.order.tabs.setCurrentIndex(2)
    c.find("customer.name").setText("Somebody Else")
    press(c, "customer.save")


async def _customer_saved(c: Cashier) -> None:
    assert c.window.order.order.customer.name == "Somebody Else"


async def _reservation(c: Cashier) -> str:
    return (await reserve(c))[0]


async def _invoice(c: Cashier) -> str:
    return str((await an_invoice_order(c)).number)


async def _cash(c: Cashier) -> str:
    return str((await a_cash_order(c)).number)


Step = Callable[[Cashier], Awaitable[Any]]
WISHES: dict[str, tuple[Step, Step, Step]] = {
    "note": (_reservation, _note, _noted),
    "pay": (_reservation, _pay, _paid),
    "admit": (_invoice, _admit, _admitted),
    "release": (_reservation, _release, _release_open),
    "whole": (_cash, _whole, _whole_open),
    "cross": (_cash, _cross, _cancelled),
    "customer": (_cash, _customer, _customer_saved),
}


async def _first(c: Cashier) -> str:
    """Some order that has nothing to do with the wish."""
    return (await reserve(c, files=4))[-1]


@pytest.mark.parametrize("name", WISHES)
def test_a_wish_on_the_next_order_is_done_after_the_deed_of_the_one_before(desk: Any, name: str) -> None:
    make, wish, done = WISHES[name]

    async def journey(c: Cashier) -> None:
        first, second = await _first(c), str(await make(c))
        assert first != second
        await c.open(first)
        with Held(c):
            begin_a_deed(c)
            await go_to(c, second)
            await wish(c)
        await c.idle()
        assert c.window.order.order.number == second
        await done(c)
        await c.open(first)
        assert [note.text for note in c.window.order.order.notes] == ["the first wish"]

    desk(journey)


@pytest.mark.parametrize("name", ["pay", "whole", "release", "cross"])
def test_a_wish_on_the_same_order_is_done_after_its_deed(desk: Any, name: str) -> None:
    make, wish, done = WISHES[name]

    async def journey(c: Cashier) -> None:
        await c.open(str(await make(c)))
        with Held(c):
            begin_a_deed(c)
            if name == "pay":
                QTest.keyClick(c.window, Key.Key_F9)
            else:
                await wish(c)
        await c.idle()
        if name == "pay":
            assert c.window.order.page is c.window.order.pay
        else:
            await done(c)

    desk(journey)


def test_a_second_click_on_the_same_button_is_the_same_wish(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        first, second = await _first(c), await _reservation(c)
        await c.open(first)
        with Held(c):
            begin_a_deed(c)
            press(c, "note.save")
            await go_to(c, second)
            await _pay(c)
            press(c, "pay.take")
        await c.idle()
        paid = await c.window.books.read(show, c.window.order.order.order)
        assert len(paid.payments) == 1
        await c.open(first)
        assert len(c.window.order.order.notes) == 1

    desk(journey)


def test_what_could_not_be_opened_before_the_order_was_left_is_said(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        first, second = await _first(c), str(await _cash(c))
        await c.open(first)
        with Held(c):
            begin_a_deed(c)
            await go_to(c, second)
            await _whole(c)
            await go_to(c, first)
        await c.idle()
        assert f"Order {second}: you went on before" in notice(c)
        assert c.window.order.page is None

    desk(journey)


def test_enter_on_the_next_order_s_page_counts_while_the_deed_before_is_written(desk: Any) -> None:
    """A page that waited for the deed of one order does not keep the next one from being pressed."""

    async def journey(c: Cashier) -> None:
        first, second = (await reserve(c, files=4))[:2]
        await c.open(first)
        QTest.keyClick(c.window, Key.Key_F9)
        await c.idle()
        with Held(c):
            QTest.keyClick(c.find("pay.take"), Key.Key_Return)
            await c.until(lambda: _room(c).deeds.busy)
            await go_to(c, second)
            QTest.keyClick(c.window, Key.Key_F9)
            QTest.keyClick(c.find("pay.take"), Key.Key_Return)
        await c.idle()
        assert (c.window.order.order.number, c.window.order.order.to_pay) == (second, 0)
        await c.open(first)
        assert c.window.order.order.to_pay == 0

    desk(journey)


def test_a_wish_carries_the_name_of_who_pressed_it_and_is_done_before_the_window_closes(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        first, second = await _first(c), str(await _cash(c))
        await c.open(first)
        with Held(c):
            begin_a_deed(c)
            await go_to(c, second)
            await _note(c)
            c.window.top.person_named.emit("Marc")
        await c.window.tasks.close()
        view = await c.window.books.read(show, c.window.order.order.order)
        assert [(note.text, note.by) for note in view.notes if note.text == "the second wish"] == [
            ("the second wish", "Lea")
        ]

    desk(journey)
