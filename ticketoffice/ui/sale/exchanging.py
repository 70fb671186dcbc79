"""Exchange as the way a cart is paid: old tickets are named one after the other, and one deed gives them back and issues the cart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ticketoffice.desk.choosing import named
from ticketoffice.desk.exchange_choices import for_cart, old_ticket
from ticketoffice.desk.tenders import Tender
from ticketoffice.desk.views import TicketView
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.ui import messages
from ticketoffice.ui.exchange.words import what_was_done
from ticketoffice.ui.one_press import OnePress, Problem
from ticketoffice.ui.tasks import Again

if TYPE_CHECKING:
    from ticketoffice.desk.exchanging import Exchanged
    from ticketoffice.ui.at_desk import AtDesk
    from ticketoffice.ui.counters import Counters
    from ticketoffice.ui.sale.in_hand import CartInHand
    from ticketoffice.ui.sale.page import SalePage
    from ticketoffice.ui.terminal.card_taker import CardTaker

ADDED = "back"
"""Where the paper is of a ticket that was scanned: here."""

OF_THE_NOTE = ("hold_needs_note", "note_too_long")
"""What another note mends."""


class SaleExchanging(QObject):
    """`exchanged` carries the Exchanged that is on disk and its sentence; `said` a sentence and that it is a refusal. `in_hand`: the
    cart that is had for them.
    """

    exchanged = Signal(object, str)
    said = Signal(str, bool)

    def __init__(
        self, page: SalePage, *, desk: AtDesk, counters: Counters, in_hand: CartInHand, card: CardTaker
    ) -> None:
        super().__init__(page)
        self._page, self._panel, self._desk, self._books = page, page.below.exchange, desk, desk.books
        self._counters, self._hand, self._card = counters, in_hand, card
        self._old: list[TicketView] = []
        self._press = OnePress(desk.told, name="exchange", page=lambda: self._panel, refused=self._tell)
        self._ask = Again(self._ask_now, tasks=desk.tasks, name="cart exchange")
        self._panel.ticket_named.connect(lambda text: self.add(text, scanned=False))
        self._panel.dropped.connect(self._drop)
        self._panel.exchange_requested.connect(self._on_exchange)

    @property
    def at_work(self) -> bool:
        """Whether the cart in hand is being exchanged."""
        return self._press.at_work

    @property
    def is_open(self) -> bool:
        """Whether old tickets are being named for the cart."""
        return self._page.exchanging

    def begin(self) -> None:
        """The cart is to be paid with old tickets; a note that was typed for it stays."""
        self._old = []
        self._panel.begin_anew()
        self._panel.note.setText(self._page.pay_row.note.text())
        self._page.show_exchange()

    def look_again(self) -> None:
        """The cart became another one, or something was written."""
        if self.is_open and self._old:
            self._ask()

    def add(self, text: str, *, scanned: bool) -> None:
        """A ticket that is given back, as it was scanned or typed."""
        if not self.at_work:
            self._desk.told.spawn(self._add(text, scanned=scanned), name="old ticket")

    async def _add(self, text: str, *, scanned: bool) -> None:
        try:
            ticket = await self._books.read(old_ticket, text, beside=[one.ticket for one in self._old])
        except (RuleBroken, Unavailable) as problem:
            self.said.emit(await messages.told(problem, books=self._books, asked=text), True)
            self._panel.take_focus()
            return
        self._old.append(ticket)
        self._panel.ticket.clear()
        if scanned and self._panel.paper.value() is None:
            self._panel.paper.choose(ADDED)
        await self._ask_now()
        if self._panel.found is not None:
            self._panel.finish.setFocus()

    def _drop(self, ticket: str) -> None:
        self._old = [one for one in self._old if one.ticket != ticket]
        if self._old:
            self._ask()
        else:
            self._panel.show_offer(None, tickets=())
        self._panel.take_focus()

    async def _ask_now(self) -> None:
        """What these old tickets and the cart come to."""
        found, old = self._hand.found, list(self._old)
        self._panel.show_offer(None, tickets=old)
        if found is None or not old:
            return
        try:
            told = await self._books.read(for_cart, [one.ticket for one in old], named(found.lines))
        except (RuleBroken, Unavailable) as problem:
            self.said.emit(await messages.told(problem, books=self._books), True)
            return
        if old == self._old and self._hand.found is found:
            self._panel.show_offer(told, tickets=old)

    def _on_exchange(self) -> None:
        if self._panel.found is not None:
            self._press(self._exchange, then=lambda done: self._on_exchanged(*done))

    def _on_exchanged(self, done: Exchanged, said: str) -> None:
        self._old = []
        self.exchanged.emit(done, said)

    async def _tell(self, problem: Problem) -> None:
        """What was named stays, and is asked for anew."""
        text = await messages.told(problem, books=self._books)
        if problem.code in OF_THE_NOTE:
            self._panel.complain(self._panel.note, text)
        else:
            self.said.emit(text, True)
        await self._ask_now()

    async def _exchange(self) -> tuple[Exchanged, str]:
        panel, found = self._panel, self._panel.found
        assert found is not None, "the page is complete"
        method, amount = panel.difference.tender or ("", 0)
        currency = found.offer.new.currency
        async with self._card.taken_for(self._hand.id, method, amount, currency=currency) as charge:
            done = await self._counters.counter.exchange(
                [one.ticket for one in self._old],
                named(found.offer.new.lines),
                who=Who(self._desk.who()),
                pay=[Tender(method, amount, charge)] if method else (),
                refund=panel.difference.refund,
                paper=panel.paper.value(),
                cart=self._hand.id or None,
                note=panel.note.text().strip() or None,
            )
        return done, what_was_done(done, old=", ".join(one.short for one in self._old))
