"""A centre on a real port with TLS, in a thread of the test's own process."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager, closing
from pathlib import Path
from queue import Queue

from ticketoffice.central import serving
from ticketoffice.central.serving import Listening, Wish, serve
from ticketoffice.store.book import Book
from ticketoffice.store.clock import Clock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.sync.central_service import CentralService
from ticketoffice.sync.line import by_http, line_of


class Served:
    """Serves `book` until it is closed."""

    def __init__(
        self, book: Book, *, folder: Path, wish: Wish | None = None, clock: Clock = serving.THE_MACHINES
    ) -> None:
        self._book = book
        self._secrets = FileSecrets(folder)
        self._clock = clock
        self._wish = wish or Wish("127.0.0.1", 0, ("127.0.0.1", "localhost"))
        self._told: Queue[Listening | BaseException] = Queue()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        first = self._told.get(timeout=30)
        if isinstance(first, BaseException):
            raise first
        self._stop, self.url, self.authority = first.stop, first.url, first.authority

    def _serve(self) -> None:
        try:
            serve(self._book, self._wish, secrets=self._secrets, told=self._told.put, clock=self._clock)
        except BaseException as problem:
            self._told.put(problem)

    def close(self) -> None:
        self._stop()
        self._thread.join(timeout=30)
        assert not self._thread.is_alive(), "it did not stop"


def over_http(book: Book, secrets: FileSecrets) -> AbstractContextManager[CentralService]:
    """The line of a book to its centre; closed at the end."""
    return closing(line_of(book, secrets, by_http()))
