"""The worked example of `domain.drawer`, its rules one by one, and the business day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from ticketoffice.domain import drawer as d
from ticketoffice.domain.calendar import to_instant
from ticketoffice.domain.drawer import Deed, Drawer, drawer_after
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.operations import KINDS
from ticketoffice.domain.rules import VenueRules
from ticketoffice.domain.takings import MOVES, Flow, Moved, Taking, moved, summed
from ticketoffice.store.tables import OF_THE_TILL

RULES = VenueRules()


def handled(what: str, *amounts: tuple[str, int], at: int = 0) -> Deed:
    rows = [{"currency": currency, "amount": amount} for currency, amount in amounts]
    return Deed("drawer_moved", {"session": "s", "what": what, "amounts": rows}, at, "lea")


def money(*rows: tuple[str, int], currency: str = "CHF") -> Deed:
    return Deed("payment_recorded", {}, 1, "lea", currency, tuple(Moved(*row) for row in rows))


def counted(currency: str, amount: int) -> Deed:
    pieces = [{"value": 1, "pieces": amount}]
    return Deed("counted", {"session": "s", "counts": [{"currency": currency, "pieces": pieces}]}, 2, "lea")


OPEN = handled("opened", ("CHF", 20000))
EXAMPLE = [
    OPEN,
    money(("cash", 6000), ("card", 9000)),
    money(("cash", -3000)),
    handled("in", ("CHF", 2000)),
    handled("drop", ("CHF", 5000)),
]


def code(call: Callable[[], Any]) -> str:
    with pytest.raises(RuleBroken) as no:
        call()
    return no.value.code


def test_the_worked_example() -> None:
    drawer = drawer_after(EXAMPLE)
    assert drawer.expected("CHF") == 20000
    short = drawer_after([*EXAMPLE, counted("CHF", 19700)])
    assert short.difference("CHF") == -300 and d.stays(short, "CHF") == 19700
    assert closing_of(short) == "difference_unexplained"
    assert not d.needs_second(short, rules=RULES)
    assert d.needs_second(drawer_after([*EXAMPLE, counted("CHF", 17999)]), rules=RULES)
    check_closing(short, note="one coin fell behind the desk")


def check_closing(drawer: Drawer, **words: Any) -> None:
    usual: dict[str, Any] = {"note": None, "left": {}, "refunds_open": (), "payment_open": False, "rules": RULES}
    d.check_closing(drawer, **(usual | words))


def closing_of(drawer: Drawer, **words: Any) -> str:
    return code(lambda: check_closing(drawer, **words))


def test_only_cash_moves_the_drawer() -> None:
    """F29: a card's sale and its refund leave it alone."""
    drawer = drawer_after([OPEN, money(("card", 9000)), money(("card", -9000)), money(("twint", 500))])
    assert drawer.expected("CHF") == 20000


def test_two_currencies_are_never_added() -> None:
    drawer = drawer_after([OPEN, money(("cash", 6000)), money(("cash", 2500), currency="EUR")])
    assert (drawer.expected("CHF"), drawer.expected("EUR")) == (26000, 2500)
    assert (
        closing_of(drawer_after([OPEN, money(("cash", 2500), currency="EUR"), counted("CHF", 20000)])) == "not_counted"
    )


def test_cash_that_came_before_it_was_opened_lies_in_it_and_is_named() -> None:
    drawer = drawer_after([money(("cash", 6000)), money(("cash", -1000)), OPEN])
    assert drawer.sums["CHF"].earlier == 5000 and drawer.expected("CHF") == 25000


def test_a_closing_begins_anew_with_what_it_left() -> None:
    closed = Deed("closed", {"money": [{"currency": "CHF", "left": 20000}]}, 3, "lea")
    drawer = drawer_after([*EXAMPLE, counted("CHF", 20000), closed])
    assert drawer == Drawer(left={"CHF": 20000})
    assert drawer_after([closed, money(("cash", 100))]).expected("CHF") == 100


