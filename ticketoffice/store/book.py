"""A book: opens and closes it, hands out snapshots to read and transactions to write in.

`Book.write(work)` runs `work(deed)` in one transaction and commits durably before it returns; what the deed recorded is
then true, and only then may a screen say so. Two writers of one order (PostgreSQL) meet at the order's version: the
second loads and decides again, at most three times.
"""

from __future__ import annotations

import logging
import secrets as randomness
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct
from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError, OperationalError

from ticketoffice.domain import identity
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.operation import Operation
from ticketoffice.domain.operations import KINDS
from ticketoffice.domain.outcome import Changes, Outcome, changes
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.travel import ACCEPTED
from ticketoffice.store import bases, feed, indexing, journal, loading, personal_data, saving, tables, unit
from ticketoffice.store.asking import ask
from ticketoffice.store.chain import CENTRE
from ticketoffice.store.clock import Clock
from ticketoffice.store.database import is_damage
from ticketoffice.store.epochs import NewEpoch, key_in, start_epoch, witness
from ticketoffice.store.keys import Secrets
from ticketoffice.store.lock import BookLock
from ticketoffice.store.reading import Reading

log = logging.getLogger(__name__)
T = TypeVar("T")
TRIES = 3
MOVED = "its file was moved, renamed or deleted"
UNREADABLE = frozenset({"SQLITE_IOERR_READ", "SQLITE_IOERR_SHORT_READ", "SQLITE_IOERR_CORRUPTFS", "SQLITE_IOERR_DATA"})
"""What SQLite could not read of the file itself; what it could not lay beside it or write is a disk without room."""

UNWRITTEN = "SQLITE_IOERR_WRITE"
"""Also at COMMIT nothing was done: the last frame of a transaction counts only when it stands whole in the `-wal`."""


class Guards(Struct, frozen=True):
    """What keeps two writers apart; a test takes one away to see what it was for."""

    lock_rows: bool = True
    check_versions: bool = True


class Book:
    """An open book. `write` for the one writer, `read` for anybody; `read_only` says why it may not be written.

    `begun` says why a new epoch began when it was opened, if one did; `former` is its place, where it is empty and another book
    was there before. `mode`: live, demo or centre. `paired`: it has
    a centre, and keeps what that has of the orders it works on.
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
        self._listener: Callable[[Changes], object] = lambda _: None

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
        """A time-ordered 128-bit id."""
        return identity.time_id(at=self.clock.now(), random=randomness.token_bytes(10))

    def signing_key(self, connection: Connection) -> Ed25519PrivateKey | None:
        """The key of the epoch that the book is in; None where another process over the same database began that epoch, with
        secrets of its own.
        """
        return key_in(connection, secrets=self._secrets)

    def found_whole(self) -> dict[str, object] | None:
        """How far the journal of this desk was last found whole (`store.chain.Mark`); kept outside the book."""
        return self._secrets.head(self._checked_name())

    def keep_found_whole(self, mark: dict[str, object]) -> None:
        """Keeps how far the journal was found whole."""
        self._secrets.put_head(self._checked_name(), mark)

    def _checked_name(self) -> str:
        with self.read() as reading:
            return f"{reading.facts().desk}-checked"

    def start_practice(self, weeks: int) -> None:
        """A new epoch whose imported dates are moved by whole weeks; only for an empty book."""
        start_epoch(self, secrets=self._secrets, shift_weeks=weeks)

    def scrub(self) -> None:
        """After an erasure: rewrites every file of the book so that erased bytes stand in none of them."""
        with self.engine.begin() as connection:
            indexing.rebuild(connection)
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                raw = connection.connection.driver_connection
                assert raw is not None
                raw.execute("VACUUM")
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Closes connections and gives the lock back.

        The writer goes last: only the last connection brings what stands in SQLite's `-wal` home, and a reader may not.
        """
        self.readers.dispose()
        self.engine.dispose()
        if self._lock is not None:
            self._lock.release()


