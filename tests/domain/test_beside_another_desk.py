"""What arrives from a desk that had not heard of another one: a click on tickets that are gone in part, money that is no longer owed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import NOW, lea
from tests.house import house, on, taken
from ticketoffice.desk import cancel
from ticketoffice.desk.find import order_of
from ticketoffice.domain import operations as kinds
from ticketoffice.domain.before import Made
from ticketoffice.domain.operation import FULL, TWICE, UNION, Operation
from ticketoffice.domain.situation import Situation
from ticketoffice.domain.state import Cancellation, Case, MoneyLine, Refund, Ticket
from ticketoffice.store.book import Book

ELSEWHERE = Made("ee" * 16, 7, NOW)
NAMES = [f"{n:032x}" for n in range(10, 20)]


def operation(kind: str, payload: dict[str, Any], *, made: Made | None = ELSEWHERE) -> Operation:
    return Operation("ab" * 16, kind, NOW, None, payload, made=made)


def situation_of(book: Book, wanted: Operation) -> Situation:
    with book.read() as reading:
        return reading.situation(kinds.touches(wanted), at=NOW)


@pytest.fixture
def three(file_book: Book) -> tuple[Book, str, list[str]]:
    """Order P of C-12, C-13 and C-14, of which this desk has cancelled the first two."""
    taken(file_book, house(), on("C-12", "C-13", "C-14", number="P"))
    tickets = [str(order_of(file_book, f"PT{n}")[1]) for n in (1, 2, 3)]
    cancel.click(file_book, tickets[:2], who=lea(file_book))
    return file_book, order_of(file_book, "P")[0], tickets


def click(order: str, tickets: list[str], *, made: Made | None = ELSEWHERE) -> Operation:
    rows = [{"ticket": ticket, "cancellation": name} for ticket, name in zip(tickets, NAMES, strict=False)]
    return operation("tickets_cancelled", {"order": order, "tickets": rows, "hold_until": NOW}, made=made)


def test_what_is_gone_counts_as_done_and_the_rest_goes_once(three: tuple[Book, str, list[str]]) -> None:
    book, order, tickets = three
    wanted = click(order, tickets[1:])
    situation = situation_of(book, wanted)
    verdict = kinds.judge(wanted, situation)
    assert (verdict.accepted, verdict.effect) == (True, UNION)
    rows = kinds.apply(wanted, verdict.effect, situation)
    assert [(row.id, row.state) for row in rows if isinstance(row, Ticket)] == [(tickets[2], "cancelled")]
    assert [row.ticket for row in rows if isinstance(row, Cancellation)] == [tickets[2]]
    assert [(row.kind, row.amount) for row in rows if isinstance(row, MoneyLine)] == [("price_back", -3000)]
    assert [(row.kind, row.ticket) for row in rows if isinstance(row, Case)] == [("already_cancelled", tickets[1])]
    after = situation.dossiers[order].after(rows)
    assert (after.balance, len(after.cancellations)) == (-9000, 3)


def test_where_nothing_is_left_of_a_click_it_is_refused(three: tuple[Book, str, list[str]]) -> None:
    book, order, tickets = three
    wanted = click(order, tickets[:2])
    assert kinds.judge(wanted, situation_of(book, wanted)).reason == "already_cancelled"


def test_whoever_sees_that_a_ticket_is_gone_is_told_so_and_nothing_is_done(three: tuple[Book, str, list[str]]) -> None:
    book, order, tickets = three
    wanted = click(order, tickets[1:], made=None)
    assert kinds.judge(wanted, situation_of(book, wanted)).reason == "already_cancelled"


def test_its_finish_is_about_what_it_has_cancelled(three: tuple[Book, str, list[str]]) -> None:
    book, order, tickets = three
    clicked = click(order, tickets[1:])
    situation = situation_of(book, clicked)
    dossier = situation.dossiers[order].after(kinds.apply(clicked, UNION, situation))
    situation = Situation(at=NOW, dossiers={order: dossier}, performances=situation.performances)
    [payment] = dossier.payments
    refunds = [
        {"id": NAMES[5 + n], "ticket": ticket, "payment": payment.id, "method": "card", "amount": 3000}
        for n, ticket in enumerate(tickets[1:])
    ]
    fees = [{"ticket": ticket, "amount": 0} for ticket in tickets[1:]]
    payload = {"order": order, "cancels": NAMES[:2], "reason": "duplicate", "paper": "back", "inform": "told"}
    finish = operation("cancellation_finished", {**payload, "hold_until": NOW, "refunds": refunds, "fees": fees})
    assert kinds.judge(finish, situation).accepted
    rows = kinds.apply(finish, FULL, situation)
    assert [(row.ticket, row.amount) for row in rows if isinstance(row, Refund)] == [(tickets[2], 3000)]
    assert [row.ticket for row in rows if isinstance(row, Cancellation)] == [tickets[2]]


@pytest.mark.parametrize(
    ("seen", "amount", "effect"),
    [(3000, 3000, TWICE), (3000, 100, TWICE), (0, 3000, FULL), (None, 3000, FULL)],
    ids=["it had been open", "a part of it", "it was too much knowingly", "an older desk does not say"],
)
def test_money_for_what_is_no_longer_open_is_a_case_where_it_had_been(
    file_book: Book, seen: int | None, amount: int, effect: str
) -> None:
    taken(file_book, house(), on("C-12", number="P"))
    order = order_of(file_book, "P")[0]
    payload = {"order": order, "id": NAMES[0], "method": "bank_transfer", "amount": amount, "rounding": 0}
    wanted = operation("payment_recorded", payload | ({} if seen is None else {"open": seen}))
    situation = situation_of(file_book, wanted)
    assert kinds.judge(wanted, situation).effect == effect
    cases = [row.kind for row in kinds.apply(wanted, effect, situation) if isinstance(row, Case)]
    assert cases == (["paid_twice"] if effect == TWICE else [])
