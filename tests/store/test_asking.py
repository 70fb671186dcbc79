"""What is asked about a few orders is what is asked about many, and about one order little is asked."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, select

from tests.conftest import lea
from tests.domain.test_effects import everything_a_desk_does
from tests.house import house, on, taken
from tests.statements import before_each_statement
from ticketoffice.desk.find import order_of
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.travel import OrderCopy
from ticketoffice.store import asking, loading, rows, tables
from ticketoffice.store.book import Book
from ticketoffice.store.order_copies import order_copies


def everything(connection: Connection) -> tuple[dict[str, Dossier], dict[str, OrderCopy]]:
    names = list(connection.execute(select(tables.orders.c.id)).scalars())
    return loading.dossiers(connection, names), order_copies(connection, names)


def test_orders_come_the_same_whether_a_few_are_asked_about_or_many(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything_a_desk_does(book)
    found: list[Any] = []
    for few in (0, 1000):
        monkeypatch.setattr(asking, "FEW", few)
        monkeypatch.setattr(rows, "FEW", few)
        with book.read() as reading:
            found.append(everything(reading.connection))
    assert found[0] == found[1]
    assert len(found[0][0]) > 5
    assert any(copy.admissions for copy in found[0][1].values())


def test_of_an_order_the_tables_without_a_row_of_it_are_not_asked(book: Book) -> None:
    taken(book, house(), on("A-1", number="N1"))
    order, asked = order_of(book, "N1T1")[0], list[int]()

    def work(connection: Connection) -> None:
        with before_each_statement(book, asked.append):
            assert loading.dossiers(connection, [order])[order].payments

    book.transact(work)
    assert asked == [1, 2, 3, 4, 5], "the order, what there is of it, its tickets, its payments, its balance"
    assert lea(book).person is not None
