"""An order whose making the centre refused: money that was taken or given for it is in the book, on the order that stands."""

from collections.abc import Callable
from unittest.mock import patch

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from tests.conftest import alone, lea
from tests.desks import Desk
from tests.house import house, on, taken
from tests.sync.test_cases_everywhere import everywhere, lines, told
from tests.sync.test_two_desks import ticket, waiting
from ticketoffice.desk import admit, cancel, credit, invoice, notes, owing, payment, release
from ticketoffice.desk.cases import close_case
from ticketoffice.desk.customer import erase_customer
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.making import make
from ticketoffice.desk.show import show
from ticketoffice.desk.syncing import sync_lists_of
from ticketoffice.desk.views import OrderView
from ticketoffice.domain import travel
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.operation import ACCEPTED
from ticketoffice.domain.outcome import Outcome
from ticketoffice.store import adopting, membership, tables
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.deed import Deed
from ticketoffice.store.replay import replay

Join = Callable[..., Desk]


def order_i(book: Book) -> OrderView:
    return show(book, order_of(book, "I")[0])


@pytest.fixture
def new(a: Desk, b: Desk) -> str:
    """B reissues I without its first ticket, which A has given up; B's new order, of which A knows nothing."""
    order = order_of(a.book, "I")[0]
    release.release(a.book, order, who=lea(a.book))
    return order_of(b.book, invoice.reissue(b.book, order, without=[ticket(b, "IT1")], who=lea(b.book)).order_number)[0]


def hear_without_answers(desk: Desk) -> None:
    """The desk hears what others did before its own is answered."""
    with desk.book.read() as reading:
        centre = membership.centre_of(reading.connection)
    assert centre is not None
    adopting.adopt(desk.book, desk.line.changes(centre.cursor))


def test_money_that_was_taken_is_a_payment_and_a_credit_of_the_order_that_stands(a: Desk, b: Desk, new: str) -> None:
    payment.pay(b.book, new, method="cash", who=lea(b.book))
    a.sync()
    books = everywhere(a, b)
    assert told(books[0]) == told(books[1]) == told(books[2])
    for book in books:
        view = order_i(book)
        assert (view.state, view.paid, view.balance, view.credit) == ("expired", 3000, -3000, 3000)
        [paid] = view.payments
        assert (paid.method, paid.amount, paid.paid_at is not None) == ("cash", 3000, True)
        [line] = owing.credits(book).lines
        assert (line.where.order_number, line.amount) == ("I", 3000)
        assert [row.order for row in find(book, "today cash 30").orders] == [view.order], "it is found by its money"
        [case] = [case for case in view.cases if case.deed == "payment_recorded"]
        assert (case.why, case.amount, case.where.order_number) == ("order_never_made", 3000, "I")
        assert replay(book).equal
    close_case(a.book, str(case.case), who=lea(a.book), note="she will come for it")
    for book in everywhere(a, b):
        assert [line.amount for line in owing.credits(book).lines] == [3000], "a closed case hides no money"
        assert order_i(book).credit == 3000
    credit.give_back(a.book, order_of(a.book, "I")[0], who=lea(a.book), method="cash")
    for book in everywhere(a, b):
        assert (order_i(book).credit, owing.credits(book).lines) == (0, ())
        assert replay(book).equal


def test_money_that_was_given_back_is_booked_too(a: Desk, b: Desk, new: str) -> None:
    payment.pay(b.book, new, method="cash", who=lea(b.book))
    [only] = show(b.book, new).tickets
    cancel.cancel(b.book, [only.ticket], who=lea(b.book), reason="duplicate", method="cash", amount=2003, now=True)
    a.sync()
    for book in everywhere(a, b):
        view = order_i(book)
        assert (view.paid, view.refunded, view.balance) == (3000, 2005, -997), "20.03 were promised and 20.05 given"
        [given] = view.refunds
        assert (given.method, given.amount, given.paid_at is not None) == ("cash", 2005, True)
        assert given.payment == view.payments[0].payment
        whys = {case.deed: case.why for case in view.cases}
        assert whys["refund_paid_out"] == "given_never_made"
        assert replay(book).equal


