"""What an operation's bytes say, and whether an honest desk of a known version made them; nothing is judged here."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property, lru_cache
from typing import Any

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from ticketoffice.domain import operations as kinds
from ticketoffice.domain.canonical import NotCanonical, canonical
from ticketoffice.domain.operation import Operation
from ticketoffice.domain.people import NONE_BY_RULE
from ticketoffice.domain.travel import Sent
from ticketoffice.store import beside
from ticketoffice.store.journal import where_made


def is_id(text: object) -> bool:
    """32 lower-case hexadecimal digits."""
    return isinstance(text, str) and len(text) == 32 and set(text) <= set("0123456789abcdef")


def is_no_id(text: object) -> bool:
    """Anything else."""
    return not is_id(text)


def is_key(text: object) -> bool:
    """A public key as 64 lower-case hexadecimal digits."""
    return isinstance(text, str) and len(text) == 64 and set(text) <= set("0123456789abcdef")


@lru_cache(maxsize=64)
def _whole(body: bytes) -> dict[str, Any] | None:
    """An operation's bytes as an object, if they are canonical: what would be written again is what was sent."""
    try:
        found = json.loads(body)
        same = isinstance(found, dict) and canonical(found) == body
    except (ValueError, NotCanonical, RecursionError):
        return None
    return found if same else None


def header_of(body: bytes) -> dict[str, Any] | None:
    """The header in an operation's bytes; None where they are no operation."""
    whole = _whole(body)
    header = None if whole is None else whole.get("header")
    return header if isinstance(header, dict) else None


class Arrived:
    """An operation that came from an epoch of a desk, looked at once however often it is tried."""

    def __init__(self, sent: Sent, *, epoch: str, desk: str, key: Ed25519PublicKey) -> None:
        self.sent = sent
        self._epoch, self._desk, self._key = epoch, desk, key

    @cached_property
    def digest(self) -> bytes:
        """The hash of its bytes."""
        return hashlib.sha256(self.sent.body).digest()

    @cached_property
    def header(self) -> dict[str, Any] | None:
        """Its header; None where it is no operation."""
        return header_of(self.sent.body)

    @cached_property
    def fault(self) -> str | None:
        """Why it is not what an honest desk of a version that is known here makes; None where it is."""
        return why_unreadable(
            self.sent, header=self.header, digest=self.digest, epoch=self._epoch, desk=self._desk, key=self._key
        )

    def operation(self) -> Operation | None:
        """What it says, with what travels beside it; None where there is a fault."""
        if self.fault is not None or self.header is None:
            return None
        return operation_of(self.sent, header=self.header)

    def follows(self, last: bytes) -> bool:
        """Whether it names the hash of the one before."""
        return self.sent.body.endswith(b',"prev_hash":"%b"}' % last.hex().encode())


def payload_of(body: bytes) -> dict[str, Any] | None:
    """The payload in an operation's bytes; None where they are no operation."""
    whole = _whole(body)
    payload = None if whole is None else whole.get("payload")
    return payload if isinstance(payload, dict) else None


LARGEST_INSTANT = 2**53 - 1


BAD_SIGNATURE = "bad_signature"
BEGINNING = "book_started"
"""An epoch begins once, with its first operation."""


def why_unreadable(
    one: Sent, *, header: dict[str, Any] | None, digest: bytes, epoch: str, desk: str, key: Ed25519PublicKey
) -> str | None:
    """Why an operation is not what an honest desk of a version that is known here makes; None where it is."""
    try:
        key.verify(one.signature, digest)
    except InvalidSignature:
        return BAD_SIGNATURE
    expected = {"desk": desk, "epoch": epoch, "seq": one.seq, "id": one.id}
    if header is None or any(header.get(name) != value for name, value in expected.items()):
        return "malformed"
    if not isinstance(header.get("kind"), str) or type(header.get("version")) is not int:
        return "malformed"
    if header["kind"] not in kinds.KINDS or header["version"] != 1:
        return "unknown_kind"
    if header["kind"] == BEGINNING and one.seq != 1:
        return "malformed"
    return misshapen(one, header=header)


def misshapen(one: Sent, *, header: dict[str, Any]) -> str | None:
    """`malformed` where a header or a payload has not the shape of its kind, or records differ from what was committed to."""
    payload = payload_of(one.body)
    at, actor, second = header.get("at"), header.get("actor"), header.get("second_person")
    if payload is None or type(at) is not int or not 0 <= at <= LARGEST_INSTANT:
        return "malformed"
    if not (actor is None or is_id(actor)) or not (second in (None, NONE_BY_RULE) or is_id(second)):
        return "malformed"
    if not all(type(header.get(name, 0)) is int for name in ("heard", "skew")):
        return "malformed"
    try:
        msgspec.convert(payload, type=kinds.KINDS[header["kind"]].payload, strict=True)
    except msgspec.ValidationError:
        return "malformed"
    if not beside.are_committed(payload, records=one.records, notes=one.notes):
        return "malformed"
    return None


def operation_of(one: Sent, *, header: dict[str, Any]) -> Operation:
    """The operation that these bytes are, with what travels beside them."""
    return Operation(
        id=one.id,
        kind=header["kind"],
        at=header["at"],
        actor=header["actor"],
        payload=payload_of(one.body) or {},
        second_person=header["second_person"],
        version=header["version"],
        records=one.records,
        notes=one.notes,
        made=where_made(header),
    )


def plain(data: Any) -> Any:
    """What of a verdict's data can be written down: texts, whole numbers, true and false."""
    return {str(name): value for name, value in data.items() if value is None or isinstance(value, str | int | bool)}
