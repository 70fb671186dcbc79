"""A centre's book is put back from a copy while it stood still, on each database, as desks over HTTPS see it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house import house, on, taken
from tests.processes import CentreProcess, Home, NearHome
from ticketoffice.desk.sentences import SENTENCES
from ticketoffice.store.book import Book
from ticketoffice.store.clock import SystemClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book

REFUND = ("--reason", "duplicate", "--refund", "cash", "--now")
PutBack = Callable[[], None]
WAYS = ["a file restored", "a file copied back", "postgresql"]


@pytest.fixture
def served(way: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[CentreProcess]:
    is_file = way != "postgresql"
    book = str(tmp_path / "centre.db") if is_file else request.getfixturevalue("postgres").empty()
    centre = CentreProcess(Home(tmp_path / "centre"), book=book)
    yield centre
    centre.stop()


@pytest.fixture
def copied(served: CentreProcess, way: str, request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], PutBack]:
    """Copies the book as it stands, and returns how it is put back: the centre stops, has the copy, and starts."""

    def on_server() -> PutBack:
        served.stop()  # PostgreSQL copies a database in which nobody is
        kept: str = request.getfixturevalue("postgres").copy_of(served.of_book[1])
        served.start()
        return lambda: served.of_book.__setitem__(1, kept)

    def of_file() -> PutBack:
        place, copy = served.of_book[1], tmp_path / "copy.db"
        served.home.say("backup", str(copy), *served.of_book)

        def back() -> None:
            if way == "a file restored":
                served.home.say("restore", str(copy), "--replace", *served.of_book)
            else:
                shutil.copyfile(copy, place)

        return back

    def copies() -> PutBack:
        back = on_server() if way == "postgresql" else of_file()

        def again() -> None:
            served.stop()
            back()
            served.start()

        return again

    return copies


def opened(home: Home) -> Book:
    return open_book(home.book, clock=SystemClock(), secrets=FileSecrets(home.keys))


def desk(served: CentreProcess, folder: Path, *, filled: bool = False) -> Home:
    home = NearHome(folder)
    if filled:
        book = opened(home)
        taken(book, house(), on("A-1", "A-2", "A-3", number="P"), on("B-1", "B-2", number="J", waiting=True))
        book.close()
    home.say("pair", served.url, served.code(folder.name))
    assert home.say("sync", "--once")["unsent"] == 0
    return home


def texts(home: Home, number: str, *of_book: str) -> list[str]:
    return sorted(note["text"] for note in home.say("show", number, *of_book)["notes"])


@pytest.mark.parametrize("way", WAYS)
def test_what_desks_had_sent_since_the_copy_is_at_the_centre_and_at_each_desk_once(
    served: CentreProcess, copied: Callable[[], PutBack], tmp_path: Path
) -> None:
    """Also where the centre has gone on since, further than it had been heard."""
    a, b = desk(served, tmp_path / "a", filled=True), desk(served, tmp_path / "b")
    a.say("note", "P", "before")
    a.say("sync", "--once")
    put_back = copied()
    b.say("sync", "--once")
    b.say("cancel", "PT1", *REFUND)
    b.say("pay", "J", "--method", "cash")
    assert b.say("sync", "--once")["unsent"] == 0
    a.say("note", "J", "in between")
    assert a.say("sync", "--once")["heard"] >= 2
    b.say("sync", "--once")
    put_back()
    c = desk(served, tmp_path / "c")
    for n in range(12):
        c.say("note", "P", f"of a third desk {n}")
    assert c.say("sync", "--once")["unsent"] == 0
    told = b.say("sync", "--once")
    assert (told["put_back"], told["sent"], told["unsent"]) == (True, 4, 0)
    status = b.say("sync", "--status")
    assert (status["cause"], status["put_back"] is None) == (None, False)
    lines = b.lines("sync", "--once")
    assert lines == ["0 operations sent, 0 orders heard."], "it is said once"
    assert SENTENCES["centre_put_back"] in b.lines("sync", "--status")
    first, *rest = a.lines("sync", "--once")
    assert first == SENTENCES["centre_put_back"]
    assert len(rest) == 1 and rest[0].startswith("1 operation sent, ")
    for home in (b, c, a):
        assert home.say("sync", "--once")["unsent"] == 0
    centre, at_centre = served.home, served.of_book
    for home, of_book in ((a, []), (b, []), (c, []), (centre, at_centre)):
        order = home.say("show", "P", *of_book)
        assert [ticket["state"] for ticket in order["tickets"]] == ["cancelled", "valid", "valid"]
        assert [refund["amount"]["amount"] for refund in order["refunds"]] == [3000]
        assert [paid["amount"]["amount"] for paid in home.say("show", "J", *of_book)["payments"]] == [6000]
        assert texts(home, "P", *of_book) == sorted(["before", *(f"of a third desk {n}" for n in range(12))])
        assert texts(home, "J", *of_book) == ["in between"]
        found = home.say("journal", "--verify", "--replay", *of_book)
        assert found["verified"]["fault"] is None
        assert found["replay"]["equal"]