def test_what_was_given_because_there_are_no_smaller_coins_is_not_too_much(a: Desk, b: Desk, new: str) -> None:
    """20.03 came by card, and all of it went back in cash: 20.05."""
    payment.pay(b.book, new, method="card", amount=2003, who=lea(b.book))
    [only] = show(b.book, new).tickets
    cancel.cancel(b.book, [only.ticket], who=lea(b.book), reason="duplicate", method="cash", now=True)
    a.sync()
    for book in everywhere(a, b):
        view = order_i(book)
        assert (view.paid, view.refunded, view.balance) == (2003, 2005, 0)
        assert {case.deed: case.why for case in view.cases}["refund_paid_out"] == "given_never_made"
        assert replay(book).equal


def test_what_had_been_paid_before_and_was_given_back_for_the_new_order_is_given_once(a: Desk, b: Desk) -> None:
    order = order_of(b.book, "I")[0]
    payment.pay(b.book, order, method="cash", amount=1000, who=lea(b.book))
    everywhere(b, a)
    release.release(a.book, order, who=lea(a.book))
    made = invoice.reissue(b.book, order, without=[ticket(b, "IT1")], who=lea(b.book))
    new = order_of(b.book, made.order_number)[0]
    cancel.cancel(b.book, [show(b.book, new).tickets[0].ticket], who=lea(b.book), reason="duplicate", now=True)
    assert [r.amount for r in show(b.book, new).refunds if r.paid_at] == [1000]
    a.sync()
    for book in everywhere(a, b):
        view = order_i(book)
        assert (view.paid, view.refunded, view.credit) == (1000, 1000, 0)
        assert replay(book).equal


def test_what_was_given_back_at_both_desks_is_too_much(a: Desk, b: Desk) -> None:
    order = order_of(b.book, "I")[0]
    payment.pay(b.book, order, method="cash", amount=1000, who=lea(b.book))
    everywhere(b, a)
    release.release(a.book, order, who=lea(a.book))
    credit.give_back(a.book, order, who=lea(a.book), method="cash")
    made = invoice.reissue(b.book, order, without=[ticket(b, "IT1")], who=lea(b.book))
    new = order_of(b.book, made.order_number)[0]
    cancel.cancel(b.book, [show(b.book, new).tickets[0].ticket], who=lea(b.book), reason="duplicate", now=True)
    a.sync()
    for book in everywhere(a, b):
        assert order_i(book).refunded == 2000
        [case] = [case for case in order_i(book).cases if case.deed == "refund_paid_out"]
        assert (case.why, case.amount) == ("over_refund", 1000)
        assert replay(book).equal


def test_money_counts_for_an_order_that_still_waits(a: Desk, b: Desk) -> None:
    order = order_of(a.book, "I")[0]
    release.admit_unpaid(a.book, order, who=alone(a.book))
    everywhere(a, b)
    made = invoice.reissue(b.book, order, without=[ticket(b, "IT1")], who=lea(b.book))
    payment.pay(b.book, order_of(b.book, made.order_number)[0], method="card", who=lea(b.book))
    admit.admit(a.book, "IT1", who=lea(a.book))
    a.sync()
    for book in everywhere(a, b):
        view = order_i(book)
        assert (view.state, view.balance, view.credit, view.paid) == ("pending", 3000, 0, 3000)
        assert owing.credits(book).lines == ()
        assert replay(book).equal


def reissued_twice(join: Join) -> tuple[Desk, Desk, invoice.Reissued, invoice.Reissued]:
    """Order I was released at A; B, which has not heard of it, reissues it, and what came of that once more."""
    a = join("A", lambda book: taken(book, house(), on("C-1", "C-2", "C-3", number="I", waiting=True)))
    a.sync()
    b = join("B")
    b.sync()
    order = order_of(a.book, "I")[0]
    release.release(a.book, order, who=lea(a.book))
    once = invoice.reissue(b.book, order, without=[ticket(b, "IT1")], who=lea(b.book))
    [gone, _] = show(b.book, once.order).tickets
    twice = invoice.reissue(b.book, once.order, without=[gone.ticket], who=lea(b.book))
    return a, b, once, twice


def test_an_order_made_of_one_that_was_never_made_counts_for_the_one_that_stands(join: Join) -> None:
    a, b, _, twice = reissued_twice(join)
    payment.pay(b.book, twice.order, method="cash", who=lea(b.book))
    a.sync()
    for book in everywhere(a, b):
        assert order_i(book).credit == 3000
        [case] = [case for case in lines(book) if case.deed == "payment_recorded"]
        assert (case.where.order_number, case.lost) == ("I", twice.order_number)
        assert replay(book).equal


