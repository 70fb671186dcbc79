"""An order as people see it: tickets, payments, refunds, notes and history in frozen views."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ticketoffice.desk import person_changes, ticket_changes
from ticketoffice.desk.copied_history import copied_history, is_whole
from ticketoffice.desk.naming import given_unpromised, ids_named
from ticketoffice.desk.payment import open_of
from ticketoffice.desk.views import (
    CancelledView,
    HeldAs,
    HistoryView,
    InvoiceView,
    NoteView,
    OrderView,
    PaymentView,
    PersonView,
    RefundView,
    TicketView,
)
from ticketoffice.desk.waiting import WaitingView, view_of
from ticketoffice.domain import calendar, still_open
from ticketoffice.domain import order as orders
from ticketoffice.domain.credit import credit
from ticketoffice.domain.cross import cross, why_final
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.house_holds import is_in_force
from ticketoffice.domain.never_made import made_of
from ticketoffice.domain.notes import note_of
from ticketoffice.domain.notices import EMAIL
from ticketoffice.domain.operation import PersonRecord, Touches
from ticketoffice.domain.order import is_late, is_pending_invoice
from ticketoffice.domain.payment import is_splittable
from ticketoffice.domain.release import released, revivable, was_open
from ticketoffice.domain.rules import EXCHANGED
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import Cancellation, Event, Performance, Refund, Ticket, TicketState, Zone
from ticketoffice.domain.waiting import dates, waiting

if TYPE_CHECKING:
    from ticketoffice.desk.report_views import CaseLine
    from ticketoffice.store.book import Book
    from ticketoffice.store.journal import Line
    from ticketoffice.store.mail_box import WaitingMail
    from ticketoffice.store.reading import Reading
    from ticketoffice.store.standing import OrderStanding


class Shown(Struct, frozen=True):
    """What the views of one order are made from. `joined_at`: when this desk began to hear of what is done with it, where it has
    not heard all of it; None where it has.
    """

    dossier: Dossier
    situation: Situation
    people: Mapping[str, PersonRecord]
    staff: Mapping[str, str]
    texts: Mapping[str, str]
    events: Mapping[str, Event]
    zones: Mapping[str, Zone]
    numbers: Mapping[str, str]
    shorts: Mapping[str, str]
    history: tuple[Line, ...]
    joined_at: int | None
    revisions: Mapping[str, list[PersonRecord]]
    mails: Mapping[str, WaitingMail]
    now: int
    timezone: str
    standing: OrderStanding
    cases: tuple[CaseLine, ...]
    refusals: Mapping[str, str]

    def performance(self, ticket: Ticket) -> Performance:
        """The performance of a ticket."""
        return self.situation.performances[ticket.performance]


def show(book: Book, order: str) -> OrderView:
    """The whole order; raises RuleBroken `not_found`."""
    with book.read() as reading:
        return order_view(load(reading, order, now=book.clock.now()))


def load(reading: Reading, order: str, *, now: int) -> Shown:
    """Everything that the views of one order need, from one snapshot."""
    from ticketoffice.desk.owing import cases_about  # with SQLAlchemy, which the window does not wait for

    situation = reading.situation(Touches(orders=(order,)), at=now)
    if order not in situation.dossiers:
        raise RuleBroken("not_found", data={"order": order})
    dossier = situation.dossiers[order]
    related = [dossier.order.predecessor, dossier.order.successor, *(p.counterpart for p in dossier.payments)]
    others = reading.tickets([t for ticket in dossier.tickets for t in (ticket.predecessor, ticket.successor) if t])
    numbers = reading.order_numbers([o for o in (*related, *(t.order for t in others.values()), order) if o])
    shorts = {t.id: f"{numbers[t.order]}-{t.position}" for t in (*others.values(), *dossier.tickets)}
    notes = [n.note for n in dossier.notes] + [c.note for c in dossier.cancellations if c.note]
    history = _history(reading, order)
    notes += [note for line in history if (note := note_of(line.payload)) is not None]
    made = {one.order for line in history if (one := line.making) is not None and one.of is not None}
    changed = {line.payload["person"]["person"] for line in history if line.kind == "customer_changed"}
    changed |= ticket_changes.holders(history)
    return Shown(
        dossier=dossier,
        situation=situation,
        staff=reading.staff(),
        texts=reading.texts(notes),
        people=reading.persons([p for p in (dossier.order.customer, *(t.holder for t in dossier.tickets)) if p]),
        events=reading.catalogue.events([p.event for p in situation.performances.values()]),
        zones=situation.zones,
        numbers=numbers,
        shorts=shorts,
        history=history,
        joined_at=None if is_whole(order, history) else reading.joined_at(),
        revisions={person: reading.revisions(person) for person in sorted(changed)},
        mails=reading.mail_box.about([c.finish for c in dossier.cancellations if c.finish]),
        now=now,
        timezone=situation.rules.timezone,
        standing=reading.standing(order, [ticket.id for ticket in dossier.tickets]),
        cases=cases_about(reading, order, made=made),
        refusals=reading.refusals(order),
    )


def _history(reading: Reading, order: str) -> tuple[Line, ...]:
    """What was done with it; what was done on an order that was made of it belongs here where that was never made."""
    found = reading.history.of(order)
    elsewhere = {line.id: line.payload["order"] for line in found if order in made_of(line.payload)}
    there = reading.order_numbers(list(elsewhere.values())) if elsewhere else {}
    return tuple(line for line in found if elsewhere.get(line.id) not in there)


def order_view(shown: Shown) -> OrderView:
    """The order panel's row."""
    dossier, order = shown.dossier, shown.dossier.order
    due, expires = _deadlines(shown)
    today = calendar.day_of(shown.now, timezone=shown.situation.rules.timezone)
    waits = _waits(shown)
    overdue = due is not None and due < today
    commissions = [t.commission for t in dossier.tickets if t.commission is not None]
    return OrderView(
        order=order.id,
        number=order.number,
        state=orders.order_state(dossier),
        method=order.method,
        methods=orders.ways(dossier),
        currency=order.currency,
        customer=person_view(shown.people.get(order.customer or "")),
        created_at=order.created_at,
        due_on=due.isoformat() if due is not None else None,
        expires_on=expires.isoformat() if expires is not None and expires >= today and not order.admit_unpaid else None,
        overdue=overdue,
        total=orders.total(dossier),
        paid=orders.paid(dossier),
        refunded=orders.refunded(dossier),
        balance=dossier.balance,
        credit=credit(dossier),
        commission=sum(commissions) if commissions else None,
        live_tickets=len(dossier.live),
        invoice=dossier.open_invoice.number if dossier.open_invoice else None,
        invoices=tuple(InvoiceView(i.number, i.kind, i.amount, i.issued_at, i.cancelled_at) for i in dossier.invoices),
        source=order.source,
        splittable=is_splittable(dossier),
        admit_unpaid=order.admit_unpaid,
        notes=tuple(
            NoteView(shown.texts[n.note], n.at, shown.staff.get(n.actor or ""))
            for n in dossier.notes
            if n.note in shown.texts
        ),
        tickets=tuple(ticket_view(shown, ticket) for ticket in dossier.tickets),
        whole=tuple(ticket.id for ticket in orders.whole(dossier)),
        payments=tuple(_payment_view(shown, p) for p in dossier.payments),
        refunds=tuple(refund_view(r) for r in dossier.refunds if r.withdrawn_at is None),
        history=(
            *(_history_view(shown, line) for line in shown.history if not _is_said_already(shown, line)),
            *copied_history(shown),
        ),
        predecessor=shown.numbers.get(order.predecessor or ""),
        successor=shown.numbers.get(order.successor or ""),
        revives_for=_revives_for(shown),
        to_pay=max(0, open_of(dossier, situation=shown.situation)),
        was_open=was_open(dossier) if is_late(dossier) else 0,
        is_late=is_late(dossier) and bool(released(dossier)),
        waits=waits,
        can_release=waits is not None and (waits.method == "on_site" or (waits.method == "invoice" and overdue)),
        can_admit_unpaid=is_pending_invoice(dossier),
        cases=shown.cases,
        timezone=shown.timezone,
    )


