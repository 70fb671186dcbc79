"""Nobody looks who sits on a seat, and no constraint does: two live tickets on one place (F23 to F25)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from sqlalchemy import text

from tests.simulation import world
from ticketoffice.store import loading
from ticketoffice.store.book import Book

revive = world.revive


@contextmanager
def nobody_looks_who_sits_there() -> Iterator[None]:
    """Without the index of live seats, and without the look at them."""

    def without_index(*given: Any, **named: Any) -> Book:
        book = revive(*given, **named)
        with book.engine.begin() as connection:
            connection.execute(text("DROP INDEX IF EXISTS uq_tickets_live_seat"))
        return book

    with patch.object(world, "revive", without_index), patch.object(loading, "live_places", lambda *_: {}):
        yield
