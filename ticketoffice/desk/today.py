"""What is on tonight: the performances in numbers, who comes, and who sits where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from ticketoffice.desk.catalogue import by_zone, in_force
from ticketoffice.desk.evening_views import (
    EveningOrder,
    EveningView,
    Kept,
    ReservedOrder,
    ReservedView,
    SeatBlock,
    SeatPlan,
    SeatRow,
    SeatView,
    TonightView,
)
from ticketoffice.desk.waiting import views_of
from ticketoffice.domain.calendar import HOUR, day_of, is_over
from ticketoffice.domain.lists import list_name, name_key, seat_key
from ticketoffice.domain.order_words import Query
from ticketoffice.domain.seating import whole_places
from ticketoffice.domain.seats import SeatQuery, seat_place, seat_query, seat_words
from ticketoffice.domain.state import Performance, Quota, TicketState
from ticketoffice.domain.waiting import release_at
from ticketoffice.domain.words import fold

if TYPE_CHECKING:
    from ticketoffice.domain.house_holds import Standing
    from ticketoffice.store.book import Book
    from ticketoffice.store.evening import EveningTicket
    from ticketoffice.store.reading import Reading

SHOWN = 30
DAY_ENDS = 6 * HOUR
"""After midnight the evening goes on: a performance of last night is listed until six in the morning."""
FILTERS = ("all", "unpaid", "free", "with_note", "not_in")
People = Mapping[str, Mapping[str, str]]


def performances(book: Book) -> tuple[TonightView, ...]:
    """The next performance first, then the later ones; those of today that are over come last."""
    now = book.clock.now()
    with book.read() as reading:
        known = reading.catalogue.all_performances()
        coming = [p for p in known if not is_over(p, at=now)]
        gone = [p for p in known if is_over(p, at=now) and _is_of_today(p, at=now)]
        return tuple(in_numbers(reading, (*coming[:SHOWN], *gone), at=now))


def _is_of_today(performance: Performance, *, at: int) -> bool:
    zone = performance.timezone
    return day_of(performance.starts_at, timezone=zone) == day_of(at - DAY_ENDS, timezone=zone)


def in_numbers(reading: Reading, wanted: Sequence[Performance], *, at: int) -> list[TonightView]:
    """These performances with their counts, which are those of `free`."""
    ids = [p.id for p in wanted]
    events = reading.catalogue.events([p.event for p in wanted])
    zones = reading.catalogue.zones(ids)
    quotas = reading.evening.quotas(ids)
    drawn: dict[str, set[str]] = {quota.id: set() for quota in quotas}
    for zone, names in reading.catalogue.quotas_of([quota.id for quota in quotas]).items():
        for name in names:
            drawn[name].add(zone)
    counts = reading.evening.counts(list(zones))
    entered_unpaid = Counter(reading.evening.entered_unpaid(list(zones)).values())
    owned: dict[str, dict[str, int | None]] = {p.id: {} for p in wanted}
    for one in zones.values():
        owned[one.performance][one.id] = one.capacity
    limited: dict[str, list[tuple[Quota, frozenset[str]]]] = {p.id: [] for p in wanted}
    for quota in quotas:
        limited[quota.performance].append((quota, frozenset(drawn[quota.id])))
    standings = in_force(reading, ids, at=at)
    house = by_zone(standings)
    found = []
    for p in wanted:
        own, limits = owned[p.id], limited[p.id]
        count = Counter({state: sum(counts.get((zone, state), 0) for zone in own) for state in TicketState})
        live = {zone: sum(counts.get((zone, state), 0) for state in _LIVE) for zone in own}
        places = whole_places(own, [(quota.capacity, names) for quota, names in limits])
        free = whole_places(
            {zone: _left(capacity, live[zone] + house[zone]) for zone, capacity in own.items()},
            [(_left(quota.capacity, quota.taken + sum(house[z] for z in names)), names) for quota, names in limits],
        )
        kept = sum(house[zone] for zone in own)
        inside = sum(entered_unpaid[zone] for zone in own)
        sold = count[TicketState.VALID] + count[TicketState.USED] - inside
        unpaid = count[TicketState.PENDING] + inside
        found.append(
            TonightView(
                id=p.id,
                performance=p.external,
                event=events[p.event].name,
                name=p.name,
                starts_at=p.starts_at,
                timezone=p.timezone,
                is_over=is_over(p, at=at),
                places=places,
                sold=sold,
                unpaid=unpaid,
                free=free,
                over=0 if places is None or free is None else sold + unpaid + free + kept - places,
                entered=count[TicketState.USED],
                displaced=count[TicketState.DISPLACED],
                kept=kept,
                kept_as=kept_as(s for s in standings if s.hold.performance == p.id),
            )
        )
    return found


def kept_as(standings: Iterable[Standing]) -> tuple[Kept, ...]:
    """What they keep, together where the house calls it alike."""
    left = Counter[tuple[str, str]]()
    for standing in standings:
        left[standing.hold.kind, standing.hold.name or ""] += standing.rest
    return tuple(sorted(Kept(*called, count) for called, count in left.items() if count))


_LIVE = (TicketState.VALID, TicketState.USED, TicketState.PENDING)


def _left(holds: int | None, taken: int) -> int | None:
    return None if holds is None else max(0, holds - taken)


# --- who comes ------------------------------------------------------------------------------------------------------


def evening(book: Book, performance: str, *, filter: str = "all", text: str = "") -> EveningView:
    """Who comes to a performance (its id or external name), an order a row, by name.

    `filter` is one of `FILTERS`; a text is a name, a seat, words of a note or the beginning of an order's number. After the performance
    those who are not in are the no-shows. Raises RuleBroken `not_found`.
    """
    now = book.clock.now()
    with book.read() as reading:
        house = House(reading, performance, at=now)
    orders = tuple(house.orders())
    return narrowed(EveningView(house.numbers, orders, len(orders), now), filter=filter, text=text)


def narrowed(whole: EveningView, *, filter: str = "all", text: str = "") -> EveningView:
    """What a filter and a text leave of an evening with all its orders."""
    assert filter in FILTERS, filter
    asked = _Asked(text)
    left = tuple(row for row in whole.orders if is_in(row, filter=filter) and asked.is_for(row))
    return replace(whole, orders=left)


def is_in(row: EveningOrder, *, filter: str) -> bool:
    """Whether a filter lets an order through."""
    return {
        "all": True,
        "unpaid": row.state in ("unpaid", "admit_unpaid"),
        "free": row.is_free,
        "with_note": bool(row.notes),
        "not_in": row.entered < row.tickets,
    }[filter]


class House:
    """A performance with everybody in it, read in one go."""

    def __init__(self, reading: Reading, performance: str, *, at: int) -> None:
        wanted = reading.catalogue.performance_named(performance)
        [self.numbers] = in_numbers(reading, [wanted], at=at)
        self.zones = {zone.id: zone.name for zone in reading.catalogue.zones([wanted.id]).values()}
        own = list(self.zones)
        self.tickets = reading.evening.tickets(own)
        self._entered_unpaid = reading.evening.entered_unpaid(own)
        self.people: People = reading.evening.people(own)
        self.notes = reading.evening.notes(own)

    def orders(self) -> list[EveningOrder]:
        """A row an order, by the customer's name."""
        by_order: dict[str, list[EveningTicket]] = {}
        for ticket in self.tickets:
            by_order.setdefault(ticket.order, []).append(ticket)
        rows = [self._order(tickets) for tickets in by_order.values()]
        return sorted(rows, key=lambda row: (name_key(row.name or ""), row.number))

    def _order(self, tickets: Sequence[EveningTicket]) -> EveningOrder:
        first = tickets[0]
        customer = self.people.get(first.customer or "", {})
        holders = [self.people.get(ticket.holder or "", {}).get("name") for ticket in tickets]
        names = [name for name in (customer.get("name"), customer.get("company"), *holders) if name]
        return EveningOrder(
            order=first.order,
            number=first.order_number,
            name=self.listed(customer) or next((list_name(name) for name in holders if name), None),
            names=tuple(dict.fromkeys(names)),
            seats=seats_of(tickets),
            others=self.others_of(tickets),
            tickets=len(tickets),
            entered=sum(ticket.state == TicketState.USED for ticket in tickets),
            state=self.state_here(tickets),
            is_free=any(ticket.price == 0 for ticket in tickets),
            notes=tuple(self.notes.get(first.order, ())),
            is_reserved=any(is_reserved(ticket) for ticket in tickets),
        )

    def state_here(self, tickets: Sequence[EveningTicket]) -> str:
        """What the desk has to know of these tickets of one order first: a place taken twice, then money."""
        states = {ticket.state for ticket in tickets}
        if TicketState.DISPLACED in states:
            return "displaced"
        if TicketState.PENDING in states or any(ticket.ticket in self._entered_unpaid for ticket in tickets):
            return "admit_unpaid" if tickets[0].admit_unpaid else "unpaid"
        return "free" if all(ticket.price == 0 for ticket in tickets) else "paid"

    def holder(self, ticket: EveningTicket) -> str | None:
        """Who comes with a ticket, as a list writes it: its holder, else the customer."""
        own = self.listed(self.people.get(ticket.holder or "", {}))
        return own or self.listed(self.people.get(ticket.customer or "", {}))

    @staticmethod
    def listed(person: Mapping[str, str]) -> str | None:
        """A person as a list writes them; a firm without a person is its own name."""
        return list_name(person["name"]) if person.get("name") else person.get("company") or None

    def others_of(self, tickets: Iterable[EveningTicket]) -> tuple[tuple[str, int], ...]:
        """The places without a number of these tickets: (zone, how many)."""
        counts = Counter(self.zones[ticket.zone] for ticket in tickets if ticket.seat is None)
        return tuple(sorted(counts.items()))


