"""The cross: what it takes, and what it does to a ticket and its place.

Cancelling makes a ticket invalid at the control point **and** frees its place; it never says anything about money.
Finish (`finishing`) records reason and refund. Keep gives back the same ticket while nothing irreversible happened;
afterwards Reinstate makes a new ticket on the same place (`keeping`). A used ticket is not cancelled; money can be given
back for it all the same (`goodwill`).

Worked example: order 7F3K9 with C-12 and C-13 at 30.00 each, paid cash. The cross on C-12: C-12 cancelled, its place
free, 30.00 credit. Finish (customer asked, cash 30.00): credit 0, refund of 30.00 promised. Handed out: paid, no Keep.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from ticketoffice.domain import admission, calendar, money, seating
from ticketoffice.domain.before import Came
from ticketoffice.domain.cross import why_not
from ticketoffice.domain.identity import child_id
from ticketoffice.domain.never_made import made_of
from ticketoffice.domain.operation import (
    ACCEPTED,
    FULL,
    ON_CANCELLED,
    UNCLEAR,
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
    scan is a case.
    """
    dossier = situation.dossiers[operation.payload["order"]]
    chosen = [row["ticket"] for row in operation.payload["tickets"]]
    verdict = why_not(dossier, tickets=chosen, situation=situation, made=operation.made)
    if verdict.reason == NEEDS_SECOND_PERSON.reason:
        verdict = lacks_second_person(operation) or ACCEPTED
    if not verdict.accepted:
        return verdict
    return replace(verdict, effect=_effect(operation, dossier=dossier, situation=situation))


def _effect(operation: Operation, *, dossier: Dossier, situation: Situation) -> str:
    """Of several tickets that somebody entered with, the least certain one decides what is asked."""
    entered = [ticket for ticket in _named(operation, dossier) if ticket.state == TicketState.USED]
    came = {situation.came(ticket.id, than=operation.made) for ticket in entered}
    return FULL if not came else UNCLEAR if Came.NEITHER in came else ON_CANCELLED


def _named(operation: Operation, dossier: Dossier) -> list[Ticket]:
    return [dossier.own(row["ticket"]) for row in operation.payload["tickets"]]


def apply_cancelled(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The tickets are invalid, their places free, and their price is the customer's credit; a scan stays beside it as a case."""
    dossier = situation.dossiers[operation.payload["order"]]
    rows: list[Row] = [] if effect == FULL else _cases(operation, effect, dossier)
    if effect != FULL and not rows:
        return ()
    before, after = [], []
    for row in operation.payload["tickets"]:
        ticket = dossier.own(row["ticket"])
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
    kind = admission.CASES.get(effect, admission.ADMITTED_ON_CANCELLED)
    return [
        Case(child_id(operation.id, name=f"entered {t.id}"), kind, t.order, t.id, operation.id, operation.at)
        for t in _named(operation, dossier)
        if t.state == TicketState.USED
    ]


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
