"""An unpaid order that one desk cancels while another one takes its money (C14): whoever sends first, both are told."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.conftest import lea
from tests.desks import Desk
from tests.house import on, taken
from tests.sync.test_cases_everywhere import everywhere
from tests.sync.test_two_desks import ticket
from ticketoffice.desk import cancel, owing, payment
from ticketoffice.desk.cases import close_case
from ticketoffice.desk.credit import give_back
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.store.checking import verify
from ticketoffice.store.replay import replay


@pytest.fixture
def reserved(a: Desk, b: Desk) -> str:
    """A reservation of two at 30.00, which both desks know."""
    taken(a.book, replace(on("G-1", "G-2", number="W", waiting=True), method="on_site", invoices=()))
    for desk in (a, b):
        assert desk.sync().cause is None
    return "W"


def cancels(desk: Desk, *shorts: str) -> None:
    named = [ticket(desk, short) for short in shorts]
    cancel.cancel(desk.book, named, who=lea(desk.book), reason="customer_asked", method="nothing", now=True)


def pays(desk: Desk, number: str = "I", amount: int | None = None) -> None:
    payment.pay(desk.book, order_of(desk.book, number)[0], who=lea(desk.book), method="cash", amount=amount)


@pytest.mark.parametrize("first", ["money", "cancellation"])
def test_the_money_is_credit_with_a_case_whoever_sends_first(a: Desk, b: Desk, first: str) -> None:
    pays(a)
    cancels(b, "IT1", "IT2")
    for desk in (a, b) if first == "money" else (b, a):
        assert desk.sync().cause is None
    why = "cancelled_paid" if first == "money" else "paid_late"
    for book in everywhere(a, b):
        order = show(book, order_of(book, "I")[0])
        assert [one.state for one in order.tickets] == ["cancelled"] * 2
        assert [(case.why, case.amount) for case in order.cases] == [(why, 6000)]
        assert order.credit == 6000
        assert (verify(book), replay(book).equal) == (None, True)
    give_back(a.book, order_of(a.book, "I")[0], who=lea(a.book), method="cash")
    for book in everywhere(a, b):
        [case] = show(book, order_of(book, "I")[0]).cases
        assert case.why == f"{why}_settled"
    close_case(b.book, str(case.case), who=lea(b.book), note="had its money back")
    for book in everywhere(a, b):
        assert (show(book, order_of(book, "I")[0]).cases, owing.credits(book).lines) == ((), ())


def test_of_one_ticket_of_two_it_is_said_too(a: Desk, b: Desk, reserved: str) -> None:
    pays(a, reserved)
    cancels(b, "WT1")
    for desk in (a, b):
        assert desk.sync().cause is None
    for book in everywhere(a, b):
        order = show(book, order_of(book, reserved)[0])
        assert [one.state for one in order.tickets] == ["cancelled", "valid"]
        assert [(case.why, case.amount) for case in order.cases] == [("cancelled_paid", 3000)]


def test_what_had_been_heard_of_is_no_surprise(a: Desk, b: Desk) -> None:
    pays(a)
    for desk in (a, b):
        assert desk.sync().cause is None
    cancels(b, "IT1", "IT2")
    for book in everywhere(a, b):
        assert show(book, order_of(book, "I")[0]).cases == ()


def test_money_that_covers_what_is_left_alone_is_no_surprise(a: Desk, b: Desk, reserved: str) -> None:
    """One ticket of two is paid, the other one is cancelled."""
    pays(a, reserved, 3000)
    cancels(b, "WT1")
    for desk in (a, b):
        assert desk.sync().cause is None
    for book in everywhere(a, b):
        order = show(book, order_of(book, reserved)[0])
        assert (order.cases, order.credit) == ((), 0)
        assert replay(book).equal


@pytest.mark.parametrize("first", ["money", "cancellation"])
def test_what_was_given_back_at_both_desks_is_owed_and_no_payment_promises_more(a: Desk, b: Desk, first: str) -> None:
    """It was cancelled, not released: its money pays what went out once too often, and brings no ticket back."""
    pays(a)
    cancels(b, "IT1", "IT2")
    for desk in (a, b, a) if first == "money" else (b, a, b):
        assert desk.sync().cause is None
    for desk in (a, b):
        give_back(desk.book, order_of(desk.book, "I")[0], who=lea(desk.book), method="cash")
    for book in everywhere(a, b):
        order = show(book, order_of(book, "I")[0])
        assert (order.state, order.balance, order.to_pay) == ("cancelled", 6000, 6000)
        assert order.revives_for is None
    done = payment.pay(a.book, order_of(a.book, "I")[0], who=lea(a.book), method="cash")
    assert (done.amount, done.revived, done.late) == (6000, (), False)
    for book in everywhere(a, b):
        order = show(book, order_of(book, "I")[0])
        assert (order.state, order.balance, order.to_pay) == ("cancelled", 0, 0)
