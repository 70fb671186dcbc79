"""Giving back what was paid beyond what an order owes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.desk.hand_out import given_at_once, given_at_once_by
from ticketoffice.desk.making import make
from ticketoffice.desk.refund import GivenBack, goodwill_reason, spread, told_given_back
from ticketoffice.desk.strip import choices
from ticketoffice.domain.credit import credit
from ticketoffice.domain.people import Who

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed


class Offer(Struct, frozen=True):
    """What of an order can be given back, by which methods, and the one that fits how it was paid; by those `at_once` it is
    given with the deed, by others promised.
    """

    order: str
    order_number: str
    credit: int
    currency: str
    methods: tuple[str, ...]
    method: str
    at_once: tuple[str, ...]


def offer(book: Book, order: str) -> Offer:
    """An order's credit and how it can be given back."""
    with book.read() as reading:
        dossier, rules = reading.dossiers([order])[order], reading.rules()
    how = choices(dossier, rules)
    found = dossier.order
    at_once = given_at_once_by(how.methods)
    return Offer(order, found.number, credit(dossier), found.currency, how.methods, how.method, at_once)


def give_back(
    book: Book,
    order: str,
    *,
    who: Who,
    method: str,
    amount: int | None = None,
    reason: str | None = None,
    note: str | None = None,
) -> GivenBack:
    """Gives an order's credit back, all or `amount` of it; cash and card are handed out at once, the rest is promised.

    Raises RuleBroken `no_credit`, `over_payment`.
    """

    def work(deed: Deed) -> GivenBack:
        dossier = deed.dossier(order)
        given = credit(dossier) if amount is None else amount
        rules = deed.reading.rules()
        lines = spread(deed, dossier, ticket=None, method=method, amount=given)
        payload = {"order": order, "refunds": lines, "reason": reason or goodwill_reason(rules, note=note)}
        promised = deed.record(make(deed, "credit_refunded", who=who, payload=payload, note=note))
        handed = given_at_once(deed, dossier, promised, who=Who(who.person))
        return told_given_back(deed, dossier, lines=lines, promised=promised, handed=handed)

    return book.write(work)
