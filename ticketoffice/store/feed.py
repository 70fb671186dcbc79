"""The feed: what changed at the centre, in the order of the commits.

A change number is taken from one row, the last thing before COMMIT (0-decisions 29): a number that can be read stands for
something that is committed, and everything below it is committed too. A reader that has seen k has seen all up to k.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from sqlalchemy import Connection, bindparam, func, insert, select, update

from ticketoffice.domain.identity import child_id
from ticketoffice.domain.makings import OUT_OF_ANOTHER
from ticketoffice.domain.operation import REFUSED
from ticketoffice.domain.travel import Digest, FeedItem, Heard, LoadPage, OrderCopy, OrdersAgain, Overbooked, Page
from ticketoffice.store import tables
from ticketoffice.store.asking import About, ask
from ticketoffice.store.desk_names import desk_names
from ticketoffice.store.journal import Line
from ticketoffice.store.order_copies import catalogue_copy, order_copies
from ticketoffice.store.telling import insert_many, insert_one, tell

CATALOGUE_KINDS = frozenset({"catalogue_changed", "rules_changed", "person_changed", "person_erased"})
PAGE = 200
LOST_AT_MOST = 1_000_000
"""How many change numbers an epoch of the centre leaves out: those that were given before its book was put back are not given again."""

_f, _o, _oo, _t = tables.feed.c, tables.operations.c, tables.operation_orders.c, tables.tickets.c
_count = tables.feed_counter.c.change
_COUNTER = select(_count)
_EPOCHS = select(tables.feed_epochs.c.epoch, tables.feed_epochs.c.began).order_by(tables.feed_epochs.c.began)
_COUNT_ON = update(tables.feed_counter).values(change=_count + bindparam("more"))
_AFTER = (
    select(_f.change, _f.operation, _f.order)
    .where(_f.change > bindparam("after"))
    .order_by(_f.change)
    .limit(bindparam("most"))
)
_LAST_UP_TO = (
    select(_f.operation, tables.answers.c.answered_at)
    .join(tables.answers, tables.answers.c.operation == _f.operation)
    .where(_f.change <= bindparam("change"))
    .order_by(_f.change.desc())
    .limit(1)
)
_q = tables.quotas.c
_OVERBOOKED = (
    select(_q.id, _q.overbooked).where(_q.performance == bindparam("performance"), _q.overbooked > 0).order_by(_q.id)
)
_TICKETS = select(_t.id, _t.state, _t.price).where(_t.performance == bindparam("performance"))
_LATER = About(select(_f.change, _f.order, _f.operation).where(_f.change > bindparam("after")), _f.order)
_TOUCHED = About(select(_oo.order), _oo.operation)
_HEARD = About(select(_o.id, _o.epoch, _o.seq, _o.kind, _o.at, _o.actor, _o.second_person, _o.body, _o.effect), _o.id)


class Change:
    """One operation that is about to be committed: the orders that it touched, and its answer to whoever sent it."""

    __slots__ = ("answer", "data", "line", "orders", "reason")

    def __init__(
        self, line: Line, orders: Iterable[str], *, answer: str, reason: str | None = None, data: str | None = None
    ) -> None:
        self.line = line
        self.orders = sorted(orders)
        self.answer = answer
        self.reason = reason
        self.data = data


def begin(connection: Connection) -> None:
    """Makes the counter of a new centre."""
    connection.execute(insert(tables.feed_counter).values(one=1, change=0))


def begin_epoch(connection: Connection, epoch: str) -> None:
    """An epoch of the centre begins. What desks were told after its last change here is not in this book, and the numbers of those
    changes stay theirs: whoever heard up to one of them has heard nothing of what comes now.
    """
    began = ask(connection, _COUNTER)[0][0]
    is_first = not ask(connection, _EPOCHS) and not began
    insert_one(connection, tables.feed_epochs, epoch=epoch, began=began)
    if not is_first:
        tell(connection, _COUNT_ON, more=LOST_AT_MOST)


def epochs(connection: Connection) -> tuple[tuple[str, int], ...]:
    """The centre's own epochs, oldest first, each with the last change before it."""
    return tuple((epoch, began) for epoch, began in ask(connection, _EPOCHS))


