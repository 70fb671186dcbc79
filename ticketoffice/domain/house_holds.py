"""House holds: places of a performance that the house keeps for the press, the stage, wheelchairs or guests, until it releases them.

Nobody is offered a kept place: neither the best seats nor the plan give it, and it counts as not free. Who sells names the house
hold that it comes from; the ticket remembers it, and its place goes back there when it is given up, unless somebody says that it
is everybody's. At its release time a house hold ends by this rule alone, by the clock of each deed: nothing has to run for it.

Worked example: stalls of 80, 30 sold, 6 kept for the press: 44 free. Two are sold from the press: 32 sold, 4 kept, 44 free. One of
those is cancelled: 31 sold, 5 kept. At the release time: 49 free.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.domain.operation import ACCEPTED, Operation, Verdict, refused
from ticketoffice.domain.state import LIVE_STATES, HouseHold, Ticket

if TYPE_CHECKING:
    from ticketoffice.domain.situation import Situation
    from ticketoffice.domain.travel import Place

PRESS, TECHNICAL, WHEELCHAIR, HOUSE = "press", "technical", "wheelchair", "house"
HOLD_KINDS = (PRESS, TECHNICAL, WHEELCHAIR, HOUSE)
"""Whom the house keeps places for."""
LONGEST_NAME = 80


def is_in_force(hold: HouseHold, *, at: int) -> bool:
    """Whether it keeps its places at this instant."""
    return hold.until is None or at < hold.until


class Standing(Struct, frozen=True):
    """A house hold as it stands: all its `seats` (none where places are counted), and `drawn`: the tickets that have a place of it,
    or left it to everybody, each with its seat.
    """

    hold: HouseHold
    seats: frozenset[str] = frozenset()
    drawn: Mapping[str, str | None] = {}

    @property
    def left(self) -> frozenset[str]:
        """Its seats that nobody has."""
        return self.seats - {seat for seat in self.drawn.values() if seat is not None}

    @property
    def rest(self) -> int:
        """How many places it still keeps."""
        return len(self.left) if self.seats else max(0, self.hold.places - len(self.drawn))

    def after(self, ticket: Ticket) -> Standing:
        """The same once a ticket stands like this."""
        if self.has(ticket):
            return replace(self, drawn={**self.drawn, ticket.id: ticket.seat})
        if ticket.id in self.drawn:
            return replace(self, drawn={name: seat for name, seat in self.drawn.items() if name != ticket.id})
        return self

    def has(self, ticket: Ticket) -> bool:
        """Whether a ticket has one of its places, or has left it to everybody."""
        if ticket.left_hold == self.hold.id:
            return True
        here = ticket.performance == self.hold.performance and ticket.seat in self.seats
        return ticket.state in LIVE_STATES and (here or ticket.house_hold == self.hold.id)


def after(standings: Mapping[str, Standing], tickets: Iterable[Ticket]) -> dict[str, Standing]:
    """The house holds once these tickets stand as they are told."""
    found = dict(standings)
    for ticket in tickets if found else ():
        found = {name: standing.after(ticket) for name, standing in found.items()}
    return found


def not_from_hold(rows: Sequence[Mapping[str, Any]], *, situation: Situation) -> Verdict | None:
    """Refused where a place is kept and its house hold is not named, or the one that is named keeps no such place."""
    asked: Counter[str] = Counter()
    for row in rows:
        named, place = row.get("house_hold"), row["seat_name"] or row["seat"]
        keeper = situation.keeper_of(row["performance"], row["seat"])
        if named is None:
            if keeper is not None:
                return refused("place_held", seat=place, kind=keeper.hold.kind, name=keeper.hold.name)
            continue
        standing = situation.house_holds.get(named)
        if standing is None or standing.hold.zone != row["zone"]:
            return refused("no_hold")
        said: dict[str, Any] = {"kind": standing.hold.kind, "name": standing.hold.name}
        if not is_in_force(standing.hold, at=situation.at):
            return refused("hold_released", at=standing.hold.until, **said)
        if standing.seats and row["seat"] not in standing.seats:
            return refused("not_in_hold", seat=place, **said)
        asked[named] += 1
        left = standing.rest - situation.reserved_from.get(named, 0)
        if asked[named] > left and not standing.seats:
            return refused("hold_empty", rest=max(0, left), **said)
    return None


def keeps(place: Place, *, situation: Situation) -> bool:
    """Whether the house hold that a place is wanted from keeps such places."""
    standing = situation.house_holds.get(place.house_hold or "")
    if standing is None or standing.hold.zone != place.zone or not is_in_force(standing.hold, at=situation.at):
        return False
    return not standing.seats or place.seat in standing.seats


def unsaid(operation: Operation, rows: Sequence[Mapping[str, Any]]) -> Verdict | None:
    """Refused where places of the house are given to somebody, and nobody says to whom."""
    given = any("house_hold" in row for row in rows)
    return refused("hold_needs_note") if given and "note" not in operation.payload else None


# --- keeping and releasing --------------------------------------------------------------------------------------------

NEVER_KEPT = (
    "not_found",
    "no_hold_kind",
    "hold_needs_places",
    "unknown_place",
    "place_taken",
    "place_held",
    "hold_too_large",
)
"""Why no book can keep places like that."""


def judge_kept(operation: Operation, situation: Situation) -> Verdict:
    """A catalogue is a fact, but for places that the house could not keep.

    Each new house hold must find its places free: known, taken by nobody, kept by no other, and no more than there are.
    """
    payload, seats = operation.payload, dict[str, list[str]]()
    for row in payload.get("house_hold_seats", ()):
        seats.setdefault(row["house_hold"], []).append(row["seat"])
    wanted: Counter[str] = Counter()
    for row in payload.get("house_holds", ()):
        if row["id"] in situation.house_holds:
            continue
        no = _not_kept(row, seats.get(row["id"], ()), situation=situation)
        if no is not None:
            return no
        wanted.update(dict.fromkeys(situation.quotas_of.get(row["zone"], ()), row["places"]))
    held = situation.held_in()
    for name, places in wanted.items():
        quota = situation.quotas[name]
        taken = quota.taken + situation.reserved_in.get(name, 0) + held.get(name, 0)
        if quota.capacity is not None and taken + places > quota.capacity:
            return refused("hold_too_large", places=places, rest=max(0, quota.capacity - taken))
    return ACCEPTED


def _not_kept(row: Mapping[str, Any], seats: Sequence[str], *, situation: Situation) -> Verdict | None:
    zone = situation.zones.get(row["zone"])
    if zone is None or zone.performance != row["performance"]:
        return refused("not_found", performance=row["performance"], kind="performance")
    if row["kind"] not in HOLD_KINDS:
        return refused("no_hold_kind", kind=row["kind"][:80], names=", ".join(HOLD_KINDS))
    if zone.numbered != bool(seats) or (seats and len(set(seats)) != row["places"]) or row["places"] < 1:
        return refused("hold_needs_places", zone=zone.name)
    if not zone.numbered and zone.id not in situation.quotas_of:
        return refused("hold_needs_places", zone=zone.name)
    for seat in seats:
        here = (row["performance"], seat)
        if situation.seats.get(here) != zone.id:
            return refused("unknown_place", seat=seat, zone=zone.name)
        if here in situation.places or here in situation.reserved_seats:
            return refused("place_taken", seat=seat, performance=row["performance"])
        keeper = situation.keeper_of(*here)
        if keeper is not None:
            return refused("place_held", seat=seat, kind=keeper.hold.kind, name=keeper.hold.name)
    return None
