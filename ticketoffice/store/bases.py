"""At a paired desk: the centre's copy of an order, kept while own operations stand on top of it (0-decisions 30).

An order without own unanswered operations *is* its base: its rows are kept once. The copy is taken in the transaction of
the first own operation on it, before anything changes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, select

from ticketoffice.domain.travel import REFUSED, OrderCopy
from ticketoffice.store import feed, journal, tables
from ticketoffice.store.asking import About, ask
from ticketoffice.store.order_copies import order_copies
from ticketoffice.store.telling import delete_many, insert_many, update_many

NOT_HEARD = -1
TOLD, NOT_TOLD_SINCE, WAITS = 0, -1, -2
"""The flag of an order that the centre has told of, of one of which it has not since it was put back, and of one that it has, but is
brought by the feed after the load; what older versions wrote is not below 0 either, and says the same as `TOLD`.
"""
LOST = "lost"
"""The effect of an own operation that the centre had told, and does not have: the orders as they are here contain it
(`lost_answers`).
"""
_b, _o, _oo, _a = tables.order_bases.c, tables.operations.c, tables.operation_orders.c, tables.answers.c
_h, _ho, _t = tables.heard.c, tables.heard_orders.c, tables.tickets.c
_encode, _decode = msgspec.json.encode, msgspec.json.Decoder(OrderCopy).decode

_BASES = About(select(_b.order, _b.change, _b.copy), _b.order)
_CHANGES = About(select(_b.order, _b.change), _b.order)
_PLAIN = About(select(_b.order).where(_b.copy.is_(None)), _b.order)
_OWN = About(
    select(_oo.order, _o.id, _o.seq, _a.answer, _a.change, _o.at, _h.effect)
    .join(tables.operations, _o.id == _oo.operation)
    .outerjoin(tables.answers, _a.operation == _o.id)
    .outerjoin(tables.heard, _h.id == _o.id),
    _oo.order,
)
_ANSWERED = About(
    select(_oo.operation, _a.answer, _h.effect)
    .outerjoin(tables.answers, _a.operation == _oo.operation)
    .outerjoin(tables.heard, _h.id == _oo.operation),
    _oo.order,
)
_ANSWERS = About(select(_a.operation), _a.operation)
_TOUCHED = About(select(_oo.order), _oo.operation)
_BODIES = About(select(_o.kind, _o.body), _o.id)
_TOLD = About(select(_ho.order, _ho.operation), _ho.order)
_KEPT = select(_b.copy).where(_b.copy.is_not(None))
_PERFORMANCES = select(tables.performances.c.id).order_by(tables.performances.c.id)
_KNOWN = (
    select(_t.id, _t.state, _t.price)
    .join(tables.order_bases, _b.order == _t.order)
    .where(_t.performance == bindparam("performance"), _b.copy.is_(None))
)


class Base(Struct, frozen=True):
    """What the centre has of an order as of `change`; `copy` is None where the book's rows are just that."""

    order: str
    change: int
    copy: OrderCopy | None


def bases(connection: Connection, orders: Sequence[str]) -> dict[str, Base]:
    """The bases of these orders; of one that the centre has not told about there is none."""
    rows = _BASES.ask(connection, sorted(set(orders)))
    return {row[0]: Base(row[0], row[1], None if row[2] is None else _decode(bytes(row[2]))) for row in rows}


def changes(connection: Connection, orders: Sequence[str]) -> dict[str, int]:
    """As of which change these orders are known; one that the centre has not told about is left out."""
    return dict(_CHANGES.ask(connection, sorted(set(orders))))


def keep(connection: Connection, orders: Iterable[str]) -> None:
    """Before an own operation touches these orders: what the centre has of them is kept."""
    plain = [row[0] for row in _PLAIN.ask(connection, sorted(set(orders)))]
    kept = [(_encode(copy), name) for name, copy in order_copies(connection, plain).items()]
    update_many(connection, tables.order_bases, ("copy",), kept, by=("order",))


