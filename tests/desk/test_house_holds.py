"""What the house keeps: sold only by its name, counted as not free, back again when it is cancelled, everybody's at its time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from tests.conftest import NOW, lea
from tests.house import taken
from tests.theatre import STANDING, best, evening, seats, sold, standing, theatre
from ticketoffice.desk import cancel, exchanging, on_a_ticket
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.choosing import Wanted, chosen, quote
from ticketoffice.desk.evening_views import Kept
from ticketoffice.desk.events import Change, EventWish, ZoneWish, change_event, make_event
from ticketoffice.desk.explaining import explain
from ticketoffice.desk.house_holds import HoldWish, holds_of, keep_places, release
from ticketoffice.desk.making import make
from ticketoffice.desk.on_sale import house_on_sale, on_sale, performance_on_sale
from ticketoffice.desk.selling import Sold, sell
from ticketoffice.desk.selling import record as record_sale
from ticketoffice.desk.sentences import SENTENCES, sentence
from ticketoffice.desk.show import show
from ticketoffice.desk.tenders import Tender
from ticketoffice.desk.ticket_choices import moving
from ticketoffice.desk.today import performances
from ticketoffice.desk.today import seats as seats_of
from ticketoffice.domain.calendar import DAY, HOUR
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.kept_places import NEVER_KEPT
from ticketoffice.domain.operation import Operation, Touches
from ticketoffice.domain.outcome import Outcome
from ticketoffice.domain.seats import brief_seat
from ticketoffice.domain.taken_in import TakenTariff
from ticketoffice.store.book import Book
from ticketoffice.store.catalogue import Catalogue
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.deed import Deed
from ticketoffice.store.loading import situation
from ticketoffice.store.replay import replay

PRESS = HoldWish("p", "Hall", "press", seats=("A-5", "A-6", "C-1"))
GUESTS = HoldWish("p", "Standing", "house", count=4, name="Guests")
NOTE = "invited by the director"


@pytest.fixture
def house(book: Book) -> Book:
    """A theatre of 30 seats and 20 standing places: three seats and four places are kept."""
    taken(book, theatre(evening(), evening("q", starts_at=NOW + 8 * DAY)))
    for wish in (PRESS, GUESTS):
        keep_places(book, wish, who=lea(book))
    return book


def from_hold(wanted: Sequence[Wanted], hold: str) -> list[Wanted]:
    return [replace(one, hold=hold) for one in wanted]


def given(book: Book, wanted: Sequence[Wanted], *, note: str | None = NOTE, pay: str = "free") -> Sold:
    return sell(book, wanted, pay=[Tender(pay)], who=lea(book), note=note)


def refusal(deed: Callable[[], Any]) -> RuleBroken:
    with pytest.raises(RuleBroken) as no:
        deed()
    assert no.value.code in SENTENCES
    return no.value


def frees(book: Book, performance: str = "p") -> dict[str, tuple[int | None, int]]:
    """Free and kept places by zone."""
    return {zone.zone: (zone.free, zone.kept) for zone in free(book, performance).zones}


def whole(book: Book) -> None:
    """Journal and book say the same, and no place is promised twice."""
    assert verify(book) is None
    assert replay(book).equal
    for view in on_sale(book):
        assert view.places == view.sold + view.unpaid + view.kept + (view.free or 0) - view.over
        assert view.over == 0


def test_kept_places_are_not_free_and_nobody_is_offered_them(house: Book) -> None:
    assert frees(house) == {"Hall": (27, 3), "Standing": (16, 4)}
    assert [line.seat for line in quote(house, best(2)).lines] != ["A-5", "A-6"]
    everything = quote(house, best(27)).lines
    assert not {line.seat for line in everything} & {"A-5", "A-6", "C-1"}
    assert refusal(lambda: quote(house, best(28))).code == "sold_out"
    assert refusal(lambda: sold(house, standing(17), who=lea(house))).code == "sold_out"
    assert refusal(lambda: sold(house, seats("A-5"), who=lea(house))).code == "place_held"
    assert sold(house, [*best(27), *standing(16)], who=lea(house)).number
    assert frees(house) == {"Hall": (0, 3), "Standing": (0, 4)}
    assert len(given(house, [*from_hold(best(3), "press"), *from_hold(standing(4), "guests")]).tickets) == 7
    assert frees(house) == {"Hall": (0, 0), "Standing": (0, 0)}
    whole(house)


def test_the_plan_shows_whose_they_are(house: Book) -> None:
    kept = {s.seat: s for s in house_on_sale(house, "p").seats.values() if s.state == "held"}
    assert sorted(kept) == ["A-5", "A-6", "C-1"]
    assert {s.hold.kind for s in kept.values() if s.hold is not None} == {"press"}
    zones = {zone.name: zone.holds for zone in performance_on_sale(house, "p").zones}
    assert [(h.kind, h.name, h.left) for h in zones["Standing"]] == [("house", "Guests", 4)]
    assert [(h.kind, h.name, h.left) for h in zones["Hall"]] == [("press", None, 3)]


def test_who_names_the_hold_sells_from_it_and_says_who_invites(house: Book) -> None:
    wanted = from_hold([*best(1), *seats("C-1")], "Presse")
    assert refusal(lambda: given(house, wanted, note=None, pay="cash")).code == "hold_needs_note"
    done = given(house, wanted, pay="cash")
    assert sorted(t.seat or "" for t in show(house, done.order).tickets) == [
        "Parterre, Row A, Seat 5",
        "Parterre, Row C, Seat 1",
    ]
    assert frees(house)["Hall"] == (27, 1)
    assert refusal(lambda: given(house, from_hold(best(2), "press"))).data["rest"] == 1
    assert refusal(lambda: given(house, from_hold(seats("B-1"), "press"))).code == "not_in_hold"
    assert refusal(lambda: given(house, from_hold(best(1), "stage"))).code == "no_hold_called"
    assert refusal(lambda: given(house, from_hold(standing(5), "guests"))).code == "hold_empty"
    whole(house)


def test_a_cancelled_place_goes_back_to_its_hold(house: Book) -> None:
    done = given(house, [*from_hold(seats("A-5"), "press"), *from_hold(standing(1), "guests")])
    assert frees(house) == {"Hall": (27, 2), "Standing": (16, 3)}
    cancel.cancel(house, done.tickets, who=lea(house), reason="duplicate")
    assert frees(house) == {"Hall": (27, 3), "Standing": (16, 4)}
    assert refusal(lambda: sold(house, seats("A-5"), who=lea(house))).code == "place_held"
    cancel.keep(house, done.tickets, who=lea(house))
    assert frees(house) == {"Hall": (27, 2), "Standing": (16, 3)}
    whole(house)


def test_unless_somebody_says_that_it_is_everybodys(house: Book) -> None:
    done = given(house, [*from_hold(seats("A-5"), "press"), *from_hold(standing(1), "guests")])
    cancel.cancel(house, done.tickets, who=lea(house), reason="duplicate", to_sale=True)
    assert frees(house) == {"Hall": (28, 2), "Standing": (17, 3)}
    other = sold(house, [*seats("A-5"), *standing(17)], who=lea(house))
    assert refusal(lambda: cancel.keep(house, done.tickets, who=lea(house))).code == "final"
    cancel.cancel(house, other.tickets, who=lea(house), reason="duplicate", now=True)
    assert frees(house) == {"Hall": (28, 2), "Standing": (17, 3)}
    for ticket in done.tickets:
        cancel.reinstate(house, ticket, who=lea(house))
    assert frees(house) == {"Hall": (27, 2), "Standing": (16, 3)}
    whole(house)


def test_what_was_everybodys_and_is_kept_is_the_houses_again(house: Book) -> None:
    done = given(house, [*from_hold(seats("A-5"), "press"), *from_hold(standing(1), "guests")])
    cancel.cancel(house, done.tickets, who=lea(house), reason="duplicate", to_sale=True)
    cancel.keep(house, done.tickets, who=lea(house))
    assert frees(house) == {"Hall": (27, 2), "Standing": (16, 3)}
    cancel.cancel(house, done.tickets, who=lea(house), reason="duplicate", now=True)
    assert frees(house) == {"Hall": (27, 3), "Standing": (16, 4)}
    whole(house)


def test_a_ticket_of_everybody_says_nothing_about_holds(house: Book) -> None:
    done = sold(house, best(1), who=lea(house))
    cancel.cancel(house, done.tickets, who=lea(house), reason="duplicate", to_sale=True)
    assert frees(house)["Hall"] == (27, 3)
    whole(house)


def test_reinstated_it_comes_from_its_hold_and_not_beyond_it(house: Book) -> None:
    done = given(house, from_hold(standing(4), "guests"))
    cancel.cancel(house, done.tickets[:1], who=lea(house), reason="duplicate", now=True)
    cancel.reinstate(house, done.tickets[0], who=lea(house))
    assert frees(house)["Standing"] == (16, 0)
    cancel.cancel(house, done.tickets[1:2], who=lea(house), reason="duplicate", now=True)
    given(house, from_hold(standing(1), "guests"))
    assert refusal(lambda: cancel.reinstate(house, done.tickets[1], who=lea(house))).code == "place_taken"
    whole(house)


def test_when_its_time_has_come_it_is_everybodys_by_the_clock_alone(book: Book, clock: HandClock) -> None:
    taken(book, theatre())
    until = NOW + 2 * HOUR
    keep_places(book, replace(PRESS, until=until), who=lea(book))
    done = given(book, from_hold(seats("A-6"), "press"))
    clock.advance(seconds=7199)
    assert frees(book)["Hall"] == (27, 2)
    assert refusal(lambda: sold(book, seats("A-5"), who=lea(book))).code == "place_held"
    clock.advance(seconds=1)
    assert frees(book)["Hall"] == (29, 0)
    assert performance_on_sale(book, "p").zones[0].holds == ()
    assert refusal(lambda: given(book, from_hold(seats("A-5"), "press"))).code == "no_hold_called"
    assert sold(book, seats("A-5"), who=lea(book)).number
    cancel.cancel(book, done.tickets, who=lea(book), reason="duplicate", now=True)
    assert sold(book, seats("A-6"), who=lea(book)).number
    whole(book)


def test_released_by_hand_it_keeps_nothing_any_more(house: Book) -> None:
    given(house, from_hold(seats("A-5"), "press"))
    _, freed = release(house, "p", "press", who=lea(house))
    assert (freed, frees(house)["Hall"]) == (2, (29, 0))
    assert refusal(lambda: release(house, "p", "press", who=lea(house))).code == "no_hold_called"
    views = [(h.kind, h.places, h.left, h.seats, h.released, h.made_by) for h in holds_of(house, "p")]
    assert views == [("house", 4, 4, (), False, "Lea"), ("press", 3, 0, ("Parterre A-6", "Parterre C-1"), True, "Lea")]
    keep_places(house, replace(PRESS, seats=("A-6", "B-1")), who=lea(house))
    assert frees(house)["Hall"] == (27, 2)
    whole(house)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (replace(PRESS, seats=("A-5",)), "place_held"),
        (replace(PRESS, seats=("B-5",)), "place_taken"),
        (replace(PRESS, seats=("Z-1",)), "unknown_place"),
        (replace(PRESS, seats=()), "hold_needs_places"),
        (replace(PRESS, count=2), "hold_needs_places"),
        (replace(GUESTS, count=0), "hold_needs_places"),
        (replace(GUESTS, count=16), "hold_too_large"),
        (replace(GUESTS, kind="friends"), "no_hold_kind"),
        (replace(GUESTS, until=NOW), "hold_ends_at_once"),
        (replace(GUESTS, name="x" * 81), "hold_name_too_long"),
        (replace(GUESTS, zone="Balcony"), "no_zone"),
    ],
)
def test_the_house_keeps_nothing_that_is_not_free(house: Book, wish: HoldWish, code: str) -> None:
    sold(house, [*seats("B-5"), *standing(1)], who=lea(house))
    before = frees(house)
    assert refusal(lambda: keep_places(house, wish, who=lea(house))).code == code
    assert frees(house) == before


def test_the_sentence_says_how_many_are_left_and_whose_they_are(house: Book) -> None:
    no = refusal(lambda: given(house, from_hold(best(4), "press")))
    told = "Left of what the house keeps (press): 3. Nothing was sold. Take fewer, or others."
    assert sentence(no.code, data=explain(house, no)) == told
    no = refusal(lambda: given(house, from_hold(standing(5), "guests")))
    assert sentence(no.code, data=explain(house, no)).startswith("Left of what the house keeps (Guests): 4.")


def test_a_sale_that_names_a_hold_that_is_none_or_is_over_is_refused_at_the_door(house: Book, clock: HandClock) -> None:
    """A desk whose catalogue is older than the centre's: its cart still names what the house has released."""
    late = keep_places(house, replace(PRESS, seats=("B-1",), name="Late", until=NOW + HOUR), who=lea(house))[1]

    def forged(hold: str) -> RuleBroken:
        def work(deed: Deed) -> None:
            lines = chosen(deed.reading, seats("B-2"), at=deed.at)
            record = deed.record

            def with_hold(operation: Operation) -> Outcome:
                rows = [row | {"house_hold": hold} for row in operation.payload["tickets"]]
                return record(replace(operation, payload={**operation.payload, "tickets": rows}))

            deed.record = with_hold  # type: ignore[method-assign]
            record_sale(deed, lines, pay=[Tender("cash")], who=lea(house), typed={}, note=NOTE)

        return refusal(lambda: house.write(work))

    assert forged(house.new_id()).code == "no_hold"
    assert forged(late).code == "not_in_hold"
    clock.advance(seconds=3600)
    no = forged(late)
    assert no.code == "hold_released"
    assert "(Late) were released on 24.11.2026 14:00" in sentence(no.code, data=explain(house, no))