def test_a_note_goes_to_the_order_that_stands(a: Desk, b: Desk, new: str) -> None:
    notes.add_note(b.book, new, text="comes with a wheelchair", who=lea(b.book))
    a.sync()
    for book in everywhere(a, b):
        assert [note.text for note in order_i(book).notes] == ["comes with a wheelchair"]
        assert [row.order for row in find(book, "wheelchair").orders] == [order_i(book).order]
        assert [case.deed for case in order_i(book).cases] == ["order_reissued"]
        assert replay(book).equal


def test_the_desk_books_it_before_the_centre_has_answered(a: Desk, b: Desk, new: str) -> None:
    payment.pay(b.book, new, method="cash", who=lea(b.book))
    a.sync()
    hear_without_answers(b)
    view = order_i(b.book)
    assert (view.paid, view.credit, view.state) == (3000, 3000, "expired")
    assert {(case.deed, case.contested) for case in view.cases} == {
        ("order_reissued", True),
        ("payment_recorded", False),
    }
    assert replay(b.book).equal
    everywhere(a, b)
    assert order_i(b.book).payments == order_i(a.book).payments


def test_a_line_that_breaks_between_the_two_loses_nothing(a: Desk, b: Desk, new: str) -> None:
    """The reissue is answered, and the payment has not arrived yet."""
    payment.pay(b.book, new, method="cash", who=lea(b.book))
    a.sync()
    pushed: list[str] = []

    def break_off(question: str) -> None:
        if pushed:
            raise Unavailable("no_network")
        pushed.append(question)

    b.line.before = break_off
    with patch.object(travel, "PUSH_LIMIT", 1):
        assert b.sync().cause == "no_network"
    b.line.before = lambda _: None
    assert waiting(b).unsent == 1
    hear_without_answers(b)
    assert order_i(b.book).credit == 3000
    assert replay(b.book).equal
    for book in everywhere(a, b):
        assert order_i(book).credit == 3000
        assert replay(book).equal


def test_the_queue_names_the_order_that_was_paid(a: Desk, b: Desk, new: str) -> None:
    payment.pay(b.book, new, method="cash", who=lea(b.book))
    number = show(b.book, new).number
    assert [line.number for line in sync_lists_of(b.book).queue if line.kind == "payment_recorded"] == [number]
    old = order_i(b.book)
    assert "payment_recorded" not in [line.kind for line in old.history], (
        "it is no deed on the old order while the new one is here"
    )


def test_of_an_older_desk_that_does_not_say_what_the_order_was_made_of_there_is_a_case(
    a: Desk, b: Desk, new: str
) -> None:
    with patch.object(Deed, "stands_on", lambda *_: {}):
        payment.pay(b.book, new, method="cash", who=lea(b.book))
    a.sync()
    books = everywhere(a, b)
    assert told(books[0]) == told(books[1]) == told(books[2])
    for book in books:
        [line] = [line for line in lines(book) if line.deed == "payment_recorded"]
        assert (line.why, line.amount, order_i(book).paid) == ("unbooked", 3000, 0)
        assert replay(book).equal


# --- a reservation that was to be split ------------------------------------------------------------------------------


@pytest.fixture
def reserved(join: Join) -> tuple[Desk, Desk]:
    """A has a reservation R of two, and B has heard of it."""
    waits = replace(on("C-1", "C-2", number="R", waiting=True), method="on_site", invoices=())
    a = join("A", lambda book: taken(book, house(), waits))
    a.sync()
    b = join("B")
    b.sync()
    return a, b


def order_r(book: Book) -> OrderView:
    return show(book, order_of(book, "R")[0])


def split_at(desk: Desk) -> payment.Split:
    order = order_of(desk.book, "R")[0]
    return payment.split(desk.book, order, tickets=[ticket(desk, "RT1")], who=lea(desk.book), method="cash")


