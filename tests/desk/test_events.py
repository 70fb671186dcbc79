"""A venue's own performances: made, changed, copied, taken in from a list; what a desk with a centre may not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import NOW, lea
from tests.desks import Desk, centre_book, desk_book
from tests.house import taken
from tests.theatre import TARIFFS, hall, sold, theatre
from ticketoffice.desk.choosing import Wanted
from ticketoffice.desk.events import Change, EventWish, ZoneWish, change_event, copy_event, make_event
from ticketoffice.desk.house_holds import HoldWish, holds_of, keep_places
from ticketoffice.desk.on_sale import performance_on_sale
from ticketoffice.desk.reading.event_list import RefusedRows, read_events
from ticketoffice.desk.reading.parts import Unreadable
from ticketoffice.desk.sentences import SENTENCES
from ticketoffice.desk.show import show
from ticketoffice.domain.calendar import DAY, HOUR
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.taken_in import TakenTariff
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.replay import replay

STARTS = NOW + 30 * DAY
PARTERRE = ZoneWish("Parterre", TARIFFS, categories=("Stalls",))
BAR = ZoneWish("Bar", (TakenTariff("Adult", 1500),), capacity=3)
AIDA = EventWish("Aïda", STARTS, (PARTERRE, BAR), plan=hall())


def made(book: Book, *wishes: EventWish) -> tuple[str, ...]:
    return make_event(book, wishes or (AIDA,), who=lea(book)).performances


def refusal(deed: Callable[[], object]) -> str:
    with pytest.raises(RuleBroken) as no:
        deed()
    assert no.value.code in SENTENCES
    return no.value.code


def zones(book: Book, performance: str) -> dict[str, tuple[int | None, dict[str, int]]]:
    found = performance_on_sale(book, performance)
    return {zone.name: (zone.free, {t.name: t.price for t in zone.tariffs}) for zone in found.zones}


def test_from_an_empty_book_to_a_sold_ticket(book: Book) -> None:
    [name] = made(book)
    assert name == "aida/2026-12-24"
    assert zones(book, name) == {"Parterre": (30, {"Adult": 3000, "Child": 2003}), "Bar": (3, {"Adult": 1500})}
    done = sold(book, [Wanted(name, "Parterre", "Adult", "B-5"), Wanted(name, "Bar", "Adult")], who=lea(book))
    assert [t.seat for t in show(book, done.order).tickets] == ["Parterre, Row B, Seat 5", None]
    assert refusal(lambda: sold(book, [Wanted(name, "Bar", "Adult")] * 3, who=lea(book))) == "sold_out"
    assert replay(book).equal


def test_the_same_again_changes_nothing_and_another_one_of_the_day_has_a_name_of_its_own(book: Book) -> None:
    made(book)
    with book.read() as reading:
        before = reading.facts().seq
    assert made(book) == ("aida/2026-12-24",)
    with book.read() as reading:
        assert reading.facts().seq == before
    assert made(book, replace(AIDA, starts_at=STARTS + 3 * HOUR)) == ("aida/2026-12-24-2",)


def test_prices_places_name_and_time_change_and_what_was_sold_stays(book: Book) -> None:
    [name] = made(book)
    done = sold(book, [Wanted(name, "Parterre", "Adult", "B-5"), *[Wanted(name, "Bar", "Adult")] * 2], who=lea(book))
    change = Change(
        name="Aida in concert",
        starts_at=STARTS + HOUR,
        desk_until=STARTS,
        prices={("Parterre", "Adult"): 4000, ("Bar", "Late"): 500},
        capacities={"Bar": 10},
    )
    change_event(book, name, change, who=lea(book))
    assert zones(book, name) == {
        "Parterre": (29, {"Adult": 4000, "Child": 2003}),
        "Bar": (8, {"Adult": 1500, "Late": 500}),
    }
    view = show(book, done.order)
    assert ({t.event for t in view.tickets}, view.total) == ({"Aida in concert"}, 6000)
    for other, code in (
        (Change(capacities={"Bar": 1}), "capacity_below"),
        (Change(capacities={"Parterre": 40}), "zone_needs_places"),
        (Change(prices={("Balcony", "Adult"): 1}), "no_zone"),
    ):
        assert refusal(lambda other=other: change_event(book, name, other, who=lea(book))) == code
    assert replay(book).equal


def test_a_copy_has_the_same_hour_prices_and_places_all_free(book: Book) -> None:
    [name] = made(book, replace(AIDA, desk_until=STARTS - HOUR))
    sold(book, [Wanted(name, "Parterre", "Adult", "B-5")], who=lea(book))
    copies = copy_event(book, name, to=[date(2027, 4, 3), date(2027, 4, 4)], who=lea(book)).performances
    assert copies == ("aida/2027-04-03", "aida/2027-04-04")
    one = performance_on_sale(book, copies[0])
    assert [zone.free for zone in one.zones] == [30, 3]
    assert one.until == one.starts_at - HOUR, "an hour before, also after the clocks have changed"
    assert sold(book, [Wanted(copies[0], "Parterre", "Adult", "B-5")], who=lea(book)).number
    assert refusal(lambda: copy_event(book, name, to=[date(2027, 4, 3)], who=lea(book))) == "event_is_there"


def test_what_the_house_keeps_is_kept_on_the_other_days_too_and_moves_with_its_hour(book: Book) -> None:
    [name] = made(book)
    keep_places(book, HoldWish(name, "Parterre", "press", seats=("A-1", "A-2"), until=STARTS - HOUR), who=lea(book))
    keep_places(book, HoldWish(name, "Bar", "house", count=1), who=lea(book))
    [copy] = copy_event(book, name, to=[date(2027, 4, 3)], who=lea(book)).performances
    one = performance_on_sale(book, copy)
    kept = [(view.zone_name, view.kind, view.places, view.seats, view.until) for view in holds_of(book, copy)]
    assert kept == [
        ("Bar", "house", 1, (), None),
        ("Parterre", "press", 2, holds_of(book, name)[1].seats, one.starts_at - HOUR),
    ]
    assert [zone.free for zone in one.zones] == [28, 2]
    change_event(book, name, Change(starts_at=STARTS + HOUR), who=lea(book))
    assert [view.until for view in holds_of(book, name)] == [None, STARTS]
    assert replay(book).equal


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (replace(AIDA, event=" "), "event_needs_name"),
        (replace(AIDA, zones=()), "event_needs_zone"),
        (replace(AIDA, zones=(BAR, BAR)), "zone_twice"),
        (replace(AIDA, zones=(replace(BAR, tariffs=()),)), "zone_needs_price"),
        (replace(AIDA, zones=(replace(BAR, capacity=0),)), "zone_needs_places"),
        (replace(AIDA, zones=(replace(PARTERRE, categories=("Balcony",)),)), "no_category"),
        (replace(AIDA, ends_at=STARTS), "ends_before_it_starts"),
    ],
)
def test_what_could_not_be_sold_is_not_made(file_book: Book, wish: EventWish, code: str) -> None:
    assert refusal(lambda: made(file_book, wish)) == code


def test_what_would_be_over_is_put_on_sale_no_more(book: Book, clock: HandClock) -> None:
    begun = replace(AIDA, starts_at=clock.now() - 3 * HOUR)
    assert refusal(lambda: made(book, replace(AIDA, starts_at=clock.now() - 4 * HOUR))) == "event_over"
    assert refusal(lambda: made(book, replace(begun, ends_at=clock.now()))) == "event_over"
    [late] = made(book, begun)
    assert zones(book, late)["Bar"][0] == 3, "whoever comes late buys a ticket too"
    [name] = made(book)
    past = Change(starts_at=clock.now() - DAY)
    assert refusal(lambda: change_event(book, name, past, who=lea(book))) == "event_over"
    assert refusal(lambda: copy_event(book, name, to=[date(2026, 11, 1)], who=lea(book))) == "event_over"
    clock.advance(seconds=40 * 86_400)
    assert change_event(book, name, Change(name="Aida"), who=lea(book)).ended == (name,), "its name is mended later too"
    assert made(book) == (name,), "a season's list is taken in again in the middle of it"
    assert replay(book).equal


def test_whoever_ends_the_sale_with_the_deed_is_told(book: Book, clock: HandClock) -> None:
    done = make_event(book, [replace(AIDA, desk_until=clock.now())], who=lea(book))
    assert done.ended == done.performances
    again = change_event(book, done.performances[0], Change(desk_until=clock.now() + HOUR), who=lea(book))
    assert again.ended == ()


def test_what_a_shop_brought_is_changed_there(file_book: Book) -> None:
    taken(file_book, theatre())
    assert refusal(lambda: change_event(file_book, "p", Change(name="X"), who=lea(file_book))) == "of_its_source"


def test_a_desk_with_a_centre_hears_what_that_puts_on_sale(tmp_path: Path, clock: HandClock) -> None:
    centre = centre_book("sqlite://", clock=clock, folder=tmp_path / "centre")
    desk = Desk(desk_book(clock=clock, folder=tmp_path / "a"), centre)
    desk.sync()
    assert refusal(lambda: made(desk.book)) == "catalogue_of_the_centre"
    [name] = made(centre)
    assert desk.sync().cause is None
    assert zones(desk.book, name) == zones(centre, name)
    assert replay(centre).equal
    for book in (desk.book, centre):
        book.close()


LIST = "event;starts;zone;capacity;tariff;price;currency;sale_end\n"


def test_a_list_of_performances_is_read_whole_and_bad_rows_are_named(file_book: Book) -> None:
    rows = [
        "Jazz;2026-12-30 21:00;Club;80;Adult;25,00;CHF;2026-12-30 20:00",
        "Jazz;2026-12-30 21:00;Club;80;Student;15.00;CHF;2026-12-30 20:00",
        "Jazz;2026-12-30 21:00;Terrace;20;Adult;10;CHF;2026-12-30 20:00",
        "Bad;tomorrow;Club;80;Adult;1;CHF;",
        "Many;2026-12-31 21:00;Club;lots;Adult;1;CHF;",
        "Two;2026-12-31 21:00;Club;80;Adult;1;CHF;",
        "Two;2026-12-31 21:00;Club;90;Child;1;CHF;",
    ]
    found = list(read_events((LIST + "\n".join(rows)).encode(), timezone="Europe/Zurich"))
    [jazz] = [one for one in found if isinstance(one, EventWish)]
    assert [(z.name, z.capacity, [t.price for t in z.tariffs]) for z in jazz.zones] == [
        ("Club", 80, [2500, 1500]),
        ("Terrace", 20, [1000]),
    ]
    assert jazz.desk_until == jazz.starts_at - HOUR
    refused = [(one.lines, one.code, one.data.get("field")) for one in found if isinstance(one, RefusedRows)]
    assert refused == [
        ((5,), "wrong_time", "starts"),
        ((6,), "wrong_value", "capacity"),
        ((7, 8), "differs_in_order", "capacity"),
    ]
    assert made(file_book, jazz) == ("jazz/2026-12-30",)
    with pytest.raises(Unreadable) as no:
        list(read_events(b"event,starts\nJazz,2026-12-30", timezone="UTC"))
    assert no.value.code == "missing_columns"
