"""Personal data in what a desk keeps of the centre's copies of orders (`bases`): whoever is erased leaves these too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, select

from ticketoffice.domain.operation import PersonRecord
from ticketoffice.domain.travel import OrderCopy
from ticketoffice.store import tables
from ticketoffice.store.telling import update_one

_b = tables.order_bases.c
_KEPT = select(_b.order, _b.copy).where(_b.copy.is_not(None))


def forget(connection: Connection, *, people: Collection[str], notes: Collection[str]) -> None:
    """Nothing stands there of these people, who were erased, nor of these texts."""
    for order, copy in _kept(connection):
        texts = (replace(one, text="", salt="") if one.note in notes else one for one in copy.texts)
        _put(connection, order, copy, replace(copy, records=_without(copy.records, people), texts=tuple(texts)))


def forget_all(connection: Connection) -> None:
    """Nothing stands there of anybody."""
    for order, copy in _kept(connection):
        records = tuple(replace(one, fields={}, salt="") for one in copy.records)
        texts = tuple(replace(one, text="", salt="") for one in copy.texts)
        _put(connection, order, copy, replace(copy, records=records, texts=texts))


def _without(records: Iterable[PersonRecord], people: Collection[str]) -> tuple[PersonRecord, ...]:
    """Of whoever was erased one record without anything stands, as in `personal_data.erase`."""
    found: dict[tuple[str, int], PersonRecord] = {}
    for one in records:
        bare = PersonRecord(one.person, 1, {}, "") if one.person in people else one
        found[bare.person, bare.revision] = bare
    return tuple(found.values())


def _kept(connection: Connection) -> Iterator[tuple[str, OrderCopy]]:
    for order, copy in connection.execute(_KEPT).all():
        yield order, msgspec.json.decode(bytes(copy), type=OrderCopy)


def _put(connection: Connection, order: str, before: OrderCopy, after: OrderCopy) -> None:
    if after != before:
        update_one(connection, tables.order_bases, {"order": order}, copy=msgspec.json.encode(after))
