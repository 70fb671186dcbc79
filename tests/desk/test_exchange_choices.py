"""What tickets may be exchanged for, what is proposed on a date, and what stands in the way."""

from __future__ import annotations

import pytest

from tests.conftest import lea
from tests.desk.test_exchanging import used
from tests.house import house, on, taken
from tests.theatre import STARTS, best, evening, seats, sold, standing, theatre
from ticketoffice.desk.exchange_choices import (
    AS_PAID,
    DateOnSale,
    Group,
    as_offered,
    exchangeable_for,
    in_turn,
    proposal,
)
from ticketoffice.desk.exchanging import exchange
from ticketoffice.desk.find import order_of
from ticketoffice.desk.selling import sell
from ticketoffice.desk.sentences import SENTENCES
from ticketoffice.desk.show import show
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.calendar import DAY
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.exchange import Kind, most_alike
from ticketoffice.store.book import Book


@pytest.fixture
def four(book: Book) -> Book:
    """Two evenings of one event, one of another before them, and one in another currency."""
    evenings = (
        evening("other", starts_at=STARTS - DAY, event="Other"),
        evening(),
        evening("q", starts_at=STARTS + DAY),
        evening("euro", starts_at=STARTS + DAY, currency="EUR", event="Euro"),
    )
    taken(book, theatre(*evenings))
    return book


def test_the_dates_of_the_same_event_come_first_and_other_currencies_never(four: Book) -> None:
    old = sold(four, [*seats("A-1"), *standing(1)], who=lea(four))
    found = exchangeable_for(four, old.tickets)
    assert [(d.event, d.starts_at - STARTS, d.same, d.old) for d in found.dates] == [
        ("Show", 0, True, True),
        ("Show", DAY, True, False),
        ("Other", -DAY, False, False),
    ]
    assert (found.worth, found.currency, found.refunding.method) == (4500, "CHF", "cash")
    assert found.refunding.methods[0] == "cash" and "nothing" not in found.refunding.methods
    assert found.refunding.at_once == ("cash", "card")


def test_what_was_paid_in_two_ways_goes_back_in_both(four: Book) -> None:
    done = sell(four, best(2), pay=[Tender("cash", 1000), Tender("card")], who=lea(four))
    how = exchangeable_for(four, done.tickets).refunding
    assert (how.method, how.methods[0]) == (AS_PAID, AS_PAID)


def test_the_best_places_of_the_same_kinds_are_proposed(four: Book) -> None:
    old = sold(four, [*seats("A-1"), *seats("A-2", tariff="Child"), *standing(1)], who=lea(four))
    with four.read() as reading:
        q = next(p.id for p in reading.catalogue.all_performances() if p.external == "q")
    found = proposal(four, old.tickets, performance=q)
    names = {zone.id: zone.name for zone in found.zones}
    assert [(names[g.zone], g.tariff, g.count) for g in found.groups] == [
        ("Hall", "Adult", 1),
        ("Hall", "Child", 1),
        ("Standing", "Adult", 1),
    ]
    assert found.offer is not None and (found.offer.to_pay, found.offer.fewer) == (0, False)
    one = proposal(four, old.tickets, performance=q, groups=[Group(found.groups[0].zone, "Adult", 1)])
    assert one.offer is not None and (one.offer.to_pay, one.offer.fewer) == (-3503, True)
    done = exchange(four, old.tickets, as_offered(one.offer), who=lea(four))
    assert show(four, done.order).tickets[0].seat == one.offer.new.lines[0].seat_name
    none = proposal(four, done.tickets, performance=q, groups=[])
    assert none.offer is None and none.problem is not None and none.problem.code == "nothing_chosen"
    many = proposal(four, done.tickets, performance=q, groups=[Group(found.groups[0].zone, "Adult", 99)])
    assert many.offer is None and many.problem is not None and many.problem.code == "sold_out"


def test_what_comes_nearest_is_the_tariff_before_the_zone_and_never_what_is_sold_out() -> None:
    stalls, balcony, child = (
        Kind("Stalls", "Adult", 30, 0),
        Kind("Balcony", "Adult", 20, 5),
        Kind("Stalls", "Child", 30),
    )
    old = Kind("Stalls", "Adult", 30)
    assert most_alike([child, balcony, stalls], old) == balcony
    assert most_alike([child, Kind("Stalls", "Adult", 35, 1), balcony], old).price == 35
    assert most_alike([Kind("A", "x", 10), Kind("B", "y", 28)], old).zone == "B"
    assert most_alike([stalls], old) == stalls


def test_what_cannot_be_exchanged_says_why_before_anything_is_chosen(four: Book) -> None:
    with pytest.raises(RuleBroken) as no:
        exchangeable_for(four, used(four).tickets)
    assert no.value.code == "used"


def test_without_prices_there_is_nothing_to_exchange_for(book: Book) -> None:
    taken(book, house(), on("A-1", number="ONE"))
    with pytest.raises(RuleBroken) as no:
        exchangeable_for(book, [str(order_of(book, "ONET1")[1])])
    assert no.value.code == "nothing_on_sale" in SENTENCES


def test_an_earlier_evening_of_something_else_is_not_the_first_to_be_offered() -> None:
    def date(name: str, day: int, *, old: bool = False) -> DateOnSale:
        return DateOnSale(name, name, day * DAY, "UTC", 5, same=old, old=old)

    found = in_turn([date("own", 25, old=True), date("before", 24), date("after", 29), date("later", 36)])
    assert [one.id for one in found] == ["own", "after", "later", "before"]
    over = in_turn([date("before", 24), date("after", 29)])
    assert [one.id for one in over] == ["before", "after"], "the own date is over: what is next"
