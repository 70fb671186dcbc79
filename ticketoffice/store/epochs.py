"""Epochs: one unbroken history of one book under one key and one series letter.

A book that is restored, cloned or without its key starts a new one; earlier operations then count as posted. What the
head file beside the key knows beyond the book is counted and said; beside it stands how far each epoch before that had come,
so that it is counted too when the same copy is restored again.
"""

from __future__ import annotations

import re
import secrets as randomness
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct
from sqlalchemy import Connection, Engine, bindparam, func, select

from ticketoffice.domain.operation import Operation
from ticketoffice.domain.travel import Proof, to_prove
from ticketoffice.store import chain, feed, journal, tables
from ticketoffice.store.asking import ask
from ticketoffice.store.keys import Secrets
from ticketoffice.store.telling import update_one

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
DIGITS = "0123456789"
KEY_BYTES = 32

_b, _o = tables.book.c, tables.operations.c
_EPOCH = select(_b.epoch)
_BOOK = select(_b.desk, _b.epoch, _b.seq, _b.hash, _b.letter, _b.mode, _b.shift_weeks)
_CENTRE = select(tables.centre.c.one)
_INVOICES = select(tables.invoices.c.number)
_HASH = select(_o.hash).where(_o.epoch == bindparam("epoch"), _o.seq == bindparam("seq"))
_REACHED = select(_o.epoch, func.max(_o.seq)).group_by(_o.epoch)


class NewEpoch(Struct, frozen=True):
    """Why a new epoch began (`restored`: an older or another copy; `keyless`) and what is known of what is missing.

    `missing` operations came after `last_at`, the newest one in this book; None: how many is not known. `told` more are not
    in it either, and were named when a copy was put in place before. New numbers begin with `letter`. `of_centre`: what is missing
    is what desks had sent after `last_at`, and that they know alone.
    """

    why: str
    missing: int | None
    last_at: int
    letter: str
    told: int = 0
    of_centre: bool = False


def witness(head: journal.Head, *, at: int) -> dict[str, object]:
    """What the head file says: how far this book had come, and the letter of its numbers."""
    return {"epoch": head.epoch, "seq": head.seq, "hash": head.hash.hex(), "letter": head.letter, "at": at}


def key_of(engine: Engine, *, secrets: Secrets) -> Ed25519PrivateKey | None:
    """The key of the book's epoch; one that is torn or belongs to something else is no key."""
    with engine.begin() as connection:
        return key_in(connection, secrets=secrets)


def key_in(connection: Connection, *, secrets: Secrets) -> Ed25519PrivateKey | None:
    """The same, as a transaction sees it."""
    return _key_of(connection, ask(connection, _EPOCH)[0][0], secrets=secrets)


def proofs(connection: Connection, *, secrets: Secrets, desk: str, code: str) -> tuple[Proof, ...]:
    """Of each epoch in this book whose key is here: it is shown to a centre that the book joins with a code."""
    keys = {epoch: _key_of(connection, epoch, secrets=secrets) for epoch in journal.epochs(connection)}
    return tuple(
        Proof(epoch, key.sign(to_prove(epoch, desk=desk, code=code))) for epoch, key in keys.items() if key is not None
    )


def _key_of(connection: Connection, epoch: str, *, secrets: Secrets) -> Ed25519PrivateKey | None:
    public = chain.public_key(connection, epoch)
    found = secrets.get(f"book-{epoch}")
    if found is None or public is None or len(found) != KEY_BYTES:
        return None
    key = Ed25519PrivateKey.from_private_bytes(found)
    return key if key.public_key().public_bytes_raw() == public.public_bytes_raw() else None


def begin_where_due(
    book: Book, *, fresh: bool, keyless: bool, restored: Sequence[str] | None, secrets: Secrets
) -> None:
    """Starts a new epoch where the book is new, restored, an older copy, another history, or has no key here.

    `restored`: None, or the letters that other files of this book have used.
    """
    with book.engine.begin() as connection:
        b, o = tables.book.c, tables.operations.c
        desk, epoch, seq, mode = connection.execute(select(b.desk, b.epoch, b.seq, b.mode)).one()
        last_at = (
            connection.execute(select(func.max(tables.answers.c.answered_at))).scalar_one_or_none()
            if mode == chain.CENTRE
            else None
        )
        last_at = last_at or connection.execute(select(o.at).where(o.epoch == epoch, o.seq == seq)).scalar_one_or_none()
        head = secrets.head(desk)
        behind = head is not None and not _knows(connection, head)
        told = _told_before(head, secrets.head(_earlier(desk)), here=reached(connection))
    if not (fresh or keyless or behind or restored is not None):
        return
    payload = start_epoch(book, secrets=secrets, used=restored or ())
    if not fresh:
        why = "restored" if behind or restored is not None else "keyless"
        of_centre = why == "restored" and mode == chain.CENTRE
        missing = None if of_centre else payload["missing"]
        book.begun = NewEpoch(why, missing, last_at or 0, payload["letter"], told=told, of_centre=of_centre)


