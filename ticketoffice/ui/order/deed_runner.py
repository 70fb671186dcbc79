"""One deed at a time on the book's thread: how it runs, what a refusal leaves, and what is tidied and shown afterwards."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from ticketoffice.desk.people import person_named
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.outcome import Changes
from ticketoffice.domain.people import Who
from ticketoffice.ui import messages
from ticketoffice.ui.order.panel import OrderPanel
from ticketoffice.ui.order.second_person import Approval
from ticketoffice.ui.order.wishes import Wish
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.desk.views import OrderView
    from ticketoffice.ui.at_desk import AtDesk


T = TypeVar("T")


class OrderLeft(Exception):
    """Another order was opened while something was looked up for the one before: there is nobody to show it to."""


class DeedRunner(QObject):
    """The cashier goes on while a deed is written: what ends late shows its order only where he still wants to see it
    (`wished`), else it is only said, with the number of its order.

    `said` carries a sentence (and whether it is a refusal), `unsaid` one that no longer holds, `written` one with the
    file of a paper, `printed` the file of tickets, which is opened at once; `left`: another order is shown from now on;
    `page_closed`: no deed runs and no page is open any more.
    """

    said = Signal(str, bool)
    unsaid = Signal(str)
    written = Signal(str, Path)
    printed = Signal(str)
    left = Signal()
    page_closed = Signal()

    def __init__(self, panel: OrderPanel, *, desk: AtDesk) -> None:
        super().__init__(panel)
        self.panel, self.books = panel, desk.books
        self._tasks, self._person = desk.tasks, desk.who
        self.printing = desk.printing
        self._busy = False
        self._running: Wish | None = None
        self._waiting: list[Wish] = []
        self._closed_meanwhile = False
        self._is_stale = False
        self._wished: str | None = None
        self._looks = self._shown = 0
        self._about: str | None = None
        self._about_number = ""
        self._shown_too: list[Callable[..., Awaitable[None]]] = []
        self._heard_too: list[Callable[[str], Awaitable[None]]] = []
        for page in panel.pages:
            page.refused.connect(self.refuse)
            page.mended.connect(self.unsaid)
        panel.page_closed.connect(self._on_page_closed)

    @property
    def busy(self) -> bool:
        """Whether a deed is being written."""
        return self._busy

    def who(self) -> Who:
        """The person who wished the deed that runs, else who is at the desk."""
        return Who(self._running.person if self._running is not None else self._person())

    async def who_approved(self, approval: Approval | None) -> Who:
        """The person at the desk, with whoever stands beside."""
        if approval is None:
            return self.who()
        second = await self.books.write(person_named, approval.name) if approval.name else None
        return replace(self.who(), second=second, alone=approval.alone)

    def refuse(self, sentence: str) -> None:
        """Says what is missing."""
        self.said.emit(sentence, True)

    # --- showing -------------------------------------------------------------------------------------------------

    def show_too(self, what: Callable[..., Awaitable[None]]) -> None:
        """From now on `what` is awaited, with the order's id, each time an order was shown; with `quiet` where nobody asked
        for it: then no keyboard is taken.
        """
        self._shown_too.append(what)

    def hear_too(self, what: Callable[[str], Awaitable[None]]) -> None:
        """From now on `what` is awaited, with the order's id, when somebody else has changed the order under an open page."""
        self._heard_too.append(what)

    @property
    def is_here(self) -> bool:
        """Whether the order that the running deed is about is still the one that the cashier wants to see."""
        return self._about == self._wished

    async def go_to(self, order: str, *, ticket: str | None = None, focus: bool = False) -> None:
        """Shows another order from now on; of two that are wanted shortly after each other, the later one."""
        self._wished = order
        try:
            await self.show(order, ticket=ticket, focus=focus)
        except (RuleBroken, Unavailable):
            if self._wished == order:
                self._wished = self.panel.order.order if self.panel.order is not None else None
            raise

    async def look(self, question: Callable[..., T], *args: object, **how: object) -> T:
        """Reads what is shown with the order; where another one was opened meanwhile, nothing is shown any more."""
        wished = self._wished
        answer = await self.books.read(question, *args, **how)
        if self._wished != wished:
            raise OrderLeft
        return answer

    async def refresh(self, *, quiet: bool = False) -> None:
        """Shows the open order as it now stands, moving nothing."""
        if self.panel.order is not None:
            await self.show(self.panel.order.order, quiet=quiet)

    def look_again(self, changes: Changes) -> None:
        """The open order was changed by somebody else than the deed that runs: it is shown as it now stands, but under
        an open page nothing moves until that is closed; the page itself says what it means for what is decided there.
        """
        order = self.panel.order
        if order is None or order.order not in changes.orders or (self._busy and self._about == order.order):
            return
        if self.panel.page is None:
            self._tasks.spawn(self.refresh(quiet=True), name="show")
        else:
            self._is_stale = True
            self._tasks.spawn(self._hear(order.order), name="hear")

    async def _hear(self, order: str) -> None:
        """Whose order it is, is read anew at once: somebody may have been erased."""
        with suppress(OrderLeft):
            view, shown = await self.look(show, order), self.panel.order
            if shown is not None and _people(view) != _people(shown):
                await self.refresh(quiet=True)
            for what in self._heard_too:
                await what(order)

    async def show(self, order: str, *, ticket: str | None = None, focus: bool = False, quiet: bool = False) -> None:
        """Shows an order as it now stands; another order than before begins without ticks and pages. One that the
        cashier has left meanwhile is not shown, nor what was asked for before what is shown: two readers may end the other way round.
        """
        self._looks += 1
        look = self._looks
        view = await self.books.read(show, order)
        if self._wished != order or look < self._shown:
            return
        self._shown = look
        self._is_stale = False
        if self.panel.order is None or self.panel.order.order != order:
            self.left.emit()
            for page in self.panel.pages:
                page.set_waiting(False)
            self.panel.show_idle()
        self.panel.show_order(view, ticket=ticket, focus=focus)
        with suppress(OrderLeft):
            for what in self._shown_too:
                await what(order, quiet=quiet)

    def shorts(self, tickets: Sequence[str]) -> str:
        """The short numbers of these tickets of the order that is shown."""
        order = self.panel.order
        return ", ".join(t.short for t in order.tickets if t.ticket in tickets) if order is not None else ""

    # --- papers --------------------------------------------------------------------------------------------------

    async def write_paper(
        self, save: Callable[..., Path], order: str, *, to: Path, said: str = "", **how: object
    ) -> None:
        """A paper of an order as PDF, with a button that opens it. What was done stays done where the disk refuses it."""
        try:
            file = await self.books.read(save, order, to=to, **how)
        except OSError as problem:
            text = translate("deeds", "The PDF could not be written to {folder} ({why}).")
            text = text.format(folder=to, why=problem.strerror or problem)
            self.tell(f"{said} {text}".strip(), refusal=True)
            return
        self.written.emit(said or translate("deeds", "Invoice written to {file}.").format(file=file), file)

    # --- a deed --------------------------------------------------------------------------------------------------

    def write_approved(
        self, deed: Callable[..., object], ticket: str, *, approval: Approval, said: str, **how: object
    ) -> None:
        """Writes a deed about one ticket of the order that is shown, with whoever stands beside, and says so."""
        order = self.panel.order
        if order is not None:
            self.do(self._write_approved, order.order, deed, ticket, approval=approval, said=said, **how)

    async def _write_approved(
        self, order: str, deed: Callable[..., object], ticket: str, *, approval: Approval, said: str, **how: object
    ) -> None:
        await self.books.write(deed, ticket, who=await self.who_approved(approval), **how)
        await self.after(order, said=said, ticket=ticket)

    def do(self, work: Callable[..., Coroutine[Any, Any, None]], *args: object, **how: object) -> None:
        """Runs one deed at a time; what is pressed during a deed waits for its turn, and the same once more is that same
        wish, as a second click is.
        """
        wish = self._wish(work, args, how)
        if not self._busy:
            self._begin(wish)
        elif wish != self._running:
            self._queue(wish)

    def waits(self, again: Callable[..., None], *args: object, here: bool = False) -> bool:
        """Whether what opens a page has to wait for the deed that is written; it is wished again then. `here`: only where
        that deed is about the order that is shown, whose end would close the page.
        """
        if not self._busy or (here and not self.is_here):
            return False
        self._queue(self._wish(again, args, {}, asks=True))
        return True

    def _wish(
        self, work: Callable[..., Any], args: tuple[object, ...], how: dict[str, object], *, asks: bool = False
    ) -> Wish:
        number = self.panel.order.number if self.panel.order is not None else ""
        return Wish(self._wished, work, args, how, asks=asks, number=number, person=self._person())

    def _queue(self, wish: Wish) -> None:
        if wish not in self._waiting:
            self._waiting.append(wish)

    def _begin(self, wish: Wish) -> None:
        self._busy, self._running = True, wish
        self._about, self._about_number = wish.order, wish.number
        self._tasks.spawn(self._run(wish), name="deed")

    async def _run(self, wish: Wish) -> None:
        page = self.panel.page if self.is_here else None
        if page is not None:
            page.set_waiting(True)
        try:
            await wish.work(*wish.args, **wish.how)
        except OrderLeft:
            self._tell_left(wish)
        except (RuleBroken, Unavailable) as problem:
            await self._refused(problem)
        finally:
            if page is not None:
                page.set_waiting(False)
            self._busy, self._running = False, None
            self._go_on()

    def _go_on(self) -> None:
        """The next wish that waited; a page is not opened any more where its order was left, and that is said."""
        while self._waiting and not self._busy:
            wish = self._waiting.pop(0)
            if not wish.asks:
                self._begin(wish)
            elif wish.order == self._wished:
                wish.work(*wish.args)
            else:
                self._tell_left(wish)
        self._tell_closed()

    def _tell_left(self, wish: Wish) -> None:
        text = translate(
            "deeds", "Order {order}: you went on before what you wished there could be opened; nothing was done."
        )
        self.said.emit(text.format(order=wish.number), True)

    async def _refused(self, problem: RuleBroken | Unavailable) -> None:
        """The page stays as it is, with what was typed; the order is shown as it really stands."""
        self.tell(await messages.told(problem, books=self.books), refusal=True)
        with suppress(Unavailable):  # that the book cannot be read either has just been said
            await self.refresh()

    async def after(self, order: str, *, said: str, ticket: str | None = None, focus: bool = False) -> None:
        """What follows a deed: ticks are gone, its page closes, the order is shown as it now stands, and it is said.
        `focus`: the order is another one now, its tickets come first. Where the cashier has gone on to another order,
        nothing moves there.
        """
        if self.is_here:
            self.panel.table.tickets.clear_ticks()
            self.panel.show_idle()
            self._about = self._wished = order
            await self.show(order, ticket=ticket, focus=focus)
            if self.is_here and self.panel.page is None:
                self.panel.focus_rows()
        if said:
            self.tell(said)

    def tell(self, sentence: str, *, refusal: bool = False) -> None:
        """Says how the deed ended; beside another order with the number of the one that it was about."""
        if not self.is_here:
            text = translate("deeds", "Order {order}: {said}")
            sentence = text.format(order=self._about_number, said=sentence)
        self.said.emit(sentence, refusal)

    def _on_page_closed(self) -> None:
        """A page that closes within a deed may be followed by the next one: only the end of the deed tells."""
        self._closed_meanwhile = True
        self._tell_closed()

    def _tell_closed(self) -> None:
        if self._closed_meanwhile and not self._busy:
            self._closed_meanwhile = False
            if self.panel.page is None:
                if self._is_stale:
                    self._tasks.spawn(self.refresh(quiet=True), name="show")
                self.page_closed.emit()


def _people(order: OrderView) -> tuple[object, ...]:
    """The customer and the holders, as they are shown."""
    return (order.customer, *(ticket.holder for ticket in order.tickets))
