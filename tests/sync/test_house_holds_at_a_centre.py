"""What the house keeps is the centre's word: every desk hears of it, and the centre gives a kept place to nobody who does not name it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import lea
from tests.desks import centre_book, desk_book
from tests.house import taken
from tests.sync.test_selling_at_a_centre import Till, kept_for, settled
from tests.theatre import best, evening, seats, standing, theatre
from ticketoffice.desk import cancel
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.choosing import Wanted, named
from ticketoffice.desk.customer import erase_customer
from ticketoffice.desk.house_holds import HoldWish, holds_of, keep_places, release
from ticketoffice.desk.selling import Sold
from ticketoffice.desk.show import show
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.travel import Place
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock

PRESS = HoldWish("p", "Hall", "press", seats=("A-5", "A-6"))
GUESTS = HoldWish("p", "Standing", "house", count=4)


@pytest.fixture
def venue(tmp_path: Path, clock: HandClock) -> Iterator[tuple[Till, Till]]:
    """Two desks of one centre, which keeps two seats for the press and four standing places for the house."""
    centre = centre_book("sqlite://", clock=clock, folder=tmp_path / "centre")
    a = desk_book(clock=clock, folder=tmp_path / "a")
    taken(a, theatre(evening()))
    first = Till(a, centre, name="A")
    first.sync()
    for wish in (PRESS, GUESTS):
        keep_places(centre, wish, who=lea(centre))
    second = Till(desk_book(clock=clock, folder=tmp_path / "b"), centre, name="B")
    for desk in (first, second):
        desk.sync()
    yield first, second
    for book in (first.book, second.book, centre):
        book.close()


def frees(book: Book) -> list[tuple[int | None, int]]:
    return [(zone.free, zone.kept) for zone in free(book, "p").zones]


def given(desk: Till, wanted: list[Wanted], *, hold: str = "press") -> Sold:
    named = [replace(one, hold=hold) for one in wanted]
    return desk.counter.sell(named, pay=[Tender("free")], who=lea(desk.book), note="invited by the director")


def test_every_desk_hears_what_the_house_keeps(venue: tuple[Till, Till]) -> None:
    a, b = venue
    for book in (a.book, b.book, a.centre):
        assert frees(book) == [(28, 2), (16, 4)]
        assert [(h.kind, h.left) for h in holds_of(book, "p")] == [("press", 2), ("house", 4)]
    with pytest.raises(RuleBroken) as no:
        keep_places(a.book, PRESS, who=lea(a.book))
    assert no.value.code == "catalogue_of_the_centre"
    with pytest.raises(RuleBroken) as no:
        release(a.book, "p", "press", who=lea(a.book))
    assert no.value.code == "catalogue_of_the_centre"


def test_a_desk_that_names_it_sells_from_it_and_the_other_hears(venue: tuple[Till, Till]) -> None:
    a, b = venue
    done = given(a, best(1))
    with pytest.raises(RuleBroken) as no:
        given(b, seats("A-5"))
    assert no.value.code == "not_set_aside"
    settled(a, b)
    assert frees(b.book) == [(28, 1), (16, 4)]
    cancel.cancel(a.book, done.tickets, who=lea(a.book), reason="duplicate", now=True)
    settled(a, b)
    assert frees(b.book) == frees(a.centre) == [(28, 2), (16, 4)]


def test_who_invited_is_forgotten_where_another_desk_erases_the_guest(venue: tuple[Till, Till]) -> None:
    """The note of a sale lies beside its operation alone: the other desk erases the guest without having heard of it."""
    a, b = venue
    wanted = [replace(one, hold="press") for one in best(1)]
    guest = {"name": "Ann Guest", "email": "ann@example.org"}
    done = a.counter.sell(wanted, pay=[Tender("free")], who=lea(a.book), note="invited by her editor", customer=guest)
    settled(a, b)
    erase_customer(b.book, done.order, who=lea(b.book))
    settled(a, b)
    assert show(a.book, done.order).customer is None


def test_a_cart_that_is_kept_there_is_paid_with_an_old_ticket(venue: tuple[Till, Till]) -> None:
    a, b = venue
    old = a.sell(seats("C-1"))
    cart = a.book.new_id()
    wanted = named(a.counter.set_aside(cart, best(1)).lines)
    done = a.counter.exchange(old.tickets, wanted, who=lea(a.book), cart=cart)
    assert [t.seat for t in show(a.book, done.order).tickets] == ["Parterre, Row A, Seat 4"]
    assert kept_for(a.centre) == 0, "what was set aside is exchanged"
    settled(a, b)
    assert [t.state for t in show(b.book, old.order).tickets] == ["exchanged"]


def test_told_to_everybody_it_is_so_everywhere(venue: tuple[Till, Till]) -> None:
    a, b = venue
    done = given(a, standing(1), hold="house")
    cancel.cancel(a.book, done.tickets, who=lea(a.book), reason="duplicate", to_sale=True, now=True)
    settled(a, b)
    assert frees(b.book) == frees(a.centre) == [(28, 2), (17, 3)]
    assert b.sell(standing(17)).number
    settled(a, b)


def test_the_centre_sets_a_kept_place_aside_for_nobody_else(venue: tuple[Till, Till]) -> None:
    """Also for a desk that has not heard of it, or that asks for more than there is."""
    a, _ = venue
    with a.centre.read() as reading:
        performance = reading.catalogue.performance_named("p")
        zones = {zone.name: zone.id for zone in reading.catalogue.zones([performance.id]).values()}
        holds = {one.hold.kind: one.hold.id for one in reading.house_holds([performance.id])}
    seat = Place(performance.id, zones["Hall"], "A-5")
    own = replace(seat, house_hold=holds["press"])
    wrong = replace(Place(performance.id, zones["Hall"], "B-5"), house_hold=holds["press"])
    place = Place(performance.id, zones["Standing"])
    guest = replace(place, house_hold=holds["house"])
    stranger = replace(own, house_hold=a.book.new_id())
    ask = a.line.reserve
    assert ask(a.book.new_id(), [seat]).taken == (seat,)
    assert ask(a.book.new_id(), [wrong, stranger]).taken == (wrong, stranger)
    assert len(ask(a.book.new_id(), [place] * 17).taken) == 1
    assert len(ask(a.book.new_id(), [guest] * 5).taken) == 1
    cart = a.book.new_id()
    assert ask(cart, [own, *[guest] * 3, *[place] * 16]).taken == ()
    other = a.book.new_id()
    assert ask(other, [own]).taken == (own,)
    assert ask(other, [place]).taken == (place,)
    assert ask(other, [guest, guest]).taken == (guest,)
    assert ask(other, [guest]).taken == ()
    with a.centre.read() as reading:
        assert reading.house_holds([performance.id])
    with pytest.raises(RuleBroken) as no:
        keep_places(a.centre, replace(GUESTS, count=1), who=lea(a.centre))
    assert (no.value.code, no.value.data["rest"]) == ("hold_too_large", 0)


def test_a_sale_that_has_not_heard_of_it_is_refused(venue: tuple[Till, Till]) -> None:
    """A desk whose cart was filled before the house kept the place: the centre has the last word, and no place is given twice."""
    a, b = venue
    cart = a.book.new_id()
    found = a.counter.set_aside(cart, [*seats("B-1"), *standing(16)])
    with pytest.raises(RuleBroken) as no:
        keep_places(a.centre, replace(PRESS, seats=("B-1",)), who=lea(a.centre))
    assert no.value.code == "place_taken", "what lies in a cart is not kept from under it"
    a.counter.let_go(cart)
    keep_places(a.centre, replace(PRESS, seats=("B-1",), name="Late"), who=lea(a.centre))
    assert found.lines[0].seat == "B-1"
    with pytest.raises(RuleBroken) as no:
        a.sell(seats("B-1"))
    assert no.value.code == "not_set_aside"
    settled(a, b)
    assert frees(a.book) == [(27, 3), (16, 4)]