class _Standing(Struct, frozen=True):
    """A book just before an epoch begins: its last operation, what the heads beside its key say, how far each epoch goes here,
    and the letters that numbers begin with which are known here. `following` is the letter of its next numbers.
    """

    desk: str
    epoch: str
    seq: int
    hash: bytes
    mode: str
    shift_weeks: int
    known: dict[str, object] | None
    earlier: dict[str, object] | None
    here: dict[str, int]
    missing: int | None
    following: str


def _standing(connection: Connection, *, secrets: Secrets, used: Sequence[str]) -> _Standing:
    desk, epoch, seq, digest, letter, mode, shift = ask(connection, _BOOK)[0]
    known, earlier = secrets.head(desk), secrets.head(_earlier(desk))
    here, seen = reached(connection), _letters_seen(connection)
    last = str((known or {}).get("letter") or "")
    has_centre = bool(ask(connection, _CENTRE))
    return _Standing(
        desk=desk,
        epoch=epoch,
        seq=seq,
        hash=bytes(digest),
        mode=mode,
        shift_weeks=shift,
        known=known,
        earlier=earlier,
        here=here,
        missing=_missing(known, earlier, here=here, knows=_knows(connection, known or {}), last=epoch),
        following=series_after(last or letter, letter, *used, *seen)
        if has_centre
        else letter_after(letter, last, *used, *seen),
    )


def start_epoch(
    book: Book,
    *,
    secrets: Secrets,
    shift_weeks: int | None = None,
    used: Sequence[str] = (),
    given: str = "",
    desk: str = "",
    parted_from: str | None = None,
) -> dict[str, Any]:
    """Starts a new epoch and returns what its first operation says; its letter is the one that was `given`, else none of those
    `used`, nor of any number that this book has seen. A desk with a centre keeps the letter that is its alone, and counts: A2.
    `desk`: as which it goes on, where it is another one from now on; `parted_from`: the one that it and another machine were.

    A new key and a new series letter, operation 1; what came before counts as posted.
    """
    with book.engine.begin() as connection:
        old = _standing(connection, secrets=secrets, used=used)
    key = Ed25519PrivateKey.generate()
    payload = {
        "desk": desk or old.desk,
        "epoch": randomness.token_hex(16),
        "letter": given or old.following,
        "mode": old.mode,
        "shift_weeks": old.shift_weeks if shift_weeks is None else shift_weeks,
        "public_key": key.public_key().public_bytes_raw().hex(),
        "previous_epoch": old.epoch if old.seq else None,
        "previous_hash": old.hash.hex() if old.seq else None,
        "previous_seq": old.seq,
        "missing": old.missing,
        **({} if parted_from is None else {"parted_from": parted_from}),
    }
    epoch = str(payload["epoch"])
    secrets.put(f"book-{epoch}", key.private_bytes_raw())
    head = _begun(book, payload, key=key)
    furthest = _furthest(old.known, old.earlier, here=old.here)
    secrets.put_head(_earlier(head.desk), {"epoch": epoch, "before": old.here, "ever": furthest})
    secrets.put_head(head.desk, witness(head, at=book.clock.now()))
    book.use_key(key)
    return payload


def _begun(book: Book, payload: dict[str, Any], *, key: Ed25519PrivateKey) -> journal.Head:
    """Writes operation 1 of an epoch, and the book goes on from it."""
    operation = Operation(id=book.new_id(), kind="book_started", at=book.clock.now(), actor=None, payload=payload)
    start = journal.Head(payload["desk"], payload["epoch"], 0, journal.GENESIS, "0.0", payload["letter"])
    line, head = journal.sealed(start, operation, effect="full", key=key)
    with book.engine.begin() as connection:
        journal.append(connection, [(line, frozenset())])
        update_one(
            connection,
            tables.book,
            desk=head.desk,
            epoch=head.epoch,
            seq=head.seq,
            hash=head.hash,
            hlc=head.hlc,
            letter=head.letter,
            shift_weeks=payload["shift_weeks"],
            posted_through=0,
            next_invoice=1,
        )
        if payload["mode"] == chain.CENTRE:
            feed.begin_epoch(connection, head.epoch)
    return head


def _letters_seen(connection: Connection) -> set[str]:
    """What the numbers of invoices and credit notes begin with that are known here, whoever made them."""
    numbers = ask(connection, _INVOICES)
    return {found[1] for (number,) in numbers if (found := re.fullmatch(r"([A-Z]{1,4}\d{0,4})-\d{5,}", number))}


