"""At a desk: what the centre had answered, or told, and does not have any more (`put_back`).

Until an order comes again it stays as it was, with what was done on it here (`LOST`): so it is one whole at each moment.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec.structs import astuple, replace
from sqlalchemy import Connection, and_, bindparam, delete, or_, select, update

from ticketoffice.domain.travel import Heard
from ticketoffice.store import bases, feed, tables
from ticketoffice.store.asking import About, ask
from ticketoffice.store.bases import LOST, NOT_TOLD_SINCE, TOLD, WAITS
from ticketoffice.store.telling import delete_many, insert_many, tell, update_many

_a, _b, _h, _oo = tables.answers.c, tables.order_bases.c, tables.heard.c, tables.operation_orders.c
_MISSING = and_(_a.epoch == bindparam("of", type_=_a.epoch.type), _a.seq > bindparam("received", type_=_a.seq.type))
_TOLD = (
    select(_oo.operation)
    .join(tables.answers, _a.operation == _oo.operation)
    .join(tables.order_bases, _b.order == _oo.order)
    .where(_MISSING, _b.change >= _a.change)
    .distinct()
)
_NUMBERS = About(
    select(_oo.operation, _b.change, _a.change)
    .join(tables.answers, _a.operation == _oo.operation)
    .join(tables.order_bases, _b.order == _oo.order),
    _oo.operation,
)
_MISSING_NAMES = select(_a.operation).where(_MISSING)
_FORGET = delete(tables.answers).where(_MISSING)
_OLDER = (
    update(tables.order_bases)
    .where(or_(_b.change > bindparam("parted"), _b.version == WAITS))
    .values(change=bindparam("parted"), version=NOT_TOLD_SINCE)
)
_LOST_ON = About(select(_oo.operation).join(tables.heard, _h.id == _oo.operation).where(_h.effect == LOST), _oo.order)
_ON_WAITING = select(_oo.operation).join(tables.order_bases, _b.order == _oo.order).where(_b.version == WAITS)
_NO_LOST = delete(tables.heard).where(_h.effect == LOST, _h.id.not_in(select(_a.operation)), _h.id.not_in(_ON_WAITING))
_NOT_TOLD = select(_b.order).where(_b.version == NOT_TOLD_SINCE)
_NOT_TOLD_OF = About(select(_b.order).where(_b.version < TOLD), _b.order)


def forget(connection: Connection, received: Mapping[str, int]) -> int:
    """Takes the answers back of what the centre does not have, which has each own epoch as far as it was `received`; returns of how
    many.
    """
    missing = 0
    for epoch, seq in received.items():
        told = [row[0] for row in ask(connection, _TOLD, of=epoch, received=seq)]
        names = [row[0] for row in ask(connection, _MISSING_NAMES, of=epoch, received=seq)]
        delete_many(connection, tables.heard, [(name,) for name in names], by=("id",))
        _keep_as_lost(connection, feed.as_heard(connection, told).values())
        missing += tell(connection, _FORGET, of=epoch, received=seq)
    return missing


def moved(connection: Connection, names: Sequence[str]) -> None:
    """The centre has these own operations under other numbers than those under which it had told them: the orders here that contain
    them are of before, until the feed brings them (`came`).
    """
    told = sorted({operation for operation, told, number in _NUMBERS.ask(connection, names) if told >= number})
    delete_many(connection, tables.heard, [(name,) for name in told], by=("id",))
    _keep_as_lost(connection, feed.as_heard(connection, told).values())


def came(connection: Connection, orders: Collection[str]) -> None:
    """The feed brings these orders with all that was done on them."""
    here = {row[0] for row in _LOST_ON.ask(connection, sorted(orders))}
    delete_many(connection, tables.heard, [(name,) for name in sorted(here)], by=("id",))


def _keep_as_lost(connection: Connection, operations: Iterable[Heard]) -> None:
    rows = [astuple(replace(one, effect=LOST)) for one in operations]
    insert_many(connection, tables.heard, Heard.__struct_fields__, rows)


def none_is_told_since(connection: Connection, *, change: int) -> int:
    """The centre has told of no order since it was put back to this change; returns of how many it had."""
    return tell(connection, _OLDER, parted=change)


def gone(
    connection: Connection, coming: Collection[str], *, waits: Collection[str] = (), is_last: bool
) -> frozenset[str]:
    """With these orders what was lost of this desk's work on them counts as not done: the other orders that it touched are taken
    as not there until they come; so is what this desk made of them, where the centre refuses that now. Those of which nothing came up
    to the last page are not there. `waits`: the feed brings them, and what was lost on them stays done until then, unless it was
    done together with such orders.
    """
    _wait(connection, waits)
    absent = {row[0] for row in ask(connection, _NOT_TOLD)} if is_last else set()
    lost: set[str] = set()
    found = absent.difference(coming)
    ahead = found | set(coming)
    while ahead:
        new = {row[0] for row in _LOST_ON.ask(connection, sorted(ahead))} - lost
        lost |= new
        ahead = bases.orders_of(connection, new) - found - set(coming)
        found |= ahead
    delete_many(connection, tables.heard, [(name,) for name in sorted(lost)], by=("id",))
    if is_last:
        tell(connection, _NO_LOST)
    made = bases.never_made(connection, bases.of_refused(connection, sorted(coming))).difference(coming)
    never_made = {row[0] for row in _NOT_TOLD_OF.ask(connection, sorted(made))}
    return frozenset(found | never_made)


def _wait(connection: Connection, orders: Collection[str]) -> None:
    waiting = sorted(row[0] for row in _NOT_TOLD_OF.ask(connection, sorted(orders)))
    update_many(connection, tables.order_bases, ("version",), [(WAITS, name) for name in waiting], by=("order",))
