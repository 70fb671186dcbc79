"""A wish may be refused, a fact may not: what the door says to each kind about an order or a ticket that is not here."""

import inspect
import re

import pytest

from tests.conftest import lea
from tests.house import house, on, taken
from ticketoffice.desk.find import order_of
from ticketoffice.domain.operation import RECORDED_ONLY, Operation
from ticketoffice.domain.operations import KINDS
from ticketoffice.store.book import Book
from ticketoffice.store.replay import replay

REFUND = {"id": "7" * 32, "ticket": "2" * 32, "payment": None, "method": "cash", "amount": 100}
NEW = {"id": "6" * 32, "number": "NEW", "method": "cash", "due_at": None}
ABOUT_AN_ORDER = {
    "tickets_cancelled": {"hold_until": 0, "tickets": [{"ticket": "2" * 32, "cancellation": "3" * 32}]},
    "cancellation_finished": {"cancels": ["3" * 32], "reason": "duplicate", "refunds": [REFUND], "fees": []},
    "cancellation_kept": {"cancels": ["3" * 32], "fees": [], "by_esc": False},
    "refund_paid_out": {"refunds": ["7" * 32]},
    "ticket_reinstated": {"ticket": "2" * 32, "new": "4" * 32, "code": "CODE", "position": 9, "fee": 0},
    "goodwill_refunded": {"ticket": "2" * 32, "refunds": [REFUND], "reason": "duplicate"},
    "customer_told": {"cancels": ["3" * 32], "how": "told"},
    "customer_changed": {"person": {"person": "5" * 32, "revision": 1, "commitment": "0" * 64}},
    "payment_recorded": {"id": "8" * 32, "method": "cash", "amount": 100, "rounding": 0},
    "order_split": {"new": NEW, "tickets": [{"ticket": "2" * 32, "position": 1}], "payment": None},
    "order_reissued": {"new": NEW, "tickets": [], "without": ["2" * 32], "invoice": {}, "moved": []},
    "admitted": {"ticket": "2" * 32, "admission": "9" * 32},
    "entry_undone": {"ticket": "2" * 32, "unpaid": False},
}
"""Each kind that is about an order which must be here, with what else its payload needs."""
ABOUT_A_TICKET = ("tickets_cancelled", "ticket_reinstated", "goodwill_refunded", "admitted", "entry_undone")
FACTS = [name for name, kind in KINDS.items() if kind.nature == "fact"]


def said(book: Book, kind: str, *, order: str) -> Operation:
    payload = ABOUT_AN_ORDER[kind] | {"order": order}
    return Operation(book.new_id(), kind, book.clock.now(), lea(book).person, payload)


def recorded(book: Book, operation: Operation) -> tuple[bool, str | None, str]:
    verdict = book.write(lambda deed: deed.record_many([operation])[0]).verdict
    return verdict.accepted, verdict.reason, verdict.effect


def test_every_kind_about_an_order_is_asked() -> None:
    apart = {"book_started", "person_changed", "rules_changed", "catalogue_changed", "order_taken_in", "person_erased"}
    assert set(ABOUT_AN_ORDER) == set(KINDS) - apart


@pytest.mark.parametrize("kind", ABOUT_AN_ORDER)
def test_an_unknown_order_refuses_a_wish_and_opens_a_case_for_a_fact(book: Book, kind: str) -> None:
    operation = said(book, kind, order="1" * 32)
    if KINDS[kind].nature == "wish":
        assert recorded(book, operation) == (False, "not_found", "none")
    else:
        assert recorded(book, operation) == (True, None, RECORDED_ONLY)
    with book.read() as reading:
        cases = [(case.kind, case.order, case.ticket, case.operation) for case in reading.cases()]
    expected = ("unknown_order", "1" * 32, None, operation.id)
    assert cases == ([] if KINDS[kind].nature == "wish" else [expected])
    assert replay(book).equal


@pytest.mark.parametrize("kind", ABOUT_A_TICKET)
def test_an_unknown_ticket_refuses_a_wish_and_opens_a_case_for_a_fact(file_book: Book, kind: str) -> None:
    taken(file_book, house(), on("A-1", number="P"))
    order = order_of(file_book, "P")[0]
    operation = said(file_book, kind, order=order)
    fact = KINDS[kind].nature == "fact"
    assert recorded(file_book, operation) == ((True, None, RECORDED_ONLY) if fact else (False, "not_found", "none"))
    with file_book.read() as reading:
        cases = [(case.kind, case.order, case.ticket) for case in reading.cases()]
    assert cases == ([("unknown_ticket", order, "2" * 32)] if fact else [])
    assert replay(file_book).equal


@pytest.mark.parametrize("kind", FACTS)
def test_a_fact_is_refused_for_nothing_but_what_no_book_can_hold(kind: str) -> None:
    code = inspect.getsource(KINDS[kind].judge)
    assert set(re.findall(r'refused\(\s*"([a-z_]+)"', code)) == set(KINDS[kind].never)


def test_a_wish_names_nothing_that_it_never_is() -> None:
    assert [name for name, kind in KINDS.items() if kind.never and kind.nature == "wish"] == []
