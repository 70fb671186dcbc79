"""The list for the door: who may come in, by name or by seat; also the paper for when nothing else works."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ticketoffice.desk.evening_views import DoorList, DoorRow
from ticketoffice.desk.today import House, seat_name, seats_of
from ticketoffice.domain.lists import name_key, seat_key
from ticketoffice.domain.state import TicketState

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.evening import EveningTicket

WAYS = ("name", "seat")


def door_list(book: Book, performance: str, *, by: str = "name") -> DoorList:
    """The door list of a performance (its id or external name): by `name` a line for each person of each order, by
    `seat` a line for each ticket. Raises RuleBroken `not_found`.
    """
    assert by in WAYS, by
    now = book.clock.now()
    with book.read() as reading:
        house = House(reading, performance, at=now)
    rows = _by_name(house) if by == "name" else _by_seat(house)
    return DoorList(house.numbers, by, tuple(rows), now)


def _by_name(house: House) -> list[DoorRow]:
    groups: dict[tuple[str, str | None], list[EveningTicket]] = {}
    for ticket in house.tickets:
        groups.setdefault((ticket.order, house.holder(ticket)), []).append(ticket)
    rows = [_row(house, tickets, name=name, number=tickets[0].order_number) for (_, name), tickets in groups.items()]
    return sorted(rows, key=lambda row: (name_key(row.name or ""), row.number))


def _by_seat(house: House) -> list[DoorRow]:
    """Numbered places in the order of the house, then those without a number, by zone and name."""
    keyed = []
    for ticket in house.tickets:
        seat, name = seat_name(ticket), house.holder(ticket)
        short = f"{ticket.order_number}-{ticket.position}"
        zone = house.zones[ticket.zone]
        key = (seat is None, seat_key(seat or ""), zone, name_key(name or ""), ticket.order_number, ticket.position)
        keyed.append((key, _row(house, [ticket], name=name, number=short)))
    return [row for _, row in sorted(keyed, key=lambda pair: pair[0])]


def _row(house: House, tickets: Sequence[EveningTicket], *, name: str | None, number: str) -> DoorRow:
    return DoorRow(
        name=name,
        seats=seats_of(tickets),
        others=house.others_of(tickets),
        tariffs=tuple(sorted(Counter(ticket.tariff for ticket in tickets).items())),
        tickets=len(tickets),
        entered=sum(ticket.state == TicketState.USED for ticket in tickets),
        number=number,
        state=house.state_here(tickets),
        note=" / ".join(house.notes.get(tickets[0].order, ())),
    )
