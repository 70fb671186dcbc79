"""Cash is counted out in coins: what is handed out is rounded once, as one sum, and the rounding stands in the order."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from tests.conftest import NOW, alone, lea
from tests.house import house, on, taken
from tests.recount import recount
from ticketoffice.desk import admit, cancel, hand_out
from ticketoffice.desk.credit import give_back
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.desk.strip import owed
from ticketoffice.domain.taken_in import TakenOrder, TakenPayment
from ticketoffice.store.book import Book
from ticketoffice.store.replay import replay


def priced(price: int, *seats: str, currency: str = "CHF") -> TakenOrder:
    order = on(*seats, number="N1")
    paid = tuple(replace(p, amount=price * len(seats)) for p in order.payments if isinstance(p, TakenPayment))
    return replace(
        order, currency=currency, payments=paid, tickets=tuple(replace(t, price=price) for t in order.tickets)
    )


def tickets(book: Book) -> list[str]:
    return [t.ticket for t in show(book, order_of(book, "N1")[0]).tickets]


def given(book: Book) -> tuple[list[int], int, int]:
    order = show(book, order_of(book, "N1")[0])
    with book.read() as reading:
        rounding = recount(line.body for line in reading.history.lines())[order.order]["rounding"]
        stored = reading.connection.execute(
            text("select sum(amount) from money_lines where kind = 'rounding'")
        ).scalar()
    assert (stored or 0) == rounding
    return [r.amount for r in order.refunds], order.balance, rounding


@pytest.mark.parametrize(
    ("price", "handed", "rounding"), [(4003, 4005, -2), (4002, 4000, 2), (4000, 4000, 0), (4001, 4000, 1)]
)
def test_what_is_handed_out_has_coins(book: Book, price: int, handed: int, rounding: int) -> None:
    taken(book, house(), priced(price, "A-1", "A-2"))
    done = cancel.cancel(book, tickets(book)[:1], who=lea(book), reason="duplicate", method="cash")
    waits = owed(book, order_of(book, "N1")[0])
    assert waits is not None
    assert (done.hand_out, waits.amount) == ({"cash": handed}, handed)
    assert given(book) == ([price], 0, 0), "nothing has left yet"
    paid = hand_out.paid_out(book, tickets(book)[:1], who=lea(book))
    assert sum(r.amount for r in paid.refunds) == handed
    assert given(book) == ([handed], 0, rounding)
    assert replay(book).equal


def test_two_tickets_are_rounded_as_one_sum(book: Book) -> None:
    taken(book, house(), priced(4002, "A-1", "A-2"))
    done = cancel.cancel(book, tickets(book), who=lea(book), reason="duplicate", method="cash", now=True)
    assert sum(given(book)[0]) == 8005
    assert given(book)[1:] == (0, -1)
    assert done.hand_out == {}


@pytest.mark.parametrize(("method", "currency"), [("card", "CHF"), ("cash", "EUR")])
def test_nothing_else_is_rounded(book: Book, method: str, currency: str) -> None:
    houses = replace(house(), performances=tuple(replace(p, currency=currency) for p in house().performances))
    taken(book, houses, priced(4003, "A-1", currency=currency))
    cancel.cancel(book, tickets(book), who=lea(book), reason="duplicate", method=method, now=True)
    assert given(book) == ([4003], 0, 0)


def two_payments(*states: str) -> TakenOrder:
    """Two tickets of 40.03, each paid by itself: in cash, and by card before that."""
    order = priced(4003, "A-1", "A-2")
    tickets = tuple(replace(t, state=state) for t, state in zip(order.tickets, states, strict=True))
    paid = (TakenPayment("1", "cash", 4003, NOW), TakenPayment("2", "card", 4003, NOW - 1))
    return replace(order, tickets=tickets, payments=paid)


def test_what_was_rounded_up_is_nothing_that_was_given_too_much(book: Book) -> None:
    """40.05 went back of the first 40.03: that stops nobody who hands out the second."""
    taken(book, house(), two_payments("valid", "valid"))
    for ticket in tickets(book):
        cancel.cancel(book, [ticket], who=lea(book), reason="duplicate", method="cash")
        hand_out.paid_out(book, [ticket], who=lea(book))
    assert given(book) == ([4005, 4005], 0, -4)
    assert replay(book).equal


def test_credit_is_given_at_once_after_cash_was_rounded_up(book: Book) -> None:
    taken(book, house(), two_payments("valid", "cancelled"))
    cancel.cancel(book, tickets(book)[:1], who=lea(book), reason="duplicate", method="cash", now=True)
    done = give_back(book, order_of(book, "N1")[0], who=lea(book), method="card")
    assert (done.amount, done.hand_out) == (4003, 4003)
    amounts, balance, rounding = given(book)
    assert (sorted(amounts), balance, rounding) == ([4003, 4005], 0, -2)


def test_goodwill_in_cash_has_coins_too(book: Book) -> None:
    taken(book, house(), priced(4003, "A-1"))
    admit.admit(book, "N1T1", who=lea(book))
    cancel.goodwill(book, tickets(book)[0], who=alone(book), method="cash", amount=1003)
    assert given(book) == ([1005], 0, -2)
    assert replay(book).equal
