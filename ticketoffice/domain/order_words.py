"""An order's words and codes for the index, and why an order matches a query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ticketoffice.domain.words import code_form, fold, phone_forms, phone_queries, query_words, seat_words

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
    phones: tuple[str, ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Query:
        """From what was typed."""
        return cls(code_form(text), phone_queries(text), query_words(text))

    def begins(self, value: str) -> bool:
        """Whether a code begins with it."""
        return bool(self.code) and code_form(value).startswith(self.code)

    def begins_phone(self, value: str) -> bool:
        """Whether a phone number begins with it, in any spelling."""
        return any(form.startswith(part) for form in phone_forms(value) for part in self.phones)

    def is_all_of(self, has: Iterable[str]) -> bool:
        """Whether each of its words begins one of these."""
        known = tuple(has)
        return bool(self.words) and all(any(word.startswith(part) for word in known) for part in self.words)

    def is_part_of(self, has: Iterable[str]) -> bool:
        """Whether one of its words begins one of these."""
        known = tuple(has)
        return any(word.startswith(part) for word in known for part in self.words)


def why_matched(
    query: Query,
    *,
    number: str,
    customer: Mapping[str, str],
    holders: Sequence[str],
    seats: Sequence[str],
    events: Sequence[str],
    notes: Sequence[str],
    tickets: Sequence[str],
    invoices: Sequence[str],
) -> tuple[str, str | None]:
    """(kind, the value that matched), the most telling first: number, ticket, invoice, phone, name, holder, …"""
    for kind, values in (("number", [number]), ("ticket", tickets), ("invoice", invoices)):
        for value in values:
            if query.begins(value):
                return kind, value
    phone = customer.get("phone", "")
    if phone and query.begins_phone(phone):
        return "phone", phone
    sources: tuple[tuple[str, Sequence[str]], ...] = (
        ("name", [customer.get("name", "")]),
        ("holder", holders),
        ("company", [customer.get("company", "")]),
        ("email", [customer.get("email", "")]),
        ("seat", seats),
        ("note", notes),
        ("event", events),
    )
    for matches in (query.is_all_of, query.is_part_of):
        for kind, values in sources:
            for value in values:
                if value and matches(seat_words(value) if kind == "seat" else fold(value)):
                    return kind, value
    return "number", number
