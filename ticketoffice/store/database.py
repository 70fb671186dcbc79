"""Engines: SQLite with WAL, `synchronous=FULL` and BEGIN IMMEDIATE for writers; PostgreSQL at READ COMMITTED. A line to a
server that was restarted meanwhile is thrown away before anything is asked on it.

Python's sqlite3 does not open a transaction for a SELECT by itself; the `begin` event does, so that what a deed reads
and what it writes is one transaction.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, func, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool, QueuePool, StaticPool

OPENING = 0x7469636B6574
"""The advisory lock of a book that is being opened: "ticket"."""

CONNECT: dict[str, Any] = {"check_same_thread": False, "cached_statements": 1024}
"""How a file is opened. A connection keeps as many statements ready as a book asks and tells: to make one ready again takes
SQLite longer than to run it.
"""

ERASING = ("secure_delete=ON",)
"""What is deleted is overwritten, whatever SQLite was built to do (`scrubbing`)."""


def writing_engine(url: str | URL) -> Engine:
    """The engine of the one writing connection."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True)
    if address.database in (None, "", ":memory:"):
        engine = create_engine(address, poolclass=StaticPool, connect_args=CONNECT)
    else:
        engine = create_engine(address, pool_size=1, max_overflow=0, connect_args=CONNECT)
    _prepare(
        engine,
        begin="BEGIN IMMEDIATE",
        pragmas=(
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=10000",
            "cache_size=-16000",
            *ERASING,
        ),
    )
    return engine


def reading_engine(url: str | URL) -> Engine:
    """An engine for readers beside a writer: never writes, never checkpoints."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(
            address,
            execution_options={"postgresql_readonly": True},
            isolation_level="REPEATABLE READ",
            pool_pre_ping=True,
        )
    path = Path(address.database or "")
    engine = create_engine(
        "sqlite://", creator=lambda: _connect(path), pool_size=4, max_overflow=4, poolclass=QueuePool
    )
    _prepare(engine, begin="BEGIN", pragmas=("query_only=ON", "busy_timeout=10000", "cache_size=-16000"))
    return engine


@contextmanager
def one_opener(engine: Engine) -> Iterator[None]:
    """Of several programs that open one server's book at the same moment, the second waits until the first has made it."""
    if engine.dialect.name == "sqlite":
        yield
        return
    with maintenance_engine(engine.url).connect() as connection:  # its own: the engine may be given up meanwhile
        connection.execute(select(func.pg_advisory_lock(OPENING)))
        try:
            yield
        finally:
            connection.execute(select(func.pg_advisory_unlock(OPENING)))


def maintenance_engine(url: str | URL) -> Engine:
    """An engine without a pool: what is done with it is closed at once."""
    return create_engine(make_url(url), poolclass=NullPool)


def _connect(path: Path) -> Any:
    """A reader's connection. Where its files cannot be made (no right, no room) and no writer has its own there, the file
    stands still and is read as it is.
    """
    import sqlite3

    wal, file = path.with_name(path.name + "-wal"), f"file:{_quoted(str(path))}?mode=ro"
    if os.access(path.parent, os.W_OK, effective_ids=os.access in os.supports_effective_ids) or wal.exists():
        connection = sqlite3.connect(file, uri=True, **CONNECT)
        try:
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1")
        except sqlite3.OperationalError:
            connection.close()
            if wal.exists() and wal.stat().st_size:
                raise
        else:
            return connection
    return sqlite3.connect(file + "&immutable=1", uri=True, **CONNECT)


def _quoted(path: str) -> str:
    return path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _prepare(engine: Engine, *, begin: str, pragmas: tuple[str, ...]) -> None:
    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)


def is_damage(answer: BaseException | None) -> bool:
    """Whether SQLite says that a file is no longer what it wrote: bytes that make no sense, or a table that is gone."""
    text = str(answer).lower()
    return "malformed" in text or "not a database" in text or "no such table" in text or "no such column" in text
