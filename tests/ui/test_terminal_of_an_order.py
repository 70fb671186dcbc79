"""A card at the terminal for an order that is there: what waits, another tariff, an exchange. The card is charged once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.conftest import lea
from tests.theatre import seats, sold, standing
from tests.ui.conftest import Cashier
from tests.ui.test_cart_exchange import with_cart
from tests.ui.test_exchange_page import an_order, said
from tests.ui.test_sale_page import on
from ticketoffice.desk import card_charges
from ticketoffice.desk.cancel import cancel
from ticketoffice.desk.selling import Sold
from ticketoffice.desk.sentences import SENTENCES
from ticketoffice.desk.show import show
from ticketoffice.store.book import Book
from ticketoffice.terminal.payment_terminal import Approved, Declined, Unknown

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


def reservation(book: Book) -> Sold:
    """Two places that are paid at the counter later."""
    return sold(book, standing(2), who=lea(book), pay="on_site")


async def to_pay(c: Cashier) -> Sold:
    """Such an order with its payment open, by card."""
    waits: Sold = await c.window.books.write(reservation)
    await c.open(waits.number)
    await c.key(Key.Key_F9)
    await c.key(Key.Key_2, ALT)
    return waits


async def unsold(c: Cashier) -> list[int]:
    return [one.amount for one in await c.window.books.read(card_charges.unsold)]


async def payments(c: Cashier, order: str) -> list[tuple[str, int]]:
    view = await c.window.books.read(show, order)
    return [(one.method, one.amount) for one in view.payments]


def test_what_waits_is_paid_at_the_terminal(stage: Any, machine: Any) -> None:
    terminal = machine(Approved)

    async def journey(c: Cashier) -> None:
        waits = await to_pay(c)
        await c.key(Key.Key_F9)
        await c.until(lambda: said(c) == "CHF 30.00 booked.")
        assert await payments(c, waits.order) == [("card", 3000)]
        assert [asked[0] for asked in terminal.asked] == [3000] and await unsold(c) == []
        assert c.window.order.page is None

    stage(journey)


def test_while_it_is_waited_for_the_seconds_are_told_and_back_asks_it_to_end(stage: Any, machine: Any) -> None:
    terminal = machine()

    async def journey(c: Cashier) -> None:
        waits = await to_pay(c)
        QTest.keyClick(c.find("pay.method"), Key.Key_F9)
        await c.until(lambda: c.window.order.page is c.window.order.terminal and terminal.asked)
        assert c.find("order.terminal_title").text().startswith("Waiting for the terminal: ")
        QTest.keyClick(c.find("order.terminal_back"), Key.Key_F9)
        await asyncio.sleep(0.05)
        assert len(terminal.asked) == 1, "the key that pays does nothing meanwhile"
        QTest.keyClick(c.find("order.terminal_back"), Key.Key_Escape)
        await c.idle()
        assert terminal.ended.is_set() and c.window.order.page is c.window.order.pay
        assert said(c).startswith("The card was not charged.")
        assert await payments(c, waits.order) == []

    stage(journey)


def test_a_card_that_is_declined_books_nothing(stage: Any, machine: Any) -> None:
    terminal = machine(Declined, Approved)

    async def journey(c: Cashier) -> None:
        waits = await to_pay(c)
        await c.key(Key.Key_F9)
        assert said(c).startswith("The card was not charged.")
        assert await payments(c, waits.order) == [] and c.window.order.page is c.window.order.pay
        await c.key(Key.Key_F9)
        assert await payments(c, waits.order) == [("card", 3000)] and len(terminal.asked) == 2

    stage(journey)


@pytest.mark.parametrize("paid", [True, False])
def test_where_nobody_knows_the_question_follows_whoever_goes_on(stage: Any, machine: Any, paid: bool) -> None:
    terminal = machine(Unknown)

    async def journey(c: Cashier) -> None:
        other: Sold = await c.window.books.write(lambda book: sold(book, seats("A-1"), who=lea(book)))
        waits = await to_pay(c)
        QTest.keyClick(c.find("pay.method"), Key.Key_F9)
        await c.until(lambda: c.find("order.terminal_paid").isVisible())
        assert c.find("order.terminal_title").text() == "Check the terminal: paid or not?"
        c.find("search.bar").setFocus()
        await c.window.desktop._room.deeds.open(other.order)
        assert c.window.order.order.order == other.order and c.find("order.terminal_paid").isVisible()
        await c.click("order.terminal_paid" if paid else "order.terminal_unpaid")
        assert len(terminal.asked) == 1, "never sent again"
        assert c.window.order.order.order == other.order and c.window.order.page is None, "nothing moves there"
        assert said(c).startswith(f"Order {waits.number}: " + ("CHF 30.00 booked." if paid else "The card was not"))
        assert await payments(c, waits.order) == ([("card", 3000)] if paid else [])

    stage(journey)


def test_a_card_that_was_charged_for_what_is_no_longer_owed_is_said_and_not_charged_again(
    stage: Any, machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = machine(Approved)

    async def journey(c: Cashier) -> None:
        waits = await to_pay(c)
        pay = terminal.pay

        def meanwhile(*args: Any, **how: Any) -> Any:
            c.window.books.step(
                lambda book: cancel(book, waits.tickets[:1], who=lea(book), reason="duplicate", now=True)
            )
            return pay(*args, **how)

        monkeypatch.setattr(terminal, "pay", meanwhile)
        await c.key(Key.Key_F9)
        assert said(c).endswith(SENTENCES["charged_not_done"].format(said="", amount="CHF 30.00").strip())
        assert await unsold(c) == [3000] and await payments(c, waits.order) == []

    stage(journey)


def test_a_charge_pays_when_it_is_pressed_again(stage: Any, machine: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The order had changed under the page when it was to be booked; the card was charged by then."""
    terminal = machine(Approved)

    async def journey(c: Cashier) -> None:
        waits = await to_pay(c)
        books, write = c.window.books, c.window.books.write

        async def refused(deed: Any, *args: Any, **how: Any) -> Any:
            if deed.__name__ == "pay":
                monkeypatch.setattr(books, "write", write)
                how["shown"] = type(how["shown"])("seen otherwise", 0)
            return await write(deed, *args, **how)

        monkeypatch.setattr(books, "write", refused)
        await c.key(Key.Key_F9)
        assert "The card was charged CHF 30.00" in said(c)
        await c.key(Key.Key_F9)
        await c.key(Key.Key_2, ALT)
        await c.key(Key.Key_F9)
        assert await payments(c, waits.order) == [("card", 3000)]
        assert len(terminal.asked) == 1 and await unsold(c) == []

    stage(journey)


