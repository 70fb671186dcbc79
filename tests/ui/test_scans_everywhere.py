"""A scan reaches the one dispatcher from every field, panel and the open strip, at every speed, and presses nothing.

Default: every field of every state once, at speeds drawn from 1 to 30 ms a key. `--long`: 3,000 scans.
"""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order, an_invoice_order
from ticketoffice.desk import admit
from ticketoffice.desk.show import show
from ticketoffice.domain.people import Who
from ticketoffice.ui.choice_row import ChoiceRow
from ticketoffice.ui.scanner import RUN_GAP, ScanFilter

LONG = 3000
LETTERS = "0123456789BCDFGHJKLNPRSTVX"


async def _order_open(c: Cashier) -> None:
    await a_cash_order(c)


async def _on_tab(c: Cashier, tab: int) -> None:
    await a_cash_order(c)
    c.find("order.tabs").setCurrentIndex(tab)


async def _strip(c: Cashier) -> None:
    await a_cash_order(c)
    await c.click_cross(0)
    assert c.find("strip.reason").isVisible()


async def _hand_out(c: Cashier) -> None:
    await _strip(c)
    await c.key(Qt.Key.Key_1)
    await c.key(Qt.Key.Key_Return)
    assert c.find("strip.handed_out").isVisible()


async def _invoice(c: Cashier) -> None:
    await an_invoice_order(c)
    await c.click_cross(0)
    assert c.find("invoice.reissue").isVisible()


async def _pay(c: Cashier) -> None:
    await an_invoice_order(c)
    await c.click("order.pay")
    assert c.find("pay.amount").isVisible()


async def _whole(c: Cashier) -> None:
    await a_cash_order(c)
    await c.click("order.cancel")
    assert c.find("whole.confirm").isVisible()


async def _used(c: Cashier) -> None:
    order = await a_cash_order(c)
    await c.window.books.write(admit.admit, order.tickets[0].number, who=Who(c.window.room_person()))
    await c.open(order.number)
    await c.click_cross(0)
    assert c.find("used.panel").isVisible()


async def _gate(c: Cashier) -> None:
    c.window.show_gate()


async def _sell(c: Cashier) -> None:
    await c.key(Qt.Key.Key_F2)
    await c.until(lambda: c.find("sell.page").on_sale is not None)
    await c.idle()
    await c.key(Qt.Key.Key_2)
    assert c.find("sell.line.1").isVisible()


async def _sell_pay(c: Cashier) -> None:
    await _sell(c)
    await c.key(Qt.Key.Key_F9)
    assert c.find("sell.pay_row").isVisible()


STATES: dict[str, Callable[[Cashier], Awaitable[None]]] = {
    "search": lambda c: asyncio.sleep(0),
    "order": _order_open,
    "payments": lambda c: _on_tab(c, 1),
    "customer": lambda c: _on_tab(c, 2),
    "history": lambda c: _on_tab(c, 3),
    "strip": _strip,
    "hand out": _hand_out,
    "invoice": _invoice,
    "pay": _pay,
    "whole order": _whole,
    "used": _used,
    "gate": _gate,
    "sell": _sell,
    "sell and pay": _sell_pay,
}


def _fields(window: QWidget) -> list[QWidget]:
    return [
        w
        for w in window.findChildren(QWidget)
        if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus and not w.focusProxy()
    ]


def _state(c: Cashier) -> dict[str, object]:
    """Everything that a stray key could have changed."""
    window = c.window
    return {
        "texts": [w.text() for w in window.findChildren(QLineEdit) if w.objectName() != "gate.input"],
        "choices": [w.value() for w in window.findChildren(ChoiceRow)],
        "boxes": [w.currentText() for w in window.findChildren(QComboBox)],
        "page": window.pages.currentIndex(),
        "tab": window.order.tabs.currentIndex(),
        "panel": window.order.place.currentWidget().objectName(),
        "order": window.order.order.order if window.order.order else None,
        "ticks": [t.ticket for t in window.order.table.tickets.ticked()],
    }


