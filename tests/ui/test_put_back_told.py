"""That the centre was put back stands on the sync page until somebody has seen it there and a round has gone through since."""

from __future__ import annotations

from msgspec.structs import replace

from tests.conftest import NOW
from tests.ui.conftest import Cashier
from tests.ui.sync_desk import Venue
from tests.ui.test_postman_in_the_window import settled
from tests.ui.test_sync_page import ONLINE, Run, _no_clock, away, sent  # noqa: F401
from ticketoffice.desk.sentences import SENTENCES
from ticketoffice.store import tables
from ticketoffice.store.book import Book
from ticketoffice.store.telling import update_one
from ticketoffice.ui.page_list import ORDERS
from ticketoffice.ui.sync.put_back_told import PutBackTold

HOUR = 3600


def noticed(book: Book) -> None:
    """As a round does that finds its centre put back."""
    at = book.clock.now()
    book.transact(lambda connection: update_one(connection, tables.centre, put_back_at=at))


def told(cashier: Cashier) -> bool:
    return SENTENCES["centre_put_back"] in str(cashier.find("sync.cause").text())


async def passes(cashier: Cashier, venue: Venue, seconds: int) -> None:
    """Time, and a complete round after it."""
    venue.clock.advance(seconds=seconds)
    await sent(cashier)
    await cashier.idle()


def test_it_stands_until_it_was_seen_and_a_round_went_through_since(at_venue: Run) -> None:
    async def journey(cashier: Cashier, venue: Venue) -> None:
        await settled(cashier)
        await cashier.window.books.write(noticed)
        for _ in range(3):
            await passes(cashier, venue, 2 * HOUR)
            assert told(cashier), "nobody has seen it yet"
        venue.before = away()
        await cashier.click("sync.chip")
        assert told(cashier)
        await passes(cashier, venue, 300)
        assert told(cashier), "no round has gone through since"
        venue.before = lambda _: None
        await passes(cashier, venue, 300)
        assert not told(cashier), "also under the eyes of who stays there"
        await cashier.window.books.write(noticed)
        await passes(cashier, venue, 1)
        assert told(cashier), "it was put back once more"
        await passes(cashier, venue, 5)
        assert told(cashier), "whoever looks has time to read"
        cashier.window.pages.go_to(ORDERS)
        await passes(cashier, venue, 5)
        await cashier.click("sync.chip")
        await cashier.idle()
        assert not told(cashier)

    at_venue(journey)


def test_what_was_noticed_before_the_window_was_there_is_told_for_a_day_where_nobody_sees_it() -> None:
    memory = PutBackTold()
    at = NOW
    for hours, expected in ((1, True), (23, True), (24, False), (48, False)):
        now = at + hours * HOUR * 1_000_000
        view = replace(ONLINE, put_back_at=at, completed_at=now, now=now)
        assert memory.look(view, is_shown=False) is expected, hours
    waits = replace(ONLINE, put_back_at=at, completed_at=at - 1, now=at + 48 * HOUR * 1_000_000)
    assert memory.look(waits, is_shown=False), "no round has gone through since"
