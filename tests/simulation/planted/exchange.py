"""An exchange of several tickets gives back one of them: the others are live beside the new ones."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from unittest.mock import patch

from ticketoffice.domain import exchange
from ticketoffice.domain.operation import Operation
from ticketoffice.domain.state import Row, Ticket

given_up = exchange._given_up


def only_one_is_given_back() -> AbstractContextManager[object]:
    """Whatever was to be given back with it stays."""

    def one(operation: Operation, *, old: Iterable[Ticket]) -> list[Row]:
        return given_up(operation, old=list(old)[:1])

    return patch.object(exchange, "_given_up", one)
