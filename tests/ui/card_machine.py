"""A card terminal whose answers are told beforehand: what the window does with each of them."""

from __future__ import annotations

import threading

from msgspec.structs import replace

from ticketoffice.domain.errors import Unavailable
from ticketoffice.store.card_charges import APPROVED, CardCharge
from ticketoffice.terminal.notebook import Notebook
from ticketoffice.terminal.payment_terminal import ABORTED, NOT_REACHED, Approved, Declined, Outcome, Said, Unknown


class Machine:
    """A terminal whose answers are told beforehand; without one it waits until it is asked to end."""

    currency = "CHF"

    def __init__(self, *answers: type) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[int, str]] = []
        self.questions = 0
        self.ended = threading.Event()
        self.unsettled: str | None = None
        self.notebook: Notebook | None = None

    def pay(self, amount: int, reference: str, *, said: Said | None = None) -> Outcome:
        if self.unsettled is not None:
            told = {"amount": 1500, "currency": "CHF", "reference": self.unsettled}
            raise Unavailable("terminal_unsettled", data=told)
        self.asked.append((amount, reference))
        self._noted(amount, reference)
        if not self.answers:
            assert self.ended.wait(10)
            return Declined(reference, ABORTED)
        return self._answer(self.answers.pop(0), amount, reference)

    def ask(self, reference: str) -> Outcome:
        self.questions += 1
        return self._answer(self.answers.pop(0) if self.answers else Unknown, 1500, reference)

    def read_on_terminal(self, reference: str, *, was_charged: bool, trace: int = 0) -> Outcome:
        self.unsettled = None
        return self._answer(Approved if was_charged else Declined, 6000, reference)

    def abort(self) -> None:
        self.ended.set()

    def _noted(self, amount: int, reference: str) -> CardCharge:
        """As a terminal of ours does, before anything is sent."""
        assert self.notebook is not None
        return self.notebook.noted(reference) or self.notebook.begin(reference, amount, "CHF", last_trace=None)

    def _answer(self, kind: type, amount: int, reference: str) -> Outcome:
        if kind is Approved:
            assert self.notebook is not None
            noted = self._noted(amount, reference)
            self.notebook.note(replace(noted, outcome=APPROVED, trace=7))
            return Approved(reference, noted.amount, "CHF", 7)
        return Declined(reference, "declined") if kind is Declined else Unknown(reference, amount, "CHF", NOT_REACHED)
