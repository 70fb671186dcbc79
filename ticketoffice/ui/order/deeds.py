"""Between the order panel and the desk: a page or button says what is wished, and it becomes a deed.

How a deed runs is in `deed_runner`; here are those who turn wishes into deeds, each in a room of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ticketoffice.desk import customer, find, notes
from ticketoffice.ui.counters import Counters
from ticketoffice.ui.exchange.room import Exchanging
from ticketoffice.ui.order.cancelling import Cancelling
from ticketoffice.ui.order.deed_runner import DeedRunner
from ticketoffice.ui.order.on_ticket import OnTicket
from ticketoffice.ui.order.panel import OrderPanel
from ticketoffice.ui.order.paying import Paying
from ticketoffice.ui.order.risky import Risky
from ticketoffice.ui.order.waiting import Waiting
from ticketoffice.ui.terminal.card_taker import CardTaker
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.ui.at_desk import AtDesk
    from ticketoffice.ui.sync.centre_room import CentreRoom


class OrderDeeds(DeedRunner):
    """All that can be done with the order that is shown. `centre` as in `PageRooms`."""

    def __init__(self, panel: OrderPanel, *, desk: AtDesk, centre: Callable[[], CentreRoom | None]) -> None:
        super().__init__(panel, desk=desk)
        counters = Counters(desk.books, centre=centre)
        self.risky = Risky(self)
        self.cancelling = Cancelling(self, risky=self.risky, mail=desk.mail)
        self.card = CardTaker(panel.terminal, desk=desk, show=panel.show_terminal, hide=panel.leave_terminal)
        self.paying = Paying(self, papers=desk.papers, card=self.card)
        self.waiting = Waiting(self, mail=desk.mail, papers=desk.papers)
        self.exchanging = Exchanging(self, tasks=desk.tasks, counters=counters, card=self.card)
        self.on_ticket = OnTicket(self, papers=desk.papers, mail=desk.mail, counters=counters, card=self.card)
        panel.note_wished.connect(self._on_note_wished)
        panel.note.save_requested.connect(self._on_note)
        panel.customer.change_requested.connect(self._on_customer)
        self.show_too(self._show_others)
        self.hear_too(self._hear_of_note)

    async def open(self, order: str, *, ticket: str | None = None, scanned: bool = False, focus: bool = True) -> None:
        """Shows an order, with its ticket current; an unfinished cancellation opens its strip, a
        half-written note its page.
        """
        self.cancelling.opened(scanned=scanned and ticket is not None)
        self.exchanging.opened(scanned=scanned and ticket is not None)
        self.on_ticket.opened(ticket if scanned else None)
        await self.go_to(order, ticket=ticket, focus=focus)
        if self.panel.order is not None and self.panel.order.order == order:
            self._show_draft()

    def _show_draft(self) -> None:
        """A half-written note opens with its order; one that is being written down at this moment is none."""
        order = self.panel.order
        if order is None or self.panel.page is not None or not self.panel.note.has_draft(order.order):
            return
        if not self.waits(self._show_draft, here=True):
            self._on_note_wished()

    async def _show_others(self, order: str, *, quiet: bool) -> None:
        """Beside the rest: what the terminal is at, and what else this customer has; neither takes the keyboard."""
        self.card.show_again()
        self.panel.customer.show_others(await self.look(find.others_of_customer, order))

    def _on_note_wished(self) -> None:
        if self.panel.order is not None and not self.waits(self._on_note_wished, here=True):
            self.panel.note.show_for(self.panel.order)
            self.panel.open(self.panel.note)

    async def _hear_of_note(self, _order: str) -> None:
        """What others noted or erased is shown around the note that is being written."""
        note = self.panel.note
        if self.panel.page is note:
            await self.refresh(quiet=True)
        if self.panel.page is note and self.panel.order is not None:
            before = note.erased.text()
            note.show_again(self.panel.order)
            self.panel.fit_place()
            if (told := note.erased.text()) != before:
                self.said.emit(told, False)

    def _on_note(self, text: str) -> None:
        order = self.panel.order
        if order is not None:
            self.do(self._note, order.order, text)

    async def _note(self, order: str, text: str) -> None:
        await self.books.write(notes.add_note, order, text=text, who=self.who())
        self.panel.note.forget(order)
        await self.after(order, said=translate("deeds", "Noted."))

    def _on_customer(self, fields: dict[str, str]) -> None:
        order = self.panel.order
        if order is not None:
            self.do(self._change_customer, order.order, fields)

    async def _change_customer(self, order: str, fields: dict[str, str]) -> None:
        """No page closes and no focus moves: this is done beside whatever is open."""
        await self.books.write(customer.change_customer, order, fields=fields, who=self.who())
        if self.is_here:
            self.panel.table.tickets.clear_ticks()
            await self.refresh()
        self.tell(translate("deeds", "Customer saved; the old value stays in History."))
