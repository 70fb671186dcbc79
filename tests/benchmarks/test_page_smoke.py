"""The benchmarks of the seating plan and of the Sell page run and print their figures; how large they are, no test says."""

from __future__ import annotations

import subprocess
import sys

FIGURES = (
    "plan: read / parse its JSON",
    "plan: read, shown and painted",
    "plan: frame of a move or zoom p95",
    "plan: sharp after a move or zoom p95",
    "plan: one seat changes p95",
    "best seats side by side p95",
    "best seats in groups p95",
)


def test_every_figure_of_the_plan_is_printed() -> None:
    small = ["--seats", "800", "--rounds", "1"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.plan", *small], capture_output=True, text=True, timeout=120, check=True
    )
    for line, figure in zip(done.stdout.splitlines(), FIGURES, strict=True):
        assert line.startswith(figure), line


def test_every_figure_of_the_sell_page_is_printed() -> None:
    small = ["--performances", "6", "--rounds", "1"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.sale_page", *small],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    opened, typed = done.stdout.splitlines()
    assert opened.startswith("F2 to the first quantity (6") and typed.startswith("a digit to its price in the cart (6")
