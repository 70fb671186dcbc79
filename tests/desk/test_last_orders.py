"""This desk's last orders: whatever was made or touched here, the newest first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tests.conftest import lea
from tests.house import house, on, taken
from tests.theatre import evening, seats, sold, standing, theatre
from ticketoffice.desk import cancel, invoice, payment
from ticketoffice.desk.exchanging import exchange
from ticketoffice.desk.find import order_of, recent
from ticketoffice.domain.makings import MAKING_KINDS
from ticketoffice.domain.operations import KINDS
from ticketoffice.store.book import Book


def last(book: Book) -> list[str]:
    return [order.number for order in recent(book).orders]


def number_of(book: Book, order: str) -> str:
    with book.read() as reading:
        return reading.dossiers([order])[order].order.number


def _sold(book: Book) -> list[str]:
    taken(book, theatre())
    return [sold(book, standing(1), who=lea(book)).number]


def _exchanged(book: Book) -> list[str]:
    taken(book, theatre(evening(), evening("q")))
    old = sold(book, seats("A-1"), who=lea(book))
    return [exchange(book, old.tickets, seats("A-1", performance="q"), who=lea(book)).number, old.number]


def _split(book: Book) -> list[str]:
    taken(book, house(), replace(on("A-1", "A-2", number="W"), state="pending", method="on_site", payments=()))
    order, first = order_of(book, "WT1")
    done = payment.split(book, order, tickets=[str(first)], who=lea(book), method="cash")
    return [number_of(book, done.order), "W"]


def _reissued(book: Book) -> list[str]:
    taken(book, house(), on("A-1", "A-2", number="I", waiting=True))
    order, first = order_of(book, "IT1")
    return [invoice.reissue(book, order, without=[str(first)], who=lea(book)).order_number, "I"]


MADE: dict[str, Callable[[Book], list[str]]] = {
    "order_sold": _sold,
    "order_exchanged": _exchanged,
    "order_split": _split,
    "order_reissued": _reissued,
}


def test_each_kind_that_makes_an_order_here_is_looked_at() -> None:
    assert set(MADE) == {kind for kind in MAKING_KINDS if not KINDS[kind].from_source}


@pytest.mark.parametrize("kind", MADE)
def test_an_order_that_was_made_here_is_the_first_of_the_last_ones(book: Book, kind: str) -> None:
    made = MADE[kind](book)
    with book.read() as reading:
        assert kind in {line.kind for line in reading.history.lines()}
    assert last(book) == made


def test_the_last_ones_are_in_the_order_of_the_work_on_them(book: Book) -> None:
    taken(book, theatre())
    first, second, third = (sold(book, standing(1), who=lea(book)) for _ in range(3))
    assert last(book) == [third.number, second.number, first.number]
    cancel.click(book, first.tickets, who=lea(book))
    assert last(book) == [first.number, third.number, second.number]


def test_much_work_on_one_order_hides_no_other(book: Book) -> None:
    taken(book, theatre())
    first, second = (sold(book, standing(1), who=lea(book)) for _ in range(2))
    for _ in range(60):
        cancel.click(book, second.tickets, who=lea(book))
        cancel.keep(book, second.tickets, who=lea(book))
    assert last(book) == [second.number, first.number]