_b = tables.book.c
_heard = (select(tables.centre.c[name]).scalar_subquery() for name in ("cursor", "skew"))
_HEAD = select(_b.desk, _b.epoch, _b.seq, _b.hash, _b.hlc, _b.letter, *_heard).with_for_update()
_BOOK_MOVES = update(tables.book)


class Deed:
    """One transaction: read what is needed, record operations; nothing is true before `Book.write` has returned."""

    def __init__(self, book: Book, connection: Connection, *, key: Ed25519PrivateKey) -> None:
        self._book = book
        self._connection = connection
        self._key = key
        self._index: set[str] = set()
        self._written: list[Outcome] = []
        self._held: dict[str, Dossier] = {}
        self._next_invoice: int | None = None
        self._letter = ""
        self._post_all = False
        self.at = book.clock.now()
        self.reading = Reading(connection)
        self.mail_box = self.reading.mail_box

    def new_id(self) -> str:
        """A time-ordered 128-bit id."""
        return self._book.new_id()

    def random(self, count: int) -> bytes:
        """Unguessable bytes."""
        return randomness.token_bytes(count)

    def dossier(self, order: str) -> Dossier:
        """An order whole, as it now stands in this transaction; raises RuleBroken `not_found`."""
        if order not in self._held:
            found = loading.dossiers(self._connection, [order], lock=self._book.guards.lock_rows)
            if order not in found:
                raise RuleBroken("not_found", data={"order": order})
            self._held |= found
        return self._held[order]

    def invoice_number(self) -> str:
        """The next number of this desk's own gap-free series; consumed only if the transaction commits."""
        if self._next_invoice is None:
            b = tables.book.c
            row = self._connection.execute(select(b.letter, b.next_invoice).with_for_update()).one()
            self._letter, self._next_invoice = row[0], row[1]
        number = identity.invoice_number(self._letter, self._next_invoice)
        self._next_invoice += 1
        return number

    def record(self, operation: Operation) -> Outcome:
        """Judges, applies and saves one operation; raises RuleBroken when it is refused."""
        outcome = self.record_many([operation])[0]
        if not outcome.verdict.accepted:
            verdict = outcome.verdict
            raise RuleBroken(verdict.reason or "refused", data=dict(verdict.data), next=verdict.next)
        return outcome

    def record_many(self, operations: Sequence[Operation]) -> list[Outcome]:
        """Judges and applies operations; a refused one leaves nothing behind and is told by its verdict.

        The outcomes come as the operations were given, the journal has them in the order of `operations.in_order`.
        """
        guards, catalogue = self._book.guards, self.reading.catalogue
        outcomes, situation, versions = unit.decide(
            self._connection, operations, catalogue=catalogue, lock=guards.lock_rows, held=self._held
        )
        if self._book.paired:
            bases.keep(self._connection, situation.dossiers)
        saving.save(
            self._connection, outcomes, situation=situation, versions=versions, check_versions=guards.check_versions
        )
        self._held |= situation.dossiers
        for outcome in outcomes:
            catalogue.look_at(outcome.rows)
            unit.move_on(self._held, outcome)
            if outcome.verdict.accepted:
                self._written.append(outcome)
                if indexing.words_change(outcome, situation):
                    self._index |= outcome.orders
                self._post_all = self._post_all or KINDS[outcome.operation.kind].ends_keep
        told = {outcome.operation.id: outcome for outcome in outcomes}
        return [told[operation.id] for operation in operations]

    def would_change(self, operation: Operation) -> bool:
        """Whether recording this operation would change any row (or be refused)."""
        outcomes, situation, _ = unit.decide(
            self._connection, [operation], catalogue=self.reading.catalogue, lock=False
        )
        return not outcomes[0].verdict.accepted or saving.changes_anything(outcomes, situation=situation)

    def post_all(self) -> None:
        """`--now`: what this transaction writes can no longer be kept."""
        self._post_all = True

    def changed(self) -> Changes:
        """What this transaction changes, for those who show it; true once it is committed."""
        return changes(*self._written, beside=self.mail_box.touched)

    def reindex_customer(self, person: str) -> None:
        """All orders of a customer get their search words anew."""
        self._index |= set(self.reading.orders_of_customer(person))

    def reindex_event(self, event: str) -> None:
        """All orders with tickets of an event get its new name as search words."""
        self._index |= set(self.reading.orders_of_event(event))

    def reindex(self, order: str) -> None:
        """An order gets its search words anew."""
        self._index.add(order)

    def erase_person(self, person: str) -> None:
        """Takes the fields and salts of a person out of the book; the commitment in the journal then says nothing."""
        personal_data.erase(self._connection, people=[person])

    def erase_notes(self, notes: Sequence[str]) -> None:
        """Takes the texts of notes out of the book."""
        personal_data.erase(self._connection, notes=notes)

    def seal(self) -> journal.Head | None:
        """Appends the journal lines of this transaction, moves the head, refreshes the index. Called by `Book.write`."""
        if not self._written and not self._index:
            return None
        row = ask(self._connection, _HEAD)[0]
        if self._index:
            indexing.refresh(self._connection, sorted(self._index), known=self._held)
        if not self._written:
            return None
        head = journal.Head(row[0], row[1], row[2], bytes(row[3]), row[4], row[5], row[6], row[7] or 0)
        key = self._key if self._book.mode != CENTRE else self._book.signing_key(self._connection)
        if key is None:
            raise Unavailable("key_elsewhere")
        written: list[tuple[journal.Line, frozenset[str]]] = []
        for outcome in self._written:
            line, head = journal.sealed(head, outcome.operation, effect=outcome.verdict.effect, key=key)
            written.append((line, outcome.orders))
        journal.append(self._connection, written)
        values: dict[str, object] = {"seq": head.seq, "hash": head.hash, "hlc": head.hlc}
        if self._post_all:
            values["posted_through"] = head.seq
        if self._next_invoice is not None:
            values["next_invoice"] = self._next_invoice
        self._connection.execute(_BOOK_MOVES, values)
        if self._book.mode == CENTRE:
            changes = [feed.Change(line, orders, answer=ACCEPTED) for line, orders in written]
            feed.announce(self._connection, changes, at=self.at)
        return head


