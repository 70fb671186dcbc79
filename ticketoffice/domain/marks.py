"""Marks: words of the index that nobody's name is and nobody can type, for an order's methods, amounts and days.

Each begins with a long s, which folding turns into s (`domain.words`): no text is indexed with it and no query asks for
it by chance. Both databases take such a mark for one word. Worked example: 60.00 paid in cash is ſcash and ſ60; 7.50 is
ſ7ſ50; the day 20544 days after 1 January 1970 is ſſ20544, and 60.00 taken in cash at the desk on it are ſſſ20544ſcashſ60.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

MARK = "ſ"


def method_mark(method: str) -> str:
    """The mark of a payment method's code."""
    return MARK + re.sub(r"[\W_]", "", method.casefold())


def amount_mark(amount: int) -> str:
    """The mark of an amount in minor units; the sign says nothing."""
    whole, part = divmod(abs(amount), 100)
    return f"{MARK}{whole}{MARK}{part:02d}" if part else f"{MARK}{whole}"


def day_mark(day: int) -> str:
    """The mark of a day: one that is named ends a full-text search where its rows end."""
    return f"{MARK}{MARK}{day}"


def taken_mark(day: int, *, method: str | None = None, amount: int | None = None) -> str:
    """The mark of a payment that a desk took on a day: of any, of one by this method, of this amount, of both."""
    said = ("" if method is None else method_mark(method)) + ("" if amount is None else amount_mark(amount))
    return f"{MARK}{MARK}{MARK}{day}{said}"


def taken_marks(taken: Iterable[tuple[int, str, int]]) -> tuple[str, ...]:
    """The marks of payments (day, method, amount), each once and in order: by whatever of them they are asked for."""
    found: set[str] = set()
    for day, method, amount in taken:
        for by in (None, method):
            found |= {taken_mark(day, method=by), taken_mark(day, method=by, amount=amount)}
    return tuple(sorted(found))


def day_marks(days: Iterable[int]) -> tuple[str, ...]:
    """The marks of these days, each once and in order."""
    return tuple(map(day_mark, sorted(set(days))))


def money_marks(
    *,
    method: str,
    prices: Sequence[int],
    payments: Sequence[tuple[str, int]],
    refunds: Iterable[tuple[str, int, int | None]],
) -> tuple[str, ...]:
    """The marks of one order, sorted: each method, each price, payment and refund, and their sums.

    `payments` are (method, amount), `refunds` (method, amount, withdrawn at): a withdrawn one is no longer found. The
    sums are what all its tickets cost together, what was paid, and what of that was not given back. 0.00 is the amount of an
    order of which every ticket costs nothing.
    """
    given_back = [(name, amount) for name, amount, withdrawn in refunds if withdrawn is None]
    money = [*payments, *given_back]
    paid = sum(amount for _, amount in payments)
    amounts = {*prices, *(amount for _, amount in money)}
    amounts |= {sum(prices), paid, paid - sum(amount for _, amount in given_back)}
    found = {method_mark(name) for name in (method, *(name for name, _ in money)) if name}
    costs_nothing = bool(prices) and not any(prices)
    return tuple(sorted(found | {amount_mark(amount) for amount in amounts if amount or costs_nothing}))
