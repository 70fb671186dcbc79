"""A card at the terminal of the desk: asked once, waited for, and where nobody knows, a person says what it shows."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.conftest import lea
from tests.terminal.simulator import Simulator
from tests.theatre import seats, sold
from tests.ui.conftest import Cashier
from tests.ui.test_sale_page import ALT, count_of_orders, focused, just_sold, on, paying, press, told, type_in
from ticketoffice import app
from ticketoffice.desk.selling import sell
from ticketoffice.desk.sentences import SENTENCES
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.settings import Settings, TerminalAddress
from ticketoffice.store.book import Book
from ticketoffice.store.card_charges import APPROVED
from ticketoffice.terminal.payment_terminal import (
    Approved,
    Declined,
    Outcome,
    Said,
    Unknown,
)


async def by_card(c: Cashier) -> None:
    await paying(c)
    await c.key(Qt.Key.Key_2, ALT)
    await c.key(Qt.Key.Key_Return)


def test_the_card_is_charged_and_then_it_is_sold(
    desk: Any, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the bytes of a real terminal."""
    simulator = Simulator()
    told_of = replace(settings, terminal=TerminalAddress("127.0.0.1", simulator.port))
    terminal = app._terminal
    monkeypatch.setattr(app, "_terminal", lambda settings, books: terminal(told_of, books))

    async def journey(c: Cashier) -> None:
        await by_card(c)
        order = await just_sold(c)
        assert [(p.method, p.amount) for p in order.payments] == [("card", 6000)]
        assert simulator.charged() == [6000]

    desk(journey)
    with suppress(OSError):
        simulator.close()


def test_a_card_that_is_declined_sells_nothing_and_another_method_is_taken(desk: Any, machine: Any) -> None:
    terminal = machine(Declined, Approved)

    async def journey(c: Cashier) -> None:
        before = await count_of_orders(c)
        await by_card(c)
        assert told(c) == "The card was not charged. Ask for another card, or take another method."
        assert await count_of_orders(c) == before and on(c, "pay.take").isVisible()
        await c.key(Qt.Key.Key_Return)
        assert (await just_sold(c)).state == "paid"
        first, second = terminal.asked
        assert first[1] != second[1], "another try is another payment"

    desk(journey)


def test_back_asks_the_terminal_to_end(desk: Any, machine: Any) -> None:
    terminal = machine()

    async def journey(c: Cashier) -> None:
        await paying(c)
        await c.key(Qt.Key.Key_2, ALT)
        on(c, "pay.take").click()
        await c.until(lambda: on(c, "sell.terminal").isVisible() and terminal.asked)
        assert on(c, "sell.terminal_title").text().startswith("Waiting for the terminal: ")
        assert not on(c, "sell.cart").isEnabled()
        await c.key(Qt.Key.Key_Escape)
        assert terminal.ended.is_set() and on(c, "pay.take").isVisible()
        assert told(c).startswith("The card was not charged.")
        assert on(c, "sell.cart").isEnabled()

    desk(journey)


@pytest.mark.parametrize("paid", [True, False])
def test_where_nobody_knows_a_person_says_what_the_terminal_shows(desk: Any, machine: Any, paid: bool) -> None:
    terminal = machine(Unknown)

    async def journey(c: Cashier) -> None:
        before = await count_of_orders(c)
        await paying(c)
        await c.key(Qt.Key.Key_2, ALT)
        on(c, "pay.take").click()
        await c.until(lambda: on(c, "sell.terminal_paid").isVisible())
        assert on(c, "sell.terminal_title").text() == "Check the terminal: paid or not?"
        on(c, "sell.terminal_ask").click()
        await c.until(lambda: terminal.questions == 1 and on(c, "sell.terminal_ask").isVisible())
        QTest.keyClick(on(c, "sell.terminal_ask"), Qt.Key.Key_Escape)
        await asyncio.sleep(0.1)
        assert on(c, "sell.terminal_paid").isVisible(), "it is not left without an answer"
        assert await count_of_orders(c) == before
        await press(c, "sell.terminal_paid" if paid else "sell.terminal_unpaid")
        assert len(terminal.asked) == 1, "never sent again"
        if paid:
            assert (await just_sold(c)).state == "paid"
        else:
            assert await count_of_orders(c) == before and on(c, "pay.take").isVisible()

    desk(journey)


