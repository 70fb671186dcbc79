"""C11: one click on several tickets of which another desk had cancelled some: all are cancelled, each once, its money once."""

from __future__ import annotations

import pytest

from tests.conftest import lea
from tests.desks import Desk
from tests.sync.test_cases_everywhere import everywhere, lines
from tests.sync.test_never_made import hear_without_answers
from tests.sync.test_two_desks import ticket, waiting
from tests.sync.test_two_hand_outs import beyond, heard
from ticketoffice.desk import admit, cancel, reports
from ticketoffice.desk.cases import close_case
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.desk.syncing import sync_lists_of
from ticketoffice.desk.views import OrderView
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.replay import replay


def order_p(book: Book) -> OrderView:
    return show(book, order_of(book, "P")[0])


def click(desk: Desk, *names: str) -> list[str]:
    chosen = [ticket(desk, name) for name in names]
    cancel.click(desk.book, chosen, who=lea(desk.book), now=True)
    return chosen


def give(desk: Desk, *names: str, method: str = "bank_transfer") -> None:
    chosen = [ticket(desk, name) for name in names]
    cancel.cancel(
        desk.book, chosen, who=lea(desk.book), reason="duplicate", method=method, inform="told", now=method == "cash"
    )


@pytest.mark.parametrize("first", ["A", "B"])
def test_what_another_desk_had_cancelled_counts_as_done_and_the_rest_goes_on(a: Desk, b: Desk, first: str) -> None:
    click(a, "PT1", "PT2")
    click(b, "PT2", "PT3")
    for book in everywhere(*((a, b) if first == "A" else (b, a))):
        view = order_p(book)
        assert (view.state, [t.state for t in view.tickets]) == ("cancelled", ["cancelled"] * 3)
        assert view.balance == -9000, "the price of each is credit once"
        with book.read() as reading:
            [dossier] = reading.dossiers([view.order]).values()
        assert len(dossier.cancellations) == 3, "each is cancelled once"
        [case] = lines(book)
        assert (case.why, case.where.short, case.amount) == ("already_cancelled_by", "P-2", 3000)
        [told] = [one.what for one in sync_lists_of(book).cases]
        assert "Ticket P-2 had been cancelled elsewhere before that" in told and "P-3" not in told
        assert replay(book).equal
    assert waiting(b).refused == waiting(a).refused == 0, "nothing was refused"


def test_the_desk_knows_before_the_centre_has_answered(a: Desk, b: Desk) -> None:
    click(a, "PT1", "PT2")
    click(b, "PT2", "PT3")
    a.sync()
    hear_without_answers(b)
    assert [t.state for t in order_p(b.book).tickets] == ["cancelled"] * 3
    assert [(case.where.short, case.contested) for case in lines(b.book)] == [("P-2", False)]
    assert replay(b.book).equal


@pytest.mark.parametrize("first", ["the one who did it once", "the one who did more"])
def test_the_finish_of_such_a_click_gives_each_ticket_back_once(a: Desk, b: Desk, clock: HandClock, first: str) -> None:
    give(a, "PT1", "PT2")
    give(b, "PT2", "PT3")
    clock.advance(seconds=61)
    for book in heard(a, b, first=first):
        view = order_p(book)
        assert sorted(r.amount for r in view.refunds if r.amount) == [3000] * 3
        assert len({r.ticket for r in view.refunds if r.amount}) == 3
        assert (view.balance, view.refunded) == (0, 9000)
        assert [(t.cancelled.finished, t.cancelled.reason) for t in view.tickets if t.cancelled] == [
            (True, "duplicate")
        ] * 3
        assert [case.where.short for case in lines(book)] == ["P-2"]
    assert [line.amount for line in reports.refunds_due(a.book).lines] == [3000] * 3


@pytest.mark.parametrize("first", ["the one who did it once", "the one who did more"])
def test_cash_that_both_handed_out_is_too_much_for_the_one_ticket_alone(a: Desk, b: Desk, first: str) -> None:
    give(a, "PT1", "PT2", method="cash")
    give(b, "PT2", "PT3", method="cash")
    for book in heard(a, b, first=first):
        assert beyond(book) == {"2": 3000}
        assert [t.state for t in order_p(book).tickets] == ["cancelled"] * 3
        assert {(line.why, line.where.short, line.amount) for line in lines(book)} == {
            ("already_cancelled_paid_twice", "P-2", None),
            ("over_refund", "P-2", 3000),
        }


def test_a_click_that_was_kept_takes_nothing_with_it(a: Desk, b: Desk, clock: HandClock) -> None:
    cancel.click(a.book, [ticket(a, "PT1"), ticket(a, "PT2")], who=lea(a.book))
    chosen = [ticket(b, "PT2"), ticket(b, "PT3")]
    cancel.click(b.book, chosen, who=lea(b.book))
    cancel.keep(b.book, chosen, who=lea(b.book))
    clock.advance(seconds=61)
    a.sync()
    for book in everywhere(a, b):
        assert [t.state for t in order_p(book).tickets] == ["cancelled", "cancelled", "valid"]
        assert order_p(book).balance == -6000
        assert replay(book).equal


def test_beside_a_ticket_with_which_somebody_entered_first_nothing_of_the_click_is_done(
    a: Desk, b: Desk, clock: HandClock
) -> None:
    """A used ticket refuses the click as before: what is left of it is not what the cashier meant."""
    click(a, "PT1")
    admit.admit(a.book, "PT3", who=lea(a.book))
    clock.advance(seconds=61)
    click(b, "PT1", "PT2", "PT3")
    a.sync()
    for book in everywhere(a, b):
        assert [t.state for t in order_p(book).tickets] == ["cancelled", "valid", "used"]
        assert [case.why for case in lines(book)] == ["used"]


def test_a_scan_that_came_later_and_a_ticket_that_was_gone_are_a_case_each(a: Desk, b: Desk, clock: HandClock) -> None:
    click(a, "PT1")
    click(b, "PT1", "PT2", "PT3")
    clock.advance(seconds=61)
    admit.admit(a.book, "PT3", who=lea(a.book))
    a.sync()
    for book in everywhere(a, b):
        assert [t.state for t in order_p(book).tickets] == ["cancelled"] * 3
        assert {(case.why, case.where.short) for case in lines(book)} == {
            ("already_cancelled_by", "P-1"),
            ("admitted_on_cancelled", "P-3"),
        }
        assert replay(book).equal


def test_a_ticket_that_was_replaced_elsewhere_leads_to_its_successor_and_the_rest_goes_on(a: Desk, b: Desk) -> None:
    give(a, "PT1", method="cash")
    cancel.reinstate(a.book, ticket(a, "PT1"), who=lea(a.book))
    click(b, "PT1", "PT2")
    a.sync()
    for book in everywhere(a, b):
        states = {t.short: t.state for t in order_p(book).tickets}
        assert (states["P-2"], states["P-3"], states["P-4"]) == ("cancelled", "valid", "valid")
        [case] = lines(book)
        assert (case.why, case.where.short) == ("already_cancelled_replaced", "P-1")
        assert replay(book).equal


def test_the_case_is_closed_like_any_other(a: Desk, b: Desk) -> None:
    click(a, "PT1", "PT2")
    click(b, "PT2", "PT3")
    a.sync()
    everywhere(a, b)
    [case] = lines(b.book)
    close_case(b.book, str(case.case), who=lea(b.book), note="the customer knows")
    for book in everywhere(a, b):
        assert lines(book) == []
