"""The API over a small centre, asked without a port."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.contract.desk import Behind, Writer
from tests.desks import centre_book
from ticketoffice.central.api import make_app
from ticketoffice.central.service import Centre
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock


@pytest.fixture
def centre(tmp_path: Path, clock: HandClock) -> Iterator[Book]:
    book = centre_book(f"sqlite:///{tmp_path / 'centre.db'}", clock=clock, folder=tmp_path / "centre")
    yield book
    book.close()


@pytest.fixture
def desk(centre: Book, tmp_path: Path, clock: HandClock) -> Iterator[Writer]:
    """A desk that has joined and sent everything; `token` is what it shows."""
    made = Writer(Behind(centre, clock, lambda token: Centre(centre, token=token)), folder=tmp_path / "desk", name="A")
    made.join()
    made.push_all()
    yield made
    made.book.close()


@pytest.fixture
def api(centre: Book) -> Iterator[TestClient]:
    with TestClient(make_app(centre, authority="PEM"), raise_server_exceptions=False) as client:
        yield client
