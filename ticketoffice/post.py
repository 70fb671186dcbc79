"""The postman of a window: when a round is gone, on which thread, and how closing ends it.

What a round does is `sync.round`'s; the network has a thread of its own, and each step on the book goes through the book's
thread between the cashier's deeds (0-decisions 34). One round at a time, whoever asks for it: a deed that may leave, F5,
the clock, the end of the pause after a fault, a notice of the centre that something is new there. A notice only wakes: it
carries no truth, and a centre without notices is asked by the clock.
"""

from __future__ import annotations

import asyncio
import importlib
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, TypeVar, runtime_checkable

from msgspec import Struct, structs
from PySide6.QtCore import QObject, Signal

from ticketoffice.domain.calendar import SECOND
from ticketoffice.domain.errors import Unavailable
from ticketoffice.store import membership, outbox
from ticketoffice.sync import pairing
from ticketoffice.sync.pairing import ServiceFactory
from ticketoffice.sync.round import Postman, Round
from ticketoffice.ui.network_thread import NetworkThread
from ticketoffice.ui.sync.words import PostState

if TYPE_CHECKING:
    from ticketoffice.domain.outcome import Changes
    from ticketoffice.domain.travel import Welcome
    from ticketoffice.store.book import Book
    from ticketoffice.store.keys import Secrets
    from ticketoffice.sync.central_service import CentralService
    from ticketoffice.ui.book_thread import BookThread
    from ticketoffice.ui.tasks import Tasks

log = logging.getLogger("ticketoffice")
T = TypeVar("T")
EVERY = 15.0
"""Seconds between two rounds of which nobody asked for the second one."""
LONGEST_WAIT = 2.0
"""Seconds that closing waits for a round that is on its way."""
LONGEST_STEP = 0.02
"""Seconds that a step on the book may take while a cashier works on it."""


class Reach(Struct, frozen=True):
    """How centres are reached: a line to one, and the authority that one shows to whoever joins (None: the system's own)."""

    service: ServiceFactory
    authority: Callable[[str], str | None] = lambda url: None


def by_http() -> Reach:
    """Over the network; imported when the first centre is spoken to."""
    client = importlib.import_module("ticketoffice.sync.http.client")
    return Reach(client.HttpCentre, client.authority_of)


@runtime_checkable
class Telling(Protocol):
    """A line that also tells by itself that something is new."""

    def notices(self) -> Iterator[int]:
        """Numbers of changes, until the stream ends. Raises Unavailable."""


class Stopped(Exception):
    """The round was ended here; what it had done stays, the rest is for the next one."""


