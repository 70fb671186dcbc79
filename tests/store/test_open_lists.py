"""What is still open is one rule, said twice: in Python for a row, in SQL for the lists; both answer alike."""

from __future__ import annotations

import inspect
from collections.abc import Callable

import pytest
from msgspec.structs import replace
from sqlalchemy import ColumnElement, select

from tests.conftest import DATA, NOW, lea, take_in
from tests.house import house, on, taken
from ticketoffice.desk import cancel, hand_out
from ticketoffice.desk.cases import close_case
from ticketoffice.desk.find import order_of
from ticketoffice.desk.making import make
from ticketoffice.desk.notes import repeated_at_source
from ticketoffice.desk.release import release
from ticketoffice.desk.show import show
from ticketoffice.desk.strip import open_work, owed, strip
from ticketoffice.domain import still_open
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.situation import Dossier
from ticketoffice.domain.state import Cancellation, Refund
from ticketoffice.domain.taken_in import TakenPayment
from ticketoffice.store import open_lists, sync_lists, tables
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock

OF_CANCELLATIONS: dict[str, Callable[[Dossier, Cancellation], bool]] = {
    "stands": lambda d, c: still_open.stands(c, d.ticket(c.ticket)),
    "is_unfinished": lambda d, c: still_open.is_unfinished(c, d.ticket(c.ticket)),
    "is_to_tell": lambda d, c: still_open.is_to_tell(c, d.ticket(c.ticket)),
    "is_to_repeat": lambda d, c: still_open.is_to_repeat(d.order, c, d.ticket(c.ticket)),
}
OF_REFUNDS: dict[str, Callable[[Refund], bool]] = {
    "is_promised": still_open.is_promised,
    "is_owed": still_open.is_owed,
    "is_to_hand_out": still_open.is_to_hand_out,
}


def ticket(book: Book, code: str) -> str:
    return str(order_of(book, code)[1])


@pytest.fixture
def rich(book: Book, clock: HandClock) -> Book:
    """Orders of a file with refunds of before, and of a house where everything is at another point of its way."""
    take_in(book, DATA / "orders.csv")
    seats = [f"A-{n}" for n in range(1, 10)]
    cash = (TakenPayment("1", "cash", 3000 * len(seats), NOW),)
    taken(book, house(), replace(on(*seats, number="H"), payments=cash))
    taken(book, on("B-1", "B-2", number="I", waiting=True))
    taken(book, replace(on("C-1", number="R", waiting=True), method="on_site", invoices=()))
    who = lea(book)
    release(book, order_of(book, "R")[0], who=who)
    cancel.click(book, [ticket(book, "HT8")], who=who, now=True)
    cancel.reinstate(book, ticket(book, "HT8"), who=who)
    cancel.click(book, [ticket(book, "HT1")], who=who)
    methods = {2: "cash", 3: "bank_transfer", 4: "cash", 5: "later", 6: "nothing"}
    for number, method in methods.items():
        told = "told" if number in (3, 5) else "later"
        cancel.cancel(book, [ticket(book, f"HT{number}")], who=who, reason="duplicate", method=method, inform=told)
    cancel.keep(book, [ticket(book, "HT5")], who=who)
    hand_out.paid_out(book, [ticket(book, "HT4")], who=who)
    cancel.cancel(book, [ticket(book, "HT7")], who=who, reason="duplicate", method="nothing", inform="told")
    cancel.cancel(book, [ticket(book, "IT1"), ticket(book, "IT2")], who=who, reason="duplicate")
    repeated_at_source(book, order_of(book, "I")[0], who=who, tickets=[ticket(book, "IT1")])
    return book


def dossiers(book: Book) -> list[Dossier]:
    with book.read() as reading:
        orders = [str(row[0]) for row in reading.connection.execute(select(tables.orders.c.id))]
        return list(reading.dossiers(orders).values())


def test_each_rule_has_both_forms() -> None:
    rules = {name for name, _ in inspect.getmembers(still_open, inspect.isfunction)}
    assert rules == OF_CANCELLATIONS.keys() | OF_REFUNDS.keys() | {"is_open_case"}
    assert rules == {name for name, _ in inspect.getmembers(open_lists, lambda o: isinstance(o, ColumnElement))}


