"""Copies of copies (C24): whichever machine comes, the centre sees from which desk and where it parted, and it joins as a desk of
its own. What each did arrives once.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import lea
from tests.desks import Desk, Line
from tests.simulation.template import image_of
from tests.sync.test_joining_again import joined_again
from ticketoffice.central.service import Centre
from ticketoffice.desk import invoice, notes
from ticketoffice.desk.find import order_of
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.domain.travel import Enrolment
from ticketoffice.store import enrolment, epochs, journal, membership, outbox, parting
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_url
from ticketoffice.store.replay import replay
from ticketoffice.sync import pairing
from ticketoffice.sync.round import Postman


class Machines:
    """Makes copies of machines, each with the keys of the one that it is made of."""

    def __init__(self, tmp_path: Path) -> None:
        self._folder = tmp_path
        self.books: list[Book] = []

    def copy(self, book: Book, *, of: str, name: str, image: bytes | None = None, restored: bool = False) -> Book:
        path = self._folder / f"{name}.ticketoffice"
        path.write_bytes(image or image_of(book))
        shutil.copytree(self._folder / of, self._folder / name)
        made = open_url(
            f"sqlite:///{path}", clock=book.clock, secrets=self.keys(name), restored=() if restored else None
        )
        made.paired = True
        self.books.append(made)
        return made

    def keys(self, name: str) -> FileSecrets:
        return FileSecrets(self._folder / name)


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    made = Machines(tmp_path)
    yield made
    for book in made.books:
        book.close()


def note(book: Book, text: str) -> None:
    notes.add_note(book, order_of(book, "P")[0], text=text, who=lea(book))


def as_desk(desk: Desk, book: Book) -> Postman:
    """Speaks with the access of this desk."""
    return Postman(book, Line(Centre(desk.centre, token=desk.welcome.token)))


def all_have(texts: list[str], *books: Book) -> None:
    for book in books:
        assert sorted(one.text for one in show(book, order_of(book, "P")[0]).notes) == sorted(texts)
        assert verify(book) is None
        assert replay(book).equal


def on_its_own(b: Desk, machines: Machines) -> tuple[Book, Postman]:
    """A copy of B's machine that was noticed and is a desk of its own by now; both have done something since they parted."""
    clone = machines.copy(b.book, of="B", name="clone")
    note(b.book, "here")
    note(clone, "there")
    assert b.sync().cause is None
    assert as_desk(b, clone).round().stopped == "other_bytes"
    own = joined_again(b, clone, secrets=machines.keys("clone"))
    assert own.round().cause is None
    return clone, own


def test_a_copy_that_was_answered_less_than_the_centre_has_parts_where_the_centre_has_no_more_of_it(
    a: Desk, b: Desk, machines: Machines
) -> None:
    """A copy with unsent work is restored, and its machine copied: the first sends on, in the epoch that both are in."""
    note(b.book, "unsent in the copy")
    image = image_of(b.book)
    assert b.sync().cause is None
    first = machines.copy(b.book, of="B", name="first", image=image, restored=True)
    note(first, "in both")
    second = machines.copy(first, of="first", name="second")
    note(first, "first")
    note(second, "second")
    epochs.start_epoch(second, secrets=machines.keys("second"))
    note(second, "second, later")
    assert as_desk(b, first).round().cause is None
    assert as_desk(b, second).round().stopped == "other_bytes"
    postman = joined_again(b, second, secrets=machines.keys("second"))
    assert postman.round().cause is None
    with second.read() as reading:
        assert not list(outbox.everything_unsent(reading.connection))
    note(first, "first, further")
    assert as_desk(b, first).round().cause == "access_ended"
    assert joined_again(b, first).round().cause is None
    assert postman.round().cause is None
    assert a.sync().cause is None
    texts = ["unsent in the copy", "in both", "first", "first, further", "second", "second, later"]
    all_have(texts, a.centre, a.book, first, second)