class Post(QObject):
    """Of one window, of a paired book. `moved`: how things stand with the post has changed.

    `on_way`: a round is gone; `asked`: one has ended since the window opened; `progress`: how far the one on its way, or
    the last one, has come; `halted`: somebody said Stop.
    """

    moved = Signal()
    _told = Signal(object)
    _noticed = Signal()

    def __init__(self, books: BookThread, *, tasks: Tasks, secrets: Secrets, reach: Callable[[], Reach]) -> None:
        super().__init__()
        self._books, self._tasks, self._secrets, self._reach = books, tasks, secrets, reach
        self.on_way = self.asked = self.halted = False
        self.progress = Round()
        self._network: NetworkThread | None = None
        self._flight: asyncio.Future[Round] | None = None
        self._postman: Postman | None = None
        self._heard_on: object = None
        self._look = asyncio.Event()
        self._wished = self._running = self._failed = self._is_new_there = False
        self._ended_at = float("-inf")
        self._ending = threading.Event()
        self._closing = threading.Event()
        self._told.connect(self._on_told)
        self._noticed.connect(self._on_noticed)

    def state(self) -> PostState:
        """What only the postman knows."""
        return PostState(self.on_way, self.asked, self.halted, self.progress.sent, self.progress.total)

    # --- when -----------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """From now on rounds are gone; the first one at once."""
        if not self._running:
            self._running = True
            self._books.changed.connect(self._on_changed)
            self._tasks.spawn(self._rounds(), name="clock: post")

    def wish(self) -> None:
        """Somebody wants it now (F5): also within the pause after a fault, and after a Stop."""
        self.halted = False
        self._ending.clear()
        self._wished = True
        self._look.set()

    def halt(self) -> None:
        """Somebody says Stop: the round ends after the step that it is at, and none begins until it is wished."""
        self.halted = True
        self._ending.set()
        self.moved.emit()

    def stop(self) -> None:
        """The window closes: no step more is done, none begins."""
        self._closing.set()
        self._look.set()

    async def close(self) -> None:
        """Waits a little for what is on its way; what the network does not let go of is left to end by itself."""
        self.stop()
        if self._flight is not None and not self._flight.done():
            await asyncio.wait([self._flight], timeout=LONGEST_WAIT)
            self._flight.cancel()
        if self._network is not None:
            self._network.end()

    def _on_changed(self, changes: Changes) -> None:
        """A deed of this desk: it is looked when it may leave. What was taken over from the centre goes nowhere."""
        if changes.operations:
            self._look.set()

    async def _rounds(self) -> None:
        while not self._closing.is_set():
            self._look.clear()
            try:
                wait = await self._wait()
            except Exception:  # whatever the book says now, the postman looks again
                log.exception("the postman could not look what is due")
                await self._until_asked(EVERY)
                continue
            if not self.halted and (self._wished or wait <= 0):
                self._wished = self._is_new_there = False
                await self._round()
                continue
            await self._until_asked(EVERY if self.halted else min(wait, EVERY))

    async def _until_asked(self, seconds: float) -> None:
        """Until somebody wants a look, or this time is over."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._look.wait(), seconds)

    async def _wait(self) -> float:
        """Seconds until the next round: what may leave does not wait for the clock, the pause after a fault holds for all."""
        beat = self._ended_at + EVERY - asyncio.get_running_loop().time()
        pause, leaves = await self._books.read(_due)
        if pause > 0:
            return pause
        if self._is_new_there:
            return 0
        return beat if self._failed else min(beat, leaves)

    # --- a round --------------------------------------------------------------------------------------------------

    async def _round(self) -> None:
        self.on_way, self.progress = True, Round()
        self.moved.emit()
        loop = asyncio.get_running_loop()
        self._failed = True
        try:
            self._flight = asyncio.wrap_future(self._thread().run(self._go_once))
            self.progress = await asyncio.shield(self._flight)
            self.asked, self._failed = True, False
        except Stopped:
            log.info("a round of the postman was stopped")
        except Exception:
            log.exception("a round of the postman failed")
        finally:
            self.on_way, self._ended_at = False, loop.time()
            self.moved.emit()

    def _thread(self) -> NetworkThread:
        if self._network is None:
            self._network = NetworkThread()
        return self._network

    def _go_once(self) -> Round:
        """On the network's thread."""
        if self._postman is None:
            line = self._books.step(self._line_of)
            postman = self._books.step(self._postman_of)
            self._heard_on = line
            if isinstance(line, Telling):
                threading.Thread(target=self._listen, args=(line,), name="notices", daemon=True).start()
            self._postman = postman
        return self._postman.round()

    def _line_of(self, book: Book) -> CentralService:
        centre = pairing.centre_of(book)
        with book.read() as reading:
            token = self._secrets.get(pairing.token_name(reading.facts().desk))
        return self._reach().service(centre.url, token=token.decode() if token else None, authority=centre.authority)

    def _postman_of(self, book: Book) -> Postman:
        line = self._line_of(book)
        return Postman(
            book,
            line,
            run=self._step,
            beside=self._beside,
            told=lambda done: self._told.emit(structs.replace(done)),
            longest=LONGEST_STEP,
        )

    def _listen(self, line: Telling) -> None:
        """On a thread of its own, on a line of its own: as long as the centre tells what is new, nobody waits for the clock.
        It ends where the desk has joined again, and is heard on another line.
        """
        while not self._closing.is_set() and self._heard_on is line:
            try:
                for _ in line.notices():
                    if self._closing.is_set():
                        return
                    self._noticed.emit()
            except Unavailable as fault:
                log.info("no notices of the centre: %s", fault.code)
            self._closing.wait(EVERY)

    def _on_noticed(self) -> None:
        self._is_new_there = True
        self._look.set()

    def _step(self, work: Callable[[], object]) -> object:
        if self._closing.is_set() or self._ending.is_set():
            raise Stopped
        return self._books.step(lambda _: work())

    def _beside(self, work: Callable[[], object]) -> object:
        if self._closing.is_set() or self._ending.is_set():
            raise Stopped
        return self._books.beside(lambda _: work())

    def _on_told(self, done: Round) -> None:
        if self.on_way:
            self.progress = done
            self.moved.emit()

    # --- joining --------------------------------------------------------------------------------------------------

    async def pair(self, *, url: str, code: str, name: str) -> Welcome:
        """Joins a centre and starts. Raises as `sync.pairing.pair` does."""
        welcome = await asyncio.wrap_future(self._thread().run(lambda: self._pair(url=url, code=code, name=name)))
        self.start()
        self.wish()
        return welcome

    def _pair(self, *, url: str, code: str, name: str) -> Welcome:
        """On the network's thread, with the steps on the book where they belong."""
        reach = self._reach()
        self._books.step(pairing.refuse_unless_live)
        found = pairing.find(url, code, asked=reach.authority)
        wish = self._books.step(lambda book: pairing.wish_of(book, code=found.code, name=name, found=found))
        welcome = pairing.ask(
            found,
            wish,
            knows=lambda heads: self._books.step(lambda book: pairing.knows(book, heads)),
            service=reach.service,
            well_at=self._books.step(pairing.well_at),
        )
        self._books.step(lambda book: pairing.keep(book, self._secrets, found, welcome))
        self._postman = None
        return welcome


def _due(book: Book) -> tuple[float, float]:
    """Seconds until the pause after the last fault is over, and until something may leave."""
    at = book.clock.now()
    with book.read() as reading:
        centre, leaves = membership.centre_of(reading.connection), outbox.leaves_at(reading.connection, at=at)
    again = centre.next_attempt_at if centre is not None else None
    return ((again or at) - at) / SECOND, float("inf") if leaves is None else (leaves - at) / SECOND
