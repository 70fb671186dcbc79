"""Between the order panel and the desk: each wish becomes one deed on the book's thread, then the order is shown anew."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ticketoffice.desk import admit, cancel, customer, invoice, payment
from ticketoffice.desk.show import show
from ticketoffice.desk.strip import choices, owed, strip
from ticketoffice.desk.views import OrderView, TicketView
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.people import Who
from ticketoffice.printing.invoices import save_invoice
from ticketoffice.ui import messages, words
from ticketoffice.ui.order.panel import OrderPanel
from ticketoffice.ui.order.strip import FinishWish
from ticketoffice.ui.order.tickets_model import mark_of
from ticketoffice.ui.words import counted, translate

if TYPE_CHECKING:
    from ticketoffice.ui.book_thread import BookThread
    from ticketoffice.ui.tasks import Tasks


class OrderDeeds(QObject):
    """`said` carries a sentence (and whether it is a refusal), `written` one with the file of a paper; `done` follows each
    deed.
    """

    said = Signal(str, bool)
    written = Signal(str, Path)
    done = Signal()
    strip_closed = Signal()

    def __init__(
        self, panel: OrderPanel, *, books: BookThread, tasks: Tasks, who: Callable[[], str], mail: bool, papers: Path
    ) -> None:
        super().__init__(panel)
        self._panel, self._books, self._tasks, self._who, self._mail = panel, books, tasks, who, mail
        self._papers = papers
        self._busy = False
        self._scanned: str | None = None
        self._last: tuple[str, ...] = ()
        self._connect()

    def _connect(self) -> None:
        panel = self._panel
        panel.table.cancel_wished.connect(self._on_cancel_wished)
        panel.table.keep_wished.connect(self._on_keep_wished)
        panel.whole_wished.connect(self._on_whole_wished)
        panel.pay_wished.connect(self._on_pay_wished)
        panel.invoice_wished.connect(self._on_invoice_wished)
        panel.strip.finish_requested.connect(self._on_finish)
        panel.strip.keep_requested.connect(self._on_keep)
        panel.strip.later_requested.connect(self._on_later)
        panel.strip.handed_out_requested.connect(self._on_handed_out)
        panel.strip.refused.connect(self._on_strip_refused)
        panel.invoice.reissue_requested.connect(self._on_reissue)
        panel.invoice.whole_requested.connect(self._on_whole_wished)
        panel.whole.confirm_requested.connect(self._on_whole_confirmed)
        panel.explain.goodwill_requested.connect(self._on_goodwill)
        panel.explain.undo_requested.connect(self._on_undo)
        panel.explain.alone_requested.connect(self._on_alone)
        panel.pay.take_requested.connect(self._on_take)
        panel.customer.change_requested.connect(self._on_customer)

    # --- opening -------------------------------------------------------------------------------------------------

    async def open(self, order: str, *, ticket: str | None = None, scanned: bool = False, focus: bool = True) -> None:
        """Shows an order, with its ticket current; an unfinished cancellation opens its strip."""
        self._scanned = ticket if scanned else None
        await self._show(order, ticket=ticket, focus=focus)

    async def refresh(self) -> None:
        """Shows the open order as it now stands, moving nothing."""
        if self._panel.order is not None:
            await self._show(self._panel.order.order)

    async def _show(self, order: str, *, ticket: str | None = None, focus: bool = False) -> None:
        view = await self._books.read(show, order)
        fresh = self._panel.order is None or self._panel.order.order != order
        if fresh:
            self._last = ()
        self._panel.show_order(view, ticket=ticket, focus=focus)
        if fresh:
            self._panel.show_idle()
        await self._show_strip(order)

    async def _show_strip(self, order: str) -> None:
        waiting = await self._books.read(strip, order, scanned=self._scanned is not None, mail_server=self._mail)
        if waiting is not None:
            self._panel.strip.open(waiting)
            self._panel.place.setCurrentWidget(self._panel.strip)
            return
        waits = await self._books.read(owed, order)
        if waits is not None:
            self._last = waits.tickets
            self._panel.strip.show_hand_out(waits.amount, waits.currency, method=waits.method)
            self._panel.place.setCurrentWidget(self._panel.strip)
        elif self._panel.place.currentWidget() is self._panel.strip:
            self._panel.show_idle()

    # --- wishes --------------------------------------------------------------------------------------------------

    def _on_cancel_wished(self, tickets: list[str]) -> None:
        order = self._panel.order
        if order is None or self._busy:
            return
        chosen = [t for t in order.tickets if t.ticket in tickets]
        blocked = next((t.blocked for t in chosen if t.blocked), None)
        if blocked == "invoice_pending":
            self._do(self._explain_invoice(order, chosen))
        elif blocked is not None:
            self._do(
                self._explain(chosen, RuleBroken(blocked, data={"ticket": chosen[0].ticket, "at": chosen[0].used_at}))
            )
        else:
            self._do(self._click(tickets))

    def _on_keep_wished(self, ticket: str) -> None:
        self._do(self._keep([ticket], by_esc=False))

    def _on_keep(self, by_esc: bool) -> None:
        view = self._panel.strip.view
        tickets = (
            [t.ticket for t in view.tickets]
            if view is not None and not self._panel.strip.asks_for_money
            else list(self._last)
        )
        if tickets:
            self._do(self._keep(tickets, by_esc=by_esc))

    def keep_last(self) -> None:
        """Ctrl+Z: keeps what the strip shows, else what was cancelled last in this order, else reinstates it."""
        view = self._panel.strip.view
        if view is not None and not self._panel.strip.asks_for_money:
            self._on_keep(False)
        elif self._last:
            self._do(self._keep(list(self._last), by_esc=False))
        else:
            current = self._panel.table.current_ticket()
            if current is not None and current.state == "cancelled" and current.cancelled is not None:
                self._do(self._keep_or_reinstate(current))

    def _on_later(self) -> None:
        self._panel.show_idle()
        self._panel.table.setFocus()
        self.strip_closed.emit()

    def _on_finish(self, wish: FinishWish) -> None:
        view = self._panel.strip.view
        if view is not None:
            self._panel.strip.finish.setEnabled(False)
            self._do(self._finish([t.ticket for t in view.tickets], wish))

    def _on_handed_out(self) -> None:
        if self._last:
            self._do(self._handed_out(list(self._last)))

    def _on_strip_refused(self, sentence: str) -> None:
        self.said.emit(sentence, True)

    def _on_whole_wished(self) -> None:
        if self._panel.order is not None:
            self._do(self._show_whole(self._panel.order))

    def _on_whole_confirmed(self, chosen: object) -> None:
        order = self._panel.order
        if order is not None and isinstance(chosen, tuple):
            self._do(self._cancel_whole(order, *chosen))

    def _on_pay_wished(self, some: bool) -> None:
        order = self._panel.order
        if order is None:
            return
        ticked = self._panel.table.tickets.ticked() if some else []
        if some and not ticked:
            self.said.emit(translate("deeds", "Tick the tickets that are paid now, then press the button again."), True)
            self._panel.table.setFocus()
            return
        self._panel.pay.show_for(order, tickets=ticked)
        self._panel.place.setCurrentWidget(self._panel.pay)
        self._panel.pay.method.setFocus()

    def _on_invoice_wished(self) -> None:
        order = self._panel.order
        if order is not None:
            self._do(self._write_invoice(order.order))

    def _on_take(self, method: str, amount: int, tickets: list[str]) -> None:
        order = self._panel.order
        if order is not None:
            self._do(self._take(order, method=method, amount=amount, tickets=tickets))

    def _on_reissue(self, without: list[str]) -> None:
        order = self._panel.order
        if order is not None:
            self._do(self._reissue(order, without))

    def _on_goodwill(self, ticket: str, amount: int, alone: str) -> None:
        self._do(self._goodwill(ticket, amount, alone))

    def _on_undo(self, ticket: str, alone: str) -> None:
        self._do(self._undo(ticket, alone))

    def _on_alone(self, tickets: list[str], alone: str) -> None:
        self._do(self._click(tickets, alone=alone))

    def _on_customer(self, fields: dict[str, str]) -> None:
        order = self._panel.order
        if order is not None:
            self._do(self._change_customer(order.order, fields))

    # --- deeds ---------------------------------------------------------------------------------------------------

    def _do(self, work: Any) -> None:
        """Runs one deed at a time; a wish during a deed is dropped, as a second click would be."""
        if self._busy:
            work.close()
            return
        self._busy = True
        self._tasks.spawn(self._run(work), name="deed")

    async def _run(self, work: Awaitable[None]) -> None:
        try:
            await work
        except (RuleBroken, Unavailable) as problem:
            self._panel.strip.finish.setEnabled(True)
            await self._refused(problem)
        finally:
            self._busy = False
            self._panel.strip.finish.setEnabled(True)
            self.done.emit()

    async def _refused(self, problem: RuleBroken | Unavailable) -> None:
        sentence = await messages.told(problem, books=self._books)
        self.said.emit(sentence, True)
        await self.refresh()

    async def _click(self, tickets: Sequence[str], *, alone: str | None = None) -> None:
        who = Who(self._who(), alone=alone)
        try:
            done = await self._books.write(cancel.click, tickets, who=who)
        except RuleBroken as problem:
            order = self._panel.order
            if problem.code == "needs_second_person" and order is not None:
                await self._explain([t for t in order.tickets if t.ticket in tickets], problem)
                return
            raise
        self._panel.table.tickets.clear_ticks()
        self._last = tuple(done.tickets)
        await self._show(done.order)
        named = self._shorts(done.tickets)
        text = translate("deeds", "Ticket {ticket} is no longer valid. Choose a reason, then finish.")
        self.said.emit(text.format(ticket=named), False)

    def _shorts(self, tickets: Sequence[str]) -> str:
        order = self._panel.order
        return ", ".join(t.short for t in order.tickets if t.ticket in tickets) if order is not None else ""

    async def _explain(self, tickets: Sequence[TicketView], problem: RuleBroken) -> None:
        sentence = await messages.told(problem, books=self._books)
        kind = problem.code if problem.code in ("used", "performance_over", "needs_second_person") else ""
        self._panel.explain.show_for(tickets, sentence=sentence, kind=kind)
        self._panel.place.setCurrentWidget(self._panel.explain)
        self._panel.explain.back.setFocus()

    async def _explain_invoice(self, order: OrderView, tickets: Sequence[TicketView]) -> None:
        after = await self._books.read(invoice.preview_reissue, order.order, without=[t.ticket for t in tickets])
        self._panel.invoice.show_for(
            order, tickets, left=after.tickets, total=after.total, due=after.due_on, number=after.invoice
        )
        self._panel.place.setCurrentWidget(self._panel.invoice)
        (self._panel.invoice.reissue if after.tickets else self._panel.invoice.whole).setFocus()

    async def _finish(self, tickets: Sequence[str], wish: FinishWish) -> None:
        done = await self._books.write(
            cancel.finish,
            tickets,
            who=Who(self._who()),
            reason=wish.reason,
            method=wish.method,
            amount=wish.amount,
            paper=wish.paper,
            inform=wish.inform,
            note=wish.note,
        )
        self._last = tuple(done.tickets)
        self._panel.show_idle()
        await self._show(done.order)
        if not done.hand_out:
            self._focus_next()
            text = translate("deeds", "Refund of {ticket} recorded. Ctrl+Z keeps the ticket while that is possible.")
            self.said.emit(text.format(ticket=self._shorts(done.tickets)), False)
            self.strip_closed.emit()

    async def _handed_out(self, tickets: Sequence[str]) -> None:
        await self._books.write(cancel.paid_out, tickets, who=Who(self._who()))
        self._last = ()
        self._panel.show_idle()
        await self.refresh()
        self._focus_next()
        self.said.emit(translate("deeds", "Handed out and recorded."), False)
        self.strip_closed.emit()

    def _focus_next(self) -> None:
        """After Finish the next valid row is current; the focus is on the table."""
        order = self._panel.order
        if order is not None:
            following = next((t.ticket for t in order.tickets if mark_of(t) == "cross" and t.state == "valid"), None)
            if following is not None:
                self._panel.table.select_ticket(following)
        self._panel.table.setFocus()

    async def _keep(self, tickets: Sequence[str], *, by_esc: bool) -> None:
        await self._books.write(cancel.keep, tickets, who=Who(self._who()), by_esc=by_esc)
        self._last = ()
        self._panel.show_idle()
        await self.refresh()
        self._panel.table.select_ticket(tickets[0])
        self._panel.table.setFocus()
        text = translate("deeds", "Ticket {ticket} kept - still valid.")
        self.said.emit(text.format(ticket=self._shorts(tickets)), False)
        self.strip_closed.emit()

    async def _keep_or_reinstate(self, ticket: TicketView) -> None:
        if ticket.cancelled is not None and not ticket.cancelled.final:
            await self._keep([ticket.ticket], by_esc=False)
            return
        _, new = await self._books.write(cancel.reinstate, ticket.ticket, who=Who(self._who()))
        await self.refresh()
        self._panel.table.select_ticket(new)
        self.said.emit(translate("deeds", "Reinstated with a new number; the old paper stays refused."), False)

    async def _show_whole(self, order: OrderView) -> None:
        offered = await self._books.read(choices, order.order)
        self._panel.whole.show_for(order, reasons=offered.reasons, methods=offered.methods, method=offered.method)
        self._panel.place.setCurrentWidget(self._panel.whole)
        self._panel.whole.reason.setFocus()

    async def _cancel_whole(self, order: OrderView, reason: str, method: str | None, note: str | None) -> None:
        live = [t.ticket for t in order.tickets if t.state in ("valid", "held", "displaced")]
        done = await self._books.write(
            cancel.cancel, live, who=Who(self._who()), reason=reason, method=method, note=note, inform="later"
        )
        self._last = tuple(done.tickets)
        self._panel.show_idle()
        await self._show(done.order)
        if not done.hand_out:
            self._panel.table.setFocus()
        self.said.emit(counted("deeds", "%n ticket(s) cancelled.", len(done.tickets)), False)

    async def _take(self, order: OrderView, *, method: str, amount: int, tickets: Sequence[str]) -> None:
        who = Who(self._who())
        done: payment.Paid | payment.Split
        if tickets:
            done = await self._books.write(payment.split, order.order, tickets=tickets, who=who, method=method)
        else:
            done = await self._books.write(payment.pay, order.order, method=method, amount=amount, who=who)
        self._panel.table.tickets.clear_ticks()
        self._panel.show_idle()
        await self._show(done.order)
        self._panel.table.setFocus()
        said = translate("deeds", "{amount} booked.").format(amount=words.money(done.amount, done.currency))
        self.said.emit(said, False)

    async def _reissue(self, order: OrderView, without: Sequence[str]) -> None:
        done = await self._books.write(invoice.reissue, order.order, without=without, who=Who(self._who()))
        self._panel.show_idle()
        await self._show(done.order, focus=True)
        text = translate("deeds", "Order {old} is cancelled; order {new} with invoice {invoice} replaces it.")
        said = text.format(old=done.cancelled_order, new=done.order_number, invoice=done.invoice)
        await self._write_invoice(done.order, said=said)

    async def _write_invoice(self, order: str, *, said: str = "") -> None:
        """The invoice as PDF, with a button that opens it. What was done stays done where the disk refuses the file."""
        try:
            file = await self._books.read(save_invoice, order, to=self._papers)
        except OSError as problem:
            text = translate("deeds", "The PDF could not be written to {folder} ({why}).")
            text = text.format(folder=self._papers, why=problem.strerror or problem)
            self.said.emit(f"{said} {text}".strip(), True)
            return
        text = translate("deeds", "Invoice written to {file}.").format(file=file)
        self.written.emit(said or text, file)

    async def _goodwill(self, ticket: str, amount: int, alone: str) -> None:
        order = self._panel.order
        if order is None:
            return
        method = (await self._books.read(choices, order.order)).method
        await self._books.write(
            cancel.goodwill, ticket, who=Who(self._who(), alone=alone), method=method, amount=amount, note=alone
        )
        self._panel.show_idle()
        await self.refresh()
        self.said.emit(translate("deeds", "Goodwill refund recorded; the ticket stays as it is."), False)

    async def _undo(self, ticket: str, alone: str) -> None:
        await self._books.write(admit.undo_entry, ticket, who=Who(self._who(), alone=alone))
        self._panel.show_idle()
        await self.refresh()
        self._panel.table.setFocus()
        self.said.emit(translate("deeds", "Entry undone, the ticket is valid again."), False)

    async def _change_customer(self, order: str, fields: dict[str, str]) -> None:
        await self._books.write(customer.change_customer, order, fields=fields, who=Who(self._who()))
        await self.refresh()
        self.said.emit(translate("deeds", "Customer saved; the old value stays in History."), False)
