"""What stands on the papers of an order: tickets that open the gate, the receipt, the slip of what was cancelled. Only reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ticketoffice.desk.on_a_ticket import printed
from ticketoffice.desk.paper_views import (
    IssuedBy,
    OrderTickets,
    PaperTicket,
    ReceiptLine,
    ReceiptMoney,
    ReceiptPaper,
    SlipLine,
    SlipPaper,
)
from ticketoffice.desk.show import Shown, load
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.order import is_covered
from ticketoffice.domain.people import Who
from ticketoffice.domain.spool import papers_before
from ticketoffice.domain.state import Ticket, TicketState
from ticketoffice.domain.still_open import stands

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.reading import Reading

DEMO, PRACTICE = "demo", "practice"
WHY_NOT = {
    TicketState.PENDING: "unpaid_not_printed",
    TicketState.USED: "used_not_printed",
    TicketState.CANCELLED: "cancelled_not_printed",
    TicketState.REPLACED: "cancelled_not_printed",
    TicketState.DISPLACED: "displaced_not_printed",
}
"""Why no paper is made of a ticket, by its state: it would not open the gate."""


def tickets_paper(book: Book, order: str, *, tickets: Sequence[str] = ()) -> OrderTickets:
    """The tickets of an order as papers: these (ids), else all that open the gate.

    Raises RuleBroken `not_found`, or of a ticket that would not open it `unpaid_not_printed`, `used_not_printed`,
    `cancelled_not_printed`, `replaced_not_printed` or `displaced_not_printed`.
    """
    with book.read() as reading:
        shown = load(reading, order, now=book.clock.now())
        named = [t for t in shown.dossier.tickets if t.id in tickets] or shown.dossier.tickets
        printed = [t for t in named if _opens(shown, t)]
        if not named:
            raise RuleBroken("no_tickets")
        if not printed or (tickets and len(printed) < len(set(tickets))):
            raise _why_not(next(t for t in named if not _opens(shown, t)), shown)
        codes = reading.codes_of([t.id for t in printed])
        return OrderTickets(_issued(reading, shown), tuple(_ticket(shown, t, code=codes[t.id]) for t in printed))


def print_out(
    book: Book, order: str, *, tickets: Sequence[str] = (), who: Who, check: Callable[[OrderTickets], object]
) -> OrderTickets:
    """The same papers, to be printed now: that they are is in the journal before the first byte leaves. `check` may say that they
    cannot be made, by raising; then nothing is recorded. Raises as `tickets_paper`.
    """
    paper = tickets_paper(book, order, tickets=tickets)
    check(paper)
    printed(book, [ticket.ticket for ticket in paper.tickets], who=who)
    return paper


def _opens(shown: Shown, ticket: Ticket) -> bool:
    admitted = ticket.state == TicketState.PENDING and shown.dossier.order.admit_unpaid
    return ticket.state == TicketState.VALID or admitted


def _why_not(ticket: Ticket, shown: Shown) -> RuleBroken:
    data: dict[str, object] = {"ticket": ticket.id, "order": shown.dossier.order.number}
    if ticket.successor is not None:
        return RuleBroken("replaced_not_printed", data={**data, "successor": ticket.successor})
    return RuleBroken(WHY_NOT[TicketState(ticket.state)], data=data)


def _issued(reading: Reading, shown: Shown) -> IssuedBy:
    order, facts = shown.dossier.order, reading.facts()
    first = shown.history[-1] if shown.history and shown.joined_at is None else None
    customer = shown.people.get(order.customer or "")
    desk = (first.desk or "") if first is not None else ""
    own = first is not None and first.epoch == facts.epoch
    return IssuedBy(
        order=order.number,
        organiser=shown.situation.rules.letterhead,
        sold_at=order.source or reading.desk_names().get(desk),
        letter=facts.letter,
        operation=None if first is None else f"{facts.letter}-{first.seq}" if own else first.id[:8].upper(),
        sold_on=order.created_at,
        issued_on=shown.now,
        timezone=shown.timezone,
        currency=order.currency,
        language=customer.fields.get("language") if customer is not None else None,
        mark=DEMO if facts.mode == "demo" else PRACTICE if facts.shift_weeks else None,
    )


def _ticket(shown: Shown, ticket: Ticket, *, code: str) -> PaperTicket:
    performance, holder = shown.performance(ticket), shown.people.get(ticket.holder or "")
    return PaperTicket(
        ticket=ticket.id,
        code=code,
        number=ticket.number,
        short=f"{shown.dossier.order.number}-{ticket.position}",
        event=shown.events[performance.event].name,
        performance=performance.name,
        starts_at=performance.starts_at,
        timezone=performance.timezone,
        all_day=performance.all_day,
        zone=shown.zones[ticket.zone].name,
        tariff=ticket.tariff,
        seat=ticket.seat_name or ticket.seat,
        price=ticket.price,
        holder=holder.fields.get("name") if holder is not None else None,
        unpaid=ticket.state == TicketState.PENDING and not is_covered(shown.dossier),
        copies=papers_before(ticket),
    )


def receipt_paper(book: Book, order: str) -> ReceiptPaper:
    """What an order cost and how it was paid, as it stands now. Raises RuleBroken `not_found`.

    It adds up as the book does: prices of live tickets, fees and cash rounding are the total; payments less refunds, with
    what is open or credit, are the same.
    """
    with book.read() as reading:
        shown = load(reading, order, now=book.clock.now())
        issued, sums = _issued(reading, shown), reading.money_sums(order)
    dossier = shown.dossier
    live, rounding = sum(t.price for t in dossier.live), sums.get("rounding", 0)
    moneys = [ReceiptMoney(p.method, p.amount, p.paid_at) for p in dossier.payments if p.counterpart is None]
    moneys += [ReceiptMoney("moved", p.amount, p.paid_at) for p in dossier.payments if p.counterpart is not None]
    moneys += [
        ReceiptMoney(r.method, -r.amount, r.paid_at) for r in dossier.refunds if _counts(r.withdrawn_at, r.amount)
    ]
    total = dossier.balance + sum(money.amount for money in moneys)
    return ReceiptPaper(
        issued=issued,
        lines=_lines(shown),
        fees=total - live - rounding,
        rounding=rounding,
        total=total,
        moneys=tuple(moneys),
        open=max(0, dossier.balance),
        credit=max(0, -dossier.balance),
    )


def _counts(withdrawn_at: int | None, amount: int) -> bool:
    return withdrawn_at is None and amount != 0


def _lines(shown: Shown) -> tuple[ReceiptLine, ...]:
    together: dict[tuple[str, str, str, int], list[Ticket]] = {}
    for ticket in shown.dossier.live:
        together.setdefault((ticket.performance, ticket.zone, ticket.tariff, ticket.price), []).append(ticket)
    return tuple(_line(shown, same) for same in together.values())


def _line(shown: Shown, same: list[Ticket]) -> ReceiptLine:
    ticket, performance = same[0], shown.performance(same[0])
    seats = (t.seat_name or t.seat for t in same)
    return ReceiptLine(
        event=shown.events[performance.event].name,
        starts_at=performance.starts_at,
        timezone=performance.timezone,
        zone=shown.zones[ticket.zone].name,
        tariff=ticket.tariff,
        price=ticket.price,
        count=len(same),
        seats=tuple(seat for seat in seats if seat),
    )


def slip_paper(book: Book, order: str, *, tickets: Sequence[str] = ()) -> SlipPaper:
    """The slip of an order's cancelled tickets: these (ids), else all of them.

    Raises RuleBroken `not_found`, or `nothing_cancelled` where one of them, or all of the order, still stands.
    """
    with book.read() as reading:
        shown = load(reading, order, now=book.clock.now())
        issued = _issued(reading, shown)
    dossier = shown.dossier
    gone = [t for t in dossier.tickets if (c := dossier.cancellation_of(t.id)) is not None and stands(c, t)]
    chosen = [t for t in gone if not tickets or t.id in tickets]
    if not chosen or (tickets and len(chosen) < len(set(tickets))):
        raise RuleBroken("nothing_cancelled", data={"order": dossier.order.number})
    cancellations = [c for t in chosen if (c := dossier.cancellation_of(t.id)) is not None]
    refunds = [r for c in cancellations for r in dossier.refunds_of(c.id)]
    return SlipPaper(
        issued=issued,
        lines=tuple(_slip_line(shown, ticket) for ticket in chosen),
        fee=sum(c.fee for c in cancellations),
        refunded=sum(r.amount for r in refunds),
    )


def _slip_line(shown: Shown, ticket: Ticket) -> SlipLine:
    performance, cancellation = shown.performance(ticket), shown.dossier.cancellation_of(ticket.id)
    assert cancellation is not None
    refunds = shown.dossier.refunds_of(cancellation.id)
    return SlipLine(
        short=f"{shown.dossier.order.number}-{ticket.position}",
        event=shown.events[performance.event].name,
        starts_at=performance.starts_at,
        timezone=performance.timezone,
        place=ticket.seat_name or ticket.seat or shown.zones[ticket.zone].name,
        tariff=ticket.tariff,
        price=ticket.price,
        cancelled_at=cancellation.cancelled_at,
        by=shown.staff.get(cancellation.cancelled_by or ""),
        reason=cancellation.reason,
        refunds=tuple(ReceiptMoney(r.method, -r.amount, r.paid_at) for r in refunds if r.amount),
    )
