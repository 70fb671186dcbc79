"""What reports and the lists to work off need: cancellations made here, and money that is promised; in a few questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, Select, and_, case, exists, func, or_, select, true

from ticketoffice.domain.notices import EMAIL
from ticketoffice.domain.rules import LOST
from ticketoffice.domain.state import Refund
from ticketoffice.store import open_lists, tables
from ticketoffice.store.asking import About
from ticketoffice.store.rows import select_of

_c, _t, _r, _o = tables.cancellations.c, tables.tickets.c, tables.refunds.c, tables.orders.c
_l, _op, _h = tables.money_lines.c, tables.operations.c, tables.heard.c
_p, _e, _z, _m = tables.performances.c, tables.events.c, tables.zones.c, tables.mails.c


class Place(Struct, frozen=True):
    """A ticket with its order and performance, as a line of a list names it."""

    order: str
    order_number: str
    currency: str
    customer: str | None
    source: str | None
    ticket: str | None
    position: int | None
    event: str | None
    starts_at: int | None
    timezone: str | None
    zone: str | None
    seat: str | None


class CancelledRow(Struct, frozen=True):
    """One cancellation made here. `notice`: the state of the e-mail about it, if one was asked for."""

    id: str
    at: int | None
    by: str | None
    finished_at: int | None
    kept_at: int | None
    reason: str | None
    note: str | None
    paper: str | None
    told_at: int | None
    to_tell: bool
    to_repeat: bool
    notice: str | None
    place: Place


class DueRow(Struct, frozen=True):
    """Money that was promised and has not left; `by` finished the cancellation, by the operation `finish` (of goodwill nobody is
    named).
    """

    refund: Refund
    by: str | None
    finish: str | None
    place: Place


class Wanted(Struct, frozen=True):
    """Which lines: since an instant, with money by a method, by one of these people (None: all); at most so many."""

    since: int | None = None
    method: str | None = None
    people: tuple[str, ...] | None = None
    most: int | None = None


_PLACE = (
    *(_o.id, _o.number, _o.currency, _o.customer, _o.source),
    *(_t.id, _t.position, _e.name, _p.starts_at, _p.timezone, _z.name, func.coalesce(_t.seat_name, _t.seat)),
)
_ELSEWHERE = and_(_c.inform == EMAIL, _c.finish.is_not(None))
_NOTICE = func.coalesce(
    _m.state,
    case(
        (and_(_ELSEWHERE, _c.told_at.is_(None), open_lists.stands), func.coalesce(_c.told_how, "queued")),
        (and_(_ELSEWHERE, _c.told_how == EMAIL), "sent"),
    ),
)
"""As in this book's box; of a notice that the centre sends, until it is told."""
_CANCELLED = (
    select(
        *(_c.id, _c.cancelled_at, _c.cancelled_by, _c.finished_at, _c.kept_at, _c.reason, _c.note, _c.paper),
        *(_c.told_at, open_lists.is_to_tell, open_lists.is_to_repeat, _NOTICE, *_PLACE),
    )
    .select_from(
        open_lists.CANCELLATIONS.join(tables.orders, _o.id == _c.order)
        .join(tables.performances, _p.id == _t.performance)
        .join(tables.events, _e.id == _p.event)
        .join(tables.zones, _z.id == _t.zone)
        .outerjoin(tables.mails, _m.operation == _c.finish)
    )
    .where(_c.operation.is_not(None), _c.reason.is_distinct_from(LOST))
)
_DUE = (
    select(*select_of(Refund).selected_columns, _c.finished_by, _c.finish, *_PLACE)
    .select_from(
        tables.refunds.join(tables.orders, _o.id == _r.order)
        .outerjoin(tables.tickets, _t.id == _r.ticket)
        .outerjoin(tables.performances, _p.id == _t.performance)
        .outerjoin(tables.events, _e.id == _p.event)
        .outerjoin(tables.zones, _z.id == _t.zone)
        .outerjoin(tables.cancellations, _c.id == _r.cancellation)
    )
    .where(open_lists.is_owed)
    .order_by(_r.promised_at, _r.id)
)
_REFUNDS = About(
    select_of(Refund).where(_r.withdrawn_at.is_(None), _r.promised_at.is_not(None)).order_by(_r.order, _r.id), _r.order
)


