"""Whoever is erased at one desk is in no file of any other, and nobody is found there by their name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import lea
from tests.desks import Desk
from tests.house import house, on, taken
from ticketoffice.desk.customer import erase_customer
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.show import show
from ticketoffice.domain.taken_in import TakenPerson
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.store.replay import replay

HOLDERS = tuple(f"Quirinius Holderbaum{letter}" for letter in "abcdef")
"""So many that some id is before the customer's, and some after it."""


def held(book: Book) -> None:
    order = on(*(f"H-{n}" for n in range(len(HOLDERS))), number="HELD")
    named = [replace(t, holder=TakenPerson(name=name)) for t, name in zip(order.tickets, HOLDERS, strict=True)]
    taken(book, house(), replace(order, tickets=tuple(named)))


@pytest.fixture
def far(tmp_path: Path, centre: Book, clock: HandClock) -> Iterator[tuple[Desk, Path]]:
    """A desk whose book is a file."""
    folder = tmp_path / "far"
    book = open_book(folder / "book.db", clock=clock, secrets=FileSecrets(tmp_path / "far keys"))
    desk = Desk(book, centre, name="Far")
    yield desk, folder
    book.close()


def test_holders_too_are_gone_from_every_desk(
    join: Callable[..., Desk], centre: Book, request: pytest.FixtureRequest
) -> None:
    a = join("A", held)
    a.sync()
    far, folder = request.getfixturevalue("far")
    far.sync()
    order = order_of(a.book, "HELD")[0]
    books = (a.book, centre, far.book)
    assert [len(find(book, "holderbaum").orders) for book in books] == [1, 1, 1]
    assert b"holderbaum" in files(folder)
    erase_customer(a.book, order, who=lea(a.book))
    a.sync()
    far.sync()
    assert [len(find(book, "holderbaum").orders) for book in books] == [0, 0, 0]
    assert {ticket.holder for book in books for ticket in show(book, order).tickets} == {None}
    far.book.close()
    assert b"holderbaum" not in files(folder)
    assert b"Holderbaum" not in files(folder)
    assert replay(centre).equal


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
