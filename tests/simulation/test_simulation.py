"""Seeds run clean, the same seed is the same world, and each planted bug is found by a few seeds."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.simulation.__main__ import seeds_until_found
from tests.simulation.planted import PLANTED
from tests.simulation.run import run

DEFAULT_SEEDS, LONG_SEEDS, MOST_SEEDS = 5, 500, 20
"""As many run by default, and with `--long`; a planted bug is found by so many at most, mostly by the first."""
REACHED = (
    *("fault: bad line", "fault: partition", "fault: crash in a deed", "fault: crash in a round", "fault: full disk"),
    *("fault: older file", "fault: cloned machine", "fault: clock skew", "fault: late request", "fault: access ended"),
    *("fault: put out", "fault: centre put back", "fault: a desk of its own", "joined: branch", "joined: again"),
    *("deed: sell", "deed: sell kept", "deed: exchange", "deed: move", "deed: shop: pay", "deed: shop: give back"),
    *("deed: drawer", "deed: correct", "deed: tariff", "deed: replace", "deed: rename", "deed: erase", "deed: release"),
    *("answer: accepted", "answer: refused already_cancelled", "answer: refused used", "case: over_refund"),
    *("case: admitted_on_cancelled", "case: paid_late", "case: displaced", "case: unknown_order"),
    *("case: admitted_and_cancelled", "case: admitted_before_cancelled"),
)
"""What the long run reaches; one that is never reached fails it."""


def test_seeds_run_clean(long_run: bool) -> None:
    seeds = [run(seed) for seed in range(LONG_SEEDS if long_run else DEFAULT_SEEDS)]
    assert {seed.seed: seed.wrong for seed in seeds if seed.wrong} == {}
    assert all(seed.desks >= 3 for seed in seeds)
    if long_run:
        reached = {name for seed in seeds for name in seed.count}
        assert set(REACHED) <= reached


def test_a_seed_is_the_same_world_each_time() -> None:
    first, second = run(3), run(3)
    assert (first.count, first.operations) == (second.count, second.operations)


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_bug_is_found(planted: str) -> None:
    assert seeds_until_found(planted, first=0, most=MOST_SEEDS) is not None


def test_the_oracles_know_nothing_of_the_house() -> None:
    source = Path(__file__).with_name("oracles.py").read_text("utf-8")
    names = [getattr(node, "module", None) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
    assert not [name for name in names if str(name).startswith(("ticketoffice", "tests"))]
