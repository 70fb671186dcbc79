"""Cash that was taken for an exchange is said to lie in no drawer."""

from __future__ import annotations

from contextlib import AbstractContextManager
from unittest.mock import patch

from ticketoffice.domain import takings


def an_exchange_moves_no_cash() -> AbstractContextManager[object]:
    """It is recorded, and counts for no drawer."""
    return patch.dict(takings.MOVES, {"order_exchanged": lambda _: []})
