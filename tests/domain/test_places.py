"""How many places a house has and how many are free: against trying every way to sell them."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from ticketoffice.domain.seating import whole_places

ZONES = "abcd"
NESTED = [frozenset("ab"), frozenset("cd"), frozenset("abcd"), frozenset("a"), frozenset("abc")]
Limits = list[tuple[int | None, frozenset[str]]]


def most_that_fit(zones: dict[str, int], quotas: Limits) -> int:
    """The largest number of tickets that no zone and no quota forbids, by trying all."""
    best = 0
    for sold in product(*(range(zones[name] + 1) for name in ZONES)):
        by_zone = dict(zip(ZONES, sold, strict=True))
        if all(most is None or sum(by_zone[z] for z in drawn) <= most for most, drawn in quotas):
            best = max(best, sum(sold))
    return best


holds = st.fixed_dictionaries({name: st.integers(0, 3) for name in ZONES})
nested = st.lists(st.tuples(st.none() | st.integers(0, 9), st.sampled_from(NESTED[:4])), max_size=4)


@given(holds, nested)
def test_it_is_what_can_be_sold(zones: dict[str, int], quotas: Limits) -> None:
    assert whole_places(dict(zones), quotas) == most_that_fit(zones, quotas)


@given(holds, nested, st.data())
def test_sold_and_free_are_all_places(zones: dict[str, int], quotas: Limits, data: st.DataObject) -> None:
    """While nobody was let in beyond a zone or a quota, the counts add up."""
    sold = {name: data.draw(st.integers(0, most)) for name, most in zones.items()}
    taken = [sum(sold[name] for name in drawn) for _, drawn in quotas]
    if any(most is not None and used > most for (most, _), used in zip(quotas, taken, strict=True)):
        return
    left: Limits = [
        (None if most is None else most - used, drawn) for (most, drawn), used in zip(quotas, taken, strict=True)
    ]
    free = whole_places({name: most - sold[name] for name, most in zones.items()}, left)
    places = whole_places(dict(zones), quotas)
    assert places is not None and free is not None
    assert sum(sold.values()) + free == places


def test_what_nobody_knows_is_not_known() -> None:
    assert whole_places({}, []) is None
    assert whole_places({"a": None}, []) is None
    assert whole_places({"a": 5, "b": None}, []) is None
    assert whole_places({"a": 5, "b": None}, [(None, frozenset("ab"))]) is None
    assert whole_places({"a": 5, "b": None}, [(9, frozenset("b"))]) == 14
    assert whole_places({"a": 5, "b": None}, [(9, frozenset("ab"))]) == 9
    assert whole_places({"a": 216, "b": 180}, [(396, frozenset("ab"))]) == 396
    assert whole_places({"a": 159, "b": 41}, [(57, frozenset("ab"))]) == 57
    assert whole_places({"a": 5, "b": 5, "c": 5}, [(7, frozenset("ab")), (7, frozenset("bc"))]) is None
    assert whole_places({"a": 5}, [(3, frozenset("z"))]) == 5
