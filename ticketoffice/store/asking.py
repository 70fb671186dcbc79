"""Short questions that a deed and a result list ask by the dozen: SQLAlchemy writes each one once, the driver runs it.

A row by its key takes SQLite 15 µs and SQLAlchemy's execution 100 µs more; a click asks twenty of them. Types convert as
they do there; an error of the driver is raised as SQLAlchemy's. What writes goes the ordinary way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Dialect, Select, TextualSelect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeEngine

from ticketoffice.store.types import Id, ids_to_bytes, ids_to_digits

FEW, MOST = 8, 500
LIST = "__[POSTCOMPILE_wanted]"
Convert = Callable[[Any], Any]
Rows = list[tuple[Any, ...]]
Question = Select[Any] | TextualSelect


def ask(connection: Connection, statement: Question, **values: Any) -> Rows:
    """All rows of a statement that is made once (it is known by its identity) with named parameters."""
    question = _question(statement, connection.dialect)
    return question.asked(connection, question.sql, question.bound(values))


def ask_about(
    connection: Connection, values: Sequence[Any], *, one: Select[Any], many: Select[Any], **others: Any
) -> Rows:
    """The rows about these values: the parameter `wanted` is a single value in `one` and a list in `many`; `others` are the
    same in each question.

    Few are asked about one after the other: in a file that is faster than a list, over a network it is not.
    """
    in_file = connection.dialect.name == "sqlite"
    if len(values) <= (FEW if in_file else 1):
        return [row for value in values for row in ask(connection, one, wanted=value, **others)]
    found: Rows = []
    for start in range(0, len(values), MOST):
        part = values[start : start + MOST]
        if in_file and not others:
            question = _question(many, connection.dialect)
            found += question.asked(connection, question.sql_of(len(part)), question.bound_list(part))
        else:
            found += cast(Rows, connection.execute(many, {"wanted": list(part), **others}).all())
    return found


class _Question:
    """A statement as a driver takes it."""

    def __init__(self, statement: Question, dialect: Dialect) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        assert dialect.dbapi is not None
        self.sql = str(compiled)
        self.error: type[Exception] = dialect.dbapi.Error
        self._names: list[str] | None = compiled.positiontup
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}
        self._bind = {
            name: parameter.type.dialect_impl(dialect).bind_processor(dialect)
            for parameter, name in compiled.bind_names.items()
        }
        self._are_ids = any(name == "wanted" and isinstance(p.type, Id) for p, name in compiled.bind_names.items())
        kinds = [column.type for column in statement.selected_columns]
        readers = [_reader(kind, dialect) for kind in kinds]
        self._readers = [(place, reader) for place, reader in enumerate(readers) if reader is not None]

    def asked(self, connection: Connection, sql: str, bound: Any) -> Rows:
        """What the driver answers, with Python's values."""
        cursor = connection.connection.cursor()
        try:
            cursor.execute(sql, bound)
            found = cursor.fetchall()
        except self.error as problem:
            raise DBAPIError.instance(sql, None, problem, self.error) from problem
        finally:
            cursor.close()
        return self.converted(found)

    def sql_of(self, count: int) -> str:
        """The statement with so many places in its list `wanted`, which is its only parameter."""
        return self.sql.replace(LIST, ", ".join("?" * count))

    def bound_list(self, values: Sequence[Any]) -> list[Any]:
        """The values of the list in the driver's form."""
        if self._are_ids:
            return ids_to_bytes(values)
        convert = self._bind["wanted"]
        return list(values) if convert is None else [convert(value) for value in values]

    def bound(self, values: dict[str, Any]) -> Any:
        """The parameters in the driver's form."""
        ready = {}
        for name, convert in self._bind.items():
            value = values[name] if name in values else self._fixed[name]
            ready[name] = value if convert is None else convert(value)
        return ready if self._names is None else [ready[name] for name in self._names]

    def converted(self, rows: Sequence[tuple[Any, ...]]) -> Rows:
        """The rows with Python's values."""
        if not rows or not self._readers:
            return list(rows)
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
        for place, reader in self._readers:
            columns[place] = reader(columns[place])
        return list(zip(*columns, strict=True))


def _reader(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Sequence[Any]], Sequence[Any]] | None:
    """What makes Python's values of a whole column; None where the driver's are those."""
    if isinstance(kind, Id):
        return ids_to_digits
    read = kind.dialect_impl(dialect).result_processor(dialect, None)
    return None if read is None else lambda column: [read(value) for value in column]


_KNOWN: dict[tuple[Question, type[Dialect]], _Question] = {}


def _question(statement: Question, dialect: Dialect) -> _Question:
    """Books of one kind share it: each engine has a dialect of its own, and all of a kind speak alike."""
    found = _KNOWN.get((statement, type(dialect)))
    if found is None:
        found = _KNOWN[statement, type(dialect)] = _Question(statement, dialect)
    return found
