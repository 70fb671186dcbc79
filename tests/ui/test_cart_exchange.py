"""Exchange as the way a cart is paid: the cart is what is had, old tickets are scanned or typed, and one deed does it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.conftest import lea
from tests.theatre import best, seats, sold, standing
from tests.ui.conftest import Cashier
from tests.ui.test_house_holds import kept
from tests.ui.test_sale_page import ALT, fill, focused, just_sold, on, on_page, press, type_in
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.show import show
from ticketoffice.desk.views import OrderView
from ticketoffice.store.book import Book


async def old_order(c: Cashier, wanted: Any) -> OrderView:
    """An order of tickets that somebody bought before."""

    def bought(book: Book) -> OrderView:
        return show(book, sold(book, wanted, who=lea(book)).order)

    return await c.window.books.write(bought)


async def with_cart(c: Cashier, wanted: Any, *, count: str = "2", quantity: str = "sell.quantity.1") -> OrderView:
    """Two adults in the hall lie in the cart, and the old order."""
    await on_page(c, fill)
    old = await old_order(c, wanted)
    on(c, quantity).setFocus()
    await type_in(c, count)
    return old


def said(c: Cashier) -> str:
    return c.find("notice.text").text()


def minus(c: Cashier) -> list[str]:
    panel = on(c, "sell.exchange")
    return [w.text() for w in panel.findChildren(QWidget) if w.objectName().startswith("sell.exchange.minus.")]


async def again(c: Cashier, order: str) -> OrderView:
    return await c.window.books.read(lambda book: show(book, order))


def test_a_cart_for_an_old_ticket_is_seven_actions(desk: Any) -> None:
    """F2, 2, F9, Alt+8, a scan, a scan, Enter: both tickets for both, at the same price."""

    async def journey(c: Cashier) -> None:
        await c.window.books.write(fill)
        old = await old_order(c, seats("C-1", "C-2"))
        await c.idle()
        actions = 0
        for key, modifier in (
            (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
            (Qt.Key.Key_2, Qt.KeyboardModifier.NoModifier),
            (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
            (Qt.Key.Key_8, ALT),
        ):
            QTest.keyClick(QApplication.focusWidget() or c.window, key, modifier)
            await c.idle()
            actions += 1
        assert on(c, "sell.exchange").isVisible() and focused() == "sell.exchange.ticket"
        assert not on(c, "pay.method").isVisible()
        for ticket in old.tickets:
            await c.scan(ticket.number)
            await c.idle()
            actions += 1
        assert on(c, "sell.exchange.gives_back").text() == "GIVES BACK  2 tickets, CHF 60.00"
        assert on(c, "sell.exchange.gets").text() == "GETS  2 tickets, CHF 60.00"
        assert on(c, "sell.exchange.plus").text() == "+ 2 × Adult, Hall  CHF 60.00  Show, Wed 25 Nov 12:00"
        assert on(c, "sell.exchange.paper").value() == "back", "what was scanned is here"
        assert on(c, "sell.exchange.finish").text() == "Exchange at the same price  Enter"
        await c.key(Qt.Key.Key_Return)
        actions += 1
        assert actions == 7
        text = on(c, "sell.sold_text").text()
        assert text.startswith("Exchanged into order ") and f"{old.tickets[0].short}, {old.tickets[1].short}" in text
        assert [t.state for t in (await again(c, old.order)).tickets] == ["exchanged", "exchanged"]
        assert (focused(), on(c, "sell.quantity.1").text()) == ("sell.quantity.1", "0"), "ready for the next customer"
        await press(c, "sell.show_order")
        assert [t.seat for t in c.window.order.order.tickets] == ["Parterre, Row A, Seat 5", "Parterre, Row A, Seat 6"]

    desk(journey)


def test_back_restores_the_cart_and_nothing_is_changed(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        old = await with_cart(c, seats("C-1"))
        await c.key(Qt.Key.Key_F7)
        assert focused() == "sell.exchange.ticket"
        QTest.keyClicks(QApplication.focusWidget(), old.tickets[0].short)
        await c.key(Qt.Key.Key_Return)
        assert len(minus(c)) == 1 and old.tickets[0].short in minus(c)[0]
        assert on(c, "sell.exchange.warning").text() == "More tickets than before: 2 instead of 1."
        await c.key(Qt.Key.Key_Escape)
        assert not on(c, "sell.exchange").isVisible()
        assert on(c, "sell.line.1").text() == "2 × Adult, Hall" and on(c, "sell.total").text() == "CHF 60.00"
        assert [t.state for t in (await again(c, old.order)).tickets] == ["valid"]
        await c.key(Qt.Key.Key_F9)
        assert on(c, "pay.method").value() == "cash"
        await c.key(Qt.Key.Key_Return)
        assert (await just_sold(c)).method == "cash"
        on(c, "sell.quantity.1").setFocus()
        await type_in(c, "1")
        await c.key(Qt.Key.Key_F7)
        assert minus(c) == [], "the next customer's old tickets are others"

    desk(journey)


def test_a_difference_is_paid_or_given_back(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        old = await with_cart(c, standing(1), count="1")
        await c.key(Qt.Key.Key_F7)
        await c.scan(old.tickets[0].number)
        await c.idle()
        assert on(c, "sell.exchange.sum").text() == "TO PAY CHF 15.00"
        on(c, "sell.exchange.amount").setText("20")
        assert on(c, "sell.exchange.change").text() == "CHANGE CHF 5.00"
        await c.key(Qt.Key.Key_Return)
        assert "Change CHF 5.00" in on(c, "sell.sold_text").text()
        assert on(c, "pay.change").text().replace("\u00a0", " ") == "CHANGE CHF 5.00"
        more = await old_order(c, best(1))
        on(c, "sell.quantity.3").setFocus()
        await type_in(c, "1")
        await c.key(Qt.Key.Key_F7)
        await c.scan(more.tickets[0].number)
        await c.idle()
        assert on(c, "sell.exchange.sum").text() == "TO GIVE BACK CHF 15.00"
        await c.key(Qt.Key.Key_F9)
        assert "CHF 15.00 goes back (Cash)." in on(c, "sell.sold_text").text()

    desk(journey)


def test_what_cannot_be_given_back_is_said_and_the_cart_stays(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        old = await with_cart(c, seats("C-1", "C-2"))
        first = old.tickets[0]
        await c.key(Qt.Key.Key_F7)
        await c.key(Qt.Key.Key_Return)
        assert "Scan an old ticket" in said(c)
        for typed, told in (
            ("NOSUCH", "NOSUCH"),
            (old.number, f"Order {old.number} has several tickets"),
        ):
            on(c, "sell.exchange.ticket").setText(typed)
            await press(c, "sell.exchange.add")
            assert told in said(c) and focused() == "sell.exchange.ticket"
            assert on(c, "sell.exchange.ticket").text() == typed, "what was typed stays"
        await c.scan(first.number)
        await c.idle()
        await c.scan(first.number)
        await c.idle()
        assert f"Ticket {first.short} is given back already" in said(c) and len(minus(c)) == 1
        await c.scan(old.tickets[1].number)
        await c.idle()
        await press(c, "sell.exchange.minus.1")
        assert len(minus(c)) == 1 and old.tickets[1].short in minus(c)[0]
        await press(c, "sell.exchange.minus.1")
        assert minus(c) == [] and on(c, "sell.exchange.finish").text() == "Exchange: name an old ticket"
        assert on(c, "sell.line.1").text() == "2 × Adult, Hall"
        assert [z.free for z in await c.window.books.read(lambda book: free(book, "p").zones)] == [28, 20]

    desk(journey)


def test_more_is_chosen_while_old_tickets_are_named(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        old = await with_cart(c, seats("C-1"), count="1")
        await c.key(Qt.Key.Key_F7)
        await c.scan(old.tickets[0].number)
        await c.idle()
        on(c, "sell.quantity.2").setFocus()
        await type_in(c, "1")
        await c.until(lambda: on(c, "sell.exchange.gets").text() == "GETS  2 tickets, CHF 50.03")
        assert on(c, "sell.exchange.sum").text() == "TO PAY CHF 20.03"

    desk(journey)


def test_a_lowered_price_and_a_part_that_was_taken_are_not_exchanged(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        old = await with_cart(c, seats("C-1"), count="1")
        await press(c, "sell.line.1.price")
        on(c, "sell.lower.amount").setText("10")
        await press(c, "sell.lower.do")
        await c.key(Qt.Key.Key_F7)
        await c.scan(old.tickets[0].number)
        await c.idle()
        assert "a lowered price is not paid with old tickets" in said(c)
        assert on(c, "sell.exchange.finish").text() == "Exchange: name an old ticket"
        await c.key(Qt.Key.Key_Escape)
        await press(c, "sell.line.1.price")
        on(c, "sell.lower.amount").setText("30")
        await press(c, "sell.lower.do")
        await c.key(Qt.Key.Key_F9)
        on(c, "pay.amount").setText("5")
        await press(c, "pay.take")
        await c.key(Qt.Key.Key_8, ALT)
        assert "A part was taken already" in said(c) and on(c, "pay.method").isVisible()

    desk(journey)


@pytest.mark.parametrize("key", [Qt.Key.Key_F7, Qt.Key.Key_F9])
def test_without_a_cart_the_key_says_what_is_missing(desk: Any, key: Qt.Key) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c, fill)
        await c.key(key)
        assert "Choose a ticket first" in said(c)

    desk(journey)


def test_a_place_that_the_house_keeps_says_in_the_exchange_who_invites(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c, kept)
        old = await old_order(c, seats("C-1"))
        await c.key(Qt.Key.Key_H, ALT)
        on(c, "sell.quantity.1").setFocus()
        await type_in(c, "1")
        await c.key(Qt.Key.Key_F7)
        await c.scan(old.tickets[0].number)
        await c.idle()
        await press(c, "sell.exchange.finish")
        assert "says who invites" in said(c) and focused() == "sell.exchange.note"
        assert [t.state for t in (await again(c, old.order)).tickets] == ["valid"], "nothing was changed"
        await type_in(c, "for the newspaper")
        await c.key(Qt.Key.Key_Return)
        assert on(c, "sell.sold_text").text().startswith("Exchanged into order ")
        await press(c, "sell.show_order")
        assert "for the newspaper" in [line.note for line in c.window.order.order.history]

    desk(journey)


def test_a_note_that_was_typed_for_the_sale_goes_with_the_cart_into_the_exchange(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await with_cart(c, seats("C-1"), count="1")
        await c.key(Qt.Key.Key_F9)
        on(c, "pay.note").setText("a wheelchair")
        await c.key(Qt.Key.Key_8, ALT)
        assert on(c, "sell.exchange.note").text() == "a wheelchair"
        await c.key(Qt.Key.Key_Escape)
        await c.key(Qt.Key.Key_F9)
        assert on(c, "pay.note").text() == "a wheelchair"

    desk(journey)
