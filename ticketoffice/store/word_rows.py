"""The rows of the index that have words: those of performances to come first, then past ones, the latest first.

Each row stands for one order at one performance, numbered day × 2^20 + running number, so "upcoming first" needs no sort
and a day is a range.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from sqlalchemy import BigInteger, Connection, TextualSelect, bindparam, column, select, text

from ticketoffice.domain.marks import day_mark
from ticketoffice.store.asking import About, Question, ask
from ticketoffice.store.search_tables import search_rows
from ticketoffice.store.types import Id

DAY = 86_400_000_000
ROWS_A_DAY = 1 << 20
Found = tuple[str, str | None, str]
"""(order, performance, words) of one row."""


class Words(Struct, frozen=True):
    """What rows must have: all `exact` words whole, and words that begin like each of `begun`; at least one of either."""

    exact: Sequence[str] = ()
    begun: Sequence[str] = ()

    def __bool__(self) -> bool:
        return bool(self.exact or self.begun)

    def match(self, connection: Connection) -> str:
        """As the full-text search of this database takes it."""
        if connection.dialect.name == "sqlite":
            return " ".join([f'"{word}"' for word in self.exact] + [f'"{word}"*' for word in self.begun])
        return " & ".join([*self.exact, *(f"{word}:*" for word in self.begun)])


_FTS = "SELECT rowid FROM search_words WHERE search_words MATCH :match AND rowid {} LIMIT :most"
_PG = "SELECT \"row\" FROM search_rows WHERE to_tsvector('simple', words) @@ to_tsquery('simple', :match) AND \"row\" {} LIMIT :most"
_FTS_AT = (
    "SELECT rowid FROM search_words WHERE search_words MATCH :match AND rowid >= :low AND rowid < :high AND "
    '(SELECT performance FROM search_rows WHERE "row" = search_words.rowid) = :performance ORDER BY rowid LIMIT :most'
)
_PG_AT = _PG.format('>= :low AND "row" < :high AND performance = :performance ORDER BY "row"').replace("{}", "")


def _rows_of(statement: str) -> TextualSelect:
    return text(statement).columns(column("row", BigInteger))


def _rows_at(statement: str) -> TextualSelect:
    return text(statement).bindparams(bindparam("performance", type_=Id)).columns(column("row", BigInteger))


_UPCOMING, _PAST = (
    {
        "sqlite": _rows_of(_FTS.format(">= :today ORDER BY rowid")),
        "postgresql": _rows_of(_PG.format('>= :today ORDER BY "row"')),
    },
    {
        "sqlite": _rows_of(_FTS.format("< :today ORDER BY rowid DESC")),
        "postgresql": _rows_of(_PG.format('< :today ORDER BY "row" DESC')),
    },
)
_AT = {"sqlite": _rows_at(_FTS_AT), "postgresql": _rows_at(_PG_AT)}
_r = search_rows.c
_ALL_AT = (
    select(_r.row)
    .where(_r.row >= bindparam("low"), _r.row < bindparam("high"), _r.performance == bindparam("performance", type_=Id))
    .order_by(_r.row)
    .limit(bindparam("most"))
)
_FOUND = About(select(_r.row, _r.order, _r.performance, _r.words), _r.row)


def with_words(connection: Connection, words: Words, *, today: int, most: int) -> list[Found]:
    """The rows that have these words, so many at most; `today`: microseconds UTC."""
    return _found(connection, _ids(connection, words, today=today, most=most))


def on_days(
    connection: Connection, words: Words, *, performances: Mapping[str, int], today: int, look: int, most: int
) -> tuple[list[Found], bool]:
    """Those of the first `look` rows with the words that are of these performances (start by id), so many at most;
    and whether no row has the words beyond those.
    """
    ids = _ids(connection, words, today=today, most=look)
    days = {start // DAY for start in performances.values()}
    found = _found(connection, [row for row in ids if row // ROWS_A_DAY in days])
    return [row for row in found if row[1] in performances][:most], len(ids) < look


def _ids(connection: Connection, words: Words, *, today: int, most: int) -> list[int]:
    kind, match, first = connection.dialect.name, words.match(connection), today // DAY * ROWS_A_DAY
    ids = [row[0] for row in ask(connection, _UPCOMING[kind], match=match, today=first, most=most)]
    if len(ids) < most:
        ids += [row[0] for row in ask(connection, _PAST[kind], match=match, today=first, most=most - len(ids))]
    return ids


def at_performances(
    connection: Connection, words: Words, *, performances: Iterable[tuple[str, int]], most: int
) -> list[Found]:
    """The rows of these performances (id, start) that have the words, if there are any; so many at most.

    FTS5 knows where a range begins, but looks for the next match beyond its end: the mark of the day stops it there.
    """
    ids: list[int] = []
    question: Question = _AT[connection.dialect.name] if words else _ALL_AT
    for performance, start in performances:
        low = start // DAY * ROWS_A_DAY
        values = {"low": low, "high": low + ROWS_A_DAY, "performance": performance, "most": most - len(ids)}
        if words:
            values["match"] = Words((day_mark(start // DAY), *words.exact), words.begun).match(connection)
        ids += [row[0] for row in ask(connection, question, **values)]
        if len(ids) >= most:
            break
    return _found(connection, ids)


def _found(connection: Connection, ids: Sequence[int]) -> list[Found]:
    found = {row[0]: row[1:] for row in _FOUND.ask(connection, ids)}
    return [(found[row][0], found[row][1], found[row][2]) for row in ids]
