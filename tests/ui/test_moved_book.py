"""The file of the open book is moved away: the next deed is refused, says so, and the window keeps saying it."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order
from ticketoffice.settings import Settings

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps an open file where it is")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_deed_on_a_book_that_was_moved_is_refused_and_the_window_says_so(
    desk: Any, settings: Settings, language: str
) -> None:
    async def journey(c: Cashier) -> None:
        order = await a_cash_order(c)
        elsewhere = settings.book.with_name("elsewhere.db")
        settings.book.rename(elsewhere)
        await c.click_cross(0)
        for name in ("notice.text", "book.banner"):
            text = c.find(name).text()
            assert str(settings.book) in text
            assert ("Nothing of this was written" if language == "en" else "Rien de ceci n'a été écrit") in text
        assert c.find("book.banner").isVisible()
        assert c.window.order.order.tickets[0].state == order.tickets[0].state == "valid"
        c.window.notice.clear()
        await c.click_cross(1)
        assert str(settings.book) in c.find("notice.text").text(), "the next one is refused too"

    desk(journey, language=language)
