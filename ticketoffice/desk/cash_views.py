"""The frozen rows of the drawer and of takings, as screens, commands and files show them. Amounts are minor units."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class CurrencyView(Struct, frozen=True):
    """One currency's drawer: what moved it since it was closed last. `earlier`: cash while no session was open. `counted` and
    `difference` (above zero: more than expected) are None until it was counted; `left`: what stays in it unless told otherwise.
    """

    currency: str
    float: int
    earlier: int
    payments: int
    refunds: int
    put_in: int
    taken_out: int
    dropped: int
    expected: int
    counted: int | None
    difference: int | None
    left: int


class TakingView(Struct, frozen=True):
    """What came in and went out by one method in one currency; desk and person by name, "" where all are one line."""

    desk: str
    by: str
    method: str
    currency: str
    taken: int
    given: int
    count: int

    @property
    def sum(self) -> int:
        """What is left of it."""
        return self.taken - self.given


class TillView(Struct, frozen=True):
    """The drawer now (the X report). `session` None: it is closed. `forgotten`: opened on an earlier business day. `left_before`: what
    the last closing left in it, by currency. `counts`: how often it was counted since money moved last; `may_count`: it may be counted
    once more. `refunds_open`: so many refunds of this desk must be finished or handed out before it can be closed. `waiting`: so many
    operations that moved money the centre has not answered; None: there is no centre. `needs_reason`, `needs_second`: how it closes.
    """

    session: str | None
    opened_at: int | None
    opened_by: str
    forgotten: bool
    day: date
    currencies: tuple[CurrencyView, ...]
    takings: tuple[TakingView, ...]
    deeds: tuple[tuple[str, int], ...]
    no_sales: int
    left_before: tuple[tuple[str, int], ...]
    counts: int
    may_count: bool
    refunds_open: int
    waiting: int | None
    waiting_sums: tuple[tuple[str, int], ...]
    needs_reason: bool
    needs_second: bool
    at: int
    timezone: str
    currency: str

    @property
    def is_counted(self) -> bool:
        """Whether it was counted since money moved last."""
        return self.counts > 0


class DrawerState(Struct, frozen=True):
    """Whether the drawer is open, since when, and whether that was an earlier business day."""

    opened_at: int | None
    forgotten: bool
    timezone: str


class ClosingView(Struct, frozen=True):
    """A closing (the Z report), as it was written down and will always be. `second`: who stood beside, or why nobody did."""

    number: str
    day: date
    opened_at: int
    closed_at: int
    closed_by: str
    second: str
    why: str
    first: str
    last: str
    currencies: tuple[CurrencyView, ...]
    takings: tuple[TakingView, ...]
    deeds: tuple[tuple[str, int], ...]
    no_sales: int
    waiting: int | None
    timezone: str


class TakingsReport(Struct, frozen=True):
    """The takings of some business days: `lines` per currency, desk, person and method; `totals` per currency and method."""

    since: date
    until: date
    lines: tuple[TakingView, ...]
    totals: tuple[TakingView, ...]
    timezone: str
