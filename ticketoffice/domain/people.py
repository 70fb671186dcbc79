"""Who acts, and who looks over their shoulder; and the kinds that are about no order: staff, rules, erasure.

A risky deed needs another person, or `none_by_rule` with a typed reason of at least 10 characters, listed and counted;
the second person is never the actor.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from ticketoffice.domain.operation import ACCEPTED, Operation, Touches, Verdict, refused
from ticketoffice.domain.rules import check_rules, rule_row
from ticketoffice.domain.situation import Situation
from ticketoffice.domain.state import Row, Staff

NONE_BY_RULE = "none_by_rule"
SHORTEST_ALONE = 10


class Who(Struct, frozen=True):
    """The person at the desk (None: nobody, a rule acts), and for risky deeds the `second` person's id or the reason
    typed for acting `alone`.
    """

    person: str | None
    second: str | None = None
    alone: str | None = None


NEEDS_SECOND_PERSON = refused("needs_second_person", next=("approve", "alone"))


def lacks_second_person(operation: Operation) -> Verdict | None:
    """A refusal if nobody, or the actor, stands as second person; None when it is in order."""
    if operation.second_person is None:
        return NEEDS_SECOND_PERSON
    if operation.second_person == operation.actor:
        return refused("second_person_is_actor", next=("approve",))
    if operation.second_person == NONE_BY_RULE and "alone" not in operation.payload:
        return NEEDS_SECOND_PERSON
    return None


def touches_nothing(payload: Mapping[str, Any]) -> Touches:
    """For kinds that rest on nothing but themselves."""
    return Touches()


def judge_always(operation: Operation, situation: Situation) -> Verdict:
    """Accepted whatever stands here: a fact happened, and an erasure is a right."""
    return ACCEPTED


def judge_rules_changed(operation: Operation, situation: Situation) -> Verdict:
    """Only rules that there are, with values that they can have."""
    check_rules(operation.payload["rules"])
    return ACCEPTED


def apply_nothing(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """No row changes: the operation itself is the record."""
    return ()


def apply_person_changed(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """A person acts here for the first time, or has a new name (a new record)."""
    return (Staff(person=operation.payload["person"]["person"], since=operation.at),)


def apply_rules_changed(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The venue's rules from now on."""
    return tuple(rule_row(name=name, value=value) for name, value in operation.payload["rules"].items())
