"""Cases: what surprised desk or centre, until a person closes it; and what is left of an operation that was refused.

A refusal deletes nothing (3-sync, 1.3): the operation stays with its answer, and its order has a case that names it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ticketoffice.domain.identity import child_id
from ticketoffice.domain.makings import money_of
from ticketoffice.domain.operation import (
    ACCEPTED,
    FULL,
    RECORDED_ONLY,
    REFUSED,
    Operation,
    Touches,
    Verdict,
    refused,
)
from ticketoffice.domain.situation import Situation
from ticketoffice.domain.state import Case, Row


def touches(payload: Mapping[str, Any]) -> Touches:
    """The case alone: also one about an order that nobody knows can be closed."""
    return Touches(cases=(payload["case"],))


def judge_closed(operation: Operation, situation: Situation) -> Verdict:
    """A case that stands here, once. Two people who settled it at two desks have both done so: the first one closed it, and
    what the second one says is kept beside it.
    """
    case = situation.cases.get(operation.payload["case"])
    if case is None:
        return refused("not_found", case=operation.payload["case"])
    if case.closed_at is None:
        return ACCEPTED
    if operation.made is not None:
        return Verdict(accepted=True, effect=RECORDED_ONLY)
    return refused("case_closed", at=case.closed_at)


def apply_closed(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """By whom and when; why stands in the note beside."""
    case = situation.cases.get(operation.payload["case"])
    if case is None or effect != FULL:
        return ()
    return (replace(case, closed_at=operation.at, closed_by=operation.actor),)


MACHINES_PARTED = "machines_parted"
"""The case of two machines that worked with one desk's journal: from here on the second one is a desk of its own (C24)."""


def apply_started(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """No row, but of a second machine the case that somebody finds out why there are two: it travels as one about no order."""
    if "parted_from" not in operation.payload:
        return ()
    case = child_id(operation.id, name=MACHINES_PARTED)
    return (Case(case, MACHINES_PARTED, operation.id, None, operation.id, operation.at),)


ALONE = REFUSED + "alone:"
"""The effect of a refused operation about no order, which has a case of its own (those of older versions had none)."""


BOOKED = REFUSED + "booked:"
"""The effect of a refused operation by which money was taken: it is booked on the order that it names all the same."""


def effect_of_refusal(reason: str | None, *, kind: str, payload: Mapping[str, Any], books: bool = True) -> str:
    """What is stored with an operation that the centre refused; not `books`: what it took could not be written."""
    takes_money = books and bool(money_of(kind, payload))
    return (ALONE if order_named(payload) is None else BOOKED if takes_money else REFUSED) + (reason or "refused")


def reason_of_refusal(effect: str) -> str:
    """The reason in what is stored with a refused operation."""
    return effect.removeprefix(ALONE).removeprefix(BOOKED).removeprefix(REFUSED)


def case_of_refusal(operation: Operation, effect: str) -> tuple[Row, ...]:
    """The case of a refused operation, called by its reason; none where the click that it finishes was refused and has its
    case already.
    """
    order = order_of_case(operation.id, effect, payload=operation.payload)
    reason = reason_of_refusal(effect)
    if order is None or (operation.kind, reason) == ("cancellation_finished", "not_cancelled"):
        return ()
    ticket = operation.payload.get("ticket")
    return (Case(child_id(operation.id, name="refused"), reason, order, ticket, operation.id, operation.at),)


def order_of_case(operation: str, effect: str, *, payload: Mapping[str, Any]) -> str | None:
    """The order under which the case of a refused operation travels; about none it is the operation's own id, which is no
    order's.
    """
    return operation if effect.startswith(ALONE) else order_named(payload)


def order_named(payload: Mapping[str, Any]) -> str | None:
    """The order that a payload is about, by id."""
    order = payload.get("order")
    found = order.get("id") if isinstance(order, Mapping) else order
    return found if isinstance(found, str) else None
