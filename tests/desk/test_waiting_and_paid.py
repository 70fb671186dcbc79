"""Who may go in: waiting tickets of a covered order are valid, and nobody goes in on money that another ticket had."""

import pytest
from msgspec.structs import replace

from tests.conftest import NOW, alone, lea
from tests.house import house, on, taken
from ticketoffice.desk import admit, cancel, invoice, payment
from ticketoffice.desk.find import order_of
from ticketoffice.desk.making import make
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.state import Refund
from ticketoffice.domain.taken_in import TakenOrder, TakenPayment
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.replay import replay


def reserved(*seats: str, number: str) -> TakenOrder:
    return replace(on(*seats, number=number, waiting=True), method="on_site", invoices=())


def ticket(book: Book, code: str) -> str:
    return str(order_of(book, code)[1])


def order(book: Book, number: str) -> str:
    return order_of(book, number)[0]


def states(book: Book, order: str) -> list[str]:
    """The states of its tickets, and what the gate says to each."""
    return [f"{t.state} {admit.check(book, t.number).reason}" for t in show(book, order).tickets]


@pytest.fixture
def waiting(book: Book) -> Book:
    taken(book, house(), reserved("A-1", "A-2", number="R"), reserved("B-1", number="S"), on("C-1", "C-2", number="P"))
    return book


def test_an_unpaid_ticket_is_reinstated_unpaid(waiting: Book) -> None:
    cancel.cancel(waiting, [ticket(waiting, "ST1")], who=lea(waiting), reason="duplicate", now=True)
    cancel.reinstate(waiting, ticket(waiting, "ST1"), who=lea(waiting))
    view = show(waiting, order(waiting, "S"))
    assert (view.state, view.balance) == ("pending", 3000)
    assert states(waiting, view.order) == ["cancelled cancelled", "held unpaid"]
    payment.pay(waiting, view.order, method="card", who=lea(waiting))
    assert states(waiting, view.order) == ["cancelled cancelled", "valid valid"]
    assert replay(waiting).equal


def test_a_ticket_of_an_order_paid_in_part_is_reinstated_unpaid(waiting: Book) -> None:
    who, name = lea(waiting), order(waiting, "R")
    payment.pay(waiting, name, method="card", amount=1000, who=who)
    cancel.click(waiting, [ticket(waiting, "RT2")], who=who)
    cancel.reinstate(waiting, ticket(waiting, "RT2"), who=who)
    assert states(waiting, name) == ["held unpaid", "cancelled cancelled", "held unpaid"]


def test_what_a_split_leaves_covered_is_valid(waiting: Book) -> None:
    who, name = lea(waiting), order(waiting, "R")
    payment.pay(waiting, name, method="card", amount=3000, who=who)
    done = payment.split(waiting, name, tickets=[ticket(waiting, "RT2")], who=who)
    assert (show(waiting, name).balance, show(waiting, done.order).balance) == (0, 3000)
    assert states(waiting, name) == ["valid valid"]
    assert states(waiting, done.order) == ["held unpaid"]
    assert replay(waiting).equal


def test_what_a_cancellation_leaves_covered_is_valid(waiting: Book) -> None:
    who, name = lea(waiting), order(waiting, "R")
    payment.pay(waiting, name, method="card", amount=3000, who=who)
    cancel.cancel(waiting, [ticket(waiting, "RT2")], who=who, reason="customer_asked")
    assert states(waiting, name) == ["valid valid", "cancelled cancelled"]
    cancel.keep(waiting, [ticket(waiting, "RT2")], who=who)
    assert states(waiting, name) == ["valid valid", "held unpaid"]
    assert replay(waiting).equal


def test_a_reissue_that_is_covered_by_the_money_so_far_is_valid(book: Book) -> None:
    taken(book, house(), on("A-1", "A-2", number="I", waiting=True))
    payment.pay(book, order(book, "I"), method="card", amount=3000, who=lea(book))
    done = invoice.reissue(book, order(book, "I"), without=[ticket(book, "IT2")], who=lea(book))
    view = show(book, done.order)
    assert (view.state, view.balance, states(book, done.order)) == ("paid", 0, ["valid valid"])
    assert replay(book).equal


