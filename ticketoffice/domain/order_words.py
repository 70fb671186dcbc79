"""An order's words and codes for the index, and why an order matches a query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from ticketoffice.domain.seats import seat_words
from ticketoffice.domain.words import code_form, fold, phone_forms, query_words

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
    papers: Sequence[tuple[str, str]],
    marks: Sequence[str],
) -> tuple[tuple[str, ...], tuple[tuple[str, str, str | None], ...]]:
    """Words (for prefixes in any order) and codes (code, kind, ticket id or None) of one order.

    `tickets` are (ticket number, ticket id), `papers` are (number, kind) of what was printed for changes of it that were
    refused (`domain.refused_paper`), `marks` those of its money (`domain.marks`).
    """
    words: dict[str, None] = {}
    for text in (*(customer.get(name, "") for name in PERSON_FIELDS), *holders, *events, *notes):
        words.update(dict.fromkeys(fold(text)))
    for seat in seats:
        words.update(dict.fromkeys(seat_words(seat)))
    words.update(dict.fromkeys(marks))
    codes: list[tuple[str, str, str | None]] = [(code_form(number), "number", None)]
    codes += [(code_form(code), "ticket", ticket) for code, ticket in tickets]
    codes += [(code_form(invoice), "invoice", None) for invoice in invoices]
    codes += [(code_form(paper), kind, None) for paper, kind in papers]
    codes += [(form, "phone", None) for form in phone_forms(customer.get("phone", ""))]
    return tuple(words), tuple(dict.fromkeys(code for code in codes if code[0]))


class Query(Struct, frozen=True):
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

    def places_in(self, text: str) -> list[tuple[int, int]]:
        """Which letters of a text are what was typed, as (start, end): the beginnings of words, or of a code."""
        found: dict[int, int] = {}
        for part in self.words:
            for tokens in (_PLAIN_WORDS, _JOINED_WORDS):
                ends = {word.start(): word.start() + _reach(word[0], part) for word in tokens.finditer(text)}
                hits = {start: end for start, end in ends.items() if end > start}
                if hits:
                    found |= {start: max(end, found.get(start, 0)) for start, end in hits.items()}
                    break
        if not found and self.begins(text):
            found = {0: next(n for n in range(1, len(text) + 1) if code_form(text[:n]).startswith(self.code))}
        return sorted(found.items())


_PLAIN_WORDS = re.compile(r"[^\W_]+")
_JOINED_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)+")


def _reach(word: str, part: str) -> int:
    """How many letters of a word it takes to say what was typed; 0 where it does not begin so."""
    if not any(form.startswith(part) for form in fold(word)):
        return 0
    return next(n for n in range(1, len(word) + 1) if any(form.startswith(part) for form in fold(word[:n])))


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
