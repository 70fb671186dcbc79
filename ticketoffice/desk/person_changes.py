"""What a change of a customer changed: the journal names the fields, the values stand in the revisions beside it.

A revision belongs to the operation that holds its commitment (1-domain: personal data travels beside an operation); the
one before it has the old values. What was erased since says nothing any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ticketoffice.desk.views import ValueChange
from ticketoffice.domain.identity import commitment
from ticketoffice.domain.operation import PersonRecord

if TYPE_CHECKING:
    from ticketoffice.store.journal import Line


def values(line: Line, revisions: Mapping[str, Sequence[PersonRecord]]) -> tuple[ValueChange, ...]:
    """The fields of one line of the history, with their old and new values; nothing for other kinds of operation."""
    if line.kind != "customer_changed":
        return ()
    reference, names = line.payload["person"], line.payload["changed"]
    known = revisions.get(reference["person"], ())
    for place, record in enumerate(known):
        if record.salt and commitment(salt=record.salt, fields=record.fields) == reference["commitment"]:
            before = known[place - 1].fields if place else {}
            return tuple(ValueChange(name, before.get(name, ""), record.fields.get(name, "")) for name in names)
    return tuple(ValueChange(name, None, None) for name in names)
