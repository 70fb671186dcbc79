"""Short questions that a deed and a result list ask by the dozen: SQLAlchemy writes each one once, the driver runs it
(`prepared`). A row by its key takes SQLite 15 µs; a click asks twenty of them. What writes is told (`telling`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Connection, Dialect, Select, TextualSelect, bindparam
from sqlalchemy.types import TypeEngine

from ticketoffice.store.prepared import Convert, Prepared
from ticketoffice.store.types import Id, id_to_digits, ids_to_digits

FEW, MOST = 8, 500
LIST = "__[POSTCOMPILE_wanted]"
IN_LIST = f"IN ({LIST})"
Rows = list[tuple[Any, ...]]
Question = Select[Any] | CompoundSelect[Any] | TextualSelect


def ask(connection: Connection, statement: Question, **values: Any) -> Rows:
    """All rows of a statement that is made once (it is known by its identity) with named parameters."""
    question = _question(statement, connection.dialect)
    return question.asked(connection, question.sql, question.bound(values))


class About:
    """One question about values of a column (orders, people): made once for a single one and once for a list of them."""

    def __init__(self, statement: Select[Any], column: ColumnElement[Any]) -> None:
        one, many = (bindparam("wanted", type_=column.type, expanding=more) for more in (False, True))
        self._one, self._many = statement.where(column == one), statement.where(column.in_(many))

    def ask(self, connection: Connection, wanted: Sequence[Any], **others: Any) -> Rows:
        """The rows about each of them; `others`: the statement's own parameters.

        Few are asked about one after the other: in a file that is faster than a list, over a network it is not.
        """
        if len(wanted) <= (FEW if connection.dialect.name == "sqlite" else 1):
            return [row for value in wanted for row in ask(connection, self._one, wanted=value, **others)]
        question = _question(self._many, connection.dialect)
        found: Rows = []
        for start in range(0, len(wanted), MOST):
            found += question.asked(connection, *question.about(wanted[start : start + MOST], others))
        return found


class _Question(Prepared):
    """A question as a driver takes it."""

    def __init__(self, statement: Question, dialect: Dialect) -> None:
        super().__init__(statement, dialect)
        readers = [_reader(column.type, dialect) for column in statement.selected_columns]
        self._readers = [(place, *reader) for place, reader in enumerate(readers) if reader is not None]

    def asked(self, connection: Connection, sql: str, bound: Any) -> Rows:
        """What the driver answers, with Python's values."""
        cursor: Any = connection.connection.cursor()
        try:
            cursor.execute(sql, bound)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        except self.error as problem:
            raise self.refused(problem) from problem
        finally:
            cursor.close()
        return self.converted(found) if found else []

    def about(self, values: Sequence[Any], others: Mapping[str, Any]) -> tuple[str, Any]:
        """The statement about a list `wanted` of these values, and its parameters: one place for each value, or a single one
        for an array, where the server knows it again whatever its length.
        """
        if self.by_name:
            bound = self.bound({**others, "wanted": None})
            return self.sql.replace(IN_LIST, "= ANY (%(wanted)s)"), bound | {
                "wanted": list(self.column("wanted", values))
            }
        bound = []
        for name, one in zip(self.names, self.bound({**others, "wanted": None}), strict=True):
            bound += self.column(name, values) if name == "wanted" else (one,)
        return self.sql.replace(LIST, ", ".join("?" * len(values))), bound

    def converted(self, rows: list[tuple[Any, ...]]) -> Rows:
        """The rows with Python's values: some by themselves, many column by column."""
        if not self._readers:
            return rows
        if len(rows) <= FEW:
            found = []
            for row in rows:
                values = list(row)
                for place, read, _ in self._readers:
                    values[place] = read(values[place])
                found.append(tuple(values))
            return found
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
        for place, _, read_all in self._readers:
            columns[place] = read_all(columns[place])
        return list(zip(*columns, strict=True))


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> tuple[Convert, Callable[[Sequence[Any]], Sequence[Any]]] | None:
    """What makes Python's value, and those of a whole column; None where the driver's are those."""
    if isinstance(kind, Id):
        return id_to_digits, ids_to_digits
    read = kind.dialect_impl(dialect).result_processor(dialect, None)
    return None if read is None else (read, lambda column: [read(value) for value in column])


_KNOWN: dict[tuple[Question, type[Dialect]], _Question] = {}


def _question(statement: Question, dialect: Dialect) -> _Question:
    """Books of one kind share it: each engine has a dialect of its own, and all of a kind speak alike."""
    found = _KNOWN.get((statement, type(dialect)))
    if found is None:
        found = _KNOWN[statement, type(dialect)] = _Question(statement, dialect)
    return found
