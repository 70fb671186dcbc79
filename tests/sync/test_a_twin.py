"""Two machines with one book's key and one journal: what the other one sent has left this one too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import lea
from tests.desks import Desk, Line
from tests.simulation.template import image_of
from tests.sync.test_two_desks import state, ticket, waiting
from ticketoffice.central.service import Centre
from ticketoffice.desk import cancel, invoice
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.store import adopting, feed
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_url
from ticketoffice.store.replay import replay
from ticketoffice.sync.round import Postman


@pytest.fixture
def twin(a: Desk, tmp_path: Path, clock: HandClock) -> Iterator[Book]:
    """A copy of the machine whose clock is a minute ahead: there nothing can be kept any more."""
    cancel.cancel(a.book, [ticket(a, "PT1")], who=lea(a.book), reason="duplicate", method="card")
    copy = tmp_path / "twin.ticketoffice"
    copy.write_bytes(image_of(a.book))
    ahead = HandClock(clock.now())
    ahead.advance(seconds=61)
    book = open_url(f"sqlite:///{copy}", clock=ahead, secrets=FileSecrets(tmp_path / "A"))
    book.paired = True
    yield book
    book.close()


def test_what_the_centre_tells_of_has_left_the_desk(a: Desk, twin: Book) -> None:
    assert Postman(twin, Line(Centre(a.centre, token=a.welcome.token))).round().cause is None
    assert waiting(a).held == 2
    assert a.sync().cause is None
    assert (waiting(a).held, waiting(a).contested) == (0, 0)
    assert state(a.book, "P", 1) == "cancelled"
    with pytest.raises(RuleBroken):
        cancel.keep(a.book, [ticket(a, "PT1")], who=lea(a.book))
    kinds = [line.kind for line in show(a.book, order_of(a.book, "P")[0]).history]
    assert kinds.count("tickets_cancelled") == 1
    assert a.sync().cause is None
    assert waiting(a).unsent == 0
    assert verify(a.book) is None
    assert replay(a.book).equal


def test_also_what_a_later_page_tells_is_not_decided_again(a: Desk, twin: Book) -> None:
    """An order on a page may be newer than the page, with what the other machine sent of ours."""
    with a.centre.read() as reading:
        before = feed.counter(reading.connection)
    assert Postman(twin, Line(Centre(a.centre, token=a.welcome.token))).round().cause is None
    with a.centre.read() as reading:
        page = feed.page(reading.connection, after=before, now=0, limit=1)
    (item,) = page.items
    assert ([heard.kind for heard in item.heard], len(item.ahead)) == (["tickets_cancelled"], 1)
    adopting.adopt(a.book, page)
    assert (waiting(a).held, waiting(a).contested) == (0, 0)
    assert replay(a.book).equal
    assert a.sync().cause is None
    assert (waiting(a).unsent, waiting(a).contested) == (0, 0)
    assert replay(a.book).equal


def test_one_operation_about_two_orders_stands_in_the_history_of_both(a: Desk, join: Callable[..., Desk]) -> None:
    """Also where a page ends between them."""
    b = join("B")
    b.sync()
    with a.centre.read() as reading:
        before = feed.counter(reading.connection)
    made = invoice.reissue(a.book, order_of(a.book, "I")[0], without=[ticket(a, "IT1")], who=lea(a.book))
    assert a.sync().cause is None
    for after in (before, before + 1):
        with a.centre.read() as reading:
            adopting.adopt(b.book, feed.page(reading.connection, after=after, now=0, limit=1))
    for number in ("I", made.order_number):
        kinds = [line.kind for line in show(b.book, order_of(b.book, number)[0]).history]
        assert "order_reissued" in kinds
