"""A customer whom two desks changed without hearing of each other, field by field (`person_data.by_field`): at the centre when
a change arrives, at a desk whose own change the centre has not told of yet, on top of what it tells.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, Select, or_, select

from ticketoffice.domain.identity import commitment
from ticketoffice.domain.operation import REFUSED as REFUSED_EFFECT
from ticketoffice.domain.operation import Operation, PersonRecord
from ticketoffice.domain.person_data import Edit, by_field, moment
from ticketoffice.domain.travel import REFUSED
from ticketoffice.store import tables

CHANGED = "customer_changed"
ON_TOP = "on top "
"""What the salt of a record begins with that no operation commits to: own changes on top of what the centre has told."""
_o, _oo, _p = tables.operations.c, tables.operation_orders.c, tables.person_records.c


def is_committed(salt: str | None) -> bool:
    """Whether an operation committed to the record that has this salt: it is neither erased nor made here."""
    return bool(salt) and not str(salt).startswith(ON_TOP)


def with_what_stands(connection: Connection, operation: Operation, *, hlc: object) -> Operation:
    """The operation, with one more record where what stands after it is not just what its desk knew."""
    if operation.kind != CHANGED or not operation.records:
        return operation
    record = operation.records[-1]
    asked = select(_p.revision, _p.fields).where(_p.person == record.person, _p.fields.is_not(None))
    last = connection.execute(asked.order_by(_p.revision.desc()).limit(1)).one_or_none()
    if last is None:
        return operation
    edit = Edit(moment(hlc), tuple(operation.payload["changed"]), record.fields)
    stands = by_field(json.loads(last[1]), edit, others=_edits(connection, record.person))
    if stands == dict(record.fields):
        return operation
    merged = PersonRecord(record.person, max(record.revision, last[0]) + 1, stands, secrets.token_hex(16))
    return replace(operation, records=(*operation.records, merged))


def _edits(connection: Connection, person: str) -> Iterator[Edit]:
    """Those that were received; of operations on the way in the same batch none can be later than the next one."""
    theirs = select(tables.orders.c.id).where(tables.orders.c.customer == person)
    asked = select(_o.body).join(tables.operation_orders, _oo.operation == _o.id)
    asked = asked.where(_oo.order.in_(theirs), _o.kind == CHANGED, ~_o.effect.startswith(REFUSED))
    for _, edit in _changes_in(connection.execute(asked.distinct()).scalars(), person):
        yield edit


def _changes_in(bodies: Iterable[bytes], person: str) -> Iterator[tuple[str, Edit]]:
    """Which of these operations changed this person: what each committed to, and when it changed which fields."""
    for body in bodies:
        whole: dict[str, Any] = json.loads(body)
        named = whole["payload"]["person"]
        if named["person"] == person:
            yield named["commitment"], Edit(moment(whole["header"]["hlc"]), tuple(whole["payload"]["changed"]))


# --- at a desk ---------------------------------------------------------------------------------------------------


def on_top(connection: Connection, people: Iterable[str]) -> list[PersonRecord]:
    """Of these people, whom the centre has just told of: what stands once own changes are decided again on top, field by
    field, where that is not what their last record says.

    It is a record that no operation commits to: it is never sent, and goes with the next word of the centre
    (`records_beside`, which writes it).
    """
    found = (_decided(connection, person, _not_told(connection, person)) for person in people)
    return [record for record in found if record is not None]


def _decided(connection: Connection, person: str, changes: list[tuple[str, Edit]]) -> PersonRecord | None:
    asked = select(_p.revision, _p.fields, _p.salt).where(_p.person == person, _p.fields.is_not(None))
    rows = [(row[0], json.loads(row[1]), row[2]) for row in connection.execute(asked.order_by(_p.revision))]
    by_commitment = {commitment(salt=salt, fields=fields): fields for _, fields, salt in rows}
    ours = {name for name, _ in changes}
    theirs = [fields for name, fields in by_commitment.items() if name not in ours]
    if not changes or not theirs:
        return None
    stands: Mapping[str, str] = theirs[-1]
    others = list(_heard_edits(connection, person))
    for name, edit in changes:
        if name in by_commitment:
            stands = by_field(stands, replace(edit, fields=by_commitment[name]), others=others)
    last, fields, _ = rows[-1]
    return None if stands == fields else PersonRecord(person, last + 1, stands, ON_TOP + secrets.token_hex(16))


def own_not_told() -> Select[bytes]:
    """The bytes of own operations of which the centre has not told yet: not answered, or accepted under a change that was not heard.
    Also those on an order that is not here until the centre has it again (`lost_answers.gone`).
    """
    a, heard = tables.answers.c, select(tables.centre.c.cursor).scalar_subquery()
    asked = select(_o.body).outerjoin(tables.answers, a.operation == _o.id)
    return asked.where(or_(a.answer.is_(None), (a.answer != REFUSED) & (a.change > heard)))


def _not_told(connection: Connection, person: str) -> list[tuple[str, Edit]]:
    """Own changes of a person in the order in which they were made: not answered, or accepted and not heard of yet."""
    asked = own_not_told().where(_o.kind == CHANGED)
    return list(_changes_in(connection.execute(asked.order_by(_o.at, _o.seq)).scalars(), person))


def _heard_edits(connection: Connection, person: str) -> Iterator[Edit]:
    h, ho = tables.heard.c, tables.heard_orders.c
    theirs = select(tables.orders.c.id).where(tables.orders.c.customer == person)
    asked = select(h.body).join(tables.heard_orders, ho.operation == h.id)
    asked = asked.where(ho.order.in_(theirs), h.kind == CHANGED, ~h.effect.startswith(REFUSED_EFFECT))
    for _, edit in _changes_in(connection.execute(asked.distinct()).scalars(), person):
        yield edit
