"""The lines of an exchange: what goes with a minus, what comes with a plus, and the dates to choose from."""

from __future__ import annotations

from collections.abc import Iterable

from ticketoffice.desk.choosing import Line
from ticketoffice.desk.exchange_choices import DateOnSale
from ticketoffice.desk.views import TicketView
from ticketoffice.domain.seats import brief_seat
from ticketoffice.ui import words
from ticketoffice.ui.labels import UNBROKEN
from ticketoffice.ui.words import translate

MINUS, PLUS = "\u2212", "+"
LONG = 24
"""Letters from which a fact may break."""


def minus_row(ticket: TicketView) -> tuple[str, ...]:
    """An old ticket."""
    when = words.moment(ticket.starts_at, timezone=ticket.timezone, short=True)
    told = _told(f"{MINUS} {ticket.short}", words.place(ticket), ticket.tariff, ticket.event, when)
    return told, words.money(ticket.price, ticket.currency)


def plus_rows(lines: Iterable[Line], *, currency: str) -> list[tuple[str, ...]]:
    """The new tickets, each on its place."""
    return [_plus_row(line, currency=currency) for line in lines]


def _plus_row(line: Line, *, currency: str) -> tuple[str, ...]:
    place = brief_seat(line.seat_name or line.seat) if line.seat is not None else line.zone.name
    when = words.moment(line.performance.starts_at, timezone=line.performance.timezone, short=True)
    return _told(f"{PLUS} {place}", line.tariff.name, line.event, when), words.money(line.price, currency)


def _told(*parts: str) -> str:
    """A line that breaks between two facts, never inside a number, a place or a date."""
    return "  ".join(part.replace(" ", UNBROKEN) if len(part) < LONG else part for part in parts)


def date_row(date: DateOnSale) -> tuple[str, ...]:
    """A date: when, of what, and how many places are free."""
    free = translate("exchange", "unknown") if date.free is None else str(date.free)
    return words.moment(date.starts_at, timezone=date.timezone), date.event, free
