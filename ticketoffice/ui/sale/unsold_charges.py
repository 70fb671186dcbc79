"""Cards that were charged before the program stopped: each is said on the Sell page, pays for a cart, or was given back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ticketoffice.desk.card_charges import given_back, unsold
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.ui import messages, words
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.desk.card_charges import UnsoldCharge
    from ticketoffice.ui.at_desk import AtDesk
    from ticketoffice.ui.sale.in_hand import CartInHand
    from ticketoffice.ui.sale.page import SalePage

CARD = "card"


class UnsoldCharges(QObject):
    """`said` carries a sentence and that it is a refusal. `at_work`: the cart in hand is being sold."""

    said = Signal(str, bool)

    def __init__(self, page: SalePage, *, desk: AtDesk, in_hand: CartInHand, at_work: Callable[[], bool]) -> None:
        super().__init__(page)
        self._page, self._desk, self._hand, self._at_work = page, desk, in_hand, at_work
        page.charge.use_requested.connect(self._use)
        page.charge.returned.connect(lambda charge: desk.told.spawn(self._returned(charge), name="charge"))

    async def look(self) -> None:
        """The oldest that is not in hand is said."""
        if self._at_work():
            return
        found = await self._desk.books.read(unsold)
        in_hand = {part.charge for part in self._page.pay_row.parts}
        if not self._at_work():
            self._page.charge.show_charge(next((one for one in found if one.reference not in in_hand), None))

    def _use(self, charge: UnsoldCharge) -> None:
        """A part of what the cart costs: nothing is asked of the card again."""
        offered, row = self._hand.found, self._page.pay_row
        if offered is None or not offered.total:
            self.said.emit(translate("sale", "Choose the tickets that were paid first."), True)
            return
        left = row.left_of(offered.total)
        if charge.currency != offered.currency or charge.amount > left:
            text = translate("sale", "The card was charged {charged}, and {left} are to be paid. Nothing was changed.")
            told = {"charged": words.money(charge.amount, charge.currency), "left": words.money(left, offered.currency)}
            self.said.emit(text.format(**told), True)
            return
        self._page.charge.show_charge(None)
        self._page.wish_pay()
        row.add_part(Tender(CARD, charge.amount, charge.reference))

    async def _returned(self, charge: UnsoldCharge) -> None:
        try:
            await self._desk.books.write(given_back, charge.reference, who=Who(self._desk.who()))
        except (RuleBroken, Unavailable) as problem:
            self.said.emit(await messages.told(problem, books=self._desk.books), True)
        await self.look()
