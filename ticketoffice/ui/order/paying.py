"""Money that comes in or goes back as credit, and its papers: payment, split reservation, re-issued order, invoice as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from ticketoffice.desk import credit, invoice, payment
from ticketoffice.desk.correcting import correct, correctable
from ticketoffice.desk.views import OrderView, TicketView
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.printing.following import after_giving, after_payment
from ticketoffice.printing.invoices import save_invoice
from ticketoffice.ui import words
from ticketoffice.ui.order.deed_runner import DeedRunner
from ticketoffice.ui.order.ticket_menu import CORRECT
from ticketoffice.ui.terminal.card_taker import CardTaker
from ticketoffice.ui.words import translate


class Paying(QObject):
    """`papers` is the folder that PDFs are written to; `card` takes what is paid by card."""

    def __init__(self, deeds: DeedRunner, *, papers: Path, card: CardTaker) -> None:
        super().__init__(deeds)
        self._card = card
        self._deeds, self._panel, self._books, self._papers = deeds, deeds.panel, deeds.books, papers
        self._panel.pay_wished.connect(self._on_pay_wished)
        self._panel.pay.take_requested.connect(self._on_take)
        self._panel.credit_wished.connect(self._on_credit_wished)
        self._panel.credit.give_requested.connect(self._on_give)
        self._panel.menu.wished.connect(self._on_wished)
        self._panel.correct.correct_requested.connect(lambda *wish: self._deeds.do(self._correct, *wish))
        self._panel.invoice_wished.connect(self._on_invoice_wished)
        self._panel.invoice.reissue_requested.connect(self._on_reissue)

    # --- a payment -----------------------------------------------------------------------------------------------

    def _on_pay_wished(self, some: bool) -> None:
        """All of it, or some tickets; where these are all that wait, nothing is left to split: the order itself is paid."""
        order = self._panel.order
        if order is None:
            return
        waiting = {ticket.ticket for ticket in order.tickets if ticket.state == "held"}
        ticked = self._panel.table.tickets.ticked() if some else []
        if some and not ticked and len(waiting) > 1:
            self._deeds.refuse(translate("deeds", "Tick the tickets that are paid now, then press the button again."))
            self._panel.focus_rows()
            return
        is_some = bool(ticked) and not waiting <= {ticket.ticket for ticket in ticked}
        if is_some and self._deeds.waits(self._on_pay_wished, some):
            return
        if is_some:
            self._deeds.do(self._offer_split, order, ticked)
            return
        if self._deeds.waits(self._on_pay_wished, some, here=True):
            return
        self._panel.pay.show_for(order)
        self._panel.open(self._panel.pay)

    async def _offer_split(self, order: OrderView, tickets: Sequence[TicketView]) -> None:
        offered = await self._deeds.look(payment.offer_split, order.order, tickets=[t.ticket for t in tickets])
        self._panel.pay.show_for(order, tickets=tickets, offered=offered)
        self._panel.open(self._panel.pay)

    def _on_take(self, method: str, amount: int, tickets: list[str]) -> None:
        order = self._panel.pay.order
        if order is not None:
            self._deeds.do(self._take, order, method=method, amount=amount, tickets=tickets)

    async def _take(self, shown: OrderView, *, method: str, amount: int, tickets: Sequence[str]) -> None:
        order, currency = shown.order, shown.currency
        who = self._deeds.who()
        if tickets:
            async with self._card.taken_for(order, method, amount, currency=currency) as charge:
                split = await self._books.write(
                    payment.split, order, tickets=tickets, who=who, method=method, charge=charge
                )
            self._deeds.printing.after(after_payment(split.order, method=method, amount=split.amount))
            await self._deeds.after(split.order, said=_what_was_split(split))
            return
        try:
            seen = payment.Shown(shown.state, shown.to_pay)
            async with self._card.taken_for(order, method, amount, currency=currency) as charge:
                done = await self._books.write(
                    payment.pay, order, method=method, amount=amount, who=who, shown=seen, charge=charge
                )
        except RuleBroken as no:
            if no.code == "changed_meanwhile":
                self._panel.show_idle()
            raise
        text = (
            translate("deeds", "{amount} booked. Change {change}.")
            if done.change
            else translate("deeds", "{amount} booked.")
        )
        said = text.format(
            amount=words.money(done.amount, done.currency), change=words.money(done.change, done.currency)
        )
        self._deeds.printing.after(after_payment(done.order, method=method, amount=done.amount))
        await self._deeds.after(done.order, said=f"{said} {_what_became(done)}".strip())

    # --- credit --------------------------------------------------------------------------------------------------

    def _on_credit_wished(self) -> None:
        order = self._panel.order
        if order is not None and not self._deeds.waits(self._on_credit_wished):
            self._deeds.do(self._offer, order.order)

    async def _offer(self, order: str) -> None:
        self._panel.credit.show_for(await self._deeds.look(credit.offer, order))
        self._panel.open(self._panel.credit)

    def _on_give(self, method: str, amount: int) -> None:
        order = self._panel.order
        if order is not None:
            self._deeds.do(self._give, order.order, method=method, amount=amount)

    async def _give(self, order: str, *, method: str, amount: int) -> None:
        who = self._deeds.who()
        done = await self._books.write(credit.give_back, order, who=who, method=method, amount=amount)
        self._deeds.printing.after(after_giving(done))
        text = (
            translate("deeds", "Given back and recorded: {amount}.")
            if done.hand_out
            else translate("deeds", "Recorded: {amount} is owed to the customer.")
        )
        said = text.format(amount=words.money(done.hand_out or done.amount, done.currency))
        await self._deeds.after(done.order, said=said)

    # --- a method that was recorded wrongly -------------------------------------------------------------------------

    def _on_wished(self, deed: str, tickets: list[TicketView]) -> None:
        order = self._panel.order
        if deed == CORRECT and order is not None and not self._deeds.waits(self._on_wished, deed, tickets):
            self._deeds.do(self._offer_correction, order)

    async def _offer_correction(self, order: OrderView) -> None:
        money = await self._deeds.look(correctable, order.order)
        if not money:
            raise RuleBroken("nothing_to_correct")
        self._panel.correct.show_for(order, money)
        self._panel.open(self._panel.correct)

    async def _correct(self, order: str, money: str, method: str, note: str) -> None:
        await self._books.write(correct, order, money, method=method, who=self._deeds.who(), note=note)
        said = translate("deeds", "Corrected: it was {method}.").format(method=words.code_label(method))
        await self._deeds.after(order, said=said)

    # --- papers --------------------------------------------------------------------------------------------------

    def _on_reissue(self, without: list[str]) -> None:
        order = self._panel.order
        if order is not None:
            self._deeds.do(self._reissue, order.order, without)

    async def _reissue(self, order: str, without: Sequence[str]) -> None:
        done = await self._books.write(invoice.reissue, order, without=without, who=self._deeds.who())
        text = translate("deeds", "Order {old} is cancelled; order {new} with invoice {invoice} replaces it.")
        said = text.format(old=done.cancelled_order, new=done.order_number, invoice=done.invoice)
        await self._deeds.after(done.order, said="", focus=True)
        await self._deeds.write_paper(save_invoice, done.order, to=self._papers, said=said)

    def _on_invoice_wished(self) -> None:
        order = self._panel.order
        if order is not None:
            self._deeds.do(self._deeds.write_paper, save_invoice, order.order, to=self._papers)


def _what_was_split(done: payment.Split) -> str:
    """What was taken, what had been paid before, and how both orders stand."""
    text = (
        translate("deeds", "{amount} booked, {moved} had been paid before: {new} is paid. {old}: {rest} open.")
        if done.moved
        else translate("deeds", "{amount} booked: {new} is paid. {old}: {rest} open.")
    )
    amounts = {"amount": done.amount, "moved": done.moved, "rest": done.old_balance}
    said = {name: words.money(amount, done.currency) for name, amount in amounts.items()}
    return text.format(new=done.order_number, old=done.old_number, **said)


def _what_became(done: payment.Paid) -> str:
    """What money that came after a release has done."""
    if not (done.revived or done.late):
        return ""
    if done.revived:
        return words.counted(
            "deeds", "%n ticket(s) are valid again, with new numbers: the old papers stay refused.", len(done.revived)
        )
    return translate(
        "deeds", "It came too late and is credit of the customer: a place was sold again, or it is not enough."
    )
