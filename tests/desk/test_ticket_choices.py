"""What may become of one ticket, and what History says of it: from which place, tariff and name to which."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import lea
from tests.desk.test_exchanging import invoiced, used
from tests.house import house as plain_house
from tests.house import on, taken
from tests.theatre import best, seats, sold, standing, theatre
from ticketoffice.desk import on_a_ticket
from ticketoffice.desk.find import order_of
from ticketoffice.desk.selling import sell
from ticketoffice.desk.sentences import SENTENCES
from ticketoffice.desk.show import show
from ticketoffice.desk.tenders import Tender
from ticketoffice.desk.ticket_choices import changeable, moving, tariffs_of
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.store.book import Book


@pytest.fixture
def house(book: Book) -> Book:
    taken(book, theatre())
    return book


def test_a_ticket_may_move_to_what_is_free_at_its_price(house: Book) -> None:
    done = sold(house, seats("A-1", "A-2"), who=lea(house))
    found = moving(house, done.tickets[0])
    assert len(found.places) == 28 and {p.zone_name for p in found.places} == {"Hall"}
    assert found.house.plan is not None and (found.price, found.currency) == (3000, "CHF")
    assert {p.seat for p in found.places} == {s for s, seat in found.house.seats.items() if seat.state == "free"}
    for place in found.places[:2]:
        on_a_ticket.move(house, done.tickets[0], seat=place.seat, zone=place.zone, who=lea(house))
    assert show(house, done.order).tickets[0].seat is not None


def test_a_free_ticket_may_move_to_any_zone(house: Book) -> None:
    done = sell(house, standing(1), pay=[Tender("free")], who=lea(house), note="invited by the venue")
    found = moving(house, done.tickets[0])
    assert {p.zone_name for p in found.places} == {"Hall"} and len(found.places) == 30


def test_the_other_tariffs_say_their_difference(house: Book) -> None:
    done = sold(house, best(1), who=lea(house), pay="card")
    found = tariffs_of(house, done.tickets[0])
    assert [(t.name, t.price, t.to_pay) for t in found.tariffs] == [("Child", 2003, -997)]
    assert (found.tariff, found.price, found.refunding.method) == ("Adult", 3000, "card")
    waits = sell(house, best(1, tariff="Child"), pay=[Tender("on_site")], who=lea(house))
    assert [(t.name, t.to_pay) for t in tariffs_of(house, waits.tickets[0]).tariffs] == [("Adult", 0)]


Question = Callable[[Book, str], object]


@pytest.mark.parametrize(
    ("ask", "made", "code"),
    [
        (changeable, lambda b: used(b).tickets[0], "used"),
        (moving, lambda b: used(b).tickets[0], "used"),
        (tariffs_of, lambda b: invoiced(b).tickets[0], "invoice_pending"),
        (moving, lambda b: sold(b, standing(1), who=lea(b)).tickets[0], "no_other_place"),
        (tariffs_of, lambda b: sold(b, standing(1), who=lea(b)).tickets[0], "no_other_tariff"),
        (changeable, lambda b: b.new_id(), "not_found"),
    ],
)
def test_what_cannot_be_says_why(house: Book, ask: Question, made: Callable[[Book], str], code: str) -> None:
    with pytest.raises(RuleBroken) as no:
        ask(house, made(house))
    assert no.value.code == code in SENTENCES


def changed(book: Book, order: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(h.kind, v.field, v.old, v.new) for h in reversed(show(book, order).history) for v in h.values]


def test_history_says_from_what_to_what(house: Book) -> None:
    who = lea(house)
    done = sell(house, best(1), pay=[Tender("card")], who=who, customer={"name": "Zoë Test"})
    [ticket] = done.tickets
    on_a_ticket.move(house, ticket, seat="C-10", who=who)
    on_a_ticket.change_tariff(house, ticket, tariff="Child", who=who)
    on_a_ticket.rename(house, ticket, name="Ada Love", who=who)
    new = on_a_ticket.replace(house, ticket, who=who).ticket
    on_a_ticket.move(house, new, seat="B-1", who=who)
    on_a_ticket.change_tariff(house, new, tariff="Adult", who=who, pay=[Tender("cash")])
    on_a_ticket.rename(house, new, name="Bea Best", who=who)
    assert changed(house, done.order) == [
        ("ticket_moved", "place", "Parterre A-5", "Parterre C-10"),
        ("tariff_changed", "tariff", "Adult", "Child"),
        ("holder_changed", "name", "Zoë Test", "Ada Love"),
        ("ticket_moved", "place", "Parterre C-10", "Parterre B-1"),
        ("tariff_changed", "tariff", "Child", "Adult"),
        ("holder_changed", "name", "Ada Love", "Bea Best"),
    ]


def test_a_ticket_without_a_holder_had_no_name(house: Book) -> None:
    done = sold(house, best(1), who=lea(house))
    on_a_ticket.rename(house, done.tickets[0], name="Ada", who=lea(house))
    assert changed(house, done.order) == [("holder_changed", "name", "", "Ada")]


def test_a_ticket_that_was_taken_in_remembers_its_holder(book: Book) -> None:
    taken(book, plain_house(), on("A-1", number="ONE"))
    order, ticket = order_of(book, "ONET1")
    on_a_ticket.rename(book, str(ticket), name="Ada", who=lea(book))
    [(kind, field, old, new)] = changed(book, order)
    assert (kind, field, new) == ("holder_changed", "name", "Ada") and old is not None
