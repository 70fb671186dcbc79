"""What somebody must look at is told alike at the desk that did it, at every other one and at the centre."""

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest

from tests.conftest import NOW, alone, lea
from tests.desks import Desk
from tests.sync.test_two_desks import ticket, waiting
from ticketoffice.cli.documents import case_json, order_json
from ticketoffice.desk import admit, cancel, invoice, notes, owing, payment, release, rules
from ticketoffice.desk.case_words import said
from ticketoffice.desk.cases import close_case
from ticketoffice.desk.customer import erase_customer
from ticketoffice.desk.find import order_of, recent, recent_tickets
from ticketoffice.desk.people import person_named
from ticketoffice.desk.report_views import CaseLine
from ticketoffice.desk.sentences import spoken
from ticketoffice.desk.show import show
from ticketoffice.desk.sync_views import CaseView
from ticketoffice.desk.syncing import sync_lists_of
from ticketoffice.domain import people
from ticketoffice.domain.calendar import to_datetime
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.people import Who
from ticketoffice.store import received_bytes
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.replay import replay
from ticketoffice.ui.order.history_words import history_details

Join = Callable[..., Desk]


def everywhere(*desks: Desk) -> list[Book]:
    """All have heard all."""
    for desk in (*desks, *desks):
        assert desk.sync().cause is None
    return [*(desk.book for desk in desks), desks[0].centre]


def lines(book: Book) -> list[CaseLine]:
    return list(owing.cases(book).lines)


def told(book: Book) -> dict[str, list[Any]]:
    """What each list, command and screen says of the open cases; when they came about is the same too."""
    views = [{name: getattr(view, name) for name in CaseView.__struct_fields__} for view in sync_lists_of(book).cases]
    orders = sorted({line.where.order for line in lines(book)})
    return {
        "report": [case_json(line, translate=spoken("fr")) for line in lines(book)],
        "lines": [said(line, translate=str) for line in lines(book)],
        "sync page": sorted(views, key=str),
        "show": [order_json(show(book, order), language="en")["cases"] for order in orders],
        "history": [_since_it_was_taken_in(book, order) for order in orders],
    }


def _since_it_was_taken_in(book: Book, order: str) -> list[tuple[Any, ...]]:
    history = order_json(show(book, order), language="en")["history"]
    known = [line for line in history if line["operation"] is not None]
    marks = [(line["kind"], line["refused"], line["refused_label"]) for line in known]
    return [mark for mark in marks if mark[0] != "order_taken_in"]


@pytest.fixture
def refused_click(a: Desk, b: Desk, clock: HandClock) -> tuple[Desk, Desk]:
    """Somebody entered at A; a minute later B, which had not heard of it, cancels the ticket and gives CHF 30.00 back."""
    admit.admit(a.book, "PT1", who=lea(a.book))
    clock.advance(seconds=61)
    cancel.cancel(b.book, [ticket(b, "PT1")], who=lea(b.book), reason="duplicate", method="cash", now=True)
    return a, b


def test_a_refused_click_is_told_alike_everywhere(refused_click: tuple[Desk, Desk]) -> None:
    books = everywhere(*refused_click)
    assert told(books[0]) == told(books[1]) == told(books[2])
    found = {line.why: line for line in lines(books[0])}
    assert found.keys() == {"used_paid_back", "over_refund"}, "goodwill would be refused, and is not offered"
    for line in found.values():
        assert (line.desk, line.by, line.where.order_number, line.where.short) == ("B", "Lea", "P", "P-1")
        assert (line.where.place, line.where.customer) == ("A-1", "Zoë Test")
        assert line.currency == "CHF"
    assert {why: line.amount for why, line in found.items()} == {"used_paid_back": None, "over_refund": 3000}
    assert found["used_paid_back"].deed == "tickets_cancelled"
    assert found["over_refund"].deed == "refund_paid_out"
    assert said(found["used_paid_back"], translate=str)[0] == "B · Cancelled · It had entered before it was cancelled."
    assert [view.what for view in sync_lists_of(books[0]).cases if view.kind == "used"] == [
        "B · Cancelled · Ticket P-1 had entered before it was cancelled. Nothing is left to give back for it."
    ]


