"""A desk that the centre puts out: customers' data leave it, what was not sent stays whole."""

from __future__ import annotations

import pytest

from tests.conftest import lea
from tests.desks import Desk
from tests.simulation.template import image_of
from tests.sync.test_two_desks import state, ticket, waiting
from ticketoffice.central.service import Centre
from ticketoffice.desk import cancel, notes
from ticketoffice.desk.customer import change_customer
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.show import show
from ticketoffice.desk.syncing import sync_view
from ticketoffice.domain.errors import Unavailable
from ticketoffice.store import enrolment, membership, outbox
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.replay import replay


def put_out(desk: Desk) -> None:
    with desk.book.read() as reading:
        enrolment.revoke(desk.centre, reading.facts().desk)


def customer(book: Book, order: str) -> str | None:
    person = show(book, order_of(book, order)[0]).customer
    return None if person is None else person.name


def test_customers_leave_and_orders_stay(a: Desk, b: Desk) -> None:
    notes.add_note(a.book, order_of(a.book, "P")[0], text="Wheelchair of Zoë", who=lea(a.book))
    a.sync()
    b.sync()
    cancel.click(b.book, [ticket(b, "PT1")], who=lea(b.book))
    assert "Zoë Test".encode() in image_of(b.book)
    put_out(b)
    assert b.sync().cause == "revoked"
    assert (customer(b.book, "P"), customer(b.book, "I")) == (None, None)
    assert not find(b.book, "zoe").orders and not find(b.book, "wheelchair").orders
    assert "Zoë".encode() not in image_of(b.book)
    assert state(b.book, "P", 1) == "cancelled" and find(b.book, "PT2").orders
    assert show(b.book, order_of(b.book, "P")[0]).history[0].by == "Lea", "colleagues are no customers"
    assert waiting(b).unsent == 1
    assert verify(b.book) is None
    assert replay(b.book).equal


def test_what_was_not_sent_stays_with_all_that_belongs_to_it(a: Desk, b: Desk) -> None:
    change_customer(b.book, order_of(b.book, "P")[0], fields={"phone": "079 123"}, who=lea(b.book))
    notes.add_note(b.book, order_of(b.book, "P")[0], text="calls back", who=lea(b.book))
    put_out(b)
    b.sync()
    with b.book.read() as reading:
        (batch,) = outbox.everything_unsent(reading.connection)
    assert [record.fields.get("phone") for one in batch.sent for record in one.records] == ["079 123"]
    assert [text.text for one in batch.sent for text in one.notes] == ["calls back"]
    assert customer(b.book, "I") is None
    assert verify(b.book) is None


def test_once_and_again_at_each_round_nothing_more(a: Desk, b: Desk, clock: HandClock) -> None:
    put_out(b)
    b.sync()
    with b.book.read() as reading:
        first = membership.centre_of(reading.connection)
    clock.advance(seconds=600)
    told: list[object] = []
    b.book.listen(told.append)
    assert b.sync().cause == "revoked"
    with b.book.read() as reading:
        assert membership.centre_of(reading.connection).put_out_at == first.put_out_at  # type: ignore[union-attr]
    assert told == []
    view = sync_view(b.book)
    assert view is not None and (view.state, view.cause) == ("ended", "revoked")


@pytest.mark.parametrize(
    "cause", ["access_ended", "no_answer", "no_network", "wrong_certificate", "wrong_date", "too_old"]
)
def test_no_other_answer_takes_anything_out(a: Desk, b: Desk, cause: str) -> None:
    def says(question: str) -> None:
        raise Unavailable(cause)

    b.line.before = says
    assert b.sync().cause == cause
    assert customer(b.book, "P") == "Zoë Test"


def test_a_token_that_nobody_knows_was_not_put_out(a: Desk, b: Desk) -> None:
    b.line._service = Centre(b.centre, token="nobody")
    assert b.sync().cause == "access_ended"
    assert customer(b.book, "P") == "Zoë Test"
