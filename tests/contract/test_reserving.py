"""Places that are set aside for a cart: all or none, for some minutes, for nobody else; whoever stands behind the port."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.contract.desk import Behind, Writer
from tests.house import taken
from tests.theatre import STANDING, STARTS, evening, theatre
from ticketoffice.desk.on_sale import performance_on_sale
from ticketoffice.domain.calendar import HOUR
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.travel import RESERVED_FOR, Place

Make = Callable[..., Writer]
CART, OTHER = "a" * 32, "b" * 32


@pytest.fixture
def venue(behind: Behind, writer: Make) -> tuple[Writer, Writer]:
    """Two desks of a centre that has a theatre on sale."""
    first = writer("A", orders=0)
    taken(first.book, theatre(evening(desk_until=STARTS - HOUR)))
    first.join()
    first.push_all()
    second = writer("B", orders=0)
    second.join()
    return first, second


def places(desk: Writer, *seats: str, standing: int = 0) -> list[Place]:
    """Seats of the hall and standing places, by the ids that they have everywhere."""
    found = performance_on_sale(desk.book, "p")
    zones = {zone.name: zone.id for zone in found.zones}
    return [Place(found.id, zones["Hall"], seat) for seat in seats] + [Place(found.id, zones["Standing"])] * standing


def test_what_is_set_aside_is_nobody_else_s(venue: tuple[Writer, Writer], behind: Behind) -> None:
    a, b = venue
    wanted = places(a, "A-1", "A-2")
    kept = a.service.reserve(CART, wanted)
    assert (kept.taken, kept.until) == ((), behind.clock.now() + RESERVED_FOR)
    assert b.service.reserve(OTHER, places(a, "A-2", "A-3")).taken == tuple(wanted[1:])
    assert b.service.reserve(OTHER, places(a, "A-3")).taken == ()


def test_the_same_wish_again_has_the_same_end_and_another_one_takes_its_place(venue: tuple[Writer, Writer]) -> None:
    a, b = venue
    for _ in range(2):
        assert a.service.reserve(CART, places(a, "A-1")).taken == ()
    assert a.service.reserve(CART, places(a, "A-2")).taken == ()
    assert b.service.reserve(OTHER, places(a, "A-1")).taken == ()
    assert a.service.reserve(CART, ()).taken == ()
    assert b.service.reserve(OTHER, places(a, "A-1", "A-2")).taken == ()


def test_all_or_none(venue: tuple[Writer, Writer]) -> None:
    a, b = venue
    a.service.reserve(CART, places(a, "A-1"))
    assert b.service.reserve(OTHER, places(a, "A-1", "A-2")).taken == tuple(places(a, "A-1"))
    assert a.service.reserve(CART, places(a, "A-2")).taken == (), "nothing is kept of a wish that failed"


def test_counted_places_are_as_many_as_there_are(venue: tuple[Writer, Writer]) -> None:
    a, b = venue
    assert a.service.reserve(CART, places(a, standing=STANDING - 1)).taken == ()
    assert len(b.service.reserve(OTHER, places(a, standing=3)).taken) == 2
    assert b.service.reserve(OTHER, places(a, standing=1)).taken == ()


def test_after_some_minutes_they_are_free(venue: tuple[Writer, Writer], behind: Behind) -> None:
    a, b = venue
    a.service.reserve(CART, places(a, "A-1"))
    behind.clock.advance(seconds=RESERVED_FOR // 10**6 - 1)
    assert b.service.reserve(OTHER, places(a, "A-1")).taken
    behind.clock.advance(seconds=1)
    assert b.service.reserve(OTHER, places(a, "A-1")).taken == ()


@pytest.mark.parametrize(
    "strange", ["nowhere", "no zone", "no seat", "a seat of standing", "standing in the hall", "twice"]
)
def test_what_is_no_place_is_not_set_aside(venue: tuple[Writer, Writer], strange: str) -> None:
    a, _ = venue
    [seat, stand] = places(a, "A-1", standing=1)
    wanted = {
        "nowhere": [Place("0" * 32, seat.zone, "A-1")],
        "no zone": [Place(seat.performance, "0" * 32, "A-1")],
        "no seat": [Place(seat.performance, seat.zone, "Z-99")],
        "a seat of standing": [Place(stand.performance, stand.zone, "A-1")],
        "standing in the hall": [Place(seat.performance, seat.zone)],
        "twice": [seat, seat],
    }[strange]
    assert a.service.reserve(CART, wanted).taken == tuple(wanted[-1:])


def test_nothing_is_set_aside_once_the_desks_sell_no_more(venue: tuple[Writer, Writer], behind: Behind) -> None:
    a, _ = venue
    behind.clock.advance(seconds=(STARTS - HOUR - behind.clock.now()) // 10**6)
    assert a.service.reserve(CART, places(a, "A-1")).taken == tuple(places(a, "A-1"))


def test_only_a_desk_sets_places_aside(venue: tuple[Writer, Writer], behind: Behind) -> None:
    with pytest.raises(Unavailable) as no:
        behind.ask("nobody's token").reserve(CART, places(venue[0], "A-1"))
    assert no.value.code == "access_ended"
