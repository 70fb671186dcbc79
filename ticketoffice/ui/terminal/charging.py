"""A card payment at the terminal of this desk: asked for once, and where its outcome is not known, a person says it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.terminal.payment_terminal import Approved, Outcome, Unknown, charged
from ticketoffice.ui.terminal.panel import TerminalPanel

if TYPE_CHECKING:
    from ticketoffice.desk.card_charges import UnsoldCharge
    from ticketoffice.terminal.at_terminal import AtTerminal


class Charging:
    """Of one page. `show` and `hide` put its panel where the money is asked for, or take it away."""

    def __init__(
        self, panel: TerminalPanel, terminal: AtTerminal, *, show: Callable[[], None], hide: Callable[[], None]
    ) -> None:
        self._panel, self._terminal, self._show, self._hide = panel, terminal, show, hide
        self._said: asyncio.Future[bool | None] | None = None
        self._is_asked = False
        self._open: dict[str, object] = {}
        panel.back_requested.connect(self._on_back)
        panel.read.connect(self._answer)
        panel.same.connect(self._answer)
        panel.ask_requested.connect(lambda: self._answer(None))

    def can_charge(self, currency: str) -> bool:
        """Whether the terminal takes this currency; other ones are typed there by hand."""
        return self._terminal.currency == currency

    async def charge(self, amount: int, *, reference: str) -> Approved:
        """The payment once the card was charged; of whatever is raised nothing was. Raises RuleBroken `terminal_declined`;
        `earlier_charged` or `earlier_declined` where it was found out what became of the payment before; Unavailable
        `terminal_unreachable`, `terminal_busy`, and `terminal_unsettled` where the window closes before that is known.
        """
        currency = self._terminal.currency
        self._is_asked = True
        self._show()
        try:
            self._panel.show_waiting(amount, currency)
            try:
                outcome = await asyncio.wrap_future(self._terminal.pay(amount, reference))
            except Unavailable as problem:
                if problem.code != "terminal_unsettled":
                    raise
                raise await self._settled_earlier(problem.data) from problem
            return charged(await self._known(outcome, earlier=False))
        finally:
            self._end()

    def show_again(self) -> None:
        """Somebody has gone on while it is waited for: it is to be seen there too."""
        if self._is_asked:
            self._show()

    async def _settled_earlier(self, of_that: Mapping[str, object]) -> RuleBroken:
        """The payment before this one is asked for first, and it is said what became of that: this one is not sent by itself after it."""
        asked = asyncio.wrap_future(self._terminal.ask(str(of_that["reference"])))
        outcome = await self._known(await asked, earlier=True)
        told = {name: of_that[name] for name in ("amount", "currency")}
        return RuleBroken("earlier_charged" if isinstance(outcome, Approved) else "earlier_declined", data=told)

    async def settle(self, reference: str) -> None:
        """What became of a payment that nobody knows about: the terminal is asked, else a person says it."""
        self._is_asked = True
        self._show()
        try:
            self._panel.show_asking()
            await self._known(await asyncio.wrap_future(self._terminal.ask(reference)), earlier=True)
        finally:
            self._end()

    async def is_that(self, charge: UnsoldCharge) -> bool:
        """Whether this is the payment of a card that was charged already, which a person says."""
        self._is_asked = True
        self._show()
        try:
            self._panel.show_same(charge)
            self._open = {"amount": charge.amount, "currency": charge.currency, "reference": charge.reference}
            self._said = asyncio.get_running_loop().create_future()
            return bool(await self._said)
        finally:
            self._end()

    def _end(self) -> None:
        self._is_asked = False
        self._panel.end()
        self._hide()

    async def _known(self, outcome: Outcome, *, earlier: bool) -> Outcome:
        """Asked for and read on the terminal until somebody knows."""
        while isinstance(outcome, Unknown):
            self._open = {"amount": outcome.amount, "currency": outcome.currency, "reference": outcome.reference}
            self._panel.show_unknown(outcome.amount, outcome.currency, earlier=earlier)
            self._said = asyncio.get_running_loop().create_future()
            said = await self._said
            if said is None:
                outcome = await asyncio.wrap_future(self._terminal.ask(outcome.reference))
            else:
                outcome = await asyncio.wrap_future(self._terminal.settle(outcome.reference, was_charged=said))
        return outcome

    def stop(self) -> None:
        """The window closes: the terminal is asked to end, and what nobody knows is asked for when it is open again."""
        if self._panel.isVisibleTo(self._panel.window()):
            self._terminal.abort()
        if self._said is not None and not self._said.done():
            self._said.set_exception(Unavailable("terminal_unsettled", data=self._open))

    def _on_back(self) -> None:
        self._panel.show_ending()
        self._terminal.abort()

    def _answer(self, said: bool | None) -> None:
        if self._said is not None and not self._said.done():
            self._said.set_result(said)
