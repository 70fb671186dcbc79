"""Makes the tables of a book in a database that has none; what is said for it is worked out once a process."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.engine.mock import MockConnection

from ticketoffice.store import tables

_KNOWN: dict[type[Dialect], tuple[str, ...]] = {}


def make_tables(connection: Connection) -> None:
    """All tables and indexes that SQLAlchemy declares, those of the search too; the database has none of them."""
    for statement in _statements(connection.dialect):
        connection.exec_driver_sql(statement)


def _statements(dialect: Dialect) -> tuple[str, ...]:
    """As for the questions of `asking`: all dialects of a kind speak alike."""
    found = _KNOWN.get(type(dialect))
    if found is None:
        said: list[str] = []

        def take(statement: Any, *_: Any, **__: Any) -> None:
            said.append(str(statement.compile(dialect=dialect)))

        tables.metadata.create_all(MockConnection(dialect, take), checkfirst=False)
        found = _KNOWN[type(dialect)] = tuple(said)
    return found
