"""When things are over: performances end, deadlines are dates in the venue's zone, doors open before the start.

Worked example: Aida starts on 18 December at 20:00 in Zürich and has no end, so it is over at 00:00 on the 19th
(start + 4 hours). A day event of the same date is over when the 18th is over. A deadline "7 December" ends at
23:59:59 of that day in the venue's zone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from ticketoffice.domain.state import Performance

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_datetime(instant: int, *, timezone: str = "UTC") -> datetime:
    """The wall clock in `timezone` at an instant in microseconds UTC."""
    return (_EPOCH + timedelta(microseconds=instant)).astimezone(_zone(timezone))


def to_instant(moment: datetime) -> int:
    """Microseconds UTC of a datetime that knows its zone."""
    return (moment.astimezone(UTC) - _EPOCH) // timedelta(microseconds=1)


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def day_of(instant: int, *, timezone: str) -> date:
    """The date at an instant in a zone."""
    return to_datetime(instant, timezone=timezone).date()


def day_number(day: date) -> int:
    """How many days after 1 January 1970."""
    return day.toordinal() - _EPOCH.toordinal()


def end_of_day(day: date, *, timezone: str) -> int:
    """23:59:59 of that day in the zone."""
    return to_instant(datetime.combine(day, time(23, 59, 59), tzinfo=_zone(timezone)))


def over_at(performance: Performance) -> int:
    """The instant from which the performance is over: its end, else start + 4 h, else the end of an all-day event's day."""
    return over_at_of(
        performance.starts_at, performance.ends_at, all_day=performance.all_day, timezone=performance.timezone
    )


def over_at_of(starts_at: int, ends_at: int | None, *, all_day: bool, timezone: str) -> int:
    """The same of a performance that is still to be made; instants in microseconds UTC."""
    if all_day:
        return end_of_day(day_of(ends_at or starts_at, timezone=timezone), timezone=timezone) + SECOND
    return ends_at if ends_at is not None else starts_at + 4 * HOUR


def is_over(performance: Performance, *, at: int) -> bool:
    """Whether the performance is over: then only a goodwill refund is possible."""
    return at >= over_at(performance)


def has_started(performance: Performance, *, at: int) -> bool:
    """Whether it has started: from then on a cancellation needs a second person."""
    return at >= performance.starts_at


def doors_are_open(performance: Performance, *, at: int, before: int) -> bool:
    """Whether people are being let in: from `before` the start (microseconds) to the end."""
    return performance.starts_at - before <= at < over_at(performance)


def invoice_dates(*, ordered_at: int, first_start: int, days: int, reminders: int, timezone: str) -> tuple[date, date]:
    """Due date and date of automatic cancellation of an invoice.

    Due at order date + D; cancelled at order date + D·(N+1); both never later than 2 days before the first
    performance, and never before the order's own day. Worked example: ordered on 1 November, D = 10, N = 2, first
    performance 18 December: due on 11 November, cancelled on 1 December; performance on 20 November: due on the 11th,
    cancelled on the 18th.
    """
    ordered = day_of(ordered_at, timezone=timezone)
    latest = max(ordered, day_of(first_start, timezone=timezone) - timedelta(days=2))
    return (
        min(ordered + timedelta(days=days), latest),
        min(ordered + timedelta(days=days * (reminders + 1)), latest),
    )


def reminder_dates(*, ordered: date, last: date, days: int, reminders: int) -> tuple[date, ...]:
    """When the reminders of an invoice are due: reminder k at order date + k·D, as long as its last day is later.

    Worked example: ordered on 1 November, D = 10, N = 2: on the 11th and the 21st; if its last day is the 18th, only on
    the 11th.
    """
    named = (ordered + timedelta(days=days * k) for k in range(1, reminders + 1))
    return tuple(day for day in named if ordered < day < last)


def start_of_day(day: date, *, timezone: str) -> int:
    """00:00 of that day in the zone."""
    return to_instant(datetime.combine(day, time(0), tzinfo=_zone(timezone)))


def first_start(performances: Iterable[Performance]) -> int:
    """The earliest start among performances."""
    return min(performance.starts_at for performance in performances)


def rough_span(minutes: int) -> tuple[int, str]:
    """How many minutes, hours (`h`) or `days` somebody would say: 90 `min`, 25 `h`, 400 `days`."""
    if minutes < 2 * 60:
        return minutes, "min"
    return (round(minutes / 60), "h") if minutes < 2 * 24 * 60 else (round(minutes / (24 * 60)), "days")