@pytest.mark.parametrize("since", [False, True], ids=["in one epoch", "in an epoch since"])
def test_a_copy_of_a_machine_that_is_a_desk_of_its_own_becomes_another_one(
    a: Desk, b: Desk, machines: Machines, since: bool
) -> None:
    clone, own = on_its_own(b, machines)
    if since:
        epochs.start_epoch(clone, secrets=machines.keys("clone"))
        note(clone, "there since")
        assert own.round().cause is None
    third = machines.copy(clone, of="clone", name="third")
    note(clone, "second")
    note(third, "third")
    assert own.round().cause is None
    late = Postman(third, own._service)
    assert late.round().stopped == "other_bytes"
    last = joined_again(b, third, secrets=machines.keys("third"))
    assert last.round().cause is None
    note(b.book, "further")
    note(clone, "second, further")
    for done in (b.sync(), own.round()):
        assert done.cause == "access_ended"
    assert joined_again(b).round().cause is None
    again = joined_again(b, clone, secrets=machines.keys("clone"))
    for postman in (again, last):
        assert postman.round().cause is None
    assert a.sync().cause is None and b.sync().cause is None
    desks = set()
    for book in (b.book, clone, third):
        with book.read() as reading:
            desks.add((reading.facts().desk, reading.facts().letter))
    assert len({desk for desk, _ in desks}) == len({letter for _, letter in desks}) == 3
    texts = ["here", "further", "there", "second", "second, further", "third", *(["there since"] if since else [])]
    all_have(texts, a.centre, a.book, b.book, clone, third)


def test_a_copy_made_before_its_machine_became_a_desk_of_its_own_parts_from_that_one(
    a: Desk, b: Desk, machines: Machines
) -> None:
    """It still calls itself what all were called once; what it shares with the second machine counts once."""
    clone = machines.copy(b.book, of="B", name="clone")
    note(b.book, "here")
    note(clone, "there")
    epochs.start_epoch(clone, secrets=machines.keys("clone"))
    note(clone, "in an epoch of its own")
    third = machines.copy(clone, of="clone", name="third")
    note(clone, "second")
    note(third, "third")
    assert b.sync().cause is None
    assert as_desk(b, clone).round().stopped == "other_bytes"
    own = joined_again(b, clone, secrets=machines.keys("clone"))
    assert own.round().cause is None
    assert as_desk(b, third).round().cause == "access_ended"
    last = joined_again(b, third, secrets=machines.keys("third"))
    for postman in (last, own):
        assert postman.round().cause is None
    note(b.book, "further")
    assert b.sync().cause == "access_ended"
    assert joined_again(b).round().cause is None
    for postman in (last, own):
        assert postman.round().cause is None
    assert a.sync().cause is None
    texts = ["here", "further", "there", "in an epoch of its own", "second", "third"]
    all_have(texts, a.centre, a.book, b.book, clone, third)


def test_two_copies_of_one_copy_that_both_join_before_either_speaks(a: Desk, b: Desk, machines: Machines) -> None:
    """The second one parts from the first, of which nothing has come yet; whoever speaks last joins once more."""
    first = machines.copy(b.book, of="B", name="first")
    note(b.book, "here")
    note(first, "in both")
    epochs.start_epoch(first, secrets=machines.keys("first"))
    note(first, "in both since")
    second = machines.copy(first, of="first", name="second")
    note(first, "first")
    note(second, "second")
    assert b.sync().cause is None
    assert as_desk(b, first).round().stopped == "other_bytes"
    early = joined_again(b, first, secrets=machines.keys("first"))
    assert as_desk(b, second).round().cause == "access_ended"
    late = joined_again(b, second, secrets=machines.keys("second"))
    assert late.round().cause is None
    assert early.round().cause == "access_ended"
    early = joined_again(b, first, secrets=machines.keys("first"))
    for postman in (early, late):
        assert postman.round().cause is None
    assert a.sync().cause is None
    all_have(["here", "in both", "in both since", "first", "second"], a.centre, a.book, first, second)


def test_what_a_desk_began_after_another_one_had_parted_from_it_is_not_that_ones(
    a: Desk, b: Desk, machines: Machines
) -> None:
    """Its later copy parts from it alone."""
    clone, _ = on_its_own(b, machines)
    note(b.book, "here again")
    assert b.sync().cause == "access_ended"
    assert joined_again(b).round().cause is None
    epochs.start_epoch(b.book, secrets=machines.keys("B"))
    note(b.book, "since")
    assert b.sync().cause is None
    with clone.read() as there, b.book.read() as here:
        ids, since = [one.facts().desk for one in (there, here)], here.facts().epoch
        shared = journal.epochs(there.connection)[0]

    def known(epoch: str) -> list[bool]:
        return a.centre.transact(lambda c: [parting.stands(c, epoch, desk=desk) is not None for desk in ids])

    assert (known(shared), known(since)) == ([True, True], [False, True])


