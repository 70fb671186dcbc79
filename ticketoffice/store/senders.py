"""At the centre: who sends, whether anything is taken from them, and how far each of their epochs was received."""

from __future__ import annotations

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, and_, bindparam, select

from ticketoffice.domain.travel import BRANCH, Sent
from ticketoffice.store import journal, parting, tables
from ticketoffice.store.asking import ask
from ticketoffice.store.journal import GENESIS
from ticketoffice.store.received_bytes import is_id, is_key, payload_of
from ticketoffice.store.telling import insert_one, update_one

REVOKED, UNKNOWN_DESK, UNKNOWN_EPOCH = "revoked", "unknown_desk", "unknown_epoch"
OTHER_BYTES = "other_bytes"
_d, _e = tables.desks.c, tables.desk_epochs.c
_DESK = select(_d.revoked_at, _d.stopped).where(_d.desk == bindparam("desk")).with_for_update()
_DESK_OF = select(_e.desk).where(_e.epoch == bindparam("epoch"))
_EPOCHS_OF = select(_e.epoch).where(_e.desk == bindparam("desk")).order_by(_e.epoch)
_FORM = select(_d.form).where(_d.desk == bindparam("desk"))


class Received(Struct):
    """How far an epoch of a desk was received; up to `history` it is taken over without judging. Its operations say that they are
    of `said_epoch` and `said_desk`, which are others where this is a branch, parted after `branch_seq`.
    """

    epoch: str
    desk: str
    key: Ed25519PublicKey
    seq: int
    hash: bytes
    history: int
    said_epoch: str
    said_desk: str
    branch_seq: int

    def place_of(self, one: Sent) -> ColumnElement[bool]:
        """Where an operation that was received stands: up to `branch_seq` with whoever sent it before they parted."""
        o = tables.operations.c
        if one.seq > self.branch_seq:
            return and_(o.epoch == self.epoch, o.seq == one.seq)
        return and_(journal.of_epoch(self.said_epoch), o.seq == one.seq, o.id == one.id)


def why_not(connection: Connection, desk: str, *, at: int) -> str | None:
    """Why nothing is taken from this desk; None where it is, and then it was seen now."""
    rows = ask(connection, _DESK, desk=desk)
    if not rows:
        return UNKNOWN_DESK
    revoked_at, stopped = rows[0]
    if revoked_at is not None:
        return REVOKED
    update_one(connection, tables.desks, {"desk": desk}, seen_at=at)
    return str(stopped) if stopped is not None else None


def stop(connection: Connection, desk: str, *, why: str) -> None:
    """Nothing more is taken from this desk until it joins again."""
    update_one(connection, tables.desks, {"desk": desk}, stopped=why)


def received(connection: Connection, epoch: str, *, desk: str, sent: Sequence[Sent] = ()) -> Received | None:
    """How far this epoch was received, if it is one of this desk, or a branch of it is, or it was before they parted; nobody else
    receives it meanwhile (`parting.stands`).
    """
    there = parting.stands(connection, epoch, desk=desk)
    if there is None:
        return None
    of = ask(connection, _DESK_OF, epoch=epoch)[0][0]
    if of != desk or ask(connection, _FORM, desk=desk)[0][0] == BRANCH:
        of = _began_as(connection, epoch, sent) or of
    key = Ed25519PublicKey.from_public_bytes(bytes(there.public_key))
    began = there.branch_seq or 0
    return Received(there.epoch, desk, key, there.seq, bytes(there.hash), there.history, epoch, of, began)


def _began_as(connection: Connection, epoch: str, sent: Sequence[Sent]) -> str | None:
    """What the machine called itself that began this epoch: perhaps still what all of them were called once."""
    line = journal.first_line(connection, epoch)
    body = line.body if line is not None else next((one.body for one in sent if one.seq == 1), None)
    said = (payload_of(body) or {}).get("desk") if body is not None else None
    return said if isinstance(said, str) else None


def part(connection: Connection, epoch: Received, sent: Sequence[Sent]) -> None:
    """A branch begins at the first operation which nobody else has sent, neither the desk that it parted from nor another branch."""
    o, before = tables.operations.c, epoch.seq
    if epoch.said_epoch == epoch.epoch or epoch.seq != epoch.branch_seq:
        return
    named = o.id.in_([one.id for one in sent])
    rows = connection.execute(select(o.seq, o.body, o.hash).where(journal.of_epoch(epoch.said_epoch), named))
    there = {(row[0], bytes(row[1])): bytes(row[2]) for row in rows}
    for one in sent:
        if one.seq == epoch.seq + 1 and (one.seq, one.body) in there:
            epoch.seq = epoch.branch_seq = one.seq
            epoch.hash = there[one.seq, one.body]
    if epoch.seq != before:
        moved = {"seq": epoch.seq, "branch_seq": epoch.seq, "hash": epoch.hash}
        update_one(connection, tables.desk_epochs, {"epoch": epoch.epoch}, **moved)


def moved_on(connection: Connection, epoch: Received, *, before: int) -> bool:
    """Writes down how far it was received; False where somebody else received something since `before`."""
    place = {"epoch": epoch.epoch, "seq": before}
    return update_one(connection, tables.desk_epochs, place, seq=epoch.seq, hash=epoch.hash) == 1


def begin(connection: Connection, epoch: str, first: Sent | None, *, desk: str, at: int) -> str | None:
    """A desk that is known begins an epoch with its first operation, which names the epoch before; why not, else None. Two copies
    of it that were restored apart are two machines: the second is told so.
    """
    payload = payload_of(first.body) if first is not None else None
    if payload is None or first is None or first.seq != 1 or payload.get("epoch") != epoch:
        return UNKNOWN_EPOCH
    if payload.get("desk") != desk or not is_key(payload.get("public_key")):
        return UNKNOWN_EPOCH
    known = ask(connection, _DESK_OF, epoch=epoch)
    before = payload.get("previous_epoch")
    if known or not is_id(before) or parting.stands(connection, str(before), desk=desk) is None:
        return UNKNOWN_EPOCH
    if payload.get("letter") in _letters_since(connection, desk, before=str(before)):
        return OTHER_BYTES
    add_epoch(connection, desk=desk, epoch=epoch, public_key=bytes.fromhex(payload["public_key"]), history=0, at=at)
    return None


def _letters_since(connection: Connection, desk: str, *, before: str) -> set[object]:
    """What the numbers of this desk begin with in the epochs that follow the one `before`: a copy that is restored once more takes
    the next letter, and only another machine takes the same one.
    """
    lines = [journal.first_line(connection, epoch) for (epoch,) in ask(connection, _EPOCHS_OF, desk=desk)]
    began = [payload_of(line.body) or {} for line in lines if line is not None]
    return {one.get("letter") for one in began if one.get("previous_epoch") == before}


def add_epoch(connection: Connection, *, desk: str, epoch: str, public_key: bytes, history: int, at: int) -> None:
    """An epoch whose operations are taken from now on; those up to `history` as they happened. Whatever the clock says, it is known
    after all that were known before.
    """
    insert_one(
        connection,
        tables.desk_epochs,
        epoch=epoch,
        desk=desk,
        public_key=public_key,
        seq=0,
        hash=GENESIS,
        history=history,
        began_at=parting.after_all(connection, at),
    )
