"""Places that the house is to keep: which ones it can (`house_holds` says how they stand then)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from ticketoffice.domain.house_holds import HOLD_KINDS
from ticketoffice.domain.operation import ACCEPTED, Operation, Verdict, refused
from ticketoffice.domain.placing import kept_in, left_in, why_not_everybodys
from ticketoffice.domain.situation import Situation
from ticketoffice.domain.travel import Place

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
    kept = kept_in(situation)
    for name, places in wanted.items():
        left = left_in(name, situation=situation)
        if left is not None and places > left - kept.get(name, 0):
            return refused("hold_too_large", places=places, rest=max(0, left - kept.get(name, 0)))
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
    wishes = [Place(row["performance"], zone.id, seat) for seat in seats]
    told = (why_not_everybodys(wish, situation=situation) for wish in wishes)
    return next((no for no in told if no is not None), None)
