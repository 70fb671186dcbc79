"""Tells customers by e-mail what the centre has accepted: in every process that serves it, each notice by one of them.

What there is to send, and what became of it, stands in the book (`desk.mail`); here is when it is looked at. A process that
ends waits for the notice that it is at; one that dies leaves it to the others.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from ticketoffice.desk.mail import Papers, send_due
from ticketoffice.domain.errors import Unavailable

if TYPE_CHECKING:
    from ticketoffice.settings import MailServer
    from ticketoffice.store.book import Book

log = logging.getLogger(__name__)
EVERY = 5.0
"""Seconds between two looks at what may leave."""
LONGEST_ENDING = 10.0
"""Seconds that the notice which is on its way gets when the centre stops."""


class Mailer:
    """Sends what comes due from a thread of its own, until it is stopped. `papers` as in `send_due`."""

    def __init__(self, book: Book, server: MailServer, *, papers: Papers | None = None, every: float = EVERY) -> None:
        self._book, self._server, self._papers, self._every = book, server, papers, every
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mailer", daemon=True)

    def start(self) -> None:
        """From now on."""
        self._thread.start()

    def stop(self) -> None:
        """No further notice is begun; raises nothing where the one on its way takes too long."""
        self._ending.set()
        if self._thread.is_alive():
            self._thread.join(LONGEST_ENDING)

    def go(self) -> int:
        """Sends what may leave now; how many were taken. Whatever goes wrong is logged, and tried again by the next look."""
        try:
            return send_due(self._book, server=self._server, papers=self._papers, enough=self._ending.is_set)
        except Unavailable as problem:
            log.warning("no notice is sent: %s", problem.code)
        except Exception:
            log.exception("a look at the notices failed")
        return 0

    def _run(self) -> None:
        while not self._ending.wait(self._every):
            self.go()
