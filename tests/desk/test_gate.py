"""The control point: each answer of its order of checks, on the right day and on others."""

import pytest
from msgspec.structs import replace

from tests.conftest import NOW, lea
from tests.house import house, on, taken
from ticketoffice.desk import admit, cancel
from ticketoffice.desk.admit import check
from ticketoffice.desk.find import order_of
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.domain.calendar import DAY, HOUR
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.people import Who
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock

START = NOW + 10 * DAY


@pytest.fixture
def evening(book: Book) -> Book:
    """Two performances a week apart, a paid order, a waiting one, a school's that enters unpaid, one double seat."""
    [first] = house().performances
    first = replace(first, starts_at=START, ends_at=START + 2 * HOUR)
    second = replace(first, external="next", starts_at=START + 7 * DAY, ends_at=None, quotas=())
    taken(
        book,
        TakenPerformances((first, second)),
        on("A-1", "A-2", "A-3", number="PAID"),
        on("B-1", number="WAITS", waiting=True),
        replace(on("C-1", number="SCHOOL", waiting=True), admit_unpaid=True),
        on("A-1", number="TWIN"),
    )
    return book


def said(book: Book, code: str, *, performance: str | None = None, zone: str | None = None) -> tuple[str, str]:
    answer = check(book, code, performance=performance, zone=zone)
    return answer.answer, answer.reason


def at(clock: HandClock, instant: int) -> None:
    clock.advance(seconds=(instant - clock.now()) / 1_000_000)


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (START - 5 * DAY, ("STOP", "too_early")),
        (START - DAY - 1_000_000, ("STOP", "too_early")),
        (START - DAY, ("GO", "valid")),
        (START, ("GO", "valid")),
        (START + 2 * HOUR - 1_000_000, ("GO", "valid")),
        (START + 2 * HOUR, ("STOP", "over")),
        (START + 30 * DAY, ("STOP", "over")),
    ],
)
def test_a_ticket_counts_on_its_own_day(
    evening: Book, clock: HandClock, instant: int, expected: tuple[str, str]
) -> None:
    at(clock, instant)
    assert said(evening, "PAIDT1", performance="p") == expected
    assert said(evening, "PAIDT1") == ("GO", "valid"), "without a performance neither date nor zone are looked at"


def test_a_performance_without_an_end_is_over_after_four_hours(evening: Book, clock: HandClock) -> None:
    taken(
        evening, replace(on(number="LATE"), tickets=(replace(on("D-1", number="LATE").tickets[0], performance="next"),))
    )
    start = START + 7 * DAY
    for instant, expected in ((start + 4 * HOUR - 1_000_000, "valid"), (start + 4 * HOUR, "over")):
        at(clock, instant)
        assert said(evening, "LATET1", performance="next")[1] == expected


def test_a_ticket_of_another_day_is_no_ticket_for_this_one(evening: Book, clock: HandClock) -> None:
    at(clock, START + 7 * DAY)
    assert said(evening, "PAIDT1", performance="next") == ("STOP", "wrong_performance")
    with pytest.raises(RuleBroken) as no:
        check(evening, "PAIDT1", performance="nowhere")
    assert no.value.code == "not_found"


def test_a_zone_is_looked_at_where_it_is_asked_for(evening: Book) -> None:
    assert said(evening, "PAIDT1", zone="Hall") == ("GO", "valid")
    assert said(evening, "PAIDT1", zone="Balcony") == ("STOP", "wrong_zone")


def test_unpaid_is_stopped_and_a_school_goes_in_with_a_badge(evening: Book) -> None:
    assert said(evening, "WAITST1") == ("STOP", "unpaid")
    assert (said(evening, "SCHOOLT1"), check(evening, "SCHOOLT1").badge) == (("GO", "valid"), "admit_unpaid")


def test_a_seat_that_somebody_else_has_is_looked_at_by_a_person(evening: Book) -> None:
    assert said(evening, "TWINT1") == ("LOOK", "displaced")


def test_used_is_said_with_when_and_by_whom(evening: Book, clock: HandClock) -> None:
    first = clock.now()
    assert admit.admit(evening, "PAIDT1", who=lea(evening)).answer == "GO"
    clock.advance(seconds=60)
    again = admit.admit(evening, "PAIDT1", who=lea(evening))
    assert (again.answer, again.reason, again.since, again.by) == ("STOP", "used", first, "Lea")


@pytest.mark.parametrize("performance", [None, "p", "next"])
def test_cancelled_is_said_before_anything_else(evening: Book, clock: HandClock, performance: str | None) -> None:
    """F21: never taken for a duplicate, for another day's or for an early one."""
    ticket = str(order_of(evening, "PAIDT1")[1])
    who = lea(evening)
    admit.admit(evening, "PAIDT1", who=who)
    admit.undo_entry(evening, ticket, who=Who(who.person, alone="scanned by mistake"))
    cancel.click(evening, [ticket], who=who)
    answer = check(evening, "PAIDT1", performance=performance, zone="Balcony")
    assert (answer.answer, answer.reason, answer.since, answer.by) == ("STOP", "cancelled", clock.now(), "Lea")


@pytest.mark.parametrize(
    "code",
    [
        "",
        " ",
        "NOTHING",
        "PAIDT",
        "PAIDT11",
        "PAID-9",
        "PAID-",
        "-1",
        "PAID-²",
        "PAID-" + "1" * 5000,
        "x" * 5000,
        "Ω\x00'--",
    ],
)
def test_what_nobody_sold_is_unknown(evening: Book, code: str) -> None:
    assert said(evening, code) == ("STOP", "unknown")


@pytest.mark.parametrize("code", ["PAIDT1", " PAIDT1\n", "PAID-1", "paid-1"])
def test_a_ticket_is_known_by_its_code_and_its_short_number(evening: Book, code: str) -> None:
    assert said(evening, code) == ("GO", "valid")


def test_a_code_is_never_only_upper_cased(book: Book) -> None:
    """Two codes that differ in case alone are two tickets."""
    first, second = on("A-1", number="X"), on("A-2", number="Y")
    taken(
        book,
        house(),
        replace(first, tickets=(replace(first.tickets[0], number="abcDEF"),)),
        replace(second, tickets=(replace(second.tickets[0], number="abcdef"),)),
    )
    cancel.click(book, [str(order_of(book, "abcdef")[1])], who=lea(book))
    assert said(book, "abcDEF") == ("GO", "valid")
    assert said(book, "abcdef") == ("STOP", "cancelled")
