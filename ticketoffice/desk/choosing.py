"""What a customer wants as tickets with their places and prices: seats as named, the best free ones for the others."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from ticketoffice.desk.house_holds import hold_named
from ticketoffice.desk.on_sale import (
    ZoneSeats,
    performance_of,
    seat_of,
    seats_of_zone,
    tariff_of,
    zone_of,
)
from ticketoffice.domain import money, placing
from ticketoffice.domain.best_seats import best_seats
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.house_holds import after, seats_kept
from ticketoffice.domain.operation import broken
from ticketoffice.domain.state import HouseHold, Performance, Tariff, Ticket, TicketState, Zone
from ticketoffice.domain.tariffs import check_together

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.reading import Reading


class Wanted(Struct, frozen=True):
    """A ticket that is wanted, each part by id or name; without a `seat` of a numbered zone the best one is chosen.

    `price`: what it is lowered to, in minor units; None: what its tariff says. `hold`: the house hold that its place comes from.
    """

    performance: str
    zone: str
    tariff: str
    seat: str | None = None
    price: int | None = None
    hold: str | None = None


class Line(Struct, frozen=True):
    """A ticket as it will be sold; `full` is its tariff's price, `price` what it costs, `hold` what the house keeps its place as."""

    performance: Performance
    event: str
    zone: Zone
    tariff: Tariff
    seat: str | None
    seat_name: str | None
    price: int
    hold: HouseHold | None = None

    @property
    def full(self) -> int:
        """The tariff's price."""
        return self.tariff.price


class Quote(Struct, frozen=True):
    """What was chosen and what it costs together; `in_cash` is rounded to the coins that there are."""

    lines: tuple[Line, ...]
    total: int
    in_cash: int
    currency: str


def quote(book: Book, wanted: Sequence[Wanted], *, avoiding: Collection[tuple[str, str]] = ()) -> Quote:
    """What these tickets would be and cost now; holds nothing. `avoiding`: (performance, seat) that are not offered. Raises
    RuleBroken as `chosen`.
    """
    with book.read() as reading:
        lines = chosen(reading, wanted, at=book.clock.now(), avoiding=avoiding)
    return quote_of(lines)


def quote_of(lines: Sequence[Line]) -> Quote:
    """What these cost together; raises RuleBroken `nothing_chosen`, `several_currencies`, `group_too_small`, `companion_alone`."""
    if not lines:
        raise RuleBroken("nothing_chosen")
    currency = _currency(lines)
    check_together([(line.performance.id, line.tariff) for line in lines])
    total = sum(line.price for line in lines)
    return Quote(tuple(lines), total, total + money.cash_rounding(total, currency=currency), currency)


def named(lines: Sequence[Line]) -> list[Wanted]:
    """The same tickets with the seats that were chosen for them."""
    return [
        Wanted(
            line.performance.id,
            line.zone.id,
            line.tariff.id,
            line.seat,
            line.price if line.price < line.full else None,
            line.hold.id if line.hold is not None else None,
        )
        for line in lines
    ]


def _currency(lines: Sequence[Line]) -> str:
    currencies = sorted({line.performance.currency for line in lines})
    if len(currencies) > 1:
        raise RuleBroken("several_currencies", data={"currency": currencies[0], "other": currencies[1]})
    return currencies[0]


def chosen(
    reading: Reading,
    wanted: Sequence[Wanted],
    *,
    at: int,
    leaving: Sequence[Ticket] = (),
    avoiding: Collection[tuple[str, str]] = (),
) -> list[Line]:
    """Each ticket with its place: seats as named, the best free ones for the others, together by zone.

    `leaving`: tickets whose places are free with it; `avoiding` as in `quote`. Raises RuleBroken `not_found`, `no_zone`, `no_tariff`,
    `no_hold_called`, `performance_over_for_sale`, `sale_ended`, `unknown_place`, `place_taken`, `place_held`, `not_in_hold`,
    `hold_empty`, `sold_out`.
    """
    lines: list[Line] = []
    by_zone: dict[tuple[str, str], list[int]] = {}
    known: dict[str, Performance] = {}
    for n, one in enumerate(wanted):
        if one.performance not in known:
            known[one.performance] = _on_sale(reading, one.performance, at=at)
        performance = known[one.performance]
        zone = zone_of(reading, performance, one.zone)
        tariff = tariff_of(reading, zone, one.tariff)
        event = reading.catalogue.events([performance.event])[performance.event].name
        price = tariff.price if one.price is None else min(one.price, tariff.price)
        hold = None if one.hold is None else hold_named(reading, performance.id, one.hold, at=at, zone=zone.id).hold
        lines.append(Line(performance, event, zone, tariff, one.seat, None, price, hold))
        if zone.numbered:
            by_zone.setdefault((performance.id, zone.id), []).append(n)
    for places in by_zone.values():
        _seat(reading, lines, places, at=at, leaving=leaving, avoiding=avoiding)
    return lines


def _on_sale(reading: Reading, text: str, *, at: int) -> Performance:
    found = performance_of(reading, text, at=at)
    no = placing.why_not_sold(found, at=at)
    if no is not None:
        raise broken(no)
    return found


def _seat(
    reading: Reading,
    lines: list[Line],
    places: Sequence[int],
    *,
    at: int,
    leaving: Sequence[Ticket],
    avoiding: Collection[tuple[str, str]],
) -> None:
    """Gives the lines at these places, all of one zone, their seats."""
    performance, zone = lines[places[0]].performance, lines[places[0]].zone
    seats = seats_of_zone(reading, performance, zone)
    left = {ticket.seat for ticket in leaving if ticket.performance == performance.id}
    taken = reading.taken_seats(performance.id) - left
    named = {n: seat_of(seats.names, zone, lines[n].seat or "") for n in places if lines[n].seat is not None}
    kept = _kept(reading, performance, at=at, leaving=leaving)
    for n, seat in named.items():
        no = placing.why_no_seat(
            seats.names[seat],
            performance=performance.id,
            is_taken=seat in taken,
            keeper=kept.get(seat),
            hold=lines[n].hold,
        )
        if no is not None:
            raise broken(no)
    chosen = dict(named)
    shunned = {seat for name, seat in avoiding if name == performance.id}
    others = seats.names.keys() - shunned - set(named.values())
    for hold in dict.fromkeys(lines[n].hold for n in places if n not in named):
        rest = [n for n in places if n not in named and lines[n].hold == hold]
        own = placing.offered(others, taken=taken, kept=kept, hold=hold)
        found = _best(seats, free=own, count=len(rest))
        if len(found) < len(rest):
            raise broken(placing.too_few(zone=zone, hold=hold, left=len(own)))
        chosen |= zip(rest, found, strict=True)
    for n, seat in chosen.items():
        lines[n] = replace(lines[n], seat=seat, seat_name=seats.names[seat])


def _kept(reading: Reading, performance: Performance, *, at: int, leaving: Sequence[Ticket]) -> dict[str, HouseHold]:
    """The seats that the house keeps, also those that go back to it."""
    standings = {standing.hold.id: standing for standing in reading.house_holds([performance.id])}
    gone = [replace(ticket, state=TicketState.REPLACED.value) for ticket in leaving]
    return seats_kept(list(after(standings, gone).values()), at=at)


def _best(seats: ZoneSeats, *, free: Set[str], count: int) -> list[str]:
    if seats.plan is None:
        return sorted(free)[:count]
    return [seat for group in best_seats(seats.plan, free=free, count=count) for seat in group]