def half_paid(book: Book) -> str:
    """An order of one valid and one held ticket: 30.00 of 60.00 were paid."""
    name = order(book, "R")
    payment.pay(book, name, method="card", amount=3000, who=lea(book))
    cancel.click(book, [ticket(book, "RT2")], who=lea(book))
    cancel.keep(book, [ticket(book, "RT2")], who=lea(book))
    return name


def test_a_click_and_keep_in_an_order_paid_in_part_changes_nothing(waiting: Book) -> None:
    name = half_paid(waiting)
    cancel.click(waiting, [ticket(waiting, "RT1")], who=lea(waiting))
    assert states(waiting, name) == ["cancelled cancelled", "held unpaid"], "the click may still be taken back"
    cancel.keep(waiting, [ticket(waiting, "RT1")], who=lea(waiting))
    assert states(waiting, name) == ["valid valid", "held unpaid"]


def test_after_finish_the_money_of_a_ticket_covers_the_others(waiting: Book) -> None:
    """30.00 let one person in, whatever is kept or reinstated afterwards."""
    name = half_paid(waiting)
    cancel.cancel(waiting, [ticket(waiting, "RT1")], who=lea(waiting), reason="duplicate")
    assert states(waiting, name) == ["cancelled cancelled", "valid valid"]
    cancel.keep(waiting, [ticket(waiting, "RT1")], who=lea(waiting))
    assert states(waiting, name) == ["held unpaid", "valid valid"]
    cancel.click(waiting, [ticket(waiting, "RT1")], who=lea(waiting))
    cancel.reinstate(waiting, ticket(waiting, "RT1"), who=lea(waiting))
    assert states(waiting, name) == ["cancelled cancelled", "valid valid", "held unpaid"]
    payment.pay(waiting, name, method="cash", who=lea(waiting))
    assert states(waiting, name) == ["cancelled cancelled", "valid valid", "valid valid"]
    assert replay(waiting).equal


def test_a_payment_beside_an_unfinished_click_covers_the_rest(waiting: Book) -> None:
    """It ends Keep, so the credit of the clicked ticket counts: nobody stands there with nothing open and no ticket."""
    name = half_paid(waiting)
    taken_more = replace(reserved("A-1", "A-2", "A-3", number="R"))
    taken(waiting, taken_more)
    cancel.click(waiting, [ticket(waiting, "RT1")], who=lea(waiting))
    payment.pay(waiting, name, method="card", who=lea(waiting))
    assert states(waiting, name) == ["cancelled cancelled", "valid valid", "valid valid"]
    with pytest.raises(RuleBroken):
        cancel.keep(waiting, [ticket(waiting, "RT1")], who=lea(waiting))
    cancel.reinstate(waiting, ticket(waiting, "RT1"), who=lea(waiting))
    assert states(waiting, name)[3:] == ["held unpaid"]


def test_an_order_that_was_paid_keeps_its_reinstated_ticket_valid(waiting: Book) -> None:
    """Refunded by hand and reinstated: the customer owes it, as it always was, and goes in."""
    who = lea(waiting)
    cancel.cancel(waiting, [ticket(waiting, "PT1")], who=who, reason="duplicate", method="cash", now=True)
    cancel.reinstate(waiting, ticket(waiting, "PT1"), who=who)
    assert show(waiting, order(waiting, "P")).balance == 3000
    assert states(waiting, order(waiting, "P")) == ["cancelled cancelled", "valid valid", "valid valid"]


def test_a_payment_that_a_file_brings_covers_what_was_paid_here(waiting: Book) -> None:
    payment.pay(waiting, order(waiting, "R"), method="card", amount=1000, who=lea(waiting))
    taken(waiting, replace(reserved("A-1", "A-2", number="R"), payments=(TakenPayment("1", "card", 5000, NOW),)))
    assert states(waiting, order(waiting, "R")) == ["valid valid", "valid valid"]
    assert replay(waiting).equal


