"""What the clock says about an order that waits: its reminders, its last day, its release. Dates, never a formula.

Worked example: an invoice of 1 November, D = 10, N = 2, performance on 18 December: due on the 11th, reminders on the
11th and the 21st, unpaid until the end of 1 December it is cancelled. A reservation for a performance at 20:00 is
released at 19:30.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from ticketoffice.domain import calendar
from ticketoffice.domain.order import order_state
from ticketoffice.domain.rules import VenueRules
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import Performance, Ticket, TicketState


class Dates(Struct, frozen=True):
    """Dates in the venue's zone, each None where it has none. Unpaid at the end of its `last` day an invoice is cancelled;
    it is not where nobody could have paid it in time: it was made on that very day, or later.
    """

    due: date | None = None
    reminders: tuple[date, ...] = ()
    last: date | None = None
    cancels_at: int | None = None


def waiting(dossier: Dossier) -> tuple[Ticket, ...]:
    """The tickets that somebody still has to pay for."""
    return tuple(ticket for ticket in dossier.tickets if ticket.state == TicketState.PENDING)


def dates(dossier: Dossier, *, performances: Mapping[str, Performance], rules: VenueRules, now: int) -> Dates:
    """The dates of an order that waits. Only an invoice has dates of its own: a reservation is due at its release, unless
    its source names a day. A day that its source names, or that a reissue gave it, is never before its due date.
    """
    order = dossier.order
    if order_state(dossier) != "pending" or not dossier.live:
        return Dates()
    zone = rules.timezone
    named = None if order.due_at is None else calendar.day_of(order.due_at, timezone=zone)
    if order.method != "invoice":
        return Dates(due=named)
    ordered_at = order.created_at if order.created_at is not None else now
    start = calendar.first_start(performances[ticket.performance] for ticket in dossier.live)
    due, last = calendar.invoice_dates(
        ordered_at=ordered_at,
        first_start=start,
        days=rules.invoice_days,
        reminders=rules.invoice_reminders,
        timezone=zone,
    )
    if named is not None:
        due, last = named, max(named, last)
    ordered = calendar.day_of(ordered_at, timezone=zone)
    return Dates(
        due=due,
        reminders=calendar.reminder_dates(
            ordered=ordered, last=last, days=rules.invoice_days, reminders=rules.invoice_reminders
        ),
        last=last,
        cancels_at=calendar.end_of_day(last, timezone=zone) + calendar.SECOND if last > ordered else None,
    )


def release_at(performance: Performance, *, rules: VenueRules) -> int:
    """From when a reservation for this performance is released: `release_minutes` before the start."""
    return performance.starts_at - rules.release_minutes * calendar.MINUTE
