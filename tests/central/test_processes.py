"""Several processes of a centre over one PostgreSQL, and books that join at the same moment."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.conftest import lea
from tests.contract.desk import Behind, Writer
from tests.desk.test_mail import Box, finish, order_for, serving
from tests.desks import centre_book
from tests.house import house, on, taken
from tests.postgres import Postgres
from tests.processes import CentreProcess, Home
from tests.served import over_http
from ticketoffice.central.books import open_centre
from ticketoffice.central.service import Centre
from ticketoffice.desk import mailing, notes
from ticketoffice.desk.find import order_of
from ticketoffice.desk.people import person_named
from ticketoffice.desk.rules import change_rules
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.travel import Welcome
from ticketoffice.store import enrolment, feed, outbox
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock, SystemClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book, open_reader, place_of
from ticketoffice.sync import pairing
from ticketoffice.sync.line import by_http, line_of, listen_beside
from ticketoffice.sync.round import Postman


@pytest.fixture
def two(postgres: Postgres, tmp_path: Path) -> Iterator[list[CentreProcess]]:
    """Both started at once on an empty database: whoever is second waits for the first."""
    home, url = Home(tmp_path / "centre"), postgres.empty()
    with ThreadPoolExecutor(2) as pool:
        served = list(pool.map(lambda _: CentreProcess(home, book=url), range(2)))
    yield served
    for one in served:
        one.stop()


def desk_of(folder: Path, served: CentreProcess, *, filled: bool) -> tuple[Book, FileSecrets]:
    secrets = FileSecrets(folder)
    book = open_book(folder / "book.db", clock=SystemClock(), secrets=secrets)
    if filled:
        taken(book, house(), on("A-1", number="P"))
    pairing.pair(book, secrets, by_http(), url=served.url, code=served.code(folder.name))
    return book, secrets


def test_a_machine_with_other_keys_does_not_serve_the_same_database(two: list[CentreProcess], tmp_path: Path) -> None:
    """It would begin with keys of its own, and the first one could write nothing any more."""
    [url] = two[0].of_book[1:]
    other = Home(tmp_path / "other machine")
    serve = ("central", "serve", "--address", "127.0.0.1", "--port", "0", "--book", url)
    refused = other.say(*serve, code=5)["error"]
    assert refused["code"] == "keys_elsewhere"
    assert "Copy its keys" in refused["message"] and "Nothing was changed." in refused["message"]
    desk_of(tmp_path / "a", two[0], filled=True)[0].close()
    assert other.say(*serve, code=5)["error"]["code"] == "keys_elsewhere", "also once a desk has joined"
    book = open_centre(make_url(url), clock=SystemClock(), secrets=FileSecrets(two[0].home.keys))
    assert person_named(book, "Nina"), "who has the keys still writes"
    book.close()
    shutil.copytree(two[0].home.keys, other.keys, dirs_exist_ok=True)
    third = CentreProcess(other, book=url)
    assert third.code("Bar")
    third.stop()


def test_where_the_keys_are_lost_for_good_a_centre_begins_with_new_ones(postgres: Postgres, tmp_path: Path) -> None:
    url = postgres.empty()
    CentreProcess(Home(tmp_path / "lost"), book=url).stop()
    home = Home(tmp_path / "new")
    serve = ("central", "serve", "--address", "127.0.0.1", "--port", "0", "--book", url)
    assert home.say(*serve, code=5)["error"]["code"] == "keys_elsewhere"
    served = CentreProcess(home, book=url, more=("--new-keys",))
    assert served.code("Bar")
    served.stop()
    again = CentreProcess(home, book=url)
    again.stop()


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_with_new_keys_a_centre_goes_on_and_its_desks_are_led_back(
    postgres: Postgres, tmp_path: Path, database: str
) -> None:
    """Until somebody says that they are lost for good, nothing is written."""
    url = postgres.empty() if database == "postgresql" else str(tmp_path / "centre.db")
    served = CentreProcess(Home(tmp_path / "lost"), book=url)
    book, secrets = desk_of(tmp_path / "a", served, filled=True)
    with over_http(book, secrets) as service:
        assert Postman(book, service).round().cause is None
    notes.add_note(book, order_of(book, "P")[0], text="waits", who=lea(book))
    served.stop()
    home, before = Home(tmp_path / "new"), epochs_at(url)
    refused = home.say("central", "serve", "--address", "127.0.0.1", "--port", "0", "--book", url, code=5)["error"]
    assert refused["code"] == ("authority_missing" if database == "sqlite" else "keys_elsewhere")
    assert "--new-keys" in refused["message"]
    assert epochs_at(url) == before
    served = CentreProcess(home, book=url, port=served.port, more=("--new-keys",))
    with over_http(book, secrets) as service:
        assert Postman(book, service).round().cause == "wrong_certificate"
    assert pairing.pair(book, secrets, by_http(), url=served.url, code=served.code("a")).form == "again"
    with over_http(book, secrets) as service:
        postman = Postman(book, service)
        assert postman.round().cause is None
        assert postman.round().cause is None
    with book.read() as reading:
        assert not list(outbox.everything_unsent(reading.connection))
    assert [note.text for note in show(book, order_of(book, "P")[0]).notes] == ["waits"]
    served.stop()
    CentreProcess(home, book=url, port=served.port).stop()
    book.close()


def epochs_at(url: str) -> list[str]:
    """The centre's own ones."""
    centre = open_reader(place_of(url), clock=SystemClock(), secrets=FileSecrets(Path("no keys are read")))
    with centre.read() as reading:
        found = [name for name, _ in feed.epochs(reading.connection)]
    centre.close()
    return found


