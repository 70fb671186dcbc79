"""However many things need somebody: the chip, the tabs of both pages and the commands say the same number."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Desk
from tests.conftest import lea
from tests.desk.test_attention import KINDS, put_cases
from tests.ui.conftest import Cashier
from tests.ui.sync_desk import Venue
from tests.ui.test_postman_in_the_window import settled
from ticketoffice import post
from ticketoffice.desk import admit, cancel, notes
from ticketoffice.desk.find import order_of
from ticketoffice.settings import Settings
from ticketoffice.store.book import Book

EVERY = len(KINDS) + 1
"""A case of each kind, and one click that came too late."""


def _click(book: Book) -> None:
    cancel.click(book, [str(order_of(book, "PT1")[1])], who=lea(book))


def _note(book: Book) -> None:
    """What is written next is told to all who show something."""
    notes.add_note(book, order_of(book, "P")[0], text="looked at", who=lea(book))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_face_counts_the_same(
    at_venue: Callable[..., None],
    settings: Settings,
    tmp_path: Any,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    monkeypatch.setattr(post, "EVERY", 3600.0)
    desk = Desk(tmp_path, monkeypatch)

    def told(*words: str) -> Any:
        return desk.run(*words, "--book", str(settings.book), "--json").document

    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        other, rounds = venue.other_desk()
        admit.admit(other, "PT1", who=lea(other))
        venue.clock.advance(seconds=61)
        await cashier.window.books.write(_click)
        rounds()
        there = cashier.window.desktop.post
        before = there._ended_at
        there.wish()
        await cashier.until(lambda: there._ended_at != before and not there.on_way)
        await cashier.window.books.write(put_cases, "I")
        await cashier.window.books.write(_note)
        await cashier.idle()
        cashier.window.pages.show_page("nav.sync")
        await cashier.idle()
        cashier.window.pages.show_page("nav.cancellations")
        await cashier.idle()
        chip = cashier.window.top.sync.text()
        sync = cashier.window.sync.page.tabs.tabText(1)
        tab = cashier.window.cancellations.tabs.tabText(4)
        assert chip.endswith(("· {} to look at", "· {} à traiter")[language == "fr"].format(EVERY)), chip
        assert sync.endswith(f" {EVERY}"), sync
        assert tab.endswith(f"(0 + {EVERY})"), tab
        lines = await asyncio.to_thread(told, "report", "cases")
        doctor = await asyncio.to_thread(told, "doctor")
        assert len(lines["lines"]) == sum(doctor["attention"].values()) == EVERY
        assert doctor["attention"] == {kind: 1 + (kind == "used") for kind in sorted(KINDS)}

    at_venue(journey, language=language)
