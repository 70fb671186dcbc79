"""Whether a place may be had: every reason why not, said alike by all who ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from msgspec.structs import replace

from ticketoffice.domain import placing
from ticketoffice.domain.calendar import HOUR
from ticketoffice.domain.house_holds import Standing
from ticketoffice.domain.kept_places import judge_kept
from ticketoffice.domain.operation import Operation
from ticketoffice.domain.selling import new_ticket, on_sale
from ticketoffice.domain.situation import Situation
from ticketoffice.domain.state import HouseHold, Performance, Quota, Ticket, Zone
from ticketoffice.domain.travel import Place

NOW = 1_000 * HOUR
SHOW = Performance("show", "aida", "x", "aida/1", "Aïda", NOW + 6 * HOUR, None, "Europe/Zurich", False, "CHF")
OTHER = replace(SHOW, id="other", external="aida/2", desk_until=NOW)
GONE = replace(SHOW, id="gone", external="aida/0", starts_at=NOW - 4 * HOUR)
HALL, BAR = Zone("hall", "show", "Hall", True, 9), Zone("bar", "show", "Bar", False, None)
PRESS = HouseHold("press", "show", HALL.id, "press", None, 2, None, None)
GUESTS = HouseHold("guests", "show", BAR.id, "house", "Guests", 2, None, None)
LATE = HouseHold("late", "show", HALL.id, "press", "Late", 1, NOW, None)
ZONES = {
    z.id: z
    for z in (
        HALL,
        BAR,
        Zone("yard", "show", "Yard", False, None),
        Zone("ended", "other", "Bar", False, None),
        Zone("over", "gone", "Bar", False, None),
    )
}
HOUSE = Situation(
    at=NOW,
    performances={p.id: p for p in (SHOW, OTHER, GONE)},
    zones=ZONES,
    quotas={"seats": Quota("seats", "show", "Seats", 9, 2, 0), "bar": Quota("bar", "show", "Bar", 10, 3, 0)},
    quotas_of={HALL.id: ("seats",), BAR.id: ("bar",), "ended": ("bar",), "over": ("bar",)},
    places={("show", "A-1"): "sold", ("show", "P-3"): "from the press"},
    seats={("show", seat): HALL.id for seat in ("A-1", "A-2", "A-3", "A-4", "P-1", "P-2", "P-3", "P-4", "L-1")},
    reserved_seats=frozenset([("show", "A-2")]),
    reserved_in={"seats": 1, "bar": 1},
    reserved_from={"guests": 1},
    house_holds={
        "press": Standing(PRESS, frozenset(["P-1", "P-2", "P-3", "P-4"]), {"from the press": "P-3", "left it": "P-4"}),
        "guests": Standing(GUESTS),
        "late": Standing(LATE, frozenset(["L-1"])),
    },
)
"""Nine seats: A-1 sold, A-2 in a cart, P-1 and P-2 the press's, which sold P-3 and left P-4 to everybody; A-3, A-4, P-4 and L-1 can
be had. A bar of 10: 3 sold, one of the guests' in a cart, one of them kept, 5 for everybody.
"""


def seat(name: str, hold: str | None = None) -> Place:
    return Place("show", HALL.id, name, hold)


def bar(hold: str | None = None) -> Place:
    return Place("show", BAR.id, None, hold)


PRESS_SAID, GUESTS_SAID = {"kind": "press", "name": None}, {"kind": "house", "name": "Guests"}
WHY_NOT: dict[str, tuple[list[Place], str, dict[str, Any]]] = {
    "no such performance": ([Place("nowhere", BAR.id)], "not_found", {"performance": "nowhere", "kind": "performance"}),
    "no such zone": ([Place("show", "balcony")], "not_found", {"performance": "show", "kind": "performance"}),
    "zone of another performance": (
        [Place("other", BAR.id)],
        "not_found",
        {"performance": "other", "kind": "performance"},
    ),
    "over": ([Place("gone", "over")], "performance_over_for_sale", {"performance": "gone"}),
    "past the end of its sale": ([Place("other", "ended")], "sale_ended", {"performance": "other", "at": NOW}),
    "no seat of a numbered zone": ([Place("show", HALL.id)], "seat_needed", {"zone": "Hall"}),
    "a seat of a counted zone": ([Place("show", BAR.id, "A-3")], "no_seats", {"zone": "Bar"}),
    "a zone without a count": ([Place("show", "yard")], "places_unknown", {"zone": "Yard"}),
    "no such seat": ([seat("Z-9")], "unknown_place", {"seat": "Z-9", "zone": "Hall"}),
    "sold, or held by an order": ([seat("A-1")], "place_taken", {"seat": "A-1", "performance": "show"}),
    "set aside for another cart": ([seat("A-2")], "place_taken", {"seat": "A-2", "performance": "show"}),
    "kept by the house": ([seat("P-1")], "place_held", {"seat": "P-1"} | PRESS_SAID),
    "sold by the house": ([seat("P-3", "press")], "place_taken", {"seat": "P-3", "performance": "show"}),
    "from a hold that is none": ([seat("A-3", "friends")], "no_hold", {}),
    "from a hold of another zone": ([bar("press")], "no_hold", {}),
    "from a hold that is released": (
        [seat("L-1", "late")],
        "hold_released",
        {"kind": "press", "name": "Late", "at": NOW},
    ),
    "none of the hold": ([seat("A-3", "press")], "not_in_hold", {"seat": "A-3"} | PRESS_SAID),
    "left by the hold to everybody": ([seat("P-4", "press")], "not_in_hold", {"seat": "P-4"} | PRESS_SAID),
    "one seat twice": ([seat("A-3"), seat("A-3")], "place_twice", {}),
    "more than the hold has left": ([bar("guests")] * 2, "hold_empty", {"rest": 1} | GUESTS_SAID),
    "more than there are": ([bar()] * 6, "sold_out", {"performance": "show", "zone": "Bar", "left": 5}),
    "more than there are of the second zone": (
        [seat("A-3"), *[bar()] * 6],
        "sold_out",
        {"performance": "show", "zone": "Bar", "left": 5},
    ),
}
MAY_BE_HAD = {
    "a free seat": [seat("A-3")],
    "what the press left to everybody": [seat("P-4")],
    "what was released": [seat("L-1")],
    "a seat of the press, for it": [seat("P-1", "press")],
    "all that is left": [*map(seat, ("A-3", "A-4", "P-4", "L-1")), seat("P-1", "press"), seat("P-2", "press")],
    "all of the bar": [*[bar()] * 5, bar("guests")],
    "none": [],
}


def rows(places: list[Place]) -> list[dict[str, Any]]:
    """The same places as a sale names them."""
    nothing = {"position": 1, "code": "C", "tariff": "Adult", "seat_name": None, "price": 0} | dict.fromkeys(
        ("commission", "holder")
    )
    return [
        nothing
        | {"id": f"new {n}", "performance": p.performance, "zone": p.zone, "seat": p.seat}
        | ({} if p.house_hold is None else {"house_hold": p.house_hold})
        for n, p in enumerate(places)
    ]


@pytest.mark.parametrize("name", WHY_NOT)
def test_whoever_asks_hears_the_same_reason(name: str) -> None:
    places, reason, data = WHY_NOT[name]
    tickets = [new_ticket(row, order="order") for row in rows(places)]
    for no in (
        placing.why_not(places, situation=HOUSE),
        placing.why_not(tickets, situation=HOUSE),
        on_sale(rows(places), currency="CHF", situation=HOUSE),
    ):
        assert no is not None and (no.accepted, no.reason, no.data) == (False, reason, data)
    assert placing.not_to_be_had(places, situation=HOUSE), "a cart hears it too"


@pytest.mark.parametrize("name", MAY_BE_HAD)
def test_what_may_be_had(name: str) -> None:
    places = MAY_BE_HAD[name]
    assert placing.why_not(places, situation=HOUSE) is None
    assert placing.not_to_be_had(places, situation=HOUSE) == ()
    assert on_sale(rows(places), currency="CHF", situation=HOUSE) is None


def test_of_several_those_are_named_that_cannot_be_had() -> None:
    wanted = [seat("A-1"), seat("A-3"), seat("A-3"), *[bar()] * 6, seat("P-1"), seat("A-4")]
    assert placing.not_to_be_had(wanted, situation=HOUSE) == (seat("A-1"), seat("A-3"), bar(), seat("P-1"))


def test_a_seat_reads_as_its_ticket_says_it() -> None:
    [row] = rows([seat("A-1")])
    no = on_sale([row | {"seat_name": "Row A, seat 1"}], currency="CHF", situation=HOUSE)
    assert no is not None and no.data["seat"] == "Row A, seat 1"


def test_two_currencies_are_not_sold_together() -> None:
    no = on_sale(rows([seat("A-3")]), currency="EUR", situation=HOUSE)
    assert no is not None and (no.reason, no.data) == ("several_currencies", {"currency": "EUR", "other": "CHF"})


@pytest.mark.parametrize(
    ("hold", "may_be_had"), [(None, {"A-2", "A-3", "A-4", "P-4", "L-1"}), (PRESS, {"P-1", "P-2"}), (LATE, set())]
)
def test_a_desk_offers_what_the_door_accepts(hold: HouseHold | None, may_be_had: set[str]) -> None:
    """It does not know of the carts at the centre (A-2); all else is one."""
    seats = {name for _, name in HOUSE.seats}
    taken = {name for _, name in HOUSE.places}
    kept = {name: PRESS for name in ("P-1", "P-2")}
    assert placing.offered(seats, taken=taken, kept=kept, hold=hold) == may_be_had
    named = None if hold is None else hold.id
    at_the_door = {name for name in seats if placing.why_not([seat(name, named)], situation=HOUSE) is None}
    assert at_the_door == may_be_had - {"A-2"}


KEPT: Mapping[str, tuple[str, tuple[str, ...], int, str | None]] = {
    "free ones": (HALL.id, ("A-3", "A-4"), 2, None),
    "sold": (HALL.id, ("A-1",), 1, "place_taken"),
    "in a cart": (HALL.id, ("A-2",), 1, "place_taken"),
    "kept already": (HALL.id, ("P-1",), 1, "place_held"),
    "none": (HALL.id, ("Z-9",), 1, "unknown_place"),
    "five of the bar": (BAR.id, (), 5, None),
    "six of the bar": (BAR.id, (), 6, "hold_too_large"),
}


@pytest.mark.parametrize("name", KEPT)
def test_the_house_keeps_what_may_be_had(name: str) -> None:
    zone, seats, places, reason = KEPT[name]
    row = {"id": "new", "performance": "show", "zone": zone, "kind": "press", "places": places}
    held = [{"performance": "show", "seat": one, "house_hold": "new"} for one in seats]
    operation = Operation("o", "catalogue_changed", NOW, None, {"house_holds": [row], "house_hold_seats": held})
    assert judge_kept(operation, HOUSE).reason == reason


def live(id: str, name: str | None, **more: Any) -> Ticket:
    zone = HALL if name is not None else BAR
    [row] = rows([Place("show", zone.id, name)])
    return replace(new_ticket(row | {"id": id}, order="order"), **more)


@pytest.mark.parametrize(
    ("tickets", "returns"),
    [
        ([live("old", "A-3")], True),
        ([live("sold", "A-1")], True),
        ([live("old", "A-1")], False),
        ([live("old", "P-1")], False),
        ([live("old", "P-1", house_hold="press")], True),
        ([live("old", "A-3"), live("older", "A-3")], False),
        ([live(f"old {n}", None) for n in range(5)], True),
        ([live(f"old {n}", None) for n in range(6)], False),
        ([live(f"old {n}", None, house_hold="guests") for n in range(2)], False),
    ],
)
def test_a_ticket_returns_to_its_place_while_nobody_else_may_have_it(tickets: list[Ticket], returns: bool) -> None:
    assert placing.can_return(tickets, situation=HOUSE) == returns


def test_it_returns_to_a_house_that_an_import_had_filled_beyond_its_quota() -> None:
    """Where somebody new is not let in any more."""
    over_full = Quota("bar", "show", "Bar", 10, 11, 2)
    full = replace(HOUSE, quotas=HOUSE.quotas | {"bar": over_full}, house_holds={}, reserved_in={}, reserved_from={})
    old = [live("old", None)]
    assert placing.can_return(old, situation=full, beyond=True)
    assert not placing.can_return(old, situation=full)
    assert not placing.can_return([*old, live("older", None)], situation=full, beyond=True)


def test_no_quota_without_a_capacity_is_ever_full() -> None:
    endless = replace(HOUSE, quotas=HOUSE.quotas | {"bar": Quota("bar", "show", "Bar", None, 3, 0)})
    assert placing.left_in("bar", situation=endless) is None
    assert placing.why_not([bar()] * 500, situation=endless) is None
