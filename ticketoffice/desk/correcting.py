"""Corrects by which method money came or went: what can be, and the deed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.desk.making import make
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.correcting import Money, is_ours, money_of, why_not
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.money import left_on_payments
from ticketoffice.domain.operation import broken
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import Who
from ticketoffice.domain.said import is_said
from ticketoffice.domain.state import Payment

if TYPE_CHECKING:
    from ticketoffice.domain.situation import Dossier
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed


class Correctable(Struct, frozen=True):
    """Money of an order that was taken, or handed out (`is_refund`), by a desk, in minor units."""

    id: str
    is_refund: bool
    method: str
    amount: int
    currency: str
    at: int | None


def correctable(book: Book, order: str) -> list[Correctable]:
    """The newest first. Raises RuleBroken `not_found`."""
    with book.read() as reading:
        found = reading.dossiers([order]).get(order)
    if found is None:
        raise RuleBroken("not_found", data={"order": order})
    left = left_on_payments(found)
    payments = [one for one in found.payments if is_ours(one) and left.get(one.id) == one.amount]
    money: list[Money] = [*payments, *(one for one in found.refunds if is_ours(one))]
    views = [_view(one, currency=found.order.currency) for one in money]
    return sorted(views, key=lambda view: (-(view.at or 0), view.id))


def the_one(book: Book, order: str, *, was: str | None, amount: int | None) -> Correctable:
    """The money of an order that was recorded by this method, with this amount. Raises RuleBroken `nothing_to_correct`, or
    `several_to_correct` with those that fit.
    """
    fits = [one for one in correctable(book, order) if was in (None, one.method) and amount in (None, one.amount)]
    if not fits:
        raise RuleBroken("nothing_to_correct")
    if len(fits) > 1:
        names = [(one.method, amount_text(one.amount, one.currency)) for one in fits]
        raise RuleBroken("several_to_correct", data={"names": names})
    return fits[0]


def _view(money: Money, *, currency: str) -> Correctable:
    return Correctable(money.id, not isinstance(money, Payment), money.method, money.amount, currency, money.paid_at)


def correct(book: Book, order: str, money: str, *, method: str, who: Who, note: str | None) -> Changes:
    """This payment or refund (id) of an order came, or went, by `method`; the note says what had gone wrong.

    Raises RuleBroken `correction_needs_note`, `not_found`, or what `domain.correcting.why_not` says; then nothing was changed.
    """
    if not is_said(note):
        raise RuleBroken("correction_needs_note")

    def work(deed: Deed) -> Changes:
        dossier = deed.dossier(order)
        found = _named(dossier, money)
        no = why_not(dossier, found, method=method)
        if no is not None:
            raise broken(no)
        is_payment = isinstance(found, Payment)
        payload = {
            "order": order,
            "payment": money if is_payment else None,
            "refund": None if is_payment else money,
            "was": found.method,
            "method": method,
            "amount": found.amount,
        }
        return changes(deed.record(make(deed, "payment_corrected", who=who, payload=payload, note=note)))

    return book.write(work)


def _named(dossier: Dossier, money: str) -> Money:
    found = money_of(dossier, payment=money, refund=None) or money_of(dossier, payment=None, refund=money)
    if found is None:
        raise RuleBroken("not_found", data={"order": dossier.order.number})
    return found
