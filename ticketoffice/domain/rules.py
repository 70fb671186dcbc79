"""The venue's rules: what it lets its desks choose and how long things wait. A fresh book has the defaults below."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import available_timezones

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.domain.calendar import DAY, MINUTE, SECOND
from ticketoffice.domain.canonical import canonical, clean_text
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.said import SHORTEST_NOTE, is_said
from ticketoffice.domain.state import Rule

NOT_COLLECTED, NOT_PAID = "not_collected", "not_paid"
EXCHANGED = "exchanged"
"""Why a ticket is gone that was exchanged, and the method of the order that it was exchanged into."""
LOST = "replaced"
"""Why a ticket is gone whose number was lost: another number stands for it, and nothing was cancelled."""
RELEASES = (NOT_COLLECTED, NOT_PAID)
"""Why a waiting order is released: nobody came for it, or its invoice was not paid in time. Nobody chooses these."""
REASONS = ("customer_asked", "wrong_date", "duplicate", "performance_changed", "our_error", "other")
METHODS = ("cash", "card", "twint", "bank_transfer", "insurance", "later", "nothing")
PAPERS = ("back", "eticket", "missing")
INFORMS = ("told", "email", "later")
PAYMENT_METHODS = ("cash", "card", "twint", "bank_transfer", "invoice", "on_site", "elsewhere", "free")
"""How an order is or will be paid, as it may come from elsewhere."""
DESK_METHODS = ("cash", "card", "twint", "bank_transfer")
"""The payment methods by which money comes in at a desk; of these only cash gives change."""
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
FROM_DRAWER = ("cash",)
"""Refund methods that leave the drawer, counted out in coins."""
AT_TERMINAL = ("card",)
"""Refund methods that go back on a card, at the desk's terminal."""
BY_HAND = FROM_DRAWER + AT_TERMINAL
"""Methods whose refund a person gives at the desk: it counts once somebody says that it was given."""
MOST = {
    "hold_after_finish": DAY,
    "hold_after_click": DAY,
    "doors_before_start": 7 * DAY,
    "commission_per_ticket": 1_000_000,
    "exchange_fee": 1_000_000,
    "invoice_days": 365,
    "invoice_reminders": 20,
    "release_minutes": 7 * 24 * 60,
    "release_by_rule": 1,
    "cancel_unpaid_by_rule": 1,
    "day_ends_minutes": 12 * 60,
    "drawer_reason": 1_000_000,
    "drawer_second": 1_000_000,
}
"""The largest value of each rule that is a number; the smallest is 0."""
CODES = ("reasons", "methods")
"""The rules that are lists of codes: each one once, and never none at all."""
LONGEST_LINE = 200


class VenueRules(Struct, frozen=True):
    """Durations in microseconds; commission in minor units a ticket, None where the venue has no rule for it; `exchange_fee` in
    minor units for each ticket that is exchanged;
    `letterhead` and `pay_to` are lines that stand on invoices: who issues them, and where the money goes.

    `release_minutes` before the start a reservation is released: by a person, or by itself where `release_by_rule` is 1.
    An invoice that is not paid in time is cancelled by itself unless `cancel_unpaid_by_rule` is 0.
    A business day ends so many minutes after midnight (`day_ends_minutes`). A drawer whose difference is more than `drawer_reason`
    minor units is closed with a reason, more than `drawer_second` with a second person.
    """

    reasons: tuple[str, ...] = REASONS
    methods: tuple[str, ...] = METHODS
    hold_after_finish: int = 10 * SECOND
    hold_after_click: int = 60 * SECOND
    doors_before_start: int = 60 * MINUTE
    commission_per_ticket: int | None = None
    exchange_fee: int = 0
    timezone: str = "Europe/Zurich"
    invoice_days: int = 10
    invoice_reminders: int = 2
    release_minutes: int = 30
    release_by_rule: int = 0
    cancel_unpaid_by_rule: int = 1
    day_ends_minutes: int = 6 * 60
    drawer_reason: int = 200
    drawer_second: int = 2000
    letterhead: tuple[str, ...] = ()
    pay_to: tuple[str, ...] = ()


