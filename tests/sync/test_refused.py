"""What is left of an operation that the centre refused: its answer and its case, and nothing that it made."""

from collections.abc import Callable

from tests.conftest import lea
from tests.desks import Desk
from tests.sync.test_two_desks import filled, state, ticket
from ticketoffice.desk import invoice, release
from ticketoffice.desk.catalogue import free
from ticketoffice.desk.find import find, order_of

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
