"""The feed is read by the time of the answer: what was committed in the same moment after the last page is skipped (F30, F31)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

from msgspec.structs import replace
from sqlalchemy import Connection, func, select

from ticketoffice.domain.travel import Page
from ticketoffice.store import feed, tables

page = feed.page
FIRST_TIME = 10**14
"""A cursor above it is a time; below it, the change at which the desk joined."""


@contextmanager
def the_cursor_is_a_time() -> Iterator[None]:
    """Cursor = when the last operation of the page was answered."""

    def by_time(connection: Connection, *, after: int, now: int, limit: int = feed.PAGE) -> Page:
        a = tables.answers.c
        change = after
        if after > FIRST_TIME:
            asked = select(func.max(a.change)).where(a.answered_at <= after)
            change = connection.execute(asked).scalar_one() or 0
        found = page(connection, after=change, now=now, limit=limit)
        last = connection.execute(select(func.max(a.answered_at)).where(a.change <= found.through)).scalar_one()
        return replace(found, through=last or 0)

    with patch.object(feed, "page", by_time):
        yield