def announce(connection: Connection, changes: Sequence[Change], *, at: int) -> list[int]:
    """Gives each operation its change numbers (one for each order, at least one) and returns its last one.

    The last thing that a transaction does: until it is committed, nobody else gets a number.
    """
    counts = [max(1, len(change.orders)) for change in changes]
    tell(connection, _COUNT_ON, more=sum(counts))
    number = counter(connection) - sum(counts)
    rows: list[tuple[int, str, str | None]] = []
    last: list[int] = []
    for change in changes:
        for order in change.orders or (None,):
            number += 1
            rows.append((number, change.line.id, order))
        last.append(number)
    insert_many(connection, tables.feed, ("change", "operation", "order"), rows)
    insert_many(
        connection,
        tables.answers,
        ("operation", "epoch", "seq", "answer", "reason", "data", "change", "answered_at"),
        [
            (c.line.id, c.line.epoch, c.line.seq, c.answer, c.reason, c.data, n, at)
            for c, n in zip(changes, last, strict=True)
        ],
    )
    return last


def counter(connection: Connection) -> int:
    """How many changes there are."""
    return int(ask(connection, _COUNTER)[0][0])


def page(connection: Connection, *, after: int, now: int, limit: int = PAGE) -> Page:
    """What follows change `after`, on one consistent snapshot: at most `limit` changes, as whole orders.

    An order comes as it now stands; with it come all orders that the operations touched which led there, so that nobody
    holds half of one.
    """
    rows = ask(connection, _AFTER, after=after, most=limit)
    more = len(rows) == limit
    through = rows[-1][0] if more else counter(connection)
    heard = as_heard(connection, [row[1] for row in rows])
    about: dict[str, list[Heard]] = {}
    for _, operation, order in rows:
        if order is not None:
            told = about.setdefault(order, [])
            told += [heard[operation]] if operation in heard else []
    ahead = _ahead(connection, {row[1] for row in rows}, after=through) if more else {}
    orders = dict.fromkeys([*about, *ahead])
    copies = order_copies(connection, list(orders))
    items = tuple(
        FeedItem(order, copies.get(order), tuple(about.get(order, ())), tuple(ahead.get(order, ()))) for order in orders
    )
    general = tuple(heard[row[1]] for row in rows if row[2] is None and row[1] in heard)
    is_new = any(operation.kind in CATALOGUE_KINDS for operation in heard.values())
    return Page(
        items=items,
        through=through,
        as_of=counter(connection),
        more=more,
        now=now,
        general=general,
        catalogue=catalogue_copy(connection) if is_new else None,
        desks=desk_names(connection),
        epochs=epochs(connection),
        before=last_up_to(connection, after),
        last=last_up_to(connection, through),
    )


def last_up_to(connection: Connection, change: int) -> str:
    """What stands as the last change up to this one: which operation, answered when. After a centre was set back its numbers are
    given again, to something else or at another moment.
    """
    return "".join(f"{operation} {at}" for operation, at in ask(connection, _LAST_UP_TO, change=change))


def load_page(
    connection: Connection, *, after: str | None, now: int, heard: int | None = None, limit: int = 500
) -> LoadPage:
    """A part of the first load: orders by id after this one, as they now stand. `heard`: what led there since this change is said."""
    o = tables.orders.c
    asked = select(o.id).order_by(o.id).limit(limit)
    ids = [row[0] for row in connection.execute(asked if after is None else asked.where(o.id > after))]
    more = len(ids) == limit
    ids += [] if more else _without_order(connection)
    copies = order_copies(connection, ids)
    total = connection.execute(select(func.count()).select_from(tables.orders)).scalar_one()
    found = tuple(copies[order] for order in ids)
    behind = tuple(_behind_cases(connection, found).values())
    later = () if heard is None else _LATER.ask(connection, ids, after=heard)
    ahead = tuple(sorted({operation for _, _, operation in later}))
    return LoadPage(found, counter(connection), more=more, now=now, total=total, heard=behind, ahead=ahead)


