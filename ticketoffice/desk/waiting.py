"""Orders that wait for payment: what is open, until when, and what is due now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from ticketoffice.domain.operation import Touches
from ticketoffice.domain.waiting import Dates, dates, due, left_to_the_clock, releases
from ticketoffice.domain.waiting import waiting as held

if TYPE_CHECKING:
    from ticketoffice.domain.situation import Dossier, Situation
    from ticketoffice.store.book import Book
    from ticketoffice.store.reading import Reading


class ReminderView(Struct, frozen=True):
    """A reminder of an invoice: its date "YYYY-MM-DD", and when and how (email or print) it went out, if it did."""

    number: int
    on: str
    reminded_at: int | None
    how: str | None


class WaitingView(Struct, frozen=True):
    """An order that waits. `tickets` are those that wait, `open` is what the customer still owes, in minor units.

    A reservation has `release_at`, the first time at which some of its tickets are released. An invoice has dates
    "YYYY-MM-DD" in the venue's zone: `due_on`, its `last_on` (unpaid at its end it is cancelled: `cancels_at`) and
    `reminders`. `due` is what is to be done now: release, cancel, remind (number `reminder`), or None; `due_since`: from
    when; `let_go`: the tickets that are given up by it; `by_clock`: the venue leaves it to the clock. `performance` is the
    first one of the tickets.
    """

    order: str
    number: str
    method: str
    source: str | None
    customer: str | None
    email: str | None
    tickets: tuple[str, ...]
    open: int
    paid: int
    currency: str
    performance: str
    event: str
    starts_at: int
    timezone: str
    admit_unpaid: bool
    release_at: int | None
    let_go: tuple[str, ...]
    due_on: str | None
    last_on: str | None
    cancels_at: int | None
    reminders: tuple[ReminderView, ...]
    due: str | None
    reminder: int | None
    due_since: int | None
    by_clock: bool


def waiting(book: Book) -> tuple[WaitingView, ...]:
    """Every order that waits for payment: what is due first, then by the first performance."""
    with book.read() as reading:
        return _sorted(views_of(reading, reading.open_lists.waiting(), now=book.clock.now()))


def due_work(book: Book) -> tuple[WaitingView, ...]:
    """Those of which something is due now, longest due first; fast, also in a book where many wait."""
    with book.read() as reading:
        return due_of(reading, now=book.clock.now())


def due_of(reading: Reading, *, now: int) -> tuple[WaitingView, ...]:
    """The same in a transaction."""
    orders = reading.open_lists.may_be_due(now, rules=reading.rules())
    return _sorted(view for view in views_of(reading, orders, now=now) if view.due is not None)


def _sorted(views: Iterable[WaitingView]) -> tuple[WaitingView, ...]:
    return tuple(sorted(views, key=lambda v: (v.due is None, v.due_since or v.starts_at, v.starts_at, v.number)))


def views_of(reading: Reading, orders: list[str], *, now: int) -> list[WaitingView]:
    """These orders, as far as they wait."""
    situation = reading.situation(Touches(orders=tuple(orders)), at=now)
    dossiers = [dossier for dossier in situation.dossiers.values() if held(dossier)]
    people = reading.persons([d.order.customer for d in dossiers if d.order.customer is not None])
    events = reading.catalogue.events([p.event for p in situation.performances.values()])
    names = {name: event.name for name, event in events.items()}
    fields = {name: record.fields for name, record in people.items()}
    return [
        view_of(d, situation=situation, fields=fields.get(d.order.customer or "", {}), names=names) for d in dossiers
    ]


def view_of(
    dossier: Dossier, *, situation: Situation, fields: Mapping[str, str], names: Mapping[str, str]
) -> WaitingView:
    """An order that waits; `fields` are its customer's, `names` the events' by id."""
    order, rules, now = dossier.order, situation.rules, situation.at
    performances = situation.performances
    tickets = held(dossier)
    first = min((performances[t.performance] for t in tickets), key=lambda p: (p.starts_at, p.id))
    found = dates(dossier, performances=performances, rules=rules, now=now)
    at_release = releases(dossier, performances=performances, rules=rules)
    now_due = due(dossier, performances=performances, rules=rules, now=now)
    by_clock = now_due is not None and left_to_the_clock(
        now_due, dossier, performances=performances, rules=rules, now=now
    )
    return WaitingView(
        order=order.id,
        number=order.number,
        method=order.method,
        source=order.source,
        customer=fields.get("name") or fields.get("company"),
        email=fields.get("email"),
        tickets=tuple(t.id for t in tickets),
        open=max(0, dossier.balance),
        paid=sum(p.amount for p in dossier.payments),
        currency=order.currency,
        performance=first.external,
        event=names[first.event],
        starts_at=first.starts_at,
        timezone=first.timezone,
        admit_unpaid=order.admit_unpaid,
        release_at=min(at_release.values(), default=None),
        let_go=now_due.tickets if now_due is not None else (),
        due_on=found.due.isoformat() if found.due is not None else None,
        last_on=found.last.isoformat() if found.last is not None else None,
        cancels_at=found.cancels_at,
        reminders=_reminders(dossier, found),
        due=now_due.what if now_due is not None else None,
        reminder=now_due.reminder if now_due is not None else None,
        due_since=now_due.since if now_due is not None else None,
        by_clock=by_clock,
    )


def _reminders(dossier: Dossier, found: Dates) -> tuple[ReminderView, ...]:
    known = {reminder.number: reminder for reminder in dossier.reminders}
    return tuple(
        ReminderView(n, day.isoformat(), known[n].reminded_at, known[n].how)
        if n in known
        else ReminderView(n, day.isoformat(), None, None)
        for n, day in enumerate(found.reminders, start=1)
    )
