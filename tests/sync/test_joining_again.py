"""A desk whose access ended joins again with a new code and goes on; one that is a second machine does not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import lea
from tests.desks import Desk, Line, centre_book, desk_book, reach_of
from tests.house import house, on, taken
from tests.simulation.template import image_of
from tests.sync.test_put_out import customer, put_out
from tests.sync.test_two_desks import filled, ticket, waiting
from ticketoffice.central.service import Centre
from ticketoffice.desk import cancel, invoice, notes
from ticketoffice.desk.find import find, order_of
from ticketoffice.desk.opened import opened_sentence
from ticketoffice.desk.sentences import sentence
from ticketoffice.desk.show import show
from ticketoffice.desk.syncing import sync_view
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.identity import id_from
from ticketoffice.domain.travel import Enrolment
from ticketoffice.store import adopting, enrolment, epochs, feed, membership, outbox
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_url
from ticketoffice.store.replay import replay
from ticketoffice.sync import pairing
from ticketoffice.sync.line import Found
from ticketoffice.sync.round import Postman


def joined_again(desk: Desk, book: Book | None = None, *, secrets: FileSecrets | None = None) -> Postman:
    """With a new code; returns whoever syncs from then on. A second machine needs its `secrets`."""
    book = book or desk.book
    reach = reach_of(lambda token: Line(Centre(desk.centre, token=token)))
    code = enrolment.draw_code(desk.centre, name="again")
    wish = pairing.wish_of(book, code=code, name="again")
    found = Found("centre", code, None)
    welcome = pairing.ask(found, wish, reach, knows=lambda heads: pairing.knows(book, heads))
    if secrets is not None:
        pairing.keep(book, secrets, found, welcome)
    else:
        membership.join(book, welcome, url="centre", name="Centre", authority=None)
    if book is desk.book:
        desk.line._service = Centre(desk.centre, token=welcome.token)
    return Postman(book, Line(Centre(desk.centre, token=welcome.token)))


def test_a_desk_without_its_token_joins_again_and_its_work_arrives_once(a: Desk, b: Desk) -> None:
    lost = b.line._service
    notes.add_note(b.book, order_of(b.book, "P")[0], text="before", who=lea(b.book))
    assert b.sync().cause is None
    b.line._service = Centre(b.centre, token="lost")
    notes.add_note(b.book, order_of(b.book, "P")[0], text="meanwhile", who=lea(b.book))
    notes.add_note(a.book, order_of(a.book, "P")[0], text="of another", who=lea(a.book))
    a.sync()
    assert b.sync().cause == "access_ended"
    postman = joined_again(b)
    assert postman.round().cause is None
    assert waiting(b).unsent == 0
    texts = [note.text for note in show(a.centre, order_of(a.centre, "P")[0]).notes]
    assert sorted(texts) == ["before", "meanwhile", "of another"]
    assert sorted(note.text for note in show(b.book, order_of(b.book, "P")[0]).notes) == sorted(texts)
    assert replay(b.book).equal
    b.line._service = lost
    assert b.sync().cause == "access_ended", "the old token opens nothing any more"
    assert len(enrolment.desks(b.centre)) == 2


def test_a_desk_that_was_put_out_joins_again_also_where_the_line_has_failed_since(a: Desk, b: Desk) -> None:
    def away(question: str) -> None:
        raise Unavailable("no_network")

    put_out(b)
    assert b.sync().cause == "revoked"
    b.line.before = away
    assert b.sync().cause == "no_network"
    view = sync_view(b.book)
    assert view is not None and (view.state, view.cause) == ("ended", "revoked")
    assert joined_again(b).round().cause is None
    view = sync_view(b.book)
    assert view is not None and view.state == "online"


def test_a_desk_that_was_put_out_has_its_customers_again(a: Desk, b: Desk) -> None:
    cancel.click(b.book, [ticket(b, "PT1")], who=lea(b.book), now=True)
    put_out(b)
    assert b.sync().cause == "revoked"
    notes.add_note(a.book, order_of(a.book, "I")[0], text="done meanwhile", who=lea(a.book))
    a.sync()
    assert joined_again(b).round().cause is None
    assert (customer(b.book, "P"), customer(b.book, "I")) == ("Zoë Test", "Zoë Test")
    assert find(b.book, "zoe").orders
    assert waiting(b).unsent == 0
    view = show(b.book, order_of(b.book, "I")[0])
    assert [note.text for note in view.notes] == ["done meanwhile"]
    assert view.history[0].kind == "note_added", "what was told meanwhile is heard"
    assert replay(b.book).equal


def test_after_it_joined_again_its_own_notes_are_there_and_its_journal_is_whole(a: Desk, b: Desk) -> None:
    """Also a reason that stands beside an operation and with no order: the centre does not tell it again."""
    order = order_of(b.book, "P")[0]
    notes.add_note(b.book, order, text="my own note", who=lea(b.book))
    cancel.cancel(b.book, [ticket(b, "PT1")], who=lea(b.book), reason="other", note="because", method="card", now=True)
    b.sync()
    for _ in range(2):
        put_out(b)
        assert b.sync().cause == "revoked"
        assert verify(b.book) is None
        assert joined_again(b).round().cause is None
        assert [note.text for note in show(b.book, order).notes] == ["my own note"]
        assert customer(b.book, "P") == "Zoë Test"
        assert verify(b.book) is None
        assert replay(b.book).equal


@pytest.mark.parametrize("sent_before", [True, False], ids=["its new epoch was heard of", "nobody heard of it"])
def test_a_restored_desk_that_was_put_out_joins_again_and_hears_what_the_copy_lacks(
    a: Desk, b: Desk, tmp_path: Path, sent_before: bool
) -> None:
    order = order_of(b.book, "P")[0]
    notes.add_note(b.book, order, text="unsent in the copy", who=lea(b.book))
    copy = tmp_path / "copy.ticketoffice"
    copy.write_bytes(image_of(b.book))
    notes.add_note(b.book, order, text="after the copy", who=lea(b.book))
    assert b.sync().cause is None
    restored = open_url(f"sqlite:///{copy}", clock=b.book.clock, secrets=FileSecrets(tmp_path / "B"), restored=())
    restored.paired = True
    assert (opened_sentence(restored) or "").endswith(sentence("comes_from_centre", data={}))
    notes.add_note(restored, order, text="after restoring", who=lea(restored))
    old = Postman(restored, Line(Centre(b.centre, token=b.welcome.token)))
    if sent_before:
        assert old.round().cause is None
        notes.add_note(restored, order, text="and more", who=lea(restored))
    put_out(b)
    assert old.round().cause == "revoked"
    assert joined_again(b, restored).round().cause is None
    texts = {"unsent in the copy", "after the copy", "after restoring"} | ({"and more"} if sent_before else set())
    for book in (restored, a.centre):
        assert {note.text for note in show(book, order_of(book, "P")[0]).notes} == texts
        assert verify(book) is None
        assert replay(book).equal
    with restored.read() as reading:
        assert not list(outbox.everything_unsent(reading.connection))
    assert customer(restored, "P") == "Zoë Test"
    restored.close()


def test_a_copy_that_began_no_epoch_of_its_own_is_a_second_machine(a: Desk, b: Desk, tmp_path: Path) -> None:
    """It would give numbers and places of the journal out again that the centre has already."""
    copy = tmp_path / "clone.ticketoffice"
    copy.write_bytes(image_of(b.book))
    shutil.copytree(tmp_path / "B", tmp_path / "B2")
    notes.add_note(b.book, order_of(b.book, "P")[0], text="here", who=lea(b.book))
    assert b.sync().cause is None
    put_out(b)
    clone = open_url(f"sqlite:///{copy}", clock=b.book.clock, secrets=FileSecrets(tmp_path / "B2"))
    clone.paired = True
    assert Postman(clone, Line(Centre(b.centre, token=b.welcome.token))).round().cause == "revoked"
    assert joined_again(b, clone, secrets=FileSecrets(tmp_path / "B2")).round().cause is None
    with clone.read() as here, b.book.read() as there:
        assert (here.facts().desk, here.facts().letter) != (there.facts().desk, there.facts().letter)
    assert {desk.form for desk in enrolment.desks(b.centre)} == {"history", "fresh", "branch"}
    assert b.sync().cause == "revoked"
    assert joined_again(b).round().cause is None, "the machine that the centre knows goes on"
    clone.close()


def test_a_second_machine_that_began_an_epoch_since_is_a_desk_of_its_own_too(a: Desk, b: Desk, tmp_path: Path) -> None:
    """C24. Its own operations stand where the centre has others, whichever of the two has more: what both did counts."""
    copy = tmp_path / "clone.ticketoffice"
    copy.write_bytes(image_of(b.book))
    shutil.copytree(tmp_path / "B", tmp_path / "B2")
    secrets = FileSecrets(tmp_path / "B2")
    for text in ("here", "and here"):
        notes.add_note(b.book, order_of(b.book, "P")[0], text=text, who=lea(b.book))
    assert b.sync().cause is None
    clone = open_url(f"sqlite:///{copy}", clock=b.book.clock, secrets=secrets)
    clone.paired = True
    notes.add_note(clone, order_of(clone, "P")[0], text="there", who=lea(clone))
    for text in ("in a second epoch", "in a third epoch"):
        epochs.start_epoch(clone, secrets=secrets)
        notes.add_note(clone, order_of(clone, "P")[0], text=text, who=lea(clone))
    put_out(b)
    assert Postman(clone, Line(Centre(b.centre, token=b.welcome.token))).round().cause == "revoked"
    assert b.sync().cause == "revoked"
    postman = joined_again(b, clone, secrets=secrets)
    assert postman.round().cause is None
    with clone.read() as reading:
        assert not list(outbox.everything_unsent(reading.connection))
    assert joined_again(b).round().cause is None, "the machine that the centre knows goes on"
    notes.add_note(clone, order_of(clone, "P")[0], text="further", who=lea(clone))
    for line in (postman, a, b):
        assert (line.round() if isinstance(line, Postman) else line.sync()).cause is None
    texts = ["and here", "further", "here", "in a second epoch", "in a third epoch", "there"]
    for book in (a.centre, a.book, b.book, clone):
        assert sorted(note.text for note in show(book, order_of(book, "P")[0]).notes) == texts
        assert verify(book) is None
        assert replay(book).equal
    clone.close()


def test_where_both_join_again_before_either_speaks_the_second_to_speak_is_a_desk_of_its_own(
    a: Desk, b: Desk, tmp_path: Path
) -> None:
    """C24. The centre has noted the epoch that it began as one of the desk's, and has nothing of it yet."""
    copy = tmp_path / "clone.ticketoffice"
    copy.write_bytes(image_of(b.book))
    shutil.copytree(tmp_path / "B", tmp_path / "B2")
    secrets = FileSecrets(tmp_path / "B2")
    clone = open_url(f"sqlite:///{copy}", clock=b.book.clock, secrets=secrets)
    clone.paired = True
    notes.add_note(b.book, order_of(b.book, "P")[0], text="here", who=lea(b.book))
    notes.add_note(clone, order_of(clone, "P")[0], text="there", who=lea(clone))
    epochs.start_epoch(clone, secrets=secrets)
    notes.add_note(clone, order_of(clone, "P")[0], text="in a second epoch", who=lea(clone))
    put_out(b)
    assert Postman(clone, Line(Centre(b.centre, token=b.welcome.token))).round().cause == "revoked"
    assert b.sync().cause == "revoked"
    first = joined_again(b, clone, secrets=secrets)
    assert joined_again(b).round().cause is None
    assert first.round().cause == "access_ended"
    postman = joined_again(b, clone, secrets=secrets)
    assert postman.round().cause is None
    for desk in (a, b):
        assert desk.sync().cause is None
    for book in (a.centre, a.book, b.book, clone):
        texts = sorted(note.text for note in show(book, order_of(book, "P")[0]).notes)
        assert texts == ["here", "in a second epoch", "there"]
        assert (verify(book), replay(book).equal) == (None, True)
    clone.close()


