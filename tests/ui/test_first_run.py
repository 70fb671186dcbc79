"""An empty book says both ways that orders come into it, so that nobody shuts the one to a centre without knowing it."""

from __future__ import annotations

import re

import pytest

from tests.ui.conftest import Cashier
from tests.ui.sync_desk import Venue
from tests.ui.test_sync_page import Run, _no_clock  # noqa: F401
from ticketoffice.desk.sentences import sentence
from ticketoffice.store import enrolment
from ticketoffice.store.book import Book
from ticketoffice.sync.http.trust import whole_code
from ticketoffice.ui.page_list import SYNC


def nothing(_: Book) -> None:
    """The book has just been made."""


@pytest.mark.parametrize(
    ("language", "first", "then"), [("en", "Join a centre…", "Import…"), ("fr", "Centrale…", "Importer…")]
)
def test_the_way_to_a_centre_is_named_before_the_one_that_shuts_it(
    at_venue: Run, language: str, first: str, then: str
) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        empty = cashier.find("results.empty")
        await cashier.until(lambda: first in empty.text())
        assert empty.text().index(first) < empty.text().index(then)
        for size in ((1280, 800), (1024, 700)):
            cashier.window.resize(*size)
            await cashier.idle()
            assert empty.heightForWidth(empty.width()) <= empty.height(), "read whole"

    at_venue(journey, make=nothing, joins=False, language=language)


def test_once_it_has_joined_the_orders_come_from_the_centre(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        empty = cashier.find("results.empty")
        await cashier.until(lambda: "from the centre" in empty.text())
        assert "Import" not in empty.text()

    at_venue(journey, make=nothing)


def test_a_book_that_cannot_join_says_how_a_new_one_is_begun() -> None:
    assert "`ticketoffice --book FILE` begins it" in sentence("not_fresh", data={})


def test_the_example_of_a_code_has_the_shape_of_a_code(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        cashier.window.pages.go_to(SYNC)
        await cashier.idle()
        example = cashier.find("pair.code").placeholderText()
        real = whole_code(enrolment.draw_code(venue.centre, name="Desk"), "2345" * 4)
        assert re.sub(r"\w", "x", example) == re.sub(r"\w", "x", real) == "-".join(["xxxx"] * 6)

    at_venue(journey, make=nothing, joins=False)
