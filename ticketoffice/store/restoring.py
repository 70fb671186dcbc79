"""A copy takes the place of a broken or lost book; the broken one is put aside under a name of its own, never deleted.

All is done beside the book first: the copy is read whole, its chain and signatures are verified, its new epoch begins (it
would else go on under numbers that are already given out), and its tables are built again from its journal and compared: who
changed a payment in it beside the journal is found out. Only then two names change. What is refused has changed nothing.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec import Struct

from ticketoffice.domain.calendar import to_datetime
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.rules import VenueRules, rules_from
from ticketoffice.domain.state import Rule
from ticketoffice.store import beside, chain, database, tables
from ticketoffice.store.backing_up import (
    PART,
    PARTS,
    SQLITE,
    backup,
    letter_of,
    looked_at,
    next_to,
    quoted,
    stamp_of,
    sync_file,
    sync_names,
)
from ticketoffice.store.checking import what_is_gone
from ticketoffice.store.clock import Clock
from ticketoffice.store.database_errors import answering
from ticketoffice.store.epochs import NewEpoch, beyond, heads
from ticketoffice.store.keys import Secrets
from ticketoffice.store.lock import BookLock, has_two_names, real_place
from ticketoffice.store.opening import NO_ROOM, address_of, open_url, refuse_what_is_too_new
from ticketoffice.store.privacy import make_private
from ticketoffice.store.replay import replay

DAMAGE = ("damaged", "migration_failed")


class Restored(Struct, frozen=True):
    """What was done: the book's place, where the former file is now (None: there was none), the epoch that began,
    whether the head file could say how far the book had come, and whether the former file `is_empty`.
    """

    book: Path
    aside: Path | None
    begun: NewEpoch
    head_known: bool
    is_empty: bool = False

    @property
    def code(self) -> str:
        """Of the sentence that says what came after the copy, no more and no less than is known."""
        if self.begun.of_centre:
            return "restored_centre"
        if self.begun.missing is None:
            return "restored_unknown" if self.head_known else "restored_no_head"
        return "restored" if self.begun.missing else "restored_whole"


def restore(
    copy: Path, place: Path, *, clock: Clock, secrets: Secrets, replace: bool = False, as_it_is: bool = False
) -> Restored:
    """Puts the copy in the place of the book. Raises Unavailable, or RuleBroken `book_healthy` where the book there is
    whole, not empty, and nobody said `replace`; nothing is changed then. `as_it_is`: it is not replayed first.
    """
    with _told(copy):
        _refuse_what_is_no_copy(copy)
        place = real_place(place)
        if place.is_dir():
            raise Unavailable("not_a_book", data={"book": str(place)})
        if has_two_names(place):
            raise Unavailable("book_two_names", data={"book": str(place)})
        if place.exists() and copy.samefile(place):
            raise Unavailable("backup_onto_itself", data={"name": str(copy)})
        place.parent.mkdir(parents=True, exist_ok=True)
        lock = BookLock(place)
        lock.take()
        new = next_to(place, ".restoring")
        try:
            for part in PARTS:
                next_to(new, part).unlink(missing_ok=True)  # what a power cut left of an earlier try
            _bring(copy, new)
            desk = _looked_through(copy, new, place=place)
            is_empty = _is_empty(place)
            if not replace and not is_empty:
                _refuse_over_healthy(place, new)
            known = heads(desk, secrets=secrets)
            try:
                begun = _begun(copy, new, clock=clock, secrets=secrets, used=_letters(place), is_proved=not as_it_is)
                aside = _swap(new, place, at=clock.now())
            except BaseException:
                for name, head in known.items():
                    secrets.put_head(name, head)
                raise
        finally:
            for part in (*PARTS, PART):
                next_to(new, part).unlink(missing_ok=True)
            lock.release()
    return Restored(place, aside, begun, desk in known, is_empty)


@contextmanager
def _told(copy: Path) -> Iterator[None]:
    """What the disk or SQLite answers, as a refusal."""
    try:
        yield
    except OSError as problem:
        if problem.errno in NO_ROOM:
            raise Unavailable("disk_full") from problem
        name = problem.filename or copy
        raise Unavailable("cannot_open", data={"name": str(name), "why": problem.strerror or "?"}) from problem
    except ValueError as problem:
        raise Unavailable("cannot_open", data={"name": str(copy), "why": str(problem)}) from problem


def _refuse_what_is_no_copy(copy: Path) -> None:
    if not copy.exists():
        raise Unavailable("no_copy", data={"name": str(copy)})
    if not copy.is_file():
        raise Unavailable("not_a_copy", data={"name": str(copy)})
    with copy.open("rb") as file:
        if file.read(len(SQLITE)) != SQLITE:
            raise Unavailable("not_a_copy", data={"name": str(copy)})


def _bring(copy: Path, new: Path) -> None:
    """The copy's bytes; where it is a book with operations still beside it, those too."""
    wal = next_to(copy, "-wal")
    if wal.exists() and wal.stat().st_size:
        try:
            backup(copy, new)
        except Unavailable as problem:
            raise _damaged(copy, problem.data.get("why", problem.code)) from problem
        return
    make_private(new)
    with copy.open("rb") as source, new.open("r+b") as target:
        shutil.copyfileobj(source, target, 1 << 20)
    sync_file(new)


