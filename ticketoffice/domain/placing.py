"""Placing: whether a place may be had, and what stands in the way.

Everybody who gives places away asks here: a sale, an exchange and a move, the centre that sets places aside for a cart, the house
that keeps some, the desk that chooses seats, and whoever brings a ticket back. What a desk offers, what a centre sets aside and
what the door accepts is therefore the same.

Worked example: stalls of 80, of which 30 are sold, 6 kept for the press and 2 set aside for another cart. 42 can be had; a 43rd is
`sold_out`, a seat of the press `place_held`, the same seat out of the press may be had, and once somebody has it, it is `place_taken`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Any

from ticketoffice.domain.calendar import is_over
from ticketoffice.domain.house_holds import Standing, is_in_force
from ticketoffice.domain.operation import Verdict, refused
from ticketoffice.domain.situation import Situation
from ticketoffice.domain.state import HouseHold, Performance, Ticket, Zone
from ticketoffice.domain.travel import Place

Places = Sequence[Place] | Sequence[Ticket]
"""What asks for places: wishes, or tickets that would be live on them."""


def is_ended(performance: Performance, *, at: int) -> bool:
    """Whether the desks sell a performance no longer: it is over, or their sale of it has ended."""
    until = performance.desk_until
    return is_over(performance, at=at) or (until is not None and at >= until)


def why_not_sold(performance: Performance, *, at: int) -> Verdict | None:
    """Why the desks sell no place of a performance: `performance_over_for_sale`, `sale_ended`."""
    if not is_ended(performance, at=at):
        return None
    if is_over(performance, at=at):
        return refused("performance_over_for_sale", performance=performance.id)
    return refused("sale_ended", performance=performance.id, at=performance.desk_until)


# --- somebody new -----------------------------------------------------------------------------------------------------


def why_not(places: Places, *, situation: Situation) -> Verdict | None:
    """What stands in the way of having all these places together; None: they may be had.

    Of one alone `not_found`, `performance_over_for_sale`, `sale_ended`, `seat_needed`, `no_seats`, `places_unknown`, `no_hold`,
    `hold_released`, `unknown_place`, `place_taken` (somebody has it, or it is in another cart), `place_held`, `not_in_hold`; of all
    together `place_twice`, `hold_empty`, `sold_out`.
    """
    for place in places:
        if (no := _alone(place, situation)) is not None:
            return no
    return _together(places, situation)


def not_to_be_had(places: Sequence[Place], *, situation: Situation) -> tuple[Place, ...]:
    """Those of the places that cannot be had, beside the ones before them that can."""
    if why_not(places, situation=situation) is None:
        return ()
    had, found = list[Place](), list[Place]()
    for place in places:
        no = _alone(place, situation) or _together([*had, place], situation)
        (had if no is None else found).append(place)
    return tuple(found)


def _alone(place: Place | Ticket, situation: Situation) -> Verdict | None:
    performance, zone = situation.performances.get(place.performance), situation.zones.get(place.zone)
    if performance is None or zone is None or zone.performance != performance.id:
        return refused("not_found", performance=place.performance, kind="performance")
    if (no := why_not_sold(performance, at=situation.at)) is not None:
        return no
    if zone.numbered != (place.seat is not None):
        return refused("seat_needed" if zone.numbered else "no_seats", zone=zone.name)
    if place.seat is None and not situation.quotas_of.get(zone.id):
        return refused("places_unknown", zone=zone.name)
    named = situation.house_holds.get(place.house_hold or "")
    if place.house_hold is not None:
        if named is None or named.hold.zone != zone.id:
            return refused("no_hold")
        if not is_in_force(named.hold, at=situation.at):
            return refused("hold_released", at=named.hold.until, **_called(named.hold))
    if place.seat is None:
        return None
    keeper = keeper_of(place.performance, place.seat, situation=situation)
    return _not_there(place, situation) or why_no_seat(
        _name(place),
        performance=place.performance,
        is_taken=False,
        keeper=None if keeper is None else keeper.hold,
        hold=None if named is None else named.hold,
    )


def why_not_everybodys(place: Place, *, situation: Situation) -> Verdict | None:
    """What stands in the way of a seat that anybody could have now: `unknown_place`, `place_taken`, `place_held`."""
    keeper = keeper_of(place.performance, place.seat, situation=situation)
    return _not_there(place, situation) or (None if keeper is None else _held(_name(place), keeper.hold))


def why_no_seat(
    name: str, *, performance: str, is_taken: bool, keeper: HouseHold | None, hold: HouseHold | None
) -> Verdict | None:
    """What stands in the way of a known seat which the house keeps as `keeper`, and which is wanted from `hold`: `place_taken`,
    `place_held` where it is kept for others, `not_in_hold` where it is none of those that are named.
    """
    if is_taken:
        return _taken(name, performance=performance)
    if hold is None:
        return None if keeper is None else _held(name, keeper)
    return None if _is_of(keeper, hold) else refused("not_in_hold", seat=name, **_called(hold))


def _not_there(place: Place | Ticket, situation: Situation) -> Verdict | None:
    """Refused where a seat is none of its zone, somebody has it, or it is in another cart."""
    here, zone = (place.performance, place.seat or ""), situation.zones[place.zone]
    if situation.seats.get(here) != zone.id:
        return refused("unknown_place", seat=_name(place), zone=zone.name)
    is_free = here not in situation.reserved_seats and _is_nobody_else_s(place, situation)
    return None if is_free else _taken(_name(place), performance=place.performance)


def _taken(name: str, *, performance: str) -> Verdict:
    return refused("place_taken", seat=name, performance=performance)


def _held(name: str, keeper: HouseHold) -> Verdict:
    return refused("place_held", seat=name, **_called(keeper))


def _is_of(keeper: HouseHold | None, hold: HouseHold | None) -> bool:
    return (None if keeper is None else keeper.id) == (None if hold is None else hold.id)


def offered(seats: Set[str], *, taken: Set[str], kept: Mapping[str, HouseHold], hold: HouseHold | None) -> set[str]:
    """Those of the seats of a performance that may be had from a house hold; None: that everybody may have."""
    return {seat for seat in seats - taken if _is_of(kept.get(seat), hold)}


def too_few(*, zone: Zone, hold: HouseHold | None, left: int) -> Verdict:
    """That of a zone, or of what the house keeps there, only so many are left: `sold_out`, `hold_empty`."""
    if hold is not None:
        return _hold_empty(hold, left=left)
    return refused("sold_out", performance=zone.performance, zone=zone.name, left=max(0, left))


def _hold_empty(hold: HouseHold, *, left: int) -> Verdict:
    return refused("hold_empty", rest=max(0, left), **_called(hold))


def _together(places: Places, situation: Situation) -> Verdict | None:
    if _is_one_twice(places):
        return refused("place_twice")
    return _beyond_holds(places, situation) or _beyond_quotas(places, situation, beyond=False)


# --- who had it before ------------------------------------------------------------------------------------------------


def can_return(tickets: Sequence[Ticket], *, situation: Situation, beyond: bool = False) -> bool:
    """Whether these very tickets could be live again together, each on its place: nobody has it, and the house keeps it for nobody
    else. What is in a cart counts where it is asked for (`Touches.sold_in`), which no deed does that brings tickets back: a cart
    is no right to a place. `beyond`: also where an import filled a quota over its capacity.
    """
    return (
        not _is_one_twice(tickets)
        and all(_is_nobody_else_s(ticket, situation) and not _is_kept_from(ticket, situation) for ticket in tickets)
        and _beyond_holds(tickets, situation) is None
        and _beyond_quotas(tickets, situation, beyond=beyond) is None
    )


# --- what the house keeps, and what is left ---------------------------------------------------------------------------


def keeper_of(performance: str, seat: str | None, *, situation: Situation) -> Standing | None:
    """The house hold that keeps a seat now, which nobody has."""
    for standing in situation.house_holds.values():
        here = standing.hold.performance == performance and seat in standing.left
        if here and is_in_force(standing.hold, at=situation.at):
            return standing
    return None


def kept_in(situation: Situation) -> dict[str, int]:
    """How many places of each quota the house keeps, without those that are set aside for a cart."""
    found: Counter[str] = Counter()
    for standing in situation.house_holds.values():
        if is_in_force(standing.hold, at=situation.at):
            rest = max(0, _left_of(standing, situation))
            found.update(dict.fromkeys(situation.quotas_of.get(standing.hold.zone, ()), rest))
    return dict(found)


def left_in(quota: str, *, situation: Situation, beyond: bool = False) -> int | None:
    """How many places of a quota nobody has and no cart, also what the house keeps of it; None: as many as are wanted."""
    found = situation.quotas[quota]
    if found.capacity is None:
        return None
    most = found.capacity + (found.overbooked if beyond else 0)
    return most - found.taken - situation.reserved_in.get(quota, 0)


def _left_of(standing: Standing, situation: Situation) -> int:
    return standing.rest - situation.reserved_from.get(standing.hold.id, 0)


def _beyond_holds(places: Places, situation: Situation) -> Verdict | None:
    """Refused where more is wanted from a house hold than it has left."""
    for name, wanted in Counter(p.house_hold for p in places if _draws(p, situation)).items():
        standing = situation.house_holds[name or ""]
        left = _left_of(standing, situation)
        if wanted > left:
            return _hold_empty(standing.hold, left=left)
    return None


def _beyond_quotas(places: Places, situation: Situation, *, beyond: bool) -> Verdict | None:
    """Refused where a quota has not so many left: who draws on a house hold takes one of its places, everybody else leaves the house
    all that it keeps.
    """
    kept = kept_in(situation)
    wanted = Counter(quota for p in places for quota in situation.quotas_of.get(p.zone, ()))
    others = Counter(q for p in places if not _draws(p, situation) for q in situation.quotas_of.get(p.zone, ()))
    for name, count in wanted.items():
        left = left_in(name, situation=situation, beyond=beyond)
        if left is None:
            continue
        left_to_all = left - kept.get(name, 0)
        if count > left or (others[name] and others[name] > left_to_all):
            zone = next(p.zone for p in places if name in situation.quotas_of.get(p.zone, ()))
            return too_few(zone=situation.zones[zone], hold=None, left=left_to_all)
    return None


def _draws(place: Place | Ticket, situation: Situation) -> bool:
    """Whether it comes from what the house keeps now."""
    standing = situation.house_holds.get(place.house_hold or "")
    return standing is not None and is_in_force(standing.hold, at=situation.at)


def _is_kept_from(ticket: Ticket, situation: Situation) -> bool:
    keeper = None if ticket.seat is None else keeper_of(ticket.performance, ticket.seat, situation=situation)
    return keeper is not None and keeper.hold.id != ticket.house_hold


def _is_nobody_else_s(place: Place | Ticket, situation: Situation) -> bool:
    if place.seat is None:
        return True
    own = place.id if isinstance(place, Ticket) else None
    return situation.places.get((place.performance, place.seat)) in (None, own)


def _is_one_twice(places: Places) -> bool:
    seats = [(place.performance, place.seat) for place in places if place.seat is not None]
    return len(set(seats)) != len(seats)


def _name(place: Place | Ticket) -> str:
    """What people read of a seat, where that is known."""
    return (place.seat_name if isinstance(place, Ticket) else None) or place.seat or ""


def _called(hold: HouseHold) -> dict[str, Any]:
    return {"kind": hold.kind, "name": hold.name}
