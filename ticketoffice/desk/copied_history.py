"""The history of an order of before a first load: what was done is not here, so what its rows say stands for it.

A first load brings each order as it stands, not the operations that led there. History says so in one line, and below it
when the order was made, paid, cancelled, entered, and by whom, as far as its rows know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ticketoffice.desk.views import HistoryView

if TYPE_CHECKING:
    from ticketoffice.desk.show import Shown
    from ticketoffice.store.journal import Line

NOT_HERE = "not_here"
COPIED = ("was_made", "was_paid", "was_cancelled", "was_refunded", "was_entered", "was_reminded", "was_noted")
"""The kinds of these lines, which no operation has."""


def is_whole(order: str, history: Iterable[Line]) -> bool:
    """Whether the operation that made the order is here, and with it all that came after."""
    return any(made.order == order for line in history if (made := line.making) is not None)


def copied_history(shown: Shown) -> tuple[HistoryView, ...]:
    """One line that says since when deeds are known here, then what the rows say of before, the newest first."""
    if shown.joined_at is None:
        return ()
    lines = [line for line in _lines(shown) if line.at is not None]
    lines.sort(key=lambda line: line.at or 0, reverse=True)
    known_since = min((line.at for line in shown.history), default=shown.joined_at)
    return (_line(NOT_HERE, min(shown.joined_at, known_since)), *lines)


def _lines(shown: Shown) -> Iterable[HistoryView]:
    dossier, names = shown.dossier, shown.staff
    operations, said = {line.id for line in shown.history}, _said(shown.history)
    yield _line("was_made", dossier.order.created_at)
    for paid in dossier.payments:
        if paid.id not in said:
            yield _line("was_paid", paid.paid_at, details=(("method", paid.method), ("amount", paid.amount)))
    for gone in dossier.cancellations:
        if gone.operation not in operations:
            details = (("reason", gone.reason),) if gone.reason else ()
            by = names.get(gone.cancelled_by or "")
            yield _line("was_cancelled", gone.cancelled_at, by=by, tickets=_short(shown, gone.ticket), details=details)
    for refund in dossier.refunds:
        if refund.id not in said and refund.withdrawn_at is None and refund.amount:
            money = (("refund_method", refund.method), ("refund_amount", refund.amount))
            at = refund.paid_at if refund.paid_at is not None else refund.promised_at
            yield _line("was_refunded", at, tickets=_short(shown, refund.ticket), details=money)
    for entry in dossier.admissions:
        if entry.id not in said:
            by = names.get(entry.admitted_by or "")
            yield _line("was_entered", entry.admitted_at, by=by, tickets=_short(shown, entry.ticket))
    for reminder in dossier.reminders:
        if reminder.operation not in operations:
            yield _line("was_reminded", reminder.reminded_at, by=names.get(reminder.reminded_by or ""))
    for note in dossier.notes:
        if note.note not in said:
            text = shown.texts.get(note.note)
            yield _line("was_noted", note.at, by=names.get(note.actor or ""), note=text)


def _line(
    kind: str,
    at: int | None,
    *,
    by: str | None = None,
    tickets: tuple[str, ...] = (),
    details: tuple[tuple[str, str | int], ...] = (),
    note: str | None = None,
) -> HistoryView:
    return HistoryView(None, kind, at, by, None, tickets, details, None, None, note=note)


def _short(shown: Shown, ticket: str | None) -> tuple[str, ...]:
    return (shown.shorts[ticket],) if ticket is not None and ticket in shown.shorts else ()


def _said(history: Iterable[Line]) -> set[str]:
    """All texts in what the known operations say, ids among them."""
    found: set[str] = set()
    ahead: list[Any] = [line.payload for line in history]
    while ahead:
        value = ahead.pop()
        if isinstance(value, Mapping):
            ahead += value.values()
        elif isinstance(value, list):
            ahead += value
        elif isinstance(value, str):
            found.add(value)
    return found
