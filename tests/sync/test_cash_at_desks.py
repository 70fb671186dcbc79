"""Drawers of several desks: each has its own, the centre hears of all, and what waits to be sent stands on the closing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.conftest import lea
from tests.desk.test_cash import reserved
from tests.desks import Desk, Line
from tests.house import house, taken
from tests.simulation.template import image_of
from ticketoffice.central.service import Centre
from ticketoffice.desk import cash, payment
from ticketoffice.desk.case_words import DEEDS
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.desk.syncing import sync_lists_of
from ticketoffice.desk.till_reports import takings
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_url
from ticketoffice.store.replay import replay
from ticketoffice.sync.round import Postman

Join = Callable[..., Desk]
DAY = 86_400


def two_reservations(book: Book) -> None:
    taken(book, house(), reserved("A-1", "A-2", number="ONE"), reserved("B-1", number="TWO"))


def both(join: Join) -> tuple[Desk, Desk]:
    a = join("Foyer", two_reservations)
    a.sync()
    b = join("Bar")
    b.sync()
    return a, b


def pay(book: Book, number: str, method: str = "cash") -> None:
    payment.pay(book, order_of(book, number)[0], method=method, who=lea(book))


def expected(book: Book) -> dict[str, int]:
    return {one.currency: one.expected for one in cash.till(book).currencies}


def test_each_desk_has_its_own_drawer_and_all_hear_of_what_was_done(join: Join, centre: Book) -> None:
    a, b = both(join)
    cash.open_drawer(a.book, floats={"CHF": 10000}, who=lea(a.book))
    cash.open_drawer(b.book, floats={"CHF": 20000}, who=lea(b.book))
    pay(a.book, "ONE")
    pay(b.book, "TWO", "card")
    for _ in range(2):
        a.sync()
        b.sync()
    assert (expected(a.book), expected(b.book)) == ({"CHF": 16000}, {"CHF": 20000})
    lines = [(t.desk, t.by, t.method, t.sum) for t in takings(centre).lines]
    assert sorted(lines) == [("Bar", "Lea", "card", 3000), ("Foyer", "Lea", "cash", 6000)]
    for desk in (a, b):
        assert sorted((t.desk, t.method, t.sum) for t in takings(desk.book).lines) == [
            ("Bar", "card", 3000),
            ("Foyer", "cash", 6000),
        ]
    assert cash.till(centre).currencies == (), "a centre has no drawer"
    for book in (a.book, b.book, centre):
        assert replay(book).equal and verify(book) is None


def test_f09_c18_a_closing_says_what_waits_and_what_arrives_late_keeps_its_own_day(
    join: Join, centre: Book, clock: HandClock
) -> None:
    a, _ = both(join)
    cash.open_drawer(a.book, floats={"CHF": 10000}, who=lea(a.book))
    pay(a.book, "ONE")
    cash.count(a.book, counts={"CHF": {20: 800}}, who=lea(a.book))
    view = cash.till(a.book)
    assert view.waiting == 3, "the opening, the payment and the count"
    assert view.waiting_sums == (("CHF", 6000),)
    z = cash.close(a.book, who=lea(a.book))
    assert z.waiting == 3
    clock.advance(seconds=2 * DAY)
    assert a.sync().cause is None
    assert cash.closing(a.book, z.number) == z, "a closing never changes"
    assert takings(centre).lines == ()
    late = takings(centre, since=date(2026, 11, 24), until=date(2026, 11, 24))
    assert [(t.desk, t.sum) for t in late.lines] == [("Foyer", 6000)]
    cash.open_drawer(a.book, floats={"CHF": 10000}, who=lea(a.book))
    assert cash.till(a.book).waiting == 1


def test_money_that_two_desks_took_for_one_order_lies_in_both_drawers(join: Join, centre: Book) -> None:
    a, b = both(join)
    pay(a.book, "ONE")
    pay(b.book, "ONE")
    for desk in (b, a, b):
        desk.sync()
    assert show(centre, order_of(centre, "ONE")[0]).paid == 12000
    assert (expected(a.book), expected(b.book)) == ({"CHF": 6000}, {"CHF": 6000})
    assert sorted((t.desk, t.sum) for t in takings(centre).lines) == [("Bar", 6000), ("Foyer", 6000)]


def test_a_split_that_the_centre_refuses_leaves_its_cash_in_the_drawer(join: Join, centre: Book) -> None:
    a, b = both(join)
    pay(b.book, "ONE")
    b.sync()
    ticket = order_of(a.book, "ONET1")[1]
    payment.split(a.book, order_of(a.book, "ONE")[0], tickets=[str(ticket)], who=lea(a.book), method="cash")
    for _ in range(2):
        a.sync()
    assert expected(a.book) == {"CHF": 3000}
    assert sorted((t.desk, t.sum) for t in takings(centre).lines) == [("Bar", 6000), ("Foyer", 3000)]


def test_what_a_copy_of_the_book_lacks_is_told_to_it_and_lies_in_its_drawer(
    join: Join, centre: Book, tmp_path: Path
) -> None:
    _, b = both(join)
    cash.open_drawer(b.book, floats={"CHF": 10000}, who=lea(b.book))
    copy = tmp_path / "copy.ticketoffice"
    copy.write_bytes(image_of(b.book))
    pay(b.book, "ONE")
    cash.move(b.book, what="drop", amounts={"CHF": 5000}, who=lea(b.book))
    b.sync()
    restored = open_url(f"sqlite:///{copy}", clock=b.book.clock, secrets=FileSecrets(tmp_path / "Bar"), restored=())
    restored.paired = True
    assert expected(restored) == {"CHF": 10000}
    pay(restored, "TWO")
    assert Postman(restored, Line(Centre(centre, token=b.welcome.token))).round().cause is None
    assert expected(restored) == {"CHF": 10000 + 6000 - 5000 + 3000}
    cash.count(restored, counts={"CHF": {2000: 7}}, who=lea(restored))
    z = cash.close(restored, who=lea(restored))
    assert not z.number.startswith("ZA-") and z.currencies[0].difference == 0
    restored.close()


def test_what_was_done_to_a_drawer_stands_in_the_lists_under_its_name(join: Join) -> None:
    a, b = both(join)
    cash.open_drawer(a.book, floats={"CHF": 10000}, who=lea(a.book))
    assert "drawer_moved" in [line.kind for line in sync_lists_of(a.book).queue]
    a.sync()
    b.sync()
    assert "drawer_moved" in [line.kind for line in sync_lists_of(b.book).received]
    assert DEEDS["drawer_moved"] == "Drawer"
