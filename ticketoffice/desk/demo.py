"""A realistic venue out of nothing but a seed: performances, seats, orders in every state, names of five languages."""

from __future__ import annotations

import random
import time
from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec import Struct

from ticketoffice.desk.import_orders import FileReport, ImportReport, take_in
from ticketoffice.desk.people import person_named
from ticketoffice.desk.reading.parts import RefusedOrder, TakenPerformances
from ticketoffice.desk.reading.pretix_plan import taken_plan
from ticketoffice.desk.rules import change_rules
from ticketoffice.domain.calendar import DAY, HOUR, day_of, to_instant
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.people import Who
from ticketoffice.domain.seating_plan import read
from ticketoffice.domain.taken_in import (
    TakenInvoice,
    TakenOrder,
    TakenPayment,
    TakenPerformance,
    TakenPerson,
    TakenPlan,
    TakenQuota,
    TakenRefund,
    TakenTariff,
    TakenTicket,
    TakenZone,
)
from ticketoffice.resources import read_text

if TYPE_CHECKING:
    from ticketoffice.store.book import Book

LANGUAGES = ("en", "fr", "de", "it", "es")
SOURCE = "pretix/theatre"
ZONE = "Europe/Zurich"
EVENTS = (
    "Aida",
    "La Bohème",
    "Die Zauberflöte",
    "Hamlet",
    "Le Malade imaginaire",
    "Carmen",
    "Schwanensee",
    "Jazz am See",
    "Nabucco",
    "Don Giovanni",
)
ROWS, SEATS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", 40
NUMBERED = (("Zone A", 8500, ROWS[:10]), ("Zone B", 4500, ROWS[10:]))
STANDING = ("Standing", 2500, 3000)
COMMISSION = 20


BATCH = 500


class Filled(Struct, frozen=True):
    """What was made."""

    orders: int
    tickets: int
    seconds: float


def fill(book: Book, *, orders: int, seed: int, progress: Callable[[int], None] | None = None) -> Filled:
    """Fills an empty demonstration book through the door; raises RuleBroken `not_empty` for any other."""
    with book.read() as reading:
        if reading.count_orders() or reading.catalogue.all_performances():
            raise RuleBroken("not_empty")
    started = time.perf_counter()
    who = Who(person_named(book, "Demonstration"))
    change_rules(book, {"commission_per_ticket": str(COMMISSION)}, who=who)
    report, told = ImportReport(), FileReport("demonstration")
    stream = demo_orders(count=orders, seed=seed, today=day_of(book.clock.now(), timezone=ZONE))
    said = None if progress is None else (lambda _, done: progress(done))
    take_in(book, stream, who=who, report=report, told=told, progress=said, batch_size=BATCH)
    return Filled(told.orders.added, told.tickets.added, time.perf_counter() - started)