def _waits(shown: Shown) -> WaitingView | None:
    """Until when it waits for money, if it does."""
    if not waiting(shown.dossier):
        return None
    customer = shown.people.get(shown.dossier.order.customer or "")
    names = {name: event.name for name, event in shown.events.items()}
    fields = customer.fields if customer is not None else {}
    return view_of(shown.dossier, situation=shown.situation, fields=fields, names=names)


def _revives_for(shown: Shown) -> int | None:
    """What a payment must be to bring a released order back; None where nothing can."""
    if not is_late(shown.dossier):
        return None
    wanted = was_open(shown.dossier)
    return wanted if wanted and revivable(shown.dossier, amount=wanted, situation=shown.situation) else None


def _deadlines(shown: Shown) -> tuple[date | None, date | None]:
    """When a waiting order is due, and the last day on which it can be paid (`domain.waiting`)."""
    situation = shown.situation
    found = dates(shown.dossier, performances=situation.performances, rules=situation.rules, now=shown.now)
    return found.due, found.last


def person_view(record: PersonRecord | None) -> PersonView | None:
    """A person, or None where nothing is known (also after erasure)."""
    if record is None or not record.fields:
        return None
    get = record.fields.get
    return PersonView(
        record.person, get("name"), get("company"), get("email"), get("phone"), get("language"), record.revision
    )


