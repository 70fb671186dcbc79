"""The venue's rules, changed by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from ticketoffice.desk.making import make
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.people import Who
from ticketoffice.domain.rules import METHODS, VenueRules

if TYPE_CHECKING:
    from ticketoffice.store.book import Book


LONGEST_NUMBER = 15


def change_rules(book: Book, values: Mapping[str, str], *, who: Who) -> dict[str, Any]:
    """Sets rules from texts and returns all rules as they then stand; raises RuleBroken `unknown_rule`, `bad_rule`."""
    with book.read() as reading:
        now = reading.rules()
    changed = {name: _value(name, text, now=now) for name, text in values.items()}
    if changed:
        book.write(lambda deed: deed.record(make(deed, "rules_changed", who=who, payload={"rules": changed})))
    with book.read() as reading:
        return asdict(reading.rules())


def _value(name: str, text: str, *, now: VenueRules) -> Any:
    kind = next((field for field in fields(VenueRules) if field.name == name), None)
    if kind is None:
        raise RuleBroken("unknown_rule", data={"rule": name})
    old = getattr(now, name)
    if isinstance(old, tuple):
        chosen = [item.strip() for item in text.split(",") if item.strip()]
        if name == "methods" and (not chosen or not set(chosen) <= set(METHODS)):
            raise RuleBroken("unknown_method", data={"method": text, "methods": list(METHODS)})
        return chosen
    if name == "timezone":
        if text not in available_timezones():
            raise RuleBroken("bad_rule", data={"rule": name, "value": text})
        return text
    if text == "none" and name == "commission_per_ticket":
        return None
    if not text.isascii() or not text.isdigit() or len(text) > LONGEST_NUMBER:
        raise RuleBroken("bad_rule", data={"rule": name, "value": text})
    return int(text)
