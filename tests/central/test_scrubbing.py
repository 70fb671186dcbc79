"""A centre whose book is large cleans it on while it serves."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.conftest import lea
from tests.contract.desk import Behind, Writer
from tests.desks import centre_book
from tests.served import Served
from tests.store.test_scrubbing import NAME, filled, stands_in
from ticketoffice.central import scrubbing as cleaning
from ticketoffice.desk.customer import erase_customer
from ticketoffice.store import scrubbing
from ticketoffice.store.backing_up import backup
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.sync.http.client import HttpCentre


def test_what_a_desk_erased_goes_from_the_centres_file_after_the_answer(
    tmp_path: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "centre"
    folder.mkdir()
    monkeypatch.setattr(scrubbing, "STEPS_AT_ONCE", 0)
    monkeypatch.setattr(cleaning, "EVERY", 0.01)
    centre = centre_book(f"sqlite:///{folder / 'book.db'}", clock=clock, folder=tmp_path / "keys")
    cleaned, once_more = threading.Event(), centre.scrub_on

    def scrub_on() -> bool:
        goes_on = once_more()
        if not goes_on and not stands_in(folder):
            cleaned.set()
        return goes_on

    served = Served(centre, folder=tmp_path / "keys")
    lines: list[HttpCentre] = []

    def ask(token: str | None) -> HttpCentre:
        lines.append(HttpCentre(served.url, token=token, authority=served.authority))
        return lines[-1]

    behind = Behind(centre, clock, ask)
    writer = Writer(behind, folder=tmp_path / "desk", name="A", orders=0)
    order = filled(writer.book, orders=3)
    writer.join()
    writer.push_all()
    assert stands_in(folder)
    monkeypatch.setattr(centre, "scrub_on", scrub_on)
    erase_customer(writer.book, order, who=lea(writer.book))
    writer.push_all()
    assert cleaned.wait(timeout=30)
    for line in lines:
        line.close()
    served.close()
    writer.book.close()
    centre.close()


def test_a_copy_of_the_centres_book_that_lies_beside_it_is_cleaned_too(
    file_book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cleaning, "EVERY", 0.01)
    order = filled(file_book)
    copy = tmp_path / "book-20261124-120000.db"
    backup(tmp_path / "book.db", copy)
    erase_customer(file_book, order, who=lea(file_book))
    assert NAME.encode() in copy.read_bytes()
    cleaned, clean = threading.Event(), cleaning.clean
    monkeypatch.setattr(cleaning, "clean", lambda book: (clean(book), cleaned.set()))
    scrubber = cleaning.Scrubber(file_book)
    scrubber.start()
    assert cleaned.wait(timeout=30)
    scrubber.stop()
    assert NAME.encode() not in copy.read_bytes()
