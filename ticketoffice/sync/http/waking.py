"""Listens to the centre's notifications on a thread of its own and wakes whoever waits; a silent line costs nothing but time."""

from __future__ import annotations

import threading
from collections.abc import Callable

from ticketoffice.domain.errors import Unavailable
from ticketoffice.sync.http.client import HttpCentre

REST = 5.0
"""Seconds before a line that broke is asked for again; the postman's own rounds go on meanwhile."""


class Waker:
    """Sets `news` when the centre tells a new number. `close` waits for nobody: the thread ends with the stream."""

    def __init__(self, make: Callable[[], HttpCentre], news: threading.Event, *, rest: float = REST) -> None:
        self._make = make
        self._news = news
        self._rest = rest
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="notifications", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """No more waking."""
        self._closed.set()

    def _listen(self) -> None:
        told: int | None = None
        with self._make() as service:
            while not self._closed.is_set():
                try:
                    for number in service.notices():
                        if self._closed.is_set():
                            return
                        if number != told:
                            told = number
                            self._news.set()
                except Unavailable:
                    self._closed.wait(self._rest)
                else:
                    self._closed.wait(self._rest / 10)  # it ended as agreed, or the centre is being stopped
