"""The control point: GO, LOOK or STOP, and letting people in.

Order of checks: genuine, cancelled, paid, date and performance, zone, already used. A cancelled ticket is never taken
for a duplicate. Worked example: a ticket that was scanned at 19:12 and cancelled at 19:20 by undoing the entry answers
STOP cancelled at 19:30, not STOP used.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.domain import calendar
from ticketoffice.domain.before import Came
from ticketoffice.domain.identity import child_id
from ticketoffice.domain.operation import (
    ACCEPTED,
    EARLIER,
    FULL,
    RECORDED_ONLY,
    UNCLEAR,
    Operation,
    Touches,
    Verdict,
    refused,
)
from ticketoffice.domain.people import lacks_second_person
from ticketoffice.domain.situation import Dossier, Situation
from ticketoffice.domain.state import Admission, Case, Performance, Row, Ticket, TicketState

TOO_EARLY = calendar.DAY


class Answer(Struct, frozen=True):
    """GO, LOOK or STOP with its reason; `since` is when the reason came about, `by` the person who caused it."""

    answer: str
    reason: str
    badge: str | None = None
    since: int | None = None
    by: str | None = None


UNKNOWN = Answer("STOP", "unknown")
"""The answer to a number that is no ticket's."""
OF_A_REFUSED_CHANGE = Answer("STOP", "change_refused")
"""The answer to a ticket that was printed for a change that the centre refused (`domain.refused_paper`)."""


def answer(
    dossier: Dossier,
    *,
    ticket: Ticket,
    performance: Performance,
    at: int,
    asked_performance: str | None = None,
    asked_zone: str | None = None,
) -> Answer:
    """What the control point says to this ticket at `at`. Without `asked_performance` date and zone are not looked at."""
    if ticket.state in (TicketState.CANCELLED, TicketState.REPLACED):
        cancellation = dossier.cancellation_of(ticket.id)
        since, by = (cancellation.cancelled_at, cancellation.cancelled_by) if cancellation else (None, None)
        return Answer("STOP", "cancelled", since=since, by=by)
    if ticket.state == TicketState.DISPLACED:
        return Answer("LOOK", "displaced")
    badge = None
    if ticket.state == TicketState.PENDING:
        if not dossier.order.admit_unpaid:
            return Answer("STOP", "unpaid")
        badge = "admit_unpaid"
    if asked_performance is not None:
        if asked_performance != performance.id:
            return Answer("STOP", "wrong_performance")
        if calendar.is_over(performance, at=at):
            return Answer("STOP", "over", since=calendar.over_at(performance))
        if at < performance.starts_at - TOO_EARLY:
            return Answer("STOP", "too_early")
    if asked_zone is not None and asked_zone != ticket.zone:
        return Answer("STOP", "wrong_zone")
    if ticket.state == TicketState.USED or any(
        a.ticket == ticket.id and a.undone_at is None for a in dossier.admissions
    ):
        used = [a for a in dossier.admissions if a.ticket == ticket.id and a.undone_at is None]
        return Answer("STOP", "used", since=ticket.used_at, by=used[-1].admitted_by if used else None)
    return Answer("GO", "valid", badge=badge)


def touches(payload: Mapping[str, Any]) -> Touches:
    """The ticket and its order."""
    return Touches(orders=(payload["order"],), tickets=(payload["ticket"],))


def judge_admitted(operation: Operation, situation: Situation) -> Verdict:
    """A fact: somebody went in. Where the ticket was not good it is recorded only, with a case.

    A cancellation that is accepted stands also where the scan was before it (`domain.before`), since its place and its
    money may be gone: the case then says so.
    """
    ticket = situation.dossiers[operation.payload["order"]].own(operation.payload["ticket"])
    good = ticket.state in (TicketState.VALID, TicketState.PENDING)
    if good or ticket.state != TicketState.CANCELLED:
        return Verdict(accepted=True, effect=FULL if good else RECORDED_ONLY)
    return Verdict(accepted=True, effect=_BESIDE[situation.came(ticket.id, than=operation.made)])


_BESIDE = {Came.BEFORE: RECORDED_ONLY, Came.NEITHER: UNCLEAR, Came.AFTER: EARLIER}
"""The effect of a scan by when the cancellation came."""
ADMITTED_ON_CANCELLED = "admitted_on_cancelled"
CASES = {UNCLEAR: "admitted_and_cancelled", EARLIER: "admitted_before_cancelled"}


def apply_admitted(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The ticket is used from now on; an admission on a bad ticket stays beside it as a case."""
    payload = operation.payload
    ticket = situation.dossiers[payload["order"]].own(payload["ticket"])
    admission = Admission(payload["admission"], ticket.id, ticket.order, operation.at, operation.actor)
    if effect != FULL:
        beside = CASES.get(effect, ADMITTED_ON_CANCELLED)
        kind = beside if ticket.state != TicketState.USED else "admitted_twice"
        case = Case(child_id(operation.id, name="case"), kind, ticket.order, ticket.id, operation.id, operation.at)
        return (admission, case)
    return (admission, replace(ticket, state=TicketState.USED.value, used_at=operation.at))


def judge_undone(operation: Operation, situation: Situation) -> Verdict:
    """The scan was a mistake: only a used ticket, and only with a second person."""
    ticket = situation.dossiers[operation.payload["order"]].own(operation.payload["ticket"])
    if ticket.state != TicketState.USED:
        return refused("not_used", next=("check",), ticket=ticket.id)
    return lacks_second_person(operation) or ACCEPTED


def apply_undone(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The ticket is as before the scan: valid, or still to be paid."""
    dossier = situation.dossiers[operation.payload["order"]]
    ticket = dossier.own(operation.payload["ticket"])
    state = TicketState.PENDING if operation.payload["unpaid"] else TicketState.VALID
    undone = [
        replace(a, undone_at=operation.at) for a in dossier.admissions if a.ticket == ticket.id and a.undone_at is None
    ]
    return (replace(ticket, state=state.value, used_at=None), *undone)