def test_the_centre_says_of_each_epoch_that_a_copy_of_a_copy_shares_how_far_it_has_it(
    a: Desk, b: Desk, machines: Machines
) -> None:
    """However many machines lie between: so each sends what is missing where the centre is put back."""
    clone, own = on_its_own(b, machines)
    epochs.start_epoch(clone, secrets=machines.keys("clone"))
    note(clone, "since")
    third = machines.copy(clone, of="clone", name="third")
    note(clone, "second")
    note(third, "third")
    assert own.round().cause is None
    assert Postman(third, own._service).round().stopped == "other_bytes"
    last = joined_again(b, third, secrets=machines.keys("third"))
    assert last.round().cause is None
    with third.read() as reading:
        shared = journal.epochs(reading.connection)
    for epoch in shared[:-1]:
        said = last._service.push(epoch, ())
        with third.read() as reading:
            made = len(list(journal.lines(reading.connection, epoch=epoch)))
        assert (said.stopped, said.received) == (None, made), epoch


def test_whoever_goes_on_under_the_name_of_two_machines_makes_other_numbers_and_the_idle_one_is_told(
    a: Desk, b: Desk, machines: Machines
) -> None:
    """I22. The second copy has all that the centre has of the desk, and comes first with a new code; the letter was its alone."""
    epochs.start_epoch(b.book, secrets=machines.keys("B"), given="K")
    assert b.sync().cause is None
    first = machines.copy(b.book, of="B", name="first")
    note(b.book, "here")
    note(first, "first")
    second = machines.copy(b.book, of="B", name="second")
    note(second, "second")
    assert b.sync().cause is None
    assert as_desk(b, first).round().stopped == "other_bytes"
    assert b.sync().stopped == "other_bytes", "it has nothing to send, and is told all the same"
    assert as_desk(b, second).round().cause == "access_ended"
    letters = []
    for book, name in ((second, "second"), (b.book, "B"), (first, "first")):
        postman = joined_again(b, book, secrets=machines.keys(name))
        assert postman.round().cause is None
        with book.read() as reading:
            letters.append(reading.facts().letter)
        if book is not first:
            assert as_desk(b, b.book).round().cause == "access_ended"
    assert len({*letters, "K"}) == 4
    numbers = [reissued(book) for book in (second, b.book)]
    assert len(set(numbers)) == 2


def reissued(book: Book) -> str:
    order = order_of(book, "I")[0]
    invoice.reissue(book, order, without=[show(book, order).tickets[0].ticket], who=lea(book))
    with book.read() as reading:
        return next(one.number for one in reading.dossiers([order])[order].invoices if one.kind == "credit_note")


# --- a copy of a book without its keys, while the desk is at work ----------------------------------------------------


def keyless(b: Desk, tmp_path: Path) -> tuple[Book, FileSecrets]:
    """The data folder alone on another machine: it has begun an epoch of its own."""
    path = tmp_path / "keyless.ticketoffice"
    path.write_bytes(image_of(b.book))
    secrets = FileSecrets(tmp_path / "keyless")
    book = open_url(f"sqlite:///{path}", clock=b.book.clock, secrets=secrets)
    assert book.begun is not None and book.begun.why == "keyless"
    book.paired = True
    assert Postman(book, Line(Centre(b.centre, token="nobody"))).round().cause == "access_ended"
    return book, secrets


def desks_of(book: Book) -> dict[str, str]:
    return {desk.name: desk.desk for desk in enrolment.desks(book)}


def test_a_copy_without_keys_takes_no_living_desks_place_name_or_access(a: Desk, b: Desk, tmp_path: Path) -> None:
    note(b.book, "of the desk")
    assert b.sync().cause is None
    before = desks_of(b.centre)
    copy, secrets = keyless(b, tmp_path)
    note(copy, "of the copy")
    postman = joined_again(b, copy, secrets=secrets)
    assert postman.round().cause is None
    note(b.book, "further")
    assert b.sync().cause is None, "its access is its own"
    after = desks_of(b.centre)
    assert {name: after.get(name) for name in before} == before
    with copy.read() as reading:
        assert after["again"] == reading.facts().desk != before["B"]
    assert [desk.form for desk in enrolment.desks(b.centre) if desk.name == "again"] == ["branch"]
    assert a.sync().cause is None and postman.round().cause is None
    all_have(["of the desk", "of the copy", "further"], a.centre, a.book, b.book, copy)
    copy.close()