def test_sql_and_python_answer_alike(rich: Book) -> None:
    c, r = tables.cancellations.c, tables.refunds.c
    files = dossiers(rich)
    beside = open_lists.CANCELLATIONS.join(tables.orders, tables.orders.c.id == c.order)
    with rich.read() as reading:
        for name, rule in OF_CANCELLATIONS.items():
            statement = select(c.id).select_from(beside).where(getattr(open_lists, name))
            found = set(reading.connection.execute(statement).scalars())
            answers = {x.id: rule(d, x) for d in files for x in d.cancellations}
            assert set(answers.values()) == {True, False}, f"{name}: nothing to tell apart"
            assert found == {id for id, yes in answers.items() if yes}, name
        for name, holds in OF_REFUNDS.items():
            found = set(reading.connection.execute(select(r.id).where(getattr(open_lists, name))).scalars())
            answers = {x.id: holds(x) for d in files for x in d.refunds}
            assert set(answers.values()) == {True, False}, f"{name}: nothing to tell apart"
            assert found == {id for id, yes in answers.items() if yes}, name


def test_a_case_is_open_until_somebody_closes_it_in_sql_and_python_alike(rich: Book) -> None:
    order, who = order_of(rich, "H")[0], lea(rich)
    for _ in range(2):
        gone = {"order": order, "ticket": "2" * 32, "admission": rich.new_id()}
        rich.write(lambda deed, gone=gone: deed.record(make(deed, "admitted", who=who, payload=gone)))
    with rich.read() as reading:
        before = reading.cases()
    close_case(rich, before[0].id, who=who, note="it was another house")
    with rich.read() as reading:
        found = {case.id for case in sync_lists.open_cases(reading.connection)}
        open_ones = {case.id for case in reading.cases() if still_open.is_open_case(case)}
    assert found == open_ones == {case.id for case in before[1:]} != set()


def test_the_top_bar_counts_what_the_rows_ask_for(rich: Book) -> None:
    """And a strip opens for each order that is counted."""
    waiting = {(work.ticket, work.stage) for work in open_work(rich)}
    rows = [t for d in dossiers(rich) for t in show(rich, d.order.id).tickets if t.cancelled is not None]
    told = {t.ticket: t.cancelled.open for t in rows if t.cancelled is not None}
    assert waiting == {(name, stage) for name, stage in told.items() if stage in ("unfinished", "hand_out")}
    assert {"unfinished", "hand_out", "keep", "tell", None} <= set(told.values())
    for work in open_work(rich):
        assert strip(rich, work.order) is not None or owed(rich, work.order) is not None


def test_a_refund_of_before_the_import_is_nobodys_work(book: Book) -> None:
    """A file that does not say when a refund was paid speaks of the past: nothing is open, and nothing is given again."""
    take_in(book, DATA / "orders.csv")
    with_refunds = [d for d in dossiers(book) if d.refunds]
    assert with_refunds
    assert open_work(book) == ()
    for dossier in with_refunds:
        view = show(book, dossier.order.id)
        assert [t.cancelled.open for t in view.tickets if t.cancelled is not None] == [None] * len(
            dossier.cancellations
        )
        assert not any(r.is_owed for r in view.refunds)
        assert owed(book, dossier.order.id) is None
        with pytest.raises(RuleBroken) as no:
            hand_out.paid_out(book, [str(dossier.refunds[0].ticket)], who=lea(book))
        assert no.value.code == "nothing_open"


def test_what_others_still_owe_comes_after_what_the_customer_must_hear(rich: Book) -> None:
    cancel.click(rich, [ticket(rich, "HT9")], who=lea(rich), now=True)
    [transfer] = [t for t in show(rich, order_of(rich, "H")[0]).tickets if t.number == "HT3"]
    assert transfer.cancelled is not None
    assert (transfer.cancelled.final, transfer.cancelled.open) == (True, "pay")


def test_money_given_back_before_the_import_is_owed_again_by_whoever_comes_back(book: Book) -> None:
    """A reinstated ticket of such an order is to be paid: its refund is no promise that could be withdrawn."""
    take_in(book, DATA / "orders.csv")
    files = [d for d in dossiers(book) if d.refunds and not d.balance]
    for dossier in files:
        refund = dossier.refunds[0]
        cancel.reinstate(book, str(refund.ticket), who=lea(book))
        view = show(book, dossier.order.id)
        assert view.balance == refund.amount, "the customer has that money"
        assert view.refunded == sum(r.amount for r in dossier.refunds)
        assert view.tickets[-1].state == "held"
    assert files


def test_handing_out_what_was_given_before_the_import_is_a_case(book: Book) -> None:
    """A fact is not refused: that it left the drawer is true, and somebody must settle that it was too much."""
    take_in(book, DATA / "orders.csv")
    dossier = next(d for d in dossiers(book) if d.refunds)
    payload = {"order": dossier.order.id, "refunds": [dossier.refunds[0].id]}
    who = lea(book)
    book.write(lambda deed: deed.record(make(deed, "refund_paid_out", who=who, payload=payload)))
    with book.read() as reading:
        assert [(case.kind, case.ticket) for case in reading.cases()] == [("over_refund", dossier.refunds[0].ticket)]
