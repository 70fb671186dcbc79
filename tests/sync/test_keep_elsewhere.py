"""A cancellation that has left its desk is kept by nobody: not at another desk, not by one that knows no better (I11, I12)."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.conftest import lea
from tests.desks import Desk
from tests.sync.test_two_desks import state, ticket
from ticketoffice.desk import admit, cancel
from ticketoffice.desk.find import order_of
from ticketoffice.desk.owing import cases
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.store import loading
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.replay import replay


def cancels(desk: Desk, clock: HandClock, *, finish: bool) -> str:
    """Desk A cancels PT1, and what it did has left."""
    name = ticket(desk, "PT1")
    if finish:
        cancel.cancel(desk.book, [name], who=lea(desk.book), reason="duplicate", method="bank_transfer")
    else:
        cancel.click(desk.book, [name], who=lea(desk.book))
    clock.advance(seconds=61)
    assert desk.sync().cause is None
    return name


def keep_mark(book: Book) -> str:
    return show(book, order_of(book, "P")[0]).tickets[0].cross.mark


@pytest.mark.parametrize("finish", [True, False])
def test_another_desk_keeps_nothing_of_it(a: Desk, b: Desk, clock: HandClock, finish: bool) -> None:
    name = cancels(a, clock, finish=finish)
    assert b.sync().cause is None
    for desk in (a, b):
        with pytest.raises(RuleBroken) as no:
            cancel.keep(desk.book, [name], who=lea(desk.book))
        assert (no.value.code, no.value.data["why"]) == ("final", "posted")
        assert keep_mark(desk.book) == "reinstate"
        assert admit.check(desk.book, "PT1").answer == "STOP"


def older_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    """One whose program does not look whether a cancellation has left."""
    final = loading._final

    def only_mailed(*args: object, keeper: loading.Keeper) -> Mapping[str, str]:
        return {} if keeper == loading.HERE else final(*args, keeper=keeper)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "_final", only_mailed)


def test_a_desk_that_knows_no_better_is_refused_and_told(
    a: Desk, b: Desk, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = cancels(a, clock, finish=True)
    b.sync()
    with monkeypatch.context() as patches:
        older_desk(patches)
        cancel.keep(b.book, [name], who=lea(b.book))
    assert state(b.book, "P", 1) == "valid"
    for desk in (b, a):
        assert desk.sync().cause is None
        assert state(desk.book, "P", 1) == "cancelled"
        assert [case.why for case in cases(desk.book).lines] == ["kept_too_late"]
    assert state(a.centre, "P", 1) == "cancelled"
    assert [refund.amount for refund in show(a.centre, order_of(a.centre, "P")[0]).refunds] == [3000], "still promised"
    assert all(replay(book).equal for book in (a.book, b.book, a.centre))


def test_what_a_desk_kept_before_it_sent_it_is_kept(a: Desk, b: Desk, clock: HandClock) -> None:
    name = ticket(a, "PT1")
    cancel.click(a.book, [name], who=lea(a.book))
    cancel.keep(a.book, [name], who=lea(a.book))
    clock.advance(seconds=61)
    for desk in (a, b):
        assert desk.sync().cause is None
        assert state(desk.book, "P", 1) == "valid"
    assert cases(a.book).lines == ()


def test_at_the_centre_nobody_keeps_anything(a: Desk, clock: HandClock) -> None:
    cancels(a, clock, finish=False)
    assert keep_mark(a.centre) == "reinstate"
