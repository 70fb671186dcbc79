"""Money that comes by card: the terminal of this desk takes it before the deed that it is for is written.

Without a terminal, or for a currency that it does not take, the amount is typed there by hand and nothing is asked.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.desk.card_charges import is_unsold, unsold
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.ui import messages
from ticketoffice.ui.new_ids import new_id
from ticketoffice.ui.terminal.charging import Charging

if TYPE_CHECKING:
    from ticketoffice.ui.at_desk import AtDesk
    from ticketoffice.ui.terminal.panel import TerminalPanel

CARD = "card"


class Charged(Struct, frozen=True):
    """A card that was charged, by the reference of the payment."""

    reference: str
    amount: int
    currency: str


class CardTaker:
    """Of one page, or of all pages of a place; `show` and `hide` as in `Charging`."""

    def __init__(
        self, panel: TerminalPanel, *, desk: AtDesk, show: Callable[[], None], hide: Callable[[], None]
    ) -> None:
        self._books = desk.books
        self._charging = None if desk.terminal is None else Charging(panel, desk.terminal, show=show, hide=hide)
        self._kept: dict[str, Charged] = {}

    def stop(self) -> None:
        """The window closes: nobody is waited for any more."""
        if self._charging is not None:
            self._charging.stop()

    def show_again(self) -> None:
        """Another order is shown: what the terminal is at, or what it left open, is seen with it."""
        if self._charging is not None:
            self._charging.show_again()

    async def settle(self, reference: str) -> None:
        """A payment of which nobody knows whether the card was charged is asked for, and said."""
        if self._charging is not None:
            await self._charging.settle(reference)

    async def take(self, method: str, amount: int, *, currency: str, beside: Collection[str | None] = ()) -> str | None:
        """The reference of the payment once the card was charged; None where the terminal has no part in it. `beside`: those that are in
        hand already. Raises what `Charging.charge` raises.
        """
        found = await self._charge(method, amount, currency=currency, beside=beside)
        return None if found is None else found.reference

    @asynccontextmanager
    async def taken_for(self, what: str, method: str, amount: int, *, currency: str) -> AsyncIterator[str | None]:
        """The same around the deed that it is for (`what`: an order or a cart). A card that was charged for a deed that was refused then
        is said to be (RuleBroken `charged_not_done`), and pays for the next try of the same amount: it is not charged again.
        """
        kept = self._kept.get(what)
        fits = kept is not None and method == CARD and (kept.amount, kept.currency) == (amount, currency)
        charge = kept if fits else await self._charge(method, amount, currency=currency)
        try:
            yield None if charge is None else charge.reference
        except (RuleBroken, Unavailable) as problem:
            if charge is None or not await self._books.read(is_unsold, charge.reference):
                self._kept.pop(what, None)
                raise
            self._kept[what] = charge
            said = await messages.told(problem, books=self._books)
            told = {"said": said, "amount": charge.amount, "currency": charge.currency}
            raise RuleBroken("charged_not_done", data=told) from problem
        self._kept.pop(what, None)

    async def _charge(
        self, method: str, amount: int, *, currency: str, beside: Collection[str | None] = ()
    ) -> Charged | None:
        """A card that was charged just this much and for which nothing was sold is asked about first: it may be this one's."""
        charging = self._charging
        if method != CARD or amount <= 0 or charging is None or not charging.can_charge(currency):
            return None
        for before in await self._books.read(unsold):
            fits = (before.amount, before.currency) == (amount, currency) and before.reference not in beside
            if fits and await charging.is_that(before):
                return Charged(before.reference, amount, currency)
        done = await charging.charge(amount, reference=await self._books.read(new_id))
        return Charged(done.reference, done.amount, done.currency)
