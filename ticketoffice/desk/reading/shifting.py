"""Moves taken-in dates by whole weeks on the local wall clock, for practice books and tests."""

from __future__ import annotations

from datetime import timedelta
from typing import TypeVar

from msgspec.structs import replace

from ticketoffice.domain.calendar import to_datetime, to_instant
from ticketoffice.domain.taken_in import TakenOrder, TakenPerformance

T = TypeVar("T", TakenOrder, TakenPerformance)
ZONE = "Europe/Zurich"


def moved(instant: int | None, *, weeks: int, timezone: str) -> int | None:
    """An instant so many weeks later at the same time of day there (a summer-time change keeps 20:00 at 20:00)."""
    if instant is None or weeks == 0:
        return instant
    local = to_datetime(instant, timezone=timezone)
    return to_instant((local.replace(tzinfo=None) + timedelta(weeks=weeks)).replace(tzinfo=local.tzinfo))


def shifted(item: T, *, weeks: int) -> T:
    """An order or performance with every instant moved by whole weeks."""
    if weeks == 0:
        return item
    if isinstance(item, TakenPerformance):
        zone = item.timezone
        starts = moved(item.starts_at, weeks=weeks, timezone=zone)
        assert starts is not None
        ends = ("ends_at", "online_until", "reseller_until", "desk_until")
        later = {name: moved(getattr(item, name), weeks=weeks, timezone=zone) for name in ends}
        return replace(item, starts_at=starts, **later)

    def move(instant: int | None) -> int | None:
        return moved(instant, weeks=weeks, timezone=ZONE)

    return replace(
        item,
        created_at=move(item.created_at),
        due_at=move(item.due_at),
        tickets=tuple(replace(t, used_at=move(t.used_at)) for t in item.tickets),
        payments=tuple(replace(p, paid_at=move(p.paid_at)) for p in item.payments),
        refunds=tuple(replace(r, paid_at=move(r.paid_at)) for r in item.refunds),
        invoices=tuple(replace(i, issued_at=move(i.issued_at)) for i in item.invoices),
    )
