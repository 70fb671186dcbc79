"""Today: its figures are those of `free` and of the files, its list has everybody, and a large house asks no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests import evening_count
from tests.conftest import DATA, NOW, alone, lea, orders_files, take_in
from tests.evening_count import Counted
from tests.house import house, on, taken
from ticketoffice.desk import admit, cancel
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.customer import erase_customer
from ticketoffice.desk.evening_views import EveningOrder, SeatPlan, TonightView
from ticketoffice.desk.find import order_of
from ticketoffice.desk.notes import add_note
from ticketoffice.desk.today import evening, performances, seats
from ticketoffice.domain.calendar import HOUR, to_instant
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.lists import list_name
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock


def numbers_of(book: Book) -> dict[str, TonightView]:
    return {view.performance: view for view in performances(book)}


def rows(book: Book, performance: str, **how: str) -> tuple[EveningOrder, ...]:
    return evening(book, performance, **how).orders


def numbers(book: Book, performance: str, **how: str) -> set[str]:
    return {row.number for row in rows(book, performance, **how)}


def same_as_counted(book: Book, view: TonightView, counted: Counted) -> None:
    said = (view.sold, view.unpaid, view.entered)
    states = counted.states
    assert said == (states["valid"] + states["entered"], states["unpaid"], states["entered"])
    assert numbers(book, view.id) == counted.orders
    assert numbers(book, view.id, filter="unpaid") == counted.unpaid
    assert numbers(book, view.id, filter="free") == counted.free_of_charge
    assert numbers(book, view.id, filter="with_note") == counted.noted
    assert numbers(book, view.id, filter="not_in") == counted.not_in
    assert sum(row.tickets for row in rows(book, view.id)) == sum(states.values())
    plan = seats(book, view.id)
    drawn = [seat for block in plan.blocks for row in block.rows for seat in row.seats if seat.order is not None]
    assert {seat.seat: seat.order_number for seat in drawn} == {s: number for s, (_, number) in counted.seats.items()}
    wrong = [
        (seat.seat, seat.holder, counted.seats[seat.seat][0])
        for seat in drawn
        if counted.seats[seat.seat][0] and seat.holder != list_name(counted.seats[seat.seat][0] or "")
    ]
    assert wrong == []
    assert len(drawn) + sum(count for _, count in plan.others) == sum(states.values())


@pytest.mark.parametrize("name", ["opera", "festival"])
def test_the_figures_are_those_of_free_and_of_the_files(book: Book, name: str) -> None:
    take_in(book, *orders_files(f"pretix-{name}"))
    counted = evening_count.pretix(DATA / f"pretix-{name}")
    views = numbers_of(book)
    assert list(views) == sorted(counted), "the next one first"
    for external, wanted in counted.items():
        view, places = views[external], free(book, external)
        assert (view.places, view.free) == (wanted.places, wanted.free)
        assert view.sold + view.unpaid + (view.free or 0) == view.places
        assert view.over == view.displaced == 0
        assert (view.sold, view.unpaid) == (sum(z.sold for z in places.zones), sum(z.held for z in places.zones))
        assert view.free == places.quotas[0].free
        same_as_counted(book, view, wanted)
    assert [views[p].free for p in counted] == {"opera": [57, 60, 92], "festival": [724]}[name]


def test_a_spreadsheet_does_not_say_how_many_places_there_are(file_book: Book) -> None:
    book = file_book
    take_in(book, DATA / "orders.csv")
    views = performances(book)
    counted = evening_count.spreadsheet(DATA / "orders.csv")
    assert len(views) == len(counted) == 3
    for view, wanted in zip(views, counted, strict=True):
        assert (view.places, view.free, view.over) == (None, None, 0)
        same_as_counted(book, view, wanted)


def test_what_happens_at_the_desk_is_in_the_figures_at_once(file_book: Book) -> None:
    take_in(file_book, orders_files("pretix-opera")[0])
    order, ticket = order_of(file_book, "KL3ZT-1")
    [before] = [view for view in performances(file_book) if order in {row.order for row in rows(file_book, view.id)}]
    cancel.click(file_book, [str(ticket)], who=lea(file_book))
    admit.admit(file_book, "KL3ZT-2", who=lea(file_book))
    after = numbers_of(file_book)[before.performance]
    assert (after.sold, after.entered) == (before.sold - 1, before.entered + 1)
    assert after.free == (before.free or 0) + 1 == free(file_book, before.performance).quotas[0].free
    assert after.sold + after.unpaid + (after.free or 0) == after.places
    [row] = rows(file_book, before.id, text="KL3ZT")
    assert (row.seats, row.tickets, row.entered) == (("Parterre, Row A, Seat 4",), 1, 1)
    assert "KL3ZT" not in numbers(file_book, before.id, filter="not_in")
    [freed] = [s for s in every_seat(seats(file_book, before.id)) if s.seat == "Parterre, Row A, Seat 3"]
    assert (freed.state, freed.holder, freed.order) == ("freed", None, None)


def every_seat(plan: SeatPlan) -> list[Any]:
    return [seat for block in plan.blocks for row in block.rows for seat in row.seats]


def test_the_next_one_is_first_and_what_is_over_last(file_book: Book, clock: HandClock) -> None:
    take_in(file_book, orders_files("pretix-opera")[0])

    def at(day: int, hour: int, minute: int = 0) -> list[tuple[str, bool]]:
        now = to_instant(datetime(2026, 12, day, hour, minute, tzinfo=UTC))
        clock.advance(seconds=(now - clock.now()) / 1_000_000)
        return [(view.performance, view.is_over) for view in performances(file_book)]

    four, five, six = "opera/4", "opera/5", "opera/6"
    assert at(18, 18) == [(four, False), (five, False), (six, False)]
    assert at(18, 22, 59) == [(four, False), (five, False), (six, False)]
    assert at(18, 23) == [(five, False), (six, False), (four, True)], "over at midnight in Zürich, still last night's"
    assert at(19, 4, 59) == [(five, False), (six, False), (four, True)]
    assert at(19, 5) == [(five, False), (six, False)]
    assert at(20, 23) == [(six, True)]
    assert at(21, 12) == []


def test_after_the_show_who_is_not_in_did_not_come(file_book: Book, clock: HandClock) -> None:
    take_in(file_book, orders_files("pretix-opera")[0])
    view = performances(file_book)[0]
    clock.advance(seconds=(view.starts_at + 5 * HOUR - clock.now()) / 1_000_000)
    after = evening(file_book, view.id, filter="not_in")
    assert after.performance.is_over
    assert {row.number for row in after.orders} == {r.number for r in rows(file_book, view.id) if r.entered < r.tickets}
    assert 0 < len(after.orders) < after.of


@pytest.fixture
def small(file_book: Book) -> Book:
    taken(file_book, house(), on("C-9", "C-10", number="A1"), on("D-11", "E-9", number="B2", waiting=True))
    return file_book


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {"A1", "B2"}),
        ("  ", {"A1", "B2"}),
        ("zoe", {"A1", "B2"}),
        ("ZOË te", {"A1", "B2"}),
        ("a1", {"A1"}),
        ("c9", {"A1"}),
        ("C 9", {"A1"}),
        ("c-10", {"A1"}),
        ("d 9", set()),
        ("zoe c", {"A1"}),
        ("nobody", set()),
        ("'; drop", set()),
    ],
)
def test_a_text_is_a_name_a_seat_or_a_number(small: Book, text: str, found: set[str]) -> None:
    assert numbers(small, "p", text=text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("fauteuil", {"A1"}), ("roul zoe", {"A1"}), ("hors zoe", {"A1"}), ("f 12", {"B2"}), ("fauteuil nobody", set())],
)
def test_a_word_of_a_note_finds_its_order_too(small: Book, text: str, found: set[str]) -> None:
    add_note(small, order_of(small, "A1")[0], text="Fauteuil roulant, hors rang", who=lea(small))
    add_note(small, order_of(small, "B2")[0], text="Would rather have F 12", who=lea(small))
    assert numbers(small, "p", text=text) == found


def test_filter_and_text_narrow_together(small: Book) -> None:
    assert numbers(small, "p", filter="unpaid", text="zoe") == {"B2"}
    assert numbers(small, "p", filter="unpaid", text="c9") == set()
    answer = evening(small, "p", filter="unpaid")
    assert (len(answer.orders), answer.of, answer.at) == (1, 2, NOW)


def test_a_row_says_what_the_desk_must_know(small: Book) -> None:
    first, second = rows(small, "p")
    assert (first.name, first.names, first.seats, first.state) == ("Test, Zoë", ("Zoë Test",), ("C-9", "C-10"), "paid")
    assert (second.seats, second.state, second.tickets, second.notes) == (("D-11", "E-9"), "unpaid", 2, ())


def test_a_place_taken_twice_is_seen_in_the_row_and_on_the_plan(file_book: Book) -> None:
    taken(file_book, house(), on("C-9", number="A1"), on("C-9", "C-10", number="B2"))
    [view] = performances(file_book)
    assert (view.sold, view.free, view.displaced) == (2, 58, 1)
    assert [(row.number, row.state, row.tickets) for row in rows(file_book, "p")] == [
        ("A1", "paid", 1),
        ("B2", "displaced", 2),
    ]
    nine, ten = every_seat(seats(file_book, "p"))
    assert (nine.state, nine.order_number, nine.second) == ("displaced", "A1", "Test, Zoë")
    assert (ten.state, ten.order_number, ten.second) == ("sold", "B2", None)


def test_what_an_import_took_beyond_the_house_is_said(file_book: Book) -> None:
    [performance] = house().performances
    [quota] = performance.quotas
    tight = replace(performance, quotas=(replace(quota, capacity=2),))
    taken(
        file_book, replace(house(), performances=(tight,)), on("C-1", "C-2", "C-3", number="A1"), on("C-4", number="B2")
    )
    [view] = performances(file_book)
    assert (view.places, view.sold, view.unpaid, view.free, view.over) == (2, 4, 0, 0, 2)
    assert view.sold + view.unpaid + (view.free or 0) == (view.places or 0) + view.over
    assert free(file_book, "p").quotas[0].free == 0


def test_an_erased_customer_is_nobody(small: Book) -> None:
    erase_customer(small, order_of(small, "A1")[0], who=alone(small))
    assert [(row.name, row.number) for row in rows(small, "p")] == [("Test, Zoë", "B2"), (None, "A1")]
    assert {seat.holder for seat in every_seat(seats(small, "p"))} == {None, "Test, Zoë"}


def test_an_unknown_performance_is_refused(small: Book) -> None:
    for question in (evening, seats):
        with pytest.raises(RuleBroken, match="not_found"):
            question(small, "nowhere")


def statements(book: Book, question: Callable[[], object]) -> int:
    """How many statements a question sends to the reading connection's driver."""
    count = 0

    def run(*_: object) -> None:
        nonlocal count
        count += 1

    raw = book.readers
    with raw.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(run)
    try:
        question()
    finally:
        with raw.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.set_trace_callback(None)
    assert count > 1, "seen"
    return count


