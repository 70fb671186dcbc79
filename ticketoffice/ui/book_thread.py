"""The book behind the screens: one thread writes, two read; the screens never touch the disk themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from ticketoffice.domain.errors import Unavailable

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

P = ParamSpec("P")
T = TypeVar("T")


class BookThread(QObject):
    """Runs deeds on the book's own thread and questions on reading threads. The factory runs on the writing thread,
    so that the database library is imported there and not while the window paints.

    `changed` carries the `Changes` of each committed transaction, whoever wrote it: a deed, an import, a notice that left.
    `updating` carries how far (in per cent) an older book is brought up to date while it is opened. `moved` carries the
    refusal of a book whose file has left its place: nothing more is written.
    """

    changed = Signal(object)
    moved = Signal(object)
    updating = Signal(int)

    def __init__(
        self, factory: Callable[[Callable[[int], None]], Book], *, updating: Callable[[int], None] | None = None
    ) -> None:
        """`updating` hears from the first word on: the thread begins at once."""
        super().__init__()
        if updating is not None:
            self.updating.connect(updating)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="book")
        self._readers = ThreadPoolExecutor(2, thread_name_prefix="reading")
        self._slow = ThreadPoolExecutor(2, thread_name_prefix="background")
        self._looking = ThreadPoolExecutor(1, thread_name_prefix="looking")
        self._book = self._writer.submit(self._opened, factory)

    def _opened(self, factory: Callable[[Callable[[int], None]], Book]) -> Book:
        book = factory(self.updating.emit)
        book.listen(self.changed.emit)
        return book

    async def write(self, deed: Callable[Concatenate[Book, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Does a deed; when this returns it is on disk."""
        return await self._run(self._writer, deed, args, kwargs)

    def step(self, work: Callable[[Book], T]) -> T:
        """Does a short step for a thread that is not the screens', between the cashier's deeds: those that wait come first."""
        return self._writer.submit(self._with_book, work, (), {}).result()

    def beside(self, work: Callable[[Book], T]) -> T:
        """Asks something long for a thread that is not the screens', beside the deeds and beside their questions."""
        return self._slow.submit(self._with_book, work, (), {}).result()

    async def read(self, question: Callable[Concatenate[Book, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Asks a question beside the writer."""
        return await self._run(self._readers, question, args, kwargs)

    async def ready(self) -> None:
        """Waits until the book is open; raises what opening it raised."""
        await asyncio.wrap_future(self._book)

    async def background(self, work: Callable[Concatenate[Book, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs long work (an import, mail) beside the deeds; its short transactions take turns with them."""
        return await self._run(self._slow, work, args, kwargs)

    async def look_at(self, work: Callable[Concatenate[Book, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Looks through the book for minutes, beside everything else; the caller can stop it."""
        return await self._run(self._looking, work, args, kwargs)

    async def _run(self, pool: ThreadPoolExecutor, work: Callable[..., T], args: Any, kwargs: Any) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(pool, partial(self._with_book, work, args, kwargs))

    def _with_book(self, work: Callable[..., T], args: Any, kwargs: Any) -> T:
        try:
            return work(self._book.result(), *args, **kwargs)
        except Unavailable as problem:
            if problem.code == "book_moved":
                self.moved.emit(problem)
            raise

    def close(self) -> None:
        """Waits for what is being written, then closes the book."""
        self._slow.shutdown(wait=True)
        self._looking.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        if self._book.done() and self._book.exception() is None:
            self._writer.submit(self._book.result().close).result()
        self._writer.shutdown(wait=True)