def test_two_of_one_name_are_asked_for_by_another(house: Book) -> None:
    keep_places(house, replace(GUESTS, count=2, name="Sponsors"), who=lea(house))
    assert refusal(lambda: given(house, from_hold(standing(1), "house"))).code == "several_holds"
    assert given(house, from_hold(standing(2), "sponsors")).number
    whole(house)


def test_what_no_desk_makes_is_refused_at_the_door(house: Book) -> None:
    """A catalogue is a fact, but for places that no house could keep; and a sale names a hold that there is."""
    with house.read() as reading:
        performance = reading.catalogue.performance_named("p")
        zones = {zone.name: zone.id for zone in reading.catalogue.zones([performance.id]).values()}

    def kept(row: dict[str, Any], *names: str) -> str:
        hold = house.new_id()
        whole_row = {"id": hold, "performance": performance.id, "kind": "press", "name": None, "places": 1}
        whole_row |= {"until": None, "made_by": None, "zone": zones["Hall"]} | row
        nothing: dict[str, Any] = {n: [] for n in ("events", "performances", "zones", "quotas", "quota_zones")}
        held = [{"performance": performance.id, "seat": name, "house_hold": hold} for name in names]
        payload = {**nothing, "house_holds": [whole_row], "house_hold_seats": held}
        deed = make
        return refusal(
            lambda: house.write(
                lambda d: d.record(deed(d, "catalogue_changed", who=lea(house), payload=payload)),
            )
        ).code

    sold(house, seats("B-5"), who=lea(house))
    codes = [
        kept({"zone": house.new_id()}),
        kept({"kind": "friends"}, "B-1"),
        kept({}),
        kept({"places": 2}, "B-1"),
        kept({"zone": zones["Standing"]}, "B-1"),
        kept({}, "Z-1"),
        kept({}, "B-5"),
        kept({}, "A-5"),
        kept({"zone": zones["Standing"], "places": 17}),
    ]
    assert set(codes) == set(NEVER_KEPT)


