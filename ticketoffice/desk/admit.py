"""The control point at this desk: what a ticket is worth right now, letting in, and undoing a mistaken scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketoffice.desk.making import make
from ticketoffice.desk.views import CheckView, EntranceView
from ticketoffice.domain import admission
from ticketoffice.domain.calendar import day_of, is_over
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.operation import Touches
from ticketoffice.domain.order import is_covered
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import Who
from ticketoffice.domain.state import TicketState

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed
    from ticketoffice.store.reading import Reading

SHOWN = 30


def entrances(book: Book) -> tuple[EntranceView, ...]:
    """The performances that are not over, by start, with how many have entered."""
    now = book.clock.now()
    with book.read() as reading:
        found = [p for p in reading.catalogue.all_performances() if not is_over(p, at=now)][:SHOWN]
        events = reading.catalogue.events([p.event for p in found])
        zones = reading.catalogue.zones([p.id for p in found])
        counts = reading.catalogue.live_counts(list(zones))
    tickets: dict[str, int] = {}
    entered: dict[str, int] = {}
    for (zone, state), count in counts.items():
        performance = zones[zone].performance
        tickets[performance] = tickets.get(performance, 0) + count
        entered[performance] = entered.get(performance, 0) + (count if state == TicketState.USED else 0)
    return tuple(
        EntranceView(
            performance=p.external,
            event=events[p.event].name,
            starts_at=p.starts_at,
            timezone=p.timezone,
            entered=entered.get(p.id, 0),
            tickets=tickets.get(p.id, 0),
            today=day_of(now, timezone=p.timezone) == day_of(p.starts_at, timezone=p.timezone) or p.starts_at <= now,
        )
        for p in found
    )


def check(book: Book, code: str, *, performance: str | None = None, zone: str | None = None) -> CheckView:
    """The control point's answer to a code, for a performance's external name if one is given; changes nothing."""
    with book.read() as reading:
        return _answer(reading, code, at=book.clock.now(), performance=performance, zone=zone)


def admit(book: Book, code: str, *, who: Who, performance: str | None = None, zone: str | None = None) -> CheckView:
    """The answer, and where it is GO the ticket is used from now on."""

    def work(deed: Deed) -> CheckView:
        answer = _answer(deed.reading, code, at=deed.at, performance=performance, zone=zone)
        if answer.answer == "GO" and answer.ticket is not None:
            dossier = deed.dossier(str(deed.reading.order_of_ticket(answer.ticket)))
            again = _answer(deed.reading, code, at=deed.at, performance=performance, zone=zone)
            if again.answer != "GO":
                return again
            payload = {"order": dossier.order.id, "ticket": answer.ticket, "admission": deed.new_id()}
            deed.record(make(deed, "admitted", who=who, payload=payload))
        return answer

    return book.write(work)


def undo_entry(book: Book, ticket: str, *, who: Who, reason: str | None = None) -> Changes:
    """The scan was a mistake: the ticket is valid again. Needs a second person; raises RuleBroken."""

    def work(deed: Deed) -> Changes:
        order = deed.reading.order_of_ticket(ticket)
        if order is None:
            raise RuleBroken("not_found", data={"ticket": ticket})
        dossier = deed.dossier(order)
        unpaid = dossier.order.admit_unpaid and not is_covered(dossier)
        payload = {"order": order, "ticket": ticket, "unpaid": unpaid}
        return changes(deed.record(make(deed, "entry_undone", who=who, payload=payload, note=reason)))

    return book.write(work)


def _answer(reading: Reading, code: str, *, at: int, performance: str | None, zone: str | None) -> CheckView:
    found = reading.ticket_of_code(code.strip()) or reading.ticket_of_short(code)
    if found is None:
        return _of_no_ticket(reading, code.strip(), at=at)
    order, name = found
    situation = reading.situation(Touches(orders=(order,)), at=at)
    dossier = situation.dossiers[order]
    ticket = dossier.ticket(name)
    assert ticket is not None
    own = situation.performances[ticket.performance]
    asked = None if performance is None else reading.catalogue.performance_named(performance).id
    zones = reading.catalogue.zones([own.id])
    wanted_zone = None if zone is None else next((z.id for z in zones.values() if zone in (z.name, z.id)), "none")
    answer = admission.answer(
        dossier, ticket=ticket, performance=own, at=at, asked_performance=asked, asked_zone=wanted_zone
    )
    holder = reading.persons([ticket.holder] if ticket.holder else []).get(ticket.holder or "")
    return CheckView(
        answer=answer.answer,
        badge=answer.badge,
        reason=answer.reason,
        ticket=ticket.id,
        number=ticket.number,
        short=f"{dossier.order.number}-{ticket.position}",
        order=dossier.order.number,
        holder=holder.fields.get("name") if holder else None,
        event=reading.catalogue.events([own.event])[own.event].name,
        starts_at=own.starts_at,
        timezone=own.timezone,
        seat=ticket.seat_name or ticket.seat,
        since=answer.since,
        by=reading.staff().get(answer.by or ""),
        at=at,
    )


def _of_no_ticket(reading: Reading, code: str, *, at: int) -> CheckView:
    """Nobody's number; or one that was printed for a change that the centre refused, with the order that stands."""
    never = reading.refused_paper(code)
    refused = never is not None and never[1].kind == "ticket"
    answer = admission.OF_A_REFUSED_CHANGE if refused else admission.UNKNOWN
    return CheckView(
        answer=answer.answer,
        badge=None,
        reason=answer.reason,
        ticket=None,
        number=code[:80],
        short=None,
        order=reading.order_numbers([never[0]])[never[0]] if never is not None and refused else None,
        holder=None,
        event=None,
        starts_at=None,
        timezone=reading.rules().timezone,
        seat=None,
        since=None,
        by=None,
        at=at,
    )
