"""A page that is taken over in parts ends as the same page whole, and can be cut between any two of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import lea
from tests.desks import Desk
from tests.house import house, on, taken
from ticketoffice.desk import cancel, notes
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.domain.travel import FeedItem, Heard, Page
from ticketoffice.store.book import Book
from ticketoffice.store.replay import replay
from ticketoffice.sync.parts import Pace, of_page
from ticketoffice.sync.round import Postman

Join = Callable[..., Desk]
ORDERS = 7


class Slow:
    """A clock on which each look takes a second."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> int:
        return 0

    def monotonic(self) -> float:
        self.seconds += 1
        return self.seconds


class Cut(Exception):
    """The power goes."""


def many(book: Book) -> None:
    taken(book, house(), *(on(f"A-{2 * n + 1}", f"A-{2 * n + 2}", number=f"P{n}") for n in range(ORDERS)))


def in_parts(desk: Desk, run: Callable[[Callable[[], object]], object]) -> Postman:
    """Rounds of which each step takes over one order."""
    postman = Postman(desk.book, desk.line, run=run, draw=lambda low, high: high, longest=0.01)
    postman._pace = Pace(Slow(), longest=0.01)
    postman._pace._size = 1
    return postman


def what_it_has(book: Book) -> object:
    views = [show(book, order_of(book, f"P{n}")[0]) for n in range(ORDERS)]
    return [(v.number, v.state, v.balance, [(t.short, t.state) for t in v.tickets], v.notes) for v in views]


@pytest.fixture
def a(join: Join) -> Desk:
    desk = join("A", many)
    assert desk.sync().cause is None
    return desk


def test_cut_between_any_two_parts_all_of_it_arrives_once(a: Desk, join: Join) -> None:
    b = join("B")
    left = 0

    def until_cut(work: Callable[[], object]) -> object:
        nonlocal left
        if left == 0:
            raise Cut
        left -= 1
        return work()

    def go_until_done() -> int:
        nonlocal left
        for tries in range(1, 100):
            left = 3 + tries
            try:
                assert in_parts(b, until_cut).round().cause is None
            except Cut:
                continue
            return tries
        raise AssertionError("it never ends")

    assert go_until_done() > 1, "it was cut while the first load ran"
    assert what_it_has(b.book) == what_it_has(a.book)
    for n in range(ORDERS):
        cancel.cancel(
            a.book, [order_of(a.book, f"P{n}T1")[1] or ""], who=lea(a.book), reason="duplicate", method="card", now=True
        )
        notes.add_note(a.book, order_of(a.book, f"P{n}")[0], text=f"note {n}", who=lea(a.book))
    cancel.click(b.book, [order_of(b.book, "P3T2")[1] or ""], who=lea(b.book))
    assert a.sync().cause is None
    assert go_until_done() > 1, "it was cut while the feed was heard"
    left = 10_000
    a.sync()
    assert replay(b.book).equal
    assert show(b.book, order_of(b.book, "P3")[0]).tickets[1].state == "cancelled", "own work stands on top"
    cancel.keep(b.book, [order_of(b.book, "P3T2")[1] or ""], who=lea(b.book))
    assert what_it_has(b.book) == what_it_has(a.book)
    assert free(b.book, "p") == free(a.book, "p")


def test_orders_that_one_operation_touched_come_in_one_part() -> None:
    def item(order: str, heard: str, *ahead: str) -> FeedItem:
        return FeedItem(order, None, tuple(Heard(one, "e", 1, "k", 0, None, None, b"", "") for one in heard), ahead)

    items = (item("1", "a"), item("2", "bc"), item("3", "d"), item("4", "e", "c"), item("5", "", "d"), item("6", "cf"))
    pace = Pace(Slow(), longest=0.01)
    pace._size = 1
    parts = list(of_page(Page(items, 9, 9, False, 0, before="third", last="ninth"), pace, cursor=3))
    assert [[one.id for one in part.items] for part in parts] == [["1"], ["3", "5"], ["2", "4", "6"]]
    assert [(part.through, part.more) for part in parts] == [(3, True), (3, True), (9, False)]
    assert [part.last for part in parts] == ["third", "third", "ninth"]


def test_a_part_is_as_large_as_its_time_allows() -> None:
    clock = Slow()
    pace = Pace(clock, longest=2.0)
    sizes = []
    for part, _ in pace.of(range(40)):
        pace.begin()
        clock.seconds += len(part) - 1
        pace.ended(len(part))
        sizes.append(len(part))
    assert sizes[:4] == [5, 2, 2, 2]
    assert sum(sizes) == 40
    whole = Pace(clock, longest=None)
    assert list(whole.of(range(3))) == [((0, 1, 2), True)]
    assert list(whole.of(())) == [((), True)]