def test_a_ticket_moves_within_its_hold_and_not_into_another(house: Book) -> None:
    done = given(house, from_hold(seats("A-5"), "press"))
    on_a_ticket.move(house, done.tickets[0], seat="C-1", who=lea(house))
    assert frees(house)["Hall"] == (27, 2)
    other = sold(house, seats("B-1"), who=lea(house))
    no = refusal(lambda: on_a_ticket.move(house, other.tickets[0], seat="A-5", who=lea(house)))
    assert (no.code, no.data["kind"]) == ("place_held", "press")
    assert not {place.seat for place in moving(house, other.tickets[0]).places} & {"A-5", "A-6"}
    on_a_ticket.move(house, done.tickets[0], seat="B-2", who=lea(house))
    assert frees(house)["Hall"] == (25, 3), "on a place of everybody, its own went back"
    whole(house)


def test_an_exchanged_place_goes_back_to_its_hold(house: Book) -> None:
    done = given(house, from_hold(seats("A-5"), "press"), pay="cash")
    again = seats("A-5")
    assert refusal(lambda: exchanging.offer(house, done.tickets, again)).code == "place_held"
    exchanging.exchange(house, done.tickets, seats("B-1"), who=lea(house))
    assert frees(house)["Hall"] == (26, 3)
    whole(house)