def test_what_is_opened_without_a_sale_moves_no_money_and_is_counted() -> None:
    drawer = drawer_after([OPEN, handled("no_sale"), handled("no_sale"), handled("out", ("CHF", 500))])
    assert (drawer.no_sales, drawer.expected("CHF")) == (2, 19500)


def test_a_count_is_fresh_until_money_moves() -> None:
    twice = drawer_after([OPEN, counted("CHF", 1), counted("CHF", 20000)])
    assert (twice.fresh, twice.counted) == (2, {"CHF": 20000})
    assert code(lambda: d.check_count(twice, counts={"CHF": {100: 200}})) == "counted_twice"
    moved_since = drawer_after([OPEN, counted("CHF", 1), money(("cash", 100))])
    assert moved_since.fresh == 0 and closing_of(moved_since) == "not_counted"
    assert drawer_after([OPEN, counted("CHF", 1), money(("card", 100))]).fresh == 1


def test_what_may_be_opened() -> None:
    d.check_opening(Drawer(), floats={"CHF": 20005, "EUR": 1})
    assert code(lambda: d.check_opening(drawer_after([OPEN]), floats={})) == "drawer_open"
    assert code(lambda: d.check_opening(Drawer(), floats={"USD": 1})) == "unknown_currency"
    assert code(lambda: d.check_opening(Drawer(), floats={"CHF": 3})) == "no_coins"
    assert code(lambda: d.check_opening(Drawer(), floats={"CHF": -5})) == "wrong_amount"


@pytest.mark.parametrize(
    ("what", "amounts", "note", "said"),
    [
        ("in", {"CHF": 500}, "coins from the bank", None),
        ("drop", {"CHF": 500}, None, None),
        ("no_sale", {}, "change for a note", None),
        ("in", {"CHF": 500}, "  ", "short_why"),
        ("no_sale", {}, None, "short_why"),
        ("no_sale", {"CHF": 500}, "why", "wrong_amount"),
        ("out", {}, "why", "wrong_amount"),
        ("out", {"CHF": 0}, "why", "wrong_amount"),
        ("out", {"CHF": 2}, "why", "no_coins"),
        ("out", {"CHF": 20_005}, "why", "not_so_much_there"),
        ("drop", {"CHF": 20_000}, None, None),
        ("drop", {"EUR": 500}, None, "not_so_much_there"),
        ("opened", {"CHF": 500}, "why", "unknown_move"),
    ],
)
def test_what_may_be_moved(what: str, amounts: dict[str, int], note: str | None, said: str | None) -> None:
    def check(drawer: Drawer) -> None:
        d.check_move(drawer, what=what, amounts=amounts, note=note)

    assert code(lambda: check(Drawer())) == "drawer_closed"
    if said is None:
        check(drawer_after([OPEN]))
    else:
        assert code(lambda: check(drawer_after([OPEN]))) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"CHF": {10000: 2}}, None),
        ({"CHF": {10000: 2}, "EUR": {1: 3}}, None),
        ({"CHF": {1: 2}}, "no_such_piece"),
        ({"CHF": {100: -1}}, "no_such_piece"),
        ({"CHF": {100: 100_001}}, "no_such_piece"),
        ({"USD": {100: 1}}, "unknown_currency"),
        ({"EUR": {100: 1}}, "not_counted"),
    ],
)
def test_what_may_be_counted(counts: dict[str, dict[int, int]], said: str | None) -> None:
    assert code(lambda: d.check_count(Drawer(), counts=counts)) == "drawer_closed"
    if said is None:
        d.check_count(drawer_after([OPEN]), counts=counts)
    else:
        assert code(lambda: d.check_count(drawer_after([OPEN]), counts=counts)) == said


