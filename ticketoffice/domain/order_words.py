"""An order's words and codes for the index, and why an order matches a query."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ticketoffice.domain.words import code_form, fold, phone_digits, query_words, seat_words

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
    if customer.get("phone"):
        codes.append((phone_digits(customer["phone"]), "phone", None))
    return tuple(words), tuple(dict.fromkeys(code for code in codes if code[0]))


def why_matched(
    query: str,
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
    code = code_form(query)
    for kind, values in (("number", [number]), ("ticket", tickets), ("invoice", invoices)):
        for value in values:
            if code and code_form(value).startswith(code):
                return kind, value
    phone = customer.get("phone", "")
    if len(phone_digits(query)) >= 4 and phone and phone_digits(phone).startswith(phone_digits(query)):
        return "phone", phone
    wanted = query_words(query)
    sources: tuple[tuple[str, Sequence[str]], ...] = (
        ("name", [customer.get("name", "")]),
        ("holder", holders),
        ("company", [customer.get("company", "")]),
        ("email", [customer.get("email", "")]),
        ("seat", seats),
        ("note", notes),
        ("event", events),
    )
    for whole in (all, any):
        for kind, values in sources:
            for value in values:
                has = seat_words(value) if kind == "seat" else fold(value)
                if wanted and value and whole(any(word.startswith(part) for word in has) for part in wanted):
                    return kind, value
    return "number", number