def test_a_scan_that_is_a_case_names_order_payer_and_money(a: Desk, b: Desk, clock: HandClock) -> None:
    cancel.cancel(a.book, [ticket(a, "PT1")], who=lea(a.book), reason="duplicate", method="cash", amount=2500, now=True)
    clock.advance(seconds=61)
    admit.admit(b.book, "PT1", who=lea(b.book))
    admit.admit(b.book, "PT2", who=lea(b.book))
    admit.admit(a.book, "PT2", who=lea(a.book))
    a.sync()
    books = everywhere(a, b)
    assert told(books[0]) == told(books[1]) == told(books[2])
    for book in books:
        found = {view.kind: view for view in sync_lists_of(book).cases}
        assert found["admitted_on_cancelled"].what == (
            "B · Admitted · CHF 30.00 · Somebody entered with ticket P-1, which was cancelled: P, Zoë Test. "
            "Given back for it: CHF 25.00."
        )
        twice = found["admitted_twice"].what
        assert twice.endswith("Admitted · CHF 30.00 · Somebody entered with ticket P-2 a second time: P, Zoë Test.")
        assert {line.amount for line in lines(book)} == {3000}


def test_goodwill_is_offered_where_it_would_be_accepted(a: Desk, b: Desk, clock: HandClock) -> None:
    admit.admit(a.book, "PT1", who=lea(a.book))
    clock.advance(seconds=61)
    cancel.click(b.book, [ticket(b, "PT1")], who=lea(b.book), now=True)
    a.sync()

    def case() -> CaseView:
        books = everywhere(a, b)
        assert told(books[0]) == told(books[1]) == told(books[2])
        return next(view for view in sync_lists_of(a.book).cases if view.kind == "used")

    assert "goodwill refund, or undo the entry" in case().next
    cancel.goodwill(a.book, ticket(a, "PT1"), who=alone(a.book), method="cash", amount=3000)
    assert case().next.startswith("Was the scan a mistake?")
    with pytest.raises(RuleBroken) as no:
        cancel.goodwill(a.book, ticket(a, "PT1"), who=alone(a.book), method="cash", amount=5)
    assert no.value.code == "over_payment"
    admit.undo_entry(a.book, ticket(a, "PT1"), who=alone(a.book))
    assert "not used any more" in case().what
    assert "undo" not in case().next


def test_every_desk_shows_the_case_on_the_order_until_it_is_closed(refused_click: tuple[Desk, Desk]) -> None:
    books = everywhere(*refused_click)
    order = order_of(books[0], "P")[0]
    assert [{case.why for case in show(book, order).cases} for book in books] == [{"used_paid_back", "over_refund"}] * 3
    for line in lines(books[1]):
        close_case(books[1], str(line.case), who=lea(books[1]), note="she is in, the money came back")
    books = everywhere(*refused_click)
    assert [show(book, order).cases for book in books] == [()] * 3


def test_a_case_that_two_people_settle_is_settled_once_and_opens_none(refused_click: tuple[Desk, Desk]) -> None:
    a, b = refused_click
    everywhere(a, b)
    for line in lines(a.book):
        close_case(a.book, str(line.case), who=lea(a.book), note=f"A: {line.why}")
        close_case(b.book, str(line.case), who=lea(b.book), note=f"B: {line.why}")
    with pytest.raises(RuleBroken) as no:
        close_case(b.book, str(line.case), who=lea(b.book), note="once more here")
    assert no.value.code == "case_closed"
    for book in everywhere(a, b):
        assert lines(book) == []
        history = show(book, order_of(book, "P")[0]).history
        said_of_it = [(line.note, line.refused) for line in history if line.kind == "case_closed"]
        both = [f"{desk}: {why}" for desk in "AB" for why in ("over_refund", "used_paid_back")]
        assert sorted(said_of_it) == [(note, None) for note in both], "what each of them said is kept"
        assert replay(book).equal
    erase_customer(a.book, order_of(a.book, "P")[0], who=alone(a.book), even_if_owed=True)
    for book in everywhere(a, b):
        history = show(book, order_of(book, "P")[0]).history
        assert {line.note for line in history if line.kind == "case_closed"} == {None}


