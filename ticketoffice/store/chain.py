"""Whether the journal is as it was written: hash after hash, signature after signature, epoch after epoch.

A fault is told as "epoch/seq: what", the epoch by its first 8 digits.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import islice
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Struct
from sqlalchemy import Connection, select

from ticketoffice.store import tables
from ticketoffice.store.journal import GENESIS, UNREAD, Line, epochs, first_line, lines, of_epoch, parted

BAD_SIGNATURE = "its signature is wrong"
CHANGED = "its bytes were changed"
NO_CHAIN = "it does not follow the operation before it"
COLUMNS = "its columns differ from its bytes"
NO_START = "no book_started"
CENTRE = "centre"
MISSING = "operation {n} is missing"
SHORT = "the journal ends before the head at {n}"
FAULTS = (BAD_SIGNATURE, CHANGED, NO_CHAIN, COLUMNS, NO_START, MISSING, SHORT)
"""What can be wrong at a place of the journal, for those who translate it."""


def fault_said(fault: str, *, translate: Callable[[str], str]) -> str:
    """A fault in another language."""
    place, colon, what = fault.partition(": ")
    number = next(iter(re.findall(r"\d+", what)), "")
    text = re.sub(r"\d+", "{n}", what)
    return f"{place}{colon}{translate(text).format(n=number)}"


class Mark(Struct, frozen=True):
    """How far a journal was found whole: up to operation `seq` of `epoch`, which has this hash."""

    epoch: str
    seq: int
    hash: bytes

    def as_witness(self) -> dict[str, object]:
        """In a form that can be kept outside the book."""
        return {"epoch": self.epoch, "seq": self.seq, "hash": self.hash.hex()}


def first_break(connection: Connection) -> str | None:
    """Where the journal is not as it was written, or None; every hash and every signature."""
    mark: Mark | None = None
    while True:
        fault, mark = next_break(connection, mark, count=None)
        if fault is not None or mark is None:
            return fault


def next_break(connection: Connection, mark: Mark | None, *, count: int | None) -> tuple[str | None, Mark | None]:
    """Goes on from a mark (None: from the beginning) for at most `count` operations of one epoch.

    Returns the fault, if there is one, and the next mark; none after the last operation.
    """
    names = epochs(connection)
    if mark is None:
        if not names:
            return _loose_epoch(connection, names), None
        mark = Mark(names[0], 0, GENESIS)
    fault, mark, ended = _walk(connection, mark, count=count, every_signature=True)
    if fault is not None or not ended:
        return fault, mark
    place = names.index(mark.epoch) + 1
    if place == len(names):
        return _loose_epoch(connection, names), None
    branch = parted(connection, names[place])
    if branch is not None:
        return None, Mark(names[place], branch.seq, branch.hash)
    following = first_line(connection, names[place])
    if following is None or not _follows(connection, following, mark=mark):
        return _at(names[place], 1, NO_CHAIN), mark
    return None, Mark(names[place], 0, GENESIS)


def _follows(connection: Connection, started: Line, *, mark: Mark) -> bool:
    """Whether an epoch begins where the one before it ends; at a centre that is the one which it names, if it names any."""
    said = started.payload
    if not is_a_centre(connection):
        return bool(said["previous_hash"] == mark.hash.hex())
    if said["previous_epoch"] is None:
        return True
    o, of_it = tables.operations.c, of_epoch(said["previous_epoch"])
    there = connection.execute(select(o.hash).where(of_it, o.seq == said["previous_seq"])).scalars()
    return said["previous_hash"] in {bytes(found).hex() for found in there}


def is_a_centre(connection: Connection) -> bool:
    """Whether this book holds the journals of many desks."""
    return connection.execute(select(tables.book.c.mode)).scalar_one_or_none() == CENTRE


def tail_break(connection: Connection, *, count: int) -> str | None:
    """The last operations against the stored head. The last signature vouches for the bytes of all before it."""
    b, o = tables.book.c, tables.operations.c
    epoch, seq = connection.execute(select(b.epoch, b.seq)).one()
    after, known = max(0, seq - count), GENESIS
    if after:
        before = connection.execute(select(o.hash).where(o.epoch == epoch, o.seq == after)).scalar_one_or_none()
        if before is None:
            return _at(epoch, after, MISSING.format(n=after))
        known = bytes(before)
    return _walk(connection, Mark(epoch, after, known), count=None, every_signature=False)[0]


def mark_of(connection: Connection, witness: dict[str, object] | None) -> Mark | None:
    """The mark that was kept, if this journal still has that operation."""
    if witness is None:
        return None
    o = tables.operations.c
    statement = select(o.epoch, o.seq, o.hash).where(o.epoch == witness.get("epoch"), o.seq == witness.get("seq"))
    row = connection.execute(statement).one_or_none()
    if row is None or bytes(row[2]).hex() != witness.get("hash") or row[0] not in epochs(connection):
        return None
    return Mark(row[0], row[1], bytes(row[2]))


def public_key(connection: Connection, epoch: str) -> Ed25519PublicKey | None:
    """The key that signs an epoch, as its first operation says; None without one, or where that was changed."""
    started = first_line(connection, epoch)
    return None if started is None or not started.is_whole else _key_of(started)


def _walk(
    connection: Connection, mark: Mark, *, count: int | None, every_signature: bool
) -> tuple[str | None, Mark, bool]:
    """(fault, how far it is whole, whether the epoch ended there)."""
    branch = parted(connection, mark.epoch)
    said_epoch = mark.epoch if branch is None else branch.epoch
    started = first_line(connection, said_epoch)
    if started is None or not started.is_whole:
        return _at(mark.epoch, 1, NO_START if started is None else CHANGED), mark, False
    key, last, seen = _key_of(started), None, 0
    found = lines(connection, epoch=mark.epoch, after=mark.seq, at_once=min(count or 1000, 1000))
    for line in islice(found, count):
        fault = _fault(line, previous=mark.hash, seq=mark.seq + 1, said_epoch=said_epoch)
        if fault is None and every_signature and line.kind != UNREAD and not _is_signed(line, key=key):
            fault = BAD_SIGNATURE
        if fault is not None:
            return _at(mark.epoch, line.seq, fault), mark, False
        mark, last, seen = Mark(mark.epoch, line.seq, line.hash), line, seen + 1
    if last is not None and not every_signature and not _is_signed(last, key=key):
        return _at(mark.epoch, last.seq, BAD_SIGNATURE), mark, False
    if seen == count:
        return None, mark, False
    return _short_of_head(connection, mark), mark, True


def _short_of_head(connection: Connection, mark: Mark) -> str | None:
    b = tables.book.c
    head = connection.execute(select(b.epoch, b.seq, b.hash)).one_or_none()
    if head is not None and head[0] == mark.epoch and (head[1] != mark.seq or bytes(head[2]) != mark.hash):
        return _at(mark.epoch, mark.seq, SHORT.format(n=head[1]))
    return None


def _key_of(started: Line) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(started.payload["public_key"]))


def _at(epoch: str, seq: int, what: str) -> str:
    return f"{epoch[:8]}/{seq}: {what}"


def _loose_epoch(connection: Connection, known: list[str]) -> str | None:
    """An epoch that no other one leads to; the one whose first operation was changed or is gone is the cause."""
    there = connection.execute(select(tables.operations.c.epoch).distinct()).scalars().all()
    there = [*there, *connection.execute(select(tables.book.c.epoch)).scalars()]
    loose = None
    for name in there:
        if name in known:
            continue
        started = first_line(connection, name)
        if started is None or not started.is_whole:
            return _at(name, 1, NO_START if started is None else CHANGED)
        loose = _at(name, 1, NO_CHAIN)
    return loose or (None if is_a_centre(connection) else _second_beginning(connection, known))


def _second_beginning(connection: Connection, known: list[str]) -> str | None:
    """A book has one first epoch; another one that follows nothing, or the same one, is somebody else's."""
    before: set[str | None] = set()
    for name in known:
        started = first_line(connection, name)
        if started is None or started.payload["previous_epoch"] in before:
            return _at(name, 1, NO_CHAIN)
        before.add(started.payload["previous_epoch"])
    return None


