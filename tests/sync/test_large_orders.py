"""An order of a whole school or coach firm: what a desk takes in it can also send, and a batch is no larger than it may be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tests.conftest import lea
from tests.desks import Desk
from tests.house import house, on, taken
from ticketoffice.desk import notes
from ticketoffice.desk.find import order_of
from ticketoffice.desk.import_orders import FileReport, ImportReport, take_in
from ticketoffice.desk.sentences import sentence
from ticketoffice.desk.show import show
from ticketoffice.domain.taken_in import TakenOrder
from ticketoffice.domain.taking_in import MOST_TICKETS
from ticketoffice.store import outbox
from ticketoffice.store.book import Book

SCHOOL = 900


def large(count: int, *, number: str = "SCHOOL") -> TakenOrder:
    order = on(*(f"R-{n}" for n in range(count)), number=number)
    return replace(order, tickets=tuple(replace(t, seat=None, zone="Standing") for t in order.tickets))


def lawn(book: Book) -> None:
    [performance] = house().performances
    zone, quota = performance.zones[0], performance.quotas[0]
    standing = replace(zone, name="Standing", numbered=False, capacity=10_000)
    room = replace(quota, capacity=20_000, zones=("Hall", "Standing"))
    taken(book, replace(house(), performances=(replace(performance, zones=(zone, standing), quotas=(room,)),)))


def test_a_large_order_leaves_and_what_comes_after_it_too(join: Callable[..., Desk]) -> None:
    a = join("A", lawn)
    a.sync()
    taken(a.book, large(SCHOOL))
    notes.add_note(a.book, order_of(a.book, "SCHOOL")[0], text="two coaches", who=lea(a.book))
    b = join("B")
    for desk in (a, b):
        assert desk.sync().cause is None
    view = show(b.book, order_of(b.book, "SCHOOL")[0])
    assert (len(view.tickets), [note.text for note in view.notes]) == (SCHOOL, ["two coaches"])


def test_an_order_that_could_never_leave_is_not_taken_in(join: Callable[..., Desk]) -> None:
    a = join("A", lawn)
    report, told = ImportReport(), FileReport("file.csv")
    take_in(a.book, [large(MOST_TICKETS + 1), large(2, number="SMALL")], who=lea(a.book), report=report, told=told)
    [refused] = report.refused
    assert refused.code == "too_many_tickets"
    assert "divide it in its shop" in sentence("too_many_tickets", data=refused.data)
    assert (told.orders.added, told.orders.refused) == (1, 1)


def test_a_batch_has_no_more_bytes_than_it_may_have(join: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch) -> None:
    a = join("A", lawn)
    a.sync()
    taken(a.book, large(20), large(2, number="SMALL"), large(2, number="LAST"))
    monkeypatch.setattr(outbox, "LARGEST_BATCH", 4000)
    pushed: list[list[int]] = []
    push = a.line.push
    monkeypatch.setattr(
        a.line, "push", lambda epoch, sent: (pushed.append([one.seq for one in sent]), push(epoch, sent))[1]
    )
    assert a.sync().cause is None
    first = pushed[0][0]
    assert pushed == [[first], [first + 1, first + 2]], "a larger one goes alone, and nothing waits for ever"
