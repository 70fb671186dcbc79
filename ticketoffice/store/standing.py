"""How far what was done here has come: saved, sent, accepted; for the whole desk and for each ticket of an order.

Three truths, told separately (4-screens P10). A desk alone has the first one only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct
from sqlalchemy import Connection, and_, func, not_, or_, select

from ticketoffice.domain.travel import REFUSED
from ticketoffice.store import journal, tables
from ticketoffice.store.membership import centre_of
from ticketoffice.store.outbox import answered, first_held

_a, _b, _o, _oo = tables.answers.c, tables.book.c, tables.operations.c, tables.operation_orders.c


class SyncState(StrEnum):
    """How far the last word of this desk on a ticket has come."""

    LOCAL = "local"
    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    CONTESTED = "contested"


class Waiting(Struct, frozen=True):
    """How the three truths stand: `saved` here, `answered` by the centre, and what is between; instants of the oldest.

    `held`: may not leave yet, since it can be kept. `refused` and `contested` count operations that a person must look at.
    """

    saved: int
    answered: int
    unsent: int
    held: int
    oldest_at: int | None
    refused: int
    contested: int


def waiting(connection: Connection, *, at: int) -> Waiting:
    """What is saved here, and how far the centre has answered it."""
    saved = heard = unsent = 0
    oldest: int | None = None
    current = connection.execute(select(_b.epoch)).scalar_one()
    for name in journal.epochs(connection):
        last = connection.execute(select(func.max(_o.seq)).where(_o.epoch == name)).scalar_one()
        done = answered(connection, name)
        saved, heard, unsent = saved + last, heard + done, unsent + last - done
        if oldest is None and done < last:
            oldest = connection.execute(select(_o.at).where(_o.epoch == name, _o.seq == done + 1)).scalar_one()
    end = first_held(connection, at=at)
    held = (
        0
        if end is None
        else connection.execute(
            select(func.count()).select_from(tables.operations).where(_o.epoch == current, _o.seq >= end)
        ).scalar_one()
    )
    refused = len(open_refusals(connection))
    contested = connection.execute(select(func.count()).select_from(tables.contested)).scalar_one()
    return Waiting(saved, heard, unsent, held, oldest, refused, contested)


def open_refusals(connection: Connection) -> list[str]:
    """Own operations that the centre refused and whose case nobody has closed; the finish of a refused click has the
    click's (`domain.cases.case_of_refusal`).
    """
    c = tables.cases.c
    beside = and_(_o.kind == "cancellation_finished", _a.reason == "not_cancelled")
    own = select(_a.operation).join(tables.operations, _o.id == _a.operation)
    own = own.where(_a.answer == REFUSED, not_(beside))
    closed = select(c.operation).where(c.closed_at.is_not(None))
    return list(connection.execute(own.where(_a.operation.not_in(closed)).order_by(_a.change)).scalars())


class OrderStanding(Struct, frozen=True):
    """How far this desk's work on one order has come: each ticket by the least that is true of what names it, and each own
    operation. A desk alone tells of no operation: there is nobody whom it could reach.
    """

    tickets: Mapping[str, SyncState]
    operations: Mapping[str, SyncState]

    def open_of(self, ticket: str) -> str | None:
        """What is still open with the centre about a ticket: local, sent, refused, contested; None where nothing is."""
        state = self.tickets[ticket] if self.operations else SyncState.ACCEPTED
        return None if state == SyncState.ACCEPTED else str(state)


def order_standing(connection: Connection, order: str, tickets: Sequence[str]) -> OrderStanding:
    """How far what was done here with an order has come."""
    if centre_of(connection) is None:
        at_centre = connection.execute(select(_b.mode)).scalar_one() == "centre"
        return OrderStanding(dict.fromkeys(tickets, SyncState.ACCEPTED if at_centre else SyncState.LOCAL), {})
    contested = set(connection.execute(select(tables.contested.c.operation)).scalars())
    refused = set(open_refusals(connection))
    sent = or_(_o.epoch != select(_b.epoch).scalar_subquery(), _o.seq <= select(_b.posted_through).scalar_subquery())
    asked = (
        select(_o.id, _o.body, _a.answer, sent)
        .join(tables.operation_orders, and_(_oo.operation == _o.id, _oo.order == order))
        .outerjoin(tables.answers, _a.operation == _o.id)
    )
    found = dict.fromkeys(tickets, SyncState.ACCEPTED)
    operations: dict[str, SyncState] = {}
    for operation, body, answer, has_left in connection.execute(asked):
        state = _state_of(answer, contested=operation in contested, has_left=has_left)
        operations[operation] = state
        if state == SyncState.ACCEPTED or (state == SyncState.REFUSED and operation not in refused):
            continue
        for ticket in tickets:
            if ticket.encode() in bytes(body) and _RANK[state] > _RANK[found[ticket]]:
                found[ticket] = state
    return OrderStanding(found, operations)


def _state_of(answer: str | None, *, contested: bool, has_left: bool) -> SyncState:
    if contested:
        return SyncState.CONTESTED
    if answer is not None:
        return SyncState.REFUSED if answer == REFUSED else SyncState.ACCEPTED
    return SyncState.SENT if has_left else SyncState.LOCAL


_RANK = {
    SyncState.ACCEPTED: 0,
    SyncState.SENT: 1,
    SyncState.LOCAL: 2,
    SyncState.REFUSED: 3,
    SyncState.CONTESTED: 4,
}
