"""Payments in a thread of their own: a screen starts one and goes on, and hears of its outcome."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor

from ticketoffice.terminal.payment_terminal import Outcome, PaymentTerminal, Said


class AtTerminal:
    """One thread for one terminal; `close` it with the window. A running payment is waited for, so that its outcome is noted."""

    def __init__(self, terminal: PaymentTerminal) -> None:
        self._terminal = terminal
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="terminal")
        self._running: dict[str, Future[Outcome]] = {}

    def pay(self, amount: int, reference: str, *, said: Said | None = None) -> Future[Outcome]:
        """Starts a payment; tapped twice it is the same one. `said` is called in the terminal's thread."""
        running = self._running.get(reference)
        if running is None or running.done():
            running = self._thread.submit(self._terminal.pay, amount, reference, said=said)
            self._running = {reference: running}
        return running

    def ask(self, reference: str) -> Future[Outcome]:
        """Asks what became of a payment."""
        return self._thread.submit(self._terminal.ask, reference)

    @property
    def currency(self) -> str:
        """What its payments are in."""
        return self._terminal.currency

    def settle(self, reference: str, *, was_charged: bool) -> Future[Outcome]:
        """Somebody has read on the terminal what became of a payment that nobody knew about."""
        return self._thread.submit(self._terminal.read_on_terminal, reference, was_charged=was_charged)

    def abort(self) -> None:
        """Asks the terminal to end; the outcome comes by the payment's future."""
        self._terminal.abort()

    def close(self) -> None:
        """Ends the payment that runs and waits for its outcome."""
        self._terminal.abort()
        self._thread.shutdown(wait=True)
