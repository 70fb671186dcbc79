"""Money that goes back in two ways: what a person hands out is marked by hand, a transfer waits for whoever sends it."""

import pytest
from msgspec.structs import replace

from tests.conftest import NOW, alone, lea
from tests.house import house, on, taken
from ticketoffice.desk import admit, cancel, hand_out
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.desk.strip import owed
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.rules import BY_HAND
from ticketoffice.domain.taken_in import TakenPayment
from ticketoffice.store.book import Book


@pytest.fixture
def mixed(book: Book) -> Book:
    """Order M: a ticket of CHF 30.00, of which 10.00 were paid in cash and 20.00 by bank transfer."""
    payments = (TakenPayment("1", "cash", 1000, NOW), TakenPayment("2", "bank_transfer", 2000, NOW - 1))
    taken(book, house(), replace(on("A-1", number="M"), payments=payments))
    return book


def the_ticket(book: Book) -> str:
    return str(order_of(book, "MT1")[1])


def open_methods(book: Book) -> list[str]:
    """How what is still to be given back would be given."""
    return sorted(r.method for r in show(book, order_of(book, "M")[0]).refunds if r.paid_at is None)


def test_what_the_strip_asks_for_is_all_that_handed_out_marks(mixed: Book) -> None:
    cancel.cancel(mixed, [the_ticket(mixed)], who=lea(mixed), reason="duplicate")
    asked = owed(mixed, order_of(mixed, "M")[0])
    assert asked is not None
    assert (asked.amount, asked.method) == (1000, "cash")
    done = hand_out.paid_out(mixed, asked.tickets, who=lea(mixed), methods=(asked.method,))
    assert [(r.method, r.amount) for r in done.refunds] == [("cash", 1000)]
    assert open_methods(mixed) == ["bank_transfer"]
    assert owed(mixed, order_of(mixed, "M")[0]) is None
    with pytest.raises(RuleBroken) as no:
        hand_out.paid_out(mixed, asked.tickets, who=lea(mixed), methods=BY_HAND)
    assert no.value.code == "already_paid_out"


def test_now_marks_what_is_handed_out_and_nothing_else(mixed: Book) -> None:
    cancel.cancel(mixed, [the_ticket(mixed)], who=lea(mixed), reason="duplicate", now=True)
    assert open_methods(mixed) == ["bank_transfer"]


def test_without_a_method_all_that_is_open_is_marked(mixed: Book) -> None:
    """The command `paid-out`: whoever gives it knows what was sent."""
    cancel.cancel(mixed, [the_ticket(mixed)], who=lea(mixed), reason="duplicate")
    done = hand_out.paid_out(mixed, [the_ticket(mixed)], who=lea(mixed))
    assert sorted((r.method, r.amount) for r in done.refunds) == [("bank_transfer", 2000), ("cash", 1000)]
    assert open_methods(mixed) == []


def test_whoever_approved_goodwill_is_named_once(book: Book) -> None:
    """The hand-out goes with it and is approved by the same."""
    taken(book, house(), on("A-1", number="M"))
    admit.admit(book, "MT1", who=lea(book))
    cancel.goodwill(book, the_ticket(book), who=alone(book), method="cash", amount=500)
    with book.read() as reading:
        made = {line.kind: line.second_person for line in reading.history.lines()}
    assert (made["goodwill_refunded"], made["refund_paid_out"]) == ("none_by_rule", None)
