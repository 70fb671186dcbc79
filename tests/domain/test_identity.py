"""Ids that are made in one moment stand in the order in which they were made: so do an order's notes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.conftest import NOW
from ticketoffice.domain.identity import following, time_id
from ticketoffice.store.book import Book


def test_of_one_millisecond_the_later_id_comes_after_the_earlier_one(book: Book) -> None:
    made = [book.new_id() for _ in range(200)]
    assert made == sorted(made) and len(set(made)) == 200


def test_two_threads_never_get_the_same_id(book: Book) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = [name for part in pool.map(lambda _: [book.new_id() for _ in range(500)], range(4)) for name in part]
    assert len(set(made)) == 2000


def test_an_id_of_another_millisecond_is_the_one_that_was_drawn() -> None:
    last = time_id(at=NOW, random=b"\xff" * 10)
    for at in (NOW + 1000, NOW - 1000):
        drawn = time_id(at=at, random=b"\x00" * 10)
        assert following(last, drawn) == drawn
    assert following("", last) == last
    assert int(following(last, time_id(at=NOW, random=b"\x00" * 10)), 16) == int(last, 16) + 1
