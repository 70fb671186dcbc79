"""What is due of an order that waits, as frozen lines: the screens have these from their start."""

from __future__ import annotations

from msgspec import Struct


class DueRow(Struct, frozen=True):
    """One thing to do now. `what`: remind (number `reminder`, `way` email or print), release or cancel (these `tickets`);
    `since` when, as a time of the venue (`since_zone`). `open`: what the customer still owes, in minor units.
    """

    order: str
    number: str
    customer: str
    what: str
    since: int
    since_zone: str
    reminder: int | None
    way: str | None
    tickets: tuple[str, ...]
    open: int
    currency: str
    event: str
    starts_at: int
    timezone: str


class WorkedOff(Struct, frozen=True):
    """A line that was worked off, by which operation, and what of it became credit of the customer."""

    row: DueRow
    operation: str
    credit: int