@pytest.mark.timeout(7200)
def test_no_scan_is_misrouted(desk: Any, long_run: bool) -> None:
    counts: Counter[str] = Counter()

    async def sweep(c: Cashier, name: str, chance: random.Random) -> None:
        received: list[str] = []
        scans = c.window.findChild(ScanFilter)
        scans.scanned.connect(received.append)
        await STATES[name](c)
        await c.idle()
        fields = _fields(c.window)
        assert fields, name
        wanted = max(len(fields), LONG // len(STATES)) if long_run else len(fields)
        for number in range(wanted):
            field = fields[number % len(fields)]
            field.setFocus()
            await asyncio.sleep(0)
            focused = QApplication.focusWidget()
            assert focused is not None, (name, field.objectName())
            before, lines = _state(c), await c.window.books.read(_journal_length)
            code = "".join(chance.choices(LETTERS, k=chance.randint(10, 16)))
            received.clear()
            await c.scan(code, ms=chance.randint(1, 30))
            await c.idle()
            assert received == [code], (name, field.objectName())
            assert _state(c) == before, (name, field.objectName())
            assert QApplication.focusWidget() is focused, (name, field.objectName())
            assert await c.window.books.read(_journal_length) == lines, (name, field.objectName())
            if name == "gate":
                assert "UNKNOWN" in c.find("gate.result").text()
            else:
                assert code[:24] in c.find("notice.text").text()
            counts[name] += 1

    for number, name in enumerate(STATES):
        desk(lambda c, n=name, seed=number: sweep(c, n, random.Random(seed)))
    print(f"scans: {sum(counts.values())}, misrouted 0; {dict(counts)}")


def _journal_length(book: Any) -> int:
    with book.read() as reading:
        return int(reading.facts().seq)


def test_slow_typing_reaches_its_field_whole(desk: Any) -> None:
    """A person at 90 to 180 ms a key, with Enter after it, is never taken for a scanner."""

    async def journey(c: Cashier) -> None:
        received: list[str] = []
        c.window.findChild(ScanFilter).scanned.connect(received.append)
        bar = c.find("search.bar")
        bar.setFocus()
        for letter, pause in zip("muller", (90, 120, 180, 90, 100, 95), strict=True):
            QTest.keyClick(bar, letter)
            await asyncio.sleep(pause / 1000)
        await c.idle()
        assert bar.text() == "muller"
        QTest.keyClick(bar, Qt.Key.Key_Return)
        await c.idle()
        assert received == []
        assert c.window.order.order is not None

    desk(journey)


@pytest.mark.parametrize("text", ["Fauteuil roulant", "fauteuil", "Fauteuil", "roulant 2 places"])
def test_what_is_no_code_stays_in_the_field_it_was_typed_in(desk: Any, text: str) -> None:
    """However fast: words are a note."""

    async def journey(c: Cashier) -> None:
        received: list[str] = []
        c.window.findChild(ScanFilter).scanned.connect(received.append)
        await a_cash_order(c)
        await c.click("order.note")
        assert isinstance(QApplication.focusWidget(), QLineEdit)
        await c.scan(text, ms=32)
        await c.idle()
        assert received == []
        assert c.window.order.order.notes[-1].text == text

    desk(journey)


@pytest.mark.parametrize("code", ["FAUTEUIL", "fauteu1l", "k7b2m9xw"])
def test_a_code_is_one_in_a_field_for_text_too(desk: Any, code: str) -> None:
    async def journey(c: Cashier) -> None:
        received: list[str] = []
        c.window.findChild(ScanFilter).scanned.connect(received.append)
        await a_cash_order(c)
        await c.click("order.note")
        await c.scan(code, ms=32)
        await c.idle()
        assert (received, QApplication.focusWidget().text()) == ([code], "")

    desk(journey)


def test_a_known_ticket_is_only_named_while_a_panel_is_open(desk: Any) -> None:
    """Of the same order: its row; of another: it waits, and opens once the strip is finished."""

    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        await c.click_cross(0)
        c.find("strip.reason").setFocus()
        await c.scan(order.tickets[1].number)
        await c.idle()
        assert c.window.order.table.current_ticket().number == order.tickets[1].number
        view = await c.window.books.read(show, order.order)
        assert [t.state for t in view.tickets[1:]] == ["valid"] * (len(order.tickets) - 1)
        assert c.find("strip.reason").value() is None

    desk(journey)


async def _paying(c: Cashier) -> list[str]:
    received: list[str] = []
    c.window.findChild(ScanFilter).scanned.connect(received.append)
    await _pay(c)
    return received


@pytest.mark.parametrize(("ms", "enter_after"), [(10, 10), (8, 100), (30, 149)])
def test_a_scan_that_ends_late_is_one(desk: Any, ms: int, enter_after: int) -> None:
    async def journey(c: Cashier) -> None:
        received = await _paying(c)
        before, lines = _state(c), await c.window.books.read(_journal_length)
        await c.scan("2G7FV4B6T77TG7X6DB", ms=ms, enter_after=enter_after)
        await c.idle()
        assert received == ["2G7FV4B6T77TG7X6DB"]
        assert _state(c) == before
        assert await c.window.books.read(_journal_length) == lines

    desk(journey)


def test_the_enter_of_a_slow_scanner_presses_nothing_where_something_is_decided(desk: Any) -> None:
    """Its keys are too far apart to be told from typing; what follows at once is not pressed, what follows later is."""

    async def journey(c: Cashier) -> None:
        received = await _paying(c)
        lines = await c.window.books.read(_journal_length)
        await c.scan("1234567", ms=70, enter_after=100, pause=0.07)
        await c.idle()
        assert received == []
        assert "pressed nothing" in c.find("notice.text").text()
        assert c.find("pay.amount").isVisible()
        assert await c.window.books.read(_journal_length) == lines
        await asyncio.sleep(RUN_GAP / 1000)
        await c.scan("123", ms=70, enter_after=100, pause=0.07)
        await c.idle()
        assert await c.window.books.read(_journal_length) > lines, "three digits are an amount"

    desk(journey)


def test_an_amount_is_none_however_fast(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        received = await _paying(c)
        amount = c.find("pay.amount")
        amount.setFocus()
        amount.selectAll()
        await c.scan("1020.50", ms=5)
        await c.idle()
        assert received == []

    desk(journey)


@pytest.mark.parametrize("name", ["strip.note", "customer.phone"])
def test_a_code_of_letters_alone_is_no_word(desk: Any, name: str) -> None:
    """One of the real files has it."""

    async def journey(c: Cashier) -> None:
        received: list[str] = []
        c.window.findChild(ScanFilter).scanned.connect(received.append)
        await (_strip(c) if name == "strip.note" else _on_tab(c, 2))
        c.find(name).setFocus()
        before, lines = _state(c), await c.window.books.read(_journal_length)
        await c.scan("Sjmhphgyezpssrf", ms=10)
        await c.idle()
        assert received == ["Sjmhphgyezpssrf"]
        assert _state(c) == before
        assert await c.window.books.read(_journal_length) == lines

    desk(journey)


def test_an_enter_long_after_a_code_decides_nothing(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await _paying(c)
        lines = await c.window.books.read(_journal_length)
        await c.scan("2G7FV4B6T77TG7X6DB", ms=20, enter_after=450, pause=0.02)
        await c.idle()
        await c.scan("1234567", ms=3, enter_after=300)
        await c.idle()
        assert await c.window.books.read(_journal_length) == lines

    desk(journey)


def test_what_is_hidden_on_another_page_is_pressed_by_no_key(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await _strip(c)
        await c.key(Qt.Key.Key_1)
        lines = await c.window.books.read(_journal_length)
        await c.key(Qt.Key.Key_F8)
        for _ in range(2):
            await c.key(Qt.Key.Key_F9)
        assert await c.window.books.read(_journal_length) == lines
        await c.key(Qt.Key.Key_F4)
        await c.key(Qt.Key.Key_F9)
        assert await c.window.books.read(_journal_length) == lines

    desk(journey)