def test_an_undone_entry_of_an_order_that_may_go_in_unpaid(book: Book) -> None:
    """The ticket is as before the scan: still to be paid, and valid once its order is covered."""
    taken(book, house(), replace(on("A-1", "A-2", number="I", waiting=True), admit_unpaid=True))
    name, codes = order(book, "I"), ("IT1", "IT2")
    assert [admit.admit(book, code, who=lea(book)).badge for code in codes] == ["admit_unpaid"] * 2
    admit.undo_entry(book, ticket(book, "IT1"), who=alone(book))
    assert states(book, name) == ["held valid", "used used"]
    payment.pay(book, name, method="card", who=lea(book))
    admit.undo_entry(book, ticket(book, "IT2"), who=alone(book))
    assert states(book, name) == ["valid valid", "valid valid"]
    assert replay(book).equal


def test_money_that_has_left_is_recorded_and_what_was_too_much_is_a_case(waiting: Book) -> None:
    """A fact is never refused: a refund handed out twice, or after its ticket was kept elsewhere, must be settled."""
    who, name = lea(waiting), order(waiting, "P")
    cancel.cancel(waiting, [ticket(waiting, "PT1")], who=who, reason="duplicate", now=True)
    cancel.cancel(waiting, [ticket(waiting, "PT2")], who=who, reason="duplicate")
    cancel.keep(waiting, [ticket(waiting, "PT2")], who=who)
    paid, withdrawn = (r.id for r in the_refunds(waiting, name))
    late = {"order": name, "refunds": [paid, withdrawn]}
    outcome = waiting.write(lambda deed: deed.record(make(deed, "refund_paid_out", who=who, payload=late)))
    assert outcome.verdict.accepted
    with waiting.read() as reading:
        assert [
            (c.kind, c.ticket) for c in sorted(reading.cases(), key=lambda c: c.ticket == ticket(waiting, "PT2"))
        ] == [
            ("over_refund", ticket(waiting, "PT1")),
            ("over_refund", ticket(waiting, "PT2")),
        ]
    assert [r.paid_at is None for r in the_refunds(waiting, name)] == [False, True]
    waiting.write(lambda deed: deed.record(make(deed, "refund_paid_out", who=who, payload={**late, "order": paid})))
    with waiting.read() as reading:
        assert ("unknown_order", paid) in [(c.kind, c.order) for c in reading.cases()]
    assert replay(waiting).equal


def the_refunds(book: Book, order: str) -> list[Refund]:
    """Its refunds, those of the first ticket first."""
    with book.read() as reading:
        dossier = reading.dossiers([order])[order]
    return sorted(dossier.refunds, key=lambda r: [t.id for t in dossier.tickets].index(r.ticket or ""))


DAY = 86_400


def test_an_invoice_past_its_day_is_overdue_also_where_the_file_names_none(book: Book, clock: HandClock) -> None:
    """Ordered now, D = 10 days: due on the tenth day, overdue from the eleventh; the computed day counts like a named one."""
    taken(book, house(), on("A-1", number="N1", waiting=True))
    due = show(book, order(book, "N1")).due_on
    assert (due is not None, show(book, order(book, "N1")).overdue) == (True, False)
    clock.advance(seconds=10 * DAY)
    assert show(book, order(book, "N1")).overdue is False
    clock.advance(seconds=DAY)
    assert (show(book, order(book, "N1")).due_on, show(book, order(book, "N1")).overdue) == (due, True)


def test_a_reservation_is_due_when_its_source_says_so_and_else_has_no_day(book: Book) -> None:
    named = replace(reserved("A-2", number="N2"), due_at=NOW + 3 * DAY * 1_000_000)
    taken(book, house(), reserved("A-1", number="N1"), named)
    assert show(book, order(book, "N1")).due_on is None
    assert show(book, order(book, "N2")).due_on is not None
    assert show(book, order(book, "N2")).expires_on is None