@pytest.mark.parametrize("why", ["put out", "silent"])
def test_whose_desk_is_gone_goes_on_as_it_with_a_copy_without_keys(
    a: Desk, b: Desk, tmp_path: Path, clock: HandClock, why: str
) -> None:
    assert b.sync().cause is None
    before = desks_of(b.centre)["B"]
    if why == "put out":
        enrolment.revoke(b.centre, before)
    else:
        clock.advance(seconds=8 * 24 * 3600)
    copy, secrets = keyless(b, tmp_path)
    assert joined_again(b, copy, secrets=secrets).round().cause is None
    assert desks_of(b.centre)["again"] == before
    copy.close()


def test_a_copy_whose_answer_was_lost_joins_with_the_next_code_as_before(a: Desk, b: Desk, tmp_path: Path) -> None:
    assert b.sync().cause is None
    enrolment.revoke(b.centre, desks_of(b.centre)["B"])
    copy, secrets = keyless(b, tmp_path)
    wish = pairing.wish_of(copy, code=enrolment.draw_code(b.centre, name="lost"), name="")
    Centre(b.centre).enrol(replace(wish, again=True))
    assert joined_again(b, copy, secrets=secrets).round().cause is None
    assert len(desks_of(b.centre)) == 2
    copy.close()


@pytest.mark.parametrize("has", ["its keys", "keys of its own", "no keys", "a proof for another code"])
def test_a_book_put_back_on_its_own_machine_goes_on_as_its_desk(
    a: Desk, b: Desk, machines: Machines, tmp_path: Path, has: str
) -> None:
    """It has the keys; whoever has not, and says so, is a desk of its own as long as the desk is at work."""
    assert b.sync().cause is None
    before = desks_of(b.centre)["B"]
    image = image_of(b.book)
    put_back = machines.copy(b.book, of="B", name="put back", image=image, restored=True)
    code = enrolment.draw_code(b.centre, name="again")
    with put_back.read() as reading:
        told = put_back.proofs(reading.connection, desk=before, code=code if has != "a proof for another code" else "X")
        facts, brought = reading.facts(), membership.epochs_of(reading.connection)
    shown = {"its keys": told, "keys of its own": told[-1:], "no keys": ()}.get(has, told)
    wish = Enrolment(code, before, "", facts.mode, brought, again=True, letter=facts.letter, proofs=shown)
    if has == "its keys":
        assert Centre(b.centre).enrol(wish).form == "again"
    else:
        with pytest.raises(RuleBroken, match="enrolled"):
            Centre(b.centre).enrol(wish)


def test_a_third_machine_parts_from_the_second_no_earlier_than_that_one_did_from_the_first(
    a: Desk, b: Desk, machines: Machines
) -> None:
    """All three have the same journal up to there, however little the second has sent of it under its own name."""
    note(b.book, "in all")
    assert b.sync().cause is None
    note(b.book, "in all, too")
    second = machines.copy(b.book, of="B", name="second")
    note(b.book, "first")
    note(second, "in two")
    epochs.start_epoch(second, secrets=machines.keys("second"))
    note(second, "in two, later")
    third = machines.copy(second, of="second", name="third")
    note(second, "second")
    note(third, "third")
    assert b.sync().cause is None
    assert as_desk(b, third).round().stopped == "other_bytes"
    assert Postman(second, Line(Centre(b.centre, token="lost"))).round().cause == "access_ended"
    of_second = joined_again(b, second, secrets=machines.keys("second"))
    of_third = joined_again(b, third, secrets=machines.keys("third"))
    with second.read() as reading:
        shared = journal.epochs(reading.connection)[0]
        both = outbox.answered(reading.connection, shared)
    assert of_third._service.push(shared, ()).received == both > 0
    assert of_third.round().cause is None
    assert of_second.round().cause == "access_ended"
    of_second = joined_again(b, second, secrets=machines.keys("second"))
    assert b.sync().cause == "access_ended"
    for postman in (of_second, of_third, joined_again(b), a.postman, b.postman):
        assert postman.round().cause is None
    texts = ["in all", "in all, too", "in two", "in two, later", "first", "second", "third"]
    all_have(texts, a.centre, a.book, b.book, second, third)
