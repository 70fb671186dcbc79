"""The rows of accepted operations are written: the one place that writes a business table, but for what the postman takes over.

Quotas that are only given back may wait until the end of the transaction (`give_back`), so that nobody waits for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, update

from ticketoffice.domain.outcome import Outcome
from ticketoffice.domain.situation import ORDERING, PARTS, Situation
from ticketoffice.domain.state import (
    LIVE_STATES,
    Admission,
    Case,
    Event,
    HouseHold,
    HouseHoldSeat,
    Invoice,
    MoneyLine,
    Order,
    OrderNote,
    Payment,
    Performance,
    Plan,
    PlanSeat,
    Quota,
    QuotaZone,
    Refund,
    Row,
    Rule,
    Staff,
    Tariff,
    Ticket,
    TicketCode,
    Zone,
    ZoneCategory,
)
from ticketoffice.store import personal_data, tables
from ticketoffice.store.rows import fetch, insert_rows, key_of, update_rows
from ticketoffice.store.telling import tell_each

_o = tables.orders.c
INSERT_ORDER: tuple[type, ...] = tuple(tables.ROW_TABLES)


WRITTEN_ONCE: dict[type, tuple[str, ...]] = {
    Payment: ("order", "method", "amount", "paid_at", "counterpart"),
    Refund: ("order", "ticket", "cancellation", "payment", "amount", "promised_at", "goodwill"),
    MoneyLine: ("order", "operation", "kind", "amount", "ticket", "payment", "refund"),
    Invoice: ("order", "number", "kind", "amount", "issued_at", "cancels"),
    OrderNote: ("order", "at", "actor"),
    Admission: ("ticket", "order", "admitted_at", "admitted_by"),
}
"""What of a row no later operation changes: an id that is used once more for something else is no honest desk's."""


class WrittenOver(Exception):
    """An operation gives an id that is there already to something else: nothing of it is written."""


class Conflict(Exception):
    """Another writer changed what this decision rested on: load and decide again."""


def save(
    connection: Connection,
    outcomes: Sequence[Outcome],
    *,
    situation: Situation,
    versions: dict[str, int],
    check_versions: bool = True,
    personal: bool = True,
    freed: dict[str, int] | None = None,
) -> None:
    """Writes the rows: changed ones first (a seat must be free before somebody else sits on it), then new ones.

    `freed`: places that are given back are counted here instead, for `give_back` at the end of the transaction.
    """
    before = _loaded(situation)
    last: dict[tuple[type, tuple[Any, ...]], Row] = {}
    for outcome in outcomes:
        for row in outcome.rows:
            last[(type(row), key_of(row))] = row
    changed: dict[type, list[tuple[Row, Row]]] = {}
    new: dict[type, list[Row]] = {}
    for place, row in last.items():
        old = before.get(place)
        if old is None:
            new.setdefault(place[0], []).append(row)
        elif old != row:
            changed.setdefault(place[0], []).append((old, row))
    for kind in _known_before(connection, new):
        changed.setdefault(kind[0], []).append(kind[1])
    if Ticket in changed:
        changed[Ticket] = _stood_up(connection, changed[Ticket])
    counted = _only_counted(changed)
    if freed is None:
        _count(connection, counted)
    _refuse_written_over(changed, corrected=_corrected(outcomes))
    for pairs in changed.values():
        update_rows(connection, pairs)
    for row_class in INSERT_ORDER:
        insert_rows(connection, new.get(row_class, ()), version=1 if row_class is Order else None)
    _raise_versions(connection, outcomes, versions=versions, check=check_versions)
    if personal:
        personal_data.save(connection, [outcome.operation for outcome in outcomes if outcome.verdict.accepted])
    if freed is not None:
        for quota, by in counted.items():
            freed[quota] = freed.get(quota, 0) + by


def _corrected(outcomes: Sequence[Outcome]) -> set[str | None]:
    """The payments of which an operation says that they came by another method: that is all that it says of them."""
    return {o.operation.payload["payment"] for o in outcomes if o.operation.kind == "payment_corrected"}


def _refuse_written_over(
    changed: Mapping[type, Sequence[tuple[Row, Row]]], *, corrected: Collection[str | None]
) -> None:
    """What a shop's file brought its newer file may say otherwise, and so what was only promised."""
    for row_class, names in WRITTEN_ONCE.items():
        for old, row in changed.get(row_class, ()):
            may_change = (isinstance(old, Payment) and old.taken_in) or (
                isinstance(old, Refund) and old.paid_at is None
            )
            free = ("method",) if isinstance(old, Payment) and old.id in corrected else ()
            if not may_change and any(getattr(old, name) != getattr(row, name) for name in names if name not in free):
                raise WrittenOver(key_of(old))


_q = tables.quotas.c
_MOVE = update(tables.quotas).values(taken=_q.taken + bindparam("more")).where(_q.id == bindparam("wanted"))


def give_back(connection: Connection, freed: dict[str, int]) -> None:
    """Writes what `save` has counted, and forgets it: whoever else gives back places of these quotas waits until COMMIT."""
    _count(connection, freed)
    freed.clear()