def is_reserved(ticket: EveningTicket) -> bool:
    """Whether a ticket waits to be paid on site."""
    return ticket.state == TicketState.PENDING and ticket.method == "on_site"


def seats_of(tickets: Iterable[EveningTicket]) -> tuple[str, ...]:
    """The numbered places of these tickets, in the order of the house."""
    return tuple(sorted((seat for ticket in tickets if (seat := seat_name(ticket))), key=seat_key))


def seat_name(ticket: EveningTicket) -> str | None:
    """A ticket's place as people read it."""
    return (ticket.seat_name or ticket.seat) if ticket.seat is not None else None


class _Asked:
    """A text taken apart once: every word begins a name, a place, a word of a note or the order's number; a seat is exactly
    that seat, or stands in a note.
    """

    def __init__(self, text: str) -> None:
        self._query, self._seat = Query.of(text), seat_query(text)
        self._all = not text.strip()

    def is_for(self, row: EveningOrder) -> bool:
        """Whether a row is meant."""
        if self._all or self._query.begins(row.number):
            return True
        names = _words(row.names, row.others)
        if self._query.is_all_of(names):
            return True
        noted = _words(row.notes, ())
        if self._seat is not None:
            return any(_is_at(self._seat, seat) for seat in row.seats) or self._query.is_all_of(noted)
        return self._query.is_all_of(names + _seat_words(row.seats) + noted)