def ticket_view(shown: Shown, ticket: Ticket) -> TicketView:
    """One row of the tickets table."""
    dossier, performance = shown.dossier, shown.performance(ticket)
    holder = shown.people.get(ticket.holder or "")
    return TicketView(
        ticket=ticket.id,
        number=ticket.number,
        short=f"{dossier.order.number}-{ticket.position}",
        holder=holder.fields.get("name") if holder else None,
        performance=performance.external,
        event=shown.events[performance.event].name,
        starts_at=performance.starts_at,
        timezone=performance.timezone,
        zone=shown.zones[ticket.zone].name,
        tariff=ticket.tariff,
        seat=ticket.seat_name or ticket.seat,
        price=ticket.price,
        currency=dossier.order.currency,
        state=printed_state(ticket, dossier.cancellation_of(ticket.id)),
        cross=cross(dossier, ticket=ticket, situation=shown.situation),
        used_at=ticket.used_at,
        cancelled=_cancelled_view(shown, ticket),
        predecessor=shown.shorts.get(ticket.predecessor or ""),
        successor=shown.shorts.get(ticket.successor or ""),
        commission=ticket.commission,
        sync=shown.standing.tickets[ticket.id],
        sync_open=shown.standing.open_of(ticket.id),
        reinstated=_is_reinstated(dossier, ticket),
        copies=ticket.copies or 0,
        collected_at=ticket.collected_at,
        held_as=_held_as(shown, ticket),
    )


def _held_as(shown: Shown, ticket: Ticket) -> HeldAs | None:
    standing = shown.situation.house_holds.get(ticket.house_hold or "")
    if standing is None or not is_in_force(standing.hold, at=shown.now):
        return None
    return HeldAs(standing.hold.kind, standing.hold.name)


def _is_reinstated(dossier: Dossier, ticket: Ticket) -> bool:
    """Whether it came back after it had been cancelled: not where it stands for one that was lost, exchanged or reissued."""
    before = dossier.ticket(ticket.predecessor or "")
    return before is not None and before.state == TicketState.CANCELLED


def printed_state(ticket: Ticket, gone: Cancellation | None) -> str:
    """The stored state in the words of screens and commands: a waiting ticket is *held*; of those that another one stands for,
    `gone` by an exchange, it is *exchanged*, else *cancelled*.
    """
    if ticket.state == TicketState.PENDING:
        return "held"
    if ticket.state == TicketState.REPLACED:
        return EXCHANGED if gone is not None and gone.reason == EXCHANGED else "cancelled"
    return str(ticket.state)


def _cancelled_view(shown: Shown, ticket: Ticket) -> CancelledView | None:
    if ticket.state not in (TicketState.CANCELLED, TicketState.REPLACED):
        return None
    cancellation = shown.dossier.cancellation_of(ticket.id)
    if cancellation is None:
        return CancelledView(
            at=None,
            by=None,
            reason=None,
            note=None,
            paper=None,
            inform=None,
            told_at=None,
            refunds=(),
            finished=True,
            final=True,
            hold_until=None,
            open=None,
        )
    return cancelled_view(shown, cancellation)


def cancelled_view(shown: Shown, cancellation: Cancellation) -> CancelledView:
    """How a ticket was cancelled, in views."""
    why = why_final(shown.dossier, cancellation=cancellation, situation=shown.situation)
    mail = shown.mails.get(cancellation.finish or "")
    stands = still_open.stands(cancellation, shown.dossier.ticket(cancellation.ticket))
    refunds = shown.dossier.refunds_of(cancellation.id)
    return CancelledView(
        at=cancellation.cancelled_at,
        by=shown.staff.get(cancellation.cancelled_by or ""),
        reason=cancellation.reason,
        note=shown.texts.get(cancellation.note or ""),
        paper=cancellation.paper,
        inform=cancellation.inform,
        told_at=cancellation.told_at,
        refunds=tuple(refund_view(r) for r in refunds),
        finished=cancellation.finished_at is not None,
        final=why is not None,
        hold_until=cancellation.hold_until,
        open=_still_open(shown, cancellation, is_final=why is not None),
        notice=mail.state if mail else _sent_elsewhere(cancellation, stands=stands),
        notice_error=mail.error if mail else None,
        timezone=shown.timezone,
    )


