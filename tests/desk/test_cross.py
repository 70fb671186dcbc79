"""What a cross says it does is what happens, in the table and in the results, whatever became of its ticket."""

from __future__ import annotations

import pytest

from tests.conftest import alone, lea
from tests.house import house, on, taken
from ticketoffice.desk import admit, cancel, invoice
from ticketoffice.desk.find import find_tickets, order_of
from ticketoffice.desk.show import show
from ticketoffice.desk.strip import explain
from ticketoffice.desk.views import TicketView
from ticketoffice.domain.calendar import HOUR
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.operation import Operation, Verdict
from ticketoffice.domain.operations import judge, touches
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock

ORDERS = ("P", "Q", "D", "W", "L", "R")


def ticket(book: Book, code: str) -> str:
    return str(order_of(book, code)[1])


@pytest.fixture
def every(file_book: Book) -> Book:
    """Tickets that are valid, used, cancelled, reinstated, waiting for an invoice, displaced, replaced."""
    book, who = file_book, lea(file_book)
    taken(book, house(), on("A-1", "A-2", "A-3", "A-4", "A-5", "A-6", number="P"), on("B-1", "B-2", number="Q"))
    taken(book, on("A-1", number="D"), on("C-1", "C-2", number="W", waiting=True), on("C-3", number="L", waiting=True))
    taken(book, on("E-1", "E-2", number="R", waiting=True))
    invoice.reissue(book, order_of(book, "R")[0], without=[ticket(book, "RT1")], who=who)
    cancel.click(book, [ticket(book, "PT5")], who=who, now=True)
    cancel.reinstate(book, ticket(book, "PT5"), who=who)
    cancel.click(book, [ticket(book, "PT6")], who=who, now=True)
    taken(book, on("A-6", number="T"))
    admit.admit(book, "PT2", who=who)
    cancel.cancel(book, [ticket(book, "QT1")], who=who, reason="duplicate", now=True)
    cancel.cancel(book, [ticket(book, "PT3")], who=who, reason="duplicate")
    cancel.click(book, [ticket(book, "PT4")], who=who)
    return book


def verdict(book: Book, view: TicketView, kind: str, **payload: object) -> Verdict:
    """What the judge would answer now; nothing is written."""
    order = order_of(book, view.number)[0]
    person = lea(book).person
    operation = Operation("0" * 32, kind, book.clock.now(), person, {"order": order, **payload})
    with book.read() as reading:
        return judge(operation, reading.situation(touches(operation), at=operation.at))


def marks(book: Book) -> dict[str, str]:
    """The marks of all tickets, each held against the judge and the results."""
    found = {}
    for number in ORDERS:
        for view in show(book, order_of(book, number)[0]).tickets:
            found[view.short] = view.cross.mark
            check(book, view)
        for row in find_tickets(book, number):
            view = next(t for t in show(book, row.order).tickets if t.ticket == row.ticket)
            assert row.cross == view.cross or (row.cross.mark, row.state) == ("none", "cancelled")
    return found


def check(book: Book, view: TicketView) -> None:
    click = verdict(book, view, "tickets_cancelled", tickets=[{"ticket": view.ticket}])
    alone_on_its_invoice = view.short == "L-1" and view.cross.mark == "lock"
    if alone_on_its_invoice:
        assert click.reason in (None, "needs_second_person"), "it would be the whole order: that is asked first"
    else:
        assert click.accepted == (view.cross.mark == "cancels"), view.short
    if not click.accepted and not alone_on_its_invoice:
        assert click.reason == view.cross.why
        why = explain(book, [view.ticket])
        assert why is not None
        assert (why.problem.code, why.problem.next) == (view.cross.why, view.cross.next)
    if view.state == "cancelled" and view.cancelled is not None and view.cancelled.at is not None:
        with book.read() as reading:
            dossier = reading.dossiers([order_of(book, view.number)[0]]).popitem()[1]
        gone = dossier.cancellation_of(view.ticket)
        if gone is not None:
            kept = verdict(book, view, "cancellation_kept", cancels=[gone.id])
            assert kept.accepted == (view.cross.mark == "keep"), view.short
        again = verdict(book, view, "ticket_reinstated", ticket=view.ticket, new="1" * 32, code="X")
        assert again.accepted <= (view.cross.mark in ("keep", "reinstate")), view.short
        assert again.accepted or view.cross.mark != "reinstate", view.short


def test_each_cross_does_what_it_says(every: Book, clock: HandClock) -> None:
    before = marks(every)
    assert before == {
        **{"P-1": "cancels", "P-2": "explains", "P-3": "keep", "P-4": "keep", "P-5": "none", "P-6": "none"},
        **{"P-7": "cancels", "Q-1": "reinstate", "Q-2": "cancels", "D-1": "cancels", "W-1": "lock", "W-2": "lock"},
        **{"L-1": "lock", "R-1": "none", "R-2": "none"},
    }
    starts = show(every, order_of(every, "P")[0]).tickets[0].starts_at
    clock.advance(seconds=(starts - clock.now()) / 1e6 + 1)
    begun = marks(every)
    assert {short for short, mark in begun.items() if mark == "cancels"} == set()
    assert begun == before | dict.fromkeys(("P-1", "P-7", "Q-2", "D-1"), "explains")
    clock.advance(seconds=5 * HOUR / 1e6)
    over = marks(every)
    assert over == begun | dict.fromkeys(("P-3", "P-4", "Q-1"), "none") | dict.fromkeys(
        ("W-1", "W-2", "L-1"), "explains"
    )


def test_a_displaced_ticket_of_a_show_that_is_over_says_so(every: Book, clock: HandClock) -> None:
    clock.advance(seconds=14 * 24 * HOUR / 1e6)
    [view] = show(every, order_of(every, "D")[0]).tickets
    assert (view.state, view.cross.mark, view.cross.why) == ("displaced", "explains", "performance_over")


def test_a_look_writes_nothing_and_one_that_is_live_again_has_nothing_to_explain(every: Book) -> None:
    name = ticket(every, "PT3")
    with every.read() as reading:
        seq = reading.facts().seq
    assert explain(every, [name]) is not None
    cancel.keep(every, [name], who=lea(every))
    assert explain(every, [name]) is None
    assert show(every, order_of(every, "P")[0]).tickets[2].state == "valid"
    with every.read() as reading:
        assert reading.facts().seq == seq + 1, "only Keep was written"
    with pytest.raises(RuleBroken) as no:
        explain(every, ["0" * 32])
    assert no.value.code == "not_found"


def test_a_second_person_approves_the_late_but_never_the_used(every: Book, clock: HandClock) -> None:
    """A used ticket among late ones is refused although somebody stands beside."""
    starts = show(every, order_of(every, "P")[0]).tickets[0].starts_at
    clock.advance(seconds=(starts - clock.now()) / 1e6 + 1)
    late, used = ticket(every, "PT1"), ticket(every, "PT2")
    for tickets, code in (([late], "needs_second_person"), ([late, used], "used")):
        with pytest.raises(RuleBroken) as no:
            cancel.click(every, tickets, who=lea(every))
        assert no.value.code == code
    with pytest.raises(RuleBroken) as no:
        cancel.click(every, [late, used], who=alone(every))
    assert no.value.code == "used"
    cancel.click(every, [late], who=alone(every))
