"""What our own book cannot do is told as what it is, and never as if the centre were away."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import lea
from tests.desks import Desk
from tests.store.test_faults import most_pages, pages_of
from ticketoffice.desk import notes
from ticketoffice.desk.find import order_of
from ticketoffice.desk.sentences import sentence
from ticketoffice.desk.show import show
from ticketoffice.desk.syncing import sync_view
from ticketoffice.domain.errors import Unavailable
from ticketoffice.domain.travel import Answers
from ticketoffice.store import membership, put_out
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.replay import replay
from ticketoffice.sync import round as rounds

Join = Callable[..., Desk]
MUCH = 40
"""Notes that are more than fit into the pages that a book has."""


def much_is_done_at(desk: Desk) -> None:
    order = order_of(desk.book, "P")[0]
    for n in range(MUCH):
        notes.add_note(desk.book, order, text=f"{n} " + "x" * 900, who=lea(desk.book))
    assert desk.sync().cause is None


def test_a_disk_that_is_full_here_is_no_word_about_the_centre(a: Desk, b: Desk) -> None:
    much_is_done_at(a)
    before = sync_view(b.book)
    most_pages(b.book, pages_of(b.book))
    done = b.sync()
    assert done.own is not None
    assert (done.cause, done.stopped, done.own.code) == (None, None, "disk_full")
    assert sync_view(b.book) == before, "neither was it through, nor was the line away"
    most_pages(b.book, 2**30)
    again = b.sync()
    assert (again.cause, again.own) == (None, None)
    assert len(show(b.book, order_of(b.book, "P")[0]).notes) == MUCH


def test_f10_a_disk_that_fills_at_the_desk_loses_nothing_and_says_so(a: Desk, b: Desk) -> None:
    """In a deed and in a round: what was acknowledged is there and is sent, what was not has left nothing, both say why."""
    order = order_of(b.book, "P")[0]
    much_is_done_at(a)
    most_pages(b.book, pages_of(b.book))
    acknowledged: list[str] = []
    with pytest.raises(Unavailable) as no:
        for n in range(MUCH):
            text = f"here {n} " + "x" * 900
            notes.add_note(b.book, order, text=text, who=lea(b.book))
            acknowledged.append(text)
    done = b.sync()
    assert done.own is not None
    for code, data in ((no.value.code, no.value.data), (done.own.code, done.own.data)):
        assert sentence(code, data=data).startswith("The disk is full")
    assert [note.text for note in show(b.book, order).notes] == acknowledged
    assert (verify(b.book), replay(b.book).equal) == (None, True)
    most_pages(b.book, 2**30)
    notes.add_note(b.book, order, text="there is room again", who=lea(b.book))
    for desk in (b, a):
        again = desk.sync()
        assert (again.cause, again.own) == (None, None)
    texts = {note.text for note in show(a.book, order).notes}
    assert {*acknowledged, "there is room again"} <= texts
    assert len(texts) == MUCH + len(acknowledged) + 1
    assert (verify(b.book), replay(b.book).equal) == (None, True)


def test_the_pause_after_it_grows_as_after_any_fault(
    a: Desk, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **named: object) -> None:
        raise Unavailable("disk_full")

    with monkeypatch.context() as out:
        out.setattr(membership, "completed", full)
        for pause in (4, 8, 16):
            assert a.postman.is_due()
            assert a.sync().own is not None
            clock.advance(seconds=pause - 1)
            assert not a.postman.is_due()
            clock.advance(seconds=1)
    assert a.postman.is_due()
    assert a.sync().own is None
    assert a.postman.is_due()


def test_what_the_centre_said_is_written_down_although_the_book_could_not_follow_it(
    a: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def out(_: str) -> None:
        raise Unavailable("revoked")

    def locked(*_: object) -> None:
        raise Unavailable("book_open_elsewhere")

    monkeypatch.setattr(put_out, "take_customers_out", locked)
    a.line.before = out
    done = a.sync()
    assert done.own is not None
    assert (done.cause, done.own.code) == ("revoked", "book_open_elsewhere")
    told = sync_view(a.book)
    assert told is not None
    assert (told.state, told.cause) == ("ended", "revoked")


def test_a_centre_that_misses_operations_has_answered(a: Desk) -> None:
    notes.add_note(a.book, order_of(a.book, "P")[0], text="waits", who=lea(a.book))
    whole = a.line._service.push
    a.line._service.push = lambda epoch, sent: _gap(whole(epoch, ()))  # type: ignore[method-assign]
    done = a.sync()
    assert (done.stopped, done.cause) == ("gap", "no_answer")
    told = sync_view(a.book)
    assert told is not None
    assert (told.state, told.cause) == ("incomplete", "gap")


def _gap(said: Answers) -> Answers:
    return Answers((), said.received, said.now, stopped=rounds.GAP)


@pytest.mark.parametrize("cause", ["disk_full", "a word of a later version"])
def test_a_cause_that_is_no_word_about_the_line_is_no_line_that_is_away(a: Desk, cause: str) -> None:
    """An older version wrote down what the book could not do as why the centre was not reached."""
    membership.failed(a.book, cause=cause, failures=1, next_attempt_at=0)
    told = sync_view(a.book)
    assert told is not None
    assert (told.state, told.cause) == ("incomplete", cause)
