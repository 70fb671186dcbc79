"""A centre that answers under another address or certificate: its desks are led there, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import lea
from tests.desks import centre_book, desk_book
from tests.house import house, on, taken
from tests.served import Served, over_http
from ticketoffice.central.serving import Wish
from ticketoffice.desk import notes
from ticketoffice.desk.find import order_of
from ticketoffice.desk.sentences import SENTENCES
from ticketoffice.desk.show import show
from ticketoffice.domain.errors import RuleBroken
from ticketoffice.store import enrolment, membership, outbox
from ticketoffice.store.book import Book
from ticketoffice.store.clock import HandClock
from ticketoffice.store.keys import FileSecrets
from ticketoffice.store.replay import replay
from ticketoffice.sync import pairing
from ticketoffice.sync.http import trust
from ticketoffice.sync.line import by_http, centre_of
from ticketoffice.sync.round import Postman, Round

Serve = Callable[..., Served]


@pytest.fixture
def serve(centre: Book, tmp_path: Path) -> Iterator[Serve]:
    """Serves a centre, at another port each time; `keys` names its folder of secrets."""
    running: list[Served] = []

    def served(book: Book = centre, *, keys: str = "keys") -> Served:
        wish = Wish("127.0.0.1", 0, ("127.0.0.1",), new_keys=keys == "new")
        running.append(Served(book, folder=tmp_path / keys, wish=wish))
        return running[-1]

    yield served
    for one in running:
        one.close()


class Paired:
    """A desk with a book that was sold from."""

    def __init__(self, folder: Path, *, clock: HandClock, number: str) -> None:
        self.secrets = FileSecrets(folder)
        self.book = desk_book(clock=clock, folder=folder)
        self.number = number
        taken(self.book, house(), on("A-1", number=number))

    def pair(self, centre: Book, served: Served) -> membership.Centre:
        assert served.authority is not None
        code = trust.whole_code(enrolment.draw_code(centre, name="A"), trust.fingerprint(served.authority))
        return pairing.pair(self.book, self.secrets, by_http(), url=served.url, code=code)

    def sync(self) -> Round:
        with over_http(self.book, self.secrets) as service:
            return Postman(self.book, service).round()

    def note(self, text: str) -> None:
        notes.add_note(self.book, order_of(self.book, self.number)[0], text=text, who=lea(self.book))

    def unsent(self) -> int:
        with self.book.read() as reading:
            return sum(len(batch.sent) for batch in outbox.everything_unsent(reading.connection))


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock) -> Iterator[Paired]:
    made = Paired(tmp_path / "A", clock=clock, number="A1")
    yield made
    made.book.close()


@pytest.fixture
def other(tmp_path: Path, clock: HandClock) -> Iterator[Book]:
    """The centre of another venue, still empty."""
    book = centre_book(f"sqlite:///{tmp_path / 'other.db'}", clock=clock, folder=tmp_path / "other")
    yield book
    book.close()


def standing(centre: Book) -> object:
    """Its desks, and how far it came."""
    desks = enrolment.desks(centre)
    with centre.read() as reading:
        return desks, reading.facts()


def texts(book: Book, number: str) -> list[str]:
    return sorted(note.text for note in show(book, order_of(book, number)[0]).notes)


@pytest.mark.parametrize("asked_before", [True, False], ids=["it found nobody", "it did not look since"])
@pytest.mark.parametrize("put_out", [True, False], ids=["put out by mistake", "still a desk"])
@pytest.mark.parametrize("keys", ["keys", "new"], ids=["with its certificate", "with a new one"])
def test_a_desk_is_led_to_its_centre_at_another_address(
    serve: Serve, centre: Book, desk: Paired, asked_before: bool, put_out: bool, keys: str
) -> None:
    first = serve()
    assert desk.pair(centre, first).form == "history"
    desk.note("sent")
    assert desk.sync().cause is None
    desk.note("waits")
    first.close()
    moved = serve(keys=keys)
    if asked_before:
        assert desk.sync().cause == "no_network"
    if put_out:
        enrolment.revoke(centre, enrolment.desks(centre)[0].desk)
    joined = desk.pair(centre, moved)
    assert (joined.form, joined.url, joined.authority) == ("again", moved.url, moved.authority)
    assert desk.sync().cause is None
    assert desk.unsent() == 0
    assert texts(centre, "A1") == texts(desk.book, "A1") == ["sent", "waits"]
    assert len(enrolment.desks(centre)) == 1
    assert replay(desk.book).equal
    assert replay(centre).equal


def test_a_desk_that_had_heard_nothing_yet_is_led_there_too(serve: Serve, centre: Book, desk: Paired) -> None:
    first = serve()
    desk.pair(centre, first)
    first.close()
    assert desk.pair(centre, serve()).form == "history"
    assert desk.sync().cause is None
    assert desk.unsent() == 0


def test_a_desk_that_only_heard_is_led_there_without_loading_anew(
    serve: Serve, centre: Book, desk: Paired, tmp_path: Path, clock: HandClock
) -> None:
    first = serve()
    desk.pair(centre, first)
    desk.sync()
    heard = FileSecrets(tmp_path / "B")
    book = desk_book(clock=clock, folder=tmp_path / "B")
    second = Paired.__new__(Paired)
    second.book, second.secrets = book, heard
    assert second.pair(centre, first).form == "fresh"
    with over_http(book, heard) as service:
        service.push = lambda *_: pytest.fail("nothing is sent")  # type: ignore[method-assign]
        with book.read() as reading:
            assert membership.joined_in(reading.connection) == ""
    assert second.sync().cause is None
    first.close()
    joined = second.pair(centre, serve())
    assert (joined.form, joined.is_loading, joined.is_put_back) == ("again", False, False)
    assert second.sync().heard == 0
    book.close()


@pytest.mark.parametrize("in_use", [True, False], ids=["a centre in use", "an empty centre"])
@pytest.mark.parametrize("sent", [True, False], ids=["it sent its work", "it has not sent anything"])
def test_a_desk_is_never_led_to_another_centre(
    serve: Serve, centre: Book, other: Book, desk: Paired, tmp_path: Path, clock: HandClock, in_use: bool, sent: bool
) -> None:
    first, theirs = serve(), serve(other, keys="theirs")
    before = desk.pair(centre, first)
    if sent:
        assert desk.sync().cause is None
        with desk.book.read() as reading:
            before = membership.centre_of(reading.connection) or before
    if in_use:
        stranger = Paired(tmp_path / "stranger", clock=clock, number="S1")
        stranger.pair(other, theirs)
        assert stranger.sync().cause is None
        stranger.book.close()
    there = standing(other)
    with pytest.raises(RuleBroken, match="already_paired") as no:
        desk.pair(other, theirs)
    assert no.value.data == {"url": first.url}, "its own centre answers well"
    assert centre_of(desk.book) == before
    first.close()
    assert desk.sync().cause == "no_network"
    failed = centre_of(desk.book)
    with pytest.raises(RuleBroken) as no:
        desk.pair(other, theirs)
    assert no.value.code == "other_centre"
    assert "Nothing was changed, here or there." in SENTENCES["other_centre"]
    assert centre_of(desk.book) == failed
    assert standing(other) == there
    assert desk.pair(centre, serve()).form in ("again", "history")
    assert desk.sync().cause is None
    assert desk.unsent() == 0
