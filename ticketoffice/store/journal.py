"""The journal: one hash-chained, signed list of operations for each epoch; outbox, history and audit trail in one.

The bytes of {header, payload, prev_hash} are stored as they were made; hash = SHA-256 of them, the Ed25519 signature is
over the hash. An epoch starts with `book_started`, which carries its public key and names the previous epoch's head.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, bindparam, or_, select

from ticketoffice.domain.before import Made
from ticketoffice.domain.canonical import canonical
from ticketoffice.domain.makings import MAKING_KINDS, Making, making_of
from ticketoffice.domain.operation import Operation
from ticketoffice.store import tables
from ticketoffice.store.asking import ask
from ticketoffice.store.telling import insert_many

UNREAD = "unread"
"""The kind under which a centre keeps what it could not read."""
GENESIS = b"\x00" * 32


class Head(Struct, frozen=True):
    """How far an epoch has come; `letter` is that of its number series. `heard` and `skew`: how far its centre was heard, and
    how far the clock here is ahead of that one's (microseconds); None where there is no centre.
    """

    desk: str
    epoch: str
    seq: int
    hash: bytes
    hlc: str
    letter: str
    heard: int | None = None
    skew: int = 0


class Line(Struct, frozen=True):
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
    def is_read(self) -> bool:
        """Whether a centre could read it, so that header and payload are those of its kind."""
        return self.kind != UNREAD

    @property
    def is_whole(self) -> bool:
        """Whether the bytes are those that were hashed; only such bytes are parsed."""
        return type(self.body) is bytes and hashlib.sha256(self.body).digest() == self.hash

    @property
    def desk(self) -> str | None:
        """The id of the desk that made it; None where nobody could read it."""
        found = json.loads(self.body)["header"].get("desk") if self.is_read else None
        return found if isinstance(found, str) else None

    @property
    def payload(self) -> dict[str, Any]:
        """The operation's payload."""
        found: dict[str, Any] = json.loads(self.body)["payload"]
        return found

    @property
    def making(self) -> Making | None:
        """The order that it makes, or was to make; None where it makes none."""
        return making_in(self.kind, self.body)

    def operation(self) -> Operation:
        """The operation again, without the personal data beside it; of what nobody could read just that it was there."""
        if not self.is_read:
            return Operation(self.id, self.kind, self.at, None, {})
        whole = json.loads(self.body)
        return Operation(
            id=self.id,
            kind=self.kind,
            at=self.at,
            actor=self.actor,
            payload=whole["payload"],
            second_person=self.second_person,
            version=whole["header"]["version"],
            made=where_made(whole["header"]),
        )


def making_in(kind: str, body: bytes) -> Making | None:
    """The order that the operation of these bytes makes, or was to make; those of a kind that makes none are not read."""
    return making_of(kind, json.loads(body)["payload"]) if kind in MAKING_KINDS else None


def where_made(header: Mapping[str, Any]) -> Made:
    """Where and when an operation was made, as its bytes say; those of older versions do not say what was heard."""
    return Made(header["epoch"], header["seq"], header["at"], header.get("skew", 0), header.get("heard"))


def contradicts(connection: Connection, epoch: str, seq: str, digest: str) -> bool:
    """Whether another operation stands in the journal at this place; none at all is no contradiction."""
    found = _hash_at(connection, epoch, seq)
    return not seq.isdecimal() or (found is not None and found != digest)


def _hash_at(connection: Connection, epoch: str, seq: str) -> str | None:
    found = ask(connection, _HASH, epoch=epoch, seq=int(seq)) if seq.isdecimal() else []
    return bytes(found[0][0]).hex() if found else None


def next_hlc(last: str, *, now: int) -> str:
    """The next hybrid logical clock: "milliseconds.counter", never before the last one."""
    milliseconds, counter = (int(part) for part in last.split("."))
    wall = now // 1000
    return f"{wall}.0" if wall > milliseconds else f"{milliseconds}.{counter + 1}"


def sealed(head: Head, operation: Operation, *, effect: str, key: Ed25519PrivateKey) -> tuple[Line, Head]:
    """The journal line after `head`, and the head after it."""
    hlc = next_hlc(head.hlc, now=operation.at)
    heard = {} if head.heard is None else {"heard": head.heard, "skew": head.skew}
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
            }
            | heard,
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
    return line, replace(head, seq=head.seq + 1, hash=digest, hlc=hlc)


