"""Beside the desk's work the whole file and journal are looked through, from where they were last found whole."""

from __future__ import annotations

import hashlib
from threading import Event

import pytest

from tests.conftest import lea
from tests.door import beside_the_door
from tests.house import house, on, taken
from ticketoffice.desk import cancel
from ticketoffice.desk.find import order_of
from ticketoffice.domain.errors import Unavailable
from ticketoffice.store import chain, checking
from ticketoffice.store.book import Book


@pytest.fixture(autouse=True)
def without_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "REST", 0)


def filled(book: Book) -> None:
    taken(book, house(), *(on(f"A-{n}", number=f"N{n}") for n in range(30)))


class After(Event):
    """Stopped after so many looks."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self._left = looks

    def wait(self, timeout: float | None = None) -> bool:
        self._left -= 1
        if self._left < 0:
            self.set()
        return self.is_set()


def damage(book: Book, seq: int) -> None:
    with beside_the_door(), book.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE operations SET signature = ? WHERE seq = ?", (bytes(64), seq))


def test_it_goes_on_where_it_stopped(file_book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(file_book)
    monkeypatch.setattr(checking, "AT_ONCE", 10)
    assert checking.look_through(file_book, stopped=After(2)) is None
    assert (file_book.found_whole() or {})["seq"] == 20
    damage(file_book, 15)
    assert checking.look_through(file_book, stopped=Event()) is None, "what was found whole is not looked at again"
    damage(file_book, 25)
    assert checking.verify(file_book) == f"{_epoch(file_book)}/15: {chain.BAD_SIGNATURE}"


def test_what_it_finds_makes_the_book_read_only(file_book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(file_book)
    ticket = order_of(file_book, "N3T1")[1]
    assert ticket is not None
    monkeypatch.setattr(checking, "AT_ONCE", 10)
    damage(file_book, 25)
    assert checking.look_through(file_book, stopped=Event()) == f"{_epoch(file_book)}/25: {chain.BAD_SIGNATURE}"
    with pytest.raises(Unavailable) as no:
        cancel.click(file_book, [ticket], who=lea(file_book))
    assert no.value.code == "read_only"


@pytest.mark.parametrize(
    ("forged", "told"),
    [
        (b"not an operation", chain.NO_CHAIN),
        (b'{"header":{"seq":31,"prev_hash":"%b"}', chain.COLUMNS),
        (b'{"header":["seq"],"payload":{},"prev_hash":"%b"}', chain.CHANGED),
        (b'{"payload":{},"prev_hash":"%b"}', chain.CHANGED),
        (b'{"header":{"seq":31},"payload":{},"prev_hash":"%b"}', chain.COLUMNS),
        (b'{"header":\xff,"payload":{},"prev_hash":"%b"}', chain.CHANGED),
    ],
)
def test_bytes_with_their_hash_that_are_no_operation_are_told(file_book: Book, forged: bytes, told: str) -> None:
    filled(file_book)
    with file_book.read() as reading:
        previous, last = list(reading.history.lines())[-2:]
    body = forged.replace(b"%b", previous.hash.hex().encode())
    with beside_the_door(), file_book.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE operations SET body = ?, hash = ? WHERE seq = ?", (body, hashlib.sha256(body).digest(), last.seq)
        )
    assert checking.verify(file_book) == f"{_epoch(file_book)}/{last.seq}: {told}"


def test_a_mark_of_another_history_is_no_mark(file_book: Book) -> None:
    filled(file_book)
    file_book.keep_found_whole({"epoch": "00" * 16, "seq": 20, "hash": "00" * 32})
    damage(file_book, 5)
    assert (checking.look_through(file_book, stopped=Event()) or "").endswith(f"/5: {chain.BAD_SIGNATURE}")


def test_the_chain_in_parts_is_the_chain_whole(file_book: Book) -> None:
    filled(file_book)
    file_book.start_practice(0)
    with file_book.read() as reading:
        marks: list[chain.Mark] = []
        mark: chain.Mark | None = None
        while True:
            fault, mark = chain.next_break(reading.connection, mark, count=7)
            assert fault is None
            if mark is None:
                break
            marks.append(mark)
        assert len({mark.epoch for mark in marks}) == 2
        assert chain.first_break(reading.connection) is None


def _epoch(book: Book) -> str:
    with book.read() as reading:
        return reading.facts().epoch[:8]
