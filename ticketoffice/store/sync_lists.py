"""What goes between a desk and its centre, as lists for people: what waits, what was answered, what was heard, what is open."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, LargeBinary, func, literal, select

from ticketoffice.domain.cases import order_named, reason_of_refusal
from ticketoffice.domain.operation import REFUSED as REFUSED_EFFECT
from ticketoffice.domain.state import Case
from ticketoffice.domain.travel import REFUSED
from ticketoffice.store import journal, tables
from ticketoffice.store.desk_names import desk_names
from ticketoffice.store.journal import Line
from ticketoffice.store.open_lists import is_open_case
from ticketoffice.store.outbox import answered, first_held
from ticketoffice.store.rows import select_of
from ticketoffice.store.standing import open_refusals

_a, _b, _o, _oo, _h = tables.answers.c, tables.book.c, tables.operations.c, tables.operation_orders.c, tables.heard.c
_LINE = [_o[name] for name in Line.__struct_fields__]
_NOTHING = literal(b"", LargeBinary)
_TOLD = select(*(_NOTHING if name in ("hash", "signature") else _h[name] for name in Line.__struct_fields__))

AT_ONCE = 500
"""Operations that are asked for together."""


class Waits(Struct, frozen=True):
    """An own operation without an answer; `held`: it may not leave yet. `order`: the one it is about, if any."""

    line: Line
    held: bool
    order: str | None


class Answered(Struct, frozen=True):
    """An own operation with the centre's word on it."""

    line: Line
    order: str | None
    answer: str
    reason: str | None
    answered_at: int


class HeardLine(Struct, frozen=True):
    """An operation of another desk or of the centre; `order`: the one it is about, if any."""

    operation: str
    kind: str
    at: int
    actor: str | None
    order: str | None


class Contested(Struct, frozen=True):
    """An own operation that no longer passes on what the centre has."""

    operation: str
    order: str
    reason: str
    data: str | None
    since: int


def unsent(connection: Connection, *, at: int, most: int) -> list[Waits]:
    """What has no answer yet, oldest first."""
    current = connection.execute(select(_b.epoch)).scalar_one()
    end = first_held(connection, at=at)
    found: list[Line] = []
    for name in journal.epochs(connection):
        asked = select(*_LINE).where(_o.epoch == name, _o.seq > answered(connection, name))
        rows = connection.execute(asked.order_by(_o.seq).limit(most - len(found)))
        found += [Line(*row) for row in rows]
        if len(found) >= most:
            break
    held = {line.id for line in found if end is not None and line.epoch == current and line.seq >= end}
    return [Waits(line, line.id in held, _about(line)) for line in found]


def answered_since(connection: Connection, *, since: int, most: int) -> tuple[list[Answered], int]:
    """What was answered from then on, newest first, at most so many; and how many there are."""
    from_then = _a.answered_at >= since
    own = (
        select(*_LINE, _a.answer, _a.reason, _a.answered_at)
        .join(tables.operations, _o.id == _a.operation)
        .where(from_then)
    )
    rows = connection.execute(own.order_by(_a.answered_at.desc(), _a.seq.desc()).limit(most)).all()
    count = connection.execute(select(func.count()).select_from(tables.answers).where(from_then)).scalar_one()
    return [_answered(row) for row in rows], count


def heard(connection: Connection, *, most: int) -> list[HeardLine]:
    """What others did, newest first."""
    others = _TOLD.where(_h.id.not_in(select(_o.id)))
    rows = connection.execute(others.order_by(_h.at.desc(), _h.epoch, _h.seq.desc()).limit(most)).all()
    lines = [Line(*row) for row in rows]
    return [HeardLine(line.id, line.kind, line.at, line.actor, _about(line)) for line in lines]


def open_cases(connection: Connection, *, orders: Collection[str] | None = None) -> list[Case]:
    """Cases that nobody has closed, oldest first; only those of some orders, where they are named."""
    open_ = select_of(Case).where(is_open_case)
    if orders is not None:
        open_ = open_.where(tables.cases.c.order.in_(list(orders)))
    return [Case(*row) for row in connection.execute(open_.order_by(tables.cases.c.opened_at, tables.cases.c.id))]


