"""A customer's data changes: a new revision of a record that lies beside the journal; the payload names the fields.

What a cashier types is checked for what it is used for (an address that mail can go to, a language that templates are
looked up by); what a source says of its customers is taken as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.operation import ACCEPTED, Operation, Touches, Verdict
from ticketoffice.domain.situation import Situation
from ticketoffice.domain.state import Row

LONGEST = 200
LONGEST_ADDRESS = 254
_ADDRESS = re.compile(
    r"{part}+@{part}+\.{last}{{2,}}".format(part=r"[^\s@<>()\[\]\\,;:\"]", last=r"[^\s@<>()\[\]\\,;:\".]")
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")


def is_address(text: str) -> bool:
    """Whether mail can go to it: one plain address (name@example.org), no name, no list, nothing that starts a header."""
    return len(text) <= LONGEST_ADDRESS and text.isprintable() and _ADDRESS.fullmatch(text) is not None


def check_typed(fields: Mapping[str, str]) -> None:
    """Raises RuleBroken for typed data that could not be used: `wrong_email`, `wrong_language`, `too_long_here`."""
    for value in fields.values():
        if len(value) > LONGEST:
            raise RuleBroken("too_long_here", data={"most": LONGEST})
    email, language = fields.get("email"), fields.get("language")
    if email and not is_address(email):
        raise RuleBroken("wrong_email", data={"email": email[:80]})
    if language and _LANGUAGE.fullmatch(language) is None:
        raise RuleBroken("wrong_language", data={"language": language[:20]})


class Edit(Struct, frozen=True):
    """What somebody typed: `changed` names the fields, `fields` is the whole record afterwards. `hlc`: when (0-decisions)."""

    hlc: tuple[int, int]
    changed: tuple[str, ...]
    fields: Mapping[str, str] = {}


def moment(hlc: object) -> tuple[int, int]:
    """A hybrid logical clock "milliseconds.counter" as something to compare; anything else is before everything."""
    parts = hlc.split(".") if isinstance(hlc, str) else []
    if len(parts) != 2 or not all(part.isascii() and part.isdecimal() and len(part) < 20 for part in parts):
        return (0, 0)
    return (int(parts[0]), int(parts[1]))


def by_field(stands: Mapping[str, str], edit: Edit, *, others: Iterable[Edit]) -> dict[str, str]:
    """What stands after an edit that was made without knowing of `others`: of each field the latest value counts, and a
    field that this edit did not change stays as it stands.
    """
    latest: dict[str, tuple[int, int]] = {}
    for other in others:
        for name in other.changed:
            latest[name] = max(other.hlc, latest.get(name, other.hlc))
    values = dict(stands)
    for name in edit.changed:
        if edit.hlc >= latest.get(name, edit.hlc):
            values.pop(name, None)
            values |= {name: edit.fields[name]} if edit.fields.get(name) else {}
    return values


def touches(payload: Mapping[str, Any]) -> Touches:
    """The order whose customer it is."""
    return Touches(orders=(payload["order"],))


def judge_changed(operation: Operation, situation: Situation) -> Verdict:
    """What was typed can be used; the fields that nobody touched may be as odd as their source has them."""
    for record in operation.records:
        check_typed({name: record.fields.get(name, "") for name in operation.payload["changed"]})
    return ACCEPTED


def apply_changed(operation: Operation, effect: str, situation: Situation) -> tuple[Row, ...]:
    """The order names this person as its customer; the record itself travels beside the operation."""
    dossier = situation.dossiers[operation.payload["order"]]
    return (replace(dossier.order, customer=operation.payload["person"]["person"]),)