def _looked_through(copy: Path, new: Path, *, place: Path) -> str:
    """The desk of a copy that is whole, of this desk, and of a version that this program knows."""
    try:
        with looked_at(new) as connection:
            fault = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
            if fault != "ok":
                raise _damaged(copy, fault)
            if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'book'").fetchone():
                raise Unavailable("not_a_copy", data={"name": str(copy)})
            schema = connection.execute("SELECT schema FROM book").fetchone()
    except sqlite3.Error as problem:
        raise _damaged(copy, problem) from problem
    stamp = stamp_of(new)
    if schema is None or stamp is None or not stamp.seq:
        raise Unavailable("not_a_copy", data={"name": str(copy)})
    refuse_what_is_too_new(schema[0])
    former = stamp_of(place) if place.exists() else None
    if former is not None and former.desk != stamp.desk and not _is_empty(place):
        raise Unavailable("copy_of_another_desk", data={"name": str(copy)})
    with _damage_is_of(copy):
        fault = _broken(new, also_beside=schema[0] == tables.SCHEMA)
    if fault is not None:
        raise _damaged(copy, fault)
    return stamp.desk


def _broken(new: Path, *, also_beside: bool) -> str | None:
    """Where the journal does not hold, or what lies beside it was changed (asked only of tables as they are now)."""
    readers = database.reading_engine(address_of(new))
    try:
        with answering(), readers.begin() as connection:
            return chain.first_break(connection) or (beside.first_difference(connection) if also_beside else None)
    finally:
        readers.dispose()


def _letters(place: Path) -> list[str]:
    """The letters of numbers that the former file and those put aside before it have used, as far as they can be read."""
    aside = re.compile(re.escape(place.stem) + r"-broken-\d{8}-\d{6}(-\d+)?" + re.escape(place.suffix))
    return [letter_of(file) for file in place.parent.iterdir() if file == place or aside.fullmatch(file.name)]


def _refuse_over_healthy(place: Path, new: Path) -> None:
    """A book that is whole is not replaced by a slip; it is said what the copy lacks of it."""
    if not _is_healthy(place):
        return
    (here, _), (there, last) = _reached(place), _reached(new)
    missing = beyond(here, here=there)
    moment = to_datetime(last, timezone=_rules(new).timezone)
    data = {"missing": missing, "moment": f"{moment:%d.%m.%Y %H:%M}", "book": str(place)}
    raise RuleBroken("book_healthy", data=data, next=("restore --replace",))


