"""An erasure that comes from another desk is heard, and what it is about stays in the book (C22)."""

from __future__ import annotations

from contextlib import AbstractContextManager
from unittest.mock import patch

from ticketoffice.store import adopting


def erased_where_it_was_done_alone() -> AbstractContextManager[object]:
    """What a book hears of is not taken out of it."""
    return patch.object(adopting._Taking, "_erase", lambda *_: None)
