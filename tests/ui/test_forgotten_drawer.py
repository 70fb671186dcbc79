"""A drawer that was opened yesterday and not closed: said at start with the way there, on Today and on its own page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.conftest import NOW, lea
from tests.ui.conftest import Cashier
from tests.ui.test_cash_page import counts, shown
from ticketoffice.desk import cash
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.ui.words import set_language


@pytest.fixture
def opera(tmp_path: Path) -> Path:
    """The folder of a book whose drawer was opened the day before."""
    folder = tmp_path / "yesterday"
    folder.mkdir()
    secrets = FileSecrets(folder / "keys")
    book = open_book(folder / "book.db", clock=HandClock(NOW - 86_400_000_000), secrets=secrets)
    cash.open_drawer(book, floats={"CHF": 20000}, who=lea(book))
    book.close()
    secrets.close()
    return folder


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_is_said_until_it_is_closed(desk: Any, qapp: QApplication, language: str) -> None:
    words = {"en": "not closed", "fr": "pas été clôturée"}[language]

    async def journey(c: Cashier) -> None:
        await c.until(lambda: words in c.find("notice.text").text())
        await c.click("notice.action")
        assert c.window.pages.shows("nav.cash") and any(words in text for text in shown(c))
        await c.click("nav.today")
        await c.until(c.find("today.drawer").isVisible)
        assert words in c.find("today.drawer").text()
        await c.click("nav.cash")
        await c.click("cash.begin_count")
        counts(c, v20000="1")
        await c.click("cash.counted")
        await c.click("cash.close_it")
        await c.click("nav.today")
        await c.until(lambda: not c.find("today.drawer").isVisible())
        [z] = await c.window.books.read(cash.closings)
        assert z.day == date(2026, 11, 23)

    desk(journey, language=language)
    set_language(qapp, "en")
