"""What is not cancelled, why not, and what may be done about it: goodwill, an entry undone, a new number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from ticketoffice.desk import admit, cancel
from ticketoffice.desk.strip import explain
from ticketoffice.desk.views import TicketView
from ticketoffice.printing.following import after_giving
from ticketoffice.ui import messages
from ticketoffice.ui.order.deed_runner import DeedRunner
from ticketoffice.ui.order.second_person import Approval
from ticketoffice.ui.words import translate


class Risky(QObject):
    """Opens the explanation of a ticket, and does what is chosen there with a second person."""

    def __init__(self, deeds: DeedRunner) -> None:
        super().__init__(deeds)
        self._deeds, self._panel, self._books = deeds, deeds.panel, deeds.books
        self._panel.explain.goodwill_requested.connect(self._on_goodwill)
        self._panel.explain.undo_requested.connect(self._on_undo)
        self._panel.explain.reinstate_requested.connect(self._on_reinstate)
        self._panel.table.reinstate_wished.connect(self.offer_reinstating)
        self._panel.table.gone_wished.connect(self._on_gone_wished)

    async def explain(self, tickets: Sequence[TicketView], *, enter: str | None = None) -> None:
        """Why these tickets are not cancelled by their cross, and what would help; only looked up, nothing is written.
        Where nothing stands in the way any more, the order is shown as it now is.
        """
        why = await self._deeds.look(explain, [t.ticket for t in tickets])
        if why is None:
            await self._deeds.refresh()
            return
        said, helps = await messages.told(why.problem, books=self._books), why.problem.next
        self._panel.explain.show_for(
            tickets, sentence=said, next=helps, choices=why.choices, left=why.left, enter=enter
        )
        self._panel.open(self._panel.explain)

    def offer_reinstating(self, ticket: str) -> None:
        """How a ticket went, and a new number with the next Enter: it is never one key away."""
        self._look_at(ticket, "reinstate")

    def _on_gone_wished(self, ticket: str) -> None:
        self._look_at(ticket)

    def _look_at(self, ticket: str, enter: str | None = None) -> None:
        order = self._panel.order
        chosen = [t for t in order.tickets if t.ticket == ticket] if order is not None else []
        if chosen and not self._deeds.waits(self._look_at, ticket, enter):
            self._deeds.do(self.explain, chosen, enter=enter)

    def _on_goodwill(self, ticket: str, method: str, amount: int, approval: Approval) -> None:
        self._deeds.do(self._goodwill, ticket, method=method, amount=amount, approval=approval)

    async def _goodwill(self, ticket: str, *, method: str, amount: int, approval: Approval) -> None:
        who = await self._deeds.who_approved(approval)
        done = await self._books.write(
            cancel.goodwill, ticket, who=who, method=method, amount=amount, note=approval.alone
        )
        self._deeds.printing.after(after_giving(done))
        said = translate("deeds", "Goodwill refund recorded; the ticket stays as it is.")
        await self._deeds.after(done.order, said=said, ticket=ticket)

    def _on_undo(self, ticket: str, approval: Approval) -> None:
        said = translate("deeds", "Entry undone, the ticket is valid again.")
        self._deeds.write_approved(admit.undo_entry, ticket, approval=approval, said=said)

    def _on_reinstate(self, ticket: str) -> None:
        self._deeds.do(self._reinstate, ticket)

    async def _reinstate(self, ticket: str) -> None:
        """The new ticket is the current row."""
        done, new = await self._books.write(cancel.reinstate, ticket, who=self._deeds.who())
        text = translate("deeds", "Reinstated with a new number; the old paper stays refused.")
        await self._deeds.after(next(iter(done.orders)), said=text, ticket=new)
