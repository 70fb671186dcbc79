"""Two machines with one book's key and one journal: what the other one sent has left this one too."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import lea
from tests.desks import Desk, Line, reach_of
from tests.simulation.template import image_of
from tests.sync.test_joining_again import joined_again
from tests.sync.test_two_desks import state, ticket, waiting
from ticketoffice.central.service import Centre
from ticketoffice.desk import cancel, invoice, notes
from ticketoffice.desk.cases import close_case
from ticketoffice.desk.find import order_of
from ticketoffice.desk.sentences import SENTENCES
from ticketoffice.desk.show import show
from ticketoffice.desk.syncing import sync_lists_of
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.travel import Enrolment
from ticketoffice.store import adopting, enrolment, feed, membership, outbox
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_url
from ticketoffice.store.replay import replay
from ticketoffice.sync import pairing
from ticketoffice.sync.line import Found
from ticketoffice.sync.round import Postman


@pytest.fixture
def twin(a: Desk, tmp_path: Path, clock: HandClock) -> Iterator[Book]:
    """A copy of the machine whose clock is a minute ahead: there nothing can be kept any more."""
    cancel.cancel(a.book, [ticket(a, "PT1")], who=lea(a.book), reason="duplicate", method="card")
    copy = tmp_path / "twin.ticketoffice"
    copy.write_bytes(image_of(a.book))
    ahead = HandClock(clock.now())
    ahead.advance(seconds=61)
    book = open_url(f"sqlite:///{copy}", clock=ahead, secrets=FileSecrets(tmp_path / "A"))
    book.paired = True
    yield book
    book.close()


def test_what_the_centre_tells_of_has_left_the_desk(a: Desk, twin: Book) -> None:
    assert Postman(twin, Line(Centre(a.centre, token=a.welcome.token))).round().cause is None
    assert waiting(a).held == 2
    assert a.sync().cause is None
    assert (waiting(a).held, waiting(a).contested) == (0, 0)
    assert state(a.book, "P", 1) == "cancelled"
    with pytest.raises(RuleBroken):
        cancel.keep(a.book, [ticket(a, "PT1")], who=lea(a.book))
    kinds = [line.kind for line in show(a.book, order_of(a.book, "P")[0]).history]
    assert kinds.count("tickets_cancelled") == 1
    assert a.sync().cause is None
    assert waiting(a).unsent == 0
    assert verify(a.book) is None
    assert replay(a.book).equal


def test_also_what_a_later_page_tells_is_not_decided_again(a: Desk, twin: Book) -> None:
    """An order on a page may be newer than the page, with what the other machine sent of ours."""
    with a.centre.read() as reading:
        before = feed.counter(reading.connection)
    assert Postman(twin, Line(Centre(a.centre, token=a.welcome.token))).round().cause is None
    with a.centre.read() as reading:
        page = feed.page(reading.connection, after=before, now=0, limit=1)
    (item,) = page.items
    assert ([heard.kind for heard in item.heard], len(item.ahead)) == (["tickets_cancelled"], 1)
    adopting.adopt(a.book, page)
    assert (waiting(a).held, waiting(a).contested) == (0, 0)
    assert replay(a.book).equal
    assert a.sync().cause is None
    assert (waiting(a).unsent, waiting(a).contested) == (0, 0)
    assert replay(a.book).equal


def test_one_operation_about_two_orders_stands_in_the_history_of_both(a: Desk, join: Callable[..., Desk]) -> None:
    """Also where a page ends between them."""
    b = join("B")
    b.sync()
    with a.centre.read() as reading:
        before = feed.counter(reading.connection)
    made = invoice.reissue(a.book, order_of(a.book, "I")[0], without=[ticket(a, "IT1")], who=lea(a.book))
    assert a.sync().cause is None
    for after in (before, before + 1):
        with a.centre.read() as reading:
            adopting.adopt(b.book, feed.page(reading.connection, after=after, now=0, limit=1))
    for number in ("I", made.order_number):
        kinds = [line.kind for line in show(b.book, order_of(b.book, number)[0]).history]
        assert "order_reissued" in kinds


# --- two machines that both worked on (C24) -----------------------------------------------------------------------------


@pytest.fixture
def parted(b: Desk, tmp_path: Path) -> Iterator[tuple[Book, FileSecrets]]:
    """A second machine with desk B's book and keys; what B had not sent when they parted is in both."""
    notes.add_note(b.book, order_of(b.book, "P")[0], text="before", who=lea(b.book))
    copy = tmp_path / "clone.ticketoffice"
    copy.write_bytes(image_of(b.book))
    shutil.copytree(tmp_path / "B", tmp_path / "B2")
    secrets = FileSecrets(tmp_path / "B2")
    book = open_url(f"sqlite:///{copy}", clock=b.book.clock, secrets=secrets)
    book.paired = True
    yield book, secrets
    book.close()


