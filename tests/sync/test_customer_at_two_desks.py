"""A customer whom two desks change while neither hears of the other: of each field the latest value counts (C21)."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.conftest import lea
from tests.desks import Desk
from tests.sync.test_two_desks import ticket, waiting
from ticketoffice.desk import cancel
from ticketoffice.desk.customer import change_customer
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.invoice import reissue
from ticketoffice.desk.notes import add_note
from ticketoffice.desk.owing import cases
from ticketoffice.desk.show import show
from ticketoffice.store import adopting, feed, tables
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.replay import replay


def changed(desk: Desk, **fields: str) -> None:
    change_customer(desk.book, order_of(desk.book, "P")[0], fields=fields, who=lea(desk.book))


def customer(desk: Desk) -> dict[str, str | None]:
    person = show(desk.book, order_of(desk.book, "P")[0]).customer
    assert person is not None
    return {name: getattr(person, name) for name in ("name", "company", "email", "phone")}


@pytest.mark.parametrize("first", ["a", "b"])
def test_the_latest_value_of_each_field_counts_whoever_sends_first(
    a: Desk, b: Desk, clock: HandClock, first: str
) -> None:
    changed(b, email="old@example.org", phone="1")
    clock.advance(seconds=1)
    changed(a, name="Zoë Later", phone="2")
    clock.advance(seconds=1)
    changed(b, company="B")
    for desk in (a, b) if first == "a" else (b, a):
        assert desk.sync().cause is None
    a.sync()
    b.sync()
    expected = {"name": "Zoë Later", "company": "B", "email": "old@example.org", "phone": "2"}
    assert (customer(a), customer(b)) == (expected, expected)
    assert find(b.book, "later").orders and find(a.centre, "later").orders and find(a.centre, "old@example.org").orders
    assert replay(a.centre).equal and replay(b.book).equal


def test_the_history_keeps_what_each_desk_typed(a: Desk, b: Desk, clock: HandClock) -> None:
    changed(b, phone="1")
    clock.advance(seconds=1)
    changed(a, phone="2")
    for desk in (a, b, a):
        desk.sync()
    history = show(a.book, order_of(a.book, "P")[0]).history
    typed = {change.new for line in history if line.kind == "customer_changed" for change in line.values}
    assert typed == {"1", "2"}
    assert customer(a)["phone"] == customer(b)["phone"] == "2"


@pytest.mark.parametrize("first", ["a", "b"])
def test_c16_a_name_that_changed_beside_a_cancellation_is_kept_and_the_cancellation_stands(
    a: Desk, b: Desk, clock: HandClock, first: str
) -> None:
    """Whoever sends first: the ticket is cancelled everywhere, and what its buyer was called is in the history."""
    cancel.cancel(a.book, [ticket(a, "PT1")], who=lea(a.book), reason="customer_asked", method="card", now=True)
    changed(b, name="Zoë Later")
    clock.advance(seconds=120)
    for desk in (a, b, a) if first == "a" else (b, a, b):
        assert desk.sync().cause is None
    for book in (a.book, b.book, a.centre):
        shown = show(book, order_of(book, "P")[0])
        assert [t.state for t in shown.tickets if t.short == "P-1"] == ["cancelled"]
        assert shown.customer is not None and shown.customer.name == "Zoë Later"
        kinds = [line.kind for line in shown.history]
        assert (kinds.count("tickets_cancelled"), kinds.count("customer_changed")) == (1, 1)
        assert not cases(book).lines
        assert verify(book) is None and replay(book).equal


def hears(desk: Desk) -> None:
    """What is new comes, and nothing leaves meanwhile."""
    with desk.book.read() as reading:
        after = reading.connection.execute(select(tables.centre.c.cursor)).scalar_one()
    with desk.centre.read() as reading:
        page = feed.page(reading.connection, after=after, now=0)
    adopting.adopt(desk.book, page)


def test_a_change_that_waits_hides_nothing_of_what_others_changed(a: Desk, b: Desk, clock: HandClock) -> None:
    changed(b, phone="1", company="B")
    clock.advance(seconds=1)
    changed(a, name="Zoë Later", phone="2")
    a.sync()
    hears(b)
    expected = {"name": "Zoë Later", "company": "B", "email": None, "phone": "2"}
    assert customer(b) | {"email": None} == expected, "its own company, and of the phone the later value"
    assert find(b.book, "later").orders
    clock.advance(seconds=1)
    changed(a, name="Zoë Last")
    a.sync()
    changed(b, phone="3")
    hears(b)
    expected |= {"name": "Zoë Last", "phone": "3"}
    assert customer(b) | {"email": None} == expected
    history = show(b.book, order_of(b.book, "P")[0]).history
    typed = [{value.field: value.new for value in line.values} for line in history if line.kind == "customer_changed"]
    assert {"phone": "3"} in typed and {"company": "B", "phone": "1"} in typed and {"name": "Zoë Last"} in typed
    for desk in (b, a, b):
        assert desk.sync().cause is None
    assert customer(a) == customer(b)
    assert customer(a) | {"email": None} == expected
    person = str(show(b.book, order_of(b.book, "P")[0]).customer.person)
    with b.book.read() as reading, a.centre.read() as there:
        assert reading.revisions(person) == there.revisions(person), "nothing stays of what was made here"
    assert replay(a.centre).equal and replay(b.book).equal


def test_what_is_changed_once_more_on_top_of_what_was_heard_is_sent(a: Desk, b: Desk, clock: HandClock) -> None:
    """What was made here of both is nobody's record: it stands between the own ones, and does not travel."""
    changed(b, phone="1", company="B")
    clock.advance(seconds=1)
    changed(a, phone="2")
    a.sync()
    hears(b)
    changed(b, email="b@example.org")
    assert b.sync().cause is None
    a.sync()
    assert customer(a) == customer(b) == {"name": "Zoë Test", "company": "B", "email": "b@example.org", "phone": "2"}
    assert (verify(b.book), verify(a.centre)) == (None, None)


