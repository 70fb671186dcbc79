"""The work of a desk that somebody will kill: deeds drawn by chance, each with what it writes and what is then true.

A *truth* is a name and a word, read from a book by `look`: "ticket <id>" is valid, pending, clicked, finished,
reinstated or replaced; "paid <ticket>" is what was handed out for it; "order <number>" has its state, "invoice
<number>" its paper, "mail <number>" the customer's address.
"""

from __future__ import annotations

import gzip
import json
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from tests.conftest import DATA, FIRST_DAY
from ticketoffice.desk import cancel, hand_out, invoice
from ticketoffice.desk.choosing import Wanted
from ticketoffice.desk.exchanging import exchange
from ticketoffice.desk.import_orders import import_files
from ticketoffice.desk.on_sale import house_on_sale, on_sale, performance_on_sale
from ticketoffice.desk.people import person_named
from ticketoffice.desk.practice import shift_to
from ticketoffice.desk.selling import sell
from ticketoffice.desk.show import show
from ticketoffice.desk.tenders import Tender
from ticketoffice.desk.views import OrderView, TicketView
from ticketoffice.domain.order import order_state
from ticketoffice.domain.outcome import Changes
from ticketoffice.domain.people import Who
from ticketoffice.store import tables
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.reading import Reading

Truths = dict[str, str]
PIECES, PIECE = 8, 3


@dataclass(frozen=True, slots=True)
class TicketDeed:
    """A deed on one ticket: of which stored state, which it fits, the operations it writes, what the ticket is then."""

    of: str
    fits: Callable[[TicketView], bool]
    writes: tuple[str, ...]
    becomes: str
    act: Callable[[Book, str, Who], Changes]


def _can_be_clicked(t: TicketView) -> bool:
    return t.state == "valid" and t.cross.mark == "cancels" and t.price > 0


def _cash_is_due(t: TicketView) -> bool:
    return t.cancelled is not None and any(r.method == "cash" and r.paid_at is None for r in t.cancelled.refunds)


def _cancel_for(method: str) -> Callable[[Book, str, Who], Changes]:
    return lambda book, t, who: cancel.cancel(book, [t], who=who, reason="duplicate", method=method).changes


TICKET_DEEDS = {
    "click": TicketDeed(
        "valid",
        _can_be_clicked,
        ("tickets_cancelled",),
        "clicked",
        lambda book, t, who: cancel.click(book, [t], who=who).changes,
    ),
    "cancel": TicketDeed(
        "valid", _can_be_clicked, ("tickets_cancelled", "cancellation_finished"), "finished", _cancel_for("later")
    ),
    "cancel, cash": TicketDeed(
        "valid", _can_be_clicked, ("tickets_cancelled", "cancellation_finished"), "finished", _cancel_for("cash")
    ),
    "finish": TicketDeed(
        "cancelled",
        lambda t: t.cancelled is not None and not t.cancelled.finished,
        ("cancellation_finished",),
        "finished",
        lambda book, t, who: cancel.finish(book, [t], who=who, reason="wrong_date", method="later").changes,
    ),
    "hand out": TicketDeed(
        "cancelled",
        _cash_is_due,
        ("refund_paid_out",),
        "finished",
        lambda book, t, who: hand_out.paid_out(book, [t], who=who).changes,
    ),
    "keep": TicketDeed(
        "cancelled",
        lambda t: t.cancelled is not None and not t.cancelled.final,
        ("cancellation_kept",),
        "valid",
        lambda book, t, who: cancel.keep(book, [t], who=who),
    ),
    "reinstate": TicketDeed(
        "cancelled",
        lambda t: t.cancelled is not None and t.cancelled.reason == "duplicate" and t.successor is None,
        ("ticket_reinstated",),
        "reinstated",
        lambda book, t, who: cancel.reinstate(book, t, who=who)[0],
    ),
}
KINDS = (*TICKET_DEEDS, "reissue", "import", "import newer", "sell", "exchange")
# What is done instead where a deed finds nothing to do: afterwards it will.
INSTEAD = {
    "click": "reinstate",
    "cancel": "reinstate",
    "cancel, cash": "reinstate",
    "finish": "click",
    "hand out": "cancel, cash",
    "keep": "click",
    "reinstate": "cancel",
    "reissue": "import",
    "import": "import newer",
    "import newer": "import",
    "exchange": "sell",
}


