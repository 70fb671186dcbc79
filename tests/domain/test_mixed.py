"""What each part of a mixed query may mean, in five languages; what it cannot mean; which reading is the best."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ticketoffice.desk.words import method_words
from ticketoffice.domain.marks import amount_mark, method_mark, money_marks
from ticketoffice.domain.mixed import MOST_READINGS, Day, Reading, readings
from ticketoffice.domain.words import fold, query_words

THURSDAY = date(2026, 11, 5)


def best(text: str) -> Reading:
    return readings(text, methods=method_words())[0]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("6.11", Day(month=11, day=6)),
        ("06.11.", Day(month=11, day=6)),
        ("6.11.26", Day(year=2026, month=11, day=6)),
        ("6.11.2026", Day(year=2026, month=11, day=6)),
        ("6/11/2026", Day(year=2026, month=11, day=6)),
        ("2026-11-06", Day(year=2026, month=11, day=6)),
        ("29.2", Day(month=2, day=29)),
        ("6 November", Day(month=11, day=6)),
        ("6. Nov. 2026", Day(year=2026, month=11, day=6)),
        ("November 6", Day(month=11, day=6)),
        ("1er août", Day(month=8, day=1)),
        ("6 März", Day(month=3, day=6)),
        ("6 dicembre", Day(month=12, day=6)),
        ("6 enero", Day(month=1, day=6)),
        *((word, Day(offset=0)) for word in ("today", "Aujourd’hui", "aujourd'hui", "heute", "oggi", "hoy", "ce soir")),
        *((word, Day(offset=1)) for word in ("tomorrow", "demain", "morgen", "domani", "mañana")),
        *((word, Day(offset=-1)) for word in ("yesterday", "hier", "gestern", "ieri", "ayer")),
        *((word, Day(weekday=4)) for word in ("fri", "Friday", "ven", "vendredi", "Freitag", "venerdì", "viernes")),
        *((word, Day(weekday=1)) for word in ("tue", "mar", "mardi", "Dienstag", "martedì", "martes")),
        ("mié", Day(weekday=2)),
    ],
)
def test_a_day_in_each_spelling(text: str, day: Day) -> None:
    reading = best(text)
    assert (reading.days, reading.text) == ((day,), "")


@pytest.mark.parametrize(
    "text", ["31.2", "0.11", "6.13", "2026-13-01", "29.2.2027", "32 november", "fr", "do", "durand", "06"]
)
def test_what_is_no_day(text: str) -> None:
    assert [r for r in readings(text, methods={}) if r.days] == []


def test_two_letters_are_a_day_only_beside_something_else() -> None:
    assert best("fr f 12").days == (Day(weekday=4),)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("20:00", 1200), ("20h", 1200), ("20h30", 1230), ("8 pm", 1200), ("8:30pm", 1230), ("12am", 0), ("20 Uhr", 1200),
     ("20.30 uhr", 1230), ("20 h", 1200), ("0:05", 5)],
)  # fmt: skip
def test_a_time_of_day(text: str, minutes: int) -> None:
    assert best(text) == Reading(times=(minutes,), before_plain=True)


@pytest.mark.parametrize("text", ["24:00", "20:60", "25h", "13pm", "0 pm", "2000"])
def test_what_is_no_time(text: str) -> None:
    assert [r for r in readings(text, methods={}) if r.times] == []


@pytest.mark.parametrize(
    ("text", "amount", "sure"),
    [
        ("60", 6000, False),
        ("60.00", 6000, True),
        ("60,50", 6050, True),
        ("60.-", 6000, True),
        ("chf 60", 6000, True),
        ("60 CHF", 6000, True),
        ("chf60", 6000, True),
        ("0", 0, False),
        ("0.00", 0, True),
        ("CHF 0", 0, True),
        ("Fr. 60", 6000, True),
        ("€60", 6000, True),
        ("1'234.50", 123450, True),
        ("1’234.50", 123450, True),
    ],
)
def test_an_amount(text: str, amount: int, sure: bool) -> None:
    reading = next(r for r in readings(text, methods={}) if r.amounts)
    assert (reading.amounts, reading.text, reading.cost == 0) == ((amount,), "", sure)


@pytest.mark.parametrize("text", ["0791234567", "007", "1234567", "00", "60.005", "6o"])
def test_what_is_no_amount(text: str) -> None:
    assert [r for r in readings(text, methods={}) if r.amounts] == []


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("cash", "cash"), ("espèces", "cash"), ("Bar", "cash"), ("contanti", "cash"), ("efectivo", "cash"),
        ("carte", "card"), ("TWINT", "twint"), ("facture", "invoice"), ("Rechnung", "invoice"), ("sur place", "on_site"),
        ("bank transfer", "bank_transfer"), ("überweisung", "bank_transfer"), ("anderswo bezahlt", "elsewhere"),
        ("Bank", "bank_transfer"), ("banque", "bank_transfer"), ("virement bancaire", "bank_transfer"), ("liquide", "cash"),
        ("cb", "card"), ("carte bancaire", "card"), ("credit card", "card"),
    ],
)  # fmt: skip
def test_a_method_by_its_label_in_each_language(text: str, method: str) -> None:
    reading = best(text)
    assert (reading.methods, reading.text) == ((method,), "")


@pytest.mark.parametrize("text", ["f 12 fri", "fri f-12", "Row F Seat 12 friday", "vendredi rang f platz 12"])
def test_a_seat_anywhere_among_the_words(text: str) -> None:
    reading = best(text)
    assert ([seat.exact for seat in reading.seats], reading.days, reading.text) == ([("f12",)], (Day(weekday=4),), "")


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("fri", False), ("60", False), ("bar", False), ("mar dur", False), ("durand 60", False), ("fri aida", False),
        ("today cash 60", True), ("fri f 12", True), ("aida 6.11 durand", True), ("durand 60.00", True), ("bar 60", True),
        ("f 12 durand", True),
    ],
)  # fmt: skip
def test_a_word_that_might_be_something_else_stays_a_word_first(text: str, before: bool) -> None:
    assert best(text).before_plain is before


def test_plain_words_have_no_other_reading() -> None:
    for text in ("durand", "claire durand", "KL3ZT", "", "c-9", "+41 79 123 45 67", "a " * 11 + "fri"):
        assert readings(text, methods=method_words()) == (), text


def test_many_parts_make_few_readings() -> None:
    assert 0 < len(readings("mar 6 bar 60 fri f 12 20 sam di", methods=method_words())) <= MOST_READINGS


def test_a_day_without_a_year_is_that_day_in_each_and_today_is_the_houses() -> None:
    assert all(best("6.11").is_then(datetime(year, 11, 6, 20), today=THURSDAY) for year in (2025, 2026, 2027))
    assert best("tomorrow").is_then(datetime(2026, 11, 6, 20), today=THURSDAY)
    assert not best("tomorrow").is_then(datetime(2026, 11, 5, 20), today=THURSDAY)
    assert best("fri 6.11 20:00").is_then(datetime(2026, 11, 6, 20), today=THURSDAY)
    assert not best("fri 6.11 20:00").is_then(datetime(2025, 11, 6, 20), today=THURSDAY), "a Thursday"
    assert not best("fri 6.11 20:00").is_then(datetime(2026, 11, 6, 15), today=THURSDAY)


def test_the_marks_of_an_orders_money() -> None:
    found = money_marks(
        method="invoice",
        prices=[3000, 3000, 0],
        payments=[("cash", 4000), ("bank_transfer", 2050)],
        refunds=[("cash", 3000, None), ("card", 9900, 1)],
    )
    amounts = (3000, 6000, 4000, 2050, 6050, 3050)
    assert set(found) == {*map(method_mark, ("invoice", "cash", "bank_transfer")), *map(amount_mark, amounts)}
    assert amount_mark(-3000) == amount_mark(3000)
    assert amount_mark(0) not in found, "one ticket that costs nothing is no order of 0.00"
    free = money_marks(method="free", prices=[0, 0], payments=[], refunds=[])
    assert set(free) == {method_mark("free"), amount_mark(0)}


def test_nobody_types_a_mark_and_no_name_is_one() -> None:
    for mark in (method_mark("cash"), amount_mark(6000), amount_mark(6050)):
        assert mark not in fold(mark)
        assert mark not in query_words(mark)
