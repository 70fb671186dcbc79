"""The lists to work off: refunds to pay, customers to tell, what must be repeated at the shop an order came from.

Each line goes by one deed: `cancel.paid_out`, `cancel.inform`, and the one that says it was repeated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketoffice.desk.reports import CancelledLine, DueLine, cancelled_lines, due_lines
from ticketoffice.store.reports import Wanted

if TYPE_CHECKING:
    from ticketoffice.store.book import Book


def refunds_to_pay(book: Book) -> tuple[DueLine, ...]:
    """What is promised and not given yet by any method, the oldest first."""
    with book.read() as reading:
        return due_lines(reading, reading.reports.due(Wanted()))


def customers_to_tell(book: Book) -> tuple[CancelledLine, ...]:
    """What was cancelled and its customer does not know, the oldest first."""
    with book.read() as reading:
        return cancelled_lines(reading, reading.reports.to_tell())


def to_repeat_at_source(book: Book) -> tuple[CancelledLine, ...]:
    """What was cancelled here and the shop that the order came from does not know, the oldest first."""
    with book.read() as reading:
        return cancelled_lines(reading, reading.reports.to_repeat())
