"""What SQLAlchemy has compiled for one book serves all books of a process: without it most of a short test is compiling."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.util import LRUCache

MOST = 5000
"""Statements; more than all tests have."""


def _is_alike(one: Any, other: object) -> bool:
    return type(one) is type(other)


def _of_kind(one: Any) -> int:
    return hash(type(one))


def share() -> None:
    """From here on all engines look into one cache; its key has the dialect, of which each engine has its own, and those of
    a kind speak alike (as in `store.asking`).
    """
    kinds: tuple[type[Dialect], ...] = (SQLiteDialect_pysqlite, PGDialect_psycopg)
    for kind in kinds:
        kind.__eq__ = _is_alike  # type: ignore[method-assign,assignment]
        kind.__hash__ = _of_kind  # type: ignore[method-assign,assignment]
    known: LRUCache[Any, Any] = LRUCache(MOST)
    Engine._compiled_cache = property(lambda engine: known, lambda engine, its_own: None)  # type: ignore[assignment]
