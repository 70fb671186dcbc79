"""The centre's book is put back from a copy: what desks had sent since is sent again, and all of them hold the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import NOW, lea
from tests.desks import Desk, Line, centre_book, desk_book
from tests.house import house, on, taken
from tests.simulation import oracles
from tests.simulation.template import image_of, raw
from tests.sync.test_joining_again import joined_again
from tests.sync.test_put_out import put_out
from tests.sync.test_two_desks import filled, state, ticket, waiting
from tests.theatre import evening, seats, theatre
from ticketoffice.central.service import Centre
from ticketoffice.desk import cancel, invoice, notes, payment, release
from ticketoffice.desk.cases import close_case
from ticketoffice.desk.customer import change_customer
from ticketoffice.desk.find import order_of
from ticketoffice.desk.opened import opened_sentence, restored_sentence
from ticketoffice.desk.sentences import SENTENCES
from ticketoffice.desk.show import show
from ticketoffice.desk.syncing import sync_view
from ticketoffice.desk.tenders import Tender
from ticketoffice.domain.calendar import to_datetime
from ticketoffice.domain.errors import RuleBroken, Unavailable
from ticketoffice.domain.travel import Enrolment, FeedItem, Page
from ticketoffice.store import adopting, enrolment, epochs, feed, lost_answers, membership, outbox
from ticketoffice.store.backing_up import backup
from ticketoffice.store.bases import NOT_TOLD_SINCE, TOLD
from ticketoffice.store.book import Book
from ticketoffice.store.checking import verify
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.opening import open_url
from ticketoffice.store.replay import replay
from ticketoffice.store.restoring import restore
from ticketoffice.sync.round import Postman
from ticketoffice.sync.selling import Counter
from ticketoffice.ui.sync.words import cause_text


class Venue:
    """A centre in memory with its desks; `put_back` brings it back to what `copied` kept."""

    def __init__(self, folder: Path, clock: HandClock) -> None:
        self.folder, self.clock = folder, clock
        self.centre = centre_book("sqlite://", clock=clock, folder=folder / "centre")
        self.desks: list[Desk] = []
        self.opened = [self.centre]

    def join(self, name: str, fill: Callable[[Book], object] = lambda _: None) -> Desk:
        book = desk_book(clock=self.clock, folder=self.folder / name)
        self.opened.append(book)
        fill(book)
        desk = Desk(book, self.centre, name=name)
        self.desks.append(desk)
        assert desk.sync().cause is None
        return desk

    def copied(self) -> bytes:
        return image_of(self.centre)

    def put_back(self, copy: bytes, *, keeps_epoch: bool = False) -> None:
        """Under a new epoch, as `restore` does; or as a machine that is set back whole, with all that lies beside its book."""
        self.centre = centre_book("sqlite://", clock=self.clock, folder=self.folder / "scratch")
        self.opened.append(self.centre)
        raw(self.centre).deserialize(copy)
        place = self.folder / f"centre-{len(self.opened)}.db"
        place.write_bytes(copy)
        folder = self.folder / ("centre" if not keeps_epoch else "nothing beside")
        if not keeps_epoch:
            self.centre = open_url(f"sqlite:///{place}", clock=self.clock, secrets=FileSecrets(folder), restored=())
            self.opened.append(self.centre)
            assert self.centre.begun is not None
        for desk in self.desks:
            desk.centre = self.centre
            desk.line._service = Centre(self.centre, token=desk.welcome.token)

    def all_sync(self, rounds: int = 3) -> None:
        for _ in range(rounds):
            for desk in self.desks:
                assert desk.sync().cause is None

    def all_hold_the_same(self) -> None:
        assert verify(self.centre) is None
        assert replay(self.centre).equal
        for n, desk in enumerate(self.desks):
            assert verify(desk.book) is None
            assert replay(desk.book).equal
            acknowledged = [row[0] for row in raw(desk.book).execute("SELECT lower(hex(id)) FROM operations")]
            assert oracles.between(f"desk {n}", raw(desk.book), raw(self.centre), acknowledged=acknowledged) == []
            assert waiting(desk).unsent == 0


@pytest.fixture
def venue(tmp_path: Path, clock: HandClock) -> Iterator[Venue]:
    made = Venue(tmp_path, clock)
    yield made
    for book in made.opened:
        book.close()


@pytest.fixture
def a(venue: Venue) -> Desk:
    return venue.join("A", filled)


@pytest.fixture
def b(venue: Venue, a: Desk) -> Desk:
    return venue.join("B")


@pytest.fixture
def c(venue: Venue, b: Desk) -> Desk:
    return venue.join("C")


def cancels(desk: Desk, code: str) -> None:
    cancel.cancel(desk.book, [ticket(desk, code)], who=lea(desk.book), reason="duplicate", method="cash", now=True)


def notes_of(book: Book, number: str) -> list[str]:
    return sorted(note.text for note in show(book, order_of(book, number)[0]).notes)


def note(desk: Desk, text: str, number: str = "P") -> None:
    notes.add_note(desk.book, order_of(desk.book, number)[0], text=text, who=lea(desk.book))


@pytest.mark.parametrize("keeps_epoch", [False, True], ids=["restored", "set back whole"])
def test_what_was_answered_since_the_copy_is_sent_again(
    venue: Venue, a: Desk, b: Desk, c: Desk, keeps_epoch: bool
) -> None:
    note(a, "before")
    venue.all_sync()
    copy = venue.copied()
    cancels(b, "PT1")
    payment.pay(b.book, order_of(b.book, "I")[0], who=lea(b.book), method="cash")
    note(a, "in between")
    for desk in (b, a, b):
        assert desk.sync().cause is None
    assert waiting(b).unsent == 0
    venue.put_back(copy, keeps_epoch=keeps_epoch)
    found = a.sync()
    assert (found.cause, found.put_back, found.sent) == (None, True, 1)
    assert state(a.book, "P", 1) == "valid", "what nobody has sent again is not there yet"
    venue.all_sync()
    for book in (a.book, b.book, c.book, venue.centre):
        assert state(book, "P", 1) == "cancelled"
        assert notes_of(book, "P") == ["before", "in between"]
        assert [p.amount for p in show(book, order_of(book, "I")[0]).payments] == [6000]
    venue.all_hold_the_same()
    assert not b.sync().put_back, "once is enough"
    view = sync_view(b.book)
    assert view is not None
    assert (view.put_back, view.state) == (True, "online")
    assert cause_text(view) == SENTENCES["centre_put_back"]
    assert cause_text(replace(view, put_back=False)) == ""
    for seconds, told in ((3_599, True), (2, False)):
        venue.clock.advance(seconds=seconds)
        later = sync_view(b.book)
        assert later is not None
        assert later.put_back is told


def test_of_an_order_it_is_kept_whether_the_centre_has_told_of_it_since_it_was_put_back(
    venue: Venue, a: Desk, b: Desk
) -> None:
    """A flag, whatever version the centre's order has."""

    def flags() -> list[int]:
        return [row[0] for row in raw(b.book).execute("SELECT DISTINCT version FROM order_bases ORDER BY version")]

    copy = venue.copied()
    note(a, "told, and gone with the copy")
    venue.all_sync()
    assert flags() == [TOLD]
    with b.book.engine.begin() as connection:
        assert lost_answers.none_is_told_since(connection, change=0)
    assert NOT_TOLD_SINCE in flags()
    venue.put_back(copy)
    venue.all_sync()
    assert flags() == [TOLD]
    venue.all_hold_the_same()


