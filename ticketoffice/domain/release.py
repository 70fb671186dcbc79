"""Release: what waited too long is given up. Its waiting tickets are cancelled, finished at once, and no money moves.

A reservation that nobody collects is released by a person or by rule (reason `not_collected`), an invoice that is not
paid in time on its date (`not_paid`), with a credit note of the desk's own series. What was paid in part stays as credit
and opens a case. Once no ticket lives the order is expired, until money that comes later revives it (`payment`).

Worked example: two places at 30.00 are reserved for tonight and 10.00 are paid. At 19:30 they are released: both tickets
cancelled, their places free, the order expired, 10.00 credit, one case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from ticketoffice.domain import calendar, invoice, money, placing, seating
from ticketoffice.domain.identity import child_id
from ticketoffice.domain.notes import note_of
from ticketoffice.domain.operation import ACCEPTED, Operation, Touches, Verdict, refused
from ticketoffice.domain.order import is_pending_invoice
from ticketoffice.domain.people import lacks_second_person
from ticketoffice.domain.rules import NOT_PAID, RELEASES
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import LIVE_STATES, Cancellation, Case, Reminder, Row, Ticket, TicketState
from ticketoffice.domain.still_open import stands
from ticketoffice.domain.waiting import due, waiting

# --- given up ------------------------------------------------------------------------------------------------------


def judge_released(operation: Operation, situation: Situation) -> Verdict:
    """Waiting tickets of a reservation, or all those of an invoice; by rule only when the time has come, and never those
    of an order that may go in unpaid.
    """
    payload = operation.payload
    dossier = situation.dossiers[payload["order"]]
    number = dossier.order.number
    held = {ticket.id for ticket in waiting(dossier)}
    if not held:
        return refused("not_waiting", next=("show",), order=number)
    per_invoice = payload["reason"] == NOT_PAID
    if per_invoice != (dossier.order.method == "invoice") or dossier.order.method not in ("invoice", "on_site"):
        return refused("not_released", next=("cancel-order",), order=number)
    chosen = {row["ticket"] for row in payload["tickets"]}
    if not chosen or not chosen <= held or (per_invoice and chosen != held):
        return refused("not_live", next=("show",))
    return (why_not_by_rule(dossier, tickets=chosen, situation=situation) if payload["by_rule"] else None) or ACCEPTED


def why_not_by_rule(dossier: Dossier, *, tickets: set[str], situation: Situation) -> Verdict | None:
    """Why no rule gives up these waiting tickets now; None where one does."""
    if dossier.order.admit_unpaid:
        return refused("admitted_unpaid", order=dossier.order.number)
    found = due(dossier, performances=situation.performances, rules=situation.rules, now=situation.at)
    is_due = found is not None and tickets <= set(found.tickets)
    return None if is_due else refused("not_due", order=dossier.order.number)


def apply_released(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The tickets are cancelled and finished, their places free; nothing of their price was or is given back."""
    payload = operation.payload
    dossier = situation.dossiers[payload["order"]]
    rows: list[Row] = []
    before, after = [], []
    for row in payload["tickets"]:
        ticket = dossier.own(row["ticket"])
        gone = replace(ticket, state=TicketState.CANCELLED.value)
        before.append(ticket)
        after.append(gone)
        rows += [gone, _given_up(operation, ticket=ticket, cancellation=row["cancellation"])]
        rows.append(money.taken_back(operation, ticket))
    left = dossier.after(rows)
    if not any(t.state in (*LIVE_STATES, TicketState.DISPLACED) for t in left.tickets):
        rows.append(replace(dossier.order, expired=True))
    if left.balance < 0:
        case = child_id(operation.id, name="case")
        rows.append(Case(case, "credit_of_released", dossier.order.id, None, operation.id, operation.at))
    rows += invoice.credit_note(operation, dossier=dossier)
    return (*rows, *seating.quotas_after(situation, before=before, after=after))