def test_the_history_marks_what_was_refused_everywhere_and_for_ever(refused_click: tuple[Desk, Desk]) -> None:
    for closed in (False, True):
        for book in everywhere(*refused_click):
            history = show(book, order_of(book, "P")[0]).history
            marked = {line.kind: line.refused for line in history if line.refused is not None}
            assert marked == {"tickets_cancelled": "used", "cancellation_finished": "not_cancelled"}, closed
        for line in lines(refused_click[1].book):
            close_case(refused_click[1].book, str(line.case), who=lea(refused_click[1].book), note="looked at")


def test_what_was_handed_out_for_a_refused_click_is_told_with_amount_and_ticket(
    refused_click: tuple[Desk, Desk],
) -> None:
    for book in everywhere(*refused_click):
        history = show(book, order_of(book, "P")[0]).history
        [line] = [line for line in history if line.kind == "refund_paid_out"]
        assert (line.tickets, line.details) == (("P-1",), (("refund_method", "cash"), ("refund_amount", 3000)))
        assert "Cash · 30.00" in history_details(line, currency="CHF").replace("CHF ", "")


def test_a_ticket_that_two_desks_reinstate_is_reinstated_once(a: Desk, b: Desk) -> None:
    cancel.cancel(a.book, [ticket(a, "PT1")], who=lea(a.book), reason="duplicate", now=True, method="later")
    everywhere(a, b)
    _, here = cancel.reinstate(a.book, ticket(a, "PT1"), who=lea(a.book))
    cancel.reinstate(b.book, ticket(b, "PT1"), who=lea(b.book))
    a.sync()
    books = everywhere(a, b)
    assert told(books[0]) == told(books[1]) == told(books[2])
    for book in books:
        [line] = lines(book)
        assert (line.why, line.where.short, line.desk) == ("already_reinstated", "P-1", "B")
        [view] = sync_lists_of(book).cases
        assert "Ticket P-1 had been reinstated elsewhere before that." in view.what
        assert [t.ticket for t in show(book, order_of(book, "P")[0]).tickets if t.state == "valid"][-1] == here
    with pytest.raises(RuleBroken) as no:
        cancel.reinstate(b.book, ticket(b, "PT1"), who=lea(b.book))
    assert no.value.code == "already_reinstated"


def test_a_ticket_that_had_been_cancelled_says_by_whom_where_and_when(
    a: Desk, b: Desk, join: Join, clock: HandClock
) -> None:
    cancel.cancel(a.book, [ticket(a, "PT1")], who=lea(a.book), reason="duplicate", method="later", now=True)
    clock.advance(seconds=600)
    tim = Who(person_named(b.book, "Tim"))
    cancel.cancel(b.book, [ticket(b, "PT1")], who=tim, reason="duplicate", method="later", now=True)
    a.sync()
    everywhere(a, b)
    late = join("C")
    books = everywhere(a, b, late)
    reports = [{name: rows for name, rows in told(book).items() if name != "history"} for book in books]
    assert reports[0] == reports[1] == reports[2] == reports[3]
    first = f"{moment_text(NOW)}, Lea, A"
    for book in books:
        [line] = lines(book)
        assert (line.why, line.first and line.first.told(), line.desk, line.by) == (
            "already_cancelled_by",
            first,
            "B",
            "Tim",
        )
        assert said(line, translate=str)[0] == f"B · Cancelled · It had been cancelled elsewhere. ({first})"
        assert case_json(line, translate=str)["before"] == first
        [view] = sync_lists_of(book).cases
        assert view.what.endswith(f"Ticket P-1 had been cancelled elsewhere before that: {first}.")
        assert "refunded once only" in view.safe


def moment_text(at: int) -> str:
    return f"{to_datetime(at, timezone='Europe/Zurich'):%d.%m.%Y %H:%M}"


def test_a_ticket_that_was_paid_out_twice_says_so_how_much_and_who_did(a: Desk, b: Desk) -> None:
    for desk in (a, b):
        cancel.cancel(desk.book, [ticket(desk, "PT1")], who=lea(desk.book), reason="duplicate", method="cash", now=True)
    a.sync()
    books = everywhere(a, b)
    assert told(books[0]) == told(books[1]) == told(books[2])
    for book in books:
        found = {line.why: line for line in lines(book)}
        assert found.keys() == {"already_cancelled_paid_twice", "over_refund"}
        twice = found["already_cancelled_paid_twice"]
        assert case_json(twice, translate=str)["handed_out_twice"] == {"amount": 3000, "currency": "CHF"}
        [view] = [view for view in sync_lists_of(book).cases if view.kind == "already_cancelled"]
        assert "handed out both times: CHF 30.00 too much" in view.what
        assert "refunded once only" not in view.safe
        assert view.next.startswith("Speak to Lea at desk B")