def test_what_is_new_at_both_goes_through_and_cash_that_was_handed_out_twice_is_a_case(
    venue: Venue, a: Desk, b: Desk, c: Desk
) -> None:
    copy = venue.copied()
    cancels(b, "PT1")
    for desk in (b, a):
        desk.sync()
    venue.put_back(copy)
    cancels(c, "PT1")
    for n in range(12):
        note(c, f"of the third desk {n}")
    c.sync()
    note(a, "new")
    note(b, "new too")
    venue.all_sync()
    for book in (a.book, b.book, c.book, venue.centre):
        assert sorted(r.amount for r in show(book, order_of(book, "P")[0]).refunds if r.amount) == [3000, 3000]
        assert {"new", "new too", "of the third desk 11"} <= set(notes_of(book, "P"))
        with book.read() as reading:
            assert "over_refund" in {case.kind for case in reading.cases()}
    venue.all_hold_the_same()


def test_a_reissue_in_the_span_whose_seat_was_sold_meanwhile(venue: Venue, a: Desk, b: Desk, c: Desk) -> None:
    copy = venue.copied()
    made = invoice.reissue(b.book, order_of(b.book, "I")[0], without=[ticket(b, "IT2")], who=lea(b.book))
    for desk in (b, a):
        desk.sync()
    note(a, "on the new one", made.order_number)
    for desk in (a, b):
        desk.sync()
    note(b, "again on the new one", made.order_number)
    b.sync()
    venue.put_back(copy)
    cancel.click(c.book, [ticket(c, "IT1"), ticket(c, "IT2")], who=lea(c.book), now=True)
    taken(c.book, house(), on("B-1", number="Y"))
    assert c.sync().cause is None
    venue.all_sync()
    venue.all_hold_the_same()


