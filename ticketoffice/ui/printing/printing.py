"""Papers of this window on their way to a printer: asked for here, sent on a thread of their own, and told when they ended.

Nobody waits for a printer: the page is free as soon as the paper stands in the spool.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from ticketoffice.desk import spool
from ticketoffice.domain.people import Who
from ticketoffice.domain.spool import RECEIPT, TEST, TICKETS, UNKNOWN
from ticketoffice.ui import words
from ticketoffice.ui.network_thread import NetworkThread

if TYPE_CHECKING:
    from ticketoffice.desk.spool import JobView, Wish
    from ticketoffice.domain.spool import PrintJob
    from ticketoffice.printer_choice import PrinterChoice
    from ticketoffice.printing.following import Follows
    from ticketoffice.printing.printers import Printers
    from ticketoffice.printing.spooling import Ways
    from ticketoffice.store.book import Book
    from ticketoffice.ui.book_thread import BookThread
    from ticketoffice.ui.told_tasks import ToldTasks

LONGEST_LAST_PRINT = 8
"""Seconds that closing waits for the paper in hand; what has not ended by then may have come out, and the next start says so."""
AT_ONCE = "clock: print"
"""The name of the task: closing does not wait for a printer as it waits for the book."""


class Printing(QObject):
    """`ended` carries a job as it ended (`JobView`); `changed`: one was asked for, or ended. `printers`: those chosen now."""

    ended = Signal(object)
    changed = Signal()

    def __init__(
        self,
        books: BookThread,
        *,
        told: ToldTasks,
        who: Callable[[], str],
        printers: Printers,
        way: Ways | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.printers = printers
        self._books, self._told, self._who, self._way = books, told, who, way
        self._thread: NetworkThread | None = None
        self._in_hand: Future[None] | None = None
        self._closing = False

    def of(self, what: str) -> PrinterChoice | None:
        """The printer that takes such a paper, where one is chosen."""
        from ticketoffice.printing.wishes import PURPOSE

        return self.printers.of(PURPOSE[what])

    async def print_out(
        self, what: str, *, order: str | None = None, tickets: Sequence[str] = (), closing: str | None = None
    ) -> PrintJob:
        """Asks for a paper; returns once it stands in the spool. Raises RuleBroken where there is none, and Unavailable."""
        from ticketoffice.printing.wishes import ask

        choice = self.of(what)
        assert choice is not None, "what has no printer is written into a file"
        how = {"order": order, "tickets": tickets, "closing": closing}
        who = Who(self._who())
        return self._sends(
            await self._books.write(ask, what, choice=choice, language=words.language(), who=who, **how)  # type: ignore[arg-type]
        )

    def after(self, follows: Follows) -> None:
        """What a deed that is on disk brings with it: the drawer opens where one of its methods is cash, and what prints by itself of
        its papers is asked for. Whatever stands in the way is told, and the deed stays.
        """
        self._told.spawn(self._follow(follows), name="print")

    async def _follow(self, follows: Follows) -> None:
        from ticketoffice.printing.wishes import by_itself

        await self.open_drawer(follows.methods)
        for what in by_itself(self.printers, follows.whats):
            await self.print_out(what, order=follows.order, tickets=() if what == RECEIPT else follows.tickets)

    async def open_drawer(self, methods: Sequence[str]) -> None:
        """The drawer opens where one of these methods is cash, and one hangs at a printer of this desk."""
        from ticketoffice.printing.wishes import ask_for_drawer

        choice, who = self.printers.kicks, Who(self._who())
        if choice is not None:
            job = await self._books.write(ask_for_drawer, methods, choice=choice, language=words.language(), who=who)
            if job is not None:
                self._sends(job)

    async def try_out(self, wish: Wish) -> None:
        """A trial of a printer."""
        self._sends(await self._books.write(spool.ask, wish, who=Who(self._who())))

    async def again(self, job: str) -> None:
        """The same paper once more, by a person's wish, at the printer that is chosen for it by now, else at the same one: what may have
        come out before makes it a duplicate. Raises RuleBroken as `desk.spool.wish_again`.
        """
        wish = await self._books.read(spool.wish_again, job)
        choice = self.of(wish.what) if wish.what != TEST else None
        if choice is not None:
            layout = choice.layout if wish.what == TICKETS else None
            wish = replace(wish, printer=choice.printer, form=choice.form, layout=layout)
        self._sends(await self._books.write(spool.ask, wish, who=Who(self._who())))

    async def recover(self) -> JobView | None:
        """What was left when the program ended last: what had not begun goes on; one that may have come out is returned."""
        if not await self._books.read(_is_anything_left):
            return None
        before, waiting = await self._books.write(_recovered)
        for job in waiting:
            self._sends(job)
        return before

    async def close(self) -> None:
        """The window closes: the paper in hand may end, nothing new is begun."""
        self._closing = True
        if self._thread is not None:
            self._thread.end()
        if self._in_hand is not None and not self._in_hand.done():
            await asyncio.wait([asyncio.wrap_future(self._in_hand)], timeout=LONGEST_LAST_PRINT)

    def _sends(self, job: PrintJob) -> PrintJob:
        self.changed.emit()
        self._told.spawn(self._sent(job.id), name=AT_ONCE)
        return job

    async def _sent(self, job: str) -> None:
        if self._thread is None:
            self._thread = NetworkThread("printer")
        self._in_hand = self._thread.run(lambda: self._send(job))
        await asyncio.wrap_future(self._in_hand)
        view = await self._books.read(spool.job_view, job)
        self.changed.emit()
        self.ended.emit(view)

    def _send(self, job: str) -> None:
        """On the printer's thread."""
        from ticketoffice.printing.spooling import Spooler

        if not self._closing:
            Spooler(step=self._books.step, beside=self._books.beside, way=self._way).send(job)


def _is_anything_left(book: Book) -> bool:
    with book.read() as reading:
        return bool(reading.spool.not_ended())


def _recovered(book: Book) -> tuple[JobView | None, list[PrintJob]]:
    with book.read() as reading:
        sending = [job.id for job in reading.spool.not_ended()]
    waiting = spool.recover(book)
    ended = [spool.job_view(book, job) for job in sending]
    return next((view for view in ended if view.job.state == UNKNOWN), None), waiting
