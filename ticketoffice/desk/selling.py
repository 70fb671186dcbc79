"""Sells: chooses places, works out what they cost, and records the order with the money that was taken for it.

Nothing is sold before `sell` has returned: paper, drawer and the word "sold" come after that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from ticketoffice.desk.making import make, numbered_paper, person_beside, whole_note
from ticketoffice.desk.on_sale import performance_of, plan_of, seat_of, tariff_of, zone_of
from ticketoffice.desk.payment import tendered
from ticketoffice.domain import calendar, money
from ticketoffice.domain.best_seats import best_seats
from ticketoffice.domain.canonical import clean_text
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.identity import order_number, ticket_number
from ticketoffice.domain.outcome import Changes, changes
from ticketoffice.domain.people import Who
from ticketoffice.domain.person_data import LONGEST
from ticketoffice.domain.rules import DESK_METHODS, in_coins
from ticketoffice.domain.selling import FREE, UNPAID
from ticketoffice.domain.state import Performance, Tariff, Zone

if TYPE_CHECKING:
    from ticketoffice.store.book import Book
    from ticketoffice.store.deed import Deed
    from ticketoffice.store.known_seats import Seat
    from ticketoffice.store.reading import Reading

SALE_METHODS = (*DESK_METHODS, *UNPAID, FREE)
"""How a sale is paid: at once, later, or not at all."""


class Wanted(Struct, frozen=True):
    """A ticket that is wanted, each part by id or name; without a `seat` of a numbered zone the best one is chosen.

    `price`: what it is lowered to, in minor units; None: what its tariff says.
    """

    performance: str
    zone: str
    tariff: str
    seat: str | None = None
    price: int | None = None


class Tender(Struct, frozen=True):
    """Money received by a method; `amount` None: all that is left to pay."""

    method: str
    amount: int | None = None


class Line(Struct, frozen=True):
    """A ticket as it will be sold; `full` is its tariff's price, `price` what it costs."""

    performance: Performance
    event: str
    zone: Zone
    tariff: Tariff
    seat: str | None
    seat_name: str | None
    price: int

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


class Sold(Struct, frozen=True):
    """A sale that is on disk: the order, what was taken by method, what cash rounded of it and the change to give."""

    changes: Changes
    order: str
    number: str
    tickets: tuple[str, ...]
    method: str
    total: int
    taken: tuple[tuple[str, int], ...]
    rounding: int
    change: int
    currency: str
    invoice: str | None


def quote(book: Book, wanted: Sequence[Wanted]) -> Quote:
    """What these tickets would be and cost now; holds nothing. Raises RuleBroken as `sell` does for the places."""
    with book.read() as reading:
        lines = chosen(reading, wanted, at=book.clock.now())
    return _quote(lines)


def _quote(lines: Sequence[Line]) -> Quote:
    if not lines:
        raise RuleBroken("nothing_chosen")
    currency = _currency(lines)
    total = sum(line.price for line in lines)
    return Quote(tuple(lines), total, total + money.cash_rounding(total, currency=currency), currency)


def _currency(lines: Sequence[Line]) -> str:
    currencies = sorted({line.performance.currency for line in lines})
    if len(currencies) > 1:
        raise RuleBroken("several_currencies", data={"currency": currencies[0], "other": currencies[1]})
    return currencies[0]


def sell(
    book: Book,
    wanted: Sequence[Wanted],
    *,
    pay: Sequence[Tender],
    who: Who,
    customer: Mapping[str, str | None] | None = None,
    note: str | None = None,
) -> Sold:
    """Sells all of it or nothing. `pay`: one tender or several; invoice, on site and free stand alone.

    `customer`: name, company, email, phone, language; an invoice needs a name. A free sale or a lowered price needs a `note`
    that says who invites, or why. Raises RuleBroken, and then nothing is sold, taken or kept.
    """
    typed = {name: text for name, value in (customer or {}).items() if (text := clean_text(value, longest=LONGEST + 1))}
    check_tenders(pay)

    def work(deed: Deed) -> Sold:
        if book.paired:
            raise RuleBroken("centre_sells")
        lines = chosen(deed.reading, wanted, at=deed.at)
        return record(deed, lines, pay=pay, who=who, typed=typed, note=note)

    return book.write(work)


