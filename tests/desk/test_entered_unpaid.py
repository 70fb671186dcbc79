"""A school went in before its invoice was paid: what is left of it, what the desk is told, and what Today counts."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.conftest import alone, lea
from tests.house import house, on, taken
from ticketoffice.desk import admit, cancel, invoice, payment, release
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.door_list import door_list
from ticketoffice.desk.evening_views import TonightView
from ticketoffice.desk.explaining import explain as explained
from ticketoffice.desk.find import order_of
from ticketoffice.desk.sentences import sentence
from ticketoffice.desk.show import show
from ticketoffice.desk.strip import explain, whole
from ticketoffice.desk.today import evening, performances
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.store.book import Book


def ticket(book: Book, code: str) -> str:
    return str(order_of(book, code)[1])


@pytest.fixture
def school(book: Book) -> Book:
    """Two tickets at 30.00 on an invoice, admitted unpaid; one of them is in."""
    taken(book, house(), on("A-1", "A-2", number="S", waiting=True), on("B-1", number="P"))
    release.admit_unpaid(book, order_of(book, "S")[0], who=alone(book))
    assert admit.admit(book, "ST1", who=lea(book)).badge == "admit_unpaid"
    return book


def refused(book: Book, problem: RuleBroken) -> str:
    return sentence(problem.code, data=explained(book, problem))


def test_what_waits_beside_a_used_ticket_is_refused_with_what_really_helps(school: Book) -> None:
    order = order_of(school, "S")[0]
    view = show(school, order)
    assert [t.cross.why for t in view.tickets] == ["used", "invoice_entered"]
    for deed in (
        lambda: cancel.click(school, view.whole, who=lea(school)),
        lambda: cancel.cancel(school, [ticket(school, "ST2")], who=lea(school), reason="duplicate"),
        lambda: invoice.reissue(school, order, without=[ticket(school, "ST2")], who=lea(school)),
        lambda: whole(school, order),
    ):
        with pytest.raises(RuleBroken) as no:
            deed()
        assert (no.value.code, no.value.next) == ("invoice_entered", ("pay",))
        said = refused(school, no.value)
        assert "Ticket S-1 entered on 24.11.2026" in said
        assert "order S" in said
    why = explain(school, [ticket(school, "ST2")])
    assert why is not None
    assert (why.problem.code, why.problem.next) == ("invoice_entered", ("pay",))


def test_once_it_is_paid_what_did_not_come_is_cancelled(school: Book) -> None:
    order = order_of(school, "S")[0]
    payment.pay(school, order, method="card", who=lea(school))
    cancel.cancel(school, show(school, order).whole, who=lea(school), reason="duplicate", method="card")
    assert [t.state for t in show(school, order).tickets] == ["used", "cancelled"]


def test_once_the_entry_is_undone_all_of_it_is_cancelled(school: Book) -> None:
    order = order_of(school, "S")[0]
    admit.undo_entry(school, ticket(school, "ST1"), who=alone(school))
    cancel.cancel(school, show(school, order).whole, who=lea(school), reason="duplicate")
    assert show(school, order).state == "cancelled"


def counted(book: Book) -> TonightView:
    """Tonight's figures, which add up to the capacity and are those of `free`."""
    [view] = performances(book)
    places = free(book, "p")
    assert view.sold + view.unpaid + (view.free or 0) == (view.places or 0) + view.over
    assert (view.sold, view.unpaid) == (sum(z.sold for z in places.zones), sum(z.held for z in places.zones))
    assert view.free == places.quotas[0].free
    return view


def states(book: Book) -> dict[str, str]:
    return {row.number: row.state for row in evening(book, "p").orders}


def test_who_went_in_unpaid_is_not_sold(school: Book) -> None:
    view = counted(school)
    assert (view.sold, view.unpaid, view.entered) == (1, 2, 1)
    assert states(school) == {"S": "admit_unpaid", "P": "paid"}
    admit.admit(school, "ST2", who=lea(school))
    view = counted(school)
    assert (view.sold, view.unpaid, view.entered) == (1, 2, 2)
    assert states(school) == {"S": "admit_unpaid", "P": "paid"}
    assert [row.number for row in evening(school, "p", filter="unpaid").orders] == ["S"]
    assert {row.number: row.state for row in door_list(school, "p").rows} == states(school)
    payment.pay(school, order_of(school, "S")[0], method="card", who=lea(school))
    view = counted(school)
    assert (view.sold, view.unpaid, view.entered) == (3, 0, 2)
    assert states(school)["S"] == "paid"


def test_a_part_that_was_paid_is_first_of_those_who_are_in(school: Book) -> None:
    order = order_of(school, "S")[0]
    payment.pay(school, order, method="bank_transfer", amount=1000, who=lea(school))
    assert (counted(school).sold, counted(school).unpaid) == (1, 2)
    payment.pay(school, order, method="bank_transfer", amount=2000, who=lea(school))
    assert (counted(school).sold, counted(school).unpaid) == (2, 1)
    admit.admit(school, "ST2", who=lea(school))
    assert (counted(school).sold, counted(school).unpaid) == (2, 1)


def test_who_is_taken_off_the_list_of_the_unpaid_and_is_in_is_simply_unpaid(school: Book) -> None:
    release.admit_unpaid(school, order_of(school, "S")[0], who=alone(school), admit=False)
    assert (states(school)["S"], counted(school).unpaid) == ("unpaid", 2)


def test_who_was_let_in_unpaid_by_the_source_is_not_sold_either(book: Book) -> None:
    waiting = on("A-1", number="S", waiting=True)
    [first] = waiting.tickets
    taken(book, house(), replace(waiting, admit_unpaid=True, tickets=(replace(first, state="used"),)))
    view = counted(book)
    assert (view.sold, view.unpaid, view.entered) == (0, 1, 1)