def test_what_may_be_closed() -> None:
    ready = drawer_after([OPEN, counted("CHF", 20200)])
    check_closing(ready)
    assert closing_of(Drawer()) == "drawer_closed"
    assert closing_of(ready, refunds_open=("1" * 32,)) == "refunds_open"
    assert closing_of(ready, payment_open=True) == "payment_open"
    assert closing_of(drawer_after([OPEN])) == "not_counted"
    assert closing_of(ready, left={"CHF": 20201}) == "wrong_left"
    assert closing_of(ready, left={"EUR": 1}) == "wrong_left"
    assert closing_of(ready, rules=replace(RULES, drawer_reason=199)) == "difference_unexplained"
    check_closing(ready, rules=replace(RULES, drawer_reason=199), note="found a coin")


def test_a_business_day_ends_at_the_hour_of_the_venue() -> None:
    def at(day: int, hour: int, minute: int = 0) -> int:
        return to_instant(datetime(2026, 12, day, hour, minute, tzinfo=UTC))

    assert d.business_day(at(19, 4, 59), rules=RULES) == date(2026, 12, 18), "05:59 in Zürich"
    assert d.business_day(at(19, 5), rules=RULES) == date(2026, 12, 19)
    midnight = replace(RULES, day_ends_minutes=0, timezone="UTC")
    assert d.business_day(at(19, 0), rules=midnight) == date(2026, 12, 19)
    opened = drawer_after([handled("opened", ("CHF", 0), at=at(18, 17))])
    assert not d.is_forgotten(opened, at=at(19, 3), rules=RULES)
    assert d.is_forgotten(opened, at=at(19, 5), rules=RULES)
    assert not d.is_forgotten(Drawer(), at=at(19, 5), rules=RULES)


# --- takings ----------------------------------------------------------------------------------------------------------


def test_money_that_is_handed_out_takes_its_rounding_with_it() -> None:
    given = [
        {"method": "card", "amount": 2000},
        {"method": "cash", "amount": 1232},
        {"method": "cash", "amount": 1000},
    ]
    found = moved("refund_paid_out", {"given": given, "rounding": -2})
    assert found == (Moved("card", -2000), Moved("cash", -1230), Moved("cash", -1000))
    assert moved("order_split", {"payment": None}) == () == moved("note_added", {})


def test_takings_are_summed_per_currency_and_as_fine_as_is_asked() -> None:
    flows = [
        Flow("d1", "lea", 1, "cash", "CHF", 3000),
        Flow("d1", "max", 2, "cash", "CHF", -1000),
        Flow("d2", "lea", 3, "cash", "CHF", 500),
        Flow("d1", "lea", 4, "cash", "EUR", 700),
    ]
    assert summed(flows) == (
        Taking(None, None, "cash", "CHF", 3500, 1000, 3),
        Taking(None, None, "cash", "EUR", 700, 0, 1),
    )
    fine = summed(flows, by_desk=True, by_person=True)
    assert [(t.desk, t.actor, t.currency, t.sum) for t in fine] == [
        ("d1", "lea", "CHF", 3000),
        ("d1", "max", "CHF", -1000),
        ("d2", "lea", "CHF", 500),
        ("d1", "lea", "EUR", 700),
    ]


PROMISED_OR_ELSEWHERE = {
    *("order_taken_in", "cancellation_finished", "goodwill_refunded", "credit_refunded", "ticket_reinstated"),
    *("cancellation_kept", "order_reissued"),
}
"""Kinds whose payload speaks of money that nobody takes or gives with it."""


def test_each_kind_that_speaks_of_money_says_whether_it_moves_any_and_is_found_fast() -> None:
    speaking = {
        name
        for name, kind in KINDS.items()
        if {"amount", "payment", "payments", "refunds", "fee", "fees", "moved"} & set(kind.payload.__annotations__)
    }
    inherited = {"payment_recorded"}
    assert speaking | inherited == set(MOVES) | PROMISED_OR_ELSEWHERE
    assert {name for name in MOVES if f"'{name}'" not in OF_THE_TILL} == set()
