"""Selling in the window of a desk with a centre: what it keeps for the cart is sold; without the line nothing is, in words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from tests.conftest import lea
from tests.house import taken
from tests.theatre import theatre
from tests.ui.conftest import Cashier
from tests.ui.sync_desk import Venue
from tests.ui.test_sale_page import CTRL, SHOW, focused, just_sold, on, told, type_in
from ticketoffice.domain.errors import Unavailable
from ticketoffice.store.book import Book
from ticketoffice.sync.central_service import NO_NETWORK


def fill(book: Book) -> None:
    taken(book, theatre(SHOW))
    lea(book)


def kept(venue: Venue) -> int:
    """Places that the centre keeps for carts."""
    with venue.centre.engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM reservations").scalar() or 0)


def no_line(question: str) -> None:
    raise Unavailable(NO_NETWORK)


async def chosen(c: Cashier, count: str = "2") -> None:
    await c.key(Qt.Key.Key_F2)
    page = c.find("sell.page")
    await c.until(lambda: page.on_sale is not None)
    await c.idle()
    await type_in(c, count)
    await c.until(lambda: on(c, "sell.pay").isEnabled())


def test_places_are_kept_while_they_lie_in_the_cart_and_sold_with_its_yes(at_venue: Any) -> None:
    async def journey(c: Cashier, venue: Venue) -> None:
        await chosen(c)
        assert kept(venue) == 2
        await type_in(c, "")
        await c.key(Qt.Key.Key_Minus)
        await c.until(lambda: kept(venue) == 1)
        await c.key(Qt.Key.Key_F9)
        await c.key(Qt.Key.Key_Return)
        await c.until(lambda: on(c, "sell.sold").isVisible())
        order = await just_sold(c)
        assert (order.state, order.tickets[0].sync, kept(venue)) == ("paid", "accepted", 0)

    at_venue(journey, make=fill)


def test_they_are_let_go_when_the_cart_is_emptied_or_the_page_left(at_venue: Any) -> None:
    async def journey(c: Cashier, venue: Venue) -> None:
        await chosen(c, "1")
        await c.key(Qt.Key.Key_Minus)
        await c.until(lambda: kept(venue) == 0)
        await type_in(c, "2")
        await c.until(lambda: kept(venue) == 2)
        await c.key(Qt.Key.Key_F3)
        await c.until(lambda: kept(venue) == 0)
        await c.key(Qt.Key.Key_F2)
        await c.until(lambda: kept(venue) == 2)
        assert on(c, "sell.line.1").text() == "2 × Adult, Hall"

    at_venue(journey, make=fill)


def test_a_parked_cart_lets_its_places_go_after_ten_minutes(at_venue: Any) -> None:
    async def journey(c: Cashier, venue: Venue) -> None:
        await chosen(c)
        await c.key(Qt.Key.Key_G, CTRL)
        assert kept(venue) == 2, "they are kept while the cart is parked"
        c.clock.advance(seconds=601)
        await c.key(Qt.Key.Key_F3)
        await c.key(Qt.Key.Key_F2)
        await c.until(lambda: on(c, "sell.parked.1").text() == "2 tickets, places let go, 10 min")
        await c.until(lambda: kept(venue) == 0)
        assert told(c).startswith("A parked cart has waited too long")
        on(c, "sell.parked.1").click()
        await c.until(lambda: kept(venue) == 2 and on(c, "sell.pay").isEnabled())

    at_venue(journey, make=fill)


def test_without_the_line_nothing_is_sold_and_it_says_why(at_venue: Any) -> None:
    async def journey(c: Cashier, venue: Venue) -> None:
        await chosen(c)
        venue.before = no_line
        await c.key(Qt.Key.Key_Plus)
        await c.until(lambda: on(c, "sell.why_not").isVisible())
        pay = on(c, "sell.pay")
        assert not pay.isEnabled() and "does not answer" in pay.accessibleDescription()
        await c.key(Qt.Key.Key_F9)
        assert told(c).startswith("The centre does not answer, and this desk sells nothing")
        assert focused() == "sell.quantity.1" and on(c, "sell.quantity.1").text() == "3"
        venue.before = lambda _: None
        await c.key(Qt.Key.Key_F5)
        await c.until(lambda: pay.isEnabled() and not on(c, "sell.why_not").isVisible())
        assert kept(venue) == 3

    at_venue(journey, make=fill)


def test_a_line_that_breaks_while_it_is_sold_keeps_cart_and_money(at_venue: Any) -> None:
    async def journey(c: Cashier, venue: Venue) -> None:
        await chosen(c)
        await c.key(Qt.Key.Key_F9)
        await type_in(c, "100")
        venue.before = no_line
        await c.key(Qt.Key.Key_Return)
        await c.until(lambda: "does not answer" in on(c, "sell.problem").text())
        assert (on(c, "pay.amount").text(), on(c, "sell.quantity.1").text()) == ("100", "2")
        assert not on(c, "pay.take").isEnabled()
        venue.before = lambda _: None

    at_venue(journey, make=fill)


def test_a_ticket_is_exchanged_for_what_the_centre_keeps(at_venue: Any) -> None:
    async def journey(c: Cashier, venue: Venue) -> None:
        await chosen(c, "1")
        await c.key(Qt.Key.Key_F9)
        await c.key(Qt.Key.Key_Return)
        await c.until(lambda: on(c, "sell.sold").isVisible())
        order = await just_sold(c)
        await c.key(Qt.Key.Key_F3)
        await c.open(order.number)
        await c.key(Qt.Key.Key_F7)
        page = c.find("exchange.page")
        await c.until(lambda: page.proposal is not None)
        await c.key(Qt.Key.Key_F9)
        await c.until(lambda: c.find("order.panel").order.number != order.number)
        new = c.find("order.panel").order
        assert (new.state, new.method, new.tickets[0].sync, kept(venue)) == ("paid", "exchanged", "accepted", 0)

    at_venue(journey, make=fill)