MOST = 16


def test_a_house_of_two_thousand_is_asked_as_little_as_a_small_one(file_book: Book, tmp_path: Path) -> None:
    lines = ["order,ticket,event,starts,zone,price,currency,seat,customer,note"]
    for n in range(1000):
        row, seat = chr(65 + n // 50), n % 50 * 2
        for place in (seat, seat + 1):
            lines.append(f"N{n},T{n}-{place},Gala,2026-12-20T20:00:00Z,Hall,10,CHF,{row}-{place},Guest {n},note {n}")
    lines.append("S1,S1,Matinee,2026-12-21T14:00:00Z,Hall,10,CHF,A-1,Guest,note")
    (tmp_path / "gala.csv").write_text("\n".join(lines), "utf-8")
    take_in(file_book, tmp_path / "gala.csv")
    large, small = (view.id for view in performances(file_book))
    for question in (evening, seats):
        counts = [statements(file_book, lambda n=name, q=question: q(file_book, n)) for name in (large, small)]
        assert counts[0] == counts[1] <= MOST, question
    assert statements(file_book, lambda: performances(file_book)) <= MOST
    assert len(rows(file_book, large)) == 1000
    assert numbers(file_book, large, text="guest 777") == {"N777"}
    assert numbers(file_book, large, text="j 77") == {"N488"}