def demo_orders(*, count: int, seed: int, today: date) -> Iterator[TakenPerformances | TakenOrder | RefusedOrder]:
    """Performances around `today`, then `count` orders; the same seed and day give the same orders."""
    chance = random.Random(seed)
    performances = [_performance(n, day) for n, day in enumerate(_days(count, today=today))]
    yield TakenPerformances(tuple(performances))
    houses = [_House(p, chance) for p in performances]
    names = Names(chance)
    now = to_instant(datetime.combine(today, datetime.min.time(), tzinfo=ZoneInfo(ZONE)))
    for number in range(count):
        yield _order(number, chance, house=houses[number * len(houses) // count], names=names, now=now)


def _days(count: int, *, today: date) -> list[date]:
    """300 days over three seasons for a large venue, twelve around today for a small one."""
    if count < 20_000:
        return [today + timedelta(days=d) for d in (-21, -14, -7, 0, 1, 5, 12, 19, 26, 33, 47, 61)]
    wanted = max(12, min(300, count // 3000))
    return [today + timedelta(days=round(-730 + 1095 * n / wanted)) for n in range(wanted)]


def _performance(number: int, day: date) -> TakenPerformance:
    event = number % len(EVENTS)
    starts = to_instant(datetime(day.year, day.month, day.day, 20, tzinfo=ZoneInfo(ZONE)))
    zones = tuple(
        TakenZone(name, True, len(rows) * SEATS, _tariffs(price), categories=(name,)) for name, price, rows in NUMBERED
    )
    return TakenPerformance(
        source=SOURCE,
        external=f"theatre/{number + 1}",
        event_external=f"event-{event + 1}",
        event_name=EVENTS[event],
        name=EVENTS[event],
        starts_at=starts,
        ends_at=None,
        timezone=ZONE,
        all_day=False,
        currency="CHF",
        zones=(*zones, TakenZone(STANDING[0], False, None, _tariffs(STANDING[1]))),
        plan=_hall(),
        quotas=(
            TakenQuota("seats", "Seats", len(ROWS) * SEATS, tuple(z.name for z in zones)),
            TakenQuota("standing", "Standing", STANDING[2] * 4, (STANDING[0],)),
        ),
    )


def _tariffs(price: int) -> tuple[TakenTariff, ...]:
    return TakenTariff("Adult", price), TakenTariff("Reduced", _reduced(price))


def _reduced(price: int) -> int:
    return price * 3 // 5


@cache
def _hall() -> TakenPlan:
    """The one hall of the venue: rows of seats with an aisle in the middle, the dearer ones in front of the stage."""
    width, height = 30 * (SEATS + 3), 40 * (len(ROWS) + 2)
    rows = [
        {
            "row_number": row,
            "row_number_position": "both",
            "position": {"x": 30, "y": 40 * (ROWS.index(row) + 2)},
            "seats": [
                {
                    "seat_guid": f"{row}-{n}",
                    "seat_number": str(n),
                    "position": {"x": 30 * (n + (n > SEATS // 2)), "y": 0},
                    "category": zone,
                }
                for n in range(1, SEATS + 1)
            ],
        }
        for zone, _, lines in NUMBERED
        for row in lines
    ]
    stage = {
        "shape": "rectangle",
        "position": {"x": width // 3, "y": 0},
        "rectangle": {"width": width // 3, "height": 40},
        "text": {"text": "Stage", "position": {"x": width // 6, "y": 20}},
        "rotation": 0,
        "uuid": "stage",
    }
    document = {
        "name": "Theatre",
        "categories": [{"name": zone} for zone, _, _ in NUMBERED],
        "zones": [{"name": "Parterre", "position": {"x": 0, "y": 0}, "rows": rows, "areas": [stage]}],
        "size": {"width": width, "height": height},
    }
    return taken_plan(read(document), external="hall", document=document)


class _House:
    """The places of one performance: seats are given out in order, standing places without end of the quota."""

    def __init__(self, performance: TakenPerformance, chance: random.Random) -> None:
        self.performance = performance
        self._seats = [
            (zone, price, row, n) for zone, price, rows in NUMBERED for row in rows for n in range(1, SEATS + 1)
        ]
        blocks = [self._seats[i : i + 4] for i in range(0, len(self._seats), 4)]
        chance.shuffle(blocks)
        self._seats = [seat for block in blocks[: len(blocks) * 4 // 5] for seat in block]
        self._next = 0

    def places(self, count: int) -> list[tuple[str, int, str | None, str | None]]:
        """So many places: (zone, price, seat, seat as read)."""
        if self._next + count > len(self._seats):
            return [(STANDING[0], STANDING[1], None, None)] * count
        chosen = self._seats[self._next : self._next + count]
        self._next += count
        return [(zone, price, f"{row}-{n}", f"Parterre, Row {row}, Seat {n}") for zone, price, row, n in chosen]


class Names:
    """Names of five languages: common ones by Zipf's law, rare ones by joining, some hundred thousand in all."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._given = {code: read_text(f"demo/names/{code}_given.txt").split("\n") for code in LANGUAGES}
        self._family = {code: read_text(f"demo/names/{code}_family.txt").split("\n") for code in LANGUAGES}
        self._weights = {
            code: list(accumulate(1 / (rank + 1) for rank in range(len(found))))
            for code, found in (
                *((f"g{c}", self._given[c]) for c in LANGUAGES),
                *((f"f{c}", self._family[c]) for c in LANGUAGES),
            )
        }

    def draw(self) -> tuple[str, str]:
        """(full name, language)."""
        language = self._chance.choice(LANGUAGES)
        given, family = (
            self._one(f"g{language}", self._given[language]),
            self._one(f"f{language}", self._family[language]),
        )
        kind = self._chance.random()
        if kind < 0.18:
            family = f"{family}-{self._one(f'f{language}', self._family[language])}"
        elif kind < 0.28:
            given = f"{given} {self._one(f'g{language}', self._given[language])}"
        return f"{given} {family}", language

    def _one(self, key: str, found: Sequence[str]) -> str:
        if self._chance.random() < 0.4:
            return found[int(self._chance.random() * len(found))]
        weights = self._weights[key]
        return found[min(bisect(weights, self._chance.random() * weights[-1]), len(found) - 1)]


_STATES = (
    ("paid",) * 70
    + ("partly",) * 8
    + ("invoice",) * 6
    + ("on_site",) * 6
    + ("cancelled",) * 6
    + ("expired",) * 2
    + ("free",) * 2
)
_METHODS = ("card",) * 40 + ("cash",) * 25 + ("twint",) * 15 + ("elsewhere",) * 15 + ("invoice",) * 5
_NOTES = (
    "Wheelchair at row end",
    "School class, teacher collects",
    "Press",
    "Calls back on Monday",
    "Fauteuil roulant au bout du rang",
)


def _order(number: int, chance: random.Random, *, house: _House, names: Names, now: int) -> TakenOrder:
    performance = house.performance
    over = performance.starts_at + 4 * HOUR < now
    kind = chance.choice(_STATES)
    if over and kind in ("invoice", "on_site"):
        kind = "paid"
    count = chance.choice((1, 2, 2, 2, 2, 3, 3, 4, 4, 2))
    code = f"{number:X}".rjust(6, "0").translate(_LETTERS)
    name, language = names.draw()
    created = min(performance.starts_at - int((1 + 60 * chance.random()) * DAY), now - HOUR)
    state = {"partly": "paid", "free": "paid", "invoice": "pending", "on_site": "pending"}.get(kind, kind)
    method = kind if kind in ("invoice", "on_site", "free") else chance.choice(_METHODS)
    tickets = _tickets(code, chance, house=house, count=count, kind=kind, over=over, names=names)
    total = sum(t.price for t in tickets)
    payments, refunds = _paid(tickets, kind=kind, method=method, total=total, at=created)
    due = created + 10 * DAY if state == "pending" and method == "invoice" else None
    invoices = (TakenInvoice(f"T-{number + 1:07d}", "invoice", total, created),) if kind == "invoice" else ()
    return TakenOrder(
        source=SOURCE,
        number=code,
        state=state,
        method=method,
        currency="CHF",
        created_at=created,
        due_at=due,
        customer=_customer(number, chance, name=name, language=language),
        tickets=tickets,
        payments=payments,
        refunds=refunds,
        invoices=invoices,
        note=chance.choice(_NOTES) if chance.random() < 0.03 else None,
    )


_LETTERS = str.maketrans("0123456789ABCDEF", "BCDFGHJKLNPRSTVX")


def _tickets(
    code: str, chance: random.Random, *, house: _House, count: int, kind: str, over: bool, names: Names
) -> tuple[TakenTicket, ...]:
    made: list[TakenTicket] = []
    for position, (zone, price, seat, seat_name) in enumerate(house.places(count), start=1):
        reduced = chance.random() < 0.25
        state = (
            "cancelled"
            if kind in ("cancelled", "expired") or (kind == "partly" and position == 1 and count > 1)
            else "valid"
        )
        if over and state == "valid" and chance.random() < 0.9:
            state = "used"
        holder = TakenPerson(name=names.draw()[0]) if position > 1 and chance.random() < 0.3 else None
        made.append(
            TakenTicket(
                external=f"{code}-{position}",
                position=position,
                number=f"{code}{position}{chance.getrandbits(60):015x}",
                performance=house.performance.external,
                zone=zone,
                tariff="Reduced" if reduced else "Adult",
                seat=seat,
                seat_name=seat_name,
                price=0 if kind == "free" else _reduced(price) if reduced else price,
                state=state,
                holder=holder,
                used_at=house.performance.starts_at - int(chance.random() * HOUR) if state == "used" else None,
                reason="customer_asked" if state == "cancelled" else None,
            )
        )
    return tuple(made)


def _paid(
    tickets: Sequence[TakenTicket], *, kind: str, method: str, total: int, at: int
) -> tuple[tuple[TakenPayment, ...], tuple[TakenRefund, ...]]:
    if kind in ("invoice", "on_site", "expired", "free") or not total:
        return (), ()
    refunds = tuple(
        TakenRefund(f"r{t.position}", "1", t.external, method, t.price, at + DAY, "customer_asked")
        for t in tickets
        if t.state == "cancelled" and t.price
    )
    return (TakenPayment("1", method, total, at),), refunds


def _customer(number: int, chance: random.Random, *, name: str, language: str) -> TakenPerson | None:
    if chance.random() < 0.06:
        return None
    plain = "".join(
        letter for letter in name.lower().replace(" ", ".") if letter.isascii() and (letter.isalpha() or letter in ".-")
    )
    phone = f"+4179{chance.randrange(10**7):07d}" if chance.random() < 0.6 else None
    company = f"{name.split()[-1]} {chance.choice(('AG', 'Sàrl', 'GmbH', 'SA'))}" if chance.random() < 0.04 else None
    return TakenPerson(
        name, company, f"{plain}{number % 97}@example.{chance.choice(('org', 'com', 'net'))}", phone, language
    )
