"""Selling at a desk with a centre: what that keeps for the cart is sold once it has said yes; else it is taken back at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import lea
from tests.desks import Desk, centre_book, desk_book
from tests.house import taken
from tests.theatre import STARTS, best, evening, seats, standing, theatre
from ticketoffice.central.service import Centre
from ticketoffice.desk import admit, cancel, exchanging, on_a_ticket, selling
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.choosing import Wanted
from ticketoffice.desk.events import Change, EventWish, ZoneWish, change_event, make_event
from ticketoffice.desk.selling import Sold
from ticketoffice.desk.show import show
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.taken_in import TakenTariff
from ticketoffice.domain.travel import RESERVED_FOR, Place
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.replay import replay
from ticketoffice.sync.central_service import NO_NETWORK
from ticketoffice.sync.selling import Counter


class Till(Desk):
    """A desk that sells."""

    def __init__(self, book: Book, centre: Book, *, name: str) -> None:
        super().__init__(book, centre, name=name)
        self.counter = Counter(book, self.line, self.postman)

    def sell(self, wanted: list[Wanted], *, pay: str = "cash") -> Sold:
        return self.counter.sell(wanted, pay=[Tender(pay)], who=lea(self.book))


@pytest.fixture
def venue(tmp_path: Path, clock: HandClock) -> Iterator[tuple[Till, Till]]:
    """Two desks of one centre, with a theatre on sale."""
    centre = centre_book("sqlite://", clock=clock, folder=tmp_path / "centre")
    a = desk_book(clock=clock, folder=tmp_path / "a")
    taken(a, theatre(evening()))
    first = Till(a, centre, name="A")
    first.sync()
    second = Till(desk_book(clock=clock, folder=tmp_path / "b"), centre, name="B")
    second.sync()
    yield first, second
    for book in (first.book, second.book, centre):
        book.close()


def settled(*desks: Till) -> None:
    """All have heard of each other, and every book is as its journal says."""
    for _ in range(2):
        for desk in desks:
            assert desk.sync().cause is None
    for book in (*(desk.book for desk in desks), desks[0].centre):
        assert verify(book) is None
        assert replay(book).equal, book.mode
    assert (
        len({tuple(z.free for z in free(book, "p").zones) for book in (desks[0].centre, *(d.book for d in desks))}) == 1
    )


def kept_for(book: Book) -> int:
    with book.engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM reservations").scalar() or 0)


def test_what_is_sold_at_one_desk_is_sold_at_the_other(venue: tuple[Till, Till]) -> None:
    a, b = venue
    done = a.sell(best(2))
    assert show(a.book, done.order).tickets[0].sync == "accepted"
    assert kept_for(a.centre) == 0, "what was set aside is sold"
    settled(a, b)
    assert show(b.book, done.order).state == "paid"
    with pytest.raises(RuleBroken) as no:
        b.sell(seats("A-5"))
    assert no.value.code == "place_taken"


def test_what_lies_in_a_cart_is_kept_from_others(venue: tuple[Till, Till], clock: HandClock) -> None:
    a, b = venue
    cart = a.book.new_id()
    found = a.counter.set_aside(cart, best(2))
    assert [line.seat for line in found.lines] == ["A-5", "A-6"]
    with pytest.raises(RuleBroken) as no:
        b.sell(seats("A-5"))
    assert (no.value.code, no.value.data["seat"]) == ("not_set_aside", "Parterre, Row A, Seat 5")
    other = b.sell(best(2))
    assert [t.seat for t in show(b.book, other.order).tickets] != ["Parterre, Row A, Seat 5", "Parterre, Row A, Seat 6"]
    a.counter.let_go(cart)
    assert b.sell(seats("A-5")).number
    settled(a, b)


def test_counted_places_are_kept_too(venue: tuple[Till, Till]) -> None:
    a, b = venue
    a.counter.set_aside(a.book.new_id(), standing(15))
    with pytest.raises(RuleBroken) as no:
        b.sell(standing(6))
    assert no.value.code == "sold_out"
    assert b.sell(standing(5)).number
    assert kept_for(a.centre) == 15


def test_after_some_minutes_a_cart_is_let_go(venue: tuple[Till, Till], clock: HandClock) -> None:
    a, b = venue
    cart = a.book.new_id()
    a.counter.set_aside(cart, seats("C-1"))
    clock.advance(seconds=RESERVED_FOR // 10**6)
    assert b.sell(seats("C-1")).number
    with pytest.raises(RuleBroken) as no:
        a.counter.sell(seats("C-1"), pay=[Tender("cash")], who=lea(a.book), cart=cart)
    assert no.value.code == "not_set_aside"
    settled(a, b)


def test_best_seats_that_another_desk_took_unheard_of_are_chosen_anew(venue: tuple[Till, Till]) -> None:
    a, b = venue
    a.sell(best(2))
    done = b.sell(best(2))
    assert [t.seat for t in show(b.book, done.order).tickets] == ["Parterre, Row B, Seat 5", "Parterre, Row B, Seat 6"]
    settled(a, b)


def away(desk: Till, question: str, *, after: bool = False) -> Callable[[], None]:
    """Takes the line away at this question (or once it is answered); returns what brings it back."""

    def gone(asked: str) -> None:
        if asked == question:
            raise Unavailable(NO_NETWORK)

    if after:
        desk.line.after = gone
    else:
        desk.line.before = gone

    def back() -> None:
        desk.line.before = desk.line.after = lambda _: None

    return back


def test_without_the_centre_nothing_is_sold(venue: tuple[Till, Till]) -> None:
    a, _ = venue
    before = counted(a.book)
    away(a, "reserve")
    with pytest.raises(Unavailable) as no:
        a.sell(best(1))
    assert (no.value.code, no.value.data["why"]) == ("centre_away", NO_NETWORK)
    with pytest.raises(RuleBroken) as alone:
        selling.sell(a.book, best(1), pay=[Tender("cash")], who=lea(a.book))
    assert alone.value.code == "centre_sells"
    assert counted(a.book) == before


def counted(book: Book) -> tuple[int, int]:
    with book.read() as reading:
        return reading.count_orders(), reading.facts().seq


@pytest.mark.parametrize("after", [False, True])
def test_a_sale_without_an_answer_is_taken_back(venue: tuple[Till, Till], clock: HandClock, after: bool) -> None:
    """Lost on the way up, or the answer on the way back: the centre then has accepted it, and hears that it was taken back."""
    a, b = venue
    back = away(a, "push", after=after)
    with pytest.raises(Unavailable) as no:
        a.sell(seats("A-1", "A-2"))
    assert no.value.code == "not_answered"
    back()
    clock.advance(seconds=200)
    settled(a, b)
    for book in (a.book, b.book, a.centre):
        with book.read() as reading:
            [order] = {
                line.payload["order"]["id"] for line in reading.history.lines() if line.kind == "order_sold"
            } or {None}
        if order is not None:
            view = show(book, order)
            assert (view.state, view.balance, {t.state for t in view.tickets}) == ("cancelled", 0, {"cancelled"})
            assert [(r.method, r.amount, r.paid_at is not None) for r in view.refunds] == [("cash", 6000, True)]
    assert [z.free for z in free(b.book, "p").zones] == [30, 20]
    assert b.sell(seats("A-1")).number


def test_a_sale_that_the_centre_refuses_is_taken_back_and_leaves_no_case(
    venue: tuple[Till, Till], clock: HandClock
) -> None:
    """What was set aside was let go meanwhile, and somebody else was faster: the sale was never made."""
    a, b = venue

    def meanwhile(asked: str) -> None:
        if asked == "reserve":
            a.line.after = lambda _: None
            clock.advance(seconds=RESERVED_FOR // 10**6)
            b.sell(seats("A-1"))

    a.line.after = meanwhile
    with pytest.raises(RuleBroken) as no:
        a.sell(seats("A-1"))
    assert (no.value.code, no.value.data["reason"]) == ("not_confirmed", "place_taken")
    assert "Parterre, Row A, Seat 1" in str(no.value.data["said"])
    settled(a, b)
    for book in (a.book, b.book, a.centre):
        with book.read() as reading:
            assert [case for case in reading.cases() if case.closed_at is None] == []
            assert reading.count_orders() == 1


def test_a_cart_is_its_desk_s_alone(venue: tuple[Till, Till]) -> None:
    a, b = venue
    cart = a.book.new_id()
    a.counter.set_aside(cart, seats("A-1"))
    b.counter.let_go(cart)
    assert kept_for(a.centre) == 1
    performance, zone = a.counter.set_aside(cart, seats("A-1")).lines[0].performance.id, "0" * 32
    strange = Centre(a.centre, token=a.welcome.token).reserve(cart, [Place(performance, zone, "A-1")])
    assert strange.taken == (Place(performance, zone, "A-1"),), "there is no such zone"


def test_a_sale_of_yesterday_is_not_taken_back(venue: tuple[Till, Till], clock: HandClock) -> None:
    a, _ = venue
    done = a.sell(best(1))
    clock.advance(seconds=16 * 60)
    with pytest.raises(RuleBroken) as no:
        selling.abort(a.book, done, who=lea(a.book))
    assert no.value.code == "sale_stands"


# --- exchange and move ------------------------------------------------------------------------------------------------


def test_no_new_place_is_given_without_the_centre(venue: tuple[Till, Till]) -> None:
    """Not by the deeds of the book alone either, which ask nobody."""
    a, _ = venue
    old = a.sell(seats("A-1"))
    before = counted(a.book)
    for deed in (
        lambda: exchanging.exchange(a.book, old.tickets, seats("B-1"), who=lea(a.book)),
        lambda: on_a_ticket.move(a.book, old.tickets[0], seat="B-1", who=lea(a.book)),
    ):
        with pytest.raises(RuleBroken) as no:
            deed()
        assert no.value.code == "centre_sells"
    assert counted(a.book) == before


def test_a_ticket_is_exchanged_and_moved_for_what_the_centre_keeps(venue: tuple[Till, Till]) -> None:
    a, b = venue
    old = a.sell(seats("A-1", "A-2"))
    b.sync()
    done = b.counter.exchange(old.tickets[:1], seats("A-1", tariff="Child"), who=lea(b.book))
    assert [t.seat for t in show(b.book, done.order).tickets] == ["Parterre, Row A, Seat 1"], (
        "the seat that it gives back"
    )
    b.counter.move(done.tickets[0], seat="C-1", who=lea(b.book))
    assert kept_for(a.centre) == 0
    settled(a, b)
    assert show(a.book, done.order).tickets[0].seat == "Parterre, Row C, Seat 1"
    assert a.sell(seats("A-1")).number
    with pytest.raises(RuleBroken) as no:
        b.counter.move(done.tickets[0], seat="A-1", who=lea(b.book))
    assert no.value.code == "not_set_aside"
    with pytest.raises(RuleBroken) as no:
        b.counter.exchange(done.tickets, seats("A-2"), who=lea(b.book))
    assert no.value.code == "place_taken"


def test_an_exchange_that_is_refused_leaves_the_old_ticket_and_the_money(
    venue: tuple[Till, Till], clock: HandClock
) -> None:
    """While the cart was let go another desk took the place: the ticket stays, what was paid is credit of its order."""
    a, b = venue
    old = a.counter.sell(standing(1), pay=[Tender("card")], who=lea(a.book))
    b.sync()

    def meanwhile(asked: str) -> None:
        if asked == "reserve":
            a.line.after = lambda _: None
            clock.advance(seconds=RESERVED_FOR // 10**6)
            b.sell(seats("B-1"))

    a.line.after = meanwhile
    with pytest.raises(RuleBroken) as no:
        a.counter.exchange(old.tickets, seats("B-1"), who=lea(a.book), pay=[Tender("cash")])
    assert (no.value.code, no.value.data["reason"]) == ("exchange_refused", "place_taken")
    settled(a, b)
    view = show(b.book, old.order)
    assert ([t.state for t in view.tickets], view.balance) == (["valid"], -1500)


def test_an_exchange_without_an_answer_waits_and_arrives_once(venue: tuple[Till, Till], clock: HandClock) -> None:
    a, b = venue
    old = a.sell(best(1))
    back = away(a, "push", after=True)
    with pytest.raises(Unavailable) as no:
        a.counter.exchange(old.tickets, standing(1), who=lea(a.book))
    assert no.value.code == "exchange_waits"
    back()
    clock.advance(seconds=200)
    settled(a, b)
    assert [t.state for t in show(b.book, old.order).tickets] == ["exchanged"]
    other = a.sell(best(1)).tickets[0]
    away(a, "reserve")
    with pytest.raises(Unavailable) as gone:
        a.counter.move(other, seat="C-1", who=lea(a.book))
    assert gone.value.code == "centre_away"


# --- conflicts of two desks about what is sold --------------------------------------------------------------------------


def test_c15_a_copy_of_a_ticket_that_another_desk_cancelled_is_refused_too(
    venue: tuple[Till, Till], clock: HandClock
) -> None:
    """A reprint has the same number: it is printed at one desk while another one cancels, and both papers are refused."""
    a, b = venue
    done = a.sell(best(1))
    b.sync()
    on_a_ticket.printed(b.book, done.tickets, who=lea(b.book))
    on_a_ticket.printed(b.book, done.tickets, who=lea(b.book))
    cancel.cancel(a.book, list(done.tickets), who=lea(a.book), reason="customer_asked", now=True)
    clock.advance(seconds=60)
    settled(a, b)
    for book in (a.book, b.book):
        [ticket] = show(book, done.order).tickets
        assert (ticket.copies, ticket.state) == (2, "cancelled")
        assert admit.check(book, ticket.number).answer == "STOP"


def test_c17_a_sale_at_a_price_that_the_centre_had_changed_stands(tmp_path: Path, clock: HandClock) -> None:
    centre = centre_book("sqlite://", clock=clock, folder=tmp_path / "centre")
    bar = ZoneWish("Bar", (TakenTariff("Adult", 1500),), capacity=30)
    [name] = make_event(centre, [EventWish("Jazz", STARTS, (bar,))], who=lea(centre)).performances
    desk = Till(desk_book(clock=clock, folder=tmp_path / "a"), centre, name="A")
    desk.sync()
    change_event(centre, name, Change(prices={("Bar", "Adult"): 2000}), who=lea(centre))
    old = desk.sell([Wanted(name, "Bar", "Adult")])
    assert (old.total, show(centre, old.order).balance, show(centre, old.order).state) == (1500, 0, "paid")
    assert desk.sell([Wanted(name, "Bar", "Adult")]).total == 2000, "heard with the first one"
    assert replay(centre).equal
    desk.book.close()
    centre.close()