def _again(problem: DBAPIError) -> bool:
    text = type(problem.orig).__name__
    return text in {"DeadlockDetected", "SerializationFailure", "UniqueViolation"}


@contextmanager
def answering() -> Iterator[None]:
    """What a database answers instead of rows (damaged, locked, not there) is Unavailable; a wrong statement is a bug."""
    try:
        yield
    except DatabaseError as problem:
        told = unavailable(problem)
        if told is None:
            raise
        raise told from problem
    except sqlite3.DatabaseError as problem:  # asked without SQLAlchemy between
        told = _meaning(problem, says_no=isinstance(problem, sqlite3.OperationalError))
        if told is None:
            raise
        raise told from problem


def unavailable(problem: DatabaseError, *, committing: bool = False) -> Unavailable | None:
    """What this error of the database means for people; None where it is a bug."""
    return _meaning(problem.orig, says_no=isinstance(problem, OperationalError), committing=committing)


def _meaning(answer: BaseException | None, *, says_no: bool, committing: bool = False) -> Unavailable | None:
    text = str(answer).lower()
    told = getattr(answer, "sqlite_errorname", "")
    if is_damage(answer) or (told in UNREADABLE and not committing):
        return Unavailable("damaged", data={"why": str(answer)})
    if not says_no:
        return None
    if (
        "full" in text
        or "no space" in text
        or told == UNWRITTEN
        or (told.startswith("SQLITE_IOERR") and not committing)
    ):
        return Unavailable("disk_full")
    if "locked" in text or "busy" in text:
        return Unavailable("book_open_elsewhere")
    if "readonly" in text:
        return Unavailable("read_only", data={"why": "disk"})
    why = text.partition("\n")[0].strip()[:120]
    return Unavailable("unknown_outcome" if committing else "database", data={"why": why})