@dataclass(frozen=True, slots=True)
class Done:
    """What a deed wrote, and what is true since."""

    operations: tuple[str, ...]
    truths: Truths


@dataclass(frozen=True, slots=True)
class Doing:
    """A deed about to be done: the kinds of operation that it will write, and what will be true after it."""

    kind: str
    writes: tuple[str, ...]
    becomes: Truths
    do: Callable[[], Done]


class Desk:
    """Draws deeds on an open book, one second after the other."""

    def __init__(self, book: Book, *, clock: HandClock, files: Path, chance: random.Random) -> None:
        self._book, self._clock, self._files, self._chance = book, clock, files, chance
        self._who = Who(person_named(book, "Lea"))

    def draw(self, kind: str | None = None) -> Doing:
        """The next deed: of this kind, or what must come before it where it finds nothing to do."""
        self._clock.advance(seconds=1)
        wanted = kind or self._chance.choice(KINDS)
        for _ in KINDS:
            found = self._find(wanted)
            if found is not None:
                return found
            wanted = INSTEAD[wanted]
        raise AssertionError(f"nothing to do for {kind}")

    def _find(self, kind: str) -> Doing | None:
        if kind == "reissue":
            return self._reissue()
        if kind in TICKET_DEEDS:
            return self._on_ticket(kind)
        if kind in ("sell", "exchange"):
            return self._sell() if kind == "sell" else self._exchange()
        return self._import(kind, again=kind == "import newer")

    def _orders(self, *, state: str) -> Iterator[OrderView]:
        """Orders with a ticket of this stored state, by chance."""
        t = tables.tickets.c
        with self._book.read() as reading:
            ids = sorted({row[0] for row in reading.connection.execute(select(t.order).where(t.state == state))})
        self._chance.shuffle(ids)
        return (show(self._book, order) for order in ids)

    def _on_ticket(self, kind: str) -> Doing | None:
        deed = TICKET_DEEDS[kind]
        ticket = next((t.ticket for order in self._orders(state=deed.of) for t in order.tickets if deed.fits(t)), None)
        if ticket is None:
            return None
        becomes = {f"ticket {ticket}": deed.becomes}
        if kind == "hand out":
            becomes[f"paid {ticket}"] = "handed out"

        def do() -> Done:
            return Done(deed.act(self._book, ticket, self._who).operations, becomes)

        return Doing(kind, deed.writes, becomes, do)

    def _dear_seats(self, count: int) -> list[Wanted]:
        """Free seats at the highest price, so that an exchange for one gives nothing back; none that a ticket may come back to."""
        performance = performance_on_sale(self._book, on_sale(self._book)[0].id)
        _, zone, tariff = max((t.price, z.id, t.id) for z in performance.zones for t in z.tariffs)
        t = tables.tickets.c
        with self._book.read() as reading:
            had = {row[0] for row in reading.connection.execute(select(t.seat).where(t.performance == performance.id))}
        house = house_on_sale(self._book, performance.id)
        free = [one.seat for one in house.seats.values() if one.zone == zone and one.state == "free"]
        return [Wanted(performance.id, zone, tariff, seat) for seat in sorted(set(free) - had)[:count]]

    def _sell(self) -> Doing:
        wanted = self._dear_seats(self._chance.randint(1, 3))

        def do() -> Done:
            sold = sell(self._book, wanted, pay=[Tender(self._chance.choice(("cash", "card")))], who=self._who)
            return Done(sold.changes.operations, {f"ticket {ticket}": "valid" for ticket in sold.tickets})

        return Doing("sell", ("order_sold",), {}, do)

    def _exchange(self) -> Doing | None:
        old = (t.ticket for order in self._orders(state="valid") for t in order.tickets if _can_be_clicked(t))
        ticket = next(old, None)
        if ticket is None:
            return None
        becomes = {f"ticket {ticket}": "replaced"}

        def do() -> Done:
            done = exchange(self._book, [ticket], self._dear_seats(1), pay=[Tender("card")], who=self._who)
            return Done(done.changes.operations, becomes | {f"ticket {name}": "valid" for name in done.tickets})

        return Doing("exchange", ("order_exchanged",), becomes, do)

    def _reissue(self) -> Doing | None:
        old = next(
            (o for o in self._orders(state="pending") if [t.cross.why for t in o.tickets].count("invoice_pending") > 1),
            None,
        )
        if old is None:
            return None
        without, *left = [t.ticket for t in old.tickets if t.cross.why == "invoice_pending"]
        becomes = {f"ticket {t}": "replaced" for t in left}
        becomes |= {f"order {old.number}": "cancelled", f"invoice {old.number}": "gone"}

        def do() -> Done:
            done = invoice.reissue(self._book, old.order, without=[without], who=self._who)
            new = {f"order {done.order_number}": "pending", f"invoice {done.order_number}": done.invoice}
            return Done(done.changes.operations, becomes | new)

        return Doing("reissue", ("order_reissued",), becomes, do)

    def _import(self, kind: str, *, again: bool) -> Doing | None:
        pieces = sorted(self._files.glob("orders-*.json"))
        self._chance.shuffle(pieces)
        for piece in pieces:
            orders = json.loads(piece.read_text())
            with self._book.read() as reading:
                known = reading.order_id(orders[0]["code"]) is not None
            if known == again:
                return self._importing(kind, self._newer(orders) if again else piece, orders=orders)
        return None

    def _newer(self, orders: list[dict[str, Any]]) -> Path:
        word = self._chance.randrange(10**9)
        for order in orders:
            order["email"] = f"{order['code'].lower()}-{word}@example.org"
        path = self._files / "newer.json"
        path.write_text(json.dumps(orders))
        return path

    def _importing(self, kind: str, path: Path, *, orders: list[dict[str, Any]]) -> Doing:
        becomes = {f"mail {order['code']}": order["email"] for order in orders}

        def do() -> Done:
            with self._book.read() as reading:
                before = reading.facts()
            report = import_files(self._book, [path], who=self._who)
            assert not report.refused and not report.unreadable, report
            with self._book.read() as reading:
                lines = [x.id for x in reading.history.lines(after=before.seq) if x.epoch == before.epoch]
            return Done(tuple(lines), becomes)

        return Doing(kind, ("order_taken_in",) * len(orders), becomes, do)