@pytest.mark.parametrize(
    ("cut_at", "once"),
    [
        ("push", "push"),
        ("orders", ""),
        ("orders", "orders"),
        ("orders", "orders 2"),
        ("push", "orders"),
        ("changes", "orders"),
    ],
)
def test_where_the_line_goes_away_meanwhile_the_next_round_goes_on(
    venue: Venue, a: Desk, b: Desk, c: Desk, cut_at: str, once: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At each question, also while the orders come one by one: what is here stays what its operations make."""
    monkeypatch.setattr(feed, "load_page", partial(feed.load_page, limit=1))
    copy = venue.copied()
    made = invoice.reissue(b.book, order_of(b.book, "I")[0], without=[ticket(b, "IT2")], who=lea(b.book))
    cancels(b, "PT1")
    for desk in (b, a, b):
        desk.sync()
    venue.put_back(copy)
    asked: set[str] = set()

    def away(question: str) -> None:
        if question == cut_at and (once in asked or not once):
            raise Unavailable("no_network")
        asked.update({f"{question} 2"} if question in asked else {question})

    b.line.before = away
    note(b, "new", made.order_number)
    assert b.sync().cause == "no_network"
    assert verify(b.book) is None
    assert replay(b.book).equal
    note(b, "meanwhile")
    note(b, "meanwhile", made.order_number)
    assert replay(b.book).equal
    b.line.before = lambda _: None
    venue.all_sync()
    for book in (a.book, b.book, c.book, venue.centre):
        assert notes_of(book, made.order_number) == ["meanwhile", "new"]
        assert state(book, "P", 1) == "cancelled"
    venue.all_hold_the_same()


def test_put_back_twice(venue: Venue, a: Desk, b: Desk, c: Desk) -> None:
    first = venue.copied()
    note(a, "one")
    venue.all_sync()
    second = venue.copied()
    note(b, "two")
    a.sync()
    b.sync()
    venue.put_back(first)
    note(c, "three")
    c.sync()
    a.sync()
    venue.put_back(second)
    venue.all_sync()
    for book in (a.book, b.book, c.book, venue.centre):
        assert notes_of(book, "P") == ["one", "three", "two"]
    venue.all_hold_the_same()


def test_a_new_epoch_with_nothing_lost_sends_and_loads_nothing(venue: Venue, a: Desk, b: Desk) -> None:
    venue.all_sync()
    venue.put_back(venue.copied())
    found = b.sync()
    assert (found.cause, found.put_back, found.sent, found.heard) == (None, False, 0, 0)
    note(b, "goes on")
    venue.all_sync()
    venue.all_hold_the_same()


def test_what_others_did_in_the_span_and_never_send_again_is_not_kept(venue: Venue, a: Desk, b: Desk) -> None:
    copy = venue.copied()
    made = invoice.reissue(b.book, order_of(b.book, "I")[0], without=[ticket(b, "IT2")], who=lea(b.book))
    for desk in (b, a):
        desk.sync()
    venue.put_back(copy)
    venue.desks.remove(b)
    venue.all_sync()
    with a.book.read() as reading:
        assert not reading.dossiers([made.order])
    venue.all_hold_the_same()


def test_a_desk_that_joined_in_the_span_joins_again_with_all_that_it_did(venue: Venue, a: Desk, b: Desk) -> None:
    copy = venue.copied()
    d = venue.join("D")
    made = invoice.reissue(d.book, order_of(d.book, "I")[0], without=[ticket(d, "IT2")], who=lea(d.book))
    for n in range(25):
        note(d, f"of the new desk {n}", made.order_number)
    cancels(d, "PT1")
    d.sync()
    note(a, "heard by the new desk")
    a.sync()
    d.sync()
    note(d, "not sent")
    venue.put_back(copy)
    assert d.sync().cause == "access_ended"
    note(d, "not sent either", made.order_number)
    venue.desks.remove(d)
    venue.all_sync()
    d.centre = venue.centre
    assert joined_again(d).round().cause is None
    view = sync_view(d.book)
    assert view is not None
    assert view.put_back
    venue.desks.append(d)
    d.postman = Postman(d.book, d.line)
    venue.all_sync()
    for book in (a.book, b.book, d.book, venue.centre):
        assert len(notes_of(book, made.order_number)) == 26
        assert notes_of(book, "P") == ["heard by the new desk", "not sent"]
        assert state(book, "P", 1) == "cancelled"
    venue.all_hold_the_same()


def test_a_second_machine_that_joined_since_asks_only_for_what_it_sends_itself(
    venue: Venue, a: Desk, b: Desk, tmp_path: Path
) -> None:
    """What was sent before the two parted, in an earlier epoch, is the other machine's, and it is there."""
    secrets = FileSecrets(tmp_path / "B")
    made = invoice.reissue(b.book, order_of(b.book, "I")[0], without=[ticket(b, "IT1")], who=lea(b.book))
    assert b.sync().cause is None
    epochs.start_epoch(b.book, secrets=secrets)
    b.book.paired = True
    note(b, "of the second epoch")
    assert b.sync().cause is None
    place, keys = tmp_path / "clone.ticketoffice", tmp_path / "B2"
    place.write_bytes(image_of(b.book))
    shutil.copytree(tmp_path / "B", keys)
    clone = open_url(f"sqlite:///{place}", clock=b.book.clock, secrets=FileSecrets(keys))
    venue.opened.append(clone)
    clone.paired = True
    for book, text in ((b.book, "here"), (clone, "there")):
        notes.add_note(book, order_of(book, "P")[0], text=text, who=lea(book))
    assert b.sync().cause is None
    copy = venue.copied()
    note(a, "lost and sent again")
    venue.all_sync()
    venue.put_back(copy)
    assert Postman(clone, b.line).round().stopped == "other_bytes"
    postman = joined_again(b, clone, secrets=FileSecrets(keys))
    assert (postman.round().cause, postman.round().cause) == (None, None)
    with clone.read() as reading:
        assert not list(outbox.everything_unsent(reading.connection)), "nothing of it waits for ever"
    assert [t.state for t in show(clone, order_of(clone, made.order_number)[0]).tickets] == ["held"]
    assert show(clone, order_of(clone, "I")[0]).balance == show(venue.centre, order_of(venue.centre, "I")[0]).balance
    assert (verify(clone), replay(clone).equal, replay(venue.centre).equal) == (None, True, True)


def test_a_book_that_joined_another_centre_is_still_not_taken_in(venue: Venue, a: Desk, b: Desk) -> None:
    with b.book.read() as reading:
        facts, brought = reading.facts(), membership.epochs_of(reading.connection)
    other = tuple(replace(epoch, epoch="ab" * 16, seq=30) for epoch in brought[:1])
    code = enrolment.draw_code(venue.centre, name="x")
    wish = Enrolment(code, "cd" * 16, "x", facts.mode, other, joined="ef" * 16)
    with pytest.raises(RuleBroken, match="not_fresh"):
        enrolment.enrol(venue.centre, wish)


def test_restore_of_a_centre_says_what_it_cannot_know(tmp_path: Path, clock: HandClock) -> None:
    place, copy, secrets = tmp_path / "centre.db", tmp_path / "cc.db", FileSecrets(tmp_path / "centre")
    centre = centre_book(f"sqlite:///{place}", clock=clock, folder=tmp_path / "centre")
    book = desk_book(clock=clock, folder=tmp_path / "A")
    filled(book)
    desk = Desk(book, centre, name="A")
    assert desk.sync().cause is None
    backup(place, copy)
    clock.advance(seconds=3600)
    note(desk, "since")
    desk.sync()
    centre.close()
    done = restore(copy, place, clock=clock, secrets=secrets, replace=True)
    assert (done.code, done.begun.missing) == ("restored_centre", None)
    opened = open_url(f"sqlite:///{place}", clock=clock, secrets=secrets)
    with opened.read() as reading:
        when = f"{to_datetime(NOW, timezone=reading.rules().timezone):%d.%m.%Y %H:%M}"
    assert restored_sentence(opened, done) == SENTENCES["restored_centre"].format(when=when)
    opened.close()
    place.write_bytes(copy.read_bytes())
    opened = open_url(f"sqlite:///{place}", clock=clock, secrets=secrets)
    assert opened_sentence(opened) == SENTENCES["book_restored_centre"].format(when=when)
    opened.close()
    book.close()


def test_what_arrived_late_after_it_was_put_back_is_not_done_twice(venue: Venue, a: Desk, b: Desk) -> None:
    """A request that was on the way all the time: one operation in it had its answer before, of the other it was lost."""
    copy = venue.copied()
    cancels(b, "PT1")
    assert b.sync().cause is None
    payment.pay(b.book, order_of(b.book, "I")[0], who=lea(b.book), method="cash")
    with b.book.read() as reading:
        epoch = reading.facts().epoch
        late = list(outbox.batches(reading.connection, epoch, after=0, through=100))
    venue.put_back(copy)
    for batch in late:
        assert b.line.push(epoch, batch.sent).stopped is None
    assert b.sync().put_back
    venue.all_sync()
    for desk in (a, b):
        assert [p.amount for p in show(desk.book, order_of(desk.book, "I")[0]).payments] == [6000]
        assert [r.amount for r in show(desk.book, order_of(desk.book, "P")[0]).refunds if r.amount] == [3000]
    venue.all_hold_the_same()


def test_a_centre_that_was_set_back_whole_is_noticed_also_where_it_has_more_changes_than_were_heard(
    venue: Venue, a: Desk, b: Desk, c: Desk
) -> None:
    """Its numbers go on under the same epoch: what the desk heard last was something else than what has that number now."""
    venue.all_sync()
    copy = venue.copied()
    cancels(b, "PT1")
    assert b.sync().cause is None
    note(a, "heard by the others before")
    for desk in (a, b):
        assert desk.sync().cause is None
    venue.put_back(copy, keeps_epoch=True)
    for n in range(12):
        note(c, f"of the third desk {n}")
    assert c.sync().cause is None
    found = b.sync()
    assert (found.cause, found.put_back, found.sent) == (None, True, 3)
    venue.all_sync()
    for desk in venue.desks:
        assert state(desk.book, "P", 1) == "cancelled"
        assert len(notes_of(desk.book, "P")) == 13
    venue.all_hold_the_same()


def test_a_centre_of_an_older_version_does_not_say_what_it_told_last(venue: Venue, a: Desk, b: Desk) -> None:
    asked = b.line.changes
    b.line.changes = lambda after: replace(asked(after), before="", last="")  # type: ignore[method-assign]
    for text in ("one", "two"):
        note(a, text)
        a.sync()
        found = b.sync()
        assert (found.cause, found.put_back, found.heard) == (None, False, 1)
    b.line.changes = asked  # type: ignore[method-assign]
    note(a, "three")
    venue.all_sync()
    assert notes_of(b.book, "P") == ["one", "three", "two"]
    venue.all_hold_the_same()


def test_what_arrived_late_is_not_done_twice_either_where_something_else_on_the_order_is_contested(
    venue: Venue, a: Desk, b: Desk, c: Desk
) -> None:
    """The order as it was told contains it, and comes again after those that are loaded."""
    order = order_of(b.book, "I")[0]
    copy = venue.copied()
    payment.pay(b.book, order, who=lea(b.book), method="cash")
    assert b.sync().cause is None
    c.sync()
    cancel.click(c.book, [ticket(c, "IT1")], who=lea(c.book), now=True)
    assert c.sync().cause is None
    cancel.click(b.book, [ticket(b, "IT1")], who=lea(b.book))
    assert b.sync().cause is None
    assert waiting(b).contested == 1
    with b.book.read() as reading:
        epoch = reading.facts().epoch
        late = next(
            iter(outbox.batches(reading.connection, epoch, after=0, through=outbox.answered(reading.connection, epoch)))
        )
    venue.put_back(copy)
    assert b.line.push(epoch, late.sent).stopped is None
    assert b.sync().put_back
    assert [p.amount for p in show(b.book, order).payments] == [6000]
    assert replay(b.book).equal
    venue.clock.advance(seconds=61)
    venue.all_sync()
    venue.all_hold_the_same()


def test_an_exchange_that_was_lost_is_done_once_also_on_an_order_that_the_feed_is_to_bring(
    venue: Venue, tmp_path: Path
) -> None:
    """Two orders gave a ticket each to it, of which one was paid just before. The centre that was put back has the first as it was; a
    note about the other has arrived in a new epoch of the desk, whose line was away before it heard.
    """

    def is_away(question: str) -> None:
        if question == "changes":
            raise Unavailable("no_network")

    b = venue.join("B", lambda book: taken(book, theatre(evening())))
    venue.join("A")
    counter = Counter(b.book, b.line, b.postman)
    one = counter.sell(seats("A-1"), pay=[Tender("card")], who=lea(b.book))
    other = counter.sell(seats("B-1"), pay=[Tender("on_site")], who=lea(b.book))
    venue.all_sync()
    copy = venue.copied()
    payment.pay(b.book, other.order, who=lea(b.book), method="cash")
    new = counter.exchange([*one.tickets, *other.tickets], seats("C-1", "C-2"), who=lea(b.book))
    venue.all_sync()
    venue.put_back(copy)
    epochs.start_epoch(b.book, secrets=FileSecrets(tmp_path / "B"))
    note(b, "in a new epoch", other.number)
    b.line.before = is_away
    assert b.sync().cause == "no_network"
    b.line.before = lambda _: None
    found = b.sync()
    assert (found.put_back, found.own, found.cause) == (True, None, None)
    venue.all_sync()
    for desk in venue.desks:
        assert [t.state for t in show(desk.book, other.order).tickets] == ["exchanged"]
        assert [p.amount for p in show(desk.book, other.order).payments] == [3000, -3000], "taken in, and given on"
        assert [t.state for t in show(desk.book, new.order).tickets] == ["valid", "valid"]
        assert notes_of(desk.book, other.number) == ["in a new epoch"]
    venue.all_hold_the_same()


def test_a_second_machine_that_joined_on_its_own_keeps_what_the_two_were_before(
    venue: Venue, a: Desk, b: Desk, tmp_path: Path
) -> None:
    """What the centre has of that it has from the other one, and no answer to it is lost."""
    order = order_of(b.book, "I")[0]
    payment.pay(b.book, order, who=lea(b.book), method="cash")
    assert b.sync().cause is None
    epochs.start_epoch(b.book, secrets=FileSecrets(tmp_path / "B"))
    note(b, "in the second epoch")
    assert b.sync().cause is None
    place = tmp_path / "clone.ticketoffice"
    place.write_bytes(image_of(b.book))
    shutil.copytree(tmp_path / "B", tmp_path / "B2")
    secrets = FileSecrets(tmp_path / "B2")
    clone = open_url(f"sqlite:///{place}", clock=venue.clock, secrets=secrets)
    venue.opened.append(clone)
    clone.paired = True
    for book, text in ((b.book, "here"), (clone, "there")):
        notes.add_note(book, order_of(book, "P")[0], text=text, who=lea(book))
    assert b.sync().cause is None
    assert Postman(clone, Line(Centre(b.centre, token=b.welcome.token))).round().stopped == "other_bytes"
    postman = joined_again(b, clone, secrets=secrets)
    assert postman.round().cause is None
    note(b, "further")
    assert b.sync().cause == "access_ended"
    assert joined_again(b).round().cause is None
    copy, token = venue.copied(), postman._service._service._token  # type: ignore[attr-defined]
    notes.add_note(clone, order_of(clone, "P")[0], text="since the copy", who=lea(clone))
    assert postman.round().cause is None
    token_of_b = b.line._service._token
    venue.put_back(copy)
    b.line._service = Centre(venue.centre, token=token_of_b)
    postman = Postman(clone, Line(Centre(venue.centre, token=token)))
    found = postman.round()
    assert (found.cause, found.put_back, found.sent) == (None, True, 1)
    assert [p.amount for p in show(clone, order).payments] == [6000]
    venue.all_sync()
    assert postman.round().cause is None
    for book in (venue.centre, a.book, b.book, clone):
        assert notes_of(book, "P") == ["further", "here", "in the second epoch", "since the copy", "there"]
        assert verify(book) is None
        assert replay(book).equal


def test_a_desk_that_is_put_back_itself_to_before_the_centre_was_hears_that_an_order_of_its_own_was_never_made(
    venue: Venue, a: Desk, b: Desk
) -> None:
    """Its copy has a reissue accepted, which the centre lost and then refused: the seat is that of the order that stands."""
    copy = venue.copied()
    order = order_of(b.book, "I")[0]
    new = invoice.reissue(b.book, order, without=[ticket(b, "IT1")], who=lea(b.book)).order_number
    venue.all_sync()
    payment.pay(b.book, order_of(b.book, new)[0], who=lea(b.book), method="cash")
    place = venue.folder / "older.db"
    place.write_bytes(image_of(b.book))
    venue.put_back(copy)
    assert a.sync().cause is None
    payment.pay(a.book, order, who=lea(a.book), method="bank_transfer")
    venue.all_sync()
    assert {case.why for case in show(b.book, order).cases} == {"not_invoice_pending", "unbooked"}
    b.book = open_url(f"sqlite:///{place}", clock=venue.clock, secrets=FileSecrets(venue.folder / "B"), restored=())
    b.book.paired = True
    venue.opened.append(b.book)
    b.postman = Postman(b.book, b.line)
    venue.all_sync()
    venue.all_hold_the_same()
    assert [ticket.state for ticket in show(b.book, order).tickets] == ["valid", "valid"]


def test_a_copy_joins_also_where_the_centre_that_was_put_back_lacks_what_came_before_an_epoch_that_it_knows(
    venue: Venue, a: Desk, b: Desk
) -> None:
    """C24: it and its machine are one up to the last epoch of which something came."""
    note(b, "lost at the centre")
    epochs.start_epoch(b.book, secrets=FileSecrets(venue.folder / "B"))
    put_out(b)
    assert b.sync().cause == "revoked"
    joined_again(b)
    copy = venue.copied()
    asked: list[str] = []

    def breaks_after_one(question: str) -> None:
        asked.append(question)
        if asked.count("push") == 2:
            raise Unavailable("no_network")

    def hears_nothing(question: str) -> None:
        if question == "changes":
            raise Unavailable("no_network")

    token = b.line._service._token
    b.line.before = breaks_after_one
    assert b.sync().cause == "no_network"
    venue.put_back(copy)
    b.line._service = Centre(venue.centre, token=token)
    note(b, "in both")
    b.line.before = hears_nothing
    assert b.sync().cause == "no_network"
    shutil.copytree(venue.folder / "B", venue.folder / "B2")
    place, secrets = venue.folder / "clone.db", FileSecrets(venue.folder / "B2")
    place.write_bytes(image_of(b.book))
    clone = open_url(f"sqlite:///{place}", clock=venue.clock, secrets=secrets)
    clone.paired = True
    venue.opened.append(clone)
    note(b, "here")
    notes.add_note(clone, order_of(clone, "P")[0], text="there", who=lea(clone))
    assert b.sync().cause == "no_network"
    assert Postman(clone, Line(Centre(venue.centre, token=token))).round().stopped == "other_bytes"
    postman = joined_again(b, clone, secrets=secrets)
    assert postman.round().cause is None
    b.line.before = lambda _: None
    note(b, "here again")
    assert b.sync().cause == "access_ended"
    assert joined_again(b).round().cause is None
    for one in (postman, a.postman, b.postman):
        assert one.round().cause is None
    for book in (venue.centre, a.book, b.book, clone):
        assert notes_of(book, "P") == ["here", "here again", "in both", "lost at the centre", "there"]
        assert verify(book) is None
        assert replay(book).equal


def test_a_closed_case_about_an_order_that_was_never_made_is_known_to_whoever_loads_anew(
    venue: Venue, a: Desk, b: Desk
) -> None:
    """Also where the centre was put back to after it had told of it."""
    order = order_of(b.book, "I")[0]
    release.release(a.book, order, who=lea(a.book))
    new = order_of(b.book, invoice.reissue(b.book, order, without=[ticket(b, "IT1")], who=lea(b.book)).order_number)[0]
    cancels(b, show(b.book, new).tickets[0].short)
    venue.all_sync()
    with b.book.read() as reading:
        named = [str(case.id) for case in reading.cases()]
    for case in named:
        close_case(b.book, case, who=lea(b.book), note="spoke to them")
    venue.all_sync()
    note(a, "told since")
    venue.all_sync()
    copy = venue.copied()
    note(b, "lost")
    venue.all_sync()
    venue.put_back(copy)
    venue.all_sync()
    venue.join("C")
    venue.all_sync()
    venue.all_hold_the_same()
    for desk in venue.desks:
        rows = raw(desk.book).execute("SELECT count(*) FROM cases WHERE closed_at IS NOT NULL").fetchone()
        assert rows == (len(named),)


def test_what_another_desk_had_changed_of_a_customer_and_the_centre_lost_is_known_nowhere(
    venue: Venue, a: Desk, b: Desk, c: Desk
) -> None:
    """Where the order itself comes again later than the change, which is refused then."""
    copy = venue.copied()
    taken(a.book, on("G-1", number="NEW"))
    venue.all_sync()
    order = order_of(b.book, "NEW")[0]
    change_customer(b.book, order, fields={"email": "lost@example.org"}, who=lea(b.book))
    venue.all_sync()
    assert show(c.book, order).customer.email == "lost@example.org"
    venue.put_back(copy)
    for desk in (b, c, a):
        assert desk.sync().cause is None
    venue.all_sync()
    venue.all_hold_the_same()
    assert [show(desk.book, order).customer.email for desk in venue.desks] == [None] * 3
    assert [case.why for case in show(c.book, order).cases] == ["not_found"]


def test_a_case_about_an_order_that_the_centre_lost_is_there_once_however_often_it_is_asked(a: Desk, b: Desk) -> None:
    """What the desk did to it since waits on top of nothing: what stands here is its own, and not what the centre has."""
    order = order_of(b.book, "P")[0]
    cancel.cancel(b.book, [ticket(b, "PT1")], who=lea(b.book), reason="duplicate", method="card", now=True)
    cancel.inform(b.book, [ticket(b, "PT1")], by="told", who=lea(b.book))
    with b.book.read() as reading:
        centre = membership.centre_of(reading.connection)
    assert centre is not None
    gone = Page((FeedItem(order, None),), centre.cursor, centre.cursor, more=False, now=0)
    found = []
    for page in (gone, replace(gone, items=()), replace(gone, items=())):
        adopting.adopt(b.book, page)
        with b.book.read() as reading:
            found.append(sorted((case.kind, case.id) for case in reading.cases() if case.order == order))
        assert replay(b.book).equal
    assert {kind for kind, _ in found[0]} == {"unknown_order"}
    assert found == [found[0]] * 3


def _is_away_at(question: str) -> Callable[[str], None]:
    def away(asked: str) -> None:
        if asked == question:
            raise Unavailable("no_network")

    return away


@pytest.mark.parametrize("is_lost", [True, False], ids=["lost there once", "never answered"])
def test_a_second_machine_takes_what_the_first_has_sent_meanwhile_as_the_centre_has_it(
    venue: Venue, a: Desk, b: Desk, is_lost: bool
) -> None:
    """A payment of both machines arrived from the first one, while the second had yet to load what a centre that was put back has."""
    copy = venue.copied()
    order = order_of(b.book, "I")[0]
    note(b, "lost at the centre")
    if is_lost:
        payment.pay(b.book, order, who=lea(b.book), method="cash")
    assert b.sync().cause is None
    venue.put_back(copy)
    b.line.before = _is_away_at("orders")
    if not is_lost:
        payment.pay(b.book, order, who=lea(b.book), method="cash")
    assert b.sync().cause == "no_network"
    shutil.copytree(venue.folder / "B", venue.folder / "B2")
    place, secrets = venue.folder / "clone.db", FileSecrets(venue.folder / "B2")
    place.write_bytes(image_of(b.book))
    clone = open_url(f"sqlite:///{place}", clock=venue.clock, secrets=secrets)
    clone.paired = True
    venue.opened.append(clone)
    b.line.before = lambda _: None
    note(b, "here")
    notes.add_note(clone, order_of(clone, "P")[0], text="there", who=lea(clone))
    venue.all_sync()
    postman = joined_again(b, clone, secrets=secrets)
    assert postman.round().cause is None
    for one in (postman, a.postman, b.postman):
        assert one.round().cause is None
    for book in (venue.centre, a.book, b.book, clone):
        assert notes_of(book, "P") == ["here", "lost at the centre", "there"]
        assert [p.amount for p in show(book, order).payments] == [6000]
        assert verify(book) is None
        assert replay(book).equal


def test_what_was_changed_of_a_customer_on_an_order_that_the_centre_lost_arrives_with_that_order(
    venue: Venue, a: Desk, b: Desk
) -> None:
    """The centre still has the customer, by the order of which the new one was made."""
    order = order_of(a.book, "I")[0]
    change_customer(a.book, order, fields={"name": "Zoë Test"}, who=lea(a.book))
    venue.all_sync()
    copy = venue.copied()
    new = invoice.reissue(b.book, order, without=[ticket(b, "IT2")], who=lea(b.book)).order_number
    change_customer(
        b.book, order_of(b.book, new)[0], fields={"name": "Zoë Test", "email": "zoe@example.org"}, who=lea(b.book)
    )
    venue.all_sync()
    venue.put_back(copy)
    for desk in (b, a):
        assert desk.sync().cause is None
    venue.all_sync()
    venue.all_hold_the_same()
    for book in (venue.centre, a.book, b.book):
        assert show(book, order_of(book, new)[0]).customer.email == "zoe@example.org"