def test_a_payment_before_this_one_is_settled_first(desk: Any, machine: Any) -> None:
    terminal = machine()
    terminal.unsettled = "earlier"

    async def journey(c: Cashier) -> None:
        await paying(c)
        await c.key(Qt.Key.Key_2, ALT)
        on(c, "pay.take").click()
        await c.until(lambda: on(c, "sell.terminal_paid").isVisible())
        assert not terminal.asked
        await press(c, "sell.terminal_unpaid")
        assert told(c) == SENTENCES["earlier_declined"].format(amount="CHF 15.00")
        terminal.answers = [Approved]
        await c.key(Qt.Key.Key_Return)
        assert (await just_sold(c)).state == "paid"

    desk(journey)


def test_a_card_that_was_charged_when_the_machine_stopped_is_found_and_pays(desk: Any, machine: Any) -> None:
    """Nobody heard its answer: the terminal is asked when the page is seen, and once more before anything is charged."""
    terminal = machine()

    async def journey(c: Cashier) -> None:
        terminal._noted(6000, "e" * 32)
        terminal.answers = [Unknown]
        await paying(c)
        await c.until(lambda: on(c, "sell.charge_ask").isVisible())
        assert terminal.questions == 1 and not on(c, "sell.charge_use").isVisible()
        assert on(c, "sell.charge_text").text().startswith("Nobody knows whether a card was charged CHF 60.00 on ")
        on(c, "sell.charge_ask").click()
        await c.until(lambda: on(c, "sell.terminal_paid").isVisible())
        await press(c, "sell.terminal_paid")
        await c.until(lambda: on(c, "sell.charge_use").isVisible())
        assert terminal.asked == [], "it is asked about, and not sent again"
        await c.key(Qt.Key.Key_F9)
        await c.key(Qt.Key.Key_2, ALT)
        on(c, "pay.take").click()
        await c.until(lambda: on(c, "sell.terminal_use").isVisible())
        assert on(c, "sell.terminal_title").text() == "Is it this payment?" and focused() == "sell.terminal_use"
        await press(c, "sell.terminal_use")
        order = await just_sold(c)
        assert [(p.method, p.amount) for p in order.payments] == [("card", 6000)] and terminal.asked == []
        assert not on(c, "sell.charge").isVisible()

    desk(journey)


def test_a_card_payment_without_a_sale_is_said_at_the_start(desk: Any, machine: Any) -> None:
    """Whoever opens the program sees it wherever they are, with the way to the page that sells."""

    async def journey(c: Cashier) -> None:
        terminal.notebook.note(replace(terminal._noted(6000, "e" * 32), outcome=APPROVED, trace=7))
        await c.window.desktop._room.tell_of_charges()
        assert told(c) == "A card payment of this desk has no sale yet. Look at it on the Sell page."
        await c.click("notice.action")
        assert c.window.pages.shows("nav.sell")
        await c.until(lambda: on(c, "sell.charge").isVisible())

    terminal = machine()
    desk(journey)


def test_where_the_payment_before_was_charged_it_is_said_and_nothing_is_sent(desk: Any, machine: Any) -> None:
    terminal = machine()
    terminal.unsettled = "e" * 32

    async def journey(c: Cashier) -> None:
        await paying(c)
        terminal._noted(1500, "e" * 32)
        await c.key(Qt.Key.Key_2, ALT)
        on(c, "pay.take").click()
        await c.until(lambda: on(c, "sell.terminal_paid").isVisible())
        await press(c, "sell.terminal_paid")
        assert told(c) == SENTENCES["earlier_charged"].format(amount="CHF 15.00")
        await c.until(lambda: on(c, "sell.charge_use").isVisible())
        assert terminal.asked == []

    desk(journey)


def test_another_card_of_the_same_amount_is_charged_where_somebody_says_so(desk: Any, machine: Any) -> None:
    terminal = machine(Approved)

    async def journey(c: Cashier) -> None:
        charged = terminal._noted(6000, "e" * 32)
        terminal.notebook.note(replace(charged, outcome=APPROVED, trace=7))
        await paying(c)
        await c.key(Qt.Key.Key_2, ALT)
        on(c, "pay.take").click()
        await c.until(lambda: on(c, "sell.terminal_other").isVisible())
        await press(c, "sell.terminal_other")
        assert (await just_sold(c)).state == "paid"
        assert [amount for amount, _ in terminal.asked] == [6000]
        await c.until(lambda: on(c, "sell.charge_use").isVisible())

    desk(journey)


def test_a_second_press_of_enter_does_not_go_back(desk: Any, machine: Any) -> None:
    terminal = machine()

    async def journey(c: Cashier) -> None:
        await paying(c)
        await c.key(Qt.Key.Key_2, ALT)
        on(c, "pay.take").click()
        await c.until(lambda: on(c, "sell.terminal").isVisible() and terminal.asked)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
            QTest.keyClick(QApplication.focusWidget(), key)
        await asyncio.sleep(0.1)
        assert not terminal.ended.is_set() and on(c, "sell.terminal_back").isEnabled()
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        await c.until(lambda: on(c, "pay.take").isVisible())
        assert terminal.ended.is_set()

    desk(journey)


