"""A book that is found damaged while it is open: the window says what to do; what the database said is in the log."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from tests.cli.test_damaged_books import RAW
from tests.ui.conftest import Cashier
from tests.ui.test_cancelling_in_the_window import a_cash_order
from ticketoffice.store import checking

RAW_TEXT = "database disk image is malformed"


@pytest.mark.parametrize(("language", "what_to_do"), [("en", "put the newest copy"), ("fr", "mettez la copie")])
def test_the_window_says_what_to_do_and_the_log_what_was_found(
    desk: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, language: str, what_to_do: str
) -> None:
    monkeypatch.setattr(checking, "quick_check", lambda book, *, stopped: RAW_TEXT)

    async def journey(c: Cashier) -> None:
        await c.until(c.find("book.banner").isVisible)
        await a_cash_order(c)
        await c.click_cross(0)
        for name in ("book.banner", "notice.text"):
            text = c.find(name).text()
            assert what_to_do in text
            assert "ticketoffice restore" in text
            assert RAW.search(text) is None

    with caplog.at_level(logging.ERROR):
        desk(journey, language=language)
    said = [record.getMessage() for record in caplog.records if RAW_TEXT in record.getMessage()]
    assert {text.partition(":")[0] for text in said} >= {"the book is damaged", "read_only"}
