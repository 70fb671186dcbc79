"""The one clock: wall time in microseconds UTC and monotonic seconds; handed in, so that tests move it."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """What tells the time to a book and a window."""

    def now(self) -> int:
        """Microseconds UTC."""

    def monotonic(self) -> float:
        """Seconds that never go back."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> int:
        """Microseconds UTC."""
        return time.time_ns() // 1000

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return time.monotonic()


class HandClock:
    """A clock that a test or a practice run moves by hand."""

    def __init__(self, now: int) -> None:
        self._now = now

    def now(self) -> int:
        """Microseconds UTC as last set."""
        return self._now

    def monotonic(self) -> float:
        """The same in seconds."""
        return self._now / 1_000_000

    def advance(self, *, seconds: float) -> None:
        """Moves on."""
        self._now += int(seconds * 1_000_000)
