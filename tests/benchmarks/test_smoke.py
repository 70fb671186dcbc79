"""Each benchmark runs and prints its figure, on a tiny book; how large the figure is, no test says."""

from __future__ import annotations

import subprocess
import sys

FIGURES = (
    "demo",
    "replay",
    "find / raw p50",
    "find / raw p99",
    "mixed query p95",
    "cancel deed / raw six-row commit",
    "sale of two best seats / raw commit of 14 rows",
    "sale of two standing places / raw commit of 14 rows",
    "what is on sale",
    "keystroke to painted p95",
    "100 tickets as PDF / bare texts",
    "cold start / bare Qt window",
    "peak memory / bare Qt window",
)


def test_every_benchmark_prints_its_figure() -> None:
    small = ["--orders", "150", "--terms", "12", "--typed", "2", "--deeds", "5", "--starts", "1"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks", *small], capture_output=True, text=True, timeout=240, check=True
    )
    lines = done.stdout.splitlines()
    assert len(lines) == len(FIGURES)
    for line, figure in zip(lines, FIGURES, strict=True):
        assert line.startswith(figure), line
