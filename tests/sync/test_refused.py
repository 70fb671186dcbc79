"""What is left of an operation that the centre refused: its answer and its case, and nothing that it made."""

from collections.abc import Callable

from tests.conftest import lea
from tests.desks import Desk
from tests.sync.test_two_desks import filled, state, ticket
from ticketoffice.desk import invoice, payment, release
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.find import find, order_of
from ticketoffice.domain.errors import Unavailable
from ticketoffice.store import adopting, feed, sync_lists
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
    assert not find(b.book, made.order_number).orders
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
    assert not find(b.book, made.order_number).orders
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


def only_push(question: str) -> None:
    if question != "push":
        raise Unavailable("no_network")
