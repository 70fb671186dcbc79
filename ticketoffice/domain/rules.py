"""The venue's rules: what it lets its desks choose and how long things wait. A fresh book has the defaults below."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from ticketoffice.domain.canonical import canonical
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.state import Rule

REASONS = ("customer_asked", "wrong_date", "duplicate", "performance_changed", "our_error", "other")
METHODS = ("cash", "card", "twint", "bank_transfer", "insurance", "later", "nothing")
PAPERS = ("back", "eticket", "missing")
INFORMS = ("told", "email", "later")
PAYMENT_METHODS = ("cash", "card", "twint", "bank_transfer", "invoice", "on_site", "elsewhere", "free")
DEFAULT_REFUND = {
    "cash": "cash",
    "card": "card",
    "twint": "twint",
    "invoice": "bank_transfer",
    "bank_transfer": "bank_transfer",
    "elsewhere": "later",
    "free": "nothing",
    "on_site": "cash",
}
BY_HAND = ("cash", "card")
"""Methods whose refund a person gives at the desk: it counts once somebody says that it was given."""
SHORTEST_NOTE = 3
"""Characters that the reason "other" needs to say anything."""
SECOND = 1_000_000
MINUTE = 60 * SECOND


@dataclass(frozen=True, slots=True)
class VenueRules:
    """Durations in microseconds; commission in minor units a ticket, None where the venue has no rule for it;
    `letterhead` and `pay_to` are lines that stand on invoices: who issues them, and where the money goes.
    """

    reasons: tuple[str, ...] = REASONS
    methods: tuple[str, ...] = METHODS
    hold_after_finish: int = 10 * SECOND
    hold_after_click: int = 60 * SECOND
    doors_before_start: int = 60 * MINUTE
    commission_per_ticket: int | None = None
    timezone: str = "Europe/Zurich"
    invoice_days: int = 10
    invoice_reminders: int = 2
    letterhead: tuple[str, ...] = ()
    pay_to: tuple[str, ...] = ()


def rules_from(rows: Iterable[Rule]) -> VenueRules:
    """The rules as these rows say; a name that this version does not know is left to the version that does."""
    known = {field.name for field in fields(VenueRules)}
    values: dict[str, Any] = {row.name: json.loads(row.value) for row in rows if row.name in known}
    changed: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}
    return replace(VenueRules(), **changed)


def rule_row(*, name: str, value: object) -> Rule:
    """A rule as a row."""
    return Rule(name=name, value=canonical(value).decode())


def check_reason(reason: str, *, rules: VenueRules, has_note: bool) -> None:
    """Raises RuleBroken `unknown_reason`, or `short_note` when "other" has no note (at least SHORTEST_NOTE characters)."""
    if reason not in rules.reasons:
        raise RuleBroken("unknown_reason", data={"reason": reason, "reasons": list(rules.reasons)})
    if reason == "other" and not has_note:
        raise RuleBroken("short_note", data={"least": SHORTEST_NOTE})


def check_method(method: str, *, rules: VenueRules) -> None:
    """Raises RuleBroken `unknown_method` for a refund method that the venue does not use."""
    if method not in rules.methods:
        raise RuleBroken("unknown_method", data={"method": method, "methods": list(rules.methods)})
