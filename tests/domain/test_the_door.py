"""A wish may be refused, a fact may not: what the door says to each kind about an order or a ticket that is not here."""

import inspect
import re
from collections.abc import Callable
from types import FunctionType
from typing import Any

import pytest
from msgspec.structs import replace

from tests.conftest import alone, lea
from tests.house import house, on, taken
from ticketoffice.desk import admit, cancel
from ticketoffice.desk.find import order_of
from ticketoffice.desk.making import make, person_beside
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.operation import RECORDED_ONLY, Operation
from ticketoffice.domain.operations import KINDS
from ticketoffice.domain.person_data import is_address
from ticketoffice.domain.rules import DESK_METHODS
from ticketoffice.store.book import Book
from ticketoffice.store.deed import Deed
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
    "credit_refunded": {"refunds": [REFUND | {"ticket": None}], "reason": "duplicate"},
    "customer_told": {"cancels": ["3" * 32], "how": "told"},
    "customer_not_told": {"cancels": ["3" * 32], "why": "refused"},
    "customer_changed": {"person": {"person": "5" * 32, "revision": 1, "commitment": "0" * 64}, "changed": ["name"]},
    "payment_recorded": {"id": "8" * 32, "method": "cash", "amount": 100, "rounding": 0},
    "order_split": {"new": NEW, "tickets": [{"ticket": "2" * 32, "position": 1}], "payment": None},
    "order_reissued": {"new": NEW, "tickets": [], "without": ["2" * 32], "invoice": {}, "moved": []},
    "order_released": {"reason": "not_collected", "by_rule": False, "inform": None}
    | {"tickets": [{"ticket": "2" * 32, "cancellation": "3" * 32}]},
    "unpaid_admitted": {"admit": True},
    "customer_reminded": {"number": 1, "how": "print"},
    "note_added": {"note": {"note": "a" * 32, "commitment": "0" * 64}},
    "repeated_at_source": {"cancels": ["3" * 32]},
    "order_exchanged": {
        "gives_back": [{"order": "1" * 32, "ticket": "2" * 32, "successor": "4" * 32}],
        "new": NEW | {"currency": "CHF", "customer": None},
        **{"tickets": [], "moved": [], "fee": 0, "payments": [], "refunds": [], "paper": None},
    },
    "ticket_replaced": {"ticket": "2" * 32, "new": "4" * 32, "code": "CODE", "position": 9},
    "ticket_moved": {"ticket": "2" * 32, "performance": "b" * 32, "zone": "c" * 32} | {"seat": None, "seat_name": None},
    "tariff_changed": {"ticket": "2" * 32, "tariff": "Child", "price": 1000, "payment": None, "refunds": []},
    "holder_changed": {
        "ticket": "2" * 32,
        "person": {"person": "5" * 32, "revision": 1, "commitment": "0" * 64},
    },
    "collected": {"tickets": ["2" * 32]},
    "printed": {"tickets": ["2" * 32]},
    "payment_corrected": {"payment": "7" * 32, "refund": None, "was": "cash", "method": "card", "amount": 3000},
    "tickets_mailed": {"tickets": ["2" * 32], "how": "email"},
    "admitted": {"ticket": "2" * 32, "admission": "9" * 32},
    "entry_undone": {"ticket": "2" * 32, "unpaid": False},
}
"""Each kind that is about an order which must be here, with what else its payload needs."""
ABOUT_A_TICKET = (
    "tickets_cancelled",
    "order_released",
    "ticket_reinstated",
    "goodwill_refunded",
    "ticket_replaced",
    "ticket_moved",
    "tariff_changed",
    "holder_changed",
    "collected",
    "printed",
    "tickets_mailed",
    "admitted",
    "entry_undone",
)
FACTS = [name for name, kind in KINDS.items() if kind.nature == "fact"]


def said(book: Book, kind: str, *, order: str) -> Operation:
    payload = ABOUT_AN_ORDER[kind] | {"order": order}
    return Operation(book.new_id(), kind, book.clock.now(), lea(book).person, payload)


def recorded(book: Book, operation: Operation) -> tuple[bool, str | None, str]:
    verdict = book.write(lambda deed: deed.record_many([operation])[0]).verdict
    return verdict.accepted, verdict.reason, verdict.effect


def test_every_kind_about_an_order_is_asked() -> None:
    apart = {
        "case_closed",
        "book_started",
        "person_changed",
        "rules_changed",
        "catalogue_changed",
        "order_taken_in",
        "order_sold",
        "sale_aborted",
        "person_erased",
        "drawer_moved",
        "counted",
        "closed",
    }
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
    assert refusals(KINDS[kind].judge) == set(KINDS[kind].never)


def refusals(function: Callable[..., Any]) -> set[str]:
    """The codes that a judge, or a function of the domain that it calls, refuses with."""
    assert isinstance(function, FunctionType)
    code = inspect.getsource(function)
    found = set(re.findall(r'(?:refused|RuleBroken)\(\s*"([a-z_]+)"', code))
    for name in set(re.findall(r"\b([a-z_]+)\(", code)) - {function.__name__, "refused"}:
        called = function.__globals__.get(name)
        if isinstance(called, FunctionType) and called.__module__.startswith("ticketoffice.domain"):
            found |= refusals(called)
    return found


def test_a_wish_names_nothing_that_it_never_is() -> None:
    assert [name for name, kind in KINDS.items() if kind.never and kind.nature == "wish"] == []


