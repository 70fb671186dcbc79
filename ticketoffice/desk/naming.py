"""How tickets are named to people: by their short numbers, also where an operation names but a cancellation or a refund."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ticketoffice.domain.rules import in_coins
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
    for name in ("tickets", "cancels", "without", "ticket", "new", "refunds", "given"):
        value = payload.get(name)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str):
                yield item
            elif isinstance(item, dict) and isinstance(item.get("ticket"), str):
                yield item["ticket"]


def given_unpromised(payload: Mapping[str, Any], *, promised: Collection[str]) -> list[tuple[str, int]]:
    """(method, amount) of what was handed out although no promise of it is here, in coins that there are: what it was rounded
    by went with the first cash.
    """
    rounding, found = payload.get("rounding", 0), []
    for row in payload.get("given", ()):
        more, rounding = (rounding, 0) if in_coins(row["method"]) and row["amount"] else (0, rounding)
        if row["id"] not in promised:
            found.append((row["method"], row["amount"] + more))
    return found
