"""What stays true of a book stands on every page as long as it is open; a notice alone would be gone with the next order."""

from __future__ import annotations

from typing import Any

from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order


def test_a_clock_that_was_set_back_is_said_on_every_page(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        warning = c.find("book.banner")
        assert warning.isVisible()
        assert "60 min behind" in warning.text()
        await a_cash_order(c)
        assert warning.isVisible()
        c.window.show_gate()
        assert warning.isVisible()

    desk(journey, behind=3600)


def test_nothing_stands_there_when_all_is_as_left(desk: Any) -> None:
    async def journey(c: Cashier) -> None:
        assert not c.find("book.banner").isVisible()

    desk(journey)
