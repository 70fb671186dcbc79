"""How a short step on the book comes to the thread that owns it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Steps(Protocol):
    """Does one piece of work where it belongs, and returns or raises what it did."""

    def __call__(self, work: Callable[[], T], /) -> T:
        """Waits until it is done."""


def directly(work: Callable[[], T]) -> T:
    """Runs a step on this thread."""
    return work()
