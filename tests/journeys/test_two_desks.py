"""Two desks and a centre on PostgreSQL, which is a program of its own as one desk is: the line is there, is gone, is somebody
else's, is back.
"""

from __future__ import annotations

import socket
import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import lea
from tests.house import house, on, taken
from tests.postgres import Postgres
from tests.processes import CentreProcess, Home, NearHome
from tests.served import over_http
from ticketoffice.desk import cancel
from ticketoffice.desk.find import order_of
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.desk.show import show
from ticketoffice.domain.taken_in import TakenQuota, TakenZone
from ticketoffice.store.book import Book
from ticketoffice.store.clock import SystemClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.sync.line import by_http, line_of, listen_beside
from ticketoffice.sync.round import Postman

MONTH = 30 * 86_400 * 1_000_000
PLACES = 400
GROUP = 10


def opened(home: Home) -> Book:
    return open_book(home.book, clock=SystemClock(), secrets=FileSecrets(home.keys))


def evening() -> TakenPerformances:
    """A performance of next month, by the clock that the programs have."""
    performance = house().performances[0]
    coming = replace(
        performance,
        starts_at=SystemClock().now() + MONTH,
        zones=(TakenZone("Hall", True, PLACES),),
        quotas=(TakenQuota("q", "Hall", PLACES, ("Hall",)),),
    )
    return TakenPerformances((coming,))


@pytest.fixture
def centre(postgres: Postgres, tmp_path: Path) -> Iterator[CentreProcess]:
    served = CentreProcess(Home(tmp_path / "centre"), book=postgres.empty())
    yield served
    served.stop()


@pytest.fixture
def a(centre: CentreProcess, tmp_path: Path, long_run: bool) -> Home:
    """The desk that was there first: it brings its history."""
    home = Home(tmp_path / "a")
    book = opened(home)
    items = [on("A-1", "A-2", "A-3", "A-4", "A-5", number="P"), on("B-1", "B-2", number="J", waiting=True)]
    groups = [on(*[f"S{n}-{seat}" for seat in range(GROUP)], number=f"M{n}") for n in range(20 if long_run else 2)]
    taken(book, evening(), *items, *groups)
    book.close()
    assert home.say("pair", centre.url, centre.code("A"))["form"] == "history"
    assert home.say("sync", "--once")["unsent"] == 0
    return home


@pytest.fixture
def b(a: Home, centre: CentreProcess, tmp_path: Path) -> Home:
    """The second desk begins with what the centre has."""
    home = NearHome(tmp_path / "b")
    assert home.say("pair", centre.url, centre.code("B"))["form"] == "fresh"
    assert home.say("sync", "--once")["heard"] >= 3
    return home


def states(home: Home, order: str) -> list[str]:
    return [ticket["state"] for ticket in home.say("show", order)["tickets"]]


def free(home: Home) -> object:
    performance = home.say("show", "P")["tickets"][0]["performance"]
    return home.say("free", performance)["zones"]


REFUND = ("--reason", "duplicate", "--refund", "card")


def test_what_one_desk_cancels_is_cancelled_and_free_at_the_other(a: Home, b: Home, centre: CentreProcess) -> None:
    assert states(b, "P") == ["valid"] * 5
    before = free(b)
    a.say("cancel", "PT1", *REFUND, "--now")
    a.say("sync", "--once")
    b.say("sync", "--once")
    assert states(b, "P") == ["cancelled", "valid", "valid", "valid", "valid"]
    assert free(b) == free(a) != before
    assert b.say("cancel", "PT1", *REFUND, code=3)["error"]["code"] == "already_cancelled"
    names = [desk["name"] for desk in centre.home.say("central", "desks", *centre.of_book)["desks"]]
    assert names == ["A", "B"]
    centre.home.say("central", "revoke", "B", *centre.of_book)
    b.say("note", "P", "after it was put out")
    assert b.say("sync", "--once", code=5)["error"]["code"] == "revoked"
    assert b.say("sync", "--status")["cause"] == "revoked"
    assert b.say("show", "P")["customer"] is None, "customers' data left it"
    assert b.say("sync", "--status")["unsent"] >= 1, "nothing is lost"


def test_the_desk_goes_on_whatever_the_line_does_and_everything_arrives_once(
    a: Home, b: Home, tmp_path: Path, centre: CentreProcess
) -> None:
    centre.stop()

    def works_on(ticket: str, kept: str, cause: str) -> None:
        a.say("cancel", ticket, *REFUND, "--now")
        a.say("cancel", kept, *REFUND)
        assert a.say("sync", "--once", code=5)["error"]["code"] == cause
        a.say("keep", kept)
        assert a.say("sync", "--status")["cause"] == cause

    works_on("PT1", "PT4", "no_network")  # the centre is stopped
    with socket.create_server(("127.0.0.1", centre.port)):
        works_on("PT2", "PT4", "no_answer")  # a black hole: it takes the call and never says a word
    stranger = CentreProcess(Home(tmp_path / "stranger"), port=centre.port)
    works_on("PT3", "PT5", "wrong_certificate")
    a.say("reissue", "J", "--without", "JT1")
    assert a.say("sync", "--once", code=5)["error"]["code"] == "wrong_certificate"
    stranger.stop()
    assert stranger.home.say("central", "desks")["desks"] == [], "it was told nothing"
    centre.start()
    told = a.say("sync", "--once")
    assert (told["unsent"], told["refused"]) == (0, 0)
    assert a.say("sync", "--once")["sent"] == 0
    b.say("sync", "--once")
    for home in (a, b):
        order = home.say("show", "P")
        assert [t["state"] for t in order["tickets"]] == ["cancelled"] * 3 + ["valid"] * 2
        assert [r["amount"]["amount"] for r in order["refunds"]] == [3000] * 3, "each once"
        assert home.say("show", "J")["state"] == "cancelled"
    assert free(a) == free(b)
    found = centre.home.say("journal", "--verify", "--replay", *centre.of_book)
    assert found["verified"] == {"chain": True, "signatures": True, "records": True, "fault": None}
    assert found["replay"]["equal"]


def test_how_long_a_cancellation_takes_from_desk_to_desk(
    a: Home, b: Home, centre: CentreProcess, long_run: bool
) -> None:
    """From the moment it may leave until the other desk's book says so, woken by the centre's notification."""
    first, second = opened(a), opened(b)
    orders = [order_of(first, f"M{n}")[0] for n in range(20 if long_run else 2)]
    tickets = [(order, ticket.ticket) for order in orders for ticket in show(first, order).tickets]
    news = threading.Event()
    enough = listen_beside(line_of(second, FileSecrets(b.keys), by_http()), news=news.set)
    took: list[float] = []
    with over_http(first, FileSecrets(a.keys)) as up, over_http(second, FileSecrets(b.keys)) as down:
        here, there = Postman(first, up), Postman(second, down)
        assert news.wait(timeout=30), "the present number comes first"
        for order, ticket in tickets:
            news.clear()
            cancel.cancel(first, [ticket], who=lea(first), reason="duplicate", method="card", now=True)
            began = time.perf_counter()
            assert here.round().cause is None
            assert news.wait(timeout=30), "it was woken"
            assert there.round().cause is None
            took.append((time.perf_counter() - began) * 1000)
            state = next(t.state for t in show(second, order).tickets if t.ticket == ticket)
            assert state == "cancelled"
    enough.set()
    first.close()
    second.close()
    ordered = sorted(took)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    print(f"cancelled at A, cancelled at B: median {statistics.median(took):.0f} ms, p99 {p99:.0f} ms of {len(took)}")
    assert p99 < 10_000
