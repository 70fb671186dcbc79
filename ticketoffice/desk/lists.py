"""The lists to work off: refunds to pay, customers to tell, what must be repeated at the shop an order came from.

Each line goes by one deed: `hand_out.paid_out`, `cancel.inform`, and the one that says it was repeated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ticketoffice.desk.report_views import EVERYTHING, Asked, CancelledLine, Lists
from ticketoffice.desk.reports import cancellations, cancelled_lines, refunds_due, wanted_by

if TYPE_CHECKING:
    from ticketoffice.store.book import Book


def lists(book: Book, asked: Asked = EVERYTHING) -> Lists:
    """The cancellations that are asked for, and the lists to work off by the same people and methods: of any day and all
    of them, since old work is work too. Raises RuleBroken `nobody_called`.
    """
    always = Asked(method=asked.method, who=asked.who)
    with book.read() as reading:
        people, methods = tuple(reading.staff().values()), reading.rules().methods
    return Lists(
        cancellations(book, asked),
        refunds_due(book, always),
        customers_to_tell(book, always),
        to_repeat_at_source(book, always),
        people,
        methods,
    )


def customers_to_tell(book: Book, asked: Asked = EVERYTHING) -> tuple[CancelledLine, ...]:
    """What was cancelled and its customer does not know, the oldest first."""
    with book.read() as reading:
        return cancelled_lines(reading, reading.reports.to_tell(wanted_by(reading, asked, now=book.clock.now())))


def to_repeat_at_source(book: Book, asked: Asked = EVERYTHING) -> tuple[CancelledLine, ...]:
    """What was cancelled here and the shop that the order came from does not know, the oldest first."""
    with book.read() as reading:
        return cancelled_lines(reading, reading.reports.to_repeat(wanted_by(reading, asked, now=book.clock.now())))
