"""The port: a payment at a card terminal ends as approved, declined or unknown; unknown is asked for, never tried again.

A card's number is never here: an approved payment is known by the terminal's id, its trace and its receipt number.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from ticketoffice.domain.errors import RuleBroken, Unavailable

DECLINED, ABORTED, NOT_BOOKED, SAID_NO = "declined", "aborted", "not_booked", "said_no"
"""Why nothing was charged: card or bank said no; somebody or the time ended it; the terminal has no such payment; it did not begin."""
OTHER_AMOUNT, NOT_REACHED, BUSY, NO_RECORD = "other_amount", "not_reached", "busy", "no_record"
"""Why nobody knows: the terminal's last payment is another one; it does not answer; it is still at work; nothing was noted here."""


class Approved(Struct, frozen=True):
    """The card was charged `amount` minor units, once. `trace` and `receipt` are the terminal's own numbers."""

    reference: str
    amount: int
    currency: str
    trace: int
    receipt: int | None = None
    terminal: str | None = None


class Declined(Struct, frozen=True):
    """Nothing was charged. `code` is the terminal's own, where it gave one."""

    reference: str
    why: str
    code: int | None = None


class Unknown(Struct, frozen=True):
    """Whether the card was charged is not known: it is asked again (`PaymentTerminal.ask`), or read on the terminal by a person."""

    reference: str
    amount: int
    currency: str
    why: str


Outcome = Approved | Declined | Unknown
Said = Callable[[str], None]
"""Told what the terminal shows meanwhile: a code of `zvt.STATES`."""


class PaymentTerminal(Protocol):
    """One terminal of one desk. Its calls block; `AtTerminal` makes them in a thread of their own."""

    @property
    def currency(self) -> str:
        """What its payments are in."""

    def pay(self, amount: int, reference: str, *, said: Said | None = None) -> Outcome:
        """Charges a card once for this reference, however often it is called with it. Raises Unavailable `terminal_unreachable`,
        `terminal_busy`, `terminal_unsettled` before anything was sent.
        """

    def ask(self, reference: str) -> Outcome:
        """What became of a payment; sends none."""

    def read_on_terminal(self, reference: str, *, was_charged: bool, trace: int = 0) -> Outcome:
        """A person has read on it what became of a payment that nobody knew about."""

    def abort(self) -> None:
        """Asks the terminal to end what it is at; what became of that is the answer of `pay`."""


def charged(outcome: Outcome) -> Approved:
    """The payment where the card was charged; raises RuleBroken `terminal_declined` or Unavailable `terminal_unknown`."""
    if isinstance(outcome, Approved):
        return outcome
    if isinstance(outcome, Declined):
        raise RuleBroken("terminal_declined", data={"why": outcome.why, "detail": outcome.code}, next=("pay",))
    told = {"amount": outcome.amount, "currency": outcome.currency, "why": outcome.why}
    raise Unavailable("terminal_unknown", data=told)
