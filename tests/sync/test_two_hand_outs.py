"""What two desks handed out for one ticket is too much for that ticket alone, whoever syncs first."""

import sqlite3

import pytest

from tests.conftest import alone, lea
from tests.desks import Desk
from tests.simulation import oracles
from tests.sync.test_cases_everywhere import everywhere, lines, told
from tests.sync.test_two_desks import ticket
from ticketoffice.desk import admit, cancel, hand_out, invoice, owing, payment, reports
from ticketoffice.desk.cases import close_case
from ticketoffice.desk.credit import give_back
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.desk.syncing import sync_lists_of
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.money import too_much
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.replay import replay

Both = tuple[Desk, Desk]


@pytest.fixture(params=["the one who did it once", "the one who did more"])
def first(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def heard(a: Desk, b: Desk, *, first: str) -> list[Book]:
    """Both send, in this order, and hear all; A, B and the centre hold the same, and the oracles of the simulation hold."""
    books = everywhere(*((a, b) if first == "the one who did it once" else (b, a)))
    assert all(replay(book).equal for book in books)
    centre = a.centre
    assert told(a.book) == told(b.book) == told(centre)
    rows = [_rows(book) for book in books]
    assert rows[0] == rows[1] == rows[2]
    if centre.engine.dialect.name == "sqlite":
        with centre.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            assert oracles.of_the_centre(raw) == []
    return books


def _rows(book: Book) -> object:
    order = order_of(book, "P")[0]
    with book.read() as reading:
        dossier = reading.dossiers([order])
        return dossier, sorted(str(case) for case in reading.cases())


def give(desk: Desk, *tickets: str, method: str = "cash", inform: str | None = None) -> None:
    chosen = [ticket(desk, name) for name in tickets]
    cancel.cancel(
        desk.book,
        chosen,
        who=lea(desk.book),
        reason="customer_asked",
        method=method,
        inform=inform,
        now=method == "cash",
    )


def beyond(book: Book) -> dict[str, int]:
    order = order_of(book, "P")[0]
    with book.read() as reading:
        [dossier] = reading.dossiers([order]).values()
        return {
            str(next(t.position for t in dossier.tickets if t.id == name)): n for name, n in too_much(dossier).items()
        }


def test_what_was_handed_out_twice_takes_nothing_from_the_other_ticket(
    a: Desk, b: Desk, first: str, clock: HandClock
) -> None:
    """Three tickets at 30.00: the first one is cancelled and paid out at both, the second at B by transfer."""
    give(a, "PT1")
    give(b, "PT1")
    give(b, "PT2", method="bank_transfer", inform="told")
    clock.advance(seconds=61)
    for book in heard(a, b, first=first):
        order = order_of(book, "P")[0]
        view = show(book, order)
        assert [t.state for t in view.tickets] == ["cancelled", "cancelled", "valid"]
        second = view.tickets[1]
        assert [r.amount for r in view.refunds if r.ticket == second.ticket] == [3000]
        assert beyond(book) == {"1": 3000}
        assert view.balance == 3000
        with book.read() as reading:
            [dossier] = reading.dossiers([order]).values()
            found = dossier.cancellation_of(second.ticket)
            assert found is not None
            assert (found.reason, found.told_how) == ("customer_asked", "told")
        assert {line.where.short for line in lines(book)} == {"P-1"}
    due = reports.refunds_due(a.book)
    assert [line.amount for line in due.lines] == [3000], "the second holder is paid"
    done = payment.pay(a.book, order_of(a.book, "P")[0], method="cash", amount=3000, who=lea(a.book))
    assert not done.late
    for book in heard(a, b, first=first):
        assert show(book, order_of(book, "P")[0]).balance == 0


def test_what_is_brought_back_is_booked_also_when_nothing_is_left_of_the_order(
    a: Desk, b: Desk, first: str, clock: HandClock
) -> None:
    give(a, "PT1")
    give(b, "PT1")
    give(b, "PT2", "PT3", method="bank_transfer", inform="told")
    clock.advance(seconds=61)
    for book in heard(a, b, first=first):
        view = show(book, order_of(book, "P")[0])
        assert (view.state, view.balance, view.to_pay) == ("cancelled", 3000, 3000)
    done = payment.pay(a.book, order_of(a.book, "P")[0], method="cash", amount=3000, who=lea(a.book))
    assert not done.late, "nothing came too late"
    for book in heard(a, b, first=first):
        view = show(book, order_of(book, "P")[0])
        assert (view.balance, view.to_pay) == (0, 0)
        assert "paid_late" not in {case.why for case in view.cases}


def test_of_several_tickets_only_the_one_that_was_handed_out_twice_is_too_much(a: Desk, b: Desk, first: str) -> None:
    for desk, other in ((a, "PT2"), (b, "PT3")):
        give(desk, "PT1")
        give(desk, other)
    for book in heard(a, b, first=first):
        assert beyond(book) == {"1": 3000}
        assert show(book, order_of(book, "P")[0]).balance == 3000
        assert {line.where.short for line in lines(book)} == {"P-1"}


def test_a_command_for_two_tickets_accuses_the_doubled_one_alone(
    a: Desk, b: Desk, first: str, clock: HandClock
) -> None:
    """Its other ticket is cancelled whoever was first: what was handed out for it is due, and takes nothing from the third one."""
    give(a, "PT1", "PT2")
    give(b, "PT1")
    for desk in (a, b) if first == "the one who did more" else (b, a):
        assert desk.sync().cause is None
    one = heard(a, b, first=first)[0]
    assert [t.short for t in show(one, order_of(one, "P")[0]).tickets if t.state == "valid"] == ["P-3"]
    assert beyond(one) == {"1": 3000}
    give(a, "PT3", method="bank_transfer")
    clock.advance(seconds=61)
    for book in heard(a, b, first=first):
        assert beyond(book) == {"1": 3000}
        view = show(book, order_of(book, "P")[0])
        assert view.balance == 3000
        assert sorted(r.amount for r in view.refunds if r.amount) == [3000] * 4


def sums(book: Book) -> list[int]:
    """What the list of cases says is at stake, and that the sync page says the same."""
    page = sum(view.amount or 0 for view in sync_lists_of(book).cases)
    found = [total.amount for total in owing.cases(book).totals]
    assert sum(found) == page
    return found


def test_one_cash_twice_counts_once_and_not_once_it_is_brought_back(a: Desk, b: Desk, first: str) -> None:
    for desk in (a, b):
        give(desk, "PT1")
    for book in heard(a, b, first=first):
        assert {line.why: line.amount for line in lines(book)} == {
            "already_cancelled_paid_twice": None,
            "over_refund": 3000,
        }
        assert sums(book) == [3000]
    payment.pay(a.book, order_of(a.book, "P")[0], method="cash", amount=3000, who=lea(a.book))
    for book in heard(a, b, first=first):
        assert sums(book) == []
        assert "over_refund_settled" in {line.why for line in lines(book)}
    [case] = [line.case for line in lines(a.book) if line.why == "over_refund_settled"]
    assert case is not None
    close_case(a.book, case, who=lea(a.book), note="brought back")
    for book in heard(a, b, first=first):
        assert [line.amount for line in lines(book)] == [None]


def test_a_command_for_two_tickets_counts_what_was_too_much(a: Desk, b: Desk) -> None:
    """A cancels 1 and 2, B 1 and 3; B is first: the second ticket is cancelled all the same, and its hand-out is not accused."""
    give(a, "PT1", "PT2")
    give(b, "PT1", "PT3")
    for book in heard(a, b, first="the one who did more"):
        assert sums(book) == [3000]
        assert {(line.why, line.where.short, line.amount) for line in lines(book)} == {
            ("already_cancelled_paid_twice", "P-1", None),
            ("over_refund", "P-1", 3000),
        }


def test_a_refused_command_for_two_tickets_does_not_accuse_the_one_that_can_be_cancelled(
    a: Desk, b: Desk, clock: HandClock
) -> None:
    """Somebody had entered with the first one: nothing of the command is done, and the second one is not cancelled yet."""
    admit.admit(a.book, "PT1", who=lea(a.book))
    clock.advance(seconds=61)
    give(b, "PT1", "PT2")
    for book in heard(a, b, first="the one who did it once"):
        assert [t.state for t in show(book, order_of(book, "P")[0]).tickets] == ["used", "valid", "valid"]
        assert {line.why for line in lines(book) if line.where.short == "P-2"} == {"over_refund_not_cancelled"}
        assert "used_paid_back" in {line.why for line in lines(book)}, "nothing is left to give back for the first one"
    give(a, "PT2")
    for book in heard(a, b, first="the one who did it once"):
        assert {line.why for line in lines(book) if line.where.short == "P-2"} == {"over_refund_settled"}


@pytest.fixture
def used(a: Desk, b: Desk) -> Both:
    admit.admit(a.book, "PT1", who=lea(a.book))
    everywhere(a, b)
    return a, b


def test_goodwill_at_two_desks_counts_once_and_says_what_it_was(used: Both, first: str) -> None:
    for desk in used:
        cancel.goodwill(desk.book, ticket(desk, "PT1"), who=alone(desk.book), method="cash", amount=3000)
    for book in heard(*used, first=first):
        assert sums(book) == [3000]
        assert {line.why for line in lines(book)} == {"goodwill_given_before", "over_refund"}
        for view in sync_lists_of(book).cases:
            assert "was refused" not in view.what
            assert "?" not in view.what, "all that it names is known"


@pytest.fixture
def overpaid(a: Desk, b: Desk, clock: HandClock) -> Both:
    """An order that was paid at both: 60.00 of it are credit."""
    for desk in (a, b):
        payment.pay(desk.book, order_of(desk.book, "I")[0], method="cash", who=lea(desk.book))
    everywhere(a, b)
    return a, b


def test_credit_given_back_at_two_desks_counts_once_and_says_what_it_was(overpaid: Both, first: str) -> None:
    for desk in overpaid:
        give_back(desk.book, order_of(desk.book, "I")[0], who=lea(desk.book), method="cash")
    for book in heard(*overpaid, first=first):
        assert sums(book) == [6000]
        assert {line.why for line in lines(book)} == {"credit_given_before", "over_refund", "paid_twice_settled"}
        [view] = [view for view in sync_lists_of(book).cases if view.kind not in ("over_refund", "paid_twice")]
        assert "The credit of order I had been given back elsewhere before that" in view.what


def test_two_finishes_of_one_cancellation_say_what_it_was(a: Desk, b: Desk, first: str) -> None:
    cancel.click(a.book, [ticket(a, "PT1")], who=lea(a.book), now=True)
    everywhere(a, b)
    for desk in (a, b):
        cancel.finish(
            desk.book, [ticket(desk, "PT1")], who=lea(desk.book), reason="customer_asked", method="cash", now=True
        )
    for book in heard(a, b, first=first):
        assert sums(book) == [3000]
        assert {line.why for line in lines(book)} == {"finished_before", "over_refund"}
        [view] = [view for view in sync_lists_of(book).cases if view.kind != "over_refund"]
        assert "Reason and refund of ticket P-1 had been recorded elsewhere before that." in view.what


def test_what_was_kept_after_its_click_was_refused_says_so(a: Desk, b: Desk, clock: HandClock) -> None:
    cancel.click(b.book, [ticket(b, "PT1")], who=lea(b.book))
    give(a, "PT1")
    cancel.keep(b.book, [ticket(b, "PT1")], who=lea(b.book))
    clock.advance(seconds=61)
    for book in heard(a, b, first="the one who did it once"):
        assert "kept_before" in {line.why for line in lines(book)}
        assert any("A ticket of order P was to be kept" in view.what for view in sync_lists_of(book).cases)


def test_finish_of_what_is_contested_says_that_the_centre_has_to_answer(a: Desk, b: Desk, clock: HandClock) -> None:
    cancel.click(b.book, [ticket(b, "PT1")], who=lea(b.book))
    give(a, "PT1")
    a.sync()
    b.sync()
    with pytest.raises(RuleBroken) as no:
        cancel.finish(b.book, [ticket(b, "PT1")], who=lea(b.book), reason="customer_asked", method="cash", now=True)
    assert no.value.code == "contested"
    clock.advance(seconds=61)
    b.sync()
    with pytest.raises(RuleBroken) as no:
        cancel.finish(b.book, [ticket(b, "PT1")], who=lea(b.book), reason="customer_asked", method="cash", now=True)
    assert no.value.code == "already_finished", "the centre has answered: what A did stands"


def test_money_for_an_order_that_was_replaced_elsewhere_names_the_order_that_waits(a: Desk, b: Desk) -> None:
    order = order_of(a.book, "I")[0]
    made = invoice.reissue(a.book, order, without=[ticket(a, "IT1")], who=lea(a.book))
    payment.pay(b.book, order, method="cash", who=lea(b.book))
    a.sync()
    for book in everywhere(a, b):
        [line], [view] = lines(book), sync_lists_of(book).cases
        assert (line.why, line.amount) == ("paid_late_replaced", 6000)
        assert f"replaced by order {made.order_number}, which still waits" in view.what
        assert (view.successor, view.successor_number) == (made.order, made.order_number)
    payment.pay(a.book, made.order, method="cash", who=lea(a.book))
    for book in everywhere(a, b):
        assert [line.why for line in lines(book)] == ["paid_late"]


@pytest.mark.parametrize("given", ["all", "less", "more"])
def test_what_another_desk_has_handed_out_is_promised_no_more(a: Desk, b: Desk, clock: HandClock, given: str) -> None:
    """A promises 30.00 by transfer (or 20.00), B gives 30.00 in cash (or 20.00) for the same ticket: the customer has it once."""
    promised, cash = {"all": (3000, 3000), "less": (3000, 2000), "more": (2000, 3000)}[given]
    for desk, method, amount in ((a, "bank_transfer", promised), (b, "cash", cash)):
        chosen = [ticket(desk, "PT1")]
        who = lea(desk.book)
        cancel.cancel(
            desk.book, chosen, who=who, reason="customer_asked", method=method, amount=amount, now=method == "cash"
        )
    clock.advance(seconds=61)
    beside = max(0, cash - promised)
    for book in heard(a, b, first="the one who did it once"):
        view = show(book, order_of(book, "P")[0])
        standing = sorted((r.method, r.amount) for r in view.refunds if r.amount)
        rest = [("bank_transfer", promised - cash)] if promised > cash else []
        assert standing == sorted([("cash", cash), *rest])
        assert (view.balance, beyond(book)) == (beside, {"1": beside} if beside else {})
        assert [line.amount for line in reports.refunds_due(book).lines] == [amount for _, amount in rest]
        assert sums(book) == ([beside] if beside else [])
        assert {line.desk for line in lines(book)} == {"B"}
        if not rest:
            with pytest.raises(RuleBroken, match=r"already_paid_out|nothing_open"):
                hand_out.paid_out(book, [ticket(a, "PT1")], who=lea(book))


def test_who_hands_out_what_another_desk_has_given_is_named_and_not_that_one(
    a: Desk, b: Desk, clock: HandClock
) -> None:
    """A promised the money, B gave it in cash, and A, without a line, gives it once more."""
    give(a, "PT1", method="bank_transfer")
    give(b, "PT1")
    clock.advance(seconds=61)
    assert a.sync().cause is None
    assert b.sync().cause is None
    hand_out.paid_out(a.book, [ticket(a, "PT1")], who=lea(a.book))
    for book in heard(a, b, first="the one who did it once"):
        assert {(line.desk, line.amount) for line in lines(book) if line.amount} == {("A", 3000)}
        assert show(book, order_of(book, "P")[0]).balance == 3000


def test_goodwill_at_two_desks_is_no_refused_cancellation_also_where_its_entry_was_undone(
    used: Both, first: str
) -> None:
    """20.00 at A, 25.00 at B of a ticket at 30.00, which is valid again afterwards."""
    for desk, amount in zip(used, (2000, 2500), strict=True):
        cancel.goodwill(desk.book, ticket(desk, "PT1"), who=alone(desk.book), method="cash", amount=amount)
    heard(*used, first=first)
    admit.undo_entry(used[0].book, ticket(used[0], "PT1"), who=alone(used[0].book))
    for book in heard(*used, first=first):
        found = {line.why: line.amount for line in lines(book)}
        assert set(found) == {"goodwill_given_before", "over_refund"}
        assert found["over_refund"] == (2500 if first == "the one who did it once" else 2000)


@pytest.mark.parametrize("parts", [(1000, 5000), (2000, 4000), (4000, 2000), (5000, 1000)])
def test_what_was_paid_in_parts_is_promised_no_more_part_by_part(
    a: Desk, b: Desk, clock: HandClock, parts: tuple[int, int]
) -> None:
    """Each payment gives back its share: two promises of one ticket, and two hand-outs."""
    for method, amount in zip(("card", "cash"), parts, strict=True):
        payment.pay(a.book, order_of(a.book, "I")[0], method=method, amount=amount, who=lea(a.book))
        clock.advance(seconds=1)
    everywhere(a, b)
    give(a, "IT1", "IT2", method="bank_transfer")
    give(b, "IT1", "IT2")
    clock.advance(seconds=61)
    for book in everywhere(a, b):
        view = show(book, order_of(book, "I")[0])
        assert (view.balance, sum(r.amount for r in view.refunds)) == (0, 6000)
        assert {r.method for r in view.refunds if r.amount} == {"cash"}
        assert replay(book).equal
    if a.centre.engine.dialect.name == "sqlite":
        with a.centre.engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            assert oracles.of_the_centre(raw) == []
