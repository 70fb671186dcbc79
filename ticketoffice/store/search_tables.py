"""The index: one row for one order at one performance, its rowid laid out by day, so that "upcoming first" needs no sort."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Connection, Index, Table, Text

from ticketoffice.store.tables import metadata
from ticketoffice.store.types import Id, Word

search_rows = Table(
    "search_rows",
    metadata,
    Column("row", BigInteger, primary_key=True, autoincrement=False),
    Column("order", Id, nullable=False, index=True),
    Column("performance", Id, nullable=True),
    Column("words", Text, nullable=False),
    sqlite_with_rowid=True,
)
search_codes = Table(
    "search_codes",
    metadata,
    Column("code", Word, nullable=False),
    Column("kind", Word, nullable=False),
    Column("order", Id, nullable=False, index=True),
    Column("ticket", Id, nullable=True),
)
Index("ix_search_codes_code", search_codes.c.code)


def create(connection: Connection) -> None:
    """What SQLAlchemy cannot declare: the full-text index of each database."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE search_words USING fts5(words, content='search_rows', content_rowid='row', "
            "tokenize='ascii', detail=none, columnsize=0, prefix='1 2 3 4 5 6 7 8 9 10 11 12')"
        )
    else:
        connection.exec_driver_sql(
            "CREATE INDEX ix_search_rows_words ON search_rows USING gin (to_tsvector('simple', words))"
        )
