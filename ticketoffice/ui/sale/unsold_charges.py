"""Cards that were charged before the program stopped: each is said on the Sell page, pays for a cart, or was given back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ticketoffice.desk.card_charges import given_back, in_doubt, unsold
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.ui import messages, words
from ticketoffice.ui.one_press import OnePress
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.desk.card_charges import UnsoldCharge
    from ticketoffice.ui.at_desk import AtDesk
    from ticketoffice.ui.sale.in_hand import CartInHand
    from ticketoffice.ui.sale.page import SalePage
    from ticketoffice.ui.terminal.card_taker import CardTaker

CARD = "card"


class UnsoldCharges(QObject):
    """`said` carries a sentence and that it is a refusal. `at_work`: the cart in hand is being sold."""

    said = Signal(str, bool)

    def __init__(
        self, page: SalePage, *, desk: AtDesk, in_hand: CartInHand, card: CardTaker, at_work: Callable[[], bool]
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._hand, self._at_work = page, desk, in_hand, at_work
        self._asked: set[str] = set()
        self._press = OnePress(desk.told, name="settle", page=lambda: page.terminal, ended=self._look_again)
        page.charge.ask_requested.connect(lambda charge: self._press(lambda: card.settle(charge.reference)))
        page.charge.use_requested.connect(self._use)
        page.charge.returned.connect(lambda charge: desk.told.spawn(self._returned(charge), name="charge"))

    async def look(self) -> None:
        """The oldest that is not in hand is said, those before of which nobody knows; the terminal is asked about each of these once."""
        if self._at_work() or self._press.at_work:
            return
        await self._ask_about_those_in_doubt()
        found = [*await self._desk.books.read(in_doubt), *await self._desk.books.read(unsold)]
        in_hand = {part.charge for part in self._page.pay_row.parts}
        if not self._at_work():
            self._page.charge.show_charge(next((one for one in found if one.reference not in in_hand), None))

    async def _ask_about_those_in_doubt(self) -> None:
        """What became of them is noted by the terminal's own book; where it does not answer, somebody asks it later."""
        terminal = self._desk.terminal
        for charge in await self._desk.books.read(in_doubt) if terminal is not None else ():
            if terminal is not None and charge.reference not in self._asked:
                self._asked.add(charge.reference)
                with suppress(Unavailable):
                    await asyncio.wrap_future(terminal.ask(charge.reference))

    def _look_again(self) -> None:
        self._desk.told.spawn(self.look(), name="charge")

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
