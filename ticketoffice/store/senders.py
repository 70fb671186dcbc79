"""At the centre: who sends, whether anything is taken from them, and how far each of their epochs was received."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Struct
from sqlalchemy import Connection, insert, select, update

from ticketoffice.domain.travel import Sent
from ticketoffice.store import tables
from ticketoffice.store.journal import GENESIS
from ticketoffice.store.received_bytes import is_id, is_key, payload_of

REVOKED, UNKNOWN_DESK, UNKNOWN_EPOCH = "revoked", "unknown_desk", "unknown_epoch"
_d, _e = tables.desks.c, tables.desk_epochs.c


class Received(Struct):
    """How far an epoch of a desk was received; up to `history` it is taken over without judging."""

    epoch: str
    desk: str
    key: Ed25519PublicKey
    seq: int
    hash: bytes
    history: int


def why_not(connection: Connection, desk: str, *, at: int) -> str | None:
    """Why nothing is taken from this desk; None where it is, and then it was seen now."""
    asked = select(_d.revoked_at, _d.stopped).where(_d.desk == desk).with_for_update()
    row = connection.execute(asked).one_or_none()
    if row is None:
        return UNKNOWN_DESK
    if row[0] is not None:
        return REVOKED
    connection.execute(update(tables.desks).where(_d.desk == desk).values(seen_at=at))
    return str(row[1]) if row[1] is not None else None


def stop(connection: Connection, desk: str, *, why: str) -> None:
    """Nothing more is taken from this desk until it joins again."""
    connection.execute(update(tables.desks).where(_d.desk == desk).values(stopped=why))


def received(connection: Connection, epoch: str, *, desk: str) -> Received | None:
    """How far this epoch was received, if it is one of this desk; nobody else receives it meanwhile."""
    asked = select(_e.epoch, _e.desk, _e.public_key, _e.seq, _e.hash, _e.history).where(_e.epoch == epoch)
    row = connection.execute(asked.with_for_update()).one_or_none()
    if row is None or row[1] != desk:
        return None
    return Received(row[0], row[1], Ed25519PublicKey.from_public_bytes(bytes(row[2])), row[3], bytes(row[4]), row[5])


def moved_on(connection: Connection, epoch: Received, *, before: int) -> bool:
    """Writes down how far it was received; False where somebody else received something since `before`."""
    moved = update(tables.desk_epochs).where(_e.epoch == epoch.epoch, _e.seq == before)
    return connection.execute(moved.values(seq=epoch.seq, hash=epoch.hash)).rowcount == 1


def begin(connection: Connection, epoch: str, first: Sent | None, *, desk: str, at: int) -> str | None:
    """A desk that is known begins an epoch with its first operation, which names the epoch before; why not, else None."""
    payload = payload_of(first.body) if first is not None else None
    if payload is None or first is None or first.seq != 1 or payload.get("epoch") != epoch:
        return UNKNOWN_EPOCH
    if payload.get("desk") != desk or not is_key(payload.get("public_key")):
        return UNKNOWN_EPOCH
    known = connection.execute(select(_e.desk).where(_e.epoch == epoch)).one_or_none()
    before = payload.get("previous_epoch")
    mine = select(_e.epoch).where(_e.desk == desk, _e.epoch == before)
    if known is not None or not is_id(before) or connection.execute(mine).one_or_none() is None:
        return UNKNOWN_EPOCH
    add_epoch(connection, desk=desk, epoch=epoch, public_key=bytes.fromhex(payload["public_key"]), history=0, at=at)
    return None


def add_epoch(connection: Connection, *, desk: str, epoch: str, public_key: bytes, history: int, at: int) -> None:
    """An epoch whose operations are taken from now on; those up to `history` as they happened."""
    connection.execute(
        insert(tables.desk_epochs).values(
            epoch=epoch, desk=desk, public_key=public_key, seq=0, hash=GENESIS, history=history, began_at=at
        )
    )
