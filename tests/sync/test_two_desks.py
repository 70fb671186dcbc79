"""Two desks and a centre: what one does the other sees, once, whatever is lost on the way."""

from collections.abc import Callable

import pytest

from tests.conftest import lea
from tests.desks import Desk
from tests.house import house, on, taken
from ticketoffice.desk import admit, cancel, invoice, notes, payment
from ticketoffice.desk.cases import close_case
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.desk.syncing import sync_lists_of
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.store import standing
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.replay import replay

Join = Callable[..., Desk]


def filled(book: Book) -> None:
    taken(book, house(), on("A-1", "A-2", "A-3", number="P"), on("B-1", "B-2", number="I", waiting=True))


def ticket(desk: Desk, code: str) -> str:
    return str(order_of(desk.book, code)[1])


def state(book: Book, order: str, position: int) -> str:
    return next(t.state for t in show(book, order_of(book, order)[0]).tickets if t.short == f"{order}-{position}")


def waiting(desk: Desk) -> standing.Waiting:
    with desk.book.read() as reading:
        return standing.waiting(reading.connection, at=desk.book.clock.now())


@pytest.fixture
def a(join: Join) -> Desk:
    desk = join("A", filled)
    assert desk.welcome.form == "history"
    assert desk.sync().cause is None
    return desk


@pytest.fixture
def b(a: Desk, join: Join) -> Desk:
    desk = join("B")
    assert desk.welcome.form == "fresh"
    assert desk.sync().cause is None
    return desk


def test_a_history_comes_to_the_centre_and_a_fresh_desk_has_it(a: Desk, b: Desk, centre: Book) -> None:
    assert waiting(a).unsent == 0
    for book in (a.book, b.book, centre):
        view = show(book, order_of(book, "P")[0])
        assert [t.state for t in view.tickets] == ["valid"] * 3
        assert view.customer == show(a.book, order_of(a.book, "P")[0]).customer
    assert free(b.book, "p") == free(a.book, "p") == free(centre, "p")
    assert verify(centre) is None
    assert replay(centre).equal


def test_a_cancellation_at_one_desk_is_one_at_the_other(a: Desk, b: Desk, clock: HandClock) -> None:
    cancel.cancel(a.book, [ticket(a, "PT1")], who=lea(a.book), reason="duplicate", method="card")
    a.sync()
    assert waiting(a).held == 2, "it can still be kept"
    assert show(a.book, order_of(a.book, "P")[0]).tickets[0].sync == "local"
    clock.advance(seconds=61)
    a.sync()
    assert waiting(a).unsent == 0
    assert show(a.book, order_of(a.book, "P")[0]).tickets[0].sync == "accepted"
    assert state(b.book, "P", 1) == "valid"
    b.sync()
    assert state(b.book, "P", 1) == "cancelled"
    history = show(b.book, order_of(b.book, "P")[0]).history
    assert [(line.kind, line.by) for line in history[:2]] == [
        ("cancellation_finished", "Lea"),
        ("tickets_cancelled", "Lea"),
    ]
    assert free(b.book, "p") == free(a.book, "p")
    with pytest.raises(RuleBroken, match="already_cancelled"):
        cancel.click(b.book, [ticket(b, "PT1")], who=lea(b.book))


def test_what_was_kept_never_left(a: Desk, b: Desk, clock: HandClock) -> None:
    cancel.click(a.book, [ticket(a, "PT1")], who=lea(a.book))
    a.sync()
    cancel.keep(a.book, [ticket(a, "PT1")], who=lea(a.book))
    a.sync()
    b.sync()
    assert state(b.book, "P", 1) == state(a.book, "P", 1) == "valid"
    assert waiting(a).unsent == 0
    clock.advance(seconds=61)
    assert replay(a.centre).equal


def test_c07_one_ticket_cancelled_at_two_desks_is_refunded_once(a: Desk, b: Desk, clock: HandClock) -> None:
    for desk in (a, b):
        cancel.cancel(desk.book, [ticket(desk, "PT1")], who=lea(desk.book), reason="duplicate", method="card")
    clock.advance(seconds=61)
    a.sync()
    b.sync()
    assert waiting(b).refused == 1, "the finish of a refused click is told with it"
    for book in (a.book, b.book, a.centre):
        a.sync()
        view = show(book, order_of(book, "P")[0])
        assert [r.amount for r in view.refunds if r.amount] == [3000]
    with b.book.read() as reading:
        assert {case.kind for case in reading.cases()} == {"already_cancelled"}, "one surprise, one case"
    assert replay(a.centre).equal


def test_c07_cash_that_was_handed_out_twice_stays_recorded_and_is_a_case(a: Desk, b: Desk) -> None:
    for desk in (a, b):
        who = lea(desk.book)
        cancel.cancel(desk.book, [ticket(desk, "PT1")], who=who, reason="duplicate", method="cash", now=True)
        desk.sync()
    a.sync()
    for book in (a.book, b.book, a.centre):
        view = show(book, order_of(book, "P")[0])
        assert sorted(r.amount for r in view.refunds if r.amount) == [3000, 3000]
        with book.read() as reading:
            assert "over_refund" in {case.kind for case in reading.cases()}


