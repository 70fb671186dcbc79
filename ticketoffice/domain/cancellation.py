"""The cross: what it takes, and what it does to a ticket and its place.

Cancelling makes a ticket invalid at the control point **and** frees its place; it never says anything about money.
Finish (`finishing`) records reason and refund. Keep gives back the same ticket while nothing irreversible happened;
afterwards Reinstate makes a new ticket on the same place (`keeping`). A used ticket is not cancelled; money can be given
back for it all the same (`goodwill`).

Worked example: order 7F3K9 with C-12 and C-13 at 30.00 each, paid cash. The cross on C-12: C-12 cancelled, its place
free, 30.00 credit. Finish (customer asked, cash 30.00): credit 0, refund of 30.00 promised. Handed out: paid, no Keep.

Two desks without a line: A cancels C-12 and C-13, B C-13 and C-14 in one click. All three are cancelled, C-13 by whom the centre
heard first, and its price is credit once; what B finishes is C-14 alone, and a case says of C-13 that it was gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from ticketoffice.domain import admission, calendar, money, seating
from ticketoffice.domain.before import Came
from ticketoffice.domain.cross import CANCELLED_BEFORE, GONE, why_not
from ticketoffice.domain.identity import child_id
from ticketoffice.domain.never_made import made_of
from ticketoffice.domain.operation import (
    ACCEPTED,
    FULL,
    ON_CANCELLED,
    UNCLEAR,
    UNION,
    Operation,
    Touches,
    Verdict,
)
from ticketoffice.domain.people import NEEDS_SECOND_PERSON, lacks_second_person
from ticketoffice.domain.rules import VenueRules
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import (
    Cancellation,
    Case,
    Performance,
    Row,
    Ticket,
    TicketState,
)


def touches_order(payload: Mapping[str, Any]) -> Touches:
    """The order named, and what it was made of."""
    return Touches(orders=(payload["order"], *made_of(payload)))


def touches_tickets(payload: Mapping[str, Any]) -> Touches:
    """Tickets of one order."""
    return Touches(orders=(payload["order"],), tickets=tuple(row["ticket"] for row in payload["tickets"]))


def touches_ticket(payload: Mapping[str, Any]) -> Touches:
    """One ticket; a reinstatement also brings a new number."""
    code = (payload["code"],) if "code" in payload else ()
    return Touches(orders=(payload["order"],), tickets=(payload["ticket"],), codes=code)


def hold_until_after_click(*, at: int, performances: Iterable[Performance], rules: VenueRules) -> int:
    """Until when postman and mail wait for an unfinished click: 60 s, or 10 s while the doors of one are open."""
    doors = any(calendar.doors_are_open(p, at=at, before=rules.doors_before_start) for p in performances)
    return at + (rules.hold_after_finish if doors else rules.hold_after_click)


def judge_cancelled(operation: Operation, situation: Situation) -> Verdict:
    """What the cross does (`domain.cross`); once it has begun a second person must stand beside.

    Somebody who entered elsewhere without being before it (`domain.before`) does not stand in its way: it stands, and the
    scan is a case. What another desk had cancelled before counts as done, where anything is left to do (C11).
    """
    dossier = situation.dossiers[operation.payload["order"]]
    chosen = _left(operation, dossier)
    verdict = why_not(dossier, tickets=[t.id for t in chosen], situation=situation, made=operation.made)
    if verdict.reason == NEEDS_SECOND_PERSON.reason:
        verdict = lacks_second_person(operation) or ACCEPTED
    if not verdict.accepted:
        return verdict
    entered = _effect_of_entries(operation, chosen, situation=situation)
    return replace(verdict, effect=entered or (UNION if len(chosen) < len(operation.payload["tickets"]) else FULL))


def _left(operation: Operation, dossier: Dossier) -> list[Ticket]:
    """The tickets that it is about: where it arrives from a desk that had not heard of it, without those that were gone before;
    all of them where none is left.
    """
    named = _named(operation, dossier)
    left = [ticket for ticket in named if ticket.state not in GONE] if operation.made is not None else named
    return left or named


def _effect_of_entries(operation: Operation, chosen: Iterable[Ticket], *, situation: Situation) -> str | None:
    """Of several tickets that somebody entered with, the least certain one decides what is asked; None: nobody entered."""
    entered = [ticket for ticket in chosen if ticket.state == TicketState.USED]
    came = {situation.came(ticket.id, than=operation.made) for ticket in entered}
    return None if not came else UNCLEAR if Came.NEITHER in came else ON_CANCELLED


def _named(operation: Operation, dossier: Dossier) -> list[Ticket]:
    return [dossier.own(row["ticket"]) for row in operation.payload["tickets"]]


def apply_cancelled(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The tickets are invalid, their places free, and their price is the customer's credit; a scan stays beside it as a case,
    and so does a ticket that had been cancelled before.
    """
    dossier = situation.dossiers[operation.payload["order"]]
    rows: list[Row] = [] if effect == FULL else _cases(operation, effect, dossier)
    if effect != FULL and not rows:
        return ()
    before, after = [], []
    for row in operation.payload["tickets"]:
        ticket = dossier.own(row["ticket"])
        if effect != FULL and ticket.state in GONE:
            continue
        gone = replace(ticket, state=TicketState.CANCELLED.value, used_at=None)
        before.append(ticket)
        after.append(gone)
        rows += [
            gone,
            _clicked(operation, ticket=ticket, cancellation=row["cancellation"]),
            money.taken_back(operation, ticket),
        ]
    return (*rows, *seating.quotas_after(situation, before=before, after=after))


def _cases(operation: Operation, effect: str, dossier: Dossier) -> list[Row]:
    kind, found = admission.CASES.get(effect, admission.ADMITTED_ON_CANCELLED), list[Row]()
    for t in _named(operation, dossier):
        if t.state == TicketState.USED:
            name = child_id(operation.id, name=f"entered {t.id}")
            found.append(Case(name, kind, t.order, t.id, operation.id, operation.at))
        elif t.state in GONE:
            name = child_id(operation.id, name=f"gone {t.id}")
            found.append(Case(name, CANCELLED_BEFORE, t.order, t.id, operation.id, operation.at))
    return found


def _clicked(operation: Operation, *, ticket: Ticket, cancellation: str) -> Cancellation:
    return Cancellation(
        id=cancellation,
        ticket=ticket.id,
        order=ticket.order,
        operation=operation.id,
        cancelled_at=operation.at,
        cancelled_by=operation.actor,
        was=ticket.state,
        hold_until=operation.payload["hold_until"],
        second_person=operation.second_person,
    )