def test_two_copies_that_were_restored_apart_do_not_make_the_same_numbers_for_long(
    a: Desk, b: Desk, tmp_path: Path
) -> None:
    """C24, I22: both took the next letter of the one desk that they were. The second to speak is told, and joins as another one."""
    b.sync()
    image, books = image_of(b.book), []
    for name in ("first", "second"):
        (tmp_path / f"{name}.ticketoffice").write_bytes(image)
        shutil.copytree(tmp_path / "B", tmp_path / name)
        secrets = FileSecrets(tmp_path / name)
        book = open_url(f"sqlite:///{tmp_path / name}.ticketoffice", clock=b.book.clock, secrets=secrets, restored=())
        book.paired = True
        notes.add_note(book, order_of(book, "P")[0], text=name, who=lea(book))
        books.append((book, secrets))
    (first, _), (second, secrets) = books
    letters = []
    for book in (first, second):
        with book.read() as reading:
            letters.append(reading.facts().letter)
    assert letters[0] == letters[1]
    line = Line(Centre(b.centre, token=b.welcome.token))
    assert Postman(first, line).round().cause is None
    assert Postman(second, line).round().stopped == "other_bytes"
    postman = joined_again(b, second, secrets=secrets)
    assert postman.round().cause is None
    with first.read() as here, second.read() as there:
        assert here.facts().letter == letters[0] != there.facts().letter
        assert here.facts().desk != there.facts().desk
    notes.add_note(second, order_of(second, "P")[0], text="further", who=lea(second))
    for one in (postman, Postman(first, line)):
        assert one.round().cause is None
    assert a.sync().cause is None
    for book in (a.centre, a.book, first, second):
        assert sorted(note.text for note in show(book, order_of(book, "P")[0]).notes) == ["first", "further", "second"]
        assert verify(book) is None
        assert replay(book).equal
    first.close()
    second.close()


