"""A book: opens and closes it, hands out snapshots to read and transactions to write in.

`Book.write(work)` runs `work(deed)` in one transaction and commits durably before it returns; what the deed recorded is
then true, and only then may a screen say so. Two writers of one order (PostgreSQL) meet at the order's version: the
second loads and decides again, at most three times.
"""

from __future__ import annotations

import logging
import secrets as randomness
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError

from ticketoffice.domain import identity
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.outcome import Changes
from ticketoffice.domain.travel import Proof
from ticketoffice.store import indexing, journal, saving, scrubbing
from ticketoffice.store.clock import Clock
from ticketoffice.store.coming_back import OlderCopy, older_copy
from ticketoffice.store.database_errors import answering, unavailable
from ticketoffice.store.deed import Deed
from ticketoffice.store.epochs import NewEpoch, key_in, proofs, start_epoch, witness
from ticketoffice.store.keys import Secrets
from ticketoffice.store.lock import BookLock
from ticketoffice.store.reading import Reading

log = logging.getLogger(__name__)
T = TypeVar("T")
TRIES = 3
MOVED = "its file was moved, renamed or deleted"


class Guards(Struct, frozen=True):
    """What keeps two writers apart; a test takes one away to see what it was for."""

    lock_rows: bool = True
    check_versions: bool = True


