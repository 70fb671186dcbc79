"""Rows in and out: frozen structs of `domain.state` and nothing else cross this border."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, exists, select

from ticketoffice.store import tables
from ticketoffice.store.asking import FEW, About
from ticketoffice.store.tables import KEYS, ROW_TABLES
from ticketoffice.store.telling import insert_many, update_many

T = TypeVar("T")


@cache
def names_of(row: Any) -> tuple[str, ...]:
    """The columns of a row class, in order."""
    found: tuple[str, ...] = row.__struct_fields__
    return found


@cache
def select_of(row: Any) -> Select[Any]:
    """`SELECT` of all fields of a row class."""
    table = ROW_TABLES[row]
    return select(*(table.c[name] for name in names_of(row)))


@cache
def _about(row: Any, column: str, lock: bool) -> About:
    table = ROW_TABLES[row]
    statement = select_of(row).order_by(*(table.c[key] for key in KEYS[row]))
    return About(statement.with_for_update() if lock else statement, table.c[column])


def fetch(
    connection: Connection, row: Callable[..., T], *, column: str, values: Sequence[Any], lock: bool = False
) -> list[T]:
    """All rows whose `column` is one of `values`, by primary key; `lock` holds them until the end of the transaction."""
    return [row(*found) for found in _about(row, column, lock).ask(connection, values)] if values else []


@cache
def _which(rows: tuple[Any, ...]) -> About:
    o = tables.orders.c
    there = (exists().where(ROW_TABLES[row].c.order == o.id) for row in rows)
    return About(select(o.id, *there), o.id)


def fetch_parts(
    connection: Connection, rows: tuple[Any, ...], *, orders: Sequence[str]
) -> dict[Any, dict[str, list[Any]]]:
    """All rows of these classes that name one of these orders, by class and order. An order has rows of three or four of a
    dozen classes: where it is about a few, which of them there are is asked first.
    """
    named: dict[Any, Sequence[str]] = dict.fromkeys(rows, orders)
    if len(orders) <= FEW:
        there = _which(rows).ask(connection, orders)
        named = {row: [found[0] for found in there if found[place]] for place, row in enumerate(rows, start=1)}
    parts: dict[Any, dict[str, list[Any]]] = {}
    for row in rows:
        grouped = parts[row] = {}
        for item in fetch(connection, row, column="order", values=named[row]):
            grouped.setdefault(item.order, []).append(item)
    return parts


def key_of(row: Any) -> tuple[Any, ...]:
    """A row's primary key."""
    names = KEYS[type(row)]
    return (getattr(row, names[0]),) if len(names) == 1 else tuple(getattr(row, name) for name in names)


def insert_rows(connection: Connection, rows: Sequence[Any], *, version: int | None = None) -> None:
    """Inserts rows of one class; `version` fills that column where the table has one."""
    if not rows:
        return
    row_class: Any = type(rows[0])
    columns, values_of = _columns_of(row_class, version is not None)
    tail = () if version is None else (version,)
    insert_many(connection, ROW_TABLES[row_class], columns, [values_of(row) + tail for row in rows])


@cache
def _columns_of(row_class: Any, versioned: bool) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The columns in the table's order, and what reads a row's values in that order."""
    known = set(names_of(row_class))
    columns = tuple(column.name for column in ROW_TABLES[row_class].columns if column.name in known)
    return columns + (("version",) if versioned else ()), attrgetter(*columns)


def update_rows(connection: Connection, changes: Iterable[tuple[Any, Any]]) -> None:
    """Updates rows of one class from (before, after) pairs: only the columns that differ."""
    by_columns: dict[tuple[str, ...], list[Any]] = {}
    for before, after in changes:
        row_class: Any = type(after)
        columns = tuple(name for name in names_of(row_class) if getattr(before, name) != getattr(after, name))
        if columns:
            by_columns.setdefault(columns, []).append(after)
    for columns, rows in by_columns.items():
        row: Any = type(rows[0])
        values_of = _values_of((*columns, *KEYS[row]))
        update_many(connection, ROW_TABLES[row], columns, [values_of(r) for r in rows], by=KEYS[row])


@cache
def _values_of(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*names)
