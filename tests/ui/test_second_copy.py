"""The second copy in the window: made at once and at closing, told in the top bar only where somebody must do something."""

import threading
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QColor, QPalette

from tests.conftest import NOW, lea
from tests.ui.conftest import Cashier
from ticketoffice import rounds
from ticketoffice.desk.customer import erase_customer
from ticketoffice.desk.find import order_of
from ticketoffice.desk.people import person_named
from ticketoffice.desk.show import show
from ticketoffice.settings import Settings
from ticketoffice.store import copies
from ticketoffice.store.book import Book
from ticketoffice.store.copies import CopyCare, CopyState
from ticketoffice.ui.theme import Tone, themed, tokens
from ticketoffice.ui.top_bar import TopBar

Run = Callable[[Callable[[Cashier], Coroutine[Any, Any, None]]], None]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def settings(tmp_path: Path, stick: Path) -> Settings:
    book = tmp_path / "book.db"
    return replace(Settings(book, book, tmp_path / "keys", "en", "light", None, tmp_path), copies=stick)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_is_made_while_the_desk_works_and_one_more_at_closing(desk: Run, stick: Path) -> None:
    async def journey(cashier: Cashier) -> None:
        await cashier.until(lambda: names(stick) == ["book-20261124-120000.db"])
        assert not cashier.find("copy.chip").isVisible()
        await cashier.window.books.write(person_named, "Zoé")
        cashier.clock.advance(seconds=60)

    desk(journey)
    assert names(stick) == ["book-20261124-120000.db", "book-20261124-120100.db"]


def test_a_stick_that_is_not_there_is_told_at_once(desk: Run, stick: Path) -> None:
    stick.rmdir()

    async def journey(cashier: Cashier) -> None:
        chip = cashier.find("copy.chip")
        await cashier.until(chip.isVisible)
        assert chip.text() == chip.accessibleName() == "Copy stick missing"
        assert str(stick) in chip.toolTip() and "Plug the disk in" in chip.toolTip()

    desk(journey)
    assert not stick.exists()


def test_a_click_on_it_tries_again_at_once(desk: Run, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "BETWEEN_COPY_ROUNDS", 3600)
    stick.rmdir()

    async def journey(cashier: Cashier) -> None:
        chip = cashier.find("copy.chip")
        await cashier.until(chip.isVisible)
        await cashier.click("copy.chip")
        await cashier.until(lambda: "Plug the disk in" in cashier.find("notice.text").text())
        assert chip.isVisible(), "the disk is still not there"
        stick.mkdir()
        await cashier.click("copy.chip")
        await cashier.until(lambda: not chip.isVisible())
        assert names(stick) == ["book-20261124-120000.db"]

    desk(journey)


def test_the_chip_speaks_only_where_something_waits(qtbot: Any, tmp_path: Path) -> None:
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.show()
    for state, word in (
        (CopyState(CopyCare.OLD, NOW - 21 * 86_400_000_000, tmp_path), "No copy since 3 Nov 13:00"),
        (CopyState(CopyCare.FRESH, NOW, tmp_path), ""),
        (CopyState(CopyCare.OLD, None, tmp_path), "No copy yet"),
        (CopyState(CopyCare.UNNAMED), ""),
        (CopyState(CopyCare.MISSING, None, tmp_path), "Copy stick missing"),
        (CopyState(CopyCare.NOT_NEEDED, None, tmp_path), ""),
    ):
        bar.show_copy(state, timezone="Europe/Zurich")
        assert (bar.copy.text(), bar.copy.isVisible()) == (word, bool(word))


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_book_without_a_second_copy_waits_in_the_tone_of_what_waits(qapp: Any, qtbot: Any, look: str) -> None:
    with themed(qapp, look=look):
        bar = TopBar()
        qtbot.addWidget(bar)
        bar.ask_for_copies(True)
        bar.show_due(1)
        bar.show()
    tone = tokens().tones[Tone.WAIT]
    for button in (bar.name_copies, bar.due):
        ink = button.grab().toImage()
        assert ink.pixelColor(ink.width() - 5, ink.height() // 2) == QColor(tone.fill)
        assert button.palette().color(QPalette.ColorRole.ButtonText) == QColor(tone.text)


def test_closing_never_waits_long_for_a_copy(desk: Run, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that takes for ever is given up, and nothing of it stays."""
    monkeypatch.setattr(rounds, "LONGEST_LAST_COPY", 0.2)
    begun = threading.Event()

    def endless(book: object, folder: object, *, rest: Callable[[], None]) -> None:
        begun.set()
        while True:
            rest()
            time.sleep(0.001)

    async def journey(cashier: Cashier) -> None:
        await cashier.until(lambda: names(stick) == ["book-20261124-120000.db"])
        monkeypatch.setattr(copies, "copy_at_closing", endless)

    before = time.monotonic()
    desk(journey)
    assert begun.is_set()
    assert time.monotonic() - before < 20
    assert names(stick) == ["book-20261124-120000.db"]


def test_a_round_that_fails_is_followed_by_the_next(
    desk: Run, stick: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(rounds, "BETWEEN_COPY_ROUNDS", 0.01)
    made, failed = copies.copy_where_due, []

    def once_failing(*args: Any, **how: Any) -> CopyState:
        if not failed:
            failed.append(1)
            raise ValueError("once")
        return made(*args, **how)

    monkeypatch.setattr(copies, "copy_where_due", once_failing)

    async def journey(cashier: Cashier) -> None:
        await cashier.until(lambda: names(stick) == ["book-20261124-120000.db"])

    desk(journey)
    assert "a round of copies failed" in caplog.text


def test_whoever_is_erased_leaves_the_copies_while_the_desk_works(
    desk: Run, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rounds, "BETWEEN_CLEANINGS", 0.05)
    copy = stick / "book-20261124-120000.db"

    def named(book: Book) -> str:
        order = order_of(book, "LHYFF")[0]
        customer = show(book, order).customer
        assert customer is not None and customer.name is not None
        return customer.name

    def erase(book: Book) -> None:
        erase_customer(book, order_of(book, "LHYFF")[0], who=lea(book))

    async def journey(cashier: Cashier) -> None:
        name = await cashier.window.books.read(named)
        await cashier.until(lambda: names(stick) == [copy.name])
        assert name.encode() in copy.read_bytes()
        await cashier.window.books.write(erase)
        await cashier.until(lambda: name.encode() not in copy.read_bytes())

    desk(journey)
