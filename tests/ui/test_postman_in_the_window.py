"""The postman of a window: when he goes, that he goes once at a time, and that closing never waits for the network."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.conftest import lea
from tests.ui.conftest import Cashier
from tests.ui.sync_desk import Tells, Venue
from ticketoffice import post
from ticketoffice.desk import admit
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.desk.syncing import sync_view
from ticketoffice.domain.errors import Unavailable
from ticketoffice.store.book import Book

Run = Callable[..., None]


@pytest.fixture(autouse=True)
def _no_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """No round but those that somebody or something asks for."""
    monkeypatch.setattr(post, "EVERY", 3600.0)


async def settled(cashier: Cashier) -> None:
    """Until the first round is over, and nothing is on its way."""
    there = cashier.window.desktop.post
    await cashier.until(lambda: there.asked and not there.on_way)
    await cashier.idle()


class Held:
    """Holds each question to the centre until it is let `go`; `running` is how many were on their way as each one began."""

    def __init__(self, venue: Venue) -> None:
        self.here, self.go = threading.Event(), threading.Event()
        self.running: list[int] = []
        self._at_once = 0
        venue.before = self

    def __call__(self, _: str) -> None:
        self._at_once += 1
        self.running.append(self._at_once)
        self.here.set()
        self.go.wait(5)
        self._at_once -= 1


def state_at(book: Book, ticket: str) -> str:
    order, id = order_of(book, ticket)
    return next(t.state for t in show(book, order).tickets if t.ticket == id)


def test_a_cancellation_leaves_when_its_keep_is_over(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        await cashier.open("P")
        await cashier.click_cross(0)
        assert state_at(venue.centre, "PT1") == "valid"
        assert (await cashier.window.books.read(sync_view)).held == 1
        venue.clock.advance(seconds=61)
        await cashier.key(Qt.Key.Key_F5)
        await settled(cashier)
        assert state_at(venue.centre, "PT1") == "cancelled"
        assert venue.threads == {"network"}

    venue_threads_only(at_venue, journey)


def venue_threads_only(at_venue: Run, journey: Any) -> None:
    """What was asked while the book was made is not the window's."""

    async def whole(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        venue.threads.clear()
        await journey(cashier, venue)

    at_venue(whole)


def test_what_may_leave_at_once_needs_no_clock_and_no_key(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        await cashier.open("P")
        await cashier.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        cashier.find("note.text").setText("comes late")
        await cashier.click("note.save")
        await cashier.until(lambda: [n.text for n in show(venue.centre, order_of(venue.centre, "P")[0]).notes])

    at_venue(journey)


def test_f06_clock_key_and_deed_together_are_one_round(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        there, book = cashier.window.desktop.post, cashier.window.books
        venue.asked.clear()
        held = Held(venue)
        there._ended_at = float("-inf")
        for _ in range(3):
            there.wish()
            book.changed.emit(_Deed())
        await cashier.until(held.here.is_set)
        await cashier.idle()
        held.go.set()
        await settled(cashier)
        assert venue.asked == ["changes"], "one round, which had nothing to bring"
        assert held.running == [1], "and none beside it while that one waited"

    at_venue(journey)


def test_a_book_that_cannot_be_read_for_a_moment_ends_no_postman(
    at_venue: Run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        due, there = post._due, cashier.window.desktop.post
        failed: list[Book] = []

        def out(book: Book) -> tuple[float, float]:
            failed.append(book)
            raise Unavailable("database", data={"why": "locked"})

        monkeypatch.setattr(post, "_due", out)
        there.wish()
        await cashier.until(lambda: failed)
        monkeypatch.setattr(post, "_due", due)
        venue.asked.clear()
        there.wish()
        await cashier.until(lambda: venue.asked)
        assert "could not look what is due" in caplog.text

    at_venue(journey)


class _Deed:
    """What a deed of this desk would have changed."""

    operations = ("an operation",)
    orders = frozenset[str]()
    tickets = frozenset[str]()


def test_a_wish_during_a_round_is_one_more_and_never_beside_it(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        there, held = cashier.window.desktop.post, Held(venue)
        there.wish()
        await cashier.until(held.here.is_set)
        for _ in range(5):
            there.wish()
        await cashier.idle()
        held.go.set()
        await cashier.until(lambda: len(held.running) == 2)
        await settled(cashier)
        assert held.running == [1, 1]

    at_venue(journey)


def test_after_a_fault_the_pause_holds_and_f5_does_not_wait_for_it(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)

        def away(_: str) -> None:
            raise Unavailable("no_network")

        venue.before = away
        await cashier.key(Qt.Key.Key_F5)
        await settled(cashier)
        venue.asked.clear()
        cashier.window.books.changed.emit(_Deed())
        await cashier.idle()
        assert venue.asked == []
        venue.before = lambda _: None
        await cashier.key(Qt.Key.Key_F5)
        await cashier.until(lambda: venue.asked == ["changes"])

    at_venue(journey)


def test_closing_does_not_wait_for_a_network_that_never_answers(at_venue: Run) -> None:
    go, closed_after = threading.Event(), []

    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        here = threading.Event()

        def never(_: str) -> None:
            here.set()
            go.wait(60)

        venue.before = never
        cashier.window.desktop.post.wish()
        await cashier.until(here.is_set)
        closed_after.append(time.monotonic())

    at_venue(journey)
    waited = time.monotonic() - closed_after[0]
    go.set()
    assert waited < post.LONGEST_WAIT + 3


def test_closing_within_a_round_leaves_a_book_that_is_whole(at_venue: Run, venue: Venue, settings: Any) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        here = threading.Event()
        venue.before = lambda _: here.set()
        cashier.window.desktop.post.wish()
        await cashier.until(here.is_set)

    at_venue(journey)
    from ticketoffice.store.checking import verify
    from ticketoffice.store.keys import FileSecrets
    from ticketoffice.store.opening import open_book

    book = open_book(settings.book, clock=venue.clock, secrets=FileSecrets(settings.secrets))
    assert verify(book) is None
    book.close()


def test_what_is_new_at_the_centre_is_here_as_soon_as_it_tells(at_venue: Run, venue: Venue) -> None:
    venue.told = SimpleQueue()

    async def journey(cashier: Cashier, venue: Venue) -> None:
        assert venue.told is not None
        await settled(cashier)
        other, rounds = venue.other_desk()
        await cashier.open("P")
        admit.admit(other, "PT1", who=lea(other))
        rounds()
        venue.told.put(1)
        await cashier.until(lambda: cashier.window.order.order.tickets[0].state == "used")

    at_venue(journey)
    venue.told.put(None)


async def join_again(cashier: Cashier, venue: Venue) -> None:
    """At another address, where the centre has moved to."""
    await cashier.window.desktop.post.pair(url="moved.example", code=venue.code(), name="Desk 1")
    await settled(cashier)


async def quiet(venue: Venue) -> None:
    """Until no round asks the centre anything any more."""
    before = -1
    while before != len(venue.asked):
        before = len(venue.asked)
        await asyncio.sleep(0.15)


async def listening(cashier: Cashier, venue: Venue) -> Tells:
    """The line on which the window listens."""

    def heard() -> list[Tells]:
        return [line for line in venue.lines if isinstance(line, Tells) and line.listened]

    await cashier.until(heard)
    return heard()[0]


def test_after_joining_again_the_old_centre_wakes_nothing(at_venue: Run, venue: Venue) -> None:
    venue.told = old = SimpleQueue()
    new: SimpleQueue[int | None] = SimpleQueue()

    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        heard = await listening(cashier, venue)
        venue.told = new
        await join_again(cashier, venue)
        await quiet(venue)
        venue.asked.clear()
        old.put(1)
        await cashier.until(heard.closed.is_set)
        await cashier.idle()
        assert venue.asked == []
        new.put(1)
        await cashier.until(lambda: venue.asked)

    at_venue(journey)
    new.put(None)


def test_every_line_that_is_replaced_or_left_is_closed(at_venue: Run, venue: Venue) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        before = list(venue.lines)
        await join_again(cashier, venue)
        assert [line for line in before if not line.closed.is_set()] == []
        [spoken] = [line for line in venue.lines if not line.closed.is_set()]
        assert spoken is venue.lines[-2], "beside it a line that tells nothing was not listened to"

    at_venue(journey)
    for line in venue.lines:
        assert line.closed.wait(timeout=10)


def test_a_book_that_does_not_say_who_its_centre_is_says_why(at_venue: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        there, locked = cashier.window.desktop.post, Unavailable("book_open_elsewhere")
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr(post, "line_of", lambda *_, **__: _raised(locked))
            await there.pair(url="moved.example", code=venue.code(), name="Desk 1")
            await cashier.until(lambda: there.state().own is locked and not there.on_way)
            await cashier.until(lambda: cashier.find("sync.chip").said.word == "Sync incomplete")
        there.wish()
        await cashier.until(lambda: cashier.find("sync.chip").said.word == "Online · 0 to send")

    at_venue(journey)


def _raised(problem: Exception) -> Any:
    raise problem


def test_a_stream_that_ends_as_agreed_is_listened_to_again_at_once(at_venue: Run, venue: Venue) -> None:
    venue.told = told = SimpleQueue()

    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        heard = await listening(cashier, venue)
        venue.asked.clear()
        told.put(1)
        await cashier.until(lambda: venue.asked)
        await settled(cashier)
        venue.asked.clear()
        began = time.monotonic()
        told.put(None)
        await cashier.until(lambda: heard.listened == 2)
        assert time.monotonic() - began < 3, "the clock of the rounds is not waited for"
        told.put(1)
        told.put(None)
        await cashier.until(lambda: heard.listened == 3)
        await cashier.idle()
        assert venue.asked == [], "a number that was told before is no news"

    at_venue(journey)
    told.put(None)


def test_a_round_that_fails_in_the_program_is_not_gone_again_at_once(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)

        def bug(_: str) -> None:
            raise ValueError("a bug")

        venue.before = bug
        venue.asked.clear()
        cashier.window.desktop.post.wish()
        await cashier.until(lambda: venue.asked)
        await cashier.idle()
        cashier.window.books.changed.emit(_Deed())
        await cashier.idle()
        assert len(venue.asked) == 1

    at_venue(journey)


def test_a_desk_alone_has_no_chip_no_page_and_no_dead_button(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await cashier.idle()
        assert not cashier.find("sync.chip").isVisible()
        assert cashier.find("nav.sync").text() == "Join a centre…"
        await cashier.key(Qt.Key.Key_F5)
        assert venue.asked == []
        assert cashier.window.desktop.post._network is None

    at_venue(journey, joins=False)


def test_a_demonstration_has_no_way_to_a_centre(desk: Run, settings: Any) -> None:
    async def journey(cashier: Cashier) -> None:
        assert not cashier.find("nav.sync").isVisible()
        assert cashier.window.desktop.post is None
        control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        await cashier.key(Qt.Key.Key_Y, control)
        assert cashier.window.on_orders_page

    settings.book.unlink(missing_ok=True)
    desk_of_demo(desk, journey, settings)


def desk_of_demo(desk: Run, journey: Any, settings: Any) -> None:
    from unittest.mock import patch

    with patch("tests.ui.conftest.shutil.copytree"):
        desk(journey, demo=True)
