"""The real window of a desk that has a centre, without a network between."""

from __future__ import annotations

import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from tests.desks import Line, centre_book, desk_book
from tests.sync.test_two_desks import filled
from tests.ui.conftest import Cashier
from ticketoffice.app import build
from ticketoffice.central.service import Centre
from ticketoffice.settings import Settings
from ticketoffice.store import enrolment
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.sync import pairing
from ticketoffice.sync.http.finding import find
from ticketoffice.sync.line import Found, Reach, line_of
from ticketoffice.sync.round import Postman


class Tells(Line):
    """A line on which the centre tells by itself, for each number that is put there; None ends the stream."""

    def __init__(self, service: Centre, told: SimpleQueue[int | None]) -> None:
        super().__init__(service)
        self._told = told
        self.listened = 0

    def notices(self) -> Iterator[int]:
        self.listened += 1
        while (number := self._told.get()) is not None:
            yield number


class Venue:
    """A centre, the line to it (`before` may raise for each question), and another desk that works there. `mails`: the centre
    has a mail server. `lines`: those of the window.
    """

    def __init__(self, folder: Path, *, settings: Settings, clock: HandClock) -> None:
        self._folder, self._settings, self.clock = folder, settings, clock
        self.centre = centre_book(f"sqlite:///{folder / 'centre.db'}", clock=clock, folder=folder / "centre")
        self.asked: list[str] = []
        self.mails = False
        self.before: Callable[[str], object] = lambda _: None
        self._others: list[Book] = []
        self.threads: set[str] = set()
        self.told: SimpleQueue[int | None] | None = None
        self.lines: list[Line] = []

    def code(self) -> str:
        return enrolment.draw_code(self.centre, name="Desk")

    def reach(self) -> Reach:
        return Reach(self.line, find)

    def line(self, url: str, *, token: str | None = None, authority: str | None = None) -> Line:
        service = Centre(self.centre, token=token, mails=self.mails)
        line = Line(service) if self.told is None else Tells(service, self.told)
        line.before = self._ask
        self.lines.append(line)
        return line

    def _ask(self, question: str) -> None:
        self.asked.append(question)
        self.threads.add(threading.current_thread().name)
        self.before(question)

    def fill(self, make: Callable[[Book], object] = filled, *, joins: bool = True) -> None:
        """The book that the window will open."""
        secrets = FileSecrets(self._settings.secrets)
        book = open_book(self._settings.book, clock=self.clock, secrets=secrets)
        make(book)
        if joins:
            self.join(book, secrets, name="Desk 1")
            assert self.postman(book, secrets).round().cause is None
        book.close()
        secrets.close()
        self.lines.clear()

    def join(self, book: Book, secrets: FileSecrets, *, name: str) -> None:
        wish = pairing.wish_of(book, code=self.code(), name=name)
        found = Found("https://test:1", wish.code, None)
        pairing.keep(book, secrets, found, pairing.ask(found, wish, self.reach(), knows=lambda _: False))

    def postman(self, book: Book, secrets: FileSecrets) -> Postman:
        return Postman(book, line_of(book, secrets, self.reach()), draw=lambda low, high: high)

    def other_desk(self) -> tuple[Book, Callable[[], object]]:
        """A second desk that has heard all there is, and its rounds."""
        secrets = FileSecrets(self._folder / "other")
        book = desk_book(clock=self.clock, folder=self._folder / "other")
        self.join(book, secrets, name="Desk 2")
        postman = self.postman(book, secrets)
        assert postman.round().cause is None
        self._others.append(book)
        return book, postman.round

    def close(self) -> None:
        for book in self._others:
            book.close()
        self.centre.close()


Journey = Callable[[Cashier, Venue], Coroutine[Any, Any, None]]


async def in_window(venue: Venue, settings: Settings, journey: Journey, **how: Any) -> None:
    """The window on that book, from its start to its end."""
    window = build(settings.book, settings=settings, clock=venue.clock, act_as="Lea", reach=venue.reach, **how)
    window.resize(1280, 800)
    window.show()
    try:
        await window.ready
        await journey(Cashier(window, venue.clock), venue)
    finally:
        await window.shut()
        window.closing = True
        window.close()
        window.deleteLater()
