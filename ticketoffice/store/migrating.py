"""Brings an older book up to date: a whole copy first, then Alembic's revisions in one transaction, all or nothing.

Imported only when a migration is due, since Alembic costs a quarter of the start.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, update

from ticketoffice.domain.errors import Unavailable
from ticketoffice.store import indexing, refused_papers, tables
from ticketoffice.store.backing_up import backup

PAPERS_SINCE = 9
"""The version since which the index has the numbers on paper of deeds that the centre refused: an older book gets them here, in
the tables as they are by then. Only the orders are looked at about which something was refused.
"""
REVISIONS = Path(__file__).parent / "migrations"


def migrate(engine: Engine, *, path: Path | None, since: int, updating: Callable[[int], None]) -> Path | None:
    """Migrates from version `since`; returns the copy made before (None on PostgreSQL, whose operator keeps copies).

    `updating` is told how far it is, in per cent: a large book takes minutes.
    Raises Unavailable `migration_failed`; the book is then as it was.
    """
    updating(0)
    copy = None
    if path is not None:
        copy = path.with_name(f"{path.stem}.before-{tables.SCHEMA}{path.suffix}")
        engine.dispose()
        backup(path, copy)
    try:
        with engine.begin() as connection:
            run_revisions(connection, stamp=since, updating=updating)
            if since < PAPERS_SINCE:
                indexing.refresh(connection, refused_papers.orders_of_refused(connection), known={})
            connection.execute(update(tables.book).values(schema=tables.SCHEMA))
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql(f"PRAGMA user_version = {tables.SCHEMA}")
    except Exception as problem:  # whatever a revision stumbles over, the transaction has undone it
        raise Unavailable("migration_failed", data={"why": type(problem).__name__, "copy": str(copy)}) from problem
    return copy


def run_revisions(connection: Connection, *, stamp: int, updating: Callable[[int], None] = lambda _: None) -> None:
    """Runs every revision after `stamp` (0: from an empty database); a long one tells `updating` how far it is."""
    config = Config()
    config.set_main_option("script_location", str(REVISIONS))
    config.attributes["connection"] = connection
    config.attributes["updating"] = updating
    if stamp:
        command.stamp(config, f"{stamp:04d}")
    command.upgrade(config, "head")