def test_it_loads_anew_also_where_a_seat_that_it_gave_up_is_somebody_elses_by_now(a: Desk, b: Desk) -> None:
    """The order that had the seat is told by the feed only after the load, together with what this desk did to it."""

    def hears_nothing(question: str) -> None:
        if question == "changes":
            raise Unavailable("no_network")

    order = order_of(b.book, "I")[0]
    made = invoice.reissue(b.book, order, without=[ticket(b, "IT2")], who=lea(b.book))
    b.line.before = hears_nothing
    assert (b.sync().sent, waiting(b).unsent) == (1, 0)
    a.sync()
    with b.book.read() as reading:
        (new,) = [one.id for one in reading.dossiers([made.order])[made.order].tickets]
    cancel.click(a.book, [new], who=lea(a.book), now=True)
    taken(a.book, house(), on("B-1", number="Y"))
    assert a.sync().cause is None
    b.line.before = lambda _: None
    put_out(b)
    assert b.sync().cause == "revoked"
    assert joined_again(b).round().cause is None
    for number in ("I", "Y", made.order_number):
        kinds = [ticket.state for ticket in show(b.book, order_of(b.book, number)[0]).tickets]
        assert kinds == [ticket.state for ticket in show(a.centre, order_of(a.centre, number)[0]).tickets]
    assert verify(b.book) is None
    assert replay(b.book).equal


