"""The window on a small theatre that sells: two evenings, and an order of three tickets that is sold in it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from tests.conftest import lea
from tests.house import taken
from tests.theatre import STARTS, best, evening, standing, theatre
from tests.ui.conftest import Cashier
from ticketoffice.desk.selling import Sold, sell
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.calendar import DAY
from ticketoffice.store.book import Book

Journey = Callable[[Cashier], Coroutine[Any, Any, None]]


def theatre_in(book: Book) -> None:
    """Two evenings of one event and one of another."""
    taken(
        book, theatre(evening(), evening("q", starts_at=STARTS + DAY), evening("r", starts_at=STARTS, event="Another"))
    )


def two_seats(book: Book, *, pay: str = "card", name: str = "Zoë Test") -> Sold:
    wanted = [*best(2), *standing(1)]
    return sell(book, wanted, pay=[Tender(pay)], who=lea(book), customer={"name": name} if name else None)
