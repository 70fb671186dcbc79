"""What every test may ask for: books on both databases, real orders, people, a clock that is moved by hand."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest

from tests.compiled import share
from tests.door import watch
from tests.postgres import Postgres, PostgresMissing
from ticketoffice.desk.import_orders import import_files
from ticketoffice.desk.people import person_named
from ticketoffice.desk.practice import shift_to
from ticketoffice.domain.calendar import to_instant
from ticketoffice.domain.people import Who
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book, open_url

share()

DATA = Path(__file__).parent / "data"
NOW = to_instant(datetime(2026, 11, 24, 12, 0, tzinfo=UTC))
FIRST_DAY = datetime(2026, 12, 18, tzinfo=UTC).date()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="longer searches: more kills, power cuts, rounds, seeds")


@pytest.fixture(scope="session")
def long_run(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--long"))


_missing: list[str] = []
_servers: list[Postgres] = []


@pytest.fixture(autouse=True)
def databases_are_lent_again() -> Iterator[None]:
    """Once everything that a test opened is closed."""
    yield
    for server in _servers:
        server.test_is_over()


@pytest.fixture(autouse=True)
def the_one_door(databases_are_lent_again: None) -> Iterator[None]:
    """Whoever writes a table of the book without going through its door fails the test (tests/door.py)."""
    with watch():
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL; where none exists its half fails with what to install."""
    try:
        server = Postgres()
    except PostgresMissing as missing:
        _missing.append(str(missing))
        pytest.fail(str(missing))
    _servers.append(server)
    yield server
    _servers.remove(server)
    server.stop()


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOW)


@pytest.fixture
def secrets(tmp_path: Path) -> Iterator[FileSecrets]:
    kept = FileSecrets(tmp_path / "keys")
    yield kept
    kept.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def book(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock, secrets: FileSecrets) -> Iterator[Book]:
    """An empty book, once on each database."""
    if request.param == "sqlite":
        opened = open_book(tmp_path / "book.db", clock=clock, secrets=secrets)
    else:
        opened = open_url(request.getfixturevalue("postgres").fresh(), clock=clock, secrets=secrets)
    yield opened
    opened.close()


@pytest.fixture
def file_book(tmp_path: Path, clock: HandClock, secrets: FileSecrets) -> Iterator[Book]:
    """An empty book in a file."""
    opened = open_book(tmp_path / "book.db", clock=clock, secrets=secrets)
    yield opened
    opened.close()


def lea(book: Book) -> Who:
    """The cashier."""
    return Who(person_named(book, "Lea"))


def alone(book: Book) -> Who:
    """The cashier with nobody beside her."""
    return Who(person_named(book, "Lea"), alone="nobody else is here today")


def orders_files(name: str) -> list[Path]:
    """The order files of one event of the real data."""
    return sorted((DATA / name).glob("orders-*.json.gz"))


def take_in(book: Book, *paths: Path) -> None:
    """Takes files in, as practice with the first performance some weeks ahead."""
    with book.read() as reading:
        empty = not reading.catalogue.all_performances()
    if empty:
        shift_to(book, paths, first_day=FIRST_DAY)
    report = import_files(book, paths, who=lea(book))
    assert not report.refused
    assert not report.unreadable
