"""A page in parts, so that no step on the book keeps the cashier's deeds waiting (0-decisions 34).

How long a part takes depends on the machine and on what is in it: each part is as large as fits into the time that a step
may take, by how long the one before it took.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from ticketoffice.domain.travel import FeedItem, LoadPage, Page

if TYPE_CHECKING:
    from ticketoffice.store.clock import Clock

T = TypeVar("T")
FIRST = 5
"""Orders of the first part: nobody knows yet how long one takes here."""


class Pace:
    """How many orders a step takes over. `longest`: seconds that one may take; None: as long as it takes."""

    def __init__(self, clock: Clock, *, longest: float | None) -> None:
        self._clock, self._longest = clock, longest
        self._size = FIRST
        self._began = 0.0

    def begin(self) -> None:
        """A step begins on the book."""
        self._began = self._clock.monotonic()

    def ended(self, orders: int) -> None:
        """It has taken over so many orders: the next one is as large as that time allows, and at most twice as large."""
        took = self._clock.monotonic() - self._began
        if self._longest is not None and orders:
            fits = int(orders * self._longest / took) if took > 0 else 2 * self._size
            self._size = max(1, min(fits, 2 * self._size))

    def of(self, whole: Sequence[T]) -> Iterator[tuple[tuple[T, ...], bool]]:
        """All of it in order, in parts, at least one; with whether it is the last."""
        start = 0
        while True:
            end = len(whole) if self._longest is None else start + self._size
            yield tuple(whole[start:end]), end >= len(whole)
            if end >= len(whole):
                return
            start = end


def of_load(page: LoadPage, pace: Pace) -> Iterator[LoadPage]:
    """A part of the first load in smaller ones: each says how far it came."""
    for orders, is_last in pace.of(page.orders):
        yield page if orders == page.orders else replace(page, orders=orders, more=page.more or not is_last)


def of_page(page: Page, pace: Pace, *, cursor: int) -> Iterator[Page]:
    """A part of the feed in smaller ones: what is about no order comes first, and only the last one moves the cursor on.

    Orders that one operation touched come in one part: half of it would count for neither.
    """
    is_first = True
    for part, is_last in pace.of(_together(page.items)):
        yield replace(
            page,
            items=tuple(item for together in part for item in together),
            through=page.through if is_last else cursor,
            last=page.last if is_last else page.before,
            more=page.more or not is_last,
            general=page.general if is_first else (),
            catalogue=page.catalogue if is_first else None,
        )
        is_first = False


def _together(items: Sequence[FeedItem]) -> list[list[FeedItem]]:
    groups: dict[int, list[FeedItem]] = {}
    group_of: dict[str, int] = {}
    for number, item in enumerate(items):
        groups[number] = [item]
        for other in sorted({group_of[name] for name in _led_to(item) if name in group_of}):
            groups[number] = groups.pop(other) + groups[number]
        group_of |= {name: number for one in groups[number] for name in _led_to(one)}
    return list(groups.values())


def _led_to(item: FeedItem) -> tuple[str, ...]:
    return (*(heard.id for heard in item.heard), *item.ahead)
