"""Tells listening desks that something changed: a number and no truth, only so that the postman need not wait.

One question to the database per moment, however many desks listen; each process asks for itself, so that it does not
matter which of them took the operation. Each notice makes a desk ask what is new: a desk that was just told hears of the next
change only once all the others may have asked.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool

from ticketoffice.domain.errors import Unavailable

log = logging.getLogger(__name__)
PAUSE = 0.1
ASKED_A_SECOND = 200
"""How often a second a process lets desks ask because of its notices: with 40 desks each is told at most five times a second."""
LONGEST_REST = 2.0
"""Seconds that a desk is told nothing, however many there are."""
HEARTBEAT = 5.0
"""Seconds after which a silent line shows that it still stands; a desk gives it up after three times as long."""


class Watch:
    """Asks `count` for the number of changes while anybody listens."""

    def __init__(self, count: Callable[[], int], *, pause: float = PAUSE) -> None:
        self._count = count
        self._pause = pause
        self._number: int | None = None
        self._listeners: set[asyncio.Event] = set()
        self._asking: asyncio.Task[Any] | None = None
        self._closing = False

    def close(self) -> None:
        """Ends all streams, so that the program can stop."""
        self._closing = True
        for listener in self._listeners:
            listener.set()

    async def stream(self, *, seconds: float, heartbeat: float = HEARTBEAT) -> AsyncIterator[bytes]:
        """Server-sent events for so long: each new number once, the present one first."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        told: int | None = None
        news = asyncio.Event()
        self._listeners.add(news)
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        try:
            while not self._closing and loop.time() < until:
                news.clear()
                if self._number is not None and self._number != told:
                    told = self._number
                    yield b"event: change\ndata: %d\n\n" % told
                    await asyncio.sleep(min(LONGEST_REST, len(self._listeners) / ASKED_A_SECOND))
                    continue
                try:
                    await asyncio.wait_for(news.wait(), timeout=max(0.0, min(heartbeat, until - loop.time())))
                except TimeoutError:
                    yield b": still here\n\n"
        finally:
            self._listeners.discard(news)

    async def _ask(self) -> None:
        while self._listeners and not self._closing:
            try:
                number = await run_in_threadpool(self._count)
            except Unavailable as problem:
                log.warning("the number of changes is not known: %s", problem.code)
            else:
                if number != self._number:
                    self._number = number
                    for listener in self._listeners:
                        listener.set()
            await asyncio.sleep(self._pause)
        self._number = None