def append(connection: Connection, lines: list[tuple[Line, frozenset[str]]]) -> None:
    """Writes journal lines with the orders that each one touched."""
    insert_many(connection, tables.operations, Line.__struct_fields__, [_values(line) for line, _ in lines])
    touched = [(order, line.id) for line, orders in lines for order in orders]
    insert_many(connection, tables.operation_orders, ("order", "operation"), touched)


_values = attrgetter(*Line.__struct_fields__)
_COLUMNS = tuple(tables.operations.c[name] for name in Line.__struct_fields__)

_o = tables.operations.c
_OF_EPOCH = select(*_COLUMNS).where(_o.epoch == bindparam("epoch", type_=_o.epoch.type))
_LINES = (
    _OF_EPOCH.where(_o.seq > bindparam("last", type_=_o.seq.type))
    .order_by(_o.seq)
    .limit(bindparam("most", type_=_o.seq.type))
)
_e = tables.desk_epochs.c
_BRANCHES = select(_e.branch_of, _e.epoch).where(_e.branch_of.is_not(None), _e.seq > _e.branch_seq)
_HASH = select(_o.hash).where(_o.epoch == bindparam("epoch"), _o.seq == bindparam("seq"))
_FIRST_LINE = _OF_EPOCH.where(_o.seq == 1)
_FIRST_LINES = select(*_COLUMNS).where(_o.seq == 1).order_by(_o.at)


def lines(connection: Connection, *, epoch: str | None = None, after: int = 0, at_once: int = 1000) -> Iterator[Line]:
    """All lines, epoch by epoch as they began, in order of seq; streamed, so many `at_once`."""
    for name in [epoch] if epoch is not None else epochs(connection):
        last = after
        while True:
            part = [Line(*row) for row in ask(connection, _LINES, epoch=name, last=last, most=at_once)]
            yield from part
            if len(part) < at_once:
                break
            last = part[-1].seq


def epochs(connection: Connection) -> list[str]:
    """The epochs of this book, each after the one that it follows, and of each desk (at a centre) one after the other."""
    started = [Line(*row) for row in ask(connection, _FIRST_LINES)]
    following: dict[str | None, list[str]] = {}
    for line in started:
        if line.is_whole:
            following.setdefault(line.payload["previous_epoch"], []).append(line.epoch)
    for of, name in ask(connection, _BRANCHES):
        following.setdefault(of, []).append(name)
    order: dict[str, None] = {}
    ahead = list(reversed(following.get(None, [])))
    while ahead:
        current = ahead.pop()
        if current not in order:
            order[current] = None
            ahead += reversed(following.get(current, []))
    return list(order)


class Parted(Struct, frozen=True):
    """Where a branch left the epoch that it is of: after operation `seq`, whose hash it follows."""

    epoch: str
    seq: int
    hash: bytes


def of_epoch(epoch: str) -> ColumnElement[bool]:
    """The operations of an epoch and (at a centre) of all its branches."""
    e, o = tables.desk_epochs.c, tables.operations.c
    return or_(o.epoch == epoch, o.epoch.in_(select(e.epoch).where(e.branch_of == epoch)))


def parted(connection: Connection, epoch: str) -> Parted | None:
    """Where this branch begins (at a centre); None for an epoch that is none."""
    e, o = tables.desk_epochs.c, tables.operations.c
    row = connection.execute(select(e.branch_of, e.branch_seq).where(e.epoch == epoch)).one_or_none()
    if row is None or row[0] is None:
        return None
    first = connection.execute(select(o.body).where(o.epoch == epoch, o.seq == row[1] + 1)).scalar_one_or_none()
    before = connection.execute(select(o.hash).where(of_epoch(row[0]), o.seq == row[1])).scalars()
    named = (bytes(digest) for digest in before if bytes(first or b"").endswith(bytes(digest).hex().encode() + b'"}'))
    return Parted(row[0], row[1], next(named, GENESIS))


def first_line(connection: Connection, epoch: str) -> Line | None:
    """The operation that began an epoch."""
    rows = ask(connection, _FIRST_LINE, epoch=epoch)
    return Line(*rows[0]) if rows else None
