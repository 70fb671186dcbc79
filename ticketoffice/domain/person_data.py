"""A customer's data changes: a new revision of a record that lies beside the journal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ticketoffice.domain.operation import Operation, Touches
from ticketoffice.domain.situation import Situation
from ticketoffice.domain.state import Row


def touches(payload: Mapping[str, Any]) -> Touches:
    """The order whose customer it is."""
    return Touches(orders=(payload["order"],))


def apply_changed(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The order names this person as its customer; the record itself travels beside the operation."""
    dossier = situation.dossiers[operation.payload["order"]]
    return (replace(dossier.order, customer=operation.payload["person"]["person"]),)
