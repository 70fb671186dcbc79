"""What the house keeps, in the window: kept and released on the Events page, sold by its name, given back or to everybody."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.conftest import lea
from tests.desk.test_event_form import JAZZ, saved
from tests.house import taken
from tests.theatre import theatre
from tests.ui.conftest import Cashier
from tests.ui.test_events_page import on_page as on_events
from tests.ui.test_sale_page import SHOW, focused, just_sold, on, on_page, press, type_in
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.house_holds import HoldWish, holds_of, keep_places, release
from ticketoffice.store.book import Book
from ticketoffice.ui.plan.faces import said

ALT = Qt.KeyboardModifier.AltModifier
PRESS = HoldWish("p", "Hall", "press", seats=("A-5", "A-6"))
GUESTS = HoldWish("p", "Standing", "house", count=4, name="Guests")


def kept(book: Book) -> None:
    taken(book, theatre(SHOW))
    for wish in (PRESS, GUESTS):
        keep_places(book, wish, who=lea(book))


def frees(book: Book) -> list[tuple[int | None, int]]:
    return [(zone.free, zone.kept) for zone in free(book, "p").zones]


def holds(c: Cashier) -> list[str]:
    row = on(c, "sell.hold")
    return [button.text() for button in row.findChildren(type(row._buttons[""])) if button.isVisibleTo(row)]


def faces(c: Cashier) -> dict[str, Any]:
    plan = c.window.pages.currentWidget().plan
    places = plan._sheet.places.seats
    return {seat.guid: plan._sheet.faces[n] for n, seat in enumerate(places)}


def test_two_press_seats_by_keyboard(desk: Any) -> None:
    """Alt+H, 2, F9, the note and Enter: five actions, and nobody else is offered those seats."""

    async def journey(c: Cashier) -> None:
        await on_page(c, kept)
        assert on(c, "sell.hold").isVisible()
        assert holds(c) == ["Everybody's", "Press, Hall 2", "Guests, Standing 4"]
        await c.key(Qt.Key.Key_H, ALT)
        assert on(c, "sell.hold").value() == holds_id(c, "press")
        on(c, "sell.quantity.1").setFocus()
        await type_in(c, "2")
        assert on(c, "sell.line.1.seats").text() == "Parterre A-5, Parterre A-6\nfrom the house: Press"
        await c.key(Qt.Key.Key_F9)
        assert focused() == "pay.note"
        await press(c, "pay.take")
        assert "Type who invites" in c.find("notice.text").text() and focused() == "pay.note"
        QTest.keyClicks(QApplication.focusWidget(), "for the newspaper")
        await c.key(Qt.Key.Key_Return)
        order = await just_sold(c)
        assert [t.held_as.kind for t in order.tickets if t.held_as is not None] == ["press", "press"]
        assert await c.window.books.read(frees) == [(28, 0), (16, 4)]

    def holds_id(c: Cashier, kind: str) -> str:
        found = c.window.pages.currentWidget().on_sale
        return next(h.id for zone in found.zones for h in zone.holds if h.kind == kind)

    desk(journey)


def test_the_plan_says_whose_a_seat_is_and_offers_it_to_who_names_it(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c, kept)
        await c.key(Qt.Key.Key_B, ALT)
        await c.until(lambda: c.window.pages.currentWidget().house is not None)
        await c.idle()
        found = faces(c)
        assert (found["A-5"].state, found["A-5"].kept_as, found["A-5"].can_be_toggled) == ("held", "Press", False)
        assert found["A-4"].can_be_toggled
        sheet = c.window.pages.currentWidget().plan._sheet
        told = said(sheet.plan, sheet.places.seats[4], sheet.faces[4])
        assert told == "Row A, seat 5, Hall, CHF 30.00, held by the house, Press"
        await c.key(Qt.Key.Key_H, ALT)
        found = faces(c)
        assert found["A-5"].can_be_toggled and not found["A-4"].can_be_toggled
        c.window.pages.currentWidget().plan.toggle_requested.emit("A-6")
        await c.idle()
        assert faces(c)["A-6"].state == "mine"
        assert "A-6" in on(c, "sell.line.1.seats").text()
        await c.key(Qt.Key.Key_H, ALT)
        await c.key(Qt.Key.Key_H, ALT)
        assert on(c, "sell.hold").value() == "", "everybody's again: the seat of the press is none of them"
        assert faces(c)["A-6"].state == "held"

    desk(journey)


def test_another_choice_of_places_is_spoken(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: spoken.append(event.message()))

    async def journey(c: Cashier) -> None:
        await on_page(c, kept)
        for _ in range(3):
            await c.key(Qt.Key.Key_H, ALT)
        assert [text for text in spoken if text in holds(c)] == ["Press, Hall 2", "Guests, Standing 4", "Everybody's"]

    desk(journey)


def test_what_was_released_meanwhile_is_sold_like_any_other(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c, kept)
        await c.key(Qt.Key.Key_H, ALT)
        on(c, "sell.quantity.1").setFocus()
        await type_in(c, "1")

        def away(book: Book) -> None:
            release(book, "p", "press", who=lea(book))

        await c.window.books.write(away)
        c.window.pages.currentWidget().performances.chosen.emit("")
        await c.idle()
        assert on(c, "sell.hold").value() == ""
        assert "from the house" not in on(c, "sell.line.1.seats").text()

    desk(journey)


def test_a_cancelled_place_goes_back_or_to_everybody(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c, kept)
        await c.key(Qt.Key.Key_H, ALT)
        on(c, "sell.quantity.1").setFocus()
        await type_in(c, "2")
        await c.key(Qt.Key.Key_F9)
        QTest.keyClicks(QApplication.focusWidget(), "for the newspaper")
        await c.key(Qt.Key.Key_Return)
        order = await just_sold(c)
        for place, everybody in enumerate((False, True)):
            await c.open(order.tickets[place].number)
            await c.key(Qt.Key.Key_Delete)
            box = c.find("strip.to_sale")
            assert box.isVisible() and not box.isChecked()
            assert "goes back to the house (Press)" in c.find("strip").form.told.text()
            if everybody:
                box.setFocus()
                await c.key(Qt.Key.Key_Space)
                c.find("strip.reason").setFocus()
            await c.key(Qt.Key.Key_1)
            await c.key(Qt.Key.Key_Return)
            if c.find("strip").asks_for_money:
                await c.key(Qt.Key.Key_Return)
            await c.idle()
        assert await c.window.books.read(frees) == [(29, 1), (16, 4)]

    desk(journey)


def test_on_the_events_page_places_are_kept_and_released(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        def jazz(book: Book) -> None:
            saved(book, replace(JAZZ))

        await c.window.books.write(jazz)
        await on_events(c)
        c.find("events.list").selectRow(0)
        await c.until(lambda: c.find("events.holds").isVisible())
        await c.idle()
        assert c.find("events.hold.nothing").isVisible()
        places = c.find("events.hold.places")
        places.setText("nine")
        places.setFocus()
        await c.key(Qt.Key.Key_Return)
        assert "Nobody said which places" in c.find("events.problem").text() and focused() == "events.hold.places"
        places.setText("9")
        c.find("events.hold.until").setText("late")
        await c.key(Qt.Key.Key_Return)
        assert "is no time" in c.find("events.problem").text() and focused() == "events.hold.until"
        c.find("events.hold.until").setText("20:30")
        c.find("events.hold.name").setText("Sponsors")
        await c.key(Qt.Key.Key_Return)
        said = c.find("events.hold.1").text()
        assert said.startswith("Sponsors · Club · 9 of 9 left · until") and said.endswith("20:30 · Lea"), said
        assert places.text() == ""
        c.find("events.hold.1.release").click()
        await c.idle()
        assert c.find("events.hold.nothing").isVisible()
        assert "Released: 9 places are everybody's now." in c.find("notice.text").text()

        def question(book: Book) -> list[bool]:
            return [hold.released for hold in holds_of(book, "Jazz")]

        assert await c.window.books.read(question) == [True]

    desk(journey)


def test_todays_page_says_what_the_house_keeps_and_shows_its_seats(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await c.window.books.write(kept)
        wheelchair = HoldWish("p", "Hall", "wheelchair", seats=("B-1",))
        await c.window.books.write(lambda book: keep_places(book, wheelchair, who=lea(book)))
        await c.key(Qt.Key.Key_F4)
        await c.idle()
        page = c.window.pages.currentWidget()
        rows = page.performances.rows
        [row] = [n for n in range(rows.rowCount()) if "kept by the house" in str(rows.index(n, 1).data())]
        assert rows.index(row, 1).data() == "Show   7 kept by the house: Guests 4, Press 2, Wheelchair 1"
        page.performances.selectRow(row)
        page.plan_button.click()
        await c.idle()
        assert c.find("today.legend.kept").text() == "Kept by the house: Press 2, Wheelchair 1"
        assert c.find("today.kept_unnumbered").text() == "kept by the house without a number: Guests 4"
        seats = page.plan.seats
        told = {
            seats.seat_at(index).state: seats.data(index, Qt.ItemDataRole.AccessibleTextRole)
            for index in (seats.index(r, n) for r in range(seats.rowCount()) for n in range(seats.columnCount()))
            if seats.seat_at(index) is not None and seats.seat_at(index).number == "5"
        }
        assert told == {"kept": "Parterre A-5, Kept by the house, Press"}

    desk(journey)
