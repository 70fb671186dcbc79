"""The history of an order that a desk has from a first load: what was done before is not there, and it says so."""

from collections.abc import Callable

from tests.conftest import NOW, lea
from tests.desks import Desk
from tests.sync.test_two_desks import ticket
from ticketoffice.cli.documents import order_json
from ticketoffice.desk import admit, cancel, notes, payment
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.store.clock import HandClock
from ticketoffice.ui.order.lines import history_rows

Join = Callable[..., Desk]
MINUTE = 60_000_000


def test_a_late_desk_says_that_it_does_not_know_and_shows_what_the_order_says(
    a: Desk, join: Join, clock: HandClock
) -> None:
    clock.advance(seconds=60)
    cancel.cancel(a.book, [ticket(a, "PT1")], who=lea(a.book), reason="duplicate", method="cash", amount=2500, now=True)
    clock.advance(seconds=60)
    admit.admit(a.book, "PT2", who=lea(a.book))
    clock.advance(seconds=60)
    notes.add_note(a.book, order_of(a.book, "P")[0], text="comes by train", who=lea(a.book))
    a.sync()
    clock.advance(seconds=60)
    late = join("C")
    late.sync()
    history = show(late.book, order_of(late.book, "P")[0]).history
    assert [(line.operation, line.kind, line.at, line.by, line.tickets) for line in history] == [
        (None, "not_here", NOW + 4 * MINUTE, None, ()),
        (None, "was_noted", NOW + 3 * MINUTE, "Lea", ()),
        (None, "was_entered", NOW + 2 * MINUTE, "Lea", ("P-2",)),
        (None, "was_cancelled", NOW + MINUTE, "Lea", ("P-1",)),
        (None, "was_refunded", NOW + MINUTE, None, ("P-1",)),
        (None, "was_made", NOW, None, ()),
        (None, "was_paid", NOW, None, ()),
    ]
    found = order_json(show(late.book, order_of(late.book, "P")[0]), language="en")["history"]
    assert found[1]["note"] == "comes by train"
    assert found[4]["details"] == {"refunds": [{"method": "cash", "amount": {"amount": 2500, "currency": "CHF"}}]}
    assert found[6]["details"] == {"method": "card", "amount": {"amount": 9000, "currency": "CHF"}}
    told = [row[2] for row in history_rows(show(late.book, order_of(late.book, "P")[0]))]
    assert told[0] == "What was done before is not at this desk"


def test_what_is_heard_later_stands_above_and_once(a: Desk, join: Join, clock: HandClock) -> None:
    late = join("C")
    late.sync()
    clock.advance(seconds=60)
    order = order_of(a.book, "I")[0]
    payment.pay(late.book, order, method="bank_transfer", amount=1000, who=lea(late.book))
    payment.pay(a.book, order, method="bank_transfer", amount=2000, who=lea(a.book))
    for desk in (late, a, late):
        desk.sync()
    kinds = [line.kind for line in show(late.book, order).history]
    assert kinds == ["payment_recorded", "payment_recorded", "not_here", "was_made"]
    assert "not_here" not in [line.kind for line in show(a.book, order).history], "this desk has the whole journal"
    assert "not_here" not in [line.kind for line in show(a.centre, order).history]
