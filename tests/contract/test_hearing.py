"""What a desk hears: pages without a gap, the first load, one performance once more."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from tests.contract.desk import Behind, Writer
from tests.house import on, taken
from ticketoffice.domain.travel import Digest, OrdersAgain, Page
from ticketoffice.store import feed

Make = Callable[..., Writer]


@pytest.fixture
def desk(writer: Make) -> Writer:
    made = writer(orders=5)
    made.join()
    return made


def pages(desk: Writer, after: int = 0) -> list[Page]:
    found = [desk.service.changes(after)]
    while found[-1].more:
        found.append(desk.service.changes(found[-1].through))
    return found


def test_an_empty_centre_says_so(desk: Writer) -> None:
    page = desk.service.changes(0)
    assert (page.items, page.through, page.more, page.general) == ((), 0, False, ())
    load = desk.service.orders(None)
    assert (load.orders, load.more, load.as_of) == ((), False, 0)
    assert desk.service.catalogue().performances == ()
    again = desk.service.orders_of("00" * 16)
    assert (again.items, again.digest) == ((), feed.digest_of(()))
    assert desk.service.digest("00" * 16) == Digest(0, feed.digest_of(()))


def test_pages_follow_each_other_and_skip_nothing(
    behind: Behind, desk: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.push_all()
    whole = desk.service.changes(0)
    one_by_one = {item.id: item for page in _in_steps(behind, through=whole.through, step=1) for item in page.items}
    assert one_by_one.keys() == {item.id for item in whole.items}
    heard = {h.id for item in whole.items for h in item.heard} | {h.id for h in whole.general}
    with desk.book.read() as reading:
        assert len(heard) == reading.facts().seq
    for step in (1, 2, 3, 7):
        told = [h.id for page in _in_steps(behind, through=whole.through, step=step) for h in _heard(page)]
        assert sorted(told) == sorted(heard), "each operation once, whatever the steps"
    assert desk.service.changes(whole.through).items == ()
    beyond = desk.service.changes(whole.through + 1000)
    assert (beyond.items, beyond.more) == ((), False)


def _in_steps(behind: Behind, *, through: int, step: int) -> list[Page]:
    found, after = [], 0
    with behind.book.read() as reading:
        while after < through:
            found.append(feed.page(reading.connection, after=after, now=0, limit=step))
            assert after < found[-1].through <= after + step or not found[-1].more
            after = found[-1].through
    return found


def _heard(page: Page) -> list[feed.Heard]:
    return [*(h for item in page.items for h in item.heard), *page.general]


def test_a_page_after_many_changes_says_that_more_follows(behind: Behind, desk: Writer) -> None:
    orders = [on(f"C-{n}", number=f"M{n}") for n in range(1, feed.PAGE + 20)]
    taken(desk.book, *orders)
    desk.push_all()
    found = pages(desk)
    assert len(found) > 1
    assert [page.more for page in found] == [True] * (len(found) - 1) + [False]
    assert all(a.through < b.through for a, b in pairwise(found))
    items = {item.id for page in found for item in page.items}
    load, after = [], None
    while True:
        page = desk.service.orders(after)
        load += [copy.order.id for copy in page.orders]
        after = page.orders[-1].order.id if page.orders else None
        if not page.more:
            break
    assert load == sorted(items)


def test_an_order_comes_as_it_is_with_people_and_texts(behind: Behind, desk: Writer) -> None:
    desk.push_all()
    before = desk.service.changes(0).through
    desk.note("A1", "comes late")
    desk.push_all()
    page = desk.service.changes(before)
    copy = page.items[0].order
    assert copy is not None
    assert [text.text for text in copy.texts] == ["comes late"]
    assert {record.fields.get("name") for record in copy.records} == {"Zoë Test"}
    assert [ticket.price for ticket in copy.tickets] == [3000, 3000]
    assert page.items[0].heard[0].kind == "note_added"
    assert desk.service.changes(before) == page, "the same again"


def test_the_catalogue_comes_whole(desk: Writer) -> None:
    desk.push_all()
    catalogue = desk.service.catalogue()
    assert [event.name for event in catalogue.events] == ["Show"]
    assert [zone.capacity for zone in catalogue.zones] == [60]
    assert [quota.capacity for quota in catalogue.quotas] == [60]
    assert len(catalogue.staff) == 1


def test_one_performance_once_more(behind: Behind, desk: Writer) -> None:
    desk.push_all()
    performance = desk.service.catalogue().performances[0].id
    again: OrdersAgain = desk.service.orders_of(performance)
    page = desk.service.changes(0)
    assert {item.id: item.order for item in again.items} == {item.id: item.order for item in page.items}
    assert desk.service.digest(performance) == Digest(page.through, again.digest)
    tickets = sorted((t.id, t.state, t.price) for item in again.items if item.order for t in item.order.tickets)
    assert again.digest == feed.digest_of(tickets)
