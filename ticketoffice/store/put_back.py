"""At a desk whose centre was put back to an earlier state: nothing that it had answered is lost, and nothing is doubled.

What the centre does not have any more has no answer any more, and is sent once more. The orders are loaded anew, and the feed
is heard from where the two parted. Until an order comes it stays as it was, with what was done on it here (`LOST`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import astuple, replace
from sqlalchemy import Connection, and_, bindparam, delete, func, select, update

from ticketoffice.domain.canonical import canonical
from ticketoffice.domain.travel import Answer, Heard
from ticketoffice.store import bases, feed, outbox, tables
from ticketoffice.store.asking import About, ask
from ticketoffice.store.telling import delete_many, insert_many, tell, update_one

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.outbox import Batch

Epochs = Sequence[tuple[str, int]]

LOST = "lost"
"""The effect of an own operation that the centre had told, and does not have: the orders as they are here contain it."""
NOT_TOLD_SINCE = -1
"""The version of an order that the centre has not told about since it was put back."""

_a, _b, _h, _oo = tables.answers.c, tables.order_bases.c, tables.heard.c, tables.operation_orders.c
_MISSING = and_(_a.epoch == bindparam("of", type_=_a.epoch.type), _a.seq > bindparam("received", type_=_a.seq.type))
_TOLD = (
    select(_oo.operation)
    .join(tables.answers, _a.operation == _oo.operation)
    .join(tables.order_bases, _b.order == _oo.order)
    .where(_MISSING, _b.change >= _a.change)
    .distinct()
)
_FIRST_AFTER = select(func.min(_a.seq)).where(
    _a.epoch == bindparam("of", type_=_a.epoch.type), _a.change > bindparam("parted", type_=_a.change.type)
)
_MISSING_NAMES = select(_a.operation).where(_MISSING)
_FORGET = delete(tables.answers).where(_MISSING)
_OLDER = (
    update(tables.order_bases)
    .where(_b.change > bindparam("parted"))
    .values(change=bindparam("parted"), version=NOT_TOLD_SINCE)
)
_LAST_CHANGE = select(func.max(_a.change))
_LOST_ON = About(select(_oo.operation).join(tables.heard, _h.id == _oo.operation).where(_h.effect == LOST), _oo.order)
_NO_LOST = delete(tables.heard).where(_h.effect == LOST)
_NOT_TOLD = select(_b.order).where(_b.version == NOT_TOLD_SINCE)


def as_kept(epochs: Epochs) -> str:
    """The centre's epochs as a desk keeps them."""
    return canonical([list(one) for one in epochs]).decode()


def is_noticed(centre: outbox.Centre, *, epochs: Epochs, change: int) -> bool:
    """Whether the centre is another one than it was when it was heard last, or has fewer changes than were heard."""
    return change < centre.cursor or centre.epochs not in (None, as_kept(epochs))


def answered_elsewhere(connection: Connection, *, received: Mapping[str, int], epochs: Epochs) -> list[Batch]:
    """What the centre has of this desk's work, and had answered under other numbers before it was put back: its answers are asked
    for once more.
    """
    centre = outbox.centre_of(connection)
    parted = None if centre is None else _parted(centre, epochs)
    if parted is None:
        return []
    found: list[Batch] = []
    for epoch, seq in received.items():
        first = ask(connection, _FIRST_AFTER, of=epoch, parted=parted)[0][0]
        if first is not None:
            found += outbox.batches(connection, epoch, after=first - 1, through=seq)
    return found


def start_again(
    book: Book, *, received: Mapping[str, int], epochs: Epochs, answers: Mapping[str, Sequence[Answer]]
) -> int:
    """The centre has each own epoch as far as it was `received`, no further, and answered as it now says (`answers`, by epoch).
    Returns how many operations are sent once more.
    """

    def work(connection: Connection) -> int:
        centre = outbox.centre_of(connection)
        if centre is None:
            return 0
        missing = _forget(connection, received)
        for epoch, said in answers.items():
            delete_many(connection, tables.answers, [(one.id,) for one in said], by=("operation",))
            outbox.write_answers(connection, epoch, said, at=book.clock.now())
        parted = _parted(centre, epochs)
        if parted is None:
            parted = ask(connection, _LAST_CHANGE)[0][0] or 0
        older = tell(connection, _OLDER, parted=parted)
        kept = as_kept(epochs)
        if not missing and not older and centre.cursor <= parted:
            update_one(connection, tables.centre, epochs=kept)
            return 0
        cursor = min(centre.cursor, parted)
        at = max(book.clock.now(), centre.paired_at)
        update_one(
            connection, tables.centre, epochs=kept, cursor=cursor, load_until=cursor, loaded_after=None, put_back_at=at
        )
        return missing

    return book.transact(work)


def gone(
    connection: Connection, coming: Collection[str], *, waits: Collection[str] = (), is_last: bool
) -> frozenset[str]:
    """With these orders what was lost of this desk's work on them counts as not done: the other orders that it touched are taken
    as not there until they come. Those of which nothing came up to the last page are not there; `waits`: the feed brings them.
    """
    lost: set[str] = set()
    found: set[str] = set()
    ahead = set(coming)
    while ahead:
        new = {row[0] for row in _LOST_ON.ask(connection, sorted(ahead))} - lost
        lost |= new
        ahead = bases.orders_of(connection, new) - found - set(coming)
        found |= ahead
    delete_many(connection, tables.heard, [(name,) for name in sorted(lost)], by=("id",))
    if is_last:
        found |= {row[0] for row in ask(connection, _NOT_TOLD)}
        tell(connection, _NO_LOST)
    return frozenset(found.difference(coming, waits))


def _forget(connection: Connection, received: Mapping[str, int]) -> int:
    """Takes the answers back of what the centre does not have; returns of how many."""
    missing = 0
    for epoch, seq in received.items():
        told = [row[0] for row in ask(connection, _TOLD, of=epoch, received=seq)]
        names = [row[0] for row in ask(connection, _MISSING_NAMES, of=epoch, received=seq)]
        delete_many(connection, tables.heard, [(name,) for name in names], by=("id",))
        _keep_as_lost(connection, feed.as_heard(connection, told).values())
        missing += tell(connection, _FORGET, of=epoch, received=seq)
    return missing


def _keep_as_lost(connection: Connection, operations: Iterable[Heard]) -> None:
    rows = [astuple(replace(one, effect=LOST)) for one in operations]
    insert_many(connection, tables.heard, Heard.__struct_fields__, rows)


def _parted(centre: outbox.Centre, epochs: Epochs) -> int | None:
    """The last change that the centre has as it was told here; None where its epochs do not say."""
    if centre.epochs is None:
        return None
    here = [(str(epoch), int(began)) for epoch, began in json.loads(centre.epochs)]
    there = list(epochs)
    alike = 0
    while alike < min(len(here), len(there)) and here[alike] == there[alike]:
        alike += 1
    later = [began for _, began in (*here[alike : alike + 1], *there[alike : alike + 1])]
    return min(later, default=None)
