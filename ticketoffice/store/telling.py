"""Writes that a transaction does by the dozen: SQLAlchemy writes each statement once, the driver runs it (`prepared`).

A statement that is made once is known by its identity, as in `asking`; those of rows are made here. Whoever listens to what
an engine runs hears of these too: what watches the one door, and a machine that stops between two statements, do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    Connection,
    Delete,
    Dialect,
    Insert,
    Table,
    TextClause,
    Update,
    bindparam,
    delete,
    insert,
    text,
    update,
)

from ticketoffice.store.prepared import Prepared

Writing = Insert | Update | Delete | TextClause
Names = tuple[str, ...]
Values = Sequence[tuple[Any, ...]]
EVERYWHERE: Mapping[str, Any] = MappingProxyType({})


def tell(connection: Connection, statement: Writing, **values: Any) -> int:
    """Runs a statement with named parameters; returns how many rows it changed."""
    told = _prepared(statement, connection.dialect)
    return _run(connection, told, told.bound(values), many=False)


def tell_each(connection: Connection, statement: Writing, rows: Values, names: Names) -> int:
    """Runs a statement with each of these rows of parameters, whose `names` are in the order of the values; returns how many
    rows it changed in all. Whole columns are converted at once: taking in a million orders writes thirty million values.
    """
    if not rows:
        return 0
    told = _prepared(statement, connection.dialect, names)
    if len(rows) == 1:
        return _run(connection, told, told.bound(dict(zip(names, rows[0], strict=True))), many=False)
    given = {name: (value,) * len(rows) for name, value in told.fixed.items()}
    given |= zip(names, zip(*rows, strict=True), strict=True)
    ready: list[Any] = list(zip(*(told.column(name, given[name]) for name in told.names), strict=True))
    if told.by_name:
        ready = [dict(zip(told.names, row, strict=True)) for row in ready]
    return _run(connection, told, ready, many=True)


def insert_many(connection: Connection, table: Table, columns: Names, rows: Values) -> None:
    """Inserts rows given as values in the order of `columns`; others stay empty."""
    tell_each(connection, _insert_of(table, columns), rows, columns)


def insert_one(connection: Connection, table: Table, **values: Any) -> None:
    """Inserts one row; columns that are not named stay empty."""
    insert_many(connection, table, tuple(values), [tuple(values.values())])


def update_many(connection: Connection, table: Table, columns: Names, rows: Values, *, by: Names) -> int:
    """Gives `columns` new values where those of `by` have these; a row has the values of both, in their order."""
    statement, names = _update_of(table, columns, by)
    return tell_each(connection, statement, rows, names)


def update_one(connection: Connection, table: Table, where: Mapping[str, Any] = EVERYWHERE, **values: Any) -> int:
    """Gives columns new values `where` others have these, or everywhere."""
    row = (*values.values(), *where.values())
    return update_many(connection, table, tuple(values), [row], by=tuple(where))


def delete_many(connection: Connection, table: Table, rows: Values, *, by: Names) -> int:
    """Takes the rows out that have these values in `by`."""
    statement, names = _delete_of(table, by)
    return tell_each(connection, statement, rows, names)


_APART, _BACK, _DONE = text("SAVEPOINT apart"), text("ROLLBACK TO SAVEPOINT apart"), text("RELEASE SAVEPOINT apart")


@contextmanager
def savepoint(connection: Connection) -> Iterator[None]:
    """What is done in it is done, or where it raises nothing of it; the transaction goes on. Where the connection is gone, or the
    program is stopped, it does not, and what went wrong first is what is raised.
    """
    tell(connection, _APART)
    try:
        yield
    except Exception as problem:
        try:
            tell(connection, _BACK)
            tell(connection, _DONE)
        except Exception as gone:
            raise problem from gone
        raise
    tell(connection, _DONE)


@cache
def _insert_of(table: Table, columns: Names) -> Insert:
    return insert(table)


@cache
def _update_of(table: Table, columns: Names, by: Names) -> tuple[Update, Names]:
    changed = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in columns}
    statement = update(table).values(changed).where(*(table.c[name] == _known_by(table, name) for name in by))
    return statement, tuple(f"new_{name}" for name in columns) + tuple(f"by_{name}" for name in by)


@cache
def _delete_of(table: Table, by: Names) -> tuple[Delete, Names]:
    statement = delete(table).where(*(table.c[name] == _known_by(table, name) for name in by))
    return statement, tuple(f"by_{name}" for name in by)


def _known_by(table: Table, name: str) -> Any:
    return bindparam(f"by_{name}", type_=table.c[name].type)


def _run(connection: Connection, told: Prepared, bound: Any, *, many: bool) -> int:
    """Within the transaction that is open: without one each row would stand alone."""
    assert connection.in_transaction()
    cursor: Any = connection.connection.cursor()
    heard = connection.engine.dispatch
    try:
        for listener in heard.before_cursor_execute:
            listener(connection, cursor, told.sql, bound, None, many)
        if many:
            cursor.executemany(told.sql, bound)
        else:
            cursor.execute(told.sql, bound)
        for listener in heard.after_cursor_execute:
            listener(connection, cursor, told.sql, bound, None, many)
        return int(cursor.rowcount)
    except told.error as problem:
        raise told.refused(problem) from problem
    finally:
        cursor.close()


_KNOWN: dict[tuple[Writing, type[Dialect]], Prepared] = {}


def _prepared(statement: Writing, dialect: Dialect, names: Names = ()) -> Prepared:
    """Books of one kind share it, as in `asking`; `names`: the columns of an INSERT."""
    found = _KNOWN.get((statement, type(dialect)))
    if found is None:
        columns = names if isinstance(statement, Insert) else ()
        found = _KNOWN[statement, type(dialect)] = Prepared(statement, dialect, columns)
    return found
