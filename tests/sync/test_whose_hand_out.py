"""What one desk has promised to hand out is that desk's: another one is not told to give it too."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from tests.conftest import lea
from tests.desks import Desk
from tests.sync.test_two_desks import filled, ticket
from ticketoffice.desk import cancel, hand_out
from ticketoffice.desk.find import order_of
from ticketoffice.desk.sentences import sentence
from ticketoffice.desk.show import show
from ticketoffice.desk.strip import open_work, owed
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock

Join = Callable[..., Desk]


def promised(desk: Desk, *names: str) -> None:
    """Cancelled and finished in cash, and nothing given yet."""
    cancel.cancel(desk.book, [ticket(desk, n) for n in names], who=lea(desk.book), reason="duplicate", method="cash")


def order(book: Book) -> str:
    return order_of(book, "P")[0]


@pytest.fixture
def told(a: Desk, b: Desk, clock: HandClock) -> tuple[Desk, Desk]:
    """B has promised 30.00, and A has heard of it."""
    promised(b, "PT1")
    clock.advance(seconds=61)
    b.sync()
    a.sync()
    return a, b


def test_what_another_desk_hands_out_is_not_this_desks_work(told: tuple[Desk, Desk]) -> None:
    a, b = told
    assert open_work(a.book) == ()
    assert [work.stage for work in open_work(b.book)] == ["hand_out"]
    there, here = owed(b.book, order(b.book)), owed(a.book, order(a.book))
    assert there is not None
    assert here is not None
    assert there.elsewhere is None
    assert here.elsewhere is not None
    assert (here.amount, here.elsewhere.desk, here.elsewhere.by) == (3000, "B", "Lea")
    assert here.elsewhere.at == show(b.book, order(b.book)).refunds[0].promised_at


def test_it_is_given_here_only_with_an_approval(told: tuple[Desk, Desk], clock: HandClock) -> None:
    a, b = told
    with pytest.raises(RuleBroken) as no:
        hand_out.paid_out(a.book, [ticket(a, "PT1")], who=lea(a.book))
    assert (no.value.code, no.value.data["desk"], no.value.next) == ("promised_elsewhere", "B", ("approve", "alone"))
    said = sentence("promised_elsewhere", data=no.value.data)
    assert said.startswith("B has promised this refund of order P and hands it out. Nothing was recorded")
    assert [r.paid_at for r in show(a.book, order(a.book)).refunds] == [None]
    hand_out.paid_out(a.book, [ticket(a, "PT1")], who=replace(lea(a.book), alone="desk B is closed for the night"))
    clock.advance(seconds=61)
    a.sync()
    b.sync()
    assert open_work(b.book) == ()
    assert owed(b.book, order(b.book)) is None
    for desk in told:
        assert [r.amount for r in show(desk.book, order(desk.book)).refunds if r.paid_at is not None] == [3000]


def test_the_drawer_opens_for_what_another_desk_had_promised_and_not_twice_for_what_this_one_did(
    told: tuple[Desk, Desk],
) -> None:
    """At B it opened with Finish a minute ago; at A it is shut."""
    a, b = told
    approved = replace(lea(a.book), alone="desk B is closed for the night")
    assert hand_out.paid_out(b.book, [ticket(b, "PT1")], who=lea(b.book)).drawer_shut == ()
    assert hand_out.paid_out(a.book, [ticket(a, "PT1")], who=approved).drawer_shut == ("cash",)


def test_what_was_promised_here_is_asked_for_first_and_alone(told: tuple[Desk, Desk]) -> None:
    a, _ = told
    promised(a, "PT2")
    here = owed(a.book, order(a.book))
    assert here is not None
    assert (here.amount, here.elsewhere, here.tickets) == (3000, None, (ticket(a, "PT2"),))
    assert [work.ticket for work in open_work(a.book)] == [ticket(a, "PT2")]
    hand_out.paid_out(a.book, here.tickets, who=lea(a.book), methods=(here.method,))
    left = owed(a.book, order(a.book))
    assert left is not None
    assert left.elsewhere is not None


def test_of_what_was_before_a_first_load_the_desk_is_not_named(a: Desk, join: Join, clock: HandClock) -> None:
    promised(a, "PT1")
    clock.advance(seconds=61)
    a.sync()
    late = join("C")
    late.sync()
    here = owed(late.book, order(late.book))
    assert here is not None
    assert here.elsewhere is not None
    assert (here.elsewhere.desk, here.elsewhere.by) == (None, "Lea")
    assert open_work(late.book) == ()
    with pytest.raises(RuleBroken) as no:
        hand_out.paid_out(late.book, [ticket(late, "PT1")], who=lea(late.book))
    assert no.value.data["desk"] is None
    assert sentence(no.value.code, data=no.value.data).startswith("Another desk has promised this refund")


def test_a_desk_alone_hands_out_what_it_promised(book: Book) -> None:
    filled(book)
    cancel.cancel(book, [order_of(book, "PT1")[1] or ""], who=lea(book), reason="duplicate", method="cash")
    here = owed(book, order(book))
    assert here is not None
    assert here.elsewhere is None
