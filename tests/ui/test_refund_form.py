"""The refund form says what its button does, what is missing, and never cuts the price."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order
from ticketoffice.ui import words

MISSING, UNUSABLE = "Finish: the amount is missing", "Finish: this amount cannot be used"
SAID = {
    "": MISSING,
    "  ": MISSING,
    "abc": UNUSABLE,
    "85.001": UNUSABLE,
    "-5": UNUSABLE,
    "٣٠ francs": UNUSABLE,
    "²": UNUSABLE,
    "３０，５０": UNUSABLE,
    "٣٠٫٥": UNUSABLE,
    "9999": UNUSABLE,
    "٣٠": "Finish: hand out CHF 30.00  Enter",
    "３０.５": "Finish: hand out CHF 30.50  Enter",
    "30,5": "Finish: hand out CHF 30.50  Enter",
    "0": "Finish without refund  Enter",
}


def test_the_button_says_what_is_missing_and_drops_no_digit(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        await c.click_cross(0)
        c.find("strip.reason")._pick("duplicate")
        said = {}
        for typed in SAID:
            c.find("strip.amount").setText(typed)
            said[typed] = c.find("strip.finish").text()
        assert said == SAID
        for typed in ("abc", ""):
            c.find("strip.amount").setText(typed)
            await c.click("strip.finish")
            assert "Type an amount up to CHF" in c.find("notice.text").text()
            assert c.window.order.order.tickets[0].cancelled.reason is None, "nothing was recorded"

    desk(journey)


def test_the_price_is_never_cut(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(1024, 700)
        await a_cash_order(c)
        await c.click_cross(0)
        strip = c.window.order.strip
        view = strip.view
        ticket = replace(view.tickets[0], event="Les Noces de Figaro en plein air", holder="Wilhelmine von Hohenstein")
        strip.show_for(replace(view, tickets=(ticket, ticket)))
        strip.show_for(replace(view, tickets=(ticket,)))
        await c.idle()
        price = c.find("strip.price")
        assert price.text() == words.money(ticket.price, ticket.currency)
        assert price.fontMetrics().horizontalAdvance(price.text()) <= price.width()
        assert price.visibleRegion().boundingRect().size() == price.size()

    desk(journey, language="fr")


def test_places_without_a_number_are_counted(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        passes = [replace(order.tickets[0], seat=None, zone="Day pass")] * 3
        seats = [replace(order.tickets[0], seat=f"R-{n}") for n in range(2)]
        assert words.places([*passes, *seats]) == "3 × Day pass, R-0, R-1"
        assert words.places([*passes, *seats], most=2) == "3 × Day pass, R-0, …"
        assert words.places(seats) == "R-0, R-1"
        c.window.order.header.show_ticks(passes)
        assert c.window.order.header.beside.text().startswith("3 × Day pass ticked")
        await c.click("order.cancel")
        whole = c.window.order.whole
        whole.show_for(order, replace(whole.form.view, tickets=(*passes, *seats)))
        assert whole.form.title.text().endswith("3 × Day pass, R-0, R-1")

    desk(journey)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", [(1024, 700), (1280, 800)])
@pytest.mark.parametrize("page", ["strip", "whole"])
def test_the_note_stands_after_the_reasons_and_is_reached_after_them(
    desk: Any, language: str, size: tuple[int, int], page: str
) -> None:
    async def journey(c: Cashier) -> None:
        c.window.resize(*size)
        await a_cash_order(c)
        await (c.click_cross(0) if page == "strip" else c.click("order.cancel"))
        reason, note = c.find(f"{page}.reason"), c.find(f"{page}.note")
        last = list(reason._buttons.values())[-1]
        after = (last.geometry().center().y(), last.geometry().right())
        assert (note.geometry().center().y(), note.geometry().left()) > after, "after the last reason"
        assert all(note.geometry().top() >= button.geometry().top() for button in reason._buttons.values())
        assert note.geometry().right() <= reason.rect().right()
        reason.setFocus()
        await c.key(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is note
        await c.key(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is c.find(f"{page}.method")
        await c.key(Qt.Key.Key_Backtab)
        await c.key(Qt.Key.Key_Backtab)
        assert QApplication.focusWidget() is reason

    desk(journey, language=language)


def test_money_that_goes_back_by_another_way_than_it_came_is_told_before_it_does(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await a_cash_order(c)
        await c.click_cross(0)
        form = c.window.order.strip.form
        assert "Usually" not in form.told.text()
        for method, told in (("card", True), ("cash", False), ("later", False), ("card", True), ("nothing", False)):
            c.find("strip.method")._pick(method)
            text = form.told.text()
            assert text.startswith("Usually it goes back as it was paid: Cash.") == told, method
            assert "This records the refund. It does not send money." in text

    desk(journey)