def test_money_that_came_second_for_a_ticket_that_was_promised_is_told(a: Desk, b: Desk) -> None:
    cancel.cancel(a.book, [ticket(a, "PT1")], who=lea(a.book), reason="duplicate", method="later", now=True)
    cancel.cancel(b.book, [ticket(b, "PT1")], who=lea(b.book), reason="duplicate", method="cash", now=True)
    a.sync()
    for book in everywhere(a, b):
        [view] = [view for view in sync_lists_of(book).cases if view.kind == "already_cancelled"]
        assert "This time CHF 30.00 were handed out" in view.what
        assert "not to be given as well" in view.next


def test_an_order_that_was_cancelled_where_it_had_been_reissued_names_what_replaced_it(a: Desk, b: Desk) -> None:
    order = order_of(a.book, "I")[0]
    made = invoice.reissue(a.book, order, without=[ticket(a, "IT1")], who=lea(a.book))
    cancel.cancel(b.book, list(show(b.book, order).whole), who=lea(b.book), reason="duplicate", now=True)
    a.sync()
    books = everywhere(a, b)
    assert told(books[0]) == told(books[1]) == told(books[2])
    for book in books:
        [line] = lines(book)
        assert (line.why, line.successors) == ("already_cancelled_replaced", (f"{made.order_number}-1",))
        [view] = sync_lists_of(book).cases
        assert f"{made.order_number}-1 came in its place" in view.what
        assert "its place is held" in view.safe
        assert f"is order {made.order_number} wanted? If not, cancel {made.order_number}-1" in view.next
        assert (view.successor, view.successor_number) == (made.order, made.order_number)
        assert case_json(line, translate=str)["next"] == [f"cancel-order {made.order_number}"]
    cancel.cancel(b.book, list(show(b.book, made.order).whole), who=lea(b.book), reason="duplicate", now=True)
    for book in everywhere(a, b):
        [view] = sync_lists_of(book).cases
        assert (view.successor, view.successor_number) == (None, None), "it holds no place any more"


def test_what_is_contested_is_marked_before_it_is_answered(a: Desk, b: Desk, clock: HandClock) -> None:
    admit.admit(a.book, "PT1", who=lea(a.book))
    clock.advance(seconds=61)
    cancel.click(b.book, [ticket(b, "PT1")], who=lea(b.book))
    a.sync()
    b.sync()
    [first, *_] = order_json(show(b.book, order_of(b.book, "P")[0]), language="en")["history"]
    assert (first["kind"], first["refused"], first["contested"]) == ("tickets_cancelled", "used", True)
    [case] = show(b.book, order_of(b.book, "P")[0]).cases
    assert (case.case, case.contested, case.desk, case.deed) == (None, True, "B", "tickets_cancelled")


def test_a_desk_that_joins_later_is_told_the_same(refused_click: tuple[Desk, Desk], join: Join) -> None:
    """Its first load brings no history, but what its open cases are about."""
    everywhere(*refused_click)
    late = join("C")
    books = everywhere(*refused_click, late)
    report = [{name: rows for name, rows in told(book).items() if name != "history"} for book in books]
    assert report[0] == report[1] == report[2] == report[3]


def test_a_credit_of_before_a_first_load_has_its_date(a: Desk, join: Join) -> None:
    payment.pay(a.book, order_of(a.book, "P")[0], method="bank_transfer", amount=700, who=lea(a.book))
    a.sync()
    late = join("C")
    late.sync()
    [here], [there] = owing.credits(late.book).lines, owing.credits(a.book).lines
    assert (here.since, here.amount) == (there.since, there.amount) == (NOW, 700)


