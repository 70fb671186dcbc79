"""A terminal behind the port, in ZVT: pays once, asks where the outcome is not known, and never sends a payment again.

How a payment goes: what the terminal booked last is asked and noted (`before`), the payment is noted on disk, then it is sent. From
then on its outcome is what the terminal has booked:

* a status of just this amount under a new trace, result 0: approved; any other result, or an abort: declined;
* a status of another amount, or with the trace of before, is of somebody else's payment and says nothing about this one;
* line cut, no answer, a status that says nothing: the terminal is asked for its last payment. Under the trace of before: it has
  not booked this one. Under a new one with this amount: that is it. With another amount: nobody knows, and a person looks.

Worked example: CHF 30.00 is sent and the line is cut. The terminal's last payment had trace 41; asked again it says trace 42, 30.00,
result 0. It is approved, although its answer was lost. Had it said 41, nothing was charged.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from msgspec.structs import replace

from ticketoffice.domain.errors import Unavailable
from ticketoffice.store.card_charges import APPROVED, CardCharge
from ticketoffice.terminal import zvt
from ticketoffice.terminal.line import Line, LineBroken, Patience, SaidNo
from ticketoffice.terminal.notebook import Notebook
from ticketoffice.terminal.payment_terminal import (
    ABORTED,
    BUSY,
    DECLINED,
    NO_RECORD,
    NOT_BOOKED,
    NOT_REACHED,
    OTHER_AMOUNT,
    SAID_NO,
    Approved,
    Declined,
    Outcome,
    Said,
    Unknown,
)

TOLD_ALIKE = 2
"""So often in a row a terminal must say that it has booked nothing before that is believed."""


class ZvtTerminal:
    """One terminal at an address. Its calls block, and one at a time is made; `abort` may come from another thread."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        notebook: Notebook,
        currency: str = "CHF",
        password: str = "000000",
        patience: Patience = Patience(),
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._address = (host, port)
        self._notebook = notebook
        self._currency = currency
        self._password = password
        self._patience = patience
        self._pause = pause
        self._turn = threading.Lock()
        self._at_work: str | None = None
        self._line: Line | None = None

    @property
    def currency(self) -> str:
        """What its payments are in."""
        return self._currency

    def pay(self, amount: int, reference: str, *, said: Said | None = None) -> Outcome:
        """As the port says. A second call with the same reference waits for the first one and has its outcome; another payment
        meanwhile is `terminal_busy`, and one before the last one is known `terminal_unsettled`.
        """
        if not 0 < amount <= zvt.MOST:
            raise ValueError(f"{amount} is no payment")
        with self._alone(reference):
            before = self._notebook.noted(reference)
            if before is not None:
                return self._outcome_of(before) or self._ask(before)
            unsettled = self._notebook.unsettled()
            if unsettled is not None:
                told = {
                    "amount": unsettled.amount,
                    "currency": unsettled.currency,
                    "reference": unsettled.reference,
                }
                raise Unavailable("terminal_unsettled", data=told)
            return self._pay(amount, reference, said=said or _nobody)

    def ask(self, reference: str) -> Outcome:
        """What became of it: as noted, else as the terminal says. Raises Unavailable `terminal_busy` while it pays another one."""
        with self._alone(reference):
            attempt = self._notebook.noted(reference)
            if attempt is None:
                return Unknown(reference, 0, self._currency, NO_RECORD)
            return self._outcome_of(attempt) or self._ask(attempt)

    def read_on_terminal(self, reference: str, *, was_charged: bool, trace: int = 0) -> Outcome:
        """A person has read on the terminal's own journal what became of a payment that nobody knew about; it is noted, and the next
        one can begin. What is known already stays.
        """
        with self._alone(reference):
            attempt = self._notebook.noted(reference)
            if attempt is None:
                return Unknown(reference, 0, self._currency, NO_RECORD)
            if (known := self._outcome_of(attempt)) is not None:
                return known
            charged = _approved(attempt, trace=trace, receipt=None, terminal=None)
            return self._settle(attempt, charged if was_charged else Declined(reference, NOT_BOOKED))

    def abort(self) -> None:
        """Sends the wish to end; where nothing runs, or the line is gone, nothing is sent."""
        line = self._line
        if line is not None:
            try:
                line.send(zvt.Message(zvt.ABORT))
            except LineBroken:
                return

    @contextmanager
    def _alone(self, reference: str) -> Iterator[None]:
        if not self._turn.acquire(blocking=self._at_work == reference):
            raise Unavailable("terminal_busy")
        self._at_work = reference
        try:
            yield
        finally:
            self._at_work = None
            self._turn.release()

    # --- a payment ------------------------------------------------------------------------------------------------

    def _pay(self, amount: int, reference: str, *, said: Said) -> Outcome:
        attempt: CardCharge | None = None
        outcome: Approved | Declined | None = None
        try:
            with self._connected() as line:
                last = self._last_booked(line)
                last_trace = None if last is None else last.trace
                attempt = self._notebook.begin(reference, amount, self._currency, last_trace=last_trace)
                outcome = self._sent(line, attempt, said=said)
        except (LineBroken, SaidNo, zvt.Malformed) as problem:
            if attempt is None:
                name = f"{self._address[0]}:{self._address[1]}"
                raise Unavailable("terminal_unreachable", data={"name": name}) from problem
        return self._ask(attempt) if outcome is None else self._settle(attempt, outcome)

    def _sent(self, line: Line, attempt: CardCharge, *, said: Said) -> Approved | Declined | None:
        """The payment is sent, once; None where the outcome has to be asked for."""
        try:
            line.ask(zvt.authorisation(attempt.amount, currency=attempt.currency))
        except SaidNo as no:
            return Declined(attempt.reference, SAID_NO, no.code)
        status: zvt.Status | None = None
        for message in self._heard(line):
            if message.kind == zvt.INTERMEDIATE:
                said(zvt.STATES.get(message.data[0] if message.data else 0xFF, "please_wait"))
            elif message.kind == zvt.STATUS:
                status = _this(zvt.status_of(message), attempt) or status
            elif message.kind == zvt.COMPLETION:
                return None if status is None else _told(status, attempt)
            elif message.kind == zvt.ABORTED:
                return _ended(message, attempt, status=status)
        return None

    def _heard(self, line: Line) -> Iterator[zvt.Message]:
        """What the terminal tells until its time is over; then it is asked to end, and has as long again as for an answer."""
        latest = time.monotonic() + self._patience.payment
        is_late = False
        while True:
            try:
                yield line.receive(latest)
            except LineBroken:
                if is_late or time.monotonic() < latest:
                    raise
                is_late, latest = True, time.monotonic() + self._patience.answer
                line.send(zvt.Message(zvt.ABORT))

    # --- what became of it ----------------------------------------------------------------------------------------

    def _ask(self, attempt: CardCharge) -> Outcome:
        """Asks until the terminal has said it, or the time for asking is over."""
        latest = time.monotonic() + self._patience.asking
        why, alike = NOT_REACHED, 0
        while True:
            try:
                with self._connected() as line:
                    last = self._last_booked(line)
                outcome = _became(attempt, last)
                if outcome is None:
                    why = OTHER_AMOUNT
                    break
                alike = alike + 1 if isinstance(outcome, Declined) else TOLD_ALIKE
                if alike == TOLD_ALIKE:
                    return self._settle(attempt, outcome)
            except (LineBroken, zvt.Malformed):
                why, alike = NOT_REACHED, 0
            except SaidNo:
                why, alike = BUSY, 0
            if time.monotonic() + self._patience.pause > latest:
                break
            self._pause(self._patience.pause)
        return Unknown(attempt.reference, attempt.amount, attempt.currency, why)

    def _last_booked(self, line: Line) -> zvt.Status | None:
        """What the terminal booked last, None where it has booked nothing yet. Raises LineBroken, SaidNo, Malformed."""
        line.ask(zvt.repeat_receipt(self._password))
        latest = time.monotonic() + self._patience.answer
        status: zvt.Status | None = None
        while True:
            message = line.receive(latest)
            if message.kind == zvt.STATUS:
                status = zvt.status_of(message)
            elif message.kind == zvt.COMPLETION:
                if status is None or status.trace is None:
                    raise zvt.Malformed("no trace")
                return status
            elif message.kind == zvt.ABORTED:
                code = message.data[0] if message.data else zvt.BUSY
                if code == zvt.NO_RECEIPT:
                    return None
                raise SaidNo(code)

    @contextmanager
    def _connected(self) -> Iterator[Line]:
        line = Line(*self._address, patience=self._patience)
        try:
            line.ask(zvt.registration(self._password, currency=self._currency))
            latest = time.monotonic() + self._patience.answer
            while (message := line.receive(latest)).kind != zvt.COMPLETION:
                if message.kind == zvt.ABORTED:
                    raise SaidNo(message.data[0] if message.data else zvt.BUSY)
            self._line = line
            yield line
        finally:
            self._line = None
            line.close()

    # --- what is noted --------------------------------------------------------------------------------------------

    def _settle(self, attempt: CardCharge, outcome: Approved | Declined) -> Outcome:
        if isinstance(outcome, Approved):
            ended = replace(
                attempt,
                outcome=APPROVED,
                trace=outcome.trace,
                receipt=outcome.receipt,
                terminal=outcome.terminal,
            )
        else:
            ended = replace(attempt, outcome=DECLINED, why=outcome.why, code=outcome.code)
        self._notebook.note(ended)
        return outcome

    def _outcome_of(self, attempt: CardCharge) -> Outcome | None:
        if attempt.outcome == APPROVED:
            return _approved(attempt, trace=attempt.trace or 0, receipt=attempt.receipt, terminal=attempt.terminal)
        return Declined(attempt.reference, attempt.why or DECLINED, attempt.code) if attempt.outcome else None


