"""What a cashier means by "today cash 60": taken today, whenever the performance is; a performance of today is found too."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from tests.conftest import NOW, lea
from tests.house import house, on, taken
from ticketoffice.desk import payment
from ticketoffice.desk.find import find, order_of
from ticketoffice.domain.calendar import to_instant
from ticketoffice.domain.taken_in import TakenOrder, TakenPayment, TakenPerson
from ticketoffice.store import indexing
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock

HOUR, DAY = 3600, 86_400


def waiting(*seats: str, number: str, name: str = "Zoë Test") -> TakenOrder:
    order = on(*seats, number=number, waiting=True)
    return replace(order, method="on_site", invoices=(), customer=TakenPerson(name))


@pytest.fixture
def desk(book: Book) -> Book:
    """Tonight's performance with an order that its shop took in cash, and one far away with reservations."""
    [far] = house().performances
    tonight = replace(
        far, external="tonight", starts_at=NOW + 5 * HOUR * 1_000_000, event_external="n", event_name="Now"
    )
    sold = on("A-1", "A-2", number="SHOP")
    tickets = tuple(replace(t, performance="tonight", number=f"N{t.number}") for t in sold.tickets)
    sold = replace(sold, method="cash", tickets=tickets, payments=(TakenPayment("1", "cash", 6000, NOW - 1),))
    taken(book, replace(house(), performances=(far, tonight)), sold)
    for number, name in (("CASH", "Ann Keller"), ("CARD", "Bea Muster"), ("PART", "Cyd Rossi"), ("OLD", "Dan Rey")):
        taken(book, waiting(f"{number[0]}-1", f"{number[0]}-2", number=number, name=name))
    return book


def pay(book: Book, number: str, method: str, amount: int | None = None) -> None:
    payment.pay(book, order_of(book, number)[0], method=method, amount=amount, who=lea(book))


def rows(book: Book, query: str) -> list[tuple[str, str, str | None]]:
    return [(row.number, row.matched, row.match_text) for row in find(book, query).orders]


@pytest.fixture
def paid(desk: Book, clock: HandClock) -> Book:
    pay(desk, "OLD", "cash")
    clock.advance(seconds=DAY)
    for number, method, amount in (("CASH", "cash", None), ("CARD", "card", None), ("PART", "cash", 2000)):
        pay(desk, number, method, amount)
    return desk


def test_what_was_taken_today_is_found_and_says_so(paid: Book) -> None:
    assert rows(paid, "today cash 60")[0] == ("CASH", "payment", "2026-11-25")
    assert {number for number, kind, _ in rows(paid, "today cash 60") if kind == "payment"} == {"CASH"}
    assert {n for n, kind, _ in rows(paid, "today cash") if kind == "payment"} == {"CASH", "PART"}
    assert {n for n, kind, _ in rows(paid, "aujourd'hui 60") if kind == "payment"} == {"CASH", "CARD"}
    assert {n for n, kind, _ in rows(paid, "heute bar 20.00") if kind == "payment"} == {"PART"}
    assert {n for n, kind, _ in rows(paid, "today cash 60 keller") if kind == "payment"} == {"CASH"}
    assert [r for r in rows(paid, "today cash 60 muster") if r[1] == "payment"] == []


def test_the_day_may_be_another_one(paid: Book) -> None:
    for query in ("yesterday cash 60", "24.11 cash 60", "tue cash 60", "24.11.2026 espèces 60"):
        assert ("OLD", "payment", "2026-11-24") in rows(paid, query), query
    assert "payment" not in {kind for _, kind, _ in rows(paid, "tomorrow cash 60")}
    assert "payment" not in {kind for _, kind, _ in rows(paid, "today 18:00 cash 60")}


def test_a_performance_of_today_is_found_as_well(desk: Book) -> None:
    pay(desk, "CASH", "cash")
    found = rows(desk, "today cash 60")
    assert found[:2] == [("CASH", "payment", "2026-11-24"), ("SHOP", "amount", "60.00")]


def test_what_the_shop_took_or_only_moved_over_was_not_taken_here(desk: Book) -> None:
    assert "payment" not in {kind for _, kind, _ in rows(desk, "today cash 60")}
    pay(desk, "PART", "cash", 3000)
    with desk.read() as reading:
        chosen = [t.id for t in reading.dossiers([order_of(desk, "PART")[0]])[order_of(desk, "PART")[0]].tickets[:1]]
    payment.split(desk, order_of(desk, "PART")[0], tickets=chosen, who=lea(desk), method="card")
    assert [n for n, kind, _ in rows(desk, "today cash 30") if kind == "payment"] == ["PART"]


def test_today_is_the_venues_day(desk: Book, clock: HandClock) -> None:
    late = to_instant(datetime(2026, 11, 26, 0, 30, tzinfo=ZoneInfo("Europe/Zurich")))
    clock.advance(seconds=(late - clock.now()) / 1_000_000)
    pay(desk, "CASH", "cash")
    assert ("CASH", "payment", "2026-11-26") in rows(desk, "today cash 60")


def test_the_index_made_anew_finds_it_too(paid: Book) -> None:
    with paid.engine.begin() as connection:
        indexing.rebuild(connection)
    assert rows(paid, "today cash 60")[0] == ("CASH", "payment", "2026-11-25")
