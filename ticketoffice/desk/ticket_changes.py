"""What deeds on a ticket changed: from which place, tariff and holder to which, as the journal itself tells it.

Each such deed says what is new; what was before is what the deed before it said, or the one that made the ticket.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ticketoffice.desk.views import ValueChange
from ticketoffice.domain.operation import FULL, PersonRecord
from ticketoffice.domain.seats import brief_seat
from ticketoffice.domain.state import Zone

if TYPE_CHECKING:
    from ticketoffice.store.journal import Line

Says = Callable[[Mapping[str, Any]], str | None]
MOVED, TARIFF, HOLDER, REPLACED = "ticket_moved", "tariff_changed", "holder_changed", "ticket_replaced"
FIELDS = {MOVED: "place", TARIFF: "tariff", HOLDER: "name"}


def holders(history: Iterable[Line]) -> set[str]:
    """The ids of the people who hold or held a ticket that was renamed."""
    lines = list(history)
    if not any(line.kind == HOLDER for line in lines):
        return set()
    named = {line.payload["person"]["person"] for line in lines if line.kind == HOLDER}
    return named | {row["holder"] for line in lines for row in _rows(line.payload) if row.get("holder")}


def values(
    line: Line,
    history: Sequence[Line],
    *,
    zones: Mapping[str, Zone],
    revisions: Mapping[str, Sequence[PersonRecord]],
) -> tuple[ValueChange, ...]:
    """What one line of the history changed of its ticket; nothing for other kinds. `history`: the newest line first. A value of
    which nothing is known here is None, and so are both where the people were erased.
    """
    field = FIELDS.get(line.kind)
    if field is None:
        return ()

    def says(row: Mapping[str, Any]) -> str | None:
        if field == "tariff":
            return str(row["tariff"])
        if field == "place":
            return _place(row, zones)
        person = row["person"]["person"] if "person" in row else row.get("holder")
        return _name(person, revisions)

    earlier = history[history.index(line) + 1 :]
    return (
        ValueChange(field, _before(line.payload["ticket"], earlier, kind=line.kind, says=says), says(line.payload)),
    )


def _before(ticket: str, earlier: Iterable[Line], *, kind: str, says: Says) -> str | None:
    """What the ticket, or the one whose number it replaced, was before."""
    for line in earlier:
        if line.effect != FULL:
            continue
        if line.kind == kind and line.payload["ticket"] == ticket:
            return says(line.payload)
        if line.kind == REPLACED and line.payload["new"] == ticket:
            ticket = line.payload["ticket"]
        made = next((row for row in _rows(line.payload) if row["id"] == ticket), None)
        if made is not None:
            return says(made)
    return None


def _rows(payload: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The tickets that an operation made."""
    return [row for row in payload.get("tickets", ()) if isinstance(row, Mapping) and "tariff" in row]


def _place(row: Mapping[str, Any], zones: Mapping[str, Zone]) -> str | None:
    if row["seat"] is not None:
        return brief_seat(row["seat_name"] or row["seat"])
    return zones[row["zone"]].name if row["zone"] in zones else None


def _name(person: str | None, revisions: Mapping[str, Sequence[PersonRecord]]) -> str | None:
    """The name of a person; nobody is named so: empty; erased: None."""
    if person is None:
        return ""
    known = [record for record in revisions.get(person, ()) if record.salt]
    return str(known[-1].fields.get("name", "")) if known else None
