"""What is typed, what is taken and what is booked: in words they are one sum."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.conftest import lea
from tests.house import house, on, taken
from ticketoffice.desk import payment
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.taken_in import TakenOrder
from ticketoffice.store.book import Book


def waiting(price: int, *, number: str = "SITE", seats: tuple[str, ...] = ("A-1",)) -> TakenOrder:
    """A reservation at the desk."""
    order = on(*seats, number=number)
    tickets = tuple(replace(t, price=price) for t in order.tickets)
    return replace(order, state="pending", method="on_site", payments=(), tickets=tickets)


@pytest.mark.parametrize(
    ("method", "typed", "booked", "rounding"),
    [
        ("cash", None, 1230, -2),
        ("cash", 1232, 1230, -2),
        ("cash", 1230, 1230, -2),
        ("cash", 1000, 1000, 0),
        ("card", None, 1232, 0),
        ("card", 1232, 1232, 0),
        ("twint", 1230, 1230, 0),
        ("cash", 2000, 1230, -2),
    ],
)
def test_what_will_be_taken_is_said_before_and_is_what_is_booked(
    book: Book, method: str, typed: int | None, booked: int, rounding: int
) -> None:
    taken(book, house(), waiting(1232))
    order = order_of(book, "SITE")[0]
    balance = show(book, order).balance
    change = 770 if typed == 2000 else 0
    assert payment.tendered(balance, amount=typed, method=method, currency="CHF") == (booked, rounding, change)
    paid = payment.pay(book, order, method=method, amount=typed, who=lea(book))
    assert (paid.amount, paid.rounding, paid.change, paid.currency) == (booked, rounding, change, "CHF")
    view = show(book, order)
    assert (view.payments[0].amount, view.balance) == (booked, 1232 - booked + rounding)


def test_a_split_says_what_was_taken(book: Book) -> None:
    taken(book, house(), waiting(1232, seats=("A-1", "A-2")))
    order, first = order_of(book, "SITET1")
    done = payment.split(book, order, tickets=[str(first)], who=lea(book), method="cash")
    assert (done.amount, done.rounding) == (1230, -2)
    assert show(book, done.order).balance == 0


@pytest.mark.parametrize("method", ["card", "twint"])
def test_more_than_is_open_is_refused_where_there_is_no_change(book: Book, method: str) -> None:
    taken(book, house(), waiting(17000))
    order = order_of(book, "SITE")[0]
    with pytest.raises(RuleBroken) as no:
        payment.pay(book, order, method=method, amount=20000, who=lea(book))
    assert (no.value.code, no.value.data["left"]) == ("over_open", 17000)
    assert show(book, order).payments == ()


@pytest.mark.parametrize("method", ["cash", "card", "twint"])
def test_nothing_is_taken_for_an_order_that_owes_nothing(book: Book, method: str) -> None:
    taken(book, house(), on("A-1", number="PAID"))
    with pytest.raises(RuleBroken) as no:
        payment.pay(book, order_of(book, "PAID")[0], method=method, amount=500, who=lea(book))
    assert no.value.code == "nothing_open"


def test_a_bank_transfer_of_too_much_has_happened_and_is_credit(book: Book) -> None:
    taken(book, house(), waiting(17000))
    order = order_of(book, "SITE")[0]
    paid = payment.pay(book, order, method="bank_transfer", amount=20000, who=lea(book))
    assert (paid.amount, paid.change, show(book, order).balance) == (20000, 0, -3000)