def check_tenders(pay: Sequence[Tender]) -> None:
    """Raises RuleBroken `unknown_method`, `pays_alone` or `nothing_paid` for what is no way to pay."""
    methods = [tender.method for tender in pay]
    strange = next((method for method in methods if method not in SALE_METHODS), None)
    if strange is not None:
        raise RuleBroken("unknown_method", data={"method": strange[:80], "methods": list(SALE_METHODS)})
    if not methods:
        raise RuleBroken("nothing_paid")
    alone = next((method for method in methods if method not in DESK_METHODS), None)
    if alone is not None and len(methods) > 1:
        raise RuleBroken("pays_alone", data={"method": alone})


def record(
    deed: Deed,
    lines: Sequence[Line],
    *,
    pay: Sequence[Tender],
    who: Who,
    typed: Mapping[str, str],
    note: str | None,
) -> Sold:
    """Records a sale of what was chosen; raises RuleBroken."""
    method = pay[0].method if len(pay) == 1 else ""
    if not lines:
        raise RuleBroken("nothing_chosen")
    if method == FREE:
        lines = [_at_no_price(line) for line in lines]
    if (method == FREE or any(line.price < line.full for line in lines)) and len(whole_note(note) or "") < 3:
        raise RuleBroken("free_needs_note" if method == FREE else "lowered_needs_note")
    quoted = _quote(lines)
    payments, rounding, change = _money(deed, pay, total=0 if method in (FREE, *UNPAID) else quoted.total, of=quoted)
    method = method or max(payments, key=lambda row: row["amount"])["method"]
    persons, records = [], []
    person = deed.new_id() if typed else None
    if person is not None:
        reference, row = person_beside(deed, person=person, revision=1, fields=typed)
        persons, records = [reference], [row]
    if method == "invoice" and not (typed.get("name") or typed.get("company")):
        raise RuleBroken("invoice_needs_customer")
    invoice = numbered_paper(deed) if method == "invoice" else None
    payload = {
        "order": {
            "id": deed.new_id(),
            "number": order_number(deed.random(7)),
            "method": method,
            "currency": quoted.currency,
            "due_at": _due(deed, lines) if method == "invoice" else None,
            "customer": person,
        },
        "tickets": ticket_rows(deed, lines, holder=person),
        "persons": persons,
        "payments": payments,
        "invoice": invoice,
    }
    lowered = [
        {"ticket": row["id"], "full": line.full}
        for row, line in zip(payload["tickets"], lines, strict=True)
        if method != FREE and line.price < line.full
    ]
    if lowered:
        payload["lowered"] = lowered
    outcome = deed.record(make(deed, "order_sold", who=who, payload=payload, note=note, records=tuple(records)))
    return Sold(
        changes(outcome),
        payload["order"]["id"],
        payload["order"]["number"],
        tuple(row["id"] for row in payload["tickets"]),
        method,
        quoted.total,
        tuple((row["method"], row["amount"]) for row in payments),
        rounding,
        change,
        quoted.currency,
        None if invoice is None else invoice["number"],
    )


def ticket_rows(deed: Deed, lines: Sequence[Line], *, holder: str | None, first: int = 1) -> list[dict[str, Any]]:
    """New tickets as a payload names them (`payload_parts.SoldTicket`), at positions from `first`."""
    commission = deed.reading.rules().commission_per_ticket
    return [
        {
            "id": deed.new_id(),
            "position": position,
            "code": ticket_number(deed.random(16)),
            "performance": line.performance.id,
            "zone": line.zone.id,
            "tariff": line.tariff.name,
            "seat": line.seat,
            "seat_name": line.seat_name,
            "price": line.price,
            "commission": commission if line.price else None,
            "holder": holder,
        }
        for position, line in enumerate(lines, start=first)
    ]


def _at_no_price(line: Line) -> Line:
    return Line(line.performance, line.event, line.zone, line.tariff, line.seat, line.seat_name, 0)