def test_of_a_field_that_both_changed_the_own_later_value_stays(a: Desk, b: Desk, clock: HandClock) -> None:
    changed(a, phone="2")
    a.sync()
    clock.advance(seconds=1)
    changed(b, phone="1")
    hears(b)
    assert customer(b)["phone"] == "1"
    b.sync()
    a.sync()
    assert customer(a) == customer(b)
    assert customer(a)["phone"] == "1"


def test_what_was_typed_of_a_customer_on_an_order_that_was_never_made_is_known_nowhere(
    a: Desk, b: Desk, clock: HandClock
) -> None:
    """The change is refused and said; what stood before stands at every desk, also where it was typed."""
    invoice_order = order_of(b.book, "I")[0]
    made = reissue(b.book, invoice_order, without=[str(order_of(b.book, "IT1")[1])], who=lea(b.book))
    change_customer(b.book, made.order, fields={"email": "typed@example.org"}, who=lea(b.book))
    reissue(a.book, invoice_order, without=[str(order_of(a.book, "IT2")[1])], who=lea(a.book))
    for desk in (a, b, a):
        assert desk.sync().cause is None
    for book in (a.book, b.book, a.centre):
        customer = show(book, invoice_order).customer
        assert customer is not None and customer.email is None
        assert not find(book, "typed@example.org").orders
        assert "customer_changed" in {line.deed for line in cases(book).lines}
        assert (verify(book), replay(book).equal) == (None, True)


def test_what_others_changed_stays_beside_an_older_copy_of_another_order_of_the_customer(a: Desk, b: Desk) -> None:
    """An own click that another desk was first with keeps the order as the centre had told it, with its customer as they were then."""
    old = order_of(a.book, "I")[0]
    new = order_of(a.book, reissue(a.book, old, without=[ticket(a, "IT2")], who=lea(a.book)).order_number)[0]
    a.sync()
    b.sync()
    seat = show(a.book, new).tickets[0].ticket
    cancel.click(a.book, [seat], who=lea(a.book), now=True)
    a.sync()
    cancel.click(b.book, [seat], who=lea(b.book))
    hears(b)
    assert waiting(b).contested == 1
    change_customer(a.book, old, fields={"email": "heard@example.org"}, who=lea(a.book))
    a.sync()
    hears(b)
    add_note(a.book, order_of(a.book, "P")[0], text="about something else", who=lea(a.book))
    a.sync()
    hears(b)
    person = show(b.book, new).customer
    assert person is not None
    assert person.email == "heard@example.org"
    for desk in (b, a, b):
        assert desk.sync().cause is None
    assert replay(b.book).equal