def _nobody(state: str) -> None:
    """Nobody looks at what the terminal shows."""


def _ended(message: zvt.Message, attempt: CardCharge, *, status: zvt.Status | None) -> Declined | None:
    """An abort charges nothing; one that contradicts a status is asked about."""
    if status is not None:
        return None if status.result == zvt.OK else Declined(attempt.reference, DECLINED, status.result)
    return Declined(attempt.reference, ABORTED, message.data[0] if message.data else None)


def _this(status: zvt.Status, attempt: CardCharge) -> zvt.Status | None:
    """The status if it is of this payment: of its amount, and not one that was booked before."""
    is_ours = status.amount == attempt.amount and status.currency in (None, attempt.currency)
    return status if is_ours and status.trace != attempt.last_trace and status.trace is not None else None


def _told(status: zvt.Status, attempt: CardCharge) -> Approved | Declined:
    if status.result == zvt.OK:
        return _approved(attempt, trace=status.trace or 0, receipt=status.receipt, terminal=status.terminal)
    return Declined(attempt.reference, DECLINED, status.result)


def _approved(attempt: CardCharge, *, trace: int, receipt: int | None, terminal: str | None) -> Approved:
    return Approved(attempt.reference, attempt.amount, attempt.currency, trace, receipt, terminal)


def _became(attempt: CardCharge, last: zvt.Status | None) -> Approved | Declined | None:
    """What the terminal's last payment says of this one; None: that it was somebody else's."""
    if last is None or last.trace == attempt.last_trace:
        return Declined(attempt.reference, NOT_BOOKED)
    ours = _this(last, attempt)
    return None if ours is None else _told(ours, attempt)