def test_money_that_was_taken_for_a_split_that_is_refused_is_booked(reserved: tuple[Desk, Desk]) -> None:
    a, b = reserved
    release.release(a.book, order_of(a.book, "R")[0], who=lea(a.book))
    made = split_at(b)
    [sold] = show(b.book, made.order).tickets
    a.sync()
    hear_without_answers(b)
    assert (order_r(b.book).paid, order_r(b.book).credit) == (3000, 3000), "before the centre has answered"
    assert replay(b.book).equal
    books = everywhere(a, b)
    assert told(books[0]) == told(books[1]) == told(books[2])
    for book in books:
        view = order_r(book)
        assert (view.paid, view.credit, [t.state for t in view.tickets]) == (3000, 3000, ["cancelled"] * 2)
        assert [line.amount for line in owing.credits(book).lines] == [3000]
        assert [row.order for row in find(book, "today cash 30").orders] == [view.order]
        [case] = view.cases
        assert (case.why, case.amount, case.lost) == ("split_refused", 3000, made.order_number)
        assert made.order_number in sync_lists_of(book).cases[0].what
        assert replay(book).equal
    assert sold.ticket in {t.ticket for t in order_r(b.book).tickets}


def test_money_of_a_split_that_was_given_back_is_booked_too(reserved: tuple[Desk, Desk]) -> None:
    a, b = reserved
    release.release(a.book, order_of(a.book, "R")[0], who=lea(a.book))
    made = split_at(b)
    [sold] = show(b.book, made.order).tickets
    cancel.cancel(b.book, [sold.ticket], who=lea(b.book), reason="duplicate", method="cash", now=True)
    a.sync()
    for book in everywhere(a, b):
        view = order_r(book)
        assert (view.paid, view.refunded, view.credit) == (3000, 3000, 0)
        assert replay(book).equal


def test_money_of_a_split_pays_what_still_waits(reserved: tuple[Desk, Desk]) -> None:
    """A has sold the first ticket by a split of its own; what B took for it pays the second one."""
    a, b = reserved
    split_at(a)
    split_at(b)
    a.sync()
    for book in everywhere(a, b):
        view = order_r(book)
        assert (view.paid, view.balance, [t.state for t in view.tickets]) == (3000, 0, ["valid"])
        assert replay(book).equal


def split_twice(join: Join) -> tuple[Desk, Desk, str, payment.Split]:
    """A releases the reservation R of three; B splits two of its tickets off as an order that waits, and sells one of those."""
    waits = replace(on("C-1", "C-2", "C-3", number="R", waiting=True), method="on_site", invoices=())
    a = join("A", lambda book: taken(book, house(), waits))
    a.sync()
    b = join("B")
    b.sync()
    order, who = order_of(b.book, "R")[0], lea(b.book)
    release.release(a.book, order, who=lea(a.book))
    once = payment.split(b.book, order, tickets=[ticket(b, "RT1"), ticket(b, "RT2")], who=who)
    twice = payment.split(b.book, once.order, tickets=[ticket(b, "RT1")], who=who, method="cash")
    return a, b, once.order, twice


def test_money_of_a_split_of_an_order_that_was_never_made_is_booked_on_the_one_that_stands(join: Join) -> None:
    a, b, never, made = split_twice(join)
    a.sync()
    hear_without_answers(b)
    assert (order_r(b.book).paid, order_r(b.book).credit) == (3000, 3000), "before the centre has answered"
    assert replay(b.book).equal
    books = everywhere(a, b)
    assert told(books[0]) == told(books[1]) == told(books[2])
    for book in books:
        assert (order_r(book).paid, order_r(book).credit) == (3000, 3000)
        assert [line.amount for line in owing.credits(book).lines] == [3000]
        found = {case.why: case for case in order_r(book).cases if case.deed == "order_split"}
        case = found["split_refused"]
        assert (case.amount, case.lost, case.where.order_number) == (3000, made.order_number, "R")
        [told_whole] = [one.what for one in sync_lists_of(book).cases if one.amount == 3000]
        assert made.order_number in told_whole and "order R" in told_whole
        assert {row.order for row in find(book, made.order_number).orders} == {order_r(book).order}, "paper leads there"
        with pytest.raises(RuleBroken):
            order_of(book, never)
        assert replay(book).equal


def test_what_was_given_back_of_such_a_split_is_booked_too(join: Join) -> None:
    a, b, _, made = split_twice(join)
    [sold] = show(b.book, made.order).tickets
    cancel.cancel(b.book, [sold.ticket], who=lea(b.book), reason="duplicate", method="cash", now=True)
    a.sync()
    for book in everywhere(a, b):
        view = order_r(book)
        assert (view.paid, view.refunded, view.credit) == (3000, 3000, 0)
        assert replay(book).equal


