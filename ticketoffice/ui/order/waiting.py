"""Orders that wait for their money: given up, let in unpaid, reminded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from ticketoffice.desk import release
from ticketoffice.desk.mailing import why_not_from
from ticketoffice.desk.reminding import PRINT, remind
from ticketoffice.desk.views import OrderView
from ticketoffice.printing.invoices import save_reminder
from ticketoffice.ui import words
from ticketoffice.ui.order.deed_runner import DeedRunner
from ticketoffice.ui.order.second_person import Approval
from ticketoffice.ui.words import translate


class Waiting(QObject):
    """`mail`: this machine has a mail server; `papers` is the folder that PDFs are written to."""

    def __init__(self, deeds: DeedRunner, *, mail: bool, papers: Path) -> None:
        super().__init__(deeds)
        self._deeds, self._panel, self._books = deeds, deeds.panel, deeds.books
        self._mail, self._papers = mail, papers
        self._panel.release_wished.connect(self._on_release_wished)
        self._panel.release.release_requested.connect(self._on_release)
        self._panel.admit_wished.connect(self._on_admit_wished)
        self._panel.admit.admit_requested.connect(self._on_admit)
        self._panel.remind_wished.connect(self._on_remind_wished)
        self._panel.remind.remind_requested.connect(self._on_remind)

    # --- given up ------------------------------------------------------------------------------------------------

    def _on_release_wished(self) -> None:
        order = self._panel.order
        if order is not None and not self._deeds.waits(self._on_release_wished):
            ticked = [ticket.ticket for ticket in self._panel.table.tickets.ticked()]
            self._deeds.do(self._offer, order.order, ticked)

    async def _offer(self, order: str, ticked: Sequence[str]) -> None:
        offer = await self._deeds.look(release.preview, order, tickets=ticked)
        shown = self._panel.order
        gone = [t for t in shown.tickets if t.ticket in offer.tickets] if shown is not None else []
        self._panel.release.show_for(offer, places=words.places(gone, most=5))
        self._panel.open(self._panel.release)

    def _on_release(self, order: str, tickets: list[str]) -> None:
        self._deeds.do(self._release, order, tickets)

    async def _release(self, order: str, tickets: list[str]) -> None:
        done = await self._books.write(release.release, order, who=self._deeds.who(), tickets=tickets)
        said = words.counted("deeds", "Released: %n ticket(s), the places are free.", len(done.tickets))
        if done.credit:
            text = translate("deeds", "{amount} had been paid and are credit.")
            said = f"{said} {text.format(amount=words.money(done.credit, done.currency))}"
        if done.credit_note:
            text = translate("deeds", "Credit note {number} cancels the invoice.")
            said = f"{said} {text.format(number=done.credit_note)}"
        await self._deeds.after(order, said=said)

    # --- let in unpaid -------------------------------------------------------------------------------------------

    def _on_admit_wished(self) -> None:
        order = self._panel.order
        if order is not None and not self._deeds.waits(self._on_admit_wished, here=True):
            self._panel.admit.show_for(order)
            self._panel.open(self._panel.admit)

    def _on_admit(self, admit: bool, approval: Approval) -> None:
        order = self._panel.order
        if order is not None:
            self._deeds.do(self._admit, order.order, admit=admit, approval=approval)

    async def _admit(self, order: str, *, admit: bool, approval: Approval) -> None:
        who = await self._deeds.who_approved(approval)
        await self._books.write(release.admit_unpaid, order, who=who, admit=admit)
        said = (
            translate("deeds", "Its tickets may now go in unpaid.")
            if admit
            else translate("deeds", "Its tickets may no longer go in unpaid.")
        )
        await self._deeds.after(order, said=said)

    # --- reminded ------------------------------------------------------------------------------------------------

    def _on_remind_wished(self) -> None:
        order = self._panel.order
        if order is not None and not self._deeds.waits(self._on_remind_wished, here=True):
            self._deeds.do(self._offer_reminder, order)

    async def _offer_reminder(self, order: OrderView) -> None:
        no_mail = await self._deeds.look(why_not_from, server=self._mail)
        self._panel.remind.show_for(order, no_mail=no_mail)
        self._panel.open(self._panel.remind)

    def _on_remind(self, how: str) -> None:
        order = self._panel.order
        if order is not None and order.waits is not None:
            self._deeds.do(self._remind, order.order, how=how, number=order.waits.reminder or 0)

    async def _remind(self, order: str, *, how: str, number: int) -> None:
        await self._books.write(remind, order, who=self._deeds.who(), how=how, prints=how == PRINT)
        if how == "email":
            await self._deeds.after(order, said=translate("deeds", "The reminder goes out by e-mail."))
            return
        await self._deeds.after(order, said="")
        said = translate("deeds", "Reminder {number} is written down.").format(number=number)
        await self._deeds.write_paper(save_reminder, order, number=number, to=self._papers, said=said)
