"""Two desks without a line take money for the same order: all of it is booked, what is too much is credit, and a case says so."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from msgspec.structs import replace

from tests.conftest import lea
from tests.desks import Desk
from tests.house import house, on, taken
from tests.sync.test_cases_everywhere import everywhere, lines, told
from tests.sync.test_never_made import Join, hear_without_answers
from ticketoffice.desk import cancel, credit, owing, payment
from ticketoffice.desk.cases import close_case
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.desk.syncing import sync_lists_of, sync_view
from ticketoffice.desk.views import OrderView
from ticketoffice.store.book import Book
from ticketoffice.store.replay import replay


def order_i(book: Book) -> OrderView:
    return show(book, order_of(book, "I")[0])


def pay(desk: Desk, method: str = "cash", *, amount: int | None = None, number: str = "I") -> None:
    payment.pay(desk.book, order_of(desk.book, number)[0], method=method, amount=amount, who=lea(desk.book))


@pytest.mark.parametrize("methods", [("cash", "card"), ("bank_transfer", "bank_transfer")], ids=" and ".join)
def test_an_order_that_was_paid_at_two_desks_is_a_case_and_its_money_credit(
    a: Desk, b: Desk, methods: tuple[str, str]
) -> None:
    pay(a, methods[0])
    pay(b, methods[1])
    assert lines(b.book) == [], "nobody knows yet"
    a.sync()
    books = everywhere(a, b)
    assert told(books[0]) == told(books[1]) == told(books[2])
    for book in books:
        view = order_i(book)
        assert (view.state, view.paid, view.credit) == ("paid", 12000, 6000)
        [case] = view.cases
        assert (case.why, case.amount, case.deed) == ("paid_twice", 6000, "payment_recorded")
        assert [line.amount for line in owing.credits(book).lines] == [6000]
        assert replay(book).equal
    for desk in (a, b):
        [case] = sync_lists_of(desk.book).cases
        assert (case.number, case.desk, case.amount) == ("I", "B", 6000)
        shown = sync_view(desk.book)
        assert shown is not None and shown.attention == 1, "whoever looks at the desk sees that there is something"


def test_the_desk_knows_before_the_centre_has_answered(a: Desk, b: Desk) -> None:
    pay(a)
    pay(b)
    a.sync()
    hear_without_answers(b)
    assert [(case.why, case.amount) for case in order_i(b.book).cases] == [("paid_twice", 6000)]
    assert replay(b.book).equal


def test_only_what_is_too_much_is_in_the_case(a: Desk, b: Desk) -> None:
    pay(a, "card", amount=2000)
    pay(b, "card")
    a.sync()
    for book in everywhere(a, b):
        view = order_i(book)
        assert (view.paid, view.credit, [case.amount for case in view.cases]) == (8000, 2000, [2000])
        assert replay(book).equal


def test_two_parts_that_are_owed_together_are_no_case(a: Desk, b: Desk) -> None:
    pay(a, "card", amount=2000)
    pay(b, "card", amount=4000)
    a.sync()
    for book in everywhere(a, b):
        assert (order_i(book).state, order_i(book).credit, lines(book)) == ("paid", 0, [])


def test_money_for_a_ticket_that_another_desk_had_cancelled_is_such_a_case_too(join: Join) -> None:
    waits = replace(on("C-1", "C-2", number="I", waiting=True), method="on_site", invoices=())
    a = join("A", lambda book: taken(book, house(), waits))
    a.sync()
    b = join("B")
    b.sync()
    first = str(order_of(a.book, "IT1")[1])
    cancel.cancel(a.book, [first], who=lea(a.book), reason="customer_asked", method="nothing", now=True)
    pay(b)
    a.sync()
    for book in everywhere(a, b):
        assert [(case.why, case.amount) for case in order_i(book).cases] == [("paid_twice", 3000)]
        assert order_i(book).credit == 3000


def test_a_transfer_of_more_than_is_open_surprises_nobody(a: Desk, b: Desk) -> None:
    pay(b, "bank_transfer", amount=7000)
    pay(b, "bank_transfer", amount=500)
    for book in everywhere(a, b):
        assert (order_i(book).credit, lines(book)) == (1500, [])


def test_once_it_was_given_back_nothing_is_owed_and_a_person_closes_it(a: Desk, b: Desk) -> None:
    pay(a)
    pay(b)
    a.sync()
    everywhere(a, b)
    credit.give_back(b.book, order_of(b.book, "I")[0], who=lea(b.book), method="cash")
    for book in everywhere(b, a):
        [case] = order_i(book).cases
        assert (case.why, case.amount, order_i(book).credit) == ("paid_twice_settled", None, 0)
    close_case(a.book, str(case.case), who=lea(a.book), note="she has it back")
    for book in everywhere(a, b):
        assert lines(book) == []
        assert replay(book).equal


def test_of_an_older_desk_that_does_not_say_what_was_open_the_money_is_credit_alone(a: Desk, b: Desk) -> None:
    pay(a)
    made = payment.make

    def older(deed: object, kind: str, **how: object) -> object:
        how["payload"] = {name: value for name, value in how["payload"].items() if name != "open"}  # type: ignore[attr-defined]
        return made(deed, kind, **how)  # type: ignore[arg-type]

    with patch.object(payment, "make", older):
        pay(b)
    a.sync()
    for book in everywhere(a, b):
        assert (order_i(book).credit, lines(book)) == (6000, [])
        assert replay(book).equal
