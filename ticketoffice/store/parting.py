"""At the centre: a second machine with the book and the keys of a desk becomes a desk of its own (C24).

It parted from whoever has most of its journal, who may have parted from somebody too. Up to there they are one and are answered
alike; what it did since is a branch of the epoch in which it parted, under a name that only the centre knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from sqlalchemy import Connection, bindparam, func, or_, select

from ticketoffice.domain.identity import child_id
from ticketoffice.domain.travel import BRANCH, Branch, Enrolment, Epoch
from ticketoffice.store import journal, tables
from ticketoffice.store.asking import ask
from ticketoffice.store.telling import delete_many, insert_one

_e, _o = tables.desk_epochs.c, tables.operations.c


class Stands(Struct, frozen=True):
    """How far an epoch was received, from a desk or from whom it parted, known since `began_at`; a branch of it has a name of its own
    and begins after `branch_seq`.
    """

    epoch: str
    public_key: bytes
    seq: int
    hash: bytes
    history: int
    branch_seq: int | None
    began_at: int


class Parting(Struct, frozen=True):
    """Where a second machine parted: from which desk, in which epoch (under which key), after which operation; and the epochs that it
    began `since`. `shared`: so many epochs are whole in both, and in the one where they parted that desk went on (`in_one_epoch`).
    """

    desk: str
    epoch: str
    public_key: bytes
    seq: int
    hash: bytes
    since: tuple[Epoch, ...]
    shared: int
    in_one_epoch: bool


_STANDS = (
    select(*(_e[name] for name in Stands.__struct_fields__))
    .where(_e.desk == bindparam("desk"), or_(_e.epoch == bindparam("epoch"), _e.branch_of == bindparam("epoch")))
    .with_for_update()
)
_PARTED_FROM = select(_e.parted_from, _e.branch_of).where(_e.desk == bindparam("desk"), _e.parted_from.is_not(None))
_LAST_BEGAN = select(func.max(_e.began_at))
_OWNER = select(_e.desk, _e.public_key, _e.seq).where(_e.epoch == bindparam("epoch"))


def line_of(connection: Connection, desk: str) -> Iterator[tuple[str, str | None]]:
    """This desk, the one that it parted from, and so on to the first machine; of each the epoch in which it parted."""
    named: str | None = desk
    while named is not None:
        rows = ask(connection, _PARTED_FROM, desk=named)
        before, parted_in = rows[0] if rows else (None, None)
        yield named, parted_in
        named = before


def stands(connection: Connection, epoch: str, *, desk: str) -> Stands | None:
    """How far this epoch was received from a desk, or before it parted from another one; nobody else receives it meanwhile. What
    that one began after the epoch in which they parted is its own (epochs become known one after the other: `after_all`).
    """
    within: str | None = None
    for one, parted_in in line_of(connection, desk):
        found = _stands(connection, epoch, desk=one)
        last = found if within is None else _stands(connection, within, desk=one)
        if found is not None and last is not None and found.began_at <= last.began_at:
            return found
        if within is None or last is not None:
            within = parted_in
    return None


def _stands(connection: Connection, epoch: str, *, desk: str) -> Stands | None:
    rows = ask(connection, _STANDS, desk=desk, epoch=epoch)
    return Stands(*rows[0]) if rows else None


def has(connection: Connection, there: Stands, one: Epoch | Branch) -> bool:
    """Whether the last operation that a book names of this epoch is just so in what was received."""
    return one.seq <= there.seq and one.hash in _hashes(connection, there, one.epoch, one.seq)


def _hashes(connection: Connection, there: Stands, epoch: str, seq: int) -> list[bytes]:
    """Of the operation that was received as this one of an epoch; of those before a branch, of each that was."""
    is_own = seq > (there.branch_seq or 0)
    where = _o.epoch == there.epoch if is_own else journal.of_epoch(epoch)
    return [bytes(digest) for digest in connection.execute(select(_o.hash).where(where, _o.seq == seq)).scalars()]


def parting(connection: Connection, wish: Enrolment) -> Parting | None:
    """Where this machine parted; None where the centre knows nobody with its journal and keys, has not what the book says that it
    answered, or has an epoch that came after as somebody else's.
    """
    told, names = wish.branch, [epoch.epoch for epoch in wish.epochs]
    if told is None or told.epoch not in names:
        return None
    query = select(_e.desk).where(or_(_e.epoch.in_(names), _e.branch_of.in_(names))).distinct().order_by(_e.desk)
    desks = connection.execute(query).scalars().all()
    if told.desk not in desks or not _was_answered(connection, told):
        return None
    found = [place for desk in desks if (place := _place(connection, wish.epochs, told, desk=desk)) is not None]
    places = [one for one in found if all(_is_free(connection, epoch, desk=one.desk) for epoch in one.since)]
    return max(places, key=lambda one: (one.shared, one.in_one_epoch, one.desk == told.desk), default=None)


def _was_answered(connection: Connection, told: Branch) -> bool:
    there = stands(connection, told.epoch, desk=told.desk)
    return told.seq == 0 or (there is not None and has(connection, there, told))


def _place(connection: Connection, epochs: tuple[Epoch, ...], told: Branch, *, desk: str) -> Parting | None:
    """Where a machine with these epochs parted from this desk; None where it did not. They are one up to the last epoch of which
    something came, also where the centre, which was put back, lacks something before that.
    """
    known = [
        (n, there) for n, one in enumerate(epochs) if (there := stands(connection, one.epoch, desk=desk)) is not None
    ]
    if not known or any(bytes(there.public_key) != epochs[n].public_key for n, there in known):
        return None
    n, there = max((one for one in known if one[1].seq > 0), key=lambda one: one[0], default=known[0])
    one = epochs[n]
    if has(connection, there, one):
        return _after(epochs, n + 1, desk=desk)
    seq, digest = _both_have(connection, there, told) if told.epoch == one.epoch else (0, journal.GENESIS)
    return Parting(desk, one.epoch, one.public_key, seq, digest, epochs[n + 1 :], shared=n, in_one_epoch=True)


def _both_have(connection: Connection, there: Stands, told: Branch) -> tuple[int, bytes]:
    """(seq, hash) up to where what was received there is what this machine was answered, known to the centre: all of it, as far as
    that was received, or up to where that one parted itself.
    """
    answered = stands(connection, told.epoch, desk=told.desk)
    for seq in (min(told.seq, there.seq), min(told.seq, there.branch_seq or 0)):
        for digest in _hashes(connection, answered, told.epoch, seq) if answered is not None else ():
            if has(connection, there, Branch(told.desk, told.epoch, seq, digest)):
                return seq, digest
    return 0, journal.GENESIS


def _after(epochs: tuple[Epoch, ...], shared: int, *, desk: str) -> Parting:
    """It parted at the end of what it had, when it began an epoch that the desk does not have."""
    last = epochs[shared - 1]
    return Parting(desk, last.epoch, last.public_key, last.seq, last.hash, epochs[shared:], shared, in_one_epoch=False)


def _is_free(connection: Connection, epoch: Epoch, *, desk: str) -> bool:
    """Nobody has this epoch; or it was noted when both machines joined again, under the same key, and nothing came of it."""
    rows = ask(connection, _OWNER, epoch=epoch.epoch)
    if not rows:
        return True
    owner, public_key, seq = rows[0]
    return bytes(public_key) == epoch.public_key and seq == 0 and owner in dict(line_of(connection, desk))


def after_all(connection: Connection, at: int) -> int:
    """Now, or just after the epoch that became known last: a clock that went back changes no order."""
    last = ask(connection, _LAST_BEGAN)[0][0]
    return at if last is None else max(at, int(last) + 1)


def add_branch(connection: Connection, parted: Parting, *, desk: str, at: int) -> None:
    """What this desk did in the epoch of another one, once they had parted, is taken from now on."""
    insert_one(
        connection,
        tables.desk_epochs,
        epoch=child_id(parted.epoch, name=f"{BRANCH}/{desk}"),
        desk=desk,
        public_key=parted.public_key,
        seq=parted.seq,
        hash=parted.hash,
        history=0,
        began_at=after_all(connection, at),
        branch_of=parted.epoch,
        branch_seq=parted.seq,
        parted_from=parted.desk,
    )
    delete_many(connection, tables.desk_epochs, [(one.epoch, 0) for one in parted.since], by=("epoch", "seq"))
