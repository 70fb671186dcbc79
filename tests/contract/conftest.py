"""Centres behind the port: without a network, and over HTTPS on a real port, each on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.contract.desk import Behind, Writer
from tests.desks import centre_book
from tests.served import Served
from ticketoffice.central.service import Centre
from ticketoffice.store.clock import HandClock
from ticketoffice.sync.central_service import CentralService
from ticketoffice.sync.http.client import HttpCentre

WAYS = ["direct-sqlite", "https-postgresql"]
MORE_WAYS = [*WAYS, "direct-postgresql", "https-sqlite"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each database and each way once; with --long each database on each way."""
    if "behind" in metafunc.fixturenames:
        ways = MORE_WAYS if metafunc.config.getoption("--long") else WAYS
        metafunc.parametrize("behind", ways, indirect=True)


@pytest.fixture
def behind(request: pytest.FixtureRequest, tmp_path: Path, clock: HandClock) -> Iterator[Behind]:
    """An empty centre and the way to it."""
    way, database = request.param.split("-")
    folder = tmp_path / "centre"
    folder.mkdir()
    file = f"sqlite:///{tmp_path / 'centre.db'}"
    url = file if database == "sqlite" else request.getfixturevalue("postgres").fresh()
    book = centre_book(url, clock=clock, folder=folder)
    lines: list[HttpCentre] = []
    served = Served(book, folder=folder) if way == "https" else None

    def ask(token: str | None) -> CentralService:
        if served is None:
            return Centre(book, token=token)
        lines.append(HttpCentre(served.url, token=token, authority=served.authority))
        return lines[-1]

    yield Behind(book, clock, ask)
    for line in lines:
        line.close()
    if served is not None:
        served.close()
    book.close()


@pytest.fixture
def writer(behind: Behind, tmp_path: Path) -> Iterator[Callable[..., Writer]]:
    """Makes books that may join."""
    made: list[Writer] = []

    def make(name: str = "A", **filled: object) -> Writer:
        made.append(Writer(behind, folder=tmp_path / name, name=name, **filled))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.book.close()
