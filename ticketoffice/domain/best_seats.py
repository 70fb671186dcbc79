"""Best seats: which free seats are offered to so many people, and which single seats a choice would leave behind.

People sit side by side in one row wherever that is possible, so that the fewest seats are left alone (a free seat that had a
free neighbour and has none any more), and then in front and in the middle: a seat's *rank* is twice its row's place from the
front plus twice its distance from the middle of its row, in seats; the sum is what counts, then the order of the plan.
Worked example: row A of 6, all free. Two people get A-3, A-4 (rank 1 + 1); five get A-1 to A-5, which leaves A-6 alone, unless
row B has 5 free seats, which leaves nobody alone.

Where no row has so many side by side they sit in the fewest groups, then in rows that lie nearest to each other in one area of
the house, then as far in front as possible, then as above.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from ticketoffice.domain.seating_plan import PlanRow, PlanSeat, SeatingPlan

Cost = tuple[int, int]
"""Seats left alone, and the sum of the ranks."""
_NOWHERE: Cost = (1 << 60, 0)


class _Stretch(Struct, frozen=True, gc=False):
    """Free seats side by side. `order`: row of the plan and place in it; `middle`: twice the place of the row's middle, seen
    from the first of them; `barred`: which of them are not offered.
    """

    order: tuple[int, int]
    row: PlanRow
    seats: tuple[PlanSeat, ...]
    middle: int
    barred: frozenset[int]


def best_seats(
    plan: SeatingPlan, *, free: Collection[str], count: int, avoiding: Collection[str] = ()
) -> tuple[tuple[str, ...], ...]:
    """The seats for so many people, by group and in order; nothing where there are not so many.

    `free` are the free seats of the zone; `avoiding` those of them that are not offered (declined, wheelchair), though a seat
    beside them is not alone. Where people sit in groups those count as taken.
    """
    if count < 1:
        return ()
    at_once = free if isinstance(free, set | frozenset) else frozenset(free)
    avoided = frozenset(avoiding)
    beside = _in_one_row(plan, free=at_once, avoided=avoided, count=count)
    if beside is not None:
        return (beside,)
    offered = list(_stretches(plan.rows, free=at_once - avoided))
    if sum(len(stretch.seats) for stretch in offered) < count:
        return ()
    return _in_groups(offered, count=count)


def left_alone(plan: SeatingPlan, *, free: Collection[str], chosen: Collection[str]) -> tuple[str, ...]:
    """The free seats that would be alone if these were taken too, and are not now, in the order of the plan.

    `free` are the seats that are free before the choice. They are told to whoever chooses by hand, who may go on.
    """
    before, after = set(free) | set(chosen), set(free) - set(chosen)
    rows = sorted({plan.by_guid[guid].row for guid in chosen if guid in plan.by_guid})
    found: list[str] = []
    for run in (run for row in rows for run in plan.rows[row].runs):
        guids = [seat.guid for seat in run]
        for left, guid, right in zip(["", *guids], guids, [*guids[1:], ""], strict=False):
            if guid in after and not {left, right} & after and {left, right} & before:
                found.append(guid)
    return tuple(found)


def _stretches(
    rows: Iterable[PlanRow], *, free: Collection[str], avoided: frozenset[str] = frozenset(), least: int = 1
) -> Iterator[_Stretch]:
    """The free seats side by side, at least so many, row by row."""
    for row in rows:
        place, last = 0, sum(map(len, row.runs)) - 1
        for run in row.runs:
            for start, end in _free_parts(run, free=free) if len(run) >= least else ():
                if end - start < least:
                    continue
                seats = run if end - start == len(run) else run[start:end]
                barred = (
                    frozenset(n for n, seat in enumerate(seats) if seat.guid in avoided) if avoided else frozenset()
                )
                yield _Stretch((seats[0].row, place + start), row, seats, last - 2 * (place + start), barred)
            place += len(run)


def _free_parts(run: Sequence[PlanSeat], *, free: Collection[str]) -> list[tuple[int, int]]:
    taken = [n for n, seat in enumerate(run) if seat.guid not in free]
    if not taken:
        return [(0, len(run))]
    return [(a + 1, b) for a, b in pairwise((-1, *taken, len(run))) if b - a > 1]


def _in_one_row(
    plan: SeatingPlan, *, free: Collection[str], avoided: frozenset[str], count: int
) -> tuple[str, ...] | None:
    """From the front backwards, until no row can be better than what is found."""
    best, order = _NOWHERE, (0, 0)
    found: tuple[PlanSeat, ...] | None = None
    rows = sorted(plan.rows, key=lambda row: row.rank)
    for stretch in _stretches(rows, free=free, avoided=avoided, least=count):
        if best[0] == 0 and 2 * stretch.row.rank * count > best[1]:
            break
        cost, start = _best_start(stretch, count=count)
        if cost < best or (found is not None and cost == best and stretch.order < order):
            best, order, found = cost, stretch.order, stretch.seats[start : start + count]
    return None if found is None else tuple(seat.guid for seat in found)


def _best_start(stretch: _Stretch, *, count: int) -> tuple[Cost, int]:
    """Where in a stretch so many sit best, and what it costs; `_NOWHERE` where what is barred lies in between.

    The ranks grow with the distance from the middle and at most two places leave somebody alone, so that, where nothing is
    barred, the best place lies within two seats of the one that the middle asks for.
    """
    last = len(stretch.seats) - count
    starts: Iterable[int] = range(last + 1)
    if not stretch.barred:
        ideal = min(max((stretch.middle - count + 1) // 2, 0), last)
        starts = range(max(ideal - 2, 0), min(ideal + 3, last) + 1)
    best, found = _NOWHERE, 0
    for start in starts:
        if stretch.barred and not stretch.barred.isdisjoint(range(start, start + count)):
            continue
        alone = (start == 1) + (last - start == 1)
        cost = (alone, _ranks(stretch, start=start, count=count))
        if cost < best:
            best, found = cost, start
    return best, found


def _ranks(stretch: _Stretch, *, start: int, count: int) -> int:
    """The sum of the ranks of so many seats from here."""
    first = 2 * start - stretch.middle
    below = min(max((1 - first) // 2, 0), count)
    above = count - below
    return (
        2 * stretch.row.rank * count
        - (below * first + below * (below - 1))
        + (above * (first + 2 * below) + above * (above - 1))
    )


def _in_groups(stretches: Sequence[_Stretch], *, count: int) -> tuple[tuple[str, ...], ...]:
    """The fewest groups, in the rows nearest to each other that hold them; each stretch has one at most."""
    groups = _fewest(stretches, count=count)
    areas: dict[str, dict[int, list[_Stretch]]] = {}
    for stretch in stretches:
        areas.setdefault(stretch.row.area, {}).setdefault(stretch.row.rank, []).append(stretch)
    within = [
        rows for rows in areas.values() if _holds([s for row in rows.values() for s in row], groups=groups, count=count)
    ]
    if not within:
        largest = sorted(stretches, key=lambda s: (-len(s.seats), s.order))[:groups]
        return _shared(sorted(largest, key=lambda s: s.order), groups=groups, count=count)
    for spread in range(1 + max(max(rows) for rows in within)):
        fitting = [
            (rank, window[0].order, window)
            for rows in within
            for rank in rows
            if (window := [s for row in range(rank, rank + spread + 1) for s in rows.get(row, ())])
            and _holds(window, groups=groups, count=count)
        ]
        if fitting:
            return _shared(min(fitting, key=lambda found: found[:2])[2], groups=groups, count=count)
    raise AssertionError("an area that holds them all has a window that does")


def _fewest(stretches: Iterable[_Stretch], *, count: int) -> int:
    """How few groups are enough."""
    groups = 0
    for length in sorted((len(stretch.seats) for stretch in stretches), reverse=True):
        groups, count = groups + 1, count - length
        if count <= 0:
            break
    return groups


def _holds(stretches: Sequence[_Stretch], *, groups: int, count: int) -> bool:
    return sum(sorted((len(stretch.seats) for stretch in stretches), reverse=True)[:groups]) >= count


def _shared(stretches: Sequence[_Stretch], *, groups: int, count: int) -> tuple[tuple[str, ...], ...]:
    """How people share these stretches at the least cost: for each number of groups and people the cheapest way so far."""
    Way = tuple[Cost, tuple[tuple[str, ...], ...]]
    ways: dict[tuple[int, int], Way] = {(0, 0): ((0, 0), ())}
    for stretch in stretches:
        choices = []
        for people in range(1, min(len(stretch.seats), count) + 1):
            cost, start = _best_start(stretch, count=people)
            choices.append((people, cost, tuple(seat.guid for seat in stretch.seats[start : start + people])))
        for (used, seated), (cost, chosen) in list(ways.items()):
            for people, more, guids in choices:
                key = (used + 1, seated + people)
                if key[0] > groups or key[1] > count:
                    break
                way = ((cost[0] + more[0], cost[1] + more[1]), (*chosen, guids))
                if key not in ways or way[0] < ways[key][0]:
                    ways[key] = way
    return ways[groups, count][1]
