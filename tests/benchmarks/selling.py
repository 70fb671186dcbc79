"""A sale of two of the best seats ÷ its rows committed durably by hand, in turn, on the same disk; and what the page asks for."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.benchmarks.measure import Figure, at, median, timed
from ticketoffice.desk.choosing import Wanted
from ticketoffice.desk.on_sale import on_sale
from ticketoffice.desk.people import person_named
from ticketoffice.desk.selling import sell
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.people import Who
from ticketoffice.store.book import Book

ROW = "x" * 300
ROWS = 14
"""An order, two tickets with their codes, three lines of money, a payment, a quota, operation, its order, the book's head, words."""
ASKED = 5


def measure(book: Book, folder: Path, *, deeds: int) -> list[Figure]:
    """Sells so many pairs, and asks what is on sale."""
    who = Who(person_named(book, "Lea"))
    performance = on_sale(book)[0].performance
    raw = sqlite3.connect(folder / "rows.db", isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, body TEXT)")

    def by_hand() -> None:
        raw.execute("BEGIN IMMEDIATE")
        for _ in range(ROWS):
            raw.execute("INSERT INTO rows (body) VALUES (?)", (ROW,))
        raw.execute("COMMIT")

    def by_us(zone: str) -> None:
        sell(book, [Wanted(performance, zone, "Adult")] * 2, pay=[Tender("cash")], who=who)

    by_us("Zone B")
    figures = []
    for zone, label in (("Zone B", "two best seats"), ("Standing", "two standing places")):
        ours, theirs = [], []
        for _ in range(deeds):
            theirs.append(timed(by_hand))
            ours.append(timed(lambda zone=zone: by_us(zone)))  # type: ignore[misc]
        mine, hand = median(ours), median(theirs)
        detail = f"{mine:.2f} ms / {hand:.2f} ms, {len(ours)} sales, p99 {at(ours, 99):.1f} ms"
        figures.append(Figure(f"sale of {label} / raw commit of {ROWS} rows", mine / hand, "x", detail, aim=8))
    raw.close()
    asked = [timed(lambda: on_sale(book)) for _ in range(ASKED)]
    shown = len(on_sale(book))
    return [*figures, Figure("what is on sale", median(asked), "ms", f"{shown} performances", aim=100)]
