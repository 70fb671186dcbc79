"""What a scan means in the window: the gate checks it, an order opens, or it waits until the page that is open is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ticketoffice.desk.find import order_of
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.ui.main_window import MainWindow
from ticketoffice.ui.page_list import GATE
from ticketoffice.ui.words import translate

if TYPE_CHECKING:
    from ticketoffice.ui.at_desk import AtDesk

SHOWN = 24
"""As much of an unknown code as the sentence repeats."""


class Scans(QObject):
    """The one place that says what a scan means; it presses nothing. `opens` shows an order with a ticket that was
    scanned, `checks` asks the gate, `exchanges` gives a ticket back for the cart in hand, where one is paid so.
    """

    def __init__(
        self,
        window: MainWindow,
        *,
        desk: AtDesk,
        opens: Callable[[str, str | None], Awaitable[None]],
        checks: Callable[[str], None],
        exchanges: Callable[[str], bool],
    ) -> None:
        super().__init__(window)
        self._window, self._books, self._told = window, desk.books, desk.told
        self._opens, self._checks, self._exchanges = opens, checks, exchanges
        self._waiting: tuple[str, str] | None = None

    def scan(self, code: str) -> None:
        """A code was scanned."""
        if self._window.pages.shows(GATE):
            self._checks(code)
        elif not self._exchanges(code):
            self._told.spawn(self._scanned(code), name="scan")

    def forget(self) -> None:
        """Another order was opened by hand: the scan that waited for the page before is no longer meant."""
        self._waiting = None

    def open_waiting(self) -> None:
        """The page is done: the scan that waited for it opens; what the page's deed has just said stays to be read."""
        waited, self._waiting = self._waiting, None
        if waited is not None:
            code, told = waited
            self._window.notice.withdraw(told)
            self._told.spawn(self._open(code), name="scan")

    async def _scanned(self, code: str) -> None:
        try:
            order, ticket = await self._books.read(order_of, code)
        except RuleBroken:
            text = translate("search", "No ticket for {code}. Scan again or type the number.")
            self._window.notice.say(text.format(code=code[:SHOWN]), stays=True)
            return
        panel = self._window.order
        if panel.page is None or panel.order is None:
            self._window.notice.clear()
            await self._opens(order, ticket)
        elif panel.order.order == order:
            self._window.show_orders()
            panel.table.select_ticket(ticket)
        else:
            text = translate("search", "Finish {ticket} first; the scan is opened next.").format(ticket=panel.in_hand)
            self._waiting = (code, text)
            self._window.notice.say(text, stays=True)

    async def _open(self, code: str) -> None:
        await self._opens(*await self._books.read(order_of, code))
