"""What became of an operation, and what a written transaction changed: who shows an order looks again if it is concerned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from ticketoffice.domain.never_made import made_of
from ticketoffice.domain.operation import Operation, Verdict
from ticketoffice.domain.state import Order, Row, Ticket


class Outcome(Struct, frozen=True):
    """What became of one operation: its verdict, the rows it made or changed, and the orders that it touched, or will touch
    where the making of its own one is refused.
    """

    operation: Operation
    verdict: Verdict
    rows: tuple[Row, ...]
    orders: frozenset[str]

    @classmethod
    def of(cls, operation: Operation, verdict: Verdict, rows: tuple[Row, ...] = ()) -> Outcome:
        """With the orders of its rows and of its payload; a refused operation has no rows."""
        named = {row.id if isinstance(row, Order) else getattr(row, "order", None) for row in rows}
        order = operation.payload.get("order")
        named.add(order["id"] if isinstance(order, Mapping) else order)
        named |= set(made_of(operation.payload))
        return cls(operation, verdict, rows, frozenset(name for name in named if name))


class Changes(Struct, frozen=True):
    """Ids: `operations` in the order of the journal; `orders` also for what stands beside it (a notice that left)."""

    operations: tuple[str, ...]
    orders: frozenset[str]
    tickets: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.operations or self.orders)


def changes(*outcomes: Outcome, beside: Iterable[str] = ()) -> Changes:
    """What these operations changed; `beside`: orders of which something changed that is no operation."""
    return Changes(
        operations=tuple(outcome.operation.id for outcome in outcomes),
        orders=frozenset(order for outcome in outcomes for order in outcome.orders) | frozenset(beside),
        tickets=frozenset(row.id for outcome in outcomes for row in outcome.rows if isinstance(row, Ticket)),
    )
