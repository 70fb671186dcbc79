"""The shape of an operation, of the verdict on it, and of what it touches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from ticketoffice.domain.before import Made
from ticketoffice.domain.errors import RuleBroken

FULL = "full"
MONEY_ONLY = "money_only"
RECORDED_ONLY = "recorded_only"
REVIVED = "revived"
TWICE = "twice"
"""The effect of a payment for what was no longer open, since another desk had taken money for it: credit, with a case."""
ON_CANCELLED = "on_cancelled"
"""The effect of a cancellation after which, at another machine, somebody entered all the same: it stands, with a case."""
UNION = "union"
"""The effect of a cancellation of several tickets of which another desk had cancelled some before: the rest goes, with a case."""
PAID_MEANWHILE = "paid_meanwhile"
"""The effect of a Finish that gives nothing back of money which another desk had taken meanwhile: it stands, with a case."""
NAMELESS = "nameless"
"""The effect of an order made of another one whose customer somebody had erased, unheard of: it stands, with a case (C22)."""
UNCLEAR = "unclear"
"""The effect of a scan or a cancellation of which nobody can say which was before the other: the cancellation stands."""
EARLIER = "earlier"
"""The effect of a scan that came before a cancellation which was accepted already: that stands, with a case."""
INSTEAD = "instead"
"""The effect of a fact on an order that was never made: it is booked on the one that stands (`domain.never_made`)."""
REFUSED = "refused:"
"""The effect of an operation that the centre refused: it is kept, with its reason behind the colon, and a case is opened."""


class PersonRecord(Struct, frozen=True, gc=False):
    """Personal data beside an operation: one revision of one person. `fields` are texts, never hashed without `salt`."""

    person: str
    revision: int
    fields: Mapping[str, str]
    salt: str


class NoteText(Struct, frozen=True, gc=False):
    """A free text beside an operation."""

    note: str
    text: str
    salt: str


class Operation(Struct, frozen=True):
    """One operation before it is written; `at` is the desk's clock (microseconds UTC), `payload` is canonical JSON.

    `second_person` is a person's id or `none_by_rule`; records and notes travel beside the hashed bytes. `made`: where and
    when, once it is written down; what is being done now has heard of all that the book has.
    """

    id: str
    kind: str
    at: int
    actor: str | None
    payload: Mapping[str, Any]
    second_person: str | None = None
    version: int = 1
    records: tuple[PersonRecord, ...] = ()
    notes: tuple[NoteText, ...] = ()
    made: Made | None = None

    @property
    def note(self) -> str | None:
        """The text of the note that its payload names; None where it names none, or the text does not travel with it."""
        named = (self.payload.get("note") or {}).get("note")
        return next((note.text for note in self.notes if note.note == named), None)


class Verdict(Struct, frozen=True):
    """The answer: `accepted`, or refused with a `reason` and the data of its sentence; the effect that was applied."""

    accepted: bool
    effect: str = FULL
    reason: str | None = None
    data: Mapping[str, object] = field(default_factory=dict)
    next: tuple[str, ...] = ()


ACCEPTED = Verdict(accepted=True)


def refused(reason: str, *, next: tuple[str, ...] = (), **data: Any) -> Verdict:
    """A refusal that says why and what would help."""
    return Verdict(accepted=False, effect="none", reason=reason, data=data, next=next)


def broken(no: Verdict) -> RuleBroken:
    """A refusal as whoever asks before anything is made raises it."""
    return RuleBroken(no.reason or "refused", data=dict(no.data), next=no.next)


class Touches(Struct, frozen=True):
    """The rows that a decision rests on: orders by id, wanted places, numbers and codes that must be new.

    `seats` are places that new tickets want: they must be known, and free. `tickets` are those of the orders without which
    there is nothing to decide. `cases` are those that an order which is known here may have already.
    `closes`: those that are asked for whether their order is here or not. `sold_in`: performances in which places are sold,
    which must not be set aside for others than these `carts`.
    """

    orders: tuple[str, ...] = ()
    tickets: tuple[str, ...] = ()
    performances: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    seats: tuple[tuple[str, str], ...] = ()
    numbers: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    sold_in: tuple[str, ...] = ()
    carts: tuple[str, ...] = ()