def test_money_of_an_order_whose_making_was_refused_names_the_order_and_what_to_do(a: Desk, b: Desk) -> None:
    order = order_of(a.book, "I")[0]
    release.release(a.book, order, who=lea(a.book))
    made = invoice.reissue(b.book, order, without=[ticket(b, "IT1")], who=lea(b.book))
    new = order_of(b.book, made.order_number)[0]
    payment.pay(b.book, new, method="cash", who=lea(b.book))
    a.sync()
    books = everywhere(a, b)
    assert told(books[0]) == told(books[1]) == told(books[2])
    for book in books:
        [line] = [line for line in lines(book) if line.deed == "payment_recorded"]
        assert (line.why, line.lost, line.where.order_number) == ("order_never_made", made.order_number, "I")
        assert (line.where.customer, line.amount, line.currency) == ("Zoë Test", 3000, "CHF")
        assert (line.desk, line.by) == ("B", "Lea")
        assert line in show(book, order).cases
        [view] = [view for view in sync_lists_of(book).cases if view.deed == "payment_recorded"]
        assert made.order_number in view.what
        assert "order I" in view.what
        assert "give it back" in view.next
    for book in books:
        assert replay(book).equal, "what only cases speak of is built again too"
        assert new not in [row.order for row in recent(book).orders] + [row.order for row in recent_tickets(book)]
    close_case(a.book, str(line.case), who=lea(a.book), note="given back in cash")
    for book in everywhere(a, b):
        assert [line.deed for line in lines(book)] == ["order_reissued"]


def test_what_else_was_done_on_an_order_that_was_refused_is_no_money_to_give_back(a: Desk, b: Desk) -> None:
    release.release(a.book, order_of(a.book, "I")[0], who=lea(a.book))
    made = invoice.reissue(b.book, order_of(b.book, "I")[0], without=[ticket(b, "IT1")], who=lea(b.book))
    new = order_of(b.book, made.order_number)[0]
    payment.pay(b.book, new, method="cash", who=lea(b.book))
    notes.add_note(b.book, new, text="came by", who=lea(b.book))
    [only] = show(b.book, new).tickets
    cancel.cancel(b.book, [only.ticket], who=lea(b.book), reason="duplicate", method="cash", now=True)
    a.sync()
    for book in everywhere(a, b):
        found = {line.deed: (line.why, line.amount) for line in lines(book)}
        assert found["payment_recorded"] == ("order_never_made", 3000)
        assert found["refund_paid_out"] == ("given_never_made", 3000)
        assert found["tickets_cancelled"] == ("done_never_made", None)
        assert "note_added" not in found
        assert [note.text for note in show(book, order_of(book, "I")[0]).notes] == ["came by"], "it is on what stands"
        for view in sync_lists_of(book).cases:
            assert ("give it back" in view.next) == (view.deed == "payment_recorded")


def test_what_was_refused_and_is_about_no_order_has_a_case_that_can_be_closed(a: Desk, b: Desk) -> None:
    """A rule with a value that a desk of another version knows, and the centre does not."""
    with patch.object(people, "check_rules"), patch.object(rules, "check_rules"):
        rules.change_rules(b.book, {"doors_before_start": "at eight"}, who=lea(b.book))
    with a.centre.read() as reading:
        there = reading.rules().doors_before_start
    books = everywhere(a, b)
    for book in books:
        [line] = lines(book)
        assert (line.desk, line.deed, line.by, line.where.order_number) == ("B", "rules_changed", "Lea", "")
        [view] = sync_lists_of(book).cases
        assert (view.case, view.order) == (line.case, None)
        assert "about no order" in view.what
        with book.read() as reading:
            assert reading.rules().doors_before_start == there, "the rules are those of the centre again"
        assert case_json(line, translate=str)["amount"] is None
    assert replay(a.centre).equal
    close_case(b.book, str(lines(b.book)[0].case), who=lea(b.book), note="the doors open at eight")
    for book in everywhere(a, b):
        assert lines(book) == []
    assert waiting(b).refused == 0
    assert replay(a.centre).equal


def test_what_nobody_could_read_has_a_case_that_can_be_closed(a: Desk, b: Desk) -> None:
    """A kind of a later version: the centre keeps it, and a person finds out what it was."""
    notes.add_note(b.book, order_of(b.book, "P")[0], text="comes late", who=lea(b.book))
    with patch.object(received_bytes.kinds, "KINDS", {}):
        assert b.sync().cause is None
    books = everywhere(a, b)
    for book in books:
        [line] = lines(book)
        assert line.why == "unknown_kind"
    assert replay(a.centre).equal
    close_case(a.book, str(lines(a.book)[0].case), who=lea(a.book), note="a note of the newer desk")
    for book in everywhere(a, b):
        assert lines(book) == []
    assert replay(a.centre).equal
