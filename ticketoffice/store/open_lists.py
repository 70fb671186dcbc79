"""What is still open, as conditions on the tables: the rules of `domain.still_open`, under the same names.

Those on a cancellation are asked beside its ticket (`CANCELLATIONS`), `is_to_repeat` beside its order too.
"""

from __future__ import annotations

from sqlalchemy import Connection, and_, literal_column, or_, select, text

from ticketoffice.domain.calendar import DAY, MINUTE
from ticketoffice.domain.rules import BY_HAND, EXCHANGED, NOT_COLLECTED, VenueRules
from ticketoffice.store import tables

_c, _t, _r, _o = tables.cancellations.c, tables.tickets.c, tables.refunds.c, tables.orders.c
_p = tables.performances.c
CANCELLATIONS = tables.cancellations.join(tables.tickets, _t.id == _c.ticket)

stands = and_(_c.kept_at.is_(None), _t.successor.is_(None))
is_unfinished = and_(stands, _c.finished_at.is_(None))
is_promised = and_(_r.paid_at.is_(None), _r.withdrawn_at.is_(None), _r.promised_at.is_not(None))
is_owed = and_(is_promised, _r.amount > literal_column("0"))  # said as the index says it
is_to_hand_out = and_(is_owed, _r.method.in_(BY_HAND))
is_to_tell = and_(
    stands,
    _c.operation.is_not(None),
    _c.finished_at.is_not(None),
    _c.told_at.is_(None),
    or_(_c.reason.is_distinct_from(NOT_COLLECTED), _c.inform.is_not(None)),
)
is_to_repeat = and_(
    or_(stands, and_(_c.kept_at.is_(None), _c.reason == EXCHANGED)),
    _c.operation.is_not(None),
    _c.repeated_at.is_(None),
    _o.source.is_not(None),
)
is_open_case = tables.cases.c.closed_at.is_(None)

Place = tuple[str, str]
"""(order, ticket): where somebody goes to do it."""

_UNFINISHED = select(_c.order, _c.ticket).select_from(CANCELLATIONS).where(is_unfinished).order_by(_c.cancelled_at)
_TO_HAND_OUT = (
    select(_r.order, _r.ticket)
    .outerjoin(tables.cancellations, _c.id == _r.cancellation)
    .outerjoin(tables.operations, tables.operations.c.id == _c.finish)
    .where(is_to_hand_out, _r.ticket.is_not(None))
    .where(or_(_c.finish.is_(None), tables.operations.c.id.is_not(None)))
    .order_by(_r.promised_at)
)
"""Without what another desk promised: whoever promised it hands it out."""
_WAITING = select(_t.order).distinct().where(text(tables.WAITS)).order_by(_t.order)
"""Said as the index says it."""
_WAITING_BESIDE = _WAITING.join(tables.orders, _o.id == _t.order).join(
    tables.performances, tables.performances.c.id == _t.performance
)
LAST_DAYS = 4
"""More than an invoice's last day can lie before the performance, counted in any zone."""


class OpenLists:
    """The lists to work off."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def unfinished(self) -> list[Place]:
        """Tickets that were only clicked, oldest first."""
        return [(order, ticket) for order, ticket in self._connection.execute(_UNFINISHED)]

    def to_hand_out(self) -> list[Place]:
        """Tickets whose money this desk has still to give, one place for each refund, oldest first."""
        return [(order, ticket) for order, ticket in self._connection.execute(_TO_HAND_OUT)]

    def waiting(self) -> list[str]:
        """The orders with a ticket that waits for its money."""
        return list(self._connection.execute(_WAITING).scalars())

    def may_be_due(self, at: int, *, rules: VenueRules) -> list[str]:
        """Those of them of which something may be due at this instant: all that are, and few others (`domain.waiting`)."""
        released = _p.starts_at <= at + rules.release_minutes * MINUTE
        reminded = _o.created_at <= at - (rules.invoice_days - 1) * DAY
        last = _p.starts_at <= at + LAST_DAYS * DAY
        per_invoice = and_(_o.method == "invoice", or_(reminded, last))
        due = or_(and_(_o.method == "on_site", released), per_invoice)
        return list(self._connection.execute(_WAITING_BESIDE.where(due)).scalars())
