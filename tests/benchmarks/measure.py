"""Timing and telling: medians and percentiles in milliseconds, ratios against a baseline, the aim beside them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured figure; `aim` is what it should be at most (or at least, where `least`)."""

    name: str
    value: float
    unit: str
    detail: str
    aim: float | None = None
    least: bool = False

    def line(self) -> str:
        """For the table."""
        if self.aim is None:
            return f"{self.name:<44} {self.value:>10.2f} {self.unit:<9} {self.detail}"
        held = self.value >= self.aim if self.least else self.value <= self.aim
        sign = ">=" if self.least else "<="
        word = "held" if held else "MISSED"
        return f"{self.name:<44} {self.value:>10.2f} {self.unit:<9} aim {sign} {self.aim:g}: {word}   {self.detail}"


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def at(values: Sequence[float], percent: int) -> float:
    """A percentile (50, 95, 99)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def median(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)