_PAYMENTS = About(select(tables.payments.c.id, tables.payments.c.method), tables.payments.c.id)


_BALANCE = func.sum(_l.amount)
_CREDITS = select(_l.order).group_by(_l.order).having(_BALANCE < 0)
_MONEY = About(
    select(_l.order, func.coalesce(_op.at, _h.at), _l.amount)
    .select_from(
        tables.money_lines.outerjoin(tables.operations, _op.id == _l.operation).outerjoin(
            tables.heard, _h.id == _l.operation
        )
    )
    .order_by(_l.order, _op.at, _op.seq),
    _l.order,
)


class Reports:
    """Lines as rows; names and texts are asked for by whoever shows them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def cancelled(self, wanted: Wanted) -> list[CancelledRow]:
        """What was cancelled here, also what was kept after all; the newest first."""
        return self._cancelled(wanted, true(), order=_c.cancelled_at.desc())

    def to_tell(self, wanted: Wanted) -> list[CancelledRow]:
        """What customers do not know yet, the oldest first."""
        return self._cancelled(wanted, open_lists.is_to_tell, order=_c.cancelled_at)

    def to_repeat(self, wanted: Wanted) -> list[CancelledRow]:
        """What the shop that an order came from does not know yet, the oldest first."""
        return self._cancelled(wanted, open_lists.is_to_repeat, order=_c.cancelled_at)

    def due(self, wanted: Wanted) -> list[DueRow]:
        """What is still to be given, the oldest promise first."""
        statement = _within(_DUE, wanted, at=_r.promised_at, by=(_c.finished_by,))
        if wanted.method is not None:
            statement = statement.where(_r.method == wanted.method)
        width = len(Refund.__struct_fields__)
        return [
            DueRow(Refund(*row[:width]), row[width], row[width + 1], Place(*row[width + 2 :]))
            for row in self._connection.execute(statement.limit(wanted.most))
        ]

    def credits(self) -> dict[str, int]:
        """The orders whose money lines come to less than nothing, and since when each does; 0 where the deed behind it was before
        what the centre tells (a first load).
        """
        orders = [row[0] for row in self._connection.execute(_CREDITS)]
        since: dict[str, int] = {}
        balances: dict[str, int] = {}
        for order, at, amount in _MONEY.ask(self._connection, orders):
            before = balances.get(order, 0)
            balances[order] = before + amount
            if before >= 0 > balances[order]:
                since[order] = at or 0
        return since

    def refunds_of(self, orders: Sequence[str]) -> dict[str, list[Refund]]:
        """What was promised here and not withdrawn, by cancellation."""
        found: dict[str, list[Refund]] = {}
        for row in _REFUNDS.ask(self._connection, sorted(set(orders))):
            refund = Refund(*row)
            if refund.cancellation is not None:
                found.setdefault(refund.cancellation, []).append(refund)
        return found

    def methods_of(self, payments: Sequence[str]) -> dict[str, str]:
        """By which method these payments came."""
        return {id: method for id, method in _PAYMENTS.ask(self._connection, sorted(set(payments)))}

    def _cancelled(
        self, wanted: Wanted, condition: ColumnElement[bool], *, order: ColumnElement[Any]
    ) -> list[CancelledRow]:
        statement = _within(
            _CANCELLED.where(condition), wanted, at=_c.cancelled_at, by=(_c.cancelled_by, _c.finished_by)
        )
        if wanted.method is not None:
            gives = (_r.order == _c.order, _r.cancellation == _c.id, _r.withdrawn_at.is_(None))
            statement = statement.where(exists().where(*gives, _r.method == wanted.method))
        statement = statement.order_by(order, _t.position, _c.id).limit(wanted.most)
        return [_row(*row) for row in self._connection.execute(statement)]


def _row(*values: Any) -> CancelledRow:
    *own, to_tell, to_repeat, notice = values[:12]
    return CancelledRow(*[*own, bool(to_tell), bool(to_repeat), notice, Place(*values[12:])])


def _within(
    statement: Select[Any], wanted: Wanted, *, at: ColumnElement[Any], by: Sequence[ColumnElement[Any]]
) -> Select[Any]:
    if wanted.since is not None:
        statement = statement.where(at >= wanted.since)
    if wanted.people is not None:
        statement = statement.where(or_(*(column.in_(wanted.people) for column in by)))
    return statement
