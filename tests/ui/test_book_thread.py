"""What runs beside the deeds waits for none of them."""

from __future__ import annotations

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.conftest import NOW
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.ui.book_thread import BookThread


def test_a_long_look_waits_for_no_deed_and_keeps_none_waiting(qtbot: QtBot, tmp_path: Path) -> None:
    def opening(_: object) -> Book:
        return open_book(tmp_path / "book.db", clock=HandClock(NOW), secrets=FileSecrets(tmp_path / "keys"))

    books = BookThread(opening)
    busy, ends = threading.Event(), threading.Event()

    def deed(_: Book) -> bool:
        busy.set()
        return ends.wait(30)

    def look(book: Book) -> str:
        with book.read() as reading:
            assert reading.count_orders() == 0
        return threading.current_thread().name

    waits = threading.Thread(target=books.step, args=(deed,))
    waits.start()
    assert busy.wait(30)
    assert books.beside(look).startswith("background"), "a deed is on its way all the time"
    ends.set()
    waits.join()
    books.close()