@lru_cache(maxsize=8192)
def _words(names: tuple[str, ...], others: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    """Kept, since every letter that is typed asks them of every row."""
    texts = (*names, *(zone for zone, _ in others))
    return tuple(dict.fromkeys(word for text in texts for word in fold(text)))


@lru_cache(maxsize=8192)
def _seat_words(seats: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for seat in seats for word in seat_words(seat)))


def _is_at(asked: SeatQuery, seat: str) -> bool:
    words = seat_words(seat)
    return asked.is_at(seat) and all(any(word.startswith(part) for word in words) for part in asked.begun)


# --- what is reserved -------------------------------------------------------------------------------------------------


def reserved(book: Book, performance: str) -> ReservedView:
    """What is reserved at a performance (its id or external name) and not paid; raises RuleBroken `not_found`."""
    now = book.clock.now()
    with book.read() as reading:
        house = House(reading, performance, at=now)
        wanted = reading.catalogue.performance_named(performance)
        by_order: dict[str, list[EveningTicket]] = {}
        for ticket in house.tickets:
            if is_reserved(ticket):
                by_order.setdefault(ticket.order, []).append(ticket)
        views = {view.order: view for view in views_of(reading, list(by_order), now=now)}
        at = release_at(wanted, rules=reading.rules())
    rows = [
        ReservedOrder(
            order=order,
            number=tickets[0].order_number,
            name=house.listed(house.people.get(tickets[0].customer or "", {})) or house.holder(tickets[0]),
            seats=seats_of(tickets),
            others=house.others_of(tickets),
            tickets=len(tickets),
            open=views[order].open,
            paid=views[order].paid,
            currency=views[order].currency,
            is_due=at <= now,
        )
        for order, tickets in by_order.items()
    ]
    rows.sort(key=lambda row: (name_key(row.name or ""), row.number))
    return ReservedView(house.numbers, at, tuple(rows))


