"""Places: what a live ticket takes from its quotas, and how many are free.

A ticket takes one place from each quota of its zone while it is live. An import may exceed a quota, which raises
`overbooked` and is listed; nothing else may. `overbooked` never falls: a ticket that was cancelled in such a house can be
kept, while nobody new is let in before the quota is below its capacity. Worked example: capacity 396, taken 339: 57 free.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from ticketoffice.domain.situation import Situation
from ticketoffice.domain.state import LIVE_STATES, Quota, Ticket


def quotas_after(
    situation: Situation, *, before: Iterable[Ticket], after: Iterable[Ticket], may_overbook: bool = False
) -> tuple[Quota, ...]:
    """The quotas once tickets changed from `before` to `after`; each ticket counts only while it is live."""
    change: dict[str, int] = {}
    for tickets, sign in ((before, -1), (after, 1)):
        for ticket in tickets:
            if ticket.state in LIVE_STATES:
                for quota in situation.quotas_of.get(ticket.zone, ()):
                    change[quota] = change.get(quota, 0) + sign
    return tuple(
        _changed(situation.quotas[name], by=by, may_overbook=may_overbook) for name, by in change.items() if by
    )


def _changed(quota: Quota, *, by: int, may_overbook: bool) -> Quota:
    taken = quota.taken + by
    if quota.capacity is None:
        return replace(quota, taken=taken)
    beyond = max(0, taken - quota.capacity) if may_overbook else 0
    return replace(quota, taken=taken, overbooked=max(quota.overbooked, beyond))


def free_places(*, capacity: int | None, taken: int, quota_rests: Iterable[int | None]) -> int | None:
    """Free places of a zone: the smaller of its own free seats and its quotas' rest; None where nothing is known."""
    known = [rest for rest in quota_rests if rest is not None]
    if capacity is not None:
        known.append(capacity - taken)
    return max(0, min(known)) if known else None


def whole_places(zones: Mapping[str, int | None], quotas: Iterable[tuple[int | None, frozenset[str]]]) -> int | None:
    """Places of a whole performance: what its zones hold, no more than their quotas let; None where that is not known.

    Asked with what is left of each instead of what each holds, it is how many are free. Worked example: zones A of 216 and
    B of 180, a quota of 396 over both: 396; 159 and 41 left of them, 57 of the quota: 57 free. A quota lies inside another
    one or beside it; where two only overlap, the number is not known.
    """
    groups: list[tuple[frozenset[str], int | None]] = [(frozenset([name]), holds) for name, holds in zones.items()]
    for most, drawn in sorted(quotas, key=lambda quota: len(quota[1])):
        inside = [group for group in groups if group[0] & drawn]
        if most is None or not inside:
            continue
        if any(not names <= drawn for names, _ in inside):
            return None
        sums = [holds for _, holds in inside if holds is not None]
        within = min(most, sum(sums)) if len(sums) == len(inside) else most
        groups = [group for group in groups if group not in inside] + [(drawn, within)]
    known = [holds for _, holds in groups if holds is not None]
    return sum(known) if groups and len(known) == len(groups) else None
