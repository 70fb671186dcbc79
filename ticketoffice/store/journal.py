"""The journal: one hash-chained, signed list of operations for each epoch; outbox, history and audit trail in one.

The bytes of {header, payload, prev_hash} are stored as they were made; hash = SHA-256 of them, the Ed25519 signature is
over the hash. An epoch starts with `book_started`, which carries its public key and names the previous epoch's head.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection, select

from ticketoffice.domain.canonical import canonical
from ticketoffice.domain.operation import Operation
from ticketoffice.store import tables
from ticketoffice.store.inserting import insert_many

GENESIS = b"\x00" * 32


@dataclass(frozen=True, slots=True)
class Head:
    """How far an epoch has come; `letter` is that of its number series."""

    desk: str
    epoch: str
    seq: int
    hash: bytes
    hlc: str
    letter: str


@dataclass(frozen=True, slots=True)
class Line:
    """One stored operation as it stands in the journal."""

    epoch: str
    seq: int
    id: str
    kind: str
    at: int
    actor: str | None
    second_person: str | None
    body: bytes
    hash: bytes
    signature: bytes
    effect: str

    @property
    def payload(self) -> dict[str, Any]:
        """The operation's payload."""
        found: dict[str, Any] = json.loads(self.body)["payload"]
        return found

    def operation(self) -> Operation:
        """The operation again, without the personal data beside it."""
        whole = json.loads(self.body)
        return Operation(
            id=self.id,
            kind=self.kind,
            at=self.at,
            actor=self.actor,
            payload=whole["payload"],
            second_person=self.second_person,
            version=whole["header"]["version"],
        )


def next_hlc(last: str, *, now: int) -> str:
    """The next hybrid logical clock: "milliseconds.counter", never before the last one."""
    milliseconds, counter = (int(part) for part in last.split("."))
    wall = now // 1000
    return f"{wall}.0" if wall > milliseconds else f"{milliseconds}.{counter + 1}"


def sealed(head: Head, operation: Operation, *, effect: str, key: Ed25519PrivateKey) -> tuple[Line, Head]:
    """The journal line after `head`, and the head after it."""
    hlc = next_hlc(head.hlc, now=operation.at)
    body = canonical(
        {
            "header": {
                "actor": operation.actor,
                "at": operation.at,
                "desk": head.desk,
                "epoch": head.epoch,
                "hlc": hlc,
                "id": operation.id,
                "kind": operation.kind,
                "second_person": operation.second_person,
                "seq": head.seq + 1,
                "version": operation.version,
            },
            "payload": dict(operation.payload),
            "prev_hash": head.hash.hex(),
        }
    )
    digest = hashlib.sha256(body).digest()
    line = Line(
        head.epoch,
        head.seq + 1,
        operation.id,
        operation.kind,
        operation.at,
        operation.actor,
        operation.second_person,
        body,
        digest,
        key.sign(digest),
        effect,
    )
    return line, Head(head.desk, head.epoch, head.seq + 1, digest, hlc, head.letter)


def append(connection: Connection, lines: list[tuple[Line, frozenset[str]]]) -> None:
    """Writes journal lines with the orders that each one touched."""
    insert_many(connection, tables.operations, Line.__slots__, [_values(line) for line, _ in lines])
    touched = [(order, line.id) for line, orders in lines for order in orders]
    insert_many(connection, tables.operation_orders, ("order", "operation"), touched)


_values = attrgetter(*Line.__slots__)
_COLUMNS = tuple(tables.operations.c[name] for name in Line.__slots__)


def lines(connection: Connection, *, epoch: str | None = None, after: int = 0) -> Iterator[Line]:
    """All lines, epoch by epoch as they began, in order of seq; streamed."""
    for name in [epoch] if epoch is not None else epochs(connection):
        last = after
        while True:
            o = tables.operations.c
            statement = select(*_COLUMNS).where(o.epoch == name, o.seq > last).order_by(o.seq).limit(1000)
            part = [Line(*row) for row in connection.execute(statement)]
            yield from part
            if len(part) < 1000:
                break
            last = part[-1].seq


