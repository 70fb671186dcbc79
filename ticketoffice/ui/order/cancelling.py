"""The cross and what follows from it: the strip, handed out, Keep, the whole order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from ticketoffice.desk import cancel, hand_out, invoice
from ticketoffice.desk.settled import Settled, settled
from ticketoffice.desk.strip import Owed, owed, strip, whole
from ticketoffice.desk.views import OrderView, StripView, TicketView
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.printing.following import after_finish, after_paid_out
from ticketoffice.ui.order.deed_runner import DeedRunner
from ticketoffice.ui.order.refund_form import FinishWish
from ticketoffice.ui.order.risky import Risky
from ticketoffice.ui.order.second_person import Approval
from ticketoffice.ui.order.settled_words import settled_text
from ticketoffice.ui.words import counted, translate


class Cancelling(QObject):
    """Keeps what was cancelled last in this order (for Ctrl+Z), and whether its refund was put off: then the strip opens
    again with the order, not by itself.
    """

    def __init__(self, deeds: DeedRunner, *, risky: Risky, mail: bool) -> None:
        super().__init__(deeds)
        self._deeds, self._panel, self._books = deeds, deeds.panel, deeds.books
        self._risky, self._mail = risky, mail
        self._scanned = False
        self._put_off = False
        self._last: tuple[str, ...] = ()
        panel = self._panel
        panel.table.cancel_wished.connect(self._on_cross)
        panel.table.keep_wished.connect(self._on_keep_wished)
        panel.strip.finish_requested.connect(self._on_finish)
        panel.strip.keep_requested.connect(self._on_keep)
        panel.strip.later_requested.connect(self._on_later)
        panel.strip.handed_out_requested.connect(self._on_handed_out)
        panel.strip.read.connect(self._on_settled_read)
        panel.elsewhere.back_requested.connect(self._on_read)
        panel.elsewhere.given_here.connect(self._on_given_here)
        panel.whole_wished.connect(self._on_whole_wished)
        panel.invoice.whole_requested.connect(self._on_whole_wished)
        panel.whole.confirm_requested.connect(self._on_whole_confirmed)
        panel.explain.alone_requested.connect(self._on_alone)
        deeds.left.connect(self._on_left)
        deeds.show_too(self._show_what_waits)
        deeds.hear_too(self._hear)

    # --- what is shown -------------------------------------------------------------------------------------------

    def opened(self, *, scanned: bool) -> None:
        """An order is being opened; `scanned`: from the ticket in the customer's hand, so that he is told here."""
        self._scanned = scanned
        self._put_off = False

    def _on_left(self) -> None:
        """Another order is shown from now on."""
        self._last = ()
        self._put_off = False

    async def _show_what_waits(self, order: str, *, quiet: bool, opens: bool = True) -> None:
        """The strip of unfinished cancellations, else money that was promised and not given yet, else nothing. Where somebody
        else was first with what the open strip is about, it says so and stays until that was read. `opens`: a strip may open
        by itself, `quiet` without the keyboard; then an open one takes no more tickets in.
        """
        panel = self._panel
        if panel.page is panel.strip and panel.strip.settled:
            return
        only = panel.strip.tickets if quiet and panel.page is panel.strip else None
        waiting = await self._deeds.look(strip, order, scanned=self._scanned, mail_server=self._mail, only=only)
        waits = await self._deeds.look(owed, order) if waiting is None else None
        ours = waits is not None and waits.elsewhere is None
        gone = self._gone(waiting, waits if ours else None)
        told = await self._deeds.look(settled, order, gone) if gone else ()
        if told and (panel.page is not panel.strip or panel.strip.settled):
            return  # it was said, and perhaps read, while this was asked
        if waiting is not None:
            self._show_unfinished(waiting, told, opens=opens and not self._put_off, quiet=quiet)
        elif told:
            sentence = settled_text(told, currency=panel.strip.currency, rest=False)
            panel.strip.tell_settled(sentence)
            self._deeds.said.emit(sentence, False)
        else:
            self._show_money(waits, ours=ours, opens=opens and not self._put_off, quiet=quiet)

    def _gone(self, waiting: StripView | None, ours: Owed | None) -> list[str]:
        """The tickets of the open strip of which nothing waits here any more."""
        if self._panel.page is not self._panel.strip:
            return []
        still = {t.ticket for t in waiting.tickets} if waiting is not None else set(ours.tickets if ours else ())
        return [ticket for ticket in self._panel.strip.tickets if ticket not in still]

    def _show_unfinished(self, waiting: StripView, told: Sequence[Settled], *, opens: bool, quiet: bool) -> None:
        """What is to be finished; `told`: what the open strip was about too, until somebody else was first."""
        panel = self._panel
        fresh = panel.strip.show_for(waiting)
        if told:
            sentence = settled_text(told, currency=waiting.currency, rest=True)
            panel.strip.form.tell_settled(sentence)
            self._deeds.said.emit(sentence, False)
        elif fresh and opens and not (quiet and panel.page not in (None, panel.strip)):
            panel.open(panel.strip, quiet=quiet)

    def _show_money(self, waits: Owed | None, *, ours: bool, opens: bool, quiet: bool) -> None:
        """What is to be handed out here or elsewhere, or that nothing is."""
        panel = self._panel
        if panel.page is (panel.elsewhere if ours else panel.strip) or (
            waits is None and panel.page is panel.elsewhere
        ):
            panel.show_idle()
        if waits is None or not ours:
            panel.strip.close_strip()
            self._show_elsewhere(waits, opens=opens)
        elif panel.page in (None, panel.strip):
            asked = panel.page is panel.strip and panel.strip.asks_for_money
            by_key = not self._last or set(self._last) == set(waits.tickets)
            panel.strip.show_hand_out(waits, by_key=by_key)
            if not asked and opens:
                panel.open(panel.strip, quiet=quiet)

    async def _hear(self, order: str) -> None:
        """Something was done elsewhere while a page is open: of the strip it is told in its place, and no page opens."""
        strip = self._panel.strip
        if self._panel.page is strip and not strip.settled:
            before = strip.tickets
            await self._show_what_waits(order, quiet=True, opens=False)
            if strip.settled or strip.tickets != before:
                await self._deeds.refresh(quiet=True)

    def _on_settled_read(self) -> None:
        """It is known that somebody else was first."""
        self._panel.strip.close_strip()
        self._panel.show_idle()
        self._panel.focus_rows()
        self._deeds.said.emit(translate("deeds", "Nothing was recorded at this desk."), False)

    def _show_elsewhere(self, waits: Owed | None, *, opens: bool) -> None:
        """What another desk hands out is told; nobody is asked for it here."""
        panel = self._panel
        if waits is None:
            panel.elsewhere.forget()
            return
        panel.elsewhere.show_for(waits)
        if panel.page is None and opens:
            panel.open(panel.elsewhere)

    # --- the cross -----------------------------------------------------------------------------------------------

    def _on_cross(self, tickets: list[str]) -> None:
        """A cross pressed while a deed is written waits for its turn; one whose ticket is gone by then does nothing."""
        if self._deeds.waits(self._on_cross, tickets):
            return
        order = self._panel.order
        chosen = [t for t in order.tickets if t.ticket in tickets and t.cross.is_cross] if order else []
        if order is None or not chosen:
            return
        marks = {t.cross.mark for t in chosen}
        if "lock" in marks:
            self._deeds.do(self._explain_invoice, order, chosen)
        elif "explains" in marks:
            self._deeds.do(self._risky.explain, chosen)
        else:
            self._deeds.do(self._click, chosen, approval=None)

    async def _click(self, tickets: Sequence[TicketView], *, approval: Approval | None) -> None:
        try:
            done = await self._books.write(
                cancel.click, [t.ticket for t in tickets], who=await self._deeds.who_approved(approval)
            )
        except RuleBroken as problem:
            if "alone" not in problem.next:
                raise
            await self._risky.explain(tickets)
            return
        text = translate("deeds", "Ticket {ticket} is no longer valid. Choose a reason, then finish.")
        said = text.format(ticket=", ".join(t.short for t in tickets if t.ticket in done.tickets))
        if self._deeds.is_here:
            self._panel.table.tickets.clear_ticks()
            self._put_off = False
            self._panel.strip.clicked()
            await self._deeds.show(done.order)
            self._remember(done.tickets)
        self._deeds.tell(said)

    def _remember(self, tickets: Sequence[str]) -> None:
        """What Ctrl+Z is about, while its order is the one that is shown."""
        if self._deeds.is_here:
            self._last = tuple(tickets)

    async def _explain_invoice(self, order: OrderView, tickets: Sequence[TicketView]) -> None:
        after = await self._deeds.look(invoice.preview_reissue, order.order, without=[t.ticket for t in tickets])
        self._panel.invoice.show_for(order, tickets, after=after)
        self._panel.open(self._panel.invoice)

    # --- Finish, handed out, later -------------------------------------------------------------------------------

    def _on_finish(self, wish: FinishWish) -> None:
        if self._panel.strip.view is not None:
            tickets = self._panel.strip.tickets
            self._deeds.do(self._finish, tickets, wish, shorts=self._deeds.shorts(tickets))

    async def _finish(self, tickets: Sequence[str], wish: FinishWish, *, shorts: str) -> None:
        done = await self._books.write(cancel.finish, tickets, who=self._deeds.who(), **wish.said())
        self._remember(done.tickets)
        self._deeds.printing.after(after_finish(done))
        text = (
            translate("deeds", "Refund of {ticket} recorded. Press the button once the money is given back.")
            if done.hand_out
            else translate("deeds", "Refund of {ticket} recorded. Ctrl+Z keeps the ticket while that is possible.")
        )
        await self._deeds.after(done.order, said=text.format(ticket=shorts))
        self._go_to_next()

    def _on_handed_out(self) -> None:
        asked = self._panel.strip.owed
        if asked is not None:
            self._deeds.do(self._handed_out, asked)

    def _on_read(self) -> None:
        """It is known that another desk hands it out."""
        self._put_off = True

    def _on_given_here(self, asked: Owed, approval: Approval) -> None:
        self._deeds.do(self._handed_out, asked, approval=approval)

    async def _handed_out(self, asked: Owed, *, approval: Approval | None = None) -> None:
        """The money that is asked for was given: that method of those tickets, and nothing else."""
        who = await self._deeds.who_approved(approval)
        done = await self._books.write(hand_out.paid_out, asked.tickets, who=who, methods=(asked.method,))
        self._deeds.printing.after(after_paid_out(done))
        self._forget(asked.tickets)
        await self._deeds.after(done.order, said=translate("deeds", "Given back and recorded."))
        self._go_to_next()

    def _forget(self, tickets: Sequence[str]) -> None:
        """Ctrl+Z is no longer about these."""
        self._last = tuple(ticket for ticket in self._last if ticket not in tickets)

    def _go_to_next(self) -> None:
        """After Finish the next valid row is current."""
        order = self._panel.order
        if order is not None and self._deeds.is_here and self._panel.page is None:
            following = (t.ticket for t in order.tickets if t.cross.mark == "cancels" and t.state == "valid")
            self._panel.table.select_ticket(next(following, None))

    def _on_later(self) -> None:
        tickets = self._panel.strip.tickets
        text = translate("deeds", "The refund of {ticket} is still open; it stays counted at the top until it is done.")
        self._deeds.said.emit(text.format(ticket=self._deeds.shorts(tickets)), False)
        self._put_off = True
        self._panel.show_idle()
        self._panel.focus_rows()

    # --- Keep and Reinstate --------------------------------------------------------------------------------------

    def _on_keep_wished(self, ticket: str) -> None:
        self._wish_keep([ticket])

    def _on_keep(self, by_esc: bool) -> None:
        self._wish_keep(self._panel.strip.tickets, by_esc=by_esc)

    def keep_last(self) -> None:
        """Ctrl+Z: keeps what is to be finished, else what was cancelled last in this order, else what the strip asks
        money for, else the current row or offers to reinstate it.
        """
        if self._deeds.waits(self.keep_last):
            return
        strip, current = self._panel.strip, self._panel.table.current_ticket()
        tickets = strip.tickets if strip.view is not None or not self._last else list(self._last)
        if tickets:
            self._wish_keep(tickets)
        elif current is not None and current.state == "cancelled" and current.cancelled is not None:
            if current.cancelled.final:
                self._risky.offer_reinstating(current.ticket)
            else:
                self._wish_keep([current.ticket])

    def _wish_keep(self, tickets: Sequence[str], *, by_esc: bool = False) -> None:
        if tickets:
            self._deeds.do(self._keep, tickets, by_esc=by_esc, shorts=self._deeds.shorts(tickets))

    async def _keep(self, tickets: Sequence[str], *, by_esc: bool, shorts: str) -> None:
        text = translate("deeds", "Ticket {ticket} kept - still valid.").format(ticket=shorts)
        done = await self._books.write(cancel.keep, tickets, who=self._deeds.who(), by_esc=by_esc)
        self._forget(tickets)
        await self._deeds.after(next(iter(done.orders)), said=text, ticket=tickets[0])

    def keep_of(self, order: str, tickets: Sequence[str], *, shorts: str) -> None:
        """Keeps tickets of an order that was named elsewhere, whichever one is shown here."""
        self._deeds.do(self._keep_of, order, tuple(tickets), shorts=shorts)

    async def _keep_of(self, order: str, tickets: Sequence[str], *, shorts: str) -> None:
        if self._panel.order is not None and self._panel.order.order == order:
            await self._keep(tickets, by_esc=False, shorts=shorts)
            return
        await self._books.write(cancel.keep, tickets, who=self._deeds.who())
        self._forget(tickets)
        text = translate("deeds", "Ticket {ticket} kept - still valid.").format(ticket=shorts)
        self._deeds.said.emit(text, False)

    # --- the whole order -----------------------------------------------------------------------------------------

    def _on_whole_wished(self) -> None:
        order = self._panel.order
        if order is not None and order.whole and not self._deeds.waits(self._on_whole_wished):
            self._deeds.do(self._show_whole, order)

    async def _show_whole(self, order: OrderView) -> None:
        view = await self._deeds.look(whole, order.order, scanned=self._scanned, mail_server=self._mail)
        self._panel.whole.show_for(order, view)
        self._panel.open(self._panel.whole)

    def _on_whole_confirmed(self, wish: FinishWish) -> None:
        view = self._panel.whole.form.view
        if view is not None:
            self._deeds.do(self._cancel_whole, [t.ticket for t in view.tickets], wish)

    async def _cancel_whole(self, tickets: Sequence[str], wish: FinishWish) -> None:
        try:
            who = await self._deeds.who_approved(wish.approval)
            done = await self._books.write(cancel.cancel, tickets, who=who, **wish.said())
        except RuleBroken as problem:
            if problem.code == "needs_second_person" and self._deeds.is_here:
                self._panel.whole.ask_second_person()
            raise
        self._remember(done.tickets)
        await self._deeds.after(done.order, said=counted("deeds", "%n ticket(s) cancelled.", len(done.tickets)))

    # --- with a second person ------------------------------------------------------------------------------------

    def _on_alone(self, tickets: list[str], approval: Approval) -> None:
        order = self._panel.order
        if order is not None:
            self._deeds.do(self._click, [t for t in order.tickets if t.ticket in tickets], approval=approval)