def _without_order(connection: Connection) -> list[str]:
    """What cases are about that is no order here: a payment for one that was never made, or no order at all. A closed one too, like
    those of orders: whoever loads anew would not hear of it otherwise.
    """
    c, o = tables.cases.c, tables.orders.c
    asked = select(c.order).distinct().where(c.order.not_in(select(o.id)))
    return list(connection.execute(asked.order_by(c.order)).scalars())


def _behind_cases(connection: Connection, copies: Sequence[OrderCopy]) -> dict[str, Heard]:
    """The operations that their open cases are about, those that had cancelled a ticket before, those that were refused where
    they would have made an order, and those that were refused at all: what they printed is out, also once the case is closed.
    """
    having = [copy for copy in copies if any(case.closed_at is None for case in copy.cases)]
    wanted = [case.operation for copy in having for case in copy.cases if case.closed_at is None]
    wanted += [c.operation for copy in having for c in copy.cancellations if c.operation is not None]
    wanted += [c.operation for copy in copies for c in copy.cases if c.id == child_id(c.operation, name="refused")]
    if any(copy.order is None for copy in copies):
        refused = select(_o.id).where(_o.kind.in_(OUT_OF_ANOTHER), _o.effect.startswith(REFUSED))
        wanted += connection.execute(refused).scalars()
    return as_heard(connection, wanted)


def orders_of(connection: Connection, performance: str) -> OrdersAgain:
    """The orders that have, or had, a ticket of a performance, as they now stand, without what led there."""
    asked = select(_t.order).distinct().where(_t.performance == performance).order_by(_t.order)
    copies = order_copies(connection, list(connection.execute(asked).scalars()))
    items = tuple(FeedItem(order, copy) for order, copy in copies.items())
    compared = digest(connection, performance)
    return OrdersAgain(items, compared.as_of, compared.digest)


def lines(connection: Connection) -> Iterator[Line]:
    """Every operation of the centre in the order of its changes, streamed."""
    a, after = tables.answers.c, -1
    columns = [_o[name] for name in Line.__struct_fields__]
    while True:
        asked = select(a.change, *columns).join(tables.operations, _o.id == a.operation)
        part = connection.execute(asked.where(a.change > after).order_by(a.change).limit(1000)).all()
        yield from (Line(*row[1:]) for row in part)
        if len(part) < 1000:
            return
        after = part[-1][0]


def digest(connection: Connection, performance: str) -> Digest:
    """What the tickets of a performance come to, on one consistent snapshot."""
    tickets = ask(connection, _TICKETS, performance=performance)
    marks = ask(connection, _OVERBOOKED, performance=performance)
    return Digest(counter(connection), digest_of(tickets), tuple(Overbooked(*mark) for mark in marks))


def digest_of(tickets: Iterable[tuple[str, str, int]]) -> str:
    """SHA-256 over (ticket, state, price) of each of these tickets, by id."""
    said = "".join(f"{ticket} {state} {price}\n" for ticket, state, price in sorted(tickets))
    return hashlib.sha256(said.encode()).hexdigest()


def _ahead(connection: Connection, told: set[str], *, after: int) -> dict[str, list[str]]:
    """Per order that these operations touched, and those that later ones touched together with them: the later ones."""
    found: dict[str, list[str]] = {}
    new = told
    while orders := sorted(_touched(connection, new) - found.keys()):
        found |= {order: [] for order in orders}
        new = set()
        later = _LATER.ask(connection, orders, after=after)
        for _, order, operation in sorted(later, key=itemgetter(0)):
            found[order].append(operation)
            new.add(operation)
    return found


def _touched(connection: Connection, operations: Iterable[str]) -> set[str]:
    return {row[0] for row in _TOUCHED.ask(connection, sorted(operations))}


def as_heard(connection: Connection, operations: Sequence[str]) -> dict[str, Heard]:
    """Operations of this book as a feed tells them."""
    rows = _HEARD.ask(connection, sorted(set(operations)))
    return {row[0]: Heard(*row) for row in rows}
