"""Many rows into one table: the same INSERT as `sqlalchemy.insert`, without working out each row's parameters anew.

Taking in a million orders writes thirty million values; SQLAlchemy's own executemany spends more time on them than SQLite.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table, insert
from sqlalchemy.types import TypeEngine

from ticketoffice.store.types import Id, ids_to_bytes

Convert = Callable[[Sequence[Any]], Sequence[Any]]


def insert_many(
    connection: Connection, table: Table, columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Inserts rows given as values in the order of `columns`; the columns' types convert them."""
    if not rows:
        return
    sql, positional = _statement(table, columns, connection.dialect)
    by_column: list[Sequence[Any]] = list(zip(*rows, strict=True))
    for place, convert in _conversions(table, columns, connection.dialect):
        by_column[place] = convert(by_column[place])
    values = list(zip(*by_column, strict=True))
    if positional:
        connection.exec_driver_sql(sql, values)
    else:
        connection.exec_driver_sql(sql, [dict(zip(columns, row, strict=True)) for row in values])


@cache
def _statement(table: Table, columns: tuple[str, ...], dialect: Dialect) -> tuple[str, bool]:
    compiled = insert(table).compile(dialect=dialect, column_keys=list(columns))
    names = compiled.positiontup
    if names is not None and tuple(names) != columns:
        raise ValueError(f"columns of {table.name} are not in the table's order: {names}")
    return str(compiled), names is not None


@cache
def _conversions(table: Table, columns: tuple[str, ...], dialect: Dialect) -> tuple[tuple[int, Convert], ...]:
    found = [(place, _conversion(table.c[name].type, dialect)) for place, name in enumerate(columns)]
    return tuple((place, convert) for place, convert in found if convert is not None)


def _conversion(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    if isinstance(kind, Id):
        return ids_to_bytes
    convert = kind.bind_processor(dialect)
    return None if convert is None else lambda values: [convert(value) for value in values]
