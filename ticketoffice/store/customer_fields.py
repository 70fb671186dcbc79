"""At the centre: a customer whom two desks changed without hearing of each other, field by field (`person_data.by_field`)."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, select

from ticketoffice.domain.operation import Operation, PersonRecord
from ticketoffice.domain.person_data import Edit, by_field, moment
from ticketoffice.domain.travel import REFUSED
from ticketoffice.store import tables

CHANGED = "customer_changed"
_o, _oo, _p = tables.operations.c, tables.operation_orders.c, tables.person_records.c


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
    for body in connection.execute(asked.distinct()).scalars():
        whole: dict[str, Any] = json.loads(body)
        if whole["payload"]["person"]["person"] == person:
            yield Edit(moment(whole["header"]["hlc"]), tuple(whole["payload"]["changed"]))
