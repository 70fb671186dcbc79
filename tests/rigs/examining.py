"""Opens a book after a kill or a power cut and looks whether everything is there that was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.exc import DBAPIError

from tests.rigs.work import Truths, look
from ticketoffice.domain.errors import Unavailable
from ticketoffice.store.checking import quick_check, verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.store.replay import replay


@dataclass(slots=True)
class Told:
    """What a desk has said so far, and the deed that it was in when it said no more."""

    operations: list[str] = field(default_factory=list)
    truths: Truths = field(default_factory=dict)
    doing: tuple[tuple[str, ...], Truths] | None = None
    epochs: list[str] = field(default_factory=list)
    begun: bool = False

    def hear(self, words: Sequence[Any]) -> None:
        """Takes in one line that the desk said."""
        if words[0] == "epoch" and words[1] not in self.epochs:
            self.epochs.append(words[1])
        elif words[0] == "begun":
            self.begun = True
        elif words[0] == "doing":
            self.doing = (tuple(words[2]), words[3])
        elif words[0] == "done":
            self.operations += words[2]
            self.truths |= words[3]
            self.doing = None


@dataclass(frozen=True, slots=True)
class Found:
    """What is wrong with a book, and whether the deed that was never acknowledged is in it."""

    faults: tuple[str, ...]
    unsaid: bool
    acknowledged: int


def examine(folder: Path, told: Told, *, now: int, known: set[str]) -> Found:
    """Reopens the book as the program does. `known` are the operations it had before; it takes in what is there now."""
    try:
        return _examined(folder, told, now=now, known=known)
    except (Unavailable, DBAPIError) as problem:
        return Found((f"does not open: {problem!r}",), unsaid=False, acknowledged=len(told.operations))


def _examined(folder: Path, told: Told, *, now: int, known: set[str]) -> Found:
    secrets = FileSecrets(folder / "keys")
    book = open_book(folder / "book.db", clock=HandClock(now), secrets=secrets)
    try:
        faults = [f"read-only: {book.read_only}"] if book.read_only else []
        faults += [f"file: {fault}" for fault in [quick_check(book)] if fault]
        faults += [f"chain: {fault}" for fault in [verify(book)] if fault]
        with book.read() as reading:
            lines = list(reading.history.lines())
            epoch = reading.facts().epoch
        if told.epochs and epoch not in told.epochs:
            faults.append("a new epoch was started")
        stored = {line.id for line in lines}
        faults += [f"lost: {name}" for name in told.operations if name not in stored]
        said = set(told.operations)
        more = [line.kind for line in lines if line.id not in known and line.id not in said]
        truths = dict(told.truths)
        if more:
            writes, becomes = told.doing or ((), {})
            if told.begun and more != list(writes):
                faults.append(f"half-written: {more} of {list(writes)}")
            truths |= becomes
        is_true = look(book, list(truths))
        faults += [
            f"untrue: {name} is {is_true[name]}, not {word}" for name, word in truths.items() if is_true[name] != word
        ]
        faults += [f"replay: {table} differs" for table, same in replay(book).tables.items() if not same]
        known |= stored
        told.truths = truths
        told.doing = None
    finally:
        book.close()
        secrets.close()
    return Found(tuple(faults), bool(more), len(said))
