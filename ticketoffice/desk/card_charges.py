"""Cards that were charged at this desk: what was sold for them, and those for which nothing was, as where a machine stopped between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ticketoffice.domain.errors import RuleBroken

if TYPE_CHECKING:
    from ticketoffice.domain.people import Who
    from ticketoffice.store.book import Book
    from ticketoffice.store.card_charges import CardCharge
    from ticketoffice.store.deed import Deed
    from ticketoffice.store.reading import Reading


class UnsoldCharge(Struct, frozen=True):
    """A card that was charged and for which nothing was sold; `receipt` is the number that its paper has, where the terminal told it.
    `is_known`: that it was charged; else nobody knows.
    """

    reference: str
    amount: int
    currency: str
    at: int
    timezone: str
    receipt: int | None
    is_known: bool = True


def unsold(book: Book) -> list[UnsoldCharge]:
    """The oldest first: the money is the customer's, or a sale is missing."""
    with book.read() as reading:
        return _views(reading, reading.unsold_charges())


def in_doubt(book: Book) -> list[UnsoldCharge]:
    """Those of which nobody knows whether the card was charged, as where a machine stopped meanwhile; the oldest first."""
    with book.read() as reading:
        return _views(reading, reading.unsettled_charges())


def _views(reading: Reading, charges: Sequence[CardCharge]) -> list[UnsoldCharge]:
    timezone = reading.rules().timezone
    return [
        UnsoldCharge(c.reference, c.amount, c.currency, c.begun_at, timezone, c.receipt, c.is_unsold) for c in charges
    ]


def note(book: Book, charge: CardCharge) -> None:
    """Writes down what is known of one; on disk when this returns."""
    from ticketoffice.store import card_charges

    book.transact(lambda connection: card_charges.note(connection, charge))


def noted(book: Book, reference: str) -> CardCharge | None:
    """What is known of the payment with this reference."""
    with book.read() as reading:
        return reading.card_charge(reference)


def is_unsold(book: Book, reference: str) -> bool:
    """Whether a card was charged under this reference, and nothing was sold for it, nor was it given back."""
    with book.read() as reading:
        found = reading.card_charge(reference)
        return found is not None and found.is_unsold


def unsettled(book: Book) -> list[CardCharge]:
    """Those of which nobody knows whether the card was charged."""
    with book.read() as reading:
        return reading.unsettled_charges()


def payment_open(book: Book) -> bool:
    """Whether nobody knows what became of a card payment at this desk: until somebody does, no drawer is closed."""
    return bool(unsettled(book))


def given_back(book: Book, reference: str, *, who: Who) -> None:
    """A person has given it back at the terminal. Raises RuleBroken `charge_spent` where it was, or something was sold for
    it.
    """

    def work(deed: Deed) -> None:
        _spendable(deed.reading, reference, amount=None)
        deed.charge_returned(reference, by=who.person)

    book.write(work)


def booked(reading: Reading, charge: str | None, *, amount: int | None) -> dict[str, Any]:
    """What a row of money says of the charge that it is: the terminal's own numbers; nothing where it is none. Raises RuleBroken
    `charge_spent` where the charge is not one of just this amount for which nothing was sold yet.
    """
    if charge is None:
        return {}
    found = _spendable(reading, charge, amount=amount)
    return {"terminal": {"name": found.terminal, "trace": found.trace, "receipt": found.receipt}}


def spend(deed: Deed, charges: Iterable[str | None], *, order: str) -> None:
    """With the same transaction: they have paid for this order."""
    for charge in charges:
        if charge is not None:
            deed.charge_sold(charge, order=order)


def _spendable(reading: Reading, reference: str, *, amount: int | None) -> CardCharge:
    found = reading.card_charge(reference)
    if found is None or not found.is_unsold or amount not in (None, found.amount):
        raise RuleBroken("charge_spent", data={"reference": reference})
    return found
