"""Whether the tickets here are those of the centre (3-sync.md, I9): after a pull one performance is compared, at most every so often.

Those that pulls brought news of come first, then any one: what was changed in the file by hand is noticed too. A digest of
a stadium's 40,000 tickets takes a fifth of a second, so it is worked out beside the cashier's deeds, which change nothing of
what is compared: the centre's tickets as this desk knows them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from ticketoffice.domain.travel import Digest, FeedItem
from ticketoffice.store import adopting, bases
from ticketoffice.store.membership import centre_of

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

BETWEEN = 15.0
"""Seconds between two performances, so that the desks of a venue do not keep their centre busy with it."""


class Turns:
    """Which performance is compared next."""

    def __init__(self, book: Book, *, draw: Callable[[float, float], float]) -> None:
        self._book, self._draw = book, draw
        self._news: dict[str, None] = {}
        self._again_at = float("-inf")

    def heard(self, items: Iterable[FeedItem]) -> None:
        """News of these orders has come."""
        self._news |= {ticket.performance: None for item in items if item.order for ticket in item.order.tickets}

    def next(self) -> str | None:
        """The one whose turn it is; None where it is nobody's now."""
        at = self._book.clock.monotonic()
        if at < self._again_at:
            return None
        self._again_at = at + BETWEEN
        return next(iter(self._news), None) or self._any()

    def done(self, performance: str) -> None:
        """It was compared."""
        self._news.pop(performance, None)

    def later(self, performance: str) -> None:
        """It could not be compared yet: those behind it come first."""
        if performance in self._news:
            self._news[performance] = self._news.pop(performance)

    def _any(self) -> str | None:
        with self._book.read() as reading:
            names = bases.performances(reading.connection)
        return names[min(int(self._draw(0, len(names))), len(names) - 1)] if names else None


def as_the_centre_counts(book: Book, performance: str, *, there: Digest) -> None:
    """Quotas that were exceeded are those of the centre; writes where they are not."""
    with book.read() as reading:
        differs = adopting.overbooked_differs(reading.connection, performance, there=there.overbooked)
    if differs:
        adopting.adopt_overbooked(book, performance, there=there.overbooked)


def is_as_at_centre(book: Book, performance: str, *, there: Digest) -> bool | None:
    """Whether its tickets are those of the centre; None where this desk has not heard, or has heard more than, what the
    centre had then.
    """
    with book.read() as reading:
        centre = centre_of(reading.connection)
        if centre is None or centre.is_loading or centre.cursor != there.as_of:
            return None
        return bases.digest(reading.connection, performance) == there.digest