def _is_healthy(place: Path) -> bool:
    """Whether the file is a book, nothing in it is torn, and its journal holds."""
    if not place.is_file() or stamp_of(place) is None:
        return False
    try:
        with closing(_read_beside_nobody(place)) as connection:
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return False
        return _broken(place, also_beside=False) is None
    except (sqlite3.Error, Unavailable):
        return False


def _is_empty(place: Path) -> bool:
    """Whether the book there was only begun: nothing was taken in, and it has no order."""
    if not place.is_file() or stamp_of(place) is None:
        return False
    try:
        with closing(_read_beside_nobody(place)) as connection:
            held = "SELECT EXISTS(SELECT 1 FROM orders) OR EXISTS(SELECT 1 FROM events)"
            return not connection.execute(held).fetchone()[0]
    except sqlite3.Error:
        return False


def _read_beside_nobody(place: Path) -> sqlite3.Connection:
    """With what still lies in its `-wal`; the lock is ours."""
    return sqlite3.connect(f"file:{quoted(place)}?mode=ro", uri=True)


def _reached(file: Path) -> tuple[dict[str, int], int]:
    """How far each epoch goes in a book, and when its last operation was."""
    with closing(_read_beside_nobody(file)) as connection:
        rows = connection.execute("SELECT epoch, max(seq), max(at) FROM operations GROUP BY epoch").fetchall()
    return {bytes(epoch).hex(): int(seq) for epoch, seq, _ in rows}, max((int(at) for *_, at in rows), default=0)


def _rules(file: Path) -> VenueRules:
    """The venue's rules as they stand in a book."""
    with closing(_read_beside_nobody(file)) as connection:
        return rules_from(Rule(*row) for row in connection.execute("SELECT name, value FROM rules"))


def _begun(copy: Path, new: Path, *, clock: Clock, secrets: Secrets, used: Sequence[str], is_proved: bool) -> NewEpoch:
    """The copy's new epoch; it has every table of a book, and they must follow from its journal where that `is_proved`."""
    with _damage_is_of(copy):
        book = open_url(address_of(new), clock=clock, secrets=secrets, restored=used)
        try:
            begun, damage = book.begun, book.read_only
            if begun is None:
                raise Unavailable("damaged", data={"why": damage or "?"})
            with book.read() as reading:
                gone = what_is_gone(reading.connection)
            if gone is not None:
                raise _damaged(copy, gone)
            if is_proved and not (proof := replay(book)).equal:
                changed = sorted(name for name, same in proof.tables.items() if not same)
                raise Unavailable("copy_changed", data={"name": str(copy), "detail": ", ".join(changed)})
        finally:
            book.close()
    sync_file(new)
    return begun


def _swap(new: Path, place: Path, *, at: int) -> Path | None:
    """The former book and all that lies beside it go aside, and the new file takes its place; or all stays as it was."""
    aside = _free_name(place, at=at)
    moved: list[tuple[Path, Path]] = []
    try:
        for part in PARTS:
            former, kept = next_to(place, part), next_to(aside, part)
            if former.exists():
                former.rename(kept)
                moved.append((former, kept))
        new.rename(place)
    except OSError:
        for former, kept in reversed(moved):
            kept.rename(former)
        raise
    sync_names(place.parent)
    return aside if aside.exists() else None


def _free_name(place: Path, *, at: int) -> Path:
    stem = f"{place.stem}-broken-{to_datetime(at):%Y%m%d-%H%M%S}"
    names = (place.with_name(f"{stem}{again}{place.suffix}") for again in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(name for name in names if not any(next_to(name, part).exists() for part in PARTS))


@contextmanager
def _damage_is_of(copy: Path) -> Iterator[None]:
    """What is found damaged here is the copy, not the book."""
    try:
        yield
    except Unavailable as problem:
        if problem.code not in DAMAGE:
            raise
        raise _damaged(copy, problem.data.get("why", problem.code)) from problem


def _damaged(copy: Path, why: object) -> Unavailable:
    return Unavailable("copy_damaged", data={"name": str(copy), "why": str(why)[:120]})
