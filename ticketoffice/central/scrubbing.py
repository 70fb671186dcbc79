"""Cleans the centre's file on after an erasure, where the book is so large that the desk which sent it did not wait for all of it."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from ticketoffice.domain.errors import Unavailable
from ticketoffice.store.kept_files import clean

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

log = logging.getLogger(__name__)
EVERY = 5.0
"""Seconds between two looks at whether something is left."""


class Scrubber:
    """Goes from a thread of its own, in steps between which desks are answered, until it is stopped."""

    def __init__(self, book: Book) -> None:
        self._book, self._every = book, EVERY
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="scrubber", daemon=True)

    def start(self) -> None:
        """From now on."""
        self._thread.start()

    def stop(self) -> None:
        """After the step that it is at; the rest is done when the book is closed."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._ending.wait(self._every):
            try:
                while not self._ending.is_set() and self._book.scrub_on():
                    pass
                clean(self._book)
            except Unavailable as problem:
                log.warning("what was erased is still in the centre's file: %s", problem.code)
            except Exception:
                log.exception("what was erased is still in the centre's file")
