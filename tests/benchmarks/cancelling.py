"""One click on the cross ÷ six rows committed durably by hand, in turn, on the same disk."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.benchmarks.measure import Figure, at, median, timed
from ticketoffice.desk.cancel import click
from ticketoffice.desk.people import person_named
from ticketoffice.domain.people import Who
from ticketoffice.store.book import Book

ROW = "x" * 300


def measure(book: Book, folder: Path, *, deeds: int) -> list[Figure]:
    """Cancels that many tickets, each in an order of its own."""
    who = Who(person_named(book, "Lea"))
    tickets = _tickets(book, deeds)
    raw = sqlite3.connect(folder / "six_rows.db", isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("CREATE TABLE six (id INTEGER PRIMARY KEY, body TEXT)")

    def six_rows() -> None:
        raw.execute("BEGIN IMMEDIATE")
        for _ in range(6):
            raw.execute("INSERT INTO six (body) VALUES (?)", (ROW,))
        raw.execute("COMMIT")

    ours, theirs = [], []
    for ticket in tickets:
        theirs.append(timed(six_rows))
        ours.append(timed(lambda t=ticket: click(book, [t], who=who)))  # type: ignore[misc]
    raw.close()
    mine, hand = median(ours), median(theirs)
    detail = f"{mine:.2f} ms / {hand:.2f} ms, {len(ours)} deeds, p99 {at(ours, 99):.1f} ms"
    return [Figure("cancel deed / raw six-row commit", mine / hand, "x", detail, aim=8)]


def _tickets(book: Book, count: int) -> list[str]:
    sql = """
        SELECT lower(hex(min(t.id))) FROM tickets t JOIN orders o ON o.id = t."order"
          JOIN performances p ON p.id = t.performance
        WHERE t.state = 'valid' AND p.starts_at > ? GROUP BY o.id LIMIT ?
    """
    with book.read() as reading:
        found = reading.connection.exec_driver_sql(sql, (book.clock.now(), count)).all()
    return [str(row[0]) for row in found]
