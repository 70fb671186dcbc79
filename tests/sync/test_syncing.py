"""How a desk stands with its centre, as people see it: three truths, one state, lists, and what needs somebody."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.conftest import lea
from tests.desks import Desk
from tests.sync.test_two_desks import filled, ticket
from ticketoffice.desk import admit, cancel, notes
from ticketoffice.desk.case_words import CASES, case_words
from ticketoffice.desk.cases import close_case
from ticketoffice.desk.find import order_of
from ticketoffice.desk.queue_file import saved_queue
from ticketoffice.desk.show import show
from ticketoffice.desk.sync_views import SyncView
from ticketoffice.desk.syncing import sync_lists_of, sync_view
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.store import membership
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock

Join = Callable[..., Desk]


def view(desk: Desk) -> SyncView:
    found = sync_view(desk.book)
    assert found is not None
    return found


def away(code: str) -> Callable[[str], object]:
    def raises(_: str) -> None:
        raise Unavailable(code)

    return raises


def test_three_truths_and_what_is_between(a: Desk, clock: HandClock) -> None:
    before = view(a)
    assert (before.state, before.saved, before.sent, before.accepted) == (
        "online",
        before.saved,
        before.saved,
        before.saved,
    )
    cancel.cancel(a.book, [ticket(a, "PT1")], who=lea(a.book), reason="duplicate", method="card")
    now = view(a)
    assert (now.state, now.saved - now.sent, now.unsent, now.held) == ("to_send", 2, 2, 2)
    clock.advance(seconds=16 * 60)
    assert view(a).age == "old"
    clock.advance(seconds=2 * 3600)
    assert view(a).age == "very_old"
    assert a.sync().cause is None
    assert (view(a).state, view(a).age) == ("online", "fresh")


@pytest.mark.parametrize(
    ("cause", "state"),
    [
        ("no_network", "offline"),
        ("no_answer", "no_answer"),
        ("wrong_certificate", "wrong_certificate"),
        ("wrong_date", "wrong_date"),
        ("too_old", "too_old"),
        ("access_ended", "ended"),
    ],
)
def test_each_cause_is_a_state_and_goes_with_it(a: Desk, cause: str, state: str) -> None:
    since = view(a).completed_at
    a.line.before = away(cause)
    a.sync()
    assert (view(a).state, view(a).cause, view(a).since) == (state, cause, since)
    a.line.before = lambda _: None
    a.sync()
    assert view(a).state == "online"


def test_a_clock_that_is_off_says_by_how_much(a: Desk) -> None:
    membership.note_skew(a.book, 7 * 60 * 1_000_000)
    assert (view(a).state, view(a).skew) == ("clock", 7)
    membership.note_skew(a.book, -30 * 1_000_000)
    assert view(a).state == "online"


def test_a_refusal_is_told_until_somebody_closes_its_case(a: Desk, b: Desk, clock: HandClock) -> None:
    for desk in (a, b):
        cancel.cancel(desk.book, [ticket(desk, "PT1")], who=lea(desk.book), reason="duplicate", method="card")
    clock.advance(seconds=61)
    a.sync()
    b.sync()
    assert (view(b).attention, view(b).sent - view(b).accepted) == (1, 2)
    case = sync_lists_of(b.book).cases[0]
    assert (case.kind, case.ticket, case.deed, case.by) == ("already_cancelled", "P-1", "tickets_cancelled", "Lea")
    assert (
        case.what
        == "B · Cancelled · CHF 30.00 · Ticket P-1 had been cancelled elsewhere before that: 24.11.2026 13:00, Lea, A."
    )
    assert case.case is not None
    order = order_of(b.book, "P")[0]
    assert show(b.book, order).tickets[0].sync_open == "refused"
    assert [line.kind for line in show(b.book, order).history if line.sync == "refused"] == [
        "cancellation_finished",
        "tickets_cancelled",
    ]
    close_case(b.book, case.case, who=lea(b.book), note="seen")
    assert view(b).attention == 0
    assert sync_lists_of(b.book).cases == ()
    b.sync()
    assert show(b.book, order).tickets[0].sync_open is None
    assert [line.sync for line in show(b.book, order).history if line.kind == "tickets_cancelled"].count("refused") == 1


def test_what_is_contested_is_told_before_the_centre_says_no(a: Desk, b: Desk, clock: HandClock) -> None:
    admit.admit(a.book, "PT1", who=lea(a.book))
    clock.advance(seconds=61)
    cancel.click(b.book, [ticket(b, "PT1")], who=lea(b.book))
    a.sync()
    b.sync()
    case = sync_lists_of(b.book).cases[0]
    assert (case.contested, case.case, case.ticket, case.order is not None) == (True, None, "P-1", True)
    assert sync_lists_of(b.book).queue[0].state == "contested"
    assert show(b.book, order_of(b.book, "P")[0]).tickets[0].sync_open == "contested"


def test_the_lists_say_what_waits_what_is_done_and_what_was_heard(a: Desk, b: Desk, clock: HandClock) -> None:
    cancel.cancel(a.book, [ticket(a, "PT2")], who=lea(a.book), reason="duplicate", method="card")
    queue = sync_lists_of(a.book).queue
    assert [(line.kind, line.tickets, line.by, line.state) for line in queue] == [
        ("tickets_cancelled", ("P-2",), "Lea", "held"),
        ("cancellation_finished", ("P-2",), "Lea", "held"),
    ]
    clock.advance(seconds=61)
    assert {line.state for line in sync_lists_of(a.book).queue} == {"waiting"}
    a.sync()
    b.sync()
    lists = sync_lists_of(a.book)
    assert lists.queue == ()
    assert lists.done_count == view(a).saved
    assert {line.state for line in lists.done} == {"accepted"}
    received = sync_lists_of(b.book).received
    assert [(line.kind, line.number) for line in received[:2]] == [
        ("cancellation_finished", "P"),
        ("tickets_cancelled", "P"),
    ]
    clock.advance(seconds=2 * 24 * 3600)
    assert sync_lists_of(a.book).done == ()


def test_a_saved_queue_has_all_that_waits_and_can_no_longer_be_kept(a: Desk, b: Desk) -> None:
    cancel.click(a.book, [ticket(a, "PT1")], who=lea(a.book))
    content, count = saved_queue(a.book)
    found = json.loads(content)
    assert count == 1
    assert [len(batch["sent"]) for batch in found["batches"]] == [1]
    assert found["epochs"][0]["public_key"]
    with pytest.raises(RuleBroken, match="final"):
        cancel.keep(a.book, [ticket(a, "PT1")], who=lea(a.book))


def test_a_desk_alone_stands_with_nobody(join: Join, a: Desk) -> None:
    membership.leave(a.book)
    assert sync_view(a.book) is None
    assert show(a.book, order_of(a.book, "P")[0]).tickets[0].sync_open is None


def test_no_sentence_of_a_case_begs_or_blames() -> None:
    for kind in (*CASES, "some_other_reason"):
        for contested in (False, True):
            told = case_words(kind, ticket="P-1", order="P", contested=contested)
            for text in (told.what, told.safe, told.next):
                assert text
                assert "{" not in text
                assert not any(word in text.lower() for word in ("please", "sorry", "invalid", "oops"))


def test_what_a_load_brought_and_the_feed_tells_once_more_counts_once(centre: Book, join: Callable[..., Desk]) -> None:
    """A desk that joined before the history of another one arrived."""
    a = join("A", filled)
    b = join("B")
    assert b.welcome.change == 0
    a.sync()
    done = b.sync()
    with b.book.read() as reading:
        assert (done.cause, done.heard) == (None, reading.count_orders())
    notes.add_note(a.book, order_of(a.book, "P")[0], text="later", who=lea(a.book))
    a.sync()
    assert b.sync().heard == 1