def test_what_one_process_takes_the_other_tells(two: list[CentreProcess], tmp_path: Path) -> None:
    first, at_first = desk_of(tmp_path / "a", two[0], filled=True)
    with over_http(first, at_first) as service:
        assert Postman(first, service).round().cause is None
    second, at_second = desk_of(tmp_path / "b", two[1], filled=False)
    news = threading.Event()
    enough = listen_beside(line_of(second, at_second, by_http()), news=news.set)
    with over_http(first, at_first) as up, over_http(second, at_second) as down:
        there = Postman(second, down)
        assert there.round().cause is None
        assert news.wait(timeout=30)
        news.clear()
        notes.add_note(first, order_of(first, "P")[0], text="comes late", who=lea(first))
        assert Postman(first, up).round().cause is None
        assert news.wait(timeout=30), "the other process noticed"
        assert there.round().heard == 1
    enough.set()
    first.close()
    second.close()


def test_one_of_two_processes_tells_the_customer_and_both_tell_the_desks(postgres: Postgres, tmp_path: Path) -> None:
    box = Box()
    with serving(box) as server:
        home = Home(tmp_path / "centre")
        home.environment |= {"TICKETOFFICE_SMTP": f"{server.host}:{server.port}"}
        url = postgres.empty()
        served = [CentreProcess(home, book=url) for _ in range(2)]
        book, secrets = desk_of(tmp_path / "a", served[0], filled=False)
        change_rules(book, {"hold_after_finish": "0"}, who=lea(book))
        finish(book, order_for(book))
        news = threading.Event()
        enough = listen_beside(line_of(book, secrets, by_http()), news=news.set)
        with over_http(book, secrets) as service:
            postman = Postman(book, service)
            assert postman.round().cause is None
            while notice_of(book, "N1") != "sent":
                assert news.wait(timeout=60)
                news.clear()
                assert postman.round().cause is None
            assert mailing.why_not_from(book, server=False) is None
        enough.set()
        for one in served:
            one.stop()
    assert len(box.taken) == 1
    book.close()


def notice_of(book: Book, number: str) -> str | None:
    gone = show(book, order_of(book, number)[0]).tickets[0].cancelled
    return None if gone is None else gone.notice


def test_of_two_books_that_join_an_empty_centre_at_once_one_brings_its_history(
    postgres: Postgres, tmp_path: Path, clock: HandClock, long_run: bool
) -> None:
    for n in range(50 if long_run else 6):
        book = centre_book(postgres.empty(), clock=clock, folder=tmp_path / f"centre{n}")
        behind = Behind(book, clock, lambda token, book=book: Centre(book, token=token))  # type: ignore[misc]
        writers = [Writer(behind, folder=tmp_path / f"{n}{name}", name=name, orders=0) for name in "AB"]
        wishes = [writer.wish(behind.code()) for writer in writers]
        together = threading.Barrier(2)

        def join(wish: enrolment.Enrolment, together: threading.Barrier = together, book: Book = book) -> Welcome:
            together.wait(timeout=30)
            return enrolment.enrol(book, wish)

        with ThreadPoolExecutor(2) as pool:
            forms = sorted(welcome.form for welcome in pool.map(join, wishes))
        assert forms == ["fresh", "history"]
        for writer in writers:
            writer.book.close()
        book.close()


def test_one_code_lets_one_book_in_however_many_try(postgres: Postgres, tmp_path: Path, clock: HandClock) -> None:
    book = centre_book(postgres.empty(), clock=clock, folder=tmp_path / "centre")
    behind = Behind(book, clock, lambda token: Centre(book, token=token))
    writers = [Writer(behind, folder=tmp_path / str(n), name=str(n), orders=0) for n in range(6)]
    code = behind.code()

    def join(writer: Writer) -> str:
        try:
            return enrolment.enrol(book, writer.wish(code)).form
        except RuleBroken as no:
            return no.code

    with ThreadPoolExecutor(6) as pool:
        assert sorted(pool.map(join, writers)) == ["code_used"] * 5 + ["history"]
    for writer in writers:
        writer.book.close()
    book.close()
