"""A page that many desks ask for at the same moment is read once, and is never older than what is asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import lea
from tests.desks import Desk, centre_book, desk_book
from tests.house import house, on, taken
from ticketoffice.central.pages import MOST, Pages
from ticketoffice.central.service import Centre
from ticketoffice.desk import notes
from ticketoffice.desk.find import order_of
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.travel import Page
from ticketoffice.store import feed
from ticketoffice.store.clock import HandClock

DESKS = 8


@pytest.fixture
def writer(tmp_path: Path, clock: HandClock) -> Iterator[Desk]:
    """A desk with an order, at a centre whose book any thread may read."""
    centre = centre_book(f"sqlite:///{tmp_path / 'centre.db'}", clock=clock, folder=tmp_path / "centre")
    book = desk_book(clock=clock, folder=tmp_path / "A")
    taken(book, house(), on("A-1", "A-2", number="P"))
    desk = Desk(book, centre)
    assert desk.sync().cause is None
    yield desk
    book.close()
    centre.close()


class Reads:
    """Counts how often a page is read; while it is `held` nobody gets on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self.go_on = threading.Event()
        self.go_on.set()
        self.begun = threading.Event()
        self.fails = False
        self._page = feed.page
        monkeypatch.setattr(feed, "page", self)

    def __call__(self, connection: Any, *, after: int, now: int) -> Page:
        self.count += 1
        self.begun.set()
        assert self.go_on.wait(30)
        if self.fails:
            raise Unavailable("database")
        return self._page(connection, after=after, now=now)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    return Reads(monkeypatch)


def add_note(desk: Desk, text: str, *, clock: HandClock) -> None:
    """A second after the one before: an order's texts stand in the order of their times."""
    clock.advance(seconds=1)
    notes.add_note(desk.book, order_of(desk.book, "P")[0], text=text, who=lea(desk.book))
    assert desk.sync().cause is None


def texts(page: Page) -> list[str]:
    return [text.text for item in page.items if item.order for text in item.order.texts]


def before_the_last(desk: Desk) -> int:
    with desk.centre.read() as reading:
        return feed.counter(reading.connection) - 1


def test_eight_desks_ask_for_one_page_and_it_is_read_once(writer: Desk, reads: Reads, clock: HandClock) -> None:
    add_note(writer, "first", clock=clock)
    after, pages = before_the_last(writer), Pages()
    reads.count = 0
    reads.go_on.clear()
    with ThreadPoolExecutor(DESKS) as pool:
        asked = [pool.submit(pages.after, writer.centre, after) for _ in range(DESKS)]
        assert reads.begun.wait(30)
        reads.go_on.set()
        found = [one.result(30) for one in asked]
    assert reads.count == 1
    assert [texts(page) for page in found] == [["first"]] * DESKS


def test_after_the_next_change_it_is_read_anew(writer: Desk, reads: Reads, clock: HandClock) -> None:
    add_note(writer, "first", clock=clock)
    after, pages = before_the_last(writer), Pages()
    assert texts(pages.after(writer.centre, after)) == ["first"]
    add_note(writer, "second", clock=clock)
    reads.count = 0
    assert texts(pages.after(writer.centre, after)) == texts(pages.after(writer.centre, after)) == ["first", "second"]
    assert reads.count == 1


def test_what_could_not_be_read_is_told_to_all_and_tried_again(writer: Desk, reads: Reads, clock: HandClock) -> None:
    add_note(writer, "first", clock=clock)
    after, pages = before_the_last(writer), Pages()
    reads.fails = True
    reads.go_on.clear()
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(pages.after, writer.centre, after) for _ in range(2)]
        assert reads.begun.wait(30)
        reads.go_on.set()
        for one in asked:
            with pytest.raises(Unavailable, match="database"):
                one.result(30)
    reads.fails = False
    assert texts(pages.after(writer.centre, after)) == ["first"]


def test_the_clock_and_the_names_of_desks_are_those_of_now(writer: Desk, reads: Reads, clock: HandClock) -> None:
    pages = Pages()
    service = Centre(writer.centre, token=writer.welcome.token, pages=pages)
    first = service.changes(0)
    clock.advance(seconds=60)
    other = desk_book(clock=clock, folder=Path(writer.centre.engine.url.database or "").parent / "B")
    Desk(other, writer.centre, name="Foyer")
    reads.count = 0
    later = service.changes(0)
    assert (reads.count, later.items) == (0, first.items)
    assert later.now == first.now + 60_000_000
    assert "Foyer" in later.desks.values() and "Foyer" not in first.desks.values()
    other.close()


def test_not_more_pages_are_kept_than_some(writer: Desk, reads: Reads, clock: HandClock) -> None:
    pages = Pages()
    for after in range(3 * MOST):
        pages.after(writer.centre, after)
    assert len(pages._read) <= MOST