# --- values: what a desk checks early, the door holds --------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("methods", ["shells"], "unknown_method"),
        ("methods", "cash", "empty_rule"),
        ("reasons", [], "empty_rule"),
        ("reasons", ["duplicate", "duplicate"], "wrong_lines"),
        ("reasons", [7], "wrong_lines"),
        ("letterhead", "Opera", "wrong_lines"),
        ("letterhead", ["x" * 201], "wrong_lines"),
        ("hold_after_finish", -5, "wrong_number"),
        ("hold_after_finish", 10**12, "wrong_number"),
        ("doors_before_start", True, "wrong_number"),
        ("invoice_days", None, "wrong_number"),
        ("timezone", "Mars/Olympus", "unknown_timezone"),
        ("timezone", ["UTC"], "unknown_timezone"),
        ("colour", "blue", "unknown_rule"),
    ],
)
def test_a_rule_that_cannot_be_is_not_recorded(file_book: Book, name: str, value: object, code: str) -> None:
    before = with_rules(file_book)
    with pytest.raises(RuleBroken) as no:
        record(file_book, "rules_changed", {"rules": {"invoice_days": 9, name: value}})
    assert no.value.code == code
    assert with_rules(file_book) == before


def with_rules(book: Book) -> object:
    with book.read() as reading:
        return reading.rules()


def record(book: Book, kind: str, payload: dict[str, Any], *, note: str | None = None) -> None:
    who = alone(book)
    book.write(lambda deed: deed.record(make(deed, kind, who=who, payload=payload, note=note)))


@pytest.fixture
def door(file_book: Book) -> Book:
    """A card order of three, the first ticket clicked, the second one used; and one that waits for its money."""
    waiting = replace(on("B-1", "B-2", number="W", waiting=True), method="on_site", invoices=())
    taken(file_book, house(), on("A-1", "A-2", "A-3", number="P"), waiting)
    cancel.click(file_book, [ticket(file_book, "PT1")], who=lea(file_book))
    admit.admit(file_book, "PT2", who=lea(file_book))
    return file_book


def ticket(book: Book, code: str) -> str:
    return str(order_of(book, code)[1])


@pytest.mark.parametrize(
    ("words", "note", "code"),
    [
        ({"reason": "nonsense"}, None, "unknown_reason"),
        ({"reason": "other"}, None, "short_note"),
        ({"reason": "other"}, "ab", "short_note"),
        ({"paper": "eaten"}, None, "unknown_paper"),
        ({"inform": "pigeon"}, None, "unknown_inform"),
    ],
)
def test_finish_and_goodwill_say_why_in_words_that_there_are(
    door: Book, words: dict[str, str], note: str | None, code: str
) -> None:
    order, first, used = order_of(door, "P")[0], ticket(door, "PT1"), ticket(door, "PT2")
    with door.read() as reading:
        dossier = reading.dossiers([order])[order]
    gone = dossier.cancellations[0]
    plain = {"order": order, "reason": "duplicate"}
    finish = {"cancels": [gone.id], "paper": None, "inform": "later", "hold_until": 0, "refunds": []}
    finish["fees"] = [{"ticket": first, "amount": 3000}]
    line = {"id": door.new_id(), "ticket": used, "payment": dossier.payments[0].id, "method": "card", "amount": 100}
    deeds = [("cancellation_finished", plain | finish | words)]
    if "reason" in words:
        deeds.append(("goodwill_refunded", plain | {"ticket": used, "refunds": [line]} | words))
    for kind, payload in deeds:
        with pytest.raises(RuleBroken) as no:
            record(door, kind, payload, note=note)
        assert no.value.code == code
        if code == "short_note":
            record(door, kind, payload, note="abc")


@pytest.mark.parametrize("method", ["free", "on_site", "invoice", "elsewhere", "insurance"])
def test_money_comes_in_by_what_a_desk_takes(door: Book, method: str) -> None:
    order = order_of(door, "W")[0]
    money = {"id": door.new_id(), "method": method, "amount": 3000, "rounding": 0}
    new = {"id": door.new_id(), "number": "NEW", "method": method}
    moved = [{"ticket": ticket(door, "WT1"), "position": 1}]
    for kind, payload in (
        ("payment_recorded", {"order": order} | money),
        ("order_split", {"order": order, "new": new, "tickets": moved, "payment": money}),
    ):
        with pytest.raises(RuleBroken) as no:
            record(door, kind, payload)
        assert (no.value.code, no.value.data["methods"]) == ("unknown_method", list(DESK_METHODS))


@pytest.mark.parametrize(
    ("email", "code"),
    [("no mail", "wrong_email"), ("x:y@example.org", "wrong_email"), ("a@b", "wrong_email"), ("a@example.org", None)],
)
def test_what_is_typed_of_a_customer_is_judged_and_can_be_mailed(door: Book, email: str, code: str | None) -> None:
    order, who = order_of(door, "P")[0], lea(door)

    def work(deed: Deed) -> None:
        fields = {"email": email, "language": "as the shop wrote it"}
        reference, row = person_beside(deed, person=deed.new_id(), revision=1, fields=fields)
        payload = {"order": order, "person": reference, "changed": ["email"]}
        deed.record(make(deed, "customer_changed", who=who, payload=payload, records=(row,)))

    assert is_address(email) == (code is None)
    if code is None:
        door.write(work)
        return
    with pytest.raises(RuleBroken) as no:
        door.write(work)
    assert no.value.code == code