def test_a_charged_card_is_not_charged_again_when_the_seats_are_gone(
    desk: Any, machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = machine(Approved)

    async def journey(c: Cashier) -> None:
        await paying(c)
        await c.key(Qt.Key.Key_2, ALT)
        pay = terminal.pay

        def meanwhile(amount: int, reference: str, *, said: Said | None = None) -> Outcome:
            c.window.books.step(lambda book: sold(book, seats("A-5"), who=lea(book)))
            return pay(amount, reference)

        monkeypatch.setattr(terminal, "pay", meanwhile)
        await c.key(Qt.Key.Key_Return)
        assert "has just been taken" in told(c)
        assert on(c, "pay.part.1").text() == "Card CHF 60.00" and not on(c, "pay.part.1").isEnabled()
        await c.key(Qt.Key.Key_Return)
        order = await just_sold(c)
        assert [(p.method, p.amount) for p in order.payments] == [("card", 6000)]
        assert len(terminal.asked) == 1

    desk(journey)


def test_a_part_by_card_is_charged_and_stays(desk: Any, machine: Any) -> None:
    terminal = machine(Approved)

    async def journey(c: Cashier) -> None:
        await paying(c)
        await c.key(Qt.Key.Key_2, ALT)
        await type_in(c, "20")
        await c.key(Qt.Key.Key_Return)
        assert terminal.asked[0][0] == 2000 and focused() == "pay.amount"
        assert not on(c, "pay.part.1").isEnabled()
        await c.key(Qt.Key.Key_Escape)
        await c.key(Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
        assert told(c) == "A part of it was taken already: take the rest first."
        await c.key(Qt.Key.Key_F9)
        await c.key(Qt.Key.Key_Return)
        order = await just_sold(c)
        assert sorted((p.method, p.amount) for p in order.payments) == [("card", 2000), ("cash", 4000)]

    desk(journey)


def test_what_a_terminal_does_not_take_is_typed_there_by_hand(desk: Any, machine: Any) -> None:
    terminal = machine(Approved)
    terminal.currency = "EUR"

    async def journey(c: Cashier) -> None:
        await by_card(c)
        assert (await just_sold(c)).state == "paid" and terminal.asked == []

    desk(journey)


def test_a_card_that_was_charged_before_the_program_stopped_pays_for_the_cart(desk: Any, machine: Any) -> None:
    """The sale was not on disk, the charge was: it is said, pays once, and the terminal is not asked again."""
    terminal = machine()

    async def journey(c: Cashier) -> None:
        charged = terminal._noted(6000, "e" * 32)
        terminal.notebook.note(replace(charged, outcome=APPROVED, trace=7, receipt=12))
        await paying(c)
        await c.until(lambda: on(c, "sell.charge").isVisible())
        said = on(c, "sell.charge_text").text()
        assert said.startswith("A card was charged CHF 60.00 on ") and said.endswith("The terminal's receipt is 12.")
        await press(c, "sell.charge_use")
        assert on(c, "pay.part.1").text() == "Card CHF 60.00" and not on(c, "sell.charge").isVisible()
        await c.key(Qt.Key.Key_Return)
        order = await just_sold(c)
        assert [(p.method, p.amount) for p in order.payments] == [("card", 6000)] and terminal.asked == []
        again = await c.window.books.write(_sold_for, "e" * 32)
        assert again == "charge_spent"

    desk(journey)


def test_a_card_that_was_given_back_at_the_terminal_is_said_no_more(desk: Any, machine: Any) -> None:
    terminal = machine()

    async def journey(c: Cashier) -> None:
        charged = terminal._noted(9900, "e" * 32)
        terminal.notebook.note(replace(charged, outcome=APPROVED, trace=7))
        await paying(c)
        await c.until(lambda: on(c, "sell.charge").isVisible())
        await press(c, "sell.charge_use")
        assert told(c) == "The card was charged CHF 99.00, and CHF 60.00 are to be paid. Nothing was changed."
        await press(c, "sell.charge_returned")
        await c.until(lambda: not on(c, "sell.charge").isVisible())
        assert await c.window.books.write(_sold_for, "e" * 32) == "charge_spent"

    desk(journey)


def _sold_for(book: Book, charge: str) -> str:
    """Somebody tries to sell for a charge."""
    with pytest.raises(RuleBroken) as no:
        sell(book, seats("A-9"), pay=[Tender("card", 3000, charge)], who=lea(book))
    return no.value.code