def look(book: Book, names: list[str]) -> Truths:
    """What these names are in the book; "gone" for what is not there."""
    with book.read() as reading:
        return {name: _look(reading, *name.split(" ", 1)) or "gone" for name in names}


def _look(reading: Reading, what: str, name: str) -> str | None:
    order = reading.order_of_ticket(name) if what in ("ticket", "paid") else reading.order_id(name)
    if order is None:
        return None
    dossier = reading.dossiers([order])[order]
    if what == "order":
        return order_state(dossier)
    if what == "invoice":
        return dossier.open_invoice.number if dossier.open_invoice else None
    if what == "mail":
        person = dossier.order.customer or ""
        return reading.persons([person])[person].fields.get("email")
    ticket, cancellation = dossier.ticket(name), dossier.cancellation_of(name)
    assert ticket is not None
    if what == "paid":
        refunds = dossier.refunds_of(cancellation.id) if cancellation is not None else ()
        return "handed out" if any(r.method == "cash" and r.paid_at is not None for r in refunds) else "due"
    if ticket.state != "cancelled":
        return ticket.state
    if ticket.successor is not None:
        return "reinstated"
    return "finished" if cancellation is None or cancellation.finished_at is not None else "clicked"


def prepare_files(folder: Path) -> None:
    """Cuts real order files: `first.json` for the book to begin with, pieces of three orders to take in later."""
    shutil.copytree(DATA / "pretix-opera", folder, ignore=shutil.ignore_patterns("orders-*"))
    orders: list[dict[str, Any]] = []
    for page in sorted((DATA / "pretix-opera").glob("orders-*.json.gz")):
        orders += json.loads(gzip.decompress(page.read_bytes()))["results"]
    waiting = [o for o in orders if o["status"] == "n" and len(o["positions"]) > 2]
    others = [o for o in orders if o["status"] == "p" and o["email"]]
    (folder / "first.json").write_text(json.dumps(waiting[PIECES : PIECES + 8] + others[2 * PIECES :][:12]))
    for number in range(PIECES):
        piece = [waiting[number], *others[2 * number : 2 * number + 2]]
        (folder / f"orders-{number}.json").write_text(json.dumps(piece))


def begin(book: Book, *, files: Path) -> None:
    """A practice book with its first twenty orders, weeks before the first performance."""
    first = [files / "first.json"]
    shift_to(book, first, first_day=FIRST_DAY)
    report = import_files(book, first, who=Who(person_named(book, "Lea")))
    assert not report.refused and not report.unreadable, report
