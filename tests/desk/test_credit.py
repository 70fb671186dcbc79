"""What was paid beyond what an order owes goes back, all of it and no more."""

import pytest

from tests.conftest import lea
from tests.house import house, on, taken
from ticketoffice.desk import cancel, hand_out, payment
from ticketoffice.desk.credit import give_back, offer
from ticketoffice.desk.find import order_of
from ticketoffice.desk.hand_out import paid_out_credit
from ticketoffice.desk.reports import refunds_due
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.replay import replay


@pytest.fixture
def overpaid(book: Book) -> Book:
    """Order I of two tickets at 30.00 per invoice: 75.00 came by bank transfer, 15.00 too much."""
    taken(book, house(), on("A-1", "A-2", number="I", waiting=True))
    payment.pay(book, order_of(book, "I")[0], method="bank_transfer", amount=7500, who=lea(book))
    return book


def order(book: Book) -> str:
    return order_of(book, "I")[0]


def test_all_of_it_in_cash_is_given_now(overpaid: Book) -> None:
    assert (offer(overpaid, order(overpaid)).credit, show(overpaid, order(overpaid)).credit) == (1500, 1500)
    done = give_back(overpaid, order(overpaid), who=lea(overpaid), method="cash")
    view = show(overpaid, order(overpaid))
    assert (done.amount, done.hand_out, view.refunded, view.balance, view.credit) == (1500, 1500, 1500, 0, 0)
    assert [t.state for t in view.tickets] == ["valid", "valid"]
    assert [(r.ticket, r.method, r.paid_at is not None) for r in view.refunds] == [(None, "cash", True)]
    with pytest.raises(RuleBroken) as no:
        give_back(overpaid, order(overpaid), who=lea(overpaid), method="cash", amount=1)
    assert no.value.code == "no_credit"
    assert verify(overpaid) is None
    assert replay(overpaid).equal


def test_the_offer_says_by_which_methods_it_is_given_at_once(overpaid: Book) -> None:
    said = offer(overpaid, order(overpaid))
    assert set(said.methods) > set(said.at_once)
    for method in said.methods:
        done = give_back(overpaid, order(overpaid), who=lea(overpaid), method=method, amount=100)
        assert bool(done.hand_out) == (method in said.at_once), method


def test_a_part_by_transfer_is_promised(overpaid: Book) -> None:
    done = give_back(overpaid, order(overpaid), who=lea(overpaid), method="later", amount=500)
    view = show(overpaid, order(overpaid))
    assert (done.hand_out, view.credit, view.refunds[0].paid_at) == (0, 1000, None)
    [due] = refunds_due(overpaid).lines
    assert (due.where.order_number, due.where.ticket, due.amount) == ("I", None, 500)
    hand_out.refunds_paid(overpaid, due.where.order, [due.refund], who=lea(overpaid))
    assert refunds_due(overpaid).lines == ()
    with pytest.raises(RuleBroken) as no:
        hand_out.refunds_paid(overpaid, due.where.order, [due.refund], who=lea(overpaid))
    assert no.value.code == "already_paid_out"


@pytest.mark.parametrize(
    ("method", "amount", "code"),
    [
        ("cash", 1501, "over_payment"),
        ("cash", 0, "wrong_amount"),
        ("nothing", 100, "wrong_amount"),
        ("x", 1, "unknown_method"),
    ],
)
def test_never_more_than_it_and_by_what_gives_something(overpaid: Book, method: str, amount: int, code: str) -> None:
    with pytest.raises(RuleBroken) as no:
        give_back(overpaid, order(overpaid), who=lea(overpaid), method=method, amount=amount)
    assert no.value.code == code
    assert show(overpaid, order(overpaid)).refunds == ()


def test_the_credit_of_a_click_is_left_to_finish(overpaid: Book) -> None:
    first = show(overpaid, order(overpaid)).tickets[0].ticket
    cancel.click(overpaid, [first], who=lea(overpaid))
    assert show(overpaid, order(overpaid)).credit == 1500
    give_back(overpaid, order(overpaid), who=lea(overpaid), method="card")
    cancel.finish(overpaid, [first], who=lea(overpaid), reason="customer_asked", now=True)
    view = show(overpaid, order(overpaid))
    assert (view.refunded, view.balance, view.credit) == (4500, 0, 0)
    assert replay(overpaid).equal


def test_what_a_cancelled_order_was_paid_too_much_goes_back_too(overpaid: Book) -> None:
    live = [t.ticket for t in show(overpaid, order(overpaid)).tickets]
    cancel.cancel(overpaid, live, who=lea(overpaid), reason="duplicate", method="bank_transfer", now=True)
    assert show(overpaid, order(overpaid)).credit == 1500
    give_back(overpaid, order(overpaid), who=lea(overpaid), method="bank_transfer")
    assert show(overpaid, order(overpaid)).balance == 0


def test_credit_that_was_promised_is_paid_by_the_order(overpaid: Book) -> None:
    give_back(overpaid, order(overpaid), who=lea(overpaid), method="later")
    paid = paid_out_credit(overpaid, order(overpaid), who=lea(overpaid))
    assert ([r.amount for r in paid.refunds], refunds_due(overpaid).lines) == ([1500], ())
    with pytest.raises(RuleBroken) as no:
        paid_out_credit(overpaid, order(overpaid), who=lea(overpaid))
    assert no.value.code == "already_paid_out"