def contested(connection: Connection) -> list[Contested]:
    """Own operations that no longer pass, oldest first."""
    c = tables.contested.c
    columns = [c[name] for name in Contested.__struct_fields__]
    return [Contested(*row) for row in connection.execute(select(*columns).order_by(c.since, c.operation))]


def refused_without_case(connection: Connection) -> list[Answered]:
    """Own operations that the centre refused and of whose case this desk has not heard yet."""
    refused, c = open_refusals(connection), tables.cases.c
    if not refused:
        return []
    known = set(connection.execute(select(c.operation).where(c.operation.in_(refused))).scalars())
    return answers_to(connection, [name for name in refused if name not in known])


def answers_to(connection: Connection, operations: Sequence[str]) -> list[Answered]:
    """The centre's words on these own operations."""
    asked = select(*_LINE, _a.answer, _a.reason, _a.answered_at).join(tables.answers, _a.operation == _o.id)
    return [_answered(row) for row in connection.execute(asked.where(_o.id.in_(list(operations))))]


def made_here(connection: Connection, operations: Collection[str]) -> set[str]:
    """Those of these operations that are in this book's own journal: at a desk what it did, at the centre all it took."""
    return set(connection.execute(select(_o.id).where(_o.id.in_(list(operations)))).scalars())


def made_elsewhere(connection: Connection, operations: Collection[str]) -> dict[str, str | None]:
    """Of these operations those that are not in this book's own journal, with their desk's name where it is known."""
    found: dict[str, str | None] = {}
    names = sorted(set(operations))
    for start in range(0, len(names), AT_ONCE):
        part = names[start : start + AT_ONCE]
        there = sorted(set(part) - made_here(connection, part))
        if there:
            lines, desks = lines_of(connection, there), desk_names(connection)
            found |= {name: desks.get(lines[name].desk or "") if name in lines else None for name in there}
    return found


def lines_of(connection: Connection, operations: Sequence[str]) -> dict[str, Line]:
    """Of these operations those that are known here: made here, or heard of."""
    found: dict[str, Line] = {}
    for asked in (_TOLD.where(_h.id.in_(list(operations))), select(*_LINE).where(_o.id.in_(list(operations)))):
        found |= {row[2]: Line(*row) for row in connection.execute(asked)}
    return found


def refusals(connection: Connection, order: str) -> dict[str, str]:
    """Operations about an order that changed nothing, by id, with the reason: refused, or contested and not answered yet."""
    c, ho = tables.contested.c, tables.heard_orders.c
    own = select(_a.operation, _a.reason).join(tables.operation_orders, _oo.operation == _a.operation)
    rows = [(row[0], row[1]) for row in connection.execute(own.where(_oo.order == order, _a.answer == REFUSED))]
    told = select(_h.id, _h.effect).join(tables.heard_orders, ho.operation == _h.id)
    theirs = connection.execute(told.where(ho.order == order, _h.effect.startswith(REFUSED_EFFECT)))
    rows += [(row[0], reason_of_refusal(row[1])) for row in theirs]
    rows += [(row[0], row[1]) for row in connection.execute(select(c.operation, c.reason).where(c.order == order))]
    return {operation: reason or REFUSED for operation, reason in rows}


def count_refused(connection: Connection) -> int:
    """How many own operations the centre ever refused."""
    asked = select(func.count()).select_from(tables.answers).where(_a.answer == REFUSED)
    return int(connection.execute(asked).scalar_one())


def _answered(row: Sequence[Any]) -> Answered:
    line = Line(*row[: len(_LINE)])
    return Answered(line, _about(line), *row[len(_LINE) :])


def _about(line: Line) -> str | None:
    """The order that an operation names; it may touch others too."""
    return order_named(line.payload) if line.is_read else None