def _only_counted(changed: dict[type, list[tuple[Row, Row]]]) -> dict[str, int]:
    """Takes out of the changes the quotas of which another number of places is taken, and nothing else differs."""
    counted: dict[str, int] = {}
    rest: list[tuple[Row, Row]] = []
    for old, new in changed.get(Quota, ()):
        if isinstance(old, Quota) and isinstance(new, Quota) and replace(old, taken=new.taken) == new:
            counted[new.id] = new.taken - old.taken
        else:
            rest.append((old, new))
    changed[Quota] = rest
    return counted


def _count(connection: Connection, counted: dict[str, int]) -> None:
    """As a difference, so that what others have written since counts too; in id order, so that no two wait for each other."""
    tell_each(connection, _MOVE, [(counted[quota], quota) for quota in sorted(counted)], ("more", "wanted"))


def _stood_up(connection: Connection, pairs: list[tuple[Row, Row]]) -> list[tuple[Row, Row]]:
    """The same changes once everybody whose seat another one of them takes has got up from it.

    The index of live seats looks at each row by itself: two tickets cannot swap in one statement, nor in two.
    """
    known = [(old, new) for old, new in pairs if isinstance(old, Ticket) and isinstance(new, Ticket)]
    arriving = {_sits_on(new) for old, new in known if _sits_on(new) != _sits_on(old)} - {None}
    parked = {old.id: replace(old, seat=None) for old, new in known if _sits_on(old) in arriving}
    update_rows(connection, [(old, parked[old.id]) for old, _ in known if old.id in parked])
    return [(parked.get(old.id, old), new) for old, new in known]


def _sits_on(ticket: Ticket) -> tuple[str, str] | None:
    live = ticket.seat is not None and ticket.state in LIVE_STATES
    return (ticket.performance, ticket.seat) if live and ticket.seat is not None else None


LOADED: tuple[type, ...] = (Order, Quota, Case, *PARTS)
"""Known before they change, because a situation holds them."""
LOOKED_UP: tuple[type, ...] = (
    *(Event, Performance, Zone, Tariff, Plan, PlanSeat, ZoneCategory, QuotaZone, HouseHold, HouseHoldSeat, Staff, Rule),
)
"""Of small tables: looked at again where they stand already."""
ONLY_ADDED: tuple[type, ...] = (MoneyLine, TicketCode)
"""What is said once and never changes."""


def _known_before(connection: Connection, new: dict[type, list[Row]]) -> list[tuple[type, tuple[Row, Row]]]:
    """Rows of small tables that a situation does not load: those that stand here already become changes."""
    found: list[tuple[type, tuple[Row, Row]]] = []
    for row_class in [c for c in new if c in LOOKED_UP]:
        column = tables.KEYS[row_class][0]
        known = {
            key_of(row): row
            for row in fetch(
                connection, row_class, column=column, values=sorted({getattr(r, column) for r in new[row_class]})
            )
        }
        rest = []
        for row in new[row_class]:
            old = known.get(key_of(row))
            if old is None:
                rest.append(row)
            elif old != row:
                found.append((row_class, (old, row)))
        new[row_class] = rest
    return found


def changes_anything(connection: Connection, outcomes: Sequence[Outcome], *, situation: Situation) -> bool:
    """Whether any of these rows is new or differs from what was loaded, or stands here."""
    before = _loaded(situation)
    unknown: dict[type, list[Row]] = {}
    for row in (row for outcome in outcomes for row in outcome.rows):
        if isinstance(row, LOOKED_UP):
            unknown.setdefault(type(row), []).append(row)
        elif before.get((type(row), key_of(row))) != row:
            return True
    return bool(_known_before(connection, unknown)) or any(unknown.values())


def _loaded(situation: Situation) -> dict[tuple[type, tuple[Any, ...]], Row]:
    rows: list[Row] = [*situation.quotas.values(), *situation.cases.values()]
    for dossier in situation.dossiers.values():
        rows.append(dossier.order)
        for name in ORDERING:
            rows += getattr(dossier, name)
    return {(type(row), key_of(row)): row for row in rows}


_RAISE = update(tables.orders).values(version=_o.version + bindparam("times")).where(_o.id == bindparam("wanted"))
_RAISE_CHECKED = _RAISE.where(_o.version == bindparam("known"))


def _raise_versions(
    connection: Connection, outcomes: Sequence[Outcome], *, versions: dict[str, int], check: bool
) -> None:
    """Each operation counts once for each of its orders, also where several are written together."""
    written = Counter(
        order for outcome in outcomes if outcome.verdict.accepted for order in outcome.orders & versions.keys()
    )
    orders = sorted(written)
    if check:
        rows: list[tuple[Any, ...]] = [(written[order], order, versions[order]) for order in orders]
        raised = tell_each(connection, _RAISE_CHECKED, rows, ("times", "wanted", "known"))
    else:
        raised = tell_each(connection, _RAISE, [(written[order], order) for order in orders], ("times", "wanted"))
    if raised != len(orders):
        raise Conflict(", ".join(orders))
