"""A centre on each database, and desks that joined it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.desks import Desk, centre_book, desk_book
from tests.sync.test_two_desks import filled
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock


@pytest.fixture(params=["sqlite", "postgresql"])
def centre(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[Book]:
    url = "sqlite://" if request.param == "sqlite" else request.getfixturevalue("postgres").fresh()
    book = centre_book(url, clock=clock, folder=tmp_path / "centre")
    yield book
    book.close()


@pytest.fixture
def join(centre: Book, tmp_path: Path, clock: HandClock) -> Iterator[Callable[..., Desk]]:
    """Makes a desk that joins, with what `fill` has put into its book before."""
    desks: list[Desk] = []

    def joined(name: str, fill: Callable[[Book], object] = lambda _: None) -> Desk:
        book = desk_book(clock=clock, folder=tmp_path / name)
        fill(book)
        desk = Desk(book, centre, name=name)
        desks.append(desk)
        return desk

    yield joined
    for desk in desks:
        desk.book.close()


@pytest.fixture
def a(join: Callable[..., Desk]) -> Desk:
    """The desk whose history is the centre's, and which has sent it."""
    desk = join("A", filled)
    assert desk.sync().cause is None
    return desk


@pytest.fixture
def b(a: Desk, join: Callable[..., Desk]) -> Desk:
    """A second desk, which has heard all of it."""
    desk = join("B")
    assert desk.sync().cause is None
    return desk
