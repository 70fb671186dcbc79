"""The cashier goes on to the next order while a deed is still being written: what ends late never takes the screen back."""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order, an_invoice_order
from tests.ui.test_waiting_orders import DAY, notice, reserve
from ticketoffice.desk import payment
from ticketoffice.desk.people import person_named
from ticketoffice.domain.people import Who
from ticketoffice.ui.desk_room import DeskRoom

Key = Qt.Key


async def _reservation(c: Cashier) -> None:
    for number in await reserve(c):
        await c.open(number)
        if len(c.window.order.order.tickets) > 1:
            return
    raise AssertionError


async def _pay(c: Cashier) -> None:
    await _reservation(c)
    await c.key(Key.Key_F9)


async def _split(c: Cashier) -> None:
    await _reservation(c)
    await c.key(Key.Key_Space)
    await c.click("order.split")


async def _release(c: Cashier) -> None:
    await _reservation(c)
    await c.click("order.release")


async def _give_back(c: Cashier) -> None:
    await _reservation(c)
    order = c.window.order.order
    who = Who(await c.window.books.write(person_named, "Lea"))
    await c.window.books.write(payment.pay, order.order, method="cash", amount=1000, who=who)
    await c.open(order.number)
    await c.click("order.release")
    await c.key(Key.Key_Return)
    await c.click("order.give_back")


async def _reissue(c: Cashier) -> None:
    await an_invoice_order(c)
    await c.click_cross(0)


async def _admit(c: Cashier) -> None:
    await an_invoice_order(c)
    await c.click("order.admit_unpaid")
    c.find("admit.second").setText("Marc")


async def _remind(c: Cashier) -> None:
    number = (await an_invoice_order(c)).number
    c.clock.advance(seconds=15 * DAY)
    await c.open(number)
    await c.click("order.remind")


async def _note(c: Cashier) -> None:
    await a_cash_order(c)
    await c.click("order.note")
    c.find("note.text").setText("Walks with crutches")


async def _customer(c: Cashier) -> None:
    await a_cash_order(c)
    c.window.order.tabs.setCurrentIndex(2)
    c.find("customer.name").setText("Somebody Else")
    c.find("customer.save").setFocus()


async def _finish(c: Cashier) -> None:
    await a_cash_order(c)
    await c.click_cross(1)
    await c.key(Key.Key_1)


async def _whole(c: Cashier) -> None:
    await a_cash_order(c)
    c.window.order.wish_whole()
    await c.idle()
    c.find("whole.reason")._pick("our_error")
    if c.find("whole.second").isVisible():
        c.find("whole.second").setText("Marc")
    c.find("whole.confirm").setFocus()


DEEDS = (
    *(_pay, _split, _release, _give_back, _reissue, _admit),
    *(_remind, _note, _finish, _whole),
)


def _room(c: Cashier) -> Any:
    return c.window.findChild(DeskRoom)


class Held:
    """The book's writer stands still until it is let go: a deed stays on its way for as long as a test needs."""

    def __init__(self, c: Cashier) -> None:
        self._gate = threading.Event()
        c.window.books._writer.submit(self._gate.wait)

    def __enter__(self) -> None:
        """It already stands still."""

    def __exit__(self, *problem: object) -> None:
        self._gate.set()


async def _go_on_to(c: Cashier, number: str) -> None:
    """Opens another order while the writer stands still."""
    bar = c.find("search.bar")
    bar.setFocus()
    bar.setText(number)
    QTest.keyClick(bar, Key.Key_Return)
    await c.until(lambda: c.window.order.order.number == number)


async def _another(c: Cashier) -> str:
    """Some order that has nothing to do with the one of the deed."""
    return (await reserve(c, files=4))[-1]


async def _late(c: Cashier, begin: Callable[[Cashier], Awaitable[None]], *, key: Key = Key.Key_Return) -> None:
    other = await _another(c)
    await begin(c)
    mine = c.window.order.order
    assert mine.number != other
    with Held(c):
        QTest.keyClick(QApplication.focusWidget() or c.window, key)
        await c.until(lambda: _room(c).deeds.busy)
        await _go_on_to(c, other)
    await c.idle()
    assert c.window.order.order.number == other
    assert (c.window.order.page, c.find("search.bar").text()) == (None, other)
    told = notice(c)
    assert mine.number in told or begin is _remind, told
    await c.open(mine.number)
    assert len(c.window.order.order.history) > len(mine.history), "what was asked is done"


@pytest.mark.parametrize("begin", DEEDS)
def test_a_deed_that_ends_late_leaves_the_order_opened_since(desk: Any, begin: Any) -> None:
    desk(lambda c: _late(c, begin))


def test_a_customer_that_is_saved_late_leaves_the_order_opened_since(desk: Any) -> None:
    desk(lambda c: _late(c, _customer, key=Key.Key_Space))


def test_a_cross_that_is_written_late_opens_no_strip_over_the_next_order(desk: Any) -> None:
    async def begin(c: Cashier) -> None:
        await a_cash_order(c)
        c.find("tickets.table").setFocus()

    desk(lambda c: _late(c, begin, key=Key.Key_Delete))


def test_of_two_orders_wished_shortly_after_each_other_the_later_one_stays(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        third, first, second = (await reserve(c, files=3))[:3]
        ids = {}
        for number in (first, second, third):
            await c.open(number)
            ids[number] = c.window.order.order.order
        real, gate = c.window.books.read, threading.Event()

        async def slow(question: Any, *args: Any, **how: Any) -> Any:
            def after_the_gate(book: Any) -> Any:
                gate.wait()
                return question(book, *args, **how)

            held = args == (ids[first],) and not gate.is_set()
            return await (real(after_the_gate) if held else real(question, *args, **how))

        c.window.books.read = slow
        bar = c.find("search.bar")
        _room(c).search.opened.emit(ids[first], None)
        _room(c).search.opened.emit(ids[second], None)
        try:
            await c.until(lambda: c.window.order.order.number == second)
        finally:
            gate.set()
        await c.idle()
        assert (c.window.order.order.number, bar.isVisible()) == (second, True)

    desk(journey)
