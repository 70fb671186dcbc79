"""Whether a body has the shape that is documented: what no desk of any version would send is refused before it is looked at.

What an operation says is not judged here; one that is framed is stored with its answer, whatever stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from ticketoffice.domain.travel import LARGEST_OPERATION, MOST_PLACES, Enrolment, Place, Sent
from ticketoffice.sync.http import wire

T = TypeVar("T")
ID = "^[0-9a-f]{32}$"
LARGEST_SEQ = 2**31 - 1
LARGEST_CHANGE = 2**53 - 1
LONGEST_NAME = 200
LONGEST_WORD = 300
MOST_EPOCHS = 500
KEY_BYTES, SIGNATURE_BYTES, HASH_BYTES = 32, 64, 32
LARGEST_BESIDE = 256 * 1024
_ID = re.compile(ID[1:-1])


class NotSound(Exception):
    """A body that is not what is documented: why."""


class TooLarge(Exception):
    """More than is taken at once."""


def push_of(body: bytes) -> tuple[Sent, ...]:
    """The operations of a push. Raises NotSound, TooLarge."""
    sent = _read(body, wire.Push).operations
    if len(sent) > wire.LONGEST_BATCH:
        raise TooLarge
    for n, one in enumerate(sent):
        place = f"$.operations[{n}]"
        if len(one.body) > LARGEST_OPERATION:
            raise TooLarge
        _need(_ID.fullmatch(one.id), f"{place}.id", "32 hexadecimal digits")
        _need(1 <= one.seq <= LARGEST_SEQ, f"{place}.seq", f"a number from 1 to {LARGEST_SEQ}")
        _need(one.body, f"{place}.body", "not empty")
        _need(len(one.signature) == SIGNATURE_BYTES, f"{place}.signature", f"{SIGNATURE_BYTES} bytes")
        _words((one.effect,), place=f"{place}.effect", longest=LONGEST_WORD)
        _beside(one, place=place)
    return sent


def _beside(one: Sent, *, place: str) -> None:
    for record in one.records:
        _need(_ID.fullmatch(record.person), f"{place}.records.person", "32 hexadecimal digits")
        _need(0 <= record.revision <= LARGEST_SEQ, f"{place}.records.revision", "a small number")
        _words((record.salt, *record.fields), place=f"{place}.records", longest=LONGEST_WORD)
        _words(record.fields.values(), place=f"{place}.records.fields", longest=LARGEST_BESIDE)
    for note in one.notes:
        _need(_ID.fullmatch(note.note), f"{place}.notes.note", "32 hexadecimal digits")
        _words((note.salt,), place=f"{place}.notes", longest=LONGEST_WORD)
        _words((note.text,), place=f"{place}.notes.text", longest=LARGEST_BESIDE)


def enrolment_of(body: bytes) -> Enrolment:
    """A wish to join. Raises NotSound."""
    wish = _read(body, Enrolment)
    _need(_ID.fullmatch(wish.desk), "$.desk", "32 hexadecimal digits")
    _words((wish.code, wish.mode), place="$.code", longest=LONGEST_WORD)
    _words((wish.name,), place="$.name", longest=LONGEST_NAME)
    _need(re.fullmatch(r"[A-Z]{0,4}|[A-Z]{1,4}[0-9]{1,4}", wish.letter), "$.letter", "capital letters, then digits")
    _need(1 <= len(wish.epochs) <= MOST_EPOCHS, "$.epochs", f"1 to {MOST_EPOCHS} epochs")
    _need(len({e.epoch for e in wish.epochs}) == len(wish.epochs), "$.epochs", "each one once")
    _need(not wish.joined or _ID.fullmatch(wish.joined), "$.joined", "32 hexadecimal digits")
    for n, epoch in enumerate(wish.epochs):
        place = f"$.epochs[{n}]"
        _need(_ID.fullmatch(epoch.epoch), f"{place}.epoch", "32 hexadecimal digits")
        _need(1 <= epoch.seq <= LARGEST_SEQ, f"{place}.seq", f"a number from 1 to {LARGEST_SEQ}")
        _need(len(epoch.public_key) == KEY_BYTES, f"{place}.public_key", f"{KEY_BYTES} bytes")
        _need(len(epoch.hash) == HASH_BYTES, f"{place}.hash", f"{HASH_BYTES} bytes")
    _need(len(wish.proofs) <= MOST_EPOCHS, "$.proofs", f"at most {MOST_EPOCHS} proofs")
    for n, proof in enumerate(wish.proofs):
        _need(_ID.fullmatch(proof.epoch), f"$.proofs[{n}].epoch", "32 hexadecimal digits")
        _need(len(proof.signature) == SIGNATURE_BYTES, f"$.proofs[{n}].signature", f"{SIGNATURE_BYTES} bytes")
    if (branch := wish.branch) is not None:
        named = _ID.fullmatch(branch.desk) and _ID.fullmatch(branch.epoch)
        _need(named, "$.branch", "ids of 32 hexadecimal digits")
        _need(0 <= branch.seq <= LARGEST_SEQ, "$.branch.seq", f"a number up to {LARGEST_SEQ}")
        _need(len(branch.hash) == HASH_BYTES, "$.branch.hash", f"{HASH_BYTES} bytes")
    return wish


def places_of(body: bytes) -> tuple[Place, ...]:
    """The places of a wish. Raises NotSound, TooLarge."""
    places = _read(body, wire.Places).places
    if len(places) > MOST_PLACES:
        raise TooLarge
    for n, place in enumerate(places):
        named = _ID.fullmatch(place.performance) and _ID.fullmatch(place.zone)
        _need(named, f"$.places[{n}]", "ids of 32 hexadecimal digits")
        _words(() if place.seat is None else (place.seat,), place=f"$.places[{n}].seat", longest=LONGEST_WORD)
    return places


def _read(body: bytes, shape: type[T]) -> T:
    try:
        return msgspec.json.decode(body, type=shape)
    except RecursionError as problem:
        raise NotSound("nested too deeply") from problem
    except (msgspec.MsgspecError, ValueError) as problem:
        raise NotSound(str(problem)[:LONGEST_WORD]) from problem


def _words(texts: Iterable[str], *, place: str, longest: int) -> None:
    for text in texts:
        _need(len(text) <= longest and "\x00" not in text, place, f"at most {longest} characters without NUL")


def _need(holds: object, place: str, what: str) -> None:
    if not holds:
        raise NotSound(f"Expected {what} - at `{place}`")
