"""Takes the money for a cart and sells it: the terminal first where a card is paid with, then the sale, once whatever is pressed."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ticketoffice.desk.choosing import Quote, named
from ticketoffice.desk.people import person_named
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.ui import messages
from ticketoffice.ui.sale.charging import Charging
from ticketoffice.ui.sale.pay_row import Payment

if TYPE_CHECKING:
    from ticketoffice.desk.selling import Sold
    from ticketoffice.store.book import Book
    from ticketoffice.ui.at_desk import AtDesk
    from ticketoffice.ui.counters import Counters
    from ticketoffice.ui.sale.page import SalePage

CARD = "card"
TAKEN_BACK = ("not_confirmed", "not_answered")
"""What was paid is given back with it."""


class SaleTaking(QObject):
    """`sold` carries the Sold that is on disk and how its tickets get to the customer, `refused` the error and its sentence where no
    field of the row mends it; `said` a sentence and that it is a refusal. `in_hand` says which cart it is and what is offered for
    it; `at_work`: it is being taken.
    """

    sold = Signal(object, str)
    refused = Signal(object, str)
    said = Signal(str, bool)

    def __init__(
        self,
        page: SalePage,
        *,
        desk: AtDesk,
        counters: Counters,
        in_hand: Callable[[], tuple[str, Quote | None]],
    ) -> None:
        super().__init__(page)
        self._page, self._row, self._desk, self._books = page, page.pay_row, desk, desk.books
        self._counters, self._in_hand = counters, in_hand
        self.at_work = False
        self._charging = (
            Charging(page.terminal, desk.terminal, show=page.show_terminal, hide=page.show_pay)
            if desk.terminal is not None
            else None
        )
        self._row.part_requested.connect(lambda tender: self._do(lambda found: self._take_part(tender, found)))
        self._row.take_requested.connect(lambda payment: self._do(lambda found: self._take(payment, found)))

    def stop(self) -> None:
        """The window closes: nobody is waited for any more."""
        if self._charging is not None:
            self._charging.stop()

    def _do(self, work: Callable[[Quote], Coroutine[Any, Any, None]]) -> None:
        """A second press while it is being taken is the same wish."""
        found = self._in_hand()[1]
        if not self.at_work and found is not None:
            self.at_work = True
            self._row.set_waiting(True)
            self._desk.told.spawn(self._done(work(found)), name="take")

    async def _done(self, work: Coroutine[Any, Any, None]) -> None:
        """Ended once: what is pressed while a refusal is being told begins anew, and is not ended by this."""
        problem: RuleBroken | Unavailable | None = None
        try:
            await work
        except (RuleBroken, Unavailable) as no:
            problem = no
        finally:
            self._end()
        if problem is not None:
            await self._tell(problem)

    def _end(self) -> None:
        self.at_work = False
        self._row.set_waiting(False)

    async def _take_part(self, tender: Tender, found: Quote) -> None:
        charge = await self._charge(tender, amount=tender.amount or 0, currency=found.currency)
        self._row.add_part(replace(tender, charge=charge))

    async def _take(self, payment: Payment, found: Quote) -> None:
        """A card that was charged is a part by then, and is never charged again for this cart."""
        last, amount = payment.tenders[-1], self._row.taking().taken
        charge = await self._charge(last, amount=amount, currency=found.currency)
        if charge is not None:
            self._row.add_part(Tender(last.method, amount, charge))
            payment = replace(payment, tenders=self._row.parts)
        done: Sold = await self._counters.counter.sell(
            self._in_hand()[0],
            named(found.lines),
            pay=payment.tenders,
            who=await self._who(payment),
            customer=payment.customer,
            note=payment.note,
        )
        self._end()
        self.sold.emit(done, payment.delivery)

    async def _charge(self, tender: Tender, *, amount: int, currency: str) -> str | None:
        """Has a card charged where this desk has a terminal for it, and returns the payment's reference; without one it is typed there
        by hand. Raises what `Charging.charge` raises.
        """
        charging = self._charging
        if tender.method != CARD or amount <= 0 or charging is None or not charging.can_charge(currency):
            return None
        return (await charging.charge(amount, reference=await self._books.read(_new_id))).reference

    async def _who(self, payment: Payment) -> Who:
        beside = payment.approval
        second = None
        if beside is not None and beside.name is not None:
            second = await self._books.write(person_named, beside.name)
        return Who(self._desk.who(), second=second, alone=beside.alone if beside is not None else None)

    async def _tell(self, problem: RuleBroken | Unavailable) -> None:
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


def _new_id(book: Book) -> str:
    return book.new_id()