def test_of_an_older_desk_the_case_of_such_a_split_says_that_its_money_is_booked_nowhere(join: Join) -> None:
    with patch.object(Deed, "stands_on", lambda *_: {}):
        a, b, _, made = split_twice(join)
    a.sync()
    for book in everywhere(a, b):
        assert order_r(book).paid == 0
        [case] = [case for case in lines(book) if case.amount]
        assert (case.why, case.amount, case.lost, case.where.order_number) == (
            "unbooked",
            3000,
            made.order_number,
            "R",
        )
        assert replay(book).equal


def test_a_reissue_of_a_reissue_that_was_never_made_has_a_case_that_leads_to_the_order_that_stands(join: Join) -> None:
    a, b, once, twice = reissued_twice(join)
    order = order_of(a.book, "I")[0]
    a.sync()
    for book in everywhere(a, b):
        cases = {case.lost: case for case in lines(book) if case.deed == "order_reissued"}
        assert {case.where.order_number for case in cases.values()} == {"I"}
        assert cases[once.order_number].amount is None, "no money moved by it"
        assert {row.order for row in find(book, twice.order_number).orders} == {order}
        assert replay(book).equal


@pytest.mark.parametrize("number", ["R", "Q"])
def test_a_split_whose_money_is_here_already_is_refused_and_stops_nobody(
    reserved: tuple[Desk, Desk], number: str
) -> None:
    """What no honest desk sends: a payment by an id that the centre has, of that order or of another one."""
    a, b = reserved
    taken(a.book, replace(on("D-1", number="Q", waiting=True), method="on_site", invoices=()))
    everywhere(a, b)
    release.release(a.book, order_of(a.book, "R")[0], who=lea(a.book))
    order = order_of(b.book, "R")[0]
    payment.pay(b.book, order_of(b.book, number)[0], method="bank_transfer", amount=100, who=lea(b.book))
    [known] = show(b.book, order_of(b.book, number)[0]).payments
    paid = {"id": known.payment, "method": "cash", "amount": 3000, "rounding": 0}
    first, who = ticket(b, "RT1"), lea(b.book)

    def work(deed: Deed) -> None:
        payload = {"order": order, "new": {"id": deed.new_id(), "number": "NEW", "method": "cash"}, "payment": paid}
        payload["tickets"] = [{"ticket": first, "position": 1}]
        operation = make(deed, "order_split", who=who, payload=payload)
        deed._written.append(Outcome.of(operation, ACCEPTED))

    b.book.write(work)
    a.sync()
    assert b.sync().cause is None
    assert (order_r(a.centre).paid, show(a.centre, order_of(a.centre, number)[0]).paid) == (100 * (number == "R"), 100)
    assert [case.deed for case in lines(a.centre) if case.deed == "order_split"] == ["order_split"]
    assert replay(a.centre).equal


@pytest.mark.parametrize("first", ["note", "erasure"])
@pytest.mark.parametrize("typed", ["note", "goodwill"])
def test_a_note_about_an_order_that_was_never_made_goes_with_the_customer_of_the_one_that_stands(
    a: Desk, b: Desk, new: str, first: str, typed: str
) -> None:
    """C22: it was typed about them, whoever sends first, and nobody's journal misses it."""
    if typed == "note":
        notes.add_note(b.book, new, text="back at the box office", who=lea(b.book))
    else:
        payment.pay(b.book, new, method="cash", who=lea(b.book))
        used = show(b.book, new).tickets[0].ticket
        with b.book.read() as reading:
            code = reading.connection.execute(
                select(tables.ticket_codes.c.code).where(tables.ticket_codes.c.ticket == used)
            ).scalar_one()
        assert admit.admit(b.book, code, who=lea(b.book)).answer == "GO"
        told = dict(reason="customer_asked", note="back at the box office")
        cancel.goodwill(b.book, used, who=alone(b.book), method="cash", amount=100, **told)
    erase_customer(a.book, order_of(a.book, "I")[0], who=lea(a.book))
    for desk in (b, a) if first == "note" else (a, b):
        assert desk.sync().cause is None
    for book in everywhere(a, b):
        with book.read() as reading:
            texts = reading.connection.execute(select(tables.notes.c.text)).scalars().all()
        assert "back at the box office" not in texts
        assert verify(book) is None
        assert replay(book).equal
