"""The guard at the one door: a write to the book from anywhere else raises, in every test.

`watch()` listens to every SQL statement of the process and looks who asked for it; `beside_the_door()` lets a test do
damage on purpose.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import CodeType
from typing import Any

from sqlalchemy import Engine, event

from ticketoffice.store import journal, personal_data, records_beside, rewriting, saving, tables

_WRITE = re.compile(
    r'\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(\w+)"?', re.IGNORECASE
)
REWRITES = tuple(
    function.__code__
    for function in (
        rewriting.rewrite,
        rewriting.leave_seats,
        rewriting.count_places,
        rewriting.overbook_as,
        rewriting.set_versions,
    )
)
BESIDE = tuple(
    function.__code__
    for function in (
        *(personal_data.save, personal_data.erase, personal_data.forget),
        *(records_beside.save, records_beside.take_back),
    )
)
DOORS: dict[str, tuple[CodeType, ...]] = {
    **{
        table.name: (saving.save.__code__, saving.give_back.__code__, *REWRITES) for table in tables.ROW_TABLES.values()
    },
    "operations": (journal.append.__code__,),
    "operation_orders": (journal.append.__code__,),
    **dict.fromkeys(("person_records", "notes"), BESIDE),
}
"""Who may write which table: `saving.save` (and what the postman takes over) the business tables, `journal.append` the journal."""

_beside: ContextVar[bool] = ContextVar("beside_the_door", default=False)


class BesideTheDoor(AssertionError):
    """A table of the book was written by somebody who is not its door."""


@contextmanager
def beside_the_door() -> Iterator[None]:
    """Here a test damages a book on purpose."""
    token = _beside.set(True)
    try:
        yield
    finally:
        _beside.reset(token)


@contextmanager
def watch() -> Iterator[None]:
    """From here on every write to a table of the book must come through its door."""
    event.listen(Engine, "before_cursor_execute", _look)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", _look)


def _look(connection: Any, cursor: Any, statement: str, parameters: Any, context: Any, many: bool) -> None:
    written = _WRITE.match(statement)
    doors = DOORS.get(written.group(1).lower()) if written else None
    if doors is not None and not _beside.get() and not _on_the_stack(doors):
        raise BesideTheDoor(f"written beside the door: {statement[:80]}")


def _on_the_stack(doors: tuple[CodeType, ...]) -> bool:
    frame = sys._getframe(1)
    while frame is not None:
        if frame.f_code in doors:
            return True
        frame = frame.f_back  # type: ignore[assignment]
    return False
