"""The venue's rules, changed by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from ticketoffice.desk.making import make
from ticketoffice.desk.words import code_of
from ticketoffice.domain.canonical import clean_text
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.people import Who
from ticketoffice.domain.rules import METHODS, MINUTE, VenueRules

if TYPE_CHECKING:
    from ticketoffice.store.book import Book


LONGEST_LINE = 200
DAY = 24 * 60 * MINUTE
MOST = {
    "hold_after_finish": DAY,
    "hold_after_click": DAY,
    "doors_before_start": 7 * DAY,
    "commission_per_ticket": 1_000_000,
    "invoice_days": 365,
    "invoice_reminders": 20,
}
NEVER_EMPTY = ("reasons", "methods")


def read_rules(values: Mapping[str, str]) -> dict[str, Any]:
    """Rules from texts; raises RuleBroken for an unknown name or a value that the rule cannot have."""
    return {name: _value(name, text) for name, text in values.items()}


def rules_of(book: Book) -> dict[str, Any]:
    """All rules as they stand."""
    with book.read() as reading:
        return asdict(reading.rules())


def change_rules(book: Book, values: Mapping[str, str], *, who: Who) -> dict[str, Any]:
    """Sets rules from texts and returns all rules as they then stand; raises RuleBroken and then changes nothing."""
    changed = read_rules(values)
    if changed:
        book.write(lambda deed: deed.record(make(deed, "rules_changed", who=who, payload={"rules": changed})))
    return rules_of(book)


def _value(name: str, text: str) -> Any:
    kind = next((field for field in fields(VenueRules) if field.name == name), None)
    if kind is None:
        raise RuleBroken("unknown_rule", data={"rule": name})
    if isinstance(kind.default, tuple):
        return _list(name, text)
    if name == "timezone":
        if text not in available_timezones():
            raise RuleBroken("unknown_timezone", data={"value": text[:LONGEST_LINE]})
        return text
    if kind.default is None and text in ("", "none"):
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 16 and int(text) <= MOST[name]):
        raise RuleBroken("wrong_number", data={"rule": name, "value": text[:LONGEST_LINE], "most": MOST[name]})
    return int(text)


def _list(name: str, text: str) -> list[str]:
    lines = [clean for line in text.split(",") if (clean := clean_text(line, longest=LONGEST_LINE))]
    if name in NEVER_EMPTY:
        lines = list(dict.fromkeys(code_of(line) for line in lines))
        if not lines:
            raise RuleBroken("empty_rule", data={"rule": name})
    strange = next((line for line in lines if name == "methods" and line not in METHODS), None)
    if strange is not None:
        raise RuleBroken("unknown_method", data={"method": strange, "methods": list(METHODS)})
    return lines