def first_to_speak(b: Desk, clone: Book) -> Postman:
    """B sends, and the other machine is noticed."""
    assert b.sync().cause is None
    twin = Postman(clone, Line(Centre(b.centre, token=b.welcome.token)))
    assert twin.round().stopped == "other_bytes"
    return twin


def all_notes(book: Book) -> list[str]:
    return sorted(note.text for note in show(book, order_of(book, "P")[0]).notes)


def test_a_second_machine_joins_as_a_desk_of_its_own_and_what_both_did_counts(
    a: Desk, b: Desk, parted: tuple[Book, FileSecrets]
) -> None:
    clone, secrets = parted
    for book, text in ((b.book, "here"), (clone, "there")):
        notes.add_note(book, order_of(book, "P")[0], text=text, who=lea(book))
    cancel.click(clone, [ticket(b, "PT2")], who=lea(clone), now=True)
    first_to_speak(b, clone)
    postman = joined_again(b, clone, secrets=secrets)
    assert postman.round().cause is None
    stopped = {desk.form: desk.stopped for desk in enrolment.desks(b.centre)}
    assert stopped == {"history": None, "fresh": "other_bytes", "branch": None}
    with clone.read() as reading:
        assert not list(outbox.everything_unsent(reading.connection))
    notes.add_note(b.book, order_of(b.book, "P")[0], text="further", who=lea(b.book))
    assert b.sync().cause == "access_ended", "the identity is frozen until somebody draws a code"
    assert joined_again(b).round().cause is None, "the one that the centre knows goes on"
    for line in (postman.round(), a.sync(), b.sync()):
        assert line.cause is None
    for book in (a.centre, a.book, b.book, clone):
        assert all_notes(book) == ["before", "further", "here", "there"]
        assert state(book, "P", 2) == "cancelled"
        assert verify(book) is None
        assert replay(book).equal


def test_of_two_machines_there_is_a_case_at_every_desk_until_somebody_closes_it(
    a: Desk, b: Desk, parted: tuple[Book, FileSecrets]
) -> None:
    clone, secrets = parted
    for book, text in ((b.book, "here"), (clone, "there")):
        notes.add_note(book, order_of(book, "P")[0], text=text, who=lea(book))
    first_to_speak(b, clone)
    postman = joined_again(b, clone, secrets=secrets)
    assert b.sync().cause == "access_ended"
    again = joined_again(b)
    everyone = (postman, again, a.postman, postman)
    assert [one.round().cause for one in everyone] == [None] * 4
    books = (a.centre, a.book, b.book, clone)
    for book in books:
        [case] = sync_lists_of(book).cases
        assert (case.kind, case.desk, case.deed, case.order) == ("machines_parted", "again", "book_started", None)
        assert "a copy of the book of again 2" in case.what, "as B is called since it joined again"
        assert replay(book).equal
        assert verify(book) is None
    close_case(b.book, str(case.case), who=lea(b.book), note="the old computer was put back on the counter")
    assert [one.round().cause for one in (again, *everyone)] == [None] * 5
    for book in books:
        assert sync_lists_of(book).cases == ()
        assert replay(book).equal


def test_what_both_did_to_one_ticket_becomes_a_case(a: Desk, b: Desk, parted: tuple[Book, FileSecrets]) -> None:
    clone, secrets = parted
    for book in (b.book, clone):
        cancel.cancel(book, [ticket(b, "PT1")], who=lea(book), reason="duplicate", method="cash", now=True)
    first_to_speak(b, clone)
    postman = joined_again(b, clone, secrets=secrets)
    assert postman.round().cause is None
    order = order_of(a.centre, "P")[0]
    with a.centre.read() as reading:
        kinds = {case.kind for case in reading.cases()}
        paid = reading.dossiers([order])[order].refunds
    assert kinds and "over_refund" in kinds
    assert sum(refund.amount for refund in paid if refund.paid_at is not None) == 2 * 3000, (
        "cash that was given stays recorded"
    )
    for book in (a.centre, clone):
        assert verify(book) is None
        assert replay(book).equal


def test_their_numbers_differ_from_then_on(a: Desk, b: Desk, parted: tuple[Book, FileSecrets]) -> None:
    clone, secrets = parted
    for book, text in ((b.book, "here"), (clone, "there")):
        notes.add_note(book, order_of(book, "P")[0], text=text, who=lea(book))
    first_to_speak(b, clone)
    joined_again(b, clone, secrets=secrets).round()
    with clone.read() as here, b.book.read() as there:
        assert (here.facts().letter, there.facts().letter) == ("B", "A")
        assert here.facts().desk != there.facts().desk


