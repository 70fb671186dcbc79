"""Reservations of real people: the orders of a real file that wait for an invoice, taken in as ones to be paid on site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from tests.conftest import lea
from ticketoffice.desk.import_orders import FileReport, ImportReport, take_in
from ticketoffice.desk.reading.files import read_orders
from ticketoffice.desk.reading.parts import RefusedOrder, TakenPerformances
from ticketoffice.domain.taken_in import TakenOrder
from ticketoffice.store.book import Book


def take_reservations(book: Book, *files: Path) -> list[str]:
    """Takes these files in, with their waiting orders reserved on site; returns those orders' numbers."""
    with book.read() as reading:
        weeks = reading.facts().shift_weeks
    numbers: list[str] = []
    for file in files:
        report = ImportReport()
        items = _reserved(file, numbers)
        take_in(book, items, who=lea(book), report=report, told=FileReport(file.name), weeks=weeks)
        assert not report.refused
    return numbers


def _reserved(file: Path, numbers: list[str]) -> Iterator[TakenPerformances | TakenOrder | RefusedOrder]:
    for item in read_orders(file):
        if isinstance(item, TakenOrder) and item.state == "pending":
            numbers.append(item.number)
            yield replace(item, method="on_site", invoices=(), due_at=None)
        else:
            yield item