def _sent_elsewhere(cancellation: Cancellation, *, stands: bool) -> str | None:
    """How the notice stands that the centre sends, or the desk that asked for it before it had one: queued, until it is told, or
    could not be sent (refused, stale).
    """
    if cancellation.operation is None or cancellation.inform != EMAIL:
        return None
    if cancellation.told_at is not None:
        return "sent" if cancellation.told_how == EMAIL else None
    return (cancellation.told_how or "queued") if stands and cancellation.finish is not None else None


def _still_open(shown: Shown, cancellation: Cancellation, *, is_final: bool) -> str | None:
    """What comes next for a cancelled ticket: first what only this desk can do, last what others still owe."""
    ticket, refunds = shown.dossier.ticket(cancellation.ticket), shown.dossier.refunds_of(cancellation.id)
    if still_open.is_unfinished(cancellation, ticket):
        return "unfinished"
    if any(still_open.is_to_hand_out(r) for r in refunds):
        return "hand_out"
    if not is_final:
        return "keep"
    if still_open.is_to_tell(cancellation, ticket):
        return "tell"
    return "pay" if any(still_open.is_owed(r) for r in refunds) else None


def refund_view(refund: Refund) -> RefundView:
    """One refund line."""
    return RefundView(
        refund.id,
        refund.ticket,
        refund.payment,
        refund.method,
        refund.amount,
        refund.promised_at,
        refund.paid_at,
        refund.reason,
        refund.goodwill,
        still_open.is_owed(refund),
    )


def _payment_view(shown: Shown, payment: Any) -> PaymentView:
    back = sum(r.amount for r in shown.dossier.refunds if r.payment == payment.id and r.withdrawn_at is None)
    return PaymentView(
        payment.id,
        payment.method,
        payment.amount,
        payment.paid_at,
        back,
        shown.numbers.get(payment.counterpart or ""),
        payment.taken_in,
    )


_DETAILS = ("reason", "paper", "inform", "method", "amount", "how", "admit")


def _is_said_already(shown: Shown, line: Line) -> bool:
    """Whether it is a reminder to which the clock came at another desk too: the centre mails the first one alone."""
    if line.kind != "customer_reminded" or not line.payload.get("centre_mails"):
        return False
    same = [r.operation for r in shown.dossier.reminders if r.number == line.payload["number"]]
    return bool(same) and line.id not in same


def _history_view(shown: Shown, line: Line) -> HistoryView:
    payload, made = line.payload, line.making
    promised_here = made is None or made.of is not None
    details: list[tuple[str, str | int]] = [(name, payload[name]) for name in _DETAILS if payload.get(name) is not None]
    promised = {refund.id: refund for refund in shown.dossier.refunds}
    for refund in payload.get("refunds", ()):
        if isinstance(refund, dict) and promised_here:
            details += [("refund_method", refund["method"]), ("refund_amount", refund["amount"])]
        elif isinstance(refund, str) and refund in promised:
            details += [("refund_method", promised[refund].method), ("refund_amount", promised[refund].amount)]
    for method, amount in given_unpromised(payload, promised=promised):
        details += [("refund_method", method), ("refund_amount", amount)]
    for name in ("invoice", "credit_note"):
        if isinstance(payload.get(name), dict):
            details.append((name, payload[name]["number"]))
    return HistoryView(
        operation=line.id,
        kind=line.kind,
        at=line.at,
        by=shown.staff.get(line.actor or ""),
        second_person=shown.staff.get(line.second_person or "", line.second_person),
        tickets=_named(shown, payload),
        details=tuple(details),
        sync=shown.standing.operations.get(line.id),
        refused=shown.refusals.get(line.id),
        values=person_changes.values(line, shown.revisions)
        or ticket_changes.values(line, shown.history, zones=shown.zones, revisions=shown.revisions),
        note=shown.texts.get(note_of(payload) or ""),
    )


def _named(shown: Shown, payload: Mapping[str, Any]) -> tuple[str, ...]:
    """The short numbers of the tickets that an operation names, directly or by their cancellation or refund."""
    tickets: dict[str, str | None] = {c.id: c.ticket for c in shown.dossier.cancellations}
    tickets |= {refund.id: refund.ticket for refund in shown.dossier.refunds}
    found: list[str] = []
    for name in ids_named(payload):
        ticket = tickets.get(name, name)
        if ticket is not None and ticket in shown.shorts and shown.shorts[ticket] not in found:
            found.append(shown.shorts[ticket])
    return tuple(found)
