"""What a desk notes of its payments at the terminal, on disk before anything is sent: after a restart it knows what to ask.

One payment at a time is open; of those that ended the last ones are kept, so that the same reference is never charged again.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec
from msgspec import Struct

from ticketoffice.domain.errors import Unavailable

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

KEPT = 200
"""So many payments that ended are remembered."""


class Attempt(Struct, frozen=True, omit_defaults=True):
    """A payment that was begun. `before` is the trace of the terminal's last payment until then; None: there was none. `outcome` is
    empty as long as nobody knows, else `approved` with `trace`, `receipt` and `terminal`, or `declined` with `why` and `code`.
    """

    reference: str
    amount: int
    currency: str
    before: int | None
    outcome: str = ""
    why: str = ""
    code: int | None = None
    trace: int | None = None
    receipt: int | None = None
    terminal: str | None = None


class Notebook(Protocol):
    """Where attempts are noted."""

    def attempts(self) -> tuple[Attempt, ...]:
        """All that are remembered, the oldest first."""

    def note(self, attempt: Attempt) -> None:
        """Writes it down in place of one with the same reference; it is on disk when this returns. Raises Unavailable."""


class FileNotebook:
    """A notebook in one file, which is there whole or not at all."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def attempts(self) -> tuple[Attempt, ...]:
        """All that are remembered; raises Unavailable `cannot_open` for a file that holds something else."""
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return ()
        except OSError as problem:
            raise self._cannot(problem.strerror) from problem
        try:
            return msgspec.json.decode(data, type=tuple[Attempt, ...])
        except msgspec.DecodeError as problem:
            raise self._cannot(None) from problem

    @property
    def is_unsettled(self) -> bool:
        """Whether what became of a payment is not known: until it is, no other one begins, and no drawer is closed."""
        return any(not one.outcome for one in self.attempts())

    def note(self, attempt: Attempt) -> None:
        """Replaces the file; the newest attempt is the last."""
        others = [one for one in self.attempts() if one.reference != attempt.reference]
        open_ones = [one for one in others if not one.outcome]
        ended = [one for one in others if one.outcome][-KEPT:]
        part = self._path.with_name(self._path.name + ".part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                file.write(msgspec.json.encode([*ended, *open_ones, attempt]))
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._path)
        except OSError as problem:
            raise Unavailable("cannot_write", data={"name": str(self._path), "why": problem.strerror}) from problem

    def _cannot(self, why: str | None) -> Unavailable:
        return Unavailable("cannot_open", data={"name": str(self._path), "why": why})


def beside(book: Path) -> FileNotebook:
    """The notebook of the desk whose book lies there."""
    return FileNotebook(book.with_suffix(".terminal.json"))


def payment_open(book: Book) -> bool:
    """Whether a card payment at this desk has no known outcome. Raises Unavailable as `FileNotebook.attempts`."""
    return book.file is not None and beside(book.file).is_unsettled