def put(connection: Connection, rows: Sequence[tuple[str, int, OrderCopy | None, bool]]) -> None:
    """(order, change, copy, stands alone): what the centre now has. One that stands alone needs no copy of its own; of one that
    the centre has not, and on which own operations wait, an empty one is kept: what stands here is theirs alone.
    """
    delete_many(connection, tables.order_bases, [(row[0],) for row in rows], by=("order",))
    values = [
        (order, change, TOLD, None if alone else _encode(copy or OrderCopy(order, None, 0)))
        for order, change, copy, alone in rows
    ]
    insert_many(connection, tables.order_bases, ("order", "change", "version", "copy"), values)


class Own(Struct, frozen=True):
    """An own operation that an order's base does not contain yet."""

    operation: str
    change: int | None


def unheard(connection: Connection, orders: Sequence[str], changes: dict[str, int]) -> dict[str, list[Own]]:
    """Per order: own operations without an answer, or accepted after the change as of which it is known (`changes`).

    What the centre told of before it answered (`heard`) is in the orders that it told.
    """
    found: dict[str, list[Own]] = {}
    rows = _OWN.ask(connection, sorted(set(orders)))
    for order, operation, _, answer, change, _, heard in sorted(rows, key=lambda row: (row[5], row[2])):
        if heard == LOST:
            continue
        if (answer is None and heard is None) or (
            answer not in (None, REFUSED) and change > changes.get(order, NOT_HEARD)
        ):
            found.setdefault(order, []).append(Own(operation, change))
    return found


def not_told_yet(
    connection: Connection, orders: Sequence[str], *, told: int = NOT_HEARD, ahead: Collection[str] = ()
) -> set[str]:
    """Orders of which the feed has yet to tell an own operation that arrived: it brings them, with all that it touched. `told`: it
    goes on after this change; `ahead`: what it tells of them then, also what the centre has from another machine with this journal.
    """
    own = unheard(connection, orders, dict.fromkeys(orders, told) | changes(connection, orders))
    found = {order for order, ones in own.items() if any(one.change is not None for one in ones)}
    answered = {row[0] for row in _ANSWERS.ask(connection, sorted(set(ahead)))}
    return found | orders_of(connection, set(ahead) - answered).intersection(orders)


def of_refused(connection: Connection, orders: Sequence[str]) -> set[str]:
    """Orders that own refused operations about these ones touched too: what a refused reissue made is no order."""
    return orders_of(connection, _refused(connection, orders))


def never_made(connection: Connection, orders: Iterable[str]) -> set[str]:
    """Those of these orders that own operations were to make, and the centre refused."""
    refused = _refused(connection, orders)
    made = [journal.making_in(kind, body) for kind, body in _BODIES.ask(connection, sorted(refused))]
    return {one.order for one in made if one is not None and one.of is not None} & set(orders)


def _refused(connection: Connection, orders: Iterable[str]) -> set[str]:
    rows = _ANSWERED.ask(connection, sorted(set(orders)))
    return {row[0] for row in rows if row[1] == REFUSED or (row[2] or "").startswith(REFUSED)}


def orders_of(connection: Connection, operations: Iterable[str]) -> set[str]:
    """The orders that these operations of this desk touch."""
    return {row[0] for row in _TOUCHED.ask(connection, sorted(set(operations)))}


def told_with(connection: Connection, orders: Iterable[str]) -> set[tuple[str, str]]:
    """(order, operation): what is known already of what others did to these orders."""
    rows = _TOLD.ask(connection, sorted(set(orders)))
    return {(order, operation) for order, operation in rows}


def performances(connection: Connection) -> list[str]:
    """All that can be compared with the centre, by id."""
    return [name for (name,) in ask(connection, _PERFORMANCES)]


def digest(connection: Connection, performance: str) -> str:
    """What `feed.digest` says of a performance at the centre: over the centre's tickets as this desk knows them."""
    kept = [_decode(bytes(row[0])) for row in ask(connection, _KEPT)]
    tickets = ask(connection, _KNOWN, performance=performance)
    tickets += [
        (one.id, one.state, one.price) for copy in kept for one in copy.tickets if one.performance == performance
    ]
    return feed.digest_of(tickets)