def test_capacity_is_not_typed_below_what_is_kept(book: Book) -> None:
    bar = ZoneWish("Bar", (TakenTariff("Adult", 1500),), capacity=10)
    [name] = make_event(book, [EventWish("Aida", NOW + 30 * DAY, (bar,))], who=lea(book)).performances
    keep_places(book, HoldWish(name, "Bar", "technical", count=4), who=lea(book))
    sold(book, [Wanted(name, "Bar", "Adult")] * 2, who=lea(book))
    no = refusal(lambda: change_event(book, name, Change(capacities={"Bar": 5}), who=lea(book)))
    assert (no.code, no.data["taken"]) == ("capacity_below", 6)
    change_event(book, name, Change(capacities={"Bar": 6}), who=lea(book))
    assert frees(book, name) == {"Bar": (0, 4)}
    whole(book)


def test_what_is_kept_is_read_anew_once_the_places_are_locked(house: Book) -> None:
    """At a centre somebody else may keep places between a look at them and the lock on them."""
    with house.read() as reading:
        performance = reading.catalogue.performance_named("p").id
    with house.engine.connect() as connection:
        catalogue = Catalogue(connection)
        assert len(catalogue.house_holds([performance])) == 2
    release(house, "p", "press", who=lea(house))
    with house.engine.connect() as connection:
        catalogue._connection = connection
        assert {hold.until for hold in catalogue.house_holds([performance])} == {None}, "remembered"
        found = situation(connection, Touches(performances=(performance,)), catalogue=catalogue, at=NOW, lock=True)
        assert {one.hold.until for one in found.house_holds.values()} == {None, NOW}
        connection.rollback()


