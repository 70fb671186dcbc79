"""The postman of a window: when a round is gone, on which thread, and how closing ends it.

What a round does is `sync.round`'s; the network has a thread of its own, and each step on the book goes through the book's
thread between the cashier's deeds (0-decisions 34). One round at a time, whoever asks for it: a deed that may leave, F5,
the clock, the end of the pause after a fault, a notice of the centre that something is new there. A notice only wakes: it
carries no truth, and a centre without notices is asked by the clock.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from msgspec import structs
from PySide6.QtCore import QObject, Signal

from ticketoffice.domain.calendar import SECOND
from ticketoffice.domain.errors import Unavailable
from ticketoffice.store import membership, outbox
from ticketoffice.sync import pairing
from ticketoffice.sync.line import line_of, listen_beside
from ticketoffice.sync.round import Postman, Round
from ticketoffice.sync.selling import Counter
from ticketoffice.ui.network_thread import NetworkThread
from ticketoffice.ui.sync.words import PostState

if TYPE_CHECKING:
    from ticketoffice.desk.choosing import Quote, Wanted
    from ticketoffice.desk.exchanging import Exchanged
    from ticketoffice.desk.on_a_ticket import Done
    from ticketoffice.desk.selling import Sold
    from ticketoffice.desk.tenders import Tender
    from ticketoffice.domain.outcome import Changes
    from ticketoffice.domain.people import Who
    from ticketoffice.store.book import Book
    from ticketoffice.store.keys import Secrets
    from ticketoffice.store.membership import Centre
    from ticketoffice.sync.central_service import CentralService
    from ticketoffice.sync.line import Reach
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
        self._line: CentralService | None = None
        self._heard_enough = threading.Event()
        self._look = asyncio.Event()
        self._wished = self._running = self._failed = self._is_new_there = False
        self._own: Unavailable | None = None
        self._ended_at = float("-inf")
        self._ending = threading.Event()
        self._closing = threading.Event()
        self._told.connect(self._on_told)
        self._noticed.connect(self._on_noticed)

    def state(self) -> PostState:
        """What only the postman knows."""
        done = self.progress
        return PostState(self.on_way, self.asked, self.halted, done.sent, done.total, self._own)

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
        self._heard_enough.set()
        self._look.set()

    async def close(self) -> None:
        """Waits a little for what is on its way; what the network does not let go of is left to end by itself."""
        self.stop()
        if self._flight is not None and not self._flight.done():
            await asyncio.wait([self._flight], timeout=LONGEST_WAIT)
            self._flight.cancel()
        if self._network is not None:
            self._network.run(self._hang_up)
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
            self._own, self.asked = self.progress.own, True
            self._failed = self._own is not None
        except Unavailable as fault:
            log.warning("the book does not say who its centre is: %s", fault.code)
            self._own, self.asked = fault, True
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
            self._postman = self._sent_out()
        return self._postman.round()

    def _sent_out(self) -> Postman:
        """The postman of a book that has a centre: he asks on one line and listens on another, so that neither waits, and each is
        closed by whoever uses it. Raises Unavailable where the book does not say who its centre is.
        """
        book, reach = self._books.step(lambda book: book), self._reach()
        self._hang_up()
        self._line = line_of(book, self._secrets, reach, run=self._step)
        heard = line_of(book, self._secrets, reach, run=self._step)
        self._heard_enough = listen_beside(heard, news=self._noticed.emit)
        return Postman(
            book,
            self._line,
            run=self._step,
            beside=self._beside,
            told=lambda done: self._told.emit(structs.replace(done)),
            longest=LONGEST_STEP,
        )

    def _hang_up(self) -> None:
        """On the network's thread: whoever was asked and heard so far is neither any more."""
        self._heard_enough.set()
        self._postman = None
        if self._line is not None:
            self._line.close()
            self._line = None

    def _on_noticed(self) -> None:
        self._is_new_there = True
        self._look.set()

    def _step(self, work: Callable[[], T]) -> T:
        if self._closing.is_set() or self._ending.is_set():
            raise Stopped
        return self._books.step(lambda _: work())

    def _beside(self, work: Callable[[], T]) -> T:
        if self._closing.is_set() or self._ending.is_set():
            raise Stopped
        return self._books.beside(lambda _: work())

    def _on_told(self, done: Round) -> None:
        if self.on_way:
            self.progress = done
            self.moved.emit()

    # --- joining --------------------------------------------------------------------------------------------------

    async def pair(self, *, url: str, code: str, name: str) -> Centre:
        """Joins a centre and starts. Raises as `sync.pairing.pair` does."""
        joined = await asyncio.wrap_future(self._thread().run(lambda: self._pair(url=url, code=code, name=name)))
        self.start()
        self.wish()
        return joined

    def _pair(self, *, url: str, code: str, name: str) -> Centre:
        """On the network's thread."""
        step = self._books.step
        book = step(lambda book: book)
        joined = pairing.pair(
            book, self._secrets, self._reach(), url=url, code=code, name=name, run=lambda work: step(lambda _: work())
        )
        self._hang_up()
        return joined

    # --- selling --------------------------------------------------------------------------------------------------

    async def offer(self, cart: str, wanted: Sequence[Wanted]) -> Quote:
        """Has what is wanted set aside at the centre; raises as `sync.selling.Counter.set_aside`."""
        return await self._at_counter(lambda counter: counter.set_aside(cart, wanted))

    async def sell(
        self,
        cart: str,
        wanted: Sequence[Wanted],
        *,
        pay: Sequence[Tender],
        who: Who,
        customer: Mapping[str, str | None],
        note: str | None,
    ) -> Sold:
        """Sells what the centre says yes to; raises as `sync.selling.Counter.sell`."""
        return await self._at_counter(
            lambda counter: counter.sell(wanted, pay=pay, who=who, customer=customer, note=note, cart=cart)
        )

    async def exchange(
        self,
        tickets: Sequence[str],
        wanted: Sequence[Wanted],
        *,
        who: Who,
        pay: Sequence[Tender],
        refund: str | None,
        paper: str | None,
        cart: str | None = None,
        note: str | None = None,
    ) -> Exchanged:
        """Exchanges what the centre says yes to; raises as `sync.selling.Counter.exchange`."""
        return await self._at_counter(
            lambda counter: counter.exchange(
                tickets, wanted, who=who, pay=pay, refund=refund, paper=paper, cart=cart, note=note
            )
        )

    async def move(self, ticket: str, *, who: Who, seat: str | None, zone: str) -> Done:
        """Moves a ticket to what the centre says yes to; raises as `sync.selling.Counter.move`."""
        return await self._at_counter(lambda counter: counter.move(ticket, seat=seat, zone=zone, who=who))

    async def let_go(self, cart: str) -> None:
        """Nothing is set aside for this cart any more; raises Unavailable."""
        await self._at_counter(lambda counter: counter.let_go(cart))

    async def _at_counter(self, work: Callable[[Counter], T]) -> T:
        """On the network's thread, after what is done there; a Stop ends rounds and no sale."""

        def done() -> T:
            if self._postman is None:
                self._postman = self._sent_out()
            assert self._line is not None
            book = self._books.step(lambda book: book)
            beside = Postman(book, self._line, run=self._sold_step, beside=self._books_beside, longest=LONGEST_STEP)
            return work(Counter(book, self._line, beside, run=self._sold_step))

        return await asyncio.wrap_future(self._thread().run(done))

    def _sold_step(self, work: Callable[[], T]) -> T:
        return self._books.step(lambda _: work())

    def _books_beside(self, work: Callable[[], T]) -> T:
        return self._books.beside(lambda _: work())


def _due(book: Book) -> tuple[float, float]:
    """Seconds until the pause after the last fault is over, and until something may leave."""
    at = book.clock.now()
    with book.read() as reading:
        centre, leaves = membership.centre_of(reading.connection), outbox.leaves_at(reading.connection, at=at)
    again = centre.next_attempt_at if centre is not None else None
    return ((again or at) - at) / SECOND, float("inf") if leaves is None else (leaves - at) / SECOND
