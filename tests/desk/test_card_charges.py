"""Money that the card terminal of the desk took for an order that waits: booked once, with what the terminal calls it."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from tests.conftest import NOW, lea
from tests.desk.test_payment import waiting
from tests.house import house, taken
from ticketoffice.desk import card_charges, payment
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.store import tables
from ticketoffice.store.book import Book
from ticketoffice.store.card_charges import APPROVED, CardCharge

CHARGE = "c" * 32


@pytest.fixture
def order(book: Book) -> str:
    """A reservation of two, 60.00 in all, and a card that was charged for half of it."""
    taken(book, house(), waiting(3000, seats=("A-1", "A-2")))
    charge = CardCharge(CHARGE, 3000, "CHF", 41, NOW, outcome=APPROVED, trace=42, receipt=7, terminal="T-1")
    card_charges.note(book, charge)
    return order_of(book, "SITE")[0]


def last_payload(book: Book) -> dict[str, object]:
    o = tables.operations.c
    with book.engine.connect() as connection:
        body = connection.execute(select(o.body).order_by(o.seq.desc()).limit(1)).scalar_one()
    return dict(json.loads(body)["payload"])


def test_a_part_of_an_order_is_paid_at_the_terminal(book: Book, order: str) -> None:
    payment.pay(book, order, method="card", amount=3000, who=lea(book), charge=CHARGE)
    assert last_payload(book)["terminal"] == {"name": "T-1", "trace": 42, "receipt": 7}
    assert card_charges.unsold(book) == []
    assert show(book, order).balance == 3000


def test_a_charge_pays_once(book: Book, order: str) -> None:
    payment.pay(book, order, method="card", amount=3000, who=lea(book), charge=CHARGE)
    with pytest.raises(RuleBroken) as no:
        payment.pay(book, order, method="card", amount=3000, who=lea(book), charge=CHARGE)
    assert no.value.code == "charge_spent"
    assert show(book, order).balance == 3000, "nothing was booked"


def test_a_charge_of_another_amount_is_not_this_payment(book: Book, order: str) -> None:
    with pytest.raises(RuleBroken) as no:
        payment.pay(book, order, method="card", amount=2000, who=lea(book), charge=CHARGE)
    assert no.value.code == "charge_spent"
    assert [one.reference for one in card_charges.unsold(book)] == [CHARGE], "it still is somebody's money"


def test_tickets_that_leave_a_reservation_are_paid_at_the_terminal(book: Book, order: str) -> None:
    first = show(book, order).tickets[0].ticket
    done = payment.split(book, order, tickets=[first], who=lea(book), method="card", charge=CHARGE)
    paid = last_payload(book)["payment"]
    assert isinstance(paid, dict)
    assert paid["terminal"] == {"name": "T-1", "trace": 42, "receipt": 7}
    assert card_charges.noted(book, CHARGE) is not None
    assert card_charges.unsold(book) == []
    assert (done.amount, done.balance) == (3000, 0)


def test_a_card_is_not_charged_for_tickets_that_were_paid_before(book: Book, order: str) -> None:
    payment.pay(book, order, method="cash", amount=3000, who=lea(book))
    first = show(book, order).tickets[0].ticket
    with pytest.raises(RuleBroken) as no:
        payment.split(book, order, tickets=[first], who=lea(book), method="card", charge=CHARGE)
    assert no.value.code == "nothing_open"
    assert [one.reference for one in card_charges.unsold(book)] == [CHARGE]