def epochs(connection: Connection) -> list[str]:
    """The epochs of this book, oldest first: each names the head that it follows."""
    o = tables.operations.c
    started = [Line(*row) for row in connection.execute(select(*_COLUMNS).where(o.seq == 1).order_by(o.at))]
    by_previous = {line.payload["previous_epoch"]: line.epoch for line in started if _is_whole(line)}
    order: list[str] = []
    current = by_previous.get(None)
    while current is not None and current not in order:
        order.append(current)
        current = by_previous.get(current)
    return order


BAD_SIGNATURE = "its signature is wrong"
CHANGED = "its bytes were changed"
NO_CHAIN = "it does not follow the operation before it"


def first_break(
    connection: Connection, *, epoch: str | None = None, after: int = 0, after_hash: bytes | None = None
) -> str | None:
    """Where chain or signatures do not hold ("epoch/seq: what", the epoch by its first 8 digits), or None when all is
    as it was written.
    """
    names = [epoch] if epoch is not None else epochs(connection)
    last: str | None = None
    for name in names:
        started = _started(connection, name)
        if started is None:
            return _at(name, 1, "no book_started")
        if not _is_whole(started):
            return _at(name, 1, CHANGED)
        if epoch is None and started.payload["previous_hash"] != last:
            return _at(name, 1, NO_CHAIN)
        key = _key_of(started)
        previous, seq = after_hash or GENESIS, after
        for line in lines(connection, epoch=name, after=after):
            fault = _fault(line, previous=previous, seq=seq + 1, key=key)
            if fault is not None:
                return _at(name, line.seq, fault)
            previous, seq = line.hash, line.seq
        head = connection.execute(select(tables.book.c.epoch, tables.book.c.seq, tables.book.c.hash)).one_or_none()
        if head is not None and head[0] == name and (head[1] != seq or bytes(head[2]) != previous):
            return _at(name, seq, f"the journal ends before the head at {head[1]}")
        last = previous.hex()
    return _loose_epoch(connection, names) if epoch is None else None


def public_key(connection: Connection, epoch: str) -> Ed25519PublicKey | None:
    """The key that signs an epoch, as its first operation says; None without one, or where that was changed."""
    started = _started(connection, epoch)
    return None if started is None or not _is_whole(started) else _key_of(started)


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
        started = _started(connection, name)
        if started is None:
            return _at(name, 1, "no book_started")
        if not _is_whole(started):
            return _at(name, 1, CHANGED)
        loose = _at(name, 1, NO_CHAIN)
    return loose


def _started(connection: Connection, epoch: str) -> Line | None:
    o = tables.operations.c
    row = connection.execute(select(*_COLUMNS).where(o.epoch == epoch, o.seq == 1)).one_or_none()
    return None if row is None else Line(*row)


def _is_whole(line: Line) -> bool:
    """Whether the bytes are those that were hashed; only such bytes are parsed."""
    return type(line.body) is bytes and hashlib.sha256(line.body).digest() == line.hash


def _fault(line: Line, *, previous: bytes, seq: int, key: Ed25519PublicKey) -> str | None:
    if line.seq != seq:
        return f"operation {seq} is missing"
    if not _is_whole(line):
        return CHANGED
    whole = json.loads(line.body)
    header = whole["header"]
    if whole["prev_hash"] != previous.hex():
        return NO_CHAIN
    stored = (
        header["id"],
        header["kind"],
        header["seq"],
        header["epoch"],
        header["at"],
        header["actor"],
        header["second_person"],
    )
    if stored != (line.id, line.kind, line.seq, line.epoch, line.at, line.actor, line.second_person):
        return "its columns differ from its bytes"
    try:
        key.verify(line.signature, line.hash)
    except InvalidSignature:
        return BAD_SIGNATURE
    return None