def test_the_difference_of_a_tariff_is_taken_at_the_terminal(stage: Any, machine: Any) -> None:
    terminal = machine(Approved)

    async def journey(c: Cashier) -> None:
        child: Sold = await c.window.books.write(lambda book: sold(book, seats("A-1", tariff="Child"), who=lea(book)))
        await c.open(child.number)
        c.window.order.menu.wish("tariff")
        await c.idle()
        await c.key(Key.Key_2, ALT)
        amount = c.find("tariff.panel").difference.tender[1]
        await c.key(Key.Key_F9)
        assert [asked[0] for asked in terminal.asked] == [amount] and await unsold(c) == []
        assert (await payments(c, child.order))[-1] == ("card", amount)

    stage(journey)


def test_the_difference_of_an_exchange_is_taken_at_the_terminal(stage: Any, machine: Any) -> None:
    terminal = machine(Declined, Approved)

    async def journey(c: Cashier) -> None:
        old = await an_order(c)
        await c.open(old.number)
        c.find("tickets.table").select_ticket(old.tickets[2])
        await c.key(Key.Key_F7)
        page = c.find("exchange.page")
        await c.until(lambda: page.proposal is not None)
        kind = c.find("exchange.kind_1")
        kind.setCurrentIndex([kind.itemText(n)[:11] for n in range(kind.count())].index("Hall, Adult"))
        kind.activated.emit(kind.currentIndex())
        await c.until(lambda: page.difference.sum.text().startswith("TO PAY"))
        await c.key(Key.Key_2, ALT)
        amount = page.difference.tender[1]
        await c.key(Key.Key_F9)
        assert said(c).startswith("The card was not charged.") and c.window.order.page is page
        await c.key(Key.Key_F9)
        await c.until(lambda: c.window.order.order.number != old.number)
        assert [asked[0] for asked in terminal.asked] == [amount, amount] and await unsold(c) == []

    stage(journey)


def test_the_difference_of_a_cart_that_old_tickets_pay_for_is_taken_at_the_terminal(desk: Any, machine: Any) -> None:
    terminal = machine(Declined, Approved)

    async def journey(c: Cashier) -> None:
        old = await with_cart(c, standing(1), count="1")
        await c.key(Key.Key_F7)
        await c.scan(old.tickets[0].number)
        await c.idle()
        await c.key(Key.Key_2, ALT)
        await c.key(Key.Key_F9)
        assert said(c).startswith("The card was not charged.")
        assert on(c, "sell.exchange").isVisible(), "the old tickets are still named"
        assert on(c, "sell.exchange.sum").text() == "TO PAY CHF 15.00"
        assert c.find("sell.exchange").difference.method.value() == "card", "what was chosen stays"
        await c.key(Key.Key_F9)
        await c.until(lambda: on(c, "sell.sold_text").isVisible())
        assert [asked[0] for asked in terminal.asked] == [1500, 1500] and await unsold(c) == []

    desk(journey)
