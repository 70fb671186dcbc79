"""A customer's data changes: a new revision of a record that lies beside the journal.

What a cashier types is checked for what it is used for (an address that mail can go to, a language that templates are
looked up by); what a source says of its customers is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.operation import Operation, Touches
from ticketoffice.domain.situation import Situation
from ticketoffice.domain.state import Row

LONGEST = 200
_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]{2,}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


def check_typed(fields: Mapping[str, str]) -> None:
    """Raises RuleBroken for typed data that could not be used: `wrong_email`, `wrong_language`, `too_long_here`."""
    for value in fields.values():
        if len(value) > LONGEST:
            raise RuleBroken("too_long_here", data={"most": LONGEST})
    email, language = fields.get("email"), fields.get("language")
    if email and _EMAIL.fullmatch(email) is None:
        raise RuleBroken("wrong_email", data={"email": email[:80]})
    if language and _LANGUAGE.fullmatch(language) is None:
        raise RuleBroken("wrong_language", data={"language": language[:20]})


def touches(payload: Mapping[str, Any]) -> Touches:
    """The order whose customer it is."""
    return Touches(orders=(payload["order"],))


def apply_changed(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The order names this person as its customer; the record itself travels beside the operation."""
    dossier = situation.dossiers[operation.payload["order"]]
    return (replace(dossier.order, customer=operation.payload["person"]["person"]),)
