"""What is left of an operation that the centre refused: its answer and its case, and nothing that it made."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from tests.conftest import lea
from tests.desks import Desk
from tests.house import house, on, taken
from tests.sync.test_two_desks import filled, state, ticket
from ticketoffice.desk import invoice, payment, release
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.store import adopting, feed, sync_lists, tables
from ticketoffice.store.book import Book
from ticketoffice.store.order_copies import catalogue_copy
from ticketoffice.store.replay import replay

Join = Callable[..., Desk]


def test_the_order_of_a_refused_reissue_is_gone(join: Join) -> None:
    a, b = join("A", filled), join("B")
    for desk in (a, b):
        desk.sync()
    b.sync()
    order = order_of(a.book, "I")[0]
    release.release(a.book, order, who=lea(a.book))
    a.sync()
    made = invoice.reissue(b.book, order, without=[ticket(b, "IT1")], who=lea(b.book))
    assert find(b.book, made.order_number).orders
    b.sync()
    assert [row.order for row in find(b.book, made.order_number).orders] == [order], (
        "its number means the one that stands"
    )
    with pytest.raises(RuleBroken, match="not_found"):
        show(b.book, made.order)
    with b.book.read() as reading:
        assert [case.kind for case in reading.cases()] == ["not_invoice_pending"]
    assert state(b.book, "I", 2) == "cancelled"
    assert free(b.book, "p") == free(a.book, "p") == free(a.centre, "p")


def test_the_order_of_a_refused_reissue_gives_its_seat_back(join: Join) -> None:
    """Where it was paid meanwhile, the old order sits there again."""
    a, b = join("A", filled), join("B")
    for desk in (a, b):
        desk.sync()
    b.sync()
    order = order_of(a.book, "I")[0]
    payment.pay(a.book, order, method="cash", amount=None, who=lea(a.book))
    a.sync()
    made = invoice.reissue(b.book, order, without=[ticket(b, "IT1")], who=lea(b.book))
    b.sync()
    assert [row.order for row in find(b.book, made.order_number).orders] == [order], (
        "its number means the one that stands"
    )
    with pytest.raises(RuleBroken, match="not_found"):
        show(b.book, made.order)
    assert [state(b.book, "I", position) for position in (1, 2)] == ["valid", "valid"]
    assert free(b.book, "p") == free(a.book, "p") == free(a.centre, "p")
    assert replay(b.book).equal
    assert b.sync().differing == ()


def test_an_operation_about_two_orders_counts_once_wherever_a_page_ends(join: Join) -> None:
    a = join("A", filled)
    a.sync()
    with a.centre.read() as reading:
        before = feed.counter(reading.connection)
    made = invoice.reissue(a.book, order_of(a.book, "I")[0], without=[ticket(a, "IT1")], who=lea(a.book))
    a.line.before = only_push
    assert a.sync().cause == "no_network"
    for after in (before, before + 1):
        with a.centre.read() as reading:
            page = feed.page(reading.connection, after=after, now=0, limit=1)
        adopting.adopt(a.book, page)
        assert replay(a.book).equal
        with a.book.read() as reading:
            assert sync_lists.contested(reading.connection) == []
    assert [state(a.book, "I", 1), state(a.book, made.order_number, 1)] == ["cancelled", "held"]


def test_a_first_load_leaves_to_the_feed_what_was_done_since_it_began(join: Join) -> None:
    """A reissue of an order that is loaded already (by its id it comes first): its new order comes with it, not before."""
    early = on("A-1", "A-2", number="I175", waiting=True)
    a, b = join("A", lambda book: taken(book, house(), early)), join("B")
    a.sync()
    with a.centre.read() as reading:
        catalogue, first = (
            catalogue_copy(reading.connection),
            feed.load_page(reading.connection, after=None, now=0, limit=1),
        )
    adopting.load(b.book, first, catalogue=catalogue)
    made = invoice.reissue(b.book, order_of(b.book, "I175")[0], without=[ticket(b, "I175T1")], who=lea(b.book))
    b.line.before = only_push
    assert b.sync().sent
    with a.centre.read() as reading:
        rest = feed.load_page(reading.connection, after=first.orders[-1].id, now=0, limit=1)
    assert [copy.order.number for copy in rest.orders if copy.order] == [made.order_number]
    adopting.load(b.book, rest, catalogue=None)
    assert replay(b.book).equal
    b.line.before = lambda _: None
    assert (b.sync().cause, b.sync().differing) == (None, ())
    assert free(b.book, "p") == free(a.centre, "p")
    assert replay(b.book).equal


def test_tickets_asked_for_again_bring_no_half_of_what_was_done(join: Join) -> None:
    """A reissue leaves a ticket of one performance behind: of the new order nothing belongs to that performance."""
    first, second = TakenPerformances(house().performances), house().performances[0]
    matinee = replace(second, external="m", starts_at=second.starts_at + 1)

    def both(book: Book) -> None:
        order = on("A-1", "A-2", number="I", waiting=True)
        there = replace(order.tickets[0], performance="m")
        taken(book, first, TakenPerformances((matinee,)), replace(order, tickets=(there, order.tickets[1])))

    a = join("A", both)
    a.sync()
    made = invoice.reissue(a.book, order_of(a.book, "I")[0], without=[ticket(a, "IT1")], who=lea(a.book))
    a.line.before = only_push
    assert a.sync().sent
    with a.centre.read() as reading:
        asked = select(tables.tickets.c.performance).where(tables.tickets.c.number == "IT1")
        again = feed.orders_of(reading.connection, reading.connection.execute(asked).scalar_one())
    assert len(again.items) == 1
    adopting.adopt_again(a.book, again.items, as_of=again.as_of)
    assert replay(a.book).equal
    assert [state(a.book, "I", 2), state(a.book, made.order_number, 1)] == ["cancelled", "held"]
    a.line.before = lambda _: None
    assert (a.sync().cause, replay(a.book).equal) == (None, True)


def only_push(question: str) -> None:
    if question != "push":
        raise Unavailable("no_network")