PRESET = VenueRules()
"""What holds where the venue has set nothing else."""


def rules_from(rows: Iterable[Rule]) -> VenueRules:
    """The rules as these rows say; a name that this version does not know is left to the version that does."""
    known = frozenset(VenueRules.__struct_fields__)
    values: dict[str, Any] = {row.name: json.loads(row.value) for row in rows if row.name in known}
    changed: dict[str, Any] = {name: tuple(v) if isinstance(v, list) else v for name, v in values.items()}
    return replace(PRESET, **changed)


def rule_row(*, name: str, value: object) -> Rule:
    """A rule as a row."""
    return Rule(name=name, value=canonical(value).decode())


def check_rules(values: Mapping[str, Any]) -> None:
    """Raises RuleBroken for an unknown name or a value that its rule cannot have."""
    for name, value in values.items():
        _check_rule(name, value)


def _check_rule(name: str, value: Any) -> None:
    if name not in VenueRules.__struct_fields__:
        raise RuleBroken("unknown_rule", data={"rule": name[:LONGEST_LINE]})
    preset = getattr(PRESET, name)
    if isinstance(preset, tuple):
        _check_lines(name, value)
    elif name == "timezone":
        if type(value) is not str or value not in available_timezones():
            raise RuleBroken("unknown_timezone", data={"value": str(value)[:LONGEST_LINE]})
    elif value is None and preset is None:
        return
    elif type(value) is not int or not 0 <= value <= MOST[name]:
        raise RuleBroken("wrong_number", data={"rule": name, "value": str(value)[:LONGEST_LINE], "most": MOST[name]})


def _check_lines(name: str, value: Any) -> None:
    lines = list(value) if isinstance(value, list | tuple) else []
    if name in CODES and not lines:
        raise RuleBroken("empty_rule", data={"rule": name})
    strange = next((line for line in lines if name == "methods" and line not in METHODS), None)
    if strange is not None:
        raise RuleBroken("unknown_method", data={"method": str(strange)[:LONGEST_LINE], "methods": list(METHODS)})
    plain = all(isinstance(line, str) and clean_text(line, longest=LONGEST_LINE) == line for line in lines)
    if not (plain and isinstance(value, list | tuple) and (name not in CODES or len(set(lines)) == len(lines))):
        raise RuleBroken("wrong_lines", data={"rule": name, "most": LONGEST_LINE})


def lacks_note(reason: str | None, note: str | None) -> bool:
    """Whether a reason says nothing without a note, and there is none: "other" needs one."""
    return reason == "other" and not is_said(note)


def check_reason(reason: str, *, rules: VenueRules, note: str | None) -> None:
    """Raises RuleBroken `unknown_reason`, or `short_note` when it needs a note that is not there."""
    if reason not in rules.reasons:
        raise RuleBroken("unknown_reason", data={"reason": reason, "reasons": list(rules.reasons)})
    if lacks_note(reason, note):
        raise RuleBroken("short_note", data={"least": SHORTEST_NOTE})


def check_method(method: str, *, rules: VenueRules) -> None:
    """Raises RuleBroken `unknown_method` for a refund method that the venue does not use."""
    if method not in rules.methods:
        raise RuleBroken("unknown_method", data={"method": method, "methods": list(rules.methods)})


def check_paper(paper: str | None) -> None:
    """Raises RuleBroken `unknown_paper`; None: nobody said where the paper is."""
    if paper is not None and paper not in PAPERS:
        raise RuleBroken("unknown_paper", data={"paper": paper})


def check_inform(inform: str) -> None:
    """Raises RuleBroken `unknown_inform` for a way to tell the customer that is none."""
    if inform not in INFORMS:
        raise RuleBroken("unknown_inform", data={"by": inform})


def in_coins(method: str | None) -> bool:
    """Whether it is counted out in coins: rounded to what there is, and too much of it is given back as change."""
    return method in FROM_DRAWER
