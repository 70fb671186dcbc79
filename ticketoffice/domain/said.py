"""What must be said beside a deed: a free ticket says who invites, a lowered price why, a place that the house keeps to whom it goes.

The same of what somebody is still typing, of the deed, and of the operation at the door. A text of fewer than SHORTEST_NOTE characters
says nothing; none is cut.

Worked example: a place of the press for nothing, with the note "ok": `free_needs_note`; with "for the newspaper" it is sold.
"""

from __future__ import annotations

from ticketoffice.domain.canonical import clean_text
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.operation import Operation, Verdict, refused

SHORTEST_NOTE = 3
"""Characters that a note, or a reason, needs to say anything."""
LONGEST_NOTE = 2000


def is_said(text: str | None) -> bool:
    """Whether a typed text says something."""
    return len(clean_text(text, longest=None) or "") >= SHORTEST_NOTE


def whole_note(text: str | None) -> str | None:
    """A typed text as the book takes it, None where there is none; raises RuleBroken `note_too_long`, and cuts nothing."""
    clean = clean_text(text, longest=None)
    if clean is not None and len(clean) > LONGEST_NOTE:
        raise RuleBroken("note_too_long", data={"length": len(clean), "most": LONGEST_NOTE})
    return clean


def unsaid(*, free: bool, lowered: bool, from_house: bool, said: bool) -> Verdict | None:
    """Refused where tickets that are `free`, cost less than their tariff, or come from what the house keeps lack their note:
    `free_needs_note`, `lowered_needs_note`, `hold_needs_note`.
    """
    if said or not (free or lowered or from_house):
        return None
    return refused("free_needs_note" if free else "lowered_needs_note" if lowered else "hold_needs_note")


def is_said_beside(operation: Operation) -> bool:
    """Whether an operation has a note that says something; where its text does not travel with it, it was looked at before."""
    return "note" in operation.payload and (operation.note is None or is_said(operation.note))
