"""How tickets are named to people: by their short numbers, also where an operation names but a cancellation or a refund."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ticketoffice.domain.situation import Dossier


def short_of(dossier: Dossier, ticket: str) -> str:
    """The short number of a ticket of this order."""
    return f"{dossier.order.number}-{dossier.own(ticket).position}"


def tickets_named(dossier: Dossier, payload: Mapping[str, Any]) -> tuple[str, ...]:
    """The tickets of this order that an operation names, directly or by their cancellation or refund; by id."""
    meant: dict[str, str | None] = {c.id: c.ticket for c in dossier.cancellations}
    meant |= {refund.id: refund.ticket for refund in dossier.refunds}
    known = {ticket.id for ticket in dossier.tickets}
    names = (meant.get(name) or name for name in ids_named(payload))
    return tuple(dict.fromkeys(name for name in names if name in known))


def ids_named(payload: Mapping[str, Any]) -> Iterable[str]:
    """The ids of tickets, cancellations and refunds that an operation names."""
    for name in ("tickets", "cancels", "without", "ticket", "new", "refunds"):
        value = payload.get(name)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str):
                yield item
            elif isinstance(item, dict) and isinstance(item.get("ticket"), str):
                yield item["ticket"]