def _given_up(operation: Operation, *, ticket: Ticket, cancellation: str) -> Cancellation:
    payload = operation.payload
    return Cancellation(
        id=cancellation,
        ticket=ticket.id,
        order=ticket.order,
        operation=operation.id,
        cancelled_at=operation.at,
        cancelled_by=operation.actor,
        was=ticket.state,
        finished_at=operation.at,
        finished_by=operation.actor,
        finish=operation.id,
        reason=payload["reason"],
        note=note_of(payload),
        inform=payload["inform"],
        hold_until=operation.at,
    )


# --- and back ------------------------------------------------------------------------------------------------------


def released(dossier: Dossier) -> tuple[tuple[Ticket, Cancellation], ...]:
    """The tickets of an order that a release gave up, and nothing has brought back since."""
    found = ((ticket, dossier.cancellation_of(ticket.id)) for ticket in dossier.tickets)
    return tuple(
        (t, c)
        for t, c in found
        if c is not None
        and c.operation is not None
        and c.reason in RELEASES
        and stands(c, t)
        and t.state == TicketState.CANCELLED
    )


def was_open(dossier: Dossier) -> int:
    """What was open of an order when it was given up, less what has come since; 0 where no release gave anything up."""
    gone = released(dossier)
    return max(0, dossier.balance + sum(ticket.price for ticket, _ in gone)) if gone else 0


def revivable(dossier: Dossier, *, amount: int, situation: Situation) -> tuple[tuple[Ticket, Cancellation], ...]:
    """What money of `amount` (with its rounding) that comes too late brings back: all that was released, or nothing.

    Every place must be free still, no performance over, and the credit must cover all of them with it.
    """
    back = released(dossier)
    tickets = [ticket for ticket, _ in back]
    covers = -dossier.balance + amount >= sum(ticket.price for ticket in tickets)
    over = any(calendar.is_over(situation.performances[ticket.performance], at=situation.at) for ticket in tickets)
    return back if back and covers and not over and placing.can_return(tickets, situation=situation) else ()


def brought_back(
    operation: Operation, *, dossier: Dossier, cancellations: Sequence[str], situation: Situation
) -> list[Row]:
    """The same tickets with the same numbers, as if they had waited until now: their source says so, whose numbers they are."""
    rows: list[Row] = [replace(dossier.order, expired=False)] if dossier.order.expired else []
    before, after = [], []
    for ticket, cancellation in released(dossier):
        if cancellation.id in cancellations:
            live = replace(ticket, state=cancellation.was)
            before.append(ticket)
            after.append(live)
            rows += [live, replace(cancellation, kept_at=operation.at, kept_by=operation.actor)]
            rows.append(money.charged(operation, live))
    return [*rows, *seating.quotas_after(situation, before=before, after=after)]


# --- while it waits ------------------------------------------------------------------------------------------------


def judge_admitted_unpaid(operation: Operation, situation: Situation) -> Verdict:
    """Only an invoice that waits, only with a second person, and only where it changes something."""
    payload = operation.payload
    dossier = situation.dossiers[payload["order"]]
    if not is_pending_invoice(dossier):
        return refused("not_invoice_pending", next=("show",), order=dossier.order.number, admit=payload["admit"])
    if dossier.order.admit_unpaid == payload["admit"]:
        return refused("unchanged", order=dossier.order.number)
    return lacks_second_person(operation) or ACCEPTED


def apply_admitted_unpaid(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """Its waiting tickets let in, with a badge, or do so no longer."""
    dossier = situation.dossiers[operation.payload["order"]]
    return (replace(dossier.order, admit_unpaid=operation.payload["admit"]),)


def touches_released(payload: Mapping[str, Any]) -> Touches:
    """The order and those of its tickets that are given up."""
    return Touches(orders=(payload["order"],), tickets=tuple(row["ticket"] for row in payload["tickets"]))


def apply_reminded(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """Reminder number k was sent or printed: once, however often it is said."""
    payload = operation.payload
    dossier = situation.dossiers[payload["order"]]
    if any(reminder.number == payload["number"] for reminder in dossier.reminders):
        return ()
    name = child_id(dossier.order.id, name=f"reminder/{payload['number']}")
    reminder = Reminder(
        name, dossier.order.id, payload["number"], operation.id, operation.at, operation.actor, payload["how"]
    )
    return (reminder,)