def letter_after(*used: str) -> str:
    """The series letter after the last of those used: A to Z (without I and O), then AA, AB and so on."""
    last = max((letter for letter in used if letter and set(letter) <= set(LETTERS)), key=_rank, default="")
    number, text = _rank(last) + 1, ""
    while number:
        number, place = divmod(number - 1, len(LETTERS))
        text = LETTERS[place] + text
    return text


def series_after(letter: str, *used: str) -> str:
    """The series of a desk after this one, and after those used that are its own too: A, A2, A3. Whoever has a letter that no
    other desk has never makes another one's numbers so, and need not ask for it.
    """
    own = letter.rstrip(DIGITS)
    counts = [one[len(own) :] or "1" for one in (letter, *used) if one.rstrip(DIGITS) == own]
    return f"{own}{max(int(count) for count in counts) + 1}"


def _rank(letter: str) -> int:
    rank = 0
    for one in letter:
        rank = rank * len(LETTERS) + LETTERS.index(one) + 1
    return rank


def _knows(connection: Connection, head: dict[str, object]) -> bool:
    """Whether the newest operation of the head file stands in this book; else it is an older copy or another history."""
    epoch, seq = head.get("epoch"), head.get("seq")
    if not isinstance(epoch, str) or not isinstance(seq, int):
        return True
    return _hash_at(connection, epoch=epoch, seq=seq) == head.get("hash")


def _hash_at(connection: Connection, *, epoch: str, seq: int) -> str | None:
    found = ask(connection, _HASH, epoch=epoch, seq=seq)
    return bytes(found[0][0]).hex() if found else None


def reached(connection: Connection) -> dict[str, int]:
    """How far each epoch goes in a book: the seq of its last operation."""
    return dict(ask(connection, _REACHED))


def beyond(there: Mapping[str, int], *, here: Mapping[str, int]) -> int:
    """How many operations one book has beyond another; that an epoch began is nothing that anybody did."""
    return sum(max(0, seq - here.get(epoch, 1)) for epoch, seq in there.items())


def _furthest(
    head: dict[str, object] | None, earlier: dict[str, object] | None, *, here: Mapping[str, int]
) -> dict[str, int]:
    """How far each epoch ever came on this machine, whatever copy stood in the book's place in between."""
    epoch, seq, ever = (head or {}).get("epoch"), (head or {}).get("seq"), (earlier or {}).get("ever")
    furthest = dict(here)
    known = list(ever.items()) if isinstance(ever, dict) else []
    for name, last in [*known, (epoch, seq)]:
        if isinstance(name, str) and isinstance(last, int):
            furthest[name] = max(last, furthest.get(name, 0))
    return furthest


def _told_before(head: dict[str, object] | None, earlier: dict[str, object] | None, *, here: Mapping[str, int]) -> int:
    """How many operations this book lacks that were named when another copy took its place: it is older than that."""
    epoch, seq = (head or {}).get("epoch"), (head or {}).get("seq")
    missing = _since_the_last(epoch, seq, earlier, here=here)
    return 0 if missing is None else beyond(_furthest(head, earlier, here=here), here=here) - missing


def _since_the_last(
    epoch: object, seq: object, earlier: dict[str, object] | None, *, here: Mapping[str, int]
) -> int | None:
    """How many operations this book lacks of those since a copy last took its place; None: it is none older than that, or
    what stands beside the head file does not say.
    """
    before = earlier.get("before") if earlier is not None and earlier.get("epoch") == epoch else None
    if not isinstance(before, dict) or not isinstance(epoch, str) or not isinstance(seq, int):
        return None
    if epoch in here or not here.keys() <= before.keys():
        return None
    return beyond({**before, epoch: seq}, here=here)


def _earlier(desk: str) -> str:
    return f"{desk}-epochs"


def ever_reached(desk: str, *, secrets: Secrets) -> dict[str, int]:
    """How far each epoch of a desk ever came on this machine before its present one began; nothing where that is not known."""
    return _furthest(None, secrets.head(_earlier(desk)), here={})


def heads(desk: str, *, secrets: Secrets) -> dict[str, dict[str, object]]:
    """What stands beside the key of a desk about how far its book had come, by name."""
    found = {name: secrets.head(name) for name in (desk, _earlier(desk))}
    return {name: head for name, head in found.items() if head is not None}


def _missing(
    head: dict[str, object] | None,
    earlier: dict[str, object] | None,
    *,
    here: Mapping[str, int],
    knows: bool,
    last: str,
) -> int | None:
    """How many operations the head file knows that this book, whose epoch is the `last`, has not; None where that is not
    known. `earlier` says how far the epochs before that of the head file had come.
    """
    if not here:
        return 0
    epoch, seq = (head or {}).get("epoch"), (head or {}).get("seq")
    if not isinstance(seq, int):
        return None
    if knows:
        return 0
    if epoch == last and seq > here[last]:
        return seq - here[last]
    return _since_the_last(epoch, seq, earlier, here=here)