@pytest.mark.parametrize("what", ["another key", "another epoch"])
def test_who_says_again_without_the_book_is_refused(a: Desk, b: Desk, what: str) -> None:
    with b.book.read() as reading:
        facts, brings = reading.facts(), membership.epochs_of(reading.connection)
    change = {"public_key": bytes(32)} if what == "another key" else {"epoch": "ab" * 16}
    brought = tuple(replace(epoch, **change) for epoch in brings)
    code = enrolment.draw_code(b.centre, name="x")
    with pytest.raises(RuleBroken, match="enrolled"):
        enrolment.enrol(b.centre, Enrolment(code, facts.desk, "x", facts.mode, brought, again=True))
    assert b.sync().cause is None


@pytest.mark.parametrize("why", ["revoked", "access_ended"])
@pytest.mark.parametrize("name", ["A", "B"], ids=["the desk of the history", "a desk that joined later"])
def test_what_another_centre_answered_does_not_count_at_an_empty_one(
    a: Desk, b: Desk, tmp_path: Path, name: str, why: str
) -> None:
    """I30. All that the desk did is sent there at once; what only the other centre had is not shown as if this one had it."""
    desk, orders = (a, 2) if name == "A" else (b, 0)
    notes.add_note(desk.book, order_of(desk.book, "P")[0], text="sent", who=lea(desk.book))
    for one in (a, b, a):
        assert one.sync().cause is None
    if why == "revoked":
        put_out(desk)
    else:
        desk.line._service = Centre(desk.centre, token="lost")
    assert desk.sync().cause == why
    notes.add_note(desk.book, order_of(desk.book, "P")[0], text="waits", who=lea(desk.book))
    desk.centre = centre_book("sqlite://", clock=desk.book.clock, folder=tmp_path / "other")
    postman = joined_again(desk)
    view = sync_view(desk.book)
    assert view is not None
    assert (view.sent, view.unsent) == (0, view.saved)
    assert postman.round().cause is None
    view = sync_view(desk.book)
    assert view is not None
    assert (view.unsent, view.sent) == (0, view.saved)
    for book in (desk.book, desk.centre):
        with book.read() as reading:
            assert reading.count_orders() == orders
        assert replay(book).equal
    assert verify(desk.book) is None
    if why == "access_ended":
        assert verify(desk.centre) is None
    if orders:
        assert (
            sorted(ticket.state for ticket in show(desk.centre, order_of(desk.centre, "I")[0]).tickets) == ["held"] * 2
        )
        kept = ["waits"] if why == "revoked" else ["sent", "waits"]
        for book in (desk.book, desk.centre):
            assert sorted(note.text for note in show(book, order_of(book, "P")[0]).notes if note.text) == kept
    desk.centre.close()


