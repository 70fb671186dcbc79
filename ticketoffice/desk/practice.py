"""A practice book: the dates of real files moved by whole weeks, so that their first performance lies ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ticketoffice.desk.reading.files import read_orders
from ticketoffice.desk.reading.parts import TakenPerformances, Unreadable
from ticketoffice.domain.calendar import day_of
from ticketoffice.domain.errors import RuleBroken

if TYPE_CHECKING:
    from ticketoffice.store.book import Book


def shift_to(book: Book, files: Sequence[Path], *, first_day: date) -> int:
    """Makes this empty book a practice book whose first performance is in the week of `first_day` or the one after.

    Returns the weeks; raises RuleBroken `not_empty` for a book that has orders.
    """
    with book.read() as reading:
        if reading.count_orders() or reading.catalogue.all_performances():
            raise RuleBroken("not_empty")
    firsts = [first for path in files if (first := _first_day(path)) is not None]
    if not firsts:
        return 0
    weeks = -(-(first_day - min(firsts)).days // 7)
    book.start_practice(weeks)
    return weeks


def _first_day(path: Path) -> date | None:
    try:
        for item in read_orders(path):
            if isinstance(item, TakenPerformances) and item.performances:
                return min(day_of(p.starts_at, timezone=p.timezone) for p in item.performances)
    except Unreadable:
        return None
    return None
