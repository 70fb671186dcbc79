"""What runs by itself in the background while a window is open: what has come due, second copies, the look through the book.

What is done there is the desk's and the store's; here is when it is done, and that nobody waits for it.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ticketoffice.settings import MailServer
    from ticketoffice.store.book import Book
    from ticketoffice.ui.book_thread import BookThread
    from ticketoffice.ui.tasks import Tasks

log = logging.getLogger("ticketoffice")
LONGEST_LAST_COPY = 10
"""Seconds that closing waits for the last copy of the book."""
BETWEEN_COPY_ROUNDS = 60
"""Seconds between two looks at whether a copy is due and its disk is there."""
BETWEEN_CLEANINGS = 20
"""Seconds between two looks at whether somebody was erased who still stands in files beside the book."""
REST_OF_A_COPY = 0.02
"""Seconds between the parts of a copy, in which the desk has the disk to itself."""


class Rounds:
    """Of one window. `language`: in which customers are told who have none. `show_copy` is told how the second copy stands,
    `released` how many orders the rules let go, `damaged` what is wrong with the book.
    """

    def __init__(
        self,
        books: BookThread,
        *,
        tasks: Tasks,
        server: MailServer | None,
        language: str,
        show_copy: Callable[..., None],
        released: Callable[[int], None],
        damaged: Callable[[str], None],
    ) -> None:
        self._books, self._tasks, self._server = books, tasks, server
        self._show_copy, self._released, self._damaged = show_copy, released, damaged
        self._language = language
        self._copies: Path | None = None
        self._closing = threading.Event()

    def work_off(self) -> None:
        """From now on what comes due is done: mails, reminders, what expires."""
        due = desk_rounds(self._books, server=self._server, released=self._released, language=self._language)
        self._tasks.spawn(due, name="clock: rounds")
        self._tasks.spawn(self._keep_clean(), name="clock: kept files")

    def keep_copies(self, folder: Path) -> None:
        """From now on a second copy goes to this folder, each hour and at closing."""
        self._copies = folder
        self._tasks.spawn(self._copy_rounds(folder), name="clock: copies")

    def copy_again(self, done: Callable[[], None]) -> None:
        """Somebody has plugged the disk in: it is not waited for the next round; `done` is told once it was tried."""
        if self._copies is not None:
            self._tasks.spawn(self._one_more_copy(self._copies, done=done), name="clock: copy again")

    def look_through(self) -> None:
        """Once the desk can be used: file and journal, beside its work; a damaged book can only be read from then on."""
        self._tasks.spawn(self._look_through(), name="clock: check")

    def stop(self) -> None:
        """The window closes: nothing new is begun."""
        self._closing.set()

    async def last_copy(self) -> None:
        """What was written since the last copy goes into one more, as far as it can be done soon."""
        if self._copies is None:
            return
        from ticketoffice.store.backing_up import Stopped
        from ticketoffice.store.copies import copy_at_closing, rests

        late = threading.Event()
        copying = asyncio.ensure_future(self._books.background(copy_at_closing, self._copies, rest=rests(late)))
        await asyncio.wait([copying], timeout=LONGEST_LAST_COPY)
        late.set()
        try:
            await copying
        except Stopped:
            log.warning("closing did not wait for the last copy of the book")
        except Exception:
            log.exception("the last copy of the book failed")

    async def _keep_clean(self) -> None:
        """Whoever was erased leaves the files that are kept beside the book, too."""
        from ticketoffice.store.copies import rests
        from ticketoffice.store.kept_files import clean

        rest = rests(self._closing, pause=REST_OF_A_COPY)
        while True:
            await asyncio.sleep(BETWEEN_CLEANINGS)
            try:
                await self._books.background(clean, self._copies, rest=rest)
            except Exception:
                log.exception("the files beside the book could not be cleaned")

    async def _copy_rounds(self, folder: Path) -> None:
        from ticketoffice.store.copies import rests

        rest = rests(self._closing, pause=REST_OF_A_COPY)
        await copy_rounds(self._books, folder=folder, show=self._show_copy, rest=rest, pause=BETWEEN_COPY_ROUNDS)

    async def _one_more_copy(self, folder: Path, *, done: Callable[[], None]) -> None:
        from ticketoffice.store.copies import rests

        await copy_round(self._books, folder=folder, show=self._show_copy, rest=rests(self._closing))
        done()

    async def _look_through(self) -> None:
        from ticketoffice.store.checking import look_through

        damage = await self._books.look_at(look_through, stopped=self._closing)
        if damage is not None:
            log.error("the book is damaged: %s", damage)
            self._damaged(damage)


async def desk_rounds(
    books: BookThread,
    *,
    server: MailServer | None,
    released: Callable[[int], None],
    pause: float = 5,
    language: str = "en",
) -> None:
    """Does what has come due, every few seconds, first once the desk has been used for as long; `released` is told how many
    orders lost tickets by it.

    Whatever goes wrong in one round is logged, and the next one tries again.
    """
    from ticketoffice.desk.rounds import Rounds
    from ticketoffice.printing.e_tickets import attached

    rounds = Rounds(server, papers=attached, language=language)
    while True:
        await asyncio.sleep(pause)
        try:
            count = await books.background(rounds.go)
            if count:
                released(count)
            while await books.background(_scrub_on):
                await asyncio.sleep(0)
        except Exception:
            log.exception("a round failed")


def _scrub_on(book: Book) -> bool:
    """A step of cleaning the files of what was erased."""
    return book.scrub_on()


async def copy_rounds(
    books: BookThread,
    *,
    folder: Path | None,
    show: Callable[..., None],
    rest: Callable[[], None],
    pause: float,
) -> None:
    """Makes a second copy when one is due, and shows how it stands, again and again."""
    while True:
        await copy_round(books, folder=folder, show=show, rest=rest)
        await asyncio.sleep(pause)


async def copy_round(
    books: BookThread, *, folder: Path | None, show: Callable[..., None], rest: Callable[[], None]
) -> None:
    """One of them; what goes wrong is logged, and the next one tries again."""
    from ticketoffice.store.copies import copy_where_due

    try:
        state = await books.background(copy_where_due, folder, rest=rest)
        show(state, timezone=await books.read(_timezone))
    except Exception:
        log.exception("a round of copies failed")


def _timezone(book: Book) -> str:
    with book.read() as reading:
        return reading.rules().timezone
