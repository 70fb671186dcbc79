"""The venue's rules, changed by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import asdict

from ticketoffice.desk.making import make
from ticketoffice.desk.words import code_of
from ticketoffice.domain.canonical import clean_text
from ticketoffice.domain.people import Who
from ticketoffice.domain.rules import CODES, LONGEST_LINE, VenueRules, check_rules

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed


DIGITS = 16
"""A number of so many digits is none of these rules'."""


def read_rules(values: Mapping[str, str]) -> dict[str, Any]:
    """Rules from texts; raises RuleBroken for an unknown name or a value that the rule cannot have."""
    read = {name: _value(name, text) for name, text in values.items()}
    check_rules(read)
    return read


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


def name_organiser(deed: Deed, text: str, *, who: Who) -> None:
    """The letterhead from what is typed (name, then the lines of the address, with commas between); nothing typed changes nothing."""
    if lines := _lines("letterhead", text):
        changed = {"letterhead": lines}
        check_rules(changed)
        deed.record(make(deed, "rules_changed", who=who, payload={"rules": changed}))


def _value(name: str, text: str) -> Any:
    """What a text says; one that says nothing stays as it is, and the rule refuses it."""
    default = getattr(VenueRules(), name, "")
    if isinstance(default, tuple):
        return _lines(name, text)
    if default is None and text in ("", "none"):
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < DIGITS else text


def _lines(name: str, text: str) -> list[str]:
    lines = [clean for line in text.split(",") if (clean := clean_text(line, longest=LONGEST_LINE))]
    return list(dict.fromkeys(code_of(line) for line in lines)) if name in CODES else lines