def test_f04_an_answer_that_is_lost_comes_again_as_it_was(a: Desk, b: Desk) -> None:
    cancel.cancel(a.book, [ticket(a, "PT1")], who=lea(a.book), reason="duplicate", method="card", now=True)

    def lost(question: str) -> None:
        if question == "push":
            raise Unavailable("no_network")

    a.line.after = lost
    for _ in range(3):
        assert a.sync().cause == "no_network"
    with a.book.read() as reading:
        assert reading.facts().posted_through == reading.facts().seq
    a.line.after = lambda _: None
    assert a.sync().cause is None
    assert waiting(a).unsent == 0
    assert [r.amount for r in show(a.centre, order_of(a.centre, "P")[0]).refunds] == [3000]


def test_a_reissue_at_one_desk_is_one_order_at_the_other(a: Desk, b: Desk) -> None:
    order = order_of(a.book, "I")[0]
    done = invoice.reissue(a.book, order, without=[ticket(a, "IT1")], who=lea(a.book))
    assert done
    a.sync()
    b.sync()
    successor = show(b.book, order_of(b.book, "I")[0])
    assert successor.state == "cancelled"
    assert free(b.book, "p") == free(a.book, "p")


def test_own_work_stands_on_top_of_what_others_did_meanwhile(a: Desk, b: Desk, clock: HandClock) -> None:
    cancel.click(b.book, [ticket(b, "PT2")], who=lea(b.book))
    notes.add_note(a.book, order_of(a.book, "P")[0], text="comes late", who=lea(a.book))
    cancel.click(a.book, [ticket(a, "PT1")], who=lea(a.book), now=True)
    a.sync()
    b.sync()
    assert [state(b.book, "P", n) for n in (1, 2, 3)] == ["cancelled", "cancelled", "valid"]
    assert waiting(b).held == 1
    assert replay(b.book).equal
    assert [note.text for note in show(b.book, order_of(b.book, "P")[0]).notes] == ["comes late"]
    clock.advance(seconds=61)
    b.sync()
    a.sync()
    assert [state(a.book, "P", n) for n in (1, 2, 3)] == ["cancelled", "cancelled", "valid"]


def test_own_work_that_waits_makes_no_tickets_differ(a: Desk, b: Desk) -> None:
    """What the centre has of an order is kept beside own work on it: another order's change asks for nothing again."""
    cancel.click(b.book, [ticket(b, "PT1")], who=lea(b.book))
    assert replay(b.book).equal
    notes.add_note(a.book, order_of(a.book, "I")[0], text="of the same performance", who=lea(a.book))
    a.sync()
    asked: list[str] = []
    b.line.before = asked.append
    assert (b.sync().cause, asked) == (None, ["changes"])
    assert replay(b.book).equal


def test_what_no_longer_passes_is_contested_before_the_centre_refuses_it(a: Desk, b: Desk, clock: HandClock) -> None:
    admit.admit(a.book, "PT1", who=lea(a.book))
    clock.advance(seconds=61)
    cancel.click(b.book, [ticket(b, "PT1")], who=lea(b.book))
    a.sync()
    b.sync()
    assert state(b.book, "P", 1) == "used"
    assert waiting(b).contested == 1
    assert show(b.book, order_of(b.book, "P")[0]).tickets[0].sync == "contested"
    assert replay(b.book).equal


def test_money_taken_for_an_order_that_another_desk_cancelled_is_never_lost(a: Desk, b: Desk) -> None:
    order = order_of(a.book, "I")[0]
    invoice.reissue(a.book, order, without=[ticket(a, "IT1")], who=lea(a.book))
    payment.pay(b.book, order, method="cash", who=lea(b.book))
    a.sync()
    b.sync()
    a.sync()
    for book in (a.book, b.book, a.centre):
        view = show(book, order)
        assert sum(p.amount for p in view.payments) == 6000, "it was paid, whatever became of the order"
    assert replay(a.centre).equal


def test_what_was_displaced_here_sits_again_where_another_desk_has_made_room(a: Desk, b: Desk) -> None:
    """While it waits to be sent: a desk shows what the centre would say now, not what it would have said then."""
    cancel.click(b.book, [ticket(b, "PT3")], who=lea(b.book))  # can be kept for a while: what comes after it waits too
    taken(b.book, on("A-1", number="S"))
    assert state(b.book, "S", 1) == "displaced"
    cancel.cancel(a.book, [ticket(a, "PT1")], who=lea(a.book), reason="duplicate", method="card", now=True)
    a.sync()
    assert b.sync().cause is None
    assert waiting(b).held == 2
    assert state(b.book, "S", 1) == "valid"
    assert not sync_lists_of(b.book).cases
    assert replay(b.book).equal


def test_a_case_that_was_closed_here_stays_closed_before_and_after_the_centre_hears_of_it(a: Desk, b: Desk) -> None:
    """What the centre has of the order is kept before the case is closed on top of it."""
    taken(b.book, on("A-1", number="S"))
    assert b.sync().cause is None
    [case] = sync_lists_of(b.book).cases
    assert case.case is not None
    close_case(b.book, case.case, who=lea(b.book), note="sits in the box now")
    assert replay(b.book).equal
    notes.add_note(a.book, order_of(a.book, "P")[0], text="of another", who=lea(a.book))
    for desk in (a, b, a):
        assert desk.sync().cause is None
        assert replay(desk.book).equal
    assert not sync_lists_of(a.book).cases
