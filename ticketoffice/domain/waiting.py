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


# --- what is due ---------------------------------------------------------------------------------------------------

RELEASE, CANCEL, REMIND = "release", "cancel", "remind"
UNWATCHED = calendar.DAY
SOON = 2 * calendar.DAY
"""Microseconds: a cancellation that was missed for so long, of a performance that begins so soon, is left to a person."""


class Due(Struct, frozen=True):
    """What is to be done now about an order that waits, since when (microseconds UTC): these `tickets` are given up (`release`
    of a reservation, `cancel` of an invoice), or its customer is reminded (`remind`, number `reminder`).
    """

    what: str
    since: int
    tickets: tuple[str, ...] = ()
    reminder: int | None = None


def releases(dossier: Dossier, *, performances: Mapping[str, Performance], rules: VenueRules) -> dict[str, int]:
    """When each waiting ticket of a reservation is released; nothing for any other order."""
    if dossier.order.method != "on_site":
        return {}
    return {t.id: release_at(performances[t.performance], rules=rules) for t in waiting(dossier)}


def due(dossier: Dossier, *, performances: Mapping[str, Performance], rules: VenueRules, now: int) -> Due | None:
    """What is due of an order, if anything. Of two reminders only the later one: nobody gets both at once."""
    released = {t: at for t, at in releases(dossier, performances=performances, rules=rules).items() if at <= now}
    if released:
        return Due(RELEASE, min(released.values()), tuple(released))
    found = dates(dossier, performances=performances, rules=rules, now=now)
    if found.cancels_at is not None and found.cancels_at <= now:
        return Due(CANCEL, found.cancels_at, tuple(ticket.id for ticket in waiting(dossier)))
    starts = [calendar.start_of_day(day, timezone=rules.timezone) for day in found.reminders]
    past = [(number, at) for number, at in enumerate(starts, start=1) if at <= now]
    known = {reminder.number: reminder for reminder in dossier.reminders}
    last_sent = max(
        (n for n in range(1, len(starts) + 1) if n in known and known[n].reminded_at is not None), default=0
    )
    if past and past[-1][0] > last_sent:
        return Due(REMIND, past[-1][1], reminder=past[-1][0])
    return None


def left_to_the_clock(
    found: Due, dossier: Dossier, *, performances: Mapping[str, Performance], rules: VenueRules, now: int
) -> bool:
    """Whether the venue leaves what is due to the clock. An order that may go in unpaid is always left to a person, and so is
    a cancellation that was missed because no desk was open, where the customers come soon.
    """
    if found.what == REMIND:
        return True
    if dossier.order.admit_unpaid:
        return False
    if found.what == RELEASE:
        return bool(rules.release_by_rule)
    starts = min(performances[ticket.performance].starts_at for ticket in waiting(dossier))
    is_missed = now - found.since > UNWATCHED and starts - now < SOON
    return bool(rules.cancel_unpaid_by_rule) and not is_missed