class Book:
    """An open book. `write` for the one writer, `read` for anybody; `read_only` says why it may not be written.

    `begun` says why a new epoch began when it was opened, if one did; `former` is its place, where it is empty and another book
    was there before. `mode`: live, demo or centre. `paired`: it has
    a centre, and keeps what that has of the orders it works on. `cleaning`: held while its files are cleaned (`kept_files`).
    """

    def __init__(
        self,
        *,
        engine: Engine,
        readers: Engine,
        clock: Clock,
        secrets: Secrets,
        key: Ed25519PrivateKey | None,
        lock: BookLock | None = None,
        guards: Guards | None = None,
    ) -> None:
        self.clock = clock
        self.engine = engine
        self.readers = readers
        self.mode = "live"
        self.paired = False
        self.read_only: str | None = None
        self.begun: NewEpoch | None = None
        self.former: Path | None = None
        self._secrets = secrets
        self._key = key
        self._lock = lock
        self.guards = guards or Guards()
        self.cleaning = threading.Lock()
        self._one_id, self._last_id = threading.Lock(), ""
        self._listener: Callable[[Changes], object] = lambda _: None

    @property
    def file(self) -> Path | None:
        """The file that this book has open for writing; None for a reader, and where it lies in a server."""
        return self._lock.book if self._lock is not None else None

    def listen(self, listener: Callable[[Changes], object]) -> None:
        """Who is told, on the thread that wrote, what each committed transaction changed; one listener a book."""
        self._listener = listener

    def use_key(self, key: Ed25519PrivateKey) -> None:
        """The key of the epoch that has just begun."""
        self._key = key

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """A consistent snapshot to ask questions of. Raises Unavailable when the file or the server does not answer."""
        with answering(), self.readers.begin() as connection:
            yield Reading(connection)

    def write(self, work: Callable[[Deed], T]) -> T:
        """Runs `work` in one transaction. Raises RuleBroken (nothing written) or Unavailable (nothing written).

        Unavailable `unknown_outcome` alone: the connection broke at COMMIT, all of it was written or nothing.
        """
        if self._key is None:
            raise Unavailable("read_only", data={"why": self.read_only or "reader"})
        key = self._key

        def recorded(connection: Connection) -> tuple[Deed, T, journal.Head | None]:
            deed = Deed(self, connection, key=key)
            return deed, work(deed), deed.seal()

        deed, result, head = self.transact(recorded)
        if head is not None:
            self._secrets.put_head(head.desk, witness(head, at=self.clock.now()))
        self.tell(deed.changed())
        return result

    def transact(self, work: Callable[[Connection], T]) -> T:
        """Runs `work` in one durable transaction, again where another writer was faster. Raises as `write` does.

        For what is no operation of this book: answers, what a centre receives and tells, who may send.
        """
        self._refuse_a_file_that_is_gone()
        if self.read_only is not None:
            raise Unavailable("read_only", data={"why": self.read_only})
        beaten: Exception | None = None
        for _ in range(TRIES):
            committing = False
            try:
                with self.engine.begin() as connection:
                    result = work(connection)
                    self._refuse_a_file_that_is_gone()
                    committing = True
                return result
            except saving.Conflict as problem:
                beaten = problem
            except IntegrityError as problem:
                if self.engine.dialect.name == "sqlite":
                    raise  # there is no second writer: a rule let through what the book cannot hold
                beaten = problem
            except DatabaseError as problem:
                if _again(problem):
                    continue
                told = unavailable(problem, committing=committing)
                if told is None:
                    raise
                raise told from problem
        if isinstance(beaten, IntegrityError):
            raise beaten  # the same constraint each time is no race
        raise Unavailable("busy")

    def tell(self, changed: Changes) -> None:
        """What is written is written: whoever fails to show it does not make the deed fail."""
        if changed:
            try:
                self._listener(changed)
            except Exception:
                log.exception("nobody was told of %s", ", ".join(changed.operations))

    def _refuse_a_file_that_is_gone(self) -> None:
        """What is written into a file that has left its place is lost to whoever opens the book next.

        Once it was gone it stays refused: while it was elsewhere, somebody else may have written it.
        """
        if self._lock is None or (self.read_only != MOVED and self._lock.book_is_there()):
            return
        self.read_only = MOVED
        raise Unavailable("book_moved", data={"book": str(self._lock.book)})

    def new_id(self) -> str:
        """A time-ordered 128-bit id; of two in one millisecond the later one comes after the earlier one, too."""
        with self._one_id:
            drawn = identity.time_id(at=self.clock.now(), random=randomness.token_bytes(10))
            self._last_id = identity.following(self._last_id, drawn)
            return self._last_id

    def signing_key(self, connection: Connection) -> Ed25519PrivateKey | None:
        """The key of the epoch that the book is in; None where another process over the same database began that epoch, with
        secrets of its own.
        """
        return key_in(connection, secrets=self._secrets)

    def proofs(self, connection: Connection, *, desk: str, code: str) -> tuple[Proof, ...]:
        """That this machine has the keys of the epochs in the book, as far as it has them."""
        return proofs(connection, secrets=self._secrets, desk=desk, code=code)

    def found_whole(self) -> dict[str, object] | None:
        """How far the journal of this desk was last found whole (`store.chain.Mark`); kept outside the book."""
        return self._secrets.head(self._checked_name())

    def keep_found_whole(self, mark: dict[str, object]) -> None:
        """Keeps how far the journal was found whole."""
        self._secrets.put_head(self._checked_name(), mark)

    def _checked_name(self) -> str:
        with self.read() as reading:
            return f"{reading.facts().desk}-checked"

    def older_copy(self, *, since: int) -> OlderCopy | None:
        """The older copy that this book is, where one took its place since then and its centre may tell what it lacks."""
        with self.read() as reading:
            return older_copy(reading.connection, secrets=self._secrets, since=since)

    def start_practice(self, weeks: int) -> None:
        """A new epoch whose imported dates are moved by whole weeks; only for an empty book."""
        start_epoch(self, secrets=self._secrets, shift_weeks=weeks)

    def reindex(self, orders: Collection[str]) -> None:
        """What these orders are found by has changed beside the deeds."""
        if orders:
            self.transact(lambda connection: indexing.refresh(connection, sorted(orders), known={}))

    def scrub(self) -> None:
        """After an erasure: cleans the files of the book of what was erased, as far as that is done soon; a large book is cleaned
        on by whoever calls `scrub_on`, at the latest when it is closed.
        """
        for _ in range(scrubbing.STEPS_AT_ONCE):
            if not self.scrub_on():
                return

    def scrub_on(self) -> bool:
        """One short step of cleaning, in a transaction of its own; whether another one is due now. Raises Unavailable."""
        self._refuse_a_file_that_is_gone()
        if self.read_only is not None:
            return False
        with answering():
            return scrubbing.step(self.engine)

    def _scrub_to_the_end(self) -> None:
        try:
            while self.scrub_on():
                pass
        except Unavailable as problem:
            log.warning("what was erased is cleaned when the book is opened next: %s", problem.code)

    def close(self) -> None:
        """Closes connections and gives the lock back.

        The writer goes last: only the last connection brings what stands in SQLite's `-wal` home, and a reader may not.
        """
        self.readers.dispose()
        if self._lock is not None:
            self._scrub_to_the_end()
        self.engine.dispose()
        if self._lock is not None:
            self._lock.release()


def _again(problem: DBAPIError) -> bool:
    text = type(problem.orig).__name__
    return text in {"DeadlockDetected", "SerializationFailure", "UniqueViolation"}
