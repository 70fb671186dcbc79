"""Best seats, compared with every choice that there is; and the single seats that a choice leaves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.arena import arena
from ticketoffice.domain.best_seats import best_seats, left_alone
from ticketoffice.domain.seating_plan import SeatingPlan, read


def a_house(*areas: Sequence[str]) -> dict[str, Any]:
    """Rows as they are drawn: a seat is any letter, an aisle a blank."""
    zones = []
    for area, lines in enumerate(areas):
        rows = []
        for rank, line in enumerate(lines):
            seats = [
                {
                    "seat_guid": f"{area}{'ABCDEFGH'[rank]}{x}",
                    "seat_number": str(x),
                    "position": {"x": 30 * x, "y": 0},
                    "category": "",
                }
                for x, drawn in enumerate(line)
                if drawn != " "
            ]
            rows.append({"row_number": "ABCDEFGH"[rank], "position": {"x": 0, "y": 30 * rank}, "seats": seats})
        zones.append({"name": f"Area {area}", "rows": rows})
    return {"zones": zones}


def drawn(*areas: Sequence[str]) -> tuple[SeatingPlan, set[str]]:
    """The plan with its free seats, drawn as `o`."""
    plan = read(a_house(*areas))
    free = {
        f"{area}{'ABCDEFGH'[rank]}{x}"
        for area, lines in enumerate(areas)
        for rank, line in enumerate(lines)
        for x, sign in enumerate(line)
        if sign == "o"
    }
    return plan, free


def best(*areas: Sequence[str], count: int, avoiding: Sequence[str] = ()) -> list[str]:
    plan, free = drawn(*areas)
    return [" ".join(group) for group in best_seats(plan, free=free, count=count, avoiding=avoiding)]


@pytest.mark.parametrize(
    ("rows", "count", "expected"),
    [
        (["oooooo"], 2, ["0A2 0A3"]),
        (["oooooo"], 5, ["0A0 0A1 0A2 0A3 0A4"]),
        (["oooooo", "ooooo"], 5, ["0B0 0B1 0B2 0B3 0B4"]),
        (["oooooo"], 7, []),
        (["oooooo"], 0, []),
        (["xooxoo", "oooooo"], 2, ["0A1 0A2"]),
        (["ooo ooo"], 4, ["0A2", "0A4 0A5 0A6"]),
        (["oo oo", "oo oo"], 4, ["0A0 0A1", "0A3 0A4"]),
        (["oxoxo", "xoxox", "oooox"], 6, ["0B1", "0B3", "0C0 0C1 0C2 0C3"]),
    ],
)
def test_examples(rows: Sequence[str], count: int, expected: Sequence[str]) -> None:
    assert best(rows, count=count) == expected


def test_what_is_avoided_is_not_offered_and_leaves_nobody_alone() -> None:
    assert best(["ooooooo"], count=2, avoiding=["0A3"]) == ["0A0 0A1"]
    assert best(["ooo"], count=2, avoiding=["0A2"]) == ["0A0 0A1"]
    assert best(["oxo"], count=1, avoiding=["0A0"]) == ["0A2"]
    assert best(["oo"], count=2, avoiding=["0A0"]) == []


def alone(run: Sequence[bool]) -> int:
    """How many free seats of a run have no free neighbour."""
    padded = [False, *run, False]
    return sum(here and not left and not right for left, here, right in zip(padded, run, padded[2:], strict=False))


signs = st.text("oooox ", min_size=1, max_size=7).filter(lambda line: line.strip())
houses = st.lists(st.lists(signs, min_size=1, max_size=3), min_size=1, max_size=2)


def weighed(plan: SeatingPlan, *, free: set[str], chosen: set[str]) -> tuple[int, int]:
    """The seats left alone that were not, and the sum of the ranks, counted seat by seat."""
    lonely = ranks = 0
    for row in plan.rows:
        seats = [seat.guid for seat in row.seats]
        ranks += sum(2 * row.rank + abs(2 * n - len(seats) + 1) for n, guid in enumerate(seats) if guid in chosen)
        for run in row.runs:
            guids = ["", *(seat.guid for seat in run), ""]
            for left, guid, right in zip(guids, guids[1:-1], guids[2:], strict=False):
                had, has = {left, right} & free, {left, right} & (free - chosen)
                lonely += guid in free - chosen and bool(had) and not has
    return lonely, ranks


@settings(max_examples=400, deadline=None)
@given(houses, st.integers(1, 5), st.data())
def test_one_row_is_as_good_as_the_best_of_all_rows(areas: list[list[str]], count: int, data: st.DataObject) -> None:
    plan, free = drawn(*areas)
    avoided = set(data.draw(st.sets(st.sampled_from(sorted(free)), max_size=2))) if free else set()
    beside = [
        {seat.guid for seat in run[start : start + count]}
        for row in plan.rows
        for run in row.runs
        for start in range(len(run) - count + 1)
    ]
    possible = [seats for seats in beside if seats <= free - avoided]
    found = best_seats(plan, free=free, count=count, avoiding=avoided)
    assert found == best_seats(plan, free=sorted(free), count=count, avoiding=sorted(avoided)), "the same again"
    assert (len(found) == 1) == bool(possible)
    if possible:
        least = min(weighed(plan, free=free, chosen=seats) for seats in possible)
        assert set(found[0]) in possible
        assert weighed(plan, free=free, chosen=set(found[0])) == least


def groups_of(plan: SeatingPlan, chosen: set[str]) -> list[list[str]]:
    """Who sits side by side."""
    groups: list[list[str]] = []
    for row in plan.rows:
        for run in row.runs:
            before = False
            for seat in run:
                here = seat.guid in chosen
                if here and before:
                    groups[-1].append(seat.guid)
                elif here:
                    groups.append([seat.guid])
                before = here
    return groups


def order_of_choice(plan: SeatingPlan, *, free: set[str], chosen: set[str]) -> tuple[Any, ...]:
    """Fewest groups, nearest rows of one area, in front, then as in one row."""
    rows = [plan.rows[plan.by_guid[guid].row] for guid in chosen]
    ranks = [row.rank for row in rows]
    if len({row.area for row in rows}) > 1:
        return (len(groups_of(plan, chosen)), 1000)
    return (
        len(groups_of(plan, chosen)),
        max(ranks) - min(ranks),
        min(ranks),
        rows[0].area,
        *weighed(plan, free=free, chosen=chosen),
    )


@settings(max_examples=400, deadline=None)
@given(houses, st.integers(1, 6))
def test_groups_are_as_good_as_the_best_of_all_choices(areas: list[list[str]], count: int) -> None:
    plan, free = drawn(*areas)
    free = set(sorted(free)[:14])
    found = best_seats(plan, free=free, count=count)
    if len(free) < count:
        assert found == ()
        return
    chosen = {guid for group in found for guid in group}
    assert len(chosen) == count
    assert chosen <= free
    assert [list(group) for group in found] == groups_of(plan, chosen)
    if len(found) > 1:
        every = [order_of_choice(plan, free=free, chosen=set(seats)) for seats in combinations(sorted(free), count)]
        assert order_of_choice(plan, free=free, chosen=chosen) == min(every)


@given(houses, st.data())
def test_those_left_alone_are_the_ones_that_a_count_finds(areas: list[list[str]], data: st.DataObject) -> None:
    plan, free = drawn(*areas)
    chosen = data.draw(st.sets(st.sampled_from(sorted(free)))) if free else set()
    told = left_alone(plan, free=free, chosen=chosen)
    assert len(told) == weighed(plan, free=free, chosen=chosen)[0]
    assert set(told) <= free - chosen
    assert left_alone(plan, free=free - chosen, chosen=chosen) == told, "whether the choice still counts as free or not"


def test_a_hand_picked_gap_is_told() -> None:
    plan, free = drawn(["oooo oo"])
    assert left_alone(plan, free=free, chosen={"0A0", "0A2"}) == ("0A1", "0A3")
    assert left_alone(plan, free=free, chosen={"0A0", "0A1"}) == ()
    assert left_alone(plan, free=free, chosen={"0A5"}) == ("0A6",)
    assert left_alone(plan, free=free, chosen={"elsewhere"}) == ()


def test_an_arena_seats_a_school_in_rows_of_one_block() -> None:
    plan = read(arena())
    found = best_seats(plan, free=frozenset(plan.by_guid), count=60)
    seats = [plan.by_guid[guid] for group in found for guid in group]
    rows = [plan.rows[seat.row] for seat in seats]
    assert len(set(seats)) == 60
    assert {row.area for row in rows} == {rows[0].area}
    ranks = sorted({row.rank for row in rows})
    assert all(b - a == 1 for a, b in pairwise(ranks))
