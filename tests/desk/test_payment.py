"""What is typed, what is taken and what is booked: in words they are one sum."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.conftest import lea
from tests.house import house, on, taken
from tests.recount import recount
from ticketoffice.desk import payment
from ticketoffice.desk.explaining import explain
from ticketoffice.desk.find import order_of
from ticketoffice.desk.making import make
from ticketoffice.desk.sentences import sentence
from ticketoffice.desk.show import show
from ticketoffice.domain.amounts import amount_text
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.taken_in import TakenOrder
from ticketoffice.store.book import Book
from ticketoffice.store.replay import replay


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


@pytest.mark.parametrize(("amount", "below", "above"), [(1002, 1000, 1005), (1004, 1000, 1005), (2001, 2000, 2005)])
def test_cash_that_there_are_no_coins_for_is_told_and_nothing_booked(
    book: Book, amount: int, below: int, above: int
) -> None:
    taken(book, house(), waiting(1232))
    order = order_of(book, "SITE")[0]
    with pytest.raises(RuleBroken) as no:
        payment.pay(book, order, method="cash", amount=amount, who=lea(book))
    assert no.value.code == "no_coins"
    told = [amount_text(value, "CHF") for value in (amount, below, above)]
    assert sentence(no.value.code, data=explain(book, no.value)) == (
        f"There are no coins for {told[0]}. Nothing was booked. Type {told[1]} or {told[2]}."
    )
    assert show(book, order).payments == ()
    assert payment.pay(book, order, method="card", amount=1002, who=lea(book)).amount == 1002
    assert payment.pay(book, order, method="cash", amount=230, who=lea(book)).rounding == 0


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


def part_paid(book: Book, amount: int) -> str:
    """A reservation of three at 30.00 of which `amount` was paid."""
    taken(book, house(), waiting(3000, number="R", seats=("A-1", "A-2", "A-3")))
    order = order_of(book, "R")[0]
    payment.pay(book, order, method="card", amount=amount, who=lea(book))
    return order


@pytest.mark.parametrize(
    ("paid", "chosen", "method", "moved", "taken_now", "left"),
    [
        (2000, 2, "cash", 2000, 4000, 3000),
        (7000, 2, "cash", 6000, 0, 2000),
        (3000, 1, "twint", 3000, 0, 6000),
        (2000, 2, None, 0, 0, 1000),
        (5000, 2, None, 2000, 0, 0),
    ],
)
def test_what_was_paid_goes_to_the_tickets_that_are_paid_now(
    book: Book, paid: int, chosen: int, method: str | None, moved: int, taken_now: int, left: int
) -> None:
    """The rest stays with the old order; where nothing is paid now all of it does, as far as that owes it."""
    order = part_paid(book, paid)
    tickets = [t.ticket for t in show(book, order).tickets[:chosen]]
    offered = payment.offer_split(book, order, tickets=tickets)
    done = payment.split(book, order, tickets=tickets, who=lea(book), method=method)
    if method is not None:
        assert (offered.moved, offered.amount) == (moved, taken_now)
    old, new = show(book, order), show(book, done.order)
    assert (done.moved, done.amount, done.old_balance, done.balance) == (moved, taken_now, left, new.balance)
    assert (old.balance, new.balance) == (left, 3000 * chosen - moved - taken_now)
    assert (old.paid, new.paid) == (paid - moved, moved + taken_now)
    assert old.state == ("pending" if left else "paid")
    assert new.state == ("paid" if method else "pending")
    if not taken_now and method:
        assert new.method == "card", "as it was paid"
    with book.read() as reading:
        sums = recount(line.body for line in reading.history.lines())
    for view in (old, new):
        own = sums[view.order]
        assert own["price"] + own["fees"] + own["rounding"] - own["payments"] + own["refunds"] == view.balance
    assert replay(book).equal


def test_more_than_was_paid_does_not_go_over(book: Book) -> None:
    order = part_paid(book, 2000)
    name = show(book, order).tickets[0].ticket
    for amount in (0, -5, 2001):
        moved = [{"out": book.new_id(), "in": book.new_id(), "method": "card", "amount": amount}]
        payload = {"order": order, "new": {"id": book.new_id(), "number": "NEW", "method": "cash"}}
        payload |= {"tickets": [{"ticket": name, "position": 1}], "payment": None, "moved": moved}
        with pytest.raises(RuleBroken) as no:
            book.write(
                lambda deed, payload=payload: deed.record(make(deed, "order_split", who=lea(book), payload=payload))
            )
        assert no.value.code == "wrong_amount"
