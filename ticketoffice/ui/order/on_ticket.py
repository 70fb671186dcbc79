"""Deeds on a ticket that are no cancellations, as they are wished in the window: print, hand out, replace, move, tariff, name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ticketoffice.desk import on_a_ticket
from ticketoffice.desk.e_tickets import mail_tickets
from ticketoffice.desk.show import show
from ticketoffice.desk.tenders import Tender
from ticketoffice.desk.ticket_choices import changeable, moving, tariffs_of
from ticketoffice.desk.views import OrderView, TicketView
from ticketoffice.domain.spool import RECEIPT, SLIP, TICKETS
from ticketoffice.printing.following import after_replacement, after_tariff
from ticketoffice.printing.tickets import save_paper, save_tickets
from ticketoffice.ui import words
from ticketoffice.ui.counters import Counters
from ticketoffice.ui.order.deed_runner import DeedRunner
from ticketoffice.ui.order.ticket_menu import (
    COLLECT,
    MAIL,
    MAIL_ROW,
    MOVE,
    PRINT,
    PRINT_ROW,
    RENAME,
    REPLACE,
    TARIFF,
)
from ticketoffice.ui.printed_words import on_their_way, said_of_paper
from ticketoffice.ui.terminal.card_taker import CardTaker
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.ui.order.ticket_panels import RenamePanel, ReplacePanel


class OnTicket(QObject):
    """`papers` is the folder that printed tickets are written to where no printer is chosen for them; `mail`: this machine has a mail
    server.
    """

    def __init__(self, deeds: DeedRunner, *, papers: Path, mail: bool, counters: Counters, card: CardTaker) -> None:
        super().__init__(deeds)
        self._mails, self._card = mail, card
        self._counters, self._printing = counters, deeds.printing
        self._deeds, self._panel, self._books, self._papers = deeds, deeds.panel, deeds.books, papers
        self._scanned: str | None = None
        panel = self._panel
        panel.menu.wished.connect(self._on_wished)
        panel.replace.replace_requested.connect(lambda ticket: deeds.do(self._replace, ticket))
        panel.rename.rename_requested.connect(lambda ticket, name: deeds.do(self._rename, ticket, name))
        panel.tariff.change_requested.connect(lambda ticket, tariff: deeds.do(self._change_tariff, ticket, tariff))
        panel.move_ticket.move_requested.connect(lambda ticket, *to: deeds.do(self._move, ticket, *to))

    def opened(self, ticket: str | None) -> None:
        """An order is being opened, by the scan of this ticket or in another way."""
        self._scanned = ticket

    def _on_wished(self, deed: str, tickets: list[TicketView]) -> None:
        order = self._panel.order
        if order is None:
            return
        if deed in (PRINT, PRINT_ROW):
            self._deeds.do(self._print, order, self._named(tickets, by_row=deed == PRINT_ROW))
        elif deed in (MAIL, MAIL_ROW):
            self._deeds.do(self._mail, order, self._named(tickets, by_row=deed == MAIL_ROW))
        elif deed in (RECEIPT, SLIP):
            self._deeds.do(self._print_paper, deed, order, [t.ticket for t in tickets])
        elif deed == COLLECT:
            self._deeds.do(self._collect, order, tickets)
        elif deed in (REPLACE, RENAME, TARIFF, MOVE):
            self._open(deed, tickets)

    def _open(self, deed: str, tickets: list[TicketView]) -> None:
        """The page of a deed that is about one ticket."""
        if len(tickets) > 1:
            self._deeds.refuse(translate("deeds", "This is done ticket by ticket: leave one ticked, or none."))
        elif not self._deeds.waits(self._open, deed, tickets):
            opens = {MOVE: self._offer_places, TARIFF: self._offer_tariffs, RENAME: self._ask_name}
            self._deeds.do(opens.get(deed, self._ask_lost), tickets[0])

    # --- its paper -----------------------------------------------------------------------------------------------

    def _named(self, tickets: list[TicketView], *, by_row: bool) -> list[str]:
        """The row's or the ticked tickets; by key and button else the one that was scanned, else all of the order."""
        named = [ticket.ticket for ticket in tickets]
        is_scanned = named == [self._scanned]
        return named if by_row or self._panel.table.tickets.ticked() or is_scanned else []

    async def _mail(self, order: OrderView, tickets: Sequence[str]) -> None:
        """To the customer's address, once it is in the journal."""
        await self._books.write(mail_tickets, order.order, tickets=tickets, who=self._deeds.who(), server=self._mails)
        if self._deeds.is_here:
            self._panel.table.tickets.clear_ticks()
        await self._deeds.after(order.order, said=on_their_way(order.number))

    async def _print(self, order: OrderView, tickets: Sequence[str]) -> None:
        """At the printer that is chosen for tickets. Where none is: what is on paper is in the journal first; the file is opened, so
        that it is printed from there.
        """
        if self._printing.of(TICKETS) is not None:
            await self._printing.print_out(TICKETS, order=order.order, tickets=tickets)
            if self._deeds.is_here:
                self._panel.table.tickets.clear_ticks()
            return
        done = await self._books.write(
            save_tickets,
            order.order,
            tickets=tickets,
            who=self._deeds.who(),
            to=self._papers,
            otherwise=words.language(),
        )
        if self._deeds.is_here:
            self._panel.table.tickets.clear_ticks()
        await self._deeds.refresh(quiet=True)
        self._deeds.written.emit(said_of_paper(done), done.file)
        self._deeds.printed.emit(str(done.file))

    async def _print_paper(self, what: str, order: OrderView, tickets: Sequence[str]) -> None:
        """A receipt of the order, or the slip of these cancelled tickets, else of all that are: at the printer for receipts, else as a
        file.
        """
        shown = {ticket.ticket: ticket for ticket in order.tickets}
        gone = [name for name in tickets if name in shown and shown[name].cancelled is not None]
        named = gone if what == SLIP else []
        if self._printing.of(what) is not None:
            await self._printing.print_out(what, order=order.order, tickets=named)
            return
        file = await self._books.read(
            save_paper, what, order.order, tickets=named, to=self._papers, otherwise=words.language()
        )
        self._deeds.written.emit(translate("deeds", "Written to {file}.").format(file=file), file)
        self._deeds.printed.emit(str(file))

    async def _collect(self, order: OrderView, tickets: Sequence[TicketView]) -> None:
        await self._books.write(on_a_ticket.collect, [t.ticket for t in tickets], who=self._deeds.who())
        before = [ticket.short for ticket in tickets if ticket.collected_at is not None]
        text = translate("deeds", "Given out: {tickets}.")
        if before:
            text = translate("deeds", "Given out: {tickets}. Of these had been given out before: {before}.")
        said = text.format(tickets=", ".join(ticket.short for ticket in tickets), before=", ".join(before))
        await self._deeds.after(order.order, said=said, ticket=tickets[0].ticket)

    # --- a new number, another name -------------------------------------------------------------------------------

    async def _ask_lost(self, ticket: TicketView) -> None:
        await self._ask(self._panel.replace, ticket)

    async def _ask_name(self, ticket: TicketView) -> None:
        await self._ask(self._panel.rename, ticket)

    async def _ask(self, page: ReplacePanel | RenamePanel, ticket: TicketView) -> None:
        await self._deeds.look(changeable, ticket.ticket)
        page.show_for(ticket)
        self._panel.open(page)

    async def _replace(self, ticket: str) -> None:
        """The new ticket is the current row."""
        done = await self._do(
            on_a_ticket.replace, ticket, translate("deeds", "Replaced by {ticket}. Refused from now on: {old}.")
        )
        self._printing.after(after_replacement(done))

    async def _rename(self, ticket: str, name: str) -> None:
        said = translate("deeds", "Ticket {ticket} is renamed; its paper is to be printed anew.")
        await self._do(on_a_ticket.rename, ticket, said, name=name)

    # --- another place, another tariff ----------------------------------------------------------------------------

    async def _offer_places(self, ticket: TicketView) -> None:
        self._panel.move_ticket.show_for(ticket, await self._deeds.look(moving, ticket.ticket))
        self._panel.open(self._panel.move_ticket)

    async def _move(self, ticket: str, seat: str | None, zone: str) -> None:
        said = translate("deeds", "Ticket {ticket} is moved to {place}; its paper is to be printed anew.")
        done = await self._counters.counter.move(ticket, who=self._deeds.who(), seat=seat, zone=zone)
        await self._tell(done, said)

    async def _offer_tariffs(self, ticket: TicketView) -> None:
        self._panel.tariff.show_for(ticket, await self._deeds.look(tariffs_of, ticket.ticket))
        self._panel.open(self._panel.tariff)

    async def _change_tariff(self, ticket: str, tariff: str) -> None:
        fields = self._panel.tariff.difference
        said = translate("deeds", "Ticket {ticket} is {tariff} now; its paper is to be printed anew.")
        (method, amount), refund = fields.tender or ("", 0), fields.refund
        async with self._card.taken_for(ticket, method, amount, currency=fields.currency) as charge:
            pay = [Tender(method, amount, charge)] if method else ()
            done = await self._do(on_a_ticket.change_tariff, ticket, said, tariff=tariff, pay=pay, refund=refund)
        self._printing.after(after_tariff(done))

    async def _do(
        self,
        deed: Callable[..., on_a_ticket.Done],
        ticket: str,
        said: str,
        **how: object,
    ) -> on_a_ticket.Done:
        """Writes a deed on a ticket, shows it as it is now, and says what became of it and of the money."""
        done = await self._books.write(deed, ticket, who=self._deeds.who(), **how)
        await self._tell(done, said)
        return done

    async def _tell(self, done: on_a_ticket.Done, said: str) -> None:
        await self._deeds.after(done.order, said="", ticket=done.ticket)
        view = await self._books.read(show, done.order)
        now = next(t for t in view.tickets if t.ticket == done.ticket)
        old = now.predecessor or now.short
        told = said.format(ticket=now.short, old=old, place=words.place(now), tariff=now.tariff)
        self._deeds.tell(" ".join((told, *_money(done))))


def _money(done: on_a_ticket.Done) -> list[str]:
    """What was taken or goes back, and the change."""
    said, amount = [], abs(done.counted)
    if done.counted:
        text = translate("deeds", "{amount} taken.") if done.counted > 0 else translate("deeds", "{amount} goes back.")
        said.append(text.format(amount=words.money(amount, done.currency)))
    if done.change:
        text = translate("exchange", "Change {amount}.")
        said.append(text.format(amount=words.money(done.change, done.currency)))
    return said
