"""Mixed queries: 40 made of what drawn orders hold, each with the order it must find; how long, and how far down.

`python -m tests.benchmarks.mixed FILE FOLDER` prints the whole table for a kept book (its secrets are in FOLDER); it only
reads.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from tests.benchmarks.measure import Figure, at, median, timed
from ticketoffice.desk.find import find
from ticketoffice.desk.words import label
from ticketoffice.domain.calendar import DAY, to_datetime
from ticketoffice.domain.seats import brief_seat
from ticketoffice.domain.state import Performance
from ticketoffice.domain.words import query_words
from ticketoffice.store.book import Book
from ticketoffice.store.clock import SystemClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_reader
from ticketoffice.store.reading import Reading
from ticketoffice.store.word_rows import ROWS_A_DAY

QUERIES = 40
FIRST = 5
DRAWS = 60
LANGUAGES = ("en", "fr", "de", "it", "es")
WEEKDAYS = (
    ("mon", "lundi", "montag", "lunedì", "lunes"),
    ("tue", "mardi", "dienstag", "martedì", "martes"),
    ("wed", "mercredi", "mittwoch", "mercoledì", "miércoles"),
    ("thu", "jeudi", "donnerstag", "giovedì", "jueves"),
    ("fri", "vendredi", "freitag", "venerdì", "viernes"),
    ("sat", "samedi", "samstag", "sabato", "sábado"),
    ("sun", "dimanche", "sonntag", "domenica", "domingo"),
)
MONTHS = (
    "january février märz aprile mayo june juillet august settembre octubre november décembre".split()  # noqa: SIM905
)
NEAR = {
    0: ("today", "aujourd'hui", "heute", "oggi", "hoy"),
    1: ("tomorrow", "demain", "morgen", "domani", "mañana"),
    -1: ("yesterday", "hier", "gestern", "ieri", "ayer"),
}


class Drawn(Struct, frozen=True):
    """What a person at the desk may know of one order; `start` by the clocks of the house, `spoken` is a language."""

    number: str
    event: str
    start: datetime
    today: datetime
    given: str
    family: str
    email: str
    company: str
    holder: str
    seat: str
    note: str
    method: str
    amount: int
    spoken: int

    @property
    def day(self) -> str:
        """6.11"""
        return f"{self.start.day}.{self.start.month}"

    @property
    def weekday(self) -> str:
        """A word for the day: today where it is, else its weekday."""
        return NEAR.get((self.start.date() - self.today.date()).days, WEEKDAYS[self.start.weekday()])[self.spoken]

    @property
    def spelled(self) -> str:
        """6 November"""
        return f"{self.start.day} {MONTHS[self.start.month - 1]}"

    @property
    def paid_by(self) -> str:
        """The method as it is called in that language."""
        return label(self.method, language=LANGUAGES[self.spoken]).lower()

    @property
    def francs(self) -> str:
        """60, or 60.00, or 7.50"""
        whole = self.amount % 100 == 0 and self.spoken % 2 == 0
        return f"{self.amount // 100}" if whole else f"{self.amount // 100}.{self.amount % 100:02d}"


class Kind(Struct, frozen=True):
    """One way to ask; `needs` are the fields that an order must have, `soon`: at the next performance of its weekday."""

    ask: Callable[[Drawn], str]
    needs: tuple[str, ...]
    soon: bool = False


def _first(text: str) -> str:
    return (query_words(text) or ("",))[0]


KINDS = (
    Kind(lambda o: f"{_first(o.event)} {o.day} {o.family} {o.given}", ("event", "family", "given")),
    Kind(lambda o: f"{o.weekday} {o.seat}", ("seat",), soon=True),
    Kind(lambda o: f"{o.weekday} {o.paid_by} {o.francs} {o.family}", ("method", "amount", "family"), soon=True),
    Kind(lambda o: f"{o.day} {o.seat}", ("seat",)),
    Kind(lambda o: f"{o.start:%Y-%m-%d} {o.given} {o.family}", ("given", "family")),
    Kind(lambda o: f"{o.given} {o.family} {o.start.day}.{o.start.month}.{o.start.year}", ("given", "family")),
    Kind(lambda o: f"{o.family} {o.given[:3]} {o.day} {o.paid_by} {o.francs}", ("family", "given", "method", "amount")),
    Kind(lambda o: f"{o.day} {o.start:%H:%M} {o.family} {o.given}", ("family", "given")),
    Kind(lambda o: f"{o.start:%Hh} {o.day} {o.given[:2]} {o.family} chf {o.francs}", ("family", "given", "amount")),
    Kind(lambda o: f"{o.spelled} {o.family} {o.given}", ("family", "given")),
    Kind(lambda o: f"{o.seat} {_first(o.event)} {o.day}", ("seat", "event")),
    Kind(lambda o: f"{o.holder} {o.day}", ("holder",)),
    Kind(lambda o: f"{_first(o.note)} {o.day} {o.family}", ("note", "family")),
    Kind(lambda o: f"{o.company} {o.day}", ("company",)),
    Kind(lambda o: f"{o.email} {o.day}", ("email",)),
    Kind(lambda o: f"{_first(o.event)} {o.weekday} {o.seat}", ("event", "seat"), soon=True),
    Kind(lambda o: f"{o.given} {o.family} {o.francs} {o.start:%H:%M} {o.day}", ("given", "family", "amount")),
    Kind(lambda o: f"{o.weekday} {o.given} {o.family}", ("given", "family"), soon=True),
    Kind(lambda o: f"{o.seat} {o.family}", ("seat", "family")),
    Kind(lambda o: f"{o.day}. {o.francs} {o.paid_by} {o.seat}", ("amount", "method", "seat")),
)


def drawn_queries(book: Book, *, seed: int = 11, count: int = QUERIES) -> list[tuple[str, str]]:
    """(query, number of the order that it must find): each kind in turn, of orders that have what it needs."""
    chance = random.Random(seed)
    queries: list[tuple[str, str]] = []
    with book.read() as reading:
        now = book.clock.now()
        performances = reading.catalogue.all_performances()
        coming = [p for p in performances if p.starts_at >= now // DAY * DAY][:7]
        for number in range(count):
            kind = KINDS[number % len(KINDS)]
            for _ in range(DRAWS):
                performance = chance.choice(coming if kind.soon and coming else performances)
                order = _drawn(reading, performance, chance=chance, now=now, spoken=number % len(LANGUAGES))
                if order is not None and all(getattr(order, name) for name in kind.needs):
                    queries.append((kind.ask(order), order.number))
                    break
    return queries


def _drawn(reading: Reading, performance: Performance, *, chance: random.Random, now: int, spoken: int) -> Drawn | None:
    low = performance.starts_at // DAY * ROWS_A_DAY
    sql = 'SELECT lower(hex("order")) FROM search_rows WHERE "row" >= ? AND "row" < ? AND performance = ?'
    values = (low, low + ROWS_A_DAY, bytes.fromhex(performance.id))
    orders = [row[0] for row in reading.connection.exec_driver_sql(sql, values)]
    if not orders:
        return None
    dossier = reading.dossiers([chance.choice(orders)]).popitem()[1]
    people = reading.persons([p for p in (dossier.order.customer, *(t.holder for t in dossier.tickets)) if p])
    customer = people[dossier.order.customer].fields if dossier.order.customer else {}
    given, _, family = customer.get("name", "").rpartition(" ")
    texts = reading.texts([note.note for note in dossier.notes])
    seats = [t.seat_name for t in dossier.tickets if t.seat_name and t.performance == performance.id]
    holders = [people[t.holder].fields["name"] for t in dossier.tickets if t.holder]
    return Drawn(
        number=dossier.order.number,
        event=reading.catalogue.events([performance.event])[performance.event].name,
        start=to_datetime(performance.starts_at, timezone=performance.timezone),
        today=to_datetime(now, timezone=performance.timezone),
        given=given,
        family=family,
        email=customer.get("email", "").partition("@")[0],
        company=customer.get("company", ""),
        holder=holders[0] if holders else "",
        seat=brief_seat(seats[0]).rpartition(" ")[2].replace("-", " ") if seats else "",
        note=next(iter(texts.values()), ""),
        method=dossier.payments[0].method if dossier.payments else "",
        amount=dossier.payments[0].amount if dossier.payments else 0,
        spoken=spoken,
    )


class Asked(Struct, frozen=True):
    """One line of the table; `rank` 1 is the first row, 0: it was not found."""

    query: str
    wanted: str
    rank: int
    matched: str
    took: float


def ask_all(book: Book, queries: Sequence[tuple[str, str]]) -> list[Asked]:
    """Asks each once to warm the book up, then once by the clock."""
    lines = []
    for query, wanted in queries:
        found = find(book, query).orders
        place = next((n for n, row in enumerate(found, start=1) if row.number == wanted), 0)
        took = timed(lambda q=query: find(book, q))  # type: ignore[misc]
        lines.append(Asked(query, wanted, place, found[place - 1].matched if place else "-", took))
    return lines


def measure(book: Book, *, label: str) -> Figure:
    """p95, with how many were among the first five and the worst rank."""
    return figure(ask_all(book, drawn_queries(book)), label=label)


def figure(lines: Sequence[Asked], *, label: str) -> Figure:
    """The line of the table of figures."""
    took = [line.took for line in lines]
    near = sum(0 < line.rank <= FIRST for line in lines)
    worst = max(lines, key=lambda line: line.rank or 10**6)
    detail = f"p50 {median(took):.1f} ms; {near} of {len(lines)} in the first {FIRST}, worst rank {worst.rank or 'none'} ({worst.query})"
    return Figure(f"mixed query p95 ({label})", at(took, 95), "ms", detail, aim=30)


def main(book: Path, secrets: Path) -> None:
    """Prints the table of a kept book."""
    reader = open_reader(book, clock=SystemClock(), secrets=FileSecrets(secrets))
    lines = ask_all(reader, drawn_queries(reader))
    with reader.read() as reading:
        count = reading.count_orders()
    reader.close()
    for number, line in enumerate(lines, start=1):
        rank = line.rank or "none"
        print(f"{number:>2}  {line.query:<52} {line.wanted:<8} {rank:>4}  {line.matched:<8} {line.took:>6.1f} ms")
    print(figure(lines, label=f"{count} orders").line())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
