"""What a desk notes of its payments at the terminal, in its book before anything is sent: after a restart it knows what to ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from ticketoffice.desk import card_charges
from ticketoffice.store.card_charges import CardCharge

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

T = TypeVar("T")


class Step(Protocol):
    """Does a short step on the book and returns its result, from whatever thread."""

    def __call__(self, work: Callable[[Book], T], /) -> T:
        """Returns once it is done."""


class Notebook:
    """Of one desk, in its book. What is noted is on disk when `note` returns. Each call raises Unavailable where the book does not
    answer; then nothing is sent.
    """

    def __init__(self, step: Step) -> None:
        self._step = step

    def begin(self, reference: str, amount: int, currency: str, *, last_trace: int | None) -> CardCharge:
        """A payment that is about to be sent."""

        def work(book: Book) -> CardCharge:
            charge = CardCharge(reference, amount, currency, last_trace, book.clock.now())
            card_charges.note(book, charge)
            return charge

        return self._step(work)

    def note(self, charge: CardCharge) -> None:
        """What became of one."""
        self._step(lambda book: card_charges.note(book, charge))

    def noted(self, reference: str) -> CardCharge | None:
        """The payment with this reference."""
        return self._step(lambda book: card_charges.noted(book, reference))

    def unsettled(self) -> CardCharge | None:
        """The payment of which nobody knows what became."""
        return self._step(lambda book: next(iter(card_charges.unsettled(book)), None))
