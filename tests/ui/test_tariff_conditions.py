"""Tariffs that are not everybody's, in the window: typed with the event, named on the Sell page, and what is missing is said."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt

from tests.house import taken
from tests.theatre import theatre
from tests.ui.conftest import Cashier
from tests.ui.test_events_page import FIELDS, fill
from tests.ui.test_events_page import on_page as on_events
from tests.ui.test_sale_page import SHOW, focused, just_sold, on, on_page, press, type_in
from ticketoffice.desk.event_form import form_of
from ticketoffice.domain.taken_in import TakenTariff
from ticketoffice.store.book import Book

TARIFFS = (
    TakenTariff("Adult", 3000),
    TakenTariff("Group", 2000, least=3),
    TakenTariff("Companion", 0, companion_of="Adult"),
)


def grouped(book: Book) -> None:
    hall, standing = SHOW.zones
    taken(book, theatre(replace(SHOW, zones=(replace(hall, tariffs=TARIFFS), standing))))


def test_what_a_tariff_needs_is_said_until_it_is_there(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await on_page(c, grouped)
        aloud = on(c, "sell.quantity.2").accessibleName()
        assert aloud == "Hall, Group (from 3 tickets on), CHF 20.00: how many"
        assert "Companion (with Adult)" in on(c, "sell.quantity.3").accessibleName()
        on(c, "sell.quantity.2").setFocus()
        await type_in(c, "2")
        assert "Tariff Group is for 3 tickets or more; these are 2." in on(c, "sell.problem").text()
        assert not on(c, "sell.pay").isEnabled()
        on(c, "sell.quantity.1").setFocus()
        await type_in(c, "1")
        assert not on(c, "sell.problem").isVisible() and on(c, "sell.pay").isEnabled()
        on(c, "sell.quantity.3").setFocus()
        await type_in(c, "2")
        assert "Companion goes with Adult" in on(c, "sell.problem").text()
        await type_in(c, "1")
        on(c, "sell.quantity.3").setText("")
        await type_in(c, "1")
        await c.key(Qt.Key.Key_F9)
        await press(c, "pay.take")
        order = await just_sold(c)
        assert sorted((t.tariff, t.price) for t in order.tickets) == [
            ("Adult", 3000),
            ("Companion", 0),
            ("Group", 2000),
            ("Group", 2000),
        ]

    desk(journey)


def test_conditions_are_typed_with_the_event(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        await on_events(c)
        c.find("events.new").click()
        fill(c, **{"events.zone.1.conditions": "Group: 10"})
        c.find("events.name").setFocus()
        await c.key(Qt.Key.Key_Return)
        assert "Group: 10 is no condition of a tariff" in c.find("events.problem").text()
        assert focused() == "events.zone.1.conditions"
        c.find("events.zone.1.tariff.2").setText("Group")
        c.find("events.zone.1.price.2").setText("18")
        await c.key(Qt.Key.Key_Return)
        name = FIELDS["events.name"]

        def typed(book: Book) -> str:
            return form_of(book, name).zones[0].conditions

        assert await c.window.books.read(typed) == "Group: 10"
        assert c.find("events.zone.1.conditions").text() == "Group: 10"

    desk(journey)
