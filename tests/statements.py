"""Sees every statement of a book's writer, also the short questions that the driver runs by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Dialect, Select, event

from ticketoffice.store import asking
from ticketoffice.store.book import Book


@contextmanager
def before_each_statement(book: Book, deed: Callable[[int], None]) -> Iterator[None]:
    """Runs `deed` with the number of each statement before it runs."""
    count = 0
    question = asking._question

    def another() -> None:
        nonlocal count
        count += 1
        deed(count)

    def asked(statement: Select[Any], dialect: Dialect) -> Any:
        another()
        return question(statement, dialect)

    def run(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
        another()

    event.listen(book.engine, "before_cursor_execute", run)
    asking._question = asked  # type: ignore[assignment]
    try:
        yield
    finally:
        asking._question = question
        event.remove(book.engine, "before_cursor_execute", run)
