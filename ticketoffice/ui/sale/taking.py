"""Takes the money for a cart and sells it: the terminal first where a card is paid with, then the sale, once whatever is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ticketoffice.desk.choosing import Quote, named
from ticketoffice.desk.people import person_named
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.people import Who
from ticketoffice.ui import messages
from ticketoffice.ui.one_press import OnePress, Problem
from ticketoffice.ui.sale.pay_row import Payment

if TYPE_CHECKING:
    from ticketoffice.desk.selling import Sold
    from ticketoffice.ui.at_desk import AtDesk
    from ticketoffice.ui.counters import Counters
    from ticketoffice.ui.sale.in_hand import CartInHand
    from ticketoffice.ui.sale.page import SalePage
    from ticketoffice.ui.terminal.card_taker import CardTaker

TAKEN_BACK = ("not_confirmed", "not_answered")
"""What was paid is given back with it."""


class SaleTaking(QObject):
    """`sold` carries the Sold that is on disk and how its tickets get to the customer, `refused` the error and its sentence where no
    field of the row mends it; `said` a sentence and that it is a refusal. `in_hand`: the cart that is sold.
    """

    sold = Signal(object, str)
    refused = Signal(object, str)
    said = Signal(str, bool)

    def __init__(
        self, page: SalePage, *, desk: AtDesk, counters: Counters, in_hand: CartInHand, card: CardTaker
    ) -> None:
        super().__init__(page)
        self._page, self._row, self._desk, self._books = page, page.pay_row, desk, desk.books
        self._counters, self._hand, self._card = counters, in_hand, card
        self._press = OnePress(desk.told, name="take", page=lambda: page.pay_row, refused=self._tell)
        self._row.part_requested.connect(self._on_part)
        self._row.take_requested.connect(self._on_take)

    @property
    def at_work(self) -> bool:
        """Whether the cart in hand is being taken."""
        return self._press.at_work

    def _on_part(self, tender: Tender) -> None:
        if (found := self._hand.found) is not None:
            self._press(lambda: self._take_part(tender, found))

    def _on_take(self, payment: Payment) -> None:
        if (found := self._hand.found) is not None:
            self._press(lambda: self._take(payment, found), then=lambda done: self.sold.emit(done, payment.delivery))

    async def _take_part(self, tender: Tender, found: Quote) -> None:
        charge = await self._card.take(
            tender.method, tender.amount or 0, currency=found.currency, beside=self._charges_in_hand()
        )
        self._row.add_part(replace(tender, charge=charge))

    async def _take(self, payment: Payment, found: Quote) -> Sold:
        """A card that was charged is a part by then, and is never charged again for this cart."""
        last, amount = payment.tenders[-1], self._row.taking().taken
        charge = await self._card.take(last.method, amount, currency=found.currency, beside=self._charges_in_hand())
        if charge is not None:
            self._row.add_part(Tender(last.method, amount, charge))
            payment = replace(payment, tenders=self._row.parts)
        return await self._counters.counter.sell(
            self._hand.id,
            named(found.lines),
            pay=payment.tenders,
            who=await self._who(payment),
            customer=payment.customer,
            note=payment.note,
        )

    def _charges_in_hand(self) -> list[str | None]:
        return [part.charge for part in self._row.parts]

    async def _who(self, payment: Payment) -> Who:
        beside = payment.approval
        second = None
        if beside is not None and beside.name is not None:
            second = await self._books.write(person_named, beside.name)
        return Who(self._desk.who(), second=second, alone=beside.alone if beside is not None else None)

    async def _tell(self, problem: Problem) -> None:
        """The cart and the typed money stay; the sentence stands beside what mends it."""
        text = await messages.told(problem, books=self._books)
        field = self._mended_by(problem.code)
        if problem.code in TAKEN_BACK:
            self._row.forget_parts()
        if field is not None:
            self._row.complain(field, text)
            return
        self.said.emit(text, True)
        if not problem.code.startswith("terminal_"):
            self.refused.emit(problem, text)

    def _mended_by(self, code: str) -> QWidget | None:
        row = self._row
        return {
            "free_needs_note": row.note,
            "lowered_needs_note": row.note,
            "hold_needs_note": row.note,
            "note_too_long": row.note,
            "invoice_needs_customer": row.name,
            "needs_second_person": row.second.name,
            "second_person_is_actor": row.second.name,
            "over_open": row.amount,
            "wrong_amount": row.amount,
            "still_to_pay": row.amount,
        }.get(code)