# --- who sits where -------------------------------------------------------------------------------------------------


def seats(book: Book, performance: str) -> SeatPlan:
    """Who sits where at a performance (its id or external name); raises RuleBroken `not_found`.

    The book knows the numbered places that somebody has or had, or that the house keeps; all others are counted, not drawn.
    """
    now = book.clock.now()
    with book.read() as reading:
        house = House(reading, performance, at=now)
        freed = reading.evening.freed_seats(list(house.zones))
        standings = in_force(reading, [house.numbers.id], at=now)
        kept = _kept_seats(reading, performance, [s for s in standings if s.seats])
    found: dict[tuple[str, str], SeatView] = {}
    for zone, seat in freed:
        found[house.zones[zone], seat] = SeatView(seat, _number(seat), "freed", None, None, None, None, None)
    for zone, seat, called in kept:
        found[house.zones[zone], seat] = SeatView(
            seat, _number(seat), "kept", None, None, None, None, None, kept_as=called
        )
    for ticket in sorted(house.tickets, key=lambda ticket: ticket.state == TicketState.DISPLACED):
        seat = seat_name(ticket) or ""
        if not seat:
            continue
        key, who = (house.zones[ticket.zone], seat), house.holder(ticket)
        before = found.get(key)
        if before is None or before.order is None:
            state = _SEAT_STATES[TicketState(ticket.state)]
            found[key] = SeatView(
                seat, _number(seat), state, who, ticket.order, ticket.order_number, ticket.ticket, None
            )
        else:
            found[key] = replace(before, state="displaced", second=who or ticket.order_number)
    return SeatPlan(
        house.numbers,
        _blocks(found),
        house.others_of(house.tickets),
        now,
        kept_as(s for s in standings if s.seats),
        kept_as(s for s in standings if not s.seats),
    )


def _kept_seats(
    reading: Reading, performance: str, standings: Sequence[Standing]
) -> list[tuple[str, str, tuple[str, str]]]:
    """(zone, seat as people read it, what it is kept as) of the seats that are kept."""
    if not standings:
        return []
    names = {seat.seat: seat.name for seat in reading.seats(reading.catalogue.performance_named(performance))}
    return [
        (s.hold.zone, names.get(seat, seat), (s.hold.kind, s.hold.name or "")) for s in standings for seat in s.left
    ]


_SEAT_STATES = {
    TicketState.VALID: "sold",
    TicketState.USED: "used",
    TicketState.PENDING: "unpaid",
    TicketState.DISPLACED: "displaced",
}


def _number(seat: str) -> str:
    place = seat_place(seat)
    return place[2] if place is not None else seat


def _blocks(found: Mapping[tuple[str, str], SeatView]) -> tuple[SeatBlock, ...]:
    """Seats by zone and area, then row; those that do not say their row have one without a name."""
    blocks: dict[tuple[str, str], dict[str, list[SeatView]]] = {}
    for (zone, seat), view in sorted(found.items(), key=lambda item: (item[0][0], seat_key(item[0][1]))):
        area, row, _ = seat_place(seat) or ("", "", seat)
        blocks.setdefault((zone, area), {}).setdefault(row, []).append(view)
    return tuple(
        SeatBlock(zone, area, tuple(SeatRow(row, tuple(views)) for row, views in rows.items()))
        for (zone, area), rows in blocks.items()
    )
