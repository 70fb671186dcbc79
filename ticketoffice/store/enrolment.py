"""At the centre: codes by which a desk joins, the desks that did, and those that were put out again.

A code is drawn, shown once and kept as a hash; it counts for ten minutes and for one desk. What a desk shows from then on
is a token, kept as a hash too. A book joins an empty centre with its history, or comes fresh to one in use (0-decisions 13).
A desk that lost its token or was put out joins again with a new code and goes on, where its journal is the one that the
centre knows.
"""

from __future__ import annotations

import hashlib
import json
import secrets as randomness
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, bindparam, func, or_, select, true, update

from ticketoffice.domain import identity
from ticketoffice.domain.calendar import DAY
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.travel import AGAIN, BRANCH, FRESH, HISTORY, Enrolment, Epoch, Proof, Welcome, to_prove
from ticketoffice.store import desk_names, feed, journal, parting, tables
from ticketoffice.store.asking import ask
from ticketoffice.store.epochs import letter_after, series_after
from ticketoffice.store.received_bytes import payload_of
from ticketoffice.store.senders import OTHER_BYTES, add_epoch
from ticketoffice.store.telling import delete_many, insert_one, update_one

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

CODE_LASTS = 10 * 60 * 1_000_000
CODE_LENGTH = 8
MOST_TRIES = 10
WRONG_CODES = ("wrong_code", "code_used", "code_expired")
SEEN_EVERY = 10 * 1_000_000
SILENT_AFTER = 7 * DAY
"""A desk of which nothing was heard for longer than this has lost its access: who has its book may go on as it."""
FRESH_OPERATIONS = 20
"""So many operations a book may have made before it joins a centre in use: its beginning and the people at the desk."""

_a, _c, _d, _e = tables.alarms.c, tables.pair_codes.c, tables.desks.c, tables.desk_epochs.c

_ONE_AT_A_TIME = select(tables.feed_counter.c.change).with_for_update()
"""Two books that join an empty centre at once must not both bring their history."""


class Desk(Struct, frozen=True):
    """A desk of this centre; `seen_at`: when it last sent or asked; `stopped`: why nothing is taken from it."""

    desk: str
    name: str
    form: str
    enrolled_at: int
    revoked_at: int | None
    seen_at: int | None
    stopped: str | None


_DESKS = select(*(_d[name] for name in Desk.__struct_fields__))
_CODE = select(_c.name, _c.made_at, _c.used_at).where(_c.code == bindparam("code")).with_for_update()
_WRONG_CODES = select(func.count()).where(or_(*(_a.kind == kind for kind in WRONG_CODES)), _a.at > bindparam("since"))
_REVOKED = select(_d.revoked_at, _d.form).where(_d.desk == bindparam("desk"))
_STANDS = select(_d.revoked_at, _d.stopped, _d.seen_at).where(_d.desk == bindparam("desk"))
_SENT = select(func.max(_e.seq)).where(_e.desk == bindparam("desk"))
_EPOCHS_OF = (
    select(func.coalesce(_e.branch_of, _e.epoch), _e.seq, _e.hash, _e.public_key)
    .where(_e.desk == bindparam("desk"), _e.seq > 0)
    .order_by(_e.began_at, _e.epoch)
)
_DESK_OF = _DESKS.where(_d.token == bindparam("token", type_=_d.token.type))


def draw_code(book: Book, *, name: str) -> str:
    """A new code for a desk that will be called `name`; the older ones that nobody used stay as they are."""
    code = "".join(randomness.choice(identity.ALPHABET) for _ in range(CODE_LENGTH))
    made = {"code": _hashed(code), "name": name, "made_at": book.clock.now()}
    book.transact(lambda connection: insert_one(connection, tables.pair_codes, **made))
    return code


def enrol(book: Book, wish: Enrolment) -> Welcome:
    """A book joins. Raises RuleBroken `wrong_code`, `code_used`, `code_expired`, `not_live`, `not_fresh`, `enrolled`,
    `other_centre`.

    `too_many_tries`: nobody joins for a while after so many wrong codes; each one is an alarm.
    """
    now = book.clock.now()
    _refuse_guessing(book, now=now)
    try:
        return _enrolled(book, wish, now=now)
    except RuleBroken as no:
        if no.code in WRONG_CODES:
            _count_wrong_code(book, no.code, desk=wish.desk)
        raise


