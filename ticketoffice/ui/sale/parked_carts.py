"""Carts that wait while somebody else is served: put aside, taken back, looked at now and then, for a centre keeps no place for ever."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from ticketoffice.ui.sale.in_hand import let_go
from ticketoffice.ui.sale.parking import Parked, Parking
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.ui.at_desk import AtDesk
    from ticketoffice.ui.counters import Counters
    from ticketoffice.ui.sale.in_hand import CartInHand
    from ticketoffice.ui.sale.page import SalePage

LOOKS_EVERY = 15_000
"""Milliseconds between two looks at how long carts have been parked."""


class ParkedCarts(QObject):
    """`parked`: the cart in hand waits, and the next customer's is to be begun; `taken_back` carries the Cart that is to be in hand
    again; `said` a sentence and that it is a refusal. `at_work`: the cart in hand is being sold.
    """

    parked = Signal()
    taken_back = Signal(object)
    said = Signal(str, bool)

    def __init__(
        self, page: SalePage, *, desk: AtDesk, counters: Counters, in_hand: CartInHand, at_work: Callable[[], bool]
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._counters = page, desk, counters
        self._hand, self._at_work = in_hand, at_work
        self._parking = Parking()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_EVERY)
        self._timer.timeout.connect(lambda: self._spawn(self.look()))
        page.cart.park_wished.connect(lambda: self._spawn(self._park()))
        page.cart.back_wished.connect(lambda cart: self._spawn(self._take_back(cart)))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self._desk.told.spawn(work, name="sale")

    async def look(self) -> None:
        """How long they have waited; at a desk with a centre places are not kept for ever."""
        if not self._parking:
            self._timer.stop()
            self._page.cart.show_parked(())
            return
        at = await self._desk.books.read(_now)
        gone = self._parking.let_go(at=at) if self._counters.is_the_centres else []
        self._page.cart.show_parked(self._parking.shown(at=at))
        for parked in gone:
            await let_go(parked.id, counters=self._counters)
        if gone:
            text = translate(
                "sale", "A parked cart has waited too long: its places were let go. Taken back, it is offered anew."
            )
            self.said.emit(text, True)

    async def _park(self) -> None:
        hand = self._hand
        if not hand.cart.count or hand.found is None or self._at_work():
            return
        if self._page.pay_row.parts:
            self.said.emit(translate("sale", "A part of it was taken already: take the rest first."), True)
            return
        at = await self._desk.books.read(_now)
        self._parking.put(Parked(hand.id, hand.cart, hand.found, at))
        self._timer.start()
        self.parked.emit()
        await self.look()
        self.said.emit(translate("sale", "The cart is parked. Serve the next customer."), False)

    async def _take_back(self, cart: str) -> None:
        """A parked cart is the one in hand; the one that was it is parked."""
        if self._at_work():
            return
        if self._hand.cart.count:
            await self._park()
            if self._hand.cart.count:
                return
        parked = self._parking.take(cart)
        self._hand.take_back(parked)
        self._page.pay_row.begin_anew()
        if parked.cart.choices:
            self._page.performances.choose(parked.cart.choices[-1].performance)
        self.taken_back.emit(parked.cart)
        self._page.take_focus()
        await self.look()


def _now(book: Book) -> int:
    return book.clock.now()