def _money(deed: Deed, pay: Sequence[Tender], *, total: int, of: Quote) -> tuple[list[dict[str, Any]], int, int]:
    """The rows of what is received, the cash rounding and the change. Raises RuleBroken `over_open`, `no_coins`, `still_to_pay`."""
    rows: list[dict[str, Any]] = []
    rest, rounded, change = total, 0, 0
    for tender in pay:
        if not rest or tender.method not in DESK_METHODS:
            continue
        taken, rounding, back = tendered(rest, amount=tender.amount, method=tender.method, currency=of.currency)
        if back and not in_coins(tender.method):
            data = {"amount": tender.amount, "left": rest, "currency": of.currency}
            raise RuleBroken("over_open", data=data)
        if taken <= 0:
            raise RuleBroken("wrong_amount", data={"amount": tender.amount, "currency": of.currency})
        rows.append({"id": deed.new_id(), "method": tender.method, "amount": taken, "rounding": rounding})
        rest, rounded, change = rest - (taken - rounding), rounded + rounding, change + back
    if rest:
        raise RuleBroken("still_to_pay", data={"left": rest, "total": of.total, "currency": of.currency})
    return rows, rounded, change


def _due(deed: Deed, lines: Sequence[Line]) -> int:
    rules = deed.reading.rules()
    due, _ = calendar.invoice_dates(
        ordered_at=deed.at,
        first_start=calendar.first_start(line.performance for line in lines),
        days=rules.invoice_days,
        reminders=rules.invoice_reminders,
        timezone=rules.timezone,
    )
    return calendar.end_of_day(due, timezone=rules.timezone)


# --- choosing places --------------------------------------------------------------------------------------------------


def chosen(reading: Reading, wanted: Sequence[Wanted], *, at: int) -> list[Line]:
    """Each ticket with its place: seats as named, the best free ones for the others, together by zone.

    Raises RuleBroken `not_found`, `no_zone`, `no_tariff`, `unknown_place`, `place_taken`, `sold_out`.
    """
    lines: list[Line] = []
    by_zone: dict[tuple[str, str], list[int]] = {}
    for n, one in enumerate(wanted):
        performance = performance_of(reading, one.performance, at=at)
        zone = zone_of(reading, performance, one.zone)
        tariff = tariff_of(reading, zone, one.tariff)
        event = reading.catalogue.events([performance.event])[performance.event].name
        price = tariff.price if one.price is None else min(one.price, tariff.price)
        lines.append(Line(performance, event, zone, tariff, one.seat, None, price))
        if zone.numbered:
            by_zone.setdefault((performance.id, zone.id), []).append(n)
    for places in by_zone.values():
        _seat(reading, lines, places)
    return lines


def _seat(reading: Reading, lines: list[Line], places: Sequence[int]) -> None:
    """Gives the lines at these places, all of one zone, their seats."""
    performance, zone = lines[places[0]].performance, lines[places[0]].zone
    seats = {seat.seat: seat for seat in reading.seats(performance)}
    taken = reading.taken_seats(performance.id)
    named = {n: seat_of(seats, zone, lines[n].seat or "") for n in places if lines[n].seat is not None}
    for seat in named.values():
        if seat.seat in taken:
            raise RuleBroken("place_taken", data={"seat": seat.name, "performance": performance.id})
    rest = [n for n in places if n not in named]
    free = {s.seat for s in seats.values() if s.zone == zone.id} - taken - {s.seat for s in named.values()}
    found = _best(reading, performance, free=free, count=len(rest))
    if len(found) < len(rest):
        raise RuleBroken("sold_out", data={"zone": zone.name, "performance": performance.id, "left": len(free)})
    for n, seat in [*named.items(), *zip(rest, (seats[name] for name in found), strict=True)]:
        lines[n] = _on(lines[n], seat)


def _best(reading: Reading, performance: Performance, *, free: set[str], count: int) -> list[str]:
    if not count:
        return []
    plan = plan_of(reading, performance)
    if plan is None:
        return sorted(free)[:count]
    return [seat for group in best_seats(plan, free=free, count=count) for seat in group]


def _on(line: Line, seat: Seat) -> Line:
    return Line(line.performance, line.event, line.zone, line.tariff, seat.seat, seat.name, line.price)
