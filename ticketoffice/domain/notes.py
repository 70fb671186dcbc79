"""What is only written down about an order: a note, and that its shop was told of a cancellation. Nothing else changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ticketoffice.domain.operation import Operation
from ticketoffice.domain.situation import Situation
from ticketoffice.domain.state import OrderNote, Row


def note_of(payload: Mapping[str, Any]) -> str | None:
    """The id of the text that an operation names beside it."""
    return (payload.get("note") or {}).get("note")


def apply_added(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """A note on the order; its text travels beside the operation."""
    payload = operation.payload
    return (OrderNote(payload["note"]["note"], payload["order"], operation.at, operation.actor),)


def apply_repeated(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """These cancellations were made at the source too; the first time counts."""
    named = set(operation.payload["cancels"])
    return tuple(
        replace(c, repeated_at=operation.at, repeated_by=operation.actor)
        for c in situation.dossiers[operation.payload["order"]].cancellations
        if c.id in named and c.repeated_at is None
    )
