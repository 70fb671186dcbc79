"""A desk in a process of its own, which does deeds and says each one once it is true; somebody will kill it.

`python -m tests.rigs.desk` imports everything once and forks a desk for each plan that it reads: a desk is at work
after milliseconds. The steps of its fatal deed it says on the same pipe as its acknowledgements.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import event

from tests.rigs.forking import say, serve
from tests.rigs.work import Desk, Doing, begin
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.deed import Deed
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book

COMMIT, COMMITTED, HEAD, SAY = "COMMIT", "committed", "head file", "acknowledge"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a desk is to do. Opens `folder`/book.db at `now`, does `before` deeds, then one of `kind`, watched.

    `die_at` is the gap between two steps of that deed where it dies, the `die_at_turn`th time it is there; None: it
    works on until it is killed or has done `deeds` watched deeds. `hasty`: it acknowledges before COMMIT, the mistake
    that must be found. `begins`: it begins the book too. `synchronous` is SQLite's pragma, where it is not to be the
    program's own.
    """

    folder: str
    files: str
    now: int
    seed: int
    before: int = 0
    kind: str | None = None
    deeds: int = 1
    die_at: str | None = None
    die_at_turn: int = 1
    hasty: bool = False
    begins: bool = False
    synchronous: str | None = None


Say = Callable[..., None]


class Watch:
    """Says each step of the watched deed before it is taken, and dies where the plan says so."""

    def __init__(self, say: Say, *, die_at: str | None, turn: int) -> None:
        self._say, self._die_at, self._turns = say, die_at, turn
        self._last: str | None = None

    def start(self) -> None:
        """From now on steps are said and counted."""
        self._last = ""

    def step(self, what: str) -> None:
        """The next step is about to be taken; where the gap never came, it dies before it acknowledges."""
        if self._last is None:
            return
        if gap_of(self._last, what) == self._die_at:
            self._turns -= 1
        fatal = self._die_at is not None and (self._turns == 0 or what == SAY)
        self._say("dies before" if fatal else "step", what)
        if fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        self._last = what

    def install(self, book: Book) -> None:
        """Watches the one writing connection."""
        event.listen(book.engine, "before_cursor_execute", lambda c, cursor, text, *rest: self.step(sort_of(text)))
        event.listen(book.engine, "commit", lambda c: self.step(COMMIT))
        event.listen(book.engine, "checkin", lambda *rest: self.step(COMMITTED))


class WatchedSecrets(FileSecrets):
    """The head file is a step too."""

    watch: Watch | None = None

    def put_head(self, name: str, head: dict[str, object]) -> None:
        if self.watch is not None:
            self.watch.step(HEAD)
        super().put_head(name, head)


def gap_of(before: str, step: str) -> str:
    """The name of the gap between two steps."""
    return f"{before} | {step}" if before else f"| {step}"


def sort_of(statement: str) -> str:
    """What a statement is for: begin, read, or write rows, search words or the journal."""
    words = statement.replace('"', " ").replace("(", " ").split()
    if words[0] == "BEGIN":
        return "begin"
    if words[0] == "SELECT":
        return "read"
    table = words[1] if words[0] == "UPDATE" else words[2]
    if table.startswith("search_"):
        return "words"
    return "journal" if table in ("operations", "operation_orders", "book") else "rows"


def work(plan: Plan, say: Say) -> None:
    """Does the deeds of a plan."""
    watch = Watch(say, die_at=plan.die_at, turn=plan.die_at_turn)
    secrets = WatchedSecrets(Path(plan.folder) / "keys")
    clock, folder = HandClock(plan.now), Path(plan.folder)
    book = open_book(folder / "book.db", clock=clock, secrets=secrets)
    _epoch(book, say)
    if plan.synchronous is not None:
        connection = book.engine.raw_connection()
        connection.cursor().execute(f"PRAGMA synchronous={plan.synchronous}")
        connection.close()
    if plan.begins:
        begin(book, files=Path(plan.files))
        _epoch(book, say)
        with book.read() as reading:
            say("done", "begin", [line.id for line in reading.history.lines()], {})
    say("begun")
    watch.install(book)
    secrets.watch = watch
    desk = Desk(book, clock=clock, files=Path(plan.files), chance=random.Random(plan.seed))
    for _ in range(plan.before):
        do(desk.draw(), say)
    doing = desk.draw(plan.kind)
    while plan.kind not in (None, doing.kind):
        do(doing, say)
        doing = desk.draw(plan.kind)
    for _ in range(plan.deeds):
        say("watched", doing.kind)
        if plan.hasty:
            _be_hasty(doing, say)
        do(doing, say, watch=watch)
        doing = desk.draw()
    book.close()


def do(doing: Doing, say: Say, *, watch: Watch | None = None) -> None:
    """Does one deed: said before, and acknowledged after it returned."""
    say("doing", doing.kind, doing.writes, doing.becomes)
    if watch is not None:
        watch.start()
    done = doing.do()
    if watch is not None:
        watch.step(SAY)
    say("done", doing.kind, done.operations, done.truths)


def _epoch(book: Book, say: Say) -> None:
    with book.read() as reading:
        say("epoch", reading.facts().epoch)


def _be_hasty(doing: Doing, say: Say) -> None:
    sealed = Deed.seal

    def seal(deed: Deed) -> object:
        head = sealed(deed)
        say("done", doing.kind, list(deed.changed().operations), doing.becomes)
        return head

    Deed.seal = seal  # type: ignore[method-assign,assignment]


if __name__ == "__main__":
    for text in sys.argv[1:]:
        work(Plan(**json.loads(text)), say)
    if not sys.argv[1:]:
        serve(lambda plan: work(Plan(**plan), say))