_COLUMNS_IN_BYTES = ("id", "kind", "seq", "at", "actor", "second_person")


def _fault(line: Line, *, previous: bytes, seq: int, said_epoch: str) -> str | None:
    if line.seq != seq:
        return MISSING.format(n=seq)
    if not line.is_whole:
        return CHANGED
    if not line.body.endswith(b',"prev_hash":"%b"}' % previous.hex().encode()):
        return NO_CHAIN
    if line.kind == UNREAD:
        return None  # what nobody could read has no header that its columns could follow
    header = _header_of(line.body)
    if header is None:
        return CHANGED
    if header.get("epoch") != said_epoch or any(header.get(n) != getattr(line, n) for n in _COLUMNS_IN_BYTES):
        return COLUMNS
    return None


def _header_of(body: bytes) -> dict[str, Any] | None:
    """The header of an operation's canonical bytes: their keys are sorted, so it stands first (and `prev_hash` last);
    None where these are no such bytes.
    """
    try:
        found = _READ(body.decode(), len(_FIRST))[0] if body.startswith(_FIRST) else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


_FIRST = b'{"header":'
_READ = json.JSONDecoder().raw_decode


def _is_signed(line: Line, *, key: Ed25519PublicKey) -> bool:
    try:
        key.verify(line.signature, line.hash)
    except InvalidSignature:
        return False
    return True
