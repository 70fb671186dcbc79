"""The exchange at the book: what may be had is asked while it is chosen, and one deed does it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from ticketoffice.desk.exchange_choices import as_offered, exchangeable_for, proposal
from ticketoffice.desk.tenders import Tender
from ticketoffice.desk.views import OrderView, TicketView
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.printing.following import after_exchange
from ticketoffice.ui import messages
from ticketoffice.ui.counters import Counters
from ticketoffice.ui.exchange.words import what_was_done
from ticketoffice.ui.order.deed_runner import DeedRunner
from ticketoffice.ui.order.ticket_menu import EXCHANGE
from ticketoffice.ui.tasks import Again, Tasks
from ticketoffice.ui.terminal.card_taker import CardTaker


class Exchanging(QObject):
    """Opens the page for the tickets of an order, and does what is decided there."""

    def __init__(self, deeds: DeedRunner, *, tasks: Tasks, counters: Counters, card: CardTaker) -> None:
        super().__init__(deeds)
        self._counters, self._card = counters, card
        self._deeds, self._panel, self._books = deeds, deeds.panel, deeds.books
        self._page = deeds.panel.exchange
        self._ask = Again(self._ask_now, tasks=tasks, name="exchange")
        self._paper: str | None = None
        self._panel.menu.wished.connect(self._on_wished)
        self._page.proposal_wished.connect(self._ask)
        self._page.exchange_requested.connect(self._on_exchange)

    def opened(self, *, scanned: bool) -> None:
        """An order is being opened; `scanned`: its paper is here."""
        self._paper = "back" if scanned else None

    def _on_wished(self, deed: str, tickets: list[TicketView]) -> None:
        order = self._panel.order
        if deed == EXCHANGE and order is not None and not self._deeds.waits(self._on_wished, deed, tickets):
            self._deeds.do(self._offer, order, tickets)

    async def _offer(self, order: OrderView, tickets: Sequence[TicketView]) -> None:
        found = await self._deeds.look(exchangeable_for, [ticket.ticket for ticket in tickets])
        self._page.show_for(order, tickets, found, paper=self._paper)
        self._panel.open(self._page)

    async def _ask_now(self) -> None:
        """What the date that is current comes to; a later one is asked after it, and only that is shown."""
        found, wanted = self._page.found, self._page.wanted
        if found is None or wanted is None:
            return
        performance, groups = wanted
        try:
            told = await self._books.read(proposal, found.tickets, performance=performance, groups=groups)
        except (RuleBroken, Unavailable) as problem:
            self._page.show_problem(await messages.told(problem, books=self._books))
            return
        why = await messages.told(told.problem, books=self._books) if told.problem is not None else ""
        if self._page.found is found and self._page.wanted is not None and self._page.wanted[0] == performance:
            self._page.show_proposal(told, problem=why)

    def _on_exchange(self) -> None:
        order = self._panel.order
        if order is not None:
            self._deeds.do(self._exchange)

    async def _exchange(self) -> None:
        page = self._page
        offered = page.proposal.offer if page.proposal is not None else None
        assert page.found is not None and offered is not None, "the page is complete"
        tickets, refund, paper = page.found.tickets, page.difference.refund, page.paper.value()
        method, amount = page.difference.tender or ("", 0)
        old = self._deeds.shorts(tickets)
        async with self._card.taken_for(tickets[0], method, amount, currency=page.found.currency) as charge:
            done = await self._counters.counter.exchange(
                tickets,
                as_offered(offered),
                who=self._deeds.who(),
                pay=[Tender(method, amount, charge)] if method else (),
                refund=refund,
                paper=paper,
            )
        self._deeds.printing.after(after_exchange(done))
        await self._deeds.after(done.order, said=what_was_done(done, old=old), focus=True)
