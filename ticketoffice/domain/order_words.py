"""An order's words and codes for the index, and why an order matches a query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ticketoffice.domain.words import code_form, fold, phone_forms, query_words, seat_words

PERSON_FIELDS = ("name", "company", "email")


def order_words(
    *,
    number: str,
    customer: Mapping[str, str],
    holders: Sequence[str],
    seats: Sequence[str],
    events: Sequence[str],
    notes: Sequence[str],
    tickets: Sequence[tuple[str, str]],
    invoices: Sequence[str],
) -> tuple[tuple[str, ...], tuple[tuple[str, str, str | None], ...]]:
    """Words (for prefixes in any order) and codes (code, kind, ticket id or None) of one order.

    `tickets` are (ticket number, ticket id).
    """
    words: dict[str, None] = {}
    for text in (*(customer.get(name, "") for name in PERSON_FIELDS), *holders, *events, *notes):
        words.update(dict.fromkeys(fold(text)))
    for seat in seats:
        words.update(dict.fromkeys(seat_words(seat)))
    codes: list[tuple[str, str, str | None]] = [(code_form(number), "number", None)]
    codes += [(code_form(code), "ticket", ticket) for code, ticket in tickets]
    codes += [(code_form(invoice), "invoice", None) for invoice in invoices]
    codes += [(form, "phone", None) for form in phone_forms(customer.get("phone", ""))]
    return tuple(words), tuple(dict.fromkeys(code for code in codes if code[0]))


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart once, to be held against many orders."""

    code: str
    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Query:
        """From what was typed."""
        return cls(code_form(text), query_words(text))

    def begins(self, value: str) -> bool:
        """Whether a code begins with it."""
        return bool(self.code) and code_form(value).startswith(self.code)

    def is_all_of(self, has: Iterable[str]) -> bool:
        """Whether each of its words begins one of these."""
        known = tuple(has)
        return bool(self.words) and all(any(word.startswith(part) for word in known) for part in self.words)

    def is_part_of(self, has: Iterable[str]) -> bool:
        """Whether one of its words begins one of these."""
        known = tuple(has)
        return any(word.startswith(part) for word in known for part in self.words)


def why_words_matched(
    query: Query, *, whole: Iterable[tuple[str, Iterable[str]]], part: Iterable[tuple[str, Iterable[str]]]
) -> tuple[str, str] | None:
    """The first (kind, value) of `whole` that has all words of a query, else the first of `part` that has one."""
    for kind, values in whole:
        for value in values:
            if query.is_all_of(_words(kind, value)):
                return kind, value
    for kind, values in part if len(query.words) > 1 else ():
        for value in values:
            if query.is_part_of(_words(kind, value)):
                return kind, value
    return None


def _words(kind: str, value: str) -> tuple[str, ...]:
    return seat_words(value) if kind == "seat" else fold(value)
