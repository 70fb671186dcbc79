"""The page of the feed for which many desks ask at the same moment is read once.

One operation wakes every desk, and whoever has heard as much gets the same page: what the centre has as of one change. It is
kept until there is another change, so nothing stays here of whoever was erased.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ticketoffice.domain.travel import Page
from ticketoffice.store import feed
from ticketoffice.store.desk_names import desk_names

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

MOST = 16
"""Pages kept: desks that listen ask for one, each of those that were away for another one."""


class Pages:
    """Of one book; any number of threads ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._as_of = -1
        self._read: dict[int, Future[Page]] = {}

    def after(self, book: Book, change: int) -> Page:
        """What followed this change, and what the desks are called now. Raises Unavailable."""
        with book.read() as reading:
            as_of, names = feed.counter(reading.connection), desk_names(reading.connection)
        place, is_ours = self._place(change, as_of=as_of)
        if is_ours:
            self._fill(place, book, change)
        return replace(place.result(), now=book.clock.now(), desks=names)

    def _place(self, change: int, *, as_of: int) -> tuple[Future[Page], bool]:
        """Where the page is or will be, and whether it is for us to read it."""
        with self._lock:
            if as_of != self._as_of or len(self._read) == MOST:
                self._as_of, self._read = as_of, {}
            found = self._read.get(change)
            if found is None:
                return self._read.setdefault(change, Future()), True
            return found, False

    def _fill(self, place: Future[Page], book: Book, change: int) -> None:
        try:
            with book.read() as reading:
                page = feed.page(reading.connection, after=change, now=book.clock.now())
        except BaseException as problem:
            with self._lock:
                self._read = {name: one for name, one in self._read.items() if one is not place}
            place.set_exception(problem)
        else:
            place.set_result(page)
