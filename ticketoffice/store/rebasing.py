"""A paired desk built again: what the centre told it, and on top its own operations that are not answered.

An order without own unanswered operations is its own base; of the others the base is kept (`store.bases`). What must come
out equal are the orders with own work on them, and what all quotas have taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec.structs import replace
from sqlalchemy import Connection, select

from ticketoffice.domain import operations as kinds
from ticketoffice.domain.makings import money_of
from ticketoffice.domain.operation import MONEY_ONLY, Operation, Verdict
from ticketoffice.domain.outcome import Outcome
from ticketoffice.domain.state import Quota, Row
from ticketoffice.domain.travel import OrderCopy
from ticketoffice.store import bases, loading, outbox, rewriting, saving, tables, unit
from ticketoffice.store.catalogue import Catalogue
from ticketoffice.store.order_copies import OF_THE_CATALOGUE, order_copies, rows_of

AT_ONCE = 500


def rebuild(source: Connection, target: Connection) -> int:
    """Fills an empty book; returns how many own operations were decided again."""
    catalogue: list[Row] = []
    for row_class in OF_THE_CATALOGUE.values():
        catalogue += rewriting.all_rows(source, row_class)
    empty = [replace(row, taken=0) if isinstance(row, Quota) else row for row in catalogue]
    rewriting.rewrite(target, before=(), after=empty)
    orders = sorted({*source.execute(select(tables.orders.c.id)).scalars(), *_never_made(source)})
    own: set[str] = set()
    for start in range(0, len(orders), AT_ONCE):
        part = orders[start : start + AT_ONCE]
        told = bases.bases(source, part)
        unheard = bases.unheard(source, part, {name: base.change for name, base in told.items()})
        own |= {one.operation for ones in unheard.values() for one in ones}
        alone = [name for name in part if not unheard.get(name)]
        _fill(target, list(order_copies(source, alone).values()))
        _fill(target, [base.copy for name, base in told.items() if unheard.get(name) and base.copy is not None])
    contested = set(source.execute(select(tables.contested.c.operation)).scalars())
    count = sum(1 for _ in decided_again(target, outbox.operations(source, own), contested=contested, journal=source))
    o = tables.orders.c
    rewriting.set_versions(target, source.execute(select(o.id, o.version)).all())
    return count


def _never_made(source: Connection) -> list[str]:
    """Orders that only cases speak of: their making was refused."""
    k, o = tables.cases.c, tables.orders.c
    return [name for name in source.execute(select(k.order).where(k.order.not_in(select(o.id)))).scalars() if name]


def _fill(target: Connection, copies: Sequence[OrderCopy]) -> None:
    rewriting.rewrite(target, before=(), after=[row for copy in copies for row in rows_of(copy)])
    rewriting.count_places(target, before=(), after=[ticket for copy in copies for ticket in copy.tickets])


def decided_again(
    connection: Connection,
    operations: Iterable[Operation],
    *,
    contested: Collection[str] = (),
    journal: Connection | None = None,
) -> Iterator[Outcome]:
    """Own operations decided once more on what the centre has, one on top of the other; what is accepted is written, and of what
    is not the money that was taken by it. Those that are known as `contested` are told by nobody again. `journal`: where that
    lies, if not beside the orders.
    """
    catalogue = Catalogue(connection)
    for operation in operations:
        if operation.id in contested:
            _book(connection, operation, catalogue=catalogue)
            continue
        outcomes, situation, versions = unit.decide(
            connection, [operation], catalogue=catalogue, lock=False, keeper=None, journal=journal
        )
        if outcomes[0].verdict.accepted:
            saving.save(connection, outcomes, situation=situation, versions=versions, personal=False)
            catalogue.look_at(outcomes[0].rows)
        else:
            _book(connection, operation, catalogue=catalogue)
        yield outcomes[0]


def _book(connection: Connection, operation: Operation, *, catalogue: Catalogue) -> None:
    """Money that was taken by an operation that no longer passes is in the drawer (0-decisions 30)."""
    touched = kinds.touches(operation)
    if not money_of(operation.kind, operation.payload):
        return
    situation = loading.situation(connection, touched, catalogue=catalogue, at=operation.at, lock=False, keeper=None)
    rows = kinds.book_refused(operation, situation)
    outcome = Outcome.of(operation, Verdict(accepted=True, effect=MONEY_ONLY), rows)
    versions = unit.versions_of(connection, touched.orders, lock=False)
    saving.save(connection, [outcome], situation=situation, versions=versions, personal=False)