def test_another_performance_keeps_nothing(house: Book) -> None:
    assert frees(house, "q") == {"Hall": (30, 0), "Standing": (STANDING, 0)}
    assert [line.seat for line in quote(house, best(2, performance="q")).lines] == ["A-5", "A-6"]


def test_a_seat_that_the_house_left_to_everybody_is_none_of_its_own(house: Book, clock: HandClock) -> None:
    """The same word at the desk and at the door."""
    [ticket] = given(house, from_hold(seats("A-5"), "press")).tickets
    cancel.cancel(house, [ticket], reason="customer_asked", who=lea(house), to_sale=True)
    assert refusal(lambda: given(house, from_hold(seats("A-5"), "press"))).code == "not_in_hold"
    hold = holds_of(house, "p")[0].id

    def forged(deed: Deed) -> None:
        lines = chosen(deed.reading, seats("A-5"), at=deed.at)
        record = deed.record

        def with_hold(operation: Operation) -> Outcome:
            rows = [row | {"house_hold": hold} for row in operation.payload["tickets"]]
            return record(replace(operation, payload={**operation.payload, "tickets": rows}))

        deed.record = with_hold  # type: ignore[method-assign]
        record_sale(deed, lines, pay=[Tender("cash")], who=lea(house), typed={}, note=NOTE)

    assert refusal(lambda: house.write(forged)).code == "not_in_hold"
    assert sold(house, seats("A-5"), who=lea(house)).number
    whole(house)


def brief(seat: str) -> str:
    return brief_seat(seat).removeprefix("Parterre ")


def test_the_evening_says_what_the_house_keeps_and_where(house: Book, clock: HandClock) -> None:
    sell(house, from_hold(seats("A-5"), "press"), pay=[Tender("free")], who=lea(house), note=NOTE)
    [tonight, _] = performances(house)
    assert (tonight.kept, tonight.kept_as) == (6, (Kept("house", "Guests", 4), Kept("press", "", 2)))
    plan = seats_of(house, "p")
    found = {brief(seat.seat): seat for block in plan.blocks for row in block.rows for seat in row.seats}
    assert {name: (seat.state, seat.kept_as) for name, seat in found.items()} == {
        "A-5": ("sold", None),
        "A-6": ("kept", ("press", "")),
        "C-1": ("kept", ("press", "")),
    }
    assert (plan.kept, plan.kept_others) == ((Kept("press", "", 2),), (Kept("house", "Guests", 4),))
    assert all((found[name].order, found[name].ticket) == (None, None) for name in ("A-6", "C-1"))
    for hold in ("press", "Guests"):
        release(house, "p", hold, who=lea(house))
    [tonight, _] = performances(house)
    assert (tonight.kept, tonight.kept_as, seats_of(house, "p").kept) == (0, (), ())
    assert [brief(s.seat) for b in seats_of(house, "p").blocks for r in b.rows for s in r.seats] == ["A-5"]


def test_a_seat_that_was_given_back_to_the_house_is_kept_and_not_free_again(house: Book) -> None:
    done = given(house, from_hold(seats("A-5"), "press"))
    cancel.cancel(house, done.tickets, who=lea(house), reason="duplicate")
    found = {brief(s.seat): s.state for b in seats_of(house, "p").blocks for r in b.rows for s in r.seats}
    assert found["A-5"] == "kept"
    done = given(house, from_hold(seats("A-5"), "press"))
    cancel.cancel(house, done.tickets, who=lea(house), reason="duplicate", to_sale=True)
    found = {brief(s.seat): s.state for b in seats_of(house, "p").blocks for r in b.rows for s in r.seats}
    assert found["A-5"] == "freed"
