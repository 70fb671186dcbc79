"""Whether the tickets here are those of the centre: one performance at a time, those with news first, then any."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from sqlalchemy import text

from tests.conftest import lea
from tests.desks import Desk
from tests.door import beside_the_door
from tests.house import house, on, taken
from ticketoffice.desk import cancel, notes
from ticketoffice.desk.find import order_of
from ticketoffice.desk.reading.parts import TakenPerformances
from ticketoffice.desk.show import show
from ticketoffice.domain.travel import Digest
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.sync.comparing import BETWEEN
from ticketoffice.sync.round import Round

Join = Callable[..., Desk]


def two_evenings(book: Book) -> None:
    first = house()
    second = replace(first.performances[0], external="q", starts_at=first.performances[0].starts_at + 1)
    late = on("A-1", "A-2", number="Q")
    late = replace(late, tickets=tuple(replace(one, performance="q") for one in late.tickets))
    taken(book, first, TakenPerformances((second,)), on("A-1", "A-2", number="P"), late)


class Asked(list[str]):
    """What a desk asks its centre, in order."""

    def of(self, desk: Desk, clock: HandClock, *, seconds: float = BETWEEN) -> list[str]:
        clock.advance(seconds=int(seconds))
        self.clear()
        desk.line.before = self.append
        assert desk.sync().cause is None
        return [one for one in self if one not in ("push", "changes")]


@pytest.fixture
def a(join: Join) -> Desk:
    desk = join("A", two_evenings)
    desk.sync()
    return desk


@pytest.fixture
def b(a: Desk, join: Join) -> Desk:
    desk = join("B")
    desk.sync()
    return desk


def price_here(desk: Desk, number: str) -> int:
    return show(desk.book, order_of(desk.book, number)[0]).tickets[0].price


def raised_by_hand(desk: Desk, number: str) -> None:
    with beside_the_door(), desk.book.engine.begin() as connection:
        connection.execute(text(f"UPDATE tickets SET price = price + 1 WHERE number = '{number}T1'"))


def in_rounds(desk: Desk, clock: HandClock, count: int) -> list[Round]:
    found = []
    for _ in range(count):
        clock.advance(seconds=int(BETWEEN))
        found.append(desk.sync())
    return found


@pytest.mark.parametrize("number", ["P", "Q"])
def test_what_was_changed_by_hand_is_put_right_although_nothing_happens(b: Desk, clock: HandClock, number: str) -> None:
    raised_by_hand(b, number)
    assert price_here(b, number) == 3001
    turns = iter((0.0, 1.0))
    b.postman._turns._draw = lambda low, high: next(turns)
    assert [(done.cause, done.differing) for done in in_rounds(b, clock, 2)] == [(None, ())] * 2
    assert price_here(b, number) == 3000


def test_what_news_came_of_is_compared_first_and_what_else_differs_is_not_forgotten(
    a: Desk, b: Desk, clock: HandClock
) -> None:
    b.postman._turns._draw = lambda low, high: pytest.fail("there is news")
    for number in ("P", "Q"):
        raised_by_hand(b, number)
        notes.add_note(a.book, order_of(a.book, number)[0], text="calls back", who=lea(a.book))
    a.sync()
    in_rounds(b, clock, 2)
    assert [price_here(b, number) for number in ("P", "Q")] == [3000, 3000]


def test_one_is_compared_in_a_while_however_many_rounds_there_are(b: Desk, clock: HandClock) -> None:
    asked = Asked()
    assert asked.of(b, clock) == ["digest"]
    assert asked.of(b, clock, seconds=BETWEEN - 1) == []
    assert asked.of(b, clock, seconds=1) == ["digest"]


def test_what_this_desk_did_and_has_not_sent_is_no_difference(b: Desk, clock: HandClock) -> None:
    cancel.click(b.book, [order_of(b.book, "PT1")[1] or ""], who=lea(b.book))
    assert Asked().of(b, clock, seconds=0) == []
    b.postman._turns._draw = lambda low, high: low
    asked = Asked()
    b.postman._turns._again_at = 0
    assert asked.of(b, clock, seconds=1) == ["digest"], "its orders are not asked for again"
    b.postman._turns._draw = lambda low, high: high
    assert asked.of(b, clock) == ["digest"]


def test_where_the_centre_is_ahead_nothing_is_compared_until_that_is_heard(a: Desk, b: Desk, clock: HandClock) -> None:
    asked = Asked()

    def meanwhile(question: str) -> None:
        if question == "changes":
            b.line.after = lambda _: None
            cancel.cancel(
                a.book, [order_of(a.book, "PT1")[1] or ""], who=lea(a.book), reason="duplicate", method="card", now=True
            )
            a.sync()

    b.line.after = meanwhile
    assert asked.of(b, clock) == ["digest"], "another desk was faster: that is no difference"
    assert asked.of(b, clock) == ["digest"]
    assert show(b.book, order_of(b.book, "P")[0]).tickets[0].state == "cancelled"


def test_one_that_cannot_be_compared_yet_keeps_no_other_one_waiting(a: Desk, b: Desk, clock: HandClock) -> None:
    """A centre that says at each time that it is one change further than it told: nothing is told, and the others come too."""
    for number in ("P", "Q"):
        notes.add_note(a.book, order_of(a.book, number)[0], text="calls back", who=lea(a.book))
    a.sync()
    b.postman._turns._draw = lambda low, high: pytest.fail("there is news")
    asked: list[str] = []
    digest, ahead = b.line.digest, 1

    def further(performance: str) -> Digest:
        asked.append(performance)
        there = digest(performance)
        return replace(there, as_of=there.as_of + ahead)

    b.line.digest = further  # type: ignore[method-assign]
    assert [(done.cause, done.differing) for done in in_rounds(b, clock, 4)] == [(None, ())] * 4
    assert len(set(asked[:2])) == 2 and asked[2:] == asked[:2], "each in its turn, and again"
    for number in ("P", "Q"):
        raised_by_hand(b, number)
    ahead = 0
    in_rounds(b, clock, 2)
    assert [price_here(b, number) for number in ("P", "Q")] == [3000, 3000]


def test_what_does_not_heal_is_told(b: Desk, clock: HandClock, monkeypatch: pytest.MonkeyPatch) -> None:
    raised_by_hand(b, "P")
    monkeypatch.setattr("ticketoffice.store.adopting.adopt_again", lambda *_, **__: None)
    turns = iter((0.0, 1.0, 0.0, 1.0))
    b.postman._turns._draw = lambda low, high: next(turns)
    told = [done.differing for done in in_rounds(b, clock, 4)]
    assert sorted(len(one) for one in told[:2]) == [0, 1]
    assert told[2:] == told[:2], "as long as it is so"


def overbooked(desk: Desk) -> list[int]:
    with desk.book.read() as reading:
        return [one.overbooked for one in reading.connection.execute(text("SELECT overbooked FROM quotas ORDER BY id"))]


def test_quotas_count_as_exceeded_as_at_the_centre(b: Desk, clock: HandClock) -> None:
    """As after a place was ours and somebody else's for a while: what was kept then would be refused there."""
    with beside_the_door(), b.book.engine.begin() as connection:
        connection.execute(text("UPDATE quotas SET overbooked = 2"))
    turns = iter((0.0, 1.0))
    b.postman._turns._draw = lambda low, high: next(turns)
    assert all(done.differing == () for done in in_rounds(b, clock, 2))
    assert overbooked(b) == [0, 0]