def _refuse_guessing(book: Book, *, now: int) -> None:
    with book.read() as reading:
        if ask(reading.connection, _WRONG_CODES, since=now - CODE_LASTS)[0][0] >= MOST_TRIES:
            raise RuleBroken("too_many_tries", data={"minutes": CODE_LASTS // 60_000_000})


def _count_wrong_code(book: Book, kind: str, *, desk: str) -> None:
    alarm = {"id": book.new_id(), "at": book.clock.now(), "kind": kind, "desk": desk}
    book.transact(lambda connection: insert_one(connection, tables.alarms, **alarm))


def _enrolled(book: Book, wish: Enrolment, *, now: int) -> Welcome:
    token = randomness.token_urlsafe(32)

    def work(connection: Connection) -> tuple[str, str, int]:
        ask(connection, _ONE_AT_A_TIME)
        name = _take_code(connection, wish.code, now=now)
        called = desk_names.free_name(connection, wish.name, drawn=name, desk=wish.desk)
        row = {"name": called, "token": _hashed(token), "revoked_at": None, "seen_at": now, "stopped": None}
        return *_joined(connection, wish, row, at=now), feed.counter(connection)

    form, letter, change = book.transact(work)
    with book.read() as reading:
        centre = reading.facts().desk
    return Welcome(token=token, centre=centre, form=form, change=change, now=now, letter=letter, desk=wish.desk)


def _joined(connection: Connection, wish: Enrolment, row: Mapping[str, object], *, at: int) -> tuple[str, str]:
    """How this book joins, and what its numbers begin with from now on ("": as before); raises RuleBroken where it may not."""
    if wish.mode != "live":
        raise RuleBroken("not_live", data={"mode": wish.mode})
    if wish.only_there and not _is_its_centre(connection, wish):
        raise RuleBroken("other_centre")
    before = _forget_the_silent(connection, wish)
    if before is None:
        _refuse_unless_again(connection, wish, at=at)
        are_two = _is_stopped(connection, wish.desk, why=OTHER_BYTES)
        update_one(connection, tables.desks, {"desk": wish.desk}, **row)
        _add_epochs(connection, wish.desk, [one for one in wish.epochs if not _is_known(connection, one.epoch)], at=at)
        return AGAIN, _another_letter(connection, wish, are_two=are_two)
    is_another = wish.branch is not None and wish.branch.desk != wish.desk
    parted = parting.parting(connection, wish) if is_another else None
    if is_another and parted is None:
        raise RuleBroken("enrolled", data={"desk": wish.desk})
    form = BRANCH if parted is not None else _form_of(connection, wish, before=before)
    letter = _letter_of(connection, wish, alone=parted is None)
    insert_one(connection, tables.desks, **row, desk=wish.desk, form=form, enrolled_at=at, letter=letter or None)
    if parted is not None:
        parting.add_branch(connection, parted, desk=wish.desk, at=at)
        _add_epochs(connection, wish.desk, parted.since, at=at)
    else:
        brings_history = form == HISTORY and not wish.empty
        _add_epochs(connection, wish.desk, wish.epochs, at=at, is_history=brings_history)
    return form, letter


def _add_epochs(
    connection: Connection, desk: str, epochs: Sequence[Epoch], *, at: int, is_history: bool = False
) -> None:
    for one in epochs:
        history = one.seq if is_history else 0
        add_epoch(connection, desk=desk, epoch=one.epoch, public_key=one.public_key, history=history, at=at)


def _letter_of(connection: Connection, wish: Enrolment, *, alone: bool) -> str:
    """What the numbers of this desk begin with: what it has, unless another one has it (I22), or it is not `alone` with it."""
    used = _letters(connection, true(), true())
    return wish.letter if alone and wish.letter not in used - {""} else letter_after(*used, wish.letter)


def _is_stopped(connection: Connection, desk: str, *, why: str) -> bool:
    return connection.execute(select(_d.stopped).where(_d.desk == desk)).scalar_one_or_none() == why


def _another_letter(connection: Connection, wish: Enrolment, *, are_two: bool) -> str:
    """Of a desk that joins again: "" where its numbers are its alone, else what they begin with from now on. Where there `are_two`
    machines of it the other one may not have heard of that yet, and goes on with the letter that both had (I22).
    """
    if not are_two and wish.letter not in _letters(connection, _e.desk != wish.desk, _d.desk != wish.desk) - {""}:
        return ""
    own = connection.execute(select(_d.letter).where(_d.desk == wish.desk)).scalar_one()
    used = _letters(connection, true(), true())
    return series_after(own, *used) if own else letter_after(*used)


def _letters(connection: Connection, *of: ColumnElement[Any]) -> set[str]:
    """What the numbers of desks began with so far: `of` these epochs, and of these desks."""
    o, (epochs, desks) = tables.operations.c, of
    named = o.epoch.in_(select(_e.epoch).where(epochs))
    began = connection.execute(select(o.body).where(o.kind == "book_started", named)).scalars()
    used = {str(json.loads(body)["payload"].get("letter") or "") for body in began}
    return used | {letter or "" for letter in connection.execute(select(_d.letter).where(desks)).scalars()}


def _form_of(connection: Connection, wish: Enrolment, *, before: str) -> str:
    """How a book joins that is not known here. Whose history was awaited (`before`) brings it, whoever came first since; one that had
    a centre before is judged like anything that comes late: what that centre had of others is not in its journal. One that is empty
    brings none: who comes with orders after it still does.
    """
    named = select(_e.epoch).where(_e.epoch.in_([epoch.epoch for epoch in wish.epochs])).limit(1)
    if connection.execute(named).one_or_none() is not None:
        raise RuleBroken("enrolled", data={"desk": wish.desk})
    is_empty = _is_empty(connection)
    if before == HISTORY or (is_empty and not wish.joined):
        return HISTORY
    made = sum(epoch.seq for epoch in wish.epochs)
    if is_empty or _was_joined(connection, wish):
        return FRESH
    if len(wish.epochs) != 1 or made > FRESH_OPERATIONS:
        raise RuleBroken("not_fresh", data={"operations": made})
    return FRESH


def _refuse_unless_again(connection: Connection, wish: Enrolment, *, at: int) -> None:
    """A desk that this centre knows goes on where its own journal is the one that the centre has, under the same keys, and no epoch in it
    is another desk's. What a restored copy lacks of it is told to it; it has begun an epoch of its own since. Such a copy takes
    nobody's place who is still at work.
    """
    known = {row[0]: row for row in ask(connection, _EPOCHS_OF, desk=wish.desk)}
    brought = {epoch.epoch: epoch for epoch in wish.epochs}
    shared = [(brought[name], row) for name, row in known.items() if name in brought]
    alike = (bool(shared) or not known) and all(
        one.public_key == bytes(row[3]) and (one.seq >= row[1] or _has(connection, wish.desk, one))
        for one, row in shared
    )
    theirs = (one for one in wish.epochs if one.epoch not in known and _is_known(connection, one.epoch))
    alike = alike and all(parting.stands(connection, one.epoch, desk=wish.desk) is not None for one in theirs)
    keys = {name: bytes(row[3]) for name, row in known.items()}
    alike = alike and not (_is_a_copy(connection, wish, keys=keys) and _is_at_work(connection, wish.desk, at=at))
    if not (wish.again and alike and _goes_on_alone(connection, wish, known={n: row[1] for n, row in known.items()})):
        heads = " ".join(f"{name}:{seq}:{bytes(digest).hex()}" for name, seq, digest, _ in known.values())
        raise RuleBroken("enrolled", data={"desk": wish.desk, "heads": heads})


def _is_a_copy(connection: Connection, wish: Enrolment, *, keys: Mapping[str, bytes]) -> bool:
    """Whether this book began an epoch that the centre has not heard of, on a machine that has none of the desk's `keys`: nobody
    knows whether the desk is gone.
    """
    if not wish.epochs or _is_known(connection, wish.epochs[-1].epoch):
        return False
    return not any(_proves(wish, proof, key=keys[proof.epoch]) for proof in wish.proofs if proof.epoch in keys)


def _proves(wish: Enrolment, proof: Proof, *, key: bytes) -> bool:
    try:
        said = to_prove(proof.epoch, desk=wish.desk, code=wish.code)
        Ed25519PublicKey.from_public_bytes(key).verify(proof.signature, said)
    except (InvalidSignature, ValueError):
        return False
    return True


def _is_at_work(connection: Connection, desk: str, *, at: int) -> bool:
    """Whether a desk may send, and was heard of lately: it was only switched off meanwhile."""
    revoked_at, stopped, seen_at = ask(connection, _STANDS, desk=desk)[0]
    return revoked_at is None and stopped is None and seen_at is not None and at - seen_at <= SILENT_AFTER


def _has(connection: Connection, desk: str, one: Epoch) -> bool:
    """Whether the centre has the last operation of this epoch just so from this desk."""
    there = parting.stands(connection, one.epoch, desk=desk)
    return there is not None and parting.has(connection, there, one)


def _is_known(connection: Connection, epoch: str) -> bool:
    return connection.execute(select(_e.epoch).where(_e.epoch == epoch)).one_or_none() is not None


def _goes_on_alone(connection: Connection, wish: Enrolment, *, known: Mapping[str, int]) -> bool:
    """Whether nobody has worked on after the last operation of this book: neither in its epoch nor in one that follows it; nor
    has another copy of it made numbers of the same letter.
    """
    last = wish.epochs[-1] if wish.epochs else None
    if last is None or last.seq < known.get(last.epoch, 0):
        return False
    unknown = known.keys() - {epoch.epoch for epoch in wish.epochs}
    lines = (journal.first_line(connection, name) for name in sorted(unknown))
    began = [payload_of(line.body) or {} for line in lines if line is not None]
    return all(one.get("previous_epoch") != last.epoch and one.get("letter") != wish.letter for one in began)


def _forget_the_silent(connection: Connection, wish: Enrolment) -> str | None:
    """A desk that neither sent nor heard anything may join anew: the answer to its first wish was lost. How it had joined, "" where
    it was not known; None where it stays known.
    """
    known = ask(connection, _REVOKED, desk=wish.desk)
    if not known:
        return ""
    if known[0][0] is not None or ask(connection, _SENT, desk=wish.desk)[0][0] or _was_joined(connection, wish):
        return None
    for table in (tables.desk_epochs, tables.desks):
        delete_many(connection, table, [(wish.desk,)], by=("desk",))
    return str(known[0][1])


def _is_its_centre(connection: Connection, wish: Enrolment) -> bool:
    """Whether this is the centre that the book has: it heard of one of its epochs, or, where it heard nothing yet, is known here."""
    if wish.joined:
        return _was_joined(connection, wish)
    return bool(ask(connection, _REVOKED, desk=wish.branch.desk if wish.branch is not None else wish.desk))


def _was_joined(connection: Connection, wish: Enrolment) -> bool:
    return wish.joined in dict(feed.epochs(connection))


def desk_of(book: Book, token: str) -> Desk | None:
    """The desk that shows this token, also one that was put out; None where nobody has it."""
    with book.read() as reading:
        rows = ask(reading.connection, _DESK_OF, token=_hashed(token))
    return Desk(*rows[0]) if rows else None


def note_seen(book: Book, desk: Desk) -> None:
    """This desk asks; written down where it was silent for a while."""
    now = book.clock.now()
    if desk.seen_at is None or now - desk.seen_at > SEEN_EVERY:
        book.transact(lambda connection: update_one(connection, tables.desks, {"desk": desk.desk}, seen_at=now))


def desks(book: Book) -> list[Desk]:
    """All desks, in the order in which they joined."""
    with book.read() as reading:
        return [Desk(*row) for row in reading.connection.execute(_DESKS.order_by(_d.enrolled_at, _d.desk))]


def revoke(book: Book, desk: str) -> None:
    """Nothing is taken from this desk any more, nor told to it. Raises RuleBroken `not_found`."""

    def work(connection: Connection) -> None:
        done = update(tables.desks).where(_d.desk == desk, _d.revoked_at.is_(None)).values(revoked_at=book.clock.now())
        if connection.execute(done).rowcount != 1:
            raise RuleBroken("not_found", data={"desk": desk[:80]})

    book.transact(work)


def _take_code(connection: Connection, code: str, *, now: int) -> str:
    """Uses a code up. Spaces and small letters are forgiven."""
    plain = "".join(code.split()).upper().replace("-", "")
    drawn = ask(connection, _CODE, code=_hashed(plain))
    if not drawn:
        raise RuleBroken("wrong_code")
    name, made_at, used_at = drawn[0]
    if used_at is not None:
        raise RuleBroken("code_used", data={"at": used_at})
    if now - made_at > CODE_LASTS:
        raise RuleBroken("code_expired", data={"at": made_at})
    update_one(connection, tables.pair_codes, {"code": _hashed(plain)}, used_at=now)
    return str(name)


def _is_empty(connection: Connection) -> bool:
    """Whether nothing was ever taken in and nobody is awaited who brings it: whoever joined had nothing."""
    awaited = select(func.count()).select_from(tables.desk_epochs).where(_e.history > 0)
    counts = [select(func.count()).select_from(table) for table in (tables.orders, tables.performances)]
    return not any(connection.execute(count).scalar_one() for count in (awaited, *counts))


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
