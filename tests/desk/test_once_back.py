"""No ticket gives more back than its price, whatever way the money goes: Finish, goodwill, an undone entry, a reinstatement."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.conftest import alone, lea
from tests.house import house, on, taken
from ticketoffice.desk import admit, cancel, hand_out, invoice, payment, release
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.desk.strip import explain
from ticketoffice.desk.views import OrderView
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.replay import replay


def ticket(book: Book, code: str) -> str:
    return str(order_of(book, code)[1])


def refused(book: Book, code: str, amount: int | None) -> RuleBroken:
    with pytest.raises(RuleBroken) as no:
        cancel.cancel(book, [ticket(book, code)], who=lea(book), reason="duplicate", method="card", amount=amount)
    return no.value


@pytest.fixture
def three(book: Book) -> Book:
    """Three tickets of 30.00, one card payment of 90.00; the first one entered and got 30.00 out of goodwill."""
    taken(book, house(), on("A-1", "A-2", "A-3", number="N1"))
    admit.admit(book, "N1T1", who=lea(book))
    cancel.goodwill(book, ticket(book, "N1T1"), who=alone(book), method="card", amount=3000)
    admit.undo_entry(book, ticket(book, "N1T1"), who=alone(book), reason="it was somebody else")
    return book


def test_a_ticket_that_got_goodwill_is_cancelled_without_money(three: Book) -> None:
    no = refused(three, "N1T1", 3000)
    assert (no.code, no.data["left"]) == ("over_payment", 0)
    done = cancel.cancel(three, [ticket(three, "N1T1")], who=lea(three), reason="duplicate")
    assert sum(r.amount for r in done.refunds) == 0
    order = show(three, order_of(three, "N1")[0])
    assert (order.refunded, order.balance) == (3000, 0)
    assert replay(three).equal


def test_what_goodwill_left_is_given_back(book: Book) -> None:
    taken(book, house(), on("A-1", "A-2", number="N1"))
    admit.admit(book, "N1T1", who=lea(book))
    cancel.goodwill(book, ticket(book, "N1T1"), who=alone(book), method="card", amount=1000)
    admit.undo_entry(book, ticket(book, "N1T1"), who=alone(book), reason="it was somebody else")
    no = refused(book, "N1T1", 2500)
    assert (no.code, no.data["left"]) == ("over_payment", 2000)
    done = cancel.cancel(book, [ticket(book, "N1T1")], who=lea(book), reason="duplicate")
    assert [r.amount for r in done.refunds] == [2000]
    assert (show(book, order_of(book, "N1")[0]).refunded, show(book, order_of(book, "N1")[0]).balance) == (3000, 0)


def test_a_fee_kept_of_one_ticket_is_no_more_money_for_another(book: Book) -> None:
    taken(book, house(), on("A-1", "A-2", number="N1"))
    cancel.cancel(book, [ticket(book, "N1T1")], who=lea(book), reason="duplicate", method="card", amount=2000)
    admit.admit(book, "N1T2", who=lea(book))
    cancel.goodwill(book, ticket(book, "N1T2"), who=alone(book), method="card", amount=3000)
    admit.undo_entry(book, ticket(book, "N1T2"), who=alone(book), reason="it was somebody else")
    assert refused(book, "N1T2", 1000).code == "over_payment"
    with pytest.raises(RuleBroken) as no:
        cancel.goodwill(book, ticket(book, "N1T2"), who=alone(book), method="card", amount=100)
    assert no.value.code in ("over_payment", "not_used")


def test_keeping_a_ticket_that_got_goodwill_restores_it_exactly(three: Book) -> None:
    before = show(three, order_of(three, "N1")[0])
    cancel.cancel(three, [ticket(three, "N1T1")], who=lea(three), reason="duplicate")
    cancel.keep(three, [ticket(three, "N1T1")], who=lea(three))
    after = show(three, order_of(three, "N1")[0])
    assert (after.balance, after.refunded, after.tickets[0].state) == (before.balance, before.refunded, "valid")
    assert replay(three).equal


def test_what_was_given_is_proposed_no_more(book: Book) -> None:
    taken(book, house(), on("A-1", "A-2", number="N1"))
    for code, amount in (("N1T1", 1000), ("N1T2", 3000)):
        admit.admit(book, code, who=lea(book))
        cancel.goodwill(book, ticket(book, code), who=alone(book), method="card", amount=amount)
    part, whole = explain(book, [ticket(book, "N1T1")]), explain(book, [ticket(book, "N1T2")])
    assert part is not None and whole is not None
    assert (part.left, part.problem.next) == (2000, ("goodwill", "undo-entry"))
    assert (whole.left, whole.problem.next) == (0, ("undo-entry",))


def test_history_says_which_money_was_handed_out(book: Book) -> None:
    taken(book, house(), on("A-1", "A-2", number="N1"))
    cancel.cancel(book, [ticket(book, "N1T2")], who=lea(book), reason="duplicate", method="cash")
    hand_out.paid_out(book, [ticket(book, "N1T2")], who=lea(book))
    line = show(book, order_of(book, "N1")[0]).history[0]
    assert (line.kind, line.tickets) == ("refund_paid_out", ("N1-2",))
    assert line.details == (("refund_method", "cash"), ("refund_amount", 3000))


def order(book: Book) -> OrderView:
    return show(book, order_of(book, "N1")[0])


def test_goodwill_counts_on_for_the_ticket_that_replaces_its_ticket(three: Book) -> None:
    """Goodwill, undone entry, cross, reinstatement, cross again: the price was given back once."""
    cancel.cancel(three, [ticket(three, "N1T1")], who=lea(three), reason="duplicate")
    cancel.reinstate(three, ticket(three, "N1T1"), who=lea(three))
    fresh = order(three).tickets[-1]
    assert (fresh.state, order(three).balance) == ("valid", 0)
    assert refused(three, fresh.number, 3000).code == "over_payment"
    cancel.cancel(three, [fresh.ticket], who=lea(three), reason="duplicate", now=True)
    assert (order(three).refunded, order(three).balance) == (3000, 0)
    left = cancel.cancel(three, [ticket(three, "N1T2")], who=lea(three), reason="duplicate")
    assert [r.amount for r in left.refunds] == [3000], "the other visitor's money is there"
    assert replay(three).equal


@pytest.mark.parametrize(("given", "owes"), [(3000, 3000), (1000, 1000), (0, 0)])
def test_a_reinstated_ticket_owes_what_was_given_back_no_more_and_no_less(book: Book, given: int, owes: int) -> None:
    taken(book, house(), on("A-1", "A-2", number="N1"))
    method = "cash" if given else "nothing"
    cancel.cancel(
        book, [ticket(book, "N1T1")], who=lea(book), reason="duplicate", method=method, amount=given, now=True
    )
    cancel.reinstate(book, ticket(book, "N1T1"), who=lea(book))
    assert (order(book).balance, order(book).tickets[-1].state) == (owes, "valid")
    if owes:
        payment.pay(book, order(book).order, method="cash", who=lea(book))
    assert (order(book).balance, order(book).tickets[-1].state, order(book).state) == (0, "valid", "paid")
    again = cancel.cancel(book, [order(book).tickets[-1].ticket], who=lea(book), reason="duplicate")
    assert sum(r.amount for r in again.refunds) == 3000
    assert replay(book).equal


def test_a_partly_paid_invoice_ticket_is_not_reinstated_alone(book: Book) -> None:
    taken(book, house(), on("A-1", "A-2", number="N1", waiting=True))
    payment.pay(book, order(book).order, method="bank_transfer", amount=1000, who=lea(book))
    invoice.reissue(book, order(book).order, without=[ticket(book, "N1T1")], who=lea(book))
    with pytest.raises(RuleBroken) as no:
        cancel.reinstate(book, ticket(book, "N1T1"), who=lea(book))
    assert no.value.code == "invoice_cancelled"


def test_an_order_is_named_by_its_very_number_before_a_ticket_in_another_case(book: Book) -> None:
    taken(book, house(), on("A-1", number="N5"), replace(on("A-2", number="N8"), number="n5t1"))
    assert show(book, order_of(book, "n5t1")[0]).number == "n5t1"
    assert order_of(book, "n5t1")[1] is None
    assert order_of(book, "N5T1")[1] == show(book, order_of(book, "N5")[0]).tickets[0].ticket


def test_goodwill_is_not_offered_where_nothing_was_paid(book: Book) -> None:
    """An invoice that may go in unpaid: somebody entered, and no payment could give anything back."""
    taken(book, house(), on("A-1", "A-2", number="N1", waiting=True))
    release.admit_unpaid(book, order_of(book, "N1")[0], who=alone(book))
    admit.admit(book, "N1T1", who=lea(book))
    explained = explain(book, [ticket(book, "N1T1")])
    assert explained is not None
    assert (explained.problem.code, explained.problem.next, explained.left) == ("used", ("undo-entry",), 0)
    with pytest.raises(RuleBroken) as no:
        cancel.goodwill(book, ticket(book, "N1T1"), who=alone(book), method="cash", amount=100)
    assert no.value.code == "over_payment"


def test_goodwill_is_not_offered_for_a_ticket_that_is_gone(book: Book, clock: HandClock) -> None:
    taken(book, house(), on("A-1", number="N1"))
    cancel.cancel(book, [ticket(book, "N1T1")], who=lea(book), reason="duplicate", now=True)
    clock.advance(seconds=40 * 24 * 3600)
    with pytest.raises(RuleBroken) as no:
        cancel.reinstate(book, ticket(book, "N1T1"), who=alone(book))
    assert (no.value.code, no.value.next) == ("performance_over", ())
