"""An evening at one desk: opened, moved, counted blind, closed; what the drawer says is what the journal counts, always."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from msgspec.structs import replace

from tests.conftest import NOW, alone, lea
from tests.house import house, on, taken
from tests.recount import drawer
from ticketoffice.desk import cancel, cash, hand_out, payment
from ticketoffice.desk.explaining import explain
from ticketoffice.desk.find import order_of
from ticketoffice.desk.people import person_named
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.desk.rules import change_rules
from ticketoffice.desk.sentences import sentence
from ticketoffice.desk.show import show
from ticketoffice.desk.till_reports import takings, takings_csv
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.people import Who
from ticketoffice.domain.taken_in import TakenOrder
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_book
from ticketoffice.store.replay import replay


def two_houses() -> TakenPerformances:
    """One of francs and one of euros."""
    [francs] = house().performances
    euros = replace(francs, external="pe", event_external="ee", currency="EUR")
    return TakenPerformances((francs, euros))


def reserved(*seats: str, number: str, price: int = 3000, currency: str = "CHF") -> TakenOrder:
    order = on(*seats, number=number)
    performance = "p" if currency == "CHF" else "pe"
    tickets = tuple(replace(t, price=price, performance=performance) for t in order.tickets)
    return replace(order, state="pending", method="on_site", payments=(), tickets=tickets, currency=currency)


def id_of(book: Book, number: str) -> str:
    return order_of(book, number)[0]


def pay(book: Book, number: str, method: str = "cash") -> None:
    payment.pay(book, id_of(book, number), method=method, who=lea(book))


def by_journal(book: Book) -> dict[str, int]:
    with book.read() as reading:
        lines = list(reading.history.lines())
        orders = {line.payload["order"] for line in lines if isinstance(line.payload.get("order"), str)}
        currencies = {name: d.order.currency for name, d in reading.dossiers(sorted(orders)).items()}
    return {c: n for c, n in drawer((line.body for line in lines), currencies).items() if n}


def by_the_desk(book: Book) -> dict[str, int]:
    return {one.currency: one.expected for one in cash.till(book).currencies if one.expected}


def said(book: Book, call: Callable[[], Any]) -> str:
    with pytest.raises(RuleBroken) as no:
        call()
    told = sentence(no.value.code, data=explain(book, no.value))
    assert "?" not in told and "None" not in told, told
    return no.value.code


@pytest.fixture
def till(book: Book) -> Book:
    taken(
        book,
        two_houses(),
        reserved("A-1", "A-2", number="ONE"),
        reserved("B-1", number="TWO"),
        reserved("C-1", number="ODD", price=1232),
        reserved("A-1", number="EUR", price=2501, currency="EUR"),
    )
    return book


def test_an_evening(till: Book, clock: HandClock) -> None:
    before = cash.till(till)
    assert (before.session, before.currencies, before.currency) == (None, (), "CHF")
    cash.open_drawer(till, floats={"CHF": 20000}, who=lea(till))
    pay(till, "ONE")
    pay(till, "TWO", "card")
    pay(till, "ODD")
    pay(till, "EUR")
    cancel.cancel(till, [order_of(till, "ONET1")[1] or ""], who=lea(till), reason="duplicate", method="cash", now=True)
    cash.move(till, what="in", amounts={"CHF": 2000}, who=lea(till), why="coins from the bank")
    cash.move(till, what="drop", amounts={"CHF": 5000}, who=lea(till))
    cash.move(till, what="no_sale", amounts={}, who=lea(till), why="change for a note")
    view = cash.till(till)
    francs, euros = view.currencies
    assert (francs.float, francs.payments, francs.refunds) == (20000, 6000 + 1230, 3000)
    assert (francs.put_in, francs.dropped, francs.expected, francs.counted) == (2000, 5000, 21230, None)
    assert (euros.currency, euros.payments, euros.expected) == ("EUR", 2501, 2501)
    assert [(t.method, t.currency, t.taken, t.given, t.count) for t in view.takings] == [
        ("card", "CHF", 3000, 0, 1),
        ("cash", "CHF", 7230, 3000, 3),
        ("cash", "EUR", 2501, 0, 1),
    ]
    assert view.no_sales == 1 and dict(view.deeds)["tickets_cancelled"] == 1 and view.waiting is None
    assert by_the_desk(till) == by_journal(till)
    first = cash.count(till, counts={"CHF": {20000: 1, 1000: 1, 20: 10}, "EUR": {2000: 1, 500: 1}}, who=lea(till))
    assert [(one.counted, one.difference) for one in first.currencies] == [(21200, -30), (2500, -1)]
    assert not first.needs_reason and first.may_count
    clock.advance(seconds=60)
    z = cash.close(till, who=lea(till), left={"CHF": 15000})
    assert (z.number, z.day, z.closed_by, z.why, z.second) == ("ZA-00001", date(2026, 11, 24), "Lea", "", "")
    assert [(one.currency, one.counted, one.difference, one.left) for one in z.currencies] == [
        ("CHF", 21200, -30, 15000),
        ("EUR", 2500, -1, 0),
    ]
    assert z.takings == view.takings and z.closed_at - NOW == 60_000_000
    after = cash.till(till)
    assert (after.session, after.currencies, after.left_before) == (None, (), (("CHF", 15000), ("EUR", 0)))
    assert cash.closing(till, "za-00001") == z == cash.closings(till)[0]
    assert replay(till).equal


def test_closings_are_numbered_without_a_gap_and_follow_each_other(till: Book) -> None:
    found = []
    for _ in range(3):
        cash.open_drawer(till, floats={"CHF": 1000}, who=lea(till))
        said(till, lambda: cash.close(till, who=lea(till)))
        cash.count(till, counts={"CHF": {500: 2}}, who=lea(till))
        found.append(cash.close(till, who=lea(till)))
    assert [z.number for z in found] == ["ZA-00001", "ZA-00002", "ZA-00003"]
    assert [z.number for z in cash.closings(till)] == ["ZA-00003", "ZA-00002", "ZA-00001"]
    firsts = [int(z.first.partition("/")[2]) for z in found]
    lasts = [int(z.last.partition("/")[2]) for z in found]
    assert firsts == [1, lasts[0] + 2, lasts[1] + 2], "each begins behind the closing before it"


def test_a_closing_has_the_totals_of_all_closings_before_it(till: Book) -> None:
    for number, count in (("ONE", {5000: 1, 1000: 1}), ("TWO", {2000: 1, 1000: 1})):
        cash.open_drawer(till, floats={}, who=lea(till))
        pay(till, number)
        cash.count(till, counts={"CHF": count}, who=lea(till))
        cash.close(till, who=lea(till))
    cash.open_drawer(till, floats={}, who=lea(till))
    cancel.cancel(till, [order_of(till, "ONET1")[1] or ""], who=lea(till), reason="duplicate", method="cash", now=True)
    cash.count(till, counts={"CHF": {}}, who=lea(till))
    cash.close(till, who=alone(till), why="paid out of the safe")
    with till.read() as reading:
        ever = [one.payload["money"][0] for one in reading.till.closings()]
    assert [(row["taken_ever"], row["given_ever"]) for row in ever] == [(6000, 0), (9000, 0), (9000, 3000)]


def test_a_closing_ends_what_could_still_be_kept(till: Book) -> None:
    cash.open_drawer(till, floats={}, who=lea(till))
    pay(till, "ONE", "card")
    kept, gone = (order_of(till, code)[1] or "" for code in ("ONET1", "ONET2"))
    cancel.cancel(till, [kept], who=lea(till), reason="duplicate", method="later")
    cancel.keep(till, [kept], who=lea(till))
    cancel.cancel(till, [gone], who=lea(till), reason="duplicate", method="later")
    cash.count(till, counts={"CHF": {}}, who=lea(till))
    cash.close(till, who=lea(till))
    assert said(till, lambda: cancel.keep(till, [gone], who=lea(till))) == "final"


def test_cash_that_was_taken_with_no_session_is_in_the_figures_and_named(till: Book) -> None:
    pay(till, "ONE")
    assert [(one.earlier, one.expected) for one in cash.till(till).currencies] == [(6000, 6000)]
    view = cash.open_drawer(till, floats={"CHF": 20000}, who=lea(till))
    assert [(one.earlier, one.expected) for one in view.currencies] == [(6000, 26000)]
    assert by_the_desk(till) == by_journal(till) == {"CHF": 26000}


PAID_BY = ("cash", "card", "twint", "bank_transfer")
GIVEN_BY = ("cash", "card", "twint", "bank_transfer", "insurance", "later", "nothing")


@pytest.mark.parametrize("paid", PAID_BY)
@pytest.mark.parametrize("given", GIVEN_BY)
def test_f29_the_drawer_moves_for_cash_alone_whatever_is_paid_and_given_back(
    file_book: Book, paid: str, given: str
) -> None:
    taken(file_book, house(), reserved("A-1", "A-2", number="ONE"))
    cash.open_drawer(file_book, floats={"CHF": 20000}, who=lea(file_book))
    pay(file_book, "ONE", paid)
    lies = 20000 + (6000 if paid == "cash" else 0)
    assert by_the_desk(file_book) == by_journal(file_book) == {"CHF": lies}
    ticket = order_of(file_book, "ONET1")[1] or ""
    cancel.cancel(file_book, [ticket], who=lea(file_book), reason="duplicate", method=given)
    assert by_the_desk(file_book) == {"CHF": lies}, "nothing was handed out yet"
    if given in ("cash", "card"):
        hand_out.paid_out(file_book, [ticket], who=lea(file_book))
    assert by_the_desk(file_book) == by_journal(file_book) == {"CHF": lies - (3000 if given == "cash" else 0)}


def test_a_promise_moves_nothing_until_it_is_handed_out_and_keeps_the_drawer_open(till: Book) -> None:
    cash.open_drawer(till, floats={"CHF": 20000}, who=lea(till))
    pay(till, "ONE")
    ticket = order_of(till, "ONET1")[1] or ""
    cancel.click(till, [ticket], who=lea(till))
    cash.count(till, counts={"CHF": {20000: 1, 1000: 6}}, who=lea(till))
    assert cash.till(till).refunds_open == 1
    assert said(till, lambda: cash.close(till, who=lea(till))) == "refunds_open"
    cancel.finish(till, [ticket], who=lea(till), reason="duplicate", method="cash")
    assert by_the_desk(till) == {"CHF": 26000} and cash.till(till).refunds_open == 1
    assert said(till, lambda: cash.close(till, who=lea(till))) == "refunds_open"
    hand_out.paid_out(till, [ticket], who=lea(till))
    assert by_the_desk(till) == by_journal(till) == {"CHF": 23000}
    assert said(till, lambda: cash.close(till, who=lea(till))) == "not_counted"
    cash.count(till, counts={"CHF": {20000: 1, 1000: 3}}, who=lea(till))
    assert said(till, lambda: cash.close(till, who=lea(till), payment_open=True)) == "payment_open"
    cash.close(till, who=lea(till))


def test_a_difference_needs_a_reason_and_a_large_one_a_second_person(till: Book) -> None:
    cash.open_drawer(till, floats={"CHF": 20000}, who=lea(till))
    cash.count(till, counts={"CHF": {10000: 1, 5000: 1, 2000: 2, 500: 1, 200: 1}}, who=lea(till))
    view = cash.till(till)
    assert view.needs_reason and not view.needs_second and view.currencies[0].difference == -300
    assert said(till, lambda: cash.close(till, who=lea(till))) == "difference_unexplained"
    cash.count(till, counts={"CHF": {10000: 1, 5000: 1}}, who=lea(till))
    assert cash.till(till).needs_second
    assert said(till, lambda: cash.count(till, counts={"CHF": {10000: 2}}, who=lea(till))) == "counted_twice"
    why = "a note of 50 is missing"
    assert said(till, lambda: cash.close(till, who=lea(till), why=why)) == "needs_second_person"
    herself = Who(lea(till).person, second=lea(till).person)
    assert said(till, lambda: cash.close(till, who=herself, why=why)) == "second_person_is_actor"
    max_ = person_named(till, "Max")
    z = cash.close(till, who=Who(lea(till).person, second=max_), why=why)
    assert (z.why, z.second, z.currencies[0].difference) == (why, "Max", -5000)
    cash.open_drawer(till, floats={"CHF": 10000}, who=lea(till))
    cash.count(till, counts={"CHF": {}}, who=lea(till))
    assert cash.close(till, who=alone(till), why="stolen in the night").second == "nobody else is here today"


def test_the_limits_are_the_venues(till: Book) -> None:
    change_rules(till, {"drawer_reason": "0", "drawer_second": "4"}, who=lea(till))
    cash.open_drawer(till, floats={"CHF": 1000}, who=lea(till))
    view = cash.count(till, counts={"CHF": {500: 1, 200: 2, 50: 1, 20: 2, 5: 1}}, who=lea(till))
    assert view.currencies[0].difference == -5 and view.needs_reason and view.needs_second


def test_what_is_refused_says_why_and_changes_nothing(till: Book) -> None:
    who = lea(till)
    assert said(till, lambda: cash.move(till, what="in", amounts={"CHF": 100}, who=who, why="why")) == "drawer_closed"
    assert said(till, lambda: cash.count(till, counts={}, who=who)) == "drawer_closed"
    assert said(till, lambda: cash.close(till, who=who)) == "drawer_closed"
    assert said(till, lambda: cash.open_drawer(till, floats={"USD": 100}, who=who)) == "unknown_currency"
    assert said(till, lambda: cash.open_drawer(till, floats={"CHF": 3}, who=who)) == "no_coins"
    cash.open_drawer(till, floats={"CHF": 100}, who=who)
    with till.read() as reading:
        seq = reading.facts().seq
    assert said(till, lambda: cash.open_drawer(till, floats={}, who=who)) == "drawer_open"
    assert said(till, lambda: cash.move(till, what="sideways", amounts={"CHF": 100}, who=who)) == "unknown_move"
    assert said(till, lambda: cash.move(till, what="out", amounts={"CHF": 100}, who=who)) == "short_why"
    assert said(till, lambda: cash.count(till, counts={"CHF": {3: 1}}, who=who)) == "no_such_piece"
    assert said(till, lambda: cash.close(till, who=who, left={"CHF": 100})) == "not_counted"
    with till.read() as reading:
        assert reading.facts().seq == seq
    cash.count(till, counts={"CHF": {100: 1}}, who=who)
    assert said(till, lambda: cash.close(till, who=who, left={"CHF": 105})) == "wrong_left"
    assert said(till, lambda: cash.closing(till, "ZA-00009")) == "not_found"


def test_a_session_that_was_forgotten_is_said_the_next_day(till: Book, clock: HandClock) -> None:
    cash.open_drawer(till, floats={"CHF": 100}, who=lea(till))
    clock.advance(seconds=16 * 3600)
    assert not cash.till(till).forgotten, "it is 05:00: still the same business day"
    assert cash.forgotten_sentence(till) is None
    clock.advance(seconds=3600)
    assert cash.till(till).forgotten and cash.till(till).day == date(2026, 11, 24)
    told = sentence("drawer_forgotten", data={"moment": "24.11.2026 13:00"})
    assert cash.forgotten_sentence(till) == told and "24.11.2026 13:00" in told
    assert cash.drawer_state(till).opened_at == NOW


def test_takings_of_any_business_day_by_desk_person_and_method(till: Book, clock: HandClock) -> None:
    pay(till, "ONE")
    payment.pay(till, id_of(till, "TWO"), method="card", who=Who(person_named(till, "Max")))
    clock.advance(seconds=24 * 3600)
    pay(till, "EUR")
    today = takings(till)
    assert [(t.by, t.method, t.currency, t.sum) for t in today.lines] == [("Lea", "cash", "EUR", 2501)]
    both = takings(till, since=date(2026, 11, 24))
    assert [(t.by, t.method, t.currency, t.sum) for t in both.lines] == [
        ("Lea", "cash", "CHF", 6000),
        ("Max", "card", "CHF", 3000),
        ("Lea", "cash", "EUR", 2501),
    ]
    first = takings(till, since=date(2026, 11, 24), until=date(2026, 11, 24))
    assert [t.sum for t in first.totals] == [3000, 6000]
    assert takings(till, until=date(2026, 11, 24)) == first
    lines = takings_csv(both).decode("utf-8-sig").splitlines()
    assert lines[0] == "From,To,Desk,Person,Method,Currency,Taken,Given back,Sum,Count"
    assert lines[1] == "2026-11-24,2026-11-25,,Lea,Cash,CHF,60.00,0.00,60.00,1"


def test_a_refund_of_an_older_version_says_by_the_book_what_was_given(till: Book) -> None:
    pay(till, "ONE")
    ticket = order_of(till, "ONET1")[1] or ""
    cancel.cancel(till, [ticket], who=lea(till), reason="duplicate", method="cash")
    [refund] = [r for r in show(till, id_of(till, "ONE")).refunds]

    from ticketoffice.desk.making import make

    payload = {"order": id_of(till, "ONE"), "refunds": [refund.refund]}
    till.write(lambda deed: deed.record(make(deed, "refund_paid_out", who=lea(till), payload=payload)))
    assert by_the_desk(till) == {"CHF": 3000}


# --- the identity ---------------------------------------------------------------------------------------------------


PIECE = {"CHF": 5, "EUR": 1}
REACHED: Counter[str] = Counter()


SELDOM_NOT = st.sampled_from([True, True, True, False])


class Evening(RuleBasedStateMachine):
    """Whatever a desk does with money, its drawer is what the journal counts, per currency."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="drawer-"))
        self.clock = HandClock(NOW)
        self.secrets = FileSecrets(self.folder / "keys")
        self.book = open_book(self.folder / "book.db", clock=self.clock, secrets=self.secrets)
        self.who = lea(self.book)
        self.made = 0
        self.closed = 0
        self.live: list[str] = []

    @initialize(opened=st.booleans())
    def a_house(self, opened: bool) -> None:
        taken(self.book, two_houses())
        if opened:
            cash.open_drawer(self.book, floats={"CHF": 20000}, who=self.who)

    @rule(
        price=st.integers(1, 9999), currency=st.sampled_from(["CHF", "EUR"]), method=st.sampled_from(["cash", "card"])
    )
    def sells(self, price: int, currency: str, method: str) -> None:
        self.made += 1
        seat = f"{currency}-{self.made}"
        taken(self.book, reserved(seat, number=f"N{self.made}", price=price, currency=currency))
        try:
            pay(self.book, f"N{self.made}", method)
        except RuleBroken as no:
            assert no.code == "wrong_amount" and price < 3, "nothing is left of it in coins"
        self.live.append(f"N{self.made}")
        REACHED[f"sold {method} {currency}"] += 1

    @precondition(lambda self: self.live)
    @rule(data=st.data(), method=st.sampled_from(["cash", "card", "later"]), now=st.booleans(), gives=SELDOM_NOT)
    def cancels(self, data: st.DataObject, method: str, now: bool, gives: bool) -> None:
        number = data.draw(st.sampled_from(self.live))
        self.live.remove(number)
        ticket = order_of(self.book, f"{number}T1")[1] or ""
        try:
            cancel.cancel(self.book, [ticket], who=self.who, reason="duplicate", method=method, now=now)
        except RuleBroken:
            return
        if gives:
            self.hands_out_one()

    @rule()
    def hands_out(self) -> None:
        self.hands_out_one()

    def hands_out_one(self) -> None:
        with self.book.read() as reading:
            waiting = reading.open_lists.to_hand_out()
        for _, ticket in waiting[:1]:
            hand_out.paid_out(self.book, [ticket], who=self.who)
            REACHED["handed out"] += 1

    @rule(francs=st.integers(0, 100), euros=st.integers(0, 100))
    def opens(self, francs: int, euros: int) -> None:
        if cash.till(self.book).session is None:
            cash.open_drawer(self.book, floats={"CHF": francs * 100, "EUR": euros * 100}, who=self.who)

    @rule(
        what=st.sampled_from(["in", "out", "drop", "no_sale"]),
        coins=st.integers(1, 999),
        currency=st.sampled_from(["CHF", "EUR"]),
    )
    def moves(self, what: str, coins: int, currency: str) -> None:
        if cash.till(self.book).session is not None:
            amounts = {} if what == "no_sale" else {currency: coins * PIECE[currency]}
            there = {one.currency: one.expected for one in cash.till(self.book).currencies}
            if what in ("out", "drop") and amounts[currency] > there.get(currency, 0):
                with pytest.raises(RuleBroken, match="not_so_much_there"):
                    cash.move(self.book, what=what, amounts=amounts, who=self.who, why="because")
                return
            cash.move(self.book, what=what, amounts=amounts, who=self.who, why="because")
            REACHED[f"moved {what}"] += 1

    @rule(off=st.integers(-3, 3), leave=st.booleans())
    def counts_and_closes(self, off: int, leave: bool) -> None:
        view = cash.till(self.book)
        if view.session is None:
            return
        counts = {
            c.currency: {PIECE[c.currency]: max(0, c.expected // PIECE[c.currency] + off)} for c in view.currencies
        }
        if view.may_count:
            cash.count(self.book, counts=counts, who=self.who)
        with self.book.read() as reading:
            waiting = [ticket for _, ticket in reading.open_lists.to_hand_out()]
        if waiting:
            return
        z = cash.close(self.book, who=alone(self.book), why="as it is", left={} if leave else {"CHF": 0})
        self.closed += 1
        REACHED["closed"] += 1
        REACHED["closed with two currencies"] += len(z.currencies) == 2
        assert z.number == f"ZA-{self.closed:05d}"
        assert by_journal(self.book) == {}

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours: int) -> None:
        self.clock.advance(seconds=hours * 3600)

    @invariant()
    def the_drawer_is_what_the_journal_counts(self) -> None:
        assert by_the_desk(self.book) == by_journal(self.book)

    def teardown(self) -> None:
        assert replay(self.book).equal
        self.book.close()
        self.secrets.close()
        shutil.rmtree(self.folder)


def test_the_drawer_identity_holds_always(long_run: bool) -> None:
    run_state_machine_as_test(
        Evening,
        settings=settings(
            max_examples=200 if long_run else 70,
            derandomize=not long_run,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    wanted = {f"sold {method} {currency}" for method in ("cash", "card") for currency in ("CHF", "EUR")}
    wanted |= {f"moved {what}" for what in ("in", "out", "drop", "no_sale")}
    wanted |= {"handed out", "closed", "closed with two currencies"}
    print(dict(REACHED))
    assert {what for what in wanted if REACHED[what] < (100 if long_run else 1)} == set()