def test_a_desk_that_goes_on_needs_no_second_code(b: Desk) -> None:
    with pytest.raises(RuleBroken, match="already_paired"):
        pairing.wish_of(b.book, code="x", name="x")


def called(desk: Desk) -> str:
    with desk.book.read() as reading:
        mine = reading.facts().desk
    return next(one.name for one in enrolment.desks(desk.centre) if one.desk == mine)


def test_a_desk_that_joins_again_keeps_its_name_and_old_cases_say_it(a: Desk, b: Desk) -> None:
    """Whatever the code was drawn for: it goes on as itself. It is called otherwise where it says so itself."""
    put_out(b)
    for wished, expected in (("", "B"), ("Bar", "Bar")):
        with b.book.read() as reading:
            facts, brought = reading.facts(), membership.epochs_of(reading.connection)
        code = enrolment.draw_code(b.centre, name="Keyless")
        wish = Enrolment(code, facts.desk, wished, facts.mode, brought, again=True)
        assert Centre(b.centre).enrol(wish).form == "again"
        assert called(b) == expected


def test_no_two_desks_have_one_name(a: Desk, join: Callable[..., Desk]) -> None:
    assert [called(join(name)) for name in ("Win", "win", "WIN", "Win 2")] == ["Win", "win 2", "WIN 3", "Win 2 2"]


def test_of_an_order_that_comes_later_nobody_sits_where_somebody_sits_who_has_come(
    a: Desk, b: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It had a place here in vain, which the centre has refused by now; until it comes it stands as it was known before."""
    monkeypatch.setattr(feed, "load_page", partial(feed.load_page, limit=1))
    cancel.cancel(a.book, [ticket(a, "PT2")], who=lea(a.book), reason="duplicate", method="card", now=True)
    assert a.sync().cause is None
    for code in ("PT1", "PT2"):
        cancel.click(b.book, [ticket(b, code)], who=lea(b.book), now=True)
    with b.book.read() as reading:
        centre = membership.centre_of(reading.connection)
    assert centre is not None
    adopting.adopt(b.book, b.line.changes(centre.cursor))
    cancel.cancel(a.book, [ticket(a, "PT1")], who=lea(a.book), reason="duplicate", method="card", now=True)
    order = order_of(a.book, "P")[0]
    sooner = next(name for n in range(99) if id_from("order", "t", name := f"Q{n}") < order)
    taken(a.book, on("A-1", number=sooner))
    assert a.sync().cause is None
    put_out(b)
    assert b.sync().cause == "revoked"
    postman = joined_again(b)
    assert postman.round().cause is None
    assert postman.round().cause is None
    states = {t.ticket: t.state for number in ("P", sooner) for t in show(b.book, order_of(b.book, number)[0]).tickets}
    assert states == {
        t.ticket: t.state for number in ("P", sooner) for t in show(a.book, order_of(a.book, number)[0]).tickets
    }
    assert replay(b.book).equal


def test_an_empty_desk_that_joins_first_leaves_the_history_to_the_book_that_has_one(
    centre: Book, tmp_path: Path, clock: HandClock
) -> None:
    """A second machine was set up before the one on which the venue has worked so far."""
    books = {name: desk_book(clock=clock, folder=tmp_path / name) for name in ("new", "old", "late")}
    filled(books["old"])
    forms = {}
    for name in ("new", "old", "late"):
        reach = reach_of(lambda token: Line(Centre(centre, token=token)))
        code, book = enrolment.draw_code(centre, name=name), books[name]
        found = Found("centre", code, None)
        welcome = pairing.ask(
            found, pairing.wish_of(book, code=code, name=name), reach, knows=partial(pairing.knows, book)
        )
        forms[name] = welcome.form
        membership.join(book, welcome, url="centre", name="Centre", authority=None)
        postman = Postman(book, Line(Centre(centre, token=welcome.token)))
        assert postman.round().cause is None
        if name == "new":
            first = postman
    assert forms == {"new": "history", "old": "history", "late": "fresh"}
    assert first.round().cause is None
    numbers = []
    for book in (centre, *books.values()):
        with book.read() as reading:
            numbers.append(reading.count_orders())
        assert replay(book).equal
    assert set(numbers) == {2}
    for book in books.values():
        book.close()
