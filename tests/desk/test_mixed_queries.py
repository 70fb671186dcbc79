"""One field, many kinds of words: real orders found by day, time, amount, method, seat, note and name at once."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from tests.conftest import lea, orders_files, take_in
from tests.house import house, on, taken
from ticketoffice.desk import cancel, customer, payment
from ticketoffice.desk.find import find, find_tickets, order_of
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.domain.calendar import to_instant
from ticketoffice.domain.taken_in import TakenPayment, TakenPerson
from ticketoffice.store import indexing
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock

FRIDAY = to_instant(datetime(2026, 12, 18, 10, tzinfo=ZoneInfo("Europe/Zurich")))
"""The day of the first performance; the others are on Saturday and Sunday, all at 20:00."""


def moved(clock: HandClock, to: int) -> None:
    clock.advance(seconds=(to - clock.now()) / 1_000_000)


@pytest.fixture
def opera(book: Book, clock: HandClock) -> Book:
    moved(clock, FRIDAY)
    take_in(book, *orders_files("pretix-opera")[:2])
    return book


QUERIES = (
    ("aida 18.12 renaud", "TPEMJ", "date", "2026-12-18"),
    ("renaud 18.12.2026", "TPEMJ", "date", "2026-12-18"),
    ("2026-12-18 philippine", "TPEMJ", "date", "2026-12-18"),
    ("renaud aujourd'hui", "TPEMJ", "date", "2026-12-18"),
    ("heute renaud", "TPEMJ", "date", "2026-12-18"),
    ("vendredi 20h renaud", "TPEMJ", "date", "2026-12-18 20:00"),
    ("samstag aström chf 85", "NNWFF", "amount", "85.00"),
    ("demain åström espèces 306", "B3CMQ", "amount", "306.00"),
    ("astrom 306.00", "B3CMQ", "amount", "306.00"),
    ("åström bar", "B3CMQ", "method", "cash"),
    ("tomorrow j 14", "B3CMQ", "seat", "Parterre, Row J, Seat 14"),
    ("j 14 sab", "B3CMQ", "seat", "Parterre, Row J, Seat 14"),
    ("aida 19.12. row j seat 14", "B3CMQ", "seat", "Parterre, Row J, Seat 14"),
    ("fri f 12", "NFNUA", "seat", "Parterre, Row F, Seat 12"),
    ("today cash 170 robadey", "NFNUA", "amount", "170.00"),
    ("oggi contanti 102", "3WKCB", "amount", "102.00"),
    ("wheelchair 19.12 keller", "LHYFF", "date", "2026-12-19"),
    ("school 20 dic botteron", "PXMFV", "date", "2026-12-20"),
    ("facture keller", "LHYFF", "method", "invoice"),
    ("karte 90 thygesen", "BXATD", "amount", "90.00"),
    ("thygesen 45.00 card", "BXATD", "amount", "45.00"),
    ("sunday 8pm mathilde", "PXMFV", "date", "2026-12-20 20:00"),
    ("20 dezember 2026 twint mathilde", None, None, None),
    ("mañana payé ailleurs 162", "WWDLJ", "amount", "162.00"),
    ("李 19.12", "WWDLJ", "date", "2026-12-19"),
)


def test_each_mixed_query_finds_its_order_among_the_first_five_and_says_why(opera: Book) -> None:
    for query, number, kind, text in QUERIES:
        rows = [(row.number, row.matched, row.match_text) for row in find(opera, query).orders]
        if number is None:
            assert rows == [], query
        else:
            assert (number, kind, text) in rows[:5], (query, rows[:5])


def test_a_day_alone_lists_its_orders_and_no_others(opera: Book) -> None:
    for query, day in (("18.12", 18), ("today", 18), ("freitag", 18), ("tomorrow", 19), ("sun", 20), ("20.12.26", 20)):
        rows = [row for row in find(opera, query, limit=400).orders if row.matched == "date"]
        assert {row.match_text for row in rows} == {f"2026-12-{day}"}, query
        assert len(rows) > 20
        assert {datetime.fromtimestamp((row.starts_at or 0) / 10**6, ZoneInfo(row.timezone)).day for row in rows} == {
            day
        }
    assert "date" not in {row.matched for row in find(opera, "17.12").orders}
    assert find(opera, "yesterday").orders == ()
    assert find(opera, "19:00").orders == ()


def test_the_plain_reading_of_such_a_word_stays_first(book: Book) -> None:
    people = ("Frida Lang", "Fritz Muster", "Barbara Muster", "Carda Muster", "Demaine Oggi")
    orders = [replace(on(f"A-{n}", number=f"N{n}"), customer=TakenPerson(name=name)) for n, name in enumerate(people)]
    taken(book, house(), *orders, replace(on("B-60", number="60"), customer=TakenPerson(name="Ann 60th")))
    assert {row.number for row in find(book, "fri").orders[:2]} == {"N0", "N1"}
    assert {row.matched for row in find(book, "fri").orders[:2]} == {"name"}
    assert find(book, "bar").orders[0].number == "N2"
    assert find(book, "card").orders[0].number == "N3"
    assert len(find(book, "card").orders) == 6, "everybody paid by card"
    assert [row.number for row in find(book, "fri mus").orders] == ["N1"]
    found = find(book, "60")
    assert (found.orders[0].number, found.orders[0].matched, found.exact) == ("60", "number", found.orders[0].order)


def test_what_comes_later_has_room_however_much_comes_first(book: Book) -> None:
    twint = (TakenPayment("1", "twint", 3000, 0),)
    many = [
        replace(on(f"A-{n}", number=f"F{n}"), customer=TakenPerson(f"Cardona {n}"), method="twint", payments=twint)
        for n in range(12)
    ]
    taken(book, house(), *many, replace(on("Z-1", number="OTHER"), customer=TakenPerson(name="Zoë")))
    rows = find(book, "card", limit=10).orders
    assert [row.matched for row in rows] == ["name"] * 9 + ["method"]
    assert rows[-1].number == "OTHER"
    rows = find(book, "twint", limit=10).orders
    assert [row.matched for row in rows] == ["method"] * 10
    assert len({row.number for row in find(book, "card twint", limit=10).orders}) == 10


@pytest.mark.parametrize(
    ("start", "zone", "yes", "no"),
    [
        (datetime(2026, 12, 1, 0, 30), "Europe/Zurich", ("1.12", "tue", "0:30"), ("30.11", "mon", "23:30")),
        (datetime(2026, 11, 30, 23, 30), "America/New_York", ("30.11", "mon", "23h30"), ("1.12", "tue", "4:30")),
        (datetime(2026, 12, 1, 6, 0), "Pacific/Auckland", ("1.12", "tue", "6am"), ("30.11", "17:00")),
        (datetime(2027, 3, 28, 1, 30), "Europe/Zurich", ("28.3", "28.3.2027", "1:30"), ("27.3", "0:30")),
        (datetime(2027, 3, 28, 3, 30), "Europe/Zurich", ("28.3", "3h30"), ("2:30", "1:30")),
        (datetime(2027, 10, 31, 2, 30), "Europe/Zurich", ("31.10", "2:30"), ("30.10", "0:30", "1:30")),
    ],
)
def test_a_day_is_the_one_of_the_house_where_midnight_and_the_changing_of_clocks_fall(
    book: Book, start: datetime, zone: str, yes: tuple[str, ...], no: tuple[str, ...]
) -> None:
    at = to_instant(start.replace(tzinfo=ZoneInfo(zone)))
    [performance] = house().performances
    taken(book, TakenPerformances((replace(performance, starts_at=at, timezone=zone),)), on("A-1", number="NIGHT"))
    for query in yes:
        assert [row.number for row in find(book, query).orders] == ["NIGHT"], query
        assert [row.number for row in find(book, f"{query} zoe").orders] == ["NIGHT"], query
    for query in no:
        assert find(book, query).orders == (), query


def test_today_is_the_day_of_the_house_not_of_greenwich(book: Book, clock: HandClock) -> None:
    [performance] = house().performances
    at = to_instant(datetime(2026, 12, 1, 20, tzinfo=ZoneInfo("Europe/Zurich")))
    taken(
        book,
        TakenPerformances((replace(performance, starts_at=at, timezone="Europe/Zurich"),)),
        on("A-1", number="EVENING"),
    )
    moved(clock, to_instant(datetime(2026, 12, 1, 0, 30, tzinfo=ZoneInfo("Europe/Zurich"))))
    assert [row.number for row in find(book, "today zoe").orders] == ["EVENING"]
    moved(clock, to_instant(datetime(2026, 11, 30, 23, 30, tzinfo=ZoneInfo("Europe/Zurich"))))
    assert find(book, "today zoe").orders == ()
    assert [row.number for row in find(book, "morgen zoe").orders] == ["EVENING"]


def test_what_comes_stands_before_what_is_over(book: Book, clock: HandClock) -> None:
    [performance] = house().performances
    starts = {f"p{day}": datetime(2026, 11, day, 20, tzinfo=ZoneInfo("UTC")) for day in (6, 13, 20, 27)}
    performances = tuple(replace(performance, external=p, starts_at=to_instant(at)) for p, at in starts.items())
    orders = []
    for name in starts:
        order = on("F-12", number=f"ON{name[1:]}")
        orders.append(replace(order, tickets=(replace(order.tickets[0], performance=name, seat_name="F-12"),)))
    moved(clock, to_instant(datetime(2026, 11, 14, 12, tzinfo=ZoneInfo("UTC"))))
    taken(book, TakenPerformances(performances), *orders)
    assert [row.number for row in find(book, "fri f 12").orders] == ["ON20", "ON27", "ON13", "ON6"]
    assert [row.number for row in find(book, "zoe ven 20h").orders] == ["ON20", "ON27", "ON13", "ON6"]


def test_a_seat_on_another_day_stands_below_one_on_the_day_that_was_typed(book: Book) -> None:
    [performance] = house().performances
    later = replace(performance, external="q", starts_at=performance.starts_at + 7 * 86_400_000_000)
    both = on("A-1", "B-2", number="BOTH")
    first, second = (replace(t, seat_name=t.seat) for t in both.tickets)
    here = on("A-9", number="HERE")
    seat = replace(here.tickets[0], performance="q", seat="A-1", seat_name="A-1")
    taken(
        book,
        TakenPerformances((performance, later)),
        replace(both, tickets=(first, replace(second, performance="q"))),
        replace(here, tickets=(seat,)),
    )
    at = datetime.fromtimestamp(later.starts_at / 10**6, ZoneInfo("UTC"))
    day = f"{at.day}.{at.month}"
    assert [row.number for row in find(book, f"{day} a 1").orders] == ["HERE", "BOTH"]
    assert [row.seat for row in find_tickets(book, f"{day} zoe")] in (["B-2", "A-1", "A-1"], ["A-1", "B-2", "A-1"])
    for query in (f"{day} a 1", f"a 1 {day}"):
        assert [(row.order_number, row.seat) for row in find_tickets(book, query)] == [
            ("HERE", "A-1"),
            ("BOTH", "B-2"),
            ("BOTH", "A-1"),
        ]


def test_money_that_moves_moves_what_an_order_is_found_by(book: Book) -> None:
    taken(book, house(), on("A-1", "A-2", number="WAITS", waiting=True))
    who, order = lea(book), order_of(book, "WAITS")[0]

    def found(query: str) -> list[str]:
        return [row.number for row in find(book, query).orders]

    assert found("zoe cash") == found("zoe 41.00") == []
    assert found("zoe chf 60") == found("zoe 30.00") == found("invoice zoe") == ["WAITS"]
    payment.pay(book, order, method="cash", amount=4100, who=who)
    assert found("zoe cash") == found("zoe 41.00") == found("zoe espèces 41") == ["WAITS"]
    assert found("zoe twint") == []


def test_a_refund_that_is_withdrawn_is_found_no_longer(book: Book) -> None:
    taken(book, house(), on("A-1", "A-2", number="PAID"))
    [first, _] = [row.ticket for row in find_tickets(book, "PAID")]
    assert find(book, "zoe twint").orders == ()
    cancel.cancel(book, [first], who=lea(book), reason="customer_asked", method="twint", amount=1700)
    assert [row.number for row in find(book, "zoe twint 17").orders] == ["PAID"]
    assert [row.number for row in find(book, "zoe chf 43").orders] == ["PAID"], "what was kept of 60"
    cancel.keep(book, [first], who=lea(book))
    assert [find(book, query).orders for query in ("zoe twint", "zoe chf 17", "zoe chf 43")] == [(), (), ()]


def test_cancelled_orders_are_found_by_what_was_paid_and_given_back(opera: Book) -> None:
    for query in ("18.12 170.00 cash robadey", "fri f 12", "iwo 19.12 170.00"):
        assert find(opera, query).orders[0].state == "cancelled", query
    tickets = [row.ticket for row in find_tickets(opera, "PXMFV")]
    who = lea(opera)
    cancel.click(opera, tickets, who=who)
    cancel.finish(opera, tickets, who=who, reason="customer_asked")
    assert [row.number for row in find(opera, "20.12 cash 85 mathilde").orders] == ["PXMFV"]


def test_an_erased_customer_is_found_by_no_name_but_by_money_and_day(opera: Book) -> None:
    order = order_of(opera, "TPEMJ")[0]
    customer.erase_customer(opera, order, who=lea(opera))
    for query in ("renaud", "philippine 18.12", "renaud 170.00", "heute renaud"):
        assert "TPEMJ" not in [row.number for row in find(opera, query).orders], query
    [row] = [row for row in find(opera, "fri d 4").orders if row.number == "TPEMJ"]
    assert (row.customer, row.matched) == (None, "seat")
    assert "TPEMJ" in [row.number for row in find(opera, "18.12 elsewhere 170.00", limit=200).orders]


def test_the_index_is_the_same_when_it_is_built_again(opera: Book) -> None:
    tickets = [row.ticket for row in find_tickets(opera, "PXMFV")]
    cancel.click(opera, tickets, who=lea(opera))
    cancel.finish(opera, tickets, who=lea(opera), reason="customer_asked")

    def words() -> dict[str, frozenset[str]]:
        with opera.read() as reading:
            rows = reading.connection.exec_driver_sql('SELECT "row", words FROM search_rows').all()
        return {str(row[0]): frozenset(row[1].split()) for row in rows}

    def answers() -> list[list[str]]:
        return [sorted(row.number for row in find(opera, query, limit=200).orders) for query, *_ in QUERIES]

    before, found = sorted(map(sorted, words().values())), answers()
    with opera.engine.begin() as connection:
        indexing.rebuild(connection)
    assert sorted(map(sorted, words().values())) == before
    assert answers() == found


def test_a_payment_of_another_order_does_not_count(book: Book) -> None:
    paid = replace(on("A-1", number="ONE"), method="twint", payments=(TakenPayment("1", "twint", 3000, 0),))
    taken(book, house(), paid, on("A-2", number="TWO"))
    assert [row.number for row in find(book, "twint zoe").orders] == ["ONE"]
    assert [row.number for row in find(book, "zoe card 30").orders] == ["TWO"]


@pytest.mark.parametrize("query", ["0", "0.00", "CHF 0", "0 gratis", "chf 0.00 gratis"])
def test_an_order_that_costs_nothing_is_found_by_its_amount(book: Book, query: str) -> None:
    sold = replace(on("A-1", number="GIFT"), method="elsewhere", payments=(), customer=TakenPerson("Gratis Guest"))
    sold = replace(sold, tickets=tuple(replace(t, price=0) for t in sold.tickets))
    taken(book, house(), sold, on("B-1", number="PAID"))
    [row] = find(book, query).orders
    assert (row.number, row.matched, row.match_text) == ("GIFT", "amount", "0.00")
