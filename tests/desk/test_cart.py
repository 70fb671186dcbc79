"""A cart before it is sold: numbers, chosen seats and lowered prices; and what a till says of the money for it."""

from __future__ import annotations

import pytest

from tests.house import taken
from tests.theatre import seats, theatre
from ticketoffice.desk.cart import Cart, Key, is_let_go
from ticketoffice.desk.choosing import quote
from ticketoffice.desk.on_sale import house_on_sale, performance_on_sale, would_stay_alone
from ticketoffice.desk.tendering import amounts_at_hand, taking
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.calendar import MINUTE
from ticketoffice.store.book import Book


@pytest.fixture
def adult(book: Book) -> Key:
    """The key of a tariff of the hall."""
    taken(book, theatre())
    found = performance_on_sale(book, "p")
    return found.id, found.zones[0].id, found.zones[0].tariffs[0].id


def test_seats_that_somebody_chose_stay_and_the_others_are_the_best_ones(book: Book, adult: Key) -> None:
    cart = Cart().with_count(adult, 2).with_seat(adult, "C-1")
    assert (cart.count, cart.count_of(adult), cart.seats_of(adult[0])) == (3, 3, {"C-1"})
    found = quote(book, cart.wanted())
    assert [line.seat for line in found.lines] == ["C-1", "A-5", "A-6"]
    settled = cart.settled(found, adult[0])
    assert settled.seats_of(adult[0]) == {"C-1", "A-5", "A-6"} and settled.unsettled(adult[0]).count == 3
    [(choice, lines)] = settled.lines(found)
    assert (choice.key, len(lines)) == (adult, 3)


def test_fewer_tickets_give_back_the_seat_that_was_chosen_last(adult: Key) -> None:
    cart = Cart().with_seat(adult, "A-1").with_seat(adult, "A-2")
    assert cart.with_count(adult, 1).seats_of(adult[0]) == {"A-1"}
    assert cart.without_seat(adult[0], "A-1").seats_of(adult[0]) == {"A-2"}
    assert cart.without_seat(adult[0], "A-1").without_seat(adult[0], "A-2") == Cart()
    assert cart.with_count(adult, 0).wanted() == []
    other = cart.without_choice_of(adult[0], "A-1")
    assert (other.count, other.has_seat(adult[0], "A-1")) == (2, False)


def test_a_lowered_price_is_each_ticket_s(book: Book, adult: Key) -> None:
    cart = Cart().with_count(adult, 2).lowered(adult, 2000)
    assert quote(book, cart.wanted()).total == 4000
    assert quote(book, cart.lowered(adult, None).wanted()).total == 6000


def test_a_parked_cart_lets_its_places_go_as_the_centre_does() -> None:
    assert not is_let_go(since=0, at=10 * MINUTE - 1)
    assert is_let_go(since=0, at=10 * MINUTE)


def test_a_seat_that_would_stay_alone_is_named(book: Book, adult: Key) -> None:
    house = house_on_sale(book, adult[0])
    assert [seat.name for seat in would_stay_alone(house, ("B-1", "B-2", "B-4"))] == ["Parterre B-3"]
    assert would_stay_alone(house, ()) == ()
    assert would_stay_alone(house, [one.seat or "" for one in seats("B-1")]) == ()


@pytest.mark.parametrize(
    ("total", "tenders", "due", "taken", "rounding", "change", "left"),
    [
        (2003, [Tender("cash")], 2005, 2005, 2, 0, 0),
        (2003, [Tender("card")], 2003, 2003, 0, 0, 0),
        (6000, [Tender("cash", 10000)], 6000, 6000, 0, 4000, 0),
        (6000, [Tender("card", 2000)], 6000, 2000, 0, 0, 4000),
        (6003, [Tender("card", 2000), Tender("cash", 5000)], 4005, 4005, 2, 995, 0),
        (6000, [Tender("invoice")], 0, 0, 0, 0, 0),
        (0, [Tender("cash")], 0, 0, 0, 0, 0),
    ],
)
def test_what_a_tender_takes(
    total: int, tenders: list[Tender], due: int, taken: int, rounding: int, change: int, left: int
) -> None:
    found = taking(total, tenders, currency="CHF")
    assert (found.due, found.taken, found.rounding, found.change, found.left) == (due, taken, rounding, change, left)
    assert found.is_whole == (left == 0) and not found.too_much


def test_only_of_cash_there_is_more_than_is_due() -> None:
    assert taking(6000, [Tender("card", 6100)], currency="CHF").too_much
    assert not taking(6000, [Tender("cash", 6100)], currency="CHF").too_much


def test_amounts_at_hand_are_what_customers_hand_over() -> None:
    assert amounts_at_hand(6000) == (6000, 7000, 10000, 20000)
    assert amounts_at_hand(4505) == (4505, 5000, 10000, 20000)
    assert amounts_at_hand(0) == ()
