"""An error's data as its sentence needs it: people read short numbers, names and times of day, never ids and instants."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.calendar import to_datetime
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.order import order_state
from ticketoffice.domain.state import Ticket, TicketState

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.reading import Reading

ID_LENGTH = 32
MOST_NAMED = 10
LONGEST_WORD = 400
_TOO_LONG = re.compile(rf"(\S{{{LONGEST_WORD}}})\S+")


def explain(book: Book | None, problem: RuleBroken | Unavailable, *, asked: str | None = None) -> dict[str, object]:
    """An error's data as a sentence needs it: ids become short numbers and names, instants become times of day; of a word that never
    ends its beginning is enough.
    """
    found = _explained(book, problem, asked=asked)
    return {key: cut(value) if isinstance(value, str) else value for key, value in found.items()}


def cut(text: str) -> str:
    """The same with no word longer than LONGEST_WORD."""
    return _TOO_LONG.sub(r"\1…", text)


def _explained(book: Book | None, problem: RuleBroken | Unavailable, *, asked: str | None) -> dict[str, object]:
    data: dict[str, object] = {key: value for key, value in problem.data.items() if value is not None}
    data.setdefault("text", asked or data.get("order") or data.get("ticket") or data.get("performance") or "?")
    for name in ("amount", "left", "above", "total"):
        minor = data.get(name)
        if isinstance(minor, int):
            data[name] = amount_text(minor, str(data.get("currency", ""))).strip()
    if book is None:
        return data
    with book.read() as reading:
        if problem.code == "not_invoice_pending":
            data |= _order_gone(reading, number=str(data.get("order")))
        data |= _tickets_named(reading, data)
        if isinstance(tickets := data.get("tickets"), list):
            data["names"] = _listed(reading, tickets)
        if "by" in data:
            data["by"] = reading.staff().get(str(data["by"]))
        zone = reading.rules().timezone
    if asked is not None:
        data.setdefault("ticket", asked)
    data.setdefault("ticket", "?")
    at = data.get("at")
    if isinstance(at, int):
        data["moment"] = f"{to_datetime(at, timezone=zone):%d.%m.%Y %H:%M}"
    return data


def _tickets_named(reading: Reading, data: Mapping[str, object]) -> dict[str, object]:
    """The short numbers of a ticket and of the last one that took its place; `successor_cancelled`: that one is gone too."""
    named: dict[str, object] = {}
    own = _ticket(reading, data.get("ticket"))
    if own is not None:
        named["ticket"] = _short(reading, own)
    last = _ticket(reading, data.get("successor"))
    while last is not None and (after := _ticket(reading, last.successor)) is not None:
        last = after
    if last is not None:
        named["successor"] = _short(reading, last)
        named["successor_cancelled"] = last.state == TicketState.CANCELLED
    return named


def _listed(reading: Reading, tickets: Sequence[str]) -> str:
    """The short numbers of tickets, MOST_NAMED of them at most."""
    known = reading.tickets(tickets[:MOST_NAMED])
    named = [_short(reading, known[ticket]) for ticket in tickets[:MOST_NAMED] if ticket in known]
    return ", ".join([*named, *(["…"] if len(tickets) > MOST_NAMED else [])])


def _ticket(reading: Reading, id: object) -> Ticket | None:
    return reading.tickets([str(id)]).get(str(id)) if id is not None and len(str(id)) == ID_LENGTH else None


def _short(reading: Reading, ticket: Ticket) -> str:
    return f"{reading.order_numbers([ticket.order])[ticket.order]}-{ticket.position}"


def _order_gone(reading: Reading, *, number: str) -> dict[str, object]:
    """Whether an order is cancelled, and the number of the last one that took its place."""
    last = reading.order_id(number)
    if last is None:
        return {}
    own = dossier = reading.dossiers([last], only=("tickets",))[last]
    while (after := dossier.order.successor) is not None:
        dossier = reading.dossiers([after], only=("tickets",))[after]
    replaced = dossier.order.number if dossier is not own else None
    return {"cancelled": order_state(own) == "cancelled", **({"successor": replaced} if replaced else {})}
