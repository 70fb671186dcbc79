"""At a paired desk: the centre's copy of an order, kept while own operations stand on top of it (0-decisions 30).

An order without own unanswered operations *is* its base: its rows are kept once. The copy is taken in the transaction of
the first own operation on it, before anything changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, select, update

from ticketoffice.domain.operations import MAKING_KINDS
from ticketoffice.domain.travel import REFUSED, OrderCopy
from ticketoffice.store import feed, tables
from ticketoffice.store.asking import ask_about
from ticketoffice.store.inserting import insert_many
from ticketoffice.store.order_copies import order_copies
from ticketoffice.store.types import Id

NOT_HEARD = -1
_b, _o, _oo, _a = tables.order_bases.c, tables.operations.c, tables.operation_orders.c, tables.answers.c
_h = tables.heard.c
_encode, _decode = msgspec.json.encode, msgspec.json.Decoder(OrderCopy).decode

_FOUND = select(_b.order, _b.change, _b.copy)
_WANTED, _ALL_WANTED = bindparam("wanted", type_=Id), bindparam("wanted", type_=Id, expanding=True)
_ONE, _MANY = _FOUND.where(_b.order == _WANTED), _FOUND.where(_b.order.in_(_ALL_WANTED))

_OWN = (
    select(_oo.order, _o.id, _o.seq, _a.answer, _a.change, _o.at, _h.id)
    .join(tables.operations, _o.id == _oo.operation)
    .outerjoin(tables.answers, _a.operation == _o.id)
    .outerjoin(tables.heard, _h.id == _o.id)
)
_OWN_ONE, _OWN_MANY = (_OWN.where(is_asked) for is_asked in (_oo.order == _WANTED, _oo.order.in_(_ALL_WANTED)))
_ANSWERED = (
    select(_oo.operation, _a.answer, _h.effect)
    .outerjoin(tables.answers, _a.operation == _oo.operation)
    .outerjoin(tables.heard, _h.id == _oo.operation)
)
_ANSWERED_ONE, _ANSWERED_MANY = (
    _ANSWERED.where(is_asked) for is_asked in (_oo.order == _WANTED, _oo.order.in_(_ALL_WANTED))
)


class Base(Struct, frozen=True):
    """What the centre has of an order as of `change`; `copy` is None where the book's rows are just that."""

    order: str
    change: int
    copy: OrderCopy | None


def bases(connection: Connection, orders: Sequence[str]) -> dict[str, Base]:
    """The bases of these orders; of one that the centre has not told about there is none."""
    rows = ask_about(connection, sorted(set(orders)), one=_ONE, many=_MANY)
    return {row[0]: Base(row[0], row[1], None if row[2] is None else _decode(bytes(row[2]))) for row in rows}


def keep(connection: Connection, orders: Iterable[str]) -> None:
    """Before an own operation touches these orders: what the centre has of them is kept."""
    plain = [name for name, base in bases(connection, list(orders)).items() if base.copy is None]
    kept = update(tables.order_bases).where(_b.order == bindparam("wanted")).values(copy=bindparam("bytes"))
    for name, copy in order_copies(connection, plain).items():
        connection.execute(kept, {"wanted": name, "bytes": _encode(copy)})


def put(connection: Connection, rows: Sequence[tuple[str, int, OrderCopy | None, bool]]) -> None:
    """(order, change, copy, stands alone): what the centre now has. One that stands alone needs no copy of its own; of one
    that was never made there is none.
    """
    there = list(bases(connection, [row[0] for row in rows]))
    for start in range(0, len(there), 500):
        connection.execute(delete(tables.order_bases).where(_b.order.in_(there[start : start + 500])))
    values = [
        (order, change, copy.version if copy else 0, None if alone or copy is None else _encode(copy))
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
    rows = ask_about(connection, sorted(set(orders)), one=_OWN_ONE, many=_OWN_MANY)
    for order, operation, _, answer, change, _, heard in sorted(rows, key=lambda row: (row[5], row[2])):
        if (answer is None and heard is None) or (
            answer not in (None, REFUSED) and change > changes.get(order, NOT_HEARD)
        ):
            found.setdefault(order, []).append(Own(operation, change))
    return found


def not_told_yet(connection: Connection, orders: Sequence[str]) -> set[str]:
    """Orders of which the feed has yet to tell an accepted own operation: it brings them, with all that it touched."""
    known = {name: base.change for name, base in bases(connection, orders).items()}
    own = unheard(connection, orders, known)
    return {order for order, ones in own.items() if any(one.change is not None for one in ones)}


def of_refused(connection: Connection, orders: Sequence[str]) -> set[str]:
    """Orders that own refused operations about these ones touched too: what a refused reissue made is no order."""
    return orders_of(connection, _refused(connection, orders))


def never_made(connection: Connection, orders: Iterable[str]) -> set[str]:
    """Those of these orders that own operations were to make, and the centre refused."""
    wanted = set(orders)
    refused = sorted(_refused(connection, wanted)) if wanted else []
    making = select(_o.body).where(_o.kind.in_(MAKING_KINDS), _o.id.in_(refused))
    bodies = connection.execute(making).scalars() if refused else ()
    return {json.loads(body)["payload"]["new"]["id"] for body in bodies} & wanted


def _refused(connection: Connection, orders: Iterable[str]) -> set[str]:
    rows = ask_about(connection, sorted(set(orders)), one=_ANSWERED_ONE, many=_ANSWERED_MANY)
    return {row[0] for row in rows if row[1] == REFUSED or (row[2] or "").startswith(REFUSED)}


def orders_of(connection: Connection, operations: Iterable[str]) -> set[str]:
    """The orders that these operations touch."""
    wanted = sorted(set(operations))
    found: set[str] = set()
    for start in range(0, len(wanted), 500):
        found |= set(
            connection.execute(select(_oo.order).where(_oo.operation.in_(wanted[start : start + 500]))).scalars()
        )
    return found


def told_with(connection: Connection, orders: Iterable[str]) -> set[tuple[str, str]]:
    """(order, operation): what is known already of what others did to these orders."""
    wanted, ho = sorted(set(orders)), tables.heard_orders.c
    found: set[tuple[str, str]] = set()
    for start in range(0, len(wanted), 500):
        part = select(ho.order, ho.operation).where(ho.order.in_(wanted[start : start + 500]))
        found |= {(row[0], row[1]) for row in connection.execute(part)}
    return found


def digests(connection: Connection, performances: Sequence[str]) -> dict[str, str]:
    """Per performance what `feed.digests` says at the centre: over the centre's tickets as this desk knows them."""
    t = tables.tickets.c
    kept = [_decode(bytes(row[0])) for row in connection.execute(select(_b.copy).where(_b.copy.is_not(None)))]
    apart = {copy.id for copy in kept}
    known = select(t.id, t.state, t.price, t.order).join(tables.order_bases, _b.order == t.order)
    found: dict[str, str] = {}
    for performance in performances:
        rows = [
            (ticket, state, price)
            for ticket, state, price, order in connection.execute(known.where(t.performance == performance))
            if order not in apart
        ]
        rows += [
            (one.id, one.state, one.price) for copy in kept for one in copy.tickets if one.performance == performance
        ]
        found[performance] = feed.digest_of(sorted(rows))
    return found