def test_it_can_be_put_out_restart_and_join_again_like_any_desk(
    a: Desk, b: Desk, parted: tuple[Book, FileSecrets]
) -> None:
    clone, secrets = parted
    for book, text in ((b.book, "here"), (clone, "there")):
        notes.add_note(book, order_of(book, "P")[0], text=text, who=lea(book))
    first_to_speak(b, clone)
    postman = joined_again(b, clone, secrets=secrets)
    assert postman.round().cause is None
    with clone.read() as reading:
        enrolment.revoke(b.centre, reading.facts().desk)
    notes.add_note(clone, order_of(clone, "P")[0], text="unsent", who=lea(clone))
    assert postman.round().cause == "revoked"
    postman = joined_again(b, clone, secrets=secrets)
    assert postman.round().cause is None
    assert {desk.form for desk in enrolment.desks(b.centre)} == {"history", "fresh", "branch"}
    assert all_notes(a.centre) == ["before", "here", "there", "unsent"]
    assert verify(a.centre) is None and verify(clone) is None
    assert replay(a.centre).equal and replay(clone).equal


def test_a_third_machine_made_of_the_second_is_a_desk_of_its_own_too(
    a: Desk, b: Desk, parted: tuple[Book, FileSecrets], tmp_path: Path
) -> None:
    """What the second had done before that is in both, and counts once."""
    clone, secrets = parted
    for book, text in ((b.book, "here"), (clone, "there")):
        notes.add_note(book, order_of(book, "P")[0], text=text, who=lea(book))
    (tmp_path / "third.ticketoffice").write_bytes(image_of(clone))
    shutil.copytree(tmp_path / "B2", tmp_path / "B3")
    keys = FileSecrets(tmp_path / "B3")
    third = open_url(f"sqlite:///{tmp_path / 'third.ticketoffice'}", clock=clone.clock, secrets=keys)
    third.paired = True
    for book, text in ((clone, "second"), (third, "third")):
        notes.add_note(book, order_of(book, "P")[0], text=text, who=lea(book))
    first_to_speak(b, clone)
    assert Postman(third, Line(Centre(b.centre, token=b.welcome.token))).round().cause == "access_ended"
    ends = [joined_again(b, book, secrets=of) for book, of in ((clone, secrets), (third, keys))]
    for postman in (*ends, *ends):
        assert postman.round().cause is None
    for book in (a.centre, clone, third):
        assert all_notes(book) == ["before", "here", "second", "there", "third"]
        assert verify(book) is None
        assert replay(book).equal
    third.close()


def test_a_lost_answer_gives_the_same_one_again(a: Desk, b: Desk, parted: tuple[Book, FileSecrets]) -> None:
    clone, secrets = parted
    for book, text in ((b.book, "here"), (clone, "there")):
        notes.add_note(book, order_of(book, "P")[0], text=text, who=lea(book))
    first_to_speak(b, clone)
    postman = joined_again(b, clone, secrets=secrets)
    with clone.read() as reading:
        batch = outbox.next_batch(reading.connection, at=clone.clock.now())
    assert batch is not None
    service = postman._service
    assert service.push(batch.epoch, batch.sent) == service.push(batch.epoch, batch.sent)
    assert postman.round().cause is None
    assert all_notes(clone) == ["before", "here", "there"]


@pytest.mark.parametrize("what", ["hash", "epoch", "desk"])
def test_a_branch_that_names_what_the_centre_has_not_is_refused(
    b: Desk, parted: tuple[Book, FileSecrets], what: str
) -> None:
    clone, _ = parted
    with clone.read() as reading:
        facts, brings = reading.facts(), membership.epochs_of(reading.connection)
        branch = membership.branch_of(reading.connection)
    assert branch is not None
    wrong = replace(branch, **{what: bytes(32) if what == "hash" else "ab" * 16})
    code = enrolment.draw_code(b.centre, name="x")
    with pytest.raises(RuleBroken, match="enrolled"):
        enrolment.enrol(b.centre, Enrolment(code, "cd" * 16, "x", facts.mode, brings, branch=wrong))


def test_a_second_machine_of_whose_beginning_the_centre_has_nothing_is_told_so(
    b: Desk, parted: tuple[Book, FileSecrets]
) -> None:
    clone, _ = parted
    for book, text in ((b.book, "here"), (clone, "there")):
        notes.add_note(book, order_of(book, "P")[0], text=text, who=lea(book))
    first_to_speak(b, clone)
    wish = pairing.wish_of(clone, code=enrolment.draw_code(b.centre, name="x"), name="x")
    assert wish.branch is not None
    wish = replace(wish, branch=replace(wish.branch, hash=bytes(32)))
    with pytest.raises(RuleBroken) as no:
        pairing.ask(
            Found("centre", wish.code, None),
            wish,
            reach_of(lambda token: Line(Centre(b.centre, token=token))),
            knows=partial(pairing.knows, clone),
        )
    assert no.value.code == "forked"
    assert "Save the queue" in SENTENCES["forked"]
    assert len(enrolment.desks(b.centre)) == 2
