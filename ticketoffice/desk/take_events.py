"""A venue's performances from a list (`reading.event_list`): each one goes in or is refused by itself, the others go on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.desk.events import make_event
from ticketoffice.desk.reading.event_list import RefusedRows, read_events
from ticketoffice.desk.reading.files import read_plain
from ticketoffice.desk.reading.parts import Unreadable
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.people import Who

if TYPE_CHECKING:
    from ticketoffice.store.book import Book


class RefusedEvent(Struct, frozen=True):
    """A performance of a list that was not made, and why: its lines, or where all could be read its event."""

    lines: tuple[int, ...]
    event: str | None
    code: str
    data: Mapping[str, object]


class TakenEvents(Struct, frozen=True):
    """What became of a list: the performances as commands call them, and what was refused."""

    performances: tuple[str, ...]
    refused: tuple[RefusedEvent, ...]


def take_in_events(book: Book, file: Path, *, who: Who) -> TakenEvents:
    """Makes the performances of a file. Raises Unavailable where nothing of it can be read; the same file twice changes nothing."""
    with book.read() as reading:
        timezone = reading.rules().timezone
    try:
        found = list(read_events(read_plain(file), timezone=timezone))
    except Unreadable as bad:
        raise Unavailable(bad.code, data={"name": file.name, **bad.data}) from bad
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or str(problem)
        raise Unavailable("cannot_open", data={"name": file.name, "why": why}) from problem
    made: list[str] = []
    refused: list[RefusedEvent] = []
    for one in found:
        if isinstance(one, RefusedRows):
            refused.append(RefusedEvent(one.lines, None, one.code, one.data))
            continue
        try:
            made += make_event(book, [one], who=who).performances
        except RuleBroken as no:
            refused.append(RefusedEvent((), one.event, no.code, no.data))
    return TakenEvents(tuple(made), tuple(refused))
